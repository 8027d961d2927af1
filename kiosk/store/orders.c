/* Work orders as they are read: one row of work_order, the owner's plate, the car's name by the longest prefix of the
 * models table, and the present stage's start by the history. */
#include "orders.h"

#include "offers.h"
#include "parts.h"
#include "rules/mask.h"
#include "sql.h"

#include <stdlib.h>
#include <string.h>

/* What is waited for. Parts, as the DMS says. Approval while a finding wants its answer, whoever proposed it, until the
 * car is ready; where all are answered, no longer, though the DMS has not heard of it yet. */
#define SHOWN_HOLD                                                                                                     \
    " CASE WHEN o.hold = 'parts' OR o.stage IN ('ready', 'delivered') THEN o.hold ELSE (SELECT CASE WHEN"              \
    " sum(f.state IN ('open', 'talk')) THEN 'approval' WHEN count(*) AND o.hold = 'approval' THEN '' ELSE o.hold END"  \
    " FROM v_findings f WHERE f.store_id = o.store_id AND f.order_no = o.order_no AND f.state <> 'withdrawn') END"
#define ORDER_COLUMNS                                                                                                  \
    "SELECT o.order_no, p.plate, substr(o.vin, -4), o.model, o.kind, o.kind_words, o.purchased_day, o.mileage_km,"     \
    " o.advisor_name, o.bay, o.technician, o.arrived_ms, o.promised_ms, o.delivered_ms, o.parts_at_ms, "               \
    "o.stage," SHOWN_HOLD ", o.amount_fen "
/* The words of the partial index work_order_open, and no pre-delivery inspections. */
#define IN_SERVICE " o.stage <> 'delivered' AND o.gone = 0 AND o.kind <> 'pds' "

typedef struct Models {
    Model *list;
    size_t n;
} Models;

static const Model *model_of(const Models *models, const char *name) {
    const Model *best = NULL;
    size_t best_len = 0;
    for (size_t i = 0; i < models->n; i++) {
        size_t len = strlen(models->list[i].prefix);
        if (len <= best_len || strncmp(models->list[i].prefix, name, len) != 0) continue;
        best = &models->list[i];
        best_len = len;
    }
    return best;
}

static void name_model(Order *o, const Models *models) {
    const Model *m = model_of(models, o->model);
    o->model_zh = m ? m->zh : o->model;
    o->model_en = m ? m->en : o->model;
    o->model_prefix = m ? m->prefix : "";
    o->body = m ? m->body : "";
    o->oil_grade = m ? m->oil_grade : "";
    if (!m) return;
    o->oil_ml = m->oil_ml;
    o->warranty_months = m->warranty_months;
    o->warranty_km = m->warranty_km;
}

static Order order_of(Arena *arena, sqlite3_stmt *q, const Models *models) {
    Order o = {
        .order_no = sql_keep(arena, q, 0),
        .plate = sql_keep(arena, q, 1),
        .vin4 = sql_keep(arena, q, 2),
        .model = sql_keep(arena, q, 3),
        .kind = kind_of(sql_text(q, 4)),
        .kind_words = sql_keep(arena, q, 5),
        .purchased_day = sql_keep(arena, q, 6),
        .mileage_km = (int)sql_int(q, 7, -1),
        .advisor = sql_keep(arena, q, 8),
        .bay = sql_keep(arena, q, 9),
        .technician = sql_keep(arena, q, 10),
        .arrived = sql_int(q, 11, 0),
        .promised = sql_int(q, 12, 0),
        .delivered = sql_int(q, 13, 0),
        .parts_at = sql_int(q, 14, 0),
        .parts_supplier = "",
        .stage = stage_of(sql_text(q, 15)),
        .hold = hold_of(sql_text(q, 16)),
        .amount = sql_int(q, 17, -1),
    };
    name_model(&o, models);
    return o;
}

/* Backwards through the history: the last entry is the last change, the first of the trailing run of this stage is
 * its start. */
static bool read_start(Db *db, Order *o, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT stage, seen_ms, since_ms, hold FROM order_stage WHERE store_id = ?1 AND order_no = ?2"
                  " ORDER BY seen_ms DESC, seq DESC",
                  SQL_ARGS(txt(db_store_id(db)), txt(o->order_no)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        Ms seen = sql_int(q, 1, 0), since = sql_int(q, 2, 0);
        bool waited = strcmp(sql_text(q, 3), hold_id(HOLD_PARTS)) == 0;
        if (!o->changed) o->changed = seen;
        if (stage_of(sql_text(q, 0)) != o->stage) {
            sql_end(q);
            break;
        }
        if (waited && !o->resumed && o->stage_seen && o->hold != HOLD_PARTS) o->resumed = o->stage_seen;
        o->stage_seen = seen;
        o->stage_exact = since && seen - since <= ETA_EXACT_MS;
    }
    return ok;
}

static bool read_parts(Db *db, Arena *arena, Order *o, Err *err) {
    bool listed;
    return o->hold != HOLD_PARTS ||
           parts_awaited(db, arena, o->order_no, &listed, &o->parts_at, &o->parts_supplier, err);
}

/* All rows of q, which is rewound at the end. */
static bool collect(Db *db, Arena *arena, sqlite3_stmt *q, Order **out, size_t *n, Err *err) {
    Models models = {0};
    Order *list = NULL;
    size_t count = 0, room = 0;
    bool ok, row;
    if (!models_read(db, arena, &models.list, &models.n, err)) return false;
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (count == room) list = mem_grow(list, sizeof *list * (room = room ? room * 2 : 64));
        list[count++] = order_of(arena, q, &models);
    }
    for (size_t i = 0; ok && i < count; i++) ok = read_start(db, &list[i], err) && read_parts(db, arena, &list[i], err);
    if (ok) {
        *out = arena_alloc(arena, sizeof *list * (count + 1));
        if (count) memcpy(*out, list, sizeof *list * count);
        *n = count;
    }
    free(list);
    return ok;
}

bool orders_as_of(Db *db, Ms *as_of, Err *err) {
    *as_of = 0;
    return sql_number(db, as_of, "SELECT max(exported_ms) FROM import_file WHERE store_id = ?1 AND subject = 'orders'",
                      SQL_ARGS(txt(db_store_id(db))), err);
}

bool orders_board(Db *db, Arena *arena, Order **out, size_t *n, Ms *as_of, Err *err) {
    Ms newest;
    const char *store = db_store_id(db);
    if (!orders_as_of(db, &newest, err)) return false;
    sqlite3_stmt *q =
        sql_query(db,
                  ORDER_COLUMNS "FROM work_order o INDEXED BY work_order_open JOIN person p ON p.person_id = o.owner_id"
                                " WHERE o.store_id = ?1 AND" IN_SERVICE "ORDER BY o.arrived_ms, o.order_no",
                  SQL_ARGS(txt(store)), err);
    if (!collect(db, arena, q, out, n, err)) return false;
    *as_of = newest;
    return true;
}

/* order_no: asked for; NULL = by plate, which no message repeats. */
static bool find(Db *db, Arena *arena, sqlite3_stmt *q, const char *order_no, Order *out, Err *err) {
    Order *list;
    size_t n;
    if (!collect(db, arena, q, &list, &n, err)) return false;
    if (n == 0 && order_no)
        return err_set(err, ERR_NOT_FOUND, TXT("there is no such work order: %.40s", "没有这张工单：%.40s"), order_no);
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no such work order", "没有这张工单"));
    *out = list[0];
    return true;
}

bool orders_find(Db *db, Arena *arena, const char *order_no, Order *out, Err *err) {
    sqlite3_stmt *q = sql_query(db,
                                ORDER_COLUMNS "FROM work_order o JOIN person p ON p.person_id = o.owner_id"
                                              " WHERE o.store_id = ?1 AND o.order_no = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    return find(db, arena, q, order_no, out, err);
}

bool orders_find_plate(Db *db, Arena *arena, const char *plate, Order *out, Err *err) {
    sqlite3_stmt *q = sql_query(db,
                                ORDER_COLUMNS "FROM person p INDEXED BY person_plate CROSS JOIN work_order o"
                                              " INDEXED BY work_order_owner ON o.owner_id = p.person_id"
                                              " WHERE p.plate = ?2 AND p.plate <> '' AND o.store_id = ?1 AND" IN_SERVICE
                                              "ORDER BY o.arrived_ms DESC, o.order_no DESC LIMIT 1",
                                SQL_ARGS(txt(db_store_id(db)), txt(plate)), err);
    return find(db, arena, q, NULL, out, err);
}

/* ---- people ---- */

static sqlite3_stmt *people_query(Db *db, const char *order_no, Err *err) {
    return sql_query(db,
                     "SELECT p.name, b.name, p.phone, b.phone, p.plate FROM work_order o"
                     " JOIN person p ON p.person_id = o.owner_id JOIN person b ON b.person_id = o.bringer_id"
                     " WHERE o.store_id = ?1 AND o.order_no = ?2",
                     SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
}

static bool people_row(Db *db, sqlite3_stmt *q, Err *err) {
    bool row;
    if (!sql_step(db, q, &row, err)) return false;
    return row || err_set(err, ERR_NOT_FOUND, TXT("there is no such work order", "没有这张工单"));
}

bool orders_people(Db *db, Arena *arena, const char *order_no, OrderPeople *out, Err *err) {
    sqlite3_stmt *q = people_query(db, order_no, err);
    if (!people_row(db, q, err)) return false;
    *out = (OrderPeople){sql_keep(arena, q, 0), sql_keep(arena, q, 1), sql_keep(arena, q, 2), sql_keep(arena, q, 3)};
    sql_end(q);
    return true;
}

bool orders_phone_opens(Db *db, const char *order_no, const char *last4, bool *usable, bool *matches, Err *err) {
    sqlite3_stmt *q = people_query(db, order_no, err);
    if (!people_row(db, q, err)) return false;
    const char *owner = sql_text(q, 2), *bringer = sql_text(q, 3);
    *usable = *sql_text(q, 4) && (*owner || *bringer);
    *matches = *usable && ((*owner && phone_last4(owner, last4)) || (*bringer && phone_last4(bringer, last4)));
    sql_end(q);
    return true;
}

/* ---- history ---- */

static StepBack step_of(const char *id) {
    if (strcmp(id, "failed_inspection") == 0) return STEP_FAILED_INSPECTION;
    if (strcmp(id, "internal_rework") == 0) return STEP_INTERNAL_REWORK;
    if (strcmp(id, "external_rework") == 0) return STEP_EXTERNAL_REWORK;
    return STEP_FORWARD;
}

bool orders_history(Db *db, Arena *arena, const char *order_no, StageSeen **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    const char *store = db_store_id(db);
    if (!sql_number(db, &most, "SELECT count(*) FROM order_stage WHERE store_id = ?1 AND order_no = ?2",
                    SQL_ARGS(txt(store), txt(order_no)), err))
        return false;
    StageSeen *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT stage, hold, step, seen_ms, since_ms FROM order_stage WHERE store_id = ?1"
                                " AND order_no = ?2 ORDER BY seen_ms, seq LIMIT ?3",
                                SQL_ARGS(txt(store), txt(order_no), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        list[count++] = (StageSeen){stage_of(sql_text(q, 0)), hold_of(sql_text(q, 1)), step_of(sql_text(q, 2)),
                                    sql_int(q, 3, 0), sql_int(q, 4, 0)};
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

bool orders_proposals(Db *db, Arena *arena, const char *order_no, Proposal **out, size_t *n, Err *err) {
    bool ok, row;
    Proposal *list = arena_alloc(arena, sizeof *list * IMPORT_PROPOSALS_MAX);
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT what, amount_fen FROM proposal WHERE store_id = ?1 AND order_no = ?2"
                                " ORDER BY item LIMIT ?3",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no), num(IMPORT_PROPOSALS_MAX)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        list[count++] = (Proposal){sql_keep(arena, q, 0), sql_int(q, 1, -1)};
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}
