/* Past orders with their history, read in one walk along both keys: rows come by order number, each order's entries
 * together, and one order at a time is held in memory. */
#include "orders.h"
#include "sql.h"

#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    Arena *arena;
    Ms since;
    bool whole; /* lives, not past orders */
    EtaLife life;
    EtaSeen *seen; /* of the order being read */
    size_t room;
    char order_no[128];
    void *list; /* EtaLife or EtaPast */
    size_t n, list_room;
} Reader;

static int by_time(const void *a, const void *b) {
    const EtaSeen *x = a, *y = b;
    return (x->seen > y->seen) - (x->seen < y->seen);
}

/* Entries come by their number; an older export's were written later. Those of one time keep their order: a history is
 * short, and is almost always sorted. */
static void sort_entries(EtaSeen *seen, size_t n) {
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && by_time(&seen[j - 1], &seen[j]) > 0; j--) {
            EtaSeen swap = seen[j];
            seen[j] = seen[j - 1];
            seen[j - 1] = swap;
        }
}

static void keep(Reader *r, const EtaPast *past) {
    size_t size = r->whole ? sizeof(EtaLife) : sizeof(EtaPast);
    if (r->n == r->list_room) r->list = mem_grow(r->list, size * (r->list_room = r->list_room * 2 + 256));
    if (!r->whole) {
        ((EtaPast *)r->list)[r->n++] = *past;
        return;
    }
    EtaSeen *copy = arena_alloc(r->arena, sizeof *copy * (r->life.n + 1));
    memcpy(copy, r->seen, sizeof *copy * r->life.n);
    r->life.seen = copy;
    ((EtaLife *)r->list)[r->n++] = r->life;
}

/* The order read so far stays if it became ready, or was handed over, since then. */
static void finish_order(Reader *r) {
    Ms known;
    if (!r->life.n) return;
    sort_entries(r->seen, r->life.n);
    r->life.seen = r->seen;
    EtaPast past = eta_past_of(&r->life, INT64_MAX, &known);
    if (past.ready && (past.ready >= r->since || r->life.delivered >= r->since)) keep(r, &past);
    r->life.n = 0;
}

static void take_row(Reader *r, sqlite3_stmt *q) {
    char order_no[sizeof r->order_no];
    sql_copy(q, 0, order_no, sizeof order_no);
    if (strcmp(order_no, r->order_no) != 0) {
        finish_order(r);
        memcpy(r->order_no, order_no, sizeof order_no);
        r->life = (EtaLife){.kind = kind_of(sql_text(q, 1)),
                            .arrived = sql_int(q, 2, 0),
                            .promised = sql_int(q, 3, 0),
                            .delivered = sql_int(q, 4, 0)};
    }
    if (r->life.n == r->room) r->seen = mem_grow(r->seen, sizeof *r->seen * (r->room = r->room * 2 + 16));
    r->seen[r->life.n++] =
        (EtaSeen){stage_of(sql_text(q, 5)), hold_of(sql_text(q, 6)), sql_int(q, 7, 0), sql_int(q, 8, 0)};
}

static bool read_all(Db *db, Reader *r, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT o.order_no, o.kind, o.arrived_ms, o.promised_ms, o.delivered_ms, s.stage, s.hold, s.seen_ms, s.since_ms"
        " FROM work_order o CROSS JOIN order_stage s ON s.store_id = o.store_id AND s.order_no = o.order_no"
        " WHERE o.store_id = ?1 AND (o.delivered_ms IS NULL OR o.delivered_ms >= ?2) AND"
        " o.stage IN ('ready', 'delivered') ORDER BY o.order_no, s.seq",
        SQL_ARGS(txt(db_store_id(db)), num(r->since)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) take_row(r, q);
    if (ok) finish_order(r);
    free(r->seen);
    return ok;
}

static bool hand_over(Reader *r, bool ok, void **out, size_t *n) {
    size_t bytes = r->n * (r->whole ? sizeof(EtaLife) : sizeof(EtaPast));
    if (ok) {
        *out = arena_alloc(r->arena, bytes + 1);
        if (bytes) memcpy(*out, r->list, bytes);
        *n = r->n;
    }
    free(r->list);
    return ok;
}

bool orders_past(Db *db, Arena *arena, Ms since, EtaPast **out, size_t *n, Err *err) {
    Reader r = {.arena = arena, .since = since};
    void *list;
    if (!hand_over(&r, read_all(db, &r, err), &list, n)) return false;
    *out = list;
    return true;
}

bool orders_lives(Db *db, Arena *arena, Ms since, EtaLife **out, size_t *n, Err *err) {
    Reader r = {.arena = arena, .since = since, .whole = true};
    void *list;
    if (!hand_over(&r, read_all(db, &r, err), &list, n)) return false;
    *out = list;
    return true;
}

bool orders_exports(Db *db, Arena *arena, Ms from, Ms to, Ms **out, size_t *n, Err *err) {
    bool ok, row;
    Ms *list = NULL;
    size_t count = 0, room = 0;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT exported_ms FROM import_file WHERE store_id = ?1 AND subject = 'orders' AND exported_ms >= ?2"
        " AND exported_ms <= ?3 UNION SELECT seen_ms FROM order_stage WHERE store_id = ?1 AND source = 'export'"
        " AND seen_ms >= ?2 AND seen_ms <= ?3 ORDER BY 1",
        SQL_ARGS(txt(db_store_id(db)), num(from), num(to)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (count == room) list = mem_grow(list, sizeof *list * (room = room * 2 + 256));
        list[count++] = sql_int(q, 0, 0);
    }
    if (ok) {
        *out = arena_alloc(arena, sizeof *list * (count + 1));
        if (count) memcpy(*out, list, sizeof *list * count);
        *n = count;
    }
    free(list);
    return ok;
}
