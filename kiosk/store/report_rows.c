/* The rows of reports. */
#include "report_rows.h"

#include "sql.h"

#define SPAN(db, s) SQL_ARGS(txt(db_store_id(db)), num((s)->from), num((s)->to), num((s)->all))

bool rated_each(Db *db, const RowSpan *span, RatedRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT r.store_id, coalesce(r.order_no, ''), coalesce(o.advisor_name, ''), coalesce(o.kind, ''), r.lang,"
        " r.reasons, coalesce(v.words, ''), coalesce((SELECT group_concat(m.factor || '=' || m.mark, ' ')"
        "  FROM rating_mark m WHERE m.rating_id = r.rating_id), ''), r.at_ms, r.score, r.csi, r.nps, r.suspect,"
        " EXISTS (SELECT 1 FROM complaint c WHERE c.rating_id = r.rating_id)"
        " FROM rating r LEFT JOIN person v ON v.person_id = r.voice_id"
        " LEFT JOIN work_order o ON o.store_id = r.store_id AND o.order_no = r.order_no"
        " WHERE (?4 OR r.store_id = ?1) AND r.at_ms >= ?2 AND r.at_ms < ?3 AND r.undone_ms IS NULL"
        " ORDER BY r.at_ms, r.rating_id",
        SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        RatedRow r = {.store_id = sql_text(q, 0),
                      .order_no = sql_text(q, 1),
                      .advisor = sql_text(q, 2),
                      .kind = sql_text(q, 3),
                      .lang = sql_text(q, 4),
                      .reasons = sql_text(q, 5),
                      .words = sql_text(q, 6),
                      .marks = sql_text(q, 7),
                      .at = sql_int(q, 8, 0),
                      .score = (int)sql_int(q, 9, 0),
                      .csi = (int)sql_int(q, 10, -1),
                      .nps = (int)sql_int(q, 11, -1),
                      .suspect = sql_int(q, 12, 0) != 0,
                      .complained = sql_int(q, 13, 0) != 0};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}

bool case_steps_each(Db *db, const RowSpan *span, CaseStepRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        db,
        "WITH t AS (SELECT *, state IS NOT lag(state) OVER (PARTITION BY complaint_id ORDER BY seq) AS turn"
        " FROM complaint_event), r AS (SELECT *, sum(turn) OVER (PARTITION BY complaint_id ORDER BY seq) AS run FROM "
        "t),"
        " e AS (SELECT complaint_id, turn, seq, state, at_ms, last_value(responsible) OVER w AS responsible,"
        " last_value(outcome) OVER w AS outcome, last_value(due_ms) OVER w AS due_ms,"
        " last_value(visit_day) OVER w AS visit_day, run = max(run) OVER"
        " (PARTITION BY complaint_id) AS last FROM r WINDOW w AS (PARTITION BY complaint_id, run ORDER BY seq"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))"
        "SELECT c.complaint_id, c.store_id, c.case_no, coalesce(c.order_no, ''), coalesce(o.advisor_name, ''),"
        " coalesce(o.kind, ''), c.reasons, coalesce(v.words, ''), c.at_ms, e.seq, e.state, e.responsible, e.outcome,"
        " e.at_ms, e.due_ms, e.last, e.visit_day"
        " FROM complaint c JOIN e ON e.complaint_id = c.complaint_id AND e.turn"
        " LEFT JOIN person v ON v.person_id = c.voice_id"
        " LEFT JOIN work_order o ON o.store_id = c.store_id AND o.order_no = c.order_no"
        " WHERE (?4 OR c.store_id = ?1) AND c.at_ms >= ?2 AND c.at_ms < ?3 ORDER BY c.at_ms, c.complaint_id, e.seq",
        SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        CaseStepRow r = {.complaint_id = sql_text(q, 0),
                         .store_id = sql_text(q, 1),
                         .case_no = sql_text(q, 2),
                         .order_no = sql_text(q, 3),
                         .advisor = sql_text(q, 4),
                         .kind = sql_text(q, 5),
                         .reasons = sql_text(q, 6),
                         .words = sql_text(q, 7),
                         .made = sql_int(q, 8, 0),
                         .seq = (int)sql_int(q, 9, 0),
                         .state = sql_text(q, 10),
                         .responsible = sql_text(q, 11),
                         .outcome = sql_text(q, 12),
                         .visit_day = sql_text(q, 16),
                         .at = sql_int(q, 13, 0),
                         .due = sql_int(q, 14, 0),
                         .last = sql_int(q, 15, 0) != 0};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}

bool through_each(Db *db, const RowSpan *span, ThroughRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT o.store_id, o.order_no, o.kind, o.advisor_name, o.technician, o.delivered_ms,"
                  " EXISTS (SELECT 1 FROM order_stage s WHERE s.store_id = o.store_id AND s.order_no = o.order_no"
                  "  AND s.step = 'failed_inspection'),"
                  " EXISTS (SELECT 1 FROM order_stage s WHERE s.store_id = o.store_id AND s.order_no = o.order_no"
                  "  AND s.step = 'internal_rework'),"
                  " EXISTS (SELECT 1 FROM order_stage s WHERE s.store_id = o.store_id AND s.order_no = o.order_no"
                  "  AND s.step = 'external_rework')"
                  " FROM work_order o WHERE (?4 OR o.store_id = ?1) AND o.stage = 'delivered' AND o.delivered_ms >= ?2"
                  " AND o.delivered_ms < ?3 ORDER BY o.delivered_ms, o.order_no",
                  SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        ThroughRow r = {.store_id = sql_text(q, 0),
                        .order_no = sql_text(q, 1),
                        .kind = sql_text(q, 2),
                        .advisor = sql_text(q, 3),
                        .technician = sql_text(q, 4),
                        .delivered = sql_int(q, 5, 0),
                        .failed_inspection = sql_int(q, 6, 0) != 0,
                        .internal_rework = sql_int(q, 7, 0) != 0,
                        .external_rework = sql_int(q, 8, 0) != 0};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}

bool visits_each(Db *db, const RowSpan *span, VisitRowFn fn, void *ctx, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT o.store_id, CASE o.vin WHEN '' THEN p.plate ELSE o.vin END AS car, o.order_no, o.kind, o.purchased_day,"
        " o.arrived_ms, CASE o.stage WHEN 'delivered' THEN coalesce(o.delivered_ms, o.arrived_ms) ELSE 0 END,"
        " o.amount_fen, o.gone, l.at"
        " FROM work_order o JOIN person p ON p.person_id = o.owner_id"
        " LEFT JOIN (SELECT c.store_id, c.order_no, max(e.at_ms) AS at FROM complaint c"
        "            JOIN complaint_event e ON e.complaint_id = c.complaint_id AND e.outcome = 'lost'"
        "            WHERE e.at_ms < ?3 GROUP BY c.store_id, c.order_no) l"
        "        ON l.store_id = o.store_id AND l.order_no = o.order_no"
        " WHERE (?4 OR o.store_id = ?1) AND o.arrived_ms < ?3 AND ?2 <= ?3 AND p.erased_ms IS NULL"
        " AND (o.vin <> '' OR p.plate <> '') ORDER BY o.store_id, car, o.arrived_ms, o.order_no",
        SPAN(db, span), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        VisitRow r = {.store_id = sql_text(q, 0),
                      .car = sql_text(q, 1),
                      .order_no = sql_text(q, 2),
                      .kind = sql_text(q, 3),
                      .purchased_day = sql_text(q, 4),
                      .arrived = sql_int(q, 5, 0),
                      .delivered = sql_int(q, 6, 0),
                      .amount = sql_int(q, 7, -1),
                      .gone = sql_int(q, 8, 0) != 0,
                      .lost_case = sql_int(q, 9, 0)};
        if (fn(ctx, &r)) continue;
        sql_end(q);
        break;
    }
    return ok;
}
