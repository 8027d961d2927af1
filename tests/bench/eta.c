/* An estimate from 100,000 past orders: the table is built once, then orders in every stage are asked about, also those
 * that wait for parts. Prints "FIGURE lounge VALUE" in milliseconds for run.sh. */
#include "rules/eta.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ORDERS = 100000, ASKS = 20000, SLIPS = 400 };

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint64_t seed = 20261123;
static int below(int n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (int)((seed >> 33) % (uint64_t)n);
}

/* One kind: the longest lists. Every tenth waits for parts. */
static EtaPast an_order(const WorkHours *hours, Ms around) {
    EtaPast past = {.kind = KIND_MAINTENANCE};
    Ms t = work_next(hours, around - below(90 * 1440) * MS_MINUTE);
    past.arrived = t;
    for (int i = 0; i < STAGES_SHOWN; i++) {
        past.entered[i] = t;
        past.after[i] = t - 10 * MS_MINUTE;
        past.exact[i] = true;
        if (i == STAGE_IN_WORK - 1 && below(10) == 0) {
            past.waited = work_add(hours, t, 10);
            past.wait_stage = STAGE_IN_WORK;
            t = past.resumed = work_add(hours, past.waited, 60 + below(1400));
        }
        if (i < STAGES_SHOWN - 1) t = work_add(hours, t, 5 + below(90));
    }
    past.ready = past.entered[STAGES_SHOWN - 1];
    past.ready_after = past.ready - 10 * MS_MINUTE;
    return past;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(void) {
    static EtaPast past[ORDERS];
    static double took[ASKS];
    static int slips[SLIPS];
    const WorkHours hours = {.open_minute = 510, .close_minute = 1080};
    Ms now;
    int told = 0;
    if (!zone_use("Asia/Shanghai", NULL) || !instant_parse("2026-11-23T14:20", &now)) return 1;
    for (int i = 0; i < ORDERS; i++) past[i] = an_order(&hours, now);
    for (int i = 0; i < SLIPS; i++) slips[i] = 12 * i - 400;
    double began = now_ms();
    EtaTable *table = eta_build(past, ORDERS, &hours);
    double built = now_ms() - began;
    for (int i = 0; i < ASKS; i++) {
        EtaAsk ask = {.kind = KIND_MAINTENANCE,
                      .stage = (Stage)(1 + i % 6),
                      .hold = i % 10 == 9 ? HOLD_PARTS : HOLD_NONE,
                      .arrived = now - below(600) * MS_MINUTE,
                      .entered = now - below(60) * MS_MINUTE,
                      .exact = i % 7 != 0,
                      .parts_at = now + (below(5000) - 400) * MS_MINUTE,
                      .slips = slips,
                      .n_slips = SLIPS,
                      .as_of = now - below(10) * MS_MINUTE,
                      .now = now};
        began = now_ms();
        EtaKind kind = eta_ask(table, &ask).kind;
        took[i] = now_ms() - began;
        told += kind == ETA_INTERVAL || kind == ETA_PARTS;
    }
    eta_free(table);
    qsort(took, ASKS, sizeof *took, by_value);
    printf("eta_p50 lounge %.4f\neta_p99 lounge %.4f\neta_build lounge %.1f\n", took[ASKS / 2], took[ASKS * 99 / 100],
           built);
    return told > ASKS / 2 ? 0 : 1;
}
