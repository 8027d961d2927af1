/* Events as one query over calls, complaints, ratings and the history of cases, less those in event_told. */
#include "events.h"

#include "rules/mask.h"
#include "sql.h"

#include <stdio.h>
#include <string.h>

#define WEEK_MS (7 * MS_DAY)

/* A deadline that passed stays passed, whatever was done since: no act before its time ended it. Of the rows with one
 * deadline the last speaks. */
#define OVERDUE                                                                                                        \
    "SELECT 'overdue:' || e.complaint_id || ':' || e.due_ms, 'overdue', e.due_ms, e.state, '', c.case_no,"             \
    " e.responsible, e.climbed_to, -1, c.order_no, 0 FROM complaint_event e JOIN complaint c USING (complaint_id)"     \
    " WHERE e.store_id = ?1 AND e.due_ms >= ?2 AND e.due_ms <= ?3 AND coalesce((SELECT min(n.at_ms)"                   \
    " FROM complaint_event n WHERE n.complaint_id = e.complaint_id AND n.seq > e.seq"                                  \
    " AND n.due_ms IS NOT e.due_ms), ?3 + 1) > e.due_ms GROUP BY e.complaint_id, e.due_ms HAVING max(e.seq) > 0"

/* One more row a kind: id, kind, at_ms, what, about, case_no, responsible, climbed_to, score, order_no, due_ms. ?1
 * store, ?2 since, ?3 now, ?4 low, ?5 follower. */
#define HAPPENED                                                                                                       \
    "SELECT 'call:' || call_id AS id, 'call' AS kind, at_ms, kind AS what, about, '' AS case_no, '' AS responsible,"   \
    " '' AS climbed_to, -1 AS score, order_no, 0 AS due_ms FROM call WHERE store_id = ?1 AND at_ms >= ?2"              \
    " UNION ALL SELECT 'call_' || e.kind || ':' || event_id, 'call_' || e.kind, e.at_ms, c.kind, about, '', '',"       \
    " to_who, -1, order_no, 0 FROM call_event e JOIN call c USING (call_id) WHERE e.store_id = ?1 AND e.at_ms >= ?2"   \
    " UNION ALL SELECT 'complaint:' || complaint_id, 'complaint', at_ms, '', reasons, case_no, '', '', -1,"            \
    " order_no, 0 FROM complaint WHERE store_id = ?1 AND at_ms >= ?2"                                                  \
    " UNION ALL SELECT * FROM (" OVERDUE ")"                                                                           \
    " UNION ALL SELECT 'case_climbed:' || event_id, 'case_climbed', e.at_ms, state, '', case_no, responsible,"         \
    " climbed_to, -1, order_no, coalesce(due_ms, 0) FROM complaint_event e JOIN complaint c USING (complaint_id)"      \
    " WHERE e.store_id = ?1 AND e.act = 'climbed' AND e.at_ms >= ?2"                                                   \
    " UNION ALL SELECT 'late:' || order_no, 'late', at_ms, why, '', '', '', '', -1, order_no, 0 FROM order_late"       \
    " WHERE store_id = ?1 AND at_ms >= ?2"                                                                             \
    " UNION ALL SELECT 'rating:' || rating_id, 'rating', at_ms, '', reasons, '', '', '', score, order_no, 0"           \
    " FROM rating WHERE store_id = ?1 AND at_ms >= ?2 AND score <= ?4 AND undone_ms IS NULL"                           \
    " UNION ALL SELECT 'rating_changed:' || rating_id || ':' || iif(undone_ms IS NULL, score, 0), 'rating_changed',"   \
    " at_ms, '', reasons, '', '', '', iif(undone_ms IS NULL, score, 0), order_no, 0"                                   \
    " FROM rating r WHERE store_id = ?1 AND at_ms >= ?2 AND (score > ?4 OR undone_ms IS NOT NULL) AND EXISTS"          \
    " (SELECT 1 FROM event_told t WHERE t.store_id = ?1 AND t.follower = ?5 AND t.event_id = 'rating:' || "            \
    "r.rating_id)"

#define UNTOLD                                                                                                         \
    " WHERE NOT EXISTS (SELECT 1 FROM event_told t WHERE t.store_id = ?1 AND t.follower = ?5 AND t.event_id = h.id)"

static const char untold[] =
    "SELECT h.id, h.kind, h.at_ms, h.what, h.about, h.case_no, h.responsible, h.climbed_to, h.score,"
    " coalesce(h.order_no, ''), coalesce(p.plate, ''), coalesce(o.model, ''), coalesce(o.advisor_name, ''),"
    " coalesce(o.bay, ''), h.due_ms FROM (" HAPPENED ") h"
    " LEFT JOIN work_order o ON o.store_id = ?1 AND o.order_no = h.order_no"
    " LEFT JOIN person p ON p.person_id = o.owner_id" UNTOLD " ORDER BY h.at_ms, h.id";

static Event event_of(Arena *arena, sqlite3_stmt *q) {
    char plate[32] = "";
    mask_plate(sql_text(q, 10), plate, sizeof plate);
    Event e = {.kind = sql_keep(arena, q, 1),
               .at = sql_int(q, 2, 0),
               .what = sql_keep(arena, q, 3),
               .about = sql_keep(arena, q, 4),
               .case_no = sql_keep(arena, q, 5),
               .responsible = sql_keep(arena, q, 6),
               .climbed_to = sql_keep(arena, q, 7),
               .score = (int)sql_int(q, 8, -1),
               .order_no = sql_keep(arena, q, 9),
               .plate = arena_strdup(arena, plate),
               .model = sql_keep(arena, q, 11),
               .advisor = sql_keep(arena, q, 12),
               .bay = sql_keep(arena, q, 13),
               .due = sql_int(q, 14, 0)};
    sql_copy(q, 0, e.id, sizeof e.id);
    return e;
}

static bool since(Db *db, const char *name, Ms *out, Err *err) {
    *out = 0;
    return sql_number(db, out, "SELECT since_ms FROM follower WHERE store_id = ?1 AND name = ?2",
                      SQL_ARGS(txt(db_store_id(db)), txt(name)), err);
}

bool events_untold(Db *db, Arena *arena, const char *name, int low_score, Ms now, Event **out, size_t *n, Err *err) {
    bool ok, row;
    Ms from;
    size_t cap = 0;
    *out = NULL;
    *n = 0;
    if (!since(db, name, &from, err)) return false;
    sqlite3_stmt *q =
        sql_query(db, untold, SQL_ARGS(txt(db_store_id(db)), num(from), num(now), num(low_score), txt(name)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (*n == cap) {
            Event *more = arena_alloc(arena, (cap = cap ? 2 * cap : 16) * sizeof *more);
            if (*n) memcpy(more, *out, *n * sizeof *more);
            *out = more;
        }
        (*out)[(*n)++] = event_of(arena, q);
    }
    return ok;
}

bool event_told(Db *db, const char *name, const Event *event, Ms now, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(
        db,
        sql_run(db,
                "INSERT INTO event_told (store_id, follower, event_id, event_ms, told_ms) VALUES (?1, ?2, ?3, ?4, ?5)"
                " ON CONFLICT DO NOTHING",
                SQL_ARGS(txt(db_store_id(db)), txt(name), txt(event->id), num(event->at), num(now)), err),
        err);
}

/* Without a name the same two tables stand in this connection's memory, before the file's. */
static bool remember_here(Db *db, Err *err) {
    return sql_script(db,
                      "CREATE TEMP TABLE IF NOT EXISTS follower (store_id TEXT, name TEXT, since_ms INTEGER,"
                      " PRIMARY KEY (store_id, name));"
                      "CREATE TEMP TABLE IF NOT EXISTS event_told (store_id TEXT, follower TEXT, event_id TEXT,"
                      " event_ms INTEGER, told_ms INTEGER, PRIMARY KEY (store_id, follower, event_id));",
                      err);
}

/* The week is for rows whose instant is older than their commit: a clock set back, answers merged later. */
static bool forget_old(Db *db, const char *name, Ms from, Err *err) {
    return sql_run(db,
                   "INSERT INTO follower (store_id, name, since_ms) VALUES (?1, ?2, ?3)"
                   " ON CONFLICT (store_id, name) DO UPDATE SET since_ms = max(since_ms, excluded.since_ms)",
                   SQL_ARGS(txt(db_store_id(db)), txt(name), num(from)), err) &&
           sql_run(db, "DELETE FROM event_told WHERE store_id = ?1 AND follower = ?2 AND event_ms < ?3",
                   SQL_ARGS(txt(db_store_id(db)), txt(name), num(from)), err);
}

/* A follower that was here before: a week before the oldest that is untold, or before now. */
static bool go_on(Db *db, const char *name, int low_score, Ms now, Err *err) {
    int64_t oldest = now, before;
    Arena arena = {0};
    Event *list;
    size_t n;
    bool ok = since(db, name, &before, err) && events_untold(db, &arena, name, low_score, now, &list, &n, err);
    if (ok && n && list[0].at < oldest) oldest = list[0].at;
    arena_free(&arena);
    return ok && (oldest - WEEK_MS <= before || forget_old(db, name, oldest - WEEK_MS, err));
}

static bool known(Db *db, const char *name, bool *is, Err *err) {
    int64_t n = 0;
    bool ok = sql_number(db, &n, "SELECT count(*) FROM follower WHERE store_id = ?1 AND name = ?2",
                         SQL_ARGS(txt(db_store_id(db)), txt(name)), err);
    *is = n > 0;
    return ok;
}

bool follower_open(Db *db, const char *name, int low_score, Ms from, Err *err) {
    bool is;
    if (!*name && !remember_here(db, err)) return false;
    if (!db_begin(db, err)) return false;
    return db_end(db,
                  known(db, name, &is, err) &&
                      (is ? go_on(db, name, low_score, clock_now(), err) : forget_old(db, name, from, err)),
                  err);
}

bool events_next_due(Db *db, Ms now, Ms *due, Err *err) {
    *due = 0;
    return sql_number(db, due, "SELECT min(due_ms) FROM v_complaints WHERE store_id = ?1 AND due_ms > ?2",
                      SQL_ARGS(txt(db_store_id(db)), num(now)), err);
}
