/* rules/coupon_terms: what a coupon asks of an order, and which condition fails. */
#include "rules/coupon_terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void each_condition_is_named_when_it_fails(void **state) {
    (void)state;
    static const struct {
        const char *kinds;
        Fen least;
        CouponOrder order;
        const char *says; /* NULL = met */
    } table[] = {
        {"", -1, {false, true, KIND_NONE, -1}, NULL},
        {"", -1, {true, true, KIND_REPAIR, -1}, NULL},
        {"", -1, {true, false, KIND_REPAIR, -1}, "another car"},
        {"maintenance", -1, {false, true, KIND_NONE, -1}, "--order"},
        {"", 50000, {false, true, KIND_NONE, -1}, "--order"},
        {"maintenance", -1, {true, true, KIND_MAINTENANCE, -1}, NULL},
        {"maintenance service_10k", -1, {true, true, KIND_SERVICE_10K, 0}, NULL},
        {"maintenance service_10k", -1, {true, true, KIND_BODY_PAINT, 0}, "maintenance, 10,000 km service only"},
        {"service_5k", -1, {true, true, KIND_SERVICE_10K, 0}, "this order is 10,000 km service"},
        {"", 50000, {true, true, KIND_REPAIR, 49999}, "from ¥500 on; this order is ¥499.99"},
        {"", 50000, {true, true, KIND_REPAIR, 50000}, NULL},
        {"", 50000, {true, true, KIND_REPAIR, -1}, "no sum yet"},
        {"maintenance", 50000, {true, true, KIND_REPAIR, 100}, "maintenance only"},
        {"maintenance", 50000, {true, false, KIND_MAINTENANCE, 60000}, "another car"},
        {"maintenance", 50000, {true, true, KIND_MAINTENANCE, 60000}, NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        Err err = {0};
        bool met = coupon_terms_met(table[i].kinds, table[i].least, &table[i].order, &err);
        if (met != !table[i].says) fail_msg("row %zu: %s", i, err.en);
        if (met) continue;
        assert_int_equal(err.code, ERR_RULE);
        if (!strstr(err.en, table[i].says)) fail_msg("row %zu says: %s", i, err.en);
        assert_true(strlen(err.zh) > 0);
        assert_false(coupon_terms_met(table[i].kinds, table[i].least, &table[i].order, NULL));
    }
    char words[200];
    assert_string_equal(coupon_kinds_words("maintenance service_5k", true, words, sizeof words), "定期保养、5K 首保");
    coupon_kinds_words("service_10k repair maintenance service_5k", false, words, sizeof words);
    assert_string_equal(words, "general repair, maintenance");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_condition_is_named_when_it_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
