/* Reading with SQL that is not ours. */
#include "sql_read.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum {
    STEPS_BETWEEN = 2000,           /* of the virtual machine: looks at the clock so often */
    LENGTH_MOST = 16 * 1024 * 1024, /* of one value */
    HEAP_MOST = 256 * 1024 * 1024,
    COLUMNS_MOST = 200,
};

typedef struct Reading {
    sqlite3 *sqlite;
    const SqlReader *reader;
    Ms deadline;
    bool refused, late;
    Arena row;
} Reading;

/* ---- what is allowed ---- */

static bool is_one_of(const char *const *list, const char *word) {
    for (; word && *list; list++)
        if (sqlite3_stricmp(*list, word) == 0) return true;
    return false;
}

static int authorize(void *ctx, int action, const char *a, const char *b, const char *database, const char *trigger) {
    static const char *const tells[] = {"table_info",   "table_xinfo", "table_list",       "index_list",
                                        "index_info",   "index_xinfo", "foreign_key_list", "database_list",
                                        "user_version", NULL};
    static const char *const functions[] = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", NULL};
    Reading *r = ctx;
    (void)database;
    (void)trigger;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_READ:
        if (!a || !b) return SQLITE_OK;
        if (strcmp(a, "staff") == 0 && sqlite3_stricmp(b, "pin_hash") == 0) return SQLITE_IGNORE;
        if (r->reader->own_words || strcmp(a, "person") != 0 || sqlite3_stricmp(b, "words") != 0) return SQLITE_OK;
        if (r->reader->left_out) *r->reader->left_out = true;
        return SQLITE_IGNORE;
    case SQLITE_FUNCTION:
        if (!is_one_of(functions, b)) return SQLITE_OK;
        break;
    case SQLITE_PRAGMA:
        if (is_one_of(tells, a) && (!b || sqlite3_stricmp(a, "user_version") != 0)) return SQLITE_OK;
        break;
    default: break;
    }
    r->refused = true;
    return SQLITE_DENY;
}

static int look_at_the_clock(void *ctx) {
    Reading *r = ctx;
    if (r->reader->stop && *r->reader->stop) return 1;
    r->late = clock_mono() > r->deadline;
    return r->late;
}

/* ---- errors ---- */

/* A fault of the words themselves may be told as SQLite tells it: it quotes only what was typed. */
static bool fail(Reading *r, int rc, bool typed, Err *err) {
    if (r->refused)
        return err_set(
            err, ERR_RULE,
            TXT("lounge sql only reads: SELECT over the views and tables", "lounge sql 只能读取：仅限 SELECT"));
    if ((rc & 0xFF) == SQLITE_INTERRUPT && r->late)
        return err_set(err, ERR_BUSY,
                       TXT("stopped after %d seconds: ask for less, or say --seconds",
                           "已运行 %d 秒，停止：请缩小范围或用 --seconds"),
                       r->reader->seconds);
    if ((rc & 0xFF) == SQLITE_INTERRUPT) return err_set(err, ERR_BUSY, TXT("stopped", "已停止"));
    if ((rc & 0xFF) == SQLITE_NOMEM || (rc & 0xFF) == SQLITE_TOOBIG)
        return err_set(err, ERR_FULL,
                       TXT("that needs more memory than it may have: ask for less", "超出内存限制：请缩小范围"));
    if ((rc & 0xFF) == SQLITE_READONLY)
        return err_set(err, ERR_RULE, TXT("lounge sql only reads", "lounge sql 只能读取"));
    return err_set(err, ERR_INPUT, TXT("SQLite says: %s", "SQLite 提示：%s"),
                   typed ? sqlite3_errmsg(r->sqlite) : sqlite3_errstr(rc));
}

/* ---- rows ---- */

static const char *hex_of(Arena *arena, const unsigned char *bytes, size_t n) {
    char *out = arena_alloc(arena, n * 2 + 1);
    for (size_t i = 0; i < n; i++) snprintf(out + i * 2, 3, "%02x", bytes[i]);
    return out;
}

static SqlValue value_of(Reading *r, sqlite3_stmt *q, int i) {
    SqlValue v = {.type = VALUE_NULL, .text = ""};
    switch (sqlite3_column_type(q, i)) {
    case SQLITE_INTEGER:
        v.type = VALUE_INTEGER;
        v.integer = sqlite3_column_int64(q, i);
        v.text = (const char *)sqlite3_column_text(q, i);
        break;
    case SQLITE_FLOAT:
        v.type = VALUE_REAL;
        v.real = sqlite3_column_double(q, i);
        v.text = (const char *)sqlite3_column_text(q, i);
        break;
    case SQLITE_TEXT:
        v.type = VALUE_TEXT;
        v.text = (const char *)sqlite3_column_text(q, i);
        break;
    case SQLITE_BLOB:
        v.type = VALUE_BLOB;
        v.text = hex_of(&r->row, sqlite3_column_blob(q, i), (size_t)sqlite3_column_bytes(q, i));
        break;
    default: break;
    }
    if (!v.text) v.text = "";
    return v;
}

static bool each_row(Reading *r, sqlite3_stmt *q, Err *err) {
    const char *names[COLUMNS_MOST];
    SqlValue values[COLUMNS_MOST];
    int n = sqlite3_column_count(q), rc;
    for (int i = 0; i < n; i++) names[i] = sqlite3_column_name(q, i);
    if (!r->reader->head(r->reader->ctx, n, names)) return true;
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        arena_reset(&r->row);
        for (int i = 0; i < n; i++) values[i] = value_of(r, q, i);
        if (!r->reader->row(r->reader->ctx, n, values)) return true;
    }
    return rc == SQLITE_DONE || fail(r, rc, false, err);
}

/* ---- the statement ---- */

static bool is_blank(const char *text) {
    return text[strspn(text, " \t\r\n;")] == '\0';
}

static bool run(Reading *r, const char *sql, Err *err) {
    sqlite3_stmt *q = NULL;
    const char *tail = "";
    int rc = sqlite3_prepare_v2(r->sqlite, sql, -1, &q, &tail);
    bool ok;
    if (rc != SQLITE_OK)
        ok = fail(r, rc, true, err);
    else if (!q)
        ok = err_set(err, ERR_INPUT, TXT("there is no statement", "没有语句"));
    else if (!is_blank(tail))
        ok = err_set(err, ERR_RULE, TXT("one statement at a time", "一次只能执行一条语句"));
    else if (!sqlite3_stmt_readonly(q))
        ok = fail(r, SQLITE_READONLY, false, err);
    else
        ok = each_row(r, q, err);
    sqlite3_finalize(q);
    return ok;
}

static bool open_reading(Reading *r, const char *path, Err *err) {
    if (sqlite3_open_v2(path, &r->sqlite, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
        sqlite3_exec(r->sqlite, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;",
                     NULL, NULL, NULL) != SQLITE_OK)
        return err_set(err, ERR_IO, TXT("%s cannot be opened for reading", "无法打开 %s 读取"), path);
    sqlite3_busy_timeout(r->sqlite, 5000);
    sqlite3_db_config(r->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_limit(r->sqlite, SQLITE_LIMIT_LENGTH, LENGTH_MOST);
    sqlite3_limit(r->sqlite, SQLITE_LIMIT_COLUMN, COLUMNS_MOST);
    sqlite3_limit(r->sqlite, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_hard_heap_limit64(HEAP_MOST);
    sqlite3_set_authorizer(r->sqlite, authorize, r);
    sqlite3_progress_handler(r->sqlite, STEPS_BETWEEN, look_at_the_clock, r);
    return true;
}

bool sql_read(const char *path, const char *sql, const SqlReader *reader, Err *err) {
    Reading r = {.reader = reader, .deadline = clock_mono() + reader->seconds * MS_SECOND};
    bool ok = open_reading(&r, path, err) && run(&r, sql, err);
    sqlite3_close(r.sqlite);
    sqlite3_hard_heap_limit64(0);
    arena_free(&r.row);
    return ok;
}
