/* Recall: leads for the customers who are to be called in, made from the store's own orders by the policies `leads` and
 * `service` (rules/recall.h says who and why). */
#ifndef LOUNGE_STORE_RECALL_H
#define LOUNGE_STORE_RECALL_H

#include "db.h"

/* In a query: which order's complaint was closed as lost, and when last, until ?2. */
#define RECALL_LOST_CASES                                                                                              \
    "(SELECT c.store_id, c.order_no, max(e.at_ms) AS at FROM complaint c"                                              \
    " JOIN complaint_event e ON e.complaint_id = c.complaint_id AND e.outcome = 'lost'"                                \
    " WHERE e.at_ms <= ?2 GROUP BY c.store_id, c.order_no)"

typedef struct RecallCounts {
    int due, lost, never, lost_case; /* leads made now, by reason */
    int cars;                        /* looked at */
    int known;                       /* with a reason, but a lead within leads.recall_again_months, or one still open */
} RecallCounts;

/* Makes what the day of `at` asks for: one lead a car and period, so that the same day again makes none. Cars in the
 * shop and people who were forgotten are left out. One transaction; audited under `by` when anything was made. ERR_RULE
 * when no policy `leads` is in force. */
bool recall_make(Db *db, const char *by, Ms at, RecallCounts *out, Err *err);

#endif
