/* store/watch: every commit is seen, by our own writers and by a plain SQLite program, and nothing wakes in between. */
#include "store_test.h"

#include <pthread.h>
#include <sys/resource.h>

enum { COMMITS = 200, SEEN_WITHIN_MS = 200 };

/* What the watcher's callback tells: it looks itself whether the commit is visible, as a screen would. */
typedef struct Witness {
    pthread_mutex_t lock;
    pthread_cond_t news;
    int calls;
} Witness;

static void witness(void *ctx) {
    Witness *w = ctx;
    pthread_mutex_lock(&w->lock);
    w->calls++;
    pthread_cond_broadcast(&w->news);
    pthread_mutex_unlock(&w->lock);
}

static int calls(Witness *w) {
    pthread_mutex_lock(&w->lock);
    int n = w->calls;
    pthread_mutex_unlock(&w->lock);
    return n;
}

/* Waits for another call than `before`; how long it took, −1 when none came. */
static Ms wait_for_news(Witness *w, int before, Ms most) {
    struct timespec until;
    Ms start = clock_mono();
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += most / 1000, until.tv_nsec += most % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
    pthread_mutex_lock(&w->lock);
    int rc = 0;
    while (w->calls == before && rc == 0) rc = pthread_cond_timedwait(&w->news, &w->lock, &until);
    bool came = w->calls != before;
    pthread_mutex_unlock(&w->lock);
    return came ? clock_mono() - start : -1;
}

static Witness a_witness(void) {
    return (Witness){PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
}

typedef void (*CommitFn)(Store *s, sqlite3 *plain, int i);

static void by_our_writer(Store *s, sqlite3 *plain, int i) {
    (void)plain;
    RatingTap tap = {uuid_new(), uuid_new(), at("2026-11-23T10:00") + i, "zh", 5, "", 1, false};
    must(s, rating_save(s->db, &tap, &s->err));
}

static void by_a_plain_program(Store *s, sqlite3 *plain, int i) {
    char sql[128];
    (void)s;
    snprintf(sql, sizeof sql, "UPDATE setting SET updated_ms = %d WHERE key = 'store.id'", i);
    assert_int_equal(sqlite3_exec(plain, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* Each commit must be seen before the next is made, so that none can hide behind another. */
static void see_all(CommitFn commit) {
    Store *s = store_new();
    Witness w = a_witness();
    Watch *watch;
    sqlite3 *plain;
    Ms slowest = 0;
    must(s, watch_start(&watch, s->path, witness, &w, &s->err));
    assert_int_equal(sqlite3_open(s->path, &plain), SQLITE_OK);
    sqlite3_busy_timeout(plain, 5000);
    for (int i = 0; i < COMMITS; i++) {
        int before = calls(&w);
        commit(s, plain, i + 1);
        Ms took = wait_for_news(&w, before, 5000);
        if (took < 0) fail_msg("commit %d was never seen", i + 1);
        if (took > slowest) slowest = took;
    }
    sqlite3_close(plain);
    watch_stop(watch);
    store_free(s);
    print_message("slowest of %d: %lld ms\n", COMMITS, (long long)slowest);
    assert_true(slowest <= SEEN_WITHIN_MS);
}

static void our_commits_are_all_seen(void **state) {
    (void)state;
    see_all(by_our_writer);
}

static void a_plain_programs_commits_are_all_seen(void **state) {
    (void)state;
    see_all(by_a_plain_program);
}

static void the_last_of_many_is_seen(void **state) {
    (void)state;
    Store *s = store_new();
    Witness w = a_witness();
    Watch *watch;
    Db *reader;
    must(s, watch_start(&watch, s->path, witness, &w, &s->err));
    for (int i = 0; i < 50; i++) by_our_writer(s, NULL, i);
    usleep(SEEN_WITHIN_MS * 1000);
    int settled = calls(&w);
    assert_true(settled > 0);
    must(s, db_open(&reader, s->path, DB_READ, &s->err));
    int64_t rows = 0;
    must(s, sql_number(reader, &rows, "SELECT count(*) FROM rating", SQL_NO_ARGS, &s->err));
    assert_int_equal(rows, 50);
    db_close(reader);
    watch_stop(watch);
    store_free(s);
}

static long wakes(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_nvcsw;
}

/* Readers come and go, and other files in the folder are written: nobody is told, and after the pauses nothing wakes.
 */
static void nobody_is_told_of_what_is_no_commit(void **state) {
    (void)state;
    Store *s = store_new();
    Witness w = a_witness();
    Watch *watch;
    Db *reader;
    char name[128];
    Order *list;
    size_t n;
    Ms as_of;
    must(s, watch_start(&watch, s->path, witness, &w, &s->err));
    must(s, db_open(&reader, s->path, DB_READ, &s->err));
    usleep(5000 * 1000); /* the pauses after the opening: 4.3 s in all */
    assert_int_equal(calls(&w), 0);
    long before = wakes();
    usleep(2000 * 1000);
    long idle = wakes() - before;
    print_message("woken %ld times in 2 s of idling\n", idle);
    assert_true(idle <= 3); /* this thread's own sleep is one */

    before = wakes();
    for (int i = 0; i < 100; i++) must(s, orders_board(reader, &s->arena, &list, &n, &as_of, &s->err));
    usleep(500 * 1000);
    long reading = wakes() - before;
    print_message("woken %ld times by 100 reads\n", reading);
    assert_true(reading <= 5);

    snprintf(name, sizeof name, "%s/orders.csv", s->folder);
    FILE *f = fopen(name, "w");
    fputs("工单号\n", f);
    fclose(f);
    unlink(name);
    must(s, db_begin(s->db, &s->err));
    must(s, db_commit(s->db, &s->err)); /* a commit of nothing */
    must(s, db_begin(s->db, &s->err));
    by_our_writer(s, NULL, 1);
    db_rollback(s->db);
    usleep(SEEN_WITHIN_MS * 1000);
    assert_int_equal(calls(&w), 0);
    by_our_writer(s, NULL, 2);
    assert_true(wait_for_news(&w, 0, 1000) >= 0);
    db_close(reader);
    watch_stop(watch);
    watch_stop(NULL);
    store_free(s);
}

/* A backup put in the database's place is another file under the same name. */
static void a_restored_file_is_seen_and_watched_on(void **state) {
    (void)state;
    Store *s = store_new();
    Witness w = a_witness();
    Watch *watch;
    char copy[128], sql[256];
    snprintf(copy, sizeof copy, "%s/copy", s->folder);
    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", copy);
    run(s, sql);
    db_close(s->db);
    s->db = NULL;
    must(s, watch_start(&watch, s->path, witness, &w, &s->err));
    assert_int_equal(rename(copy, s->path), 0);
    assert_true(wait_for_news(&w, 0, 5000) >= 0);
    must(s, db_open(&s->db, s->path, DB_WRITE, &s->err));
    usleep(20 * 1000);
    int before = calls(&w);
    by_our_writer(s, NULL, 1);
    assert_true(wait_for_news(&w, before, 5000) >= 0);
    watch_stop(watch);
    store_free(s);
}

static void what_cannot_be_watched_is_said(void **state) {
    (void)state;
    Store *s = store_new();
    Watch *watch = NULL;
    Witness w = a_witness();
    must_not(s, watch_start(&watch, "/no/such/folder/lounge.db", witness, &w, &s->err), ERR_IO);
    assert_null(watch);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_commits_are_all_seen),
        cmocka_unit_test(a_plain_programs_commits_are_all_seen),
        cmocka_unit_test(the_last_of_many_is_seen),
        cmocka_unit_test(nobody_is_told_of_what_is_no_commit),
        cmocka_unit_test(a_restored_file_is_seen_and_watched_on),
        cmocka_unit_test(what_cannot_be_watched_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
