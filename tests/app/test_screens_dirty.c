/* Every screen in every setting on what a DMS really exports: missing plates, odd models, spoilt promises. */
#include "matrix_check.h"

static void every_screen_of_a_dirty_export_is_sound(void **state) {
    (void)state;
    Ms now;
    assert_true(instant_parse("2026-11-23T14:26:00+08:00", &now));
    clock_freeze(now);
    MatrixCheck c = {0};
    matrix_check(&c, fixture_sample(), &(MatrixAsk){0});
    assert_true(c.looks >= 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_screen_of_a_dirty_export_is_sound)};
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
