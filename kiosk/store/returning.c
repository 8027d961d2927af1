/* Cars that come back. Against the store by its indexes, order by order; within the file by one scan into a table
 * of hand-overs, keyed by a hash of car and work: a first import of years has too many to ask the database for each.
 * Two cars with one 64-bit hash would count as one; the odds are 1 in 10^9 for 100,000 orders. */
#include "returning.h"

#include "sql.h"

#include <stdlib.h>

enum { DAYS = 30 };

typedef struct Event { /* a hand-over, or an arrival that may be a return */
    uint64_t car;
    Ms at;
    int64_t n;     /* of temp.incoming */
    size_t before; /* the event before it in its chain, counted from 1; 0 = none */
} Event;

typedef struct Events {
    Event *list;
    size_t n, room;
} Events;

static void add(Events *events, uint64_t car, Ms at, int64_t n) {
    if (events->n == events->room)
        events->list = mem_grow(events->list, sizeof *events->list * (events->room = events->room * 2 + 1024));
    events->list[events->n++] = (Event){car, at, n, 0};
}

static uint64_t hash(uint64_t h, const char *text) {
    for (const char *p = text; *p; p++) h = (h ^ (unsigned char)*p) * 0x100000001B3ULL;
    return (h ^ 0xFF) * 0x100000001B3ULL; /* an end that no text holds: "ab" "c" is not "a" "bc" */
}

/* By VIN and by plate, as two cars: either is enough. */
static void add_both(Events *events, sqlite3_stmt *q, Ms at, int64_t n) {
    static const uint64_t seeds[] = {0xCBF29CE484222325ULL, 0x9E3779B97F4A7C15ULL};
    for (int i = 0; i < 2; i++)
        if (*sql_text(q, 1 + i)) add(events, hash(hash(seeds[i], sql_text(q, 1 + i)), sql_text(q, 3)), at, n);
}

static bool read_events(Db *db, Events *arrivals, Events *handed, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT i.n, i.vin, i.plate, i.kind_words, i.arrived_ms, i.stage = 'delivered',"
                                " coalesce(i.delivered_ms, i.arrived_ms), coalesce(t.fresh, 0)"
                                " FROM temp.incoming i LEFT JOIN temp.todo t ON t.n = i.n WHERE i.kind_words <> ''",
                                SQL_NO_ARGS, err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        int64_t n = sql_int(q, 0, 0);
        if (sql_int(q, 5, 0)) add_both(handed, q, sql_int(q, 6, 0), n);
        if (sql_int(q, 7, 0)) add_both(arrivals, q, sql_int(q, 4, 0), n);
    }
    return ok;
}

typedef struct Chains {
    size_t *last; /* by the low bits of a car: the newest event of the chain, counted from 1 */
    size_t mask;
} Chains;

static Chains chain(Events *events) {
    size_t size = 1024;
    while (size < events->n * 2) size *= 2;
    Chains c = {mem_alloc(sizeof *c.last * size), size - 1};
    for (size_t i = 0; i < events->n; i++) {
        size_t *last = &c.last[events->list[i].car & c.mask];
        events->list[i].before = *last;
        *last = i + 1;
    }
    return c;
}

/* Was this car handed over by another order within the days up to the arrival? */
static bool returns(const Chains *chains, const Events *handed, const Event *arrival) {
    for (size_t i = chains->last[arrival->car & chains->mask]; i; i = handed->list[i - 1].before) {
        const Event *e = &handed->list[i - 1];
        if (e->car == arrival->car && e->n != arrival->n && e->at <= arrival->at &&
            e->at >= arrival->at - DAYS * MS_DAY)
            return true;
    }
    return false;
}

static bool within_the_file(Db *db, Err *err) {
    Events arrivals = {0}, handed = {0};
    bool ok = read_events(db, &arrivals, &handed, err);
    Chains chains = chain(&handed);
    for (size_t i = 0; ok && i < arrivals.n; i++)
        if (returns(&chains, &handed, &arrivals.list[i]))
            ok = sql_run(db, "UPDATE temp.todo SET step = 'external_rework' WHERE n = ?1",
                         SQL_ARGS(num(arrivals.list[i].n)), err);
    free(chains.last);
    free(arrivals.list);
    free(handed.list);
    return ok;
}

/* The indexes are named, or the planner, which knows no store but this one, walks all its orders for each. */
static bool against_the_store(Db *db, Err *err) {
    static const char same_work[] =
        "UPDATE temp.todo SET step = 'external_rework' WHERE fresh AND EXISTS (SELECT 1 FROM temp.incoming i"
        " WHERE i.n = todo.n AND i.kind_words <> '' AND ("
        " EXISTS (SELECT 1 FROM work_order e INDEXED BY work_order_vin WHERE e.vin = i.vin AND e.vin <> ''"
        "  AND e.store_id = ?1 AND e.kind_words = i.kind_words AND e.stage = 'delivered' AND e.order_no <> i.order_no"
        "  AND coalesce(e.delivered_ms, e.arrived_ms) BETWEEN i.arrived_ms - ?2 AND i.arrived_ms)"
        " OR EXISTS (SELECT 1 FROM person p INDEXED BY person_plate CROSS JOIN work_order e INDEXED BY work_order_owner"
        "  ON e.owner_id = p.person_id WHERE p.plate = i.plate AND p.plate <> ''"
        "  AND e.store_id = ?1 AND e.kind_words = i.kind_words AND e.stage = 'delivered' AND e.order_no <> i.order_no"
        "  AND coalesce(e.delivered_ms, e.arrived_ms) BETWEEN i.arrived_ms - ?2 AND i.arrived_ms)))";
    int64_t stored = 0;
    if (!sql_number(db, &stored, "SELECT EXISTS (SELECT 1 FROM work_order)", SQL_NO_ARGS, err)) return false;
    return !stored || sql_run(db, same_work, SQL_ARGS(txt(db_store_id(db)), num(DAYS * MS_DAY)), err);
}

bool returning_find(Db *db, Err *err) {
    int64_t fresh = 0;
    if (!sql_number(db, &fresh, "SELECT EXISTS (SELECT 1 FROM temp.todo WHERE fresh)", SQL_NO_ARGS, err)) return false;
    return !fresh || (against_the_store(db, err) && within_the_file(db, err));
}
