/* Every screen of the demo store, in every setting: both languages, landscape and portrait, day and night, plain and
 * large, from 720p to 4K, reached by taps; its draw list passes all checks. */
#include "matrix_check.h"

static void every_screen_of_the_demo_store_is_sound(void **state) {
    (void)state;
    MatrixCheck c = {.whole = true};
    matrix_check(&c, fixture_demo(), &(MatrixAsk){0});
    assert_true(c.looks >= 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_screen_of_the_demo_store_is_sound)};
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse("2026-11-23T14:26:00+08:00", &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
