/* Backups while four processes write as fast as the disk lets them: every row that was acknowledged before a backup's
 * start is in it, each writer's rows without a hole, the file whole; and what is restored is what was there. */
#include "../store/store_test.h"

#include "office/backup_file.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>

enum { WRITERS = 4, BACKUPS = 4 };

static bool note(Db *db, int writer, int64_t number, Err *err) {
    char about[32], local[32];
    Uuid id = uuid_new();
    snprintf(about, sizeof about, "%d", writer);
    if (!db_begin(db, err)) return false;
    if (sql_run(db,
                "INSERT INTO audit (audit_id, store_id, at_ms, at_local, by_name, what, about, note)"
                " VALUES (?1, 'cd01', ?2, ?3, 'storm', 'storm', ?4, hex(zeroblob(200)))",
                SQL_ARGS(txt(id.text), num(number), txt(instant_show(0, local, sizeof local)), txt(about)), err))
        return db_commit(db, err);
    db_rollback(db);
    return false;
}

static void write_on(const char *path, int writer, _Atomic int64_t *acknowledged) {
    Db *db;
    Err err;
    if (!db_open(&db, path, DB_WRITE, &err)) _exit(1);
    for (int64_t number = 1;;) {
        if (note(db, writer, number, &err))
            atomic_store(acknowledged, number++);
        else if (err.code != ERR_BUSY) /* the other writers': SQLite promises no turns */
            _exit(2);
        usleep(1000);
    }
}

/* One backup, read from its file into `to`. */
static void back_up(Store *s, Db *reader, const char *to, int64_t *rows) {
    StoreSnapshot snapshot;
    BackupInfo info = {.made = clock_now() / 1000 * 1000}, read = {0};
    char path[4096];
    int64_t bytes;
    must(s, snapshot_take(reader, &snapshot, &s->err));
    snprintf(info.store_id, sizeof info.store_id, "cd01");
    snprintf(info.zone, sizeof info.zone, "Asia/Shanghai");
    info.schema = snapshot.schema;
    info.tables = snapshot.tables;
    info.n_tables = snapshot.n_tables;
    must(s, backup_write(s->folder, &snapshot, &info, NULL, path, sizeof path, &bytes, &s->err));
    *rows = snapshot.rows;
    snapshot_drop(&snapshot);
    FILE *file = fopen(to, "w+b");
    must(s, backup_read(path, NULL, file, &read, &s->err));
    assert_int_equal(fclose(file), 0);
    must(s, snapshot_check(to, read.schema, read.tables, read.n_tables, &s->err));
    backup_info_free(&read);
    unlink(path);
}

static int64_t of_file(const char *path, const char *sql) {
    sqlite3 *file;
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_open_v2(path, &file, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(file, sql, -1, &q, NULL), SQLITE_OK);
    int64_t n = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : -1;
    sqlite3_finalize(q);
    sqlite3_close(file);
    return n;
}

static void acknowledged_rows_are_in_the_backup(void **state) {
    (void)state;
    Store *s = store_new();
    Db *reader;
    char to[128];
    pid_t kids[WRITERS];
    int64_t rows;
    _Atomic int64_t *acknowledged =
        mmap(NULL, sizeof *acknowledged * WRITERS, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    snprintf(to, sizeof to, "%s/out.db", s->folder);
    must(s, db_open(&reader, s->path, DB_READ, &s->err));
    for (int i = 0; i < WRITERS; i++)
        if ((kids[i] = fork()) == 0) write_on(s->path, i, &acknowledged[i]);
    for (int i = 0, status; i < WRITERS; i++)
        while (atomic_load(&acknowledged[i]) < 3 && waitpid(kids[i], &status, WNOHANG) == 0) usleep(1000);
    for (int round = 0; round < BACKUPS; round++) {
        int64_t before[WRITERS];
        for (int i = 0; i < WRITERS; i++) before[i] = atomic_load(&acknowledged[i]);
        back_up(s, reader, to, &rows);
        for (int i = 0; i < WRITERS; i++) {
            char sql[128];
            snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE about = '%d'", i);
            int64_t there = of_file(to, sql);
            assert_true(there >= before[i]);
            snprintf(sql, sizeof sql, "SELECT max(at_ms) FROM audit WHERE about = '%d'", i);
            assert_int_equal(of_file(to, sql), there); /* numbered from 1 without a hole: one moment */
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        int64_t before = atomic_load(&acknowledged[i]);
        kill(kids[i], SIGKILL);
        assert_int_equal(waitpid(kids[i], &status, 0), kids[i]);
        assert_true(WIFSIGNALED(status)); /* none had failed: backups stop nobody */
        assert_true(before >= 3);
    }
    unlink(to);
    munmap((void *)acknowledged, sizeof *acknowledged * WRITERS);
    db_close(reader);
    store_free(s);
}

static void what_is_restored_is_what_was_there(void **state) {
    (void)state;
    Store *s = store_new(), restored = {0};
    Db *reader;
    char to[128];
    int64_t rows;
    ImportOrder orders[300];
    char numbers[300][16];
    for (int i = 0; i < 300; i++) {
        snprintf(numbers[i], sizeof numbers[i], "RO%05d", i);
        orders[i] = an_order(numbers[i], "川A12345", "2026-11-22T09:00", i % 2 ? STAGE_IN_WORK : STAGE_READY);
    }
    import_list(s, "a.csv", "2026-11-22T10:00", orders, 300);
    import_list(s, "b.csv", "2026-11-22T11:00", orders, 200);     /* the rest is gone */
    run(s, "DELETE FROM order_stage WHERE order_no > 'RO00250'"); /* free pages are copied too */
    snprintf(to, sizeof to, "%s/out.db", s->folder);
    must(s, db_open(&reader, s->path, DB_READ, &s->err));
    back_up(s, reader, to, &rows);
    db_close(reader);
    must(s, db_open(&restored.db, to, DB_WRITE, &s->err)); /* it takes part in everyday life again */
    char *was = dump(s), *is = dump(&restored);
    assert_string_equal(was, is);
    must(s, note(restored.db, 1, 1, &s->err));
    free(was);
    free(is);
    db_close(restored.db);
    unlink(to);
    char bell[160];
    snprintf(bell, sizeof bell, "%s.bell", to);
    unlink(bell);
    store_free(s);
}

/* A page of the live database is torn: no backup is made of it. */
static void a_damaged_database_is_not_backed_up(void **state) {
    (void)state;
    Store *s = store_new();
    Db *reader;
    StoreSnapshot snapshot;
    run(s, "PRAGMA wal_checkpoint(TRUNCATE)");
    int64_t page = number(s, "SELECT rootpage FROM sqlite_schema WHERE name = 'setting'");
    db_close(s->db);
    s->db = NULL;
    FILE *file = fopen(s->path, "r+b");
    assert_int_equal(fseek(file, (long)((page - 1) * 4096 + 2), SEEK_SET), 0);
    assert_true(fputs("torn torn torn torn", file) >= 0);
    fclose(file);
    if (db_open(&reader, s->path, DB_READ, &s->err)) {
        must_not(s, snapshot_take(reader, &snapshot, &s->err), ERR_CORRUPT);
        db_close(reader);
    } else {
        assert_int_equal(s->err.code, ERR_CORRUPT);
    }
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acknowledged_rows_are_in_the_backup),
        cmocka_unit_test(what_is_restored_is_what_was_there),
        cmocka_unit_test(a_damaged_database_is_not_backed_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
