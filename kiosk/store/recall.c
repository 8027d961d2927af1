/* Cars by VIN, else by plate, put together from their orders in one pass ordered by car and time. */
#include "recall.h"

#include "audit.h"
#include "base/uuid.h"
#include "cars.h"
#include "rules/months.h"
#include "rules/recall.h"
#include "rules/stage.h"
#include "settings.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHEDULES_MAX = 64, KEY_SIZE = 48, MODEL_SIZE = 64, ORDER_SIZE = 40 };

typedef struct Schedule {
    const char *model; /* prefix as the DMS writes it; "" = every other */
    int km, months;
} Schedule;

typedef struct Rules {
    RecallPolicy policy;
    int again_months;
    Schedule schedules[SCHEDULES_MAX];
    size_t n;
} Rules;

typedef struct Seen { /* a car while its orders go by */
    char key[KEY_SIZE], model[MODEL_SIZE], order_no[ORDER_SIZE];
    RecallCar car;
    int paid; /* visits */
    int first_km;
    Ms first_km_at;
} Seen;

typedef struct Found {
    char order_no[ORDER_SIZE];
    RecallReason reason;
    Ms since;
    int paid;
} Found;

typedef struct Run {
    Db *db;
    Ms at;
    Rules rules;
    Found *found;
    size_t n, cap;
    RecallCounts *counts;
} Run;

static Rules read_rules(const Settings *s) {
    Rules r = {
        .policy = {(int)settings_int(s, "leads.lost_months"), (int)settings_int(s, "leads.due_days")},
        .again_months = (int)settings_int(s, "leads.recall_again_months"),
    };
    int n = settings_count(s, "service.schedules");
    for (int i = 1; i <= n && r.n < SCHEDULES_MAX; i++)
        r.schedules[r.n++] = (Schedule){settings_item(s, "service.schedules", i, "model"),
                                        atoi(settings_item(s, "service.schedules", i, "km")),
                                        atoi(settings_item(s, "service.schedules", i, "months"))};
    return r;
}

/* The longest prefix that fits the model. */
static const Schedule *schedule_of(const Rules *r, const char *model) {
    const Schedule *best = NULL;
    for (size_t i = 0; i < r->n; i++) {
        size_t len = strlen(r->schedules[i].model);
        if (strncmp(model, r->schedules[i].model, len) == 0 && (!best || len > strlen(best->model)))
            best = &r->schedules[i];
    }
    return best;
}

/* ---- a car's orders ---- */

static void finish_car(Run *run, Seen *seen) {
    if (!*seen->key) return;
    run->counts->cars++;
    RecallCar *c = &seen->car;
    const Schedule *schedule = schedule_of(&run->rules, seen->model);
    if (schedule) c->every_km = schedule->km, c->every_months = schedule->months;
    int days = c->km_at && seen->first_km_at ? days_between(seen->first_km_at, c->km_at) : 0;
    if (days >= 30 && c->km > seen->first_km) c->km_a_month = (int)((int64_t)(c->km - seen->first_km) * 30 / days);
    Found found = {.paid = seen->paid};
    found.reason = recall_reason(&run->rules.policy, c, run->at, &found.since);
    if (found.reason == RECALL_NONE) return;
    memcpy(found.order_no, seen->order_no, sizeof found.order_no);
    if (run->n == run->cap) run->found = mem_grow(run->found, (run->cap = run->cap * 2 + 64) * sizeof *run->found);
    run->found[run->n++] = found;
}

static bool is_service(Kind kind) {
    return kind == KIND_MAINTENANCE || kind == KIND_SERVICE_5K || kind == KIND_SERVICE_10K;
}

static void see_order(Seen *seen, sqlite3_stmt *q) {
    RecallCar *c = &seen->car;
    Kind kind = kind_of(sql_text(q, 3));
    Ms arrived = sql_int(q, 4, 0);
    int km = (int)sql_int(q, 5, -1);
    bool delivered = stage_of(sql_text(q, 7)) == STAGE_DELIVERED;
    /* before the hand-over of a new car nobody's number is known */
    if (kind != KIND_PDS || !*seen->order_no) sql_copy(q, 1, seen->order_no, sizeof seen->order_no);
    sql_copy(q, 2, seen->model, sizeof seen->model);
    c->seen = arrived;
    if (!delivered && !sql_int(q, 8, 0) && kind != KIND_PDS) c->in_shop = true;
    if (km >= 0 && kind != KIND_PDS) {
        if (!seen->first_km_at) seen->first_km = km, seen->first_km_at = arrived;
        c->km = km, c->km_at = arrived;
    }
    if (delivered && sql_int(q, 6, 0) > 0 && kind != KIND_PDS) c->paid = arrived, seen->paid++;
    if (delivered && is_service(kind)) c->service = arrived, c->service_km = km;
    Ms lost = sql_int(q, 9, 0);
    if (lost > c->lost_case) c->lost_case = lost;
}

static bool look_at_orders(Run *run, Err *err) {
    bool ok, row;
    Seen seen = {0};
    sqlite3_stmt *q = sql_query(
        run->db,
        "SELECT CASE o.vin WHEN '' THEN p.plate ELSE o.vin END AS car, o.order_no, o.model, o.kind, o.arrived_ms,"
        " o.mileage_km, o.amount_fen, o.stage, o.gone, l.at"
        " FROM work_order o JOIN person p ON p.person_id = o.owner_id"
        " LEFT JOIN " RECALL_LOST_CASES " l ON l.store_id = o.store_id AND l.order_no = o.order_no"
        " WHERE o.store_id = ?1 AND o.arrived_ms <= ?2 AND p.erased_ms IS NULL AND (o.vin <> '' OR p.plate <> '')"
        " ORDER BY 1, o.arrived_ms, o.order_no",
        SQL_ARGS(txt(db_store_id(run->db)), num(run->at)), err);
    while ((ok = sql_step(run->db, q, &row, err)) && row) {
        if (strcmp(seen.key, sql_text(q, 0)) != 0) {
            finish_car(run, &seen);
            seen = (Seen){.car = {.service_km = -1, .km = -1}};
            sql_copy(q, 0, seen.key, sizeof seen.key);
        }
        see_order(&seen, q);
    }
    if (ok) finish_car(run, &seen);
    return ok;
}

/* ---- leads ---- */

static bool is_known(Run *run, const Uuid *car, bool *known, Err *err) {
    int64_t n = 0;
    bool ok = sql_number(
        run->db, &n,
        "SELECT count(*) FROM lead l WHERE l.car_id = ?1 AND l.kind = 'recall' AND (l.at_ms > ?2 OR NOT EXISTS"
        " (SELECT 1 FROM lead_event e WHERE e.lead_id = l.lead_id AND e.kind IN ('done', 'withdrawn')))",
        SQL_ARGS(txt(car->text), num(months_add(run->at, -run->rules.again_months))), err);
    *known = n > 0;
    return ok;
}

static bool make_lead(Run *run, const Found *f, Err *err) {
    Uuid car, id = uuid_new_at(run->at);
    bool known;
    char day[32], detail[64], local[32];
    if (!car_ensure(run->db, f->order_no, &car, err) || !is_known(run, &car, &known, err)) return false;
    if (known) {
        run->counts->known++;
        return true;
    }
    snprintf(detail, sizeof detail, "since=%s visits=%d", day_show(f->since, day, sizeof day), f->paid);
    run->counts->due += f->reason == RECALL_DUE;
    run->counts->lost += f->reason == RECALL_LOST;
    run->counts->never += f->reason == RECALL_NEVER;
    run->counts->lost_case += f->reason == RECALL_CASE;
    return sql_run(run->db,
                   "INSERT INTO lead (lead_id, store_id, kind, desk, order_no, car_id, about, detail, at_ms, at_local)"
                   " VALUES (?1, ?2, 'recall', 'recall', ?3, ?4, ?5, ?6, ?7, ?8)",
                   SQL_ARGS(txt(id.text), txt(db_store_id(run->db)), txt(f->order_no), txt(car.text),
                            txt(recall_id(f->reason)), txt(detail), num(run->at),
                            txt(instant_show(run->at, local, sizeof local))),
                   err);
}

static bool make_all(Run *run, const char *by, Err *err) {
    char note[96];
    if (!look_at_orders(run, err)) return false;
    for (size_t i = 0; i < run->n; i++)
        if (!make_lead(run, &run->found[i], err)) return false;
    const RecallCounts *c = run->counts;
    if (c->due + c->lost + c->never + c->lost_case == 0) return true;
    snprintf(note, sizeof note, "due %d, lost %d, never %d, case %d", c->due, c->lost, c->never, c->lost_case);
    return audit_write(run->db, by, "lead.recall", "", note, run->at, err);
}

bool recall_make(Db *db, const char *by, Ms at, RecallCounts *out, Err *err) {
    Settings *s;
    RecallCounts counts = {0};
    if (!settings_read_at(db, at, &s, err)) return false;
    Run run = {.db = db, .at = at, .rules = read_rules(s), .counts = &counts};
    bool good =
        *settings_policy(s, "leads") != '\0' || err_set(err, ERR_RULE,
                                                        TXT("no policy says who is called in (data/policies/leads.cfg)",
                                                            "没有生效的招揽政策（data/policies/leads.cfg）"));
    good = good && db_begin(db, err) && db_end(db, make_all(&run, by, err), err);
    if (good) *out = counts;
    free(run.found);
    settings_free(s);
    return good;
}
