/* Calls: rows that staff take and close; done is for good. */
#include "calls.h"

#include "audit.h"
#include "sql.h"

#include <string.h>

#define CALL_COLUMNS                                                                                                   \
    "SELECT c.call_id, c.visit_id, c.kind, coalesce(c.order_no, ''), c.about, c.at_ms, c.taken_ms, c.done_ms,"         \
    " c.by_name, coalesce(p.plate, ''), coalesce(o.model, ''), coalesce(o.advisor_name, ''), coalesce(o.bay, ''),"     \
    " coalesce((SELECT max(a.at_ms) FROM call_event a WHERE a.call_id = c.call_id AND a.kind = 'again'), c.at_ms),"    \
    " (SELECT count(*) FROM call_event a WHERE a.call_id = c.call_id AND a.kind = 'again'),"                           \
    " coalesce((SELECT a.to_who FROM call_event a WHERE a.call_id = c.call_id AND a.kind = 'climbed'"                  \
    " ORDER BY a.feed DESC LIMIT 1), '')"                                                                              \
    " FROM call c LEFT JOIN work_order o ON o.store_id = c.store_id AND o.order_no = c.order_no"                       \
    " LEFT JOIN person p ON p.person_id = o.owner_id "

static Call call_of(Arena *arena, sqlite3_stmt *q) {
    Call call = {
        .kind = sql_keep(arena, q, 2),
        .order_no = sql_keep(arena, q, 3),
        .about = sql_keep(arena, q, 4),
        .at = sql_int(q, 5, 0),
        .taken = sql_int(q, 6, 0),
        .done = sql_int(q, 7, 0),
        .by = sql_keep(arena, q, 8),
        .plate = sql_keep(arena, q, 9),
        .model = sql_keep(arena, q, 10),
        .advisor = sql_keep(arena, q, 11),
        .bay = sql_keep(arena, q, 12),
        .asked = sql_int(q, 13, 0),
        .again = (int)sql_int(q, 14, 0),
        .climbed_to = sql_keep(arena, q, 15),
    };
    sql_copy(q, 0, call.call_id.text, sizeof call.call_id.text);
    sql_copy(q, 1, call.visit_id.text, sizeof call.visit_id.text);
    return call;
}

bool call_make(Db *db, const Call *call, Err *err) {
    char local[32];
    if (!db_begin(db, err)) return false;
    return db_end(db,
                  sql_run(db,
                          "INSERT INTO call (call_id, store_id, visit_id, kind, order_no, about, at_ms, at_local)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (call_id) DO NOTHING",
                          SQL_ARGS(txt(call->call_id.text), txt(db_store_id(db)), txt(call->visit_id.text),
                                   txt(call->kind), txt_or_null(call->order_no), txt(call->about), num(call->at),
                                   txt(instant_show(call->at, local, sizeof local))),
                          err),
                  err);
}

bool calls_open(Db *db, Arena *arena, Call **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM call WHERE store_id = ?1 AND done_ms IS NULL",
                    SQL_ARGS(txt(store)), err))
        return false;
    Call *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q =
        sql_query(db, CALL_COLUMNS "WHERE c.store_id = ?1 AND c.done_ms IS NULL ORDER BY c.at_ms, c.call_id LIMIT ?2",
                  SQL_ARGS(txt(store), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = call_of(arena, q);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

/* The whole key, its beginning or its end. Two that fit are one too many. */
bool call_find(Db *db, Arena *arena, const char *call_id, Call *out, Err *err) {
    bool ok, row;
    int n = 0;
    Call found;
    sqlite3_stmt *q = sql_query(db, CALL_COLUMNS "WHERE c.store_id = ?1 AND " SQL_KEY_FITS("c.call_id") " LIMIT 2",
                                SQL_ARGS(txt(db_store_id(db)), txt(call_id)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        found = call_of(arena, q);
        n++;
    }
    if (!ok) return false;
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no call %s", "没有呼叫 %s"), call_id);
    if (n > 1)
        return err_set(err, ERR_INPUT,
                       TXT("more than one call fits %s: give more of it", "有多个呼叫符合 %s：请多写几位"), call_id);
    *out = found;
    return true;
}

static bool set_state(Db *db, const char *call_id, const char *sql, const char *by, Ms at, bool done, Err *err) {
    Arena arena = {0};
    Call call;
    if (!call_find(db, &arena, call_id, &call, err)) {
        arena_free(&arena);
        return false;
    }
    bool mine = strcmp(call.by, by) == 0, ok = true;
    if (call.done && !(done && mine)) {
        ok = err_set(err, ERR_RULE, TXT("the call is done already, by %s", "呼叫已由 %s 完成"), call.by);
    } else if (!done && call.taken && !mine) {
        ok = err_set(err, ERR_RULE, TXT("the call is taken already, by %s", "呼叫已由 %s 接手"), call.by);
    } else if (!(done ? call.done : call.taken)) {
        ok = sql_run(db, sql, SQL_ARGS(txt(call.call_id.text), txt(by), num(at)), err) &&
             audit_write(db, by, done ? "call.done" : "call.take", call.call_id.text, call.kind, at, err);
    }
    arena_free(&arena);
    return ok;
}

static bool change(Db *db, const char *call_id, const char *sql, const char *by, Ms at, bool done, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db, set_state(db, call_id, sql, by, at, done, err), err);
}

bool call_take(Db *db, const char *call_id, const char *by, Ms at, Err *err) {
    return change(db, call_id, "UPDATE call SET taken_ms = ?3, by_name = ?2 WHERE call_id = ?1", by, at, false, err);
}

bool call_done(Db *db, const char *call_id, const char *by, Ms at, Err *err) {
    return change(db, call_id, "UPDATE call SET done_ms = ?3, by_name = ?2 WHERE call_id = ?1", by, at, true, err);
}
