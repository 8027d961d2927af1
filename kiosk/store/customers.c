/* Customers: a car with its person, found or made. */
#include "customers.h"

#include "cars.h"
#include "forget.h"
#include "imported.h"
#include "sql.h"

#include <string.h>

typedef struct KnownCar {
    Uuid car, person;
    char vin[40];
    bool same;    /* name, phone and plate are as the list has them */
    bool ordered; /* an order names this person */
} KnownCar;

static bool read_car(Db *db, const Uuid *car, const CustomerLine *c, KnownCar *out, Err *err) {
    bool row;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT p.person_id, a.vin, (?2 = '' OR p.name = ?2) AND (?3 = '' OR p.phone = ?3) AND (?4 = '' OR "
                  "p.plate = ?4),"
                  " EXISTS (SELECT 1 FROM work_order o WHERE o.owner_id = p.person_id OR o.bringer_id = p.person_id)"
                  " FROM car a JOIN person p ON p.person_id = a.person_id WHERE a.car_id = ?1",
                  SQL_ARGS(txt(car->text), txt(c->name), txt(c->phone), txt(c->plate)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_CORRUPT, TXT("a car's row is missing", "车辆记录丢失"));
    out->car = *car;
    sql_copy(q, 0, out->person.text, sizeof out->person.text);
    sql_copy(q, 1, out->vin, sizeof out->vin);
    out->same = sql_int(q, 2, 0) != 0;
    out->ordered = sql_int(q, 3, 0) != 0;
    sql_end(q);
    return true;
}

/* A new person, with what an earlier one had where the list says nothing (from: "" = nobody). */
static bool add_person(Db *db, const CustomerLine *c, const char *from, Uuid *out, Err *err) {
    *out = uuid_new();
    return sql_run(db,
                   "INSERT INTO person (person_id, store_id, name, phone, plate, created_ms)"
                   " SELECT ?1, ?2, coalesce(nullif(?3, ''), p.name, ''), coalesce(nullif(?4, ''), p.phone, ''),"
                   " coalesce(nullif(?5, ''), p.plate, ''), ?6 FROM (SELECT 1) LEFT JOIN person p ON p.person_id = ?7",
                   SQL_ARGS(txt(out->text), txt(db_store_id(db)), txt(c->name), txt(c->phone), txt(c->plate),
                            num(clock_now()), txt(from)),
                   err);
}

static bool add_car(Db *db, const CustomerLine *c, Err *err) {
    Uuid person, car = uuid_new();
    return add_person(db, c, "", &person, err) &&
           sql_run(db, "INSERT INTO car (car_id, store_id, vin, person_id, created_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                   SQL_ARGS(txt(car.text), txt(db_store_id(db)), txt(c->vin), txt(person.text), num(clock_now())), err);
}

static bool change_person(Db *db, const CustomerLine *c, const KnownCar *known, Err *err) {
    Uuid person;
    if (!known->ordered)
        return sql_run(db,
                       "UPDATE person SET name = CASE ?2 WHEN '' THEN name ELSE ?2 END,"
                       " phone = CASE ?3 WHEN '' THEN phone ELSE ?3 END,"
                       " plate = CASE ?4 WHEN '' THEN plate ELSE ?4 END WHERE person_id = ?1",
                       SQL_ARGS(txt(known->person.text), txt(c->name), txt(c->phone), txt(c->plate)), err);
    return add_person(db, c, known->person.text, &person, err) &&
           sql_run(db, "UPDATE car SET person_id = ?2 WHERE car_id = ?1",
                   SQL_ARGS(txt(known->car.text), txt(person.text)), err);
}

/* some: somebody was forgotten; whoever was, and has not been here since, is left out of the list. */
static bool take(Db *db, const CustomerLine *c, bool some, ImportCounts *counts, Err *err) {
    Uuid car;
    KnownCar known;
    bool forgotten = false;
    if (some && !forgotten_listed(db, c->phone, c->plate, c->vin, &forgotten, err)) return false;
    if (forgotten) {
        counts->same++;
        return true;
    }
    if (!car_by_papers(db, c->vin, c->plate, &car, err)) return false;
    if (!uuid_is_set(&car)) {
        counts->created++;
        return add_car(db, c, err);
    }
    if (!read_car(db, &car, c, &known, err)) return false;
    bool learns_vin = !*known.vin && *c->vin;
    *(known.same && !learns_vin ? &counts->same : &counts->changed) += 1;
    if (learns_vin &&
        !sql_run(db, "UPDATE car SET vin = ?2 WHERE car_id = ?1", SQL_ARGS(txt(car.text), txt(c->vin)), err))
        return false;
    return known.same || change_person(db, c, &known, err);
}

bool customers_import(Db *db, const CustomerLine *lines, size_t n, const ImportMeta *meta, const ImportNote *notes,
                      size_t n_notes, ImportCounts *out, Err *err) {
    ImportCounts counts = {0};
    if (!db_begin(db, err)) return false;
    bool some = false, ok = forgotten_some(db, &some, err);
    for (size_t i = 0; ok && i < n; i++) ok = take(db, &lines[i], some, &counts, err);
    ok = ok && imported_finish(db, meta, notes, n_notes, &counts, false, err);
    if (!db_end(db, ok, err)) return false;
    *out = counts;
    return true;
}
