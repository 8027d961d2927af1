/* Motion: the two lists are matched command by command, in order; what matches is painted once, the rest fades. Then
 * the table of values on their way. */
#include "motion.h"

#include "damage.h"
#include "hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { OPAQUE = 255 };

/* When the old is gone and the new begins, as shares of the whole: they overlap, so that the panel is never empty. */
#define OUT_UNTIL 0.55f
#define IN_FROM   0.10f

float ease_out(float t) {
    if (t <= 0) return 0;
    if (t >= 1) return 1;
    float rest = 1 - t;
    return 1 - rest * rest * rest;
}

float motion_share(Ms began, Ms now, Ms length) {
    if (now <= began) return 0;
    return now - began >= length ? 1 : (float)(now - began) / (float)length;
}

/* --- matching ---------------------------------------------------------------------------------------------- */

typedef struct Place {
    uint64_t hash;
    size_t at;
} Place;

static int by_hash(const void *a, const void *b) {
    const Place *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* The first place of a hash among sorted places, n when there is none. */
static size_t first_of(const Place *places, size_t n, uint64_t hash) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && places[low].hash == hash ? low : n;
}

enum { NONE = -1 };

/* partner[i]: the command of `from` that is the same as i of `to`, each used once; NONE where there is none. */
static void find_partners(const DrawList *from, const DrawList *to, float scale, Arena *arena, long *partner) {
    Place *places = arena_alloc(arena, (from->n_cmds + 1) * sizeof *places);
    size_t *used =
        arena_alloc(arena, (from->n_cmds + 1) * sizeof *used); /* how many of a run of equals, at its first */
    for (size_t i = 0; i < from->n_cmds; i++) places[i] = (Place){damage_hash(&from->cmds[i], scale), i};
    qsort(places, from->n_cmds, sizeof *places, by_hash);
    for (size_t i = 0; i < to->n_cmds; i++) {
        uint64_t hash = damage_hash(&to->cmds[i], scale);
        size_t first = first_of(places, from->n_cmds, hash), at = first;
        partner[i] = NONE;
        if (first == from->n_cmds) continue;
        at += used[first];
        if (at == from->n_cmds || places[at].hash != hash) continue;
        used[first]++;
        partner[i] = (long)places[at].at;
    }
}

/* Of the partners only a longest row that rises is kept: what is painted later in both lists stays later. */
static void keep_order(long *partner, size_t n, Arena *arena) {
    size_t *ends = arena_alloc(arena, (n + 1) * sizeof *ends); /* ends[k]: where a row of k + 1 ends lowest */
    long *before = arena_alloc(arena, (n + 1) * sizeof *before);
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        if (partner[i] == NONE) continue;
        size_t low = 0, high = longest;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (partner[ends[middle]] < partner[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? (long)ends[low - 1] : NONE;
        ends[low] = i;
        if (low == longest) longest++;
    }
    long kept = longest ? (long)ends[longest - 1] : NONE;
    for (size_t i = n; i-- > 0;) {
        if ((long)i == kept)
            kept = before[i];
        else
            partner[i] = NONE;
    }
}

/* --- mixing ------------------------------------------------------------------------------------------------ */

/* How commands of one list are shown on the way. */
typedef struct Look {
    int dx, dy; /* whole pixels, or what is set side by side would tremble */
    float seen; /* 0 to 1 */
} Look;

static bool fills_panel(const DrawCmd *cmd, const DrawList *list) {
    const Rect *r = &cmd->rect;
    return r->x <= 0 && r->y <= 0 && r->x + r->w >= list->width && r->y + r->h >= list->height;
}

static void add_on_the_way(DrawList *mixed, const DrawCmd *cmd, Look look) {
    float seen = look.seen * (float)(OPAQUE - cmd->fade);
    uint8_t fade = (uint8_t)(OPAQUE - (int)lroundf(seen));
    if (fade == OPAQUE) return;
    DrawCmd *out = draw_add(mixed, cmd->kind, cmd->rect);
    *out = *cmd;
    out->fade = fade;
    if (fills_panel(cmd, mixed)) return; /* moved, it would leave an edge free */
    out->dx += look.dx;
    out->dy += look.dy;
}

static Look look_of_old(MotionKind kind, float t, float scale) {
    int away = (int)lroundf(MOTION_AWAY * scale * ease_out(t));
    Look look = {.seen = 1 - ease_out(t / OUT_UNTIL)};
    if (kind == MOTION_FORWARD) look.dx = -away;
    if (kind == MOTION_BACK) look.dx = away;
    return look;
}

static Look look_of_new(MotionKind kind, float t, float scale) {
    float rest = scale * (1 - ease_out(t));
    Look look = {.seen = ease_out((t - IN_FROM) / (1 - IN_FROM))};
    if (kind == MOTION_FORWARD) look.dx = (int)lroundf(MOTION_AWAY * rest);
    if (kind == MOTION_BACK) look.dx = -(int)lroundf(MOTION_AWAY * rest);
    if (kind == MOTION_SHEET) look.dy = (int)lroundf(MOTION_RISE * rest);
    return look;
}

static void mix(Motion *motion, const DrawList *to, float scale, float t) {
    const DrawList *from = &motion->from;
    DrawList *mixed = &motion->mixed;
    Look old = look_of_old(motion->kind, t, scale), new = look_of_new(motion->kind, t, scale);
    draw_begin(mixed, to->width, to->height);
    long *partner = arena_alloc(&mixed->arena, (to->n_cmds + 1) * sizeof *partner);
    find_partners(from, to, scale, &mixed->arena, partner);
    keep_order(partner, to->n_cmds, &mixed->arena);
    for (size_t i = 0, left = 0; i < to->n_cmds || left < from->n_cmds;) {
        size_t kept = i;
        while (kept < to->n_cmds && partner[kept] == NONE) kept++;
        size_t until = kept < to->n_cmds ? (size_t)partner[kept] : from->n_cmds;
        while (left < until) add_on_the_way(mixed, &from->cmds[left++], old);
        while (i < kept) add_on_the_way(mixed, &to->cmds[i++], new);
        if (kept == to->n_cmds) continue;
        *draw_add(mixed, to->cmds[kept].kind, to->cmds[kept].rect) = to->cmds[kept];
        i++, left++;
    }
}

/* --- the interface ----------------------------------------------------------------------------------------- */

/* With all that it points to. */
static void copy_cmd(DrawList *to, const DrawCmd *cmd) {
    DrawCmd *copy = draw_add(to, cmd->kind, cmd->rect);
    *copy = *cmd;
    if (cmd->text) copy->text = arena_strdup(&to->arena, cmd->text);
    if (!cmd->n_points) return;
    Point *points = arena_alloc(&to->arena, cmd->n_points * sizeof *points);
    memcpy(points, cmd->points, cmd->n_points * sizeof *points);
    copy->points = points;
}

void motion_start(Motion *motion, const DrawList *shown, MotionKind kind, Ms now) {
    DrawList from = {0};
    draw_begin(&from, shown->width, shown->height);
    for (size_t i = 0; i < shown->n_cmds; i++) copy_cmd(&from, &shown->cmds[i]);
    motion_stop(motion);
    motion->from = from;
    motion->kind = kind;
    motion->began = now;
    motion->on = true;
}

const DrawList *motion_mix(Motion *motion, const DrawList *to, float scale, Ms now) {
    if (!motion->on) return to;
    float t = motion_share(motion->began, now, MOTION_MS);
    bool same_panel = motion->from.width == to->width && motion->from.height == to->height;
    if (t >= 1 || !same_panel) {
        motion_stop(motion);
        return to;
    }
    mix(motion, to, scale, t);
    return &motion->mixed;
}

void motion_stop(Motion *motion) {
    motion_free(motion);
}

void motion_free(Motion *motion) {
    draw_free(&motion->from);
    draw_free(&motion->mixed);
    *motion = (Motion){0};
}

/* --- values ------------------------------------------------------------------------------------------------ */

void moves_frame(Moves *moves) {
    moves->frame++;
}

/* The entry of an id, else the one that was seen longest ago, taken over. */
static Move *move_of(Moves *moves, uint64_t id) {
    Move *oldest = &moves->all[0];
    for (size_t i = 0; i < MOVES_MAX; i++) {
        Move *move = &moves->all[i];
        if (move->id == id) return move;
        if (move->seen < oldest->seen) oldest = move;
    }
    *oldest = (Move){.id = id};
    return oldest;
}

float moves_show(Moves *moves, const char *id, const Color *to, Color *from, size_t n, Ms now, Ms length) {
    size_t size = n * sizeof *to;
    Move *move = move_of(moves, hash_text(HASH_START, id));
    bool stayed = move->seen && move->seen + 1 >= moves->frame && move->n == n;
    if (!stayed) {
        memcpy(move->from, to, size);
        memcpy(move->to, to, size);
        move->began = now - length;
    } else if (memcmp(move->to, to, size) != 0) {
        memcpy(move->from, move->to, size);
        memcpy(move->to, to, size);
        move->began = now;
    }
    move->n = n;
    move->seen = moves->frame;
    memcpy(from, move->from, size);
    return motion_share(move->began, now, length);
}
