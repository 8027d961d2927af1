/* When the maker's warranty ends and more of it is offered, to the day and the kilometre (policies.md 6). */
#include "rules/months.h"
#include "rules/warranty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

static const WarrantyPolicy policy = {.policy_id = "w", .months_before = 6, .km_before = 10000};

static Ms day(const char *text) {
    Ms at = 0;
    if (*text && !day_parse(text, &at)) fail_msg("no day: %s", text);
    return at;
}

static void months_end_on_a_day_that_exists(void **state) {
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2026-11-24", 36, "2029-11-24"}, {"2024-02-29", 36, "2027-02-28"}, {"2024-02-29", 48, "2028-02-29"},
        {"2026-08-31", -6, "2026-02-28"}, {"2027-08-31", 6, "2028-02-29"},  {"2026-01-31", 1, "2026-02-28"},
        {"2026-12-15", 1, "2027-01-15"},  {"2026-01-15", -1, "2025-12-15"}, {"2026-03-31", -13, "2025-02-28"},
        {"2026-05-31", 0, "2026-05-31"},
    };
    for
        EACH(i, cases)
    assert_int_equal(months_add(day(cases[i].from) + 5 * MS_HOUR, cases[i].months), day(cases[i].to));
}

static void whole_months_between_two_days(void **state) {
    (void)state;
    static const struct {
        const char *from, *to;
        int months;
    } cases[] = {
        {"2025-11-24", "2026-11-24", 12}, {"2025-11-25", "2026-11-24", 11}, {"2026-11-24", "2026-11-24", 0},
        {"2026-11-24", "2026-12-23", 0},  {"2026-08-31", "2027-02-28", 6},  {"2026-08-31", "2027-02-27", 5},
        {"2024-02-29", "2027-02-28", 36}, {"2026-12-24", "2026-11-24", -1}, {"2026-12-24", "2026-11-25", 0},
    };
    for
        EACH(i, cases)
    assert_int_equal(months_between(day(cases[i].from), day(cases[i].to) + 23 * MS_HOUR), cases[i].months);
}

static void more_is_offered_from_six_months_or_10000_km_before_the_end(void **state) {
    (void)state;
    static const struct {
        const char *bought;
        int km;
        const char *now;
        WarrantyState state;
        const char *last;
        int left;
        bool by_km;
    } cases[] = {
        /* by time: bought 2023-11-24, 36 months: the last day is 2026-11-24, offered from 2026-05-24 */
        {"2023-11-24", 40000, "2026-05-23 23:59", WARRANTY_RUNS, "2026-11-24", 60000, false},
        {"2023-11-24", 40000, "2026-05-24 00:00", WARRANTY_ENDS, "2026-11-24", 60000, false},
        {"2023-11-24", 40000, "2026-11-24 23:59", WARRANTY_ENDS, "2026-11-24", 60000, false},
        {"2023-11-24", 40000, "2026-11-25 00:00", WARRANTY_OVER, "2026-11-24", 60000, false},
        /* by kilometres: 100,000 are covered, offered from 90,000 */
        {"2025-11-24", 89999, "2026-11-24 12:00", WARRANTY_RUNS, "2028-11-24", 10001, false},
        {"2025-11-24", 90000, "2026-11-24 12:00", WARRANTY_ENDS, "2028-11-24", 10000, true},
        {"2025-11-24", 100000, "2026-11-24 12:00", WARRANTY_ENDS, "2028-11-24", 0, true},
        {"2025-11-24", 100001, "2026-11-24 12:00", WARRANTY_OVER, "2028-11-24", -1, false},
        /* whichever first: over by one is over, also where the other is near */
        {"2023-11-24", 100001, "2026-06-01 12:00", WARRANTY_OVER, "2026-11-24", -1, false},
        {"2023-05-01", 95000, "2026-11-24 12:00", WARRANTY_OVER, "2026-05-01", 5000, false},
        {"2023-11-24", 95000, "2026-06-01 12:00", WARRANTY_ENDS, "2026-11-24", 5000, false},
        /* mileage not known: by time alone */
        {"2023-11-24", -1, "2026-05-23 12:00", WARRANTY_RUNS, "2026-11-24", -1, false},
        {"2023-11-24", -1, "2026-05-24 12:00", WARRANTY_ENDS, "2026-11-24", -1, false},
        {"2023-11-24", -1, "2026-11-25 12:00", WARRANTY_OVER, "2026-11-24", -1, false},
        /* purchase not known: near its end by kilometres, or over by them, or nobody knows */
        {"", 50000, "2026-11-24 12:00", WARRANTY_UNKNOWN, "", 50000, false},
        {"", 90000, "2026-11-24 12:00", WARRANTY_ENDS, "", 10000, true},
        {"", 100001, "2026-11-24 12:00", WARRANTY_OVER, "", -1, false},
        {"", -1, "2026-11-24 12:00", WARRANTY_UNKNOWN, "", -1, false},
        /* bought on 29 February: three years on it ends with 28 February, offered from 28 August */
        {"2024-02-29", 0, "2026-08-27 12:00", WARRANTY_RUNS, "2027-02-28", 100000, false},
        {"2024-02-29", 0, "2026-08-28 12:00", WARRANTY_ENDS, "2027-02-28", 100000, false},
        {"2024-02-29", 0, "2027-02-28 23:59", WARRANTY_ENDS, "2027-02-28", 100000, false},
        {"2024-02-29", 0, "2027-03-01 00:00", WARRANTY_OVER, "2027-02-28", 100000, false},
        /* an end on 31 August is near from 28 February */
        {"2023-08-31", 0, "2026-02-27 12:00", WARRANTY_RUNS, "2026-08-31", 100000, false},
        {"2023-08-31", 0, "2026-02-28 12:00", WARRANTY_ENDS, "2026-08-31", 100000, false},
    };
    for
        EACH(i, cases) {
            Ms now = 0;
            assert_true(instant_parse(cases[i].now, &now));
            WarrantyCar car = {day(cases[i].bought), 36, 100000, cases[i].km};
            Warranty w = warranty_of(&policy, &car, now);
            if (w.state != cases[i].state) fail_msg("case %zu: state %d, not %d", i, w.state, cases[i].state);
            assert_int_equal(w.last_day, day(cases[i].last));
            assert_int_equal(w.km_left, cases[i].left);
            assert_int_equal(w.by_km, cases[i].by_km);
        }
}

static void a_model_without_a_term_takes_the_policys_else_none(void **state) {
    (void)state;
    Ms now = day("2026-11-24");
    WarrantyCar car = {.bought = day("2024-01-10"), .mileage_km = 20000};
    assert_int_equal(warranty_of(&policy, &car, now).state, WARRANTY_UNKNOWN);
    WarrantyPolicy with = policy;
    with.months = 36, with.km = 100000;
    Warranty w = warranty_of(&with, &car, now);
    assert_int_equal(w.state, WARRANTY_ENDS);
    assert_int_equal(w.last_day, day("2027-01-10"));
    car.months = 60; /* the model's own comes first */
    assert_int_equal(warranty_of(&with, &car, now).state, WARRANTY_RUNS);
}

int main(void) {
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_end_on_a_day_that_exists),
        cmocka_unit_test(whole_months_between_two_days),
        cmocka_unit_test(more_is_offered_from_six_months_or_10000_km_before_the_end),
        cmocka_unit_test(a_model_without_a_term_takes_the_policys_else_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
