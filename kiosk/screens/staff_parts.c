/* What the staff's pages share. */
#include "staff_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { HOLD_MS = 3000 };

/* --- the frame ---------------------------------------------------------------------------------------------------- */

float staff_clock(Kiosk *k, Rect r, float px) {
    LocalTime lt = local_of(clock_now());
    char clock[16];
    snprintf(clock, sizeof clock, "%02d:%02d", lt.hour, lt.minute);
    TextStyle s = style(px, true, k->ui.theme->ink, ALIGN_RIGHT);
    Rect at = cut_right(&r, ui_text_width(&k->ui, clock, s) + 2, 0);
    float high = k->ui.touch_min, share;
    Rect hit = {at.x - 12, fmaxf(28, at.y + at.h / 2 - high / 2), at.w + 24, high};
    bool held = ui_hold(&k->ui, "board.clock", at, hit, HOLD_MS, &share);
    ui_text(&k->ui, at, clock, s);
    ui_ring(&k->ui, rect_inset(centered(at, at.w, px * k->ui.zoom * 1.1f), -20, 0), share, 4, k->ui.theme->ink3);
    if (held && k->staff.on)
        kiosk_leave(k);
    else if (held)
        staff_begin(k);
    return at.x;
}

static void draw_who(Kiosk *k, Rect *foot) {
    const StaffSession *s = &k->staff;
    if (!s->in || (k->ui.large && ui_portrait(&k->ui))) return;
    float width = ui_pill_width(&k->ui, "user", s->who.name);
    if (width > foot->w) return;
    Rect at = cut_left(foot, width, 28);
    ui_pill(&k->ui, at.x, at.y + (at.h - ui_pill_height(&k->ui)) / 2, false, "user", s->who.name, k->ui.theme->go,
            k->ui.theme->go_soft);
}

Rect staff_frame(Kiosk *k, const char *title, const char *sub, Rect *actions) {
    float clock_w = ui_text_width(&k->ui, "00:00", style(56, true, 0, ALIGN_LEFT)) + 60;
    Rect body = screen_header(k, title, sub, clock_w);
    staff_clock(k, (Rect){MARGIN, 44, k->ui.width - 2 * MARGIN, k->ui.large ? 100 : 88}, 56);
    *actions = screen_actions(k, &body, NULL);
    if (k->staff.in && foot_button(k, actions, "staff.end", W_STAFF_END, BUTTON_PLAIN)) kiosk_leave(k);
    draw_who(k, actions);
    const char *note = wf(k, W_STAFF_FOOT, setting(k, "staff.idle_seconds"));
    if (!k->ui.large && ui_text_width(&k->ui, note, style_label(k)) <= actions->w && !ui_portrait(&k->ui))
        foot_note(k, *actions, note);
    return body;
}

Word word_of_role(StaffRole role) {
    return role == STAFF_ADVISOR ? W_ROLE_ADVISOR : role == STAFF_BAR ? W_ROLE_BAR : W_ROLE_MANAGER;
}

/* --- tiles and rows ----------------------------------------------------------------------------------------------- */

bool staff_tile(Kiosk *k, Rect r, StaffTile tile) {
    const Theme *t = k->ui.theme;
    Color ground = tile.accent ? t->accent : t->surface, ink = tile.accent ? t->on_accent : t->ink;
    float zoom = k->ui.zoom, side = 44 * zoom;
    bool tapped = ui_target(&k->ui, tile.id, r);
    r = ui_sink(&k->ui, tile.id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, tile.id, ground, t->ink), RADIUS);
    Rect in = rect_inset(r, 28, 22);
    float words_h = 86 * zoom;
    bool beside = in.h < words_h + side + 12; /* a low tile: the icon before the words */
    if (beside) {
        in = centered(in, in.w, words_h);
        ui_icon(&k->ui, centered(cut_left(&in, side, 24), side, side), tile.icon, tile.lit ? t->accent : ink);
    } else {
        ui_icon(&k->ui, (Rect){in.x, in.y, side, side}, tile.icon, tile.lit ? t->accent : ink);
        in = cut_bottom(&in, words_h, 0);
    }
    TextStyle sub = style_label(k);
    if (tile.accent) sub.color = t->on_accent;
    if (tile.lit) sub = style(27, true, t->accent, ALIGN_LEFT);
    ui_text(&k->ui, cut_top(&in, 48 * zoom, 0), tile.head, style(34, true, ink, ALIGN_LEFT));
    ui_text(&k->ui, in, tile.sub, sub);
    return tapped;
}

float staff_row_height(const Kiosk *k) {
    return k->ui.large ? 168 : 148;
}

/* "a · b · c", of which what no longer fits is left out. */
static const char *as_many_as_fit(Kiosk *k, const StaffRow *row, float width) {
    const char *all = "";
    for (size_t i = 0; i < sizeof row->parts / sizeof *row->parts; i++) {
        if (!row->parts[i] || !*row->parts[i]) continue;
        const char *more = *all ? arena_printf(&k->ui.list->arena, "%s · %s", all, row->parts[i]) : row->parts[i];
        if (*all && ui_text_width(&k->ui, more, style_label(k)) > width) break;
        all = more;
    }
    return all;
}

bool staff_row(Kiosk *k, Rect r, StaffRow row) {
    const Theme *t = k->ui.theme;
    float zoom = k->ui.zoom;
    bool tapped = false;
    r.h -= 16;
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 28, 0);
    if (row.button) {
        Button b = {.label = row.button, .look = row.armed ? BUTTON_ACCENT : BUTTON_PRIMARY, .px = 30};
        float width = fmaxf(ui_button_width(&k->ui, b, 32), k->ui.large ? 220 : 180);
        Rect at = cut_right(&in, width, 28);
        b.disabled = staff_busy(k);
        tapped = ui_button(&k->ui, row.id, centered(at, width, k->ui.touch_min), b);
    }
    ui_icon(&k->ui, centered(cut_left(&in, 44 * zoom, 28), 44 * zoom, 44 * zoom), row.icon, t->ink2);
    const char *sub = as_many_as_fit(k, &row, in.w);
    in = centered(in, in.w, (*sub ? 86 : 48) * zoom);
    ui_text(&k->ui, cut_top(&in, 48 * zoom, 0), row.head, style(32, true, t->ink, ALIGN_LEFT));
    if (*sub) ui_text(&k->ui, in, sub, style_label(k));
    return tapped;
}

const char *staff_ago(Kiosk *k, Ms at) {
    int minutes = (int)((clock_now() - at) / MS_MINUTE);
    if (minutes < 1) return w(k, W_STAFF_JUST_NOW);
    return minutes < 120 ? wf(k, W_STAFF_MINUTES_AGO, minutes) : show_time(k, at);
}
