/* What the demo store's panels showed and what was opened.
 *
 * - Every hour of business each offer of the board's turns comes by 1–6 times, each activity 1–3 times. Of 120 turns
 * one is tapped.
 * - A visit in three looks at the list: 8 cards, the first page more often than the next. One in 9 cards is opened,
 *   more of those that are done while waiting, fewer of those above 1,000 yuan.
 * - Six visits a day have their car open and see the first page of the list: counted by what the car is, older ones
 *   opening a little more.
 * - As many as opened a coupon's offer again took one: no fewer were opened than coupons were taken, or the figures
 *   would not fit together. */
#include "simulate.h"

#include "store/activities.h"
#include "store/car_bands.h"
#include "store/counts.h"

#include <stdlib.h>
#include <string.h>

typedef struct Showing {
    Sim *sim;
    Count *counts;
    size_t n;
} Showing;

static void add(Showing *s, CountSubject subject, CountKind kind, CountPlace place, const char *id, Ms at, int n) {
    if (n <= 0) return;
    if (s->n % 256 == 0) s->counts = mem_grow(s->counts, (s->n + 256) * sizeof *s->counts);
    Count *c = &s->counts[s->n++];
    *c = (Count){.subject = subject, .kind = kind, .place = place, .at = at, .n = n};
    snprintf(c->item_id, sizeof c->item_id, "%s", id);
}

/* How many of n that happen with this chance, in permille. */
static int some_of(Rng *rng, int n, int permille) {
    int some = 0;
    for (int i = 0; i < n; i++) some += rng_permille(rng, permille);
    return some;
}

/* Of how many that see it one opens it, in permille: each offer has its own pull. */
static int pull_of(const Offer *o, size_t place) {
    int pull = 70 + (int)(place * 37 % 60);
    if (o->minutes > 0 && o->minutes <= 40) pull += 45;
    if (o->was > 0) pull += 25;
    if (o->price > 100000) pull = pull * 2 / 5;
    return pull;
}

static void one_hour(Showing *s, const Offer *offers, size_t n, Ms hour, int visits) {
    Rng *rng = &s->sim->rng;
    for (size_t i = 0; i < n; i++) {
        const Offer *o = &offers[i];
        bool in_turns = o->minutes > 0 && o->was > 0;
        int board = in_turns ? rng_between(rng, 1, 6) : 0;
        int list = some_of(rng, visits, i < 8 ? 330 : i < 16 ? 150 : i < 24 ? 80 : 40);
        add(s, COUNT_OFFER, COUNT_SHOWN, PLACE_BOARD, o->offer_id, hour, board);
        add(s, COUNT_OFFER, COUNT_OPENED, PLACE_BOARD, o->offer_id, hour, some_of(rng, board, 8));
        add(s, COUNT_OFFER, COUNT_SHOWN, PLACE_LIST, o->offer_id, hour, list);
        add(s, COUNT_OFFER, COUNT_OPENED, PLACE_LIST, o->offer_id, hour, some_of(rng, list, pull_of(o, i)));
    }
}

static void activities_of_hour(Showing *s, const Activity *all, size_t n, Ms hour) {
    Rng *rng = &s->sim->rng;
    for (size_t i = 0; i < n; i++) {
        int board = rng_between(rng, 1, 3);
        add(s, COUNT_ACTIVITY, COUNT_SHOWN, PLACE_BOARD, all[i].activity_id, hour, board);
        add(s, COUNT_ACTIVITY, COUNT_OPENED, PLACE_BOARD, all[i].activity_id, hour, some_of(rng, board, 30));
    }
}

/* What one opened car is counted by. */
static size_t bands_of(const Sim *sim, const SimCar *car, Ms day, CarBand out[CAR_BANDS_MAX]) {
    static const char *const models[] = {"卡罗拉", "雷凌", "凯美瑞", "RAV4 荣放", "汉兰达", "皇冠", "威驰"};
    Ms bought = day;
    day_parse(car->bought, &bought);
    CarFacts facts = {.prefix = models[(size_t)car->model % (sizeof models / sizeof *models)],
                      .age_months = (int)(days_between(bought, day) / 30),
                      .mileage_km = car->km,
                      .visits_12m = -1};
    return car_bands(sim->settings, &facts, out);
}

static void opened_cars(Showing *s, const Offer *offers, size_t n, Ms day) {
    enum { CARS = 6, CARDS = 8 };
    Rng *rng = &s->sim->rng;
    for (int i = 0; i < CARS; i++) {
        const SimCar *car = &s->sim->cars[rng_between(rng, 0, SIM_CARS - 1)];
        CarBand bands[CAR_BANDS_MAX];
        size_t n_bands = bands_of(s->sim, car, day, bands);
        for (size_t o = 0; o < n && o < CARDS; o++) {
            bool opened = rng_permille(rng, pull_of(&offers[o], o) + (car->km > 60000 ? 60 : 0));
            for (size_t b = 0; b < n_bands; b++)
                for (int kind = 0; kind <= opened; kind++) {
                    add(s, COUNT_OFFER, (CountKind)kind, PLACE_ANY, offers[o].offer_id, day, 1);
                    snprintf(s->counts[s->n - 1].axis, sizeof s->counts->axis, "%.15s", bands[b].axis);
                    snprintf(s->counts[s->n - 1].band, sizeof s->counts->band, "%.39s", bands[b].band);
                }
        }
    }
}

static bool one_day(Showing *s, Ms day, Err *err) {
    Sim *sim = s->sim;
    Offer *offers;
    Activity *activities;
    size_t n, n_activities;
    if (work_minutes(&sim->hours, day, day_add(day, 1)) == 0) return true; /* a holiday */
    if (!offers_read(sim->db, &sim->arena, day, &offers, &n, err) ||
        !activities_read(sim->db, &sim->arena, day, 14, &activities, &n_activities, err))
        return false;
    s->n = 0;
    for (int minute = sim->hours.open_minute; minute < sim->hours.close_minute; minute += 60) {
        Ms hour = day + minute * MS_MINUTE;
        one_hour(s, offers, n, hour, rng_between(&sim->rng, 1, 7));
        activities_of_hour(s, activities, n_activities, hour);
    }
    opened_cars(s, offers, n, day);
    return counts_add(sim->db, s->counts, s->n, err);
}

/* Who took a coupon had opened its offer. */
static bool take_coupon(void *ctx, const CouponRow *r) {
    Showing *s = ctx;
    Ms day;
    if (r->redeemed || !day_parse(r->day, &day)) return true;
    Ms at = day + r->hour * MS_HOUR;
    add(s, COUNT_OFFER, COUNT_SHOWN, PLACE_LIST, r->offer_id, at, 1);
    add(s, COUNT_OFFER, COUNT_OPENED, PLACE_LIST, r->offer_id, at, 1);
    return true;
}

bool simulate_counts(Sim *sim, Err *err) {
    Showing s = {.sim = sim};
    bool ok = coupons_each(sim->db, "", "", take_coupon, &s, err) && counts_add(sim->db, s.counts, s.n, err);
    for (int back = SIM_DAYS; ok && back >= 1; back--) ok = one_day(&s, day_add(sim->today, -back), err);
    free(s.counts);
    return ok;
}
