/* 10,000 offers asked about one car: their rules read once as with a snapshot, then verdicts and order again and again
 * for changing cars. Prints "FIGURE lounge VALUE" in milliseconds for run.sh. */
#include "rules/targeting.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { OFFERS = 10000, ROUNDS = 400 };

/* The program's own time: what else this machine does is not asked. */
static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Rules as a store writes them, none and simple ones with hard ones between; every number differs. */
static TargetText text_of(Arena *arena, int i) {
    static const char *const models[] = {"卡罗拉;雷凌", "凯美瑞;皇冠;亚洲龙;普拉多;赛那", "汉兰达", "RAV4 荣放"},
                             *const habits[] = {"short", "long;highway", "!city", "city"},
                             *const places[] = {"dust", "rain", "not mountain", "dust;rain"};
    TargetText t = {{"", "", "", "", "", ""}, ""};
    if (i % 2) t.axis[AXIS_MODEL] = models[i / 2 % 4];
    if (i % 3) t.axis[AXIS_AGE] = arena_printf(arena, "%d-%d", i % 48, i % 48 + 36);
    if (i % 5) t.axis[AXIS_MILEAGE] = arena_printf(arena, "%d-", i * 7 % 90000);
    if (i % 7 == 0) t.axis[AXIS_VISITS] = "2-";
    if (i % 4 == 0) t.axis[AXIS_HABIT] = habits[i / 4 % 4];
    if (i % 6 == 0) t.axis[AXIS_ENVIRONMENT] = places[i / 6 % 4];
    if (i % 10 == 9)
        t.rule = arena_printf(arena,
                              "any(mileage_km %d-, habit short & visits_12m 2-) & not any(environment mountain, model "
                              "普拉多) ?yes else hide",
                              i * 3 % 80000);
    return t;
}

int main(void) {
    static TargetRule rules[OFFERS];
    static unsigned char fits[OFFERS];
    static uint32_t order[OFFERS];
    static double took[ROUNDS];
    static const char *const models[] = {"卡罗拉", "凯美瑞", "普拉多", "RAV4 荣放"};
    Arena arena = {0};
    size_t shown = 0;
    double began = now_ms();
    for (int i = 0; i < OFFERS; i++) {
        TargetText text = text_of(&arena, i);
        Err err = {0};
        int field;
        if (target_parse(&text, &arena, &rules[i], &field, &err)) continue;
        fprintf(stderr, "offer %d: %s\n", i, err.en);
        return 1;
    }
    double read = now_ms() - began;
    for (int round = 0; round < ROUNDS; round++) {
        const char *model = models[round % 4];
        CarFacts car = {arena_printf(&arena, "%s 2.0", model),
                        model,
                        model,
                        "Car",
                        round % 90,
                        round * 251 % 120000,
                        round % 6,
                        round % 3 ? "short city" : "",
                        round % 2 ? "dust" : ""};
        began = now_ms();
        for (int i = 0; i < OFFERS; i++) fits[i] = (unsigned char)target_fit(&rules[i], &car);
        shown += fits_order(fits, OFFERS, order);
        took[round] = now_ms() - began;
    }
    qsort(took, ROUNDS, sizeof *took, by_value);
    printf("targeting_p50 lounge %.3f\ntargeting_p99 lounge %.3f\ntargeting_read lounge %.3f\n", took[ROUNDS / 2],
           took[ROUNDS * 99 / 100], read);
    arena_free(&arena);
    return shown ? 0 : 1;
}
