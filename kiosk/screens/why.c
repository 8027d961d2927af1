/* The second step after a low face, or "I want to complain": reasons to tap, own words to type, the manager to call. */
#include "answers.h"
#include "common.h"

#include <math.h>
#include <stdio.h>

#define CHIP_GAP       16.0f
#define CHIP_PAD_LEAST 24.0f

static const char *reason_label(Kiosk *k, int i) {
    return pick(k, k->survey.reasons[i].zh, k->survey.reasons[i].en);
}

static float reason_width(Kiosk *k, int i, float padding) {
    return fmaxf(ui_button_width(&k->ui, (Button){.label = reason_label(k, i), .px = 30}, padding), k->ui.touch_min);
}

/* Rather a little narrower than a last chip alone on a line. */
static float chip_padding(Kiosk *k, float width, float gap) {
    static const float paddings[] = {36, 30, CHIP_PAD_LEAST};
    for (size_t p = 0; p < sizeof paddings / sizeof *paddings; p++) {
        float sum = -gap;
        for (int i = 0; i < k->survey.n_reasons; i++) sum += reason_width(k, i, paddings[p]) + gap;
        if (sum <= width) return paddings[p];
    }
    return 36;
}

/* Chips that flow over as many lines as they need, each line `h` high; returns the height taken. */
static float draw_reasons(Kiosk *k, Rect r, float h, float gap) {
    float x = r.x, y = r.y, padding = chip_padding(k, r.w, gap);
    for (int i = 0; i < k->survey.n_reasons; i++) {
        Button b = {.label = reason_label(k, i), .look = k->visit.reasons[i] ? BUTTON_PRIMARY : BUTTON_PLAIN, .px = 30};
        float width = reason_width(k, i, padding);
        if (x > r.x && x + width > r.x + r.w) x = r.x, y += h + gap;
        if (ui_button(&k->ui, ui_id(&k->ui, "why.reason.%s", k->survey.reasons[i].id), (Rect){x, y, width, h}, b)) {
            k->visit.reasons[i] = !k->visit.reasons[i];
            k->visit.nothing_said = false;
            k->again = true;
        }
        x += width + gap;
    }
    return y + h - r.y;
}

/* Reasons and keyboard on two pages: large and low, and where the reasons would need a second line of a wide screen. */
static bool is_paged(Kiosk *k, Rect body) {
    if (k->ui.large) return true;
    if (ui_portrait(&k->ui)) return false;
    float sum = -CHIP_GAP;
    for (int i = 0; i < k->survey.n_reasons; i++) sum += reason_width(k, i, CHIP_PAD_LEAST) + CHIP_GAP;
    return sum > body.w;
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
    Button manager = {.label = w(k, W_WHY_MANAGER), .icon = "bell", .look = BUTTON_BARE, .px = 28, .radius = 24};
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
    k->visit.why_content = draw_reasons(k, (Rect){body.x, body.y - scroll->offset, body.w, body.h}, h, CHIP_GAP);
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
        cut_top(&body, draw_reasons(k, body, 96, CHIP_GAP), 20);
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
