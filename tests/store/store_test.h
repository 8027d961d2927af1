/* For the store's tests: a real database in a folder of its own, orders as an import reads them, and the whole
 * content as one text to compare. */
#ifndef LOUNGE_TESTS_STORE_TEST_H
#define LOUNGE_TESTS_STORE_TEST_H

#include "base/uuid.h"
#include "store/calls.h"
#include "store/coupons.h"
#include "store/db.h"
#include "store/feedback.h"
#include "store/import.h"
#include "store/offers.h"
#include "store/orders.h"
#include "store/policies.h"
#include "store/settings.h"
#include "store/sql.h"
#include "store/watch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct Store {
    char folder[64], path[96];
    Db *db;
    Arena arena;
    Err err;
} Store;

/* Fails the test with the error's words. */
#define must(store, done)                                                                                              \
    do {                                                                                                               \
        if (!(done)) fail_msg("%s: %s", #done, (store)->err.en);                                                       \
    } while (0)
#define must_not(store, done, why)                                                                                     \
    do {                                                                                                               \
        if (done) fail_msg("%s went through", #done);                                                                  \
        assert_int_equal((store)->err.code, why);                                                                      \
        assert_true((store)->err.en[0] && (store)->err.zh[0]);                                                         \
    } while (0)

static inline Ms at(const char *local) {
    Ms ms = 0;
    if (!instant_parse(local, &ms)) fail_msg("no instant: %s", local);
    return ms;
}

static inline void store_folder(Store *s) {
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) fail_msg("%s", err.en);
    snprintf(s->folder, sizeof s->folder, "/tmp/lounge-store-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    snprintf(s->path, sizeof s->path, "%s/lounge.db", s->folder);
}

/* A new version of a policy, in force on the days from_day–to_day ("" = open); pairs of key and value. */
static inline void policy_is(Store *s, const char *subject, const char *from_day, const char *to_day,
                             const char *const (*pairs)[2], size_t n) {
    PolicyValue values[128];
    bool known;
    assert_true(n <= 128);
    for (size_t i = 0; i < n; i++) {
        must(s, policy_value_check(pairs[i][0], pairs[i][1], &s->err));
        values[i] = (PolicyValue){pairs[i][0], pairs[i][1], 0};
    }
    Policy policy = {.subject = subject,
                     .from_day = from_day,
                     .to_day = to_day,
                     .file = "test.cfg",
                     .by = "",
                     .values = values,
                     .n = n};
    policy_sort(&policy);
    must(s, policy_save(s->db, &policy, &known, &s->err));
}
#define POLICY(store, subject, ...)                                                                                    \
    policy_is(store, subject, "", "", (const char *const[][2]){__VA_ARGS__},                                           \
              sizeof((const char *const[][2]){__VA_ARGS__}) / sizeof(const char *const[2]))

static inline Store *store_new(void) {
    Store *s = mem_alloc(sizeof *s);
    clock_unset();
    store_folder(s);
    must(s, db_open(&s->db, s->path, DB_CREATE, &s->err));
    must(s, settings_set(s->db, "store.id", "cd01", &s->err));
    return s;
}

static inline void store_free(Store *s) {
    static const char *const names[] = {"", "-wal", "-shm", ".bell", ".key", "-journal"};
    db_close(s->db);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", s->path, names[i]);
        unlink(name);
    }
    rmdir(s->folder);
    arena_free(&s->arena);
    free(s);
}

/* Every row of every table, in order, as text. */
static inline char *dump(Store *s) {
    Buf all = {0};
    sqlite3_stmt *tables, *rows;
    sqlite3 *db = db_handle(s->db);
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1, &tables, NULL),
        SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        char sql[128];
        snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", (const char *)sqlite3_column_text(tables, 0));
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
        buf_printf(&all, "# %s\n", (const char *)sqlite3_column_text(tables, 0));
        while (sqlite3_step(rows) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(rows); i++) {
                const unsigned char *text = sqlite3_column_text(rows, i);
                buf_printf(&all, "%s|", text ? (const char *)text : "NULL");
            }
            buf_putc(&all, '\n');
        }
        sqlite3_finalize(rows);
    }
    sqlite3_finalize(tables);
    return all.text;
}

/* One value of one row, for looking behind the functions. */
static inline int64_t number(Store *s, const char *sql) {
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_prepare_v2(db_handle(s->db), sql, -1, &q, NULL), SQLITE_OK);
    int64_t n = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;
    sqlite3_finalize(q);
    return n;
}

static inline const char *text(Store *s, const char *sql) {
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_prepare_v2(db_handle(s->db), sql, -1, &q, NULL), SQLITE_OK);
    const char *value = "(no row)";
    if (sqlite3_step(q) == SQLITE_ROW) value = sql_keep(&s->arena, q, 0);
    sqlite3_finalize(q);
    return value;
}

static inline void run(Store *s, const char *sql) {
    assert_int_equal(sqlite3_exec(db_handle(s->db), sql, NULL, NULL, NULL), SQLITE_OK);
}

/* An order as an import reads it; the caller changes what the test is about. */
static inline ImportOrder an_order(const char *order_no, const char *plate, const char *arrived, Stage stage) {
    return (ImportOrder){
        .order_no = order_no,
        .plate = plate,
        .vin = "",
        .model = "汉兰达 3.5L",
        .purchased_day = "2019-06-09",
        .mileage_km = 42318,
        .owner = "王伟",
        .owner_phone = "19900009774",
        .bringer = "王伟",
        .bringer_phone = "",
        .advisor = "顾问甲",
        .kind_words = "定期保养",
        .kind = KIND_MAINTENANCE,
        .arrived = at(arrived),
        .stage = stage,
        .bay = "3号工位",
        .technician = "技师乙",
        .remark = "",
        .amount = 189700,
        .flags = "",
    };
}

/* Imports a list of orders as an export of that time; the digest is the file's name. */
static inline ImportCounts import_list(Store *s, const char *file, const char *exported, const ImportOrder *orders,
                                       size_t n) {
    Import *import;
    ImportCounts counts;
    ImportMeta meta = {"orders", file, file, at(exported), (int)n};
    must(s, import_begin(s->db, &import, &s->err));
    for (size_t i = 0; i < n; i++) must(s, import_add(import, &orders[i], &s->err));
    must(s, import_apply(import, &meta, false, &counts, &s->err));
    import_end(import);
    return counts;
}

static inline ImportCounts import_one(Store *s, const char *exported, const ImportOrder *order) {
    return import_list(s, exported, exported, order, 1);
}

static inline Offer an_offer(const char *id, const char *coupon) {
    return (Offer){
        .offer_id = id,
        .kind = "wash",
        .title_zh = "亮光蜡洗车",
        .title_en = "Bright-wax wash",
        .text_zh = "",
        .text_en = "",
        .price = 8800,
        .was = -1,
        .was_basis = "",
        .picture = "",
        .from_day = "",
        .to_day = "",
        .coupon = coupon,
        .coupon_value = strcmp(coupon, "none") == 0 ? 0 : 1000,
        .axis_model = "",
        .axis_age = "",
        .axis_mileage = "",
        .axis_visits = "",
        .axis_habit = "",
        .axis_environment = "",
        .rule = "",
        .why_zh = "",
        .why_en = "",
    };
}

static inline ImportCounts replace_offers(Store *s, const char *digest, const Offer *offers, size_t n) {
    ImportCounts counts;
    ImportMeta meta = {"offers", "offers.csv", digest, at("2026-11-23T08:00"), (int)n};
    must(s, offers_replace(s->db, offers, n, &meta, NULL, 0, &counts, &s->err));
    return counts;
}

#endif
