/* Counting what is on screen. */
#include "seen.h"

#include "kiosk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- sums -------------------------------------------------------------------------------------------------------- */

static bool is_in(const Count *list, size_t n, const Count *count) {
    for (size_t i = 0; i < n; i++)
        if (count_same(&list[i], count)) return true;
    return false;
}

static void append(Count **list, size_t *n, const Count *count) {
    if (*n % 32 == 0) *list = mem_grow(*list, sizeof **list * (*n + 32));
    (*list)[(*n)++] = *count;
}

static void add_up(Kiosk *k, const Count *count) {
    SeenTally *s = &k->seen;
    if (!k->count) return; /* nobody takes them: a dump, a replay */
    if (!s->n_sums) s->kept_mono = k->mono;
    for (size_t i = 0; i < s->n_sums; i++) {
        if (!count_same(&s->sums[i], count)) continue;
        s->sums[i].n += count->n;
        return;
    }
    append(&s->sums, &s->n_sums, count);
}

/* Once a visit, wherever the visit is in its hours. */
static bool is_first(Kiosk *k, const Count *count) {
    Count key = *count;
    key.at = 0;
    if (is_in(k->seen.visit, k->seen.n_visit, &key)) return false;
    append(&k->seen.visit, &k->seen.n_visit, &key);
    return true;
}

/* The same by what is known of the opened car, whatever the place. */
static void add_axes(Kiosk *k, const Count *count) {
    CarBand axes[CAR_BANDS_MAX];
    size_t n = seen_axes(k, count->item_id, axes);
    for (size_t i = 0; i < n; i++) {
        Count by = *count;
        by.place = PLACE_ANY;
        snprintf(by.axis, sizeof by.axis, "%.15s", axes[i].axis);
        snprintf(by.band, sizeof by.band, "%.39s", axes[i].band);
        if (*by.band && is_first(k, &by)) add_up(k, &by);
    }
}

static void count_it(Kiosk *k, const SeenItem *item, CountKind kind) {
    Count count = {.subject = item->subject, .kind = kind, .place = item->place, .at = item->since, .n = 1};
    snprintf(count.item_id, sizeof count.item_id, "%s", item->item_id);
    bool alone = !k->visit.active || (kind == COUNT_SHOWN && item->place == PLACE_BOARD);
    if (alone || is_first(k, &count)) add_up(k, &count);
    if (k->visit.active && *k->visit.order_no && item->place != PLACE_BOARD) add_axes(k, &count);
}

/* --- what is on screen ---------------------------------------------------------------------------------------------
 */

static SeenItem *find(SeenTally *s, CountSubject subject, CountPlace place, const char *item_id) {
    for (size_t i = 0; i < s->n_on; i++)
        if (s->on[i].subject == subject && s->on[i].place == place && strcmp(s->on[i].item_id, item_id) == 0)
            return &s->on[i];
    return NULL;
}

void seen_shown(Kiosk *k, CountSubject subject, CountPlace place, const char *item_id) {
    SeenTally *s = &k->seen;
    SeenItem *item = find(s, subject, place, item_id);
    if (!item) {
        if (s->n_on == SEEN_ON_MAX) return;
        item = &s->on[s->n_on++];
        *item = (SeenItem){.subject = subject, .place = place, .since_mono = k->mono, .since = clock_now()};
        snprintf(item->item_id, sizeof item->item_id, "%s", item_id);
    }
    item->drawn = true;
}

void seen_begin(Kiosk *k) {
    for (size_t i = 0; i < k->seen.n_on; i++) k->seen.on[i].drawn = false;
}

static void note(Kiosk *k, SeenItem *item) {
    if (item->counted || k->mono - item->since_mono < SEEN_LEAST_MS) return;
    item->counted = true;
    count_it(k, item, COUNT_SHOWN);
}

void seen_end(Kiosk *k, bool covered) {
    SeenTally *s = &k->seen;
    size_t kept = 0;
    for (size_t i = 0; i < s->n_on; i++) {
        bool stays = s->on[i].drawn && !covered;
        if (!stays) note(k, &s->on[i]); /* it was there until this frame */
        if (stays) s->on[kept++] = s->on[i];
    }
    s->n_on = kept;
    if (!k->visit.active && s->n_sums && k->mono - s->kept_mono >= SEEN_KEEP_MS) seen_leave(k);
}

/* Where the page was opened from. */
static CountPlace place_before(const Kiosk *k) {
    ScreenId from = k->visit.depth ? k->visit.back[k->visit.depth - 1] : SCREEN_BOARD;
    return from == SCREEN_BOARD    ? PLACE_BOARD
           : from == SCREEN_OFFERS ? PLACE_LIST
           : from == SCREEN_MYCAR  ? PLACE_CAR
                                   : PLACE_OTHER;
}

void seen_opened(Kiosk *k, CountSubject subject, const char *item_id) {
    if (!k->visit.active || !*item_id) return;
    SeenItem item = {.subject = subject, .place = place_before(k), .since = clock_now()};
    snprintf(item.item_id, sizeof item.item_id, "%s", item_id);
    for (CountPlace place = PLACE_BOARD; place <= PLACE_OTHER; place++) {
        Count key = {.subject = subject, .kind = COUNT_OPENED, .place = place};
        snprintf(key.item_id, sizeof key.item_id, "%s", item_id);
        if (is_in(k->seen.visit, k->seen.n_visit, &key)) return; /* coming back to it */
    }
    count_it(k, &item, COUNT_OPENED);
}

void seen_leave(Kiosk *k) {
    SeenTally *s = &k->seen;
    for (size_t i = 0; i < s->n_on && k->visit.active; i++) note(k, &s->on[i]);
    if (k->visit.active) s->n_visit = 0;
    if (s->n_sums && k->count) k->count(k->count_ctx, s->sums, s->n_sums);
    s->n_sums = 0;
}

void seen_free(SeenTally *seen) {
    free(seen->visit);
    free(seen->sums);
    *seen = (SeenTally){0};
}
