/* Calls that nobody takes: asked once more by the customer, climbing by time or by that. Each is a row of its own. */
#include "calls.h"
#include "cases.h"
#include "sql.h"

#include <string.h>

enum { PASSED_MAX = 50 };

static bool add(Db *db, const Uuid *event, const char *call_id, const char *kind, const char *who, Ms at, Err *err) {
    return sql_run(db,
                   "INSERT INTO call_event (event_id, store_id, call_id, kind, to_who, at_ms)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   SQL_ARGS(txt(event->text), txt(db_store_id(db)), txt(call_id), txt(kind), txt(who), num(at)), err);
}

/* To the next of the chain, unless it has climbed since it was asked last. */
static bool climb(Db *db, const Settings *s, const char *call_id, Ms now, bool *climbed, Err *err) {
    int64_t since = 0, level = 0;
    char who[64];
    Uuid event = uuid_new_at(now);
    *climbed = false;
    if (!sql_number(db, &since,
                    "SELECT count(*) FROM call_event WHERE call_id = ?1 AND kind = 'climbed' AND feed > (SELECT"
                    " coalesce(max(feed), 0) FROM call_event WHERE call_id = ?1 AND kind = 'again')",
                    SQL_ARGS(txt(call_id)), err) ||
        !sql_number(db, &level, "SELECT count(*) FROM call_event WHERE call_id = ?1 AND kind = 'climbed'",
                    SQL_ARGS(txt(call_id)), err))
        return false;
    case_chain_name(s, (int)level, who, sizeof who);
    if (since || !*who) return true;
    *climbed = true;
    return add(db, &event, call_id, "climbed", who, now, err);
}

static bool again(Db *db, const Settings *s, const Uuid *event, const Uuid *call_id, Ms at, Err *err) {
    Arena arena = {0};
    Call call;
    int64_t known = 0;
    bool climbed,
        ok = call_find(db, &arena, call_id->text, &call, err) &&
             sql_number(db, &known, "SELECT 1 FROM call_event WHERE event_id = ?1", SQL_ARGS(txt(event->text)), err);
    Ms minutes = settings_int(s, "case.manager_minutes") * MS_MINUTE;
    if (ok && !known && (call.taken || call.done))
        ok = err_set(err, ERR_RULE, TXT("somebody has taken the call", "已有人接手"));
    else if (ok && !known)
        ok = (call.asked + minutes > at || climb(db, s, call_id->text, at, &climbed, err)) &&
             add(db, event, call_id->text, "again", "", at, err);
    arena_free(&arena);
    return ok;
}

bool call_again(Db *db, const Uuid *event_id, const Uuid *call_id, Ms at, Err *err) {
    Settings *s;
    if (!settings_read_at(db, at, &s, err)) return false;
    bool ok = db_begin(db, err) && db_end(db, again(db, s, event_id, call_id, at, err), err);
    settings_free(s);
    return ok;
}

static bool find_passed(Db *db, Ms before, Uuid out[PASSED_MAX], size_t *n, Err *err) {
    bool ok, row;
    *n = 0;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT c.call_id FROM call c WHERE c.store_id = ?1 AND c.done_ms IS NULL AND c.taken_ms IS NULL"
        " AND c.kind = 'manager' AND coalesce((SELECT max(a.at_ms) FROM call_event a WHERE a.call_id = c.call_id"
        " AND a.kind = 'again'), c.at_ms) < ?2 AND NOT EXISTS (SELECT 1 FROM call_event a WHERE a.call_id = c.call_id"
        " AND a.kind = 'climbed' AND a.feed > (SELECT coalesce(max(feed), 0) FROM call_event b WHERE"
        " b.call_id = c.call_id AND b.kind = 'again')) ORDER BY c.at_ms LIMIT ?3",
        SQL_ARGS(txt(db_store_id(db)), num(before), num(PASSED_MAX)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        sql_copy(q, 0, out[*n].text, sizeof out->text);
        ++*n;
    }
    return ok;
}

bool calls_tick(Db *db, const CouponKey *key, const Settings *s, Ms now, TickDone *out, Err *err) {
    Uuid passed[PASSED_MAX];
    size_t n;
    Ms minutes = settings_int(s, "case.manager_minutes") * MS_MINUTE;
    (void)key;
    if (!minutes || settings_count(s, "case.chain") == 0) return true;
    if (!find_passed(db, now - minutes, passed, &n, err)) return false;
    if (n == 0) return true;
    bool ok = db_begin(db, err), climbed;
    if (!ok) return false;
    for (size_t i = 0; ok && i < n; i++) {
        ok = climb(db, s, passed[i].text, now, &climbed, err);
        out->done += ok && climbed;
    }
    return db_end(db, ok, err);
}
