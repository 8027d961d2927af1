/* Touch: which fingers make a tap, which a drag, and which nothing. */
#include "ui_env.h"

#include <math.h>

static DrawList list;
static Touch touch;
static Ms now;

static int setup(void **state) {
    (void)state;
    draw_begin(&list, 1000, 1000);
    draw_add_target(&list, "a", (Rect){0, 0, 100, 100}, (Rect){0, 0, 100, 100});
    draw_add_target(&list, "b", (Rect){100, 0, 100, 100}, (Rect){100, 0, 100, 100});
    draw_add_target(&list, "key", (Rect){200, 0, 100, 100}, (Rect){200, 0, 100, 100})->quick = true;
    draw_add_scroll(&list, "area", (Rect){0, 500, 1000, 500});
    draw_add_target(&list, "row", (Rect){0, 500, 1000, 500}, (Rect){0, 500, 1000, 500});
    touch = (Touch){0};
    now = 10000;
    return 0;
}

static int teardown(void **state) {
    (void)state;
    draw_free(&list);
    return 0;
}

static bool send(FingerKind kind, int64_t id, float x, float y) {
    return touch_event(&touch, &list, (FingerEvent){kind, id, x, y, now});
}

static void tap(float x, float y) {
    send(FINGER_DOWN, 1, x, y);
    send(FINGER_UP, 1, x, y);
}

static void assert_tapped(const char *id) {
    assert_string_equal(touch.tapped, id);
    touch_frame_done(&touch);
    assert_string_equal(touch.tapped, "");
}

static void press_and_release_on_a_target_is_a_tap(void **state) {
    (void)state;
    assert_true(send(FINGER_DOWN, 1, 50, 50));
    assert_true(touch.down && touch.inside);
    assert_string_equal(touch.press, "a");
    assert_false(send(FINGER_MOVE, 1, 55, 52));
    assert_true(send(FINGER_UP, 1, 55, 52));
    assert_true(touch.tap_x == 55);
    assert_tapped("a");
    assert_false(touch.down);
}

static void on_nothing_there_is_no_tap(void **state) {
    (void)state;
    tap(900, 300);
    assert_tapped("");
}

static void dragged_out_is_no_tap_but_back_again_is(void **state) {
    (void)state;
    send(FINGER_DOWN, 1, 90, 50);
    assert_true(send(FINGER_MOVE, 1, 150, 50)); /* over b: a is no longer painted pressed */
    assert_false(touch.inside);
    send(FINGER_UP, 1, 150, 50);
    assert_tapped("");
    send(FINGER_DOWN, 1, 90, 50);
    send(FINGER_MOVE, 1, 150, 50);
    assert_true(send(FINGER_MOVE, 1, 80, 50));
    assert_true(touch.inside);
    send(FINGER_UP, 1, 80, 50);
    assert_tapped("a");
}

static void a_second_finger_changes_nothing(void **state) {
    (void)state;
    send(FINGER_DOWN, 1, 50, 50);
    assert_false(send(FINGER_DOWN, 2, 150, 50));
    assert_false(send(FINGER_MOVE, 2, 160, 50));
    assert_false(send(FINGER_UP, 2, 160, 50));
    assert_tapped("");
    send(FINGER_UP, 1, 50, 50);
    assert_tapped("a");
    /* the first leaves, the second stays: a third finger waits until all are gone */
    now += 1000;
    send(FINGER_DOWN, 1, 50, 50);
    send(FINGER_DOWN, 2, 150, 50);
    send(FINGER_UP, 1, 50, 50);
    touch_frame_done(&touch);
    assert_false(send(FINGER_DOWN, 3, 150, 50));
    assert_false(send(FINGER_UP, 3, 150, 50));
    send(FINGER_UP, 2, 150, 50);
    assert_tapped("");
    tap(150, 50);
    assert_tapped("b");
}

static void three_fingers_are_a_palm(void **state) {
    (void)state;
    send(FINGER_DOWN, 1, 50, 50);
    send(FINGER_DOWN, 2, 150, 50);
    assert_true(send(FINGER_DOWN, 3, 180, 50));
    assert_false(touch.down);
    for (int64_t id = 4; id < 40; id++) send(FINGER_DOWN, id, 50, 50); /* more than there is room for */
    for (int64_t id = 1; id < 40; id++) send(FINGER_UP, id, 50, 50);
    assert_tapped("");
    assert_int_equal(touch.n_fingers, 0);
    assert_true(touch_paused(&touch, now));
    now += PAUSE_MS - 1;
    tap(50, 50);
    assert_tapped("");
    now += 1;
    tap(50, 50);
    assert_tapped("a");
}

static void nine_taps_in_two_seconds_pause_touch_for_three(void **state) {
    (void)state;
    for (int i = 0; i < CHILD_TAPS; i++) {
        tap(i % 2 ? 50 : 150, 50);
        assert_tapped(i % 2 ? "a" : "b");
        now += CHILD_MS / CHILD_TAPS;
    }
    assert_true(send(FINGER_DOWN, 1, 900, 300)); /* on nothing: it counts, and there is something to paint */
    assert_false(touch.down);
    send(FINGER_UP, 1, 900, 300);
    assert_true(touch_paused(&touch, now));
    for (Ms end = now + PAUSE_MS - 100; now < end; now += 700) {
        tap(50, 50);
        assert_tapped("");
    }
    now += 700;
    assert_false(touch_paused(&touch, now));
    tap(50, 50);
    assert_tapped("a");
}

static void a_tap_each_quarter_of_a_second_is_nobodys_play(void **state) {
    (void)state;
    for (int i = 0; i < 100; i++) {
        now += CHILD_MS / CHILD_TAPS + 1;
        tap(i % 2 ? 50 : 150, 50);
        assert_tapped(i % 2 ? "a" : "b");
    }
}

static void a_fast_typist_is_no_child(void **state) {
    (void)state;
    for (int i = 0; i < 60; i++) {
        now += 67; /* 15 keys a second */
        tap(250, 50);
        assert_tapped("key");
    }
    for (int i = 0; i < CHILD_KEYS && !touch_paused(&touch, now); i++) {
        now += 30; /* and this is drumming */
        tap(250, 50);
        touch_frame_done(&touch);
    }
    assert_true(touch_paused(&touch, now));
}

static void refused_fingers_are_play_too(void **state) {
    (void)state;
    for (int i = 0; i < CHILD_TAPS; i++)
        assert_false(touch_refused(&touch, &list, (FingerEvent){FINGER_DOWN, 1, 50, 50, now}));
    assert_true(touch_refused(&touch, &list, (FingerEvent){FINGER_DOWN, 1, 50, 50, now}));
    assert_true(touch_paused(&touch, now));
    assert_false(touch_refused(&touch, &list, (FingerEvent){FINGER_DOWN, 1, 50, 50, now})); /* paused already */
}

static void a_cancelled_finger_taps_nothing(void **state) {
    (void)state;
    send(FINGER_DOWN, 1, 50, 50);
    assert_true(send(FINGER_CANCEL, 1, 50, 50));
    assert_false(touch.down);
    assert_tapped("");
    send(FINGER_DOWN, 1, 50, 50);
    touch_cancel(&touch); /* the screen changed */
    send(FINGER_MOVE, 1, 51, 50);
    send(FINGER_UP, 1, 51, 50);
    assert_tapped("");
}

static void a_target_gone_under_the_finger_is_not_tapped(void **state) {
    (void)state;
    send(FINGER_DOWN, 1, 50, 50);
    draw_drop_targets(&list);
    send(FINGER_UP, 1, 50, 50);
    assert_tapped("");
}

static void twice_quickly_is_one_tap_except_on_keys(void **state) {
    (void)state;
    tap(50, 50);
    assert_tapped("a");
    now += REPEAT_MS - 1;
    tap(50, 50);
    assert_tapped("");
    tap(150, 50); /* another target at once */
    assert_tapped("b");
    now += REPEAT_MS;
    tap(150, 50);
    assert_tapped("b");
    for (int i = 0; i < 3; i++) {
        now += 50;
        tap(250, 50);
        assert_tapped("key");
    }
}

static void a_drag_in_a_scroll_area_scrolls_and_taps_nothing(void **state) {
    (void)state;
    send(FINGER_DOWN, 1, 500, 800);
    assert_string_equal(touch.press, "row");
    now += 16;
    assert_false(send(FINGER_MOVE, 1, 500, 800 - DRAG_START)); /* not yet beyond */
    now += 16;
    assert_true(send(FINGER_MOVE, 1, 500, 770));
    assert_string_equal(touch.scroll, "area");
    assert_string_equal(touch.press, "");
    assert_true(touch.drag_dy == 0); /* no jump */
    now += 16;
    send(FINGER_MOVE, 1, 505, 760);
    now += 16;
    send(FINGER_MOVE, 1, 505, 745);
    assert_true(touch.drag_dy == -25 && touch.drag_dx == 5);
    touch_frame_done(&touch);
    assert_true(touch.drag_dy == 0);
    assert_string_equal(touch.scroll, "area");
    now += 16;
    send(FINGER_UP, 1, 505, 730);
    assert_true(touch.fling < -600 && touch.fling > -1200);
    assert_string_equal(touch.tapped, "");
    touch_frame_done(&touch);
    assert_string_equal(touch.scroll, "");
    assert_true(touch.fling == 0);
}

static void a_finger_that_rests_before_it_leaves_throws_nothing(void **state) {
    (void)state;
    send(FINGER_DOWN, 1, 500, 900);
    for (int i = 1; i < 6; i++) {
        now += 16;
        send(FINGER_MOVE, 1, 500, 900 - (float)i * 30);
    }
    now += 200;
    send(FINGER_UP, 1, 500, 750);
    assert_true(touch.fling == 0);
}

static void a_finger_whose_lifting_was_lost_does_not_block_the_panel(void **state) {
    (void)state;
    send(FINGER_DOWN, 7, 50, 50);
    now += 20000;
    tap(150, 50);
    assert_tapped("b");
    now += 1000;
    send(FINGER_DOWN, 1, 50, 50); /* the same id comes down again */
    send(FINGER_DOWN, 1, 150, 50);
    send(FINGER_UP, 1, 150, 50);
    assert_tapped("b");
}

static void the_mouse_moving_without_a_button_is_nothing(void **state) {
    (void)state;
    assert_false(send(FINGER_MOVE, 0, 50, 50));
    assert_false(send(FINGER_UP, 0, 50, 50));
    assert_tapped("");
}

static void a_hundred_thousand_random_touches_keep_the_state_sound(void **state) {
    (void)state;
    uint64_t seed = 99;
    for (int i = 0; i < 100000; i++) {
        now += random_below(&seed, 60);
        send((FingerKind)random_below(&seed, 4), random_below(&seed, 20), (float)random_below(&seed, 1100) - 50,
             (float)random_below(&seed, 1100) - 50);
        assert_true(touch.n_fingers <= TOUCH_FINGERS_MAX);
        assert_true(touch.down || (!touch.inside && !touch.press[0]));
        assert_true(!touch.tapped[0] || draw_target(&list, touch.tapped));
        assert_true(isfinite(touch.fling) && isfinite(touch.velocity));
        if (random_below(&seed, 3) == 0) touch_frame_done(&touch);
    }
}

static void put_traced(void) {
    draw_add_target(&list, "pad", (Rect){300, 0, 200, 200}, (Rect){300, 0, 200, 200})->traced = true;
}

static void of_a_traced_finger_no_point_is_lost_between_frames(void **state) {
    (void)state;
    put_traced();
    send(FINGER_DOWN, 1, 310, 10);
    for (int i = 1; i <= 5; i++) assert_true(send(FINGER_MOVE, 1, 310 + (float)i, 10)); /* each asks for a frame */
    send(FINGER_MOVE, 1, 600, 10);                                                      /* out of the pad and on */
    send(FINGER_UP, 1, 600, 12);
    assert_int_equal(touch.n_trace, 9);
    assert_int_equal(touch.trace[0].mark, TRACE_DOWN);
    for (int i = 1; i <= 5; i++) assert_float_equal(touch.trace[i].x, 310 + (float)i, 0);
    assert_int_equal(touch.trace[8].mark, TRACE_UP);
    assert_float_equal(touch.trace[8].y, 12, 0);
    assert_false(touch.tracing);
    touch_frame_done(&touch);
    assert_int_equal(touch.n_trace, 0);
    send(FINGER_DOWN, 1, 50, 50); /* elsewhere nothing is traced */
    send(FINGER_MOVE, 1, 60, 60);
    assert_int_equal(touch.n_trace, 0);
}

static void a_full_trace_keeps_its_beginning_and_its_end(void **state) {
    (void)state;
    put_traced();
    send(FINGER_DOWN, 1, 310, 10);
    for (int i = 0; i < 3 * TRACE_MAX; i++) send(FINGER_MOVE, 1, 311 + (float)i, 10);
    send(FINGER_UP, 1, 310, 99);
    assert_int_equal(touch.n_trace, TRACE_MAX);
    assert_int_equal(touch.trace[0].mark, TRACE_DOWN);
    assert_int_equal(touch.trace[TRACE_MAX - 1].mark, TRACE_UP);
    assert_float_equal(touch.trace[TRACE_MAX - 1].y, 99, 0);
}

static void a_palm_ends_the_tracing(void **state) {
    (void)state;
    put_traced();
    send(FINGER_DOWN, 1, 310, 10);
    send(FINGER_MOVE, 1, 320, 10);
    send(FINGER_DOWN, 2, 330, 10);
    send(FINGER_DOWN, 3, 340, 10);
    assert_false(touch.tracing);
    assert_int_equal(touch.n_trace, 0);
    send(FINGER_MOVE, 1, 350, 10);
    assert_int_equal(touch.n_trace, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(press_and_release_on_a_target_is_a_tap),
        TEST(on_nothing_there_is_no_tap),
        TEST(dragged_out_is_no_tap_but_back_again_is),
        TEST(a_second_finger_changes_nothing),
        TEST(three_fingers_are_a_palm),
        TEST(nine_taps_in_two_seconds_pause_touch_for_three),
        TEST(a_tap_each_quarter_of_a_second_is_nobodys_play),
        TEST(a_fast_typist_is_no_child),
        TEST(refused_fingers_are_play_too),
        TEST(a_cancelled_finger_taps_nothing),
        TEST(a_target_gone_under_the_finger_is_not_tapped),
        TEST(twice_quickly_is_one_tap_except_on_keys),
        TEST(a_drag_in_a_scroll_area_scrolls_and_taps_nothing),
        TEST(a_finger_that_rests_before_it_leaves_throws_nothing),
        TEST(a_finger_whose_lifting_was_lost_does_not_block_the_panel),
        TEST(the_mouse_moving_without_a_button_is_nothing),
        TEST(of_a_traced_finger_no_point_is_lost_between_frames),
        TEST(a_full_trace_keeps_its_beginning_and_its_end),
        TEST(a_palm_ends_the_tracing),
        TEST(a_hundred_thousand_random_touches_keep_the_state_sound),
    };
    return cmocka_run_group_tests_name("touch", tests, NULL, NULL);
}
