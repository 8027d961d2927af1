/* The sums: added to, and read for reports beside the coupons. */
#include "counts.h"

#include "sql.h"

#include <string.h>

static const char *const subjects[] = {[COUNT_OFFER] = "offer", [COUNT_ACTIVITY] = "activity"};
static const char *const kinds[] = {[COUNT_SHOWN] = "shown", [COUNT_OPENED] = "opened"};
static const char *const places[] = {
    [PLACE_BOARD] = "board", [PLACE_LIST] = "list", [PLACE_CAR] = "car", [PLACE_OTHER] = "other", [PLACE_ANY] = ""};

static int index_of(const char *const *names, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0) return i;
    return 0;
}

/* 00:00 of the Monday of a local week. */
static Ms week_start(Ms at) {
    Ms day = day_start(at);
    return day_add(day, -((local_of(day).weekday + 6) % 7));
}

bool count_same(const Count *a, const Count *b) {
    if (a->subject != b->subject || a->kind != b->kind || a->place != b->place || strcmp(a->item_id, b->item_id) != 0 ||
        strcmp(a->axis, b->axis) != 0 || strcmp(a->band, b->band) != 0)
        return false;
    if (*a->axis) return week_start(a->at) == week_start(b->at);
    return day_start(a->at) == day_start(b->at) && local_of(a->at).hour == local_of(b->at).hour;
}

static bool add(Db *db, const Count *c, Err *err) {
    char day[32];
    day_show(*c->axis ? week_start(c->at) : c->at, day, sizeof day);
    return sql_run(db,
                   "INSERT INTO offer_count (store_id, day, hour, subject, item_id, kind, place, axis, band, n)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                   " ON CONFLICT DO UPDATE SET n = n + excluded.n",
                   SQL_ARGS(txt(db_store_id(db)), txt(day), num(*c->axis ? -1 : local_of(c->at).hour),
                            txt(subjects[c->subject]), txt(c->item_id), txt(kinds[c->kind]), txt(places[c->place]),
                            txt(c->axis), txt(c->band), num(c->n)),
                   err);
}

bool counts_add(Db *db, const Count *counts, size_t n, Err *err) {
    if (!db_begin(db, err)) return false;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) ok = add(db, &counts[i], err);
    return db_end(db, ok, err);
}

bool counts_each(Db *db, const char *from, const char *to, CountRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT day, hour, subject, kind, place, item_id, axis, band, n FROM offer_count"
                                " WHERE store_id = ?1 AND day >= ?2 AND (?3 = '' OR day < ?3)",
                                SQL_ARGS(txt(db_store_id(db)), txt(from), txt(to)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        CountRow r = {.day = sql_text(q, 0),
                      .hour = (int)sql_int(q, 1, -1),
                      .subject = (CountSubject)index_of(subjects, 2, sql_text(q, 2)),
                      .kind = (CountKind)index_of(kinds, 2, sql_text(q, 3)),
                      .place = (CountPlace)index_of(places, 5, sql_text(q, 4)),
                      .item_id = sql_text(q, 5),
                      .axis = sql_text(q, 6),
                      .band = sql_text(q, 7),
                      .n = sql_int(q, 8, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}

/* The last word on a coupon. */
#define LAST_OF(coupon, event)                                                                                         \
    event ".seq = (SELECT max(seq) FROM coupon_event l WHERE l.coupon_id = " coupon ".coupon_id)"

/* The taking of each coupon, and its redemption where that is its last word. Money is the amount of the order it was
 * redeemed on, else the price it was given at; an order's amount is counted with the first coupon redeemed of it, never
 * twice. */
#define COUPON_ACTS                                                                                                    \
    "WITH act AS (SELECT c.offer_id, c.coupon_id, c.issued_ms, c.issued_local, c.price_fen,"                           \
    " coalesce(c.order_no, '') AS taken_with, coalesce(e.order_no, c.order_no, '') AS used_on, e.at_ms, e.at_local,"   \
    " e.kind IS 'redeemed' AS used, c.store_id FROM coupon c"                                                          \
    " LEFT JOIN coupon_event e ON e.coupon_id = c.coupon_id AND " LAST_OF(                                             \
        "c", "e") " WHERE c.store_id = ?1 AND c.offer_id IS NOT NULL)"                                                 \
                  " SELECT offer_id, 0 AS redeemed, used, substr(issued_local, 1, 10) AS day,"                         \
                  " CAST(substr(issued_local, 12, 2) AS INTEGER) AS hour, 0 AS money, taken_with AS order_no, "        \
                  "issued_ms AS at"                                                                                    \
                  " FROM act UNION ALL"                                                                                \
                  " SELECT a.offer_id, 1, 1, substr(a.at_local, 1, 10), CAST(substr(a.at_local, 12, 2) AS INTEGER),"   \
                  " CASE WHEN o.amount_fen IS NULL THEN coalesce(a.price_fen, 0)"                                      \
                  " WHEN row_number() OVER (PARTITION BY a.used_on ORDER BY a.at_ms, a.coupon_id) > 1 THEN 0"          \
                  " ELSE o.amount_fen END, a.used_on, a.issued_ms FROM act a"                                          \
                  " LEFT JOIN work_order o ON o.store_id = a.store_id AND o.order_no = a.used_on WHERE a.used"

bool coupons_each(Db *db, const char *from, const char *to, CouponRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        db, "SELECT * FROM (" COUPON_ACTS ") WHERE day >= ?2 AND (?3 = '' OR day < ?3) ORDER BY day, hour, offer_id",
        SQL_ARGS(txt(db_store_id(db)), txt(from), txt(to)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        CouponRow r = {.offer_id = sql_text(q, 0),
                       .redeemed = sql_int(q, 1, 0) != 0,
                       .used = sql_int(q, 2, 0) != 0,
                       .day = sql_text(q, 3),
                       .hour = (int)sql_int(q, 4, 0),
                       .money = sql_int(q, 5, 0),
                       .order_no = sql_text(q, 6),
                       .at = sql_int(q, 7, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}
