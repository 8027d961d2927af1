/* Between visits nothing bright stands still for hours: the whole picture walks by a pixel or two every ten minutes,
 * and outside business hours the panel is dark until somebody touches it. */
#ifndef LOUNGE_APP_REST_H
#define LOUNGE_APP_REST_H

#include "base/clock.h"
#include "ui/touch.h"

#include <stdbool.h>

typedef struct Rest {
    Ms awake_mono;   /* the last touch, or the first frame */
    Ms shift_mono;   /* when the picture moves next */
    int shift;       /* how often it has moved */
    bool dimmed;     /* the panel is dark: closed, and nobody there */
    int64_t swallow; /* 1 + the finger that woke it, until it is lifted; 0 = none */
    int64_t minute;  /* the minute whose pictures were looked at */
} Rest;              /* zeroed: just opened */

struct Panel;

/* Before a frame is drawn: what rests now. */
void rest_begin(struct Panel *panel);
/* After the frame's list is complete: moves what is painted, darkens. Targets stay; fingers are moved back. */
void rest_end(struct Panel *panel);
/* Notes a touch. True: this finger woke the panel, or is the rest of that touch: it is no tap. */
bool rest_touched(struct Panel *panel, FingerKind kind, int64_t finger, Ms mono);
/* How far the picture has moved, in pixels: nothing until ten idle minutes have passed, 3 at most. */
void rest_shift(const struct Panel *panel, int *dx, int *dy);

#endif
