/* My car's card about additional work: what was found, its price and the way to decide; or what was answered. */
#ifndef LOUNGE_SCREENS_FINDINGS_CARD_H
#define LOUNGE_SCREENS_FINDINGS_CARD_H

#include "kiosk.h"

/* The card in r. False, and nothing drawn, when nothing was found on this order or left from an earlier one. */
bool findings_card(Kiosk *k, Rect r);
/* The same to read only (large and low: it lies out of reach), on whatever ground. */
void findings_list(Kiosk *k, Rect in);

#endif
