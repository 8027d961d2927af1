/* The documented views as a stream of rows. The marks of a rating are read by one look-up of their own instead of the
 * view's five: that is what makes an export of 100,000 ratings quicker than the sqlite3 shell's. */
#include "sql.h"

#include <string.h>

enum { VIEW_COLUMNS_MAX = 64, MARKS = 5 };

/* ?1 the store, so that the index on (store_id, instant) gives the rows in order without sorting. */
static const char *const view_sql[] = {
    [VIEW_RATINGS] = "SELECT rating_id, store_id, at_ms, at, lang, score, reasons, comment, NULL AS initiation,"
                     " NULL AS advisor, NULL AS facility, NULL AS pickup, NULL AS quality, csi, nps, order_no,"
                     " advisor_name, kind, contact_consent, phone, suspect, questionnaire_version"
                     " FROM v_ratings WHERE store_id = ?1 AND at_ms >= ?2 AND at_ms < ?3 ORDER BY at_ms",
    [VIEW_COMPLAINTS] = "SELECT * FROM v_complaints WHERE store_id = ?1 AND at_ms >= ?2 AND at_ms < ?3 ORDER BY at_ms",
    [VIEW_COUPONS] =
        "SELECT * FROM v_coupons WHERE store_id = ?1 AND issued_ms >= ?2 AND issued_ms < ?3 ORDER BY issued_ms",
    [VIEW_CALLS] = "SELECT * FROM v_calls WHERE store_id = ?1 AND at_ms >= ?2 AND at_ms < ?3 ORDER BY at_ms",
    [VIEW_ORDERS] =
        "SELECT * FROM v_orders WHERE store_id = ?1 AND arrived_ms >= ?2 AND arrived_ms < ?3 ORDER BY arrived_ms",
};

typedef struct Row {
    int n;
    const char *names[VIEW_COLUMNS_MAX], *values[VIEW_COLUMNS_MAX];
    int first_mark; /* its column; −1 = the view has none */
    char marks[MARKS][2];
} Row;

static void read_names(Row *r, sqlite3_stmt *q) {
    r->n = sqlite3_column_count(q);
    if (r->n > VIEW_COLUMNS_MAX) r->n = VIEW_COLUMNS_MAX;
    for (int i = 0; i < r->n; i++) {
        r->names[i] = sqlite3_column_name(q, i);
        if (strcmp(r->names[i], "initiation") == 0) r->first_mark = i;
    }
}

/* Factors that the view has no column for are left out, as the view does. */
static bool read_marks(Db *db, Row *r, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db, "SELECT factor, mark FROM rating_mark WHERE rating_id = ?1", SQL_ARGS(txt(r->values[0])), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        for (int i = 0; i < MARKS; i++)
            if (strcmp(r->names[r->first_mark + i], sql_text(q, 0)) == 0) {
                r->marks[i][0] = (char)('0' + sql_int(q, 1, 0) % 10); /* 1–5 by the table's own check */
                r->values[r->first_mark + i] = r->marks[i];
            }
    return ok;
}

bool db_view_each(Db *db, DbView view, Ms from, Ms to, DbRowFn fn, void *ctx, Err *err) {
    Row r = {.first_mark = -1};
    bool ok, row;
    sqlite3_stmt *q = sql_query(db, view_sql[view], SQL_ARGS(txt(db_store_id(db)), num(from), num(to)), err);
    if (!q) return false;
    read_names(&r, q);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        for (int i = 0; i < r.n; i++) r.values[i] = (const char *)sqlite3_column_text(q, i);
        ok = r.first_mark < 0 || read_marks(db, &r, err);
        if (ok && fn(ctx, r.n, r.names, r.values)) continue;
        sql_end(q);
        break;
    }
    return ok;
}
