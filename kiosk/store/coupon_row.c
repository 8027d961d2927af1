/* Reading coupons: a code is looked at by its check symbol, then in the table, then by its keyed part. */
#include "coupon_row.h"

#include "rules/coupon_scan.h"

#include <stdio.h>
#include <string.h>

char *coupon_subject(const char *source, const char *offer_id, const char *programme, const char *item,
                     char out[COUPON_SUBJECT_SIZE]) {
    if (strcmp(source, "offer") == 0)
        snprintf(out, COUPON_SUBJECT_SIZE, "%s", offer_id);
    else
        snprintf(out, COUPON_SUBJECT_SIZE, "%s:%s:%s", source, programme, item);
    return out;
}

void coupon_row_read(sqlite3_stmt *q, CouponRow *out) {
    *out = (CouponRow){0};
    Coupon *c = &out->coupon;
    sql_copy(q, 0, c->coupon_id, sizeof c->coupon_id);
    sql_copy(q, 1, c->code, sizeof c->code);
    sql_copy(q, 2, c->source, sizeof c->source);
    sql_copy(q, 3, c->offer_id, sizeof c->offer_id);
    sql_copy(q, 4, c->programme, sizeof c->programme);
    sql_copy(q, 5, c->item, sizeof c->item);
    sql_copy(q, 6, c->car_id, sizeof c->car_id);
    sql_copy(q, 7, c->order_no, sizeof c->order_no);
    c->issued = sql_int(q, 8, 0);
    c->expires = sql_int(q, 9, 0);
    c->redeemed = sql_int(q, 10, 0);
    sql_copy(q, 11, c->redeemed_by, sizeof c->redeemed_by);
    sql_copy(q, 12, c->title_zh, sizeof c->title_zh);
    sql_copy(q, 13, c->title_en, sizeof c->title_en);
    sql_copy(q, 14, c->words_zh, sizeof c->words_zh);
    sql_copy(q, 15, c->words_en, sizeof c->words_en);
    sql_copy(q, 16, c->kind, sizeof c->kind);
    c->value = sql_int(q, 17, 0);
    c->value_to = sql_int(q, 18, 0);
    c->price = sql_int(q, 19, -1);
    c->min_sum = sql_int(q, 20, -1);
    sql_copy(q, 21, c->redeem_kinds, sizeof c->redeem_kinds);
    out->last_event = (int)sql_int(q, 22, 0);
}

/* *there: a row was found. */
static bool read_one(Db *db, sqlite3_stmt *q, CouponRow *out, bool *there, Err *err) {
    if (!sql_step(db, q, there, err)) return false;
    if (!*there) return true;
    coupon_row_read(q, out);
    sql_end(q);
    return true;
}

bool coupon_row_by_id(Db *db, const char *coupon_id, CouponRow *out, bool *there, Err *err) {
    return read_one(db, sql_query(db, COUPON_ROWS "WHERE c.coupon_id = ?1", SQL_ARGS(txt(coupon_id)), err), out, there,
                    err);
}

/* Does the code belong to anything this store gives? Then the store made it, but this database does not know it. */
static bool ours(Db *db, const CouponKey *key, const char *code, bool *is_ours, Err *err) {
    bool ok, row;
    char subject[COUPON_SUBJECT_SIZE];
    *is_ours = false;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT 'offer', offer_id, '', '' FROM offer WHERE store_id = ?1 UNION"
                                " SELECT source, coalesce(offer_id, ''), programme, item FROM coupon"
                                " WHERE store_id = ?1 AND source <> 'offer'",
                                SQL_ARGS(txt(db_store_id(db))), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        coupon_subject(sql_text(q, 0), sql_text(q, 1), sql_text(q, 2), sql_text(q, 3), subject);
        if (!coupon_code_genuine(key, db_store_id(db), subject, code)) continue;
        *is_ours = true;
        sql_end(q);
        break;
    }
    return ok;
}

static bool read_code(const char *typed, char code[COUPON_CODE_SIZE], Err *err) {
    uint32_t serial;
    if (coupon_scan(typed, code)) return true;
    switch (coupon_code_read(typed, code, &serial)) {
    case CODE_OK: return true;
    case CODE_LENGTH: return err_set(err, ERR_INPUT, TXT("a coupon's code has 12 symbols", "券码为 12 位"));
    case CODE_SYMBOL:
        return err_set(
            err, ERR_INPUT,
            TXT("a coupon's code has only letters and digits, and no U", "券码只含字母和数字，且没有字母 U"));
    case CODE_CHECK: break;
    }
    return err_set(err, ERR_INPUT, TXT("a symbol of the code is wrong: compare it with the paper", "券码有误：请核对"));
}

bool coupon_row_find(Db *db, const CouponKey *key, const char *typed, CouponRow *out, Err *err) {
    char code[COUPON_CODE_SIZE], subject[COUPON_SUBJECT_SIZE];
    bool there, is_ours;
    if (!read_code(typed, code, err)) return false;
    sqlite3_stmt *q = sql_query(db, COUPON_ROWS "WHERE c.code = ?1 AND c.store_id = ?2",
                                SQL_ARGS(txt(code), txt(db_store_id(db))), err);
    if (!read_one(db, q, out, &there, err)) return false;
    const Coupon *c = &out->coupon;
    if (there && coupon_code_genuine(key, db_store_id(db),
                                     coupon_subject(c->source, c->offer_id, c->programme, c->item, subject), code))
        return true;
    if (!ours(db, key, code, &is_ours, err)) return false;
    if (there || !is_ours)
        return err_set(err, ERR_RULE, TXT("this coupon is not from this store", "此券不是本店发出的"));
    return err_set(
        err, ERR_NOT_FOUND,
        TXT("this store's records do not have this coupon: ask the manager", "本店记录中没有此券：请联系经理"));
}
