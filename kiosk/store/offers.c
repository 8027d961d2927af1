/* Offers and models: read as the kiosk shows them, replaced as a whole from staff's tables with only the difference
 * written. */
#include "offers.h"

#include "imported.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- offers, reading ---- */

TargetText offer_rule(const Offer *o) {
    return (TargetText){
        {o->axis_model, o->axis_age, o->axis_mileage, o->axis_visits, o->axis_habit, o->axis_environment}, o->rule};
}

#define OFFER_COLUMNS                                                                                                  \
    "SELECT offer_id, kind, title_zh, title_en, text_zh, text_en, price_fen, was_fen, was_basis, minutes, picture,"    \
    " from_day, to_day, coupon, coupon_value, limit_car, limit_day, limit_all, model, age_months, mileage_km,"         \
    " visits_12m, habit, environment, focus_x, focus_y, weekdays, hours, rule, why_zh, why_en, redeem_kinds,"          \
    " min_sum_fen FROM offer "

/* Whom it is for. What an older program or another one wrote and no rule can be made of is for everybody, and is
 * said.
 */
static void read_target(Offer *o, Arena *arena) {
    int field;
    TargetText text = offer_rule(o);
    o->rule_broken = !target_parse(&text, arena, &o->target, &field, NULL);
}

static Offer offer_of(Arena *arena, sqlite3_stmt *q) {
    Offer o = {
        .offer_id = sql_keep(arena, q, 0),
        .kind = sql_keep(arena, q, 1),
        .title_zh = sql_keep(arena, q, 2),
        .title_en = sql_keep(arena, q, 3),
        .text_zh = sql_keep(arena, q, 4),
        .text_en = sql_keep(arena, q, 5),
        .price = sql_int(q, 6, -1),
        .was = sql_int(q, 7, -1),
        .was_basis = sql_keep(arena, q, 8),
        .minutes = (int)sql_int(q, 9, 0),
        .picture = sql_keep(arena, q, 10),
        .from_day = sql_keep(arena, q, 11),
        .to_day = sql_keep(arena, q, 12),
        .coupon = sql_keep(arena, q, 13),
        .coupon_value = sql_int(q, 14, 0),
        .limit_car = (int)sql_int(q, 15, 0),
        .limit_day = (int)sql_int(q, 16, 0),
        .limit_all = (int)sql_int(q, 17, 0),
        .axis_model = sql_keep(arena, q, 18),
        .axis_age = sql_keep(arena, q, 19),
        .axis_mileage = sql_keep(arena, q, 20),
        .axis_visits = sql_keep(arena, q, 21),
        .axis_habit = sql_keep(arena, q, 22),
        .axis_environment = sql_keep(arena, q, 23),
        .focus_x = (int)sql_int(q, 24, 50) - 50,
        .focus_y = (int)sql_int(q, 25, 50) - 50,
        .rule = sql_keep(arena, q, 28),
        .why_zh = sql_keep(arena, q, 29),
        .why_en = sql_keep(arena, q, 30),
    };
    read_target(&o, arena);
    imported_part(&o.part, o.from_day, o.to_day, sql_text(q, 26), sql_text(q, 27));
    o.redeem_kinds = sql_keep(arena, q, 31);
    o.min_sum = sql_int(q, 32, 0);
    return o;
}

bool offers_read(Db *db, Arena *arena, Ms at, Offer **out, size_t *n, Err *err) {
    char day[32], night[32];
    bool ok, row;
    size_t count = 0, room = 0;
    Offer *list = NULL;
    day_show(at, day, sizeof day);
    day_show(day_add(at, -1), night, sizeof night);
    sqlite3_stmt *q =
        sql_query(db,
                  OFFER_COLUMNS "WHERE store_id = ?1 AND withdrawn = 0 AND (from_day = '' OR from_day <= ?2)"
                                " AND (to_day = '' OR to_day >= ?2 OR (to_day = ?3 AND hours <> ''))"
                                " ORDER BY position, offer_id",
                  SQL_ARGS(txt(db_store_id(db)), txt(day), txt(night)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (count == room) list = mem_grow(list, sizeof *list * (room = room ? room * 2 : 64));
        list[count] = offer_of(arena, q);
        const Offer *o = &list[count];
        count += !*o->to_day || strcmp(o->to_day, day) >= 0 || daypart_is_on(&o->part, at);
    }
    if (ok) {
        *out = arena_alloc(arena, sizeof *list * (count + 1));
        if (count) memcpy(*out, list, sizeof *list * count);
        *n = count;
    }
    free(list);
    return ok;
}

bool offers_find(Db *db, Arena *arena, const char *offer_id, Offer *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, OFFER_COLUMNS "WHERE store_id = ?1 AND offer_id = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(offer_id)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no offer %s", "没有优惠 %s"), offer_id);
    *out = offer_of(arena, q);
    sql_end(q);
    return true;
}

/* ---- offers, writing ---- */

static bool offer_write(Db *db, const Offer *o, int position, Err *err) {
    char weekdays[DAYPART_TEXT], hours[DAYPART_TEXT];
    return sql_run(
        db,
        "INSERT INTO offer (store_id, offer_id, position, kind, title_zh, title_en, text_zh, text_en, price_fen,"
        " was_fen, was_basis, minutes, picture, from_day, to_day, coupon, coupon_value, limit_car, limit_day,"
        " limit_all, model, age_months, mileage_km, visits_12m, habit, environment, updated_ms, focus_x, focus_y,"
        " weekdays, hours, rule, why_zh, why_en)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"
        " ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)"
        " ON CONFLICT (store_id, offer_id) DO UPDATE SET kind = excluded.kind, title_zh = excluded.title_zh,"
        " title_en = excluded.title_en, text_zh = excluded.text_zh, text_en = excluded.text_en,"
        " price_fen = excluded.price_fen, was_fen = excluded.was_fen, was_basis = excluded.was_basis,"
        " minutes = excluded.minutes, picture = excluded.picture, from_day = excluded.from_day,"
        " to_day = excluded.to_day, coupon = excluded.coupon, coupon_value = excluded.coupon_value,"
        " limit_car = excluded.limit_car, limit_day = excluded.limit_day, limit_all = excluded.limit_all,"
        " model = excluded.model, age_months = excluded.age_months, mileage_km = excluded.mileage_km,"
        " visits_12m = excluded.visits_12m, habit = excluded.habit, environment = excluded.environment,"
        " focus_x = excluded.focus_x, focus_y = excluded.focus_y, weekdays = excluded.weekdays, hours = excluded.hours,"
        " rule = excluded.rule, why_zh = excluded.why_zh, why_en = excluded.why_en, withdrawn = 0, updated_ms = "
        "excluded.updated_ms"
        " WHERE (kind, title_zh, title_en, text_zh, text_en, was_basis, picture, from_day, to_day, coupon, model,"
        " age_months, mileage_km, visits_12m, habit, environment, focus_x, focus_y, weekdays, hours, rule, why_zh, "
        "why_en,"
        " withdrawn) <> (excluded.kind, excluded.title_zh,"
        " excluded.title_en, excluded.text_zh, excluded.text_en, excluded.was_basis, excluded.picture,"
        " excluded.from_day, excluded.to_day, excluded.coupon, excluded.model, excluded.age_months,"
        " excluded.mileage_km, excluded.visits_12m, excluded.habit, excluded.environment, excluded.focus_x,"
        " excluded.focus_y, excluded.weekdays, excluded.hours, excluded.rule, excluded.why_zh,"
        " excluded.why_en, 0)"
        " OR price_fen IS NOT excluded.price_fen OR was_fen IS NOT excluded.was_fen"
        " OR minutes IS NOT excluded.minutes OR coupon_value IS NOT excluded.coupon_value"
        " OR limit_car IS NOT excluded.limit_car OR limit_day IS NOT excluded.limit_day"
        " OR limit_all IS NOT excluded.limit_all",
        SQL_ARGS(txt(db_store_id(db)), txt(o->offer_id), num(position), txt(o->kind), txt(o->title_zh),
                 txt(o->title_en), txt(o->text_zh), txt(o->text_en), num_unless(-1, o->price), num_unless(-1, o->was),
                 txt(o->was_basis), num_unless(0, o->minutes), txt(o->picture), txt(o->from_day), txt(o->to_day),
                 txt(o->coupon), num_unless(0, o->coupon_value), num_unless(0, o->limit_car),
                 num_unless(0, o->limit_day), num_unless(0, o->limit_all), txt(o->axis_model), txt(o->axis_age),
                 txt(o->axis_mileage), txt(o->axis_visits), txt(o->axis_habit), txt(o->axis_environment),
                 num(clock_now()), num(o->focus_x + 50), num(o->focus_y + 50),
                 txt(daypart_weekdays_show(&o->part, weekdays)), txt(daypart_hours_show(&o->part, hours)), txt(o->rule),
                 txt(o->why_zh), txt(o->why_en)),
        err);
}

/* What its coupon asks of the order; *changed is set when that is another now. */
static bool offer_conditions(Db *db, const Offer *o, bool *changed, Err *err) {
    if (!sql_run(db,
                 "UPDATE offer SET redeem_kinds = ?3, min_sum_fen = ?4, updated_ms = ?5 WHERE store_id = ?1 AND"
                 " offer_id = ?2 AND (redeem_kinds <> ?3 OR min_sum_fen IS NOT ?4)",
                 SQL_ARGS(txt(db_store_id(db)), txt(o->offer_id), txt(o->redeem_kinds ? o->redeem_kinds : ""),
                          num_unless(0, o->min_sum), num(clock_now())),
                 err))
        return false;
    if (sql_changes(db)) *changed = true;
    return true;
}

/* A place in the list is no content: it moves without the offer counting as changed. */
static bool offer_place(Db *db, const char *id, int position, bool *moved, Err *err) {
    if (!sql_run(db,
                 "UPDATE offer SET position = ?3, updated_ms = ?4 WHERE store_id = ?1 AND offer_id = ?2 AND"
                 " position <> ?3",
                 SQL_ARGS(txt(db_store_id(db)), txt(id), num(position), num(clock_now())), err))
        return false;
    if (sql_changes(db)) *moved = true;
    return true;
}

static const char *offer_name(const void *rows, size_t i) {
    return ((const Offer *)rows)[i].offer_id;
}

static bool offer_row(Db *db, const void *rows, size_t i, bool *changed, bool *moved, Err *err) {
    const Offer *o = &((const Offer *)rows)[i];
    if (!offer_write(db, o, (int)i + 1, err)) return false;
    *changed = sql_changes(db) > 0;
    return offer_conditions(db, o, changed, err) && offer_place(db, o->offer_id, (int)i + 1, moved, err);
}

static bool offers_withdraw(Db *db, Err *err) {
    return sql_run(db,
                   "UPDATE offer SET withdrawn = 1, updated_ms = ?2 WHERE store_id = ?1 AND withdrawn = 0 AND"
                   " offer_id NOT IN (SELECT name FROM temp.named)",
                   SQL_ARGS(txt(db_store_id(db)), num(clock_now())), err);
}

bool offers_replace(Db *db, const Offer *offers, size_t n, const ImportMeta *meta, const ImportNote *notes,
                    size_t n_notes, ImportCounts *out, Err *err) {
    static const ImportedTable table = {"SELECT 1 FROM offer WHERE store_id = ?1 AND offer_id = ?2", offer_name,
                                        offer_row, offers_withdraw};
    return imported_replace(db, &table, offers, n, meta, notes, n_notes, out, err);
}

/* ---- models ---- */

bool models_read(Db *db, Arena *arena, Model **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM model WHERE store_id = ?1", SQL_ARGS(txt(store)), err))
        return false;
    Model *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT prefix, zh, en, body, oil_grade, oil_ml, warranty_months, warranty_km FROM model"
                  " WHERE store_id = ?1 ORDER BY prefix LIMIT ?2",
                  SQL_ARGS(txt(store), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        list[count++] =
            (Model){sql_keep(arena, q, 0), sql_keep(arena, q, 1), sql_keep(arena, q, 2), sql_keep(arena, q, 3),
                    sql_keep(arena, q, 4), (int)sql_int(q, 5, 0), (int)sql_int(q, 6, 0), (int)sql_int(q, 7, 0)};
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

static bool model_write(Db *db, const Model *m, Err *err) {
    return sql_run(db,
                   "INSERT INTO model (store_id, prefix, zh, en, body, oil_ml, oil_grade, warranty_months, warranty_km,"
                   " updated_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                   " ON CONFLICT (store_id, prefix) DO UPDATE SET zh = excluded.zh, en = excluded.en,"
                   " body = excluded.body, oil_ml = excluded.oil_ml, oil_grade = excluded.oil_grade,"
                   " warranty_months = excluded.warranty_months, warranty_km = excluded.warranty_km,"
                   " updated_ms = excluded.updated_ms"
                   " WHERE (zh, en, body, oil_ml, oil_grade, warranty_months, warranty_km) <> (excluded.zh,"
                   " excluded.en, excluded.body, excluded.oil_ml, excluded.oil_grade, excluded.warranty_months,"
                   " excluded.warranty_km)",
                   SQL_ARGS(txt(db_store_id(db)), txt(m->prefix), txt(m->zh), txt(m->en), txt(m->body), num(m->oil_ml),
                            txt(m->oil_grade), num(m->warranty_months), num(m->warranty_km), num(clock_now())),
                   err);
}

static const char *model_name(const void *rows, size_t i) {
    return ((const Model *)rows)[i].prefix;
}

static bool model_row(Db *db, const void *rows, size_t i, bool *changed, bool *moved, Err *err) {
    (void)moved; /* models have no order */
    if (!model_write(db, &((const Model *)rows)[i], err)) return false;
    *changed = sql_changes(db) > 0;
    return true;
}

static bool models_take_away(Db *db, Err *err) {
    return sql_run(db, "DELETE FROM model WHERE store_id = ?1 AND prefix NOT IN (SELECT name FROM temp.named)",
                   SQL_ARGS(txt(db_store_id(db))), err);
}

bool models_replace(Db *db, const Model *models, size_t n, const ImportMeta *meta, const ImportNote *notes,
                    size_t n_notes, ImportCounts *out, Err *err) {
    static const ImportedTable table = {"SELECT 1 FROM model WHERE store_id = ?1 AND prefix = ?2", model_name,
                                        model_row, models_take_away};
    return imported_replace(db, &table, models, n, meta, notes, n_notes, out, err);
}
