/* What is counted of a visit: on screen for a second, once a visit and place; opened once; the board's turns; nothing
 * while something lies over it; handed on when the visit ends and without a wake-up of its own. */
#include "driver.h"

#include "screens/seen.h"

static Count counted[512];
static size_t n_counted, n_hands;

static void take(void *ctx, const Count *counts, size_t n) {
    (void)ctx;
    n_hands++;
    for (size_t i = 0; i < n && n_counted < 512; i++) counted[n_counted++] = counts[i];
}

static int setup(void **state) {
    int failed = driver_setup(state);
    kiosk_of(*state)->count = take;
    n_counted = n_hands = 0;
    return failed;
}

static int sum(CountKind kind, CountPlace place, const char *id) {
    int n = 0;
    for (size_t i = 0; i < n_counted; i++)
        if (counted[i].kind == kind && counted[i].place == place && !*counted[i].axis &&
            (!id || strcmp(counted[i].item_id, id) == 0))
            n += counted[i].n;
    return n;
}

static const char *first_offer(Driver *d) {
    return kiosk_of(d)->snap.offers[0].offer_id;
}

/* Somebody is there. */
static void go_to_offers(Driver *d) {
    Kiosk *k = kiosk_of(d);
    k->touched_mono = d->robot.mono;
    nav_go(k, SCREEN_OFFERS);
    panel_frame(&d->robot.panel, d->robot.mono);
}

/* One round: to the offers, there for so long, and home. */
static void look_at_offers_for(Driver *d, Ms ms) {
    go_to_offers(d);
    wait_ms(d, ms / 2);
    d->robot.mono += ms - ms / 2;
    nav_home(kiosk_of(d));
    panel_frame(&d->robot.panel, d->robot.mono);
}

static void a_second_is_shown_and_a_thousandth_less_is_not(void **state) {
    Driver *d = *state;
    look_at_offers_for(d, 999);
    kiosk_leave(kiosk_of(d));
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, NULL), 0);
    look_at_offers_for(d, 1000);
    kiosk_leave(kiosk_of(d));
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, NULL), 8); /* a page */
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, first_offer(d)), 1);
}

static void within_a_visit_it_counts_once_and_in_the_next_again(void **state) {
    Driver *d = *state;
    for (int i = 0; i < 3; i++) look_at_offers_for(d, 2000);
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, NULL), 0); /* nothing is handed on while it goes on */
    kiosk_leave(kiosk_of(d));
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, first_offer(d)), 1);
    look_at_offers_for(d, 2000);
    kiosk_leave(kiosk_of(d));
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, first_offer(d)), 2);
}

static void opening_counts_once_where_it_was_opened_from(void **state) {
    Driver *d = *state;
    tap(d, "board.offers");
    const char *id = first_offer(d);
    tap(d, "offer.card.1");
    assert_on(d, SCREEN_OFFER);
    tap(d, "nav.back");
    tap(d, "offer.card.1");
    wait_ms(d, 5000);
    kiosk_leave(kiosk_of(d));
    assert_int_equal(sum(COUNT_OPENED, PLACE_LIST, id), 1);
    assert_int_equal(sum(COUNT_OPENED, PLACE_BOARD, NULL) + sum(COUNT_OPENED, PLACE_CAR, NULL), 0);
}

static void under_a_sheet_nothing_is_shown(void **state) {
    Driver *d = *state;
    go_to_offers(d);
    wait_ms(d, 500);
    call_sheet(kiosk_of(d), "help", "");
    wait_ms(d, 1);
    wait_ms(d, 9000);
    kiosk_of(d)->visit.sheet = SHEET_NONE;
    wait_ms(d, 1);
    wait_ms(d, 900);
    kiosk_leave(kiosk_of(d));
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, NULL), 0);
    go_to_offers(d);
    wait_ms(d, 1400);
    kiosk_leave(kiosk_of(d)); /* the same without a sheet */
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, first_offer(d)), 1);
}

static void of_an_opened_car_only_bands_are_counted_once_a_visit(void **state) {
    Driver *d = *state;
    Kiosk *k = kiosk_of(d);
    open_my_car(d);
    for (int i = 0; i < 2; i++) {
        nav_go(k, SCREEN_OFFERS);
        panel_frame(&d->robot.panel, d->robot.mono);
        wait_ms(d, 2000);
        nav_go(k, SCREEN_MYCAR);
        panel_frame(&d->robot.panel, d->robot.mono);
        wait_ms(d, 2000);
    }
    char order_no[ORDER_NO_SIZE], mileage[16];
    snprintf(order_no, sizeof order_no, "%s", k->visit.order_no);
    snprintf(mileage, sizeof mileage, "%d", k->car.order.mileage_km);
    kiosk_leave(k);
    int of_axes = 0;
    for (size_t i = 0; i < n_counted; i++) {
        const Count *c = &counted[i];
        if (!*c->axis) continue;
        of_axes++;
        assert_int_equal(c->n, 1);
        assert_int_equal(c->place, PLACE_ANY);
        assert_null(strstr(c->band, order_no));
        assert_string_not_equal(c->band, mileage);
    }
    assert_true(of_axes >= 8); /* each card of the page, by its fit at least */
}

static void between_visits_each_turn_of_the_board_counts_and_they_are_handed_on_together(void **state) {
    Driver *d = *state;
    Kiosk *k = kiosk_of(d);
    wait_ms(d, 60000);
    size_t turns = 0;
    unsigned hero = k->hero;
    for (int i = 0; i < 60; i++) { /* ten minutes */
        wait_ms(d, 10000);
        turns += k->hero != hero;
        hero = k->hero;
    }
    assert_in_range(n_hands, 1, 2);
    int n = sum(COUNT_SHOWN, PLACE_BOARD, NULL);
    assert_in_range(n, 5, (int)turns);
    assert_int_equal(sum(COUNT_SHOWN, PLACE_LIST, NULL), 0);
}

static void counting_asks_for_no_frame_of_its_own(void **state) {
    Driver *d = *state;
    Kiosk *k = kiosk_of(d);
    wait_ms(d, 60000);
    Ms with = panel_deadline(&d->robot.panel);
    assert_true(k->seen.n_on > 0 || k->seen.n_sums > 0 || k->snap.n_offers > 0);
    seen_free(&k->seen);
    k->count = NULL;
    assert_int_equal(with, panel_deadline(&d->robot.panel));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_second_is_shown_and_a_thousandth_less_is_not, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(within_a_visit_it_counts_once_and_in_the_next_again, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(opening_counts_once_where_it_was_opened_from, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(under_a_sheet_nothing_is_shown, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(between_visits_each_turn_of_the_board_counts_and_they_are_handed_on_together,
                                        setup, driver_teardown),
        cmocka_unit_test_setup_teardown(of_an_opened_car_only_bands_are_counted_once_a_visit, setup, driver_teardown),
        cmocka_unit_test_setup_teardown(counting_asks_for_no_frame_of_its_own, setup, driver_teardown),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now); /* open, so that the board is not dark */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
