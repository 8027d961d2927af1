/* A staff session on the panel: from the clock that was held to the end, whichever way it ends. It is nobody's visit:
 * no row carries one, and all of it is wiped when it ends. Customers' names and plates are in the clear only in here.
 */
#ifndef LOUNGE_SCREENS_STAFF_H
#define LOUNGE_SCREENS_STAFF_H

#include "staff_job.h"
#include "staff_work.h"
#include "store/bar.h"
#include "store/calls.h"
#include "store/cases.h"
#include "store/coupons.h"
#include "store/leads.h"
#include "ui/field.h"

typedef struct Kiosk Kiosk;
typedef struct JobResult JobResult;

typedef struct StaffSession {
    bool on;   /* on the staff's pages */
    bool in;   /* … and known to be `who` */
    Staff who; /* chosen, then logged in */
    Field pin, code;
    Uuid key; /* of what was posted last; its answer alone counts */
    StaffDo doing;
    int progress; /* Progress */
    Err err;
    char armed[UUID_LEN + 1]; /* the row whose next tap is meant: a call, a lead */
    bool undoing;             /* asked why */
    bool has_coupon, redeemed_now;
    Coupon coupon;
    char use_no[40];                /* the order it is to be used on, "" = none yet */
    bool use_same_car, choosing_it; /* is it the coupon's car; the orders are shown to choose from */
    char order_no[40];              /* of the car whose stage is to move */
    Stage seen, to;
    bool moved;
    DayExport exported;
    StaffWork work;
    Scroll scroll;

    /* read when a page opens and after each commit */
    Arena arena;
    Staff *people;
    size_t n_people;
    Call *calls;
    size_t n_calls;
    Lead *leads;
    size_t n_leads;
    BarOrder *bar; /* open ones */
    size_t n_bar;
    Finding *findings; /* of all cars in service */
    size_t n_findings;
    Case *cases; /* open ones this person works */
    size_t n_cases;
    char case_id[UUID_LEN + 1]; /* the one that is open */
    bool giving;                /* … asked to whom */
    bool backup_overdue, backup_never;
    int backup_hours; /* since the last good one, or since the store's first import */
} StaffSession;

/* The clock was held: whoever's visit there was is over. */
void staff_begin(Kiosk *k);
/* Wipes the session. For kiosk_leave. */
void staff_clear(Kiosk *k);
/* Reads what the session's pages show; nothing while there is none. */
bool staff_read(Kiosk *k, Err *err);
void staff_result(Kiosk *k, const JobResult *result);
/* A scanner or a keyboard typed this, or Enter. Only the page that redeems takes it; elsewhere keys do nothing. */
bool staff_typed(Kiosk *k, const char *utf8);
bool staff_enter(Kiosk *k);

/* The clock in r, its right edge there: a finger that stays on it for 3 s begins a session, or ends it. Returns its
 * left edge. */
float staff_clock(Kiosk *k, Rect r, float px);

/* Looks for what was typed: a code, or the words of a QR with one in them. */
void staff_find_coupon(Kiosk *k);
/* The order that the coupon found is most likely to be used on: the one it was taken with, else its car's. */
void staff_use_default(Kiosk *k);

#endif
