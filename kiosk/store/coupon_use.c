/* Redeeming coupons and taking it back: events in a row of numbers without gaps, so that two redeemers of one instant
 * want the same number and one of them gets it. What a coupon asks of the order is checked in the same transaction. */
#include "audit.h"
#include "cars.h"
#include "coupon_row.h"
#include "rules/coupon_terms.h"

#include <stdio.h>
#include <string.h>

static bool add_event(Db *db, const CouponRow *f, const char *kind, const CouponUse *use, const char *reason,
                      Err *err) {
    char local[32], what[32];
    Uuid id = uuid_new();
    snprintf(what, sizeof what, "coupon.%s", *reason ? "undo" : "redeem");
    return sql_run(db,
                   "INSERT INTO coupon_event (event_id, store_id, coupon_id, seq, kind, at_ms, at_local, by_name,"
                   " reason, order_no) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                   SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(f->coupon.coupon_id), num(f->last_event + 1),
                            txt(kind), num(use->at), txt(instant_show(use->at, local, sizeof local)), txt(use->by),
                            txt(reason), txt_or_null(use->order_no)),
                   err) &&
           audit_write(db, use->by, what, f->coupon.coupon_id, reason, use->at, err);
}

/* ---- what the coupon asks of the order ---- */

static bool read_order(Db *db, const char *order_no, CouponOrder *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, "SELECT kind, amount_fen FROM work_order WHERE store_id = ?1 AND order_no = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no order %s", "没有工单 %s"), order_no);
    out->kind = kind_of(sql_text(q, 0));
    out->amount = sql_int(q, 1, -1);
    sql_end(q);
    return true;
}

static bool same_car(Db *db, const char *car_id, const char *order_no, bool *same, Err *err) {
    Uuid car = {0};
    *same = true;
    if (!*car_id) return true;
    if (!car_find(db, order_no, &car, err)) return false;
    *same = strcmp(car.text, car_id) == 0;
    return true;
}

static bool meets_terms(Db *db, const Coupon *c, const char *order_no, Err *err) {
    CouponOrder order = {.named = *order_no != '\0', .amount = -1};
    if (order.named && (!read_order(db, order_no, &order, err) || !same_car(db, c->car_id, order_no, &order.car, err)))
        return false;
    return coupon_terms_met(c->redeem_kinds, c->min_sum, &order, err);
}

/* ---- redeeming ---- */

/* Everything but the writing. */
static bool may_redeem(Db *db, const CouponKey *key, const CouponUse *use, CouponRow *f, Err *err) {
    char when[32];
    if (!coupon_row_find(db, key, use->typed, f, err)) return false;
    const Coupon *c = &f->coupon;
    if (c->redeemed)
        return err_set(err, ERR_RULE, TXT("this coupon is redeemed already, by %s at %s", "此券已由 %s 于 %s 核销"),
                       c->redeemed_by, instant_show(c->redeemed, when, sizeof when));
    if (use->at > c->expires)
        return err_set(err, ERR_RULE, TXT("this coupon expired on %s", "此券已于 %s 到期"),
                       day_show(c->expires, when, sizeof when));
    return meets_terms(db, c, use->order_no, err);
}

static bool redeem(Db *db, const CouponKey *key, const CouponUse *use, CouponRow *f, Err *err) {
    if (!may_redeem(db, key, use, f, err) || !add_event(db, f, "redeemed", use, "", err)) return false;
    f->coupon.redeemed = use->at;
    snprintf(f->coupon.redeemed_by, sizeof f->coupon.redeemed_by, "%s", use->by);
    return true;
}

bool coupon_redeem_on(Db *db, const CouponKey *key, const CouponUse *use, Coupon *out, Err *err) {
    CouponRow row;
    if (!may_redeem(db, key, use, &row, err)) return false; /* a refusal waits for nobody; a yes is asked again */
    if (!db_begin(db, err)) return false;
    if (!db_end(db, redeem(db, key, use, &row, err), err)) return false;
    *out = row.coupon;
    return true;
}

bool coupon_redeem(Db *db, const CouponKey *key, const char *typed, const char *by, Ms at, Coupon *out, Err *err) {
    CouponUse use = {.typed = typed, .by = by, .order_no = "", .at = at};
    return coupon_redeem_on(db, key, &use, out, err);
}

/* ---- taking it back ---- */

static bool take_back(Db *db, const CouponKey *key, const CouponUse *use, const char *reason, CouponRow *f, Err *err) {
    if (!coupon_row_find(db, key, use->typed, f, err)) return false;
    if (!f->coupon.redeemed) return err_set(err, ERR_RULE, TXT("this coupon is not redeemed", "此券尚未核销"));
    if (!add_event(db, f, "undone", use, reason, err)) return false;
    f->coupon.redeemed = 0;
    f->coupon.redeemed_by[0] = '\0';
    return true;
}

bool coupon_undo(Db *db, const CouponKey *key, const char *typed, const char *by, const char *reason, Ms at,
                 Coupon *out, Err *err) {
    CouponRow row;
    CouponUse use = {.typed = typed, .by = by, .order_no = "", .at = at};
    if (!*reason) return err_set(err, ERR_INPUT, TXT("taking a redemption back wants a reason", "撤销核销须写明原因"));
    if (!db_begin(db, err)) return false;
    if (!db_end(db, take_back(db, key, &use, reason, &row, err), err)) return false;
    *out = row.coupon;
    return true;
}
