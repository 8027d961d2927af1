/* The draw list: one frame as flat, plain data — what is painted, in order, and what can be touched.
 * Screens describe, damage compares, raster paints, tests assert and dumps print; all from this list.
 * It grows as needed and never drops a command. All lengths are design units: 1080 on the panel's short side. */
#ifndef LOUNGE_UI_DRAW_H
#define LOUNGE_UI_DRAW_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t Color; /* 0xAARRGGBB, straight alpha; alpha 0 = nothing */

typedef struct Rect {
    float x, y, w, h;
} Rect;

bool rect_contains(Rect r, float x, float y);
Rect rect_intersect(Rect a, Rect b); /* w and h are 0 when they do not meet */
Rect rect_inset(Rect r, float dx, float dy);

typedef struct Point {
    float x, y;
} Point;

typedef enum DrawKind { DRAW_RECT, DRAW_TEXT, DRAW_PICTURE, DRAW_INK } DrawKind;
typedef enum TextAlign { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } TextAlign;
typedef enum Corners { CORNERS_ALL = 0, CORNERS_TOP, CORNERS_BOTTOM, CORNERS_LEFT, CORNERS_RIGHT } Corners;

typedef struct TextStyle {
    float px; /* font size in design units */
    bool bold;
    Color color;
    TextAlign align;
    float spacing; /* extra advance after each character */
    bool strike;   /* a crossed-out price */
    bool underline;
} TextStyle;

typedef struct DrawCmd {
    DrawKind kind;
    Rect rect;       /* what it paints; for text the box: one line, centred in its height, aligned in its width */
    Rect clip;       /* nothing outside is touched */
    Color color;     /* fill; for a picture the tint of its mask, 0 = its own colours */
    float radius;    /* rounded corners of rectangles and pictures; half the width of ink */
    Corners corners; /* which of them are round */
    uint8_t fade;    /* how much of it does not show, 255 = all: on its way in or out */
    int dx, dy;      /* pixels that it and its clip are away from their place, on the way */
    const char
        *text; /* text: UTF-8; picture: path below the share folder ("assets/icons/bell.svg"); owned by the list */
    TextStyle style;
    int focus_x, focus_y; /* of a picture: the point that stays in sight, percent from its middle */
    uint64_t version;     /* of a picture's file */
    const Point *points;  /* ink: a line with round ends through these (one is a dot), from rect's corner; the list's */
    size_t n_points;
} DrawCmd;

typedef struct Target {
    const char *id; /* stable: "board.row.1", "rate.face.5"; owned by the list */
    Rect rect;      /* what is painted */
    Rect hit;       /* what can be touched, at least TOUCH_MIN both ways, cut by the clip */
    bool quick;     /* two quick taps are two: a key. Else REPEAT_MS makes one of them */
    bool traced;    /* the whole way of the finger that came down here is wanted: Touch.trace */
    bool secret;    /* where it is touched says what was typed: never kept in a recording */
    bool held;      /* does something only when held down for long: not for hands that must reach it */
} Target;

/* A region that a drag scrolls. */
typedef struct ScrollArea {
    const char *id;
    Rect rect;
} ScrollArea;

#define TOUCH_MIN       96.0f
#define TEXT_MIN        27.0f
#define TOUCH_MIN_LARGE 120.0f /* 30 mm on a panel of 21.5 inches */
#define TEXT_MIN_LARGE  34.0f  /* a capital of 0.7 degrees at 500 mm */

typedef struct DrawList {
    float width, height; /* of the panel */
    float touch_min;     /* least side of a target here; of a quick one TOUCH_MIN always */
    float text_min;      /* least size of a text here */
    Rect reach;          /* all that is touched lies in here */
    DrawCmd *cmds;
    size_t n_cmds, cap_cmds;
    Target *targets;
    size_t n_targets, cap_targets;
    ScrollArea *scrolls;
    size_t n_scrolls, cap_scrolls;
    size_t modal_from; /* commands before this one lie under a modal sheet; 0 = there is none */
    Arena arena;       /* texts and ids */
} DrawList;            /* zero-initialised is empty */

void draw_begin(DrawList *list, float width, float height); /* empties it for a new frame */
void draw_free(DrawList *list);
/* The new last element, zeroed; clip is the whole panel. The pointer is good until the next add. */
DrawCmd *draw_add(DrawList *list, DrawKind kind, Rect rect);
Target *draw_add_target(DrawList *list, const char *id, Rect rect, Rect hit);
void draw_add_scroll(DrawList *list, const char *id, Rect rect);
void draw_drop_targets(DrawList *list); /* a modal sheet: what lies under it cannot be touched */

/* The topmost target at a point, NULL when there is none. */
const Target *draw_target_at(const DrawList *list, float x, float y);
const Target *draw_target(const DrawList *list, const char *id);
/* The opaque colour behind command i's middle, blended from the rectangles under it (for contrast). */
Color draw_ground_of(const DrawList *list, size_t i);
Color draw_ground_at(const DrawList *list, size_t i, float x, float y); /* the same under any point */
Color color_over(Color top, Color under);                               /* top painted over an opaque colour */

#endif
