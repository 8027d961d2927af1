/* The panel in motion: from one screen to the next and to rest, with motion off, while a child plays, what sounds when,
 * and pictures that come later. Everything goes by the time that is given, so no test waits. */
#include "driver.h"

#include "ui/damage.h"
#include "ui/raster.h"

#include <pthread.h>

enum { WIDTH = 1280, HEIGHT = 720 };

static void store_says(Driver *d, const char *key, const char *value) {
    Err err = {0};
    if (!settings_set(d->robot.db, key, value, &err)) fail_msg("%s", err.en);
    panel_changed(&d->robot.panel);
    panel_frame(&d->robot.panel, d->robot.mono);
}

static int setup(void **state) {
    static Driver d;
    driver_open(&d, fixture_sample(), WIDTH, HEIGHT, LANG_ZH);
    store_says(&d, "board.page_seconds", "600");
    *state = &d;
    return 0;
}

static int teardown(void **state) {
    driver_close(*state);
    return 0;
}

static Pixels painted(Driver *d) {
    Panel *p = &d->robot.panel;
    Pixels pixels = {calloc((size_t)p->width_px * (size_t)p->height_px, 4), p->width_px, p->height_px, p->width_px};
    raster_draw(pixels, p->seen, (PixRect){0, 0, pixels.w, pixels.h}, p->scale, p->text, p->pics);
    return pixels;
}

static bool is_same(Pixels a, Pixels b) {
    bool same = memcmp(a.px, b.px, (size_t)a.w * (size_t)a.h * 4) == 0;
    free(a.px);
    free(b.px);
    return same;
}

/* The tap alone: the frame after it is the first of the motion. */
static void tap_and_look(Driver *d, const char *target) {
    float x, y;
    wait_ms(d, 700);
    wait_ms(d, 700); /* whatever moved is at rest */
    middle(d, target, &x, &y);
    poke(d, x, y);
}

static bool moves(Driver *d) {
    return d->robot.panel.seen != &d->robot.panel.list;
}

static Ms next_frame_in(Driver *d) {
    return panel_deadline(&d->robot.panel) - d->robot.mono;
}

/* --- from screen to screen ------------------------------------------------------------------------------------- */

static void a_change_of_screens_moves_for_a_moment_and_then_nothing_does(void **state) {
    Driver *d = *state;
    static const char *const ways[] = {"board.offers", "offer.card.1", "nav.bell", "call.cancel", "nav.back",
                                       "nav.back",     "board.rate",   "nav.size", "nav.back"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        tap_and_look(d, ways[i]);
        if (!moves(d)) fail_msg("nothing moves after %s", ways[i]);
        Ms began = d->robot.mono;
        int frames = 0;
        for (; moves(d) && frames < 100; frames++) {
            assert_in_range(next_frame_in(d), 1, MOTION_FRAME_MS);
            wait_ms(d, next_frame_in(d));
        }
        assert_in_range(d->robot.mono - began, 150, 200);
        wait_ms(d, 1000); /* a pill or a bar may have moved too */
        Ms rest = next_frame_in(d);
        if (rest <= 1000) fail_msg("after %s a frame is due in %lld ms though nothing moves", ways[i], (long long)rest);
    }
}

static void a_late_frame_skips_ahead(void **state) {
    Driver *d = *state;
    tap_and_look(d, "board.offers");
    assert_true(moves(d));
    wait_ms(d, MOTION_MS);
    assert_false(moves(d)); /* the motion is as long as it is, however few its frames */
}

static void with_motion_off_each_frame_is_the_last_of_the_motion(void **state) {
    static Driver off;
    Driver *d = *state;
    driver_open(&off, fixture_sample(), WIDTH, HEIGHT, LANG_ZH);
    store_says(&off, "board.page_seconds", "600");
    store_says(&off, "display.motion", "0");
    static const char *const ways[] = {"board.offers", "offer.card.2", "nav.bell", "call.cancel", "nav.back",
                                       "nav.back",     "board.mycar",  "nav.back", "board.rate",  "nav.lang"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        tap_and_look(d, ways[i]);
        tap_and_look(&off, ways[i]);
        assert_false(moves(&off));
        assert_true(next_frame_in(&off) > 1000);
        Pixels at_once = painted(&off);
        wait_ms(d, MOTION_MS);
        if (!is_same(at_once, painted(d))) fail_msg("after %s", ways[i]);
    }
    driver_close(&off);
    d->robot.panel.still = true; /* --motion off, whatever the setting says */
    tap_and_look(d, "nav.back");
    assert_false(moves(d));
}

static void damage_misses_no_pixel_on_the_way(void **state) {
    Driver *d = *state;
    Panel *p = &d->robot.panel;
    static const char *const ways[] = {"board.offers", "offer.card.1", "nav.bell",
                                       "call.cancel",  "nav.back",     "nav.back"};
    Damage *damage = damage_new(WIDTH, HEIGHT, p->scale);
    Pixels kept = {calloc((size_t)WIDTH * HEIGHT, 4), WIDTH, HEIGHT, WIDTH};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        tap_and_look(d, ways[i]);
        for (int frame = 0; frame < 6; frame++, wait_ms(d, 40)) {
            size_t n;
            const PixRect *rects = damage_next(damage, p->seen, &n);
            raster_draw_all(kept, p->seen, rects, n, p->scale, p->text, p->pics);
            Pixels whole = painted(d);
            bool same = memcmp(kept.px, whole.px, (size_t)WIDTH * HEIGHT * 4) == 0;
            free(whole.px);
            if (!same) fail_msg("frame %d after %s", frame, ways[i]);
        }
    }
    damage_free(damage);
    free(kept.px);
}

static void no_finger_is_taken_on_the_way(void **state) {
    Driver *d = *state;
    float x, y;
    tap_and_look(d, "board.offers");
    for (Ms at = 0; at < MOTION_MS; at += 60) {
        wait_ms(d, 20);
        middle(d, "nav.back", &x, &y);
        poke(d, x, y);
        assert_on(d, SCREEN_OFFERS);
    }
}

static void the_board_turns_its_page_by_a_fade_but_follows_a_hand_at_once(void **state) {
    Driver *d = *state;
    store_says(d, "board.page_seconds", "12");
    wait_ms(d, 1000);
    wait_ms(d, 13000);
    assert_true(kiosk_of(d)->board_scroll.offset > 0 && moves(d));
    wait_ms(d, MOTION_MS);
    assert_false(moves(d));
    drag(d, 600, 700, 600, 300);
    assert_false(moves(d));
}

static void a_stage_that_moves_fills_its_bar_and_a_ready_car_pulses(void **state) {
    Driver *d = *state;
    wait_ms(d, 1000);
    commit(d, "UPDATE work_order SET stage = 'ready', hold = '' WHERE stage = 'in_work'");
    assert_in_range(next_frame_in(d), 1, MOTION_FRAME_MS);
    int frames = 0;
    for (; next_frame_in(d) <= MOTION_FRAME_MS && frames < 200; frames++) wait_ms(d, next_frame_in(d));
    assert_in_range(frames, 30, 80);
}

/* --- a child's play ---------------------------------------------------------------------------------------------- */

static void a_childs_play_pauses_touch_and_the_panel_says_so(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.offers");
    tap(d, "offer.card.1");
    tap(d, "nav.bell");
    wait_ms(d, 700);
    middle(d, "call.yes", &x, &y);
    for (int i = 0; i <= CHILD_TAPS; i++) {
        poke(d, 5, 5); /* beside the sheet */
        d->robot.mono += 60;
    }
    assert_true(shows(d, "请稍等"));
    Ms until = kiosk_of(d)->touch.paused_until, touched = kiosk_of(d)->touched_mono;
    while (d->robot.mono < until - 100) {
        poke(d, x, y);
        wait_ms(d, 500);
    }
    assert_int_equal(d->posted[JOB_CALL], 0);
    assert_int_equal(kiosk_of(d)->touched_mono, touched); /* nor does it keep anybody's visit going */
    d->robot.mono = until - 1;
    wait_ms(d, 0);
    assert_int_equal(next_frame_in(d), 1); /* a frame of its own takes the words away */
    wait_ms(d, 1);
    assert_false(shows(d, "请稍等"));
    wait_ms(d, CHILD_MS);
    tap(d, "call.yes");
    assert_int_equal(d->posted[JOB_CALL], 1);
}

static void a_palm_pauses_touch_too(void **state) {
    Driver *d = *state;
    wait_ms(d, 700);
    for (int i = 1; i <= 4; i++) finger(d, FINGER_DOWN, i, 900 + (float)i * 40, 900);
    for (int i = 1; i <= 4; i++) finger(d, FINGER_UP, i, 900 + (float)i * 40, 900);
    assert_true(shows(d, "请稍等"));
    assert_on(d, SCREEN_BOARD);
    float x, y;
    middle(d, "board.rate", &x, &y);
    poke(d, x, y);
    assert_on(d, SCREEN_BOARD);
    wait_ms(d, PAUSE_MS);
    poke(d, x, y);
    assert_on(d, SCREEN_RATE);
}

static void fast_keys_are_all_taken(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.mycar");
    tap(d, "pick.order");
    wait_ms(d, 700);
    middle(d, "key.7", &x, &y);
    for (int i = 0; i < 18; i++) {
        finger(d, FINGER_DOWN, 1, x, y);
        d->robot.mono += 30;
        finger(d, FINGER_UP, 1, x, y);
        d->robot.mono += 37;
    }
    assert_string_equal(kiosk_of(d)->visit.code.text, "777777777777777777");
}

/* --- sound ---------------------------------------------------------------------------------------------------------
 */

static int heard[SOUNDS];

static void hear(void *ctx, SoundKind kind) {
    (void)ctx;
    heard[kind]++;
}

static void a_touch_ticks_only_where_the_store_wants_it(void **state) {
    Driver *d = *state;
    memset(heard, 0, sizeof heard);
    d->robot.panel.sound = hear;
    tap(d, "board.offers");
    assert_int_equal(heard[SOUND_TICK], 0); /* off as shipped */
    store_says(d, "display.sound", "1");
    tap(d, "nav.back");
    assert_int_equal(heard[SOUND_TICK], 1);
    wait_ms(d, 700);
    poke(d, 5, 5); /* on nothing */
    assert_int_equal(heard[SOUND_TICK], 1);
    drag(d, 600, 700, 600, 300);
    assert_int_equal(heard[SOUND_TICK], 2); /* once, as the finger comes down */
    assert_int_equal(heard[SOUND_CHIME], 0);
}

static void a_car_that_becomes_ready_chimes_once_where_it_is_seen(void **state) {
    Driver *d = *state;
    memset(heard, 0, sizeof heard);
    d->robot.panel.sound = hear;
    store_says(d, "display.sound", "1");
    commit(d, "UPDATE work_order SET stage = 'in_work', hold = '' WHERE stage <> 'delivered'");
    assert_int_equal(heard[SOUND_CHIME], 0);
    commit(d, "UPDATE work_order SET stage = 'ready' WHERE stage = 'in_work' AND order_no IN"
              " (SELECT order_no FROM work_order WHERE stage = 'in_work' LIMIT 2)");
    assert_int_equal(heard[SOUND_CHIME], 1); /* two cars at once are one chime */
    panel_changed(&d->robot.panel);
    assert_int_equal(heard[SOUND_CHIME], 1);
    tap(d, "board.offers");
    commit(d, "UPDATE work_order SET stage = 'ready' WHERE stage = 'in_work' AND order_no IN"
              " (SELECT order_no FROM work_order WHERE stage = 'in_work' LIMIT 1)");
    assert_int_equal(heard[SOUND_CHIME], 1); /* nobody looks at the board */
    tap(d, "nav.back");
    wait_ms(d, 100);
    assert_int_equal(heard[SOUND_CHIME], 1);

    commit(d, "UPDATE work_order SET stage = 'in_work' WHERE stage = 'ready'");
    open_my_car(d);
    char sql[256];
    snprintf(sql, sizeof sql, "UPDATE work_order SET stage = 'ready' WHERE stage = 'in_work' AND order_no <> '%s'",
             kiosk_of(d)->visit.order_no);
    commit(d, sql);
    assert_int_equal(heard[SOUND_CHIME], 1); /* others' cars are not on this page */
    commit(d, "UPDATE work_order SET stage = 'ready' WHERE stage = 'in_work'");
    assert_int_equal(heard[SOUND_CHIME], 2);
}

/* --- pictures that come later ----------------------------------------------------------------------------------------
 */

typedef struct Post {
    pthread_mutex_t lock;
    pthread_cond_t came;
    int n;
} Post;

static void picture_came(void *ctx) {
    Post *post = ctx;
    pthread_mutex_lock(&post->lock);
    post->n++;
    pthread_cond_signal(&post->came);
    pthread_mutex_unlock(&post->lock);
}

static void await(Post *post) {
    pthread_mutex_lock(&post->lock);
    while (post->n == 0) pthread_cond_wait(&post->came, &post->lock);
    post->n--;
    pthread_mutex_unlock(&post->lock);
}

static bool all_pictures_shown(Driver *d) {
    const DrawList *list = &d->robot.panel.list;
    for (size_t i = 0; i < list->n_cmds; i++)
        if (list->cmds[i].kind == DRAW_PICTURE && list->cmds[i].fade) return false;
    return true;
}

static void pictures_come_later_and_then_the_screen_is_the_same(void **state) {
    static Driver later;
    static Post post = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
    Driver *d = *state;
    driver_open(&later, fixture_sample(), WIDTH, HEIGHT, LANG_ZH);
    store_says(&later, "board.page_seconds", "600");
    panel_pictures_later(&later.robot.panel, picture_came, &post);
    tap_and_look(&later, "board.offers");
    assert_false(all_pictures_shown(&later)); /* the screen did not wait for them */
    for (int i = 0; !all_pictures_shown(&later) && i < 100; i++) {
        bool fading = next_frame_in(&later) <= MOTION_FRAME_MS;
        if (!fading) await(&post);
        wait_ms(&later, MOTION_FRAME_MS);
    }
    wait_ms(&later, 1000);
    tap_and_look(d, "board.offers");
    wait_ms(d, 1000);
    assert_true(is_same(painted(&later), painted(d)));
    driver_close(&later); /* with nothing under way, and once more with all of it */
    driver_open(&later, fixture_sample(), WIDTH, HEIGHT, LANG_ZH);
    panel_pictures_later(&later.robot.panel, picture_came, &post);
    tap_and_look(&later, "board.offers");
    driver_close(&later);
}

#define ON_A_PANEL(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_A_PANEL(a_change_of_screens_moves_for_a_moment_and_then_nothing_does),
        ON_A_PANEL(a_late_frame_skips_ahead),
        ON_A_PANEL(with_motion_off_each_frame_is_the_last_of_the_motion),
        ON_A_PANEL(damage_misses_no_pixel_on_the_way),
        ON_A_PANEL(no_finger_is_taken_on_the_way),
        ON_A_PANEL(the_board_turns_its_page_by_a_fade_but_follows_a_hand_at_once),
        ON_A_PANEL(a_stage_that_moves_fills_its_bar_and_a_ready_car_pulses),
        ON_A_PANEL(a_childs_play_pauses_touch_and_the_panel_says_so),
        ON_A_PANEL(a_palm_pauses_touch_too),
        ON_A_PANEL(fast_keys_are_all_taken),
        ON_A_PANEL(a_touch_ticks_only_where_the_store_wants_it),
        ON_A_PANEL(a_car_that_becomes_ready_chimes_once_where_it_is_seen),
        ON_A_PANEL(pictures_come_later_and_then_the_screen_is_the_same),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
