/* Raster: one function a kind of command, each row by row and clipped before it starts. What a pixel becomes depends on
 * the command and the pixel's place alone, never on the clip, so drawing a screen in pieces gives the same picture. */
#include "raster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Canvas {
    Pixels dst;
    PixRect clip; /* within dst */
    float scale;
    Text *text;
    Pictures *pics;
} Canvas;

/* --- pixels ------------------------------------------------------------------------------------------------ */

/* dst + (src − dst) × a / 256 in all channels, two at a time. */
static inline uint32_t blend(uint32_t dst, uint32_t src, uint32_t a256) {
    uint32_t drb = dst & 0xFF00FF, dg = dst & 0x00FF00, srb = src & 0xFF00FF, sg = src & 0x00FF00;
    uint32_t rb = ((drb << 8) + (srb - drb) * a256) >> 8 & 0xFF00FF;
    uint32_t g = ((dg << 8) + (sg - dg) * a256) >> 8 & 0x00FF00;
    return 0xFF000000u | rb | g;
}

/* 0…255 to 0…256, so that 255 is all. */
static inline uint32_t to_256(uint32_t a) {
    return a + (a >> 7);
}

static inline uint32_t times(uint32_t a, uint32_t b) {
    return (a * b + 127) / 255;
}

/* A command's colour, fainter while it is on its way in or out. */
static Color shown(const DrawCmd *cmd, Color color) {
    return (color & 0xFFFFFF) | times(color >> 24, 255u - cmd->fade) << 24;
}

static inline uint32_t *row_of(const Canvas *c, int y) {
    return c->dst.px + (ptrdiff_t)y * c->dst.stride;
}

/* Sixteen bytes at a time, which the compiler turns into vectors; the same sums as blend, channel by channel. */
static void span_blend(uint32_t *row, int n, uint32_t solid, uint32_t a256) {
    uint16_t rest = (uint16_t)(256 - a256), add[16];
    for (unsigned i = 0; i < 16; i++) add[i] = (uint16_t)((solid >> i % 4 * 8 & 0xFF) * a256);
    int whole = n / 4 * 4;
    uint8_t *bytes = (uint8_t *)row;
    for (int i = 0; i < whole * 4; i += 16) {
        for (int k = 0; k < 16; k++) bytes[i + k] = (uint8_t)((uint16_t)(bytes[i + k] * rest + add[k]) >> 8);
    }
    for (int x = whole; x < n; x++) row[x] = blend(row[x], solid, a256);
}

static void span_fill(uint32_t *row, int x0, int x1, Color color) {
    uint32_t a = to_256(color >> 24), solid = color | 0xFF000000u;
    if (a == 256) {
        for (int x = x0; x < x1; x++) row[x] = solid;
    } else {
        span_blend(row + x0, x1 - x0, solid, a);
    }
}

/* --- round corners ----------------------------------------------------------------------------------------- */

typedef struct Shape {
    PixRect r;
    float radius; /* pixels */
    bool top_left, top_right, bottom_left, bottom_right;
} Shape;

static Shape shape_of(const DrawCmd *cmd, float scale) {
    Shape s = {.r = draw_place(cmd, scale)};
    float most = (float)(s.r.w < s.r.h ? s.r.w : s.r.h) / 2;
    s.radius = fminf(cmd->radius * scale, most);
    if (s.radius <= 0) return s;
    Corners c = cmd->corners;
    s.top_left = c == CORNERS_ALL || c == CORNERS_TOP || c == CORNERS_LEFT;
    s.top_right = c == CORNERS_ALL || c == CORNERS_TOP || c == CORNERS_RIGHT;
    s.bottom_left = c == CORNERS_ALL || c == CORNERS_BOTTOM || c == CORNERS_LEFT;
    s.bottom_right = c == CORNERS_ALL || c == CORNERS_BOTTOM || c == CORNERS_RIGHT;
    return s;
}

/* One row of a shape: dy is how far its middle lies beyond the centres of the round corners, 0 where it is straight. */
typedef struct ShapeRow {
    float dy, radius;
    bool left, right; /* which ends are round here */
    int x0, x1;       /* the shape's */
    int full0, full1; /* between these every pixel is covered whole */
} ShapeRow;

static ShapeRow shape_row(const Shape *s, int y) {
    ShapeRow row = {
        .radius = s->radius, .x0 = s->r.x, .x1 = s->r.x + s->r.w, .full0 = s->r.x, .full1 = s->r.x + s->r.w};
    float from_top = (float)(y - s->r.y) + 0.5f, from_bottom = (float)s->r.h - from_top;
    bool top = from_top < s->radius, bottom = from_bottom < s->radius;
    if (!top && !bottom) return row;
    row.dy = s->radius - (top ? from_top : from_bottom);
    row.left = top ? s->top_left : s->bottom_left;
    row.right = top ? s->top_right : s->bottom_right;
    float inner = s->radius - 0.5f, square = inner * inner - row.dy * row.dy;
    int edge = (int)ceilf(s->radius - (square > 0 ? sqrtf(square) : 0)) + 1;
    if (edge > s->r.w / 2) edge = s->r.w / 2;
    if (row.left) row.full0 += edge;
    if (row.right) row.full1 -= edge;
    return row;
}

/* How much of pixel x the shape covers, 0…255: by its distance from the circle's edge. */
static uint32_t shape_cover(const ShapeRow *row, int x) {
    float dx = -1;
    if (x < row->full0 && row->left) dx = row->radius - ((float)(x - row->x0) + 0.5f);
    if (x >= row->full1 && row->right) dx = row->radius - ((float)(row->x1 - x) - 0.5f);
    if (dx <= 0) return 255;
    float cover = row->radius + 0.5f - sqrtf(dx * dx + row->dy * row->dy);
    return cover <= 0 ? 0 : cover >= 1 ? 255 : (uint32_t)(cover * 255 + 0.5f);
}

static int clamp(int v, int low, int high) {
    return v < low ? low : v > high ? high : v;
}

/* --- rectangles -------------------------------------------------------------------------------------------- */

static void edge_fill(uint32_t *row, int x0, int x1, const ShapeRow *shape, Color color) {
    for (int x = x0; x < x1; x++) {
        uint32_t a = to_256(times(shape_cover(shape, x), color >> 24));
        row[x] = blend(row[x], color | 0xFF000000u, a);
    }
}

static void draw_rect(const Canvas *c, const DrawCmd *cmd, PixRect in) {
    Color color = shown(cmd, cmd->color);
    if (color >> 24 == 0) return;
    Shape shape = shape_of(cmd, c->scale);
    for (int y = in.y; y < in.y + in.h; y++) {
        uint32_t *row = row_of(c, y);
        int x0 = in.x, x1 = in.x + in.w;
        if (shape.radius <= 0) {
            span_fill(row, x0, x1, color);
            continue;
        }
        ShapeRow s = shape_row(&shape, y);
        int full0 = clamp(s.full0, x0, x1), full1 = clamp(s.full1, full0, x1);
        edge_fill(row, x0, full0, &s, color);
        span_fill(row, full0, full1, color);
        edge_fill(row, full1, x1, &s, color);
    }
}

/* --- text -------------------------------------------------------------------------------------------------- */

/* Eight pixels of nothing are the usual case between strokes: looked at in one go. */
static inline bool eight_blank(const uint8_t *cover) {
    uint64_t eight;
    memcpy(&eight, cover, sizeof eight);
    return eight == 0;
}

static void span_cover(uint32_t *row, const uint8_t *cover, int n, Color color) {
    uint32_t alpha = color >> 24, solid = color | 0xFF000000u;
    for (int i = 0; i < n; i++) {
        while (i + 8 <= n && eight_blank(cover + i)) i += 8;
        if (i == n) return;
        uint32_t a = cover[i];
        if (a == 0) continue;
        if (alpha != 255) a = times(a, alpha);
        row[i] = a == 255 ? solid : blend(row[i], solid, to_256(a));
    }
}

static int text_left(const DrawCmd *cmd, PixRect box, int width) {
    switch (cmd->style.align) {
    case ALIGN_CENTER: return box.x + (box.w - width) / 2;
    case ALIGN_RIGHT: return box.x + box.w - width;
    case ALIGN_LEFT: break;
    }
    return box.x;
}

/* A stroke through or under the text, its place and weight given in font sizes relative to the baseline. */
static void draw_stroke(const Canvas *c, const DrawCmd *cmd, PixRect in, PixRect line, float rise, float weight) {
    float em = cmd->style.px * c->scale;
    int h = (int)lroundf(em * weight);
    line.y -= (int)lroundf(em * rise);
    line.h = h < 1 ? 1 : h;
    PixRect r = pix_intersect(line, in);
    for (int y = r.y; y < r.y + r.h; y++) span_fill(row_of(c, y), r.x, r.x + r.w, shown(cmd, cmd->style.color));
}

static void draw_text(const Canvas *c, const DrawCmd *cmd, PixRect in) {
    Color color = shown(cmd, cmd->style.color);
    if (!cmd->text || color >> 24 == 0) return;
    PixRect box = draw_place(cmd, c->scale);
    const TextRun *run = text_run(c->text, cmd->text, cmd->style);
    int x = text_left(cmd, box, run->advance), baseline = text_baseline(c->text, cmd->style, box.y, box.h);
    PixRect ink = {x, baseline - run->ascent, run->w, run->h}, r = pix_intersect(ink, in);
    for (int y = r.y; y < r.y + r.h; y++) {
        const uint8_t *cover = run->cover + (y - ink.y) * run->stride + (r.x - ink.x);
        span_cover(row_of(c, y) + r.x, cover, r.w, color);
    }
    PixRect line = {x, baseline, run->advance, 0};
    if (cmd->style.strike) draw_stroke(c, cmd, in, line, 0.33f, 0.07f);
    if (cmd->style.underline) draw_stroke(c, cmd, in, line, -0.26f, 0.11f);
}

/* --- pictures ---------------------------------------------------------------------------------------------- */

/* Premultiplied src over dst: what src leaves uncovered shows. */
static inline uint32_t over(uint32_t dst, uint32_t src) {
    uint32_t rest = 256 - to_256(src >> 24);
    uint32_t rb = ((dst & 0xFF00FF) * rest >> 8 & 0xFF00FF) + (src & 0xFF00FF);
    uint32_t g = ((dst & 0x00FF00) * rest >> 8 & 0x00FF00) + (src & 0x00FF00);
    return 0xFF000000u | rb | g;
}

/* A premultiplied pixel of which a/256 show. */
static inline uint32_t dimmed(uint32_t src, uint32_t a256) {
    uint32_t rb = (src & 0xFF00FF) * a256 >> 8 & 0xFF00FF;
    return rb | ((src >> 8 & 0xFF00FF) * a256 & 0xFF00FF00u);
}

/* A premultiplied pixel made fainter by cover. */
static uint32_t fainter(uint32_t src, uint32_t cover) {
    uint32_t out = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) out |= times(src >> shift & 0xFF, cover) << shift;
    return out;
}

/* How a picture's pixels are laid on: its own colours, or a tint in its shape; and how much of it shows. */
typedef struct Ink {
    Color tint;    /* 0 = its own colours */
    uint32_t seen; /* 0…255; of a tint it is in the tint's alpha */
} Ink;

static void span_tint(uint32_t *row, const uint32_t *src, int n, Color tint) {
    for (int i = 0; i < n; i++) {
        uint32_t a = src[i] >> 24;
        if (a) row[i] = blend(row[i], tint | 0xFF000000u, to_256(times(a, tint >> 24)));
    }
}

enum { BLOCK = 8 };

/* Of a block of pixels: what all of them have, and what any of them has. */
static void look_at(const uint32_t *src, uint32_t *all, uint32_t *any) {
    *all = 0xFFFFFFFFu;
    *any = 0;
    for (int i = 0; i < BLOCK; i++) *all &= src[i], *any |= src[i];
}

/* A block of opaque pixels of which a256/256 show; the same sums as over and dimmed, channel by channel. */
static void block_dimmed(uint32_t *row, const uint32_t *src, uint32_t a256) {
    uint16_t seen = (uint16_t)a256, rest = (uint16_t)(256 - to_256(255 * a256 >> 8));
    uint8_t *to = (uint8_t *)row;
    const uint8_t *from = (const uint8_t *)src;
    for (int i = 0; i < BLOCK * 4; i++) {
        to[i] = (uint8_t)(((uint16_t)(to[i] * rest) >> 8) + ((uint16_t)(from[i] * seen) >> 8));
    }
    for (int i = 0; i < BLOCK; i++) row[i] |= 0xFF000000u;
}

/* Most of a picture is opaque, and much of the rest is nothing at all: both are done in blocks. */
static void span_colors(uint32_t *row, const uint32_t *src, int n, uint32_t a256) {
    for (int i = 0; i < n;) {
        uint32_t all = 0, any = 1;
        if (i + BLOCK <= n) look_at(src + i, &all, &any);
        int end = i + BLOCK <= n ? i + BLOCK : n;
        if (any == 0) {
            i = end;
        } else if (all >> 24 == 255) {
            if (a256 == 256) memcpy(row + i, src + i, BLOCK * sizeof *row);
            if (a256 != 256) block_dimmed(row + i, src + i, a256);
            i = end;
        } else {
            for (; i < end; i++) row[i] = over(row[i], a256 == 256 ? src[i] : dimmed(src[i], a256));
        }
    }
}

static void span_picture(uint32_t *row, const uint32_t *src, int n, Ink ink) {
    if (ink.tint)
        span_tint(row, src, n, ink.tint);
    else
        span_colors(row, src, n, to_256(ink.seen));
}

static void edge_picture(uint32_t *row, const uint32_t *src, int x0, int x1, const ShapeRow *shape, Ink ink) {
    for (int x = x0; x < x1; x++) {
        uint32_t one = fainter(src[x], shape_cover(shape, x));
        span_picture(row + x, &one, 1, ink);
    }
}

static void draw_picture(const Canvas *c, const DrawCmd *cmd, PixRect in) {
    Shape shape = shape_of(cmd, c->scale);
    Ink ink = {.tint = cmd->color ? shown(cmd, cmd->color) : 0, .seen = 255u - cmd->fade};
    if (ink.seen == 0 || (cmd->color && ink.tint >> 24 == 0)) return;
    Focus focus = {cmd->focus_x, cmd->focus_y};
    const PictureRaster *pic = cmd->text ? picture_get(c->pics, cmd->text, shape.r.w, shape.r.h, focus) : NULL;
    if (!pic) return;
    for (int y = in.y; y < in.y + in.h; y++) {
        uint32_t *row = row_of(c, y);
        const uint32_t *src = pic->px + (ptrdiff_t)(y - shape.r.y) * pic->stride - shape.r.x;
        ShapeRow s = shape_row(&shape, y);
        int x0 = in.x, x1 = in.x + in.w, full0 = clamp(s.full0, x0, x1), full1 = clamp(s.full1, full0, x1);
        edge_picture(row, src, x0, full0, &s, ink);
        span_picture(row + full0, src + full0, full1 - full0, ink);
        edge_picture(row, src, full1, x1, &s, ink);
    }
}

/* --- ink ------------------------------------------------------------------------------------------------------ */

/* How far (x, y) is from the straight line between two points. */
static float distance_to(Point a, Point b, float x, float y) {
    float dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    float along = square > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / square : 0;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    return hypotf(x - a.x - along * dx, y - a.y - along * dy);
}

/* What one piece of the line covers of the pixels x0…x0+n of row y, where that is more than was covered already. */
static void cover_piece(uint8_t *cover, int x0, int n, int y, Point a, Point b, float radius) {
    float middle = (float)y + 0.5f, reach = radius + 1;
    if (middle < fminf(a.y, b.y) - reach || middle > fmaxf(a.y, b.y) + reach) return;
    int from = clamp((int)floorf(fminf(a.x, b.x) - reach), x0, x0 + n);
    int to = clamp((int)ceilf(fmaxf(a.x, b.x) + reach), x0, x0 + n);
    for (int x = from; x < to; x++) {
        float c = radius + 0.5f - distance_to(a, b, (float)x + 0.5f, middle);
        uint8_t now = c <= 0 ? 0 : c >= 1 ? 255 : (uint8_t)(c * 255 + 0.5f);
        if (now > cover[x - x0]) cover[x - x0] = now;
    }
}

static Point point_px(const Canvas *c, const DrawCmd *cmd, size_t i) {
    return (Point){(cmd->rect.x + cmd->points[i].x) * c->scale + (float)cmd->dx,
                   (cmd->rect.y + cmd->points[i].y) * c->scale + (float)cmd->dy};
}

/* Row by row, and the whole line at once: where it crosses itself nothing is painted twice. */
static void draw_ink(const Canvas *c, const DrawCmd *cmd, PixRect in) {
    enum { CHUNK = 512 };
    uint8_t cover[CHUNK];
    float radius = cmd->radius * c->scale;
    for (int y = in.y; y < in.y + in.h; y++) {
        for (int x = in.x; x < in.x + in.w; x += CHUNK) {
            int n = clamp(in.x + in.w - x, 0, CHUNK);
            memset(cover, 0, (size_t)n);
            for (size_t i = 0; i < cmd->n_points; i++) {
                Point a = point_px(c, cmd, i ? i - 1 : 0), b = point_px(c, cmd, i);
                cover_piece(cover, x, n, y, a, b, radius);
            }
            span_cover(row_of(c, y) + x, cover, n, shown(cmd, cmd->color));
        }
    }
}

/* --- the list ---------------------------------------------------------------------------------------------- */

/* Painted piece by piece, so that what is painted over and over stays near the processor, and most of what a card or a
 * sheet hides is never painted at all. */
enum { PIECE_W = 512, PIECE_H = 64 };

/* A command and the pixels it may touch. */
typedef struct Item {
    const DrawCmd *cmd;
    PixRect extent;
} Item;

static bool covers(const Item *item, PixRect clip, float scale) {
    const DrawCmd *cmd = item->cmd;
    if (cmd->kind != DRAW_RECT || cmd->color >> 24 != 255 || cmd->fade) return false;
    PixRect r = item->extent;
    int corner = (int)ceilf(cmd->radius * scale); /* rows beside the round corners are straight */
    r.y += corner;
    r.h -= 2 * corner;
    return r.x <= clip.x && r.y <= clip.y && r.x + r.w >= clip.x + clip.w && r.y + r.h >= clip.y + clip.h;
}

/* The last command that hides all before it within the clip; n when there is none. */
static size_t first_visible(const Item *items, size_t n, PixRect clip, float scale) {
    for (size_t i = n; i-- > 0;) {
        if (covers(&items[i], clip, scale)) return i;
    }
    return n;
}

static void draw_piece(const Canvas *c, const Item *items, size_t n) {
    size_t start = first_visible(items, n, c->clip, c->scale);
    if (start == n) {
        for (int y = c->clip.y; y < c->clip.y + c->clip.h; y++) {
            span_fill(row_of(c, y), c->clip.x, c->clip.x + c->clip.w, 0xFF000000u);
        }
        start = 0;
    }
    for (size_t i = start; i < n; i++) {
        PixRect in = pix_intersect(items[i].extent, c->clip);
        if (in.w == 0) continue;
        switch (items[i].cmd->kind) {
        case DRAW_RECT: draw_rect(c, items[i].cmd, in); break;
        case DRAW_TEXT: draw_text(c, items[i].cmd, in); break;
        case DRAW_PICTURE: draw_picture(c, items[i].cmd, in); break;
        case DRAW_INK: draw_ink(c, items[i].cmd, in); break;
        }
    }
}

static void draw_clip(Canvas *c, const Item *items, size_t n, PixRect clip) {
    clip = pix_intersect(clip, (PixRect){0, 0, c->dst.w, c->dst.h});
    if (clip.w == 0) return;
    for (int y = clip.y; y < clip.y + clip.h; y += PIECE_H) {
        for (int x = clip.x; x < clip.x + clip.w; x += PIECE_W) {
            c->clip = pix_intersect(clip, (PixRect){x, y, PIECE_W, PIECE_H});
            draw_piece(c, items, n);
        }
    }
}

void raster_draw_all(Pixels dst, const DrawList *list, const PixRect *clips, size_t n_clips, float scale, Text *text,
                     Pictures *pics) {
    Canvas c = {.dst = dst, .scale = scale, .text = text, .pics = pics};
    Item *items = mem_alloc((list->n_cmds + 1) * sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < list->n_cmds; i++) {
        PixRect extent = draw_extent(&list->cmds[i], scale);
        if (extent.w > 0) items[n++] = (Item){&list->cmds[i], extent};
    }
    for (size_t i = 0; i < n_clips; i++) draw_clip(&c, items, n, clips[i]);
    free(items);
}

void raster_draw(Pixels dst, const DrawList *list, PixRect clip, float scale, Text *text, Pictures *pics) {
    raster_draw_all(dst, list, &clip, 1, scale, text, pics);
}
