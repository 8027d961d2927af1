/* The store's own questions, one a page behind the second step: to choose from, a scale, or text. What is tapped is in
 * the file at once; text is the customer's until they go on with it. Each can be skipped. */
#include "own.h"

#include "answers.h"
#include "chips.h"
#include "common.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const OwnQuestion *question_of(const Kiosk *k) {
    return &k->survey.questions[k->visit.own_at];
}

/* ---- which comes next ---- */

/* Of the opened car nothing is used once the rating is anonymous. */
static QuestionFacts facts_of(const Kiosk *k, char *reasons, size_t size) {
    const Visit *v = &k->visit;
    const Order *o = v->anonymous ? NULL : my_order(k);
    QuestionFacts f = {.score = v->complaining ? 0 : v->score, .kind = "", .reasons = reasons};
    answers_reasons(k, reasons, size);
    if (o) {
        f.kind = kind_id(o->kind);
        f.visits = k->car.facts.visits_12m > 0 ? k->car.facts.visits_12m : 0;
    }
    for (int i = 0; i < k->survey.n_questions; i++) f.answers[i] = v->own[i];
    return f;
}

bool own_go_on(Kiosk *k, int after) {
    char reasons[REASONS_SIZE];
    QuestionFacts facts = facts_of(k, reasons, sizeof reasons);
    for (int i = after + 1; i < k->survey.n_questions; i++) {
        if (!question_is_shown(&k->survey, i, &facts)) continue;
        k->visit.own_at = i;
        nav_go(k, SCREEN_OWN);
        return true;
    }
    return false;
}

static void go_on(Kiosk *k) {
    if (!own_go_on(k, k->visit.own_at)) answers_last(k);
}

/* ---- answering ---- */

static void post(Kiosk *k) {
    Visit *v = &k->visit;
    const OwnQuestion *q = question_of(k);
    if (!uuid_is_set(&v->own_key[v->own_at])) v->own_key[v->own_at] = uuid_new();
    Job job = job_new(k, JOB_OWN, v->own_key[v->own_at]);
    if (!v->complaining) job.rating_id = v->rating_id;
    job.complaint_id = v->complaint_id;
    job.questionnaire_version = k->survey.version;
    snprintf(job.question, sizeof job.question, "%s", q->id);
    snprintf(job.question_kind, sizeof job.question_kind, "%s", question_kind_id(q->kind));
    snprintf(job.reasons, sizeof job.reasons, "%s", v->own[v->own_at]);
    if (q->kind == QUESTION_TEXT) snprintf(job.words, sizeof job.words, "%s", v->own_words[v->own_at].text);
    k->post(k->post_ctx, &job);
    k->again = true;
}

static void set_number(Kiosk *k, int number) {
    char *own = k->visit.own[k->visit.own_at], text[16];
    snprintf(text, sizeof text, "%d", number);
    bool same = strcmp(own, text) == 0;
    snprintf(own, OWN_VALUE_SIZE, "%s", same ? "" : text);
    post(k);
}

static void set_choice(Kiosk *k, int tapped) {
    const OwnQuestion *q = question_of(k);
    char *own = k->visit.own[k->visit.own_at], out[OWN_VALUE_SIZE] = "";
    size_t used = 0;
    for (int i = 0; i < q->n_options; i++) {
        bool was = survey_has_word(own, q->options[i].id), now = i == tapped ? !was : was;
        if (q->kind == QUESTION_ONE) now = i == tapped && !was;
        if (!now) continue;
        used += (size_t)snprintf(out + used, sizeof out - used, "%s%s", used ? " " : "", q->options[i].id);
    }
    memcpy(own, out, sizeof out);
    post(k);
}

/* Nothing of it stays. */
static void skip(Kiosk *k) {
    Visit *v = &k->visit;
    bool answered = *v->own[v->own_at] || uuid_is_set(&v->own_key[v->own_at]);
    v->own[v->own_at][0] = '\0';
    v->own_words[v->own_at].text[0] = '\0';
    v->own_words[v->own_at].cursor = 0;
    v->keyboard.letters[0] = '\0';
    if (answered) post(k);
    go_on(k);
}

static void next(Kiosk *k) {
    Visit *v = &k->visit;
    if (question_of(k)->kind == QUESTION_TEXT) {
        ui_keyboard_finish(&k->ui, &v->keyboard, &v->own_words[v->own_at], &k->typing);
        if (*v->own_words[v->own_at].text || uuid_is_set(&v->own_key[v->own_at])) post(k);
    }
    go_on(k);
}

/* ---- the page ---- */

/* Over the keyboard or the buttons; large and low, where it is read. Returns the height taken. */
static float draw_question(Kiosk *k, Rect r, float px) {
    const OwnQuestion *q = question_of(k);
    return ui_paragraph(&k->ui, r, pick(k, q->zh, q->en), style(px, true, k->ui.theme->ink, ALIGN_LEFT),
                        scaled(k, px * 1.4f));
}

static void draw_choices(Kiosk *k, Rect body) {
    Visit *v = &k->visit;
    const OwnQuestion *q = question_of(k);
    bool on[OPTIONS_MAX];
    int tapped;
    for (int i = 0; i < q->n_options; i++) on[i] = survey_has_word(v->own[v->own_at], q->options[i].id);
    Chips chips = {"own", q->options, on, q->n_options};
    ui_scroll_begin(&k->ui, "own.list", body, v->own_content, &v->own_scroll);
    v->own_content = chips_draw(k, (Rect){body.x, body.y - v->own_scroll.offset, body.w, body.h}, 120, chips, &tapped);
    ui_scroll_end(&k->ui);
    if (tapped >= 0) set_choice(k, tapped);
}

static void draw_scale(Kiosk *k, Rect body) {
    const OwnQuestion *q = question_of(k);
    const char *own = k->visit.own[k->visit.own_at];
    bool five = q->kind == QUESTION_SCALE5, narrow = ui_portrait(&k->ui) || k->ui.large;
    int low = five ? 1 : 0, high = five ? 5 : 10, cols = five ? 5 : narrow ? 6 : 11, rows = five || !narrow ? 1 : 2;
    Rect ends = cut_top(&body, scaled(k, 40), 16);
    ui_text(&k->ui, ends, pick(k, q->low_zh, q->low_en), style_label(k));
    ui_text(&k->ui, ends, pick(k, q->high_zh, q->high_en), right(style_label(k)));
    float most = (float)rows * 160 + (float)(rows - 1) * 20;
    Rect in = {body.x, body.y, body.w, body.h < most ? body.h : most};
    for (int n = low; n <= high; n++) {
        char label[16];
        snprintf(label, sizeof label, "%d", n);
        bool is = strcmp(own, label) == 0;
        Button b = {.label = label, .look = is ? BUTTON_PRIMARY : BUTTON_PLAIN, .px = k->ui.large ? 48 : 36};
        if (ui_button(&k->ui, ui_id(&k->ui, "own.%d", n), grid_cell(in, cols, rows, n - low, 20), b)) set_number(k, n);
    }
}

static void draw_text(Kiosk *k, Rect body) {
    Visit *v = &k->visit;
    Field *field = &v->own_words[v->own_at];
    Rect panel = words_panel(k, &body), head = {MARGIN, 36, k->ui.width - 2 * MARGIN - ANSWERS_HEAD_W, 124};
    bool above = k->ui.large && body.h < 360; /* no room beside the keyboard: where the title would be */
    float used = draw_question(k, above ? head : body, 34);
    if (!above) cut_top(&body, used, 16);
    answers_field(k, body, field, W_OWN_TEXT);
    if (words_keyboard_into(k, panel, field)) k->again = true;
}

static void draw_answers(Kiosk *k, Rect body) {
    const OwnQuestion *q = question_of(k);
    bool large = k->ui.large;
    if (!large) cut_top(&body, ui_portrait(&k->ui) ? 120 : 40, 0);
    Rect text = large ? screen_see(k) : body;
    float used = draw_question(k, text, large ? 34 : 52);
    if (q->kind == QUESTION_MANY)
        ui_text(&k->ui, (Rect){text.x, text.y + used + 8, text.w, scaled(k, 40)}, w(k, W_OWN_MANY), style_label(k));
    if (!large) cut_top(&body, used + 8 + (q->kind == QUESTION_MANY ? 40 : 0), 40);
    if (q->kind == QUESTION_ONE || q->kind == QUESTION_MANY)
        draw_choices(k, body);
    else
        draw_scale(k, body);
}

static void draw(Kiosk *k) {
    bool text = question_of(k)->kind == QUESTION_TEXT;
    Rect body = screen_header(k, text && k->ui.large ? NULL : w(k, W_OWN_TITLE), NULL, ANSWERS_HEAD_W);
    Rect foot = text ? screen_foot(k, NULL) : screen_actions(k, &body, NULL);
    answers_head(k, "2 / 3", &foot);
    if (text)
        draw_text(k, body);
    else
        draw_answers(k, body);
    if (foot_button(k, &foot, "own.next", W_WHY_NEXT, BUTTON_PRIMARY))
        next(k);
    else if (foot_button(k, &foot, "own.skip", W_SKIP, BUTTON_PLAIN))
        skip(k);
}

/* Come back to, it is the question that was asked at this depth of the way. */
static void enter(Kiosk *k) {
    Visit *v = &k->visit;
    if (k->way == WAY_BACK)
        for (int i = 0; i < k->survey.n_questions; i++)
            if (v->own_depth[i] == v->depth) v->own_at = i;
    v->own_depth[v->own_at] = v->depth;
    for (int i = 0; i < k->survey.n_questions; i++) /* what was asked further on is not on the way any more */
        if (i != v->own_at && v->own_depth[i] >= v->depth) v->own_depth[i] = 0;
    v->own_scroll = (Scroll){0};
    v->own_words[v->own_at].max_chars = (size_t)k->survey.words_max;
    v->words_view = (FieldView){0};
    v->answers_progress = PROGRESS_NONE;
}

const Screen screen_own = {.id = "own", .draw = draw, .enter = enter};
