/* Who is called in and why, to the day (policies.md 1 and 3). */
#include "rules/recall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

static const RecallPolicy policy = {.lost_months = 12, .due_days = 14};

static Ms day(const char *text) {
    Ms at = 0;
    if (*text && !day_parse(text, &at)) fail_msg("no day: %s", text);
    return at;
}

static void a_customer_is_lost_after_so_many_months_to_the_day(void **state) {
    (void)state;
    static const struct {
        const char *seen, *paid, *lost_case, *now;
        RecallReason reason;
        const char *since;
    } cases[] = {
        {"2025-11-24", "2025-11-24", "", "2026-11-23", RECALL_NONE, ""},
        {"2025-11-24", "2025-11-24", "", "2026-11-24", RECALL_LOST, "2025-11-24"},
        {"2024-02-29", "2024-02-29", "", "2025-02-27", RECALL_NONE, ""},
        {"2024-02-29", "2024-02-29", "", "2025-02-28", RECALL_LOST, "2024-02-29"},
        /* seen since, but paid for nothing: what counts is the paid visit */
        {"2026-10-01", "2025-11-01", "", "2026-11-24", RECALL_LOST, "2025-11-01"},
        /* lost straight after the sale (69 of 84 in policies.md 1): never paid */
        {"2025-11-24", "", "", "2026-11-23", RECALL_NONE, ""},
        {"2025-11-24", "", "", "2026-11-24", RECALL_NEVER, "2025-11-24"},
        /* gone with a complaint, unless they paid for a visit since */
        {"2026-11-01", "2026-11-01", "2026-11-03", "2026-11-24", RECALL_CASE, "2026-11-03"},
        {"2026-11-20", "2026-11-20", "2026-11-03", "2026-11-24", RECALL_NONE, ""},
        {"", "", "", "2026-11-24", RECALL_NONE, ""},
    };
    for
        EACH(i, cases) {
            RecallCar car = {.seen = day(cases[i].seen),
                             .paid = day(cases[i].paid),
                             .lost_case = day(cases[i].lost_case),
                             .service_km = -1,
                             .km = -1};
            Ms since = 1;
            RecallReason reason = recall_reason(&policy, &car, day(cases[i].now) + 10 * MS_HOUR, &since);
            if (reason != cases[i].reason) fail_msg("case %zu: reason %d", i, reason);
            assert_int_equal(since, day(cases[i].since));
            car.in_shop = true;
            assert_int_equal(recall_reason(&policy, &car, day(cases[i].now), &since), RECALL_NONE);
        }
}

static void a_service_is_due_by_months_or_by_kilometres_whichever_first(void **state) {
    (void)state;
    static const struct {
        const char *service;
        int service_km, every_km, every_months, km;
        const char *km_at;
        int a_month;
        const char *due;
    } cases[] = {
        {"2026-06-01", -1, 5000, 6, -1, "", 0, "2026-12-01"},
        {"2026-08-31", -1, 0, 6, -1, "", 0, "2027-02-28"},
        /* 1,000 km a month: 5,000 after five months of thirty days */
        {"2026-06-01", 20000, 5000, 6, 20000, "2026-06-01", 1000, "2026-10-29"},
        {"2026-06-01", 20000, 5000, 6, 23000, "2026-09-01", 1000, "2026-10-31"},
        /* driven already: since the day it was read */
        {"2026-06-01", 20000, 5000, 6, 25000, "2026-09-01", 1000, "2026-09-01"},
        {"2026-06-01", 20000, 5000, 6, 26000, "2026-09-01", 1000, "2026-09-01"},
        /* slow: the months come first */
        {"2026-06-01", 20000, 5000, 6, 20100, "2026-07-01", 100, "2026-12-01"},
        /* by kilometres alone; by nothing */
        {"2026-06-01", 20000, 5000, 0, 20000, "2026-06-01", 1000, "2026-10-29"},
        {"2026-06-01", 20000, 5000, 0, 20000, "2026-06-01", 0, ""},
        {"", -1, 5000, 6, -1, "", 0, ""},
    };
    for
        EACH(i, cases) {
            RecallCar car = {.service = day(cases[i].service),
                             .service_km = cases[i].service_km,
                             .every_km = cases[i].every_km,
                             .every_months = cases[i].every_months,
                             .km = cases[i].km,
                             .km_at = day(cases[i].km_at),
                             .km_a_month = cases[i].a_month};
            if (recall_due_day(&car) != day(cases[i].due)) {
                char got[32];
                fail_msg("case %zu: due %s", i, day_show(recall_due_day(&car), got, sizeof got));
            }
        }
}

static void due_cars_are_called_from_so_many_days_before(void **state) {
    (void)state;
    RecallCar car = {.seen = day("2026-06-01"),
                     .paid = day("2026-06-01"),
                     .service = day("2026-06-01"),
                     .service_km = -1,
                     .km = -1,
                     .every_months = 6};
    Ms since;
    assert_int_equal(recall_reason(&policy, &car, day("2026-11-16"), &since), RECALL_NONE);
    assert_int_equal(recall_reason(&policy, &car, day("2026-11-17"), &since), RECALL_DUE);
    assert_int_equal(since, day("2026-12-01"));
    assert_int_equal(recall_reason(&policy, &car, day("2027-05-31"), &since), RECALL_DUE);
    assert_int_equal(recall_reason(&policy, &car, day("2027-06-01"), &since), RECALL_LOST); /* the graver reason */
    RecallPolicy none = {0};
    assert_int_equal(recall_reason(&none, &car, day("2030-06-01"), &since), RECALL_DUE);
    assert_string_equal(recall_id(RECALL_DUE), "due");
    assert_string_equal(recall_id(RECALL_CASE), "case");
}

int main(void) {
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_customer_is_lost_after_so_many_months_to_the_day),
        cmocka_unit_test(a_service_is_due_by_months_or_by_kilometres_whichever_first),
        cmocka_unit_test(due_cars_are_called_from_so_many_days_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
