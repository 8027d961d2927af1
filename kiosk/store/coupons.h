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

typedef struct Coupon {
    char code[COUPON_CODE_SIZE];
    char offer_id[64];
    char order_no[40]; /* "" = none */
    Ms issued, expires;
    Ms redeemed; /* 0 = not, or undone */
    char redeemed_by[64];
    char title_zh[128], title_en[128];
    char kind[16]; /* fen, percent */
    int64_t value;
    Fen price; /* of the offer, −1 = none */
} Coupon;

/* Idempotent by coupon_id. Expires at the last moment of the offer's last day, else of the day setting
 * coupon.days after `at`. ERR_RULE in words when the offer has no coupon, is over, or a limit is reached (limit_car
 * counts by the order's plate or VIN when there is an order, else by visit). */
bool coupon_issue(Db *db, const CouponKey *key, const CouponAsk *ask, Coupon *out, Err *err);
/* The code of the newest coupon that can still be redeemed; ERR_NOT_FOUND. */
bool coupon_newest(Db *db, Ms now, char code[COUPON_CODE_SIZE], Err *err);
/* By what somebody typed. ERR_INPUT: not a code (says which way); ERR_RULE: not from this store; ERR_NOT_FOUND. */
bool coupon_find(Db *db, const CouponKey *key, const char *typed, Coupon *out, Err *err);
/* Once, ever, also for two at the same instant. ERR_RULE: already redeemed (by whom, when), or expired. */
bool coupon_redeem(Db *db, const CouponKey *key, const char *typed, const char *by, Ms at, Coupon *out, Err *err);
/* A manager takes a redemption back, with a reason, as a new row. ERR_RULE when it is not redeemed. */
bool coupon_undo(Db *db, const CouponKey *key, const char *typed, const char *by, const char *reason, Ms at,
                 Coupon *out, Err *err);

#endif
