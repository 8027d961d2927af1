/* Late cars are looked for without a lock; only when there is one that has no apology yet a transaction is begun, and
 * the budget is counted inside it. */
#include "apology.h"

#include "cars.h"
#include "sql.h"

#include <string.h>

enum { LATE_MAX = 200 }; /* at once; the others come a minute later */

typedef struct Late {
    char order_no[40];
} Late;

/* No stage is known later than the newest export says. */
static bool known_until(Db *db, Ms now, Ms *out, Err *err) {
    int64_t as_of = 0;
    if (!sql_number(db, &as_of, "SELECT max(exported_ms) FROM import_file WHERE store_id = ?1 AND subject = 'orders'",
                    SQL_ARGS(txt(db_store_id(db))), err))
        return false;
    *out = as_of < now ? as_of : now;
    return true;
}

/* Ready cars were late when they were first seen ready; the others are until now. */
static bool find_late(Db *db, Ms until, Ms grace, Late out[LATE_MAX], int *n, Err *err) {
    bool ok, row;
    *n = 0;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT o.order_no FROM work_order o JOIN person p ON p.person_id = o.owner_id WHERE o.store_id = ?1 AND "
        "o.stage <> 'delivered' AND o.gone = 0"
        " AND o.kind <> 'pds' AND (o.vin <> '' OR p.plate <> '') AND o.promised_ms >= o.arrived_ms" /* else mistyped */
        " AND o.promised_ms + ?3 <"
        " CASE o.stage WHEN 'ready' THEN coalesce((SELECT s.seen_ms FROM order_stage s WHERE s.store_id = o.store_id"
        " AND s.order_no = o.order_no AND s.stage = 'ready' ORDER BY s.seq DESC LIMIT 1), 0) ELSE ?2 END"
        " AND NOT EXISTS (SELECT 1 FROM tick_act a WHERE a.store_id = o.store_id AND a.what = 'apology'"
        " AND a.about = o.order_no) ORDER BY o.promised_ms, o.order_no",
        SQL_ARGS(txt(db_store_id(db)), num(until), num(grace)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        sql_copy(q, 0, out[*n].order_no, sizeof out[*n].order_no);
        if (++*n < LATE_MAX) continue;
        sql_end(q);
        break;
    }
    return ok;
}

/* Fen given as apologies in the local month of `at`. */
static bool spent(Db *db, Ms at, Fen *out, Err *err) {
    LocalTime first = local_of(at);
    first = (LocalTime){.year = first.year, .month = first.month, .day = 1};
    LocalTime next = first;
    next.month++;
    *out = 0;
    return sql_number(db, out,
                      "SELECT sum(value) FROM coupon WHERE store_id = ?1 AND source = 'apology' AND issued_ms >= ?2"
                      " AND issued_ms < ?3",
                      SQL_ARGS(txt(db_store_id(db)), num(local_to_ms(first)), num(local_to_ms(next))), err);
}

static bool give(Db *db, const CouponKey *key, const Settings *s, const char *order_no, Ms now, bool *given, Err *err) {
    CouponGrant grant = {
        .source = "apology",
        .programme = "apology",
        .item = "late",
        .period = order_no,
        .order_no = order_no,
        .title_zh = "致歉代金券",
        .title_en = "Apology voucher",
        .words_zh = settings_text(s, "apology.words_zh"),
        .words_en = settings_text(s, "apology.words_en"),
        .kind = "fen",
        .value = settings_int(s, "apology.worth_fen"),
        .min_sum = -1,
        .redeem_kinds = "",
        .policy_id = settings_policy(s, "apology"),
        .by = "",
        .at = now,
        .expires = coupon_expiry(now, (int)settings_int(s, "apology.days")),
    };
    return car_ensure(db, order_no, &grant.car_id, err) && tick_act(db, "apology", order_no, now, given, err) &&
           (!*given || coupon_grant(db, key, &grant, given, err));
}

static bool give_within_budget(Db *db, const CouponKey *key, const Settings *s, const Late *late, int n, Ms now,
                               TickDone *out, Err *err) {
    Fen worth = settings_int(s, "apology.worth_fen"), budget = settings_int(s, "apology.budget_fen"), sum;
    if (!spent(db, now, &sum, err)) return false;
    for (int i = 0; i < n; i++) {
        bool given = false;
        if (sum + worth > budget) {
            out->refused++;
            continue;
        }
        if (!give(db, key, s, late[i].order_no, now, &given, err)) return false;
        out->done += given;
        sum += given ? worth : 0;
    }
    return true;
}

bool apology_tick(Db *db, const CouponKey *key, const Settings *s, Ms now, TickDone *out, Err *err) {
    Late late[LATE_MAX];
    int n;
    Ms until;
    Fen sum, worth = settings_int(s, "apology.worth_fen");
    if (worth <= 0 || settings_int(s, "apology.late_minutes") <= 0) return true; /* no policy: none is given */
    if (!known_until(db, now, &until, err) ||
        !find_late(db, until, settings_int(s, "apology.late_minutes") * MS_MINUTE, late, &n, err) ||
        !spent(db, now, &sum, err))
        return false;
    if (n == 0) return true;
    if (sum + worth > settings_int(s, "apology.budget_fen")) { /* asked every minute: no lock for nothing */
        out->refused = n;
        return true;
    }
    if (!db_begin(db, err)) return false;
    return db_end(db, give_within_budget(db, key, s, late, n, now, out, err), err);
}
