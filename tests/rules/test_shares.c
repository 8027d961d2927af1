/* rules/shares and rules/bands: Wilson's interval against published values and against the equation that defines it;
 * bands at their edges. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/bands.h"
#include "rules/shares.h"

/* Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3 (score, no continuity
 * correction): 81/263, 15/148, 0/20, 1/29. */
static void the_interval_is_wilsons(void **state) {
    (void)state;
    static const struct {
        int64_t n, base;
        double low, high;
    } published[] = {
        {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611}, {1, 29, 0.0061, 0.1718}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        Share s;
        assert_true(share_of(published[i].n, published[i].base, &s));
        assert_int_equal(s.low, (int)floor(published[i].low * 1000));
        assert_int_equal(s.high, (int)ceil(published[i].high * 1000));
    }
}

/* The interval's ends are where (p − π)² = z² π (1 − π) / n; walked in steps of a permille it is the same. */
static void it_holds_every_rate_that_the_count_does_not_rule_out(void **state) {
    (void)state;
    for (int64_t base = 1; base <= 60; base++)
        for (int64_t n = 0; n <= base; n++) {
            Share s;
            int first = -1, last = -1;
            assert_true(share_of(n, base, &s));
            for (int pi = 0; pi <= 1000; pi++) {
                double p = (double)n / (double)base, t = pi / 1000.0, d = p - t;
                if (d * d > 1.959963984540054 * 1.959963984540054 * t * (1 - t) / (double)base + 1e-12) continue;
                if (first < 0) first = pi;
                last = pi;
            }
            assert_in_range(s.low, 0, 1000);
            if (first >= 0) assert_in_range(first - s.low, 0, 1);
            if (last >= 0) assert_in_range(s.high - last, 0, 1);
            assert_true(s.low <= s.rate && s.rate <= s.high);
            assert_int_equal(s.rate, (int)floor((double)n * 1000.0 / (double)base + 0.5 + 1e-9));
        }
}

static void what_is_no_share_has_none(void **state) {
    (void)state;
    Share s;
    assert_false(share_of(0, 0, &s));
    assert_false(share_of(3, 2, &s));
    assert_false(share_of(-1, 2, &s));
    assert_true(share_of(0, 5, &s));
    assert_int_equal(s.low, 0);
    assert_true(share_of(5, 5, &s));
    assert_int_equal(s.high, 1000);
}

static void a_number_at_an_edge_is_in_the_band_above(void **state) {
    (void)state;
    Bands b;
    char out[BAND_TEXT];
    assert_true(bands_read("12 24 60", &b));
    static const struct {
        int number;
        const char *band;
    } rows[] = {{-1, ""},      {0, "0-11"},   {11, "0-11"}, {12, "12-23"},
                {23, "12-23"}, {59, "24-59"}, {60, "60+"},  {999, "60+"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(band_of(&b, rows[i].number, out), rows[i].band);
}

static void edges_that_do_not_rise_are_none(void **state) {
    (void)state;
    static const char *const bad[] = {"", "12 12", "24 12", "0 5", "-3", "a", "5x", "1 2 3 4 5 6 7 8 9 10 11 12 13"};
    Bands b;
    char out[BAND_TEXT];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(bands_read(bad[i], &b));
        assert_string_equal(band_of(&b, 3, out), "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_interval_is_wilsons),
        cmocka_unit_test(it_holds_every_rate_that_the_count_does_not_rule_out),
        cmocka_unit_test(what_is_no_share_has_none),
        cmocka_unit_test(a_number_at_an_edge_is_in_the_band_above),
        cmocka_unit_test(edges_that_do_not_rise_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
