/* rules/gift_rule: half-years to the millisecond, and each programme's rule at its edges (policies.md 3). */
#include "rules/gift_rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Ms at(const char *local) {
    Ms ms = 0;
    if (!instant_parse(local, &ms)) fail_msg("no instant: %s", local);
    return ms;
}

static void the_half_year_that_ended_last(void **state) {
    (void)state;
    static const struct {
        const char *at, *label, *from, *to;
        int months;
    } table[] = {
        {"2026-06-29T23:59:59", "2025H2", "2025-07-01T00:00", "2026-01-01T00:00", 6},
        {"2026-06-30T00:00:00", "2026H1", "2026-01-01T00:00", "2026-07-01T00:00", 6},
        {"2026-06-30T23:59:59", "2026H1", "2026-01-01T00:00", "2026-07-01T00:00", 6},
        {"2026-11-24T12:00", "2026H1", "2026-01-01T00:00", "2026-07-01T00:00", 6},
        {"2026-12-30T12:00", "2026H1", "2026-01-01T00:00", "2026-07-01T00:00", 6},
        {"2026-12-31T00:00", "2026H2", "2026-07-01T00:00", "2027-01-01T00:00", 6},
        {"2027-01-01T00:00", "2026H2", "2026-07-01T00:00", "2027-01-01T00:00", 6},
        {"2026-07-01T08:00", "2026H1", "2025-07-01T00:00", "2026-07-01T00:00", 12},
        {"2026-07-01T08:00", "2026H1", "2026-04-01T00:00", "2026-07-01T00:00", 3},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        GiftPeriod p = gift_period(at(table[i].at), table[i].months);
        assert_string_equal(p.label, table[i].label);
        assert_int_equal(p.from, at(table[i].from));
        assert_int_equal(p.to, at(table[i].to));
    }
}

static void each_rule_at_its_edges(void **state) {
    (void)state;
    const Ms day = at("2026-08-31T15:00"), start = at("2026-08-31T00:00"), end = at("2026-09-01T00:00");
    const Ms half_year = at("2026-02-28T00:00"); /* six months before a 31st */
    const struct {
        GiftRule rule;
        int visits, months;
        GiftCar car;
        bool met;
    } table[] = {
        {GIFT_LOYAL, 3, 6, {.visits_period = 2}, false},
        {GIFT_LOYAL, 3, 6, {.visits_period = 3}, true},
        {GIFT_LOYAL, 0, 6, {.visits_period = 9}, false}, /* the policy names no number: nobody */
        {GIFT_WIN_BACK, 0, 6, {.recall = {.seen = half_year, .paid = half_year}}, true}, /* lost as recall has it */
        {GIFT_WIN_BACK, 0, 6, {.recall = {.seen = start, .paid = start - 1}}, false},
        {GIFT_WIN_BACK, 0, 6, {.recall = {.seen = half_year}}, true}, /* never paid */
        {GIFT_WIN_BACK, 0, 6, {.recall = {.seen = start - 2, .paid = start - 2, .lost_case = start - 1}}, true},
        {GIFT_WIN_BACK, 0, 6, {.recall = {.seen = half_year, .paid = half_year, .in_shop = true}}, false},
        {GIFT_WIN_BACK, 0, 6, {.last_arrived = 0}, false}, /* was never here: not lost */
        {GIFT_WIN_BACK, 0, 0, {.recall = {.seen = 1, .paid = 1}}, false},
        {GIFT_FIRST_VISIT, 0, 0, {.visits = 1, .in_house = true}, true},
        {GIFT_FIRST_VISIT, 0, 0, {.visits = 1, .in_house = false}, false},
        {GIFT_FIRST_VISIT, 0, 0, {.visits = 2, .in_house = true}, false},
        {GIFT_FIRST_VISIT, 0, 0, {.visits = 1, .in_house = true, .sold_here = true}, false},
        {GIFT_DELIVERY, 0, 0, {.bought = start}, true},
        {GIFT_DELIVERY, 0, 0, {.bought = end - 1}, true},
        {GIFT_DELIVERY, 0, 0, {.bought = end}, false},
        {GIFT_DELIVERY, 0, 0, {.bought = start - 1}, false},
        {GIFT_DELIVERY, 0, 6, {.bought = half_year}, true},
        {GIFT_DELIVERY, 0, 6, {.bought = half_year - 1}, false},
        {GIFT_DELIVERY, 0, 6, {.bought = 0}, false},
        {GIFT_COMPLAINT, 1, 1, {.visits = 1, .visits_period = 9, .in_house = true}, false}, /* by hand only */
        {GIFT_TOO_EARLY, 1, 1, {.visits = 1, .visits_period = 9, .in_house = true}, false},
        {GIFT_NONE, 1, 1, {.visits = 1, .visits_period = 9, .in_house = true}, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (gift_rule_met(table[i].rule, table[i].visits, table[i].months, &table[i].car, day) != table[i].met)
            fail_msg("row %zu", i);
}

static void rules_are_known_by_name(void **state) {
    (void)state;
    assert_int_equal(gift_rule_of("delivery"), GIFT_DELIVERY);
    assert_int_equal(gift_rule_of("too_early"), GIFT_TOO_EARLY);
    assert_int_equal(gift_rule_of(""), GIFT_NONE);
    assert_int_equal(gift_rule_of("birthday"), GIFT_NONE);
}

int main(void) {
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_half_year_that_ended_last),
        cmocka_unit_test(each_rule_at_its_edges),
        cmocka_unit_test(rules_are_known_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
