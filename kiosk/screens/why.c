/* The second step after a low face, or "I want to complain": reasons to tap, own words to type, the manager to call. */
#include "answers.h"
#include "common.h"

#include <math.h>
#include <stdio.h>

/* Chips that flow over as many lines as they need; returns the height taken. */
static float draw_reasons(Kiosk *k, Rect r) {
    float x = r.x, y = r.y, gap = 16;
    for (int i = 0; i < k->snap.n_reasons; i++) {
        const char *label = pick(k, settings_item(k->snap.settings, "survey.reasons", i + 1, "zh"),
                                 settings_item(k->snap.settings, "survey.reasons", i + 1, "en"));
        Button b = {.label = label, .look = k->visit.reasons[i] ? BUTTON_PRIMARY : BUTTON_PLAIN, .px = 30};
        float width = fmaxf(ui_button_width(&k->ui, b, 36), TOUCH_MIN);
        if (x > r.x && x + width > r.x + r.w) x = r.x, y += 96 + gap;
        if (ui_button(&k->ui, ui_id(&k->ui, "why.reason.%s", reason_id(k, i)), (Rect){x, y, width, 96}, b)) {
            k->visit.reasons[i] = !k->visit.reasons[i];
            k->visit.nothing_said = false;
            k->again = true;
        }
        x += width + gap;
    }
    return y + 96 - r.y;
}

static void draw_foot(Kiosk *k) {
    Visit *v = &k->visit;
    Rect foot = screen_foot(k, NULL);
    if (answers_submit(k, &foot, "why.submit")) {
        v->nothing_said = !answers_said_something(k);
        if (!v->nothing_said) answers_send(k);
        k->again = true;
    }
    if (foot_button(k, &foot, "why.skip", W_SKIP, BUTTON_PLAIN)) {
        if (v->complaining)
            nav_home(k);
        else
            nav_go(k, SCREEN_RECOMMEND);
    }
    Button manager = {.label = w(k, W_WHY_MANAGER), .icon = "bell", .look = BUTTON_BARE, .px = 28, .radius = 24};
    float width = fminf(ui_button_width(&k->ui, manager, 16), foot.w);
    if (ui_button(&k->ui, "why.manager", cut_left(&foot, width, 16), manager)) call_sheet(k, "manager", "complaint");
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, v->complaining ? W_COMPLAIN_TITLE : W_WHY_TITLE), NULL, 560);
    answers_head(k, "2 / 3");
    body.y -= 8;
    body.h += 8;
    cut_top(&body, draw_reasons(k, body), 20);
    bool portrait = ui_portrait(&k->ui);
    float board_h = portrait ? 560 : fminf(532, body.h - 132 - 20);
    Rect keys = cut_bottom(&body, board_h, 20);
    if (body.h > 420) body.h = 420;
    answers_field(k, body, &v->words, v->nothing_said ? W_WHY_NEEDED : W_WHY_PLACEHOLDER);
    if (words_keyboard(k, keys)) v->nothing_said = false;
    draw_foot(k);
}

static void enter(Kiosk *k) {
    k->visit.answers_progress = PROGRESS_NONE;
    k->visit.nothing_said = false;
}

const Screen screen_why = {.id = "why", .draw = draw, .enter = enter};
