/* base/: money, UTF-8, time, arena, errors and keys, at their edges. */
#include "base/clock.h"
#include "base/err.h"
#include "base/fen.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void fen_is_read_as_people_and_spreadsheets_write_it(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        Fen fen;
    } cases[] = {
        {"1897.00", true, 189700},
        {"¥12,800.50", true, 1280050},
        {"￥１２８", true, 12800},
        {"-5", true, -500},
        {"0.05", true, 5},
        {"12.5", true, 1250},
        {"12.500", true, 1250},
        {"680元", true, 68000},
        {"12.505", false, 0},
        {"", false, 0},
        {"abc", false, 0},
        {"1,2", true, 1200},
        {"1e5", false, 0},
        {"99999999999999", false, 0},
        {"1000000000", true, FEN_MAX},
        {"1000000000.01", false, 0},
        {" 400 ", true, 40000},
        {"4 00", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Fen fen = 0;
        assert_int_equal(fen_parse(cases[i].text, &fen), cases[i].ok);
        if (cases[i].ok) assert_int_equal(fen, cases[i].fen);
    }
}

static void fen_is_shown_with_thousands_and_cents_only_when_there_are_any(void **state) {
    (void)state;
    char out[32];
    assert_string_equal(fen_show(147000, out, sizeof out), "¥1,470");
    assert_string_equal(fen_show(136108, out, sizeof out), "¥1,361.08");
    assert_string_equal(fen_show(5, out, sizeof out), "¥0.05");
    assert_string_equal(fen_show(-123456700, out, sizeof out), "-¥1,234,567");
    assert_string_equal(fen_plain(-5, out, sizeof out), "-0.05");
}

static void percent_rounds_half_up_to_the_fen(void **state) {
    (void)state;
    assert_int_equal(fen_percent(38888, 90), 34999);
    assert_int_equal(fen_percent(5, 90), 5);
    assert_int_equal(fen_percent(5, 50), 3);
    assert_int_equal(fen_percent(FEN_MAX, 100), FEN_MAX);
}

static void utf8_never_reads_past_the_end_and_refuses_wrong_forms(void **state) {
    (void)state;
    assert_true(utf8_valid("川A·1**K7 𠮷", strlen("川A·1**K7 𠮷")));
    static const char *const bad[] = {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xE5\xB7", "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(utf8_valid(bad[i], strlen(bad[i])));
        const char *p = bad[i], *end = p + strlen(p);
        assert_int_equal(utf8_next(&p, end), 0xFFFD);
        assert_ptr_equal(p, bad[i] + 1);
    }
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp += 7) {
        char out[5];
        size_t n = utf8_put(out, cp);
        const char *p = out;
        bool surrogate = cp >= 0xD800 && cp <= 0xDFFF;
        assert_int_equal(utf8_next(&p, out + n), surrogate ? 0xFFFD : cp);
        assert_int_equal(p - out, n);
    }
    assert_int_equal(utf8_count("a川𠮷"), 3);
    assert_int_equal(utf8_len_without_last("a川𠮷"), 4);
}

static void full_width_forms_are_folded(void **state) {
    (void)state;
    char text[] = "４２，３１８　川Ａ";
    utf8_fold_width(text);
    assert_string_equal(text, "42,318 川A");
}

static void local_time_is_the_store_s_zone(void **state) {
    (void)state;
    Err err;
    assert_false(zone_use("Mars/Olympus", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_true(zone_use("Asia/Shanghai", &err));
    Ms at, again;
    assert_true(instant_parse("2026-11-23T14:26:00+08:00", &at));
    assert_true(instant_parse("2026-11-23 14:26", &again));
    assert_int_equal(at, again);
    assert_true(instant_parse("2026-11-23T06:26:00Z", &again));
    assert_int_equal(at, again);
    assert_false(instant_parse("2026-02-30T06:26:00Z", &again));
    assert_false(instant_parse("2026-11-23T25:00", &again));
    LocalTime lt = local_of(at);
    assert_int_equal(lt.hour, 14);
    assert_int_equal(lt.weekday, 1);
    assert_int_equal(days_between(at, day_start(at) + MS_DAY), 1);
    assert_int_equal(days_between(at, at), 0);
    assert_true(instant_parse("2039-01-20T00:00:00+08:00", &at));
    assert_int_equal(local_of(at).year, 2039);
}

static void a_frozen_clock_stands_still(void **state) {
    (void)state;
    clock_freeze(1000);
    assert_int_equal(clock_now(), 1000);
    clock_set(5000);
    assert_true(clock_now() >= 5000 && clock_now() < 6000);
    clock_unset();
}

static void keys_sort_by_time_and_never_repeat(void **state) {
    (void)state;
    Uuid before = uuid_new();
    for (int i = 0; i < 20000; i++) {
        Uuid next = uuid_new();
        assert_int_equal(strlen(next.text), UUID_LEN);
        assert_int_equal(next.text[14], '7');
        assert_int_not_equal(strcmp(next.text, before.text), 0);
        before = next;
    }
    Uuid old = uuid_new_at(1000), young = uuid_new_at(2000);
    assert_true(strcmp(old.text, young.text) < 0);
}

/* Both sides of a fork make keys for one instant: no key of the one is a key of the other. */
static void a_forked_process_deals_from_a_stock_of_its_own(void **state) {
    (void)state;
    enum { KEYS = 200 };
    static Uuid mine[KEYS], theirs[KEYS];
    int pipe_of[2], status;
    uuid_new(); /* the stock is filled before the fork */
    assert_int_equal(pipe(pipe_of), 0);
    pid_t child = fork();
    for (int i = 0; i < KEYS; i++) mine[i] = uuid_new_at(1000);
    if (child == 0) _exit(write(pipe_of[1], mine, sizeof mine) != (ssize_t)sizeof mine);
    close(pipe_of[1]);
    for (size_t got = 0; got < sizeof theirs;) {
        ssize_t n = read(pipe_of[0], (char *)theirs + got, sizeof theirs - got);
        assert_true(n > 0);
        got += (size_t)n;
    }
    close(pipe_of[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    for (int i = 0; i < KEYS; i++)
        for (int j = 0; j < KEYS; j++) assert_string_not_equal(mine[i].text, theirs[j].text);
}

static void an_arena_keeps_what_it_gave_until_reset(void **state) {
    (void)state;
    Arena arena = {0};
    char *kept[500];
    for (int i = 0; i < 500; i++) kept[i] = arena_printf(&arena, "%d-%0*d", i, i, 7);
    for (int i = 0; i < 500; i++) assert_int_equal(atoi(kept[i]), i);
    char *large = arena_alloc(&arena, 3 * 1024 * 1024);
    assert_int_equal(large[3 * 1024 * 1024 - 1], 0);
    arena_reset(&arena);
    assert_ptr_equal(arena_alloc(&arena, 1), kept[0]);
    arena_free(&arena);
}

static void errors_speak_both_languages(void **state) {
    (void)state;
    Err err;
    assert_false(err_set(&err, ERR_FULL, TXT("disk full: %s", "磁盘已满：%s"), "/var"));
    err_prefix(&err, TXT("line %d: ", "第 %d 行："), 12);
    assert_string_equal(err_text(&err, false), "line 12: disk full: /var");
    assert_string_equal(err_text(&err, true), "第 12 行：磁盘已满：/var");
    assert_false(err_set(NULL, ERR_IO, TXT("x", "x")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fen_is_read_as_people_and_spreadsheets_write_it),
        cmocka_unit_test(fen_is_shown_with_thousands_and_cents_only_when_there_are_any),
        cmocka_unit_test(percent_rounds_half_up_to_the_fen),
        cmocka_unit_test(utf8_never_reads_past_the_end_and_refuses_wrong_forms),
        cmocka_unit_test(full_width_forms_are_folded),
        cmocka_unit_test(local_time_is_the_store_s_zone),
        cmocka_unit_test(a_frozen_clock_stands_still),
        cmocka_unit_test(keys_sort_by_time_and_never_repeat),
        cmocka_unit_test(a_forked_process_deals_from_a_stock_of_its_own),
        cmocka_unit_test(an_arena_keeps_what_it_gave_until_reset),
        cmocka_unit_test(errors_speak_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
