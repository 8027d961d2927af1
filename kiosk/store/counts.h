/* Counts of what the panels showed and what was opened, as sums from which nobody can be found (policies.md 9): by
 * local day and hour; of an opened car only by week and band. And what the report on offers is made of. */
#ifndef LOUNGE_STORE_COUNTS_H
#define LOUNGE_STORE_COUNTS_H

#include "base/fen.h"
#include "db.h"

typedef enum CountSubject { COUNT_OFFER, COUNT_ACTIVITY } CountSubject;
typedef enum CountKind { COUNT_SHOWN, COUNT_OPENED } CountKind;
typedef enum CountPlace { PLACE_BOARD, PLACE_LIST, PLACE_CAR, PLACE_OTHER, PLACE_ANY } CountPlace;

typedef struct Count {
    CountSubject subject;
    CountKind kind;
    CountPlace place; /* PLACE_ANY exactly when there is an axis */
    char item_id[64];
    char axis[16], band[40]; /* "" = of everything */
    Ms at;                   /* within the hour, or the week, that is counted */
    int n;
} Count;

/* Are these the same sum? */
bool count_same(const Count *a, const Count *b);

/* Adds to the sums, in one transaction. */
bool counts_add(Db *db, const Count *counts, size_t n, Err *err);

/* --- for reports: sums and coupons with from <= local day < to ("" = open), streamed; return false to stop ----------
 */

typedef struct CountRow {
    const char *day; /* of an axis: the Monday of its week, and hour is −1 */
    int hour;
    CountSubject subject;
    CountKind kind;
    CountPlace place;
    const char *item_id, *axis, *band;
    int64_t n;
} CountRow;
typedef bool (*CountRowFn)(void *ctx, const CountRow *row);
bool counts_each(Db *db, const char *from, const char *to, CountRowFn row, void *ctx, Err *err);

/* A coupon of an offer, taken or redeemed in that time: each stands in its own day and hour. */
typedef struct CouponRow {
    const char *offer_id;
    bool redeemed;   /* this row is its redemption, else its taking */
    bool used;       /* of its taking: has it been redeemed by now? */
    const char *day; /* of the act */
    int hour;
    Fen money;            /* of its redemption: the order's amount, else the offer's price, else 0 */
    const char *order_no; /* open when it was taken; "" = none */
    Ms at;                /* of its taking */
} CouponRow;
typedef bool (*CouponRowFn)(void *ctx, const CouponRow *row);
bool coupons_each(Db *db, const char *from, const char *to, CouponRowFn row, void *ctx, Err *err);

#endif
