/* Ratings that look wrong, judged by the policy `suspect` (rules/suspect.h). A verdict is a row of its own with the
 * thresholds it was made by; the last counts and stands in rating.suspect. Nothing is ever deleted. */
#ifndef LOUNGE_STORE_SUSPECT_H
#define LOUNGE_STORE_SUSPECT_H

#include "settings.h"
#include "tick.h"

/* Judges the ratings with from <= at_ms < to anew, in one transaction; *changed says how many came to another verdict.
 * The same thresholds over the same ratings change nothing. Without the policy nothing is judged. */
bool suspect_run(Db *db, const Settings *settings, Ms from, Ms to, Ms now, int *changed, Err *err);
/* The last days of the policy: what `lounge tick` and a running panel do. */
bool suspect_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err);

typedef struct SuspectRow { /* texts in the arena */
    Uuid rating_id;
    Ms at;
    int score;
    const char *reasons, *order_no, *advisor;
} SuspectRow;
/* Those that are suspect now, with from <= at < to, oldest first. */
bool suspect_read(Db *db, Arena *arena, Ms from, Ms to, SuspectRow **out, size_t *n, Err *err);

#endif
