/* The index of the five factors and the NPS classes, in integers. */
#include "survey.h"

#include <stdbool.h>
#include <stdint.h>

static bool counts(const SurveyFactor *factor, int mark) {
    return factor->weight > 0 && mark >= 1 && mark <= 5;
}

int survey_index(const SurveyFactor *factors, const int *marks, size_t n) {
    int64_t weight = 0, points = 0; /* points: weight × (mark − 1) */
    for (size_t i = 0; i < n; i++) {
        if (!counts(&factors[i], marks[i])) continue;
        weight += factors[i].weight;
        points += (int64_t)factors[i].weight * (marks[i] - 1);
    }
    if (weight == 0) return -1;
    return (int)((1000 * points + 2 * weight) / (4 * weight)); /* + half of the divisor: half up */
}

NpsClass nps_class(int score) {
    if (score >= 9) return NPS_PROMOTER;
    return score >= 7 ? NPS_PASSIVE : NPS_DETRACTOR;
}
