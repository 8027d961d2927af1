/* Inside store/ only: a coupon as its row says, with what its next event needs; found by code or by key. */
#ifndef LOUNGE_STORE_COUPON_ROW_H
#define LOUNGE_STORE_COUPON_ROW_H

#include "coupons.h"
#include "sql.h"

typedef struct CouponRow {
    Coupon coupon;
    int last_event; /* its number; 0 = none */
} CouponRow;

/* Columns and joins of a coupon c, to be followed by a WHERE; ends in a space. */
#define COUPON_ROWS                                                                                                    \
    "SELECT c.coupon_id, c.code, c.source, coalesce(c.offer_id, ''), c.programme, c.item, coalesce(c.car_id, ''),"     \
    " coalesce(c.order_no, ''), c.issued_ms, c.expires_ms, CASE e.kind WHEN 'redeemed' THEN e.at_ms END,"              \
    " CASE e.kind WHEN 'redeemed' THEN e.by_name END, c.title_zh, c.title_en, c.words_zh, c.words_en, c.kind,"         \
    " c.value, c.value_to, c.price_fen, c.min_sum_fen, c.redeem_kinds, coalesce(e.seq, 0)"                             \
    " FROM coupon c LEFT JOIN coupon_event e ON e.coupon_id = c.coupon_id"                                             \
    " AND e.seq = (SELECT max(seq) FROM coupon_event l WHERE l.coupon_id = c.coupon_id) "

/* The row the statement stands on. */
void coupon_row_read(sqlite3_stmt *q, CouponRow *out);
/* By what somebody typed, as coupon_find. */
bool coupon_row_find(Db *db, const CouponKey *key, const char *typed, CouponRow *out, Err *err);
bool coupon_row_by_id(Db *db, const char *coupon_id, CouponRow *out, bool *there, Err *err);

/* What the keyed part of a code is made over, apart from store and serial. Returns out. */
enum { COUPON_SUBJECT_SIZE = 128 };
char *coupon_subject(const char *source, const char *offer_id, const char *programme, const char *item,
                     char out[COUPON_SUBJECT_SIZE]);

#endif
