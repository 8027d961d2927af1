/* "Large and low" and night: what a visit switches on goes with it, all that is touched is within reach however the
 * panel hangs, and the theme follows the store's settings and its local time. */
#include "driver.h"

#include "screens/common.h"
#include "screens/findings.h"
#include "ui/check.h"

#include <math.h>

static void at(const char *instant) {
    Ms now;
    assert_true(instant_parse(instant, &now));
    clock_freeze(now);
}

static void set(Driver *d, const char *key, const char *value) {
    char sql[256];
    snprintf(sql, sizeof sql,
             "INSERT INTO setting (key, value, updated_ms) VALUES ('%s', '%s', 1) "
             "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
             key, value);
    commit(d, sql);
}

/* --- the visit -----------------------------------------------------------------------------------------------------
 */

static void large_stays_for_the_visit_and_goes_with_it(void **state) {
    Driver *d = *state;
    Ui *ui = &kiosk_of(d)->ui;
    assert_false(ui->large);
    tap(d, "nav.size");
    assert_true(ui->large);
    tap(d, "board.offers");
    assert_true(ui->large);
    tap(d, "offer.card.1");
    assert_true(ui->large);
    tap(d, "nav.back");
    tap(d, "nav.back");
    assert_on(d, SCREEN_BOARD);
    assert_true(ui->large);
    tap(d, "board.rate");
    wait_ms(d, 61 * MS_SECOND);
    wait_ms(d, 20 * MS_SECOND);
    assert_on(d, SCREEN_BOARD);
    assert_false(ui->large);
}

static void large_is_switched_off_where_it_was_switched_on(void **state) {
    Driver *d = *state;
    tap(d, "board.offers");
    tap(d, "nav.size");
    assert_true(kiosk_of(d)->ui.large);
    assert_on(d, SCREEN_OFFERS);
    tap(d, "nav.size");
    assert_false(kiosk_of(d)->ui.large);
    assert_on(d, SCREEN_OFFERS);
}

static void in_large_a_face_can_be_taken_back_for_longer(void **state) {
    Driver *d = *state;
    tap(d, "nav.size");
    tap(d, "board.rate");
    tap(d, "rate.face.4");
    wait_ms(d, 6 * MS_SECOND);
    assert_true(has(d, "rate.undo"));
    tap(d, "rate.undo");
    assert_on(d, SCREEN_RATE);
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings"), 0);
}

static void the_factors_come_one_by_one_and_a_mark_leads_on(void **state) {
    Driver *d = *state;
    tap(d, "nav.size");
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    static const char *const marks[] = {"factor.initiation.5", "factor.advisor.4", "factor.facility.3",
                                        "factor.pickup.2", "factor.quality.1"};
    for (size_t i = 0; i < 5; i++) tap(d, marks[i]);
    tap(d, "factors.submit");
    tap(d, "recommend.10");
    tap(d, "recommend.next");
    assert_on(d, SCREEN_CONTACT);
    type_keys(d, "19900001234");
    tap(d, "contact.submit");
    assert_on(d, SCREEN_THANKS);
    assert_int_equal(count(d,
                           "SELECT count(*) FROM v_ratings WHERE initiation = 5 AND advisor = 4 AND facility = 3 AND "
                           "pickup = 2 AND quality = 1 AND nps = 10 AND phone = '19900001234'"),
                     1);
}

/* --- reach -----------------------------------------------------------------------------------------------------------
 */

static void reach_is_the_lower_half_between_380_and_1220_mm(void **state) {
    (void)state;
    /* 21.5 inches: 546.1 mm across 2,202.9 units, 4.034 units a mm */
    Rect usual = ui_reach(1920, 1080, 546, 800);
    assert_float_equal(usual.y, 540, 0.5);
    assert_float_equal(usual.h, 540, 0.5);
    Rect high = ui_reach(1920, 1080, 546, 1100); /* 120 mm of it are low enough */
    assert_float_equal(high.y, 1080 - 120 * 4.0345f, 2);
    assert_float_equal(high.y + high.h, 1080, 0.5);
    Rect floor = ui_reach(1080, 1920, 546, 330); /* the lowest 50 mm are too low */
    assert_float_equal(floor.y + floor.h, 1920 - 50 * 4.0345f, 2);
    assert_float_equal(floor.y, 960, 0.5);
    Rect too_high = ui_reach(1920, 1080, 546, 1400);
    assert_float_equal(too_high.h, LOW_LEAST, 0.5);
    assert_float_equal(too_high.y + too_high.h, 1080, 0.5);
}

/* The panel hung as high and as low as it may be: every screen still has all its targets within reach. */
static void wherever_the_panel_hangs_all_is_within_reach(void **state) {
    (void)state;
    static const struct {
        const char *bottom_mm;
        int width, height;
    } hung[] = {{"1100", 1920, 1080}, {"360", 1920, 1080}, {"960", 1080, 1920}, {"330", 1080, 1920}};
    Buf faults = {0};
    size_t n = 0;
    for (size_t h = 0; h < sizeof hung / sizeof *hung; h++) {
        for (int i = 0; dump_screens[i]; i++) {
            Driver d;
            Err err = {0};
            driver_open(&d, fixture_sample(), hung[h].width, hung[h].height, LANG_ZH);
            kiosk_of(&d)->home_large = true;
            set(&d, "panel.bottom_mm", hung[h].bottom_mm);
            size_t before = faults.len;
            const Panel *p = &d.robot.panel;
            if (robot_go(&d.robot, dump_screens[i], &err) && check_list(&p->list, p->text, &faults)) {
                n++;
                printf("%s hung at %s mm, %d × %d:\n%s\n", dump_screens[i], hung[h].bottom_mm, hung[h].width,
                       hung[h].height, buf_text(&faults) + before);
            }
            driver_close(&d);
        }
    }
    buf_free(&faults);
    assert_int_equal(n, 0);
}

/* All that is written there, one after the other and without spaces: a line may break anywhere. */
static bool reads(const Driver *d, const char *words) {
    const DrawList *list = &d->robot.panel.list;
    static char all[16384], wanted[256];
    char *out = all;
    for (size_t i = list->modal_from; i < list->n_cmds; i++)
        if (list->cmds[i].kind == DRAW_TEXT)
            for (const char *c = list->cmds[i].text; *c && out < all + sizeof all - 1; c++)
                if (*c != ' ') *out++ = *c;
    *out = '\0';
    for (out = wanted; *words; words++)
        if (*words != ' ') *out++ = *words;
    *out = '\0';
    return strstr(all, wanted);
}

/* What a price, a number or a package hangs on stands there in every language, way up and size of text. */
static void no_condition_goes_for_want_of_room(void **state) {
    (void)state;
    static const struct {
        const char *screen;
        Word says;
    } told[] = {{"offers", W_OFFERS_NOTE},   {"fitting", W_OFFERS_NOTE},   {"offer", W_OFFERS_NOTE},
                {"prepaid", W_PREPAID_FOOT}, {"renewal", W_RENEWAL_FOOT},  {"warranty", W_WARRANTY_FOOT},
                {"prices", W_PRICES_NOTE},   {"rate", W_RATE_ANONYMOUS},   {"service", W_SERVICE_NOTE},
                {"balance", W_BALANCE_FOOT}, {"callback", W_ASK_CALL_SUB}, {"booking", W_LEAD_SUB}};
    int wrong = 0;
    at(SAMPLE_NOW);
    for (int way = 0; way < 8; way++) {
        Driver d;
        Lang lang = way & 1 ? LANG_EN : LANG_ZH;
        bool portrait = way & 2, large = way & 4;
        driver_open(&d, fixture_demo(), portrait ? 1080 : 1920, portrait ? 1920 : 1080, lang);
        kiosk_of(&d)->home_large = large;
        for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
            Err err = {0};
            kiosk_leave(kiosk_of(&d));
            memset(kiosk_of(&d)->locks, 0, sizeof kiosk_of(&d)->locks);
            wait_ms(&d, MS_HOUR);
            if (robot_go(&d.robot, told[i].screen, &err) && !reads(&d, word(lang, told[i].says))) {
                printf("%s %s %s %s: no \"%s\"\n", told[i].screen, lang == LANG_EN ? "en" : "zh",
                       portrait ? "port" : "land", large ? "large" : "plain", word(lang, told[i].says));
                wrong++;
            }
        }
        driver_close(&d);
    }
    assert_int_equal(wrong, 0);
}

/* --- what was found ------------------------------------------------------------------------------------------------
 */

static void open_way(Driver *d, int way, const char *screen) {
    Err err = {0};
    bool portrait = way & 2;
    at(SAMPLE_NOW);
    driver_open(d, fixture_demo(), portrait ? 1080 : 1920, portrait ? 1920 : 1080, way & 1 ? LANG_EN : LANG_ZH);
    kiosk_of(d)->home_large = way & 4;
    panel_frame(&d->robot.panel, d->robot.mono);
    if (!robot_go(&d->robot, screen, &err)) fail_msg("%s", err.en);
}

static const DrawCmd *written(const Driver *d, const char *words) {
    const DrawList *list = &d->robot.panel.list;
    for (size_t i = 0; i < list->n_cmds; i++)
        if (list->cmds[i].kind == DRAW_TEXT && strcmp(list->cmds[i].text, words) == 0) return &list->cmds[i];
    fail_msg("\"%s\" is not there", words);
    return NULL;
}

/* What is listed adds up to the sum below it, and its heading is not said again by the tile that leads on. */
static void all_that_was_found_is_listed_above_its_sum(void **state) {
    (void)state;
    for (int way = 0; way < 8; way++) {
        Driver d;
        open_way(&d, way, "mycar_found");
        Kiosk *k = kiosk_of(&d);
        assert_true(k->car.n_findings == 3);
        for (size_t i = 0; i < k->car.n_findings; i++) assert_true(reads(&d, finding_what(k, &k->car.findings[i])));
        assert_true(reads(&d, w(k, W_MYCAR_FOUND_SUM)));
        const char *heading = wf(k, W_WORK_CARD, (int)findings_open(k));
        int said = 0;
        for (size_t i = 0; i < d.robot.panel.list.n_cmds; i++)
            said +=
                d.robot.panel.list.cmds[i].kind == DRAW_TEXT && strcmp(d.robot.panel.list.cmds[i].text, heading) == 0;
        assert_int_equal(said, 1);
        driver_close(&d);
    }
}

static void who_pays_is_asked_above_its_answers_and_change_stands_apart(void **state) {
    (void)state;
    for (int way = 4; way < 8; way++) {
        Driver d;
        open_way(&d, way, "findings_pays");
        const DrawList *list = &d.robot.panel.list;
        const DrawCmd *ask = written(&d, w(kiosk_of(&d), W_WORK_WHO_PAYS));
        Rect first = draw_target(list, "finding.1.pays.insurer")->rect,
             last = draw_target(list, "finding.1.pays.ask")->rect, change = draw_target(list, "finding.1.change")->rect;
        assert_true(ask->style.bold && ask->rect.y + ask->rect.h <= first.y);
        assert_true(change.y + change.h <= first.y || change.x - last.x - last.w > 40);
        driver_close(&d);
    }
}

static void the_item_before_is_named(void **state) {
    (void)state;
    for (int way = 4; way < 8; way++) {
        Driver d;
        open_way(&d, way, "findings_decided");
        assert_true(has(&d, "findings.prev"));
        assert_true(shows(&d, w(kiosk_of(&d), W_WORK_PREV_ITEM)));
        driver_close(&d);
    }
}

static void the_figures_of_the_answers_are_of_one_size(void **state) {
    (void)state;
    for (int way = 0; way < 8; way++) {
        Driver d;
        open_way(&d, way, "findings_review");
        Kiosk *k = kiosk_of(&d);
        const DrawCmd *finish = written(&d, w(k, W_WORK_FINISH));
        const DrawList *list = &d.robot.panel.list;
        float px = 0;
        for (size_t i = 0; i < list->n_cmds; i++) { /* the row right below the labels */
            const DrawCmd *c = &list->cmds[i];
            if (c->kind != DRAW_TEXT || fabsf(c->rect.y - finish->rect.y - finish->rect.h) > 2) continue;
            if (px > 0) assert_float_equal(c->style.px, px, 1.5f);
            px = c->style.px;
        }
        assert_true(px > 0);
        driver_close(&d);
    }
}

/* Money is put to no car without its plate and model in sight, nor a yes noted without the reason. */
static void staff_always_see_which_car_it_is(void **state) {
    (void)state;
    static const char *const screens[] = {"staff_sums", "staff_finding", "staff_spoken"};
    for (int i = 0; i < 6; i++) {
        Driver d;
        open_way(&d, i < 3 ? 4 : 6, screens[i % 3]);
        Kiosk *k = kiosk_of(&d);
        const Order *o = board_order(k, k->staff.work.order_no);
        assert_non_null(o);
        assert_true(reads(&d, o->plate) && reads(&d, show_model(k, o)));
        const Finding *f = i % 3 ? staff_finding(k, k->staff.work.item) : NULL;
        if (f) assert_true(reads(&d, f->why) && reads(&d, o->order_no));
        driver_close(&d);
    }
}

/* --- night -----------------------------------------------------------------------------------------------------------
 */

static void night_comes_by_the_stores_clock(void **state) {
    Driver *d = *state;
    static const struct {
        const char *instant;
        bool night;
    } hours[] = {{"2026-11-23T06:59:00+08:00", true},
                 {"2026-11-23T07:00:00+08:00", false},
                 {"2026-11-23T18:59:00+08:00", false},
                 {"2026-11-23T19:00:00+08:00", true},
                 {"2026-11-23T23:59:00+08:00", true}};
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        at(hours[i].instant);
        wait_ms(d, 1000);
        assert_ptr_equal(kiosk_of(d)->ui.theme, hours[i].night ? &theme_night : &theme_day);
    }
    at(SAMPLE_NOW);
}

static void a_setting_holds_day_or_night_and_the_command_line_is_above_it(void **state) {
    Driver *d = *state;
    at("2026-11-23T12:00:00+08:00");
    set(d, "display.theme", "night");
    assert_ptr_equal(kiosk_of(d)->ui.theme, &theme_night);
    kiosk_of(d)->theme = THEME_DAY;
    wait_ms(d, 1000);
    assert_ptr_equal(kiosk_of(d)->ui.theme, &theme_day);
    at(SAMPLE_NOW);
}

static void a_night_within_one_day_is_understood(void **state) {
    Driver *d = *state;
    set(d, "display.night_from", "01:00");
    set(d, "display.night_to", "05:00");
    at("2026-11-23T03:00:00+08:00");
    wait_ms(d, 1000);
    assert_ptr_equal(kiosk_of(d)->ui.theme, &theme_night);
    at("2026-11-23T23:00:00+08:00");
    wait_ms(d, 1000);
    assert_ptr_equal(kiosk_of(d)->ui.theme, &theme_day);
    at(SAMPLE_NOW);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(large_stays_for_the_visit_and_goes_with_it, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(large_is_switched_off_where_it_was_switched_on, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(in_large_a_face_can_be_taken_back_for_longer, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(the_factors_come_one_by_one_and_a_mark_leads_on, driver_setup, driver_teardown),
        cmocka_unit_test(reach_is_the_lower_half_between_380_and_1220_mm),
        cmocka_unit_test(wherever_the_panel_hangs_all_is_within_reach),
        cmocka_unit_test(no_condition_goes_for_want_of_room),
        cmocka_unit_test(all_that_was_found_is_listed_above_its_sum),
        cmocka_unit_test(who_pays_is_asked_above_its_answers_and_change_stands_apart),
        cmocka_unit_test(the_item_before_is_named),
        cmocka_unit_test(staff_always_see_which_car_it_is),
        cmocka_unit_test(the_figures_of_the_answers_are_of_one_size),
        cmocka_unit_test_setup_teardown(night_comes_by_the_stores_clock, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(a_setting_holds_day_or_night_and_the_command_line_is_above_it, driver_setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(a_night_within_one_day_is_understood, driver_setup, driver_teardown),
    };
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    at(SAMPLE_NOW);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
