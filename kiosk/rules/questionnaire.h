/* The questionnaire as the store wrote it (domain.md 4): words under the faces, reasons, factors of the index, whether
 * NPS and a number are asked, and the store's own questions with when each is shown. Plain data; texts belong to
 * whoever read it (store/questionnaire.h). */
#ifndef LOUNGE_RULES_QUESTIONNAIRE_H
#define LOUNGE_RULES_QUESTIONNAIRE_H

#include "survey.h"

#include <stdbool.h>

enum { FACES = 5, REASONS_MAX = 16, QUESTIONNAIRE_ID_SIZE = 24, QUESTIONS_MAX = 10, OPTIONS_MAX = 8 };
enum { OWN_VALUE_SIZE = OPTIONS_MAX * QUESTIONNAIRE_ID_SIZE };

typedef struct SurveyChoice { /* texts never NULL */
    const char *id, *zh, *en;
} SurveyChoice;

typedef enum QuestionKind {
    QUESTION_ONE,
    QUESTION_MANY,
    QUESTION_SCALE5,
    QUESTION_SCALE10,
    QUESTION_TEXT
} QuestionKind;
const char *question_kind_id(QuestionKind kind); /* "one" */
QuestionKind question_kind_of(const char *id);   /* QUESTION_ONE when there is no such kind */

/* One of the store's own. It is shown when all that is said of it holds; "" says nothing. */
typedef struct OwnQuestion {
    const char *id, *zh, *en;
    QuestionKind kind;
    const char *low_zh, *low_en, *high_zh, *high_en; /* the ends of a scale */
    SurveyChoice options[OPTIONS_MAX];
    int n_options;
    const char *if_score;  /* "1 2 3": the face is one of these */
    const char *if_kind;   /* "repair body_paint": the work on the opened car */
    const char *if_visit;  /* "first", "again": of the opened car within twelve months */
    const char *if_reason; /* "wait lounge": one of them was chosen */
    const char *if_answer; /* "drinks: coffee tea": an earlier own question was answered with one of these */
} OwnQuestion;

typedef struct Questionnaire {
    int version;               /* 0 = none is in force: faces can be tapped, nothing is asked behind them */
    SurveyChoice faces[FACES]; /* from the worst; without ids, zh "" = the program's own word */
    int words_max;             /* characters of own words */
    bool nps, contact;         /* asked? */
    const char *consent_zh, *consent_en;
    const char *purpose_zh, *purpose_en; /* "{months}" stands for how long a number is kept */
    SurveyChoice reasons[REASONS_MAX];
    int n_reasons;
    SurveyFactor factors[SURVEY_FACTORS_MAX];
    int n_factors;
    OwnQuestion questions[QUESTIONS_MAX];
    int n_questions;
} Questionnaire;

/* What is known when an own question might be asked. What is not known never lets one be shown. */
typedef struct QuestionFacts {
    int score;                          /* 0 = none: "I want to complain" */
    const char *kind;                   /* of work, "" = not known, or kept apart: the rating is anonymous */
    int visits;                         /* of the car within twelve months, this one included; 0 = not known */
    const char *reasons;                /* ids with spaces between */
    const char *answers[QUESTIONS_MAX]; /* by question: ids or a number, "" or NULL = none */
} QuestionFacts;
bool question_is_shown(const Questionnaire *q, int question, const QuestionFacts *facts);

/* Is `word` one of the words of `list`, with spaces between? */
bool survey_has_word(const char *list, const char *word);

#endif
