/* How often the estimate holds (domain.md 3): a store's history is replayed, what the panel would have shown is asked
 * at many moments as things were known then, and compared with when the cars really became ready. */
#ifndef LOUNGE_RULES_ETA_CHECK_H
#define LOUNGE_RULES_ETA_CHECK_H

#include "eta_life.h"

typedef struct EtaTally {
    int asked;         /* cars in service, one a moment; those on hold `parts` are counted apart and not asked */
    int intervals;     /* an interval was shown; its weight is the chance that the car was not ready already, for an end
                          is known only to lie between two exports, anywhere in that working time */
    double weight;     /* of all intervals together: the base of the three that follow */
    double inside;     /* the interval held */
    double early;      /* the car was ready before it */
    double after;      /* … or only after it */
    double width;      /* working minutes from one end to the other */
    int late;          /* "longer than usual" was shown */
    int promises;      /* the advisor's time was shown, for want of 20 like orders … */
    int promises_kept; /* … and the car was ready by then */
    int silent;        /* nothing was known */
    int parts;         /* on hold `parts` */
} EtaTally;

typedef struct EtaReplay {
    const EtaLife
        *lives; /* all that became ready; later ones than `to` may be among them: nothing is looked up ahead */
    size_t n;
    const Ms *exports; /* ascending */
    size_t n_exports;
    const WorkHours *hours;
    Ms from, to;         /* moments from <= t < to */
    int step_minutes;    /* one moment in each so many minutes of business, where in them differs */
    int past_days;       /* the table at a day's start knows those that were ready in so many days before it */
    Ms stale;            /* an export older than that hides estimates: no moment then */
    int moments, hidden; /* out: moments asked about, and those hidden */
} EtaReplay;

/* Tallies by kind and stage, zeroed first. Pre-delivery inspections are never asked about. */
void eta_replay(EtaReplay *replay, EtaTally out[KINDS][STAGES_SHOWN]);
void eta_tally_add(EtaTally *sum, const EtaTally *more);

#endif
