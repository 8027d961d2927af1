/* The estimate. Past orders of one kind are listed for each stage by how long they stayed in it; those still there
 * after the time this order has been there are the end of that list. What they then still took is their total from the
 * stage's start less that time, so the interval is cut from the totals (see kth.h) and the time taken off afterwards.
 * All lengths are whole working minutes. */
#include "eta.h"

#include "base/mem.h"
#include "kth.h"

#include <stdlib.h>
#include <string.h>

enum { SAMPLE_MIN = 20, WHOLE_STAY = 0, CELLS = STAGES_SHOWN }; /* a cell for the whole stay and stages 1–6 */
#define ROUNDING   (5 * MS_MINUTE)
#define PERCENT_10 0.10
#define PERCENT_90 0.90
#define HAIR       1e-6 /* of a minute: p(n+1) is not exact in binary */

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

static int worked_minutes(const Days *days, Ms from, Ms to) {
    return to > from ? (int)((worked_until(days, to) - worked_until(days, from)) / MS_MINUTE) : 0;
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

/* When the order left the stage for a later one; 0 when that is known too roughly. */
static Ms left_at(const EtaPast *past, int stage) {
    Ms left = 0;
    bool exact = true;
    for (int later = stage + 1; later <= STAGES_SHOWN; later++) {
        Ms entered = past->entered[later - 1];
        if (entered < past->entered[stage - 1] || (left && entered >= left)) continue;
        left = entered;
        exact = past->exact[later - 1];
    }
    if (!left) return past->ready; /* never seen in a later stage: it was handed over from here */
    return exact ? left : 0;
}

static void add_past(EtaTable *table, const Days *days, const EtaPast *past) {
    Cell *cells = table->cells[past->kind];
    int whole = worked_minutes(days, past->arrived, past->ready);
    cell_add(&cells[WHOLE_STAY], (Stay){whole, whole});
    for (int stage = STAGE_CHECK_IN; stage < STAGE_READY; stage++) {
        Ms entered = past->entered[stage - 1];
        if (!past->exact[stage - 1] || entered < past->arrived || entered > past->ready) continue;
        Ms left = left_at(past, stage);
        if (!left) continue;
        if (left > past->ready) left = past->ready;
        cell_add(&cells[stage],
                 (Stay){worked_minutes(days, entered, left), worked_minutes(days, entered, past->ready)});
    }
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

/* eta_quantile of the totals from the `from`-th order of the cell on. */
static double total_quantile(const Cell *cell, size_t from, double p) {
    double part;
    size_t n = cell->n - from, low = place_of(n, p, &part);
    double value = kth_smallest(cell->totals, from, low);
    if (low + 1 == n) return value;
    return value + part * (kth_smallest(cell->totals, from, low + 1) - value);
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
    *whole_stay = !ask->exact || ask->entered <= 0;
    *since = *whole_stay ? ask->arrived : ask->entered;
    if (*since <= 0) return NULL;
    return &table->cells[ask->kind][*whole_stay ? (int)WHOLE_STAY : (int)ask->stage];
}

/* Past the end of the interval that stood when the stage (or the stay) began? */
static bool is_late(const WorkHours *hours, const Cell *cell, Ms since, Ms now) {
    return now > round_up(work_add(hours, since, minutes_above(total_quantile(cell, 0, PERCENT_90))));
}

/* from–to by the orders of the cell from the `first` on, all of which had not left after `elapsed` minutes. */
static void set_interval(Eta *eta, const WorkHours *hours, const Cell *cell, size_t first, int elapsed, Ms now) {
    int low = minutes_below(total_quantile(cell, first, PERCENT_10)) - elapsed;
    int high = minutes_above(total_quantile(cell, first, PERCENT_90)) - elapsed;
    Ms start = work_next(hours, now), from = round_down(work_add(hours, start, low));
    eta->from = from > now ? from : now;
    eta->to = round_up(work_add(hours, start, high));
}

/* What past orders say; ETA_NONE with the number found when they are too few. */
static Eta ask_past(const EtaTable *table, const EtaAsk *ask) {
    Ms since;
    bool whole_stay;
    const Cell *cell = cell_for(table, ask, &since, &whole_stay);
    if (!cell || cell->n < SAMPLE_MIN) return (Eta){.sample = cell ? (int)cell->n : 0};
    int elapsed = work_minutes(&table->hours, since, ask->now);
    size_t first = first_staying(cell, elapsed);
    Eta eta = {.sample = (int)(cell->n - first)};
    if (eta.sample >= SAMPLE_MIN) {
        set_interval(&eta, &table->hours, cell, first, elapsed, ask->now);
        eta.kind = ETA_INTERVAL;
    }
    if (is_late(&table->hours, cell, since, ask->now)) eta.kind = ETA_LATE;
    eta.whole_stay = whole_stay && eta.kind != ETA_NONE;
    return eta;
}

/* Parts that are to come on a day (told as its midnight) are awaited until the day is over. */
static Eta ask_parts(const EtaAsk *ask) {
    Ms due = ask->parts_at;
    if (due > 0 && day_start(due) == due) due = day_add(due, 1) - 1;
    if (due > 0 && ask->now > due) return (Eta){.kind = ETA_LATE};
    return (Eta){.kind = ETA_PARTS, .from = ask->parts_at};
}

Eta eta_ask(const EtaTable *table, const EtaAsk *ask) {
    if (ask->stage == STAGE_READY || ask->stage == STAGE_DELIVERED) return (Eta){.kind = ETA_READY};
    if (ask->hold == HOLD_PARTS) return ask_parts(ask);
    Eta eta = ask_past(table, ask);
    bool slip = ask->promised < ask->arrived; /* a promise before the arrival was mistyped: it says nothing */
    if (eta.kind != ETA_NONE || ask->promised <= 0 || slip) return eta;
    eta.kind = ask->now > ask->promised ? ETA_LATE : ETA_PROMISED;
    if (eta.kind == ETA_PROMISED) eta.to = ask->promised;
    return eta;
}
