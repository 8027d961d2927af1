/* Taking an export in. Rows are gathered in TEMP tables (`incoming` …), which lock nothing; `todo` then names the
 * orders that differ from what is stored, compared set-wise and still without a lock; the difference alone is applied
 * in one transaction. When somebody else committed in between, the comparison is made again under the lock. */
#include "import.h"

#include "bulk.h"
#include "forget.h"
#include "import_hand.h"
#include "imported.h"
#include "returning.h"
#include "sql.h"
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IMPORT_CACHE_KIB = 16384, CACHE_KIB = 4096, BULK_ORDERS = 5000 };

struct Import {
    Db *db;
    int refused, flagged;
    bool proposals; /* some order so far has some */
};

/* What one application works with. */
typedef struct Apply {
    Db *db;
    const char *store;
    const ImportMeta *meta;
    Ms now, since, next; /* since, next: the exports before and after this one; 0 = none */
    bool keep_missing;
    int flagged; /* by whoever read the file */
    ImportCounts counts, before;
} Apply;

/* Large pages: the rows are written once and read a few times from end to end. */
static const char gather_tables[] =
    "PRAGMA temp.page_size = 32768;"
    "CREATE TEMP TABLE IF NOT EXISTS incoming ("
    " n INTEGER PRIMARY KEY, order_no TEXT NOT NULL UNIQUE ON CONFLICT REPLACE, plate TEXT, vin TEXT, model TEXT,"
    " purchased_day TEXT, mileage_km INTEGER, owner TEXT, owner_phone TEXT, bringer TEXT, bringer_phone TEXT,"
    " two_people INTEGER, advisor_name TEXT, kind TEXT, kind_words TEXT, arrived_ms INTEGER, promised_ms INTEGER,"
    " delivered_ms INTEGER, parts_at_ms INTEGER, stage TEXT, hold TEXT, rework INTEGER, bay TEXT, technician TEXT,"
    " remark TEXT, amount_fen INTEGER, flags TEXT, proposals INTEGER, line INTEGER,"
    " level INTEGER);"
    "CREATE TEMP TABLE IF NOT EXISTS incoming_proposal ("
    " order_no TEXT, item INTEGER, what TEXT, amount_fen INTEGER, PRIMARY KEY (order_no, item)) WITHOUT ROWID;"
    "CREATE TEMP TABLE IF NOT EXISTS incoming_note ("
    " seq INTEGER PRIMARY KEY, line INTEGER, field TEXT, value TEXT, code TEXT, reason TEXT, refused INTEGER);"
    "CREATE TEMP TABLE IF NOT EXISTS mentioned (order_no TEXT PRIMARY KEY) WITHOUT ROWID;"
    /* bringer_id NULL: the owner. moves: the history gets an entry. back_*: the state that the next export shows again
     * after an older export's entry. */
    "CREATE TEMP TABLE IF NOT EXISTS todo ("
    " n INTEGER PRIMARY KEY, fresh INTEGER, owner_id TEXT, bringer_id TEXT, moves INTEGER, step TEXT,"
    " back_stage TEXT, back_hold TEXT);"
    "DELETE FROM temp.incoming; DELETE FROM temp.incoming_proposal; DELETE FROM temp.incoming_note;"
    "DELETE FROM temp.mentioned; DELETE FROM temp.todo;";

/* ---- functions for the SQL below ---- */

static void sql_uuid_new(sqlite3_context *ctx, int n, sqlite3_value **args) {
    (void)n, (void)args;
    Uuid id = uuid_new();
    sqlite3_result_text(ctx, id.text, UUID_LEN, SQLITE_TRANSIENT);
}

static const char *step_id(StepBack step) {
    switch (step) {
    case STEP_FAILED_INSPECTION: return "failed_inspection";
    case STEP_INTERNAL_REWORK: return "internal_rework";
    case STEP_EXTERNAL_REWORK: return "external_rework";
    case STEP_FORWARD: break;
    }
    return "";
}

/* stage_step(from, to): rules/stage.h by identifiers; '' for forward, also from nowhere. */
static void sql_stage_step(sqlite3_context *ctx, int n, sqlite3_value **args) {
    (void)n;
    const char *from = (const char *)sqlite3_value_text(args[0]), *to = (const char *)sqlite3_value_text(args[1]);
    StepBack step = from && to ? stage_step(stage_of(from), stage_of(to)) : STEP_FORWARD;
    sqlite3_result_text(ctx, step_id(step), -1, SQLITE_STATIC);
}

static bool add_functions(Db *db, Err *err) {
    const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
    if (sqlite3_create_function(db_handle(db), "uuid_new", 0, flags, NULL, sql_uuid_new, NULL, NULL) != SQLITE_OK ||
        sqlite3_create_function(db_handle(db), "stage_step", 2, flags | SQLITE_DETERMINISTIC, NULL, sql_stage_step,
                                NULL, NULL) != SQLITE_OK)
        return sql_fail(db, err);
    return true;
}

/* ---- gathering ---- */

static bool cache_kib(Db *db, int kib, Err *err) {
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA main.cache_size = -%d", kib);
    return sql_script(db, sql, err);
}

bool import_begin(Db *db, Import **out, Err *err) {
    if (!add_functions(db, err) || !cache_kib(db, IMPORT_CACHE_KIB, err) || !sql_script(db, gather_tables, err) ||
        !import_hand_tables(db, err) || !sql_gather(db, err))
        return false;
    *out = mem_alloc(sizeof **out);
    (*out)->db = db;
    return true;
}

/* Is the person who brought the car somebody else than the owner? */
static bool two_people(const ImportOrder *o) {
    return (*o->bringer && strcmp(o->bringer, o->owner) != 0) ||
           (*o->bringer_phone && strcmp(o->bringer_phone, o->owner_phone) != 0);
}

static size_t proposals_of(const ImportOrder *o) {
    return o->n_proposals < IMPORT_PROPOSALS_MAX ? o->n_proposals : IMPORT_PROPOSALS_MAX;
}

static bool add_proposals(Import *import, const ImportOrder *o, Err *err) {
    Db *db = import->db;
    if (!import->proposals && o->n_proposals == 0) return true;
    import->proposals = true;
    if (!sql_run(db, "DELETE FROM temp.incoming_proposal WHERE order_no = ?1", SQL_ARGS(txt(o->order_no)), err))
        return false;
    for (size_t i = 0; i < proposals_of(o); i++)
        if (!sql_run(db, "INSERT INTO temp.incoming_proposal VALUES (?1, ?2, ?3, ?4)",
                     SQL_ARGS(txt(o->order_no), num((int64_t)i + 1), txt(o->proposals[i].what),
                              num_unless(-1, o->proposals[i].amount)),
                     err))
            return false;
    return true;
}

bool import_add(Import *import, const ImportOrder *o, Err *err) {
    Db *db = import->db;
    bool ok = sql_run(
        db,
        "INSERT INTO temp.incoming (order_no, plate, vin, model, purchased_day, mileage_km, owner, owner_phone, "
        "bringer,"
        " bringer_phone, two_people, advisor_name, kind, kind_words, arrived_ms, promised_ms, delivered_ms, "
        "parts_at_ms,"
        " stage, hold, rework, bay, technician, remark, amount_fen, flags, proposals, line, level) VALUES (?1, ?2, ?3, "
        "?4, ?5,"
        " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27,"
        " ?28, ?29)",
        SQL_ARGS(txt(o->order_no), txt(o->plate), txt(o->vin), txt(o->model), txt(o->purchased_day),
                 num_unless(-1, o->mileage_km), txt(o->owner), txt(o->owner_phone), txt(o->bringer),
                 txt(o->bringer_phone), num(two_people(o)), txt(o->advisor), txt(kind_id(o->kind)), txt(o->kind_words),
                 num(o->arrived), num_unless(0, o->promised), num_unless(0, o->delivered), num_unless(0, o->parts_at),
                 txt(stage_id(o->stage)), txt(hold_id(o->hold)), num(o->rework), txt(o->bay), txt(o->technician),
                 txt(o->remark), num_unless(-1, o->amount), txt(o->flags), num((int64_t)proposals_of(o)), num(o->line),
                 num(o->level)),
        err);
    return ok && add_proposals(import, o, err);
}

bool import_mention(Import *import, const char *order_no, Err *err) {
    return sql_run(import->db, "INSERT OR IGNORE INTO temp.mentioned VALUES (?1)", SQL_ARGS(txt(order_no)), err);
}

bool import_note(Import *import, const ImportNote *note, Err *err) {
    if (!sql_run(import->db,
                 "INSERT INTO temp.incoming_note (line, field, value, code, reason, refused)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                 SQL_ARGS(num(note->line), txt(note->field), txt(note->value), txt(note->code), txt(note->reason),
                          num(note->refused)),
                 err))
        return false;
    *(note->refused ? &import->refused : &import->flagged) += 1;
    return true;
}

void import_end(Import *import) {
    if (!import) return;
    sql_gather_end(import->db, NULL);
    sql_script(import->db,
               "DROP TABLE temp.incoming; DROP TABLE temp.incoming_proposal; DROP TABLE temp.incoming_note;"
               "DROP TABLE temp.mentioned; DROP TABLE temp.todo; DROP TABLE temp.by_hand;",
               NULL);
    cache_kib(import->db, CACHE_KIB, NULL);
    free(import);
}

/* ---- comparing ---- */

/* Orders that are not stored yet. */
static bool find_fresh(Apply *a, Err *err) {
    return sql_run(a->db,
                   "INSERT INTO temp.todo (n, fresh, owner_id, bringer_id, moves, step)"
                   " SELECT n, 1, uuid_new(), CASE two_people WHEN 1 THEN uuid_new() END, 1,"
                   "        CASE rework WHEN 1 THEN 'internal_rework' ELSE '' END"
                   " FROM temp.incoming i WHERE NOT EXISTS"
                   " (SELECT 1 FROM work_order o WHERE o.store_id = ?1 AND o.order_no = i.order_no)",
                   SQL_ARGS(txt(a->store)), err);
}

/* The DMS says "rework" as long as it lasts: it counts once a stay in the stage. */
#define REWORK_IS_NEW                                                                                                  \
    "(i.rework AND NOT EXISTS (SELECT 1 FROM order_stage s WHERE s.store_id = o.store_id AND s.order_no = o.order_no"  \
    " AND s.stage = i.stage AND s.step <> '' AND NOT EXISTS (SELECT 1 FROM order_stage l"                              \
    " WHERE l.store_id = s.store_id AND l.order_no = s.order_no AND l.stage <> s.stage"                                \
    " AND (l.seen_ms, l.seq) > (s.seen_ms, s.seq))))"

/* Stored orders that this export shows differently. Whoever was forgotten stays forgotten. Back from a stage that a
 * hand had set is no rework: nobody knows which of the two was right. */
static bool find_changed(Apply *a, Err *err) {
    return sql_run(
        a->db,
        "INSERT INTO temp.todo (n, fresh, owner_id, bringer_id, moves, step)"
        " SELECT i.n, 0, o.owner_id,"
        "        CASE WHEN o.bringer_id <> o.owner_id THEN o.bringer_id WHEN i.two_people THEN uuid_new() END,"
        "        o.stage <> i.stage OR o.hold <> i.hold OR " REWORK_IS_NEW ","
        "        CASE WHEN stage_step(o.stage, i.stage) <> '' AND i.n NOT IN (SELECT n FROM temp.by_hand)"
        "                  THEN stage_step(o.stage, i.stage)"
        "             WHEN " REWORK_IS_NEW " THEN 'internal_rework' ELSE '' END"
        " FROM temp.incoming i CROSS JOIN work_order o ON o.store_id = ?1 AND o.order_no = i.order_no"
        " CROSS JOIN person p ON p.person_id = o.owner_id CROSS JOIN person b ON b.person_id = o.bringer_id"
        " WHERE o.stage <> i.stage OR o.hold <> i.hold OR o.gone"
        " OR (o.vin, o.model, o.kind, o.kind_words, o.purchased_day, o.advisor_name, o.arrived_ms, o.bay, o.technician,"
        "     o.flags) <> (i.vin, i.model, i.kind, i.kind_words, i.purchased_day, i.advisor_name, i.arrived_ms, i.bay,"
        "     i.technician, i.flags)"
        " OR o.mileage_km IS NOT i.mileage_km OR o.promised_ms IS NOT i.promised_ms"
        " OR o.delivered_ms IS NOT i.delivered_ms OR o.parts_at_ms IS NOT i.parts_at_ms"
        " OR o.amount_fen IS NOT i.amount_fen"
        " OR (p.erased_ms IS NULL AND"
        "     (p.name, p.phone, p.plate, p.words) <> (i.owner, i.owner_phone, i.plate, i.remark))"
        " OR CASE WHEN o.bringer_id = o.owner_id THEN i.two_people"
        "         ELSE b.erased_ms IS NULL AND (b.name, b.phone) <> (i.bringer, i.bringer_phone) END"
        " OR i.proposals <> (SELECT count(*) FROM proposal q WHERE q.store_id = ?1 AND q.order_no = i.order_no)"
        " OR EXISTS (SELECT 1 FROM temp.incoming_proposal n JOIN proposal q"
        "            ON q.store_id = ?1 AND q.order_no = n.order_no AND q.item = n.item"
        "            WHERE n.order_no = i.order_no AND (q.what <> n.what OR q.amount_fen IS NOT n.amount_fen))"
        " OR " REWORK_IS_NEW,
        SQL_ARGS(txt(a->store)), err);
}

/* An older export: stored orders whose history at that time says otherwise. */
static bool find_missing_history(Apply *a, Err *err) {
    return sql_run(a->db,
                   "INSERT INTO temp.todo (n, fresh, moves, step, back_stage, back_hold)"
                   " SELECT i.n, 0, 1, stage_step(s.stage, i.stage), s.stage, s.hold"
                   " FROM temp.incoming i CROSS JOIN work_order o ON o.store_id = ?1 AND o.order_no = i.order_no"
                   " LEFT JOIN order_stage s ON s.store_id = ?1 AND s.order_no = i.order_no AND s.seq ="
                   "   (SELECT seq FROM order_stage l WHERE l.store_id = ?1 AND l.order_no = i.order_no"
                   "    AND l.seen_ms <= ?2 ORDER BY l.seen_ms DESC, l.seq DESC LIMIT 1)"
                   " WHERE s.stage IS NOT i.stage OR s.hold IS NOT i.hold",
                   SQL_ARGS(txt(a->store), num(a->meta->exported)), err);
}

/* Orders on the board that this list no longer has. */
#define MISSING                                                                                                        \
    " store_id = ?1 AND stage <> 'delivered' AND gone = 0"                                                             \
    " AND order_no NOT IN (SELECT order_no FROM temp.incoming) AND order_no NOT IN (SELECT order_no FROM "             \
    "temp.mentioned)"

static bool count_work(Apply *a, Err *err) {
    int64_t all = 0, fresh = 0, changed = 0, gone = 0;
    if (!sql_number(a->db, &all, "SELECT count(*) FROM temp.incoming", SQL_NO_ARGS, err) ||
        !sql_number(a->db, &fresh, "SELECT count(*) FROM temp.todo WHERE fresh", SQL_NO_ARGS, err) ||
        !sql_number(a->db, &changed, "SELECT count(*) FROM temp.todo WHERE NOT fresh", SQL_NO_ARGS, err))
        return false;
    if (!a->counts.older && !a->keep_missing &&
        !sql_number(a->db, &gone, "SELECT count(*) FROM work_order INDEXED BY work_order_open WHERE" MISSING,
                    SQL_ARGS(txt(a->store)), err))
        return false;
    a->counts.orders = (int)all;
    a->counts.created = (int)fresh;
    a->counts.changed = (int)changed;
    a->counts.same = (int)(all - fresh - changed);
    a->counts.gone = (int)gone;
    return true;
}

static bool exports_around(Apply *a, Err *err) {
    SqlArg about[] = {txt(a->store), num(a->meta->exported)};
    a->since = a->next = 0;
    return sql_number(a->db, &a->since,
                      "SELECT max(exported_ms) FROM import_file WHERE store_id = ?1 AND subject = 'orders'"
                      " AND exported_ms < ?2",
                      about, 2, err) &&
           sql_number(a->db, &a->next,
                      "SELECT min(exported_ms) FROM import_file WHERE store_id = ?1 AND subject = 'orders'"
                      " AND exported_ms > ?2",
                      about, 2, err);
}

static bool compare(Apply *a, Err *err) {
    a->before = (ImportCounts){0};
    if (!forgotten_left_out(a->db, err) || !sql_run(a->db, "DELETE FROM temp.todo", SQL_NO_ARGS, err) ||
        !exports_around(a, err) || !imported_before(a->db, a->meta, &a->before, err))
        return false;
    a->counts.older = a->next != 0;
    a->counts.known = a->before.known;
    if (!import_hand_find(a->db, a->meta->exported, a->counts.older, &a->counts.by_hand, err)) return false;
    a->counts.flagged = a->flagged + a->counts.by_hand;
    return find_fresh(a, err) && returning_find(a->db, err) &&
           (a->counts.older ? find_missing_history(a, err) : find_changed(a, err)) && count_work(a, err);
}

/* ---- applying ---- */

#define TODO_ROWS " FROM temp.todo t CROSS JOIN temp.incoming i ON i.n = t.n "

static bool save_people(Apply *a, Err *err) {
    return sql_run(a->db,
                   "INSERT INTO person (person_id, store_id, name, phone, plate, words, created_ms)"
                   " SELECT t.owner_id, ?1, i.owner, i.owner_phone, i.plate, i.remark, ?2" TODO_ROWS
                   " WHERE t.owner_id IS NOT NULL"
                   " ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, phone = excluded.phone,"
                   " plate = excluded.plate, words = excluded.words WHERE erased_ms IS NULL",
                   SQL_ARGS(txt(a->store), num(a->now)), err) &&
           sql_run(a->db,
                   "INSERT INTO person (person_id, store_id, name, phone, created_ms)"
                   " SELECT t.bringer_id, ?1, i.bringer, i.bringer_phone, ?2" TODO_ROWS
                   " WHERE t.bringer_id IS NOT NULL"
                   " ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, phone = excluded.phone"
                   " WHERE erased_ms IS NULL",
                   SQL_ARGS(txt(a->store), num(a->now)), err);
}

/* ?3: a new order out of an older export that is not in the newer lists is gone already. */
static bool save_orders(Apply *a, Err *err) {
    return sql_run(
        a->db,
        "INSERT INTO work_order (store_id, order_no, owner_id, bringer_id, vin, model, kind, kind_words, purchased_day,"
        " mileage_km, advisor_name, arrived_ms, promised_ms, delivered_ms, stage, hold, bay, technician, parts_at_ms,"
        " amount_fen, gone, flags, updated_ms)"
        " SELECT ?1, i.order_no, t.owner_id, coalesce(t.bringer_id, t.owner_id), i.vin, i.model, i.kind, i.kind_words,"
        " i.purchased_day, i.mileage_km, i.advisor_name, i.arrived_ms, i.promised_ms, i.delivered_ms, i.stage, i.hold,"
        " i.bay, i.technician, i.parts_at_ms, i.amount_fen, ?3 AND i.stage <> 'delivered',"
        " CASE WHEN ?3 AND i.stage <> 'delivered' THEN trim(i.flags || ' gone') ELSE i.flags END, ?2" TODO_ROWS
        " WHERE t.owner_id IS NOT NULL"
        " ON CONFLICT (store_id, order_no) DO UPDATE SET bringer_id = excluded.bringer_id, vin = excluded.vin,"
        " model = excluded.model, kind = excluded.kind, kind_words = excluded.kind_words,"
        " purchased_day = excluded.purchased_day, mileage_km = excluded.mileage_km,"
        " advisor_name = excluded.advisor_name, arrived_ms = excluded.arrived_ms, promised_ms = excluded.promised_ms,"
        " delivered_ms = excluded.delivered_ms, stage = excluded.stage, hold = excluded.hold, bay = excluded.bay,"
        " technician = excluded.technician, parts_at_ms = excluded.parts_at_ms, amount_fen = excluded.amount_fen,"
        " gone = excluded.gone, flags = excluded.flags, updated_ms = excluded.updated_ms",
        SQL_ARGS(txt(a->store), num(a->now), num(a->counts.older && !a->keep_missing)), err);
}

static bool save_history(Apply *a, Err *err) {
    return sql_run(
        a->db,
        "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms)"
        " SELECT ?1, i.order_no, CASE WHEN t.fresh THEN 1 ELSE 1 + coalesce((SELECT max(seq) FROM order_stage s"
        " WHERE s.store_id = ?1 AND s.order_no = i.order_no), 0) END, i.stage, i.hold, t.step, ?2, ?3" TODO_ROWS
        " WHERE t.moves",
        SQL_ARGS(txt(a->store), num(a->meta->exported), num_unless(0, a->since)), err);
}

/* After an older export's entry the next export shows the earlier state again, unless it has an entry of its own. */
static bool save_way_back(Apply *a, Err *err) {
    return sql_run(a->db,
                   "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms)"
                   " SELECT ?1, i.order_no, (SELECT max(seq) + 1 FROM order_stage s WHERE s.store_id = ?1 AND"
                   " s.order_no = i.order_no), t.back_stage, t.back_hold, stage_step(i.stage, t.back_stage), ?3,"
                   " ?2" TODO_ROWS " WHERE t.back_stage IS NOT NULL AND NOT EXISTS (SELECT 1 FROM order_stage s"
                   " WHERE s.store_id = ?1 AND s.order_no = i.order_no AND s.seen_ms > ?2 AND s.seen_ms <= ?3)",
                   SQL_ARGS(txt(a->store), num(a->meta->exported), num(a->next)), err);
}

/* Which level of inspection was told of, once a round; a round ends when the car goes back to work. */
static bool save_levels(Apply *a, Err *err) {
    return sql_run(a->db,
                   "INSERT INTO order_inspection (store_id, order_no, round, level, seen_ms)"
                   " SELECT ?1, i.order_no, 1 + (SELECT count(*) FROM order_stage s WHERE s.store_id = ?1 AND"
                   " s.order_no = i.order_no AND s.step <> '' AND s.seen_ms <= ?2), i.level, ?2"
                   " FROM temp.incoming i WHERE i.level > 0"
                   " ON CONFLICT DO UPDATE SET seen_ms = excluded.seen_ms WHERE excluded.seen_ms < seen_ms",
                   SQL_ARGS(txt(a->store), num(a->meta->exported)), err);
}

/* An item that did not change keeps the time it was first seen. */
static bool save_proposals(Apply *a, Err *err) {
    return sql_run(a->db,
                   "DELETE FROM proposal WHERE store_id = ?1 AND item > (SELECT i.proposals FROM temp.incoming i"
                   " WHERE i.order_no = proposal.order_no) AND order_no IN (SELECT i.order_no" TODO_ROWS
                   "WHERE NOT t.fresh AND t.owner_id IS NOT NULL)",
                   SQL_ARGS(txt(a->store)), err) &&
           sql_run(a->db,
                   "INSERT INTO proposal (store_id, order_no, item, what, amount_fen, seen_ms)"
                   " SELECT ?1, q.order_no, q.item, q.what, q.amount_fen, ?2 FROM temp.incoming_proposal q"
                   " CROSS JOIN temp.incoming i ON i.order_no = q.order_no CROSS JOIN temp.todo t ON t.n = i.n"
                   " WHERE t.owner_id IS NOT NULL"
                   " ON CONFLICT (store_id, order_no, item) DO UPDATE SET what = excluded.what,"
                   " amount_fen = excluded.amount_fen, seen_ms = excluded.seen_ms"
                   " WHERE what <> excluded.what OR amount_fen IS NOT excluded.amount_fen",
                   SQL_ARGS(txt(a->store), num(a->meta->exported)), err);
}

static bool mark_gone(Apply *a, Err *err) {
    return a->counts.gone == 0 || sql_run(a->db,
                                          "UPDATE work_order INDEXED BY work_order_open SET gone = 1, flags = "
                                          "trim(flags || ' gone'), updated_ms = ?2 WHERE" MISSING,
                                          SQL_ARGS(txt(a->store), num(a->now)), err);
}

static bool save_file(Apply *a, Err *err) {
    Uuid id;
    return imported_save(a->db, a->meta, &a->counts, &id, err) &&
           sql_run(a->db,
                   "INSERT INTO import_note (import_id, seq, line, field, value, code, reason, refused)"
                   " SELECT ?1, seq, line, field, value, code, reason, refused FROM temp.incoming_note",
                   SQL_ARGS(txt(id.text)), err);
}

/* A first import of years into an empty store. */
static bool is_bulk(Apply *a, bool *bulk, Err *err) {
    int64_t stored = 0;
    *bulk = false;
    if (a->counts.created < BULK_ORDERS) return true;
    if (!sql_number(a->db, &stored, "SELECT EXISTS (SELECT 1 FROM work_order)", SQL_NO_ARGS, err)) return false;
    *bulk = !stored;
    return true;
}

static bool save_people_and_orders(Apply *a, Err *err) {
    Bulk bulk = {0};
    bool is;
    if (!is_bulk(a, &is, err)) return false;
    if ((!is || bulk_begin(a->db, &bulk, err)) && save_people(a, err) && save_orders(a, err))
        return bulk_end(a->db, &bulk, err);
    bulk_release(&bulk);
    return false;
}

/* Persons before orders before history: each refers to the one before. Of an older export only new orders and
 * history are written. */
static bool apply(Apply *a, Err *err) {
    bool older = a->counts.older;
    return save_people_and_orders(a, err) && save_history(a, err) && (!older || save_way_back(a, err)) &&
           save_levels(a, err) && save_proposals(a, err) && (older || work_imported(a->db, a->meta->exported, err)) &&
           (older || mark_gone(a, err)) && save_file(a, err);
}

/* A file that is known and reads as before writes nothing at all. */
static bool nothing_to_do(const Apply *a) {
    const ImportCounts *now = &a->counts, *before = &a->before;
    return now->known && now->created + now->changed + now->gone == 0 && now->orders == before->orders &&
           now->refused == before->refused && now->flagged == before->flagged;
}

static bool apply_locked(Apply *a, int64_t compared_at, Err *err) {
    if (!db_begin(a->db, err)) return false;
    bool ok = db_data_version(a->db) == compared_at || compare(a, err);
    return db_end(a->db, ok && (nothing_to_do(a) || apply(a, err)), err);
}

/* Each row refers to one that was written a line before; looking every one of them up again would cost a tenth. */
static bool apply_unchecked(Apply *a, int64_t compared_at, Err *err) {
    if (!sql_script(a->db, "PRAGMA foreign_keys = OFF", err)) return false;
    bool ok = apply_locked(a, compared_at, err);
    return sql_script(a->db, "PRAGMA foreign_keys = ON", ok ? err : NULL) && ok;
}

bool import_apply(Import *import, const ImportMeta *meta, bool keep_missing, ImportCounts *out, Err *err) {
    Db *db = import->db;
    Apply a = {.db = db, .store = db_store_id(db), .meta = meta, .now = clock_now(), .keep_missing = keep_missing};
    a.counts.refused = import->refused;
    a.flagged = import->flagged;
    if (!sql_gather_end(db, err)) return false;
    int64_t compared_at = db_data_version(db);
    if (!compare(&a, err)) return false;
    if (!nothing_to_do(&a) && !apply_unchecked(&a, compared_at, err)) return false;
    *out = a.counts;
    return true;
}

/* ---- files ---- */

bool imported_before(Db *db, const ImportMeta *meta, ImportCounts *before, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT orders, refused, flagged FROM import_file WHERE store_id = ?1 AND subject = ?2"
                                " AND digest = ?3",
                                SQL_ARGS(txt(db_store_id(db)), txt(meta->subject), txt(meta->digest)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    *before = (ImportCounts){.known = true,
                             .orders = (int)sql_int(q, 0, 0),
                             .refused = (int)sql_int(q, 1, 0),
                             .flagged = (int)sql_int(q, 2, 0)};
    sql_end(q);
    return true;
}

static bool import_id_of(Db *db, const ImportMeta *meta, Uuid *id, Err *err) {
    bool row;
    sqlite3_stmt *q =
        sql_query(db, "SELECT import_id FROM import_file WHERE store_id = ?1 AND subject = ?2 AND digest = ?3",
                  SQL_ARGS(txt(db_store_id(db)), txt(meta->subject), txt(meta->digest)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_CORRUPT, TXT("an import's row is missing", "导入记录丢失"));
    sql_copy(q, 0, id->text, sizeof id->text);
    sql_end(q);
    return true;
}

bool imported_save(Db *db, const ImportMeta *meta, const ImportCounts *c, Uuid *import_id, Err *err) {
    Uuid id = uuid_new();
    return sql_run(db,
                   "INSERT INTO import_file (import_id, store_id, subject, digest, file, exported_ms, applied_ms,"
                   " records, orders, created, changed, same, refused, flagged)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
                   " ON CONFLICT (store_id, subject, digest) DO UPDATE SET applied_ms = excluded.applied_ms,"
                   " records = excluded.records, orders = excluded.orders, created = excluded.created,"
                   " changed = excluded.changed, same = excluded.same, refused = excluded.refused,"
                   " flagged = excluded.flagged",
                   SQL_ARGS(txt(id.text), txt(db_store_id(db)), txt(meta->subject), txt(meta->digest), txt(meta->file),
                            num(meta->exported), num(clock_now()), num(meta->records), num(c->orders), num(c->created),
                            num(c->changed), num(c->same), num(c->refused), num(c->flagged)),
                   err) &&
           import_id_of(db, meta, import_id, err) &&
           sql_run(db, "DELETE FROM import_note WHERE import_id = ?1", SQL_ARGS(txt(import_id->text)), err);
}

bool imported_note(Db *db, const Uuid *import_id, int seq, const ImportNote *note, Err *err) {
    return sql_run(db,
                   "INSERT INTO import_note (import_id, seq, line, field, value, code, reason, refused)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   SQL_ARGS(txt(import_id->text), num(seq), num(note->line), txt(note->field), txt(note->value),
                            txt(note->code), txt(note->reason), num(note->refused)),
                   err);
}

bool import_last(Db *db, const char *subject, LastImport *out, Err *err) {
    bool row;
    LastImport last = {0};
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT file, exported_ms, applied_ms, orders, refused, flagged FROM import_file"
                  " WHERE store_id = ?1 AND subject = ?2 ORDER BY exported_ms DESC, applied_ms DESC LIMIT 1",
                  SQL_ARGS(txt(db_store_id(db)), txt(subject)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (row) {
        sql_copy(q, 0, last.file, sizeof last.file);
        last.exported = sql_int(q, 1, 0);
        last.applied = sql_int(q, 2, 0);
        last.orders = (int)sql_int(q, 3, 0);
        last.refused = (int)sql_int(q, 4, 0);
        last.flagged = (int)sql_int(q, 5, 0);
        sql_end(q);
    }
    *out = last;
    return true;
}

/* ---- simulated history ---- */

static bool past_person(Db *db, const Uuid *id, const char *name, const char *phone, const char *plate,
                        const char *words, Ms at, Err *err) {
    return sql_run(
        db,
        "INSERT INTO person (person_id, store_id, name, phone, plate, words, created_ms)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        SQL_ARGS(txt(id->text), txt(db_store_id(db)), txt(name), txt(phone), txt(plate), txt(words), num(at)), err);
}

static bool past_order_row(Db *db, const ImportOrder *o, const Uuid *owner, const Uuid *bringer, Ms updated, Err *err) {
    return sql_run(
        db,
        "INSERT INTO work_order (store_id, order_no, owner_id, bringer_id, vin, model, kind, kind_words,"
        " purchased_day, mileage_km, advisor_name, arrived_ms, promised_ms, delivered_ms, stage, hold, bay,"
        " technician, parts_at_ms, amount_fen, flags, updated_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
        " ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
        SQL_ARGS(txt(db_store_id(db)), txt(o->order_no), txt(owner->text), txt(bringer->text), txt(o->vin),
                 txt(o->model), txt(kind_id(o->kind)), txt(o->kind_words), txt(o->purchased_day),
                 num_unless(-1, o->mileage_km), txt(o->advisor), num(o->arrived), num_unless(0, o->promised),
                 num_unless(0, o->delivered), txt(stage_id(o->stage)), txt(hold_id(o->hold)), txt(o->bay),
                 txt(o->technician), num_unless(0, o->parts_at), num_unless(-1, o->amount), txt(o->flags),
                 num(updated)),
        err);
}

static bool past_stage(Db *db, const char *order_no, int seq, const StageSeen *s, Err *err) {
    return sql_run(db,
                   "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   SQL_ARGS(txt(db_store_id(db)), txt(order_no), num(seq), txt(stage_id(s->stage)),
                            txt(hold_id(s->hold)), txt(step_id(s->step)), num(s->seen), num_unless(0, s->since)),
                   err);
}

bool import_past_order(Db *db, const ImportOrder *o, const StageSeen *stages, size_t n, Err *err) {
    Uuid owner = uuid_new_at(o->arrived), bringer = owner;
    Ms updated = n ? stages[n - 1].seen : o->arrived;
    bool ok = past_person(db, &owner, o->owner, o->owner_phone, o->plate, o->remark, o->arrived, err);
    if (ok && two_people(o)) {
        bringer = uuid_new_at(o->arrived);
        ok = past_person(db, &bringer, o->bringer, o->bringer_phone, "", "", o->arrived, err);
    }
    ok = ok && past_order_row(db, o, &owner, &bringer, updated, err);
    for (size_t i = 0; ok && i < n; i++) ok = past_stage(db, o->order_no, (int)i + 1, &stages[i], err);
    for (size_t i = 0; ok && i < proposals_of(o); i++)
        ok = sql_run(db,
                     "INSERT INTO proposal (store_id, order_no, item, what, amount_fen, seen_ms)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                     SQL_ARGS(txt(db_store_id(db)), txt(o->order_no), num((int64_t)i + 1), txt(o->proposals[i].what),
                              num_unless(-1, o->proposals[i].amount), num(updated)),
                     err);
    return ok;
}
