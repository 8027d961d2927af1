/* What a tap on a staff page asks to be done, and what came of it. Travels in a Job like any other; the PIN in it is
 * wiped as soon as it was checked. */
#ifndef LOUNGE_SCREENS_STAFF_JOB_H
#define LOUNGE_SCREENS_STAFF_JOB_H

#include "rules/stage.h"
#include "store/day_export.h"
#include "store/staff.h"

typedef enum StaffDo {
    STAFF_DO_LOGIN,
    STAFF_DO_FIND_COUPON,
    STAFF_DO_REDEEM,
    STAFF_DO_UNDO,
    STAFF_DO_CALL_TAKE,
    STAFF_DO_CALL_DONE,
    STAFF_DO_LEAD_TAKE,
    STAFF_DO_LEAD_DONE,
    STAFF_DO_STAGE,
    STAFF_DO_EXPORT,
} StaffDo;

typedef struct StaffJob {
    StaffDo what;
    Uuid staff_id;
    char pin[STAFF_PIN_SIZE]; /* login */
    char code[24];            /* coupons */
    char reason[48];          /* undo; a lead's outcome */
    Uuid row_id;              /* call, lead */
    Stage seen, to;           /* stage, of Job.order_no */
} StaffJob;

typedef struct StaffResult {
    StaffDo what;
    Staff who; /* login */
    DayExport exported;
} StaffResult;

#endif
