/* The second step after a good face: the factors of the after-sales index, each 1–5, each can be skipped. A few words
 * of praise are a page of their own. */
#include "answers.h"
#include "common.h"

#include <math.h>
#include <stdio.h>

static void draw_mark(Kiosk *k, Rect r, int factor, int mark) {
    int *now = &k->visit.marks[factor];
    char digit[2] = {(char)('0' + mark), '\0'};
    Button b = {.label = digit,
                .look = mark <= *now  ? BUTTON_PRIMARY
                        : k->ui.large ? BUTTON_PLAIN
                                      : BUTTON_SUNKEN,
                .px = k->ui.large ? 48 : 34};
    if (!ui_button(&k->ui, ui_id(&k->ui, "factor.%s.%d", k->survey.factors[factor].id, mark), r, b)) return;
    *now = *now == mark ? 0 : mark;
    k->visit.marks_ms = k->mono - k->visit.factors_mono;
    answers_keep_now(k);
}

static void draw_factor(Kiosk *k, Rect r, int i) {
    const SurveyFactor *f = &k->survey.factors[i];
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

static void draw_plain(Kiosk *k, Rect body) {
    ui_card(&k->ui, body);
    Rect hint = cut_top(&body, 60, 0);
    ui_text(&k->ui, (Rect){hint.x + 40, hint.y + 14, hint.w - 80, 46}, w(k, W_FACTORS_SUB), style_label(k));
    for (int i = 0; i < k->survey.n_factors; i++) draw_factor(k, grid_cell(body, 1, k->survey.n_factors, i, 0), i);
}

/* Large and low: one factor a page; a mark leads on to the next. */
static void draw_one(Kiosk *k, Rect body) {
    Visit *v = &k->visit;
    int n = k->survey.n_factors, at = v->factor_at < n ? v->factor_at : n - 1;
    if (n == 0) return;
    const SurveyFactor *f = &k->survey.factors[at];
    float name_h = scaled(k, 84), hint_h = scaled(k, 46);
    Rect block = centered(screen_see(k), body.w, 2 * hint_h + name_h + 28);
    ui_text(&k->ui, cut_top(&block, hint_h, 12), wf(k, W_WHY_COUNT, at + 1, n), center(style_label(k)));
    ui_text(&k->ui, cut_top(&block, name_h, 16), pick(k, f->zh, f->en),
            style(60, true, k->ui.theme->ink, ALIGN_CENTER));
    ui_text(&k->ui, block, w(k, W_FACTORS_SUB), center(style_label(k)));
    Rect ways = cut_bottom(&body, TOUCH_MIN_LARGE, 24), marks = centered(body, body.w, fminf(body.h, 260));
    int before = v->marks[at];
    for (int mark = 1; mark <= 5; mark++) draw_mark(k, grid_cell(marks, 5, 1, mark - 1, 20), at, mark);
    bool marked = v->marks[at] && v->marks[at] != before;
    Button prev = {.label = w(k, W_FACTORS_PREV), .icon = "back", .disabled = at == 0};
    Button next = {.label = w(k, W_FACTORS_NEXT), .icon = "next", .icon_after = true, .disabled = at == n - 1};
    if (ui_button(&k->ui, "factors.prev", grid_cell(ways, 2, 1, 0, 20), prev)) v->factor_at = at - 1, k->again = true;
    if (ui_button(&k->ui, "factors.next", grid_cell(ways, 2, 1, 1, 20), next) || (marked && at < n - 1))
        v->factor_at = at + 1, k->again = true;
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, W_FACTORS_TITLE), NULL, ANSWERS_HEAD_W);
    Rect foot = screen_actions(k, &body, NULL);
    answers_head(k, "2 / 3", &foot);
    if (k->ui.large)
        draw_one(k, body);
    else
        draw_plain(k, body);
    if (answers_submit(k, &foot, "factors.submit")) answers_send(k);
    if (foot_button(k, &foot, "factors.skip", W_SKIP, BUTTON_PLAIN)) answers_next(k);
    Button words = {.icon = "edit", .look = *v->words.text ? BUTTON_PLAIN : BUTTON_BARE, .px = 28, .radius = 24};
    label_fitting(k, &words, foot.w - 32, W_FACTORS_WORDS, W_FACTORS_WORDS_SHORT);
    float width = fminf(ui_button_width(&k->ui, words, 28), foot.w);
    if (ui_button(&k->ui, "factors.words", cut_left(&foot, width, 0), words)) nav_go(k, SCREEN_WORDS);
}

static void enter(Kiosk *k) {
    k->visit.answers_progress = PROGRESS_NONE;
    k->visit.factor_at = 0;
    k->visit.factors_mono = k->mono;
}

const Screen screen_factors = {.id = "factors", .draw = draw, .enter = enter};
