/* The history of a complaint's case: steps are appended, numbered within the case. */
#include "cases.h"

#include "sql.h"

static bool add(Db *db, const Uuid *complaint, const CaseStep *step, Err *err) {
    Uuid event = uuid_new_at(step->at);
    if (!sql_run(
            db,
            "INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, state, at_ms, by_name, responsible,"
            " due_ms, outcome) SELECT ?1, store_id, complaint_id,"
            " (SELECT coalesce(max(seq), 0) + 1 FROM complaint_event WHERE complaint_id = ?2),"
            " ?3, ?4, ?5, ?6, ?7, ?8 FROM complaint WHERE complaint_id = ?2",
            SQL_ARGS(txt(event.text), txt(complaint->text), txt(step->state), num(step->at), txt(step->by),
                     txt(step->responsible), num_unless(0, step->due), txt(step->outcome)),
            err))
        return false;
    return sql_changes(db) == 1 ||
           err_set(err, ERR_NOT_FOUND, TXT("there is no complaint %s", "没有投诉 %s"), complaint->text);
}

bool case_step(Db *db, Uuid complaint_id, const CaseStep *step, Err *err) {
    if (!db_begin(db, err)) return false;
    if (add(db, &complaint_id, step, err)) return db_commit(db, err);
    db_rollback(db);
    return false;
}
