/* What is left of the opened car's prepaid packages: the card that My car shows, and which sale is used next. */
#ifndef LOUNGE_SCREENS_PREPAID_BALANCE_H
#define LOUNGE_SCREENS_PREPAID_BALANCE_H

#include "kiosk.h"

/* The sale whose service is used next (the oldest valid one, as staff's `prepaid use` takes it); NULL = none left. */
const PrepaidSale *prepaid_next_sale(const Kiosk *k);
int prepaid_left(const Kiosk *k); /* services left, of all sales */
/* "Next oil 30% off, saves ¥126"; "" when none is left. */
const char *prepaid_next_words(Kiosk *k);
/* The card: how many are left, used and unused, the next one's price. A tap opens the page. Draws nothing and returns
 * false when nothing is left; r is best 150 units high (scaled when large) or more. */
bool prepaid_card(Kiosk *k, Rect r);

#endif
