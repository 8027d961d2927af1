/* Read when a car is opened: by the indexes on VIN and plate, a handful of rows. */
#include "visits_before.h"

#include "sql.h"

#include <string.h>

#define IS_SERVICE "kind IN ('maintenance', 'service_5k', 'service_10k')"

static void take(LastService *out, sqlite3_stmt *q, const char *order_no) {
    Ms at = sql_int(q, 1, 0);
    int km = (int)sql_int(q, 2, -1);
    if (km >= 0 && (out->now_km < 0 || at >= out->now_day)) {
        out->now_km = km;
        out->now_day = at;
    }
    if (!sql_int(q, 3, 0) || at < out->day) return;
    out->day = at;
    out->km = km;
    out->is_now = strcmp(sql_text(q, 0), order_no) == 0;
}

static bool read_rows(Db *db, sqlite3_stmt *q, const char *order_no, LastService *out, int *n, Err *err) {
    bool ok, row;
    while ((ok = sql_step(db, q, &row, err)) && row) {
        take(out, q, order_no);
        (*n)++;
    }
    return ok;
}

bool last_service(Db *db, const char *order_no, LastService *out, Err *err) {
    int n = 0;
    LastService last = {.km = -1, .now_km = -1};
    SqlArg about[] = {txt(db_store_id(db)), txt(order_no)};
    /* the order itself first; its VIN's others; else its plate's */
    sqlite3_stmt *own = sql_query(db,
                                  "SELECT order_no, arrived_ms, mileage_km, " IS_SERVICE " FROM work_order"
                                  " WHERE store_id = ?1 AND order_no = ?2",
                                  about, 2, err);
    if (!read_rows(db, own, order_no, &last, &n, err)) return false;
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no such work order", "没有这张工单"));
    sqlite3_stmt *by_vin = sql_query(db,
                                     "SELECT o.order_no, o.arrived_ms, o.mileage_km, o." IS_SERVICE
                                     " FROM work_order w CROSS JOIN work_order o INDEXED BY work_order_vin"
                                     " ON o.vin = w.vin AND o.vin <> '' WHERE w.store_id = ?1 AND w.order_no = ?2"
                                     " AND o.store_id = ?1 AND o.order_no <> ?2 AND o.arrived_ms <= w.arrived_ms",
                                     about, 2, err);
    if (!read_rows(db, by_vin, order_no, &last, &n, err)) return false;
    sqlite3_stmt *by_plate =
        sql_query(db,
                  "SELECT o.order_no, o.arrived_ms, o.mileage_km, o." IS_SERVICE
                  " FROM work_order w JOIN person p ON p.person_id = w.owner_id"
                  " CROSS JOIN person q INDEXED BY person_plate ON q.plate = p.plate AND q.plate <> ''"
                  " CROSS JOIN work_order o INDEXED BY work_order_owner ON o.owner_id = q.person_id"
                  " WHERE w.store_id = ?1 AND w.order_no = ?2 AND (w.vin = '' OR o.vin = '') AND o.store_id = ?1"
                  " AND o.order_no <> ?2 AND o.arrived_ms <= w.arrived_ms",
                  about, 2, err);
    if (!read_rows(db, by_plate, order_no, &last, &n, err)) return false;
    *out = last;
    return true;
}

bool inspection_seen(Db *db, const char *order_no, Ms seen[INSPECTION_LEVELS], Err *err) {
    bool ok, row;
    for (int i = 0; i < INSPECTION_LEVELS; i++) seen[i] = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT level, seen_ms FROM order_inspection WHERE store_id = ?1 AND order_no = ?2"
                                " AND round = (SELECT count(*) + 1 FROM order_stage s WHERE s.store_id = ?1"
                                " AND s.order_no = ?2 AND s.step <> '')",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) seen[sql_int(q, 0, 1) - 1] = sql_int(q, 1, 0);
    return ok;
}
