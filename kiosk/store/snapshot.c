/* The copy behind a backup. sqlite3_backup_step(-1) inside a read transaction never starts again, however much is
 * written meanwhile; the log cannot be reset until it ends, that is all that writers notice. */
#include "snapshot.h"

#include "sql.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

extern const int db_migration_count;

static bool io_fail(const char *path, Err *err) {
    bool full = errno == ENOSPC || errno == EDQUOT;
    return err_set(err, full ? ERR_FULL : ERR_IO,
                   TXT("a copy of the database cannot be made beside %s: %s", "无法在 %s 旁建立副本：%s"), path,
                   strerror(errno));
}

/* ---- counting ---- */

/* All tables that hold rows of the store, by name. */
static bool list_tables(sqlite3 *sqlite, Arena *arena, TableCount **out, size_t *n) {
    sqlite3_stmt *q;
    size_t cap = 0;
    *n = 0;
    if (sqlite3_prepare_v2(sqlite,
                           "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
                           " ESCAPE '\\' ORDER BY name",
                           -1, &q, NULL) != SQLITE_OK)
        return false;
    int rc;
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        if (*n == cap) {
            TableCount *more = arena_alloc(arena, sizeof *more * (cap = cap ? cap * 2 : 64));
            if (*n) memcpy(more, *out, sizeof *more * *n);
            *out = more;
        }
        (*out)[(*n)++].table = arena_strdup(arena, (const char *)sqlite3_column_text(q, 0));
    }
    sqlite3_finalize(q);
    return rc == SQLITE_DONE;
}

static bool count_rows(sqlite3 *sqlite, const char *table, int64_t *rows) {
    sqlite3_stmt *q = NULL;
    char *sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table);
    bool ok = sql && sqlite3_prepare_v2(sqlite, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW;
    if (ok) *rows = sqlite3_column_int64(q, 0);
    ok = sqlite3_finalize(q) == SQLITE_OK && ok;
    sqlite3_free(sql);
    return ok;
}

/* Whether each table has as many rows as told; names the first that has not. */
static bool counts_agree(sqlite3 *sqlite, const char *path, const TableCount *tables, size_t n, Err *err) {
    for (size_t i = 0; i < n; i++) {
        int64_t rows = -1;
        if (count_rows(sqlite, tables[i].table, &rows) && rows == tables[i].rows) continue;
        return err_set(err, ERR_CORRUPT,
                       TXT("the copy of %s is damaged: table %s has %lld rows, not %lld",
                           "%s 的副本已损坏：表 %s 有 %lld 行，应为 %lld 行"),
                       path, tables[i].table, (long long)rows, (long long)tables[i].rows);
    }
    return true;
}

static bool is_sound(sqlite3 *sqlite, const char *path, Err *err) {
    sqlite3_stmt *q = NULL;
    char first[160] = "";
    bool ok = sqlite3_prepare_v2(sqlite, "PRAGMA integrity_check(1)", -1, &q, NULL) == SQLITE_OK &&
              sqlite3_step(q) == SQLITE_ROW;
    if (ok) snprintf(first, sizeof first, "%.150s", (const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    if (ok && strcmp(first, "ok") == 0) return true;
    return err_set(err, ERR_CORRUPT,
                   TXT("%s is damaged (%s): keep the last good backup and restore it",
                       "%s 已损坏（%s）：请保留并恢复最近一份完好的备份"),
                   path, *first ? first : "unreadable");
}

/* ---- taking ----
 * The copy's file has a name only while SQLite opens it, and is empty then: a kill in between leaves an empty file,
 * which the next backup takes over. */

typedef struct Copy {
    char path[4096];
    int fd;
    sqlite3 *to, *check; /* check is opened while the file still has a name, and reads only afterwards */
} Copy;

static bool open_both(Copy *copy, const char *db_path, Err *err) {
    if ((size_t)snprintf(copy->path, sizeof copy->path, "%s.copy", db_path) >= sizeof copy->path)
        return err_set(err, ERR_IO, TXT("the path is too long", "路径太长"));
    copy->fd = open(copy->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (copy->fd < 0 || fchmod(copy->fd, 0600) != 0) return io_fail(db_path, err);
    if (flock(copy->fd, LOCK_EX | LOCK_NB) != 0)
        return err_set(err, ERR_BUSY, TXT("another backup is just starting", "另一个备份刚刚开始"));
    bool ok =
        sqlite3_open_v2(copy->path, &copy->to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
        sqlite3_open_v2(copy->path, &copy->check, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
        sqlite3_exec(copy->to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL) == SQLITE_OK;
    ok = unlink(copy->path) == 0 && ok;
    return ok || err_set(err, ERR_IO, TXT("a copy of the database cannot be made beside %s", "无法在 %s 旁建立副本"),
                         db_path);
}

static bool copy_pages(Db *db, Copy *copy, Err *err) {
    sqlite3_backup *backup = sqlite3_backup_init(copy->to, "main", db_handle(db), "main");
    int rc = backup ? sqlite3_backup_step(backup, -1) : sqlite3_errcode(copy->to);
    if (backup) sqlite3_backup_finish(backup);
    sqlite3_close(copy->to);
    copy->to = NULL;
    if (rc != SQLITE_DONE) {
        errno = rc == SQLITE_FULL ? ENOSPC : EIO;
        return rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB ? is_sound(db_handle(db), db_path(db), err)
                                                           : io_fail(db_path(db), err);
    }
    /* File-format versions: 1 = rollback. A copy that no log belongs to must not ask for one. */
    if (pwrite(copy->fd, "\1\1", 2, 18) != 2) return io_fail(db_path(db), err);
    return true;
}

static bool take(Db *db, Copy *copy, StoreSnapshot *out, Err *err) {
    sqlite3 *from = db_handle(db);
    if (!list_tables(from, &out->arena, &out->tables, &out->n_tables)) return sql_fail(db, err);
    for (size_t i = 0; i < out->n_tables; i++) {
        if (!count_rows(from, out->tables[i].table, &out->tables[i].rows)) return sql_fail(db, err);
        out->rows += out->tables[i].rows;
    }
    out->schema = db_schema_version(db);
    snprintf(out->store_id, sizeof out->store_id, "%s", db_store_id(db));
    return copy_pages(db, copy, err) && is_sound(copy->check, db_path(db), err) &&
           counts_agree(copy->check, db_path(db), out->tables, out->n_tables, err);
}

bool snapshot_take(Db *db, StoreSnapshot *out, Err *err) {
    Copy copy = {.fd = -1};
    *out = (StoreSnapshot){.fd = -1};
    bool ok = open_both(&copy, db_path(db), err) && sql_script(db, "BEGIN", err);
    if (ok) {
        ok = take(db, &copy, out, err);
        ok = sql_script(db, "COMMIT", ok ? err : NULL) && ok;
    }
    sqlite3_close(copy.to);
    sqlite3_close(copy.check);
    out->fd = copy.fd;
    if (ok) out->bytes = lseek(copy.fd, 0, SEEK_END);
    if (ok && out->bytes > 0 && lseek(copy.fd, 0, SEEK_SET) == 0) return true;
    if (ok) io_fail(db_path(db), err);
    snapshot_drop(out);
    return false;
}

void snapshot_drop(StoreSnapshot *s) {
    if (s->fd > 0) close(s->fd);
    arena_free(&s->arena);
    *s = (StoreSnapshot){.fd = -1};
}

/* ---- checking ---- */

static int64_t pragma_of(sqlite3 *sqlite, const char *sql) {
    sqlite3_stmt *q = NULL;
    int64_t value = -1;
    if (sqlite3_prepare_v2(sqlite, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
        value = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return value;
}

static bool is_ours(sqlite3 *sqlite, const char *path, int schema, Err *err) {
    int64_t version = pragma_of(sqlite, "PRAGMA user_version");
    if (pragma_of(sqlite, "PRAGMA application_id") != DB_APPLICATION_ID || version != schema)
        return err_set(err, ERR_CORRUPT, TXT("%s holds no Lounge database of schema %d", "%s 中没有结构为 %d 的数据库"),
                       path, schema);
    if (version <= db_migration_count) return true;
    return err_set(err, ERR_NEWER,
                   TXT("%s is from a newer Lounge (schema %d, this program knows %d): update the program first",
                       "%s 来自更新版本的 Lounge（结构 %d，本程序支持到 %d）：请先升级程序"),
                   path, (int)version, db_migration_count);
}

bool snapshot_check(const char *path, int schema, const TableCount *tables, size_t n_tables, Err *err) {
    sqlite3 *sqlite = NULL;
    bool ok = sqlite3_open_v2(path, &sqlite, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK ||
              err_set(err, ERR_IO, TXT("%s cannot be read", "无法读取 %s"), path);
    ok = ok && is_ours(sqlite, path, schema, err) && is_sound(sqlite, path, err) &&
         counts_agree(sqlite, path, tables, n_tables, err);
    sqlite3_close(sqlite);
    return ok;
}
