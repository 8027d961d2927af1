/* Jobs: what a tap asks to be written. Screens post them, the writer thread does them, each in one durable
 * transaction, and answers with a result. Plain data that owns its texts, so that it can cross threads. */
#ifndef LOUNGE_SCREENS_JOB_H
#define LOUNGE_SCREENS_JOB_H

#include "base/uuid.h"
#include "rules/questionnaire.h"
#include "staff_job.h"
#include "store/bar.h"
#include "store/coupons.h"
#include "store/work.h"
#include "ui/keyboard.h"

typedef enum JobKind {
    JOB_RATING,
    JOB_RATING_UNDO,
    JOB_ANSWERS,
    JOB_COUPON,
    JOB_CALL,
    JOB_LEAD,
    JOB_CAR_USE,
    JOB_STAFF,
    JOB_CORRECTION,
    JOB_RENEWAL_SHOWN,
    JOB_WORK,
    JOB_WORK_SEEN,
    JOB_BAR,
    JOB_BAR_CANCEL,
    JOB_KEEP, /* what was tapped and not sent */
    JOB_OWN,  /* an answer to one of the store's own questions */
    JOB_CALL_AGAIN,
    JOB_CASE_RATE,
    JOBS
} JobKind;

enum { ORDER_NO_SIZE = 40, REASONS_SIZE = REASONS_MAX * QUESTIONNAIRE_ID_SIZE, AXES_ANSWERS_SIZE = 264 };

typedef struct Job {
    JobKind kind;
    Uuid key; /* of the row it makes; results carry it back */
    Uuid visit_id;
    Ms at;
    int lang; /* Lang */
    char order_no[ORDER_NO_SIZE];
    /* rating, answers */
    Uuid rating_id;
    int score, questionnaire_version;
    Uuid complaint_id, voice_id;
    Ms face_ms, marks_ms; /* how long after it appeared the face, the last mark was tapped; −1 = not measured */
    char question[QUESTIONNAIRE_ID_SIZE], question_kind[8]; /* own question; its answer is in reasons or words */
    char reasons[REASONS_SIZE];
    char words[FIELD_BYTES];
    SurveyFactor factors[SURVEY_FACTORS_MAX];
    int marks[SURVEY_FACTORS_MAX];
    int n_factors, nps;
    char phone[16];
    bool consent;
    char purpose[320]; /* with a phone: the sentence it was given under; also of leads and corrections */
    /* coupon */
    char offer_id[64];
    /* call */
    char call_kind[12], about[80];
    /* lead, with about and phone */
    char lead_kind[12], lead_desk[12], detail[160];
    /* how the car is driven and where: ids of the policy axes */
    char habit[AXES_ANSWERS_SIZE], environment[AXES_ANSWERS_SIZE];
    StaffJob staff;
    /* correction: of the number on record; the new one is `phone` */
    char answer[12];
    int bringer_is_owner;
    /* additional work: what was decided, or (the first) what was looked at */
    WorkDecision work[WORK_ITEMS_MAX];
    int n_work;
    Fen total; /* that was shown */
    Ms finish;
    Uuid call_key; /* of the call that comes of "let me talk" */
    /* the bar */
    BarAskItem basket[BAR_ITEMS_MAX];
    int n_basket;
    char seat[32];
    Uuid case_id; /* rated, with score */
} Job;

typedef struct JobResult {
    JobKind kind;
    Uuid key;
    bool ok;
    Err err; /* when not ok */
    Coupon coupon;
    char case_no[24];
    StaffResult staff;
} JobResult;

#endif
