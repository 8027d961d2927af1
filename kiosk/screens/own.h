/* The store's own questions on the panel. */
#ifndef LOUNGE_SCREENS_OWN_H
#define LOUNGE_SCREENS_OWN_H

#include "kiosk.h"

/* To the next one behind question `after` (−1 = the first) that is to be shown; false: there is none. */
bool own_go_on(Kiosk *k, int after);

#endif
