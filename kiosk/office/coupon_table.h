/* Coupons and gifts as a listing: one set of columns for all commands that show them. */
#ifndef LOUNGE_OFFICE_COUPON_TABLE_H
#define LOUNGE_OFFICE_COUPON_TABLE_H

#include "store/coupons.h"
#include "table.h"

void coupon_table(const Office *office, const Coupon *coupons, size_t n, Words empty);
/* "¥30 off", "立减 ¥30": what it gives, for people. Returns out. */
char *coupon_worth(const Office *office, const Coupon *coupon, char *out, size_t size);
/* redeemed, expired, open. */
Words coupon_state(const Coupon *coupon, Ms now);

#endif
