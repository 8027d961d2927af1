/* A stage moved by hand: the order, an entry in its history, the audit. */
#include "stage_hand.h"

#include "audit.h"
#include "sql.h"

#include <string.h>

static const char *step_of(Stage from, Stage to) {
    switch (stage_step(from, to)) {
    case STEP_FAILED_INSPECTION: return "failed_inspection";
    case STEP_INTERNAL_REWORK: return "internal_rework";
    case STEP_EXTERNAL_REWORK: return "external_rework";
    case STEP_FORWARD: break;
    }
    return "";
}

static bool stage_now(Db *db, const char *order_no, Stage *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT stage FROM work_order WHERE store_id = ?1 AND order_no = ?2 AND gone = 0"
                                " AND stage <> 'delivered'",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("this car is no longer in service", "这台车已不在店维修"));
    *out = stage_of(sql_text(q, 0));
    sql_end(q);
    return true;
}

static bool write_move(Db *db, const char *order_no, Stage from, Stage to, const char *by, Ms at, Err *err) {
    const char *store = db_store_id(db);
    return sql_run(db,
                   "UPDATE work_order SET stage = ?3, hold = '', updated_ms = ?4,"
                   " delivered_ms = CASE ?3 WHEN 'delivered' THEN ?4 ELSE delivered_ms END"
                   " WHERE store_id = ?1 AND order_no = ?2",
                   SQL_ARGS(txt(store), txt(order_no), txt(stage_id(to)), num(at)), err) &&
           sql_run(db,
                   "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms, source,"
                   " by_name) SELECT ?1, ?2, 1 + coalesce(max(seq), 0), ?3, '', ?4, ?5, ?5, 'hand', ?6"
                   " FROM order_stage WHERE store_id = ?1 AND order_no = ?2",
                   SQL_ARGS(txt(store), txt(order_no), txt(stage_id(to)), txt(step_of(from, to)), num(at), txt(by)),
                   err) &&
           audit_write(db, by, "stage.move", order_no, stage_id(to), at, err);
}

static bool move(Db *db, const char *order_no, Stage seen, Stage to, const char *by, Ms at, Err *err) {
    Stage now = STAGE_NONE;
    if (!stage_now(db, order_no, &now, err)) return false;
    if (now == to) return err_set(err, ERR_RULE, TXT("it is at this stage already", "已经在这个阶段"));
    if (now != seen)
        return err_set(err, ERR_RULE, TXT("it has moved meanwhile: look again", "阶段刚刚变了，请再看一眼"));
    return write_move(db, order_no, now, to, by, at, err);
}

bool stage_move(Db *db, const char *order_no, Stage seen, Stage to, const char *by, Ms at, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db, move(db, order_no, seen, to, by, at, err), err);
}
