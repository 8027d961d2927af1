/* Ratings that look wrong: each threshold at its edge, and runs against a slow model that tries every window. */
#include "rules/suspect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const SuspectRules rules = {.face_ms = 600,
                                   .mark_ms = 250,
                                   .faces = 6,
                                   .visit_ratings = 1,
                                   .run_score = 5,
                                   .run_count = 4,
                                   .run_minutes = 20,
                                   .night_from = 19 * 60,
                                   .night_to = 7 * 60 + 30};

static Ms at(const char *local) {
    Ms ms = 0;
    if (!instant_parse(local, &ms)) fail_msg("no instant %s", local);
    return ms;
}

static void each_threshold_has_its_edge(void **state) {
    (void)state;
    static const struct {
        SuspectRating r;
        const char *why;
    } cases[] = {
        {{.face_ms = 599, .marks_ms = -1}, "fast_face"},
        {{.face_ms = 600, .marks_ms = -1}, ""},
        {{.face_ms = -1, .marks_ms = -1}, ""},
        {{.face_ms = -1, .marks = 5, .marks_ms = 1249}, "fast_marks"},
        {{.face_ms = -1, .marks = 5, .marks_ms = 1250}, ""},
        {{.face_ms = -1, .marks = 1, .marks_ms = 10}, ""}, /* one mark may have been meant at once */
        {{.face_ms = -1, .marks_ms = -1, .faces = 7}, "many_faces"},
        {{.face_ms = -1, .marks_ms = -1, .faces = 6, .visit_ratings = 1}, ""},
        {{.face_ms = -1, .marks_ms = -1, .visit_ratings = 2}, "many_ratings"},
        {{.face_ms = 0, .marks = 2, .marks_ms = 0, .faces = 9, .visit_ratings = 3},
         "fast_face fast_marks many_faces many_ratings"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SuspectRating r = cases[i].r;
        char words[SUSPECT_WORDS_SIZE];
        suspect_judge(&rules, &r, 1);
        suspect_words(r.why, words);
        if (strcmp(words, cases[i].why) != 0) fail_msg("case %zu: '%s', not '%s'", i, words, cases[i].why);
    }
    SuspectRating worst = cases[9].r;
    suspect_judge(&(SuspectRules){0}, &worst, 1); /* 0: not looked at */
    assert_int_equal(worst.why, 0);
}

static void fives_at_night_are_a_run_and_by_day_are_none(void **state) {
    (void)state;
    static const struct {
        const char *when[5];
        int score[5], run[5];
    } cases[] = {
        {{"2026-11-23T21:00", "2026-11-23T21:05", "2026-11-23T21:10", "2026-11-23T21:20", "2026-11-23T21:40"},
         {5, 5, 5, 5, 5},
         {1, 1, 1, 1, 0}},
        {{"2026-11-23T21:00", "2026-11-23T21:05", "2026-11-23T21:10", "2026-11-23T21:20:01", "2026-11-23T21:40"},
         {5, 5, 5, 5, 5},
         {0, 0, 0, 0, 0}},
        {{"2026-11-23T14:00", "2026-11-23T14:01", "2026-11-23T14:02", "2026-11-23T14:03", "2026-11-23T14:04"},
         {5, 5, 5, 5, 5},
         {0, 0, 0, 0, 0}},
        {{"2026-11-23T23:50", "2026-11-23T23:55", "2026-11-24T00:00", "2026-11-24T00:01", "2026-11-24T00:05"},
         {5, 5, 2, 5, 5},
         {1, 1, 0, 1, 1}}, /* over midnight; what another says between does not end it */
        {{"2026-11-24T07:20", "2026-11-24T07:25", "2026-11-24T07:29", "2026-11-24T07:30", "2026-11-24T07:31"},
         {5, 5, 5, 5, 5},
         {0, 0, 0, 0, 0}}, /* three, then the day begins */
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        SuspectRating r[5];
        for (int i = 0; i < 5; i++)
            r[i] =
                (SuspectRating){.at = at(cases[c].when[i]), .score = cases[c].score[i], .face_ms = -1, .marks_ms = -1};
        suspect_judge(&rules, r, 5);
        for (int i = 0; i < 5; i++)
            if ((r[i].why == SUSPECT_NIGHT_RUN) != cases[c].run[i]) fail_msg("case %zu, rating %d", c, i);
    }
}

/* Is x in any window of the length, begun at any rating, that holds enough good ones of the night? */
static int slow_run(const SuspectRules *s, const SuspectRating *r, size_t n, size_t x, const bool *night) {
    for (size_t from = 0; from < n; from++) {
        int count = 0, holds = 0;
        for (size_t i = 0; i < n; i++) {
            LocalTime t = local_of(r[i].at);
            if (!night[t.hour * 60 + t.minute] || r[i].score < s->run_score) continue;
            if (r[i].at < r[from].at || r[i].at - r[from].at > s->run_minutes * MS_MINUTE) continue;
            count++;
            holds |= i == x;
        }
        if (holds && count >= s->run_count) return 1;
    }
    return 0;
}

static void runs_are_those_of_a_slow_model(void **state) {
    (void)state;
    unsigned seed = 20261123;
    int found = 0;
    for (int round = 0; round < 150; round++) {
        SuspectRating r[24];
        SuspectRules s = rules;
        size_t n = (size_t)(rand_r(&seed) % 25);
        Ms now = at("2026-11-23T18:20");
        s.run_count = 1 + rand_r(&seed) % 5;
        s.run_minutes = 1 + rand_r(&seed) % 40;
        s.run_score = 4 + rand_r(&seed) % 2;
        if (round % 3 == 0) s.night_from = 9 * 60, s.night_to = 21 * 60; /* not over midnight */
        for (size_t i = 0; i < n; i++) {
            now += (rand_r(&seed) % 16) * MS_MINUTE + (rand_r(&seed) % 3) * 500;
            r[i] = (SuspectRating){.at = now, .score = 3 + rand_r(&seed) % 3, .face_ms = -1, .marks_ms = -1};
        }
        bool night[1440] = {false};
        for (int m = s.night_from; m != s.night_to; m = (m + 1) % 1440) night[m] = true;
        suspect_judge(&s, r, n);
        for (size_t i = 0; i < n; i++) {
            int is = r[i].why == SUSPECT_NIGHT_RUN;
            if (is != slow_run(&s, r, n, i, night)) fail_msg("round %d, rating %zu of %zu: %d", round, i, n, is);
            found += is;
        }
    }
    assert_true(found > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_threshold_has_its_edge),
        cmocka_unit_test(fives_at_night_are_a_run_and_by_day_are_none),
        cmocka_unit_test(runs_are_those_of_a_slow_model),
    };
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
