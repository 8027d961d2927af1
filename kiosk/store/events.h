/* What staff are to hear of the moment it happens: calls, complaints, cases past a deadline, low ratings. Derived from
 * what stands in the store; only what a follower was told is written down, so each is told at least once. */
#ifndef LOUNGE_STORE_EVENTS_H
#define LOUNGE_STORE_EVENTS_H

#include "base/uuid.h"
#include "db.h"

enum { EVENT_ID_MAX = 96 };

typedef struct Event {
    char id[EVENT_ID_MAX]; /* stable: whoever hears it twice knows it again */
    const char *kind;      /* call, call_again, call_climbed, complaint, overdue, case_climbed, late, rating,
                            * rating_changed */
    Ms at;                 /* overdue: the deadline */
    const char *what;      /* call: whom; overdue, case_climbed: its state; late: what it is past, see late.h */
    const char *about;     /* call: about what; complaint, rating: reasons, ids separated by spaces */
    const char *case_no, *responsible, *climbed_to;       /* complaint, overdue, case_climbed; "" = none */
    Ms due;                                               /* case_climbed: the deadline that passed; others 0 */
    int score;                                            /* rating: 1–5, 0 = taken back; others −1 */
    const char *order_no, *plate, *model, *advisor, *bay; /* of the order, "" = none; the plate is masked */
} Event;

/* A follower goes on where it stopped; a new one begins at `from`. "" = one that remembers only while this connection
 * lives. Forgets what was told of events older than a week before all that is still to be told. */
bool follower_open(Db *db, const char *name, int low_score, Ms from, Err *err);
/* What `name` was not told yet and has happened by `now`, oldest first. A rating is low up to `low_score`; of one that
 * was told and then changed or taken back it is told too. In `arena`. */
bool events_untold(Db *db, Arena *arena, const char *name, int low_score, Ms now, Event **out, size_t *n, Err *err);
/* Durable when it returns. Twice is once. */
bool event_told(Db *db, const char *name, const Event *event, Ms now, Err *err);
/* When the next open case passes its deadline, after `now`; 0 = none will. */
bool events_next_due(Db *db, Ms now, Ms *due, Err *err);

#endif
