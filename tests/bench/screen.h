// The X display as the bench sees it: pixels of a rectangle through shared memory, the moment something was drawn
// through the Damage extension, and a finger through XTest. Needs depth 24 in 32 bits, as Xvfb gives.
#pragma once

#include <X11/Xlib.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/Xdamage.h>
#include <stdbool.h>
#include <stdint.h>

struct rect {
    int x, y, w, h;
};

struct screen {
    Display *display;
    Window root;
    struct rect bounds;
    int damage_event; // number of the first event of the Damage extension
    Damage damage;
};

// A rectangle of the screen that is looked at again and again, and what it held when it was last kept.
struct view {
    struct screen *screen;
    struct rect at;
    XImage *image;
    XShmSegmentInfo memory;
    uint32_t *kept; // owned, at.w * at.h pixels
};

// Opens the display named by DISPLAY and asks to be told of all drawing. False after saying why on stderr.
bool screen_open(struct screen *screen);
void screen_close(struct screen *screen);

// Waits for something to be drawn, `ms` milliseconds at most. False when nothing was. `area` may be NULL.
bool screen_wait(struct screen *screen, double ms, struct rect *area);

// Forgets all drawing told so far.
void screen_drain(struct screen *screen);

// Waits until nothing has been drawn for `quiet` milliseconds; false when that has not come true after `limit`.
bool screen_settle(struct screen *screen, double quiet, double limit);

void screen_point(struct screen *screen, int x, int y);
void screen_press(struct screen *screen);
void screen_release(struct screen *screen);

// Opens a view of a rectangle, which must lie on the screen. False after saying why on stderr.
bool view_open(struct view *view, struct screen *screen, struct rect at);
void view_close(struct view *view);

// Takes the pixels that are on the screen now.
void view_grab(struct view *view);

// Keeps the pixels taken last, to compare with later ones.
void view_keep(struct view *view);

// Whether the pixels taken last differ from those kept.
bool view_changed(const struct view *view);

// Whether the pixels taken last are of one colour but for less than half a percent: an empty screen, or a window with
// nothing in it yet, which may leave a line of the screen free at its edges.
bool view_empty(const struct view *view);

bool rects_meet(struct rect a, struct rect b);
