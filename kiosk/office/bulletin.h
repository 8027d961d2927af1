/* The staff's bulletin: what everybody should know this week, on one sheet of A4. Every part has a most of lines and
 * every text a most of characters, so that it stays one sheet whatever the store does; what is left out is counted. */
#ifndef LOUNGE_OFFICE_BULLETIN_H
#define LOUNGE_OFFICE_BULLETIN_H

#include "funnel.h"
#include "store/activities.h"
#include "store/offers.h"
#include "store/standing.h"

enum {
    BULLETIN_ACTIVITIES = 5,
    BULLETIN_OFFERS = 4, /* that begin, and that end */
    BULLETIN_BEST = 4,   /* and worst */
    BULLETIN_CHOICES = 9,
    BULLETIN_SHOWN_LEAST = 30 /* an offer that was shown less is neither best nor worst */
};

typedef struct Bulletin {
    Arena arena;
    Ms monday, sunday, at; /* 00:00 of the first and last day of its week; when it is made */
    Activity *activities;
    FunnelRow *activity_sums; /* of each, this week so far */
    size_t n_activities;
    Offer *begin, *end; /* offers whose first or last day is in this week */
    size_t n_begin, n_end;
    FunnelTable offers; /* of the last 28 days, by offer */
    FunnelRow **ranked; /* those shown often enough, by what share opened them: the best first */
    size_t n_ranked;
    FunnelTable days; /* of the last 14 days */
    Standing standing;
    size_t gifts_due; /* by rule, not given yet: cars times programmes */
} Bulletin;

bool bulletin_read(Office *office, Ms at, Bulletin *out, Err *err);
void bulletin_free(Bulletin *bulletin);
void bulletin_page(const Office *office, const Bulletin *bulletin, Buf *page);

#endif
