/* Motion: one draw list comes in place of another, and values that change are shown on their way. Works on lists, never
 * on pixels: what both lists paint alike stays still and whole, the rest of the old one fades out, the rest of the new
 * one fades in, each a little aside. All of it follows from the times that are given. */
#ifndef LOUNGE_UI_MOTION_H
#define LOUNGE_UI_MOTION_H

#include "base/clock.h"
#include "draw.h"

enum {
    MOTION_MS = 180,      /* of a change of screens; less than REPEAT_MS, in which no touch is taken */
    MOTION_FRAME_MS = 16, /* between two frames while anything moves */
    MOVE_COLORS_MAX = 8,
    MOVES_MAX = 96,
};

#define MOTION_AWAY 72.0f /* units between where a screen's own things come from and their place */
#define MOTION_RISE 28.0f /* the same for a sheet's */

/* Fast, then slow: 0 at 0 and before, 1 at 1 and after, exactly. */
float ease_out(float t);
/* The share of `length` that has gone by between `began` and `now`, 0 to 1. */
float motion_share(Ms began, Ms now, Ms length);

/* --- screens ----------------------------------------------------------------------------------------------- */
typedef enum MotionKind { MOTION_FADE, MOTION_FORWARD, MOTION_BACK, MOTION_SHEET } MotionKind;

typedef struct Motion {
    bool on;
    MotionKind kind;
    Ms began;
    DrawList from;  /* what was shown when it began: commands only */
    DrawList mixed; /* what is shown now; its texts are those of `from` and of the list that comes */
} Motion;           /* zero-initialised is none */

/* Begins at `now` from what is shown: `shown` is copied, and may be motion->mixed of a motion that is cut short; that
 * one is gone then. */
void motion_start(Motion *motion, const DrawList *shown, MotionKind kind, Ms now);
/* What to show at `now` on the way to `to`; `to` itself when nothing moves or the motion has ended. Good as long as
 * `to` is, and until the next call. scale: pixels a unit, so that all goes by whole pixels. */
const DrawList *motion_mix(Motion *motion, const DrawList *to, float scale, Ms now);
void motion_stop(Motion *motion); /* at once: what comes next is shown as it is */
void motion_free(Motion *motion);

/* --- values ------------------------------------------------------------------------------------------------ */
/* What was last shown under an id, while it stays on the panel from frame to frame. */
typedef struct Move {
    uint64_t id;
    uint64_t seen; /* frame */
    Ms began;
    size_t n;
    Color from[MOVE_COLORS_MAX], to[MOVE_COLORS_MAX];
} Move;

typedef struct Moves {
    Move all[MOVES_MAX];
    uint64_t frame; /* counts from 1 */
} Moves;            /* zero-initialised is empty */

void moves_frame(Moves *moves); /* a new frame begins */
/* Shows the n colours under an id at `now`, and returns what share of their last change has gone by: 1 when they have
 * not changed since they came on the panel. from[n] is set to what they were before. */
float moves_show(Moves *moves, const char *id, const Color *to, Color *from, size_t n, Ms now, Ms length);

#endif
