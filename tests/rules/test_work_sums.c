/* Additional work (domain.md 9): sums to the fen, the finish to the minute, the edge from which the advisor comes, and
 * a hash that differs with everything that was shown. */
#include "rules/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static Ms at(const char *local) {
    Ms ms;
    assert_true(instant_parse(local, &ms));
    return ms;
}

static void only_a_yes_counts_into_the_total(void **state) {
    (void)state;
    static const struct {
        Fen amount;
        WorkItem items[3];
        Fen added, total;
        int minutes, yes, no, talk, open;
    } table[] = {
        {127000, {{WORK_YES, 68000, 40}, {WORK_NO, 16800, 10}, {WORK_OPEN, 12800, 5}}, 68000, 195000, 40, 1, 1, 0, 1},
        {127000, {{WORK_YES, 68000, 40}, {WORK_YES, 16801, 10}, {WORK_TALK, 12800, 5}}, 84801, 211801, 50, 2, 0, 1, 0},
        {127000, {{WORK_OPEN, 68000, 40}, {WORK_OPEN, 1, 1}, {WORK_OPEN, 1, 1}}, 0, 127000, 0, 0, 0, 0, 3},
        {-1, {{WORK_YES, 1, 0}, {WORK_NO, 2, 0}, {WORK_NO, 3, 0}}, 1, -1, 0, 1, 2, 0, 0},
        {0, {{WORK_YES, -1, 15}, {WORK_YES, 0, 0}, {WORK_TALK, -1, 9}}, 0, 0, 15, 2, 0, 1, 0},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        WorkSum sum = work_sum(table[i].amount, table[i].items, 3);
        assert_int_equal(sum.added, table[i].added);
        assert_int_equal(sum.total, table[i].total);
        assert_int_equal(sum.minutes, table[i].minutes);
        assert_int_equal(sum.yes, table[i].yes);
        assert_int_equal(sum.no, table[i].no);
        assert_int_equal(sum.talk, table[i].talk);
        assert_int_equal(sum.open, table[i].open);
    }
}

/* Business hours 8:30–18:00: what does not fit goes on in the morning. */
static void waiting_moves_the_finish_in_whole_steps(void **state) {
    (void)state;
    static const struct {
        const char *base;
        int minutes, waited, step;
        const char *finish;
    } table[] = {
        {"2026-11-23T16:50", 0, 0, 10, "2026-11-23T16:50"},   {"2026-11-23T16:50", 40, 0, 10, "2026-11-23T17:30"},
        {"2026-11-23T16:50", 0, 9, 10, "2026-11-23T16:50"},   {"2026-11-23T16:50", 0, 10, 10, "2026-11-23T17:00"},
        {"2026-11-23T16:50", 0, 19, 10, "2026-11-23T17:00"},  {"2026-11-23T16:50", 40, 30, 10, "2026-11-23T18:00"},
        {"2026-11-23T16:50", 41, 30, 10, "2026-11-24T08:31"}, {"2026-11-23T16:50", 0, 29, 15, "2026-11-23T17:05"},
        {"2026-11-23T16:50", 5, 500, 0, "2026-11-23T16:55"},  {"2026-11-23T16:50:30", 1, 0, 10, "2026-11-23T16:51:30"},
    };
    WorkHours hours = {.open_minute = 510, .close_minute = 1080};
    for (size_t i = 0; i < COUNT(table); i++) {
        Ms finish = work_finish(&hours, at(table[i].base), table[i].minutes, table[i].waited, table[i].step);
        if (finish != at(table[i].finish)) fail_msg("row %zu: %lld", i, (long long)finish);
    }
    assert_int_equal(work_finish(&hours, 0, 40, 40, 10), 0); /* no promise, no estimate: none is made up */
}

static void above_the_sum_and_not_at_it_the_advisor_comes(void **state) {
    (void)state;
    static const struct {
        Fen price, over;
        bool advisor;
    } table[] = {{499999, 500000, false}, {500000, 500000, false}, {500001, 500000, true},
                 {-1, 500000, true},      {0, 0, false},           {1, 0, true}};
    for (size_t i = 0; i < COUNT(table); i++)
        assert_int_equal(work_needs_advisor(table[i].price, table[i].over), table[i].advisor);
}

static void who_pays_is_asked_for_the_kinds_that_policy_names(void **state) {
    (void)state;
    assert_true(work_insured("body_paint", "body_paint"));
    assert_true(work_insured("repair body_paint", "body_paint"));
    assert_true(work_insured("repair,body_paint", "repair"));
    assert_false(work_insured("body_paint", "body"));
    assert_false(work_insured("body_paint", "repair"));
    assert_false(work_insured("", "repair"));
    assert_false(work_insured("repair", ""));
}

static void words_from_outside_never_become_a_yes(void **state) {
    (void)state;
    static const char *const others[] = {"", "YES", "Yes", "y", "ja", "true", "1", "yes ", " yes", "no,yes"};
    for (size_t i = 0; i < COUNT(others); i++) assert_int_equal(work_choice_of(others[i]), WORK_OPEN);
    assert_int_equal(work_choice_of("yes"), WORK_YES);
    WorkLevel level;
    assert_true(work_level_of("amber", &level) && level == WORK_AMBER);
    assert_false(work_level_of("orange", &level));
}

/* --- the hash --------------------------------------------------------------------------------------------------------
 */

static const CouponKey key = {{1, 2, 3}};
static const WorkShown shown = {"cd-01",     "RO1",      "f-1",   "zh",  3,     WORK_RED, "前刹车片更换",
                                "剩 2 毫米", "刹车变长", "a.svg", 52000, 16000, 68000,    40};

static void every_field_that_was_shown_is_in_the_hash(void **state) {
    (void)state;
    WorkShown other[16];
    size_t n = 0;
    char hashes[17][WORK_HASH_SIZE];
#define CHANGE(field, value) (other[n] = shown, other[n].field = (value), n++)
    CHANGE(store_id, "cd-02");
    CHANGE(order_no, "RO2");
    CHANGE(finding_id, "f-2");
    CHANGE(lang, "en");
    CHANGE(version, 4);
    CHANGE(level, WORK_AMBER);
    CHANGE(what, "前刹车片更换。");
    CHANGE(why, "剩 3 毫米");
    CHANGE(later, "");
    CHANGE(picture, "b.svg");
    CHANGE(parts, 52001);
    CHANGE(labour, 15999);
    CHANGE(price, 68001);
    CHANGE(minutes, 41);
    work_hash(&key, &shown, hashes[n]);
    for (size_t i = 0; i < n; i++) work_hash(&key, &other[i], hashes[i]);
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j < i; j++) assert_string_not_equal(hashes[i], hashes[j]);
}

static void words_that_move_from_one_field_to_the_next_are_another_card(void **state) {
    (void)state;
    char a[WORK_HASH_SIZE], b[WORK_HASH_SIZE];
    WorkShown one = shown, two = shown;
    one.why = "剩 2 毫米刹车变长", one.later = "";
    two.why = "", two.later = "剩 2 毫米刹车变长";
    work_hash(&key, &one, a);
    work_hash(&key, &two, b);
    assert_false(work_hash_same(a, b));
}

static void another_stores_key_gives_another_hash(void **state) {
    (void)state;
    CouponKey others = {{1, 2, 4}};
    char a[WORK_HASH_SIZE], b[WORK_HASH_SIZE], again[WORK_HASH_SIZE];
    work_hash(&key, &shown, a);
    work_hash(&others, &shown, b);
    work_hash(&key, &shown, again);
    assert_false(work_hash_same(a, b));
    assert_true(work_hash_same(a, again));
    assert_false(work_hash_same("", "")); /* no hash is no agreement */
    assert_int_equal(strlen(a), 64);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_yes_counts_into_the_total),
        cmocka_unit_test(waiting_moves_the_finish_in_whole_steps),
        cmocka_unit_test(above_the_sum_and_not_at_it_the_advisor_comes),
        cmocka_unit_test(who_pays_is_asked_for_the_kinds_that_policy_names),
        cmocka_unit_test(words_from_outside_never_become_a_yes),
        cmocka_unit_test(every_field_that_was_shown_is_in_the_hash),
        cmocka_unit_test(words_that_move_from_one_field_to_the_next_are_another_card),
        cmocka_unit_test(another_stores_key_gives_another_hash),
    };
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
