/* Whole commands of lounge run inside a test, so that hundreds cost no start; another connection watches that nothing
 * is committed. */
#ifndef LOUNGE_TESTS_OFFICE_WHOLE_COMMAND_H
#define LOUNGE_TESTS_OFFICE_WHOLE_COMMAND_H

#include "import_fixture.h"

#include <fcntl.h>
#include <sqlite3.h>

typedef struct Bench {
    Fixture *f;
    sqlite3 *watch; /* its data_version changes with any commit that is not its own */
} Bench;

/* ---- chance, from a fixed seed ---- */

static uint64_t seed;

static inline unsigned below(unsigned n) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)((seed >> 33) % n);
}

/* ---- one call of lounge, in this process ---- */

static inline int64_t version_of(Bench *b) {
    sqlite3_stmt *q = NULL;
    assert_int_equal(sqlite3_prepare_v2(b->watch, "PRAGMA data_version", -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    int64_t version = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return version;
}

/* Exit code; what was said on stderr (and out) into told. */
static inline int run_lounge(Bench *b, bool zh, const Command *command, char **argv, Buf *told) {
    char path[128];
    int n = 0, out = dup(1), err = dup(2);
    snprintf(path, sizeof path, "%s/told", b->f->folder);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    fflush(NULL);
    dup2(file, 1), dup2(file, 2);
    while (argv[n]) n++;
    Office office = {.db_path = b->f->db_path, .zh = zh, .command = command};
    optind = 0;
    int code = (int)command->run(&office, n, argv);
    office_close(&office);
    fflush(NULL);
    dup2(out, 1), dup2(err, 2);
    close(out), close(err), close(file);
    *told = read_all(path);
    buf_text(told);
    return code;
}

static inline bool is_chinese(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text >= 0xE4) return true;
    return false;
}

/* All that stands in the store, as SQL. */
static inline Buf content(Bench *b) {
    char command[256], path[128];
    snprintf(path, sizeof path, "%s/dump", b->f->folder);
    snprintf(command, sizeof command, "sqlite3 '%s' .dump >'%s'", b->f->db_path, path);
    assert_int_equal(system(command), 0);
    return read_all(path);
}

#endif
