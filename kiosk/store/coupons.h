/* Coupons: issued within the offer's limits, redeemed once, ever (domain.md 8). */
#ifndef LOUNGE_STORE_COUPONS_H
#define LOUNGE_STORE_COUPONS_H

#include "base/uuid.h"
#include "db.h"
#include "offers.h"
#include "rules/coupon_code.h"

/* The store's key: DATABASE.key beside the database, mode 0600, made by `lounge init`. ERR_NOT_FOUND, ERR_IO;
 * ERR_RULE when others may read it. */
bool coupon_key_make(const char *db_path, Err *err);
bool coupon_key_read(const char *db_path, CouponKey *out, Err *err);

typedef struct CouponAsk {
    Uuid coupon_id, visit_id;
    const char *offer_id, *order_no; /* order "" = none */
    Ms at;
} CouponAsk;

/* As it was issued: what its offer or policy says later is not in it. */
typedef struct Coupon {
    char coupon_id[UUID_LEN + 1];
    char code[COUPON_CODE_SIZE];
    char source[12];              /* offer, gift, apology */
    char offer_id[64];            /* "" = not of an offer */
    char programme[32], item[32]; /* of a gift */
    char car_id[UUID_LEN + 1];    /* "" = taken without a car */
    char order_no[40];            /* "" = none */
    Ms issued, expires;           /* expires: the last moment of a local day */
    Ms redeemed;                  /* 0 = not, or undone */
    char redeemed_by[64];
    char title_zh[128], title_en[128];
    char words_zh[256], words_en[256]; /* what the manager says with it; "" = nothing */
    char kind[16];                     /* fen, percent (paid); of gifts also service, fund, goods */
    int64_t value, value_to;           /* fen or percent, 0 = not said; goods with value_to: percent back from – to */
    Fen price, min_sum;                /* of the offer; least amount of the order; −1 = none */
    char redeem_kinds[96];             /* of the order, a space between; "" = any */
} Coupon;

/* Idempotent by coupon_id. Expires at the last moment of the offer's last day, else of the day policy coupons.days
 * after `at`. ERR_RULE in words when the offer has no coupon, is over, or a limit is reached (limit_car
 * counts by the order's plate or VIN when there is an order, else by visit). */
bool coupon_issue(Db *db, const CouponKey *key, const CouponAsk *ask, Coupon *out, Err *err);
/* The code of the newest coupon that can still be redeemed; ERR_NOT_FOUND. */
bool coupon_newest(Db *db, Ms now, char code[COUPON_CODE_SIZE], Err *err);
/* By what somebody typed. ERR_INPUT: not a code (says which way); ERR_RULE: not from this store; ERR_NOT_FOUND. */
bool coupon_find(Db *db, const CouponKey *key, const char *typed, Coupon *out, Err *err);
/* All of a car by its plate (normal form), newest first: for a lost phone. */
bool coupons_of_plate(Db *db, Arena *arena, const char *plate, Coupon **out, size_t *n, Err *err);
/* Those of a car that can be redeemed at `at`: apologies, gifts, coupons of offers; what ends first comes first. */
bool coupons_of_car(Db *db, Arena *arena, const Uuid *car_id, Ms at, Coupon **out, size_t *n, Err *err);
/* All gifts and apologies, newest first. */
bool gifts_all(Db *db, Arena *arena, Coupon **out, size_t *n, Err *err);

typedef struct CouponGrant { /* what a rule or staff give a car; texts never NULL */
    const char *source;      /* gift, apology */
    const char *programme, *item, *period;
    Uuid car_id;
    const char *order_no; /* "" = none */
    const char *title_zh, *title_en, *words_zh, *words_en;
    const char *kind; /* as Coupon */
    int64_t value, value_to;
    Fen min_sum; /* −1 = none */
    const char *redeem_kinds, *policy_id;
    const char *by; /* "" = a rule */
    Ms at, expires;
} CouponGrant;
/* Inside the caller's transaction. Once for source, programme, item, car and period: *given says whether it was now.
 * Writes the audit. */
bool coupon_grant(Db *db, const CouponKey *key, const CouponGrant *grant, bool *given, Err *err);
/* The last moment of the local day so many days after `at`. */
Ms coupon_expiry(Ms at, int days);

typedef struct CouponUse {
    const char *typed, *by;
    const char *order_no; /* it is used on; "" = not said */
    Ms at;
} CouponUse;
/* Once, ever, also for two at the same instant; writes the audit. ERR_RULE, saying which: redeemed already (by whom,
 * when), expired, another car's, not for this kind of work, below its least sum, an order has to be named.
 * ERR_NOT_FOUND: no such order. */
bool coupon_redeem_on(Db *db, const CouponKey *key, const CouponUse *use, Coupon *out, Err *err);
/* … with no order named. */
bool coupon_redeem(Db *db, const CouponKey *key, const char *typed, const char *by, Ms at, Coupon *out, Err *err);
/* A manager takes a redemption back, with a reason, as a new row. ERR_RULE when it is not redeemed. */
bool coupon_undo(Db *db, const CouponKey *key, const char *typed, const char *by, const char *reason, Ms at,
                 Coupon *out, Err *err);

#endif
