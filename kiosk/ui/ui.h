/* The toolkit: a frame in immediate mode. A screen calls widgets; each paints into the draw list and says whether it
 * was tapped. Layout and hit test are one pass. Has never heard of cars. */
#ifndef LOUNGE_UI_UI_H
#define LOUNGE_UI_UI_H

#include "base/clock.h"
#include "draw.h"
#include "motion.h"
#include "picture.h"
#include "text.h"
#include "theme.h"
#include "touch.h"

typedef struct Ui {
    DrawList *list;
    Text *text;
    Pictures *pics;
    const Theme *theme;
    Touch *touch;
    bool large;          /* "large and low": set before ui_begin */
    float bottom_mm;     /* the panel's lower edge above the floor; set before ui_begin */
    float diagonal_mm;   /* of the panel; set before ui_begin */
    float width, height; /* design units; 1080 is the smaller */
    float zoom;          /* of text: 1, large 1.3. What takes a TextStyle multiplies it by this */
    float touch_min;     /* least side of a target: TOUCH_MIN or TOUCH_MIN_LARGE; a key's is TOUCH_MIN always */
    float text_min;      /* TEXT_MIN or TEXT_MIN_LARGE */
    Rect low;            /* where hands reach: all that is touched lies in here. The whole panel when not large */
    Ms mono;             /* monotonic time of this frame */
    Ms wake_at;          /* earliest deadline anybody asked for (monotonic), 0 = none */
    Moves *moves;        /* values on their way; NULL = nothing moves */
    Rect clips[8];
    size_t n_clips;
    Rect scroll_area; /* of the scroll that has begun */
    Color scroll_ground;
    bool more_above, more_below; /* of what it scrolls there is */
} Ui;

#define ZOOM_LARGE 1.3f
#define REACH_LOW  380.0f /* mm above the floor: what a seated person reaches, sideways and forward */
#define REACH_HIGH 1220.0f

/* The part of a panel of width × height units that lies in its lower half and between REACH_LOW and REACH_HIGH above
 * the floor; never less than LOW_LEAST units high, so that a panel hung too high still has its buttons. */
#define LOW_LEAST 440.0f
Rect ui_reach(float width, float height, float diagonal_mm, float bottom_mm);

/* Begin and end come in pairs; ui_end asserts that every clip was popped. */
void ui_begin(Ui *ui, float width, float height, Ms mono);
void ui_end(Ui *ui);
static inline bool ui_portrait(const Ui *ui) {
    return ui->height > ui->width;
}
/* Asks for a frame at this monotonic instant at the latest. Without any, the program sleeps until touched. */
void ui_wake_at(Ui *ui, Ms mono);

/* --- painting ---------------------------------------------------------------------------------------------- */
void ui_fill(Ui *ui, Rect r, Color color, float radius);
void ui_fill_corners(Ui *ui, Rect r, Color color, float radius, Corners corners);
void ui_card(Ui *ui, Rect r);                    /* surface with the house's radius */
void ui_line(Ui *ui, float x, float y, float w); /* a 2-unit rule */
/* One line, centred in the box's height. When it does not fit it is set smaller, down to text_min, then cut with "…".
 */
void ui_text(Ui *ui, Rect box, const char *utf8, TextStyle style);
/* Wraps; two lines come out about even, so that no word stands alone on the second. line_height in units. Returns the
 * height used. */
float ui_paragraph(Ui *ui, Rect box, const char *utf8, TextStyle style, float line_height);
float ui_text_width(Ui *ui, const char *utf8, TextStyle style);
void ui_icon(Ui *ui, Rect r, const char *name, Color color); /* assets/icons/NAME.svg, tinted */
void ui_mask(Ui *ui, Rect r, const char *path, Color color); /* any picture, tinted */
void ui_picture(Ui *ui, Rect r, const char *path, float radius, Corners corners);
/* The same, cropped around another point than its middle. */
void ui_picture_focus(Ui *ui, Rect r, const char *path, Focus focus, float radius, Corners corners);
/* A line as a pen of `width` draws it, with round ends; one point is a dot. */
void ui_ink(Ui *ui, const Point *points, size_t n, float width, Color color);
/* A pill of ui_pill_height (52 units, large 68), as wide as its text (and icon, may be NULL). Returns its width.
 * `right`: x is its right edge. */
float ui_pill_height(const Ui *ui);
float ui_pill(Ui *ui, float x, float y, bool right, const char *icon, const char *utf8, Color fg, Color bg);
float ui_pill_width(Ui *ui, const char *icon, const char *utf8);
/* A bar of n rounded segments, 6 units apart; n is MOVE_COLORS_MAX at most. Where a colour changes while the bar of
 * this id stays on the panel, the new one fills its segment from the left, one segment after the other. */
void ui_segments(Ui *ui, const char *id, Rect r, const Color *colors, size_t n);
/* A ring around what is painted next in r, that spreads and fades once when `lit` comes true on the panel. To be called
 * in every frame in which the thing is shown, lit or not. */
void ui_pulse(Ui *ui, const char *id, Rect r, bool lit, Color color);
/* The QR of `utf8` (level M, 4-module quiet zone inside r, whole pixels a module) in ink on white. False when the
 * text is too long for a code: nothing is drawn. */
bool ui_qr(Ui *ui, Rect r, const char *utf8);

/* --- touching ---------------------------------------------------------------------------------------------- */
/* A stable id from parts; lives as long as the frame. */
const char *ui_id(Ui *ui, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* An invisible target over r; true in the frame after a tap on it, and then another frame follows at once, for what
 * was painted before the tap was known. Grown to touch_min around its middle. */
bool ui_target(Ui *ui, const char *id, Rect r);
/* The same with an own hit rectangle, where growing would meet a neighbour. */
bool ui_target_hit(Ui *ui, const char *id, Rect r, Rect hit);
bool ui_is_pressed(const Ui *ui, const char *id);
/* How everything that can be touched answers a finger: what is painted sinks by two units and its ground goes a step
 * towards `ink`. Targets stay where they are. */
Rect ui_sink(const Ui *ui, const char *id, Rect r);
Color ui_sink_color(const Ui *ui, const char *id, Color ground, Color ink);
/* The same as ui_target_hit for a key: two quick taps are two. */
bool ui_key_hit(Ui *ui, const char *id, Rect r, Rect hit);
/* A target whose whole touch is wanted, from where the finger comes down in r until it leaves: Touch.trace. It is no
 * drag, wherever the finger goes. */
void ui_trace(Ui *ui, const char *id, Rect r);
/* True each time a key held down repeats: after 400 ms, then every 80. Letting go is then no tap. */
bool ui_repeats(Ui *ui, const char *id);
/* A target that does something only when a finger has stayed on it for `length` ms: true once, then letting go is no
 * tap. *share is how much of that has gone by, 0 for as long as it may still be a mere tap. */
bool ui_hold(Ui *ui, const char *id, Rect r, Rect hit, Ms length, float *share);
/* The first `share` of a line around r with round corners, clockwise from the middle of its top. */
void ui_ring(Ui *ui, Rect r, float share, float width, Color color);
void ui_modal(Ui *ui); /* shades all drawn so far and takes its targets away */

typedef enum ButtonLook { BUTTON_PLAIN, BUTTON_PRIMARY, BUTTON_ACCENT, BUTTON_SUNKEN, BUTTON_BARE } ButtonLook;
typedef struct Button {
    const char *label; /* may be NULL: icon alone */
    const char *icon;  /* may be NULL */
    ButtonLook look;
    float px;        /* 0 = 32 */
    float radius;    /* 0 = RADIUS */
    bool regular;    /* not bold */
    bool icon_after; /* the icon stands behind the label: it leads on */
    bool disabled;   /* painted faint, not a target */
} Button;
bool ui_button(Ui *ui, const char *id, Rect r, Button button);
float ui_button_width(Ui *ui, Button button, float padding); /* what label and icon need, with padding left and right */

/* --- scrolling --------------------------------------------------------------------------------------------- */
typedef struct Scroll {
    float offset;   /* units the content is moved up */
    float velocity; /* units a second, after a fling */
    float snap;     /* rest only at multiples of this; 0 = anywhere */
    bool told;      /* the page says in words that there is more: nothing fades */
    Ms last;
    bool moving; /* dragged or gliding: callers leave it alone */
} Scroll;
/* Clips to r, applies drag and inertia, keeps 0 <= offset <= content − r.h. Draw the content at y − scroll->offset. At
 * the end what is cut fades into the ground, above and below: there is more; where
 * whole rows rest nothing is cut. Scrolls are not nested. */
void ui_scroll_begin(Ui *ui, const char *id, Rect r, float content, Scroll *scroll);
void ui_scroll_end(Ui *ui);
void ui_clip_push(Ui *ui, Rect r);
void ui_clip_pop(Ui *ui);

#endif
