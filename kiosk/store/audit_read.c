/* The audit, read. */
#include "audit_read.h"

#include "sql.h"

/* Keys are looked up in the one table that acts of this kind speak of. */
#define NAMED                                                                                                          \
    "CASE substr(what, 1, instr(what, '.') - 1)"                                                                       \
    " WHEN 'coupon' THEN (SELECT code FROM coupon WHERE coupon_id = audit.about)"                                      \
    " WHEN 'gift' THEN (SELECT code FROM coupon WHERE coupon_id = audit.about)"                                        \
    " WHEN 'apology' THEN (SELECT code FROM coupon WHERE coupon_id = audit.about)"                                     \
    " WHEN 'staff' THEN (SELECT name FROM staff WHERE staff_id = audit.about)"                                         \
    " WHEN 'lead' THEN (SELECT trim(kind || ' ' || coalesce(order_no, '')) FROM lead WHERE lead_id = audit.about)"     \
    " WHEN 'call' THEN (SELECT order_no FROM call WHERE call_id = audit.about)"                                        \
    " WHEN 'correction' THEN (SELECT order_no FROM correction WHERE correction_id = audit.about)"                      \
    " WHEN 'bar' THEN (SELECT substr(day, 6) || ' no. ' || number FROM bar_order WHERE bar_order_id = audit.about) "   \
    "END"

bool audit_each(Db *db, const AuditAsk *ask, bool (*row)(void *ctx, const AuditRow *row), void *ctx, Err *err) {
    bool ok, more;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT by_name, what, about, note, at_ms, coalesce(" NAMED
                  ", '') FROM audit WHERE store_id = ?1 AND at_ms >= ?2"
                  " AND at_ms < ?3 AND (?4 = '' OR by_name = ?4)"
                  " AND (?5 = '' OR what = ?5 OR substr(what, 1, length(?5) + 1) = ?5 || '.')"
                  " ORDER BY at_ms, audit_id",
                  SQL_ARGS(txt(db_store_id(db)), num(ask->from), num(ask->to), txt(ask->by), txt(ask->what)), err);
    while ((ok = sql_step(db, q, &more, err)) && more) {
        AuditRow r = {sql_text(q, 0), sql_text(q, 1), sql_text(q, 2), sql_text(q, 3), sql_int(q, 4, 0), sql_text(q, 5)};
        if (row(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}
