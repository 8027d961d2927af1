/* Who is it? A tile a person, by role. */
#include "staff_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *state_of(Kiosk *k, const Staff *p) {
    if (p->off) return w(k, W_STAFF_OFF);
    if (!staff_is_locked(&p->count, clock_now())) return w(k, word_of_role(p->role));
    return wf(k, W_STAFF_LOCKED, (int)((p->count.until - clock_now() + MS_MINUTE - 1) / MS_MINUTE));
}

static void choose(Kiosk *k, const Staff *p) {
    StaffSession *s = &k->staff;
    s->who = *p;
    s->progress = PROGRESS_NONE;
    s->err = (Err){0};
    s->pin.text[0] = '\0';
    nav_go(k, SCREEN_STAFF_PIN);
}

static void draw_people(Kiosk *k, Rect r, int across) {
    static const char *const icons[] = {[STAFF_ADVISOR] = "user", [STAFF_BAR] = "cup", [STAFF_MANAGER] = "shield"};
    StaffSession *s = &k->staff;
    const float gap = 24, tile_h = k->ui.large ? 176 : 168;
    int down = ((int)s->n_people + across - 1) / across;
    float content = (float)down * (tile_h + gap) - gap;
    Staff chosen;
    bool any = false;
    ui_scroll_begin(&k->ui, "staff.people", r, content, &s->scroll);
    Rect all = {r.x, r.y - s->scroll.offset, r.w, content};
    for (size_t i = 0; i < s->n_people; i++) {
        const Staff *p = &s->people[i];
        Rect at = grid_cell(all, across, down, (int)i, gap);
        if (at.y + at.h <= r.y || at.y >= r.y + r.h) continue;
        StaffTile tile = {ui_id(&k->ui, "staff.who.%zu", i + 1), icons[p->role], p->name, state_of(k, p), .lit = false};
        if (!staff_tile(k, at, tile)) continue;
        chosen = *p;
        any = true;
    }
    ui_scroll_end(&k->ui);
    if (any) choose(k, &chosen);
}

static void draw(Kiosk *k) {
    StaffSession *s = &k->staff;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_WHO_TITLE), w(k, W_STAFF_WHO_SUB), &actions);
    bool portrait = ui_portrait(&k->ui);
    if (s->n_people == 0) {
        Rect in = centered(k->ui.large ? screen_see(k) : body, body.w - 80, 160 * k->ui.zoom);
        ui_paragraph(&k->ui, in, w(k, W_STAFF_NOBODY), center(style_head(k)), scaled(k, 52));
        return;
    }
    draw_people(k, body, portrait ? 2 : k->ui.large ? 3 : 4);
}

static void enter(Kiosk *k) {
    k->staff.scroll = (Scroll){0};
}

const Screen screen_staff_who = {.id = "staff_who", .draw = draw, .enter = enter};
