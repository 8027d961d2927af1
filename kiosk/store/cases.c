/* What is done to a case: the last row of its history is read, the rule says what the act makes of it, and the next row
 * is appended. */
#include "cases.h"

#include "audit.h"
#include "cases_sql.h"
#include "settings.h"
#include "sql.h"
#include "staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_BYTES = 2000 };

/* ---- rows ---- */

bool case_row_last(Db *db, const Uuid *case_id, CaseRow *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT state, waiting, responsible, due_ms, level, climbed_to, causes, visit_day,"
                                " gifts, outcome FROM complaint_event WHERE complaint_id = ?1 ORDER BY seq DESC"
                                " LIMIT 1",
                                SQL_ARGS(txt(case_id->text)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no such case", "没有这件投诉"));
    *out = (CaseRow){.by = "", .note = "", .due = sql_int(q, 3, 0)};
    case_state_of(sql_text(q, 0), &out->now.state); /* the schema knows no other */
    out->now.waiting = sql_int(q, 1, 0) != 0;
    sql_copy(q, 2, out->responsible, sizeof out->responsible);
    out->level = (int)sql_int(q, 4, 0);
    sql_copy(q, 5, out->climbed_to, sizeof out->climbed_to);
    sql_copy(q, 6, out->causes, sizeof out->causes);
    sql_copy(q, 7, out->visit_day, sizeof out->visit_day);
    out->now.visit = *out->visit_day != '\0';
    out->gifts = (int)sql_int(q, 8, 0);
    sql_copy(q, 9, out->outcome, sizeof out->outcome);
    sql_end(q);
    return true;
}

/* Words about a customer live in person, so that they can be forgotten. */
static bool keep_note(Db *db, const char *note, Ms at, Uuid *id, Err *err) {
    if (!*note) return true;
    *id = uuid_new_at(at);
    return sql_run(db, "INSERT INTO person (person_id, store_id, words, created_ms) VALUES (?1, ?2, ?3, ?4)",
                   SQL_ARGS(txt(id->text), txt(db_store_id(db)), txt(note), num(at)), err);
}

bool case_row_add(Db *db, const Uuid *event, const Uuid *case_id, const CaseRow *r, Err *err) {
    Uuid note = {0}, made = uuid_new_at(r->at);
    return keep_note(db, r->note, r->at, &note, err) &&
           sql_run(db,
                   "INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, act, at_ms, by_name, note_id,"
                   " state, waiting, responsible, due_ms, level, climbed_to, causes, visit_day, gifts, outcome, score)"
                   " VALUES (?1, ?2, ?3, (SELECT coalesce(max(seq), 0) + 1 FROM complaint_event WHERE"
                   " complaint_id = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
                   SQL_ARGS(txt(event ? event->text : made.text), txt(db_store_id(db)), txt(case_id->text),
                            txt(case_act_id(r->act)), num(r->at), txt(r->by), txt_or_null(note.text),
                            txt(case_state_id(r->now.state)), num(r->now.waiting), txt(r->responsible),
                            num_unless(0, r->due), num(r->level), txt(r->climbed_to), txt(r->causes), txt(r->visit_day),
                            num(r->gifts), txt(r->outcome), num_unless(0, r->score)),
                   err);
}

typedef struct Since { /* the case was opened, or opened again */
    Ms opened;
    CasePause *pauses;
    size_t n, room;
} Since;

static void add_pause(Since *since, Ms from, Ms to) {
    if (since->n == since->room)
        since->pauses = mem_grow(since->pauses, (since->room = 2 * since->room + 4) * sizeof *since->pauses);
    since->pauses[since->n++] = (CasePause){from, to};
}

static bool read_since(Db *db, const Uuid *case_id, const CaseRow *next, Since *out, Err *err) {
    bool ok, row;
    Ms from = 0;
    *out = (Since){0};
    sqlite3_stmt *q = sql_query(db,
                                "SELECT act, at_ms, waiting FROM complaint_event WHERE complaint_id = ?1 AND seq >="
                                " (SELECT max(seq) FROM complaint_event WHERE complaint_id = ?1"
                                " AND act IN ('opened', 'reopened')) ORDER BY seq",
                                SQL_ARGS(txt(case_id->text)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        bool waits = sql_int(q, 2, 0) != 0;
        Ms at = sql_int(q, 1, 0);
        if (!out->opened) out->opened = at;
        if (!from && waits) from = at;
        if (from && !waits) add_pause(out, from, at);
        if (!waits) from = 0;
    }
    if (from && !next->now.waiting) add_pause(out, from, next->at);
    if (next->act == CASE_REOPEN || !out->opened) {
        out->opened = next->at;
        out->n = 0;
    }
    return ok;
}

bool case_row_due(Db *db, const Uuid *case_id, const CaseRow *row, Ms *due, Err *err) {
    Since since;
    Settings *s;
    *due = 0;
    if (row->now.waiting && !*row->visit_day) return true;
    bool ok = read_since(db, case_id, row, &since, err) && settings_read_at(db, since.opened, &s, err);
    if (ok) {
        CaseTerms terms = {(int)settings_int(s, "case.assigned_minutes"),
                           (int)settings_int(s, "case.contacted_minutes"), (int)settings_int(s, "case.resolved_days")};
        if (!row->now.waiting)
            *due = case_due(&terms, settings_hours(s), since.opened, since.pauses, since.n, row->now.state);
        Ms visit = row->now.state == CASE_CLOSED ? 0 : case_visit_due(settings_hours(s), row->visit_day);
        if (visit && (!*due || visit < *due)) *due = visit;
        settings_free(s);
    }
    free(since.pauses);
    return ok;
}

/* ---- who may ---- */

/* *any: the store keeps no staff, so that any name will do. */
static bool find_staff(Db *db, const char *name, Staff *out, bool *any, Err *err) {
    int64_t n = 0;
    *any = false;
    if (!sql_number(db, &n, "SELECT count(*) FROM staff WHERE store_id = ?1", SQL_ARGS(txt(db_store_id(db))), err))
        return false;
    *any = n == 0;
    if (*any) return true;
    if (!staff_is_active(db, name, err)) return false;
    return staff_find(db, name, out, err);
}

bool case_allow(Db *db, const Case *c, const char *by, CaseAct act, Err *err) {
    Staff who;
    bool any;
    if (!*by) return err_set(err, ERR_INPUT, TXT("who does it? a name is missing", "由谁办理？缺少姓名"));
    if (!find_staff(db, by, &who, &any, err)) return false;
    bool own = strcmp(c->responsible, by) == 0;
    if (any || case_may(who.role, own, act)) return true;
    if (case_may(who.role, true, act))
        return err_set(err, ERR_RULE, TXT("%s is not responsible for case %s", "%s 不是投诉 %s 的责任人"), by,
                       c->case_no);
    return err_set(err, ERR_RULE, TXT("%s may not do this: it is the manager's", "%s 没有权限：须由经理办理"), by);
}

bool case_readable(Db *db, const Case *c, const char *by, bool *may, Err *err) {
    Staff who;
    bool any;
    Err why = {0};
    *may = false;
    if (!find_staff(db, by, &who, &any, &why)) {
        if (why.code == ERR_RULE || why.code == ERR_NOT_FOUND) return true;
        *err = why;
        return false;
    }
    *may = any || case_may_read(who.role, strcmp(c->responsible, by) == 0);
    return true;
}

/* ---- causes ---- */

static int cause_at(const Settings *s, const char *id, const char **list) {
    static const char *const lists[] = {"questionnaire.reasons", "case.causes"};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (int i = settings_count(s, lists[l]); i > 0; i--)
            if (strcmp(settings_item(s, lists[l], i, "id"), id) == 0) {
                *list = lists[l];
                return i;
            }
    return 0;
}

bool cause_known(const Settings *s, const char *id) {
    const char *list;
    return cause_at(s, id, &list) > 0;
}

const char *cause_name(const Settings *s, const char *id, bool zh) {
    const char *list;
    int i = cause_at(s, id, &list);
    return i ? settings_item(s, list, i, zh ? "zh" : "en") : id;
}

static bool unknown_cause(const Settings *s, const char *id, Err *err) {
    Buf all = {0};
    for (int i = 1; i <= settings_count(s, "questionnaire.reasons"); i++)
        buf_printf(&all, "%s%s", all.len ? ", " : "", settings_item(s, "questionnaire.reasons", i, "id"));
    for (int i = 1; i <= settings_count(s, "case.causes"); i++)
        buf_printf(&all, "%s%s", all.len ? ", " : "", settings_item(s, "case.causes", i, "id"));
    err_set(err, ERR_INPUT, TXT("no such cause: %s (there are %s)", "没有这个原因：%s（可选：%s）"), id,
            buf_text(&all));
    buf_free(&all);
    return false;
}

/* "wait, fix" -> "wait fix", each known, none twice. */
static bool take_causes(Db *db, const char *said, char out[160], Err *err) {
    char copy[160], *rest = copy;
    Settings *s;
    bool ok = true;
    size_t len = 0;
    if (strlen(said) >= sizeof copy) return err_set(err, ERR_INPUT, TXT("too many causes", "原因太多"));
    if (!settings_read(db, &s, err)) return false;
    snprintf(copy, sizeof copy, "%s", said);
    *out = '\0';
    for (char *id; ok && (id = strtok_r(rest, " ,，、", &rest));) {
        char padded[170], want[170];
        snprintf(padded, sizeof padded, " %s ", out);
        snprintf(want, sizeof want, " %s ", id);
        if (!cause_known(s, id))
            ok = unknown_cause(s, id, err);
        else if (!strstr(padded, want))
            len += (size_t)snprintf(out + len, 160 - len, "%s%s", len ? " " : "", id);
    }
    settings_free(s);
    return ok;
}

/* ---- acts ---- */

static bool assign(Db *db, const CaseDo *what, CaseRow *row, Err *err) {
    Staff who;
    bool any;
    if (!what->to || !*what->to)
        return err_set(err, ERR_INPUT, TXT("to whom? a name is missing", "分派给谁？缺少姓名"));
    if (!find_staff(db, what->to, &who, &any, err)) return false;
    if (!any && who.role == STAFF_BAR)
        return err_set(
            err, ERR_RULE,
            TXT("%s is of the bar: cases go to advisors and managers", "%s 是吧台员工：投诉应由顾问或经理负责"),
            what->to);
    if (strlen(what->to) >= sizeof row->responsible)
        return err_set(err, ERR_INPUT, TXT("this name is too long", "姓名过长"));
    snprintf(row->responsible, sizeof row->responsible, "%s", what->to);
    return true;
}

static bool visit(const CaseDo *what, CaseRow *row, Err *err) {
    Ms day;
    if (!what->day || !day_parse(what->day, &day))
        return err_set(err, ERR_INPUT, TXT("on which day? as 2026-11-28", "哪一天上门？请写成 2026-11-28"));
    if (days_between(what->at, day) < 0) return err_set(err, ERR_INPUT, TXT("%s is past", "%s 已过去"), what->day);
    snprintf(row->visit_day, sizeof row->visit_day, "%.10s", what->day);
    return true;
}

static bool resolve(Db *db, const Uuid *case_id, const CaseDo *what, CaseRow *row, Err *err) {
    const char *outcome = what->outcome ? what->outcome : "";
    int64_t has_reasons = 0;
    if (strcmp(outcome, "kept") != 0 && strcmp(outcome, "lost") != 0)
        return err_set(err, ERR_INPUT,
                       TXT("the outcome is kept (the customer stays) or lost", "结果应为 kept（挽回）或 lost（流失）"));
    snprintf(row->outcome, sizeof row->outcome, "%s", outcome);
    if (what->causes && *what->causes) return take_causes(db, what->causes, row->causes, err);
    if (*row->causes) return true;
    if (!sql_number(db, &has_reasons, "SELECT reasons <> '' FROM complaint WHERE complaint_id = ?1",
                    SQL_ARGS(txt(case_id->text)), err))
        return false;
    return has_reasons ||
           err_set(err, ERR_INPUT,
                   TXT("what was the cause? the customer named none", "根本原因是什么？客户没有选择原因"));
}

/* Everything begins anew; a visit of a day that has passed was closed with the rest. */
static void reopen(const CaseDo *what, CaseRow *row) {
    Ms day;
    *row->outcome = '\0';
    if (day_parse(row->visit_day, &day) && days_between(what->at, day) < 0) *row->visit_day = '\0';
}

/* What the act needs and says, into the row. */
static bool fill(Db *db, const Uuid *case_id, const CaseDo *what, CaseRow *row, Err *err) {
    switch (what->act) {
    case CASE_ASSIGN: return assign(db, what, row, err);
    case CASE_VISIT: return visit(what, row, err);
    case CASE_RESOLVE: return resolve(db, case_id, what, row, err);
    case CASE_NOTE: return *row->note ? true : err_set(err, ERR_INPUT, TXT("the note is empty", "备注是空的"));
    case CASE_VISITED: *row->visit_day = '\0'; return true;
    case CASE_REOPEN: reopen(what, row); return true;
    case CASE_CONTACT:
    case CASE_WAIT:
    case CASE_RESUME:
    case CASE_CLOSE: return true;
    case CASE_OPEN:
    case CASE_GRANT:
    case CASE_CLIMB:
    case CASE_RATE: break;
    }
    return err_set(err, ERR_INPUT, TXT("this is not done by hand", "此操作不能手工进行"));
}

static bool act(Db *db, const Uuid *case_id, const CaseDo *what, Err *err) {
    Arena arena = {0};
    Case c;
    CaseRow row;
    char what_id[32];
    bool ok = case_find(db, &arena, case_id->text, what->at, &c, err) && case_row_last(db, case_id, &row, err) &&
              case_allow(db, &c, what->by, what->act, err) && case_after(row.now, what->act, &row.now, err);
    if (ok) {
        row.act = what->act;
        row.at = what->at;
        row.by = what->by;
        row.note = what->note ? what->note : "";
        if (strlen(row.note) > NOTE_BYTES)
            ok = err_set(err, ERR_INPUT, TXT("the note is longer than %d bytes", "备注超过 %d 字节"), NOTE_BYTES);
    }
    if (ok) {
        snprintf(what_id, sizeof what_id, "case.%s", case_act_id(what->act));
        ok = fill(db, case_id, what, &row, err) && case_row_due(db, case_id, &row, &row.due, err) &&
             case_row_add(db, NULL, case_id, &row, err) &&
             audit_write(db, what->by, what_id, c.case_no, what->act == CASE_ASSIGN ? row.responsible : row.outcome,
                         what->at, err);
    }
    arena_free(&arena);
    return ok;
}

bool case_do(Db *db, const Uuid *case_id, const CaseDo *what, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db, act(db, case_id, what, err), err);
}

/* ---- opened, granted, rated ---- */

bool case_open(Db *db, const Uuid *case_id, Ms at, Err *err) {
    CaseRow row = {.act = CASE_OPEN, .at = at, .by = "", .note = ""};
    return case_row_due(db, case_id, &row, &row.due, err) && case_row_add(db, NULL, case_id, &row, err);
}

bool case_granted(Db *db, const char *case_no, const char *by, int gifts, Ms at, Err *err) {
    Arena arena = {0};
    Case c;
    CaseRow row;
    bool ok = case_find(db, &arena, case_no, at, &c, err) && case_row_last(db, &c.case_id, &row, err) &&
              case_allow(db, &c, by, CASE_GRANT, err) && case_after(row.now, CASE_GRANT, &row.now, err);
    if (ok) {
        row.act = CASE_GRANT;
        row.at = at;
        row.by = by;
        row.gifts += gifts;
        ok = case_row_add(db, NULL, &c.case_id, &row, err) &&
             audit_write(db, by, "case.granted", c.case_no, "", at, err);
    }
    arena_free(&arena);
    return ok;
}

static bool rate(Db *db, const Uuid *event, const Uuid *case_id, int score, Ms at, Err *err) {
    CaseRow row;
    int64_t known = 0, rated = 0;
    if (score < 1 || score > 5) return err_set(err, ERR_INPUT, TXT("a mark is 1 to 5", "评分为 1 至 5"));
    if (!sql_number(db, &known, "SELECT 1 FROM complaint_event WHERE event_id = ?1", SQL_ARGS(txt(event->text)), err))
        return false;
    if (known) return true;
    if (!case_row_last(db, case_id, &row, err) || !case_after(row.now, CASE_RATE, &row.now, err)) return false;
    if (!sql_number(db, &rated,
                    "SELECT count(*) FROM complaint_event WHERE complaint_id = ?1 AND act = 'rated' AND seq >"
                    " (SELECT max(seq) FROM complaint_event WHERE complaint_id = ?1 AND act = 'closed')",
                    SQL_ARGS(txt(case_id->text)), err))
        return false;
    if (rated) return err_set(err, ERR_RULE, TXT("this case is rated already", "此投诉已评价过"));
    row.act = CASE_RATE;
    row.at = at;
    row.score = score;
    return case_row_add(db, event, case_id, &row, err);
}

bool case_rate(Db *db, const Uuid *event_id, const Uuid *case_id, int score, Ms at, Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db, rate(db, event_id, case_id, score, at, err), err);
}
