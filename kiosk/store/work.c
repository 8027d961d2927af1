/* Findings as they are read: the last version and the last answer, which holds only while its version and its hash are
 * still those of what would be shown now. */
#include "work.h"

#include "sql.h"
#include "work_sql.h"

#include <stdlib.h>
#include <string.h>

#define FINDING_COLUMNS                                                                                                \
    "SELECT f.finding_id, f.order_no, f.item, f.dms_item, f.created_ms, v.version, v.act, v.level, v.what, v.what_en," \
    " v.why, v.why_en, v.later, v.later_en, v.picture, v.parts_fen, v.labour_fen, v.price_fen, v.minutes, v.at_ms,"    \
    " v.by_name, (SELECT max(s.at_ms) FROM finding_seen s WHERE s.finding_id = f.finding_id"                           \
    "             AND s.version = v.version),"                                                                         \
    " a.version, a.hash, a.lang, a.choice, a.pays, a.at_ms, a.how, a.by_name, a.price_fen"                             \
    " FROM finding f JOIN finding_version v ON v.finding_id = f.finding_id AND v.version ="                            \
    "  (SELECT max(version) FROM finding_version l WHERE l.finding_id = f.finding_id)"                                 \
    " LEFT JOIN finding_answer a ON a.finding_id = f.finding_id AND a.seq ="                                           \
    "  (SELECT max(seq) FROM finding_answer l WHERE l.finding_id = f.finding_id) "

WorkShown work_shown(Db *db, const Finding *f, int lang) {
    bool en = lang == 1;
    return (WorkShown){.store_id = db_store_id(db),
                       .order_no = f->order_no,
                       .finding_id = f->finding_id.text,
                       .lang = en ? "en" : "zh",
                       .version = f->version,
                       .level = f->level,
                       .what = en && *f->what_en ? f->what_en : f->what,
                       .why = en && *f->why_en ? f->why_en : f->why,
                       .later = en && *f->later_en ? f->later_en : f->later,
                       .picture = f->picture,
                       .parts = f->parts,
                       .labour = f->labour,
                       .price = f->price,
                       .minutes = f->minutes};
}

/* Texts and sums of the version. */
static Finding version_of(Arena *arena, sqlite3_stmt *q) {
    Finding f = {
        .order_no = sql_keep(arena, q, 1),
        .item = (int)sql_int(q, 2, 0),
        .imported = sql_int(q, 3, 0) != 0,
        .proposed = sql_int(q, 4, 0),
        .version = (int)sql_int(q, 5, 0),
        .withdrawn = strcmp(sql_text(q, 6), "withdrawn") == 0,
        .what = sql_keep(arena, q, 8),
        .what_en = sql_keep(arena, q, 9),
        .why = sql_keep(arena, q, 10),
        .why_en = sql_keep(arena, q, 11),
        .later = sql_keep(arena, q, 12),
        .later_en = sql_keep(arena, q, 13),
        .picture = sql_keep(arena, q, 14),
        .parts = sql_int(q, 15, -1),
        .labour = sql_int(q, 16, -1),
        .price = sql_int(q, 17, -1),
        .minutes = (int)sql_int(q, 18, 0),
        .changed = sql_int(q, 19, 0),
        .by = sql_keep(arena, q, 20),
        .seen = sql_int(q, 21, 0),
        .how = "",
        .answered_by = "",
        .answered_price = -1,
    };
    sql_copy(q, 0, f.finding_id.text, sizeof f.finding_id.text);
    work_level_of(sql_text(q, 7), &f.level);
    return f;
}

/* The answer holds if it was given on this version, and what was shown then is what would be shown now. */
static void read_answer(Arena *arena, sqlite3_stmt *q, Finding *f) {
    int answered = (int)sql_int(q, 22, 0), lang = strcmp(sql_text(q, 24), "en") == 0;
    if (!answered) return;
    f->voided = answered != f->version || !work_hash_same(sql_text(q, 23), f->hash[lang]);
    if (f->voided) return;
    f->choice = work_choice_of(sql_text(q, 25));
    f->pays = work_pays_of(sql_text(q, 26));
    f->answered = sql_int(q, 27, 0);
    f->how = sql_keep(arena, q, 28);
    f->answered_by = sql_keep(arena, q, 29);
    f->answered_price = sql_int(q, 30, -1);
}

static Finding finding_of(Db *db, const CouponKey *key, Arena *arena, sqlite3_stmt *q) {
    Finding f = version_of(arena, q);
    for (int lang = 0; lang < 2; lang++) {
        WorkShown shown = work_shown(db, &f, lang);
        work_hash(key, &shown, f.hash[lang]);
    }
    read_answer(arena, q, &f);
    return f;
}

static bool collect(Db *db, const CouponKey *key, Arena *arena, sqlite3_stmt *q, Finding **out, size_t *n, Err *err) {
    Finding *list = NULL;
    size_t count = 0, room = 0;
    bool ok, row;
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (count == room) list = mem_grow(list, sizeof *list * (room = room ? room * 2 : 16));
        list[count++] = finding_of(db, key, arena, q);
    }
    if (ok) {
        *out = arena_alloc(arena, sizeof *list * (count + 1));
        if (count) memcpy(*out, list, sizeof *list * count);
        *n = count;
    }
    free(list);
    return ok;
}

bool work_read(Db *db, const CouponKey *key, Arena *arena, const char *order_no, Finding **out, size_t *n, Err *err) {
    return collect(db, key, arena,
                   sql_query(db,
                             FINDING_COLUMNS "WHERE f.store_id = ?1 AND f.order_no = ?2 AND v.act <> 'withdrawn'"
                                             " ORDER BY f.item",
                             SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err),
                   out, n, err);
}

bool work_open(Db *db, const CouponKey *key, Arena *arena, Finding **out, size_t *n, Err *err) {
    return collect(db, key, arena,
                   sql_query(db,
                             FINDING_COLUMNS
                             "JOIN work_order o ON o.store_id = f.store_id AND o.order_no = f.order_no"
                             " WHERE f.store_id = ?1 AND v.act <> 'withdrawn' AND o.stage <> 'delivered' AND o.gone = 0"
                             " ORDER BY f.created_ms, f.order_no, f.item",
                             SQL_ARGS(txt(db_store_id(db))), err),
                   out, n, err);
}

/* Accepted since: the same words on a later order of the car's. */
bool work_declined(Db *db, const CouponKey *key, Arena *arena, const Uuid *car_id, const char *order_no, Finding **out,
                   size_t *n, Err *err) {
    *n = 0;
    *out = NULL;
    if (!uuid_is_set(car_id)) return true;
    return collect(db, key, arena,
                   sql_query(db,
                             FINDING_COLUMNS
                             "WHERE f.store_id = ?1 AND a.car_id = ?2 AND a.choice = 'no' AND a.version = v.version"
                             " AND v.act <> 'withdrawn' AND f.order_no <> ?3 AND NOT EXISTS (SELECT 1 FROM"
                             " finding_answer y JOIN finding_version w ON w.finding_id = y.finding_id"
                             " AND w.version = y.version WHERE y.car_id = a.car_id AND y.choice = 'yes'"
                             " AND y.at_ms > a.at_ms AND w.what = v.what)"
                             " ORDER BY a.at_ms DESC, f.item",
                             SQL_ARGS(txt(db_store_id(db)), txt(car_id->text), txt(order_no)), err),
                   out, n, err);
}

bool work_find(Db *db, const CouponKey *key, Arena *arena, const char *order_no, int item, Finding *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, FINDING_COLUMNS "WHERE f.store_id = ?1 AND f.order_no = ?2 AND f.item = ?3",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no), num(item)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row)
        return err_set(err, ERR_NOT_FOUND, TXT("order %s has no finding %d", "工单 %s 没有第 %d 个增项"), order_no,
                       item);
    *out = finding_of(db, key, arena, q);
    sql_end(q);
    return true;
}

bool work_by_id(Db *db, const CouponKey *key, Arena *arena, const Uuid *id, Finding *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, FINDING_COLUMNS "WHERE f.store_id = ?1 AND f.finding_id = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(id->text)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no such finding", "没有这个增项"));
    *out = finding_of(db, key, arena, q);
    sql_end(q);
    return true;
}
