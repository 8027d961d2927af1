/* Which offers and activities were on screen for at least a second, and which were opened: gathered in memory as sums,
 * handed on when a visit ends or, between visits, a few minutes together. Nothing is kept of who it was; a power cut
 * loses the last minutes. What is on screen changes only with a frame, so counting asks for none of its own.
 *
 * Within one visit an item counts once for each place it was shown at, and once as opened, however often; between
 * visits each of its turns on the board counts. */
#ifndef LOUNGE_SCREENS_SEEN_H
#define LOUNGE_SCREENS_SEEN_H

#include "store/car_bands.h"
#include "store/counts.h"

enum { SEEN_LEAST_MS = 1000, SEEN_KEEP_MS = 5 * 60000, SEEN_ON_MAX = 24 };

typedef struct SeenItem {
    CountSubject subject;
    CountPlace place;
    char item_id[64];
    Ms since_mono, since; /* on screen since then: monotonic, and by the clock */
    bool drawn;           /* in the frame being drawn */
    bool counted;         /* in this visit */
} SeenItem;

typedef struct SeenTally {
    SeenItem on[SEEN_ON_MAX]; /* what was on screen at the last frame */
    size_t n_on;
    Count *visit; /* what this visit has counted already */
    size_t n_visit;
    Count *sums; /* not handed on yet */
    size_t n_sums;
    Ms kept_mono; /* since when the oldest of them waits */
} SeenTally;

struct Kiosk;
/* What is known of the opened car that an item is counted by, as bands. */
size_t seen_axes(struct Kiosk *k, const char *item_id, CarBand out[CAR_BANDS_MAX]);
/* Called where a card is drawn, each time it is; and by the page of what was opened. */
void seen_shown(struct Kiosk *k, CountSubject subject, CountPlace place, const char *item_id);
void seen_opened(struct Kiosk *k, CountSubject subject, const char *item_id);

/* Before a frame is drawn (again), and after it; covered: something lies over it, or the panel is dark. */
void seen_begin(struct Kiosk *k);
void seen_end(struct Kiosk *k, bool covered);
/* The visit ends, or the program: all that waits is handed to kiosk->count. */
void seen_leave(struct Kiosk *k);
void seen_free(SeenTally *seen);

#endif
