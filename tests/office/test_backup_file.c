/* Backup files that are whole, and every way of not being so: cut off anywhere, any byte changed, something behind the
 * end, another key, no key, not a backup at all. None is read as whole, each is refused in words. */
#include "../store/store_test.h"

#include "office/backup_file.h"

#include <fcntl.h>

typedef struct Made {
    Store *s;
    char path[4096], damaged[128];
    int64_t bytes;
    uint8_t *whole;
    SealKey key;
} Made;

static void make(Made *m, bool sealed) {
    StoreSnapshot snapshot;
    BackupInfo info = {.has_key = true};
    m->s = store_new();
    info.made = at("2026-11-23T02:00");
    ImportOrder order = an_order("RO1", "川A12345", "2026-11-22T09:00", STAGE_IN_WORK);
    import_one(m->s, "2026-11-22T10:00", &order);
    memset(m->key.bytes, 7, sizeof m->key.bytes);
    memset(info.key.bytes, 9, sizeof info.key.bytes);
    must(m->s, snapshot_take(m->s->db, &snapshot, &m->s->err));
    snprintf(info.store_id, sizeof info.store_id, "%s", snapshot.store_id);
    snprintf(info.zone, sizeof info.zone, "Asia/Shanghai");
    info.schema = snapshot.schema;
    info.tables = snapshot.tables;
    info.n_tables = snapshot.n_tables;
    must(m->s, backup_write(m->s->folder, &snapshot, &info, sealed ? &m->key : NULL, m->path, sizeof m->path, &m->bytes,
                            &m->s->err));
    m->whole = mem_alloc((size_t)m->bytes);
    FILE *file = fopen(m->path, "rb");
    assert_int_equal(fread(m->whole, 1, (size_t)m->bytes, file), m->bytes);
    fclose(file);
    snprintf(m->damaged, sizeof m->damaged, "%s/damaged", m->s->folder);
    snapshot_drop(&snapshot);
}

static void finish(Made *m) {
    free(m->whole);
    unlink(m->path);
    unlink(m->damaged);
    store_free(m->s);
}

static void put(const Made *m, const uint8_t *bytes, size_t n) {
    FILE *file = fopen(m->damaged, "wb");
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static void refused(Made *m, const SealKey *key, int why) {
    BackupInfo info;
    m->s->err = (Err){0};
    if (backup_read(m->damaged, key, NULL, &info, &m->s->err)) fail_msg("a damaged backup was read as whole");
    assert_int_equal(m->s->err.code, why);
    assert_true(m->s->err.en[0] && m->s->err.zh[0]);
}

static void what_was_written_is_read(void **state) {
    (void)state;
    for (int sealed = 0; sealed <= 1; sealed++) {
        Made m;
        BackupInfo info;
        make(&m, sealed);
        must(m.s, backup_read(m.path, sealed ? &m.key : NULL, NULL, &info, &m.s->err));
        assert_int_equal(info.sealed, sealed);
        assert_int_equal(info.made, at("2026-11-23T02:00"));
        assert_string_equal(info.store_id, db_store_id(m.s->db));
        assert_int_equal(info.schema, db_schema_version(m.s->db));
        assert_true(info.has_key && info.key.bytes[31] == 9);
        int64_t rows = -1;
        for (size_t i = 0; i < info.n_tables; i++)
            if (strcmp(info.tables[i].table, "work_order") == 0) rows = info.tables[i].rows;
        assert_int_equal(rows, 1);
        backup_info_free(&info);
        finish(&m);
    }
}

static void a_plate_is_not_to_be_seen_in_a_sealed_one(void **state) {
    Made m;
    (void)state;
    make(&m, true);
    assert_null(memmem(m.whole, (size_t)m.bytes, "RO1", 3));
    assert_null(memmem(m.whole, (size_t)m.bytes, "work_order", 10));
    finish(&m);
}

static void a_file_cut_off_anywhere_is_refused(void **state) {
    (void)state;
    for (int sealed = 0; sealed <= 1; sealed++) {
        Made m;
        make(&m, sealed);
        put(&m, m.whole, (size_t)m.bytes);
        for (int64_t n = m.bytes - 1; n >= 0; n -= n > m.bytes - 80 || n < 80 ? 1 : 97) {
            assert_int_equal(truncate(m.damaged, n), 0);
            refused(&m, &m.key, ERR_INPUT);
        }
        finish(&m);
    }
}

static void any_changed_byte_is_refused(void **state) {
    (void)state;
    for (int sealed = 0; sealed <= 1; sealed++) {
        Made m;
        make(&m, sealed);
        for (int64_t i = 0; i < m.bytes; i += i < 120 || i > m.bytes - 60 ? 1 : 83) {
            m.whole[i] ^= (uint8_t)(1 << i % 8);
            put(&m, m.whole, (size_t)m.bytes);
            refused(&m, &m.key, ERR_INPUT);
            m.whole[i] ^= (uint8_t)(1 << i % 8);
        }
        finish(&m);
    }
}

static void something_behind_the_end_is_refused(void **state) {
    (void)state;
    for (int sealed = 0; sealed <= 1; sealed++) {
        Made m;
        make(&m, sealed);
        uint8_t *longer = mem_alloc((size_t)m.bytes * 2);
        memcpy(longer, m.whole, (size_t)m.bytes);
        memcpy(longer + m.bytes, m.whole, (size_t)m.bytes);
        put(&m, longer, (size_t)m.bytes + 1);
        refused(&m, &m.key, ERR_INPUT);
        put(&m, longer, (size_t)m.bytes * 2); /* one after the other: zstd alone would take both */
        refused(&m, &m.key, ERR_INPUT);
        free(longer);
        finish(&m);
    }
}

static void another_key_and_no_key_are_refused(void **state) {
    Made m;
    (void)state;
    make(&m, true);
    put(&m, m.whole, (size_t)m.bytes);
    refused(&m, NULL, ERR_RULE);
    m.key.bytes[0] ^= 1;
    refused(&m, &m.key, ERR_INPUT);
    assert_non_null(strstr(m.s->err.en, "the key is another one"));
    finish(&m);
}

static void what_is_no_backup_is_refused(void **state) {
    Made m;
    (void)state;
    make(&m, false);
    put(&m, (const uint8_t *)"", 0);
    refused(&m, NULL, ERR_INPUT);
    put(&m, (const uint8_t *)"SQLite format 3", 16);
    refused(&m, NULL, ERR_INPUT);
    assert_non_null(strstr(m.s->err.en, "not a Lounge backup"));
    unlink(m.damaged);
    refused(&m, NULL, ERR_NOT_FOUND);
    finish(&m);
}

static void names_are_read_as_they_are_written(void **state) {
    char name[256];
    Ms made;
    (void)state;
    backup_name("cd-01", at("2026-11-23T02:00"), true, name, sizeof name);
    assert_string_equal(name, "lounge-cd-01-20261122T180000Z.db.zst.sealed");
    assert_true(backup_name_read(name, "cd-01", &made) && made == at("2026-11-23T02:00"));
    assert_false(backup_name_read(name, "cd", &made));
    assert_false(backup_name_read("lounge-cd-01-20261122T180000Z.db.zst.sealed.old", "cd-01", &made));
    assert_false(backup_name_read("lounge-cd-01-20261322T180000Z.db.zst", "cd-01", &made));
    assert_false(backup_name_read("lounge-cd-01-notes.db.zst", "cd-01", &made));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(a_plate_is_not_to_be_seen_in_a_sealed_one),
        cmocka_unit_test(a_file_cut_off_anywhere_is_refused),
        cmocka_unit_test(any_changed_byte_is_refused),
        cmocka_unit_test(something_behind_the_end_is_refused),
        cmocka_unit_test(another_key_and_no_key_are_refused),
        cmocka_unit_test(what_is_no_backup_is_refused),
        cmocka_unit_test(names_are_read_as_they_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
