/* Changes, and what they are held against: how often their cause was named before and after. */
#include "changes.h"

#include "audit.h"
#include "base/utf8.h"
#include "cases.h"
#include "settings.h"
#include "sql.h"
#include "staff.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MOST = 120, WATCH_DAYS = 30 };

/* Each complaint once for each of its causes: what was found, else what the customer chose. */
#define NAMED                                                                                                          \
    "named AS (SELECT c.complaint_id, c.at_ms, e.outcome, ' ' || CASE e.causes WHEN '' THEN c.reasons ELSE e.causes"   \
    " END || ' ' AS ids FROM complaint c JOIN complaint_event e ON e.complaint_id = c.complaint_id AND e.seq ="        \
    " (SELECT max(seq) FROM complaint_event l WHERE l.complaint_id = c.complaint_id) WHERE c.store_id = ?1)"

static bool month_span(const char *month, Ms *from, Ms *to) {
    char day[16];
    snprintf(day, sizeof day, "%.7s-01", month);
    if (strlen(month) != 7 || !day_parse(day, from)) return false;
    LocalTime lt = local_of(*from);
    lt.month++;
    *to = local_to_ms(lt);
    return true;
}

static bool is_manager(Db *db, const char *by, Err *err) {
    bool known;
    Err why = {0};
    if (!*by) return err_set(err, ERR_INPUT, TXT("who does it? a name is missing", "由谁办理？缺少姓名"));
    if (staff_is(db, by, STAFF_MANAGER, &known, &why) || !known) return true;
    if (why.code) {
        *err = why;
        return false;
    }
    if (!staff_is_active(db, by, err)) return false;
    return err_set(err, ERR_RULE, TXT("%s may not do this: it is the manager's", "%s 没有权限：须由经理办理"), by);
}

static bool is_sound(Db *db, const Change *c, Err *err) {
    Ms a, b;
    Settings *s;
    if (!month_span(c->month, &a, &b))
        return err_set(err, ERR_INPUT, TXT("a month is as 2026-11, not %s", "月份应为 2026-11，而不是 %s"), c->month);
    if (!day_parse(c->from_day, &a))
        return err_set(err, ERR_INPUT, TXT("a day is as 2026-11-24, not %s", "日期应为 2026-11-24，而不是 %s"),
                       c->from_day);
    if (!*c->zh || utf8_count(c->zh) > WORDS_MOST || utf8_count(c->en) > WORDS_MOST)
        return err_set(err, ERR_INPUT, TXT("the line has 1 to %d characters", "内容应为 1 至 %d 个字"), WORDS_MOST);
    if (!settings_read(db, &s, err)) return false;
    bool known = cause_known(s, c->cause);
    settings_free(s);
    return known || err_set(err, ERR_INPUT, TXT("no such cause: %s", "没有这个原因：%s"), c->cause);
}

static bool end(Db *db, bool ok, Err *err) {
    return db_end(db, ok, err);
}

/* The same line twice would stand twice on the customers' board. */
static bool is_new(Db *db, const Change *c, Err *err) {
    int64_t n = 0;
    return sql_number(
               db, &n,
               "SELECT count(*) FROM change g WHERE g.store_id = ?1 AND g.month = ?2 AND g.cause = ?3 AND g.zh = ?4"
               " AND NOT EXISTS (SELECT 1 FROM change_removed r WHERE r.change_id = g.change_id)",
               SQL_ARGS(txt(db_store_id(db)), txt(c->month), txt(c->cause), txt(c->zh)), err) &&
           (n == 0 ||
            err_set(err, ERR_RULE, TXT("it stands on the board of %s already", "%s 的公示上已有这一条"), c->month));
}

bool change_add(Db *db, Change *c, Err *err) {
    if (!is_sound(db, c, err) || !is_manager(db, c->by, err) || !db_begin(db, err)) return false;
    c->change_id = uuid_new_at(c->at);
    bool ok = is_new(db, c, err) &&
              sql_run(db,
                      "INSERT INTO change (change_id, store_id, month, cause, zh, en, from_day, at_ms, by_name)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                      SQL_ARGS(txt(c->change_id.text), txt(db_store_id(db)), txt(c->month), txt(c->cause), txt(c->zh),
                               txt(c->en), txt(c->from_day), num(c->at), txt(c->by)),
                      err) &&
              audit_write(db, c->by, "change.add", c->month, c->cause, c->at, err);
    return end(db, ok, err);
}

static bool find(Db *db, const char *id, Uuid *out, Err *err) {
    bool ok, row;
    int n = 0;
    sqlite3_stmt *q =
        sql_query(db, "SELECT change_id FROM change WHERE store_id = ?1 AND " SQL_KEY_FITS("change_id") " LIMIT 2",
                  SQL_ARGS(txt(db_store_id(db)), txt(id)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        sql_copy(q, 0, out->text, sizeof out->text);
        n++;
    }
    if (!ok) return false;
    if (n == 1) return true;
    if (n)
        return err_set(err, ERR_INPUT, TXT("more than one fits %s: give more of it", "有多条符合 %s：请多写几位"), id);
    return err_set(err, ERR_NOT_FOUND, TXT("there is no change %s", "没有这条改进 %s"), id);
}

static bool take_down(Db *db, const char *id, const char *by, const char *reason, Ms at, Err *err) {
    Uuid change;
    if (!find(db, id, &change, err) ||
        !sql_run(db,
                 "INSERT INTO change_removed (change_id, store_id, at_ms, by_name, reason) VALUES (?1, ?2, ?3, ?4, ?5)"
                 " ON CONFLICT (change_id) DO NOTHING",
                 SQL_ARGS(txt(change.text), txt(db_store_id(db)), num(at), txt(by), txt(reason)), err))
        return false;
    if (sql_changes(db) == 0) return err_set(err, ERR_RULE, TXT("it is taken down already", "已经撤下"));
    return audit_write(db, by, "change.remove", change.text, reason, at, err);
}

bool change_remove(Db *db, const char *id, const char *by, const char *reason, Ms at, Err *err) {
    if (!is_manager(db, by, err) || !db_begin(db, err)) return false;
    return end(db, take_down(db, id, by, reason, at, err), err);
}

static bool count_said(Db *db, Change *c, Err *err) {
    Ms from, to;
    int64_t n = 0;
    if (!month_span(c->month, &from, &to)) return true;
    bool ok = sql_number(db, &n,
                         "WITH " NAMED " SELECT count(*) FROM named WHERE at_ms >= ?2 AND at_ms < ?3"
                         " AND instr(ids, ' ' || ?4 || ' ') > 0",
                         SQL_ARGS(txt(db_store_id(db)), num(from), num(to), txt(c->cause)), err);
    c->said = (int)n;
    return ok;
}

static int by_said(const Change *a, const Change *b) {
    int month = strcmp(b->month, a->month);
    return month ? month : b->said - a->said;
}

bool changes_read(Db *db, Arena *arena, const char *month, Change **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM change WHERE store_id = ?1", SQL_ARGS(txt(store)), err))
        return false;
    Change *list = arena_alloc(arena, ((size_t)most + 1) * sizeof *list);
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT g.change_id, g.month, g.cause, g.zh, g.en, g.from_day, g.by_name, g.at_ms"
                                " FROM change g WHERE g.store_id = ?1 AND (?2 = '' OR g.month = ?2) AND NOT EXISTS"
                                " (SELECT 1 FROM change_removed r WHERE r.change_id = g.change_id)"
                                " ORDER BY g.month DESC, g.at_ms, g.change_id LIMIT ?3",
                                SQL_ARGS(txt(store), txt(month), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        Change *c = &list[count++];
        *c = (Change){.month = sql_keep(arena, q, 1),
                      .cause = sql_keep(arena, q, 2),
                      .zh = sql_keep(arena, q, 3),
                      .en = sql_keep(arena, q, 4),
                      .from_day = sql_keep(arena, q, 5),
                      .by = sql_keep(arena, q, 6),
                      .at = sql_int(q, 7, 0)};
        sql_copy(q, 0, c->change_id.text, sizeof c->change_id.text);
    }
    for (size_t i = 0; ok && i < count; i++) ok = count_said(db, &list[i], err);
    if (!ok) return false;
    for (size_t i = 1; i < count; i++) { /* a handful, and those of one count stay in their order */
        Change c = list[i];
        size_t at = i;
        for (; at > 0 && by_said(&list[at - 1], &c) > 0; at--) list[at] = list[at - 1];
        list[at] = c;
    }
    *out = list;
    *n = count;
    return true;
}

bool changes_month(Db *db, Ms now, char out[8], Err *err) {
    bool row;
    char month[16];
    LocalTime lt = local_of(now);
    snprintf(month, sizeof month, "%04d-%02d", lt.year, lt.month);
    *out = '\0';
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT max(g.month) FROM change g WHERE g.store_id = ?1 AND g.month <= ?2 AND NOT EXISTS"
                  " (SELECT 1 FROM change_removed r WHERE r.change_id = g.change_id)",
                  SQL_ARGS(txt(db_store_id(db)), txt(month)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (row) {
        sql_copy(q, 0, out, 8);
        sql_end(q);
    }
    return true;
}

/* ---- causes ---- */

static bool between(Db *db, const char *cause, Ms from, Ms to, int *out, Err *err) {
    int64_t n = 0;
    bool ok = sql_number(db, &n,
                         "WITH " NAMED " SELECT count(*) FROM named WHERE at_ms >= ?2 AND at_ms < ?3"
                         " AND instr(ids, ' ' || ?4 || ' ') > 0",
                         SQL_ARGS(txt(db_store_id(db)), num(from), num(to), txt(cause)), err);
    *out = (int)n;
    return ok;
}

/* The newest change that stands, and how often the cause was named around it. */
static bool correction_of(Db *db, Arena *arena, Cause *c, Ms to, Ms now, Err *err) {
    bool row;
    Ms day;
    char last[32];
    c->corrected = "";
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT max(g.from_day) FROM change g WHERE g.store_id = ?1 AND g.cause = ?2"
                  " AND g.from_day <= ?3 AND NOT EXISTS (SELECT 1 FROM change_removed r WHERE"
                  " r.change_id = g.change_id)",
                  SQL_ARGS(txt(db_store_id(db)), txt(c->id), txt(day_show(to - 1, last, sizeof last))), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    c->corrected = sql_keep(arena, q, 0);
    sql_end(q);
    if (!day_parse(c->corrected, &day)) return true;
    Ms until = day_add(day, WATCH_DAYS);
    if (until > now) until = now;
    c->after_days = days_between(day, until);
    return between(db, c->id, day_add(day, -WATCH_DAYS), day, &c->before, err) &&
           between(db, c->id, day, until, &c->after, err);
}

bool causes_read(Db *db, Arena *arena, Ms from, Ms to, Ms now, Cause **out, size_t *n, int *cases, Err *err) {
    enum { CAUSES_MOST = 1000 };
    bool ok, row;
    int64_t all = 0;
    Cause *list = arena_alloc(arena, sizeof *list * CAUSES_MOST);
    size_t count = 0;
    SqlArg args[] = {txt(db_store_id(db)), num(from), num(to), num(CAUSES_MOST)};
    if (!sql_number(db, &all, "SELECT count(*) FROM complaint WHERE store_id = ?1 AND at_ms >= ?2 AND at_ms < ?3", args,
                    3, err))
        return false;
    sqlite3_stmt *q = sql_query(
        db,
        "WITH RECURSIVE " NAMED ", words(complaint_id, outcome, id, rest) AS (SELECT complaint_id, outcome, '',"
        " ltrim(ids) FROM named WHERE at_ms >= ?2 AND at_ms < ?3 UNION ALL SELECT complaint_id, outcome,"
        " substr(rest, 1, instr(rest, ' ') - 1), ltrim(substr(rest, instr(rest, ' '))) FROM words WHERE rest <> '')"
        " SELECT id, count(DISTINCT complaint_id), count(DISTINCT CASE outcome WHEN 'lost' THEN complaint_id END)"
        " FROM words WHERE id <> '' GROUP BY id ORDER BY 2 DESC, id LIMIT ?4",
        args, 4, err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        list[count++] =
            (Cause){.id = sql_keep(arena, q, 0), .cases = (int)sql_int(q, 1, 0), .lost = (int)sql_int(q, 2, 0)};
    for (size_t i = 0; ok && i < count; i++) ok = correction_of(db, arena, &list[i], to, now, err);
    if (!ok) return false;
    *out = list;
    *n = count;
    *cases = (int)all;
    return true;
}
