/* Working time (domain.md 5: business hours 8:30–18:00, holidays listed), also against a model that counts minutes. */
#include "rules/worktime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

static Ms holidays[3]; /* Thursday 1 to Saturday 3 October 2026 */
static WorkHours hours = {.open_minute = 510, .close_minute = 1080, .holidays = holidays, .n_holidays = 3};

static Ms at(const char *text) {
    Ms ms;
    assert_true(instant_parse(text, &ms));
    return ms;
}

static void assert_instant(Ms got, const char *want) {
    char shown[32];
    assert_string_equal(instant_show(got, shown, sizeof shown), want);
}

static int in_shanghai(void **state) {
    (void)state;
    if (!zone_use("Asia/Shanghai", NULL)) return -1;
    for (int i = 0; i < 3; i++) holidays[i] = at("2026-10-01 00:00") + i * MS_DAY;
    return 0;
}

static uint64_t seed = 0x9E3779B97F4A7C15u;
static int random_below(int n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int)((seed >> 33) % (uint64_t)n);
}

static void minutes_count_only_while_the_store_is_open(void **state) {
    (void)state;
    static const struct {
        const char *from, *to;
        int minutes;
    } cases[] = {
        {"2026-11-23 09:00", "2026-11-23 10:30", 90},      {"2026-11-23 09:00", "2026-11-23 09:00", 0},
        {"2026-11-23 10:00", "2026-11-23 09:00", 0},       {"2026-11-23 06:00", "2026-11-23 08:30", 0},
        {"2026-11-23 06:00", "2026-11-23 08:31", 1},       {"2026-11-23 17:30", "2026-11-23 23:00", 30},
        {"2026-11-23 17:30", "2026-11-24 09:00", 60},      /* over night */
        {"2026-11-23 18:00", "2026-11-24 08:30", 0},       /* the night itself */
        {"2026-11-27 17:00", "2026-11-30 09:30", 1260},    /* a weekend is no holiday: 60 + 2 × 570 + 60 */
        {"2026-09-30 17:00", "2026-10-04 09:30", 120},     /* three holidays between */
        {"2026-10-01 09:00", "2026-10-03 17:00", 0},       /* within them */
        {"2026-11-23 09:00:30", "2026-11-23 09:02:29", 1}, /* whole minutes only */
        {"2026-11-23 17:59:30", "2026-11-24 08:30:30", 1}, /* two halves */
    };
    for
        EACH(i, cases) assert_int_equal(work_minutes(&hours, at(cases[i].from), at(cases[i].to)), cases[i].minutes);
}

static void adding_ends_while_the_store_is_open(void **state) {
    (void)state;
    static const struct {
        const char *from;
        int minutes;
        const char *end;
    } cases[] = {
        {"2026-11-23 09:00", 15, "2026-11-23 09:15:00"},
        {"2026-11-23 17:00", 60, "2026-11-23 18:00:00"}, /* the first instant, not 8:30 */
        {"2026-11-23 17:00", 61, "2026-11-24 08:31:00"},
        {"2026-11-23 20:00", 120, "2026-11-24 10:30:00"}, /* domain.md 5: contacted within 2 business hours */
        {"2026-11-23 07:00", 5, "2026-11-23 08:35:00"},
        {"2026-11-23 20:00", 0, "2026-11-23 20:00:00"},
        {"2026-11-23 20:00", -5, "2026-11-23 20:00:00"},
        {"2026-09-30 17:59", 2, "2026-10-04 08:31:00"},
        {"2026-10-02 12:00", 1, "2026-10-04 08:31:00"},
        {"2026-11-23 08:30", 570 * 40, "2027-01-01 18:00:00"}, /* over the turn of a year */
        {"2026-11-23 09:00:30", 1, "2026-11-23 09:01:30"},
    };
    for
        EACH(i, cases) assert_instant(work_add(&hours, at(cases[i].from), cases[i].minutes), cases[i].end);
}

/* domain.md 5: resolved within 3 business days. */
static void business_days_skip_holidays_and_keep_the_time_of_day(void **state) {
    (void)state;
    static const struct {
        const char *from;
        int days;
        const char *end;
    } cases[] = {
        {"2026-11-23 10:15:20", 3, "2026-11-26 10:15:20"}, {"2026-11-23 08:30", 1, "2026-11-24 08:30:00"},
        {"2026-11-27 10:15", 3, "2026-11-30 10:15:00"}, /* a weekend is no holiday */
        {"2026-09-29 10:15", 3, "2026-10-05 10:15:00"}, /* 30, then 4 and 5 */
        {"2026-11-23 20:00", 3, "2026-11-27 08:30:00"}, /* counts from the next opening */
        {"2026-11-23 18:00", 1, "2026-11-25 08:30:00"},    {"2026-10-02 11:00", 1, "2026-10-05 08:30:00"},
        {"2026-12-30 10:15", 4, "2027-01-03 10:15:00"},    {"2026-11-23 20:00", 0, "2026-11-23 20:00:00"},
    };
    for
        EACH(i, cases) assert_instant(work_add_days(&hours, at(cases[i].from), cases[i].days), cases[i].end);
    assert_int_equal(work_add_days(&hours, at("2026-11-23 10:15") + 7, 1), at("2026-11-24 10:15") + 7);
}

static void the_next_opening_is_found(void **state) {
    (void)state;
    assert_instant(work_next(&hours, at("2026-11-23 12:00")), "2026-11-23 12:00:00");
    assert_instant(work_next(&hours, at("2026-11-23 03:00")), "2026-11-23 08:30:00");
    assert_instant(work_next(&hours, at("2026-11-23 18:00")), "2026-11-24 08:30:00");
    assert_instant(work_next(&hours, at("2026-09-30 19:00")), "2026-10-04 08:30:00");
    Ms open, close;
    assert_true(work_day(&hours, at("2026-11-23 23:00"), &open, &close));
    assert_instant(open, "2026-11-23 08:30:00");
    assert_instant(close, "2026-11-23 18:00:00");
    assert_false(work_day(&hours, at("2026-10-02 12:00"), &open, &close));
    assert_int_equal(open, close);
}

static void without_hours_or_without_end_of_holidays_time_is_plain(void **state) {
    (void)state;
    const WorkHours none = {.open_minute = 1080, .close_minute = 510, .holidays = holidays, .n_holidays = 3};
    Ms from = at("2026-10-01 22:00"), open, close;
    assert_int_equal(work_minutes(&none, from, from + 600 * MS_MINUTE), 600);
    assert_int_equal(work_add(&none, from, 600), from + 600 * MS_MINUTE);
    assert_int_equal(work_add_days(&none, from, 2), from + 2 * MS_DAY);
    assert_int_equal(work_next(&none, from), from);
    assert_true(work_day(&none, from, &open, &close));
    assert_int_equal(close - open, MS_DAY);

    enum { DAYS = 1000 };
    Ms always[DAYS];
    for (int i = 0; i < DAYS; i++) always[i] = at("2026-10-01 00:00") + i * MS_DAY;
    const WorkHours closed = {.open_minute = 510, .close_minute = 1080, .holidays = always, .n_holidays = DAYS};
    assert_int_equal(work_add(&closed, from, 90), from + 90 * MS_MINUTE);
    assert_int_equal(work_add_days(&closed, from, 2), from + 2 * MS_DAY);
    assert_int_equal(work_next(&closed, from), from);
}

static bool open_at(const WorkHours *h, Ms minute) {
    LocalTime lt = local_of(minute);
    int of_day = lt.hour * 60 + lt.minute;
    for (size_t i = 0; i < h->n_holidays; i++)
        if (day_start(minute) == h->holidays[i]) return false;
    return of_day >= h->open_minute && of_day < h->close_minute;
}

static int slow_minutes(const WorkHours *h, Ms from, Ms to) {
    int n = 0;
    for (Ms t = from; t < to; t += MS_MINUTE) n += open_at(h, t);
    return n;
}

static Ms slow_add(const WorkHours *h, Ms from, int minutes) {
    Ms t = from;
    for (; minutes > 0; t += MS_MINUTE) minutes -= open_at(h, t);
    return t;
}

static void compare_with_counting(const WorkHours *h, Ms around) {
    for (int i = 0; i < 150; i++) {
        Ms from = around + (random_below(6 * 1440) - 3 * 1440) * MS_MINUTE;
        Ms to = from + random_below(4 * 1440) * MS_MINUTE;
        assert_int_equal(work_minutes(h, from, to), slow_minutes(h, from, to));
        int minutes = 1 + random_below(1500);
        assert_int_equal(work_add(h, from, minutes), slow_add(h, from, minutes));
    }
}

static void counting_minute_by_minute_gives_the_same(void **state) {
    (void)state;
    compare_with_counting(&hours, at("2026-10-02 00:00"));
    compare_with_counting(&hours, at("2026-12-31 12:00"));
}

/* Hours that hold the night in which the clocks change, both ways, and a zone where midnight itself is skipped. */
static void days_of_23_and_25_hours_are_counted_right(void **state) {
    (void)state;
    static const struct {
        const char *zone, *around;
        int open, close;
    } cases[] = {
        {"Europe/Berlin", "2026-03-29 12:00", 60, 300},      {"Europe/Berlin", "2026-10-25 12:00", 60, 300},
        {"America/New_York", "2026-03-08 12:00", 30, 900},   {"America/New_York", "2026-11-01 12:00", 0, 1440},
        {"America/Santiago", "2026-09-06 12:00", 510, 1080},
    };
    for
        EACH(i, cases) {
            assert_true(zone_use(cases[i].zone, NULL));
            const WorkHours h = {.open_minute = cases[i].open, .close_minute = cases[i].close};
            compare_with_counting(&h, at(cases[i].around));
        }
    assert_int_equal(in_shanghai(NULL), 0);
}

static void minutes_undo_adding(void **state) {
    (void)state;
    for (int i = 0; i < 3000; i++) {
        Ms from = at("2026-09-25 00:00") + random_below(12 * 1440) * MS_MINUTE + random_below(60000);
        int minutes = random_below(3000);
        Ms end = work_add(&hours, from, minutes);
        assert_int_equal(work_minutes(&hours, from, end), minutes);
        if (minutes > 0) assert_int_equal(work_minutes(&hours, from, end - 1), minutes - 1);
    }
}

/* --- two years with China's holidays, as data/settings/store.cfg lists them --- */

enum { YEAR_MINUTES = 2 * 366 * 1440 };

/* Days of `day = "…"` in the file's list of holidays, ascending. */
static size_t listed_holidays(Ms *out, size_t most) {
    char path[512], line[256], day[16];
    size_t n = 0;
    const char *share = getenv("LOUNGE_SHARE");
    snprintf(path, sizeof path, "%s/data/settings/store.cfg", share ? share : ".");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        const char *at_day = strstr(line, "{ day = \"");
        if (!at_day || sscanf(at_day, "{ day = \"%10[0-9-]", day) != 1) continue;
        assert_true(n < most);
        assert_true(day_parse(day, &out[n]));
        if (n > 0) assert_true(out[n] > out[n - 1]);
        n++;
    }
    fclose(file);
    return n;
}

/* worked[i]: open minutes before minute i of 2026, counted one by one. */
static void minute_by_minute_over_two_years(void **state) {
    (void)state;
    static Ms listed[64];
    static int worked[YEAR_MINUTES + 1];
    const WorkHours h = {
        .open_minute = 510, .close_minute = 1080, .holidays = listed, .n_holidays = listed_holidays(listed, 64)};
    Ms start = at("2026-01-01 00:00");
    assert_true(h.n_holidays >= 26);
    for (int day = 0; day * 1440 < YEAR_MINUTES; day++) { /* Shanghai keeps one offset: a day has 1,440 minutes */
        bool off = false;
        for (size_t i = 0; i < h.n_holidays; i++) off = off || listed[i] == start + day * MS_DAY;
        for (int m = 0; m < 1440; m++) {
            int i = day * 1440 + m;
            worked[i + 1] = worked[i] + (!off && m >= 510 && m < 1080);
        }
    }
    for (int i = 0; i < 5000; i++) {
        int from = random_below(YEAR_MINUTES - 60 * 1440), to = from + random_below(60 * 1440);
        assert_int_equal(work_minutes(&h, start + from * MS_MINUTE, start + to * MS_MINUTE), worked[to] - worked[from]);
        int minutes = 1 + random_below(12000), end = from;
        while (worked[end] - worked[from] < minutes) end++; /* the minute after which so many are worked */
        Ms got = work_add(&h, start + from * MS_MINUTE, minutes);
        assert_int_equal(got, start + end * MS_MINUTE);
        LocalTime lt = local_of(got);
        assert_in_range(lt.hour * 60 + lt.minute, 511, 1080); /* never at night */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_count_only_while_the_store_is_open),
        cmocka_unit_test(adding_ends_while_the_store_is_open),
        cmocka_unit_test(business_days_skip_holidays_and_keep_the_time_of_day),
        cmocka_unit_test(the_next_opening_is_found),
        cmocka_unit_test(without_hours_or_without_end_of_holidays_time_is_plain),
        cmocka_unit_test(counting_minute_by_minute_gives_the_same),
        cmocka_unit_test(days_of_23_and_25_hours_are_counted_right),
        cmocka_unit_test(minutes_undo_adding),
        cmocka_unit_test(minute_by_minute_over_two_years),
    };
    return cmocka_run_group_tests(tests, in_shanghai, NULL);
}
