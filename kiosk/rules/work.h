/* Additional work the workshop found (domain.md 9): what it costs, what it does to the finish, when the advisor has to
 * come, and the keyed hash that binds an answer to exactly what was shown. Pure: no SQL, no clock. */
#ifndef LOUNGE_RULES_WORK_H
#define LOUNGE_RULES_WORK_H

#include "base/fen.h"
#include "coupon_code.h"
#include "worktime.h"

enum { WORK_HASH_SIZE = 65, WORK_ITEMS_MAX = 12, WORK_MINUTES_MAX = 14400 };

/* How urgent, as the workshop's traffic light: now, soon, keep an eye on it. */
typedef enum WorkLevel { WORK_UNSAID, WORK_RED, WORK_AMBER, WORK_GREEN } WorkLevel;
const char *work_level_id(WorkLevel level);         /* "red", "amber", "green", "" */
bool work_level_of(const char *id, WorkLevel *out); /* false when it is none of them */

typedef enum WorkChoice { WORK_OPEN, WORK_YES, WORK_NO, WORK_TALK } WorkChoice;
const char *work_choice_id(WorkChoice choice); /* "yes", "no", "talk", "" */
WorkChoice work_choice_of(const char *id);     /* what is not known is open: silence never approves */

typedef enum WorkPays { WORK_PAYS_UNSAID, WORK_PAYS_INSURER, WORK_PAYS_CUSTOMER, WORK_PAYS_ASK } WorkPays;
const char *work_pays_id(WorkPays pays); /* "insurer", "customer", "ask", "" */
WorkPays work_pays_of(const char *id);

/* All that one finding's card showed, in one language. Money −1 = not said. */
typedef struct WorkShown {
    const char *store_id, *order_no, *finding_id;
    const char *lang; /* "zh", "en" */
    int version;
    WorkLevel level;
    const char *what, *why, *later, *picture;
    Fen parts, labour, price;
    int minutes;
} WorkShown;

/* Keyed BLAKE2b over every field, as 64 hex digits: another text, sum, minute, language or version is another hash. */
void work_hash(const CouponKey *key, const WorkShown *shown, char out[WORK_HASH_SIZE]);
bool work_hash_same(const char *a, const char *b); /* constant time; false unless both are whole */

typedef struct WorkItem {
    WorkChoice choice; /* made, or about to be made */
    Fen price;         /* −1 = ask the advisor */
    int minutes;
} WorkItem;

typedef struct WorkSum {
    Fen added, total; /* total −1: the order's own amount is not known */
    int minutes;      /* that all yeses add */
    int yes, no, talk, open;
} WorkSum;
/* order_amount −1 = not known. Only a yes counts; a yes without a price adds no money and is no answer the panel takes.
 */
WorkSum work_sum(Fen order_amount, const WorkItem *items, size_t n);

/* The new finish: from `base` (promise or estimate) on, the minutes of what was accepted and the whole steps that were
 * waited for answers, in working time. step < 1: waiting moves nothing. base 0 = not known: 0. */
Ms work_finish(const WorkHours *hours, Ms base, int minutes, int waited, int step);
/* Policy work.advisor_over_fen: above it, not at it, the advisor comes instead of the panel asking. What has no price
 * is always the advisor's. */
bool work_needs_advisor(Fen price, Fen over);
/* Policy work.insured_kinds (ids, with blanks or commas between): is this one of the kinds where who pays is asked? */
bool work_insured(const char *kinds, const char *kind);

#endif
