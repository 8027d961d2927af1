/* The PIN: six digits that are shown as dots, posted with the sixth, and wiped here in the same moment. */
#include "staff_parts.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

static void post_pin(Kiosk *k) {
    StaffSession *s = &k->staff;
    Job job = staff_job(k, STAFF_DO_LOGIN);
    memcpy(job.staff.pin, s->pin.text, STAFF_PIN_DIGITS);
    sodium_memzero(s->pin.text, sizeof s->pin.text);
    staff_post(k, &job);
    sodium_memzero(&job, sizeof job);
}

static void draw_dots(Kiosk *k, Rect r) {
    const Theme *t = k->ui.theme;
    size_t n = staff_busy(k) ? STAFF_PIN_DIGITS : strlen(k->staff.pin.text);
    Rect boxes = {r.x, r.y, r.w < 640 ? r.w : 640, r.h};
    for (size_t i = 0; i < STAFF_PIN_DIGITS; i++) {
        Rect box = grid_cell(boxes, STAFF_PIN_DIGITS, 1, (int)i, 16);
        ui_fill(&k->ui, box, t->surface, 24);
        if (i < n) ui_fill(&k->ui, centered(box, 28, 28), t->ink, 14);
        if (i == n) ui_fill(&k->ui, (Rect){box.x + 24, box.y + box.h - 20, box.w - 48, 6}, t->accent, 3);
    }
}

/* Only in the demo store, and only while the PIN is the one that came with it. */
static void draw_demo(Kiosk *k, Rect r) {
    const Staff *who = &k->staff.who;
    if (!setting(k, "demo") || who->pin_set != who->created) return;
    ui_pill(&k->ui, r.x, r.y, false, NULL, wf(k, W_STAFF_DEMO_PIN, STAFF_DEMO_PIN), k->ui.theme->gold,
            k->ui.theme->gold_soft);
}

static void draw_ask(Kiosk *k, Rect left) {
    StaffSession *s = &k->staff;
    bool beside = k->ui.large && !ui_portrait(&k->ui);
    Rect name = beside ? cut_left(&left, left.w * 0.42f, 40) : cut_top(&left, scaled(k, 116), 44);
    ui_text(&k->ui, cut_top(&name, scaled(k, 70), 4), s->who.name, style(52, true, k->ui.theme->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&name, scaled(k, 38), 0), w(k, word_of_role(s->who.role)), style_label(k));
    ui_text(&k->ui, cut_top(&left, scaled(k, 48), 4), w(k, W_STAFF_PIN_TITLE), style_head(k));
    ui_text(&k->ui, cut_top(&left, scaled(k, 38), beside ? 20 : 28), w(k, W_STAFF_PIN_SUB), style_label(k));
    draw_dots(k, cut_top(&left, 112, beside ? 16 : 28));
    const char *says = staff_busy(k) ? w(k, W_STAFF_CHECKING) : staff_says(k);
    TextStyle st = style(28, true, staff_busy(k) ? k->ui.theme->ink2 : k->ui.theme->accent, ALIGN_LEFT);
    if (*says) ui_paragraph(&k->ui, beside ? left : cut_top(&left, scaled(k, 84), 20), says, st, scaled(k, 42));
    if (!*says || !beside) draw_demo(k, left);
}

static void draw(Kiosk *k) {
    StaffSession *s = &k->staff;
    Rect actions, body = staff_frame(k, w(k, W_STAFF_WHO_TITLE), NULL, &actions);
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    Rect ask = large ? screen_see(k) : body, pad = body;
    if (!large) pad = portrait ? cut_bottom(&ask, 660, 20) : cut_right(&ask, 720, 80);
    draw_ask(k, large ? ask : rect_inset(ask, portrait ? 0 : 44, portrait ? 20 : 40));
    bool typed =
        large && !portrait ? ui_keypad_wide(&k->ui, "key", pad, &s->pin) : ui_keypad(&k->ui, "key", pad, &s->pin);
    if (!typed) return;
    k->again = true;
    if (staff_busy(k)) {
        sodium_memzero(s->pin.text, sizeof s->pin.text);
        return;
    }
    s->progress = PROGRESS_NONE;
    if (strlen(s->pin.text) == STAFF_PIN_DIGITS) post_pin(k);
}

static void enter(Kiosk *k) {
    sodium_memzero(k->staff.pin.text, sizeof k->staff.pin.text);
}

const Screen screen_staff_pin = {.id = "staff_pin", .draw = draw, .enter = enter};
