/* Gifts (policies.md 3; policy "gifts"): who is to get one by rule, and the giving. Every gift of a programme is a
 * coupon of the car (coupons.h), given once a programme and period. */
#ifndef LOUNGE_STORE_GIFTS_H
#define LOUNGE_STORE_GIFTS_H

#include "coupons.h"
#include "rules/gift_rule.h"

typedef struct GiftDue { /* texts live in the arena; never NULL */
    const char *programme, *title_zh, *title_en;
    GiftRule rule;
    const char *period;                      /* what it is given once for */
    const char *order_no;                    /* the car's latest; "" = its car_id alone is known */
    Uuid car_id;                             /* all zero = no row yet */
    const char *plate, *vin, *model, *owner; /* for staff, unmasked; "" = not known */
    bool kept;                               /* too early: asked for with a booking, else somebody noted "later" */
    int visits;                              /* loyal: how many … */
    Ms from, to;                             /* … between; else `from` is the day that is the reason */
    RecallReason lost;                       /* win-back */
    Ms known_since; /* first visit: orders are known only since then, less than a year: staff judge it; 0 = sure */
} GiftDue;

/* By the programmes in force on the local day of `at` and by what was known at its end; what was given already is not
 * in it. */
bool gifts_due(Db *db, Arena *arena, Ms at, GiftDue **out, size_t *n, Err *err);
/* Gives all that is due on that day, but for first visits that nobody can be sure of, issued at `now`, in one
 * transaction. *given: coupons made. Idempotent. ERR_RULE: that day is yet to come. */
bool gifts_grant_due(Db *db, const CouponKey *key, Ms at, Ms now, const char *by, int *given, Err *err);

typedef struct GiftAsk {
    const char *programme; /* an id of the policy; NULL = the one of rule complaint */
    const char *case_no;   /* a complaint's; "" = none */
    const char *order_no;  /* the car; "" = the case's own */
    const char *by;
    Ms at;
} GiftAsk;
/* By hand: once a case, or once an order when no case is named. What is due to the car by rule, or came too early,
 * anybody gives; the rest a manager. ERR_NOT_FOUND: no such case, order or programme; ERR_RULE: the case names no car,
 * consolation without a case or another programme with one, no programme in force, given already, or not the manager's
 * hand. A case's gift stands in its history. */
bool gift_grant(Db *db, const CouponKey *key, const GiftAsk *ask, int *given, Err *err);

#endif
