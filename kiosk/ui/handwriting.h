/* Handwriting: strokes to Chinese characters, by zinnia with tegaki's simplified Chinese model. Loaded when it is
 * opened (about 60 ms, 27 MB mapped), so that a panel without Debian's packages still runs. The ink itself is plain
 * data. */
#ifndef LOUNGE_UI_HANDWRITING_H
#define LOUNGE_UI_HANDWRITING_H

#include "draw.h"
#include "text.h"
#include "touch.h"

enum { INK_POINTS = 1024, INK_STROKES = 40, HAND_CANDIDATES = 8 };

/* What was written and not yet taken. Full, it takes no more points. */
typedef struct Ink {
    Point points[INK_POINTS]; /* design units of the panel, inside the pad */
    size_t starts[INK_STROKES + 1];
    size_t n_strokes; /* starts[n_strokes] = number of points */
    bool open;        /* the last stroke is being written */
    Ms touched;       /* when it last changed (monotonic) */
} Ink;                /* zero-initialised is empty */

void ink_clear(Ink *ink);
void ink_undo(Ink *ink);                                          /* takes the last stroke back */
size_t ink_stroke(const Ink *ink, size_t i, const Point **first); /* its points; returns how many */
/* Follows the finger on the traced target: new points are clamped into `pad`, those nearer than a few units to the last
 * left out; a stroke that was cancelled is taken back. True when the ink changed. */
bool ink_follow(Ink *ink, const Touch *touch, Rect pad, Ms now);

typedef struct Handwriting Handwriting;

Handwriting *handwriting_open(Err *err); /* ERR_NOT_FOUND names the package that is missing */
void handwriting_close(Handwriting *hand);
/* The likeliest characters for the ink, best first, only such as the font has; at most HAND_CANDIDATES. How large it
 * was written, and where, says nothing. Texts are owned by hand until the next call. Costs 3–10 ms when the ink differs
 * from last time. */
size_t handwriting_read(Handwriting *hand, Text *text, const Ink *ink, const char **out);

#endif
