/* A complaint seen from the panel's two sides: opened by taps, worked on the staff's pages, read by its number and the
 * plate's end at a later visit, rated once it is closed; the manager who is called and comes, or does not; the board of
 * what was changed. */
#include "staff_driver.h"

#include "store/calls.h"
#include "store/cases.h"
#include "store/changes.h"

static char *text_of(Driver *d, const char *sql) {
    static char out[256];
    bool row;
    Err err = {0};
    sqlite3_stmt *q = sql_query(d->robot.db, sql, SQL_NO_ARGS, &err);
    if (!sql_step(d->robot.db, q, &row, &err) || !row) fail_msg("%s: %s", sql, err.en);
    sql_copy(q, 0, out, sizeof out);
    sql_end(q);
    return out;
}

/* With the car open, so that its plate opens the case later. */
static void complain(Driver *d) {
    open_my_car(d);
    nav_go(kiosk_of(d), SCREEN_RATE);
    kiosk_of(d)->touched_mono = d->robot.mono;
    wait_ms(d, 700);
    tap(d, "rate.face.2");
    tap(d, "why.reason.wait");
    tap(d, "why.submit");
    tap(d, "recommend.skip");
    assert_on(d, SCREEN_THANKS);
    assert_int_equal(count(d, "SELECT count(*) FROM v_cases WHERE state = 'new' AND order_no IS NOT NULL"), 1);
    assert_true(shows(d, "车牌后 4 位"));
}

static void leave(Driver *d) {
    kiosk_leave(kiosk_of(d));
    panel_frame(&d->robot.panel, d->robot.mono);
}

static void ask_for(Driver *d, const char *no, const char *tail) {
    if (kiosk_of(d)->screen != SCREEN_CASE) {
        tap(d, "board.rate");
        tap(d, "rate.case");
    }
    while (*kiosk_of(d)->visit.kase.no.text) tap(d, "key.delete");
    type_keys(d, no);
    tap(d, "case.next");
    type_keys(d, tail);
    tap(d, "case.show");
}

static void by_hand(Driver *d, CaseDo what) {
    Err err = {0};
    Uuid id;
    snprintf(id.text, sizeof id.text, "%s", text_of(d, "SELECT case_id FROM v_cases"));
    what.by = "陈建华";
    what.at = clock_now();
    if (!case_do(d->robot.db, &id, &what, &err)) fail_msg("%s", err.en);
    panel_changed(&d->robot.panel);
    panel_frame(&d->robot.panel, d->robot.mono);
}

/* The colour of the face that is touched here. */
static Color ground_of(Driver *d, const char *target) {
    float x, y;
    middle(d, target, &x, &y);
    return draw_ground_at(&d->robot.panel.list, d->robot.panel.list.n_cmds, x, y);
}

static void a_complaint_is_taken_at_the_panel_read_later_and_rated(void **state) {
    Driver *d = *state;
    char no[16] = "", tail[8] = "", wrong[8] = "ZZZZ", plate[64], typed[24];
    complain(d);
    leave(d);
    snprintf(plate, sizeof plate, "%s", text_of(d, "SELECT plate FROM v_cases"));
    memcpy(tail, plate + strlen(plate) - 4, 5);
    snprintf(no, sizeof no, "%s", text_of(d, "SELECT case_no FROM v_cases"));
    snprintf(typed, sizeof typed, "%.6s%s", no, no + 7);

    come_in(d, "staff.who.3");
    tap(d, "staff.cases");
    assert_true(shows(d, plate));
    char row[32];
    snprintf(row, sizeof row, "case.%s", no);
    tap(d, row);
    assert_on(d, SCREEN_STAFF_CASE);
    tap(d, "case.take");
    assert_string_equal(text_of(d, "SELECT state || responsible FROM v_cases"), "assigned陈建华");
    tap(d, "case.give");
    assert_false(has(d, "give.赵小敏")); /* the bar works no cases */
    tap(d, "give.周洁");
    assert_string_equal(text_of(d, "SELECT state || responsible FROM v_cases"), "assigned周洁");
    tap(d, "case.spoken");
    leave(d);

    ask_for(d, typed, wrong);
    assert_true(shows(d, "还可以试 4 次"));
    ask_for(d, typed, tail);
    assert_true(shows(d, "周洁负责处理"));
    assert_true(shows(d, "已与您联系"));
    assert_true(shows(d, "最晚"));
    assert_false(has(d, "case.face.5")); /* not closed yet */
    by_hand(d, (CaseDo){.act = CASE_RESOLVE, .outcome = "kept"});
    by_hand(d, (CaseDo){.act = CASE_CLOSE});
    assert_true(shows(d, "已结案")); /* the open page follows */
    assert_true(ground_of(d, "case.face.4") != ground_of(d, "case.face.5"));
    tap(d, "case.face.4");
    assert_true(shows(d, "谢谢，已记下"));
    assert_false(has(d, "case.face.4"));
    assert_int_equal(count(d, "SELECT score FROM v_cases"), 4);
    leave(d);
    assert_false(kiosk_of(d)->kase.found);
    open_my_car(d); /* with the car open it needs no number */
    nav_go(kiosk_of(d), SCREEN_FORCAR);
    kiosk_of(d)->touched_mono = d->robot.mono;
    wait_ms(d, 700);
    tap(d, "mycar.case");
    assert_true(shows(d, no));
    assert_true(shows(d, "谢谢，已记下"));
}

static void five_wrong_tries_lock_that_number(void **state) {
    Driver *d = *state;
    complain(d);
    leave(d);
    char no[16], typed[24];
    snprintf(no, sizeof no, "%s", text_of(d, "SELECT case_no FROM v_cases"));
    snprintf(typed, sizeof typed, "%.6s%s", no, no + 7);
    for (int i = 0; i < 5; i++) ask_for(d, typed, "ZZZZ");
    assert_true(shows(d, "5 分钟后再试"));
    leave(d);
    tap(d, "board.rate");
    tap(d, "rate.case");
    type_keys(d, typed); /* leaving does not help */
    assert_true(shows(d, "5 分钟后再试"));
    assert_false(has(d, "case.next"));
    tap(d, "key.1"); /* another number is open */
    assert_false(shows(d, "分钟后再试"));
}

static void call_manager(Driver *d) {
    tap(d, "board.rate");
    tap(d, "rate.complain");
    tap(d, "why.manager");
    tap(d, "call.yes");
    assert_true(shows(d, "已经通知"));
}

static void take_call(Driver *d) {
    Err err = {0};
    if (!call_take(d->robot.db, text_of(d, "SELECT call_id FROM call"), "陈建华", clock_now(), &err))
        fail_msg("%s", err.en);
    panel_changed(&d->robot.panel);
    wait_ms(d, 10);
}

static void the_customer_is_told_that_the_manager_is_on_the_way(void **state) {
    Driver *d = *state;
    call_manager(d);
    tap(d, "call.close");
    assert_int_equal(kiosk_of(d)->visit.sheet, SHEET_NONE);
    take_call(d);
    assert_true(shows(d, "经理陈建华正在过来"));
    tap(d, "call.close");
    wait_ms(d, 1000);
    assert_int_equal(kiosk_of(d)->visit.sheet, SHEET_NONE); /* told once */
    leave(d);

    call_manager(d); /* who sits down and waits is told on the board */
    leave(d);
    Err err = {0};
    char id[UUID_LEN + 1];
    snprintf(id, sizeof id, "%s", text_of(d, "SELECT call_id FROM call WHERE taken_ms IS NULL"));
    if (!call_take(d->robot.db, id, "陈建华", clock_now(), &err)) fail_msg("%s", err.en);
    panel_changed(&d->robot.panel);
    wait_ms(d, 10);
    assert_true(shows(d, "经理陈建华正在过来"));
}

static void nobody_came_so_it_is_asked_again_and_climbs(void **state) {
    Driver *d = *state;
    call_manager(d);
    leave(d);
    wait_ms(d, 5 * MS_MINUTE - 1000);
    assert_false(shows(d, "还没有人过来"));
    wait_ms(d, 1100);
    assert_true(shows(d, "还没有人过来"));
    tap(d, "late.yes");
    assert_true(shows(d, "已经通知"));
    assert_int_equal(count(d, "SELECT again FROM v_calls"), 1);
    tap(d, "call.close");
    wait_ms(d, 60000);
    kiosk_of(d)->touched_mono = d->robot.mono;
    assert_int_equal(kiosk_of(d)->visit.sheet, SHEET_NONE); /* not before five minutes more */
    assert_int_equal(count(d, "SELECT count(*) FROM call"), 1);
}

static void another_customer_is_not_told_of_it(void **state) {
    Driver *d = *state;
    call_manager(d);
    leave(d);
    tap(d, "board.offers");
    take_call(d);
    assert_int_equal(kiosk_of(d)->visit.sheet, SHEET_NONE);
    leave(d);
    wait_ms(d, 100);
    assert_true(shows(d, "经理陈建华正在过来")); /* once they have left */
}

static void what_was_changed_is_a_page_between_visits_and_after_thanks(void **state) {
    Driver *d = *state;
    Err err = {0};
    char day[32], month[8];
    day_show(clock_now(), day, sizeof day);
    snprintf(month, sizeof month, "%.7s", day);
    complain(d);
    assert_false(has(d, "thanks.changes"));
    leave(d);
    Change c = {.month = month,
                .cause = "wait",
                .zh = "午间加一名顾问",
                .en = "One more advisor",
                .from_day = day,
                .by = "陈建华",
                .at = clock_now()};
    if (!change_add(d->robot.db, &c, &err)) fail_msg("%s", err.en);
    panel_changed(&d->robot.panel);
    panel_frame(&d->robot.panel, d->robot.mono);
    bool seen = false;
    for (int turn = 0; turn < 40 && !seen; turn++) {
        kiosk_of(d)->hero++;
        panel_frame(&d->robot.panel, d->robot.mono);
        seen = shows(d, "您说，我们改");
    }
    assert_true(seen);
    tap(d, "board.hero");
    assert_on(d, SCREEN_CHANGES);
    assert_true(shows(d, "午间加一名顾问"));
    assert_true(shows(d, "1 位客户提到"));
    if (!change_remove(d->robot.db, c.change_id.text, "陈建华", "", clock_now(), &err)) fail_msg("%s", err.en);
    panel_changed(&d->robot.panel);
    wait_ms(d, 10);
    assert_on(d, SCREEN_BOARD); /* taken down while it was read */
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, staff_setup, driver_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(a_complaint_is_taken_at_the_panel_read_later_and_rated),
        CASE(five_wrong_tries_lock_that_number),
        CASE(the_customer_is_told_that_the_manager_is_on_the_way),
        CASE(nobody_came_so_it_is_asked_again_and_climbs),
        CASE(another_customer_is_not_told_of_it),
        CASE(what_was_changed_is_a_page_between_visits_and_after_thanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
