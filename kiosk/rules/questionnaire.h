/* The questionnaire as the store wrote it (domain.md 4): words under the faces, reasons, factors of the index, whether
 * NPS and a number are asked, and the store's own questions with when each is shown. Plain data; texts belong to
 * whoever read it (store/questionnaire.h). */
#ifndef LOUNGE_RULES_QUESTIONNAIRE_H
#define LOUNGE_RULES_QUESTIONNAIRE_H

#include "survey.h"

#include <stdbool.h>

enum { FACES = 5, REASONS_MAX = 16, QUESTIONNAIRE_ID_SIZE = 24 };

typedef struct SurveyChoice { /* texts never NULL */
    const char *id, *zh, *en;
} SurveyChoice;

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
} Questionnaire;

#endif
