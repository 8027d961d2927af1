/* Day by day a table is built of what was known at the day's start, as the panel does; the moments of the day are asked
 * in turn. Orders are walked in the order of arrival; those that are over leave the list of open ones. */
#include "eta_check.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

typedef struct Walker {
    EtaReplay *r;
    EtaTally (*out)[STAGES_SHOWN];
    const EtaLife **by_arrival;
    EtaPast *ends; /* of by_arrival: how each ended, known only to the tally */
    Ms *known;     /* when that was first seen */
    size_t *open;  /* indices in service */
    size_t n_open, next;
    EtaTable *table;
    Ms day;
} Walker;

static int by_arrival(const void *a, const void *b) {
    const EtaLife *x = *(const EtaLife *const *)a, *y = *(const EtaLife *const *)b;
    return (x->arrived > y->arrived) - (x->arrived < y->arrived);
}

static void begin(Walker *w, EtaReplay *r) {
    size_t n = r->n + 1;
    w->by_arrival = mem_alloc(n * sizeof *w->by_arrival);
    w->ends = mem_alloc(n * sizeof *w->ends);
    w->known = mem_alloc(n * sizeof *w->known);
    w->open = mem_alloc(n * sizeof *w->open);
    for (size_t i = 0; i < r->n; i++) w->by_arrival[i] = &r->lives[i];
    if (r->n) qsort(w->by_arrival, r->n, sizeof *w->by_arrival, by_arrival);
    for (size_t i = 0; i < r->n; i++) w->ends[i] = eta_past_of(w->by_arrival[i], INT64_MAX, &w->known[i]);
}

/* What was known at the start of the day of `at`. */
static void know_day(Walker *w, Ms at) {
    Ms day = day_start(at), known;
    if (w->table && day == w->day) return;
    Ms since = day - w->r->past_days * MS_DAY;
    EtaPast *past = mem_alloc((w->r->n + 1) * sizeof *past);
    size_t n = 0;
    for (size_t i = 0; i < w->r->n && w->by_arrival[i]->arrived < day; i++) {
        if (!w->known[i] || w->known[i] > day || w->ends[i].ready < since) continue;
        past[n] = eta_past_of(w->by_arrival[i], day, &known);
        n += past[n].ready > 0;
    }
    eta_free(w->table);
    w->table = eta_build(past, n, w->r->hours);
    w->day = day;
    free(past);
}

/* The newest export by then, 0 = none. */
static Ms export_by(const EtaReplay *r, Ms at) {
    size_t low = 0, high = r->n_exports;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->exports[mid] <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low ? r->exports[low - 1] : 0;
}

/* Working time of after..ready that lies in from..to. */
static double part_in(const WorkHours *hours, Ms after, Ms ready, Ms from, Ms to) {
    return (double)work_length(hours, after > from ? after : from, ready < to ? ready : to);
}

static void tally_interval(EtaTally *t, const WorkHours *hours, const EtaPast *end, const Eta *eta, Ms now) {
    Ms after = end->ready_after ? end->ready_after : end->ready, ready = end->ready;
    double gap = (double)work_length(hours, after, ready), weight = 1, inside, early;
    if (gap > 0) {
        weight = part_in(hours, after, ready, now, ready) / gap;
        inside = part_in(hours, after, ready, eta->from, eta->to) / gap;
        early = part_in(hours, after, ready, now, eta->from) / gap;
    } else {
        inside = ready >= eta->from && ready <= eta->to;
        early = ready < eta->from;
    }
    t->intervals++;
    t->weight += weight;
    t->inside += inside;
    t->early += early;
    t->after += weight - inside - early;
    t->width += weight * work_minutes(hours, eta->from, eta->to);
}

static void ask_one(Walker *w, size_t i, Ms as_of, Ms now) {
    EtaAsk ask = {.as_of = as_of, .now = now};
    if (!eta_ask_of(w->by_arrival[i], as_of, &ask) || ask.stage >= STAGE_READY || !ask.stage) return;
    EtaTally *t = &w->out[ask.kind][ask.stage - 1];
    if (ask.hold == HOLD_PARTS) {
        t->parts++;
        return;
    }
    t->asked++;
    Eta eta = eta_ask(w->table, &ask);
    switch (eta.kind) {
    case ETA_INTERVAL: tally_interval(t, w->r->hours, &w->ends[i], &eta, now); break;
    case ETA_LATE: t->late++; break;
    case ETA_PROMISED:
        t->promises++;
        t->promises_kept += w->ends[i].ready <= eta.to;
        break;
    case ETA_NONE:
    case ETA_READY:
    case ETA_PARTS: t->silent++; break;
    }
}

static void ask_all(Walker *w, Ms now) {
    EtaReplay *r = w->r;
    Ms as_of = export_by(r, now);
    size_t kept = 0;
    while (w->next < r->n && w->by_arrival[w->next]->arrived <= now) w->open[w->n_open++] = w->next++;
    if (!as_of || now - as_of > r->stale) {
        r->hidden++;
        return;
    }
    know_day(w, now);
    r->moments++;
    for (size_t j = 0; j < w->n_open; j++) {
        size_t i = w->open[j];
        if (w->known[i] && w->known[i] <= as_of) continue; /* over, and never asked about again */
        w->open[kept++] = i;
        if (w->known[i] && w->by_arrival[i]->kind != KIND_PDS) ask_one(w, i, as_of, now);
    }
    w->n_open = kept;
}

/* Where in its stretch a moment lies: spread evenly, never in step with the exports (golden ratio). */
static Ms moment(Ms start, Ms step, unsigned count) {
    return start + (Ms)((double)step * (double)(count * 2654435769u) / 4294967296.0);
}

void eta_replay(EtaReplay *replay, EtaTally out[KINDS][STAGES_SHOWN]) {
    Walker w = {.r = replay, .out = out};
    unsigned count = 0;
    Ms step = replay->step_minutes * MS_MINUTE;
    memset(out, 0, KINDS * sizeof *out);
    replay->moments = replay->hidden = 0;
    begin(&w, replay);
    for (Ms day = day_start(replay->from); day < replay->to; day = day_add(day, 1)) {
        Ms open, close;
        if (!work_day(replay->hours, day, &open, &close)) continue;
        for (Ms start = open; start + step <= close; start += step) {
            Ms now = moment(start, step, ++count);
            if (now >= replay->from && now < replay->to) ask_all(&w, now);
        }
    }
    eta_free(w.table);
    free(w.by_arrival);
    free(w.ends);
    free(w.known);
    free(w.open);
}

void eta_tally_add(EtaTally *sum, const EtaTally *more) {
    sum->asked += more->asked;
    sum->intervals += more->intervals;
    sum->weight += more->weight;
    sum->inside += more->inside;
    sum->early += more->early;
    sum->after += more->after;
    sum->width += more->width;
    sum->late += more->late;
    sum->promises += more->promises;
    sum->promises_kept += more->promises_kept;
    sum->silent += more->silent;
    sum->parts += more->parts;
}
