/* Parts: upserted line by line; the history of expected dates gets a row only where a list says another one. */
#include "parts.h"

#include "imported.h"
#include "sql.h"

#include <stdlib.h>

typedef struct PartsRun {
    Db *db;
    const ImportMeta *meta;
    bool known; /* this very file was taken in before: it promises nothing new */
    ImportCounts counts;
} PartsRun;

static bool find(PartsRun *r, const PartLine *p, Uuid *out, Err *err) {
    bool row;
    *out = (Uuid){0};
    sqlite3_stmt *q =
        sql_query(r->db, "SELECT part_id FROM part_arrival WHERE store_id = ?1 AND order_no = ?2 AND part_no = ?3",
                  SQL_ARGS(txt(db_store_id(r->db)), txt(p->order_no), txt(p->part_no)), err);
    if (!sql_step(r->db, q, &row, err)) return false;
    if (!row) return true;
    sql_copy(q, 0, out->text, sizeof out->text);
    sql_end(q);
    return true;
}

static bool insert(PartsRun *r, const PartLine *p, Uuid *part, Err *err) {
    *part = uuid_new();
    return sql_run(r->db,
                   "INSERT INTO part_arrival (part_id, store_id, order_no, part_no, part, supplier, ordered_ms,"
                   " arrived_ms, created_ms, updated_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
                   SQL_ARGS(txt(part->text), txt(db_store_id(r->db)), txt(p->order_no), txt(p->part_no), txt(p->part),
                            txt(p->supplier), num_unless(0, p->ordered), num_unless(0, p->arrived), num(clock_now())),
                   err);
}

/* What is kept of a column: what this list says, else what was there; of an older list the other way round (?6). */
#define TEXT_NOW(column, said)                                                                                         \
    "CASE WHEN ?6 THEN coalesce(nullif(" column ", ''), " said ") ELSE coalesce(nullif(" said ", ''), " column ") END"
#define TIME_NOW(column, said)                                                                                         \
    "CASE WHEN ?6 THEN coalesce(" column ", " said ") ELSE coalesce(" said ", " column ") END"
#define PART_NOW     TEXT_NOW("part", "?2")
#define SUPPLIER_NOW TEXT_NOW("supplier", "?3")
#define ORDERED_NOW  TIME_NOW("ordered_ms", "?4")
#define ARRIVED_NOW  TIME_NOW("arrived_ms", "?5")

static bool update(PartsRun *r, const PartLine *p, const Uuid *part, bool *changed, Err *err) {
    int64_t newest = 0;
    if (!sql_number(r->db, &newest, "SELECT max(told_ms) FROM part_promise WHERE part_id = ?1",
                    SQL_ARGS(txt(part->text)), err) ||
        !sql_run(r->db,
                 "UPDATE part_arrival SET part = " PART_NOW ", supplier = " SUPPLIER_NOW ", ordered_ms = " ORDERED_NOW
                 ", arrived_ms = " ARRIVED_NOW ", updated_ms = ?7 WHERE part_id = ?1 AND (part IS NOT " PART_NOW
                 " OR supplier IS NOT " SUPPLIER_NOW " OR ordered_ms IS NOT " ORDERED_NOW
                 " OR arrived_ms IS NOT " ARRIVED_NOW ")",
                 SQL_ARGS(txt(part->text), txt(p->part), txt(p->supplier), num_unless(0, p->ordered),
                          num_unless(0, p->arrived), num(newest >= r->meta->exported + MS_SECOND), num(clock_now())),
                 err))
        return false;
    *changed = sql_changes(r->db) > 0;
    return true;
}

/* Did any list say this date at the time of this one? *free_ms: where a row of its own may stand. */
static bool promised(PartsRun *r, const PartLine *p, const Uuid *part, bool *said, Ms *free_ms, Err *err) {
    bool row;
    Ms told = r->meta->exported;
    *said = p->expected == 0; /* not knowing is news only after a date was said */
    *free_ms = told;
    sqlite3_stmt *q = sql_query(r->db,
                                "SELECT told_ms, expected_ms IS ?3 FROM part_promise WHERE part_id = ?1"
                                " AND told_ms < ?2 ORDER BY told_ms DESC LIMIT 1",
                                SQL_ARGS(txt(part->text), num(told + MS_SECOND), num_unless(0, p->expected)), err);
    if (!sql_step(r->db, q, &row, err)) return false;
    if (!row) return true;
    if (sql_int(q, 0, 0) >= told) *free_ms = sql_int(q, 0, 0) + 1;
    *said = sql_int(q, 1, 0) != 0;
    sql_end(q);
    return true;
}

/* A list that says nothing of an arrived part's date takes no promise back. */
static bool promise(PartsRun *r, const PartLine *p, const Uuid *part, bool *moved, Err *err) {
    bool said;
    Ms at;
    *moved = false;
    if (p->expected == 0 && p->arrived) return true;
    if (!promised(r, p, part, &said, &at, err)) return false;
    if (said) return true;
    *moved = true;
    return sql_run(r->db, "INSERT INTO part_promise (part_id, told_ms, store_id, expected_ms) VALUES (?1, ?2, ?3, ?4)",
                   SQL_ARGS(txt(part->text), num(at), txt(db_store_id(r->db)), num_unless(0, p->expected)), err);
}

static bool take(PartsRun *r, const PartLine *p, Err *err) {
    Uuid part;
    bool changed = false, moved = false;
    if (!find(r, p, &part, err)) return false;
    bool fresh = !uuid_is_set(&part), listen = fresh || !r->known;
    if (fresh ? !insert(r, p, &part, err) : listen && !update(r, p, &part, &changed, err)) return false;
    if (listen && !promise(r, p, &part, &moved, err)) return false;
    *(fresh ? &r->counts.created : changed || moved ? &r->counts.changed : &r->counts.same) += 1;
    return true;
}

bool parts_import(Db *db, const PartLine *lines, size_t n, const ImportMeta *meta, const ImportNote *notes,
                  size_t n_notes, ImportCounts *out, Err *err) {
    ImportCounts before = {0};
    PartsRun r = {.db = db, .meta = meta};
    if (!db_begin(db, err)) return false;
    bool ok = imported_before(db, meta, &before, err);
    r.known = before.known;
    for (size_t i = 0; ok && i < n; i++) ok = take(&r, &lines[i], err);
    ok = ok && imported_finish(db, meta, notes, n_notes, &r.counts, false, err);
    if (!db_end(db, ok, err)) return false;
    *out = r.counts;
    return true;
}

bool parts_slips(Db *db, Ms since, PartSlips **out, Err *err) {
    bool ok, row;
    Arena arena = {0};
    PartSlip *list = NULL;
    size_t n = 0, room = 0;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT a.supplier, a.arrived_ms - p.expected_ms FROM part_arrival a JOIN part_promise p USING (part_id)"
        " WHERE a.store_id = ?1 AND a.arrived_ms >= ?2 AND p.expected_ms IS NOT NULL"
        " AND p.told_ms < a.arrived_ms",
        SQL_ARGS(txt(db_store_id(db)), num(since)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (n == room) list = mem_grow(list, sizeof *list * (room = room * 2 + 64));
        list[n++] = (PartSlip){sql_keep(&arena, q, 0), (int)(sql_int(q, 1, 0) / MS_MINUTE)};
    }
    if (ok) *out = part_slips_build(list, n);
    free(list);
    arena_free(&arena);
    return ok;
}

bool parts_awaited(Db *db, Arena *arena, const char *order_no, bool *listed, Ms *expected, const char **supplier,
                   Err *err) {
    bool row;
    *listed = false;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT expected_ms, supplier FROM v_parts WHERE store_id = ?1 AND order_no = ?2 AND"
                                " arrived_ms IS NULL ORDER BY expected_ms IS NOT NULL, expected_ms DESC LIMIT 1",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    *listed = true;
    *expected = sql_int(q, 0, 0);
    *supplier = sql_keep(arena, q, 1);
    sql_end(q);
    return true;
}
