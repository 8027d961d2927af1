/* The rows of the page of the day. */
#include "report_day_rows.h"

#include "sql.h"

#define SPAN(db, s) SQL_ARGS(txt(db_store_id(db)), num((s)->from), num((s)->to), num((s)->all))

bool day_orders_each(Db *db, const RowSpan *span, DayOrderRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT o.order_no, p.plate, o.model, o.advisor_name, coalesce(t.stage, o.stage), coalesce(t.hold, o.hold), "
        "o.arrived_ms, o.promised_ms,"
        " coalesce((SELECT min(s.seen_ms) FROM order_stage s WHERE s.store_id = o.store_id AND s.order_no = o.order_no"
        "  AND s.stage IN ('ready', 'delivered')), CASE o.stage WHEN 'delivered' THEN o.delivered_ms END),"
        " CASE o.stage WHEN 'delivered' THEN coalesce(o.delivered_ms, o.updated_ms) END, o.parts_at_ms"
        " FROM work_order o JOIN person p ON p.person_id = o.owner_id"
        " LEFT JOIN order_stage t ON t.store_id = o.store_id AND t.order_no = o.order_no AND t.seq = (SELECT l.seq"
        "  FROM order_stage l WHERE l.store_id = o.store_id AND l.order_no = o.order_no AND l.seen_ms < ?3"
        "  ORDER BY l.seen_ms DESC, l.seq DESC LIMIT 1)"
        " WHERE (?4 OR o.store_id = ?1) AND o.arrived_ms < ?3 AND o.gone = 0 AND o.kind <> 'pds'"
        " AND (o.stage <> 'delivered' OR coalesce(o.delivered_ms, o.updated_ms) >= ?2)"
        " ORDER BY o.arrived_ms, o.order_no",
        SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        DayOrderRow r = {.order_no = sql_text(q, 0),
                         .plate = sql_text(q, 1),
                         .model = sql_text(q, 2),
                         .advisor = sql_text(q, 3),
                         .stage = sql_text(q, 4),
                         .hold = sql_text(q, 5),
                         .arrived = sql_int(q, 6, 0),
                         .promised = sql_int(q, 7, 0),
                         .ready = sql_int(q, 8, 0),
                         .delivered = sql_int(q, 9, 0),
                         .parts_at = sql_int(q, 10, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}

bool day_calls_each(Db *db, const RowSpan *span, DayCallRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT kind, coalesce(order_no, ''), by_name, at_ms, taken_ms, done_ms FROM call"
                                " WHERE (?4 OR store_id = ?1) AND at_ms >= ?2 AND at_ms < ?3 ORDER BY at_ms, call_id",
                                SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        DayCallRow r = {.kind = sql_text(q, 0),
                        .order_no = sql_text(q, 1),
                        .by = sql_text(q, 2),
                        .at = sql_int(q, 3, 0),
                        .taken = sql_int(q, 4, 0),
                        .done = sql_int(q, 5, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}
