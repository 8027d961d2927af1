/* Replay: a recording played back on a panel of its own, over an in-memory copy of a store, on a clock that stands
 * where the recording's stood. Nothing is shown and nothing reaches the disk but the pictures asked for. */
#ifndef LOUNGE_APP_REPLAY_H
#define LOUNGE_APP_REPLAY_H

#include "options.h"
#include "panel.h"
#include "record.h"

typedef struct Replay {
    Panel panel;
    Db *db; /* the scratch copy, with all that was written so far */
    CouponKey key;
    bool has_key;
    const Recording *rec;
    Job *jobs; /* posted, in order; the recording says when each is answered */
    size_t n_jobs, cap_jobs, n_answered;
    int astray;         /* line at which it first went another way than the recording, 0 = never */
    bool another_store; /* not the one it was recorded on */
} Replay;

/* rec must outlive the replay. The process's clock is frozen at the recording's start; from then on the replay owns
 * it. */
bool replay_open(Replay *replay, const Recording *rec, const char *db_path, Err *err);
void replay_close(Replay *replay);

/* Told of each screen or sheet as it comes: when (ms since the start), its name, a hash of all pixels. */
typedef void (*ReplaySay)(void *ctx, Ms at, const char *screen, uint64_t pixels);
/* Plays all of it. say may be NULL. False only for a failure of the machine; where it went astray is in the struct. */
bool replay_play(Replay *replay, ReplaySay say, void *ctx, Err *err);
/* What is shown: "board", "why+call". */
const char *replay_screen(const Replay *replay, char *out, size_t size);

/* --replay FILE: prints each screen and the last picture; with --dump DIR writes the last picture there. ERR_RULE when
 * it went astray. */
bool replay_run(const Options *options, Err *err);

#endif
