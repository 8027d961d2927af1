/* The rows of the report of parts. */
#include "parts_rows.h"

#include "sql.h"

#define SPAN(db, s) SQL_ARGS(txt(db_store_id(db)), num((s)->from), num((s)->to), num((s)->all))

bool parts_came_each(Db *db, const RowSpan *span, PartCameFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT store_id, order_no, supplier, arrived_ms, slip_ms IS NOT NULL, slip_ms,"
                                " coalesce(last_slip_ms, slip_ms), moved FROM v_parts WHERE (?4 OR store_id = ?1)"
                                " AND arrived_ms >= ?2 AND arrived_ms < ?3 ORDER BY arrived_ms, part_id",
                                SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        PartCameRow r = {.store_id = sql_text(q, 0),
                         .order_no = sql_text(q, 1),
                         .supplier = sql_text(q, 2),
                         .came = sql_int(q, 3, 0),
                         .promised = sql_int(q, 4, 0) != 0,
                         .slip = sql_int(q, 5, 0),
                         .last_slip = sql_int(q, 6, 0),
                         .moved = (int)sql_int(q, 7, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}

bool part_waits_each(Db *db, const RowSpan *span, PartWaitFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT store_id, order_no, kind, seen_ms, until FROM (SELECT s.store_id, s.order_no, o.kind, "
                  "s.seen_ms, s.hold,"
                  " lag(s.hold, 1, '') OVER w AS before,"
                  " (SELECT min(e.seen_ms) FROM order_stage e WHERE e.store_id = s.store_id AND e.order_no = s.order_no"
                  "  AND e.seen_ms > s.seen_ms AND e.hold <> 'parts') AS until"
                  " FROM order_stage s JOIN work_order o ON o.store_id = s.store_id AND o.order_no = s.order_no"
                  " WHERE (?4 OR s.store_id = ?1) AND s.seen_ms < ?3"
                  " WINDOW w AS (PARTITION BY s.store_id, s.order_no ORDER BY s.seen_ms, s.seq))"
                  " WHERE hold = 'parts' AND before <> 'parts' AND until >= ?2 AND until < ?3 ORDER BY until, order_no",
                  SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        PartWaitRow r = {.store_id = sql_text(q, 0),
                         .order_no = sql_text(q, 1),
                         .kind = sql_text(q, 2),
                         .from = sql_int(q, 3, 0),
                         .to = sql_int(q, 4, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}

bool parts_open_each(Db *db, PartOpenFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT o.order_no, o.model, o.advisor_name, coalesce(p.part, ''), coalesce(p.part_no, ''),"
        " coalesce(p.supplier, ''), (SELECT min(s.seen_ms) FROM order_stage s WHERE s.store_id = o.store_id AND"
        "  s.order_no = o.order_no AND s.hold = 'parts' AND s.seen_ms > coalesce((SELECT max(b.seen_ms) FROM "
        "order_stage b"
        "  WHERE b.store_id = o.store_id AND b.order_no = o.order_no AND b.hold <> 'parts'), 0)) AS since,"
        " p.first_expected_ms, CASE WHEN p.part_id IS NULL THEN o.parts_at_ms ELSE p.expected_ms END, p.moved"
        " FROM work_order o LEFT JOIN v_parts p ON p.store_id = o.store_id AND p.order_no = o.order_no"
        " AND p.arrived_ms IS NULL WHERE o.store_id = ?1 AND o.stage <> 'delivered' AND o.gone = 0 AND o.hold = 'parts'"
        " ORDER BY since, o.order_no, p.part_no",
        SQL_ARGS(txt(db_store_id(db))), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        PartOpenRow r = {.order_no = sql_text(q, 0),
                         .model = sql_text(q, 1),
                         .advisor = sql_text(q, 2),
                         .part = sql_text(q, 3),
                         .part_no = sql_text(q, 4),
                         .supplier = sql_text(q, 5),
                         .since = sql_int(q, 6, 0),
                         .first_expected = sql_int(q, 7, 0),
                         .expected = sql_int(q, 8, 0),
                         .moved = (int)sql_int(q, 9, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}
