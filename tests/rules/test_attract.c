/* What the board's large place shows: everything there is gets its turn, and what is not there takes none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/attract.h"

enum { MOST = 64 };

static void everything_gets_its_turn(void **state) {
    (void)state;
    static const HeroStock stocks[] = {
        {13, 5, true, true, true},  {1, 1, true, true, false},  {7, 0, false, false, true},
        {0, 3, false, true, false}, {0, 0, true, false, true},  {40, 1, false, false, true},
        {2, 2, true, false, false}, {0, 0, false, true, false}, {0, 0, false, false, true}};
    for (size_t s = 0; s < sizeof stocks / sizeof *stocks; s++) {
        HeroStock stock = stocks[s];
        int offers[MOST] = {0}, activities[MOST] = {0}, wifi = 0, bar = 0, changes = 0;
        for (unsigned turn = 0; turn < 200; turn++) {
            HeroCard card = attract_card(stock, turn);
            assert_int_not_equal(card.kind, HERO_NONE);
            if (card.kind == HERO_OFFER) offers[card.index]++;
            if (card.kind == HERO_ACTIVITY) activities[card.index]++;
            wifi += card.kind == HERO_WIFI;
            bar += card.kind == HERO_BAR;
            changes += card.kind == HERO_CHANGES;
        }
        for (size_t i = 0; i < MOST; i++) {
            assert_int_equal(offers[i] > 0, i < stock.offers);
            assert_int_equal(activities[i] > 0, i < stock.activities);
        }
        assert_int_equal(wifi > 0, stock.wifi);
        assert_int_equal(bar > 0, stock.bar);
        assert_int_equal(changes > 0, stock.changes);
    }
}

static void two_turns_in_a_row_never_show_the_same_while_there_is_another(void **state) {
    (void)state;
    HeroStock stock = {2, 2, true, true, true};
    for (unsigned turn = 0; turn < 100; turn++) {
        HeroCard a = attract_card(stock, turn), b = attract_card(stock, turn + 1);
        assert_false(a.kind == b.kind && a.index == b.index);
    }
    HeroCard first = attract_card(stock, 0);
    assert_true(first.kind == HERO_OFFER && first.index == 0);
}

static void an_empty_stock_shows_nothing(void **state) {
    (void)state;
    for (unsigned turn = 0; turn < 20; turn++) assert_int_equal(attract_card((HeroStock){0}, turn).kind, HERO_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_gets_its_turn),
        cmocka_unit_test(two_turns_in_a_row_never_show_the_same_while_there_is_another),
        cmocka_unit_test(an_empty_stock_shows_nothing),
    };
    return cmocka_run_group_tests_name("attract", tests, NULL, NULL);
}
