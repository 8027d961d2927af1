/* What staff and the DMS write of additional work: each act is one more version, never a change of an old one. */
#include "audit.h"
#include "base/utf8.h"
#include "sql.h"
#include "work_sql.h"

#include <stdio.h>
#include <string.h>

/* ---- what may be written ---- */

static bool text_fits(const char *what, const char *text, size_t most, Err *err) {
    if (!utf8_valid(text, strlen(text)))
        return err_set(err, ERR_INPUT, TXT("--%s is not UTF-8", "--%s 不是 UTF-8 文本"), what);
    if (utf8_count(text) <= most) return true;
    return err_set(err, ERR_INPUT, TXT("--%s is longer than %zu characters", "--%s 超过 %zu 个字"), what, most);
}

static bool texts_fit(const Finding *f, Err *err) {
    return text_fits("what", f->what, WORK_WHAT_MAX, err) && text_fits("what-en", f->what_en, WORK_WHAT_EN_MAX, err) &&
           text_fits("why", f->why, WORK_TEXT_MAX, err) && text_fits("why-en", f->why_en, WORK_TEXT_EN_MAX, err) &&
           text_fits("later", f->later, WORK_TEXT_MAX, err) &&
           text_fits("later-en", f->later_en, WORK_TEXT_EN_MAX, err) &&
           text_fits("picture", f->picture, WORK_PATH_MAX, err);
}

static bool sum_fits(Fen fen, Err *err) {
    return (fen >= -1 && fen <= FEN_MAX) ||
           err_set(err, ERR_INPUT, TXT("that is no sum for a finding", "增项金额无效"));
}

static bool complete(const Finding *f, Err *err) {
    if (!*f->what) return err_set(err, ERR_INPUT, TXT("say what was found: --what", "请写明发现了什么：--what"));
    if (f->level == WORK_UNSAID)
        return err_set(
            err, ERR_INPUT,
            TXT("say how urgent it is: --level red, amber or green", "请写明轻重：--level red、amber 或 green"));
    if (f->minutes < 0 || f->minutes > WORK_MINUTES_MAX)
        return err_set(err, ERR_INPUT, TXT("--minutes is from 0 to %d", "--minutes 应在 0 到 %d 之间"),
                       WORK_MINUTES_MAX);
    if ((f->parts < 0) != (f->labour < 0))
        return err_set(
            err, ERR_INPUT,
            TXT("parts and labour go together: give both, 0 where there is none", "配件与工时须一起填写，没有的写 0"));
    return sum_fits(f->parts, err) && sum_fits(f->labour, err) && sum_fits(f->price, err) && texts_fit(f, err);
}

static const char *either(const char *given, const char *was) {
    return given ? given : was;
}

/* The finding with what was written laid over it. One sum instead of two, or two instead of one, as was said last. */
static bool lay_over(Finding *f, const WorkWrite *w, Err *err) {
    f->what = either(w->what, f->what);
    f->what_en = either(w->what_en, f->what_en);
    f->why = either(w->why, f->why);
    f->why_en = either(w->why_en, f->why_en);
    f->later = either(w->later, f->later);
    f->later_en = either(w->later_en, f->later_en);
    f->picture = either(w->picture, f->picture);
    if (w->level && (!work_level_of(w->level, &f->level) || f->level == WORK_UNSAID))
        return err_set(err, ERR_INPUT,
                       TXT("--level is red, amber or green, not %s", "--level 应为 red、amber 或 green，而不是 %s"),
                       w->level);
    if (w->minutes != -2) f->minutes = w->minutes;
    if (w->price != -2 && (w->parts != -2 || w->labour != -2))
        return err_set(err, ERR_INPUT,
                       TXT("either --price, or --parts and --labour", "--price 与 --parts、--labour 只能二选一"));
    if (w->price != -2) f->price = w->price, f->parts = f->labour = -1;
    if (w->parts != -2) f->parts = w->parts;
    if (w->labour != -2) f->labour = w->labour;
    if (!complete(f, err)) return false;
    if (f->parts >= 0) f->price = f->parts + f->labour;
    return sum_fits(f->price, err);
}

/* ---- writing a version ---- */

typedef struct Dms {
    const char *what;
    Fen fen;
} Dms;

static bool add_version(Db *db, const Finding *f, int version, const char *act, Dms dms, const char *by, Ms at,
                        Err *err) {
    return sql_run(db,
                   "INSERT INTO finding_version (finding_id, version, store_id, act, level, what, what_en, why, why_en,"
                   " later, later_en, picture, parts_fen, labour_fen, price_fen, minutes, dms_what, dms_fen, at_ms,"
                   " by_name) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
                   " ?19, ?20)",
                   SQL_ARGS(txt(f->finding_id.text), num(version), txt(db_store_id(db)), txt(act),
                            txt(work_level_id(f->level)), txt(f->what), txt(f->what_en), txt(f->why), txt(f->why_en),
                            txt(f->later), txt(f->later_en), txt(f->picture), num_unless(-1, f->parts),
                            num_unless(-1, f->labour), num_unless(-1, f->price), num(f->minutes), txt(dms.what),
                            num_unless(-1, dms.fen), num(at), txt(by)),
                   err);
}

/* What the DMS had said when the last version was written: later versions carry it on. */
static bool read_dms(Db *db, Arena *arena, const Finding *f, Dms *out, Err *err) {
    bool row;
    *out = (Dms){"", -1};
    sqlite3_stmt *q =
        sql_query(db, "SELECT dms_what, dms_fen FROM finding_version WHERE finding_id = ?1 AND version = ?2",
                  SQL_ARGS(txt(f->finding_id.text), num(f->version)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return true;
    *out = (Dms){sql_keep(arena, q, 0), sql_int(q, 1, -1)};
    sql_end(q);
    return true;
}

static bool order_is_open(Db *db, const char *order_no, Err *err) {
    int64_t state = -1;
    if (!sql_number(db, &state,
                    "SELECT stage = 'delivered' OR gone FROM work_order WHERE store_id = ?1 AND order_no = ?2",
                    SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err))
        return false;
    if (state < 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no order %s", "没有工单 %s"), order_no);
    if (state) return err_set(err, ERR_RULE, TXT("the car of order %s has left", "工单 %s 的车辆已离店"), order_no);
    return true;
}

static bool next_item(Db *db, const char *order_no, int *item, Err *err) {
    int64_t last = 0, shown = 0;
    SqlArg about[] = {txt(db_store_id(db)), txt(order_no)};
    if (!sql_number(db, &last, "SELECT max(item) FROM finding WHERE store_id = ?1 AND order_no = ?2", about, 2, err) ||
        !sql_number(db, &shown,
                    "SELECT count(*) FROM v_findings WHERE store_id = ?1 AND order_no = ?2 AND state <> 'withdrawn'",
                    about, 2, err))
        return false;
    if (shown >= WORK_ITEMS_MAX)
        return err_set(
            err, ERR_RULE,
            TXT("order %s has %d findings already: withdraw one first", "工单 %s 已有 %d 个增项：请先撤回一个"),
            order_no, WORK_ITEMS_MAX);
    *item = (int)last + 1;
    return true;
}

static bool item_of(Db *db, const Uuid *id, int *item, Err *err) {
    int64_t found = 0;
    if (!sql_number(db, &found, "SELECT item FROM finding WHERE finding_id = ?1", SQL_ARGS(txt(id->text)), err))
        return false;
    *item = (int)found;
    return true;
}

static const char *audit_about(Arena *arena, const char *order_no, int item) {
    return arena_printf(arena, "%s/%d", order_no, item);
}

static bool propose(Db *db, Arena *arena, const Uuid *id, const char *order_no, const WorkWrite *w, const char *by,
                    Ms at, int *item, Err *err) {
    Finding f = {.finding_id = *id,
                 .order_no = order_no,
                 .what = "",
                 .what_en = "",
                 .why = "",
                 .why_en = "",
                 .later = "",
                 .later_en = "",
                 .picture = "",
                 .parts = -1,
                 .labour = -1,
                 .price = -1};
    if (!item_of(db, id, item, err)) return false;
    if (*item) return true; /* it was written already */
    return lay_over(&f, w, err) && order_is_open(db, order_no, err) && next_item(db, order_no, item, err) &&
           sql_run(db,
                   "INSERT INTO finding (finding_id, store_id, order_no, item, created_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                   SQL_ARGS(txt(id->text), txt(db_store_id(db)), txt(order_no), num(*item), num(at)), err) &&
           add_version(db, &f, 1, "proposed", (Dms){"", -1}, by, at, err) &&
           audit_write(db, by, "work.propose", audit_about(arena, order_no, *item), "", at, err);
}

/* Ends the transaction as `ok` says. */
static bool finish(Db *db, bool ok, Err *err) {
    return db_end(db, ok, err);
}

bool work_propose(Db *db, const Uuid *id, const char *order_no, const WorkWrite *w, const char *by, Ms at, int *item,
                  Err *err) {
    Arena arena = {0};
    int made = 0;
    if (!db_begin(db, err)) return false;
    bool ok = finish(db, propose(db, &arena, id, order_no, w, by, at, &made, err), err);
    if (ok) *item = made;
    arena_free(&arena);
    return ok;
}

static bool same_content(const Finding *a, const Finding *b) {
    return a->level == b->level && a->parts == b->parts && a->labour == b->labour && a->price == b->price &&
           a->minutes == b->minutes && strcmp(a->what, b->what) == 0 && strcmp(a->what_en, b->what_en) == 0 &&
           strcmp(a->why, b->why) == 0 && strcmp(a->why_en, b->why_en) == 0 && strcmp(a->later, b->later) == 0 &&
           strcmp(a->later_en, b->later_en) == 0 && strcmp(a->picture, b->picture) == 0;
}

/* Staff's acts on a finding need no key: its words, not its answer, are looked at. */
static bool find_plain(Db *db, Arena *arena, const char *order_no, int item, Finding *out, Err *err) {
    static const CouponKey none;
    return work_find(db, &none, arena, order_no, item, out, err);
}

static bool edit(Db *db, Arena *arena, const char *order_no, int item, const WorkWrite *w, const char *by, Ms at,
                 Err *err) {
    Finding was;
    Dms dms;
    if (!order_is_open(db, order_no, err) || !find_plain(db, arena, order_no, item, &was, err)) return false;
    if (was.withdrawn) return err_set(err, ERR_RULE, TXT("that finding was withdrawn", "该增项已撤回"));
    Finding now = was;
    if (!lay_over(&now, w, err)) return false;
    if (same_content(&now, &was)) return true;
    return read_dms(db, arena, &was, &dms, err) && add_version(db, &now, was.version + 1, "edited", dms, by, at, err) &&
           audit_write(db, by, "work.edit", audit_about(arena, order_no, item), "", at, err);
}

bool work_edit(Db *db, const char *order_no, int item, const WorkWrite *w, const char *by, Ms at, Err *err) {
    Arena arena = {0};
    if (!db_begin(db, err)) return false;
    bool ok = finish(db, edit(db, &arena, order_no, item, w, by, at, err), err);
    arena_free(&arena);
    return ok;
}

static bool withdraw(Db *db, Arena *arena, const char *order_no, int item, const char *by, Ms at, Err *err) {
    Finding f;
    Dms dms;
    if (!find_plain(db, arena, order_no, item, &f, err)) return false;
    if (f.withdrawn) return true;
    return read_dms(db, arena, &f, &dms, err) && add_version(db, &f, f.version + 1, "withdrawn", dms, by, at, err) &&
           audit_write(db, by, "work.withdraw", audit_about(arena, order_no, item), "", at, err);
}

bool work_withdraw(Db *db, const char *order_no, int item, const char *by, Ms at, Err *err) {
    Arena arena = {0};
    if (!db_begin(db, err)) return false;
    bool ok = finish(db, withdraw(db, &arena, order_no, item, by, at, err), err);
    arena_free(&arena);
    return ok;
}

/* ---- what the DMS says ---- */

#define LAST_VERSION(f) "(SELECT max(version) FROM finding_version l WHERE l.finding_id = " f ".finding_id)"
#define CHANGED_ORDERS                                                                                                 \
    "(SELECT i.order_no FROM temp.todo t CROSS JOIN temp.incoming i ON i.n = t.n WHERE t.owner_id IS NOT NULL)"

static bool import_new(Db *db, Ms exported, Err *err) {
    return sql_run(
               db,
               "INSERT INTO finding (finding_id, store_id, order_no, item, dms_item, created_ms)"
               " SELECT uuid_new(), p.store_id, p.order_no, p.item + (SELECT coalesce(max(f.item), 0) FROM finding f"
               "  WHERE f.store_id = p.store_id AND f.order_no = p.order_no AND (f.dms_item IS NULL OR f.item <>"
               "  f.dms_item)), p.item, ?2 FROM proposal p WHERE p.store_id = ?1 AND p.order_no IN " CHANGED_ORDERS
               " AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.store_id = p.store_id AND f.order_no = p.order_no"
               "  AND f.dms_item = p.item)",
               SQL_ARGS(txt(db_store_id(db)), num(exported)), err) &&
           sql_run(db,
                   "INSERT INTO finding_version (finding_id, version, store_id, act, level, what, price_fen, dms_what,"
                   " dms_fen, at_ms) SELECT f.finding_id, 1, f.store_id, 'imported', '', p.what, p.amount_fen, p.what,"
                   " p.amount_fen, ?2 FROM finding f JOIN proposal p ON p.store_id = f.store_id AND p.order_no ="
                   " f.order_no AND p.item = f.dms_item WHERE f.store_id = ?1 AND f.order_no IN " CHANGED_ORDERS
                   " AND NOT EXISTS (SELECT 1 FROM finding_version v WHERE v.finding_id = f.finding_id)",
                   SQL_ARGS(txt(db_store_id(db)), num(exported)), err);
}

/* Other words or another sum than when the last version was written, or named again. What staff had added of why stays,
 * their split into parts and labour does not: it was of the old sum. */
static bool import_changed(Db *db, Ms exported, Err *err) {
    return sql_run(
        db,
        "INSERT INTO finding_version (finding_id, version, store_id, act, level, what, why, why_en, later, later_en,"
        " picture, price_fen, minutes, dms_what, dms_fen, at_ms) SELECT f.finding_id, v.version + 1, f.store_id,"
        " 'imported', v.level, p.what, v.why, v.why_en, v.later, v.later_en, v.picture, p.amount_fen, v.minutes, "
        "p.what,"
        " p.amount_fen, ?2 FROM finding f JOIN proposal p ON p.store_id = f.store_id AND p.order_no = f.order_no"
        " AND p.item = f.dms_item JOIN finding_version v ON v.finding_id = f.finding_id AND v.version = " LAST_VERSION(
            "f") " WHERE f.store_id = ?1 AND f.order_no IN " CHANGED_ORDERS
                 " AND (v.dms_what <> p.what OR v.dms_fen IS NOT p.amount_fen OR (v.act = 'withdrawn' AND v.by_name = "
                 "''))",
        SQL_ARGS(txt(db_store_id(db)), num(exported)), err);
}

static bool import_gone(Db *db, Ms exported, Err *err) {
    return sql_run(
        db,
        "INSERT INTO finding_version (finding_id, version, store_id, act, level, what, what_en, why, why_en, later,"
        " later_en, picture, parts_fen, labour_fen, price_fen, minutes, dms_what, dms_fen, at_ms)"
        " SELECT v.finding_id, v.version + 1, v.store_id, 'withdrawn', v.level, v.what, v.what_en, v.why, v.why_en,"
        " v.later, v.later_en, v.picture, v.parts_fen, v.labour_fen, v.price_fen, v.minutes, v.dms_what, v.dms_fen, ?2"
        " FROM finding f JOIN finding_version v ON v.finding_id = f.finding_id AND v.version = " LAST_VERSION(
            "f") " WHERE f.store_id = ?1 AND f.dms_item IS NOT NULL AND v.act <> 'withdrawn' AND f.order_no "
                 "IN " CHANGED_ORDERS " AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.store_id = f.store_id AND "
                 "p.order_no = f.order_no AND"
                 " p.item = f.dms_item) AND NOT EXISTS (SELECT 1 FROM finding_answer a WHERE a.finding_id = "
                 "f.finding_id"
                 " AND a.version = v.version AND a.choice <> 'talk')",
        SQL_ARGS(txt(db_store_id(db)), num(exported)), err);
}

bool work_imported(Db *db, Ms exported, Err *err) {
    return import_new(db, exported, err) && import_changed(db, exported, err) && import_gone(db, exported, err);
}
