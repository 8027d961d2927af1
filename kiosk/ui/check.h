/* The checks any screen must pass, on the draw list alone: text fits its box and the panel, nothing empty, no text
 * under the list's least size, contrast of at least 4.5:1, targets at least as large as the list asks, within reach
 * and never overlapping. */
#ifndef LOUNGE_UI_CHECK_H
#define LOUNGE_UI_CHECK_H

#include "text.h"

/* Writes one line a fault into `faults` ("text 1234.5 wide in a box of 1200.0: …") and returns how many there are. */
size_t check_list(const DrawList *list, Text *text, Buf *faults);

#endif
