/* The estimate. Past orders of one kind are listed for each stage by how long they stayed in it; those still there
 * after the time this order has been there are the end of that list. What they then still took is their total from the
 * stage's start less that time, so the interval is cut from the totals (see kth.h) and the time taken off afterwards.
 * All lengths are whole working minutes. */
#include "eta.h"

#include "base/mem.h"
#include "kth.h"

#include <stdlib.h>
#include <string.h>

/* A cell for the whole stay, for stages 1–6, and for the time after a wait for parts. */
enum { SAMPLE_MIN = 20, WHOLE_STAY = 0, RESUMED = STAGES_SHOWN, CELLS };
#define ROUNDING   (5 * MS_MINUTE)
#define PERCENT_10 0.10
#define PERCENT_90 0.90
#define HAIR       1e-6                   /* of a minute: p(n+1) is not exact in binary */
enum { COVER_AIM = 80, COVER_MOST = 82 }; /* percent of n+1 like orders, see rounded */

typedef struct Stay {
    int in_stage, total; /* total: from entering the stage to ready */
} Stay;

/* Past orders of one kind at one stage. While building `stays` grows; then the two lists take its place. */
typedef struct Cell {
    Stay *stays;
    size_t n, room;
    int *in_stage; /* ascending */
    Kth *totals;   /* in the order of in_stage */
} Cell;

struct EtaTable {
    WorkHours hours;
    Cell cells[KINDS][CELLS];
};

/* --- working time of many instants: the business days between the first and the last, listed once --- */

typedef struct Day {
    Ms open, close;
    Ms before; /* working time of all listed days before this one */
} Day;

typedef struct Days {
    Day *list;
    size_t n;
} Days;

static Days days_list(const WorkHours *hours, Ms first, Ms last) {
    Days days = {0};
    size_t room = 0;
    Ms before = 0;
    LocalTime noon = local_of(first);
    noon.hour = 12;
    noon.minute = noon.second = 0;
    for (;; noon.day++) {
        Day day = {.before = before};
        bool works = work_day(hours, local_to_ms(noon), &day.open, &day.close);
        if (day.open > last) break;
        if (!works) continue;
        if (days.n == room) days.list = mem_grow(days.list, (room = room ? 2 * room : 128) * sizeof *days.list);
        days.list[days.n++] = day;
        before += day.close - day.open;
    }
    return days;
}

/* Working time from the first listed day to `at`. */
static Ms worked_until(const Days *days, Ms at) {
    size_t low = 0, high = days->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (days->list[mid].open <= at)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == 0) return 0;
    const Day *day = &days->list[low - 1];
    return day->before + (at < day->close ? at : day->close) - day->open;
}

/* A number in [0, 1) that is always the same for these instants (splitmix64). */
static double part_of(Ms arrived, Ms seen) {
    uint64_t z = (uint64_t)arrived * 0x9E3779B97F4A7C15u + (uint64_t)seen;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

/* Working time until what happened after `after` (0: at `seen` itself) and was seen at `seen`: somewhere between. What
 * one export shows of an order happened at one moment, so its stages stay in their order. */
static Ms worked_when(const Days *days, const EtaPast *past, Ms seen, Ms after) {
    Ms end = worked_until(days, seen);
    if (!after || after >= seen) return end;
    Ms start = worked_until(days, after > past->arrived ? after : past->arrived);
    return start < end ? end - (Ms)((double)(end - start) * part_of(past->arrived, seen)) : end;
}

static int whole_minutes(Ms length) {
    return length > 0 ? (int)(length / MS_MINUTE) : 0;
}

/* --- building --- */

static bool is_kind(Kind kind) {
    return kind > KIND_NONE && (int)kind < KINDS;
}

static bool is_usable(const EtaPast *past) {
    return is_kind(past->kind) && past->arrived > 0 && past->ready >= past->arrived;
}

static void cell_add(Cell *cell, Stay stay) {
    if (cell->n == cell->room) {
        cell->room = cell->room ? 2 * cell->room : 64;
        cell->stays = mem_grow(cell->stays, cell->room * sizeof *cell->stays);
    }
    cell->stays[cell->n++] = stay;
}

/* When the order was first seen to have left the stage for a later one; 0 when that is known too roughly. */
static Ms left_at(const EtaPast *past, int stage, Ms *after) {
    Ms left = 0;
    bool exact = true;
    for (int later = stage + 1; later <= STAGES_SHOWN; later++) {
        Ms entered = past->entered[later - 1];
        if (entered < past->entered[stage - 1] || (left && entered >= left)) continue;
        left = entered;
        *after = past->after[later - 1];
        exact = past->exact[later - 1];
    }
    if (!left || left > past->ready) { /* never seen in a later stage: it was handed over from here */
        *after = past->ready_after;
        return past->ready;
    }
    return exact ? left : 0;
}

static void add_stage(EtaTable *table, const Days *days, const EtaPast *past, int stage, Ms ready) {
    Ms entered = past->entered[stage - 1], after = 0;
    if (!past->exact[stage - 1] || entered < past->arrived || entered > past->ready) return;
    Ms left = left_at(past, stage, &after), start = worked_until(days, entered);
    if (!left) return;
    if ((int)past->wait_stage == stage && past->waited >= entered && past->waited < left) {
        left = past->waited;
        after = past->waited_after;
    }
    Ms end = worked_when(days, past, left, after);
    cell_add(&table->cells[past->kind][stage], (Stay){whole_minutes(end - start), whole_minutes(ready - start)});
}

/* From the parts' arrival on; how long it then stayed in that stage counts where it went on there. */
static void add_resumed(EtaTable *table, const Days *days, const EtaPast *past, Ms ready) {
    Ms after = 0, left, start = worked_until(days, past->resumed), end = start;
    if (!past->resumed || past->resumed > past->ready) return;
    left = left_at(past, (int)past->wait_stage, &after);
    if (left > past->resumed) end = worked_when(days, past, left, after);
    cell_add(&table->cells[past->kind][RESUMED], (Stay){whole_minutes(end - start), whole_minutes(ready - start)});
}

static void add_past(EtaTable *table, const Days *days, const EtaPast *past) {
    Ms ready = worked_when(days, past, past->ready, past->ready_after);
    int whole = whole_minutes(ready - worked_until(days, past->arrived));
    cell_add(&table->cells[past->kind][WHOLE_STAY], (Stay){whole, whole});
    for (int stage = STAGE_CHECK_IN; stage < STAGE_READY; stage++) add_stage(table, days, past, stage, ready);
    add_resumed(table, days, past, ready);
}

static int by_stay(const void *a, const void *b) {
    const Stay *x = a, *y = b;
    return (x->in_stage > y->in_stage) - (x->in_stage < y->in_stage);
}

static void cell_finish(Cell *cell) {
    if (!cell->n) return;
    qsort(cell->stays, cell->n, sizeof *cell->stays, by_stay);
    int *totals = mem_alloc(cell->n * sizeof *totals);
    cell->in_stage = mem_alloc(cell->n * sizeof *cell->in_stage);
    for (size_t i = 0; i < cell->n; i++) {
        cell->in_stage[i] = cell->stays[i].in_stage;
        totals[i] = cell->stays[i].total;
    }
    cell->totals = kth_build(totals, cell->n);
    free(totals);
    free(cell->stays);
    cell->stays = NULL;
}

EtaTable *eta_build(const EtaPast *past, size_t n, const WorkHours *hours) {
    EtaTable *table = mem_alloc(sizeof *table);
    memset(table, 0, sizeof *table);
    table->hours = *hours;
    Ms first = INT64_MAX, last = INT64_MIN;
    for (size_t i = 0; i < n; i++) {
        if (!is_usable(&past[i])) continue;
        if (past[i].arrived < first) first = past[i].arrived;
        if (past[i].ready > last) last = past[i].ready;
    }
    if (first > last) return table;
    Days days = days_list(hours, first, last);
    for (size_t i = 0; i < n; i++)
        if (is_usable(&past[i])) add_past(table, &days, &past[i]);
    free(days.list);
    for (int kind = 0; kind < KINDS; kind++)
        for (int cell = 0; cell < CELLS; cell++) cell_finish(&table->cells[kind][cell]);
    return table;
}

void eta_free(EtaTable *table) {
    if (!table) return;
    for (int kind = 0; kind < KINDS; kind++)
        for (int cell = 0; cell < CELLS; cell++) {
            free(table->cells[kind][cell].in_stage);
            kth_free(table->cells[kind][cell].totals);
        }
    free(table);
}

/* --- asking --- */

/* Where p(n+1) lies among n >= 1 sorted values: `part` of the way from the one at `low` to the next. */
static size_t place_of(size_t n, double p, double *part) {
    double place = p * (double)(n + 1);
    *part = 0;
    if (place <= 1) return 0;
    if (place >= (double)n) return n - 1;
    size_t low = (size_t)place;
    *part = place - (double)low;
    return low - 1;
}

double eta_quantile(const int *sorted, size_t n, double p) {
    if (n == 0) return 0;
    double part;
    size_t low = place_of(n, p, &part);
    if (low + 1 == n) return sorted[low];
    return sorted[low] + part * ((double)sorted[low + 1] - sorted[low]);
}

/* The past orders to compare with: of a cell those from `first` on, less the `skip` with the smallest totals. */
typedef struct Like {
    const Cell *cell;
    size_t first, skip, n;
} Like;

static Like like_all(const Cell *cell) {
    return (Like){cell, 0, 0, cell->n};
}

/* eta_quantile of their totals. */
static double total_quantile(const Like *like, double p) {
    double part;
    size_t low = place_of(like->n, p, &part);
    double value = kth_smallest(like->cell->totals, like->first, like->skip + low);
    if (low + 1 == like->n) return value;
    return value + part * (kth_smallest(like->cell->totals, like->first, like->skip + low + 1) - value);
}

/* The first order of the cell that stayed at least so long; cell->n when none did. */
static size_t first_staying(const Cell *cell, int minutes) {
    size_t low = 0, high = cell->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (cell->in_stage[mid] < minutes)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static Ms round_down(Ms at) {
    return at - at % ROUNDING;
}

static Ms round_up(Ms at) {
    return round_down(at + ROUNDING - 1);
}

/* Whole minutes at most, and at least, so many. */
static int minutes_below(double minutes) {
    return (int)(minutes + HAIR);
}

static int minutes_above(double minutes) {
    return (int)(minutes + 1 - HAIR);
}

/* The past orders to compare with, and since when this one counts; NULL when there is nothing to compare. */
static const Cell *cell_for(const EtaTable *table, const EtaAsk *ask, Ms *since, bool *whole_stay) {
    if (!table || !is_kind(ask->kind) || ask->stage < STAGE_CHECK_IN || ask->stage >= STAGE_READY) return NULL;
    bool after_wait = ask->resumed > 0;
    *whole_stay = !after_wait && (!ask->exact || ask->entered <= 0);
    *since = after_wait ? ask->resumed : *whole_stay ? ask->arrived : ask->entered;
    if (*since <= 0) return NULL;
    return &table->cells[ask->kind][after_wait ? (int)RESUMED : *whole_stay ? (int)WHOLE_STAY : (int)ask->stage];
}

/* The end of the interval that stood when the stage (or the stay) began: past it, it is late. */
static Ms late_from(const WorkHours *hours, const Cell *cell, Ms since) {
    Like all = like_all(cell);
    return round_up(work_add(hours, since, minutes_above(total_quantile(&all, PERCENT_90))));
}

typedef struct Span {
    Ms from, to;
} Span;

/* How far the share of the like orders that ended within the span lies above so many percent, in hundredths of one. */
static int64_t over(const WorkHours *hours, const Like *like, Ms since, Span span, int percent) {
    int least = (int)((work_length(hours, since, span.from) + MS_MINUTE - 1) / MS_MINUTE);
    size_t below = kth_below(like->cell->totals, like->first, least);
    size_t until = kth_below(like->cell->totals, like->first, work_minutes(hours, since, span.to) + 1);
    size_t passed = below > like->skip ? below : like->skip, inside = until > passed ? until - passed : 0;
    return (int64_t)inside * 100 - (int64_t)percent * (int64_t)(like->n + 1);
}

/* The 10th and the 90th percentile to 5 minutes: outwards. A short span then takes in far more than the 8 of 10 it
 * speaks of: where it is more than 82 of 100, that one of the other three ways to round them is taken that comes
 * nearest to 80, if it comes nearer than outwards does. */
static Span rounded(const WorkHours *hours, const Like *like, Ms since) {
    Ms low = work_add(hours, since, minutes_below(total_quantile(like, PERCENT_10)));
    Ms high = work_add(hours, since, minutes_above(total_quantile(like, PERCENT_90)));
    Span best = {round_down(low), round_up(high)};
    const Span others[] = {
        {round_down(low), round_down(high)}, {round_up(low), round_up(high)}, {round_up(low), round_down(high)}};
    if (over(hours, like, since, best, COVER_MOST) <= 0) return best;
    int64_t least = over(hours, like, since, best, COVER_AIM);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        int64_t miss = llabs(over(hours, like, since, others[i], COVER_AIM));
        if (others[i].to <= others[i].from || miss >= least) continue;
        least = miss;
        best = others[i];
    }
    return best;
}

static void set_interval(Eta *eta, const WorkHours *hours, const Like *like, Ms since, Ms now) {
    Ms soonest = work_next(hours, now), open, close;
    Span span = rounded(hours, like, since);
    eta->from = span.from > soonest ? span.from : soonest;
    eta->to = span.to > eta->from ? span.to : round_up(eta->from);
    if (work_day(hours, eta->from, &open, &close) && eta->from < open) eta->from = open;
    if (work_day(hours, eta->to, &open, &close) && eta->to > close) eta->to = close;
}

/* Those that were still there as long after their start as this one when it was last seen, and were not yet ready as
 * long after it as now: what it did since then is not known, but it is not ready, or nobody would be asking. */
static Like like_now(const WorkHours *hours, const Cell *cell, Ms since, const EtaAsk *ask) {
    Ms seen = ask->as_of > 0 && ask->as_of < ask->now ? ask->as_of : ask->now;
    Like like = {.cell = cell, .first = first_staying(cell, work_minutes(hours, since, seen))};
    like.skip = kth_below(cell->totals, like.first, work_minutes(hours, since, ask->now));
    like.n = cell->n - like.first - like.skip;
    return like;
}

/* What past orders say; ETA_NONE with the number found when they are too few. */
static Eta ask_past(const EtaTable *table, const EtaAsk *ask) {
    Ms since;
    bool whole_stay;
    const Cell *cell = cell_for(table, ask, &since, &whole_stay);
    if (!cell || cell->n < SAMPLE_MIN) return (Eta){.sample = cell ? (int)cell->n : 0};
    Like like = like_now(&table->hours, cell, since, ask);
    Eta eta = {.sample = (int)like.n};
    if (eta.sample >= SAMPLE_MIN) {
        set_interval(&eta, &table->hours, &like, since, ask->now);
        eta.kind = ETA_INTERVAL;
    }
    Ms due = late_from(&table->hours, cell, since);
    if (ask->now > due) {
        eta.kind = ETA_LATE;
        eta.due = due;
    }
    eta.whole_stay = whole_stay && eta.kind != ETA_NONE;
    return eta;
}

/* --- waiting for parts --- */

enum { POINTS = 15 }; /* of each distribution; of their sum the square */

/* Parts promised for a day (told as its midnight) are due at its close. */
static Ms parts_due(const EtaTable *table, Ms told) {
    Ms open, close;
    if (!table || day_start(told) != told || !work_day(&table->hours, told, &open, &close)) return told;
    return close;
}

/* As told: awaited until then, a day until it is over. */
static Eta parts_as_told(const EtaAsk *ask) {
    Ms end = ask->parts_at;
    if (end > 0 && day_start(end) == end) end = day_add(end, 1) - 1;
    if (end > 0 && ask->now > end) return (Eta){.kind = ETA_LATE, .due = end};
    return (Eta){.kind = ETA_PARTS, .parts_from = ask->parts_at, .parts_to = ask->parts_at};
}

static int by_minutes(const void *a, const void *b) {
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* When the car is ready then: every arrival that may be, and to each every time the work after a wait took. */
static void parts_ready(const EtaTable *table, const EtaAsk *ask, Ms due, const int *slips, size_t n, Eta *eta) {
    const Cell *cell = table && is_kind(ask->kind) ? &table->cells[ask->kind][RESUMED] : NULL;
    if (!cell || cell->n < SAMPLE_MIN) return;
    const WorkHours *hours = &table->hours;
    Like all = like_all(cell);
    int sums[POINTS * POINTS];
    for (int i = 0; i < POINTS; i++) {
        Ms comes = due + (Ms)(eta_quantile(slips, n, (i + 0.5) / POINTS) * (double)MS_MINUTE);
        int wait = work_minutes(hours, ask->now, comes);
        for (int j = 0; j < POINTS; j++) sums[i * POINTS + j] = wait + (int)total_quantile(&all, (j + 0.5) / POINTS);
    }
    qsort(sums, POINTS * POINTS, sizeof *sums, by_minutes);
    Ms start = work_next(hours, ask->now);
    Ms from = round_down(work_add(hours, start, minutes_below(eta_quantile(sums, POINTS * POINTS, PERCENT_10))));
    eta->from = from > start ? from : start;
    eta->to = round_up(work_add(hours, start, minutes_above(eta_quantile(sums, POINTS * POINTS, PERCENT_90))));
    eta->sample = (int)cell->n;
}

/* The slips of those that had not come as late as now either; where those are too few only being late is left. */
static Eta ask_parts(const EtaTable *table, const EtaAsk *ask) {
    if (ask->parts_at <= 0 || ask->n_slips < SAMPLE_MIN) return parts_as_told(ask);
    Ms due = parts_due(table, ask->parts_at);
    Ms last = due + (Ms)(eta_quantile(ask->slips, ask->n_slips, PERCENT_90) * (double)MS_MINUTE);
    size_t first = 0;
    if (ask->now > last && ask->now > due) return (Eta){.kind = ETA_LATE, .due = last > due ? last : due};
    while (first < ask->n_slips && due + ask->slips[first] * MS_MINUTE < ask->now) first++;
    size_t n = ask->n_slips - first;
    if (n < SAMPLE_MIN) return ask->now <= due ? parts_as_told(ask) : (Eta){.kind = ETA_PARTS};
    const int *slips = ask->slips + first;
    Eta eta = {.kind = ETA_PARTS};
    eta.parts_from = due + (Ms)(eta_quantile(slips, n, PERCENT_10) * (double)MS_MINUTE);
    eta.parts_to = due + (Ms)(eta_quantile(slips, n, PERCENT_90) * (double)MS_MINUTE);
    if (eta.parts_from < ask->now) eta.parts_from = ask->now;
    parts_ready(table, ask, due, slips, n, &eta);
    return eta;
}

Eta eta_ask(const EtaTable *table, const EtaAsk *ask) {
    if (ask->stage == STAGE_READY || ask->stage == STAGE_DELIVERED) return (Eta){.kind = ETA_READY};
    if (ask->hold == HOLD_PARTS) return ask_parts(table, ask);
    Eta eta = ask_past(table, ask);
    bool slip = ask->promised < ask->arrived; /* a promise before the arrival was mistyped: it says nothing */
    if (eta.kind != ETA_NONE || ask->promised <= 0 || slip) return eta;
    eta.kind = ask->now > ask->promised ? ETA_LATE : ETA_PROMISED;
    *(eta.kind == ETA_PROMISED ? &eta.to : &eta.due) = ask->promised;
    return eta;
}
