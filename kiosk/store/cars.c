/* Cars: found by VIN, then by plate. */
#include "cars.h"

#include "rules/mask.h"
#include "sql.h"

#include <stdio.h>
#include <string.h>

typedef struct Papers { /* of an order */
    char vin[40], plate[24], owner_id[UUID_LEN + 1];
} Papers;

static bool read_papers(Db *db, const char *order_no, Papers *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT o.vin, p.plate, o.owner_id FROM work_order o JOIN person p ON p.person_id ="
                                " o.owner_id WHERE o.store_id = ?1 AND o.order_no = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no order %s", "没有工单 %s"), order_no);
    sql_copy(q, 0, out->vin, sizeof out->vin);
    sql_copy(q, 1, out->plate, sizeof out->plate);
    sql_copy(q, 2, out->owner_id, sizeof out->owner_id);
    sql_end(q);
    return true;
}

static bool first_key(Db *db, sqlite3_stmt *q, Uuid *out, Err *err) {
    bool row;
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    sql_copy(q, 0, out->text, sizeof out->text);
    sql_end(q);
    return true;
}

static bool by_vin(Db *db, const char *vin, Uuid *out, Err *err) {
    if (!*vin) return true;
    return first_key(db,
                     sql_query(db, "SELECT car_id FROM car WHERE store_id = ?1 AND vin = ?2 AND vin <> ''",
                               SQL_ARGS(txt(db_store_id(db)), txt(vin)), err),
                     out, err);
}

/* The newest with this plate; one of another VIN is another car that had the plate before. */
static bool by_plate(Db *db, const char *plate, const char *vin, Uuid *out, Err *err) {
    if (!*plate) return true;
    return first_key(
        db,
        sql_query(db,
                  "SELECT c.car_id FROM person p JOIN car c ON c.person_id = p.person_id WHERE p.plate = ?2 AND"
                  " p.plate <> '' AND c.store_id = ?1 AND (?3 = '' OR c.vin = '' OR c.vin = ?3)"
                  " ORDER BY c.created_ms DESC LIMIT 1",
                  SQL_ARGS(txt(db_store_id(db)), txt(plate), txt(vin)), err),
        out, err);
}

bool car_by_papers(Db *db, const char *vin, const char *plate, Uuid *out, Err *err) {
    *out = (Uuid){0};
    return by_vin(db, vin, out, err) && (uuid_is_set(out) || by_plate(db, plate, vin, out, err));
}

static bool find(Db *db, const Papers *p, Uuid *out, Err *err) {
    return car_by_papers(db, p->vin, p->plate, out, err);
}

bool car_find(Db *db, const char *order_no, Uuid *out, Err *err) {
    Papers papers;
    return read_papers(db, order_no, &papers, err) && find(db, &papers, out, err);
}

static bool make(Db *db, const Papers *p, Uuid *out, Err *err) {
    *out = uuid_new();
    return sql_run(db, "INSERT INTO car (car_id, store_id, vin, person_id, created_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                   SQL_ARGS(txt(out->text), txt(db_store_id(db)), txt(p->vin), txt(p->owner_id), num(clock_now())),
                   err);
}

bool car_make(Db *db, const char *vin, const char *plate, Uuid *out, Err *err) {
    Papers papers = {0};
    Uuid person = uuid_new();
    snprintf(papers.vin, sizeof papers.vin, "%s", vin);
    snprintf(papers.owner_id, sizeof papers.owner_id, "%s", person.text);
    return sql_run(db, "INSERT INTO person (person_id, store_id, plate, created_ms) VALUES (?1, ?2, ?3, ?4)",
                   SQL_ARGS(txt(person.text), txt(db_store_id(db)), txt(plate), num(clock_now())), err) &&
           make(db, &papers, out, err);
}

/* A plate may be new (the car was sold on or registered anew): the row that holds it is the newest order's. */
static bool learn(Db *db, const Papers *p, const Uuid *car, Err *err) {
    return sql_run(db,
                   "UPDATE car SET vin = CASE vin WHEN '' THEN ?2 ELSE vin END, person_id = ?3 WHERE car_id = ?1 AND"
                   " ((vin = '' AND ?2 <> '') OR (person_id <> ?3 AND ?4 <> ''))",
                   SQL_ARGS(txt(car->text), txt(p->vin), txt(p->owner_id), txt(p->plate)), err);
}

bool car_ensure(Db *db, const char *order_no, Uuid *out, Err *err) {
    Papers papers;
    if (!read_papers(db, order_no, &papers, err)) return false;
    if (!*papers.vin && !*papers.plate)
        return err_set(err, ERR_RULE,
                       TXT("order %s names neither VIN nor plate, so its car cannot be known again",
                           "工单 %s 既无车架号也无车牌，无法识别车辆"),
                       order_no);
    if (!find(db, &papers, out, err)) return false;
    return uuid_is_set(out) ? learn(db, &papers, out, err) : make(db, &papers, out, err);
}

bool car_by_plate(Db *db, const char *plate, Uuid *out, Err *err) {
    char normal[24];
    if (!plate_normal(plate, normal, sizeof normal))
        return err_set(err, ERR_INPUT, TXT("this is not a plate", "这不是车牌号"));
    *out = (Uuid){0};
    if (!by_plate(db, normal, "", out, err)) return false;
    return uuid_is_set(out) ||
           err_set(err, ERR_NOT_FOUND, TXT("nothing is kept for a car with this plate", "没有该车牌的记录"));
}
