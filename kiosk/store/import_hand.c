/* Exports against stages moved by hand. `by_hand` keeps what the export said of the rows that are changed here, so that
 * the comparison can be made again. */
#include "import_hand.h"

#include "sql.h"

bool import_hand_tables(Db *db, Err *err) {
    return sql_script(db,
                      "CREATE TEMP TABLE IF NOT EXISTS by_hand (n INTEGER PRIMARY KEY, stage TEXT, hold TEXT,"
                      " flags TEXT, delivered_ms INTEGER, hand TEXT, stays INTEGER);"
                      "DELETE FROM temp.by_hand;",
                      err);
}

static bool as_gathered(Db *db, Err *err) {
    return sql_script(db,
                      "UPDATE temp.incoming SET stage = b.stage, hold = b.hold, flags = b.flags,"
                      " delivered_ms = b.delivered_ms FROM temp.by_hand b WHERE b.n = incoming.n;"
                      "DELETE FROM temp.by_hand;"
                      "DELETE FROM temp.incoming_note WHERE code = 'stage_by_hand';",
                      err);
}

/* h: the hand's last entry. Either nothing came after it, or the next entry is this very export's, applied before. */
static bool find(Db *db, Ms exported, Err *err) {
    return sql_run(
        db,
        "INSERT OR REPLACE INTO temp.by_hand (n, stage, hold, flags, delivered_ms, hand, stays)"
        " SELECT i.n, i.stage, i.hold, i.flags, i.delivered_ms, h.stage, h.seen_ms >= ?2"
        " FROM order_stage h CROSS JOIN temp.incoming i ON i.order_no = h.order_no"
        " WHERE h.store_id = ?1 AND h.source = 'hand' AND i.stage <> h.stage"
        " AND coalesce((SELECT n.source = 'export' AND n.seen_ms = ?2 AND n.stage = i.stage FROM order_stage n"
        "     WHERE n.store_id = h.store_id AND n.order_no = h.order_no AND (n.seen_ms, n.seq) > (h.seen_ms, h.seq)"
        "     ORDER BY n.seen_ms, n.seq LIMIT 1), 1)"
        " ORDER BY h.seen_ms, h.seq",
        SQL_ARGS(txt(db_store_id(db)), num(exported)), err);
}

static bool flag(Db *db, Err *err) {
    return sql_run(db,
                   "UPDATE temp.incoming SET flags = trim(incoming.flags || ' stage_by_hand'),"
                   " stage = CASE WHEN b.stays THEN b.hand ELSE incoming.stage END,"
                   " hold = CASE WHEN b.stays THEN '' ELSE incoming.hold END,"
                   " delivered_ms = CASE WHEN b.stays AND b.hand = 'delivered' THEN coalesce(incoming.delivered_ms,"
                   "   (SELECT o.delivered_ms FROM work_order o WHERE o.store_id = ?1 AND"
                   "    o.order_no = incoming.order_no)) ELSE incoming.delivered_ms END"
                   " FROM temp.by_hand b WHERE b.n = incoming.n",
                   SQL_ARGS(txt(db_store_id(db))), err) &&
           sql_run(db,
                   "INSERT INTO temp.incoming_note (line, field, value, code, reason, refused)"
                   " SELECT i.line, 'stage', b.stage, 'stage_by_hand', CASE b.stays"
                   "  WHEN 1 THEN 'moved by hand after this export was written: kept there'"
                   "  ELSE 'moved by hand to another stage before: the export counts' END, 0"
                   " FROM temp.by_hand b JOIN temp.incoming i ON i.n = b.n ORDER BY i.line",
                   SQL_NO_ARGS, err);
}

bool import_hand_find(Db *db, Ms exported, bool older, int *flagged, Err *err) {
    int64_t n = 0;
    *flagged = 0;
    if (!as_gathered(db, err)) return false;
    if (older) return true;
    if (!find(db, exported, err) || !sql_number(db, &n, "SELECT count(*) FROM temp.by_hand", SQL_NO_ARGS, err) ||
        (n > 0 && !flag(db, err)))
        return false;
    *flagged = (int)n;
    return true;
}
