/* Corrections: a row each, closed by one event. The number on record is kept beside, for the import may change it. */
#include "corrections.h"

#include "audit.h"
#include "cars.h"
#include "consents.h"
#include "rules/mask.h"
#include "sql.h"

#include <string.h>

#define RECORDED "coalesce(nullif(p.phone, ''), b.phone)"
#define OF_ORDER                                                                                                       \
    " FROM work_order o JOIN person p ON p.person_id = o.owner_id JOIN person b ON b.person_id = o.bringer_id"         \
    " WHERE o.store_id = ?1 AND o.order_no = ?2"

/* ---- making ---- */

static bool is_sound(const Correction *c, Err *err) {
    char normal[16];
    bool changed = strcmp(c->answer, "changed") == 0;
    if (!changed && strcmp(c->answer, "yes") != 0 && strcmp(c->answer, "not_owner") != 0)
        return err_set(err, ERR_INPUT,
                       TXT("an answer is yes, changed or not_owner", "回答应为 yes、changed 或 not_owner"));
    if (*c->new_phone ? !phone_normal(c->new_phone, normal, sizeof normal) || strcmp(c->answer, "yes") == 0 : changed)
        return err_set(err, ERR_INPUT, TXT("a mobile number has 11 digits", "手机号应为 11 位数字"));
    return true;
}

static bool keep_number(Db *db, const Correction *c, const Uuid *id, Err *err) {
    Consent given = {.person_id = id->text,
                     .purpose = "correction",
                     .about = c->correction_id.text,
                     .order_no = c->order_no,
                     .visit_id = c->visit_id.text,
                     .lang = c->lang ? c->lang : "zh",
                     .words = c->purpose,
                     .at = c->at};
    return sql_run(db, "INSERT INTO person (person_id, store_id, phone, created_ms) VALUES (?1, ?2, ?3, ?4)",
                   SQL_ARGS(txt(id->text), txt(db_store_id(db)), txt(c->new_phone), num(c->at)), err) &&
           consent_keep(db, &given, err);
}

static bool keep_recorded(Db *db, const Correction *c, const Uuid *id, Err *err) {
    if (!sql_run(db,
                 "INSERT INTO person (person_id, store_id, phone, created_ms) SELECT ?3, ?1, " RECORDED ", ?4" OF_ORDER,
                 SQL_ARGS(txt(db_store_id(db)), txt(c->order_no), txt(id->text), num(c->at)), err))
        return false;
    return sql_changes(db) > 0 || err_set(err, ERR_NOT_FOUND, TXT("there is no such work order", "没有这张工单"));
}

/* An order without plate and VIN has no car; the answer is good all the same. */
static bool find_car(Db *db, const char *order_no, Uuid *car, Err *err) {
    Err why = {0};
    if (car_ensure(db, order_no, car, &why) || why.code == ERR_RULE) return true;
    *err = why;
    return false;
}

static bool insert(Db *db, const Correction *c, Err *err) {
    char local[32];
    int64_t there = 0;
    Uuid old = uuid_new(), new = {0}, car = {0};
    if (!sql_number(db, &there, "SELECT 1 FROM correction WHERE correction_id = ?1",
                    SQL_ARGS(txt(c->correction_id.text)), err))
        return false;
    if (there) return true;
    if (*c->new_phone) new = uuid_new();
    return keep_recorded(db, c, &old, err) && (!*c->new_phone || keep_number(db, c, &new, err)) &&
           find_car(db, c->order_no, &car, err) &&
           sql_run(db,
                   "INSERT INTO correction (correction_id, store_id, visit_id, order_no, car_id, answer, old_id,"
                   " new_id, bringer_is_owner, at_ms, at_local) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                   SQL_ARGS(txt(c->correction_id.text), txt(db_store_id(db)), txt(c->visit_id.text), txt(c->order_no),
                            txt_or_null(car.text), txt(c->answer), txt(old.text), txt_or_null(new.text),
                            num_unless(CORRECTION_NOT_SAID, c->bringer_is_owner), num(c->at),
                            txt(instant_show(c->at, local, sizeof local))),
                   err);
}

bool correction_save(Db *db, const Correction *c, Err *err) {
    if (!is_sound(c, err) || !db_begin(db, err)) return false;
    return db_end(db, insert(db, c, err), err);
}

/* ---- reading ---- */

bool correction_answered(Db *db, const char *order_no, bool *answered, Err *err) {
    Uuid car;
    int64_t found = 0;
    if (!car_find(db, order_no, &car, err)) return false;
    if (!sql_number(db, &found,
                    "SELECT 1 FROM correction c JOIN person q ON q.person_id = c.old_id"
                    " LEFT JOIN person n ON n.person_id = c.new_id WHERE c.store_id = ?1"
                    " AND (c.order_no = ?2 OR c.car_id = ?3)"
                    " AND (SELECT " RECORDED OF_ORDER ") IN (q.phone, n.phone) LIMIT 1",
                    SQL_ARGS(txt(db_store_id(db)), txt(order_no), txt_or_null(car.text)), err))
        return false;
    *answered = found == 1;
    return true;
}

#define COLUMNS                                                                                                        \
    "SELECT correction_id, order_no, answer, new_phone, bringer_is_owner, at_ms, old_phone, plate, model,"             \
    " advisor_name, coalesce(\"by\", ''), done_ms FROM v_corrections WHERE store_id = ?1 "

static Correction correction_of(Arena *arena, sqlite3_stmt *q) {
    Correction c = {
        .order_no = sql_keep(arena, q, 1),
        .answer = sql_keep(arena, q, 2),
        .new_phone = sql_keep(arena, q, 3),
        .bringer_is_owner = (int)sql_int(q, 4, CORRECTION_NOT_SAID),
        .at = sql_int(q, 5, 0),
        .old_phone = sql_keep(arena, q, 6),
        .plate = sql_keep(arena, q, 7),
        .model = sql_keep(arena, q, 8),
        .advisor = sql_keep(arena, q, 9),
        .by = sql_keep(arena, q, 10),
        .done = sql_int(q, 11, 0),
    };
    sql_copy(q, 0, c.correction_id.text, sizeof c.correction_id.text);
    return c;
}

bool corrections_list(Db *db, Arena *arena, bool all, Correction **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM correction WHERE store_id = ?1", SQL_ARGS(txt(store)), err))
        return false;
    Correction *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                COLUMNS "AND (?2 OR (answer <> 'yes' AND done_ms IS NULL))"
                                        " ORDER BY at_ms, correction_id LIMIT ?3",
                                SQL_ARGS(txt(store), num(all), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = correction_of(arena, q);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

bool correction_find(Db *db, Arena *arena, const char *id, Correction *out, Err *err) {
    bool ok, row;
    int n = 0;
    Correction found = {0};
    sqlite3_stmt *q = sql_query(db, COLUMNS "AND " SQL_KEY_FITS("correction_id") " LIMIT 2",
                                SQL_ARGS(txt(db_store_id(db)), txt(id)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        found = correction_of(arena, q);
        n++;
    }
    if (!ok) return false;
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no correction %s", "没有更正 %s"), id);
    if (n > 1)
        return err_set(err, ERR_INPUT,
                       TXT("more than one correction fits %s: give more of it", "有多条更正符合 %s：请多写几位"), id);
    *out = found;
    return true;
}

/* ---- closing ---- */

static bool close_it(Db *db, const char *id, const char *by, const char *note, Ms at, Err *err) {
    Arena arena = {0};
    Correction c;
    Uuid event = uuid_new();
    bool ok = correction_find(db, &arena, id, &c, err);
    if (ok && c.done)
        ok = err_set(err, ERR_RULE, TXT("this correction is done already, by %s", "此更正已由 %s 处理"), c.by);
    else if (ok && strcmp(c.answer, "yes") == 0)
        ok =
            err_set(err, ERR_RULE, TXT("the number was confirmed: there is nothing to do", "号码已确认无误，无需处理"));
    else if (ok)
        ok = sql_run(db,
                     "INSERT INTO correction_event (event_id, store_id, correction_id, at_ms, by_name, note)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                     SQL_ARGS(txt(event.text), txt(db_store_id(db)), txt(c.correction_id.text), num(at), txt(by),
                              txt(note)),
                     err) &&
             audit_write(db, by, "correction.done", c.correction_id.text, note, at, err);
    arena_free(&arena);
    return ok;
}

bool correction_done(Db *db, const char *id, const char *by, const char *note, Ms at, Err *err) {
    if (!*by) return err_set(err, ERR_INPUT, TXT("a name is wanted", "须写明姓名"));
    if (!db_begin(db, err)) return false;
    return db_end(db, close_it(db, id, by, note, at, err), err);
}
