/* The second step after a good face: the factors of the after-sales index, each 1–5, each can be skipped. A few words
 * of praise are a page of their own. */
#include "answers.h"
#include "common.h"

#include <stdio.h>

static void draw_mark(Kiosk *k, Rect r, int factor, int mark) {
    int *now = &k->visit.marks[factor];
    char digit[2] = {(char)('0' + mark), '\0'};
    Button b = {.label = digit, .look = mark <= *now ? BUTTON_PRIMARY : BUTTON_SUNKEN, .px = 34};
    if (!ui_button(&k->ui, ui_id(&k->ui, "factor.%s.%d", k->snap.factors[factor].id, mark), r, b)) return;
    *now = *now == mark ? 0 : mark;
    k->again = true;
}

static void draw_factor(Kiosk *k, Rect r, int i) {
    const SurveyFactor *f = &k->snap.factors[i];
    bool portrait = ui_portrait(&k->ui);
    if (i) ui_line(&k->ui, r.x, r.y, r.w);
    Rect in = rect_inset(r, 40, 0);
    Rect label = portrait ? cut_top(&in, 60, 0) : cut_left(&in, in.w - 5 * 140 - 4 * 24, 0);
    if (portrait) label.y += 16;
    ui_text(&k->ui, label, pick(k, f->zh, f->en), style_head(k));
    if (portrait) in.y += 8, in.h -= 8;
    Rect marks = centered(in, portrait ? in.w : 5 * 140 + 4 * 24, 96);
    for (int mark = 1; mark <= 5; mark++) draw_mark(k, grid_cell(marks, 5, 1, mark - 1, 24), i, mark);
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, W_FACTORS_TITLE), NULL, ANSWERS_HEAD_W);
    answers_head(k, "2 / 3");
    ui_card(&k->ui, body);
    Rect hint = cut_top(&body, 60, 0);
    ui_text(&k->ui, (Rect){hint.x + 40, hint.y + 14, hint.w - 80, 46}, w(k, W_FACTORS_SUB), style_label(k));
    for (int i = 0; i < k->snap.n_factors; i++) draw_factor(k, grid_cell(body, 1, k->snap.n_factors, i, 0), i);
    Rect foot = screen_foot(k, NULL);
    if (answers_submit(k, &foot, "factors.submit")) answers_send(k);
    if (foot_button(k, &foot, "factors.skip", W_SKIP, BUTTON_PLAIN)) nav_go(k, SCREEN_RECOMMEND);
    Button words = {.label = w(k, W_FACTORS_WORDS),
                    .icon = "edit",
                    .look = *v->words.text ? BUTTON_PLAIN : BUTTON_BARE,
                    .px = 28,
                    .radius = 24};
    if (ui_button(&k->ui, "factors.words", cut_left(&foot, ui_button_width(&k->ui, words, 28), 0), words))
        nav_go(k, SCREEN_WORDS);
}

static void enter(Kiosk *k) {
    k->visit.answers_progress = PROGRESS_NONE;
}

const Screen screen_factors = {.id = "factors", .draw = draw, .enter = enter};
