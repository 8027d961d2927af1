/* Touch: from raw finger events to a press, a tap, a drag. One finger counts, the first; a tap is press and release
 * inside the same target; a drag beyond DRAG_START units scrolls (if it began in a scroll area) and is no tap; three
 * fingers down at once are a palm and pause all touch, as too many taps do; the same target twice within REPEAT_MS is
 * one tap, but on a quick target. Plain data, no SDL. */
#ifndef LOUNGE_UI_TOUCH_H
#define LOUNGE_UI_TOUCH_H

#include "base/clock.h"
#include "draw.h"

typedef enum FingerKind { FINGER_DOWN, FINGER_MOVE, FINGER_UP, FINGER_CANCEL } FingerKind;

typedef struct FingerEvent {
    FingerKind kind;
    int64_t finger; /* id of the finger; the mouse is 0 */
    float x, y;     /* design units */
    Ms at;          /* monotonic */
} FingerEvent;

#define DRAG_START 24.0f
#define REPEAT_MS  300

/* A way: where a finger came down, went, and left. */
typedef enum TraceMark { TRACE_DOWN, TRACE_MOVE, TRACE_UP } TraceMark;
typedef struct TracePoint {
    TraceMark mark;
    float x, y;
} TracePoint;

/* TRACE_MAX: of one frame; at 1,000 events a second a frame may be 60 ms late before points are thinned out. */
enum { TOUCH_ID_MAX = 64, TOUCH_FINGERS_MAX = 16, TRACE_MAX = 64 };

/* A child's play: more taps than CHILD_TAPS within CHILD_MS, or a palm, and the panel takes no touch for PAUSE_MS. Keys
 * are another matter: a fast typist's are counted by themselves. */
enum { CHILD_TAPS = 8, CHILD_KEYS = 30, CHILD_MS = 2000, PAUSE_MS = 3000 };

/* The instants of the last taps, in a ring. */
typedef struct Taps {
    Ms at[CHILD_KEYS];
    size_t n; /* of all time */
} Taps;

typedef struct Touch {
    bool down; /* the counting finger is on the panel */
    int64_t finger;
    float x0, y0, x, y;
    char press[TOUCH_ID_MAX];  /* target under the press, "" when none or cancelled */
    bool inside;               /* the finger is on that target now: paint it pressed */
    char tapped[TOUCH_ID_MAX]; /* set by a completed tap, for the next frame only */
    float tap_x, tap_y;
    char scroll[TOUCH_ID_MAX]; /* area being dragged */
    float drag_dx, drag_dy;    /* since the last frame */
    float fling;               /* units a second at release, for the next frame only (vertical) */
    char last_tap[TOUCH_ID_MAX];
    Ms last_tap_at, last_move_at;
    int64_t fingers[TOUCH_FINGERS_MAX]; /* all that are down */
    Ms finger_at[TOUCH_FINGERS_MAX];    /* when each was last heard of */
    size_t n_fingers;
    float velocity;
    Ms paused_until; /* a child plays: no finger is taken before this instant */
    Taps taps, keys; /* fingers that came down, on keys and elsewhere */
    Ms down_at;
    bool tracing;                /* the press began on a traced target, and was not cancelled */
    TracePoint trace[TRACE_MAX]; /* its way since the last frame; when it is full the last point moves on */
    size_t n_trace;
    Ms repeat_at; /* a held key repeats next at this instant; not 0: it has, and letting go is no tap */
} Touch;          /* zero-initialised is no touch */

/* Takes one event; `list` is the frame the person saw. Returns true when a frame should be drawn for it; when `tapped`
 * is set that frame must come before the next event is given, or the tap may be lost. */
bool touch_event(Touch *touch, const DrawList *list, FingerEvent event);
void touch_frame_done(Touch *touch); /* forgets what lasts one frame only */
/* A finger came down that the caller does not take: it counts as play all the same. True when a pause begins. */
bool touch_refused(Touch *touch, const DrawList *list, FingerEvent event);
bool touch_paused(const Touch *touch, Ms at);
void touch_cancel(Touch *touch); /* the screen changed under the finger: no tap comes of it */

#endif
