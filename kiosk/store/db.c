/* The database connection: opening in words, migrations, transactions that nest by count, statements kept by their
 * text, and the bell that wakes the kiosk after a commit. */
#include "db.h"

#include "sql.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
    BUSY_TIMEOUT_MS = 5000,
    CACHE_KIB = 4096,                 /* a board's worth of pages; an import asks for more while it runs */
    WAL_KEPT_BYTES = 4 * 1024 * 1024, /* a large import's log shrinks back to this */
    KEPT_MAX = 256                    /* statements: more than the store's files have */
};

extern const char *const *const db_migrations[];
extern const int db_migration_count;

typedef struct Kept {
    const char *sql; /* the literal it was first asked for by: usually found again without reading it */
    uint64_t hash;   /* of the text */
    sqlite3_stmt *stmt;
} Kept;

struct Db {
    sqlite3 *sqlite;
    char *path;
    DbMode mode;
    int depth;   /* of nested transactions */
    bool doomed; /* something inside failed: the outermost rolls back */
    bool gathering;
    int64_t changes; /* total at the outermost begin: a commit of nothing rings no bell */
    char store_id[STORE_ID_MAX + 1];
    Kept kept[KEPT_MAX];
    size_t n_kept;
    void *own; /* db_keep */
    void (*free_own)(void *own);
};

/* ---- errors ---- */

/* Never SQLite's own message: it may quote a customer's data. */
static bool fail_code(const char *path, int extended, Err *err) {
    if (extended == SQLITE_IOERR_SHMSIZE) extended = SQLITE_FULL; /* the index beside the log found no room */
    switch (extended & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_BUSY, TXT("somebody else is writing to %s: try again", "%s 正被其他程序写入，请重试"),
                       path);
    case SQLITE_FULL:
        return err_set(err, ERR_FULL, TXT("no space left for %s: free some space", "磁盘已满，%s 无法写入：请腾出空间"),
                       path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return err_set(
            err, ERR_CORRUPT,
            TXT("%s is damaged: run lounge doctor, or restore a backup", "%s 已损坏：请运行 lounge doctor 或恢复备份"),
            path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return err_set(
            err, ERR_IO,
            TXT("%s may not be written: check who owns the file and its folder", "%s 不可写：请检查文件和文件夹的权限"),
            path);
    case SQLITE_CANTOPEN:
        return err_set(err, ERR_IO,
                       TXT("%s cannot be opened: check the file, its folder and who owns them",
                           "无法打开 %s：请检查文件、文件夹及其权限"),
                       path);
    case SQLITE_CONSTRAINT:
        return err_set(err, ERR_INPUT,
                       TXT("%s refuses a value that breaks its rules (code %d)", "%s 拒绝了不合规则的数据（代码 %d）"),
                       path, extended);
    default:
        return err_set(
            err, ERR_IO,
            TXT("%s cannot be read or written (code %d): check the disk", "%s 读写失败（代码 %d）：请检查磁盘"), path,
            extended);
    }
}

bool sql_fail(Db *db, Err *err) {
    return fail_code(db->path, sqlite3_extended_errcode(db->sqlite), err);
}

/* ---- statements ---- */

sqlite3 *db_handle(Db *db) {
    return db->sqlite;
}

static uint64_t hash_text(const char *text) {
    uint64_t h = 0xCBF29CE484222325ULL;
    for (const char *p = text; *p; p++) h = (h ^ (unsigned char)*p) * 0x100000001B3ULL;
    return h;
}

static sqlite3_stmt *statement(Db *db, const char *sql, Err *err) {
    for (size_t i = 0; i < db->n_kept; i++)
        if (db->kept[i].sql == sql) return db->kept[i].stmt;
    uint64_t hash = hash_text(sql);
    for (size_t i = 0; i < db->n_kept; i++)
        if (db->kept[i].hash == hash && strcmp(sqlite3_sql(db->kept[i].stmt), sql) == 0) return db->kept[i].stmt;
    sqlite3_stmt *stmt;
    if (sqlite3_prepare_v3(db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK) {
        sql_fail(db, err);
        return NULL;
    }
    if (db->n_kept == KEPT_MAX) { /* cannot happen with literals: there are fewer; forget the oldest */
        sqlite3_finalize(db->kept[0].stmt);
        memmove(db->kept, db->kept + 1, sizeof *db->kept * --db->n_kept);
    }
    db->kept[db->n_kept++] = (Kept){sql, hash, stmt};
    return stmt;
}

bool sql_bind(Db *db, sqlite3_stmt *q, const SqlArg *args, size_t n, Err *err) {
    if (!q) return false;
    sqlite3_reset(q);
    for (size_t i = 0; i < n; i++) {
        int at = (int)i + 1, rc = SQLITE_OK;
        switch (args[i].type) {
        case SQL_NULL: rc = sqlite3_bind_null(q, at); break;
        case SQL_TEXT: rc = sqlite3_bind_text(q, at, args[i].text, -1, SQLITE_STATIC); break;
        case SQL_NUMBER: rc = sqlite3_bind_int64(q, at, args[i].number); break;
        }
        if (rc != SQLITE_OK) return sql_fail(db, err);
    }
    return true;
}

sqlite3_stmt *sql_query(Db *db, const char *sql, const SqlArg *args, size_t n, Err *err) {
    sqlite3_stmt *q = statement(db, sql, err);
    return sql_bind(db, q, args, n, err) ? q : NULL;
}

bool sql_step(Db *db, sqlite3_stmt *q, bool *row, Err *err) {
    *row = false;
    if (!q) return false;
    int rc = sqlite3_step(q);
    if (rc == SQLITE_ROW) return *row = true;
    if (rc == SQLITE_DONE) {
        sql_end(q);
        return true;
    }
    sql_fail(db, err);
    sql_end(q);
    return false;
}

void sql_end(sqlite3_stmt *q) {
    sqlite3_reset(q);
}

bool sql_run(Db *db, const char *sql, const SqlArg *args, size_t n, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, sql, args, n, err);
    bool ok = sql_step(db, q, &row, err);
    if (row) sql_end(q);
    return ok;
}

bool sql_run_made(Db *db, const char *sql, const SqlArg *args, size_t n, Err *err) {
    bool row;
    sqlite3_stmt *q = NULL;
    bool ok = sqlite3_prepare_v2(db->sqlite, sql, -1, &q, NULL) == SQLITE_OK || sql_fail(db, err);
    ok = ok && sql_bind(db, q, args, n, err) && sql_step(db, q, &row, err);
    sqlite3_finalize(q);
    return ok;
}

bool sql_number(Db *db, int64_t *out, const char *sql, const SqlArg *args, size_t n, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, sql, args, n, err);
    bool ok = sql_step(db, q, &row, err);
    if (!row) return ok;
    *out = sql_int(q, 0, *out);
    sql_end(q);
    return true;
}

bool sql_script(Db *db, const char *sql, Err *err) {
    return sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL) == SQLITE_OK || sql_fail(db, err);
}

int sql_changes(Db *db) {
    return sqlite3_changes(db->sqlite);
}

const char *sql_text(sqlite3_stmt *q, int column) {
    const unsigned char *text = sqlite3_column_text(q, column);
    return text ? (const char *)text : "";
}

char *sql_keep(Arena *arena, sqlite3_stmt *q, int column) {
    const char *text = sql_text(q, column);
    return arena_strndup(arena, text, (size_t)sqlite3_column_bytes(q, column));
}

void sql_copy(sqlite3_stmt *q, int column, char *out, size_t size) {
    const char *text = sql_text(q, column);
    size_t len = strlen(text);
    while (len >= size || (len && (text[len] & 0xC0) == 0x80)) len--; /* never inside a character */
    memcpy(out, text, len);
    out[len] = '\0';
}

int64_t sql_int(sqlite3_stmt *q, int column, int64_t none) {
    return sqlite3_column_type(q, column) == SQLITE_NULL ? none : sqlite3_column_int64(q, column);
}

/* ---- opening ---- */

const char *db_network_fs(long magic) {
    switch ((unsigned long)magic & 0xFFFFFFFFUL) {
    case 0x6969: return "NFS";
    case 0x517B:
    case 0xFF534D42:
    case 0xFE534D42: return "SMB/CIFS";
    case 0x65735546: return "FUSE (sshfs …)";
    case 0x00C36400: return "Ceph";
    case 0x5346414F: return "AFS";
    case 0x564C: return "NCP";
    default: return NULL;
    }
}

/* WAL needs memory shared between all who have the file open: one machine, one local disk. */
static bool on_local_disk(const char *path, Err *err) {
    struct statfs fs;
    const char *network = statfs(path, &fs) == 0 ? db_network_fs((long)fs.f_type) : NULL;
    if (!network) return true;
    return err_set(err, ERR_INPUT,
                   TXT("%s is on a network file system (%s): the database needs a local disk",
                       "%s 位于网络文件系统（%s）：数据库必须放在本地磁盘"),
                   path, network);
}

static bool must_exist(const char *path, Err *err) {
    struct stat st;
    if (stat(path, &st) == 0) {
        if (S_ISREG(st.st_mode)) return true;
        return err_set(err, ERR_INPUT, TXT("%s is not a file", "%s 不是文件"), path);
    }
    if (errno == ENOENT || errno == ENOTDIR)
        return err_set(
            err, ERR_NOT_FOUND,
            TXT("there is no database %s: make one with lounge init", "没有数据库 %s：请用 lounge init 建立"), path);
    return err_set(err, ERR_IO,
                   TXT("%s cannot be reached: check its folder's permissions", "无法访问 %s：请检查文件夹权限"), path);
}

/* An empty file is what an interrupted creation leaves: it counts as not there. */
static bool make_file(const char *path, bool *made, Err *err) {
    struct stat st;
    if (stat(path, &st) == 0 && st.st_size > 0)
        return err_set(err, ERR_EXISTS, TXT("%s is there already", "%s 已经存在"), path);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
    if (fd < 0) {
        if (errno == ENOSPC) return fail_code(path, SQLITE_FULL, err);
        return err_set(err, ERR_IO, TXT("%s cannot be made: check its folder", "无法建立 %s：请检查文件夹"), path);
    }
    *made = true;
    bool ok = fchmod(fd, 0660) == 0; /* whatever the umask: the group `lounge` shares it */
    close(fd);
    return ok || err_set(err, ERR_IO, TXT("the permissions of %s cannot be set", "无法设置 %s 的权限"), path);
}

static bool pragma_number(Db *db, const char *sql, int64_t *out, Err *err) {
    *out = 0;
    return sql_number(db, out, sql, SQL_NO_ARGS, err);
}

static bool not_ours(Db *db, Err *err) {
    return err_set(err, ERR_INPUT, TXT("%s is not a Lounge database", "%s 不是 Lounge 数据库"), db->path);
}

/* Is it ours, and not from a program newer than this one? */
static bool recognise(Db *db, Err *err) {
    int64_t application, version;
    if (!pragma_number(db, "PRAGMA application_id", &application, err) ||
        !pragma_number(db, "PRAGMA user_version", &version, err))
        return false;
    if (application != DB_APPLICATION_ID) return not_ours(db, err);
    if (version > db_migration_count)
        return err_set(err, ERR_NEWER,
                       TXT("%s was made by a newer Lounge (schema %d, this program knows %d): update it",
                           "%s 由更新版本的 Lounge 建立（结构 %d，本程序支持到 %d）：请升级程序"),
                       db->path, (int)version, db_migration_count);
    if (version < db_migration_count && db->mode == DB_READ)
        return err_set(err, ERR_RULE,
                       TXT("%s is from an older Lounge (schema %d of %d): run lounge doctor to update it",
                           "%s 来自旧版本的 Lounge（结构 %d，应为 %d）：请运行 lounge doctor 升级"),
                       db->path, (int)version, db_migration_count);
    return true;
}

/* One migration and its number in one transaction; somebody else may have been faster. */
static bool migrate_one(Db *db, int number, Err *err) {
    int64_t version;
    if (!sql_script(db, "BEGIN IMMEDIATE", err)) return false;
    bool ok = pragma_number(db, "PRAGMA user_version", &version, err);
    if (ok && version < number) {
        Buf sql = {0};
        for (const char *const *line = db_migrations[number - 1]; *line; line++) buf_puts(&sql, *line);
        buf_printf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", DB_APPLICATION_ID, number);
        ok = sql_script(db, buf_text(&sql), err);
        buf_free(&sql);
    }
    ok = ok && sql_script(db, "COMMIT", err);
    if (!ok && !sqlite3_get_autocommit(db->sqlite)) sql_script(db, "ROLLBACK", NULL);
    return ok;
}

static bool migrate(Db *db, Err *err) {
    int64_t version;
    if (!pragma_number(db, "PRAGMA user_version", &version, err)) return false;
    for (int number = (int)version + 1; number <= db_migration_count; number++)
        if (!migrate_one(db, number, err)) return false;
    return true;
}

static bool configure(Db *db, Err *err) {
    char sql[512];
    snprintf(sql, sizeof sql,
             "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = FILE; PRAGMA cache_size = -%d;"
             "PRAGMA journal_size_limit = %d; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
             "PRAGMA secure_delete = ON;", /* what is erased is overwritten, whoever built SQLite */
             CACHE_KIB, WAL_KEPT_BYTES);
    sqlite3_extended_result_codes(db->sqlite, 1);
    sqlite3_busy_timeout(db->sqlite, BUSY_TIMEOUT_MS);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (sql_script(db, sql, err)) return true;
    return sqlite3_errcode(db->sqlite) == SQLITE_NOTADB ? not_ours(db, err) : false;
}

/* The log is switched on after the first migration: a creation cut short leaves an empty file, not half a database. */
static bool use_wal(Db *db, Err *err) {
    bool row, wal = false;
    sqlite3_stmt *q = sql_query(db, "PRAGMA journal_mode = WAL", SQL_NO_ARGS, err);
    if (!sql_step(db, q, &row, err)) return false;
    wal = row && strcmp(sql_text(q, 0), "wal") == 0;
    sql_end(q);
    return wal || err_set(err, ERR_IO,
                          TXT("%s cannot keep a write-ahead log here: use a local disk",
                              "%s 在此处无法使用预写日志：请使用本地磁盘"),
                          db->path);
}

static bool open_sqlite(Db *db, const char *name, int flags, Err *err) {
    int rc = sqlite3_open_v2(name, &db->sqlite, flags | SQLITE_OPEN_NOMUTEX, NULL);
    return rc == SQLITE_OK || fail_code(db->path, rc, err);
}

static bool open_file(Db *db, Err *err) {
    bool create = db->mode == DB_CREATE;
    if (!open_sqlite(db, db->path, SQLITE_OPEN_READWRITE, err) || !configure(db, err)) return false;
    if (!create && !recognise(db, err)) return false;
    if (db->mode == DB_READ) return sql_script(db, "PRAGMA query_only = ON", err);
    return migrate(db, err) && use_wal(db, err);
}

/* A copy in memory: the file is only read, and closed again. */
static bool open_scratch(Db *db, Err *err) {
    sqlite3 *file = NULL;
    int rc = sqlite3_open_v2(db->path, &file, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    bool ok = open_sqlite(db, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
    if (ok && rc == SQLITE_OK) {
        sqlite3_busy_timeout(file, BUSY_TIMEOUT_MS);
        sqlite3_backup *copy = sqlite3_backup_init(db->sqlite, "main", file, "main");
        rc = copy ? sqlite3_backup_step(copy, -1) : sqlite3_errcode(db->sqlite);
        if (copy) sqlite3_backup_finish(copy);
        if (rc == SQLITE_DONE) rc = SQLITE_OK;
    }
    sqlite3_close(file);
    if (rc == SQLITE_NOTADB) return not_ours(db, err);
    if (ok && rc != SQLITE_OK) return fail_code(db->path, rc, err);
    return ok && configure(db, err) && recognise(db, err) && migrate(db, err);
}

bool db_open(Db **out, const char *path, DbMode mode, Err *err) {
    bool made = false;
    if (mode == DB_CREATE ? !make_file(path, &made, err) : !must_exist(path, err)) return false;
    Db *db = mem_alloc(sizeof *db);
    db->path = mem_strdup(path);
    db->mode = mode;
    bool ok = on_local_disk(path, err) && (mode == DB_SCRATCH ? open_scratch(db, err) : open_file(db, err));
    if (ok) {
        *out = db;
        return true;
    }
    db_close(db);
    if (made) unlink(path);
    return false;
}

void db_close(Db *db) {
    if (!db) return;
    if (db->sqlite && !sqlite3_get_autocommit(db->sqlite)) sql_script(db, "ROLLBACK", NULL);
    for (size_t i = 0; i < db->n_kept; i++) sqlite3_finalize(db->kept[i].stmt);
    sqlite3_close(db->sqlite);
    if (db->own) db->free_own(db->own);
    free(db->path);
    free(db);
}

void db_keep(Db *db, void *kept, void (*free_kept)(void *kept)) {
    if (db->own) db->free_own(db->own);
    db->own = kept;
    db->free_own = free_kept;
}

void *db_kept(const Db *db) {
    return db->own;
}

const char *db_path(const Db *db) {
    return db->path;
}

void db_store_id_changed(Db *db) {
    db->store_id[0] = '\0';
}

/* Read when first needed; it is set once in a database's life. */
const char *db_store_id(const Db *db) {
    Db *self = (Db *)db; /* a cache, not a change */
    if (db->store_id[0]) return db->store_id;
    bool row;
    sqlite3_stmt *q = sql_query(self, "SELECT value FROM setting WHERE key = 'store.id'", SQL_NO_ARGS, NULL);
    if (sql_step(self, q, &row, NULL) && row) {
        sql_copy(q, 0, self->store_id, sizeof self->store_id);
        sql_end(q);
    }
    return db->store_id;
}

int db_schema_version(const Db *db) {
    int64_t version;
    return pragma_number((Db *)db, "PRAGMA user_version", &version, NULL) ? (int)version : 0;
}

/* ---- transactions ---- */

bool sql_gather(Db *db, Err *err) {
    if (db->gathering || !sqlite3_get_autocommit(db->sqlite)) return true;
    return db->gathering = sql_script(db, "BEGIN", err);
}

bool sql_gather_end(Db *db, Err *err) {
    if (!db->gathering) return true;
    db->gathering = false;
    return sql_script(db, "COMMIT", err);
}

bool db_begin(Db *db, Err *err) {
    if (db->depth > 0) {
        db->depth++;
        return true;
    }
    if (db->mode == DB_READ)
        return err_set(err, ERR_IO, TXT("%s was opened for reading only", "%s 以只读方式打开"), db->path);
    if (!sql_gather_end(db, err) || !sql_script(db, "BEGIN IMMEDIATE", err)) return false;
    db->depth = 1;
    db->doomed = false;
    db->changes = sqlite3_total_changes64(db->sqlite);
    return true;
}

/* One byte, always the same one, so that the file never grows. A kiosk that misses it sees the commit a little later,
 * so a failure here is nobody's error. */
static void ring(const Db *db) {
    char name[4096];
    if (db->mode == DB_SCRATCH) return;
    if ((size_t)snprintf(name, sizeof name, "%s.bell", db->path) >= sizeof name) return;
    bool fresh = access(name, F_OK) != 0;
    int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (fd < 0) return;
    if (fresh && fchmod(fd, 0660) != 0) fresh = false; /* ours, but the group may not ring it: harmless */
    ssize_t n = pwrite(fd, "!", 1, 0);
    (void)n;
    close(fd);
}

static void undo(Db *db) {
    if (!sqlite3_get_autocommit(db->sqlite)) sql_script(db, "ROLLBACK", NULL);
    db->doomed = false;
}

bool db_commit(Db *db, Err *err) {
    if (db->depth == 0) return err_set(err, ERR_IO, TXT("no change is open in %s", "%s 没有进行中的修改"), db->path);
    if (--db->depth > 0) return true;
    if (db->doomed || sqlite3_get_autocommit(db->sqlite)) {
        undo(db);
        return err_set(
            err, ERR_IO,
            TXT("a part of the change failed, so nothing of it was kept in %s", "修改的一部分失败，%s 未作任何改动"),
            db->path);
    }
    if (!sql_script(db, "COMMIT", err)) {
        undo(db);
        return false;
    }
    if (sqlite3_total_changes64(db->sqlite) != db->changes) ring(db);
    return true;
}

void db_rollback(Db *db) {
    if (db->depth == 0) return;
    db->doomed = true;
    if (--db->depth > 0) return;
    undo(db);
    db_store_id_changed(db);
}

bool db_end(Db *db, bool good, Err *err) {
    if (good) return db_commit(db, err);
    db_rollback(db);
    return false;
}

int64_t db_data_version(Db *db) {
    int64_t version;
    return pragma_number(db, "PRAGMA data_version", &version, NULL) ? version : -1;
}

/* ---- checks ---- */

static bool check_with(Db *db, const char *sql, const char *what, Buf *faults, size_t *n, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db, sql, SQL_NO_ARGS, err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (strcmp(sql_text(q, 0), "ok") == 0) continue;
        buf_printf(faults, "%s%s\n", what, sql_text(q, 0));
        ++*n;
    }
    return ok;
}

bool db_check(Db *db, Buf *faults, size_t *n_faults, Err *err) {
    *n_faults = 0;
    return check_with(db, "PRAGMA integrity_check", "", faults, n_faults, err) &&
           check_with(db, "SELECT \"table\" || ' -> ' || parent FROM pragma_foreign_key_check",
                      "no such parent: ", faults, n_faults, err);
}
