/* Rows as the import writes them. The order of a history is that of its instants. */
#include "history_fill.h"

#include "sql.h"

bool history_fill(Db *db, const char *order_no, const StageSeen *stages, size_t n, Err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++)
        ok = sql_run(db,
                     "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms)"
                     " VALUES (?1, ?2, (SELECT coalesce(max(seq), 0) + 1 FROM order_stage WHERE store_id = ?1 AND"
                     " order_no = ?2), ?3, ?4, '', ?5, ?6)",
                     SQL_ARGS(txt(db_store_id(db)), txt(order_no), txt(stage_id(stages[i].stage)),
                              txt(hold_id(stages[i].hold)), num(stages[i].seen), num_unless(0, stages[i].since)),
                     err);
    return ok;
}

bool history_fill_levels(Db *db, const char *order_no, const Ms seen[INSPECTION_LEVELS], Err *err) {
    bool ok = true;
    for (int i = 0; ok && i < INSPECTION_LEVELS; i++)
        if (seen[i])
            ok = sql_run(db,
                         "INSERT OR IGNORE INTO order_inspection (store_id, order_no, round, level, seen_ms)"
                         " VALUES (?1, ?2, 1, ?3, ?4)",
                         SQL_ARGS(txt(db_store_id(db)), txt(order_no), num(i + 1), num(seen[i])), err);
    return ok;
}
