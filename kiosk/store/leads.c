/* Leads: a row each, worked by events that are only ever added. */
#include "leads.h"

#include "audit.h"
#include "cars.h"
#include "consents.h"
#include "sql.h"

#include <stdio.h>
#include <string.h>

#define LEAD_COLUMNS                                                                                                   \
    "SELECT l.lead_id, l.visit_id, l.kind, l.desk, coalesce(l.order_no, ''), l.about, l.detail, l.at_ms,"              \
    " (SELECT at_ms FROM lead_event t WHERE t.lead_id = l.lead_id AND t.kind = 'taken' ORDER BY seq DESC LIMIT 1),"    \
    " CASE WHEN e.kind IN ('done', 'withdrawn') THEN e.at_ms END, coalesce(e.by_name, ''),"                            \
    " coalesce(e.outcome, ''),"                                                                                        \
    " CASE WHEN l.kind = 'show' THEN '' ELSE coalesce(nullif(n.phone, ''), nullif(b.phone, ''), w.phone, c.phone, '')" \
    " END, coalesce(w.plate, c.plate, ''),"                                                                            \
    " coalesce(o.model, ''), coalesce(nullif(b.name, ''), w.name, c.name, ''), coalesce(o.advisor_name, ''),"          \
    " coalesce(e.kind, 'open'),"                                                                                       \
    " coalesce((SELECT v.day FROM lead_visit v JOIN lead_event t ON t.event_id = v.event_id"                           \
    "           WHERE v.lead_id = l.lead_id ORDER BY t.seq DESC LIMIT 1), ''),"                                        \
    " coalesce(f.title_zh, ''), coalesce(f.title_en, ''), coalesce(e.note, '')"                                        \
    " FROM lead l LEFT JOIN work_order o ON o.store_id = l.store_id AND o.order_no = l.order_no"                       \
    " LEFT JOIN lead_event e ON e.lead_id = l.lead_id AND e.seq ="                                                     \
    " (SELECT max(seq) FROM lead_event m WHERE m.lead_id = l.lead_id)"                                                 \
    " LEFT JOIN person w ON w.person_id = o.owner_id LEFT JOIN person b ON b.person_id = o.bringer_id"                 \
    " LEFT JOIN person n ON n.person_id = l.person_id LEFT JOIN car k ON k.car_id = l.car_id"                          \
    " LEFT JOIN person c ON c.person_id = k.person_id"                                                                 \
    " LEFT JOIN offer f ON f.store_id = l.store_id AND f.offer_id = substr(l.about, 7) AND l.about LIKE 'offer:%' "
#define LEAD_IS_OPEN                                                                                                   \
    "NOT EXISTS (SELECT 1 FROM lead_event x WHERE x.lead_id = l.lead_id AND x.kind IN ('done', 'withdrawn'))"

static Lead lead_of(Arena *arena, sqlite3_stmt *q) {
    Lead lead = {
        .kind = sql_keep(arena, q, 2),
        .desk = sql_keep(arena, q, 3),
        .order_no = sql_keep(arena, q, 4),
        .about = sql_keep(arena, q, 5),
        .detail = sql_keep(arena, q, 6),
        .at = sql_int(q, 7, 0),
        .taken = sql_int(q, 8, 0),
        .done = sql_int(q, 9, 0),
        .by = sql_keep(arena, q, 10),
        .outcome = sql_keep(arena, q, 11),
        .phone = sql_keep(arena, q, 12),
        .plate = sql_keep(arena, q, 13),
        .model = sql_keep(arena, q, 14),
        .name = sql_keep(arena, q, 15),
        .advisor = sql_keep(arena, q, 16),
        .state = sql_keep(arena, q, 17),
        .visit_day = sql_keep(arena, q, 18),
        .title_zh = sql_keep(arena, q, 19),
        .title_en = sql_keep(arena, q, 20),
        .note = sql_keep(arena, q, 21),
    };
    sql_copy(q, 0, lead.lead_id.text, sizeof lead.lead_id.text);
    sql_copy(q, 1, lead.visit_id.text, sizeof lead.visit_id.text);
    return lead;
}

/* The part of it that a customer may see again. */
static Lead asked_of(Arena *arena, sqlite3_stmt *q) {
    Lead lead = {
        .kind = sql_keep(arena, q, 2),
        .desk = sql_keep(arena, q, 3),
        .order_no = sql_keep(arena, q, 4),
        .about = sql_keep(arena, q, 5),
        .detail = sql_keep(arena, q, 6),
        .at = sql_int(q, 7, 0),
        .state = *sql_text(q, 8) ? sql_keep(arena, q, 8) : "open",
        .by = sql_keep(arena, q, 10),
        .outcome = sql_keep(arena, q, 11),
        .phone = "",
        .plate = "",
        .model = "",
        .name = "",
        .advisor = "",
        .note = "",
        .visit_day = "",
        .title_zh = "",
        .title_en = "",
    };
    if (strcmp(lead.state, "done") == 0) lead.done = sql_int(q, 9, 0);
    sql_copy(q, 0, lead.lead_id.text, sizeof lead.lead_id.text);
    sql_copy(q, 1, lead.visit_id.text, sizeof lead.visit_id.text);
    return lead;
}

/* ---- making ---- */

static bool known_word(const char *words, const char *word) {
    char wanted[40];
    return strlen(word) < 30 && *word && (snprintf(wanted, sizeof wanted, " %s ", word), strstr(words, wanted));
}

static bool lead_is_known(const Lead *lead, Err *err) {
    if (!known_word(" show callback prepaid renewal warranty booking trade_in recall ", lead->kind))
        return err_set(err, ERR_INPUT, TXT("there are no leads of kind %s", "没有这种线索：%s"), lead->kind);
    return known_word(" advisor insurance bar sales recall ", lead->desk) ||
           err_set(err, ERR_INPUT, TXT("there is no desk %s", "没有这个岗位：%s"), lead->desk);
}

static bool keep_consent(Db *db, const Lead *lead, const Uuid *person, Err *err) {
    Consent given = {.person_id = person->text,
                     .purpose = "lead",
                     .about = lead->lead_id.text,
                     .order_no = lead->order_no,
                     .visit_id = lead->visit_id.text,
                     .lang = lead->lang ? lead->lang : "zh",
                     .words = lead->purpose,
                     .at = lead->at};
    return consent_keep(db, &given, err);
}

/* The number that was given, as a person's row of its own. */
static bool keep_phone(Db *db, const Lead *lead, Uuid *person, Err *err) {
    if (!*lead->phone) return true;
    *person = uuid_new();
    return sql_run(db, "INSERT INTO person (person_id, store_id, phone, created_ms) VALUES (?1, ?2, ?3, ?4)",
                   SQL_ARGS(txt(person->text), txt(db_store_id(db)), txt(lead->phone), num(lead->at)), err) &&
           keep_consent(db, lead, person, err);
}

static bool exists(Db *db, const Uuid *id, bool *there, Err *err) {
    int64_t found = 0;
    bool ok = sql_number(db, &found, "SELECT 1 FROM lead WHERE lead_id = ?1", SQL_ARGS(txt(id->text)), err);
    *there = found == 1;
    return ok;
}

/* An order without plate and VIN has no car; the lead is good all the same. */
static bool find_car(Db *db, const Lead *lead, Uuid *car, Err *err) {
    Err why = {0};
    if (!*lead->order_no || car_ensure(db, lead->order_no, car, &why)) return true;
    if (why.code == ERR_RULE) return true;
    *err = why;
    return false;
}

/* Another choice of what can be had once: the one before is withdrawn, unless somebody is at it. */
static bool withdraw_before(Db *db, const Lead *lead, Err *err) {
    bool once = strcmp(lead->kind, "renewal") == 0 || strcmp(lead->kind, "warranty") == 0;
    if (!once || !*lead->order_no) return true;
    return sql_run(
        db,
        "INSERT INTO lead_event (event_id, store_id, lead_id, seq, kind, at_ms, by_name, note)"
        " SELECT l.lead_id || '-1', l.store_id, l.lead_id, 1, 'withdrawn', ?5, '', 'another choice' FROM lead l"
        " WHERE l.store_id = ?1 AND l.order_no = ?2 AND l.kind = ?3 AND l.lead_id <> ?4"
        " AND NOT EXISTS (SELECT 1 FROM lead_event e WHERE e.lead_id = l.lead_id)",
        SQL_ARGS(txt(db_store_id(db)), txt(lead->order_no), txt(lead->kind), txt(lead->lead_id.text), num(lead->at)),
        err);
}

static bool insert(Db *db, const Lead *lead, Err *err) {
    char local[32];
    Uuid person = {0}, car = {0};
    bool there;
    if (!exists(db, &lead->lead_id, &there, err)) return false;
    if (there) return true;
    return keep_phone(db, lead, &person, err) && withdraw_before(db, lead, err) && find_car(db, lead, &car, err) &&
           sql_run(db,
                   "INSERT INTO lead (lead_id, store_id, visit_id, kind, desk, order_no, car_id, person_id, about,"
                   " detail, at_ms, at_local) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                   SQL_ARGS(txt(lead->lead_id.text), txt(db_store_id(db)), txt(lead->visit_id.text), txt(lead->kind),
                            txt(lead->desk), txt_or_null(lead->order_no), txt_or_null(car.text),
                            txt_or_null(person.text), txt(lead->about), txt(lead->detail), num(lead->at),
                            txt(instant_show(lead->at, local, sizeof local))),
                   err);
}

bool lead_make(Db *db, const Lead *lead, Err *err) {
    if (!lead_is_known(lead, err) || !db_begin(db, err)) return false;
    return db_end(db, insert(db, lead, err), err);
}

/* ---- reading ---- */

bool leads_open(Db *db, Arena *arena, const char *desk, Lead **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM lead l WHERE l.store_id = ?1 AND " LEAD_IS_OPEN,
                    SQL_ARGS(txt(store)), err))
        return false;
    Lead *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                LEAD_COLUMNS "WHERE l.store_id = ?1 AND (?2 = '' OR l.desk = ?2) AND " LEAD_IS_OPEN
                                             " ORDER BY l.at_ms, l.lead_id LIMIT ?3",
                                SQL_ARGS(txt(store), txt(desk), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = lead_of(arena, q);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

bool leads_asked(Db *db, Arena *arena, const Uuid *visit_id, const char *order_no, Lead **out, size_t *n, Err *err) {
    enum { MOST = 64 };
    bool ok, row;
    size_t count = 0;
    Lead *list = arena_alloc(arena, sizeof *list * MOST);
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT l.lead_id, l.visit_id, l.kind, l.desk, coalesce(l.order_no, ''), l.about,"
                  " l.detail, l.at_ms, e.kind, coalesce(e.at_ms, 0), coalesce(e.by_name, ''),"
                  " coalesce(e.outcome, '') FROM lead l"
                  " LEFT JOIN lead_event e ON e.lead_id = l.lead_id AND e.seq ="
                  " (SELECT max(seq) FROM lead_event m WHERE m.lead_id = l.lead_id)"
                  " WHERE l.store_id = ?1 AND (l.order_no = ?2 OR (l.visit_id = ?3 AND l.at_ms > ?5))"
                  " AND coalesce(e.kind, '') <> 'withdrawn' ORDER BY l.at_ms DESC, l.lead_id DESC LIMIT ?4",
                  SQL_ARGS(txt(db_store_id(db)), txt_or_null(order_no), txt_or_null(visit_id->text), num(MOST),
                           num(clock_now() - MS_DAY)),
                  err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = asked_of(arena, q);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

/* The whole key, its beginning or its end. Two that fit are one too many. */
bool lead_find(Db *db, Arena *arena, const char *lead_id, Lead *out, Err *err) {
    bool ok, row;
    int n = 0;
    Lead found;
    sqlite3_stmt *q = sql_query(db, LEAD_COLUMNS "WHERE l.store_id = ?1 AND " SQL_KEY_FITS("l.lead_id") " LIMIT 2",
                                SQL_ARGS(txt(db_store_id(db)), txt(lead_id)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        found = lead_of(arena, q);
        n++;
    }
    if (!ok) return false;
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no lead %s", "没有线索 %s"), lead_id);
    if (n > 1)
        return err_set(err, ERR_INPUT,
                       TXT("more than one lead fits %s: give more of it", "有多条线索符合 %s：请多写几位"), lead_id);
    *out = found;
    return true;
}

bool lead_asked(Db *db, const char *order_no, const char *kind, char *about, size_t size, Ms *at, Err *err) {
    bool ok, row;
    about[0] = '\0';
    *at = 0;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT l.about, l.at_ms FROM lead l WHERE l.store_id = ?1 AND l.order_no = ?2 AND l.kind = ?3"
                  " AND NOT EXISTS (SELECT 1 FROM lead_event e WHERE e.lead_id = l.lead_id AND e.kind = 'withdrawn')"
                  " ORDER BY l.at_ms DESC, l.lead_id DESC LIMIT 1",
                  SQL_ARGS(txt(db_store_id(db)), txt(order_no), txt(kind)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        sql_copy(q, 0, about, size);
        *at = sql_int(q, 1, 0);
    }
    return ok;
}

/* ---- working ---- */

typedef struct Act {
    const char *kind; /* taken, visit, done */
    const char *by, *outcome, *day, *note;
    Ms at;
} Act;

static bool is(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

static bool add_event(Db *db, const Lead *lead, const Act *act, Err *err) {
    char what[32];
    Uuid id = uuid_new();
    snprintf(what, sizeof what, "lead.%s", act->kind);
    return sql_run(db,
                   "INSERT INTO lead_event (event_id, store_id, lead_id, seq, kind, outcome, at_ms, by_name, note)"
                   " VALUES (?1, ?2, ?3, (SELECT coalesce(max(seq), 0) + 1 FROM lead_event WHERE lead_id = ?3), ?4,"
                   " ?5, ?6, ?7, ?8)",
                   SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(lead->lead_id.text), txt(act->kind),
                            txt(act->outcome), num(act->at), txt(act->by), txt(act->note)),
                   err) &&
           (!*act->day ||
            sql_run(db, "INSERT INTO lead_visit (event_id, store_id, lead_id, day) VALUES (?1, ?2, ?3, ?4)",
                    SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(lead->lead_id.text), txt(act->day)), err)) &&
           audit_write(db, act->by, what, lead->lead_id.text, act->outcome, act->at, err);
}

/* The very same act once more, by the same person. */
static bool is_known(const Lead *lead, const Act *act) {
    if (!is(lead->by, act->by)) return false;
    if (is(act->kind, "taken")) return is(lead->state, "taken") || is(lead->state, "visit");
    if (is(act->kind, "visit")) return is(lead->state, "visit") && is(lead->visit_day, act->day);
    return is(lead->state, "done") && is(lead->outcome, act->outcome);
}

static bool work(Db *db, Arena *arena, const char *lead_id, const Act *act, Err *err) {
    Lead lead;
    if (!lead_find(db, arena, lead_id, &lead, err)) return false;
    if (is_known(&lead, act)) return true;
    if (lead.done)
        return err_set(err, ERR_RULE, TXT("this lead is done already, by %s", "此线索已由 %s 处理"), lead.by);
    if (is(act->kind, "taken") && !is(lead.state, "open"))
        return err_set(err, ERR_RULE, TXT("this lead is taken already, by %s", "此线索已由 %s 接手"), lead.by);
    return add_event(db, &lead, act, err);
}

static bool change(Db *db, const char *lead_id, const Act *act, Err *err) {
    Arena arena = {0};
    if (!*act->by) return err_set(err, ERR_INPUT, TXT("a name is wanted", "须写明姓名"));
    bool good = db_begin(db, err) && db_end(db, work(db, &arena, lead_id, act, err), err);
    arena_free(&arena);
    return good;
}

bool lead_take(Db *db, const char *lead_id, const char *by, Ms at, Err *err) {
    Act act = {.kind = "taken", .by = by, .outcome = "", .day = "", .note = "", .at = at};
    return change(db, lead_id, &act, err);
}

bool lead_visit(Db *db, const char *lead_id, const char *by, const char *day, const char *note, Ms at, Err *err) {
    Act act = {.kind = "visit", .by = by, .outcome = "", .day = day, .note = note, .at = at};
    Ms start;
    if (!day_parse(day, &start) || start < day_start(at))
        return err_set(err, ERR_INPUT,
                       TXT("a visit is on a day from today on, as 2026-11-28: not %s",
                           "上门日期应为今天或以后，如 2026-11-28，而不是 %s"),
                       day);
    return change(db, lead_id, &act, err);
}

bool lead_done(Db *db, const char *lead_id, const char *by, const char *outcome, const char *note, Ms at, Err *err) {
    Act act = {.kind = "done", .by = by, .outcome = outcome, .day = "", .note = note, .at = at};
    if (!is(outcome, "won") && !is(outcome, "lost") && !is(outcome, "later"))
        return err_set(err, ERR_INPUT,
                       TXT("the outcome is won, lost or later, not %s",
                           "结果应为 won（成交）、lost（未成）或 later（以后再说），而不是 %s"),
                       outcome);
    return change(db, lead_id, &act, err);
}
