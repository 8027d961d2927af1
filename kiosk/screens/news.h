/* What changed on the board since the last commit, to be shown for a moment each: derived by comparing two snapshots.
 */
#ifndef LOUNGE_SCREENS_NEWS_H
#define LOUNGE_SCREENS_NEWS_H

#include "job.h"
#include "store/orders.h"

enum { NEWS_MOST = 3, NEWS_MS = 6000 };

typedef struct BoardNews {
    char order_no[NEWS_MOST][ORDER_NO_SIZE]; /* the first is shown now */
    int n;
    Ms since; /* monotonic: since when the first is shown; 0 = not yet */
} BoardNews;  /* zeroed: nothing new */

/* Adds the cars whose stage or hold differs, what is ready first; with more than NEWS_MOST in all the rest is left out.
 * A car that waits to be shown is not added twice; one that left the board is dropped. */
void news_compare(BoardNews *news, const Order *old, size_t n_old, const Order *now, size_t n_now);
/* Its place on the board, −1 when nothing is new. Drops what has been shown for NEWS_MS and what is gone. */
int news_row(BoardNews *news, const Order *board, size_t n, Ms mono);

#endif
