/* The second step after a low face, or "I want to complain": reasons to tap, own words to type, the manager to call. */
#include "answers.h"
#include "common.h"

#include <math.h>
#include <stdio.h>

/* Chips that flow over as many lines as they need; returns the height taken. */
static const char *reason_label(Kiosk *k, int i) {
    return pick(k, settings_item(k->snap.settings, "survey.reasons", i + 1, "zh"),
                settings_item(k->snap.settings, "survey.reasons", i + 1, "en"));
}

static float reason_width(Kiosk *k, int i, float padding) {
    return fmaxf(ui_button_width(&k->ui, (Button){.label = reason_label(k, i), .px = 30}, padding), k->ui.touch_min);
}

/* Rather a little narrower than a last chip alone on a line. */
static float chip_padding(Kiosk *k, float width, float gap) {
    static const float paddings[] = {36, 30, 24};
    for (size_t p = 0; p < sizeof paddings / sizeof *paddings; p++) {
        float sum = -gap;
        for (int i = 0; i < k->snap.n_reasons; i++) sum += reason_width(k, i, paddings[p]) + gap;
        if (sum <= width) return paddings[p];
    }
    return 36;
}

static float draw_reasons(Kiosk *k, Rect r) {
    float x = r.x, y = r.y, gap = 16, padding = chip_padding(k, r.w, gap);
    for (int i = 0; i < k->snap.n_reasons; i++) {
        Button b = {.label = reason_label(k, i), .look = k->visit.reasons[i] ? BUTTON_PRIMARY : BUTTON_PLAIN, .px = 30};
        float width = reason_width(k, i, padding);
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

static void draw_foot(Kiosk *k, Rect foot) {
    Visit *v = &k->visit;
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
    float width = fminf(ui_button_width(&k->ui, manager, 28), foot.w);
    if (ui_button(&k->ui, "why.manager", cut_left(&foot, width, 16), manager)) call_sheet(k, "manager", "complaint");
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, v->complaining ? W_COMPLAIN_TITLE : W_WHY_TITLE), NULL, ANSWERS_HEAD_W);
    body.y -= 8;
    body.h += 8;
    cut_top(&body, draw_reasons(k, body), 20);
    bool portrait = ui_portrait(&k->ui);
    float board_h = portrait ? 560 : fminf(532, body.h - 132 - 20);
    Rect keys = cut_bottom(&body, board_h, 20);
    answers_field(k, body, &v->words, v->nothing_said ? W_WHY_NEEDED : W_WHY_PLACEHOLDER);
    if (words_keyboard(k, keys)) v->nothing_said = false;
    Rect foot = screen_foot(k, NULL);
    answers_head(k, "2 / 3", &foot);
    draw_foot(k, foot);
}

static void enter(Kiosk *k) {
    k->visit.answers_progress = PROGRESS_NONE;
    k->visit.nothing_said = false;
}

const Screen screen_why = {.id = "why", .draw = draw, .enter = enter};
