/* A coupon in words: what it gives, on which terms, and what a phone reads in its QR. For coupons of offers, gifts and
 * apologies alike. Texts live as long as the frame. */
#ifndef LOUNGE_SCREENS_COUPON_WORDS_H
#define LOUNGE_SCREENS_COUPON_WORDS_H

#include "common.h"

const char *coupon_gives(Kiosk *k, const Coupon *c);                            /* "立减 ¥300", "价值 ¥400" */
const char *coupon_conditions(Kiosk *k, const char *redeem_kinds, Fen min_sum); /* "" = none; −1 or 0 = any sum */
/* The store's link when it has one, else plain words on one line that need no network. */
const char *coupon_qr_text(Kiosk *k, const Coupon *c);

#endif
