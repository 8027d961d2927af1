/* Scrolling: follows the finger, glides and dies away, rests on the snap, never leaves its ends. */
#include "ui_env.h"

#include <math.h>

static Env *env;
static Scroll scroll;

#define VIEW    ((Rect){0, 100, 1000, 500})
#define CONTENT 2000.0f
#define MOST    1500.0f

static int setup(void **state) {
    (void)state;
    env = env_new(1, 1000, 1000);
    scroll = (Scroll){0};
    return 0;
}

static int teardown(void **state) {
    (void)state;
    env_free(env);
    return 0;
}

/* Draws a frame; whether a further one was asked for within 16 ms. */
static bool frame(float content) {
    frame_begin(env);
    ui_scroll_begin(&env->ui, "list", VIEW, content, &scroll);
    ui_target(&env->ui, "row", (Rect){0, 100 - scroll.offset, 1000, content});
    ui_scroll_end(&env->ui);
    frame_end(env);
    assert_true(scroll.offset >= 0 && scroll.offset <= fmaxf(0, content - VIEW.h));
    return env->ui.wake_at != 0 && env->ui.wake_at <= env->now + 16;
}

/* Drags from y by steps of dy, a frame each 16 ms, and lets go. */
static void flick(float y, float dy, int steps) {
    frame(CONTENT);
    finger(env, FINGER_DOWN, 1, 500, y);
    frame(CONTENT);
    for (int i = 1; i <= steps; i++) {
        env->now += 16;
        finger(env, FINGER_MOVE, 1, 500, y + dy * (float)i);
        frame(CONTENT);
    }
    env->now += 8;
    finger(env, FINGER_UP, 1, 500, y + dy * (float)steps);
}

static int frames_until_still(void) {
    int n = 0;
    while (frame(CONTENT)) {
        env->now += 16;
        if (++n > 1000) fail_msg("it glides for ever at %.2f", (double)scroll.offset);
    }
    assert_false(scroll.moving);
    return n;
}

static void content_follows_the_finger_exactly(void **state) {
    (void)state;
    frame(CONTENT);
    finger(env, FINGER_DOWN, 1, 500, 500);
    frame(CONTENT);
    finger(env, FINGER_MOVE, 1, 500, 470); /* the drag begins here */
    frame(CONTENT);
    assert_true(scroll.offset == 0 && scroll.moving);
    finger(env, FINGER_MOVE, 1, 500, 400);
    finger(env, FINGER_MOVE, 1, 500, 350);
    frame(CONTENT);
    assert_true(scroll.offset == 120);
    env->now += 500;
    finger(env, FINGER_UP, 1, 500, 350);
    frame(CONTENT);
    assert_true(scroll.offset == 120 && !scroll.moving);
    assert_true(env->ui.wake_at == 0); /* at rest nobody is woken */
}

static void a_flick_glides_on_and_dies_away(void **state) {
    (void)state;
    flick(500, -20, 10);
    float at_release = scroll.offset;
    int n = frames_until_still();
    assert_true(scroll.offset > at_release + 100 && scroll.offset < at_release + 500);
    assert_in_range(n, 20, 200);
    float rest = scroll.offset;
    env->now += 5000;
    assert_false(frame(CONTENT));
    assert_true(scroll.offset == rest);
}

static void it_stops_at_the_ends(void **state) {
    (void)state;
    scroll.offset = 1400;
    flick(500, -40, 10);
    frames_until_still();
    assert_true(scroll.offset == MOST);
    scroll.offset = 50;
    flick(200, 40, 10);
    frames_until_still();
    assert_true(scroll.offset == 0);
}

static void content_smaller_than_the_view_does_not_move(void **state) {
    (void)state;
    frame(300);
    finger(env, FINGER_DOWN, 1, 500, 500);
    finger(env, FINGER_MOVE, 1, 500, 400);
    finger(env, FINGER_MOVE, 1, 500, 300);
    frame(300);
    assert_true(scroll.offset == 0);
    finger(env, FINGER_UP, 1, 500, 300);
    frame(300);
    assert_true(scroll.offset == 0);
    scroll.offset = 1000; /* content that shrank */
    frame(600);
    assert_true(scroll.offset == 100);
}

static void with_a_snap_it_rests_on_multiples_only(void **state) {
    (void)state;
    static const struct {
        float from, dy;
        int steps;
    } cases[] = {{0, -20, 10}, {0, -3, 12}, {300, 7, 10}, {900, -60, 8}, {1350, -60, 8}, {600, 90, 6}, {450, -5, 20}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        scroll = (Scroll){.offset = cases[i].from, .snap = 150};
        flick(400, cases[i].dy, cases[i].steps);
        frames_until_still();
        float times = scroll.offset / 150;
        if (fabsf(times - roundf(times)) > 0.001f) fail_msg("case %zu rests at %.2f", i, (double)scroll.offset);
    }
    scroll = (Scroll){.offset = 1400, .snap = 400}; /* the end is a rest though no multiple */
    flick(400, -60, 8);
    frames_until_still();
    assert_true(scroll.offset == MOST);
}

static void a_finger_on_gliding_content_stops_it_and_taps_nothing(void **state) {
    (void)state;
    flick(500, -20, 10);
    for (int i = 0; i < 5; i++) {
        frame(CONTENT);
        env->now += 16;
    }
    finger(env, FINGER_DOWN, 1, 500, 300);
    frame(CONTENT);
    float caught = scroll.offset;
    for (int i = 0; i < 5; i++) {
        env->now += 16;
        frame(CONTENT);
    }
    assert_true(scroll.offset == caught);
    finger(env, FINGER_UP, 1, 500, 300);
    assert_string_equal(env->touch.tapped, "");
    frame(CONTENT);
    assert_false(scroll.moving);
    env->now += 1000;
    finger(env, FINGER_DOWN, 1, 500, 300);
    frame(CONTENT);
    finger(env, FINGER_UP, 1, 500, 300);
    assert_string_equal(env->touch.tapped, "row"); /* at rest a tap is a tap */
    frame(CONTENT);
}

static void a_palm_ends_the_drag_where_it_is(void **state) {
    (void)state;
    frame(CONTENT);
    finger(env, FINGER_DOWN, 1, 500, 500);
    finger(env, FINGER_MOVE, 1, 500, 400);
    finger(env, FINGER_MOVE, 1, 500, 300);
    frame(CONTENT);
    assert_true(scroll.moving);
    finger(env, FINGER_DOWN, 2, 100, 500);
    finger(env, FINGER_DOWN, 3, 200, 500);
    frame(CONTENT);
    assert_false(scroll.moving);
    assert_true(scroll.offset == 100);
}

static void targets_are_cut_by_the_view(void **state) {
    (void)state;
    scroll.offset = 200;
    frame(CONTENT);
    const Target *row = draw_target(&env->list, "row");
    assert_true(row->hit.y == 100 && row->hit.h == 500);
    frame_begin(env);
    ui_scroll_begin(&env->ui, "list", VIEW, CONTENT, &scroll);
    ui_target(&env->ui, "gone", (Rect){0, 700, 1000, 100});
    ui_scroll_end(&env->ui);
    frame_end(env);
    assert_null(draw_target(&env->list, "gone"));
}

/* How many see-through stripes of the paper's colour lie over this half of the view. */
static int faded(float top, float bottom) {
    int n = 0;
    for (size_t i = 0; i < env->list.n_cmds; i++) {
        const DrawCmd *c = &env->list.cmds[i];
        n += c->kind == DRAW_RECT && c->color >> 24 != 0xFF && c->rect.y >= top && c->rect.y + c->rect.h <= bottom;
    }
    return n;
}

static void what_is_cut_fades_out_where_there_is_more(void **state) {
    (void)state;
    frame(CONTENT);
    assert_true(faded(100, 350) == 0 && faded(350, 600) > 0);
    scroll.offset = 700;
    frame(CONTENT);
    assert_true(faded(100, 350) > 0 && faded(350, 600) > 0);
    scroll.offset = MOST;
    frame(CONTENT);
    assert_true(faded(100, 350) > 0 && faded(350, 600) == 0);
    scroll.offset = 0;
    frame(VIEW.h);
    assert_int_equal(faded(0, 1000), 0);
    scroll.told = true;
    frame(CONTENT);
    assert_int_equal(faded(0, 1000), 0);
    scroll.told = false;
    scroll.snap = VIEW.h / 5; /* pages of whole rows */
    frame(CONTENT);
    assert_int_equal(faded(0, 1000), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(content_follows_the_finger_exactly),
        TEST(a_flick_glides_on_and_dies_away),
        TEST(it_stops_at_the_ends),
        TEST(content_smaller_than_the_view_does_not_move),
        TEST(with_a_snap_it_rests_on_multiples_only),
        TEST(a_finger_on_gliding_content_stops_it_and_taps_nothing),
        TEST(a_palm_ends_the_drag_where_it_is),
        TEST(targets_are_cut_by_the_view),
        TEST(what_is_cut_fades_out_where_there_is_more),
    };
    return cmocka_run_group_tests_name("scroll", tests, NULL, NULL);
}
