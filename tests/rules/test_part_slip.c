/* Slips by supplier where 20 are known, else of all. */
#include "rules/part_slip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_supplier_of_twenty_speaks_for_itself(void **state) {
    (void)state;
    enum { GOOD = 20, BAD = 19, NOBODY = 4 };
    PartSlip list[GOOD + BAD + NOBODY];
    size_t at = 0, n;
    for (int i = 0; i < BAD; i++) list[at++] = (PartSlip){"乙", 5000 - i};
    for (int i = 0; i < GOOD; i++) list[at++] = (PartSlip){"甲", 100 - 10 * i};
    for (int i = 0; i < NOBODY; i++) list[at++] = (PartSlip){"", 7};
    PartSlips *slips = part_slips_build(list, at);
    const int *minutes = part_slips_of(slips, "甲", &n);
    assert_int_equal(n, GOOD);
    assert_int_equal(minutes[0], -90);
    assert_int_equal(minutes[19], 100);
    for (size_t i = 1; i < n; i++) assert_true(minutes[i] >= minutes[i - 1]);
    static const char *const others[] = {"乙", "", "丙"};
    for (size_t o = 0; o < 3; o++) {
        minutes = part_slips_of(slips, others[o], &n);
        assert_int_equal(n, at);
        assert_int_equal(minutes[0], -90);
        assert_int_equal(minutes[at - 1], 5000);
        for (size_t i = 1; i < n; i++) assert_true(minutes[i] >= minutes[i - 1]);
    }
    part_slips_free(slips);
}

static void nineteen_say_nothing(void **state) {
    (void)state;
    PartSlip list[19];
    size_t n = 1;
    for (int i = 0; i < 19; i++) list[i] = (PartSlip){"甲", i};
    PartSlips *slips = part_slips_build(list, 19);
    assert_null(part_slips_of(slips, "甲", &n));
    assert_int_equal(n, 0);
    part_slips_free(slips);
    slips = part_slips_build(NULL, 0);
    assert_null(part_slips_of(slips, "", &n));
    part_slips_free(slips);
    assert_null(part_slips_of(NULL, "甲", &n));
    part_slips_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_supplier_of_twenty_speaks_for_itself),
        cmocka_unit_test(nineteen_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
