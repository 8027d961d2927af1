/* The demo store's past: 90 days of a plausible dealership, made from a seed. The rules stand at the top of
 * simulate.c (orders) and simulate_voice.c (what customers leave). */
#ifndef LOUNGE_OFFICE_SIMULATE_H
#define LOUNGE_OFFICE_SIMULATE_H

#include "office.h"
#include "rules/coupon_code.h"
#include "rules/stage.h"
#include "rules/worktime.h"
#include "store/offers.h"

enum { SIM_DAYS = 90, SIM_CARS = 1400 };
#define EXPORT_MS (10 * MS_MINUTE) /* between two exports of the demo's DMS */

typedef struct Rng {
    uint64_t state;
} Rng;
uint64_t rng_next(Rng *rng);
int rng_between(Rng *rng, int least, int most); /* both included */
bool rng_permille(Rng *rng, int chance);
/* `typical` minutes as they really fall out: about log-normal, from 44 % to 226 %, median 100 %; at least 1. */
int rng_spread(Rng *rng, int typical);

typedef struct SimCar {
    char plate[24], vin[20], owner[24], bringer[24], owner_phone[12], bringer_phone[12], bought[12];
    int model, km;
    bool has_coupon;
} SimCar;

typedef struct Sim {
    Db *db;
    const Settings *settings;
    WorkHours hours;
    CouponKey key;
    Ms today; /* 00:00 of the day the demo is made on */
    Rng rng;
    SimCar *cars;
    Arena arena;         /* of the whole run */
    const Offer *offers; /* with a coupon */
    size_t n_offers;
} Sim;

/* A work order that was delivered, as its customer experienced it. */
typedef struct SimVisit {
    const char *order_no, *advisor;
    SimCar *car;
    Kind kind;
    Ms arrived, promised, ready, delivered;
} SimVisit;

/* Orders, then what their customers left. In one transaction. */
bool simulate_past(Office *office, Ms today, Err *err);
/* What cars of today's board have prepaid; after the board is there. A transaction of its own. */
bool simulate_prepaid(Office *office, Ms today, Err *err);
/* Gifts and apologies, after today's export. */
bool simulate_gifts(Office *office, Ms now, Err *err);
/* What the panels showed, after all coupons were taken. Inside the caller's transaction. */
bool simulate_counts(Sim *sim, Err *err);
/* Rating, complaint, coupon and calls of one visit. Inside the caller's transaction. */
bool simulate_voice(Sim *sim, const SimVisit *visit, Err *err);
/* Staff, and calls that are open as of now. */
bool simulate_staff(Db *db, Ms now, Err *err);
/* Renewal deposits of the past and leads of today, once today's cars are there. In one transaction. */
bool simulate_renewal(Office *office, Ms now, Err *err);

/* Customers who stay away and the leads to call them in; before the gifts. In one transaction. */
bool simulate_recall(Office *office, Ms now, Err *err);

/* What was changed because of complaints, and one of today; after staff and today's export. In one transaction. */
bool simulate_changes(Office *office, Ms now, Err *err);

/* The way of today's cars through the shop, and answers about numbers; after today's export was imported. */
bool simulate_mycar(Office *office, Ms exported, Err *err);

#endif
