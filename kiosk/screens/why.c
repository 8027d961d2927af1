/* The second step after a low face, or "I want to complain": reasons to tap, own words to type, the manager to call. */
#include "answers.h"
#include "chips.h"
#include "common.h"

#include <math.h>
#include <stdio.h>

static Chips reasons_of(const Kiosk *k) {
    return (Chips){"why.reason", k->survey.reasons, k->visit.reasons, k->survey.n_reasons};
}

/* Returns the height taken. What is tapped is kept at once, sent or not. */
static float draw_reasons(Kiosk *k, Rect r, float h) {
    int tapped;
    float used = chips_draw(k, r, h, reasons_of(k), &tapped);
    if (tapped < 0) return used;
    k->visit.reasons[tapped] = !k->visit.reasons[tapped];
    k->visit.nothing_said = false;
    answers_keep_now(k);
    return used;
}

/* Reasons and keyboard on two pages: large and low, and where the reasons would need a second line of a wide screen. */
static bool is_paged(Kiosk *k, Rect body) {
    if (k->ui.large) return true;
    return !ui_portrait(&k->ui) && !chips_fit_line(k, body.w, reasons_of(k));
}

void why_skip(Kiosk *k) {
    if (k->visit.complaining)
        nav_home(k);
    else
        answers_next(k);
}

static void submit(Kiosk *k) {
    words_finish(k);
    k->visit.nothing_said = !answers_said_something(k);
    if (!k->visit.nothing_said) answers_send(k);
    k->again = true;
}

static void manager_button(Kiosk *k, Rect r) {
    Button manager = {.icon = "bell", .look = BUTTON_BARE, .px = 28, .radius = 24};
    label_fitting(k, &manager, r.w - 32, W_WHY_MANAGER, W_WHY_MANAGER_SHORT);
    float width = fminf(ui_button_width(&k->ui, manager, 28), r.w);
    if (ui_button(&k->ui, "why.manager", (Rect){r.x, r.y, width, r.h}, manager)) call_sheet(k, "manager", "complaint");
}

static void draw_foot(Kiosk *k, Rect foot, bool paged) {
    if (paged) {
        if (foot_button(k, &foot, "why.next", W_WHY_NEXT, BUTTON_PRIMARY)) nav_go(k, SCREEN_WORDS);
    } else if (answers_submit(k, &foot, "why.submit")) {
        submit(k);
    }
    if (foot_button(k, &foot, "why.skip", W_SKIP, BUTTON_PLAIN)) why_skip(k);
    manager_button(k, foot);
}

/* The reasons alone, each easy to hit; large and low within reach, and scrolled when the store has many. */
static void draw_paged(Kiosk *k, Rect body) {
    Ui *ui = &k->ui;
    const float h = 120;
    if (ui->large) {
        Rect see = screen_see(k);
        ui_paragraph(ui, (Rect){see.x, see.y, see.w, fminf(see.h, 180)}, w(k, W_WHY_CHOOSE), style_body(k),
                     1.5f * 28 * ui->zoom);
    }
    Scroll *scroll = &k->visit.why_scroll;
    ui_scroll_begin(ui, "why.list", body, k->visit.why_content, scroll);
    k->visit.why_content = draw_reasons(k, (Rect){body.x, body.y - scroll->offset, body.w, body.h}, h);
    ui_scroll_end(ui);
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, v->complaining ? W_COMPLAIN_TITLE : W_WHY_TITLE), NULL, ANSWERS_HEAD_W);
    Rect foot = screen_actions(k, &body, NULL);
    answers_head(k, "2 / 3", &foot);
    bool paged = is_paged(k, body);
    if (paged) {
        draw_paged(k, body);
    } else {
        body.y -= 8;
        body.h += 8;
        cut_top(&body, draw_reasons(k, body, 96), 20);
        Rect panel = words_panel(k, &body);
        answers_field(k, body, &v->words, v->nothing_said ? W_WHY_NEEDED : W_WHY_PLACEHOLDER);
        if (words_keyboard(k, panel)) v->nothing_said = false;
    }
    draw_foot(k, foot, paged);
}

static void enter(Kiosk *k) {
    k->visit.answers_progress = PROGRESS_NONE;
    k->visit.nothing_said = false;
    k->visit.why_scroll = (Scroll){0};
}

const Screen screen_why = {.id = "why", .draw = draw, .enter = enter};
