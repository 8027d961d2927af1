/* Facts of a car: read by its order, and the two answers kept on the car itself. */
#include "car_facts.h"

#include "cars.h"
#include "sql.h"

#include <string.h>

/* --- what the customer said --------------------------------------------------------------------------------------- */

static bool are_ids(const char *text) {
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_ ") == strlen(text);
}

bool car_use_save(Db *db, const CarUse *use, Err *err) {
    Uuid car;
    char local[32];
    if (!are_ids(use->habit) || !are_ids(use->environment))
        return err_set(err, ERR_INPUT, TXT("no answer of the policy axes", "不是政策 axes 中的选项"));
    if (!db_begin(db, err)) return false;
    bool ok = car_ensure(db, use->order_no, &car, err) &&
              sql_run(db,
                      "INSERT INTO car_use (use_id, store_id, car_id, visit_id, habit, environment, at_ms, at_local)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (use_id) DO NOTHING",
                      SQL_ARGS(txt(use->use_id.text), txt(db_store_id(db)), txt(car.text), txt(use->visit_id.text),
                               txt(use->habit), txt(use->environment), num(use->at),
                               txt(instant_show(use->at, local, sizeof local))),
                      err);
    return db_end(db, ok, err);
}

static bool read_use(Db *db, Arena *arena, const char *order_no, CarFacts *out, Err *err) {
    Uuid car;
    bool row;
    out->habit = out->environment = "";
    if (!car_find(db, order_no, &car, err)) return false;
    if (!*car.text) return true;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT habit, environment FROM car_use WHERE car_id = ?1"
                                " ORDER BY at_ms DESC, use_id DESC LIMIT 1",
                                SQL_ARGS(txt(car.text)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    out->habit = sql_keep(arena, q, 0);
    out->environment = sql_keep(arena, q, 1);
    sql_end(q);
    return true;
}

/* --- what its orders say ------------------------------------------------------------------------------------------ */

/* Whole months since the day of purchase; −1 when that is not known, or after `at`. */
static int age_months(const char *purchased_day, Ms at) {
    Ms bought;
    if (!day_parse(purchased_day, &bought) || bought > at) return -1;
    LocalTime from = local_of(bought), now = local_of(at);
    return (now.year - from.year) * 12 + now.month - from.month - (now.day < from.day);
}

/* The indexes are named, as the planner knows no other store. A car without VIN and plate cannot be told again. */
static bool count_visits(Db *db, const char *order_no, Ms at, int *out, Err *err) {
    LocalTime year_ago = local_of(at);
    year_ago.year--;
    int64_t visits = -1;
    bool ok = sql_number(
        db, &visits,
        "SELECT CASE WHEN t.vin = '' AND p.plate = '' THEN NULL ELSE (SELECT count(*) FROM ("
        "  SELECT e.order_no FROM work_order e INDEXED BY work_order_vin WHERE e.vin = t.vin AND e.vin <> ''"
        "   AND e.store_id = t.store_id AND e.arrived_ms BETWEEN ?3 AND ?4 AND e.kind <> 'pds' AND e.gone = 0"
        "  UNION"
        "  SELECT e.order_no FROM person o INDEXED BY person_plate CROSS JOIN work_order e INDEXED BY work_order_owner"
        "   ON e.owner_id = o.person_id WHERE o.plate = p.plate AND o.plate <> ''"
        "   AND e.store_id = t.store_id AND e.arrived_ms BETWEEN ?3 AND ?4 AND e.kind <> 'pds' AND e.gone = 0)) END"
        " FROM work_order t JOIN person p ON p.person_id = t.owner_id WHERE t.store_id = ?1 AND t.order_no = ?2",
        SQL_ARGS(txt(db_store_id(db)), txt(order_no), num(local_to_ms(year_ago)), num(at)), err);
    *out = (int)visits;
    return ok;
}

bool car_facts_read(Db *db, Arena *arena, const Order *o, Ms at, CarFacts *out, Err *err) {
    CarFacts facts = {.model = o->model,
                      .prefix = o->model_prefix,
                      .model_zh = o->model_zh,
                      .model_en = o->model_en,
                      .age_months = age_months(o->purchased_day, at),
                      .mileage_km = o->mileage_km};
    if (!count_visits(db, o->order_no, at, &facts.visits_12m, err) || !read_use(db, arena, o->order_no, &facts, err))
        return false;
    *out = facts;
    return true;
}
