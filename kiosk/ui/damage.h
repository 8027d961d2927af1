/* Damage: the panel as a grid of tiles; each command is hashed (64 bits, of its meaning, never of pointers) into the
 * tiles it covers; a tile whose hash differs from the last frame's must be drawn again. */
#ifndef LOUNGE_UI_DAMAGE_H
#define LOUNGE_UI_DAMAGE_H

#include "draw.h"

typedef struct PixRect {
    int x, y, w, h;
} PixRect;

/* The pixels of a rectangle: its edges are rounded, so rectangles that meet in units meet in pixels. */
PixRect pix_rect(Rect r, float scale);
PixRect draw_place(const DrawCmd *cmd, float scale); /* of a command's rectangle, where it is on its way */
PixRect pix_intersect(PixRect a, PixRect b);         /* w and h are 0 when they do not meet */
/* All the pixels that a command may touch: its rectangle within its clip. A text's box is taken as at least one line
 * high and TEXT_OVERHANG pixels wider on both sides; what would be painted beyond that is cut off. */
PixRect draw_extent(const DrawCmd *cmd, float scale);

/* Of all that decides which pixels the command paints: equal for two that paint the same. */
uint64_t damage_hash(const DrawCmd *cmd, float scale);

enum { TEXT_OVERHANG = 2 };

typedef struct Damage Damage;

Damage *damage_new(int width_px, int height_px, float scale);
void damage_free(Damage *damage);
void damage_all(Damage *damage); /* the next frame is drawn whole (window exposed, resized) */
/* Rectangles of pixels, not overlapping, that differ from the list given last; owned by damage, good until the next
 * call. n = 0: nothing changed. */
const PixRect *damage_next(Damage *damage, const DrawList *list, size_t *n);

#endif
