/* Day parts: every way staff write weekdays and hours, what is none, and what is on at which minute. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/daypart.h"

#include <string.h>

static Ms at(const char *text) {
    Ms ms;
    if (!instant_parse(text, &ms)) fail_msg("no instant: %s", text);
    return ms;
}

static int in_the_store(void **state) {
    (void)state;
    Err err;
    return zone_use("Asia/Shanghai", &err) ? 0 : -1;
}

static DayPart part_of(const char *weekdays, const char *hours) {
    DayPart part = {0};
    if (!daypart_weekdays(weekdays, &part)) fail_msg("weekdays: %s", weekdays);
    if (!daypart_hours(hours, &part)) fail_msg("hours: %s", hours);
    return part;
}

static void weekdays_are_read_as_staff_write_them(void **state) {
    (void)state;
    static const struct {
        const char *text, *kept;
    } cases[] = {
        {"", ""},
        {"1-5", "1-5"},
        {"6;7", "6;7"},
        {"7;6", "6;7"},
        {"周六;周日", "6;7"},
        {"周一至周五", "1-5"},
        {"周一到五", "1-5"},
        {"星期六、星期天", "6;7"},
        {"礼拜三", "3"},
        {"１－５；７", "1-5;7"},
        {"Mon-Fri", "1-5"},
        {"Saturday, Sunday", "6;7"},
        {" 1 ; 3 - 4 ; 6 ", "1;3;4;6"},
        {"6-1", "1;6;7"}, /* over Sunday */
        {"1-7", ""},      /* every day */
        {"周一至周日", ""},
        {"0", "7"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[DAYPART_TEXT], again[DAYPART_TEXT];
        DayPart part = part_of(cases[i].text, "");
        if (strcmp(daypart_weekdays_show(&part, out), cases[i].kept) != 0)
            fail_msg("%s is kept as %s", cases[i].text, out);
        part = part_of(out, ""); /* what is kept reads as itself */
        assert_string_equal(daypart_weekdays_show(&part, again), out);
    }
}

static void what_is_no_weekday_is_refused_and_leaves_the_part_as_it_was(void **state) {
    (void)state;
    static const char *const bad[] = {"8", "1-", "-5", "1..5", "周末", "1 5", "funday", "1;;2", "1-8", "周"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        DayPart part = {.weekdays = 0x3E};
        if (daypart_weekdays(bad[i], &part)) fail_msg("%s was read", bad[i]);
        assert_int_equal(part.weekdays, 0x3E);
    }
    char longer[2 * DAYPART_TEXT];
    memset(longer, '1', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    DayPart part = {0};
    assert_false(daypart_weekdays(longer, &part));
    assert_false(daypart_hours(longer, &part));
}

static void hours_are_read_and_kept_in_order(void **state) {
    (void)state;
    static const struct {
        const char *text, *kept;
    } cases[] = {
        {"", ""},
        {"09:00-11:30;14:00-17:00", "09:00-11:30;14:00-17:00"},
        {"14:00-17:00,9:00-11:30", "09:00-11:30;14:00-17:00"},
        {"９：００～１１：３０", "09:00-11:30"},
        {"9:00至11:30、14:00到17:00", "09:00-11:30;14:00-17:00"},
        {"22:00-02:00", "22:00-02:00"},
        {"20:00-24:00", "20:00-24:00"},
        {"00:00-24:00", ""},
        {"09:00-10:00;10:00-11:00", "09:00-10:00;10:00-11:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[DAYPART_TEXT];
        DayPart part = part_of("", cases[i].text);
        if (strcmp(daypart_hours_show(&part, out), cases[i].kept) != 0)
            fail_msg("%s is kept as %s", cases[i].text, out);
    }
}

static void what_is_no_span_of_hours_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"9-11",
                                      "09:00",
                                      "09:00-",
                                      "25:00-26:00",
                                      "09:60-10:00",
                                      "09:00-09:00",
                                      "24:00-01:00",
                                      "9:0-10:00",
                                      "-11:30",
                                      "09:00-11:00;10:00-12:00",
                                      "22:00-02:00;01:00-03:00",
                                      "09:00 11:00",
                                      "09:00-11:00;;14:00-15:00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        DayPart part = {.n = 1, .spans = {{60, 120}}};
        if (daypart_hours(bad[i], &part)) fail_msg("%s was read", bad[i]);
        assert_true(part.n == 1 && part.spans[0].from == 60);
    }
    DayPart part = {0};
    assert_true(
        daypart_hours("0:00-1:00;2:00-3:00;4:00-5:00;6:00-7:00;8:00-9:00;10:00-11:00;12:00-13:00;14:00-15:00", &part));
    assert_int_equal(part.n, DAYPART_SPANS);
    assert_false(daypart_hours("0:00-1:00;2:00-3:00;4:00-5:00;6:00-7:00;8:00-9:00;10:00-11:00;12:00-13:00;14:00-15:00;"
                               "16:00-17:00",
                               &part));
}

static void a_part_is_on_from_its_first_minute_to_before_its_last(void **state) {
    (void)state;
    DayPart part = part_of("1-5", "09:00-11:30;14:00-17:00"); /* 2026-11-23 is a Monday */
    assert_false(daypart_is_on(&part, at("2026-11-23T08:59:59")));
    assert_true(daypart_is_on(&part, at("2026-11-23T09:00")));
    assert_true(daypart_is_on(&part, at("2026-11-23T11:29:59")));
    assert_false(daypart_is_on(&part, at("2026-11-23T11:30")));
    assert_true(daypart_is_on(&part, at("2026-11-23T16:00")));
    assert_false(daypart_is_on(&part, at("2026-11-22T10:00"))); /* Sunday */
    DayPart always = {0};
    assert_true(daypart_is_on(&always, at("2026-11-22T00:00")));
    assert_int_equal(daypart_next(&always, at("2026-11-22T00:00")), 0);
}

static void the_night_belongs_to_the_day_on_which_it_begins(void **state) {
    (void)state;
    DayPart part = part_of("6", "22:00-02:00");
    assert_true(daypart_days("2026-11-28", "2026-11-28", &part)); /* a Saturday */
    assert_false(daypart_is_on(&part, at("2026-11-28T01:00")));
    assert_true(daypart_is_on(&part, at("2026-11-28T22:00")));
    assert_true(daypart_is_on(&part, at("2026-11-29T01:59")));
    assert_false(daypart_is_on(&part, at("2026-11-29T02:00")));
    assert_false(daypart_is_on(&part, at("2026-12-05T23:00")));
}

static void the_next_change_is_named_and_only_a_real_one(void **state) {
    (void)state;
    DayPart part = part_of("1-5", "09:00-11:30;14:00-17:00");
    assert_int_equal(daypart_next(&part, at("2026-11-23T08:00")), at("2026-11-23T09:00"));
    assert_int_equal(daypart_next(&part, at("2026-11-23T09:00")), at("2026-11-23T11:30"));
    assert_int_equal(daypart_next(&part, at("2026-11-23T12:00")), at("2026-11-23T14:00"));
    assert_int_equal(daypart_next(&part, at("2026-11-27T17:00")), at("2026-11-30T09:00")); /* Friday to Monday */
    DayPart weekdays = part_of("1-5", "");
    assert_int_equal(daypart_next(&weekdays, at("2026-11-23T12:00")), at("2026-11-28T00:00"));
    DayPart days = {0};
    assert_true(daypart_days("2026-11-24", "2026-11-25", &days));
    assert_int_equal(daypart_next(&days, at("2026-11-23T12:00")), at("2026-11-24T00:00"));
    assert_int_equal(daypart_next(&days, at("2026-11-24T12:00")), at("2026-11-26T00:00"));
    assert_int_equal(daypart_next(&days, at("2026-11-26T12:00")), 0);
    DayPart joined = part_of("", "09:00-10:00;10:00-11:00");
    assert_int_equal(daypart_next(&joined, at("2026-11-23T09:30")), at("2026-11-23T11:00"));
    DayPart far = {.from_day = 20270101};
    assert_int_equal(daypart_next(&far, at("2026-11-23T12:00")), 0); /* beyond a week: asked again each day */
}

static void the_coming_span_is_the_present_one_or_the_first_after(void **state) {
    (void)state;
    Ms from, to;
    DayPart part = part_of("6", "10:00-11:30");
    assert_true(daypart_coming(&part, at("2026-11-23T12:00"), &from, &to));
    assert_int_equal(from, at("2026-11-28T10:00"));
    assert_int_equal(to, at("2026-11-28T11:30"));
    assert_true(daypart_coming(&part, at("2026-11-28T11:00"), &from, &to));
    assert_int_equal(from, at("2026-11-28T10:00"));
    assert_true(daypart_coming(&part, at("2026-11-28T11:30"), &from, &to));
    assert_int_equal(from, at("2026-12-05T10:00"));
    assert_true(daypart_days("", "2026-12-01", &part));
    assert_false(daypart_coming(&part, at("2026-11-28T11:30"), &from, &to));
}

/* Where clocks change, hours are those on the clock: 09:00 is 09:00 on both sides of it. */
static void hours_are_what_the_clock_on_the_wall_says(void **state) {
    (void)state;
    Err err;
    assert_true(zone_use("Europe/Berlin", &err));
    DayPart part = part_of("7", "01:00-09:00");
    assert_true(daypart_is_on(&part, at("2026-10-25T08:59:00+01:00"))); /* the night of 25 hours */
    assert_false(daypart_is_on(&part, at("2026-10-25T09:00:00+01:00")));
    assert_int_equal(daypart_next(&part, at("2026-10-25T01:00:00+02:00")), at("2026-10-25T09:00:00+01:00"));
    assert_false(daypart_is_on(&part, at("2026-03-29T09:00:00+02:00"))); /* and of 23 */
    assert_true(daypart_is_on(&part, at("2026-03-29T08:59:00+02:00")));
    assert_true(zone_use("Asia/Shanghai", &err));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_are_read_as_staff_write_them),
        cmocka_unit_test(what_is_no_weekday_is_refused_and_leaves_the_part_as_it_was),
        cmocka_unit_test(hours_are_read_and_kept_in_order),
        cmocka_unit_test(what_is_no_span_of_hours_is_refused),
        cmocka_unit_test(a_part_is_on_from_its_first_minute_to_before_its_last),
        cmocka_unit_test(the_night_belongs_to_the_day_on_which_it_begins),
        cmocka_unit_test(the_next_change_is_named_and_only_a_real_one),
        cmocka_unit_test(the_coming_span_is_the_present_one_or_the_first_after),
        cmocka_unit_test(hours_are_what_the_clock_on_the_wall_says),
    };
    return cmocka_run_group_tests_name("daypart", tests, in_the_store, NULL);
}
