/* The schema itself says which indexes there are and how to make them. */
#include "bulk.h"

#include "sql.h"

enum { BULK_INDEXES_MAX = 32 };

bool bulk_begin(Db *db, Bulk *bulk, Err *err) {
    bool ok, row;
    Buf drop = {0};
    *bulk = (Bulk){0};
    bulk->sql = arena_alloc(&bulk->arena, sizeof *bulk->sql * BULK_INDEXES_MAX);
    sqlite3_stmt *q = sql_query(db,
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
                                " AND tbl_name IN ('work_order', 'person') ORDER BY name LIMIT ?1",
                                SQL_ARGS(num(BULK_INDEXES_MAX)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        buf_printf(&drop, "DROP INDEX %s;", sql_text(q, 0));
        bulk->sql[bulk->n++] = sql_keep(&bulk->arena, q, 1);
    }
    ok = ok && sql_script(db, buf_text(&drop), err);
    buf_free(&drop);
    return ok;
}

bool bulk_end(Db *db, Bulk *bulk, Err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < bulk->n; i++) ok = sql_script(db, bulk->sql[i], err);
    bulk_release(bulk);
    return ok;
}

void bulk_release(Bulk *bulk) {
    arena_free(&bulk->arena);
    *bulk = (Bulk){0};
}
