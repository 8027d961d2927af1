/* Coupons: the serial is counted and every limit is checked inside the transaction that writes the row, which keeps the
 * terms as they were: what the offer says later changes nothing that was given. */
#include "coupons.h"

#include "audit.h"
#include "cars.h"
#include "coupon_row.h"
#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

bool coupon_find(Db *db, const CouponKey *key, const char *typed, Coupon *out, Err *err) {
    CouponRow row;
    if (!coupon_row_find(db, key, typed, &row, err)) return false;
    *out = row.coupon;
    return true;
}

static bool read_all(Db *db, sqlite3_stmt *q, Arena *arena, Coupon **out, size_t *n, Err *err) {
    bool ok, there;
    size_t count = 0, room = 0;
    Coupon *list = NULL;
    CouponRow row;
    while ((ok = sql_step(db, q, &there, err)) && there) {
        coupon_row_read(q, &row);
        if (count == room) list = mem_grow(list, sizeof *list * (room = room ? room * 2 : 16));
        list[count++] = row.coupon;
    }
    if (ok) {
        *out = arena_alloc(arena, sizeof *list * (count + 1));
        if (count) memcpy(*out, list, sizeof *list * count);
        *n = count;
    }
    free(list);
    return ok;
}

bool coupons_of_plate(Db *db, Arena *arena, const char *plate, Coupon **out, size_t *n, Err *err) {
    sqlite3_stmt *q = sql_query(
        db,
        COUPON_ROWS "WHERE c.store_id = ?1 AND (c.car_id IN (SELECT r.car_id FROM car r JOIN person p USING (person_id)"
                    " WHERE p.plate = ?2) OR c.order_no IN (SELECT o.order_no FROM work_order o JOIN person p"
                    " ON p.person_id = o.owner_id WHERE o.store_id = ?1 AND p.plate = ?2)) ORDER BY c.issued_ms DESC,"
                    " c.serial DESC",
        SQL_ARGS(txt(db_store_id(db)), txt(plate)), err);
    return read_all(db, q, arena, out, n, err);
}

bool coupons_of_car(Db *db, Arena *arena, const Uuid *car_id, Ms at, Coupon **out, size_t *n, Err *err) {
    sqlite3_stmt *q =
        sql_query(db,
                  COUPON_ROWS "WHERE c.car_id = ?1 AND c.expires_ms >= ?2 AND coalesce(e.kind, '') <> 'redeemed'"
                              " ORDER BY CASE c.source WHEN 'apology' THEN 1 WHEN 'gift' THEN 2 ELSE 3 END,"
                              " c.expires_ms, c.serial",
                  SQL_ARGS(txt(car_id->text), num(at)), err);
    return read_all(db, q, arena, out, n, err);
}

bool gifts_all(Db *db, Arena *arena, Coupon **out, size_t *n, Err *err) {
    sqlite3_stmt *q = sql_query(
        db, COUPON_ROWS "WHERE c.store_id = ?1 AND c.source <> 'offer' ORDER BY c.issued_ms DESC, c.serial DESC",
        SQL_ARGS(txt(db_store_id(db))), err);
    return read_all(db, q, arena, out, n, err);
}

/* ---- issuing ---- */

typedef struct Terms { /* of the offer */
    bool withdrawn;
    char coupon[16], from_day[16], to_day[16], redeem_kinds[96];
    char title_zh[128], title_en[128];
    int limit_car, limit_day, limit_all;
    int64_t value;
    Fen price, min_sum; /* −1 = none */
} Terms;

static bool read_terms(Db *db, const char *offer_id, Terms *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT withdrawn, coupon, from_day, to_day, limit_car, limit_day, limit_all, title_zh,"
                                " title_en, coupon_value, price_fen, min_sum_fen, redeem_kinds FROM offer"
                                " WHERE store_id = ?1 AND offer_id = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(offer_id)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no offer %s", "没有优惠 %s"), offer_id);
    out->withdrawn = sql_int(q, 0, 0) != 0;
    sql_copy(q, 1, out->coupon, sizeof out->coupon);
    sql_copy(q, 2, out->from_day, sizeof out->from_day);
    sql_copy(q, 3, out->to_day, sizeof out->to_day);
    out->limit_car = (int)sql_int(q, 4, 0);
    out->limit_day = (int)sql_int(q, 5, 0);
    out->limit_all = (int)sql_int(q, 6, 0);
    sql_copy(q, 7, out->title_zh, sizeof out->title_zh);
    sql_copy(q, 8, out->title_en, sizeof out->title_en);
    out->value = sql_int(q, 9, 0);
    out->price = sql_int(q, 10, -1);
    out->min_sum = sql_int(q, 11, -1);
    sql_copy(q, 12, out->redeem_kinds, sizeof out->redeem_kinds);
    sql_end(q);
    return true;
}

static bool on_offer(const Terms *t, const CouponAsk *ask, Err *err) {
    char day[32];
    day_show(ask->at, day, sizeof day);
    if (strcmp(t->coupon, "none") == 0)
        return err_set(err, ERR_RULE, TXT("this offer has no coupon", "此优惠没有优惠券"));
    if (*t->from_day && strcmp(day, t->from_day) < 0)
        return err_set(err, ERR_RULE, TXT("this offer has not begun yet", "此优惠尚未开始"));
    if (t->withdrawn || (*t->to_day && strcmp(day, t->to_day) > 0))
        return err_set(err, ERR_RULE, TXT("this offer is over", "此优惠已结束"));
    return true;
}

/* The car is known by plate or VIN when an order is open; what the visit took before it was opened counts too. Without
 * an order the visit stands for the car. */
static bool count_car(Db *db, const CouponAsk *ask, int64_t *n, Err *err) {
    if (!*ask->order_no)
        return sql_number(db, n, "SELECT count(*) FROM coupon WHERE store_id = ?1 AND offer_id = ?2 AND visit_id = ?3",
                          SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id), txt(ask->visit_id.text)), err);
    return sql_number(
        db, n,
        "WITH car AS (SELECT o.vin, p.plate FROM work_order o JOIN person p ON p.person_id = o.owner_id"
        "             WHERE o.store_id = ?1 AND o.order_no = ?3)"
        " SELECT count(*) FROM coupon c WHERE c.store_id = ?1 AND c.offer_id = ?2"
        " AND (c.order_no = ?3 OR c.visit_id = ?4"
        " OR EXISTS (SELECT 1 FROM car, work_order o JOIN person p ON p.person_id = o.owner_id"
        "            WHERE o.store_id = c.store_id AND o.order_no = c.order_no AND"
        "            ((car.vin <> '' AND car.vin = o.vin) OR (car.plate <> '' AND car.plate = p.plate))))",
        SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id), txt(ask->order_no), txt(ask->visit_id.text)), err);
}

static bool within_limits(Db *db, const Terms *t, const CouponAsk *ask, Err *err) {
    int64_t car = 0, day = 0, all = 0;
    Ms from = day_start(ask->at), to = day_add(from, 1);
    if ((t->limit_car && !count_car(db, ask, &car, err)) ||
        (t->limit_day &&
         !sql_number(db, &day,
                     "SELECT count(*) FROM coupon WHERE store_id = ?1 AND offer_id = ?2 AND issued_ms >= ?3"
                     " AND issued_ms < ?4",
                     SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id), num(from), num(to)), err)) ||
        (t->limit_all && !sql_number(db, &all, "SELECT count(*) FROM coupon WHERE store_id = ?1 AND offer_id = ?2",
                                     SQL_ARGS(txt(db_store_id(db)), txt(ask->offer_id)), err)))
        return false;
    if (t->limit_all && all >= t->limit_all)
        return err_set(err, ERR_RULE, TXT("all coupons of this offer are taken", "此优惠的券已领完"));
    if (t->limit_day && day >= t->limit_day)
        return err_set(
            err, ERR_RULE,
            TXT("today's coupons of this offer are taken: come back tomorrow", "此优惠今日的券已领完，请明天再来"));
    if (t->limit_car && car >= t->limit_car)
        return err_set(err, ERR_RULE, TXT("this car has its coupon of this offer already", "此车已领过该优惠券"));
    return true;
}

/* The last moment of the offer's last day, else of the day so many days from now as the policy says. */
static bool expiry(const Terms *t, const Settings *settings, Ms at, Ms *out, Err *err) {
    Ms last;
    if (*t->to_day && day_parse(t->to_day, &last)) {
        *out = day_add(last, 1) - 1;
        return true;
    }
    if (!*settings_text(settings, "coupons.days"))
        return err_set(err, ERR_RULE,
                       TXT("no policy says how long coupons are good: lounge import policies",
                           "没有政策规定优惠券的有效期：请导入政策（lounge import policies）"));
    *out = coupon_expiry(at, (int)settings_int(settings, "coupons.days"));
    return true;
}

Ms coupon_expiry(Ms at, int days) {
    return day_add(day_start(at), days + 1) - 1;
}

/* The next serial and the code made of it. */
static bool number_one(Db *db, const CouponKey *key, const char *subject, int64_t *serial, char code[COUPON_CODE_SIZE],
                       Err *err) {
    *serial = 0;
    if (!sql_number(db, serial, "SELECT max(serial) FROM coupon WHERE store_id = ?1", SQL_ARGS(txt(db_store_id(db))),
                    err))
        return false;
    if (++*serial <= COUPON_SERIAL_MAX && coupon_code_make(key, db_store_id(db), subject, (uint32_t)*serial, code))
        return true;
    return err_set(err, ERR_RULE, TXT("the store has no coupon numbers left", "本店券号已用完"));
}

/* The opened order's car; NULL for an order that no longer exists or names no car. */
static bool car_of(Db *db, const char *order_no, Uuid *out, Err *err) {
    Err why = {0};
    *out = (Uuid){0};
    if (!*order_no || car_ensure(db, order_no, out, &why)) return true;
    *out = (Uuid){0};
    if (why.code == ERR_NOT_FOUND || why.code == ERR_RULE) return true;
    *err = why;
    return false;
}

static bool insert(Db *db, const CouponKey *key, const CouponAsk *ask, const Terms *t, const Settings *settings,
                   Err *err) {
    char code[COUPON_CODE_SIZE], local[32];
    int64_t serial;
    Ms expires = 0;
    Uuid car;
    if (!expiry(t, settings, ask->at, &expires, err) || !car_of(db, ask->order_no, &car, err) ||
        !number_one(db, key, ask->offer_id, &serial, code, err))
        return false;
    return sql_run(
        db,
        "INSERT INTO coupon (coupon_id, store_id, source, offer_id, car_id, serial, code, order_no, visit_id,"
        " title_zh, title_en, kind, value, price_fen, min_sum_fen, redeem_kinds, policy_id, issued_ms,"
        " issued_local, expires_ms) VALUES (?1, ?2, 'offer', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
        " ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        SQL_ARGS(txt(ask->coupon_id.text), txt(db_store_id(db)), txt(ask->offer_id), txt_or_null(car.text), num(serial),
                 txt(code), txt_or_null(ask->order_no), txt(ask->visit_id.text), txt(t->title_zh), txt(t->title_en),
                 txt(t->coupon), num(t->value), num_unless(-1, t->price), num_unless(-1, t->min_sum),
                 txt(t->redeem_kinds), txt(settings_policy(settings, "coupons")), num(ask->at),
                 txt(instant_show(ask->at, local, sizeof local)), num(expires)),
        err);
}

static bool issue_new(Db *db, const CouponKey *key, const CouponAsk *ask, Err *err) {
    Terms terms;
    Settings *settings;
    if (!settings_read_at(db, ask->at, &settings, err)) return false;
    bool ok = read_terms(db, ask->offer_id, &terms, err) && on_offer(&terms, ask, err) &&
              within_limits(db, &terms, ask, err) && insert(db, key, ask, &terms, settings, err);
    settings_free(settings);
    return ok;
}

static bool issue(Db *db, const CouponKey *key, const CouponAsk *ask, CouponRow *out, Err *err) {
    bool there;
    if (!coupon_row_by_id(db, ask->coupon_id.text, out, &there, err)) return false;
    if (there) return true;
    return issue_new(db, key, ask, err) && coupon_row_by_id(db, ask->coupon_id.text, out, &there, err);
}

bool coupon_issue(Db *db, const CouponKey *key, const CouponAsk *ask, Coupon *out, Err *err) {
    CouponRow row;
    if (!db_begin(db, err)) return false;
    if (!db_end(db, issue(db, key, ask, &row, err), err)) return false;
    *out = row.coupon;
    return true;
}

/* ---- granting: gifts and apologies ---- */

static bool is_granted(Db *db, const CouponGrant *g, bool *there, Err *err) {
    int64_t n = 0;
    bool ok = sql_number(db, &n,
                         "SELECT count(*) FROM coupon WHERE store_id = ?1 AND source = ?2 AND programme = ?3"
                         " AND item = ?4 AND car_id = ?5 AND period = ?6",
                         SQL_ARGS(txt(db_store_id(db)), txt(g->source), txt(g->programme), txt(g->item),
                                  txt(g->car_id.text), txt(g->period)),
                         err);
    *there = n > 0;
    return ok;
}

static bool insert_granted(Db *db, const CouponKey *key, const CouponGrant *g, const char *coupon_id, Err *err) {
    char code[COUPON_CODE_SIZE], subject[COUPON_SUBJECT_SIZE], local[32];
    int64_t serial;
    coupon_subject(g->source, "", g->programme, g->item, subject);
    if (!number_one(db, key, subject, &serial, code, err)) return false;
    return sql_run(
        db,
        "INSERT INTO coupon (coupon_id, store_id, source, programme, item, period, car_id, serial, code, order_no,"
        " title_zh, title_en, words_zh, words_en, kind, value, value_to, min_sum_fen, redeem_kinds, policy_id, "
        "given_by,"
        " issued_ms, issued_local, expires_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
        "?15,"
        " ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
        SQL_ARGS(txt(coupon_id), txt(db_store_id(db)), txt(g->source), txt(g->programme), txt(g->item), txt(g->period),
                 txt(g->car_id.text), num(serial), txt(code), txt_or_null(g->order_no), txt(g->title_zh),
                 txt(g->title_en), txt(g->words_zh), txt(g->words_en), txt(g->kind), num_unless(0, g->value),
                 num_unless(0, g->value_to), num_unless(-1, g->min_sum), txt(g->redeem_kinds), txt(g->policy_id),
                 txt(g->by), num(g->at), txt(instant_show(g->at, local, sizeof local)), num(g->expires)),
        err);
}

bool coupon_grant(Db *db, const CouponKey *key, const CouponGrant *g, bool *given, Err *err) {
    bool there;
    char what[32];
    Uuid id = uuid_new();
    *given = false;
    if (!is_granted(db, g, &there, err)) return false;
    if (there) return true;
    snprintf(what, sizeof what, "%s.grant", g->source);
    if (!insert_granted(db, key, g, id.text, err) ||
        !audit_write(db, *g->by ? g->by : "lounge tick", what, id.text, g->period, g->at, err))
        return false;
    *given = true;
    return true;
}

bool coupon_newest(Db *db, Ms now, char code[COUPON_CODE_SIZE], Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT code FROM coupon c WHERE store_id = ?1 AND expires_ms > ?2 AND NOT EXISTS"
                                " (SELECT 1 FROM coupon_event e WHERE e.coupon_id = c.coupon_id)"
                                " ORDER BY issued_ms DESC LIMIT 1",
                                SQL_ARGS(txt(db_store_id(db)), num(now)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no open coupon", "没有可用的券"));
    sql_copy(q, 0, code, COUPON_CODE_SIZE);
    sql_end(q);
    return true;
}
