/* Opening "my car": the last four digits of the owner's or the bringer's phone, or the order number of the slip where
 * plate or phone cannot serve. Five wrong tries lock that car for five minutes, not the panel (domain.md 10). */
#include "common.h"

#include "base/log.h"
#include "locks.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { PHONE_DIGITS = 4, ORDER_DIGITS_LEAST = 4, ORDER_DIGITS_MOST = 20 };

/* --- wrong tries ------------------------------------------------------------------------------------------------ */

static void wrong_try(Kiosk *k, Lock *l, Word says) {
    lock_wrong(k, l);
    k->visit.unlock_failed = true;
    k->visit.unlock_says = says;
    k->visit.code.text[0] = '\0';
    k->again = true;
}

/* --- trying ------------------------------------------------------------------------------------------------------ */

static bool digits_equal(const char *typed, const char *order_no) {
    for (const char *p = order_no; *p; p++) {
        if (!isdigit((unsigned char)*p)) continue;
        if (*typed++ != *p) return false;
    }
    return *typed == '\0';
}

void kiosk_open_car(Kiosk *k, const char *order_no) {
    Visit *v = &k->visit;
    snprintf(v->order_no, sizeof v->order_no, "%s", order_no);
    v->code.text[0] = '\0';
    kiosk_read_car(k);
    v->depth = 0; /* back from my car leads to the board, not to the keypad */
    k->screen = SCREEN_BOARD;
    nav_go(k, SCREEN_MYCAR);
}

static void opened(Kiosk *k, Lock *l, const char *order_no) {
    *l = (Lock){0};
    kiosk_open_car(k, order_no);
}

static void try_phone(Kiosk *k, const Order *o, Lock *l) {
    Err err = {0};
    bool usable, matches;
    if (!orders_phone_opens(k->db, o->order_no, k->visit.code.text, &usable, &matches, &err)) {
        log_err(LOG_ERROR, "unlock", &err);
        wrong_try(k, l, W_NOT_SAVED);
    } else if (matches) {
        opened(k, l, o->order_no);
    } else {
        wrong_try(k, l, W_UNLOCK_WRONG);
    }
}

/* By number: the picked car's own, or with none picked any car in service. */
static void try_order(Kiosk *k, Lock *l) {
    for (size_t i = 0; i < k->snap.n_board; i++) {
        const char *no = k->snap.board[i].order_no;
        bool may = !*k->visit.pick_no || strcmp(no, k->visit.pick_no) == 0;
        if (may && digits_equal(k->visit.code.text, no)) {
            opened(k, l, no);
            return;
        }
    }
    wrong_try(k, l, *k->visit.pick_no ? W_UNLOCK_WRONG : W_UNLOCK_NOT_FOUND);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_boxes(Kiosk *k, Rect r) {
    const char *typed = k->visit.code.text;
    size_t n = strlen(typed);
    for (size_t i = 0; i < PHONE_DIGITS; i++) {
        Rect box = grid_cell((Rect){r.x, r.y, 4 * 112 + 3 * 20, 128}, 4, 1, (int)i, 20);
        ui_fill(&k->ui, box, k->ui.theme->surface, RADIUS);
        if (i == n) ui_fill(&k->ui, (Rect){box.x + 32, box.y + box.h - 20, box.w - 64, 6}, k->ui.theme->accent, 3);
        if (i >= n) continue;
        char digit[2] = {typed[i], '\0'};
        ui_text(&k->ui, box, digit, style(64, true, k->ui.theme->ink, ALIGN_CENTER));
    }
}

static void draw_number(Kiosk *k, Rect r) {
    Rect box = {r.x, r.y, r.w < 640 ? r.w : 640, 128};
    ui_fill(&k->ui, box, k->ui.theme->surface, RADIUS);
    TextStyle s = style(52, true, k->ui.theme->ink, ALIGN_LEFT);
    Rect in = rect_inset(box, 36, 0);
    float typed_w = *k->visit.code.text ? ui_text_width(&k->ui, k->visit.code.text, s) : 0;
    if (typed_w > in.w) typed_w = in.w;
    if (typed_w > 0) ui_text(&k->ui, in, k->visit.code.text, s);
    ui_fill(&k->ui, (Rect){in.x + typed_w + 4, in.y + 36, 4, 56}, k->ui.theme->accent, 2);
}

static void draw_verdict(Kiosk *k, Rect r, Lock *l, bool locked) {
    const Theme *t = k->ui.theme;
    if (locked) {
        int minutes = (int)((l->until - k->mono + MS_MINUTE - 1) / MS_MINUTE);
        ui_paragraph(&k->ui, r, wf(k, W_UNLOCK_LOCKED, minutes), style(28, true, t->accent, ALIGN_LEFT), scaled(k, 42));
        ui_wake_at(&k->ui, k->mono + (l->until - k->mono - 1) % MS_MINUTE + 1);
    } else if (k->visit.unlock_failed) {
        int left = setting(k, "visit.unlock_tries") - l->wrong;
        const char *says =
            k->visit.unlock_says == W_UNLOCK_WRONG ? wf(k, W_UNLOCK_WRONG, left) : w(k, k->visit.unlock_says);
        ui_paragraph(&k->ui, r, says, style(28, true, t->accent, ALIGN_LEFT), scaled(k, 42));
    }
}

/* Only in the demo store: the digits a newcomer cannot know. */
static void draw_demo(Kiosk *k, Rect r, const Order *o, bool by_order) {
    if (!setting(k, "demo") || !o) return;
    Arena *arena = &k->ui.list->arena;
    OrderPeople people;
    Err err;
    char digits[ORDER_NO_SIZE] = "";
    size_t n = 0;
    if (by_order) {
        for (const char *p = o->order_no; *p; p++)
            if (isdigit((unsigned char)*p)) digits[n++] = *p;
    } else if (orders_people(k->db, arena, o->order_no, &people, &err) && strlen(people.owner_phone) >= 4) {
        snprintf(digits, sizeof digits, "%s", people.owner_phone + strlen(people.owner_phone) - 4);
    }
    if (!*digits) return;
    const char *hint = wf(k, by_order ? W_UNLOCK_DEMO_ORDER : W_UNLOCK_DEMO, digits);
    ui_pill(&k->ui, r.x, r.y, false, NULL, hint, k->ui.theme->gold, k->ui.theme->gold_soft);
}

static void draw_car(Kiosk *k, Rect r, const Order *o) {
    ui_text(&k->ui, cut_top(&r, scaled(k, 70), 4), show_plate(k, o), style(52, true, k->ui.theme->ink, ALIGN_LEFT));
    char line[160];
    snprintf(line, sizeof line, "%s · %s", show_model(k, o), w(k, word_of_kind(o->kind)));
    ui_text(&k->ui, cut_top(&r, scaled(k, 38), 0), line, style_label(k));
}

/* The switch between phone and order number, only where both can serve. */
static void draw_switch(Kiosk *k, Rect *foot, bool phone_usable) {
    if (!*k->visit.pick_no || !phone_usable) return;
    Button b = {.label = w(k, k->visit.by_order ? W_UNLOCK_USE_PHONE : W_UNLOCK_USE_ORDER), .px = 28, .radius = 24};
    if (!ui_button(&k->ui, "unlock.switch", cut_left(foot, ui_button_width(&k->ui, b, 32), 24), b)) return;
    k->visit.by_order = !k->visit.by_order;
    k->visit.code.text[0] = '\0';
    k->visit.unlock_failed = false;
    k->again = true;
}

/* Large on a wide panel the car stands beside the question, for there is half the height. */
static void draw_ask(Kiosk *k, Rect left, const Order *o, Lock *l, bool locked) {
    bool by_order = k->visit.by_order, beside = k->ui.large && !ui_portrait(&k->ui);
    if (o && beside)
        draw_car(k, cut_left(&left, left.w * 0.42f, 40), o);
    else if (o)
        draw_car(k, cut_top(&left, scaled(k, 116), 44), o);
    ui_text(&k->ui, cut_top(&left, scaled(k, 48), 4), w(k, by_order ? W_UNLOCK_ORDER : W_UNLOCK_PHONE), style_head(k));
    ui_text(&k->ui, cut_top(&left, scaled(k, 38), beside ? 20 : 28),
            w(k, by_order ? W_UNLOCK_ORDER_SUB : W_UNLOCK_PHONE_SUB), style_label(k));
    Rect boxes = cut_top(&left, 128, beside ? 16 : 28);
    if (by_order)
        draw_number(k, boxes);
    else
        draw_boxes(k, boxes);
    bool says = locked || k->visit.unlock_failed;
    draw_verdict(k, beside ? left : cut_top(&left, scaled(k, 84), 20), l, locked);
    if (!locked && !(beside && says)) draw_demo(k, left, o, by_order);
}

static void draw_help(Kiosk *k, Rect r) {
    Button help = {.label = w(k, W_UNLOCK_HELP), .icon = "bell", .look = BUTTON_ACCENT};
    Rect at = centered(r, ui_button_width(&k->ui, help, 48), k->ui.touch_min);
    if (ui_button(&k->ui, "nav.call", at, help)) call_sheet(k, "help", "unlock");
}

static void draw_keys(Kiosk *k, Rect pad, const Order *o, Lock *l) {
    Visit *v = &k->visit;
    bool wide = k->ui.large && !ui_portrait(&k->ui);
    v->code.max_chars = v->by_order ? ORDER_DIGITS_MOST : PHONE_DIGITS;
    if (v->by_order) {
        Rect open = wide ? cut_right(&pad, 320, 20) : cut_bottom(&pad, k->ui.large ? 140 : 110, 20);
        bool enough = strlen(v->code.text) >= ORDER_DIGITS_LEAST;
        Button b = {.label = w(k, W_UNLOCK_OPEN), .look = BUTTON_PRIMARY, .disabled = !enough};
        if (ui_button(&k->ui, "unlock.open", open, b)) try_order(k, l);
    }
    if (wide ? ui_keypad_wide(&k->ui, "key", pad, &v->code) : ui_keypad(&k->ui, "key", pad, &v->code)) {
        v->unlock_failed = false;
        k->again = true;
        if (!v->by_order && strlen(v->code.text) == PHONE_DIGITS) try_phone(k, o, l);
    }
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    const Order *o = *v->pick_no ? board_order(k, v->pick_no) : NULL;
    if (*v->pick_no && !o) { /* it left the board meanwhile */
        nav_back(k);
        return;
    }
    bool usable = false, matches;
    if (o && !orders_phone_opens(k->db, o->order_no, "", &usable, &matches, NULL)) usable = false;
    if (!usable) v->by_order = true;

    Rect body = screen_header(k, w(k, W_UNLOCK_TITLE), NULL, 0);
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    Lock *l = lock_of(k, v->pick_no);
    bool locked = lock_is_on(k, l);
    const char *note = wf(k, W_MYCAR_FOOT, setting(k, "visit.idle_seconds"));
    Rect buttons = screen_actions(k, &body, portrait || large ? NULL : note);
    Rect ask = large ? screen_see(k) : body, pad = body;
    if (!large) pad = portrait ? cut_bottom(&ask, 660, 20) : cut_right(&ask, 720, 80);
    Rect below = {ask.x, ask.y + ask.h - 92, ask.w, 80};
    draw_switch(k, portrait || large ? &buttons : &below, usable);
    draw_ask(k, large ? ask : rect_inset(ask, portrait ? 0 : 44, portrait ? 20 : 40), o, l, locked);
    if (locked)
        draw_help(k, pad);
    else
        draw_keys(k, pad, o, l);
}

static void enter(Kiosk *k) {
    k->visit.code.text[0] = '\0';
    k->visit.unlock_failed = false;
    k->visit.by_order = false;
}

const Screen screen_unlock = {.id = "unlock", .draw = draw, .enter = enter};
