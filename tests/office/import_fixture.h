/* For tests of imports: a fresh store with the DMS words of data/policies, files written for one test, faults found by
 * line. Everything lies in one temporary folder. */
#ifndef LOUNGE_TESTS_IMPORT_FIXTURE_H
#define LOUNGE_TESTS_IMPORT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "office/import.h"
#include "office/settings_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Fixture {
    char folder[64], db_path[96], file[96];
    Office office;
} Fixture;

static inline const char *test_data(const char *name) {
    static char path[512];
    const char *folder = getenv("LOUNGE_TEST_DATA");
    snprintf(path, sizeof path, "%s/%s", folder ? folder : "tests/data", name);
    return path;
}

static inline const char *shared_data(const char *name) {
    static char path[512];
    const char *folder = getenv("LOUNGE_SHARE");
    snprintf(path, sizeof path, "%s/data/%s", folder ? folder : ".", name);
    return path;
}

static inline void must(bool ok, const Err *err) {
    if (!ok) fail_msg("%s", err->en);
}

static inline Fixture *fixture_new(void) {
    Fixture *f = mem_alloc(sizeof *f);
    Err err = {0};
    size_t n_set, n_faults = 0;
    snprintf(f->folder, sizeof f->folder, "%s/lounge-test-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    if (!mkdtemp(f->folder)) fail_msg("no folder for the test");
    snprintf(f->db_path, sizeof f->db_path, "%s/lounge.db", f->folder);
    snprintf(f->file, sizeof f->file, "%s/in.csv", f->folder);
    must(db_open(&f->office.db, f->db_path, DB_CREATE, &err), &err);
    must(settings_set(f->office.db, "store.id", "cd01", &err), &err);
    must(zone_use("Asia/Shanghai", &err), &err);
    const char *path = shared_data("settings/dms.cfg");
    must(settings_load(&f->office, &path, 1, &n_set, &n_faults, &err), &err);
    assert_int_equal(n_faults, 0);
    must(office_settings(&f->office, &err), &err);
    return f;
}

static inline void fixture_free(Fixture *f) {
    char command[128];
    office_close(&f->office);
    snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
    if (system(command) != 0) fail_msg("the folder of the test stays");
    free(f);
}

/* The file of the test, with these bytes. */
static inline const char *write_file(Fixture *f, const void *bytes, size_t len) {
    FILE *out = fopen(f->file, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, len, out), len);
    assert_int_equal(fclose(out), 0);
    return f->file;
}

static inline const char *write_text(Fixture *f, const char *text) {
    return write_file(f, text, strlen(text));
}

static inline Buf read_all(const char *path) {
    Buf all = {0};
    char chunk[4096];
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, in)) > 0;) buf_add(&all, chunk, n);
    fclose(in);
    return all;
}

/* The only fault of this line; fails when there is none or several. */
static inline const ImportFault *fault_at(const ImportReport *report, int line) {
    const ImportFault *found = NULL;
    for (size_t i = 0; i < report->n_faults; i++) {
        if (report->faults[i].line != line) continue;
        if (found) fail_msg("line %d has several faults: %s, %s", line, found->code, report->faults[i].code);
        found = &report->faults[i];
    }
    if (!found) fail_msg("line %d has no fault", line);
    return found;
}

static inline bool has_fault(const ImportReport *report, int line, const char *code) {
    for (size_t i = 0; i < report->n_faults; i++)
        if (report->faults[i].line == line && strcmp(report->faults[i].code, code) == 0) return true;
    return false;
}

static inline Ms local(const char *text) {
    Ms at;
    assert_true(instant_parse(text, &at));
    return at;
}

#endif
