/* What customers leave: ratings, their reasons and words, complaints (domain.md 4, 5). Every write is one durable
 * transaction and idempotent by the key that was made when the form opened. */
#ifndef LOUNGE_STORE_FEEDBACK_H
#define LOUNGE_STORE_FEEDBACK_H

#include "base/uuid.h"
#include "db.h"
#include "rules/survey.h"

typedef struct RatingTap {
    Uuid rating_id, visit_id;
    Ms at;
    const char *lang;     /* "zh", "en" */
    int score;            /* 1–5 */
    const char *order_no; /* "" = anonymous */
    int questionnaire_version;
    bool suspect;
} RatingTap;
/* The first tap makes the row; another face changes its score and is added to its history; the same again is nothing.
 */
bool rating_save(Db *db, const RatingTap *tap, Err *err);
/* The same, with how long after the faces appeared it was tapped (−1 = not measured). */
bool rating_save_timed(Db *db, const RatingTap *tap, Ms face_ms, Err *err);
/* Takes a rating back (the seconds of undo); its history stays. A later rating_save with the same key revives it. */
bool rating_undo(Db *db, Uuid rating_id, Ms at, Err *err);

typedef struct Answers { /* steps 2 and 3; sending again replaces, never doubles */
    Uuid rating_id;      /* not set: "I want to complain" without a rating */
    Uuid complaint_id;   /* key for the complaint this may become */
    Uuid voice_id;       /* key for own words and number */
    Uuid visit_id;
    Ms at;
    const char *lang;
    const char *order_no; /* "" = anonymous */
    int score;            /* of the rating; 0 without one */
    int questionnaire_version;
    const char *reasons; /* ids separated by spaces, "" = none */
    const char *words;   /* "" = none */
    const SurveyFactor *factors;
    const int *marks; /* by factor, 0 = skipped */
    size_t n_factors;
    int nps;             /* −1 = skipped */
    const char *phone;   /* normal form, "" = none */
    bool consent;        /* may we call */
    const char *purpose; /* the sentence it was given under; "" or NULL = not known */
} Answers;
/* Scores 1–3 and no rating: with a reason or own words, 1–2 also with the wish to be called, it becomes one complaint
 * and opens its case at once, due as the policy says.
 * Scores 4–5: words are praise. case_no (size 24) is "" when there is no complaint. */
bool answers_save(Db *db, const Answers *answers, char case_no[24], Err *err);
/* What was tapped so far and not sent: marks, reasons and NPS of the rating, so that nothing is lost when the customer
 * walks off; without a rating ("I want to complain") the reasons as begun (v_unsent). Never makes or changes a
 * complaint, and never keeps own words or a number: those are the customer's until they send them (PIPL 6, 13).
 * marks_ms: from the factors' appearing to the last mark, −1 = not measured. */
bool answers_keep(Db *db, const Answers *answers, Ms marks_ms, Err *err);

/* An answer to one of the store's own questions. */
typedef struct OwnAnswer {
    Uuid visit_id, rating_id, complaint_id; /* the last two as far as they are there */
    Uuid voice_id;                          /* key for text */
    const char *question, *kind;            /* "text": the answer is `words` */
    const char *value;                      /* ids of options with spaces between, or a number */
    const char *words;
    int questionnaire_version;
    const char *lang;
    Ms at;
} OwnAnswer;
/* Another answer in the visit takes the first one's place; an empty one takes it away. Text lives in a person row. */
bool own_answer_save(Db *db, const OwnAnswer *answer, Err *err);

#endif
