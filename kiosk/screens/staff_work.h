/* Additional work on the staff's pages: the car and the finding that are open, and the finding that is being written.
 * Wiped with the session. */
#ifndef LOUNGE_SCREENS_STAFF_WORK_H
#define LOUNGE_SCREENS_STAFF_WORK_H

#include "staff_job.h"
#include "ui/field.h"

typedef struct Kiosk Kiosk;
typedef struct Order Order;

enum { STAFF_SUM_PARTS, STAFF_SUM_LABOUR, STAFF_SUM_MINUTES, STAFF_SUMS };

/* What is being written: a new finding, or an open one anew. */
typedef struct StaffForm {
    Uuid finding_id; /* made when the form opens: sent twice it is one finding */
    int item;        /* that is changed; 0 = a new one */
    WorkLevel level;
    bool level_said; /* by a tap: another item does not change it */
    StaffText texts[STAFF_TEXTS];
    int writing; /* which of them is typed */
    char picture[WORK_PATH_MAX + 1];
    bool own;               /* what it is was typed, not chosen from policy work.common */
    Field sums[STAFF_SUMS]; /* digits: yuan, yuan, minutes; "" = not said */
    int at;                 /* which of them is typed */
} StaffForm;

typedef struct StaffWork {
    char order_no[40]; /* the car that was chosen */
    int item;          /* the finding that is open, by its number within the order */
    WorkChoice spoken; /* said to staff, and not yet how; WORK_OPEN = nothing */
    WorkPays pays;     /* … with a yes to an insured repair; UNSAID = not asked yet */
    bool withdrawing;  /* asked once more */
    bool sent;         /* what was written is in the store */
    StaffForm form;
} StaffWork;

const Order *staff_work_order(const Kiosk *k); /* NULL = handed over meanwhile */
/* Of the chosen car; NULL = withdrawn meanwhile. */
const Finding *staff_finding(const Kiosk *k, int item);
/* "待答复，客户 14:20 看过", "客户同意 · 14:31 · 当面 · 李欣" */
const char *staff_finding_state(Kiosk *k, const Finding *f);
size_t staff_work_waiting(const Kiosk *k); /* findings of all cars that want an answer */

/* Opens the form: empty, or (f not NULL) with what the finding says. */
void staff_propose_open(Kiosk *k, const Finding *f);
const char *staff_text(const Kiosk *k, int which); /* of the form, in the panel's language */
void staff_text_set(char *out, const char *text, size_t chars);
/* Its page of one's own words, with what was typed before (fresh: without). */
void staff_text_type(Kiosk *k, int which, bool fresh);
/* The finding was written: back to its car. */
void staff_propose_saved(Kiosk *k);

#endif
