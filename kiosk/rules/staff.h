/* Staff at the panel: roles and what each may do, which PINs are worth having, and how long wrong ones lock. Pure; the
 * numbers of a lock are the store's data (settings staff.pin_tries, staff.lock_minutes, staff.lock_factor). */
#ifndef LOUNGE_RULES_STAFF_H
#define LOUNGE_RULES_STAFF_H

#include "base/clock.h"

#include <stdbool.h>

typedef enum StaffRole { STAFF_ADVISOR, STAFF_BAR, STAFF_MANAGER } StaffRole;
enum { STAFF_ROLES = 3, STAFF_NAME_SIZE = 64, STAFF_PIN_DIGITS = 6, STAFF_PIN_SIZE = STAFF_PIN_DIGITS + 1 };

const char *staff_role_id(StaffRole role); /* "advisor", "bar", "manager" */
bool staff_role_of(const char *id, StaffRole *out);

/* What can be done on the staff page. */
typedef enum StaffAct {
    STAFF_ACT_CALLS,  /* take and close what customers called for */
    STAFF_ACT_BAR,    /* the same for orders at the bar */
    STAFF_ACT_REDEEM, /* coupons */
    STAFF_ACT_UNDO,   /* take a redemption back */
    STAFF_ACT_LEADS,
    STAFF_ACT_WORK,  /* propose additional work */
    STAFF_ACT_STAGE, /* move a stage by hand */
    STAFF_ACT_EXPORT,
    STAFF_ACT_CASES /* work complaints: managers all, advisors their own (rules/case.h) */
} StaffAct;
enum { STAFF_ACTS = STAFF_ACT_CASES + 1 };
bool staff_may(StaffRole role, StaffAct act);
/* Whether this role needs a customer's plate in full for its work. */
bool staff_sees_plates(StaffRole role);

#define STAFF_DEMO_PIN "271828" /* of all staff of a demo store, as it is made */
typedef enum PinVerdict { PIN_OK, PIN_FORM, PIN_WEAK } PinVerdict;
/* PIN_FORM: not six ASCII digits. PIN_WEAK: what everybody tries first: one digit, a run up or down, a repeated pair or
 * triple, doubled or mirrored digits, a column of the keypad. */
PinVerdict staff_pin_check(const char *pin);

typedef struct PinLock {
    int tries;   /* so many wrong ones in a row lock */
    int minutes; /* the first time */
    int factor;  /* each further lock lasts so many times as long */
} PinLock;
enum { PIN_LOCK_MOST_MINUTES = 24 * 60 };

typedef struct PinCount { /* kept with the person; all 0 after the right PIN */
    int wrong;            /* in a row since the last lock */
    int locks;            /* in a row */
    Ms until;             /* locked before this instant; 0 = open */
} PinCount;
bool staff_is_locked(const PinCount *count, Ms now);
/* Counts one wrong try at `now`, which locks if it is one too many. Never counts while locked. */
PinCount staff_wrong_try(PinCount count, const PinLock *lock, Ms now);

#endif
