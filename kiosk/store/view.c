/* The documented views' columns, asked of SQLite so that no list of them can go stale. */
#include "view.h"

#include "sql.h"

bool view_columns(Db *db, DbView view, Arena *arena, const char *const **names, int *n, Err *err) {
    static const char *const sql[] = {
        [VIEW_RATINGS] = "SELECT * FROM v_ratings LIMIT 0",       [VIEW_COUPONS] = "SELECT * FROM v_coupons LIMIT 0",
        [VIEW_COMPLAINTS] = "SELECT * FROM v_complaints LIMIT 0", [VIEW_CALLS] = "SELECT * FROM v_calls LIMIT 0",
        [VIEW_ORDERS] = "SELECT * FROM v_orders LIMIT 0",
    };
    sqlite3_stmt *q = sql_query(db, sql[view], SQL_NO_ARGS, err);
    if (!q) return false;
    *n = sqlite3_column_count(q);
    const char **found = arena_alloc(arena, (size_t)*n * sizeof *found);
    for (int i = 0; i < *n; i++) found[i] = arena_strdup(arena, sqlite3_column_name(q, i));
    *names = found;
    sql_end(q);
    return true;
}
