/* Past orders are prepared once a local day for each connection: a tick comes every minute, and the 90th percentile
 * over 90 days hardly moves within one. Orders are looked at without a lock; only where one is new a transaction is
 * begun. */
#include "late.h"

#include "sql.h"

#include <stdlib.h>
#include <string.h>

typedef struct Known { /* kept with the connection */
    Ms day;
    Arena arena; /* holidays */
    WorkHours hours;
    EtaTable *table;
    PartSlips *slips;
} Known;

const char *late_id(LateWhy why) {
    static const char *const ids[] = {
        [LATE_NOT] = "", [LATE_SPAN] = "span", [LATE_PROMISE] = "promise", [LATE_PARTS] = "parts"};
    return ids[why];
}

static void known_free(void *kept) {
    Known *known = kept;
    eta_free(known->table);
    part_slips_free(known->slips);
    arena_free(&known->arena);
    free(known);
}

static bool known_read(Db *db, const Settings *s, Ms now, Known *known, Err *err) {
    Arena arena = {0};
    EtaPast *past;
    size_t n;
    const WorkHours *hours = settings_hours(s);
    Ms *holidays = arena_alloc(&known->arena, (hours->n_holidays + 1) * sizeof *holidays);
    if (hours->n_holidays) memcpy(holidays, hours->holidays, hours->n_holidays * sizeof *holidays);
    known->hours = *hours;
    known->hours.holidays = holidays;
    bool ok = orders_past(db, &arena, now - settings_int(s, "eta.past_days") * MS_DAY, &past, &n, err) &&
              parts_slips(db, now - settings_int(s, "parts.past_days") * MS_DAY, &known->slips, err);
    if (ok) known->table = eta_build(past, n, &known->hours);
    if (ok) known->day = day_start(now);
    arena_free(&arena);
    return ok;
}

static bool known_of(Db *db, const Settings *s, Ms now, Known **out, Err *err) {
    *out = db_kept(db);
    if (*out && (*out)->day == day_start(now)) return true;
    Known *known = mem_alloc(sizeof *known);
    *known = (Known){0};
    if (!known_read(db, s, now, known, err)) {
        known_free(known);
        return false;
    }
    db_keep(db, known, known_free);
    *out = known;
    return true;
}

EtaAsk order_ask(const Order *o, const PartSlips *slips, Ms as_of, Ms now) {
    EtaAsk ask = {.kind = o->kind,
                  .stage = o->stage,
                  .hold = o->hold,
                  .arrived = o->arrived,
                  .entered = o->stage_seen,
                  .exact = o->stage_exact,
                  .resumed = o->resumed,
                  .promised = o->promised,
                  .parts_at = o->parts_at,
                  .as_of = as_of,
                  .now = now};
    if (o->hold == HOLD_PARTS) ask.slips = part_slips_of(slips, o->parts_supplier, &ask.n_slips);
    return ask;
}

LateWhy late_why(const EtaTable *table, const PartSlips *slips, const Order *o, Ms at, Ms *due) {
    EtaAsk ask = order_ask(o, slips, at, at);
    *due = o->promised;
    if (o->stage < STAGE_CHECK_IN || o->stage >= STAGE_READY) return LATE_NOT;
    if (o->promised > 0 && o->promised >= o->arrived && at > o->promised) return LATE_PROMISE;
    Eta eta = eta_ask(table, &ask);
    *due = eta.due;
    return eta.kind != ETA_LATE ? LATE_NOT : o->hold == HOLD_PARTS ? LATE_PARTS : LATE_SPAN;
}

static int by_advisor(const void *a, const void *b) {
    const LateOrder *x = a, *y = b;
    int advisors = strcmp(x->order.advisor, y->order.advisor);
    if (advisors) return advisors;
    return x->due != y->due ? (x->due > y->due) - (x->due < y->due) : strcmp(x->order.order_no, y->order.order_no);
}

static bool read_told(Db *db, LateOrder *late, Err *err) {
    return sql_number(db, &late->told, "SELECT at_ms FROM order_late WHERE store_id = ?1 AND order_no = ?2",
                      SQL_ARGS(txt(db_store_id(db)), txt(late->order.order_no)), err);
}

bool late_orders(Db *db, Arena *arena, const Settings *settings, Ms now, LateOrder **out, size_t *n, Err *err) {
    Known *known;
    Order *orders;
    size_t n_orders, count = 0;
    Ms as_of;
    if (!orders_board(db, arena, &orders, &n_orders, &as_of, err) || !known_of(db, settings, now, &known, err))
        return false;
    LateOrder *list = arena_alloc(arena, (n_orders + 1) * sizeof *list);
    for (size_t i = 0; i < n_orders; i++) {
        LateOrder late = {.order = orders[i], .at = as_of < now ? as_of : now};
        late.why = late_why(known->table, known->slips, &orders[i], late.at, &late.due);
        if (late.why == LATE_NOT) continue;
        if (!read_told(db, &late, err)) return false;
        list[count++] = late;
    }
    if (count) qsort(list, count, sizeof *list, by_advisor);
    *out = list;
    *n = count;
    return true;
}

static bool tell(Db *db, const LateOrder *late, Ms now, bool *fresh, Err *err) {
    if (!tick_act(db, "late", late->order.order_no, now, fresh, err)) return false;
    return !*fresh || sql_run(db,
                              "INSERT INTO order_late (store_id, order_no, why, due_ms, at_ms) VALUES (?1, ?2, ?3, ?4,"
                              " ?5) ON CONFLICT DO NOTHING",
                              SQL_ARGS(txt(db_store_id(db)), txt(late->order.order_no), txt(late_id(late->why)),
                                       num(late->due), num(now)),
                              err);
}

static bool tell_all(Db *db, const LateOrder *late, size_t n, Ms now, TickDone *out, Err *err) {
    for (size_t i = 0; i < n; i++) {
        bool fresh = false;
        if (!late[i].told && !tell(db, &late[i], now, &fresh, err)) return false;
        out->done += fresh;
    }
    return true;
}

bool late_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err) {
    (void)key;
    Arena arena = {0};
    LateOrder *late;
    size_t n, untold = 0;
    bool ok = late_orders(db, &arena, settings, now, &late, &n, err);
    for (size_t i = 0; ok && i < n; i++) untold += late[i].told == 0;
    if (ok && untold) {
        ok = db_begin(db, err) && db_end(db, tell_all(db, late, n, now, out, err), err);
    }
    arena_free(&arena);
    return ok;
}
