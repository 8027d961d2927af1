/* Counting what stands open. */
#include "standing.h"

#include "sql.h"

#define LAST_STEP                                                                                                      \
    " FROM complaint c JOIN complaint_event e ON e.complaint_id = c.complaint_id"                                      \
    " AND e.seq = (SELECT max(seq) FROM complaint_event l WHERE l.complaint_id = c.complaint_id)"                      \
    " WHERE c.store_id = ?1 AND c.at_ms <= ?2 AND e.state <> 'closed'"

bool standing_read(Db *db, Ms at, Standing *out, Err *err) {
    *out = (Standing){0};
    const char *store = db_store_id(db);
    return sql_number(db, &out->cases, "SELECT count(*)" LAST_STEP, SQL_ARGS(txt(store), num(at)), err) &&
           sql_number(db, &out->cases_late, "SELECT count(*)" LAST_STEP " AND e.due_ms < ?2",
                      SQL_ARGS(txt(store), num(at)), err) &&
           sql_number(db, &out->leads,
                      "SELECT count(*) FROM lead l WHERE l.store_id = ?1 AND l.at_ms <= ?2 AND NOT EXISTS"
                      " (SELECT 1 FROM lead_event e WHERE e.lead_id = l.lead_id AND e.kind IN ('done', 'withdrawn'))",
                      SQL_ARGS(txt(store), num(at)), err) &&
           sql_number(db, &out->calls,
                      "SELECT count(*) FROM call WHERE store_id = ?1 AND at_ms <= ?2 AND done_ms IS NULL",
                      SQL_ARGS(txt(store), num(at)), err);
}
