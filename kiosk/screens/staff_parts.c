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

/* --- cars ----------------------------------------------------------------------------------------------------------
 */

const char *staff_car_name(Kiosk *k, const Order *o) {
    return *o->plate && staff_sees_plates(k->staff.who.role) ? o->plate : show_plate(k, o);
}

static bool draw_car(Kiosk *k, Rect at, const Order *o, const char *note, bool lit) {
    const char *id = ui_id(&k->ui, "car.%s", o->order_no);
    const Theme *t = k->ui.theme;
    float zoom = k->ui.zoom;
    at.h -= 12;
    bool tapped = ui_target(&k->ui, id, at);
    at = ui_sink(&k->ui, id, at);
    ui_fill(&k->ui, at, ui_sink_color(&k->ui, id, t->surface, t->ink), RADIUS);
    Rect in = centered(rect_inset(at, 28, 0), at.w - 56, 86 * zoom);
    Rect head = cut_top(&in, 48 * zoom, 0);
    TextStyle label = lit ? style(27, true, t->accent, ALIGN_LEFT) : style_label(k);
    float width = fminf(ui_text_width(&k->ui, note, label) + 2, head.w / 2);
    ui_text(&k->ui, cut_right(&head, width, 24), note, right(label));
    ui_text(&k->ui, head, staff_car_name(k, o), style(32, true, t->ink, ALIGN_LEFT));
    ui_text(&k->ui, in, arena_printf(&k->ui.list->arena, "%s · %s", show_model(k, o), w(k, word_of_kind(o->kind))),
            style_label(k));
    return tapped;
}

/* Those that come first, then the others; each part as the board has it. */
static const Order **in_order(Kiosk *k, StaffCars cars) {
    const Order **list = arena_alloc(&k->ui.list->arena, (k->snap.n_board + 1) * sizeof *list);
    size_t n = 0;
    for (int part = 0; part < 2; part++)
        for (size_t i = 0; i < k->snap.n_board; i++) {
            bool first = cars.first && cars.first(k, &k->snap.board[i]);
            if (first == (part == 0)) list[n++] = &k->snap.board[i];
        }
    return list;
}

const Order *staff_cars(Kiosk *k, Rect r, StaffCars cars) {
    const float gap = 20, row_h = k->ui.large ? 168 : 140;
    int across = ui_portrait(&k->ui) ? 1 : 2, down = ((int)k->snap.n_board + across - 1) / across;
    const Order **list = in_order(k, cars), *tapped = NULL;
    ui_scroll_begin(&k->ui, "staff.cars", r, (float)down * row_h, &k->staff.scroll);
    Rect all = {r.x, r.y - k->staff.scroll.offset, r.w, (float)down * row_h};
    for (size_t i = 0; i < k->snap.n_board; i++) {
        const Order *o = list[i];
        Rect at = {all.x + (float)((int)i % across) * (all.w + gap) / (float)across,
                   all.y + (float)((int)i / across) * row_h, (all.w - gap * (float)(across - 1)) / (float)across,
                   row_h};
        if (at.y + at.h <= r.y || at.y >= r.y + r.h) continue;
        const char *note = cars.note ? cars.note(k, o) : w(k, word_of_stage(o->stage, true));
        if (draw_car(k, at, o, note, cars.first && cars.first(k, o))) tapped = o;
    }
    ui_scroll_end(&k->ui);
    return tapped;
}

/* --- words beside buttons ------------------------------------------------------------------------------------------
 */

void staff_halves(Kiosk *k, Rect body, Rect *words, Rect *choices) {
    *choices = body;
    if (k->ui.large) {
        *words = screen_see(k);
        return;
    }
    if (ui_portrait(&k->ui)) {
        *words = cut_top(&body, 640, 32);
        *choices = body;
    } else {
        *words = body;
        words->h = fminf(words->h, 640);
        *choices = cut_right(words, 560, 48);
    }
    ui_card(&k->ui, *words);
    *words = rect_inset(*words, 44, 40);
}

Rect staff_choice(const Kiosk *k, Rect r, int i, int n) {
    const float gap = 24;
    bool upright = !k->ui.large && !ui_portrait(&k->ui);
    int across = upright ? 1 : n <= 3 ? n : n == 4 ? 2 : 3, down = (n + across - 1) / across;
    float h = upright || !k->ui.large ? 120 : 140, most = (float)down * h + (float)(down - 1) * gap;
    r.h = fminf(r.h, most);
    return grid_cell(r, across, down, i, gap);
}

bool staff_action(Kiosk *k, Rect *actions, const char *id, const char *label, ButtonLook look, bool disabled) {
    Button b = {.label = label, .look = look, .px = 28, .radius = 24, .disabled = disabled};
    float width = fmaxf(ui_button_width(&k->ui, b, 32), k->ui.touch_min);
    return ui_button(&k->ui, id, cut_right(actions, width, 24), b);
}
