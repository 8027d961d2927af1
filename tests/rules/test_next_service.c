/* When the next service is due: km or months first, unknown readings, months' ends and 29 February, and the edges of
 * soon and overdue; against a slow model that drives the car day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rules/next_service.h"

static int in_the_store(void **state) {
    (void)state;
    Err err;
    return zone_use("Asia/Shanghai", &err) ? 0 : -1;
}

static Ms day(const char *text) {
    Ms ms = 0;
    if (*text && !day_parse(text, &ms)) fail_msg("no day: %s", text);
    return ms;
}

/* The schedule is 5,000 km or 6 months (data/policies/service.cfg) where it is not said otherwise. */
static void due_dates(void **state) {
    (void)state;
    static const struct {
        const char *last;
        int last_km;
        const char *bought;
        int now_km;
        const char *now;
        int km, months;
        const char *due;
        int due_km;
        bool by_km, about;
    } cases[] = {
        /* months first: 20 km a day reach 5,000 km in 250 days */
        {"2026-01-10", 40000, "2020-01-10", 41200, "2026-03-11", 5000, 6, "2026-07-10", 45000, false, false},
        /* km first: 50 km a day reach them in 100 */
        {"2026-01-10", 40000, "2020-01-10", 43000, "2026-03-11", 5000, 6, "2026-04-20", 45000, true, true},
        /* not a whole day: 5,000 km at 3,001 in 60 days is day 99.97, the 100th */
        {"2026-01-10", 40000, "", 43001, "2026-03-11", 5000, 6, "2026-04-20", 45000, true, true},
        /* served today: how it was driven since it was bought, 20 km a day */
        {"2026-11-24", 20000, "2024-02-28", 20000, "2026-11-24", 5000, 6, "2027-05-24", 25000, false, false},
        /* under 30 days between: the trip home is no habit */
        {"2026-11-01", 20000, "", 22000, "2026-11-24", 5000, 6, "2027-05-01", 25000, false, true},
        /* the mileage is not known: by months alone, about */
        {"2026-01-10", -1, "2020-01-10", -1, "", 5000, 6, "2026-07-10", -1, false, true},
        {"2026-01-10", -1, "2020-01-10", 60000, "2026-03-11", 5000, 6, "2026-07-10", -1, false, true},
        /* a schedule of months alone is no estimate, one of km alone is */
        {"2026-01-10", 40000, "", 40000, "2026-01-10", 0, 12, "2027-01-10", -1, false, false},
        {"2026-01-10", 40000, "", 43000, "2026-03-11", 5000, 0, "2026-04-20", 45000, true, true},
        {"2026-01-10", 40000, "", -1, "", 5000, 0, "", 45000, false, false},
        /* a reading below the last one says nothing */
        {"2026-01-10", 40000, "", 39000, "2026-03-11", 5000, 6, "2026-07-10", 45000, false, true},
        /* ends of months, 29 February */
        {"2026-08-31", -1, "", -1, "", 0, 6, "2027-02-28", -1, false, false},
        {"2027-08-31", -1, "", -1, "", 0, 6, "2028-02-29", -1, false, false},
        {"2028-02-29", -1, "", -1, "", 0, 12, "2029-02-28", -1, false, false},
        {"2028-02-29", -1, "", -1, "", 0, 48, "2032-02-29", -1, false, false},
        {"2026-05-31", -1, "", -1, "", 0, 6, "2026-11-30", -1, false, false},
        {"2026-12-31", -1, "", -1, "", 0, 2, "2027-02-28", -1, false, false},
        /* no service is known */
        {"", -1, "2024-01-01", 20000, "2026-11-24", 5000, 6, "", -1, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ServiceCar car = {.last = day(cases[i].last),
                          .last_km = cases[i].last_km,
                          .bought = day(cases[i].bought),
                          .now_km = cases[i].now_km,
                          .now_day = day(cases[i].now),
                          .km = cases[i].km,
                          .months = cases[i].months};
        ServiceDue due = service_due(&car);
        char shown[16] = "";
        if (due.day) day_show(due.day, shown, sizeof shown);
        if (due.day != day(cases[i].due)) fail_msg("case %zu: %s, not %s", i, shown, cases[i].due);
        if (due.km != cases[i].due_km) fail_msg("case %zu: at %d km", i, due.km);
        if (due.by_km != cases[i].by_km || due.about != cases[i].about)
            fail_msg("case %zu: by km %d, about %d", i, due.by_km, due.about);
    }
}

/* Drives on day by day until the km are reached or the day of the month has come, counted in days. */
static Ms slow_due(const ServiceCar *car, int gone, int days) {
    LocalTime start = local_of(car->last);
    for (int d = 0; d < 4000; d++) {
        Ms now = day_add(car->last, d);
        LocalTime lt = local_of(now), next = local_of(day_add(now, 1));
        int months = (lt.year - start.year) * 12 + lt.month - start.month;
        bool last_of_month = next.month != lt.month;
        if (months == car->months && (lt.day == start.day || (last_of_month && lt.day < start.day))) return now;
        if ((int64_t)d * gone >= (int64_t)car->km * days) return now;
    }
    return 0;
}

static void any_car_is_due_when_one_driven_day_by_day_is(void **state) {
    (void)state;
    srand(20261124);
    for (int i = 0; i < 400; i++) {
        int days = 30 + rand() % 300, gone = 1 + rand() % 30000;
        ServiceCar car = {.last = day_add(day("2023-11-01"), rand() % 1200),
                          .last_km = rand() % 100000,
                          .km = 1000 + rand() % 15000,
                          .months = 1 + rand() % 24};
        car.now_km = car.last_km + gone;
        car.now_day = day_add(car.last, days);
        Ms want = slow_due(&car, gone, days), got = service_due(&car).day;
        if (got != want) fail_msg("round %d: %d days apart", i, days_between(want, got));
    }
}

static void soon_and_overdue_at_their_edges(void **state) {
    (void)state;
    enum { DAYS = 30, KM = 1000 };
    Ms now = day("2026-11-24") + 15 * MS_HOUR;
    static const struct {
        const char *due;
        int km, now_km;
        ServiceWhen when;
    } cases[] = {
        {"2026-12-25", -1, -1, SERVICE_LATER},
        {"2026-12-24", -1, -1, SERVICE_SOON},
        {"2026-11-24", -1, -1, SERVICE_SOON},
        {"2026-11-23", -1, -1, SERVICE_OVERDUE},
        {"2027-05-01", 45000, 43999, SERVICE_LATER},
        {"2027-05-01", 45000, 44000, SERVICE_SOON},
        {"2027-05-01", 45000, 44999, SERVICE_SOON},
        {"2027-05-01", 45000, 45000, SERVICE_OVERDUE},
        {"", 45000, 43999, SERVICE_LATER},
        {"", 45000, -1, SERVICE_UNKNOWN},
        {"", -1, 45000, SERVICE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ServiceDue due = {.day = day(cases[i].due), .km = cases[i].km};
        ServiceWhen when = service_when(&due, cases[i].now_km, now, DAYS, KM);
        if (when != cases[i].when) fail_msg("case %zu: %d", i, (int)when);
    }
}

static void slots_end_by_the_end(void **state) {
    (void)state;
    static const struct {
        int from, to, step;
        size_t n;
        int last;
    } cases[] = {
        {18 * 60, 20 * 60, 30, 4, 19 * 60 + 30},
        {18 * 60, 20 * 60 - 1, 30, 3, 19 * 60},
        {18 * 60, 18 * 60 + 29, 30, 0, 0},
        {18 * 60, 18 * 60, 30, 0, 0},
        {20 * 60, 18 * 60, 30, 0, 0},
        {18 * 60, 20 * 60, 0, 0, 0},
        {0, 24 * 60, 5, SERVICE_SLOTS_MAX, 115},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int slots[SERVICE_SLOTS_MAX];
        size_t n = service_slots(cases[i].from, cases[i].to, cases[i].step, slots);
        assert_int_equal(n, cases[i].n);
        if (n) assert_int_equal(slots[n - 1], cases[i].last);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(due_dates),
        cmocka_unit_test(any_car_is_due_when_one_driven_day_by_day_is),
        cmocka_unit_test(soon_and_overdue_at_their_edges),
        cmocka_unit_test(slots_end_by_the_end),
    };
    return cmocka_run_group_tests(tests, in_the_store, NULL);
}
