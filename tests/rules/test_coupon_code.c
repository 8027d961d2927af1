/* Coupon codes (domain.md 8): what is caught without the database, and who can make one. */
#include "rules/coupon_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static const CouponKey key = {{1, 2, 3, 4, 5, 6, 7, 8}};
static const CouponKey other_key = {{1, 2, 3, 4, 5, 6, 7, 9}};

static uint64_t seed = 0x2545F4914F6CDD1Du;
static uint32_t random_below(uint32_t n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 33) % n;
}

static CodeVerdict verdict_of(const char *typed) {
    char canonical[COUPON_CODE_SIZE];
    uint32_t serial;
    return coupon_code_read(typed, canonical, &serial);
}

static void codes_come_back_with_their_serial(void **state) {
    (void)state;
    static const uint32_t serials[] = {0, 1, 2, 31, 32, 1023, 1024, 12345678, COUPON_SERIAL_MAX - 1, COUPON_SERIAL_MAX};
    for
        EACH(i, serials) {
            char code[COUPON_CODE_SIZE], canonical[COUPON_CODE_SIZE];
            uint32_t serial = 99;
            assert_true(coupon_code_make(&key, "cd01", "wash-50", serials[i], code));
            assert_int_equal(strlen(code), 14);
            assert_int_equal(code[4], '-');
            assert_int_equal(code[9], '-');
            assert_int_equal(coupon_code_read(code, canonical, &serial), CODE_OK);
            assert_string_equal(canonical, code);
            assert_int_equal(serial, serials[i]);
            assert_true(coupon_code_genuine(&key, "cd01", "wash-50", canonical));
        }
    char kept[COUPON_CODE_SIZE] = "kept";
    assert_false(coupon_code_make(&key, "cd01", "wash-50", COUPON_SERIAL_MAX + 1, kept));
    assert_false(coupon_code_make(&key, "cd01", "wash-50", UINT32_MAX, kept));
    assert_string_equal(kept, "kept");
}

/* Printed coupons stay good: the layout and the key's use may not change. Made by other code from the words of
 * coupon_code.c. */
static void codes_of_this_key_are_those_printed_before(void **state) {
    (void)state;
    static const struct {
        uint32_t serial;
        const char *code;
    } cases[] = {{0, "70M0-T0E0-Y073"}, {1, "X1D0-Q0Z0-Z06W"}, {COUPON_SERIAL_MAX, "YZYZ-SZEZ-SZM5"}};
    for
        EACH(i, cases) {
            char code[COUPON_CODE_SIZE];
            assert_true(coupon_code_make(&key, "cd01", "wash-50", cases[i].serial, code));
            assert_string_equal(code, cases[i].code);
        }
}

/* Every one of the 12 × 31 wrong symbols and 11 swaps of neighbours, for 3,000 codes. */
static void any_wrong_symbol_and_any_swap_of_neighbours_is_caught(void **state) {
    (void)state;
    for (uint32_t n = 0; n < 3000; n++) {
        char code[COUPON_CODE_SIZE], wrong[COUPON_CODE_SIZE], offer[16];
        snprintf(offer, sizeof offer, "offer-%u", (unsigned)(n % 7));
        uint32_t serial = n < 1000 ? n : random_below(COUPON_SERIAL_MAX);
        assert_true(coupon_code_make(&key, "cd01", offer, serial, code));
        for (int at = 0; at < 14; at++) {
            if (code[at] == '-') continue;
            for (const char *s = alphabet; *s; s++) {
                strcpy(wrong, code);
                wrong[at] = *s;
                assert_int_equal(verdict_of(wrong), *s == code[at] ? CODE_OK : CODE_CHECK);
            }
            int next = code[at + 1] == '-' ? at + 2 : at + 1;
            if (next >= 14 || code[at] == code[next]) continue;
            strcpy(wrong, code);
            wrong[at] = code[next];
            wrong[next] = code[at];
            assert_int_equal(verdict_of(wrong), CODE_CHECK);
        }
    }
}

/* The code as people might write it, in one of four styles. */
static void retype(const char *code, int style, char *out) {
    for (; *code; code++) {
        char c = *code;
        if (c == '-') {
            if (style == 0) *out++ = ' ';
            continue;
        }
        if (c == '0') c = style % 2 ? 'O' : 'o';
        if (c == '1') c = "IiLl"[style % 4];
        if (style >= 2 && c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        *out++ = c;
        if (style == 3) *out++ = '-';
    }
    *out = '\0';
}

static void it_is_read_in_any_case_with_o_for_0_and_i_or_l_for_1(void **state) {
    (void)state;
    for (uint32_t n = 0; n < 2000; n++) {
        char code[COUPON_CODE_SIZE], typed[40], canonical[COUPON_CODE_SIZE];
        uint32_t serial;
        assert_true(coupon_code_make(&key, "cd01", "wash-50", n * 33, code));
        for (int style = 0; style < 4; style++) {
            retype(code, style, typed);
            assert_int_equal(coupon_code_read(typed, canonical, &serial), CODE_OK);
            assert_string_equal(canonical, code);
            assert_int_equal(serial, n * 33);
        }
    }
}

static void what_is_no_code_is_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *typed;
        CodeVerdict verdict;
    } cases[] = {
        {"", CODE_LENGTH},
        {"----", CODE_LENGTH},
        {"K7PM", CODE_LENGTH},
        {"0000-0000-000", CODE_LENGTH},
        {"0000-0000-0000-0", CODE_LENGTH},
        {"00000000000000000000000000000000000000000000000000000000000000000000000000", CODE_LENGTH},
        {"0000-0000-000U", CODE_SYMBOL}, /* Crockford leaves U out */
        {"0000-0000-000_", CODE_SYMBOL},
        {"0000-0000-000川", CODE_SYMBOL},
        {"0000-0000-000\xFF", CODE_SYMBOL},
        {"0000-0000-0001", CODE_CHECK},
        {"0000-0000-0000", CODE_OK}, /* sums right, and still is nobody's: below */
        {"oooo oooo oooo", CODE_OK},
        {"００００－００００　００００", CODE_OK},
        {"0000–0000—0000", CODE_OK},
    };
    for
        EACH(i, cases) {
            char canonical[COUPON_CODE_SIZE] = "kept";
            uint32_t serial = 7;
            assert_int_equal(coupon_code_read(cases[i].typed, canonical, &serial), cases[i].verdict);
            if (cases[i].verdict == CODE_OK) continue;
            assert_string_equal(canonical, "kept");
            assert_int_equal(serial, 7);
            assert_false(coupon_code_genuine(&key, "cd01", "wash-50", cases[i].typed));
        }
    assert_false(coupon_code_genuine(&key, "cd01", "wash-50", "0000-0000-0000"));
}

/* domain.md 8: the keyed part is over store, offer and serial, under the store's own key. */
static void another_store_offer_serial_or_key_is_not_genuine(void **state) {
    (void)state;
    char code[COUPON_CODE_SIZE], other[COUPON_CODE_SIZE];
    assert_true(coupon_code_make(&key, "cd01", "wash-50", 4711, code));
    assert_true(coupon_code_genuine(&key, "cd01", "wash-50", code));
    static const char *const pairs[][2] = {
        {"cd02", "wash-50"}, {"cd01", "wash-51"}, {"cd0", "1wash-50"}, {"cd01w", "ash-50"},
        {"", "cd01wash-50"}, {"cd01wash-50", ""}, {"wash-50", "cd01"}, {"CD01", "wash-50"},
    };
    for
        EACH(i, pairs) assert_false(coupon_code_genuine(&key, pairs[i][0], pairs[i][1], code));
    assert_false(coupon_code_genuine(&other_key, "cd01", "wash-50", code));
    assert_true(coupon_code_make(&other_key, "cd01", "wash-50", 4711, other));
    assert_string_not_equal(code, other);
}

/* Two changed symbols can sum right; such a code reads, and must still not be genuine. */
static void a_tampered_serial_that_sums_right_is_not_genuine(void **state) {
    (void)state;
    char code[COUPON_CODE_SIZE], forged[COUPON_CODE_SIZE];
    assert_true(coupon_code_make(&key, "cd01", "wash-50", 4711, code));
    int readable = 0;
    for (int at = 1; at < 13; at++)
        for (const char *s = alphabet; *s && code[at] != '-'; s++)
            for (const char *check = alphabet; *check; check++) {
                strcpy(forged, code);
                forged[at] = *s;
                forged[13] = *check;
                if (strcmp(forged, code) == 0 || verdict_of(forged) != CODE_OK) continue;
                readable++;
                assert_false(coupon_code_genuine(&key, "cd01", "wash-50", forged));
            }
    assert_int_equal(readable, 10 * 31); /* places 1–10 of 12, one fitting check symbol for each wrong one */
}

/* 2^30 keyed values: among 20,000 random codes that sum right none should be genuine. */
static void guesses_fail(void **state) {
    (void)state;
    int readable = 0;
    while (readable < 20000) {
        char guess[COUPON_CODE_SIZE] = "";
        for (int i = 0; i < 12; i++) guess[i] = alphabet[random_below(32)];
        if (verdict_of(guess) != CODE_OK) continue;
        readable++;
        assert_false(coupon_code_genuine(&key, "cd01", "wash-50", guess));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_come_back_with_their_serial),
        cmocka_unit_test(codes_of_this_key_are_those_printed_before),
        cmocka_unit_test(any_wrong_symbol_and_any_swap_of_neighbours_is_caught),
        cmocka_unit_test(it_is_read_in_any_case_with_o_for_0_and_i_or_l_for_1),
        cmocka_unit_test(what_is_no_code_is_told_apart),
        cmocka_unit_test(another_store_offer_serial_or_key_is_not_genuine),
        cmocka_unit_test(a_tampered_serial_that_sums_right_is_not_genuine),
        cmocka_unit_test(guesses_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
