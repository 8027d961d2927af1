/* Damage: each frame gives every tile a hash of the commands that cover it, in order; the tiles whose hash is another
 * than in the last frame are joined into few rectangles. What a command may touch is decided here, for raster too. */
#include "damage.h"

#include "hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TILE = 64 };

#define LINE_EMS 1.7f /* a line of text, from its highest accent to its underline, in font sizes, and a little */

struct Damage {
    int width, height; /* pixels */
    float scale;
    int cols, rows;
    bool all; /* the next frame is drawn whole */
    uint64_t *now, *last;
    bool *changed;
    PixRect *rects; /* room for one a tile */
};

/* --- pixels of commands ------------------------------------------------------------------------------------ */

PixRect pix_rect(Rect r, float scale) {
    int x0 = (int)lroundf(r.x * scale), y0 = (int)lroundf(r.y * scale);
    int x1 = (int)lroundf((r.x + r.w) * scale), y1 = (int)lroundf((r.y + r.h) * scale);
    return (PixRect){x0, y0, x1 > x0 ? x1 - x0 : 0, y1 > y0 ? y1 - y0 : 0};
}

PixRect pix_intersect(PixRect a, PixRect b) {
    int x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
    int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return x1 > x0 && y1 > y0 ? (PixRect){x0, y0, x1 - x0, y1 - y0} : (PixRect){x0, y0, 0, 0};
}

static PixRect moved(const DrawCmd *cmd, PixRect r) {
    return (PixRect){r.x + cmd->dx, r.y + cmd->dy, r.w, r.h};
}

PixRect draw_place(const DrawCmd *cmd, float scale) {
    return moved(cmd, pix_rect(cmd->rect, scale));
}

PixRect draw_extent(const DrawCmd *cmd, float scale) {
    PixRect r = draw_place(cmd, scale);
    if (cmd->kind == DRAW_TEXT) {
        int line = (int)ceilf(cmd->style.px * scale * LINE_EMS) + 2;
        if (r.h < line) {
            r.y -= (line - r.h + 1) / 2;
            r.h = line + 1;
        }
        r.x -= TEXT_OVERHANG;
        r.w += 2 * TEXT_OVERHANG;
    }
    return pix_intersect(r, moved(cmd, pix_rect(cmd->clip, scale)));
}

/* --- hashes ------------------------------------------------------------------------------------------------ */

static uint64_t hash_pix(uint64_t h, PixRect r) {
    h = hash_mix(h, (uint64_t)(uint32_t)r.x << 32 | (uint32_t)r.y);
    return hash_mix(h, (uint64_t)(uint32_t)r.w << 32 | (uint32_t)r.h);
}

static uint64_t hash_style(uint64_t h, TextStyle style) {
    h = hash_float(hash_float(h, style.px), style.spacing);
    uint64_t flags = (uint64_t)style.bold | (uint64_t)style.strike << 1 | (uint64_t)style.underline << 2;
    return hash_mix(h, (uint64_t)style.color << 32 | (uint64_t)style.align << 8 | flags);
}

uint64_t damage_hash(const DrawCmd *cmd, float scale) {
    uint64_t h = hash_mix(HASH_START, (uint64_t)cmd->kind);
    h = hash_pix(hash_pix(h, draw_place(cmd, scale)), moved(cmd, pix_rect(cmd->clip, scale)));
    h = hash_mix(h, (uint64_t)cmd->color << 32 | (uint64_t)cmd->fade << 8 | (uint64_t)cmd->corners);
    h = hash_text(hash_float(h, cmd->radius), cmd->text);
    if (cmd->kind == DRAW_PICTURE) {
        h = hash_mix(hash_mix(h, cmd->version), (uint64_t)(cmd->focus_x + 50) << 8 | (uint64_t)(cmd->focus_y + 50));
    }
    for (size_t i = 0; i < cmd->n_points; i++) h = hash_float(hash_float(h, cmd->points[i].x), cmd->points[i].y);
    if (cmd->kind == DRAW_INK) h = hash_float(hash_float(h, cmd->rect.x), cmd->rect.y);
    return cmd->kind == DRAW_TEXT ? hash_style(h, cmd->style) : h;
}

static void mix_into_tiles(Damage *damage, PixRect r, uint64_t h) {
    r = pix_intersect(r, (PixRect){0, 0, damage->width, damage->height});
    if (r.w == 0) return;
    for (int row = r.y / TILE; row <= (r.y + r.h - 1) / TILE; row++) {
        uint64_t *tiles = damage->now + row * damage->cols;
        for (int col = r.x / TILE; col <= (r.x + r.w - 1) / TILE; col++) tiles[col] = hash_mix(tiles[col], h);
    }
}

static void hash_list(Damage *damage, const DrawList *list) {
    int n = damage->cols * damage->rows;
    for (int i = 0; i < n; i++) damage->now[i] = HASH_START;
    for (size_t i = 0; i < list->n_cmds; i++) {
        const DrawCmd *cmd = &list->cmds[i];
        PixRect r = draw_extent(cmd, damage->scale);
        if (r.w > 0) mix_into_tiles(damage, r, damage_hash(cmd, damage->scale));
    }
}

/* --- rectangles -------------------------------------------------------------------------------------------- */

/* The changed tiles right of (col, row) that no rectangle has yet. */
static int run_length(const Damage *damage, int col, int row) {
    int n = 0;
    while (col + n < damage->cols && damage->changed[row * damage->cols + col + n]) n++;
    return n;
}

/* How many rows further down have exactly the same run. */
static int run_height(const Damage *damage, int col, int row, int length) {
    int h = 1;
    for (; row + h < damage->rows; h++) {
        bool joined_left = col > 0 && damage->changed[(row + h) * damage->cols + col - 1];
        if (joined_left || run_length(damage, col, row + h) != length) break;
    }
    return h;
}

static void take_run(Damage *damage, int col, int row, int length, int height) {
    for (int y = row; y < row + height; y++) {
        memset(damage->changed + y * damage->cols + col, 0, (size_t)length * sizeof *damage->changed);
    }
}

static size_t join_tiles(Damage *damage) {
    size_t n = 0;
    for (int row = 0; row < damage->rows; row++) {
        for (int col = 0; col < damage->cols; col++) {
            int length = run_length(damage, col, row);
            if (length == 0) continue;
            int height = run_height(damage, col, row, length);
            take_run(damage, col, row, length, height);
            PixRect tiles = {col * TILE, row * TILE, length * TILE, height * TILE};
            damage->rects[n++] = pix_intersect(tiles, (PixRect){0, 0, damage->width, damage->height});
        }
    }
    return n;
}

/* --- the interface ----------------------------------------------------------------------------------------- */

Damage *damage_new(int width_px, int height_px, float scale) {
    Damage *damage = mem_alloc(sizeof *damage);
    int cols = (width_px + TILE - 1) / TILE, rows = (height_px + TILE - 1) / TILE;
    size_t n = (size_t)cols * (size_t)rows;
    *damage = (Damage){.width = width_px, .height = height_px, .scale = scale, .cols = cols, .rows = rows, .all = true};
    damage->now = mem_alloc(n * sizeof *damage->now);
    damage->last = mem_alloc(n * sizeof *damage->last);
    damage->changed = mem_alloc(n * sizeof *damage->changed);
    damage->rects = mem_alloc(n * sizeof *damage->rects);
    return damage;
}

void damage_free(Damage *damage) {
    if (!damage) return;
    free(damage->now);
    free(damage->last);
    free(damage->changed);
    free(damage->rects);
    free(damage);
}

void damage_all(Damage *damage) {
    damage->all = true;
}

const PixRect *damage_next(Damage *damage, const DrawList *list, size_t *n) {
    hash_list(damage, list);
    for (int i = 0; i < damage->cols * damage->rows; i++) {
        damage->changed[i] = damage->all || damage->now[i] != damage->last[i];
    }
    uint64_t *last = damage->last;
    damage->last = damage->now;
    damage->now = last;
    damage->all = false;
    *n = join_tiles(damage);
    return damage->rects;
}
