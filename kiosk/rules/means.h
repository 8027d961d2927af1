/* Means of marks with the interval in which the true mean lies in 95 of 100 cases: Student's t with n − 1 degrees of
 * freedom, cut to the marks' own scale (domain.md 4). NPS is such a mean too: 100 for a promoter, −100 for a detractor,
 * 0 for those between. */
#ifndef LOUNGE_RULES_MEANS_H
#define LOUNGE_RULES_MEANS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct MeanSum { /* zeroed = nothing yet; exact: whole numbers only */
    int64_t n, sum, squares;
} MeanSum;

void mean_add(MeanSum *sum, int mark);

typedef struct Mean {
    int64_t n;
    double mean, low, high;
    bool interval; /* false: all marks were the same, or there is one: nothing is known of their spread */
} Mean;

/* least and most: the ends of the scale. False (and only n set) without a mark. */
bool mean_of(const MeanSum *sum, int least, int most, Mean *out);

/* The 97.5th percentile of Student's t with so many degrees of freedom (1 or more). */
double mean_t(int64_t degrees);

#endif
