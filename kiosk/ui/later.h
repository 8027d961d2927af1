/* Later: work that is too slow for a frame, done on a thread of its own, one piece after the other, and taken when it
 * is done. The work must touch nothing that others touch. */
#ifndef LOUNGE_UI_LATER_H
#define LOUNGE_UI_LATER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Later Later;

typedef struct LaterJob {
    uint64_t key;
    void *ask;  /* what it is about: the asker's */
    void *made; /* what came of it; NULL = nothing */
} LaterJob;

enum { LATER_MAX = 32 }; /* pieces under way; a screen shows fewer pictures */

/* work(ask) runs on the thread; ready(ctx) is called there after each piece. NULL when no thread can be started. */
Later *later_start(void *(*work)(const void *ask), void (*ready)(void *ctx), void *ctx);
/* Is this key under way? */
bool later_has(Later *later, uint64_t key);
/* False, and nothing is kept, when LATER_MAX pieces are under way. */
bool later_ask(Later *later, uint64_t key, void *ask);
/* The next piece that is done, out of the way then. False: none is. */
bool later_take(Later *later, LaterJob *out);
/* Waits for the piece in hand. What was asked and not taken is handed to drop. NULL is fine. */
void later_stop(Later *later, void (*drop)(LaterJob job));

#endif
