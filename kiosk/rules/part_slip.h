/* How late parts really came after the day that was promised for them: the store's own slip, of one supplier where
 * enough is known of it, else of all together (domain.md 3, policies.md 1). */
#ifndef LOUNGE_RULES_PART_SLIP_H
#define LOUNGE_RULES_PART_SLIP_H

#include <stddef.h>

enum { PART_SLIPS_LEAST = 20 }; /* of fewer nothing is said */

/* One promise of a part that has come. */
typedef struct PartSlip {
    const char *supplier; /* "" = not known; the caller's while building */
    int minutes;          /* after the promise; below zero: before it */
} PartSlip;

/* Immutable once built: threads may share it. */
typedef struct PartSlips PartSlips;
PartSlips *part_slips_build(const PartSlip *list, size_t n); /* keeps nothing of the list; free with part_slips_free */
void part_slips_free(PartSlips *slips);                      /* NULL is fine */
/* The slips to go by, ascending, *n of them: the supplier's where there are at least 20, else all; NULL and 0 where all
 * are fewer, or slips is NULL. Owned by slips. */
const int *part_slips_of(const PartSlips *slips, const char *supplier, size_t *n);

#endif
