/* When will it be ready (domain.md 3): the interval's ends, its conditions, that it holds as often as it says, and how
 * long it takes to work out. */
#include "rules/eta.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

static Ms holidays[3]; /* 1 to 3 October 2026 */
static WorkHours hours = {.open_minute = 510, .close_minute = 1080, .holidays = holidays, .n_holidays = 3};

static Ms at(const char *text) {
    Ms ms;
    assert_true(instant_parse(text, &ms));
    return ms;
}

static int in_shanghai(void **state) {
    (void)state;
    if (!zone_use("Asia/Shanghai", NULL)) return -1;
    for (int i = 0; i < 3; i++) holidays[i] = at("2026-10-01 00:00") + i * MS_DAY;
    return 0;
}

static void assert_instant(Ms got, const char *want) {
    char shown[32] = "none";
    if (got) instant_show(got, shown, sizeof shown);
    assert_string_equal(shown, want);
}

static uint64_t seed;
static double random_unit(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (double)(seed >> 11) / 9007199254740992.0;
}

static int random_below(int n) {
    return (int)(random_unit() * n);
}

/* Skewed as repairs are: mostly short, some very long; at least `least` minutes, about 3 × least in the middle. */
static int skewed(int least) {
    double u = random_unit();
    return (int)(least * (1 + 2 * u / (1.02 - u)));
}

/* --- past orders --- */

/* A maintenance that was in work from 9:00 for so many minutes and then ready. */
static EtaPast in_work_for(int minutes) {
    EtaPast past = {.kind = KIND_MAINTENANCE, .arrived = at("2026-09-07 09:00")};
    past.ready = work_add(&hours, past.arrived, minutes);
    past.entered[STAGE_IN_WORK - 1] = past.arrived;
    past.entered[STAGE_READY - 1] = past.ready;
    past.exact[STAGE_IN_WORK - 1] = past.exact[STAGE_READY - 1] = true;
    return past;
}

static EtaTable *table_of(const int *minutes, size_t n) {
    EtaPast *past = calloc(n + 1, sizeof *past);
    for (size_t i = 0; i < n; i++) past[i] = in_work_for(minutes[i]);
    EtaTable *table = eta_build(past, n, &hours);
    free(past);
    return table;
}

/* Totals of step, 2 × step … n × step minutes. */
static EtaTable *even_table(int n, int step) {
    int minutes[200];
    for (int i = 0; i < n; i++) minutes[i] = (i + 1) * step;
    return table_of(minutes, (size_t)n);
}

static EtaAsk ask_in_work(const char *since, const char *now) {
    return (EtaAsk){.kind = KIND_MAINTENANCE,
                    .stage = STAGE_IN_WORK,
                    .arrived = at(since),
                    .entered = at(since),
                    .exact = true,
                    .now = at(now)};
}

/* An order through all seven stages, each known exactly but as said in `rough` (one of so many is not). */
static EtaPast random_past(Kind kind, Ms around, int rough) {
    EtaPast past = {.kind = kind};
    Ms t = work_next(&hours, around - random_below(90 * 1440) * MS_MINUTE);
    past.arrived = t;
    for (int i = 0; i < STAGES_SHOWN; i++) {
        bool skipped = i > 0 && i < STAGES_SHOWN - 1 && random_below(6) == 0;
        if (!skipped) past.entered[i] = t;
        past.exact[i] = !rough || random_below(rough) > 0;
        if (!skipped && i < STAGES_SHOWN - 1)
            t = work_add(&hours, t, skewed(12) + random_below(3)) + random_below(60000);
    }
    past.ready = past.entered[STAGES_SHOWN - 1];
    if (random_below(8) == 0) past.entered[STAGES_SHOWN - 1] = 0; /* first seen as delivered */
    return past;
}

/* --- tests --- */

static void quantiles_stand_at_p_of_n_plus_1(void **state) {
    (void)state;
    static const int values[] = {10, 20, 30, 40, 50, 60, 70, 80, 90, 1000};
    static const struct {
        size_t n;
        double p, want;
    } cases[] = {
        {9, 0.1, 10},  {9, 0.9, 90},   {9, 0.5, 50}, {4, 0.5, 25}, {10, 0.5, 55},
        {10, 0.1, 11}, {10, 0.9, 909}, /* place 1.1 and 9.9 */
        {3, 0.1, 10},  {3, 0.9, 30},   /* beyond the ends: the ends */
        {1, 0.1, 10},  {1, 0.9, 10},   {9, 0, 10},   {9, 1, 90},   {0, 0.5, 0},
    };
    for
        EACH(i, cases) {
            double got = eta_quantile(values, cases[i].n, cases[i].p);
            assert_true(got > cases[i].want - 1e-9 && got < cases[i].want + 1e-9);
        }
}

/* domain.md 3: 10th–90th percentile by p(n+1), outwards to 5 minutes, not before now. */
static void the_interval_is_cut_from_what_it_really_took(void **state) {
    (void)state;
    static const int skew[20] = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 60, 200, 500};
    EtaTable *even = even_table(99, 3), *skewed_table = table_of(skew, 20), *odd = even_table(99, 1);
    struct {
        const EtaTable *table;
        const char *now, *from, *to;
        int sample;
    } cases[] = {
        {even, "2026-11-23 09:00", "2026-11-23 09:30:00", "2026-11-23 13:30:00", 99},         /* 30 and 270 */
        {skewed_table, "2026-11-23 09:00", "2026-11-23 09:10:00", "2026-11-23 12:10:00", 20}, /* 10; 60 + 0.9 × 140 */
        {odd, "2026-11-23 09:02", "2026-11-23 09:10:00", "2026-11-23 10:30:00", 99}, /* 9:12, 10:32: see below */
        {odd, "2026-11-23 09:04:59", "2026-11-23 09:10:00", "2026-11-23 10:30:00", 99},
    };
    for
        EACH(i, cases) {
            EtaAsk ask = ask_in_work(cases[i].now, cases[i].now);
            Eta eta = eta_ask(cases[i].table, &ask);
            assert_int_equal(eta.kind, ETA_INTERVAL);
            assert_instant(eta.from, cases[i].from);
            assert_instant(eta.to, cases[i].to);
            assert_int_equal(eta.sample, cases[i].sample);
            assert_false(eta.whole_stay);
        }
    eta_free(even);
    eta_free(skewed_table);
    eta_free(odd);
}

/* 1 … 99 minutes: outwards to 9:10–10:35 (8 … 93 of them) would be 86 in 100; to 10:30 it is 81, from 9:15 it were 81
 * too. Of 3 … 297 minutes 9:30–13:30 are 81 as they stand. */
static void a_short_span_is_not_rounded_to_more_than_it_says(void **state) {
    (void)state;
    EtaTable *odd = even_table(99, 1);
    EtaAsk ask = ask_in_work("2026-11-23 09:02", "2026-11-23 09:02");
    Eta eta = eta_ask(odd, &ask);
    int inside = 0;
    for (int i = 1; i <= 99; i++) {
        Ms ready = at("2026-11-23 09:02") + i * MS_MINUTE;
        inside += ready >= eta.from && ready <= eta.to;
    }
    assert_int_equal(inside, 81);
    eta_free(odd);
}

static void it_is_never_before_now(void **state) {
    (void)state;
    static const int quick[20] = {0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    EtaTable *table = table_of(quick, 20);
    EtaAsk ask = ask_in_work("2026-11-23 09:03", "2026-11-23 09:03");
    Eta eta = eta_ask(table, &ask);
    assert_int_equal(eta.kind, ETA_INTERVAL);
    assert_instant(eta.from, "2026-11-23 09:03:00"); /* not 9:00 */
    assert_instant(eta.to, "2026-11-23 09:05:00");
    ask.now = at("2026-11-23 09:02"); /* a clock behind the export's */
    eta = eta_ask(table, &ask);
    assert_instant(eta.from, "2026-11-23 09:02:00");
    eta_free(table);
}

/* domain.md 3: at least 20 such orders; with fewer the advisor's promised time. */
static void nineteen_are_too_few(void **state) {
    (void)state;
    static const struct {
        int n;
        const char *promised;
        EtaKind kind;
        const char *to;
    } cases[] = {
        {20, "2026-11-23 16:30", ETA_INTERVAL, "2026-11-23 12:05:00"}, /* 189 minutes; to 12:10 18 of 21 */
        {20, NULL, ETA_INTERVAL, "2026-11-23 12:05:00"},
        {20, "2026-11-23 08:00", ETA_INTERVAL, "2026-11-23 12:05:00"},
        {19, "2026-11-23 16:32", ETA_PROMISED, "2026-11-23 16:32:00"}, /* the advisor's word, not rounded */
        {19, "2026-11-23 08:59", ETA_NONE, "none"},                    /* before the arrival: mistyped */
        {19, NULL, ETA_NONE, "none"},
        {0, "2026-11-23 16:30", ETA_PROMISED, "2026-11-23 16:30:00"},
        {0, NULL, ETA_NONE, "none"},
    };
    for
        EACH(i, cases) {
            EtaTable *table = even_table(cases[i].n, 10);
            EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:00");
            if (cases[i].promised) ask.promised = at(cases[i].promised);
            Eta eta = eta_ask(table, &ask);
            assert_int_equal(eta.kind, cases[i].kind);
            assert_instant(eta.to, cases[i].to);
            assert_int_equal(eta.sample, cases[i].n);
            eta_free(table);
        }
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:00");
    assert_int_equal(eta_ask(NULL, &ask).kind, ETA_NONE);
}

/* Only orders "still in this stage after the same elapsed time": 10, 20 … 990 minutes, 50 left after 500. */
static void the_time_already_spent_counts(void **state) {
    (void)state;
    EtaTable *table = even_table(99, 10);
    EtaAsk ask = ask_in_work("2026-11-23 08:30", "2026-11-23 16:50"); /* 500 minutes */
    Eta eta = eta_ask(table, &ask);
    assert_int_equal(eta.kind, ETA_INTERVAL);
    assert_int_equal(eta.sample, 50);                /* 500 … 990 */
    assert_instant(eta.from, "2026-11-23 17:30:00"); /* place 5.1: 541 − 500 = 41 minutes, 17:31 */
    assert_instant(eta.to,
                   "2026-11-24 14:45:00"); /* place 45.9: 949 − 500 = 449: 70 today, then 379 from 8:30: 14:49 */
    ask.now += MS_MINUTE;
    assert_int_equal(eta_ask(table, &ask).sample, 49);
    eta_free(table);
}

/* Past the interval that stood at the start: late, with what those took that were as slow. */
static void past_the_interval_is_late(void **state) {
    (void)state;
    EtaTable *few = even_table(50, 2), *many = even_table(200, 2); /* up to 91.8 and 361.8 minutes: 92 and 362 */
    static const struct {
        bool many;
        const char *now;
        EtaKind kind;
        const char *to;
    } cases[] = {
        {false, "2026-11-23 09:00", ETA_INTERVAL, "2026-11-23 10:30:00"}, /* 10:32; it is late from 10:35 on */
        {false, "2026-11-23 10:35", ETA_PROMISED, "2026-11-23 16:30:00"}, /* under 20 were as slow; not past it */
        {false, "2026-11-23 10:36", ETA_LATE, "none"},
        {false, "2026-11-23 17:36", ETA_LATE, "none"},
        {true, "2026-11-23 15:02", ETA_INTERVAL, "2026-11-23 15:35:00"}, /* 362: 20 left, 362 … 400; 397.8 is 15:38 */
        {true, "2026-11-23 15:04", ETA_PROMISED, "2026-11-23 16:30:00"}, /* 19 left */
        {true, "2026-11-23 15:06", ETA_LATE, "none"},
    };
    for
        EACH(i, cases) {
            EtaAsk ask = ask_in_work("2026-11-23 09:00", cases[i].now);
            ask.promised = at("2026-11-23 16:30");
            Eta eta = eta_ask(cases[i].many ? many : few, &ask);
            assert_int_equal(eta.kind, cases[i].kind);
            assert_instant(eta.to, cases[i].to);
        }
    eta_free(few);
    eta_free(many);

    int minutes[400];
    for (int i = 0; i < 400; i++) minutes[i] = i + 1;
    EtaTable *plenty = table_of(minutes, 400);
    EtaAsk ask =
        ask_in_work("2026-11-23 09:00", "2026-11-23 15:06"); /* 366 minutes; of which 361 is the 90th percentile */
    Eta eta = eta_ask(plenty, &ask);
    assert_int_equal(eta.kind, ETA_LATE);
    assert_int_equal(eta.sample, 35);
    assert_instant(eta.from, "2026-11-23 15:06:00"); /* 369.6: 15:09, rounded to 15:05, which is past */
    assert_instant(eta.to, "2026-11-23 15:35:00");   /* 395.x: 15:37 */
    eta_free(plenty);
}

/* Business hours and holidays (domain.md 5): estimates end while the store is open. */
static void nights_weekends_and_holidays_are_not_worked(void **state) {
    (void)state;
    EtaTable *table = even_table(99, 1); /* 10 to 90 minutes */
    static const struct {
        const char *now, *from, *to;
    } cases[] = {
        {"2026-11-23 17:00", "2026-11-23 17:10:00", "2026-11-24 09:00:00"},
        {"2026-11-23 17:50", "2026-11-23 18:00:00", "2026-11-24 09:50:00"},
        {"2026-11-23 20:00", "2026-11-24 08:40:00", "2026-11-24 10:00:00"},
        {"2026-11-23 03:00", "2026-11-23 08:40:00", "2026-11-23 10:00:00"},
        {"2026-11-27 17:30", "2026-11-27 17:40:00", "2026-11-28 09:30:00"}, /* Saturdays are worked */
        {"2026-09-30 17:55", "2026-10-04 08:35:00", "2026-10-04 09:55:00"}, /* holidays are not */
        {"2026-10-02 11:00", "2026-10-04 08:40:00", "2026-10-04 10:00:00"},
    };
    for
        EACH(i, cases) {
            EtaAsk ask = ask_in_work(cases[i].now, cases[i].now);
            Eta eta = eta_ask(table, &ask);
            assert_int_equal(eta.kind, ETA_INTERVAL);
            assert_instant(eta.from, cases[i].from);
            assert_instant(eta.to, cases[i].to);
        }
    EtaAsk ask = ask_in_work("2026-11-23 17:55", "2026-11-24 08:35"); /* 10 minutes, not 14 hours */
    assert_int_equal(eta_ask(table, &ask).sample, 90);
    eta_free(table);
}

/* domain.md 3: the whole stay where exports are over 15 minutes apart. */
static void rough_starts_use_the_whole_stay(void **state) {
    (void)state;
    EtaPast past[60];
    for (int i = 0; i < 60; i++) {
        past[i] = in_work_for(10 * (i + 1));
        past[i].entered[STAGE_WASH - 1] = past[i].entered[STAGE_IN_WORK - 1] = work_add(&hours, past[i].arrived, 5);
        past[i].exact[STAGE_IN_WORK - 1] = i < 30; /* these know when work started and ended */
        past[i].exact[STAGE_WASH - 1] = i < 25;    /* these know it of the work only */
    }
    EtaTable *table = eta_build(past, 60, &hours);
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:00");
    Eta eta = eta_ask(table, &ask);
    assert_int_equal(eta.sample, 25); /* the start and the end of the stage are known */
    assert_false(eta.whole_stay);
    ask.exact = false;
    ask.arrived = at("2026-11-23 08:50");
    eta = eta_ask(table, &ask);
    assert_int_equal(eta.kind, ETA_INTERVAL);
    assert_int_equal(eta.sample, 60);
    assert_true(eta.whole_stay);
    assert_instant(eta.from, "2026-11-23 09:50:00"); /* place 6.1: 61 minutes from 8:50 */
    assert_instant(eta.to, "2026-11-23 18:00:00");   /* place 54.9: 549 */
    ask.exact = true;
    ask.entered = 0;
    assert_true(eta_ask(table, &ask).whole_stay);
    ask.arrived = 0;
    assert_int_equal(eta_ask(table, &ask).kind, ETA_NONE);
    eta_free(table);
}

static void kinds_and_stages_are_not_mixed(void **state) {
    (void)state;
    EtaTable *table = even_table(99, 3);
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:00");
    for (int kind = KIND_NONE; kind <= KINDS; kind++) {
        ask.kind = (Kind)kind;
        assert_int_equal(eta_ask(table, &ask).sample, kind == KIND_MAINTENANCE ? 99 : 0);
    }
    ask.kind = KIND_MAINTENANCE;
    for (int stage = STAGE_NONE; stage < STAGE_READY; stage++) {
        ask.stage = (Stage)stage;
        assert_int_equal(eta_ask(table, &ask).sample, stage == STAGE_IN_WORK ? 99 : 0);
    }
    ask.stage = STAGE_READY;
    assert_int_equal(eta_ask(table, &ask).kind, ETA_READY);
    ask.stage = STAGE_DELIVERED;
    ask.hold = HOLD_PARTS;
    assert_int_equal(eta_ask(NULL, &ask).kind, ETA_READY);
    eta_free(table);
}

/* domain.md 3: on hold `parts` the parts' expected arrival first; the dates are those of domain.md 11, lines 31–33. */
static void waiting_for_parts_comes_first(void **state) {
    (void)state;
    static const struct {
        const char *parts, *now;
        EtaKind kind;
        const char *from;
    } cases[] = {
        {"2026-11-23 16:40", "2026-11-23 14:20", ETA_PARTS, "2026-11-23 16:40:00"},
        {"2026-11-23 16:40", "2026-11-23 16:40", ETA_PARTS, "2026-11-23 16:40:00"},
        {"2026-11-23 16:40", "2026-11-23 16:41", ETA_LATE, "none"},
        {"2026-11-25 00:00", "2026-11-23 14:20", ETA_PARTS, "2026-11-25 00:00:00"},
        {"2026-11-25 00:00", "2026-11-25 14:20", ETA_PARTS, "2026-11-25 00:00:00"}, /* the day is not over */
        {"2026-11-25 00:00", "2026-11-26 00:00", ETA_LATE, "none"},
        {NULL, "2026-11-23 14:20", ETA_PARTS, "none"},
    };
    EtaTable *table = even_table(99, 3);
    for
        EACH(i, cases) {
            EtaAsk ask = ask_in_work("2026-11-23 09:00", cases[i].now);
            ask.hold = HOLD_PARTS;
            ask.promised = at("2026-11-23 10:00");
            if (cases[i].parts) ask.parts_at = at(cases[i].parts);
            Eta eta = eta_ask(table, &ask);
            assert_int_equal(eta.kind, cases[i].kind);
            assert_instant(eta.parts_from, cases[i].from);
            assert_int_equal(eta.parts_to, eta.parts_from);
            assert_int_equal(eta.from, 0);
        }
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:00");
    ask.hold = HOLD_APPROVAL;
    assert_int_equal(eta_ask(table, &ask).kind, ETA_INTERVAL);
    eta_free(table);
}

/* Promised for 16:00; such parts were 0, 10 … 390 minutes late. After a wait 30 past orders took 60 minutes more. */
static void parts_come_as_late_as_they_do(void **state) {
    (void)state;
    EtaPast past[30];
    int slips[40];
    for (int i = 0; i < 40; i++) slips[i] = 10 * i;
    for (int i = 0; i < 30; i++) {
        past[i] = in_work_for(390);
        past[i].waited = work_add(&hours, past[i].arrived, 30);
        past[i].wait_stage = STAGE_IN_WORK;
        past[i].resumed = work_add(&hours, past[i].arrived, 330);
    }
    EtaTable *table = eta_build(past, 30, &hours);
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 14:00");
    ask.hold = HOLD_PARTS;
    ask.parts_at = at("2026-11-23 10:00");
    ask.now = at("2026-11-23 09:30");
    ask.slips = slips;
    ask.n_slips = 40;
    Eta eta = eta_ask(table, &ask);
    assert_int_equal(eta.kind, ETA_PARTS);
    assert_instant(eta.parts_from, "2026-11-23 10:31:00");                     /* place 4.1: 31 minutes */
    assert_instant(eta.parts_to, "2026-11-23 15:59:00");                       /* place 36.9: 359 */
    assert_in_range(eta.from, at("2026-11-23 11:20"), at("2026-11-23 11:35")); /* and an hour of work */
    assert_in_range(eta.to, at("2026-11-23 16:55"), at("2026-11-23 17:10"));
    ask.now = at("2026-11-23 12:00"); /* 28 of them had not come after 120 minutes either */
    eta = eta_ask(table, &ask);
    assert_instant(eta.parts_from, "2026-11-23 12:19:00"); /* 120 + place 2.9 */
    ask.now = at("2026-11-23 15:00");                      /* only 10 had not */
    eta = eta_ask(table, &ask);
    assert_int_equal(eta.kind, ETA_PARTS);
    assert_int_equal(eta.parts_from, 0);
    ask.now = at("2026-11-23 16:00");
    assert_int_equal(eta_ask(table, &ask).kind, ETA_LATE);
    ask.now = at("2026-11-23 09:30");
    ask.kind = KIND_REPAIR; /* nobody knows what is left after a wait */
    eta = eta_ask(table, &ask);
    assert_int_equal(eta.kind, ETA_PARTS);
    assert_instant(eta.parts_to, "2026-11-23 15:59:00");
    assert_int_equal(eta.to, 0);
    ask.n_slips = 19; /* too few to go by: as told */
    eta = eta_ask(table, &ask);
    assert_instant(eta.parts_to, "2026-11-23 10:00:00");
    eta_free(table);
}

static void rows_that_cannot_be_are_left_out(void **state) {
    (void)state;
    EtaPast past[6];
    for
        EACH(i, past) past[i] = in_work_for(60);
    past[0].ready = 0;
    past[1].ready = past[1].arrived - 1;
    past[2].arrived = 0;
    past[3].kind = (Kind)KINDS;
    past[4].entered[STAGE_IN_WORK - 1] = past[4].ready + 1; /* the whole stay is fine */
    past[5].entered[STAGE_IN_WORK - 1] = past[5].arrived - 1;
    EtaTable *table = eta_build(past, 6, &hours);
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:00");
    assert_int_equal(eta_ask(table, &ask).sample, 0);
    ask.exact = false;
    assert_int_equal(eta_ask(table, &ask).sample, 2);
    eta_free(table);
    table = eta_build(past, 4, &hours);
    assert_int_equal(eta_ask(table, &ask).sample, 0);
    eta_free(table);
    eta_free(eta_build(NULL, 0, &hours));
    eta_free(NULL);
}

/* Every third waits for parts from 30 to 330 minutes after it began and takes 60 more; the others take 61 to 120. */
static void a_wait_for_parts_is_a_state_of_its_own(void **state) {
    (void)state;
    EtaPast past[90];
    for (int i = 0; i < 90; i++) {
        past[i] = in_work_for(i % 3 ? 61 + i * 2 / 3 : 390);
        if (i % 3) continue;
        past[i].waited = work_add(&hours, past[i].arrived, 30);
        past[i].wait_stage = STAGE_IN_WORK;
        past[i].resumed = work_add(&hours, past[i].arrived, 330);
    }
    EtaTable *table = eta_build(past, 90, &hours);
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:20");
    assert_int_equal(eta_ask(table, &ask).sample, 90); /* whether it will wait is not known yet */
    ask.now = at("2026-11-23 09:40");
    Eta eta = eta_ask(table, &ask);
    assert_int_equal(eta.sample, 60); /* it does not: neither did those */
    assert_true(eta.to <= at("2026-11-23 11:05"));
    ask.now = at("2026-11-23 14:40");
    ask.resumed = at("2026-11-23 14:30"); /* its parts came: 60 minutes more, as the 30 took */
    eta = eta_ask(table, &ask);
    assert_int_equal(eta.kind, ETA_INTERVAL);
    assert_int_equal(eta.sample, 30);
    assert_instant(eta.from, "2026-11-23 15:30:00");
    assert_instant(eta.to, "2026-11-23 15:30:00");
    eta_free(table);
}

/* 60 orders seen ready at 10:00 that were not at 9:00: their ends are spread over that hour, not heaped at its end. */
static void what_two_exports_enclose_lies_between_them(void **state) {
    (void)state;
    EtaPast past[60];
    for (int i = 0; i < 60; i++) {
        past[i] = in_work_for(60);
        past[i].arrived += i * MS_SECOND; /* else they would all be the same order */
        past[i].ready_after = at("2026-09-07 09:00");
    }
    EtaTable *table = eta_build(past, 60, &hours);
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:00");
    ask.exact = false;
    Eta eta = eta_ask(table, &ask);
    assert_in_range(eta.from, at("2026-11-23 09:00"), at("2026-11-23 09:15"));
    assert_in_range(eta.to, at("2026-11-23 09:45"), at("2026-11-23 10:00"));
    eta_free(table);
}

/* 1 … 99 minutes in the stage, then 60 more: seen after 20 minutes, asked after 40. */
static void a_car_seen_a_while_ago_is_not_taken_to_be_there_still(void **state) {
    (void)state;
    EtaPast past[99];
    for (int i = 0; i < 99; i++) {
        past[i] = in_work_for(i + 61);
        past[i].entered[STAGE_WASH - 1] = work_add(&hours, past[i].arrived, i + 1);
        past[i].exact[STAGE_WASH - 1] = true;
    }
    EtaTable *table = eta_build(past, 99, &hours);
    EtaAsk ask = ask_in_work("2026-11-23 09:00", "2026-11-23 09:40");
    assert_int_equal(eta_ask(table, &ask).sample, 60); /* 40 … 99: as of now */
    ask.as_of = at("2026-11-23 09:20");
    assert_int_equal(eta_ask(table, &ask).sample, 80); /* 20 … 99 */
    ask.now = at("2026-11-23 10:30");
    assert_int_equal(eta_ask(table, &ask).sample, 70); /* of which 90 minutes or more to the end: 30 … 99 */
    eta_free(table);
}

/* --- against a model that filters, measures and sorts for every question --- */

static int by_value(const void *a, const void *b) {
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* Totals of the orders like this one, from the stage's start (stage 0: the arrival), sorted; their number. */
static int slow_totals(const EtaPast *past, int n, Kind kind, int stage, int elapsed, int *totals) {
    int found = 0;
    for (int i = 0; i < n; i++) {
        const EtaPast *p = &past[i];
        Ms start = stage ? p->entered[stage - 1] : p->arrived, end = p->ready;
        if (p->kind != kind || !start || (stage && !p->exact[stage - 1])) continue;
        int next = stage;
        while (stage && next < STAGES_SHOWN && !p->entered[next]) next++;
        if (stage && next < STAGES_SHOWN) {
            if (!p->exact[next]) continue;
            end = p->entered[next];
        }
        if (work_minutes(&hours, start, end) >= elapsed) totals[found++] = work_minutes(&hours, start, p->ready);
    }
    qsort(totals, (size_t)found, sizeof *totals, by_value);
    return found;
}

/* The p-quantile in minutes, in whole numbers: place p(n+1) in tenths, rounded down or up. */
static int slow_quantile(const int *sorted, int n, int tenths, bool up) {
    int place = tenths * (n + 1);
    if (place <= 10) return sorted[0];
    if (place >= 10 * n) return sorted[n - 1];
    int low = sorted[place / 10 - 1], high = sorted[place / 10];
    int scaled = low * 10 + (high - low) * (place % 10);
    return up ? (scaled + 9) / 10 : scaled / 10;
}

/* Instants to 5 minutes. */
static Ms five(Ms t, bool up) {
    return (t + (up ? 5 * MS_MINUTE - 1 : 0)) / (5 * MS_MINUTE) * (5 * MS_MINUTE);
}

static int count_within(const int *totals, int n, Ms since, Ms from, Ms to) {
    int inside = 0;
    for (int i = 0; i < n; i++) { /* a total is in whole minutes, an end at a whole minute or not */
        inside += totals[i] * MS_MINUTE >= work_length(&hours, since, from) &&
                  totals[i] * MS_MINUTE <= work_length(&hours, since, to);
    }
    return inside;
}

/* Outwards, unless more than 82 % of n + 1 are inside; then the way that comes nearest to 80 %. */
static void slow_rounding(const int *totals, int n, Ms since, Ms *from, Ms *to) {
    Ms low = work_add(&hours, since, slow_quantile(totals, n, 1, false));
    Ms high = work_add(&hours, since, slow_quantile(totals, n, 9, true));
    static const bool ways[][2] = {{false, true}, {false, false}, {true, true}, {true, false}};
    int nearest = 0;
    for
        EACH(i, ways) {
            Ms f = five(low, ways[i][0]), t = five(high, ways[i][1]);
            int off = 100 * count_within(totals, n, since, f, t) - 80 * (n + 1), miss = off < 0 ? -off : off;
            if (i > 0 && (f >= t || miss >= nearest)) continue;
            nearest = miss;
            *from = f;
            *to = t;
            if (i == 0 && off <= 2 * (n + 1)) return;
        }
}

static void assert_as_slow(const EtaTable *table, const EtaPast *past, int n, const EtaAsk *ask, int *totals) {
    Eta eta = eta_ask(table, ask);
    int stage = ask->exact ? (int)ask->stage : 0, passed = 0;
    Ms since = ask->exact ? ask->entered : ask->arrived, from, to;
    int all = slow_totals(past, n, ask->kind, stage, 0, totals);
    Ms end = all >= 20 ? work_add(&hours, since, slow_quantile(totals, all, 9, true)) : 0;
    bool late = end && ask->now > five(end, true);
    int found = slow_totals(past, n, ask->kind, stage, work_minutes(&hours, since, ask->as_of), totals);
    while (passed < found && totals[passed] < work_minutes(&hours, since, ask->now)) passed++;
    found -= passed;
    assert_int_equal(eta.kind, late ? ETA_LATE : found >= 20 ? ETA_INTERVAL : ETA_NONE);
    assert_int_equal(eta.sample, all >= 20 ? found : all);
    if (found < 20) return;
    slow_rounding(totals + passed, found, since, &from, &to);
    Ms soonest = work_next(&hours, ask->now);
    from = from < soonest ? soonest : from;
    assert_int_equal(eta.from, from);
    assert_int_equal(eta.to, to <= from ? five(from, true) : to);
}

static void a_slow_model_gives_the_same(void **state) {
    (void)state;
    enum { ORDERS = 400, ASKS = 300 };
    static EtaPast past[ORDERS];
    static int totals[ORDERS];
    seed = 20261123;
    Ms now = at("2026-11-23 14:20");
    for
        EACH(i, past) past[i] = random_past(random_below(3) ? KIND_MAINTENANCE : KIND_REPAIR, now, 6);
    EtaTable *table = eta_build(past, ORDERS, &hours);
    for (int i = 0; i < ASKS; i++) {
        Ms entered = now - random_below(i % 2 ? 30 : 1500) * MS_MINUTE;
        EtaAsk ask = {.kind = random_below(2) ? KIND_MAINTENANCE : KIND_REPAIR,
                      .stage = (Stage)(1 + random_below(6)),
                      .arrived = entered - random_below(60) * MS_MINUTE,
                      .entered = entered,
                      .exact = random_below(4) > 0,
                      .as_of = now - random_below(20) * MS_MINUTE,
                      .now = now + random_below(60000)};
        assert_as_slow(table, past, ORDERS, &ask, totals);
    }
    eta_free(table);
}

/* --- the interval holds as often as it says --- */

/* Share of draws that fall between the 10th and 90th percentile of n earlier ones, in thousandths. */
static int coverage_of_quantiles(int n, int rounds) {
    int sample[200], inside = 0;
    for (int r = 0; r < rounds; r++) {
        for (int i = 0; i < n; i++) sample[i] = skewed(100000);
        qsort(sample, (size_t)n, sizeof *sample, by_value);
        int next = skewed(100000);
        inside += next >= eta_quantile(sample, (size_t)n, 0.1) && next <= eta_quantile(sample, (size_t)n, 0.9);
    }
    return inside * 1000 / rounds;
}

/* domain.md 3: order statistics at p(n+1), "else 20 orders cover only 72 %". */
static void eight_of_ten_fall_inside_also_with_twenty_orders(void **state) {
    (void)state;
    seed = 4711;
    static const int sizes[] = {20, 21, 29, 50, 199};
    for
        EACH(i, sizes) {
            int share = coverage_of_quantiles(sizes[i], 20000);
            print_message("n = %d: %d.%d %% inside\n", sizes[i], share / 10, share % 10);
            assert_in_range(share, 785, 820);
        }
}

/* Asks about `order` when it has been in a stage for a while; false when it was not there any more. */
static bool ask_on_the_way(const EtaTable *table, const EtaPast *order, Eta *eta) {
    int stage = 1 + random_below(6), elapsed = random_below(60);
    if (!order->entered[stage - 1]) return false;
    EtaAsk ask = {.kind = order->kind, .stage = (Stage)stage, .arrived = order->arrived, .exact = true};
    ask.entered = order->entered[stage - 1];
    ask.now = work_add(&hours, ask.entered, elapsed);
    Ms left = order->ready;
    for (int later = stage; later < STAGES_SHOWN; later++)
        if (order->entered[later] && order->entered[later] < left) left = order->entered[later];
    if (left < ask.now) return false;
    *eta = eta_ask(table, &ask);
    return true;
}

/* The whole way: new orders are asked about at some moment of some stage, and their end is awaited. */
static void it_holds_in_replayed_history_too(void **state) {
    (void)state;
    enum { HISTORY = 150, ROUNDS = 60, NEW = 300 };
    static EtaPast past[HISTORY];
    seed = 815;
    int intervals = 0, inside = 0, late = 0;
    Ms around = at("2026-11-23 14:20");
    for (int r = 0; r < ROUNDS; r++) {
        for
            EACH(i, past) past[i] = random_past(KIND_REPAIR, around, 0);
        EtaTable *table = eta_build(past, HISTORY, &hours);
        for (int i = 0; i < NEW; i++) {
            EtaPast order = random_past(KIND_REPAIR, around, 0);
            Eta eta;
            if (!ask_on_the_way(table, &order, &eta)) continue;
            late += eta.kind == ETA_LATE;
            if (eta.kind != ETA_INTERVAL) continue;
            intervals++;
            inside += order.ready >= eta.from && order.ready <= eta.to;
        }
        eta_free(table);
    }
    int share = inside * 1000 / intervals;
    print_message("%d intervals, %d.%d %% inside; %d late\n", intervals, share / 10, share % 10, late);
    assert_true(intervals > 3000);
    assert_in_range(share, 790, 840); /* rounding outwards only adds */
}

/* targets: under 1 ms with 100,000 past orders, all of one kind being the worst case. */
static void a_hundred_thousand_orders_are_no_burden(void **state) {
    (void)state;
    enum { ORDERS = 100000, ASKS = 2000 };
    EtaPast *past = malloc(ORDERS * sizeof *past);
    seed = 99;
    Ms now = at("2026-11-23 14:20");
    for (int i = 0; i < ORDERS; i++) past[i] = random_past(KIND_MAINTENANCE, now, 0);
    Ms started = clock_mono();
    EtaTable *table = eta_build(past, ORDERS, &hours);
    Ms built = clock_mono();
    int intervals = 0;
    for (int i = 0; i < ASKS; i++) {
        EtaAsk ask = {.kind = KIND_MAINTENANCE, .stage = (Stage)(1 + i % 6), .exact = i % 7 != 0, .now = now};
        ask.entered = now - (i % 60) * MS_MINUTE;
        ask.arrived = now - (i % 300) * MS_MINUTE;
        intervals += eta_ask(table, &ask).kind == ETA_INTERVAL;
    }
    Ms asked = clock_mono();
    print_message("built in %d ms; %d asked in %d ms\n", (int)(built - started), ASKS, (int)(asked - built));
    assert_true(intervals > ASKS / 2);
    assert_true(asked - built < ASKS); /* 1 ms each */
    eta_free(table);
    free(past);
}

static void a_promise_before_the_arrival_is_a_slip_and_says_nothing(void **state) {
    (void)state;
    Ms noon = 1795406400000;
    EtaAsk ask = {
        .kind = KIND_REPAIR, .stage = STAGE_IN_WORK, .arrived = noon, .promised = noon - MS_DAY, .now = noon + MS_HOUR};
    assert_int_equal(eta_ask(NULL, &ask).kind, ETA_NONE);
    ask.promised = noon + 2 * MS_HOUR;
    assert_int_equal(eta_ask(NULL, &ask).kind, ETA_PROMISED);
    ask.now = ask.promised + MS_MINUTE;
    assert_int_equal(eta_ask(NULL, &ask).kind, ETA_LATE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promise_before_the_arrival_is_a_slip_and_says_nothing),
        cmocka_unit_test(quantiles_stand_at_p_of_n_plus_1),
        cmocka_unit_test(the_interval_is_cut_from_what_it_really_took),
        cmocka_unit_test(a_short_span_is_not_rounded_to_more_than_it_says),
        cmocka_unit_test(a_wait_for_parts_is_a_state_of_its_own),
        cmocka_unit_test(what_two_exports_enclose_lies_between_them),
        cmocka_unit_test(a_car_seen_a_while_ago_is_not_taken_to_be_there_still),
        cmocka_unit_test(it_is_never_before_now),
        cmocka_unit_test(nineteen_are_too_few),
        cmocka_unit_test(the_time_already_spent_counts),
        cmocka_unit_test(past_the_interval_is_late),
        cmocka_unit_test(nights_weekends_and_holidays_are_not_worked),
        cmocka_unit_test(rough_starts_use_the_whole_stay),
        cmocka_unit_test(kinds_and_stages_are_not_mixed),
        cmocka_unit_test(waiting_for_parts_comes_first),
        cmocka_unit_test(parts_come_as_late_as_they_do),
        cmocka_unit_test(rows_that_cannot_be_are_left_out),
        cmocka_unit_test(a_slow_model_gives_the_same),
        cmocka_unit_test(eight_of_ten_fall_inside_also_with_twenty_orders),
        cmocka_unit_test(it_holds_in_replayed_history_too),
        cmocka_unit_test(a_hundred_thousand_orders_are_no_burden),
    };
    return cmocka_run_group_tests(tests, in_shanghai, NULL);
}
