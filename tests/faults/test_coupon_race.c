/* Eight processes on one file redeem the same 1,000 codes at the same time, in the same order: each code is redeemed
 * exactly once, and whoever comes second reads who was first. */
#include "../store/store_test.h"

#include <sys/wait.h>

static const CouponKey key = {{7, 1, 9}};

enum { RACERS = 8, CODES = 1000 };

/* Power failures are another test's: here nobody waits for the disk. */
static void no_sync(Db *db) {
    sqlite3_exec(db_handle(db), "PRAGMA synchronous = OFF", NULL, NULL, NULL);
}

typedef struct Racer {
    int won, lost, other; /* other: refused for any other reason */
} Racer;

static Racer race(const char *path, char (*codes)[COUPON_CODE_SIZE], int number) {
    Db *db;
    Err err;
    Coupon coupon;
    Racer r = {0};
    char by[16];
    snprintf(by, sizeof by, "racer %d", number);
    if (!db_open(&db, path, DB_WRITE, &err)) {
        print_error("%s cannot open the store: %s\n", by, err.en);
        return (Racer){.other = CODES};
    }
    no_sync(db);
    for (int i = 0; i < CODES; i++) {
        if (coupon_redeem(db, &key, codes[i], by, at("2026-11-23T12:00"), &coupon, &err))
            r.won++;
        else if (err.code == ERR_RULE && strstr(err.en, "redeemed already, by racer"))
            r.lost++;
        else {
            print_error("%s is refused %s: %s\n", by, codes[i], err.en);
            r.other++;
        }
    }
    db_close(db);
    return r;
}

static void issue_all(Store *s, char (*codes)[COUPON_CODE_SIZE]) {
    Offer offer = an_offer("wash", "fen");
    POLICY(s, "coupons", {"coupons.days", "30"});
    replace_offers(s, "1", &offer, 1);
    no_sync(s->db);
    must(s, db_begin(s->db, &s->err));
    for (int i = 0; i < CODES; i++) {
        Coupon coupon;
        CouponAsk ask = {uuid_new(), uuid_new(), "wash", "", at("2026-11-23T10:00")};
        must(s, coupon_issue(s->db, &key, &ask, &coupon, &s->err));
        memcpy(codes[i], coupon.code, sizeof codes[i]);
    }
    must(s, db_commit(s->db, &s->err));
}

static void eight_at_once_redeem_each_code_exactly_once(void **state) {
    (void)state;
    static char codes[CODES][COUPON_CODE_SIZE];
    Store *s = store_new();
    Racer sum = {0}, r;
    int gate[2], results[2], winners = 0;
    char byte, path[96];
    pid_t pids[RACERS];
    issue_all(s, codes);
    memcpy(path, s->path, sizeof path);
    db_close(s->db); /* a connection does not survive a fork */
    s->db = NULL;
    assert_int_equal(pipe(gate), 0);
    assert_int_equal(pipe(results), 0);
    for (int i = 0; i < RACERS; i++) {
        pids[i] = fork();
        if (pids[i] != 0) continue;
        close(gate[1]);
        if (read(gate[0], &byte, 1) != 0) _exit(1); /* the gate opens when the parent closes its end */
        r = race(path, codes, i);
        _exit(write(results[1], &r, sizeof r) != sizeof r);
    }
    close(gate[0]);
    close(gate[1]);
    close(results[1]);
    while (read(results[0], &r, sizeof r) == sizeof r) {
        sum.won += r.won, sum.lost += r.lost, sum.other += r.other;
        winners += r.won > 0;
    }
    for (int i = 0; i < RACERS; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    must(s, db_open(&s->db, path, DB_WRITE, &s->err));
    assert_int_equal(sum.other, 0);
    assert_int_equal(sum.won, CODES);
    assert_int_equal(sum.lost, (RACERS - 1) * CODES);
    assert_in_range(winners, 2, RACERS); /* it was a race */
    assert_int_equal(number(s, "SELECT count(*) FROM coupon_event"), CODES);
    assert_int_equal(number(s, "SELECT count(DISTINCT coupon_id) FROM coupon_event"), CODES);
    assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE what = 'coupon.redeem'"), CODES);
    assert_string_equal(text(s, "PRAGMA integrity_check"), "ok");
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_at_once_redeem_each_code_exactly_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
