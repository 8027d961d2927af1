/* A store on disk for tests: made once a program by the real back office, in a folder of its own that is removed. */
#ifndef LOUNGE_TESTS_APP_FIXTURE_H
#define LOUNGE_TESTS_APP_FIXTURE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static char fixture_dir[64];

/* Runs a command line; the program's own output goes to the test's log. Returns its exit status. */
static inline int fixture_run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static inline int fixture_run(const char *fmt, ...) {
    char line[2048];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    int status = system(line);
    return status < 0 ? status : (status >> 8) & 0xFF;
}

static inline void fixture_remove(void) {
    fixture_run("rm -rf '%s'", fixture_dir);
}

static inline const char *fixture_folder(void) {
    if (!*fixture_dir) {
        strcpy(fixture_dir, "/tmp/lounge-test-XXXXXX");
        assert_non_null(mkdtemp(fixture_dir));
        atexit(fixture_remove);
    }
    return fixture_dir;
}

/* The demo store as of 2026-11-23 14:26, 90 days of history in it: at night a panel behaves another way. */
static inline const char *fixture_demo(void) {
    static char path[96];
    if (!*path) {
        snprintf(path, sizeof path, "%s/demo.db", fixture_folder());
        assert_int_equal(fixture_run("'%s/lounge' --db '%s' --now 2026-11-23T14:26:00+08:00 demo >/dev/null",
                                     getenv("LOUNGE_BUILD"), path),
                         0);
    }
    return path;
}

/* Orders are known for so many days more: the oldest of a car that is not handed over yet, out of sight meanwhile. */
static inline void fixture_known_for(const char *path, int days) {
    assert_int_equal(
        fixture_run("sqlite3 '%s' \"UPDATE work_order SET gone = %d, arrived_ms = arrived_ms - %d * 86400000"
                    " WHERE order_no = (SELECT min(order_no) FROM work_order WHERE kind = 'pds' AND stage"
                    " <> 'delivered')\"",
                    path, days > 0, days),
        0);
}

/* A store with the sample export of a DMS, as of 2026-11-23 14:20, and the catalogue of data/. */
static inline const char *fixture_sample(void) {
    static char path[96];
    if (!*path) {
        const char *build = getenv("LOUNGE_BUILD"), *share = getenv("LOUNGE_SHARE"), *data = getenv("LOUNGE_TEST_DATA");
        snprintf(path, sizeof path, "%s/sample.db", fixture_folder());
        const char *now = "2026-11-23T14:26:00+08:00";
        assert_int_equal(fixture_run("'%s/lounge' --db '%s' --now %s init >/dev/null", build, path, now), 0);
        assert_int_equal(fixture_run("'%s/lounge' --db '%s' --now %s import models '%s/data/models.csv' >/dev/null",
                                     build, path, now, share),
                         0);
        assert_int_equal(fixture_run("'%s/lounge' --db '%s' --now %s import offers '%s/data/offers.csv' >/dev/null",
                                     build, path, now, share),
                         0);
        assert_int_equal(
            fixture_run("'%s/lounge' --db '%s' --now %s import activities '%s/data/activities.csv' >/dev/null", build,
                        path, now, share),
            0);
        assert_int_equal(
            fixture_run("'%s/lounge' --db '%s' --now %s import orders '%s/dms-orders-gb18030.csv' >/dev/null", build,
                        path, now, data),
            3);
        fixture_known_for(path, 400); /* days, and its first visits are sure */
        assert_int_equal(
            fixture_run("'%s/lounge' --db '%s' --now %s gifts grant --due --by 王经理 >/dev/null", build, path, now),
            0);
        fixture_known_for(path, -400);
    }
    return path;
}

#endif
