/* Means and their intervals, against Student's density integrated here and sums done the long way. */
#include "rules/means.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* How much of Student's distribution lies within ±t: Simpson over its density. */
static double within(double t, double v) {
    enum { STEPS = 4000 };
    double scale = exp(lgamma((v + 1) / 2) - lgamma(v / 2)) / sqrt(v * acos(-1)), h = t / STEPS, sum = 0;
    for (int i = 0; i <= STEPS; i++) {
        double x = i * h, d = scale * pow(1 + x * x / v, -(v + 1) / 2);
        sum += d * (i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2);
    }
    return 2 * sum * h / 3;
}

static void t_leaves_one_in_twenty_outside(void **state) {
    (void)state;
    for (int64_t v = 1; v <= 400; v++) assert_true(fabs(within(mean_t(v), (double)v) - 0.95) < 2e-7);
    assert_true(fabs(mean_t(1000000000) - 1.959963985) < 1e-8);
}

static void mean_and_interval_are_those_of_the_marks(void **state) {
    (void)state;
    static const int marks[] = {5, 4, 4, 3, 5, 1, 2, 5, 5, 4, 3, 4};
    enum { N = sizeof marks / sizeof *marks };
    MeanSum sum = {0};
    Mean m;
    double mean = 0, spread = 0;
    for (int i = 0; i < N; i++) {
        mean_add(&sum, marks[i]);
        mean += marks[i] / (double)N;
    }
    for (int i = 0; i < N; i++) spread += (marks[i] - mean) * (marks[i] - mean) / (N - 1);
    double half = 2.20098516 * sqrt(spread / N);
    assert_true(mean_of(&sum, 1, 5, &m) && m.interval && m.n == N);
    assert_true(fabs(m.mean - mean) < 1e-12);
    assert_true(fabs(m.low - (mean - half)) < 1e-7 && fabs(m.high - (mean + half)) < 1e-7);
}

static void interval_stays_on_the_scale(void **state) {
    (void)state;
    MeanSum sum = {0};
    Mean m;
    for (int i = 0; i < 6; i++) mean_add(&sum, i ? 5 : 3);
    assert_true(mean_of(&sum, 1, 5, &m) && m.interval);
    assert_true(m.high <= 5.0 && m.low > 1.0);
}

static void nothing_is_made_up(void **state) {
    (void)state;
    MeanSum none = {0}, same = {0};
    Mean m;
    assert_false(mean_of(&none, 1, 5, &m));
    for (int i = 0; i < 9; i++) mean_add(&same, 5);
    assert_true(mean_of(&same, 1, 5, &m));
    assert_false(m.interval);
    assert_true(m.mean >= 5 && m.low >= 5 && m.n == 9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(t_leaves_one_in_twenty_outside),
        cmocka_unit_test(mean_and_interval_are_those_of_the_marks),
        cmocka_unit_test(interval_stays_on_the_scale),
        cmocka_unit_test(nothing_is_made_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
