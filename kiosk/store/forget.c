/* Forgetting: find the rows, refuse what a contract still needs, empty, put on the stop list, and look for what is left
 * in the bytes of the file. The key is a SQL function of the connection, so that no phone leaves the database. */
#include "forget.h"

#include "audit.h"
#include "forget_sql.h"
#include "personal.h"
#include "sql.h"
#include "staff.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* ---- the keyed hash ---- */

static void sql_keyed(sqlite3_context *ctx, int n, sqlite3_value **args) {
    (void)n;
    uint8_t hash[16];
    char hex[2 * sizeof hash + 1], text[256];
    const CouponKey *key = sqlite3_user_data(ctx);
    int len = snprintf(text, sizeof text, "lounge forgotten %s %s", (const char *)sqlite3_value_text(args[0]),
                       (const char *)sqlite3_value_text(args[1]));
    if (len < 0 || (size_t)len >= sizeof text) len = (int)sizeof text - 1;
    crypto_generichash(hash, sizeof hash, (const uint8_t *)text, (unsigned long long)len, key->bytes,
                       sizeof key->bytes);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    sqlite3_result_text(ctx, hex, -1, SQLITE_TRANSIENT);
}

static void key_drop(void *key) {
    sodium_memzero(key, sizeof(CouponKey));
    sqlite3_free(key);
}

bool forget_functions(Db *db, const CouponKey *key, Err *err) {
    CouponKey *own = sqlite3_malloc(sizeof *own);
    if (!own || sodium_init() < 0) return err_set(err, ERR_IO, TXT("no memory", "内存不足"));
    *own = *key;
    return sqlite3_create_function_v2(db_handle(db), "keyed", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, own, sql_keyed, NULL,
                                      NULL, key_drop) == SQLITE_OK ||
           sql_fail(db, err);
}

/* ---- who ---- */

static const char forget_tables[] =
    "CREATE TEMP TABLE IF NOT EXISTS forget_person (person_id TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TEMP TABLE IF NOT EXISTS forget_order (order_no TEXT PRIMARY KEY, whole INTEGER) WITHOUT ROWID;"
    "DELETE FROM temp.forget_person; DELETE FROM temp.forget_order;";

#define TAKE "INSERT OR IGNORE INTO temp.forget_person SELECT "

static bool first_found(Db *db, const ForgetAsk *a, Err *err) {
    const char *store = db_store_id(db);
    if (a->phone)
        return sql_run(db, TAKE "person_id FROM person WHERE store_id = ?1 AND phone = ?2",
                       SQL_ARGS(txt(store), txt(a->phone)), err);
    if (a->plate)
        return sql_run(db, TAKE "person_id FROM person WHERE store_id = ?1 AND plate = ?2",
                       SQL_ARGS(txt(store), txt(a->plate)), err);
    return sql_run(db, TAKE "owner_id FROM work_order WHERE store_id = ?1 AND order_no = ?2",
                   SQL_ARGS(txt(store), txt(a->order_no)), err);
}

/* whole: the owner is among them; else only who brought the car. */
static bool their_orders(Db *db, Err *err) {
    return sql_run(db,
                   "INSERT OR REPLACE INTO temp.forget_order SELECT w.order_no, w.owner_id IN (SELECT person_id FROM"
                   " temp.forget_person) FROM work_order w WHERE w.store_id = ?1 AND (w.owner_id IN (SELECT person_id"
                   " FROM temp.forget_person) OR w.bringer_id IN (SELECT person_id FROM temp.forget_person))",
                   SQL_ARGS(txt(db_store_id(db))), err);
}

static bool their_links(Db *db, Err *err) {
    for (const PersonalLink *l = personal_links; l->table; l++) {
        char sql[512];
        if (!l->of_order) continue;
        snprintf(sql, sizeof sql,
                 TAKE "x.%s FROM %s x JOIN temp.forget_order o ON %s WHERE x.%s IS NOT NULL AND (o.whole OR NOT %d)",
                 l->column, l->table, l->of_order, l->column, l->whole);
        if (!sql_run_made(db, sql, SQL_NO_ARGS, err)) return false;
    }
    /* what staff noted on a case that was found by its words or number alone */
    return sql_run(db,
                   TAKE "e.note_id FROM complaint_event e JOIN complaint c ON c.complaint_id = e.complaint_id WHERE"
                        " e.note_id IS NOT NULL AND c.voice_id IN (SELECT person_id FROM temp.forget_person)",
                   SQL_NO_ARGS, err);
}

/* By plate and by order also who brought the car; by phone the one person alone. */
bool forget_find(Db *db, const ForgetAsk *a, Err *err) {
    if (!sql_script(db, forget_tables, err) || !first_found(db, a, err) || !their_orders(db, err)) return false;
    if (!a->phone && !sql_run(db,
                              TAKE "bringer_id FROM work_order WHERE store_id = ?1 AND order_no IN (SELECT order_no"
                                   " FROM temp.forget_order WHERE whole)",
                              SQL_ARGS(txt(db_store_id(db))), err))
        return false;
    return their_links(db, err);
}

/* ---- what stands against it ---- */

static bool nothing_needed(Db *db, Err *err) {
    bool row;
    char order[64];
    int64_t left = 0;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT w.order_no FROM work_order w JOIN temp.forget_order o ON o.order_no = w.order_no"
                  " WHERE w.store_id = ?1 AND w.stage <> 'delivered' AND w.gone = 0 LIMIT 1",
                  SQL_ARGS(txt(db_store_id(db))), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (row) {
        sql_copy(q, 0, order, sizeof order);
        sql_end(q);
        return err_set(
            err, ERR_RULE,
            TXT("the car of %s is still here: forget after hand-over", "工单 %s 的车辆尚未交车：请在交车后删除"),
            order);
    }
    if (!sql_number(db, &left,
                    "SELECT sum(remaining) FROM v_prepaid p JOIN car c ON c.car_id = p.car_id WHERE p.remaining > 0 AND"
                    " c.person_id IN (SELECT person_id FROM temp.forget_person)",
                    SQL_NO_ARGS, err))
        return false;
    return left == 0 || err_set(err, ERR_RULE,
                                TXT("%lld prepaid services are left: give them back first (lounge prepaid return)",
                                    "仍有 %lld 次预存服务：请先退还（lounge prepaid return）"),
                                (long long)left);
}

static bool is_manager(Db *db, const char *by, Err *err) {
    bool known;
    if (!*by) return err_set(err, ERR_INPUT, TXT("a name is wanted", "须写明姓名"));
    return staff_is(db, by, STAFF_MANAGER, &known, err) || !known ||
           err_set(err, ERR_RULE, TXT("%s is not a manager of this store", "%s 不是本店经理"), by);
}

/* ---- emptying ---- */

static bool on_stop_list(Db *db, Ms at, Err *err) {
    SqlArg args[] = {num(at), txt(db_store_id(db))};
    return sql_run(db,
                   "INSERT OR IGNORE INTO forgotten SELECT 'phone', keyed('phone', phone), ?1, ?2 FROM person"
                   " WHERE phone <> '' AND person_id IN (SELECT person_id FROM temp.forget_person)",
                   args, 2, err) &&
           sql_run(db,
                   "INSERT OR IGNORE INTO forgotten SELECT 'plate', keyed('plate', plate), ?1, ?2 FROM person"
                   " WHERE plate <> '' AND person_id IN (SELECT person_id FROM temp.forget_person)",
                   args, 2, err) &&
           sql_run(db,
                   "INSERT OR IGNORE INTO forgotten SELECT 'vin', keyed('vin', w.vin), ?1, ?2 FROM work_order w JOIN"
                   " temp.forget_order o ON o.order_no = w.order_no AND o.whole WHERE w.store_id = ?2 AND w.vin <> ''",
                   args, 2, err) &&
           sql_run(db,
                   "INSERT OR IGNORE INTO forgotten SELECT CASE o.whole WHEN 1 THEN 'order' ELSE 'bringer' END,"
                   " keyed('order', o.order_no), ?1, ?2 FROM temp.forget_order o",
                   args, 2, err);
}

static bool empty_all(Db *db, const char *why, const char *by, Ms at, Arena *arena, ForgetDone *out, Err *err) {
    out->n_erased = 0;
    for (const PersonalColumn *c = personal_columns; c->table && out->n_erased < FORGET_COUNTS_MAX; c++) {
        ForgetCount *count = &out->erased[out->n_erased++];
        *count = (ForgetCount){arena_printf(arena, "%s.%s", c->table, c->column), c->en, c->zh, 0};
        if (!personal_empty(db, c, c->whose, 0, why, by, at, &count->n, err)) return false;
    }
    if (!sql_run(db,
                 "UPDATE person SET erased_ms = ?1 WHERE erased_ms IS NULL AND person_id IN"
                 " (SELECT person_id FROM temp.forget_person)",
                 SQL_ARGS(num(at)), err))
        return false;
    out->persons = sql_changes(db);
    return true;
}

#define OF_ORDERS " WHERE order_no IN (SELECT order_no FROM temp.forget_order)"
#define OF_CARS                                                                                                        \
    " WHERE car_id IN (SELECT car_id FROM car WHERE person_id IN (SELECT person_id FROM temp.forget_person))"
static const struct {
    const char *what, *sql, *en, *zh;
} kept[] = {
    {"orders", "SELECT count(*) FROM temp.forget_order",
     TXT("work orders, as records of work and money (kept by law), without name, phone, plate and VIN",
         "工单：作业与结算记录，依法保留，已去除姓名、电话、车牌和车架号")},
    {"ratings", "SELECT count(*) FROM rating x" OF_ORDERS " OR voice_id IN (SELECT person_id FROM temp.forget_person)",
     TXT("ratings: marks without words and number, they name nobody", "评价：仅保留分数，无留言和电话，无法识别个人")},
    {"complaints",
     "SELECT count(*) FROM complaint x" OF_ORDERS " OR voice_id IN (SELECT person_id FROM temp.forget_person)",
     TXT("complaints: state, reasons and deadlines without words and number",
         "投诉：仅保留状态、原因和期限，无留言和电话")},
    {"coupons",
     "SELECT count(*) FROM coupon x" OF_ORDERS " OR car_id IN (SELECT car_id FROM car WHERE person_id IN"
     " (SELECT person_id FROM temp.forget_person))",
     TXT("coupons and gifts, as records of value given (kept by law)", "券和礼品：价值发放记录，依法保留")},
    {"prepaid", "SELECT count(*) FROM prepaid_entry WHERE sale_id IN (SELECT sale_id FROM prepaid_sale" OF_CARS ")",
     TXT("entries of the prepaid ledger (kept by law)", "预存账目：依法保留")},
    {"deposits", "SELECT count(*) FROM deposit" OF_ORDERS, TXT("renewal deposits (kept by law)", "续保定金：依法保留")},
    {"findings", "SELECT count(*) FROM finding" OF_ORDERS,
     TXT("additional work and its answers, as evidence of what was agreed", "增项及答复：约定凭证")},
    {"consents", "SELECT count(*) FROM consent WHERE person_id IN (SELECT person_id FROM temp.forget_person)",
     TXT("consent to be called: that it was given, for what, until when", "回电同意记录：何时、为何、至何时")},
    {"leads", "SELECT count(*) FROM lead" OF_ORDERS " OR person_id IN (SELECT person_id FROM temp.forget_person)",
     TXT("leads: what was asked for, without a number", "线索：仅保留需求，无电话")},
};

static bool count_kept(Db *db, ForgetDone *out, Err *err) {
    out->n_kept = 0;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        int64_t n = 0;
        if (!sql_number(db, &n, kept[i].sql, SQL_NO_ARGS, err)) return false;
        if (n) out->kept[out->n_kept++] = (ForgetCount){kept[i].what, kept[i].en, kept[i].zh, (int)n};
    }
    return true;
}

/* What a page would hold of a row: its texts stand one behind the other in it. What somebody else's row holds too (a
 * plate of two owners, the same words) says nothing. */
static bool gather_traces(Db *db, Arena *arena, ForgetDone *out, Err *err) {
    enum { LEAST = 7, MOST = 64 };
    bool ok, row;
    int64_t n = 0;
    if (!sql_number(db, &n, "SELECT count(*) * 3 FROM temp.forget_person", SQL_NO_ARGS, err)) return false;
    out->traces = arena_alloc(arena, sizeof *out->traces * ((size_t)n + 1));
    sqlite3_stmt *q = sql_query(
        db,
        "WITH other AS MATERIALIZED (SELECT phone, plate, words FROM person WHERE person_id NOT IN (SELECT person_id"
        " FROM temp.forget_person)) SELECT CASE WHEN phone <> '' OR plate <> '' OR words NOT IN (SELECT words FROM "
        "other)"
        " THEN name || phone || plate || words ELSE '' END, iif(phone IN (SELECT phone FROM other), '', phone),"
        " iif(plate IN (SELECT plate FROM other), '', plate), created_ms FROM person"
        " WHERE person_id IN (SELECT person_id FROM temp.forget_person) AND erased_ms IS NULL",
        SQL_NO_ARGS, err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        Ms created = sql_int(q, 3, 0);
        if (!out->first || created < out->first) out->first = created;
        for (int i = 0; i < 3; i++) {
            char cut[MOST + 1];
            sql_copy(q, i, cut, sizeof cut);
            if (strlen(cut) >= LEAST) out->traces[out->n_traces++] = arena_strdup(arena, cut);
        }
    }
    return ok;
}

static bool erase(Db *db, const ForgetAsk *a, Arena *arena, ForgetDone *out, Err *err) {
    int64_t orders = 0;
    char note[48];
    if (!forget_find(db, a, err) || !gather_traces(db, arena, out, err)) return false;
    if (!out->first) return err_set(err, ERR_NOT_FOUND, TXT("nothing is held on this person", "没有此人的任何信息"));
    if (!nothing_needed(db, err) || !count_kept(db, out, err) || !on_stop_list(db, a->at, err) ||
        !empty_all(db, "forget", a->by, a->at, arena, out, err) ||
        !sql_number(db, &orders, "SELECT count(*) FROM temp.forget_order", SQL_NO_ARGS, err))
        return false;
    out->orders = (int)orders;
    snprintf(note, sizeof note, "%d rows", out->persons);
    return audit_write(db, a->by, "privacy.forget", "", note, a->at, err);
}

bool forget(Db *db, const CouponKey *key, const ForgetAsk *a, Arena *arena, ForgetDone *out, Err *err) {
    *out = (ForgetDone){0};
    if (!is_manager(db, a->by, err) || !forget_functions(db, key, err) || !db_begin(db, err)) return false;
    bool ok = erase(db, a, arena, out, err);
    if (ok && !a->dry_run) return db_commit(db, err);
    db_rollback(db);
    return ok;
}

/* ---- the stop list ---- */

bool forgotten_lines(Db *db, Buf *out, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db, "SELECT kind, hash, at_ms FROM forgotten WHERE store_id = ?1 ORDER BY at_ms, kind, hash",
                  SQL_ARGS(txt(db_store_id(db))), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        buf_printf(out, "%s %s %lld\n", sql_text(q, 0), sql_text(q, 1), (long long)sql_int(q, 2, 0));
    return ok;
}

static bool take_lines(Db *db, const char *lines, Err *err) {
    for (const char *line = lines; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        char kind[12], hash[40];
        long long at;
        if (sscanf(line, "%11s %39s %lld", kind, hash, &at) != 3 || strlen(hash) != 32 ||
            !strstr(" phone plate vin order bringer ", kind))
            continue;
        if (!sql_run(db, "INSERT OR IGNORE INTO forgotten VALUES (?1, ?2, ?3, ?4)",
                     SQL_ARGS(txt(kind), txt(hash), num(at), txt(db_store_id(db))), err))
            return false;
    }
    return true;
}

#define LISTED(kind, what, value, at)                                                                                  \
    "EXISTS (SELECT 1 FROM forgotten f WHERE f.kind = '" kind "' AND f.hash = keyed('" what "', " value ")"            \
    " AND f.at_ms >= " at ")"

/* Everybody whom the list names and who is there from before. */
static bool find_listed(Db *db, Err *err) {
    return sql_script(db, forget_tables, err) &&
           sql_run(
               db,
               TAKE "person_id FROM person p WHERE erased_ms IS NULL AND ((phone <> '' AND " LISTED(
                   "phone", "phone", "p.phone",
                   "p.created_ms") ") OR (plate <> '' AND " LISTED("plate", "plate", "p.plate", "p.created_ms") "))",
               SQL_NO_ARGS, err) &&
           sql_run(db, TAKE "owner_id FROM work_order w WHERE " LISTED("order", "order", "w.order_no", "w.arrived_ms"),
                   SQL_NO_ARGS, err) &&
           sql_run(db,
                   TAKE "bringer_id FROM work_order w WHERE bringer_id <> owner_id AND (" LISTED(
                       "order", "order", "w.order_no", "w.arrived_ms") " OR " LISTED("bringer", "order", "w.order_no",
                                                                                     "w.arrived_ms") ")",
                   SQL_NO_ARGS, err) &&
           their_orders(db, err) && their_links(db, err);
}

bool forgotten_again(Db *db, const CouponKey *key, const char *lines, Ms at, int *n, Err *err) {
    ForgetDone done = {0};
    Arena arena = {0};
    *n = 0;
    if (!forget_functions(db, key, err) || !db_begin(db, err)) return false;
    bool ok = take_lines(db, lines, err) && find_listed(db, err) &&
              empty_all(db, "restore", "lounge restore", at, &arena, &done, err);
    arena_free(&arena);
    *n = done.persons;
    return db_end(db, ok, err);
}

/* ---- imports ---- */

bool forgotten_some(Db *db, bool *some, Err *err) {
    int64_t found = 0;
    CouponKey key;
    if (!sql_number(db, &found, "SELECT 1 FROM forgotten LIMIT 1", SQL_NO_ARGS, err)) return false;
    *some = found == 1;
    if (!*some) return true;
    if (!coupon_key_read(db_path(db), &key, err)) return false;
    bool ok = forget_functions(db, &key, err);
    sodium_memzero(&key, sizeof key);
    return ok;
}

#define NOT_BACK(column, value)                                                                                        \
    " AND NOT EXISTS (SELECT 1 FROM person p WHERE p." column " = " value " AND p.created_ms > f.at_ms)"

bool forgotten_listed(Db *db, const char *phone, const char *plate, const char *vin, bool *listed, Err *err) {
    int64_t found = 0;
    if (!sql_number(db, &found,
                    "SELECT 1 FROM forgotten f WHERE (?1 <> '' AND f.kind = 'phone' AND f.hash = keyed('phone', "
                    "?1)" NOT_BACK("phone", "?1") ") OR (?2 <> '' AND f.kind = 'plate' AND f.hash = keyed('plate', "
                                                  "?2)" NOT_BACK(
                                                      "plate", "?2") ") OR (?3 <> '' AND f.kind = 'vin' AND f.hash = "
                                                                     "keyed('vin', ?3) AND NOT"
                                                                     " EXISTS (SELECT 1 FROM work_order w WHERE w.vin "
                                                                     "= ?3 AND w.arrived_ms > f.at_ms)) LIMIT 1",
                    SQL_ARGS(txt(phone), txt(plate), txt(vin)), err))
        return false;
    *listed = found == 1;
    return true;
}

/* "arrived" keeps a later visit: whoever comes again after having been forgotten gives their data anew. */
bool forgotten_left_out(Db *db, Err *err) {
    bool some;
    if (!forgotten_some(db, &some, err)) return false;
    return !some ||
           (sql_run(db,
                    "UPDATE temp.incoming SET bringer = '', bringer_phone = '', two_people = 0 WHERE " LISTED(
                        "bringer", "order", "order_no",
                        "arrived_ms") " OR (bringer_phone <> '' AND " LISTED("phone", "phone", "bringer_phone",
                                                                             "arrived_ms") ")",
                    SQL_NO_ARGS, err) &&
            sql_run(
                db,
                "UPDATE temp.incoming SET owner = '', owner_phone = '', bringer = '', bringer_phone = '',"
                " two_people = 0, plate = '', vin = '', remark = '' WHERE " LISTED(
                    "order", "order", "order_no",
                    "arrived_ms") " OR (owner_phone <> '' AND " LISTED("phone", "phone", "owner_phone",
                                                                       "arrived_ms") ") OR (plate <> '' "
                                                                                     "AND " LISTED(
                                                                                         "plate", "plate", "plate",
                                                                                         "arrived_"
                                                                                         "ms") ") "
                                                                                               "OR"
                                                                                               " ("
                                                                                               "vi"
                                                                                               "n"
                                                                                               " <"
                                                                                               "> "
                                                                                               "''"
                                                                                               " A"
                                                                                               "ND"
                                                                                               " " LISTED(
                                                                                                   "vin", "vin", "vin",
                                                                                                   "arrived_ms") ")",
                SQL_NO_ARGS, err));
}
