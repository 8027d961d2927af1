/* Cells of foreign tables: every form a date, a number or a text comes in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "office/import_cells.h"
#include "office/import_header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_date(const char *cell, const char *want) {
    LocalTime lt = {0};
    char got[64];
    CellDate read = cell_date(cell, &lt);
    if (read == CELL_DATE_TIME)
        snprintf(got, sizeof got, "%04d-%02d-%02d %02d:%02d:%02d", lt.year, lt.month, lt.day, lt.hour, lt.minute,
                 lt.second);
    else if (read == CELL_DATE_DAY)
        snprintf(got, sizeof got, "%04d-%02d-%02d", lt.year, lt.month, lt.day);
    else
        snprintf(got, sizeof got, "%s", read == CELL_DATE_NONE ? "none" : "bad");
    if (strcmp(got, want) != 0) fail_msg("\"%s\" read as %s, not %s", cell, got, want);
}

static void dates_in_every_form(void **state) {
    (void)state;
    assert_true(zone_use("Asia/Shanghai", NULL));
    static const char *const cases[][2] = {
        {"2026-11-23 12:46", "2026-11-23 12:46:00"},
        {"2026/11/23 8:05", "2026-11-23 08:05:00"},
        {"2026年11月23日 08时40分", "2026-11-23 08:40:00"},
        {"2026年11月23日08时40分05秒", "2026-11-23 08:40:05"},
        {"2026年1月2日 8时", "2026-01-02 08:00:00"},
        {"2026.11.23 08:40:05", "2026-11-23 08:40:05"},
        {"2026-11-23 08:40:05.123", "2026-11-23 08:40:05"},
        {"2026-11-23T08:40", "2026-11-23 08:40:00"},
        {"2026-11-23T08:40:00+08:00", "2026-11-23 08:40:00"},
        {"2026-11-23T00:40:00Z", "2026-11-23 08:40:00"},
        {"２０２６－１１－２３　０８：４０", "2026-11-23 08:40:00"},
        {"2026/11/23 下午 2:20", "2026-11-23 14:20:00"},
        {"2026/11/23 下午12:05", "2026-11-23 12:05:00"},
        {"2026/11/23 上午12:05", "2026-11-23 00:05:00"},
        {"2026/11/23 2:20 PM", "2026-11-23 14:20:00"},
        {"2026-11-23 星期一 08:40", "2026-11-23 08:40:00"},
        {"2026-11-23 24:00", "2026-11-23 24:00:00"},
        {"20261123 0840", "2026-11-23 08:40:00"},
        {"202611230840", "2026-11-23 08:40:00"},
        {"20261123084005", "2026-11-23 08:40:05"},
        {"46349.375", "2026-11-23 09:00:00"},
        {"46349.5972222222", "2026-11-23 14:20:00"},
        {"46349", "2026-11-23"},
        {"46349.0", "2026-11-23"},
        {"2026-11-25", "2026-11-25"},
        {"20261125", "2026-11-25"},
        {"2028-02-29", "2028-02-29"},
        {"", "none"},
        {"未定", "none"},
        {"--", "none"},
        {"2026-02-30 09:00", "bad"},
        {"2026-02-29", "bad"},
        {"2026-13-01", "bad"},
        {"2026-11-23 25:00", "bad"},
        {"2026-11-23 24:01", "bad"},
        {"2026-11-23 10:60", "bad"},
        {"2026-11/23", "bad"},
        {"26-11-23", "bad"},
        {"11-23 14:20", "bad"},
        {"2026-11-23 上午 13:00", "bad"},
        {"2026-11-23 08:40 x", "bad"},
        {"99999", "bad"},
        {"4634", "bad"},
        {"46349.", "bad"},
        {"46349.x", "bad"},
        {"明天", "bad"},
        {"2026-11-23 2026-11-23 2026-11-23 2026-11-23 2026-11-23 2026-11-23 2026-11-23 2026-11-23", "bad"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) expect_date(cases[i][0], cases[i][1]);
}

/* Every day number is the day that the calendar says. */
static void day_numbers_follow_the_calendar(void **state) {
    (void)state;
    LocalTime lt = {0};
    int year = 1954, month = 10, day = 3;
    for (int number = 20000; number < 80000; number++) {
        char cell[16];
        snprintf(cell, sizeof cell, "%d", number);
        assert_int_equal(cell_date(cell, &lt), CELL_DATE_DAY);
        if (lt.year != year || lt.month != month || lt.day != day) fail_msg("day number %d is off", number);
        if (date_is_real(year, month, ++day)) continue;
        day = 1;
        if (++month > 12) month = 1, year++;
    }
}

static void local_times_become_instants(void **state) {
    (void)state;
    CellDays days = {0};
    LocalTime lt = {.year = 2026, .month = 11, .day = 23, .hour = 14, .minute = 20, .second = 5};
    Ms want;
    assert_true(zone_use("Asia/Shanghai", NULL));
    assert_true(instant_parse("2026-11-23T14:20:05+08:00", &want));
    for (int i = 0; i < 3; i++) assert_int_equal(cell_instant(&days, lt), want);
    for (int d = 1; d <= 28; d++) { /* more days than are remembered */
        lt.day = d;
        assert_int_equal(cell_instant(&days, lt), local_to_ms(lt));
    }
    CellDays berlin = {0}; /* a day of 23 hours */
    assert_true(zone_use("Europe/Berlin", NULL));
    lt = (LocalTime){.year = 2026, .month = 3, .day = 29, .hour = 12};
    for (int i = 0; i < 2; i++) assert_int_equal(cell_instant(&berlin, lt), local_to_ms(lt));
    assert_true(zone_use("Asia/Shanghai", NULL));
}

static void texts_lose_wrappers_and_blanks(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"  a b ", "a b"},
        {"　王伟　", "王伟"},
        {"\xC2\xA0x\xE2\x80\x8B", "x"},
        {"=\"LFM9JJE3566WU8689\"", "LFM9JJE3566WU8689"},
        {"=\"\"", ""},
        {"=HYPERLINK(0)", "=HYPERLINK(0)"},
        {"=\"a\"&\"b\"", "=\"a\"&\"b\""},
        {"=\" 19900000001 \"", "19900000001"},
        {" =\"42\" ", "42"},
        {"a\tb\nc", "a b c"},
        {"   ", ""},
        {"𠮷田", "𠮷田"},
        {"=", "="},
        {"=\"", "=\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cell[64];
        strcpy(cell, cases[i][0]);
        cell_unwrap(cell);
        cell_clean(cell, false);
        assert_string_equal(cell, cases[i][1]);
    }
    char lines[] = " a\nb ";
    cell_clean(lines, true);
    assert_string_equal(lines, "a\nb");
    char word[] = " ＲＯ 号 ";
    assert_string_equal(cell_word(word), "ro号");
    char long_name[] = "一二三四";
    assert_true(cell_cut(long_name, 3));
    assert_string_equal(long_name, "一二三");
    assert_false(cell_cut(long_name, 3));
    assert_true(cell_is_scientific("1.99E+10") && cell_is_scientific("2e+11"));
    assert_false(cell_is_scientific("RO2E+1") || cell_is_scientific("19900000001") || cell_is_scientific("1E+"));
    assert_true(cell_damaged("a\xEF\xBF\xBD") && cell_damaged("\x1A"));
    assert_false(cell_damaged("王（伟）"));
}

static void counts_with_separators(void **state) {
    (void)state;
    static const struct {
        const char *cell;
        int want; /* −1: refused */
    } cases[] = {
        {"42318", 42318},
        {"４２，３１８", 42318},
        {"42,318", 42318},
        {"42318 km", 42318},
        {"42318公里", 42318},
        {"42318.0", 42318},
        {"0", 0},
        {"3000000", 3000000},
        {"3000001", -1},
        {"-5", -1},
        {"", -1},
        {"1.5E+5", -1},
        {"42318.5", -1},
        {"4 x", -1},
        {"999999999999999999999999", -1},
        {",5", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int got = -1;
        assert_int_equal(cell_count(cases[i].cell, 3000000, &got), cases[i].want >= 0);
        assert_int_equal(got, cases[i].want);
    }
}

static Ms export_time(const char *first, const char *second) {
    char a[160], b[160];
    snprintf(a, sizeof a, "%s", first);
    snprintf(b, sizeof b, "%s", second);
    char *cells[] = {a, b};
    return header_export_time(cells, 2);
}

static void the_time_of_an_export_in_its_title(void **state) {
    (void)state;
    Ms want, minute;
    assert_true(zone_use("Asia/Shanghai", NULL));
    assert_true(instant_parse("2026-11-23T14:20:00+08:00", &want));
    static const char *const titles[][2] = {
        {"在修车辆清单（导出时间：2026年11月23日 14:20）", ""},
        {"导出时间:2026-11-23 14:20:00", ""},
        {"导出时间： 2026/11/23 14:20 导出人：某某", ""},
        {"导出时间：", "2026-11-23 14:20"},
        {"导出时间", "46349.5972222222"},
        {"制表时间：20261123 1420", ""},
        {"导出时间：２０２６年１１月２３日　１４：２０", ""},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        assert_int_equal(export_time(titles[i][0], titles[i][1]), want);
    assert_true(instant_parse("2026-11-23T23:59:00+08:00", &minute));
    assert_int_equal(export_time("导出日期：2026-11-23", ""), minute);
    assert_int_equal(export_time("导出时间：昨天", ""), 0);
    assert_int_equal(export_time("成都某某丰田", "2026-11-23"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_every_form),         cmocka_unit_test(day_numbers_follow_the_calendar),
        cmocka_unit_test(local_times_become_instants), cmocka_unit_test(texts_lose_wrappers_and_blanks),
        cmocka_unit_test(counts_with_separators),      cmocka_unit_test(the_time_of_an_export_in_its_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
