/* Offers that fit the opened car come first and say why (policies.md 2); one tap shows everything (domain.md 10); the
 * two questions about a car are asked, kept on it, changed and taken back. */
#include "driver.h"

#include "screens/common.h"
#include "screens/fits.h"

/* A catalogue of five whose rules are known, on every day. The sample's cars have a model and a mileage. */
static int setup(void **state) {
    driver_setup(state);
    commit(*state,
           "UPDATE setting SET value = '600' WHERE key = 'board.page_seconds';"
           "UPDATE offer SET withdrawn = 1, model = '', age_months = '', mileage_km = '', visits_12m = '', habit = '',"
           " environment = '', rule = '', why_zh = '', why_en = '', from_day = '', to_day = '';"
           "UPDATE offer SET withdrawn = 0 WHERE offer_id IN ('wash-bright-wax', 'wash-fine', 'paint-wax',"
           " 'mt-throttle', 'mt-battery');"
           "UPDATE offer SET mileage_km = '-1' WHERE offer_id = 'wash-bright-wax';" /* fits nobody */
           "UPDATE offer SET habit = 'short' WHERE offer_id = 'mt-battery';"
           "UPDATE offer SET mileage_km = '1-', why_zh = '起步发闷时见效', why_en = 'For a dull start'"
           " WHERE offer_id = 'mt-throttle'");
    return 0;
}

static void order_of(Driver *d, char *out, size_t size) {
    Kiosk *k = kiosk_of(d);
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < offers_shown(k); i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? " " : "", offer_shown(k, i)->offer_id);
}

static void assert_order(Driver *d, const char *want) {
    char order[256];
    order_of(d, order, sizeof order);
    assert_string_equal(order, want);
}

static const char catalogue[] = "wash-bright-wax wash-fine paint-wax mt-throttle mt-battery";
static const char for_the_car[] = "mt-throttle wash-fine paint-wax mt-battery wash-bright-wax";

static const char *title_of_first_card(Driver *d) {
    const Target *t = draw_target(&d->robot.panel.list, "offer.card.1");
    const DrawList *list = &d->robot.panel.list;
    for (size_t i = 0; t && i < list->n_cmds; i++) {
        const DrawCmd *c = &list->cmds[i];
        if (c->kind == DRAW_TEXT && c->rect.x >= t->rect.x && c->rect.y > t->rect.y + 100 &&
            c->rect.x < t->rect.x + t->rect.w && c->rect.y < t->rect.y + t->rect.h)
            return c->text;
    }
    return "";
}

/* --- order -------------------------------------------------------------------------------------------------------- */

static void a_voucher_is_headed_by_what_it_is_worth(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE offer SET withdrawn = 1; UPDATE offer SET withdrawn = 0 WHERE offer_id IN"
              " ('renewal-voucher', 'recycling-parts')");
    tap(d, "board.offers");
    assert_true(shows(d, "立减 ¥100") && shows(d, "价格面议")); /* the other one has neither price nor coupon */
    tap(d, "offer.card.1");
    assert_true(shows(d, "续保代金券") && shows(d, "立减 ¥100"));
    assert_false(shows(d, "价格面议") || shows(d, "价格含税"));
}

static void without_a_car_the_catalogue_stays_as_it_is(void **state) {
    Driver *d = *state;
    tap(d, "board.offers");
    assert_order(d, catalogue);
    assert_string_equal(title_of_first_card(d), "亮光蜡洗车");
    assert_false(has(d, "offers.fits"));
    assert_false(shows(d, "适合这台车"));
}

static void what_fits_the_car_comes_first_and_says_why(void **state) {
    Driver *d = *state;
    open_my_car(d);
    assert_order(d, for_the_car);
    assert_true(shows(d, "节气门清洗")); /* the card beside the stages */
    assert_true(shows(d, "适合这台车 · 起步发闷时见效"));
    tap(d, "nav.back");
    tap(d, "board.offers");
    assert_string_equal(title_of_first_card(d), "节气门清洗");
    assert_true(shows(d, "适合这台车"));
    assert_true(shows(d, "起步发闷时见效"));
    tap(d, "offer.card.1");
    assert_true(shows(d, "适合这台车 · 起步发闷时见效"));
    tap(d, "nav.lang");
    assert_true(shows(d, "Fits this car · For a dull start"));
    tap(d, "nav.back");
    tap(d, "offer.card.2"); /* for everybody: nothing is said of this car */
    assert_false(shows(d, "Fits this car"));
}

static void the_boards_large_place_shows_what_fits_while_the_car_is_open(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "nav.back");
    kiosk_of(d)->hero = 0;
    wait_ms(d, 10);
    assert_true(shows(d, "节气门清洗") && shows(d, "适合这台车") && shows(d, "起步发闷时见效"));
    kiosk_leave(kiosk_of(d));
    kiosk_of(d)->hero = 0;
    wait_ms(d, 10);
    assert_false(shows(d, "适合这台车"));
}

static void show_everything_is_one_tap_and_holds_for_the_visit(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.fits");
    assert_order(d, catalogue);
    assert_false(shows(d, "适合这台车"));
    tap(d, "nav.back");
    tap(d, "board.offers");
    assert_order(d, catalogue);
    assert_string_equal(title_of_first_card(d), "亮光蜡洗车");
    tap(d, "offers.fits");
    assert_string_equal(title_of_first_card(d), "节气门清洗");
    tap(d, "offers.fits");
    tap(d, "nav.back");
    assert_order(d, catalogue);
    commit(d, "UPDATE offer SET minutes = 31 WHERE offer_id = 'mt-throttle'"); /* also after news from the store */
    assert_order(d, catalogue);
    kiosk_leave(kiosk_of(d));
    wait_ms(d, 10);
    open_my_car(d);
    assert_order(d, for_the_car);
}

static void what_a_rule_hides_is_shown_with_everything(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE offer SET rule = 'else hide' WHERE offer_id = 'wash-bright-wax'");
    open_my_car(d);
    assert_order(d, "mt-throttle wash-fine paint-wax mt-battery");
    tap(d, "mycar.fits");
    assert_order(d, catalogue);
}

static void an_import_meanwhile_sorts_anew(void **state) {
    Driver *d = *state;
    open_my_car(d);
    commit(d, "UPDATE offer SET mileage_km = '-1' WHERE offer_id = 'mt-throttle';"
              "UPDATE offer SET mileage_km = '1-' WHERE offer_id = 'wash-bright-wax'");
    assert_order(d, "wash-bright-wax wash-fine paint-wax mt-battery mt-throttle");
}

static void nothing_of_the_car_is_left_behind(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.fits");
    tap(d, "mycar.exit");
    assert_null(kiosk_of(d)->car.shown);
    assert_null(kiosk_of(d)->car.arena.first);
    assert_order(d, catalogue);
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

static void sentences_are_made_of_the_conditions(void **state) {
    Driver *d = *state;
    static const struct {
        const char *columns, *zh, *en;
    } table[] = {
        {"mileage_km = '40000-'", "已过 4 万公里", "Past 40,000 km"},
        {"mileage_km = '45000-'", "已过 4.5 万公里", "Past 45,000 km"},
        {"mileage_km = '-60000'", "未满 6 万公里", "Up to 60,000 km"},
        {"mileage_km = '40000-60000'", "4 万公里到 6 万公里", "40,000 km to 60,000 km"},
        {"mileage_km = '500-'", "已过 500 公里", "Past 500 km"},
        {"age_months = '24-'", "车龄满 2 年", "2 years or older"},
        {"age_months = '18-'", "车龄满 18 个月", "18 months or older"},
        {"age_months = '-60'", "车龄 5 年以内", "Up to 5 years old"},
        {"age_months = '12-60'", "车龄 1 年到 5 年", "1 year to 5 years old"},
        {"visits_12m = '2-'", "一年来店 2 次以上", "2 or more visits a year"},
        {"visits_12m = '3'", "一年来店 3 次", "3 visits a year"},
        {"visits_12m = '-5'", "一年来店不超过 5 次", "Up to 5 visits a year"},
        {"model = '汉兰达'", "汉兰达可用", "For the Highlander"},
        {"habit = 'short'", "多为短途", "Mostly short trips"},
        {"environment = 'rain;dust'", "灰尘大", "Dusty"},
        {"mileage_km = '40000-', habit = 'short'", "已过 4 万公里，多为短途", "Past 40,000 km, mostly short trips"},
        {"rule = 'not environment rain'", "", ""}, /* what the car is not is no reason to read */
        {"mileage_km = '90000-'", "", ""},         /* does not fit */
        {"mileage_km = '40000-', why_zh = '自家的话'", "自家的话", "自家的话"},
    };
    open_my_car(d);
    Kiosk *k = kiosk_of(d);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char sql[400];
        snprintf(sql, sizeof sql,
                 "UPDATE offer SET model = '', age_months = '', mileage_km = '', visits_12m = '', habit = '',"
                 " environment = '', rule = '', why_zh = '', why_en = '' WHERE offer_id = 'wash-fine';"
                 "UPDATE offer SET %s WHERE offer_id = 'wash-fine'",
                 table[i].columns);
        commit(d, sql);
        k->car.order.model_zh = "汉兰达";
        k->car.order.model_en = "Highlander";
        k->car.facts = (CarFacts){"汉兰达 3.5L", "汉兰达", "汉兰达", "Highlander", 48, 46000, 3, "short", "dust"};
        fits_refresh(k);
        const Offer *o = offer_by_id(k, "wash-fine");
        k->lang = LANG_ZH;
        assert_string_equal(offer_why(k, o), table[i].zh);
        k->lang = LANG_EN;
        assert_string_equal(offer_why(k, o), table[i].en);
    }
}

/* --- the two questions -------------------------------------------------------------------------------------------- */

static void ask(Driver *d) {
    if (!has(d, "mycar.habits")) tap(d, "mycar.all");
    tap(d, "mycar.habits");
    assert_on(d, SCREEN_HABITS);
}

static void an_answer_is_kept_on_the_car_and_moves_the_list(void **state) {
    Driver *d = *state;
    open_my_car(d);
    ask(d);
    tap(d, "habits.habit.short");
    assert_int_equal(count(d, "SELECT count(*) FROM car_use"), 0);
    tap(d, "habits.save");
    assert_int_not_equal(kiosk_of(d)->screen, SCREEN_HABITS);
    assert_int_equal(count(d, "SELECT count(*) FROM car_use WHERE habit = 'short' AND environment = ''"), 1);
    assert_order(d, "mt-throttle mt-battery wash-fine paint-wax wash-bright-wax");
    kiosk_leave(kiosk_of(d));
    wait_ms(d, 10);
    open_my_car(d); /* the next visit knows it */
    assert_order(d, "mt-throttle mt-battery wash-fine paint-wax wash-bright-wax");
    ask(d);
    assert_int_equal(kiosk_of(d)->visit.habits, 1);
    tap(d, "habits.habit.short"); /* taken back */
    tap(d, "habits.save");
    assert_int_equal(count(d, "SELECT count(*) FROM v_car_use WHERE habit = ''"), 1);
    assert_order(d, for_the_car);
}

static void answers_exclude_what_they_contradict(void **state) {
    Driver *d = *state;
    open_my_car(d);
    ask(d);
    tap(d, "habits.habit.short");
    tap(d, "habits.habit.city");
    tap(d, "habits.habit.long"); /* not short then, still in the city */
    tap(d, "habits.place.dust");
    tap(d, "habits.place.rain");
    tap(d, "habits.place.normal"); /* none of these */
    tap(d, "habits.save");
    assert_int_equal(count(d, "SELECT count(*) FROM car_use WHERE habit = 'long city' AND environment = 'normal'"), 1);
    ask(d);
    tap(d, "habits.place.dust");
    tap(d, "habits.save");
    assert_int_equal(count(d, "SELECT count(*) FROM v_car_use WHERE environment = 'dust'"), 1);
}

static void skipping_stores_nothing(void **state) {
    Driver *d = *state;
    open_my_car(d);
    ask(d);
    tap(d, "habits.habit.short");
    tap(d, "habits.skip");
    assert_int_not_equal(kiosk_of(d)->screen, SCREEN_HABITS);
    assert_int_equal(d->posted[JOB_CAR_USE], 0);
    assert_true(kiosk_of(d)->visit.habits_skipped);
    kiosk_leave(kiosk_of(d));
    assert_false(kiosk_of(d)->visit.habits_skipped);
}

static void saved_is_only_what_was_committed(void **state) {
    Driver *d = *state;
    open_my_car(d);
    ask(d);
    assert_false(has(d, "habits.save")); /* nothing new to save */
    tap(d, "habits.place.dust");
    d->held = true;
    tap(d, "habits.save");
    assert_on(d, SCREEN_HABITS);
    assert_true(shows(d, "正在保存"));
    assert_false(has(d, "habits.save"));
    driver_answer(d);
    assert_true(shows(d, "灰尘大")); /* said back */
    assert_int_equal(d->posted[JOB_CAR_USE], 1);
    d->held = false;
    d->refuse = ERR_FULL;
    ask(d);
    tap(d, "habits.place.rain");
    tap(d, "habits.save");
    assert_on(d, SCREEN_HABITS);
    assert_true(shows(d, "存储已满"));
    d->refuse = ERR_NONE;
    tap(d, "habits.save"); /* what was chosen is still there */
    assert_int_equal(count(d, "SELECT count(*) FROM v_car_use WHERE environment = 'dust rain'"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_voucher_is_headed_by_what_it_is_worth, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(without_a_car_the_catalogue_stays_as_it_is, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(what_fits_the_car_comes_first_and_says_why, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(the_boards_large_place_shows_what_fits_while_the_car_is_open, setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(show_everything_is_one_tap_and_holds_for_the_visit, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(what_a_rule_hides_is_shown_with_everything, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(an_import_meanwhile_sorts_anew, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(nothing_of_the_car_is_left_behind, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(sentences_are_made_of_the_conditions, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(an_answer_is_kept_on_the_car_and_moves_the_list, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(answers_exclude_what_they_contradict, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(skipping_stores_nothing, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(saved_is_only_what_was_committed, setup, driver_teardown),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
