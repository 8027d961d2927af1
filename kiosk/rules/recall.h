/* Who is called in (policies.md 1 and 3): cars whose next service is due, and customers who are lost: without a paid
 * visit for so long, never back after the sale, or gone with a complaint. Days are local; 0 = not known or never. */
#ifndef LOUNGE_RULES_RECALL_H
#define LOUNGE_RULES_RECALL_H

#include "base/clock.h"

#include <stdbool.h>

typedef enum RecallReason {
    RECALL_NONE,
    RECALL_DUE,   /* the next service */
    RECALL_LOST,  /* paid here before, and not for lost_months */
    RECALL_NEVER, /* seen here lost_months ago or longer and never paid for anything */
    RECALL_CASE,  /* a complaint ended with the customer lost, and no paid visit since */
} RecallReason;

typedef struct RecallPolicy {
    int lost_months; /* 0 = nobody is counted as lost */
    int due_days;    /* called in so many days before the service is due */
} RecallPolicy;

typedef struct RecallCar {
    bool in_shop;               /* an order is open: nobody calls */
    Ms seen;                    /* last visit of any kind */
    Ms paid;                    /* last visit that was paid for */
    Ms lost_case;               /* a complaint closed as lost */
    Ms service;                 /* last periodic service, … */
    int service_km;             /* … and its mileage; −1 = not known */
    int every_km, every_months; /* the model's schedule; 0 = none */
    int km;                     /* last mileage read; −1 = not known … */
    Ms km_at;                   /* … and when */
    int km_a_month;             /* by two readings; 0 = not known */
} RecallCar;

/* The day the next service is due: so many months after the last one, or the day its kilometres are likely reached,
 * whichever comes first. 0 = not known. */
Ms recall_due_day(const RecallCar *car);
/* The part of it that says whether a customer is lost, after so many months: LOST, NEVER, CASE or NONE. */
RecallReason recall_lost(int months, const RecallCar *car, Ms now, Ms *since);
/* since: of which day the reason speaks: the day it is due, the last visit, the complaint. */
RecallReason recall_reason(const RecallPolicy *policy, const RecallCar *car, Ms now, Ms *since);
/* "due", "lost", "never", "case"; "" for none. */
const char *recall_id(RecallReason reason);

#endif
