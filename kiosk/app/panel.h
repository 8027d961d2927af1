/* The panel: the kiosk with its services, driven from outside by fingers, results, changes and time. Knows no window:
 * the loop, the dump and the tests drive the same panel. */
#ifndef LOUNGE_APP_PANEL_H
#define LOUNGE_APP_PANEL_H

#include "record.h"
#include "rest.h"
#include "screens/kiosk.h"
#include "sound.h"
#include "ui/motion.h"
#include "ui/raster.h"

/* What a finger would be meant for: when it changes, a touch that was on its way was meant for what was there. */
typedef struct Shown {
    ScreenId screen;
    SheetId sheet;
    bool sent, asking; /* the call's sheet says "told"; "are you still there?" lies over all */
    bool large;        /* every place is another */
} Shown;

typedef struct Panel {
    Kiosk kiosk;
    Rest rest;
    Shown shown;
    Ms shown_mono;        /* since when; 0 = from the start */
    DrawList list;        /* what is there: all that is asked and touched goes by this one */
    DrawList before;      /* of the frame before */
    const DrawList *seen; /* what is painted: the list, or on the way to it a mix of two; see ui/motion.h */
    bool paused, dimmed;  /* as painted last: a child plays, see ui/touch.h; dark, see rest.h */
    unsigned hero;        /* of the board, as painted last */
    float board_offset;
    Motion motion;
    Moves moves;
    void (*picture_came)(void *ctx); /* told on another thread; NULL: a frame waits for its pictures (dumps, replays) */
    void *picture_ctx;
    void (*sound)(void *ctx, SoundKind kind); /* NULL = silent, whatever the setting says */
    void *sound_ctx;
    bool still; /* nothing moves, whatever the setting says (--motion off) */
    Text *text;
    Pictures *pics;
    int width_px, height_px;
    float scale;    /* pixels a design unit */
    Record *record; /* of all that follows; NULL = none */
} Panel;

/* Opens text and pictures for a panel of this many pixels; db is the caller's and must outlive the panel. */
bool panel_open(Panel *panel, Db *db, int width_px, int height_px, Lang lang, Err *err);
void panel_close(Panel *panel);
/* Another size (turned, resized): text and pictures are made anew. */
bool panel_resize(Panel *panel, int width_px, int height_px, Err *err);

/* From now on frames do not wait for large pictures: came(ctx) is called on another thread when one may be shown. */
void panel_pictures_later(Panel *panel, void (*came)(void *ctx), void *ctx);

/* A finger in pixels of the panel. Returns true when a frame should follow. A finger that comes down within REPEAT_MS
 * of another screen or sheet appearing is not taken: the second half of a double tap, meant for what was there. Nor is
 * one that wakes a dimmed panel, nor any while a child plays, and then it does not keep a visit going either. */
bool panel_finger(Panel *panel, FingerKind kind, int64_t finger, float x_px, float y_px, Ms mono);
/* A scanner or a keyboard typed this; "\n" is its Enter. Only where staff redeem it is taken: true then. Recordings do
 * not keep it. */
bool panel_typed(Panel *panel, const char *utf8, Ms mono);
/* The fingers are no longer ours (the pointer left the window): no tap comes of what is down. */
void panel_let_go(Panel *panel);
/* Somebody committed: reads again what is shown. */
void panel_changed(Panel *panel);
void panel_result(Panel *panel, const JobResult *result);
/* Brings panel->list and panel->seen up to date for this instant. */
void panel_frame(Panel *panel, Ms mono);
/* When the next frame is due even if nothing happens (monotonic). */
Ms panel_deadline(const Panel *panel);

#endif
