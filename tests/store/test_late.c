/* store/late: who is late and what it is past, told once, as of the newest export. */
#include "store/events.h"
#include "store/late.h"
#include "store/parts.h"
#include "store_test.h"

/* 25 maintenances of the days before that took 60 to 84 minutes from the arrival, seen at an export every ten. */
static void some_past(Store *s) {
    for (int i = 0; i < 25; i++) {
        char order_no[16];
        Ms arrived = at("2026-11-09T09:00") + i / 5 * MS_DAY + i % 5 * MS_HOUR, ready = arrived + (60 + i) * MS_MINUTE;
        StageSeen seen[] = {{STAGE_IN_WORK, HOLD_NONE, STEP_FORWARD, arrived, arrived - 10 * MS_MINUTE},
                            {STAGE_READY, HOLD_NONE, STEP_FORWARD, ready, ready - MS_MINUTE},
                            {STAGE_DELIVERED, HOLD_NONE, STEP_FORWARD, ready + MS_HOUR, ready}};
        snprintf(order_no, sizeof order_no, "PAST%02d", i);
        ImportOrder o = an_order(order_no, "", "2026-11-09T09:00", STAGE_DELIVERED);
        o.arrived = arrived;
        o.delivered = ready + MS_HOUR;
        must(s, db_begin(s->db, &s->err));
        must(s, import_past_order(s->db, &o, seen, 3, &s->err));
        must(s, db_commit(s->db, &s->err));
    }
}

static void import_at(Store *s, const char *exported, const char *advisor, const char *promised) {
    ImportOrder o[] = {an_order("SLOW", "川A00001", "2026-11-23T09:00", STAGE_IN_WORK),
                       an_order("PROMISED", "川A00002", "2026-11-23T10:30", STAGE_IN_WORK),
                       an_order("FRESH", "川A00003", "2026-11-23T10:30", STAGE_IN_WORK),
                       an_order("DONE", "川A00004", "2026-11-23T09:00", STAGE_READY)};
    o[1].promised = o[3].promised = at(promised);
    o[2].advisor = o[1].advisor = advisor;
    import_list(s, exported, exported, o, 4);
}

static int tick(Store *s, const char *now) {
    Settings *settings;
    TickDone done = {0};
    must(s, settings_read_at(s->db, at(now), &settings, &s->err));
    must(s, late_tick(s->db, NULL, settings, at(now), &done, &s->err));
    settings_free(settings);
    return done.done;
}

static size_t late_at(Store *s, const char *now, LateOrder **out) {
    Settings *settings;
    size_t n;
    must(s, settings_read_at(s->db, at(now), &settings, &s->err));
    must(s, late_orders(s->db, &s->arena, settings, at(now), out, &n, &s->err));
    settings_free(settings);
    return n;
}

/* Usual: 60 to 84 minutes, the 90th percentile is past 10:20. An export at 10:50, looked at at 11:00. */
static void what_is_late_is_told_once_with_what_it_is_past(void **state) {
    (void)state;
    Store *s = store_new();
    LateOrder *late;
    some_past(s);
    import_at(s, "2026-11-23T10:40", "顾问乙", "2026-11-23T10:45");
    assert_int_equal(late_at(s, "2026-11-23T11:00", &late), 1); /* at the export the promise still held */
    assert_string_equal(late[0].order.order_no, "SLOW");
    assert_int_equal(late[0].why, LATE_SPAN);
    assert_in_range(late[0].due, at("2026-11-23T10:20"), at("2026-11-23T10:30"));
    assert_int_equal(late[0].told, 0);
    assert_int_equal(tick(s, "2026-11-23T11:00"), 1);
    assert_int_equal(tick(s, "2026-11-23T11:01"), 0);
    import_at(s, "2026-11-23T10:50", "顾问乙", "2026-11-23T10:45");
    assert_int_equal(late_at(s, "2026-11-23T11:02", &late), 2); /* by advisor */
    assert_string_equal(late[0].order.order_no, "PROMISED");
    assert_int_equal(late[0].why, LATE_PROMISE);
    assert_int_equal(late[0].due, at("2026-11-23T10:45"));
    assert_int_equal(late[1].told, at("2026-11-23T11:00"));
    assert_int_equal(tick(s, "2026-11-23T11:02"), 1);
    assert_int_equal(tick(s, "2026-11-24T11:02"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM order_late"), 2);
    assert_int_equal(number(s, "SELECT count(*) FROM tick_act WHERE what = 'late'"), 2);
    assert_int_equal(number(s, "SELECT count(*) FROM order_late WHERE order_no IN ('DONE', 'FRESH')"), 0);
    assert_int_not_equal(sqlite3_exec(db_handle(s->db), "DELETE FROM order_late", NULL, NULL, NULL), SQLITE_OK);
    store_free(s);
}

/* A watch tells each once, over connections too. */
static void a_follower_hears_of_each_once(void **state) {
    (void)state;
    Store *s = store_new();
    Event *events;
    size_t n;
    some_past(s);
    import_at(s, "2026-11-23T10:50", "顾问甲", "2026-11-23T10:45");
    must(s, follower_open(s->db, "desk", 2, at("2026-11-23T08:00"), &s->err));
    assert_int_equal(tick(s, "2026-11-23T11:00"), 2);
    must(s, events_untold(s->db, &s->arena, "desk", 2, at("2026-11-23T11:00"), &events, &n, &s->err));
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(events[i].kind, "late");
        assert_string_equal(events[i].advisor, "顾问甲");
        assert_null(strstr(events[i].plate, "000")); /* masked */
        must(s, event_told(s->db, "desk", &events[i], at("2026-11-23T11:00"), &s->err));
    }
    assert_int_equal(tick(s, "2026-11-23T11:05"), 0);
    must(s, events_untold(s->db, &s->arena, "desk", 2, at("2026-11-23T11:05"), &events, &n, &s->err));
    assert_int_equal(n, 0);
    store_free(s);
}

/* The list's date comes before the DMS's; what no list has is the DMS's. */
static void parts_that_do_not_come_are_late_too(void **state) {
    (void)state;
    Store *s = store_new();
    LateOrder *late;
    ImportCounts counts;
    ImportOrder o[] = {an_order("LISTED", "川A00001", "2026-11-20T09:00", STAGE_IN_WORK),
                       an_order("DMS", "川A00002", "2026-11-20T09:00", STAGE_IN_WORK)};
    for (int i = 0; i < 2; i++) {
        o[i].hold = HOLD_PARTS;
        o[i].parts_at = at("2026-11-23T10:00");
    }
    import_list(s, "a", "2026-11-23T10:20", o, 2);
    PartLine line = {.line = 2,
                     .order_no = "LISTED",
                     .part_no = "P1",
                     .part = "前保险杠",
                     .supplier = "甲",
                     .expected = at("2026-11-25T18:00")};
    ImportMeta meta = {"parts", "parts.csv", "p", at("2026-11-22T10:00"), 1};
    must(s, parts_import(s->db, &line, 1, &meta, NULL, 0, &counts, &s->err));
    assert_int_equal(late_at(s, "2026-11-23T10:30", &late), 1);
    assert_string_equal(late[0].order.order_no, "DMS");
    assert_int_equal(late[0].why, LATE_PARTS);
    assert_int_equal(late[0].due, at("2026-11-23T10:00"));
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_late_is_told_once_with_what_it_is_past),
        cmocka_unit_test(a_follower_hears_of_each_once),
        cmocka_unit_test(parts_that_do_not_come_are_late_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
