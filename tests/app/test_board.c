/* The board between visits: cards in turns and by day part, a change shown for a moment, how often it wakes, the
 * walking picture, the dark panel after closing and the touch that wakes it. */
#include "driver.h"

#include "screens/common.h"
#include "ui/check.h"

static Ms now_of(const char *text) {
    Ms at;
    assert_true(instant_parse(text, &at));
    return at;
}

/* A real clock's minute passes: wall clock and monotonic together. */
static void pass(Driver *d, Ms ms) {
    clock_freeze(clock_now() + ms);
    wait_ms(d, ms);
}

static int setup(void **state) {
    static Driver d;
    clock_freeze(now_of(SAMPLE_NOW));
    driver_open(&d, fixture_sample(), 1920, 1080, LANG_ZH);
    commit(&d, "INSERT OR REPLACE INTO setting VALUES ('wifi.ssid', 'Lounge', 1), ('display.motion', '0', 1)");
    *state = &d;
    return 0;
}

static int teardown(void **state) {
    driver_close(*state);
    clock_unset();
    return 0;
}

/* Deadlines met in a minute when nobody touches anything. */
static int wakes_in_a_minute(Driver *d) {
    Panel *p = &d->robot.panel;
    Ms end = d->robot.mono + MS_MINUTE;
    int wakes = 0;
    for (;;) {
        Ms next = panel_deadline(p);
        assert_true(next > d->robot.mono);
        if (next > end) return wakes;
        pass(d, next - d->robot.mono);
        wakes++;
        assert_true(wakes < 60);
    }
}

static void few_cars(Driver *d) {
    commit(d, "UPDATE work_order SET gone = 1 WHERE order_no NOT IN (SELECT order_no FROM work_order WHERE stage <> "
              "'delivered' AND gone = 0 ORDER BY order_no LIMIT 3)");
}

static void it_wakes_six_times_a_minute_at_most_and_once_without_pages(void **state) {
    Driver *d = *state;
    d->robot.panel.still = true; /* the frames of a motion are another matter */
    assert_true(kiosk_of(d)->snap.n_board > 7);
    pass(d, 2 * MS_MINUTE);
    for (int i = 0; i < 3; i++) assert_in_range(wakes_in_a_minute(d), 1, 6);
    few_cars(d);
    pass(d, MS_MINUTE);
    for (int i = 0; i < 3; i++) assert_int_equal(wakes_in_a_minute(d), 1);
}

/* --- the large place
 * ---------------------------------------------------------------------------------------------------- */

static void the_large_place_shows_all_kinds_in_turns_and_each_leads_on(void **state) {
    Driver *d = *state;
    bool offer = false, activity = false, wifi = false, bar = false;
    for (int i = 0; i < 16; i++) {
        wait_ms(d, 31 * MS_SECOND);
        tap(d, "board.hero");
        const Kiosk *k = kiosk_of(d);
        offer = offer || k->screen == SCREEN_OFFER;
        activity = activity || (k->screen == SCREEN_ACTIVITY && shows(d, "请顾问介绍"));
        wifi = wifi || k->screen == SCREEN_WIFI;
        bar = bar || k->screen == SCREEN_BAR;
        assert_int_not_equal(k->screen, SCREEN_BOARD);
        wait_ms(d, 81 * MS_SECOND); /* left alone, the visit ends */
        wait_ms(d, 1);
        assert_on(d, SCREEN_BOARD);
    }
    assert_true(offer && activity && wifi && bar);
}

static void it_stands_still_while_somebody_is_there(void **state) {
    Driver *d = *state;
    wait_ms(d, MS_MINUTE);
    unsigned hero = kiosk_of(d)->hero;
    for (int i = 0; i < 6; i++) {
        tap(d, "nav.lang");
        wait_ms(d, 13 * MS_SECOND);
    }
    assert_int_equal(kiosk_of(d)->hero, hero);
    for (int i = 0; i < 5; i++) wait_ms(d, 13 * MS_SECOND);
    assert_true(kiosk_of(d)->hero > hero);
}

static void an_activity_calls_an_advisor_about_itself(void **state) {
    Driver *d = *state;
    Err err = {0};
    assert_true(robot_go(&d->robot, "activity", &err));
    tap(d, "activity.ask");
    tap(d, "call.yes");
    assert_int_equal(d->posted[JOB_CALL], 1);
    assert_int_equal(count(d, "SELECT count(*) FROM call WHERE about = 'activity:kids-wash' AND kind = 'advisor'"), 1);
}

static void the_banners_picture_fades_without_stripes(void **state) {
    Driver *d = *state;
    const Target *hero = draw_target(&d->robot.panel.list, "board.hero");
    assert_non_null(hero);
    const DrawList *list = &d->robot.panel.list;
    int strips = 0;
    for (size_t i = 0; i < list->n_cmds; i++) {
        const DrawCmd *c = &list->cmds[i];
        bool inside = c->rect.x >= hero->rect.x && c->rect.y >= hero->rect.y && c->rect.h > hero->rect.h / 3;
        strips += c->kind == DRAW_RECT && inside && c->rect.w < 4 && c->color >> 24 < 255;
    }
    assert_true(strips >= 64);
}

static void in_english_every_row_has_the_same_lines(void **state) {
    Driver *d = *state;
    tap(d, "nav.lang");
    const DrawList *list = &d->robot.panel.list;
    float x = -1;
    int kinds = 0;
    for (size_t i = 0; i < list->n_cmds; i++) {
        const DrawCmd *c = &list->cmds[i];
        for (int kind = W_KIND_MAINTENANCE; c->kind == DRAW_TEXT && kind <= W_KIND_WARRANTY; kind++) {
            if (strcmp(c->text, word(LANG_EN, (Word)kind)) != 0) continue;
            assert_true(x < 0 || c->rect.x == x); /* below the model, not behind it */
            x = c->rect.x;
            kinds++;
        }
    }
    assert_true(kinds >= 3);
}

static void with_few_cars_a_second_card_fills_the_list(void **state) {
    Driver *d = *state;
    assert_false(has(d, "board.hero.2"));
    few_cars(d);
    assert_true(has(d, "board.hero.2") && has(d, "board.row.3"));
    commit(d, "UPDATE work_order SET gone = 1");
    assert_true(has(d, "board.hero.2") && !has(d, "board.row.1"));
    assert_true(shows(d, "现在没有在店车辆"));
}

/* Every card, with many cars, three and none, in every setting a panel hangs in, passes all checks. */
static void every_card_of_the_board_is_sound(void **state) {
    (void)state;
    static const char *const cars[] = {"SELECT 1",
                                       "UPDATE work_order SET gone = 1 WHERE order_no NOT IN (SELECT order_no FROM"
                                       " work_order WHERE stage <> 'delivered' AND gone = 0 AND kind <> 'pds' ORDER BY"
                                       " order_no LIMIT 3)",
                                       "UPDATE work_order SET gone = 1"};
    enum { TURNS = 8, SETTINGS = 16, CARS = 3 };
    Buf faults = {0};
    for (int how = 0; how < SETTINGS; how++) {
        Driver d;
        bool portrait = how & 1;
        driver_open(&d, fixture_demo(), portrait ? 1080 : 1920, portrait ? 1920 : 1080, how & 2 ? LANG_EN : LANG_ZH);
        Kiosk *k = kiosk_of(&d);
        k->theme = how & 4 ? THEME_NIGHT : THEME_DAY;
        k->home_large = how & 8;
        for (int c = 0; c < CARS; c++) {
            commit(&d, cars[c]);
            for (unsigned turn = 0; turn < TURNS; turn++) {
                k->hero = turn;
                if (k->snap.n_board) k->news = (BoardNews){.n = 1};
                if (k->snap.n_board) strcpy(k->news.order_no[0], k->snap.board[0].order_no);
                wait_ms(&d, 1);
                if (check_list(&d.robot.panel.list, d.robot.panel.text, &faults))
                    fail_msg("turn %u, cars %d, setting %d:\n%s", turn, c, how, buf_text(&faults));
            }
        }
        driver_close(&d);
    }
    buf_free(&faults);
}

/* --- day parts
 * ------------------------------------------------------------------------------------------------------------ */

static void an_offer_comes_and_goes_with_its_hours_and_the_panel_wakes_for_it(void **state) {
    Driver *d = *state;
    Panel *p = &d->robot.panel;
    commit(d, "UPDATE offer SET hours = '09:00-14:30' WHERE offer_id = 'wash-fine'");
    commit(d, "UPDATE offer SET hours = '14:40-18:00' WHERE offer_id = 'wash-engine'");
    few_cars(d);
    tap(d, "board.offers");
    assert_true(shows(d, "精致洗车"));
    assert_false(shows(d, "发动机舱清洗"));
    pass(d, 30 * MS_SECOND);
    Ms ends = now_of("2026-11-23T14:30:00+08:00");
    tap(d, "offer.card.2"); /* being looked at it stays, though its hours are over */
    assert_true(shows(d, "精致洗车"));
    while (clock_now() < ends) { /* somebody is there, and reads */
        Ms left = ends - clock_now();
        assert_true(panel_deadline(p) - d->robot.mono <= left);
        pass(d, left < 20 * MS_SECOND ? left : 20 * MS_SECOND);
        kiosk_of(d)->touched_mono = d->robot.mono;
    }
    pass(d, 1);
    assert_int_equal(kiosk_of(d)->screen, SCREEN_OFFER);
    assert_true(shows(d, "精致洗车"));
    tap(d, "nav.back");
    assert_false(shows(d, "精致洗车"));
    clock_freeze(now_of("2026-11-23T14:40:00+08:00"));
    wait_ms(d, 1);
    assert_true(shows(d, "发动机舱清洗"));
}

static void a_failed_reading_is_not_tried_in_a_circle(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE offer SET hours = '09:00-14:30' WHERE offer_id = 'wash-fine'");
    commit(d, "ALTER TABLE offer RENAME TO offers_elsewhere");
    assert_true(kiosk_of(d)->snap.broken);
    clock_freeze(now_of("2026-11-23T15:00:00+08:00"));
    wait_ms(d, 1);
    assert_true(panel_deadline(&d->robot.panel) > d->robot.mono + MS_SECOND);
}

/* --- what changed
 * ----------------------------------------------------------------------------------------------------------- */

static bool row_is_shown(Driver *d, size_t row) {
    char id[24];
    snprintf(id, sizeof id, "board.row.%zu", row);
    return has(d, id);
}

static void move_car(Driver *d, size_t row, const char *stage) {
    char sql[256];
    snprintf(sql, sizeof sql, "UPDATE work_order SET stage = '%s', hold = '' WHERE order_no = '%s'", stage,
             kiosk_of(d)->snap.board[row - 1].order_no);
    commit(d, sql);
}

static void a_change_is_shown_for_six_seconds_wherever_it_is(void **state) {
    Driver *d = *state;
    size_t last = kiosk_of(d)->snap.n_board;
    wait_ms(d, 20 * MS_SECOND);
    kiosk_of(d)->board_scroll.offset = 0;
    wait_ms(d, 1);
    assert_false(row_is_shown(d, last));
    move_car(d, last, kiosk_of(d)->snap.board[last - 1].stage == STAGE_WASH ? "inspection" : "wash");
    assert_true(row_is_shown(d, last));
    Ms since = d->robot.mono;
    assert_true(panel_deadline(&d->robot.panel) <= since + NEWS_MS);
    wait_ms(d, NEWS_MS - 1);
    assert_int_equal(kiosk_of(d)->news.n, 1);
    wait_ms(d, 1);
    assert_int_equal(kiosk_of(d)->news.n, 0);
    assert_true(row_is_shown(d, last)); /* paging goes on from there, after a page's time */
    wait_ms(d, 5 * MS_SECOND);
    assert_true(row_is_shown(d, last));
    wait_ms(d, 8 * MS_SECOND);
    assert_false(row_is_shown(d, last));
}

static void a_hand_on_the_list_keeps_its_page(void **state) {
    Driver *d = *state;
    size_t last = kiosk_of(d)->snap.n_board;
    wait_ms(d, 20 * MS_SECOND);
    kiosk_of(d)->board_scroll.offset = 0;
    tap(d, "nav.lang");
    move_car(d, last, kiosk_of(d)->snap.board[last - 1].stage == STAGE_WASH ? "inspection" : "wash");
    assert_false(row_is_shown(d, last));
    assert_true(row_is_shown(d, 1));
}

static void an_import_of_the_same_changes_nothing_on_the_board(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE work_order SET updated_ms = updated_ms + 1");
    assert_int_equal(kiosk_of(d)->news.n, 0);
}

/* --- resting
 * ------------------------------------------------------------------------------------------------------------------ */

static void the_picture_walks_by_a_pixel_or_two_every_ten_idle_minutes(void **state) {
    Driver *d = *state;
    Panel *p = &d->robot.panel;
    int dx, dy, most = 0, moves = 0, x = 0, y = 0;
    rest_shift(p, &dx, &dy);
    assert_true(dx == 0 && dy == 0);
    for (int minute = 1; minute <= 170; minute++) { /* until closing */
        wait_ms(d, MS_MINUTE);
        rest_shift(p, &dx, &dy);
        if (dx != x || dy != y) moves++;
        assert_true(abs(dx - x) <= 2 && abs(dy - y) <= 2);
        most = abs(dx) > most ? abs(dx) : most;
        most = abs(dy) > most ? abs(dy) : most;
        x = dx, y = dy;
        assert_true(p->list.cmds[0].rect.x == 0 && p->list.cmds[0].rect.y == 0); /* the ground stays */
    }
    assert_in_range(moves, 15, 17);
    assert_int_equal(most, 3);
}

static void a_finger_meets_what_it_sees_on_a_moved_picture(void **state) {
    Driver *d = *state;
    Panel *p = &d->robot.panel;
    for (int i = 0; i < 31; i++) wait_ms(d, MS_MINUTE);
    int dx, dy;
    rest_shift(p, &dx, &dy);
    assert_true(dx == 3 && dy == 2);
    const Target *t = draw_target(&p->list, "board.mycar");
    assert_non_null(t);
    poke(d, t->hit.x + 0.5f, t->hit.y + 0.5f); /* just beside what is painted now */
    assert_on(d, SCREEN_BOARD);
    wait_ms(d, 1000);
    poke(d, t->hit.x + 3.5f, t->hit.y + 2.5f);
    assert_on(d, SCREEN_PICK);
}

static void it_is_dark_after_closing_and_the_first_touch_only_wakes_it(void **state) {
    Driver *d = *state;
    Panel *p = &d->robot.panel;
    commit(d, "INSERT OR REPLACE INTO setting VALUES ('display.theme', 'day', 1)");
    wait_ms(d, 2 * MS_MINUTE);
    assert_false(p->rest.dimmed);
    clock_freeze(now_of("2026-11-23T18:00:00+08:00"));
    wait_ms(d, MS_SECOND);
    assert_true(p->rest.dimmed);
    assert_ptr_equal(kiosk_of(d)->ui.theme, &theme_night);
    const DrawCmd *shade = &p->list.cmds[p->list.n_cmds - 1];
    assert_true(shade->kind == DRAW_RECT && shade->rect.w == p->list.width && shade->color == 0x99000000);
    float x, y;
    middle(d, "board.rate", &x, &y);
    poke(d, x, y);
    assert_on(d, SCREEN_BOARD);
    assert_false(p->rest.dimmed);
    assert_ptr_equal(kiosk_of(d)->ui.theme, &theme_day);
    tap(d, "board.rate"); /* the next one counts */
    assert_on(d, SCREEN_RATE);
    wait_ms(d, 81 * MS_SECOND); /* left behind: the visit ends, and it is dark again */
    wait_ms(d, MS_MINUTE);
    assert_on(d, SCREEN_BOARD);
    assert_true(p->rest.dimmed);
    clock_freeze(now_of("2026-11-24T08:30:00+08:00")); /* opening */
    wait_ms(d, MS_SECOND);
    assert_false(p->rest.dimmed);
}

/* The screen, the large place and the light change in one frame: what was shown goes once. */
static void a_visit_left_behind_after_closing_ends_in_the_dark_in_one_move(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE setting SET value = '1' WHERE key = 'display.motion'");
    clock_freeze(now_of("2026-11-23T20:00:00+08:00"));
    for (int i = 0; i < 3; i++) {
        wait_ms(d, 2 * MS_MINUTE); /* wakes it */
        tap(d, "board.rate");
        wait_ms(d, 1000);
        tap(d, has(d, "board.rate") ? "board.rate" : "nav.back");
        for (int frames = 0; frames < 12; frames++) wait_ms(d, 16);
        wait_ms(d, 2 * MS_MINUTE);
        for (int frames = 0; frames < 12; frames++) wait_ms(d, 16);
        assert_on(d, SCREEN_BOARD);
    }
    assert_true(d->robot.panel.rest.dimmed);
}

static void a_store_may_leave_its_panel_bright(void **state) {
    Driver *d = *state;
    commit(d, "INSERT OR REPLACE INTO setting VALUES ('board.dim_percent', '0', 1)");
    clock_freeze(now_of("2026-11-23T22:00:00+08:00"));
    wait_ms(d, 5 * MS_MINUTE);
    assert_false(d->robot.panel.rest.dimmed);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(it_wakes_six_times_a_minute_at_most_and_once_without_pages),
        EACH(the_large_place_shows_all_kinds_in_turns_and_each_leads_on),
        EACH(it_stands_still_while_somebody_is_there),
        EACH(an_activity_calls_an_advisor_about_itself),
        EACH(the_banners_picture_fades_without_stripes),
        EACH(in_english_every_row_has_the_same_lines),
        EACH(with_few_cars_a_second_card_fills_the_list),
        cmocka_unit_test(every_card_of_the_board_is_sound),
        EACH(an_offer_comes_and_goes_with_its_hours_and_the_panel_wakes_for_it),
        EACH(a_failed_reading_is_not_tried_in_a_circle),
        EACH(a_change_is_shown_for_six_seconds_wherever_it_is),
        EACH(a_hand_on_the_list_keeps_its_page),
        EACH(an_import_of_the_same_changes_nothing_on_the_board),
        EACH(the_picture_walks_by_a_pixel_or_two_every_ten_idle_minutes),
        EACH(a_finger_meets_what_it_sees_on_a_moved_picture),
        EACH(it_is_dark_after_closing_and_the_first_touch_only_wakes_it),
        EACH(a_visit_left_behind_after_closing_ends_in_the_dark_in_one_move),
        EACH(a_store_may_leave_its_panel_bright),
    };
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
