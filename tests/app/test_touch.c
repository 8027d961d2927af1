/* Gestures of several fingers on the panel, as pushed events; e2e/test_touch_xorg.sh makes the same with real ones
 * where Xorg runs. A second finger, a palm and a lost finger do no harm, a drag scrolls, two quick taps submit once. */
#include "driver.h"

static void a_drag_scrolls_the_board_and_is_no_tap(void **state) {
    Driver *d = *state;
    float before = kiosk_of(d)->board_scroll.offset;
    drag(d, 600, 850, 600, 400);
    assert_true(kiosk_of(d)->board_scroll.offset > before + 100);
    assert_on(d, SCREEN_BOARD);
    assert_false(kiosk_of(d)->visit.active);
}

static void a_second_finger_beside_the_first_counts_for_nothing(void **state) {
    Driver *d = *state;
    float x4, y4, x1, y1;
    tap(d, "board.rate");
    wait_ms(d, 700);
    middle(d, "rate.face.4", &x4, &y4);
    middle(d, "rate.face.1", &x1, &y1);
    finger(d, FINGER_DOWN, 1, x4, y4);
    finger(d, FINGER_DOWN, 2, x1, y1);
    finger(d, FINGER_UP, 2, x1, y1);
    assert_int_equal(d->posted[JOB_RATING], 0);
    finger(d, FINGER_UP, 1, x4, y4);
    assert_int_equal(count(d, "SELECT score FROM v_ratings"), 4);
}

static void a_palm_rates_nothing(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    wait_ms(d, 700);
    for (int up = 0; up <= 1; up++) {
        for (int i = 1; i <= 5; i++) {
            char id[24];
            float x, y;
            snprintf(id, sizeof id, "rate.face.%d", i);
            middle(d, id, &x, &y);
            finger(d, up ? FINGER_UP : FINGER_DOWN, i, x, y);
        }
    }
    assert_int_equal(d->posted[JOB_RATING], 0);
    assert_on(d, SCREEN_RATE);
}

static void a_finger_never_seen_to_leave_blocks_ten_seconds_at_most(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.rate");
    wait_ms(d, 700);
    middle(d, "rate.face.1", &x, &y);
    finger(d, FINGER_DOWN, 7, x, y);
    wait_ms(d, 10500);
    tap(d, "rate.face.2");
    assert_int_equal(count(d, "SELECT score FROM v_ratings"), 2);
}

static void two_quick_taps_submit_once(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    tap(d, "why.reason.wait");
    tap_twice(d, "why.submit");
    assert_int_equal(d->posted[JOB_ANSWERS], 1);
    assert_int_equal(count(d, "SELECT count(*) FROM v_complaints"), 1);
    assert_on(d, SCREEN_RECOMMEND);
}

#define ON_A_PANEL(test) cmocka_unit_test_setup_teardown(test, driver_setup, driver_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_A_PANEL(a_drag_scrolls_the_board_and_is_no_tap),
        ON_A_PANEL(a_second_finger_beside_the_first_counts_for_nothing),
        ON_A_PANEL(a_palm_rates_nothing),
        ON_A_PANEL(a_finger_never_seen_to_leave_blocks_ten_seconds_at_most),
        ON_A_PANEL(two_quick_taps_submit_once),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
