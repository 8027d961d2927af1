/* The lounge's seats to choose from (policy bar.seats): for the bar's orders, and for who comes to show something. */
#ifndef LOUNGE_SCREENS_SEATS_H
#define LOUNGE_SCREENS_SEATS_H

#include "common.h"

/* `first` (no seat, id "") and then the store's seats, as many as there is room for; their targets are PREFIX.0, .1 …
 * `chosen` is the id of the one that is set off, NULL = none. Returns the id of the one that was tapped, else NULL. */
const char *seats_draw(Kiosk *k, Rect r, const char *prefix, const char *first, const char *chosen);
/* "A1 沙发"; its id when the store has it no longer. */
const char *seats_name(Kiosk *k, const char *id);

#endif
