/* Raster: paints a draw list, clipped to a rectangle, into 32-bit pixels: rectangles with smooth round corners, text
 * runs, pictures. Software only; no allocation while it draws but for the caches' own misses. */
#ifndef LOUNGE_UI_RASTER_H
#define LOUNGE_UI_RASTER_H

#include "damage.h"
#include "picture.h"
#include "text.h"

typedef struct Pixels {
    uint32_t *px;     /* 0xXXRRGGBB */
    int w, h, stride; /* stride in pixels */
} Pixels;

/* Several clips, which do not overlap, of one list. */
void raster_draw_all(Pixels dst, const DrawList *list, const PixRect *clips, size_t n_clips, float scale, Text *text,
                     Pictures *pics);
void raster_draw(Pixels dst, const DrawList *list, PixRect clip, float scale, Text *text, Pictures *pics);

#endif
