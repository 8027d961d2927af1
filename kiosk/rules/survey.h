/* The questionnaire's arithmetic (domain.md 4): after-sales index, NPS classes. Factors and weights are data. */
#ifndef LOUNGE_RULES_SURVEY_H
#define LOUNGE_RULES_SURVEY_H

#include <stddef.h>

enum { SURVEY_FACTORS_MAX = 8 };

typedef struct SurveyFactor {
    char id[24]; /* "initiation" */
    char zh[48], en[48];
    int weight; /* any unit: normalised over the factors that were answered */
} SurveyFactor;

/* 1,000 × weighted mean of (mark − 1)/4 over the answered factors (mark 0 = skipped), rounded half up; −1 when none. */
int survey_index(const SurveyFactor *factors, const int *marks, size_t n);

typedef enum NpsClass { NPS_DETRACTOR, NPS_PASSIVE, NPS_PROMOTER } NpsClass;
NpsClass nps_class(int score); /* 0–10 */

#endif
