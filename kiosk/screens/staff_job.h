/* What a tap on a staff page asks to be done, and what came of it. Travels in a Job like any other; the PIN in it is
 * wiped as soon as it was checked. */
#ifndef LOUNGE_SCREENS_STAFF_JOB_H
#define LOUNGE_SCREENS_STAFF_JOB_H

#include "rules/case.h"
#include "rules/stage.h"
#include "store/day_export.h"
#include "store/staff.h"
#include "store/work.h"

typedef enum StaffDo {
    STAFF_DO_LOGIN,
    STAFF_DO_FIND_COUPON,
    STAFF_DO_REDEEM,
    STAFF_DO_UNDO,
    STAFF_DO_CALL_TAKE,
    STAFF_DO_CALL_DONE,
    STAFF_DO_LEAD_TAKE,
    STAFF_DO_LEAD_DONE,
    STAFF_DO_BAR_TAKE,
    STAFF_DO_BAR_DONE,
    STAFF_DO_BAR_CANCEL,
    STAFF_DO_WORK_PROPOSE,
    STAFF_DO_WORK_EDIT,
    STAFF_DO_WORK_SPOKEN,
    STAFF_DO_WORK_WITHDRAW,
    STAFF_DO_STAGE,
    STAFF_DO_EXPORT,
    STAFF_DO_CASE,
} StaffDo;

/* What is written of a finding: what it is, why, and what happens if it waits. en "" = as in Chinese. */
enum { STAFF_TEXT_WHAT, STAFF_TEXT_WHY, STAFF_TEXT_LATER, STAFF_TEXTS };
typedef struct StaffText {
    char zh[4 * WORK_TEXT_MAX + 1], en[4 * WORK_TEXT_EN_MAX + 1];
} StaffText;

typedef struct StaffJob {
    StaffDo what;
    Uuid staff_id;
    char pin[STAFF_PIN_SIZE]; /* login */
    char code[24];            /* coupons; redeemed on Job.order_no, "" = none */
    char reason[48];          /* undo; a lead's outcome */
    Uuid row_id;              /* call, lead, bar order, finding to be */
    Stage seen, to;           /* stage, of Job.order_no */
    /* additional work on Job.order_no: finding `item`, or what is proposed */
    int item;
    char level[8], picture[WORK_PATH_MAX + 1];
    StaffText texts[STAFF_TEXTS];
    Fen parts, labour; /* −2 = not said */
    int minutes;
    CaseAct case_act; /* on case row_id; reason: the outcome */
    char give_to[STAFF_NAME_SIZE];
    bool yes; /* spoken, who pays, and how: phone, wechat, in_person */
    WorkPays pays;
    char how[12];
} StaffJob;

typedef struct StaffResult {
    StaffDo what;
    Staff who; /* login */
    DayExport exported;
} StaffResult;

#endif
