/* The k-th smallest of the end of a list, against sorting it. */
#include "rules/kth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 0x853C49E6748FEA9Bu;
static int random_below(int n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int)((seed >> 33) % (uint64_t)n);
}

static int by_value(const void *a, const void *b) {
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* Counted one by one, for a value, its neighbours and both ends. */
static void compare_below(const Kth *kth, const int *values, size_t n, size_t from, int value) {
    size_t below = 0;
    for (size_t i = from; i < n; i++) below += values[i] < value;
    assert_int_equal(kth_below(kth, from, value), below);
}

static void compare_all(const int *values, size_t n) {
    Kth *kth = kth_build(values, n);
    int *sorted = malloc((n + 1) * sizeof *sorted);
    for (size_t from = 0; from < n; from++) {
        memcpy(sorted, values + from, (n - from) * sizeof *sorted);
        qsort(sorted, n - from, sizeof *sorted, by_value);
        for (size_t k = 0; k < n - from; k++) {
            assert_int_equal(kth_smallest(kth, from, k), sorted[k]);
            compare_below(kth, values, n, from, sorted[k]);
            if (sorted[k] < 2147483647) compare_below(kth, values, n, from, sorted[k] + 1);
        }
        compare_below(kth, values, n, from, -1);
        compare_below(kth, values, n, from, 2147483647);
    }
    free(sorted);
    kth_free(kth);
}

static void it_is_what_sorting_gives(void **state) {
    (void)state;
    static const int largest[] = {1, 2, 3, 7, 100, 2147483647};
    static const int sizes[] = {1, 2, 63, 64, 65, 128, 200};
    int values[200];
    for (size_t m = 0; m < sizeof largest / sizeof *largest; m++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            for (int i = 0; i < sizes[s]; i++) values[i] = random_below(largest[m]);
            compare_all(values, (size_t)sizes[s]);
        }
}

static void the_ends_of_int_are_fine_and_nothing_is_too(void **state) {
    (void)state;
    compare_all((int[]){2147483647, 0, 2147483647, 1}, 4);
    compare_all((int[]){0, 0, 0}, 3);
    kth_free(kth_build(NULL, 0));
    kth_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_what_sorting_gives),
        cmocka_unit_test(the_ends_of_int_are_fine_and_nothing_is_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
