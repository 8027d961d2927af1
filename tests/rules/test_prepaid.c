/* Prepaid packages to the fen (domain.md 6, policies.md 5). */
#include "rules/prepaid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

#define OIL_ONLY                                                                                                       \
    { .percent = {80}, .services = 1 }
#define FULL_SET                                                                                                       \
    { .percent = {80}, .services = 1, .filter_free = true }
#define FIVE                                                                                                           \
    { .percent = {90, 80, 70, 60, 50}, .services = 5 }
#define FIRST_THREE                                                                                                    \
    { .percent = {90, 80, 70}, .services = 3 }

static void packages_cost_what_the_table_says(void **state) {
    (void)state;
    static const struct {
        PrepaidPackage package;
        Fen oil, filter, each[5], sum, saved;
    } cases[] = {
        /* domain.md 6, the table */
        {OIL_ONLY, 42000, 6000, {33600}, 33600, 8400},
        {FULL_SET, 42000, 6000, {33600}, 33600, 14400},
        {FIVE, 42000, 6000, {37800, 33600, 29400, 25200, 21000}, 147000, 63000},
        {FIRST_THREE, 42000, 6000, {37800, 33600, 29400}, 100800, 25200},
        /* domain.md 6, the lines under it: 388.88 and 0.05 */
        {FIVE, 38888, 6000, {34999, 31110, 27222, 23333, 19444}, 136108, 58332},
        {FIVE, 5, 0, {5, 4, 4, 3, 3}, 19, 6},
        /* edges: nothing to pay; the largest amount; all at list price */
        {FIVE, 0, 6000, {0}, 0, 0},
        {OIL_ONLY, FEN_MAX, 0, {FEN_MAX / 5 * 4}, FEN_MAX / 5 * 4, FEN_MAX / 5},
        {{.percent = {100, 100}, .services = 2, .filter_free = true}, 42000, 6000, {42000, 42000}, 84000, 12000},
        {{.services = 0}, 42000, 6000, {0}, 0, 0},
    };
    for
        EACH(i, cases) {
            PrepaidQuote quote = prepaid_quote(&cases[i].package, cases[i].oil, cases[i].filter);
            for (int k = 0; k < 5; k++) assert_int_equal(quote.each[k], cases[i].each[k]);
            assert_int_equal(quote.sum, cases[i].sum);
            assert_int_equal(quote.saved, cases[i].saved);
        }
}

static void more_services_than_fit_are_not_read(void **state) {
    (void)state;
    PrepaidPackage package = {.services = PREPAID_SERVICES_MAX + 1};
    for (int i = 0; i < PREPAID_SERVICES_MAX; i++) package.percent[i] = 50;
    assert_int_equal(prepaid_quote(&package, 200, 0).sum, 100 * PREPAID_SERVICES_MAX);
    package.services = -1;
    assert_int_equal(prepaid_quote(&package, 200, 0).sum, 0);
}

static void refunds_are_paid_less_used_never_below_nothing(void **state) {
    (void)state;
    static const struct {
        Fen paid;
        int used;
        Fen list, back;
    } cases[] = {
        {147000, 2, 42000, 63000}, /* policies.md 5: 630.00 back */
        {147000, 0, 42000, 147000}, {147000, 3, 42000, 21000}, {147000, 4, 42000, 0},
        {147000, 5, 42000, 0},      {84000, 2, 42000, 0},      {84001, 2, 42000, 1},
        {0, 0, 42000, 0},           {147000, 2, 0, 147000},    {FEN_MAX, 2147483647, FEN_MAX, 0},
    };
    for
        EACH(i, cases) assert_int_equal(prepaid_refund(cases[i].paid, cases[i].used, cases[i].list), cases[i].back);
}

/* policies.md 5: "data: list or tier". */
static void by_tier_the_unused_services_come_back(void **state) {
    (void)state;
    PrepaidPackage five = FIVE;
    PrepaidQuote quote = prepaid_quote(&five, 42000, 6000);
    static const Fen back[] = {147000, 109200, 75600, 46200, 21000, 0, 0};
    for
        EACH(used, back) assert_int_equal(prepaid_refund_tier(&quote, (int)used), back[used]);
    assert_int_equal(prepaid_refund_tier(&quote, 1000), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packages_cost_what_the_table_says),
        cmocka_unit_test(more_services_than_fit_are_not_read),
        cmocka_unit_test(refunds_are_paid_less_used_never_below_nothing),
        cmocka_unit_test(by_tier_the_unused_services_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
