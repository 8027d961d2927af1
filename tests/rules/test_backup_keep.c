/* Which backups stay, against a slow model: for each period that has a backup its newest one, the newest periods
 * first. */
#include "rules/backup_keep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void period_name(Ms at, char kind, char out[16]) {
    LocalTime t = local_of(at);
    if (kind == 'w') { /* the Monday before, by walking back a day at a time */
        while (t.weekday != 1) {
            at = day_add(at, -1);
            t = local_of(at);
        }
    }
    snprintf(out, 16, kind == 'm' ? "%04d-%02d" : "%04d-%02d-%02d", t.year, t.month, t.day);
}

static bool stays(const Ms *made, size_t n, size_t me, char kind, int places) {
    char mine[16], other[16], seen[512][16];
    int later = 0;
    period_name(made[me], kind, mine);
    for (size_t i = 0; i < n; i++) {
        period_name(made[i], kind, other);
        if (strcmp(other, mine) == 0 && made[i] > made[me]) return false; /* not its newest */
        if (strcmp(other, mine) <= 0) continue;
        bool known = false;
        for (int k = 0; k < later; k++) known = known || strcmp(seen[k], other) == 0;
        if (!known) memcpy(seen[later++], other, 16);
    }
    return later < places;
}

static void each_list_keeps_what_the_model_keeps(void **state) {
    enum { MOST = 150, ROUNDS = 25 };
    Ms made[MOST];
    bool keep[MOST];
    (void)state;
    assert_true(zone_use("Asia/Shanghai", NULL));
    srand(7);
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = 1 + (size_t)rand() % (MOST - 1);
        Ms at = 1795414800000; /* 2026-11-23 14:20 */
        for (size_t i = 0; i < n; i++) {
            made[i] = at;
            at -= 1000 + (Ms)(rand() % 4000) * 60000 * (round % 3 + 1) / 2;
        }
        BackupKeep rule = {1 + rand() % 9, rand() % 6, rand() % 14};
        backup_keep(made, n, rule, keep);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(keep[i], i == 0 || stays(made, n, i, 'd', rule.daily) ||
                                          stays(made, n, i, 'w', rule.weekly) || stays(made, n, i, 'm', rule.monthly));
    }
}

/* A backup each night for three years, thinned out each time: 7 days, 4 weeks and 12 months are there, and none is kept
 * past the day that is told. */
static void nightly_backups_come_to_seven_four_twelve(void **state) {
    Ms made[64], at = 1700000000000, until[64];
    bool keep[64];
    size_t n = 0, most = 0;
    BackupKeep rule = {7, 4, 12};
    (void)state;
    assert_true(zone_use("Asia/Shanghai", NULL));
    for (int night = 0; night < 1100; night++, at = day_add(at, 1)) {
        memmove(made + 1, made, sizeof *made * n);
        memmove(until + 1, until, sizeof *until * n);
        made[0] = at;
        until[0] = backup_kept_until(at, rule);
        backup_keep(made, ++n, rule, keep);
        size_t left = 0;
        for (size_t i = 0; i < n; i++) {
            if (!keep[i]) continue;
            made[left] = made[i];
            until[left++] = until[i];
        }
        n = left;
        if (n > most) most = n;
        for (size_t i = 0; i < n; i++) assert_true(day_start(at) <= until[i]);
        for (size_t i = 0; i < 7 && night >= 7; i++) assert_int_equal(days_between(made[i], at), (int)i);
    }
    assert_in_range(most, 19, 23); /* a day may be its week's and its month's too */
    assert_true(days_between(made[n - 1], at) > 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_list_keeps_what_the_model_keeps),
        cmocka_unit_test(nightly_backups_come_to_seven_four_twelve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
