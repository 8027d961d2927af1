/* The audit, read. */
#include "audit_read.h"

#include "sql.h"

bool audit_each(Db *db, const AuditAsk *ask, bool (*row)(void *ctx, const AuditRow *row), void *ctx, Err *err) {
    bool ok, more;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT by_name, what, about, note, at_ms FROM audit WHERE store_id = ?1 AND at_ms >= ?2"
                  " AND at_ms < ?3 AND (?4 = '' OR by_name = ?4)"
                  " AND (?5 = '' OR what = ?5 OR substr(what, 1, length(?5) + 1) = ?5 || '.')"
                  " ORDER BY at_ms, audit_id",
                  SQL_ARGS(txt(db_store_id(db)), num(ask->from), num(ask->to), txt(ask->by), txt(ask->what)), err);
    while ((ok = sql_step(db, q, &more, err)) && more) {
        AuditRow r = {sql_text(q, 0), sql_text(q, 1), sql_text(q, 2), sql_text(q, 3), sql_int(q, 4, 0)};
        if (row(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}
