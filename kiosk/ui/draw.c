/* The draw list: arrays that grow, texts and ids in an arena, and the questions asked of a finished frame: what is
 * touched at a point, what colour lies under a command. */
#include "draw.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool rect_contains(Rect r, float x, float y) {
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

Rect rect_intersect(Rect a, Rect b) {
    float x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
    float x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    float y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (Rect){x0, y0, x1 > x0 ? x1 - x0 : 0, y1 > y0 ? y1 - y0 : 0};
}

Rect rect_inset(Rect r, float dx, float dy) {
    return (Rect){r.x + dx, r.y + dy, r.w - 2 * dx, r.h - 2 * dy};
}

/* The zeroed new last element of one of the list's arrays. */
static void *array_add(void **array, size_t *n, size_t *cap, size_t size) {
    if (*n == *cap) {
        *cap = *cap ? *cap * 2 : 64;
        *array = mem_grow(*array, *cap * size);
    }
    return memset((char *)*array + (*n)++ * size, 0, size);
}

void draw_begin(DrawList *list, float width, float height) {
    list->width = width;
    list->height = height;
    list->n_cmds = list->n_targets = list->n_scrolls = list->modal_from = 0;
    list->touch_min = TOUCH_MIN;
    list->text_min = TEXT_MIN;
    list->reach = (Rect){0, 0, width, height};
    arena_reset(&list->arena);
}

void draw_free(DrawList *list) {
    free(list->cmds);
    free(list->targets);
    free(list->scrolls);
    arena_free(&list->arena);
    *list = (DrawList){0};
}

DrawCmd *draw_add(DrawList *list, DrawKind kind, Rect rect) {
    void *array = list->cmds;
    DrawCmd *cmd = array_add(&array, &list->n_cmds, &list->cap_cmds, sizeof *cmd);
    list->cmds = array;
    cmd->kind = kind;
    cmd->rect = rect;
    cmd->clip = (Rect){0, 0, list->width, list->height};
    return cmd;
}

Target *draw_add_target(DrawList *list, const char *id, Rect rect, Rect hit) {
    void *array = list->targets;
    Target *target = array_add(&array, &list->n_targets, &list->cap_targets, sizeof *target);
    list->targets = array;
    target->id = arena_strdup(&list->arena, id);
    target->rect = rect;
    target->hit = hit;
    return target;
}

void draw_add_scroll(DrawList *list, const char *id, Rect rect) {
    void *array = list->scrolls;
    ScrollArea *area = array_add(&array, &list->n_scrolls, &list->cap_scrolls, sizeof *area);
    list->scrolls = array;
    area->id = arena_strdup(&list->arena, id);
    area->rect = rect;
}

void draw_drop_targets(DrawList *list) {
    list->n_targets = list->n_scrolls = 0;
    list->modal_from = list->n_cmds;
}

const Target *draw_target_at(const DrawList *list, float x, float y) {
    for (size_t i = list->n_targets; i-- > 0;) {
        if (rect_contains(list->targets[i].hit, x, y)) return &list->targets[i];
    }
    return NULL;
}

const Target *draw_target(const DrawList *list, const char *id) {
    for (size_t i = list->n_targets; i-- > 0;) {
        if (strcmp(list->targets[i].id, id) == 0) return &list->targets[i];
    }
    return NULL;
}

static uint32_t channel_over(Color top, Color under, unsigned shift) {
    uint32_t a = top >> 24, t = (top >> shift) & 0xFF, u = (under >> shift) & 0xFF;
    return ((t * a + u * (255 - a) + 127) / 255) << shift;
}

Color color_over(Color top, Color under) {
    return 0xFF000000u | channel_over(top, under, 16) | channel_over(top, under, 8) | channel_over(top, under, 0);
}

Color draw_ground_at(const DrawList *list, size_t i, float x, float y) {
    Color ground = 0xFF000000u;
    for (size_t j = 0; j < i && j < list->n_cmds; j++) {
        const DrawCmd *cmd = &list->cmds[j];
        if (cmd->kind != DRAW_RECT || !rect_contains(cmd->rect, x, y) || !rect_contains(cmd->clip, x, y)) continue;
        ground = color_over(cmd->color, ground);
    }
    return ground;
}

Color draw_ground_of(const DrawList *list, size_t i) {
    assert(i < list->n_cmds);
    Rect r = rect_intersect(list->cmds[i].rect, list->cmds[i].clip);
    return draw_ground_at(list, i, r.x + r.w / 2, r.y + r.h / 2);
}
