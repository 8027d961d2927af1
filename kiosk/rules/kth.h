/* The k-th smallest of the last values of a list, at once: what the ETA needs, because the orders that stayed at least
 * so long are the end of a list sorted by stay, while the interval is cut from their totals. */
#ifndef LOUNGE_RULES_KTH_H
#define LOUNGE_RULES_KTH_H

#include <stddef.h>

/* Immutable once built: threads may share it. */
typedef struct Kth Kth;
/* The values (all >= 0) in their order; nothing of the input is kept. Free with kth_free. */
Kth *kth_build(const int *values, size_t n);
void kth_free(Kth *kth);
/* The k-th smallest (k = 0: the smallest) of values[from] … values[n − 1]; from + k < n. One step for each bit of the
 * largest value. */
int kth_smallest(const Kth *kth, size_t from, size_t k);
/* How many of values[from] … values[n − 1] are smaller than `value`; from <= n. The same steps. */
size_t kth_below(const Kth *kth, size_t from, int value);

#endif
