/* The public list of prices and hotlines: is there one, and the way to it. */
#ifndef LOUNGE_SCREENS_PRICES_H
#define LOUNGE_SCREENS_PRICES_H

#include "kiosk.h"

bool prices_any(const Kiosk *k);
void prices_open(Kiosk *k);

#endif
