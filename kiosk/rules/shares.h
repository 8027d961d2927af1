/* Shares of a count: the rate in tenths of a percent, and the interval in which the true rate lies in 95 of 100 cases
 * (Wilson's, which holds for small counts too; domain.md 4). */
#ifndef LOUNGE_RULES_SHARES_H
#define LOUNGE_RULES_SHARES_H

#include <stdbool.h>
#include <stdint.h>

enum { GROUP_LEAST = 5 }; /* nothing is said of a group of fewer (domain.md 4) */

typedef struct Share {
    int64_t n, base;
    int rate, low, high; /* permille, rounded half up; low is rounded down and high up */
} Share;

/* False (and *out has n and base only) when there is no share to speak of: base 0, or n is not part of base. */
bool share_of(int64_t n, int64_t base, Share *out);

#endif
