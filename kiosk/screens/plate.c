/* Typing one's whole plate, for those who do not find it among the masked ones. It leads to the same question as a
 * plate that was picked; what was typed is compared here and nowhere kept. */
#include "common.h"

#include "rules/mask.h"
#include "ui/grapheme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BOXES = 8, PLATE_SIZE = 48, LEAST = 7 };

/* The province most of the cars in service are from: their owners' neighbours type it too. */
static void own_province(Kiosk *k) {
    char *own = k->visit.plate_own;
    size_t most = 0;
    own[0] = '\0';
    for (size_t i = 0; i < k->snap.n_board; i++) {
        const char *plate = k->snap.board[i].plate;
        size_t len = grapheme_after(plate, 0), n = 0;
        if (len == 0 || len >= sizeof k->visit.plate_own) continue;
        for (size_t j = 0; j < k->snap.n_board; j++) n += strncmp(k->snap.board[j].plate, plate, len) == 0;
        if (n > most) most = n, snprintf(own, sizeof k->visit.plate_own, "%.*s", (int)len, plate);
    }
}

static void find(Kiosk *k) {
    Visit *v = &k->visit;
    char typed[PLATE_SIZE], plate[PLATE_SIZE];
    bool is_plate = plate_normal(v->plate.text, typed, sizeof typed);
    for (size_t i = 0; is_plate && i < k->snap.n_board; i++) {
        const Order *o = &k->snap.board[i];
        if (!plate_normal(o->plate, plate, sizeof plate) || strcmp(plate, typed) != 0) continue;
        snprintf(v->pick_no, sizeof v->pick_no, "%s", o->order_no);
        nav_go(k, SCREEN_UNLOCK);
        return;
    }
    v->plate_missing = true;
    k->again = true;
}

/* One box a character, a dot after the second; the eighth only new-energy plates have. */
static void draw_boxes(Kiosk *k, Rect r) {
    const Theme *t = k->ui.theme;
    const float gap = 14, dot = 36;
    float w_box = fminf((r.w - 6 * gap - dot) / BOXES, 132), x = r.x;
    const char *text = k->visit.plate.text;
    size_t at = 0, n = field_count(&k->visit.plate);
    for (size_t i = 0; i < BOXES; i++) {
        Rect box = {x, r.y, w_box, r.h};
        ui_fill(&k->ui, box, i == BOXES - 1 && i >= n ? t->sunken : t->surface, 24);
        if (i == n) ui_fill(&k->ui, (Rect){box.x + 24, box.y + box.h - 20, box.w - 48, 6}, t->accent, 3);
        if (i < n) {
            size_t next = grapheme_after(text, at);
            const char *one = arena_strndup(&k->ui.list->arena, text + at, next - at);
            ui_text(&k->ui, box, one, style(52, true, t->ink, ALIGN_CENTER));
            at = next;
        } else if (i == BOXES - 1) {
            ui_text(&k->ui, rect_inset(box, 4, 0), w(k, W_PLATE_EIGHTH), center(style_label(k)));
        }
        x += w_box + gap;
        if (i != 1) continue;
        ui_fill(&k->ui, (Rect){x - gap + (dot - 10) / 2, r.y + r.h / 2 - 5, 10, 10}, t->ink3, 5);
        x += dot - gap;
    }
}

/* Large and low on a narrow panel the foot has no room for the way to staff: it stands above it. */
static bool is_narrow(const Kiosk *k) {
    return k->ui.large && ui_portrait(&k->ui);
}

static void help_button(Kiosk *k, Rect r) {
    Button help = {.label = w(k, W_UNLOCK_HELP), .icon = "bell", .look = BUTTON_PLAIN, .px = 28, .radius = 24};
    float width = fminf(ui_button_width(&k->ui, help, 28), r.w);
    if (ui_button(&k->ui, "plate.help", (Rect){r.x, r.y, width, r.h}, help)) call_sheet(k, "help", "plate");
}

static void draw_foot(Kiosk *k) {
    Visit *v = &k->visit;
    Rect foot = screen_foot(k, NULL);
    Button go = {.label = w(k, W_PLATE_FIND), .look = BUTTON_ACCENT, .px = 28, .radius = 24};
    go.disabled = field_count(&v->plate) < LEAST;
    float width = fmaxf(ui_button_width(&k->ui, go, 44), k->ui.touch_min);
    if (ui_button(&k->ui, "plate.find", cut_right(&foot, width, 24), go)) find(k);
    if (v->plate_missing && !is_narrow(k)) help_button(k, foot);
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, W_PLATE_TITLE), w(k, W_PLATE_SUB), 0);
    Rect panel = words_panel(k, &body);
    if (v->plate_missing && is_narrow(k)) help_button(k, cut_bottom(&panel, TOUCH_MIN_LARGE, 16));
    Rect boxes = cut_top(&body, fminf(128, body.h - 8 - 42 * k->ui.zoom), 8);
    draw_boxes(k, boxes);
    if (v->plate_missing)
        ui_text(&k->ui, (Rect){body.x, body.y, body.w, 42 * k->ui.zoom}, w(k, W_PLATE_MISSING),
                style(28, true, k->ui.theme->accent, ALIGN_LEFT));
    ui_fill(&k->ui, panel, k->ui.theme->sunken, RADIUS);
    Rect keys = rect_inset(panel, ui_portrait(&k->ui) ? 12 : 20, k->ui.large ? 12 : 16);
    if (ui_plate_keyboard(&k->ui, "key", keys, &v->plate, v->plate_own)) {
        v->plate_missing = false;
        k->again = true;
    }
    draw_foot(k);
}

static void enter(Kiosk *k) {
    k->visit.plate.text[0] = '\0';
    k->visit.plate_missing = false;
    own_province(k);
}

const Screen screen_plate = {.id = "plate", .draw = draw, .enter = enter};
