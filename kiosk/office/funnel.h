/* From shown to money: what the panels counted and what became of the coupons, summed up by one thing. For the reports
 * on offers and activities and the staff's bulletin. */
#ifndef LOUNGE_OFFICE_FUNNEL_H
#define LOUNGE_OFFICE_FUNNEL_H

#include "office.h"
#include "rules/shares.h"
#include "store/counts.h"

typedef struct Funnel {
    int64_t shown, board; /* on screen for a second or more; of these on the board, where nobody may have been */
    int64_t opened, opened_board;
    int64_t taken, used; /* coupons taken then; of these redeemed by now */
    int64_t redeemed;    /* coupons redeemed then, whenever they were taken */
    Fen money;           /* of these: the order's amount, else the offer's price */
                         /* coupons of an axis: all four −1 where fewer than five stand behind them */
} Funnel;

typedef enum FunnelBy { BY_OFFER, BY_ACTIVITY, BY_KIND, BY_DAY, BY_WEEK, BY_HOUR, BY_PLACE, BY_AXIS, BYS } FunnelBy;
extern const char *const funnel_bys[BYS]; /* "offer" … */

typedef struct FunnelAsk {
    const char *from, *to; /* local days, both included */
    FunnelBy by;
    const char *offers;   /* only these, ; between; NULL = all */
    const char *activity; /* with it: its own shown and opened count too; NULL = none */
} FunnelAsk;

typedef struct FunnelRow {
    char key[96]; /* "paint-coating", "2026-11-23", "09", "age_months 24-35" */
    const char *label;
    Funnel sums;
} FunnelRow;

typedef struct FunnelTable {
    Arena arena;
    FunnelRow *rows; /* by offer, activity and kind what was redeemed and opened most first; else by key */
    size_t n;
    Funnel all; /* not by axis: there a customer counts in several rows */
    int hidden; /* groups of fewer than five, left out (by axis) */
} FunnelTable;

/* What share of those shown were opened: in the list and on My car, where somebody was there to see them; of what only
 * the board shows, of its turns. As share_of. */
bool funnel_opened(const Funnel *sums, Share *out);

bool funnel_read(Office *office, const FunnelAsk *ask, FunnelTable *out, Err *err);
void funnel_free(FunnelTable *table);

/* Is the id one of "a;b;c"? */
bool funnel_names(const char *ids, const char *id);

#endif
