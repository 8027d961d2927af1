/* Gathering what the bulletin says. */
#include "bulletin.h"

#include "store/gifts.h"

#include <stdlib.h>
#include <string.h>

/* ---- activities ---- */

static bool is_this_week(const Activity *a, const Bulletin *b) {
    Ms from, to;
    return daypart_coming(&a->part, b->monday, &from, &to) && from < day_add(b->sunday, 1);
}

static bool read_activities(Office *office, Bulletin *b, Err *err) {
    Activity *all;
    size_t n;
    FunnelTable sums;
    char from[32], to[32];
    FunnelAsk ask = {day_show(b->monday, from, sizeof from), day_show(b->sunday, to, sizeof to), BY_ACTIVITY, NULL,
                     NULL};
    if (!activities_all(office->db, &b->arena, &all, &n, err) || !funnel_read(office, &ask, &sums, err)) return false;
    b->activities = arena_alloc(&b->arena, (n + 1) * sizeof *all);
    b->activity_sums = arena_alloc(&b->arena, (n + 1) * sizeof *b->activity_sums);
    for (size_t i = 0; i < n; i++) {
        if (!is_this_week(&all[i], b)) continue;
        for (size_t j = 0; j < sums.n; j++)
            if (strcmp(sums.rows[j].key, all[i].activity_id) == 0) b->activity_sums[b->n_activities] = sums.rows[j];
        b->activities[b->n_activities++] = all[i];
    }
    funnel_free(&sums);
    return true;
}

/* ---- offers that begin or end ---- */

static bool is_within(const Bulletin *b, const char *day) {
    Ms at;
    return day_parse(day, &at) && at >= b->monday && at <= b->sunday;
}

static void add_once(Offer *list, size_t *n, const Offer *offer) {
    for (size_t i = 0; i < *n; i++)
        if (strcmp(list[i].offer_id, offer->offer_id) == 0) return;
    list[(*n)++] = *offer;
}

/* An offer of a week is on at some day of it. */
static bool read_changes(Office *office, Bulletin *b, Err *err) {
    for (int day = 0; day < 7; day++) {
        Offer *all;
        size_t n;
        if (!offers_read(office->db, &b->arena, day_add(b->monday, day), &all, &n, err)) return false;
        Offer *begin = arena_alloc(&b->arena, (b->n_begin + n + 1) * sizeof *begin),
              *end = arena_alloc(&b->arena, (b->n_end + n + 1) * sizeof *end);
        if (b->n_begin) memcpy(begin, b->begin, b->n_begin * sizeof *begin);
        if (b->n_end) memcpy(end, b->end, b->n_end * sizeof *end);
        b->begin = begin, b->end = end;
        for (size_t i = 0; i < n; i++) {
            if (is_within(b, all[i].from_day)) add_once(b->begin, &b->n_begin, &all[i]);
            if (is_within(b, all[i].to_day)) add_once(b->end, &b->n_end, &all[i]);
        }
    }
    return true;
}

/* ---- the best and the worst ---- */

static int by_rate(const void *a, const void *b) {
    const Funnel *x = &(*(FunnelRow *const *)a)->sums, *y = &(*(FunnelRow *const *)b)->sums;
    Share s, t;
    funnel_opened(x, &s), funnel_opened(y, &t);
    int64_t left = s.n * t.base, right = t.n * s.base;
    return left != right ? (left < right ? 1 : -1)
                         : strcmp((*(FunnelRow *const *)a)->key, (*(FunnelRow *const *)b)->key);
}

static bool read_figures(Office *office, Bulletin *b, Err *err) {
    char from[32], to[32];
    day_show(b->at, to, sizeof to);
    FunnelAsk ask = {day_show(day_add(b->at, -27), from, sizeof from), to, BY_OFFER, NULL, NULL};
    if (!funnel_read(office, &ask, &b->offers, err)) return false;
    b->ranked = arena_alloc(&b->arena, (b->offers.n + 1) * sizeof *b->ranked);
    Share s;
    for (size_t i = 0; i < b->offers.n; i++)
        if (funnel_opened(&b->offers.rows[i].sums, &s) && s.base >= BULLETIN_SHOWN_LEAST)
            b->ranked[b->n_ranked++] = &b->offers.rows[i];
    if (b->n_ranked) qsort(b->ranked, b->n_ranked, sizeof *b->ranked, by_rate);
    day_show(day_add(b->at, -13), from, sizeof from);
    ask.by = BY_DAY;
    return funnel_read(office, &ask, &b->days, err);
}

static bool count_gifts(Office *office, Bulletin *b, Err *err) {
    GiftDue *due;
    return gifts_due(office->db, &b->arena, b->at, &due, &b->gifts_due, err);
}

bool bulletin_read(Office *office, Ms at, Bulletin *out, Err *err) {
    *out = (Bulletin){.at = at};
    out->monday = day_add(day_start(at), -((local_of(at).weekday + 6) % 7));
    out->sunday = day_add(out->monday, 6);
    bool ok = read_activities(office, out, err) && read_changes(office, out, err) && read_figures(office, out, err) &&
              standing_read(office->db, at, &out->standing, err) && count_gifts(office, out, err);
    if (!ok) bulletin_free(out);
    return ok;
}

void bulletin_free(Bulletin *bulletin) {
    funnel_free(&bulletin->offers);
    funnel_free(&bulletin->days);
    arena_free(&bulletin->arena);
    *bulletin = (Bulletin){0};
}
