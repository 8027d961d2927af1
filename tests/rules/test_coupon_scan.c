/* What scanners type: the code alone, in a link, in the QR's words; and nothing where there is none. */
#include "rules/coupon_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static char code[COUPON_CODE_SIZE];

static const char *with(const char *fmt, const char *what) {
    static char text[512];
    snprintf(text, sizeof text, fmt, what);
    return text;
}

static void a_code_is_found_in_what_stands_around_it(void **state) {
    (void)state;
    static const char *const around[] = {
        "%s",
        " %s ",
        "%s\n",
        "https://lounge.example/c/%s",
        "https://lounge.example/?q=1&code=%s",
        "成都某某丰田\n现磨咖啡 5 折\n有效至 2027年12月31日\n券码 %s",
        "券码%s",
        "Coupon for fresh coffee, 50%% off, until 31 Dec 2027: %s",
        "%s 谢谢",
        "[%s]",
        "\xEF\xBB\xBF%s",
    };
    char found[COUPON_CODE_SIZE];
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        if (!coupon_scan(with(around[i], code), found)) fail_msg("not found: %s", with(around[i], code));
        assert_string_equal(found, code);
    }
}

static void a_code_is_read_in_any_form(void **state) {
    (void)state;
    char forms[4][64], found[COUPON_CODE_SIZE], *bare = forms[0], *lower = forms[1], *blanks = forms[2],
                                                *wide = forms[3];
    size_t n = 0, m = 0;
    for (const char *p = code; *p; p++) {
        if (*p != '-') bare[n++] = *p;
        lower[p - code] = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
        blanks[p - code] = *p == '-' ? ' ' : *p;
        if (*p != '-')
            m += (size_t)snprintf(wide + m, sizeof forms[3] - m, "\xEF\xBC%c",
                                  *p >= 'A' ? 0xA1 + *p - 'A' : 0x90 + *p - '0');
    }
    bare[n] = lower[strlen(code)] = blanks[strlen(code)] = '\0';
    for (size_t i = 0; i < 4; i++) {
        if (!coupon_scan(forms[i], found)) fail_msg("not found: %s", forms[i]);
        assert_string_equal(found, code);
    }
}

static void what_is_no_code_is_not_taken_for_one(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "",
        " ",
        "-",
        "K7PM",
        "K7PM-4XQ2",
        "----------------",
        "6901234567892",
        "https://example.com/",
        "川A1B2K7",
        "LFMAPE2G0K0123456",
        "WIFI:T:WPA;S:Lounge-Guest;P:welcome;2026;;",
        "\xFF\xFE\x00",
        "\xE5\x88",
    };
    char found[COUPON_CODE_SIZE];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (coupon_scan(wrong[i], found)) fail_msg("\"%s\" is read as %s", wrong[i], found);
    char spoilt[COUPON_CODE_SIZE]; /* any one symbol changed */
    for (size_t i = 0; code[i]; i++) {
        if (code[i] == '-') continue;
        strcpy(spoilt, code);
        spoilt[i] = code[i] == '7' ? '9' : '7';
        assert_false(coupon_scan(spoilt, found));
    }
    assert_false(coupon_scan(with("%s7", code), found)); /* one too many */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_found_in_what_stands_around_it),
        cmocka_unit_test(a_code_is_read_in_any_form),
        cmocka_unit_test(what_is_no_code_is_not_taken_for_one),
    };
    CouponKey key = {{1, 2, 3}};
    if (!coupon_code_make(&key, "cd-01", "coffee", 4711, code)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
