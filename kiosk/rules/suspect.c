/* Which ratings look wrong. One pass each; the runs with a window that slides over the night's good ones. */
#include "suspect.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* From may be later than to, over midnight. */
static bool is_night(const SuspectRules *r, Ms at) {
    LocalTime t = local_of(at);
    int now = t.hour * 60 + t.minute;
    return r->night_from <= r->night_to ? now >= r->night_from && now < r->night_to
                                        : now >= r->night_from || now < r->night_to;
}

static unsigned alone(const SuspectRules *r, const SuspectRating *x) {
    unsigned why = 0;
    if (r->face_ms && x->face_ms >= 0 && x->face_ms < r->face_ms) why |= SUSPECT_FAST_FACE;
    if (r->mark_ms && x->marks > 1 && x->marks_ms >= 0 && x->marks_ms < r->mark_ms * x->marks)
        why |= SUSPECT_FAST_MARKS;
    if (r->faces && x->faces > r->faces) why |= SUSPECT_MANY_FACES;
    if (r->visit_ratings && x->visit_ratings > r->visit_ratings) why |= SUSPECT_MANY_RATINGS;
    return why;
}

static bool may_run(const SuspectRules *r, const SuspectRating *x) {
    return x->score >= r->run_score && is_night(r, x->at);
}

/* The next one from i on that may belong to a run; n = none. */
static size_t next_of_run(const SuspectRules *r, const SuspectRating *ratings, size_t n, size_t i) {
    while (i < n && !may_run(r, &ratings[i])) i++;
    return i;
}

/* `first` to `last` are run_count that may; each step moves both on by one. `marked` is up to where a run was seen. */
static void judge_runs(const SuspectRules *r, SuspectRating *ratings, size_t n) {
    size_t first = next_of_run(r, ratings, n, 0), last = first, marked = 0;
    for (int i = 1; i < r->run_count && last < n; i++) last = next_of_run(r, ratings, n, last + 1);
    while (last < n) {
        if (ratings[last].at - ratings[first].at <= r->run_minutes * MS_MINUTE) {
            for (size_t i = first > marked ? first : marked; i <= last; i++)
                if (may_run(r, &ratings[i])) ratings[i].why |= SUSPECT_NIGHT_RUN;
            marked = last + 1;
        }
        first = next_of_run(r, ratings, n, first + 1);
        last = next_of_run(r, ratings, n, last + 1);
    }
}

void suspect_judge(const SuspectRules *rules, SuspectRating *ratings, size_t n) {
    for (size_t i = 0; i < n; i++) ratings[i].why = alone(rules, &ratings[i]);
    if (rules->run_count && rules->run_score && rules->run_minutes) judge_runs(rules, ratings, n);
}

void suspect_words(unsigned why, char out[SUSPECT_WORDS_SIZE]) {
    static const char *const words[] = {"fast_face", "fast_marks", "many_faces", "many_ratings", "night_run"};
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!(why & 1U << i)) continue;
        used += (size_t)snprintf(out + used, SUSPECT_WORDS_SIZE - used, "%s%s", used ? " " : "", words[i]);
    }
}
