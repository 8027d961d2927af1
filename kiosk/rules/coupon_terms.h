/* What a coupon asks of the order it is used on (domain.md 8): the kind of work, the least sum, the car. */
#ifndef LOUNGE_RULES_COUPON_TERMS_H
#define LOUNGE_RULES_COUPON_TERMS_H

#include "base/err.h"
#include "base/fen.h"
#include "stage.h"

typedef struct CouponOrder {
    bool named; /* an order was said at all */
    bool car;   /* the coupon's car, or the coupon has none */
    Kind kind;
    Fen amount; /* −1 = not known yet */
} CouponOrder;

/* kinds: ids of kinds of work with a space between, "" = any; least: fen, −1 = any. ERR_RULE says in words which of the
 * conditions fails. A coupon without conditions wants no order. */
bool coupon_terms_met(const char *kinds, Fen least, const CouponOrder *order, Err *err);
/* The kinds in the words of the trade (all three of maintenance as one), "定期保养、5K 首保" / "maintenance, first
 * 5,000 km service". Returns out. */
char *coupon_kinds_words(const char *kinds, bool zh, char *out, size_t size);

#endif
