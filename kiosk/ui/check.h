/* The checks any screen must pass, on the draw list alone: text fits its box and the panel, nothing empty, no text
 * under the list's least size, contrast of at least 4.5:1, targets at least as large as the list asks, within reach
 * and never overlapping; texts and targets EDGE_MIN from the panel's edge; no last line of a paragraph with one word or
 * character alone where another could have come down to it. */
#ifndef LOUNGE_UI_CHECK_H
#define LOUNGE_UI_CHECK_H

#include "text.h"

#define EDGE_MIN 24.0f /* fills and pictures may bleed */

/* Writes one line a fault into `faults` ("text 1234.5 wide in a box of 1200.0: …") and returns how many there are. */
size_t check_list(const DrawList *list, Text *text, Buf *faults);

#endif
