/* Resting: the walk of the picture, the dark panel after closing, the touch that wakes it. */
#include "panel.h"
#include "rules/worktime.h"
#include "screens/common.h"

enum { REST_MS = 60000, SHIFT_MS = 600000 };

static bool is_resting(const Panel *p) {
    return !p->kiosk.visit.active && p->kiosk.mono - p->rest.awake_mono >= REST_MS;
}

static bool is_closed(const Kiosk *k, Ms at) {
    const WorkHours *hours = settings_hours(k->snap.settings);
    Ms open, close;
    if (hours->close_minute <= hours->open_minute) return false; /* always open */
    return !work_day(hours, at, &open, &close) || at < open || at >= close;
}

/* A slow walk around the middle, a pixel or two at a step. */
void rest_shift(const Panel *p, int *dx, int *dy) {
    static const int path[][2] = {{0, 0},  {1, 0},   {2, 1},   {3, 2},   {2, 3},  {1, 3},  {0, 2},  {-1, 1},
                                  {-2, 0}, {-3, -1}, {-2, -2}, {-1, -3}, {0, -3}, {1, -2}, {2, -1}, {1, 0}};
    const int *at = path[p->rest.shift % (int)(sizeof path / sizeof *path)];
    *dx = at[0];
    *dy = at[1];
}

/* Moves all that is painted but what fills the panel from edge to edge; targets stay, fingers are moved back. */
static void shift_list(Panel *p) {
    int dx, dy;
    rest_shift(p, &dx, &dy);
    if (dx == 0 && dy == 0) return;
    float x = (float)dx / p->scale, y = (float)dy / p->scale;
    for (size_t i = 0; i < p->list.n_cmds; i++) {
        DrawCmd *cmd = &p->list.cmds[i];
        if (cmd->kind == DRAW_RECT && cmd->rect.w >= p->list.width && cmd->rect.h >= p->list.height) continue;
        cmd->rect.x += x, cmd->rect.y += y;
        if (cmd->clip.w >= p->list.width && cmd->clip.h >= p->list.height) continue;
        cmd->clip.x += x, cmd->clip.y += y;
    }
}

static void dim_list(Panel *p) {
    int percent = setting(&p->kiosk, "board.dim_percent");
    DrawCmd *shade = draw_add(&p->list, DRAW_RECT, (Rect){0, 0, p->list.width, p->list.height});
    shade->color = color_alpha(0xFF000000, (uint8_t)(255 * percent / 100));
}

void rest_begin(Panel *p) {
    Kiosk *k = &p->kiosk;
    Rest *r = &p->rest;
    if (!r->awake_mono) r->awake_mono = k->mono;
    if (!r->shift_mono) r->shift_mono = k->mono + SHIFT_MS;
    bool resting = is_resting(p) && k->snap.settings;
    if (resting && k->mono >= r->shift_mono) {
        r->shift++;
        r->shift_mono = k->mono + SHIFT_MS;
    }
    r->dimmed = resting && setting(k, "board.dim_percent") > 0 && is_closed(k, clock_now());
    k->dimmed = r->dimmed;
    if (clock_now() / MS_MINUTE != r->minute) pictures_recheck(p->pics);
    r->minute = clock_now() / MS_MINUTE;
}

void rest_end(Panel *p) {
    shift_list(p);
    if (p->rest.dimmed) dim_list(p);
}

bool rest_touched(Panel *p, FingerKind kind, int64_t finger, Ms mono) {
    Rest *r = &p->rest;
    r->awake_mono = mono;
    if (kind == FINGER_DOWN && r->dimmed) {
        r->swallow = finger + 1;
        return true;
    }
    if (r->swallow != finger + 1) return false;
    if (kind != FINGER_MOVE) r->swallow = 0;
    return kind != FINGER_DOWN; /* its end was lost: a new touch */
}
