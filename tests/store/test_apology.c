/* store/apology and store/tick: late to the millisecond, once an order, within the month's budget to the fen. */
#include "store_test.h"

#include "store/tick.h"

static const CouponKey key = {{7, 1, 9}};

static void policy(Store *s, const char *budget, const char *worth) {
    POLICY(s, "apology", {"apology.late_minutes", "45"}, {"apology.budget_fen", budget}, {"apology.worth_fen", worth},
           {"apology.days", "90"}, {"apology.words_zh", "让您久等了"}, {"apology.words_en", "We are sorry"});
}

static ImportOrder promised(const char *order_no, const char *plate, const char *when) {
    ImportOrder o = an_order(order_no, plate, "2026-11-23T08:30", STAGE_IN_WORK);
    o.promised = at(when);
    return o;
}

static TickDone tick(Store *s, Ms now) {
    TickDone done[TICK_RULES_MAX];
    size_t n;
    clock_freeze(now);
    must(s, tick_run(s->db, &key, now, done, &n, &s->err));
    assert_true(n >= 1);
    assert_string_equal(done[0].what, "apology");
    return done[0];
}

static int64_t given(Store *s) {
    return number(s, "SELECT count(*) FROM coupon WHERE source = 'apology'");
}

static void late_is_more_than_the_minutes_past_the_promise(void **state) {
    (void)state;
    Store *s = store_new();
    policy(s, "300000", "5000");
    ImportOrder o = promised("RO1", "川A4AX00", "2026-11-23T11:00");
    import_one(s, "2026-11-23T18:00", &o); /* an export far ahead: now counts */
    assert_int_equal(tick(s, at("2026-11-23T11:45")).done, 0);
    assert_int_equal(tick(s, at("2026-11-23T11:45") + 1).done, 1);
    for (int i = 0; i < 5; i++) assert_int_equal(tick(s, at("2026-11-23T11:46") + i * MS_MINUTE).done, 0);
    assert_int_equal(given(s), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM tick_act WHERE what = 'apology' AND about = 'RO1'"), 1);
    assert_string_equal(text(s, "SELECT by_name || ' ' || what FROM audit"), "lounge tick apology.grant");
    /* what it says is the policy's, frozen; its end is the last moment of the 90th day */
    assert_string_equal(text(s, "SELECT words_zh || value || order_no FROM coupon"), "让您久等了5000RO1");
    assert_int_equal(number(s, "SELECT expires_ms FROM coupon"), at("2027-02-22T00:00") - 1);
    policy(s, "300000", "9900");
    assert_int_equal(tick(s, at("2026-11-23T15:00")).done, 0);
    assert_int_equal(number(s, "SELECT value FROM coupon"), 5000);
    store_free(s);
}

static void nothing_is_known_later_than_the_newest_export(void **state) {
    (void)state;
    Store *s = store_new();
    policy(s, "300000", "5000");
    ImportOrder o = promised("RO1", "川A4AX00", "2026-11-23T11:00");
    import_one(s, "2026-11-23T11:45", &o);
    assert_int_equal(tick(s, at("2026-11-24T09:00")).done, 0); /* it may have been handed over since */
    import_one(s, "2026-11-23T11:50", &o);
    assert_int_equal(tick(s, at("2026-11-24T09:00")).done, 1);
    store_free(s);
}

static void a_ready_car_was_late_when_it_was_seen_ready(void **state) {
    (void)state;
    Store *s = store_new();
    policy(s, "300000", "5000");
    ImportOrder orders[] = {promised("RO1", "川A4AX01", "2026-11-23T11:00"),
                            promised("RO2", "川A4AX02", "2026-11-23T11:00")};
    orders[0].stage = STAGE_READY;
    import_list(s, "a", "2026-11-23T11:40", orders, 2); /* RO1 is 40 minutes late: it waits for its owner */
    orders[1].stage = STAGE_READY;
    import_list(s, "b", "2026-11-23T11:50", orders, 2); /* RO2 was 50 late */
    import_list(s, "c", "2026-11-23T16:00", orders, 2);
    assert_int_equal(tick(s, at("2026-11-23T16:00")).done, 1);
    assert_string_equal(text(s, "SELECT order_no FROM coupon"), "RO2");
    store_free(s);
}

static void who_gets_none(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder orders[] = {promised("RO1", "川A4AX01", "2026-11-23T09:00"),
                            promised("RO2", "川A4AX02", "2026-11-23T09:00"), promised("RO3", "", "2026-11-23T09:00"),
                            an_order("RO4", "川A4AX04", "2026-11-23T08:00", STAGE_IN_WORK)};
    orders[0].kind = KIND_PDS, orders[0].kind_words = "PDS";
    orders[1].stage = STAGE_DELIVERED, orders[1].delivered = at("2026-11-23T17:00");
    import_list(s, "a", "2026-11-23T18:00", orders, 4);
    assert_int_equal(tick(s, at("2026-11-23T18:00")).done, 0); /* no policy: not offered */
    policy(s, "300000", "5000");
    TickDone done = tick(s, at("2026-11-23T18:00")); /* PDS, handed over, no car to give it to, no promise */
    assert_int_equal(done.done, 0);
    assert_int_equal(done.refused, 0);
    store_free(s);
}

static void a_promise_before_the_arrival_is_a_slip_of_the_pen(void **state) {
    (void)state;
    Store *s = store_new();
    policy(s, "300000", "5000");
    ImportOrder orders[] = {promised("RO1", "川A4AX01", "2026-11-23T08:29"),
                            promised("RO2", "川A4AX02", "2026-11-23T08:30")}; /* arrived 08:30 */
    import_list(s, "a", "2026-11-23T18:00", orders, 2);
    assert_int_equal(tick(s, at("2026-11-23T18:00")).done, 1);
    assert_string_equal(text(s, "SELECT order_no FROM coupon"), "RO2");
    store_free(s);
}

static Store *with_late(int n) {
    static char numbers[20][16], plates[20][32];
    ImportOrder orders[20];
    Store *s = store_new();
    run(s, "PRAGMA synchronous = OFF");
    for (int i = 0; i < n; i++) {
        snprintf(numbers[i], sizeof numbers[i], "RO%02d", i);
        snprintf(plates[i], sizeof plates[i], "川A12%03d", i);
        orders[i] = promised(numbers[i], plates[i], "2026-11-23T09:00");
    }
    import_list(s, "a", "2026-11-23T18:00", orders, (size_t)n);
    return s;
}

static void the_budget_is_kept_to_the_fen(void **state) {
    (void)state;
    static const struct {
        const char *budget, *worth;
        int late, done, refused;
    } table[] = {
        {"15000", "5000", 3, 3, 0}, {"14999", "5000", 3, 2, 1},    {"5000", "5000", 1, 1, 0}, {"4999", "5000", 1, 0, 1},
        {"0", "5000", 2, 0, 2},     {"300000", "5000", 12, 12, 0}, {"100", "33", 4, 3, 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        Store *s = with_late(table[i].late);
        policy(s, table[i].budget, table[i].worth);
        TickDone done = tick(s, at("2026-11-23T18:00"));
        if (done.done != table[i].done || done.refused != table[i].refused)
            fail_msg("row %zu: %d given, %d refused", i, done.done, done.refused);
        done = tick(s, at("2026-11-23T18:01"));
        assert_int_equal(done.done, 0);
        assert_int_equal(done.refused, table[i].refused);
        assert_int_equal(given(s), table[i].done);
        store_free(s);
    }
}

static void the_budget_is_of_a_local_month(void **state) {
    (void)state;
    Store *s = with_late(2);
    policy(s, "5000", "5000");
    Ms month = at("2026-12-01T00:00");
    run(s, "UPDATE import_file SET exported_ms = exported_ms + 86400000 * 30");
    assert_int_equal(tick(s, month - 1).done, 1);
    assert_int_equal(tick(s, month - 1).refused, 1);
    assert_int_equal(tick(s, month).done, 1);
    assert_int_equal(given(s), 2);
    store_free(s);
}

static void a_tick_with_nothing_due_writes_nothing(void **state) {
    (void)state;
    Store *s = with_late(2);
    policy(s, "5000", "5000");
    tick(s, at("2026-11-23T18:00"));
    char *before = dump(s);
    int64_t version = number(s, "PRAGMA data_version"), changes = sqlite3_total_changes(db_handle(s->db));
    tick(s, at("2026-11-23T18:01"));
    tick(s, at("2026-11-23T18:02"));
    char *after = dump(s);
    assert_string_equal(before, after);
    assert_int_equal(number(s, "PRAGMA data_version"), version);
    assert_int_equal(sqlite3_total_changes(db_handle(s->db)), changes);
    free(before);
    free(after);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(late_is_more_than_the_minutes_past_the_promise),
        cmocka_unit_test(nothing_is_known_later_than_the_newest_export),
        cmocka_unit_test(a_ready_car_was_late_when_it_was_seen_ready),
        cmocka_unit_test(who_gets_none),
        cmocka_unit_test(a_promise_before_the_arrival_is_a_slip_of_the_pen),
        cmocka_unit_test(the_budget_is_kept_to_the_fen),
        cmocka_unit_test(the_budget_is_of_a_local_month),
        cmocka_unit_test(a_tick_with_nothing_due_writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
