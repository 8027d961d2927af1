/* Who gets a gift, by rule (policies.md 3): a car's visits against a programme's numbers. */
#ifndef LOUNGE_RULES_GIFT_RULE_H
#define LOUNGE_RULES_GIFT_RULE_H

#include "recall.h"

typedef enum GiftRule {
    GIFT_NONE,
    GIFT_DELIVERY,    /* a new car sold here was handed over */
    GIFT_COMPLAINT,   /* by hand, on a case */
    GIFT_LOYAL,       /* frequent visits, at half-year and year end */
    GIFT_WIN_BACK,    /* a lost customer, as recall has it */
    GIFT_FIRST_VISIT, /* the first visit of a car sold elsewhere */
    GIFT_TOO_EARLY    /* the customer cannot come yet: kept for the next visit */
} GiftRule;
GiftRule gift_rule_of(const char *id); /* "win_back"; NONE for anything unknown */

/* The half-year that ended last: on 30 June or 31 December at the latest on `at`'s own local day. from – to (to is the
 * first moment after it) reach `months` back from its end; label is "2026H1". */
typedef struct GiftPeriod {
    Ms from, to;
    char label[16];
} GiftPeriod;
GiftPeriod gift_period(Ms at, int months);

typedef struct GiftCar { /* as known on the day that is asked about */
    int visits;          /* local days with an arrival, in all */
    int visits_period;   /* … in the programme's period */
    Ms last_arrived;     /* 0 = never */
    bool in_house;       /* some time that day */
    bool sold_here;      /* new */
    Ms bought;           /* handed over new by this store; 0 = not, or not yet */
    RecallCar recall;    /* who is lost: in_shop, seen, paid, lost_case */
} GiftCar;

/* Does a programme by rule with these numbers (0 = not said) give this car something on the local day of `at`?
 * Delivery: handed over that day, or up to `months` before. Loyal: at least `visits` in the period. Win-back: lost
 * after `months` (recall_lost). First visit: one visit, in the house that day, not sold here. */
bool gift_rule_met(GiftRule rule, int visits, int months, const GiftCar *car, Ms at);

#endif
