/* Plan against actual: sums of stays against a walk minute by minute, the promise to the minute, and the ticks of the
 * three levels of inspection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rules/stage_stay.h"

enum { T0 = 1000000 };
static Ms minute(int m) {
    return (T0 + m) * MS_MINUTE;
}

static void a_stay_in_rounds(void **state) {
    (void)state;
    static const struct {
        Stage stage;
        int at;
    } way[] = {{STAGE_CHECK_IN, 10},    {STAGE_QUEUED, 20},     {STAGE_IN_WORK, 40},
               {STAGE_IN_WORK, 60},     {STAGE_INSPECTION, 90}, {STAGE_IN_WORK, 100},
               {STAGE_INSPECTION, 130}, {STAGE_WASH, 140},      {STAGE_READY, 160}};
    static const struct {
        int entered, length, rounds;
    } want[STAGES_SHOWN] = {{0, 20, 1}, {20, 20, 1}, {40, 80, 2}, {90, 20, 2}, {140, 20, 1}, {-1, 0, 0}, {160, 15, 1}};
    StageAt history[9];
    StageStay stay[STAGES_SHOWN];
    for (int i = 0; i < 9; i++) history[i] = (StageAt){way[i].stage, minute(way[i].at)};
    stage_stays(history, 9, minute(0), minute(175), stay);
    for (int i = 0; i < STAGES_SHOWN; i++) {
        assert_int_equal(stay[i].entered, want[i].entered < 0 ? 0 : minute(want[i].entered));
        assert_int_equal(stay[i].length, want[i].length * MS_MINUTE);
        assert_int_equal(stay[i].rounds, want[i].rounds);
    }
    assert_int_equal(stage_ready_at(history, 9), minute(160));
    assert_int_equal(stage_ready_at(history, 8), 0);
    assert_int_equal(stage_ready_at(history, 0), 0);
}

static Stage stage_in(const StageAt *history, size_t n, Ms arrived, Ms at) {
    Stage now = n && arrived && history[0].stage == STAGE_CHECK_IN && at >= arrived ? STAGE_CHECK_IN : STAGE_NONE;
    for (size_t i = 0; i < n; i++)
        if (history[i].at <= at) now = history[i].stage;
    return now;
}

static void any_way_adds_up_minute_by_minute(void **state) {
    (void)state;
    srand(261124);
    for (int round = 0; round < 300; round++) {
        StageAt history[12];
        size_t n = (size_t)(rand() % 13);
        int at = rand() % 20;
        for (size_t i = 0; i < n; i++, at += rand() % 40)
            history[i] = (StageAt){(Stage)(STAGE_CHECK_IN + rand() % 8), minute(at)};
        Ms arrived = rand() % 2 ? minute(0) : 0, until = minute(at + rand() % 30);
        StageStay stay[STAGES_SHOWN];
        stage_stays(history, n, arrived, until, stay);
        int64_t slow[STAGES_SHOWN] = {0};
        for (Ms t = minute(0); t < until; t += MS_MINUTE) {
            Stage now = stage_in(history, n, arrived, t);
            if (now >= STAGE_CHECK_IN && now <= STAGE_READY) slow[now - 1]++;
        }
        for (int i = 0; i < STAGES_SHOWN; i++)
            if (stay[i].length != slow[i] * MS_MINUTE)
                fail_msg("round %d, stage %d: %lld min, not %lld", round, i + 1,
                         (long long)(stay[i].length / MS_MINUTE), (long long)slow[i]);
    }
}

static void early_and_late_to_the_minute(void **state) {
    (void)state;
    static const struct {
        Ms off;
        int minutes;
    } cases[] = {{0, 0},
                 {29999, 0},
                 {30000, 1},
                 {-29999, 0},
                 {-30000, -1},
                 {12 * MS_MINUTE, 12},
                 {-12 * MS_MINUTE, -12},
                 {25 * MS_HOUR, 1500}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(stage_deviation(minute(0), minute(0) + cases[i].off), cases[i].minutes);
}

/* "U" unknown, "o" open, "n" now, "d" done, by level. */
static void ticks(void **state) {
    (void)state;
    static const struct {
        int seen[INSPECTION_LEVELS];
        Stage now;
        const char *want;
    } cases[] = {
        {{0, 0, 0}, STAGE_IN_WORK, "UUU"},
        {{0, 0, 0}, STAGE_READY, "UUU"}, /* no level was told: nothing is claimed */
        {{1, 0, 0}, STAGE_INSPECTION, "noo"},
        {{1, 2, 0}, STAGE_INSPECTION, "dno"},
        {{0, 2, 0}, STAGE_INSPECTION, "dno"},
        {{0, 0, 3}, STAGE_INSPECTION, "ddn"},
        {{1, 2, 3}, STAGE_WASH, "ddd"},
        {{1, 0, 0}, STAGE_READY, "ddd"},
        {{1, 2, 0}, STAGE_IN_WORK, "doo"}, /* back to work before the round ended */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Ms seen[INSPECTION_LEVELS];
        for (int l = 0; l < INSPECTION_LEVELS; l++) seen[l] = cases[i].seen[l] ? minute(cases[i].seen[l]) : 0;
        Inspection in = inspection_ticks(seen, cases[i].now);
        for (int l = 0; l < INSPECTION_LEVELS; l++)
            if ("Uond"[in.tick[l]] != cases[i].want[l]) fail_msg("case %zu, level %d: %d", i, l + 1, (int)in.tick[l]);
        assert_int_equal(in.known, cases[i].want[0] != 'U');
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stay_in_rounds),
        cmocka_unit_test(any_way_adds_up_minute_by_minute),
        cmocka_unit_test(early_and_late_to_the_minute),
        cmocka_unit_test(ticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
