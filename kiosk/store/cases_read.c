/* Cases read: lists for staff, one with its history, and what the customer may see at the panel. */
#include "cases.h"
#include "rules/mask.h"
#include "sql.h"

#include <ctype.h>
#include <string.h>

#define CASE_COLUMNS                                                                                                   \
    "SELECT c.complaint_id, c.case_no, coalesce(c.order_no, ''), coalesce(w.plate, ''), coalesce(o.model, ''),"        \
    " coalesce(o.advisor_name, ''), c.reasons, CASE e.causes WHEN '' THEN c.reasons ELSE e.causes END,"                \
    " coalesce(v.words, ''), CASE c.contact_consent WHEN 1 THEN coalesce(v.phone, '') ELSE '' END, e.responsible,"     \
    " e.climbed_to, e.outcome, e.visit_day, e.state, e.waiting, c.at_ms, e.due_ms, e.at_ms,"                           \
    " (SELECT max(at_ms) FROM complaint_event x WHERE x.complaint_id = c.complaint_id AND x.act = 'visited'),"         \
    " e.level, e.gifts, (SELECT x.score FROM complaint_event x WHERE x.complaint_id = c.complaint_id"                  \
    " AND x.act = 'rated' ORDER BY x.seq DESC LIMIT 1) FROM complaint c"                                               \
    " JOIN complaint_event e ON e.complaint_id = c.complaint_id AND e.seq ="                                           \
    " (SELECT max(seq) FROM complaint_event l WHERE l.complaint_id = c.complaint_id)"                                  \
    " LEFT JOIN person v ON v.person_id = c.voice_id"                                                                  \
    " LEFT JOIN work_order o ON o.store_id = c.store_id AND o.order_no = c.order_no"                                   \
    " LEFT JOIN person w ON w.person_id = o.owner_id "

static Case case_of(Arena *arena, sqlite3_stmt *q) {
    Case c = {.case_no = sql_keep(arena, q, 1),
              .order_no = sql_keep(arena, q, 2),
              .plate = sql_keep(arena, q, 3),
              .model = sql_keep(arena, q, 4),
              .advisor = sql_keep(arena, q, 5),
              .reasons = sql_keep(arena, q, 6),
              .causes = sql_keep(arena, q, 7),
              .text = sql_keep(arena, q, 8),
              .phone = sql_keep(arena, q, 9),
              .responsible = sql_keep(arena, q, 10),
              .climbed_to = sql_keep(arena, q, 11),
              .outcome = sql_keep(arena, q, 12),
              .visit_day = sql_keep(arena, q, 13),
              .waiting = sql_int(q, 15, 0) != 0,
              .opened = sql_int(q, 16, 0),
              .due = sql_int(q, 17, 0),
              .changed = sql_int(q, 18, 0),
              .visited = sql_int(q, 19, 0),
              .level = (int)sql_int(q, 20, 0),
              .gifts = (int)sql_int(q, 21, 0),
              .score = (int)sql_int(q, 22, 0)};
    sql_copy(q, 0, c.case_id.text, sizeof c.case_id.text);
    case_state_of(sql_text(q, 14), &c.state);
    return c;
}

bool cases_read(Db *db, Arena *arena, const CaseFilter *f, Case **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM complaint WHERE store_id = ?1", SQL_ARGS(txt(store)), err))
        return false;
    Case *list = arena_alloc(arena, ((size_t)most + 1) * sizeof *list);
    size_t count = 0;
    SqlArg who = f->who ? txt(f->who) : txt_or_null("");
    sqlite3_stmt *q = sql_query(
        db,
        CASE_COLUMNS "WHERE c.store_id = ?1 AND (?3 OR e.state <> 'closed') AND (NOT ?4 OR e.due_ms < ?5)"
                     " AND (?2 IS NULL OR e.responsible = ?2 OR e.climbed_to = ?2 OR e.climbed_to = (SELECT role FROM"
                     " staff s WHERE s.store_id = c.store_id AND s.name = ?2 AND s.off = 0))"
                     " ORDER BY e.due_ms IS NULL, e.due_ms, c.at_ms DESC, c.complaint_id LIMIT ?6",
        SQL_ARGS(txt(store), who, num(f->closed), num(f->overdue), num(f->now), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = case_of(arena, q);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

bool case_find(Db *db, Arena *arena, const char *typed, Ms now, Case *out, Err *err) {
    bool row;
    char no[CASE_NO_SIZE] = "";
    bool by_key = strlen(typed) == UUID_LEN;
    if (!by_key && !case_no_normal(typed, now, no))
        return err_set(err, ERR_INPUT,
                       TXT("%s is no case number: they look like 261123-01", "%s 不是投诉编号，应如 261123-01"), typed);
    sqlite3_stmt *q =
        sql_query(db, CASE_COLUMNS "WHERE c.store_id = ?1 AND (c.complaint_id = ?2 OR c.case_no = ?3) LIMIT 1",
                  SQL_ARGS(txt(db_store_id(db)), txt(by_key ? typed : ""), txt(no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no case %s", "没有投诉 %s"), by_key ? typed : no);
    *out = case_of(arena, q);
    sql_end(q);
    return true;
}

bool case_events(Db *db, Arena *arena, const Uuid *case_id, CaseEvent **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    if (!sql_number(db, &most, "SELECT count(*) FROM complaint_event WHERE complaint_id = ?1",
                    SQL_ARGS(txt(case_id->text)), err))
        return false;
    CaseEvent *list = arena_alloc(arena, ((size_t)most + 1) * sizeof *list);
    size_t count = 0;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT e.act, e.state, e.at_ms, e.due_ms, e.by_name, coalesce(p.words, ''), e.responsible,"
                  " e.climbed_to, e.causes, e.visit_day, e.outcome, e.score, e.seq, e.feed FROM complaint_event e"
                  " LEFT JOIN person p ON p.person_id = e.note_id WHERE e.complaint_id = ?1 ORDER BY e.seq LIMIT ?2",
                  SQL_ARGS(txt(case_id->text), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        CaseEvent *e = &list[count++];
        *e = (CaseEvent){.at = sql_int(q, 2, 0),
                         .due = sql_int(q, 3, 0),
                         .by = sql_keep(arena, q, 4),
                         .note = sql_keep(arena, q, 5),
                         .responsible = sql_keep(arena, q, 6),
                         .climbed_to = sql_keep(arena, q, 7),
                         .causes = sql_keep(arena, q, 8),
                         .visit_day = sql_keep(arena, q, 9),
                         .outcome = sql_keep(arena, q, 10),
                         .score = (int)sql_int(q, 11, 0),
                         .seq = (int)sql_int(q, 12, 0),
                         .feed = sql_int(q, 13, 0)};
        case_act_of(sql_text(q, 0), &e->act);
        case_state_of(sql_text(q, 1), &e->state);
    }
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

bool case_look(Db *db, Arena *arena, const char *typed, const char *tail, Ms now, Case *out, Err *err) {
    Err why = {0};
    Case c;
    if (!case_find(db, arena, typed, now, &c, &why)) {
        if (why.code != ERR_NOT_FOUND && why.code != ERR_INPUT) {
            *err = why;
            return false;
        }
    } else if (!*c.plate && !*c.phone) {
        return err_set(err, ERR_RULE,
                       TXT("this case was opened without a car or a number: please ask the advisor",
                           "此投诉未关联车辆或电话，请向服务顾问查询"));
    } else if (plate_ends_with(c.plate, tail) || phone_last4(c.phone, tail)) {
        *out = c;
        return true;
    }
    return err_set(err, ERR_NOT_FOUND, TXT("the number and the plate do not fit together", "投诉编号与车牌尾号不符"));
}

bool case_of_car(Db *db, const char *order_no, Uuid *out, Err *err) {
    bool row;
    *out = (Uuid){{0}};
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT c.complaint_id FROM complaint c JOIN work_order a ON a.store_id = c.store_id AND a.order_no ="
        " c.order_no JOIN person p ON p.person_id = a.owner_id, work_order o JOIN person m ON m.person_id = o.owner_id"
        " WHERE o.store_id = ?1 AND o.order_no = ?2 AND c.store_id = ?1 AND (a.order_no = o.order_no OR (o.vin <> ''"
        " AND a.vin = o.vin) OR (m.plate <> '' AND p.plate = m.plate)) ORDER BY c.at_ms DESC LIMIT 1",
        SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    sql_copy(q, 0, out->text, sizeof out->text);
    sql_end(q);
    return true;
}
