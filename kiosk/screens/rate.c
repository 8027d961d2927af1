/* The first step of rating: five faces. One tap is already saved (domain.md 4); another face within the visit changes
 * the same row. A touch within the first 400 ms is not taken: it was meant for the screen before. */
#include "answers.h"
#include "common.h"

#include <stdio.h>

static void tap_face(Kiosk *k, int score) {
    Visit *v = &k->visit;
    if (k->mono - v->rate_shown_mono < setting(k, "rate.guard_ms")) return;
    survey_begin(k);
    if (!uuid_is_set(&v->rating_id)) v->rating_id = uuid_new();
    v->score = score;
    v->complaining = false;
    v->rated_mono = k->mono;
    v->rating_progress = PROGRESS_SAVING;
    v->rating_pending++;
    Job job = job_new(k, JOB_RATING, v->rating_id);
    job.rating_id = v->rating_id;
    job.score = score;
    job.face_ms = k->mono - v->rate_shown_mono;
    job.questionnaire_version = k->survey.version;
    if (v->anonymous) job.order_no[0] = '\0';
    k->post(k->post_ctx, &job);
    nav_go(k, score <= 3 ? SCREEN_WHY : SCREEN_FACTORS);
}

static const char *face_word(const Kiosk *k, int score) {
    const SurveyChoice *own = &k->survey.faces[score - 1];
    return *own->zh ? pick(k, own->zh, own->en) : w(k, (Word)(W_FACE_1 + score - 1));
}

static void draw_face(Kiosk *k, Rect r, int score) {
    const char *id = ui_id(&k->ui, "rate.face.%d", score);
    bool tapped = ui_target_hit(&k->ui, id, r, r);
    float label_h = k->ui.large ? 72 : 56, room = r.h - label_h - 24;
    float size = r.w < room ? r.w : room;
    if (size > 268) size = 268;
    Rect face = {r.x + (r.w - size) / 2, r.y + (room - size) / 2, size, size};
    face = ui_sink(&k->ui, id, face);
    Color ground, features;
    face_colors(k->ui.theme, score, &ground, &features);
    ui_fill(&k->ui, face, ui_sink_color(&k->ui, id, ground, features), face.w / 2);
    ui_mask(&k->ui, face, ui_id(&k->ui, "assets/faces/%d.svg", score), features);
    Rect label = {r.x, face.y + size + 20, r.w, label_h};
    ui_text(&k->ui, label, face_word(k, score), center(style_head(k)));
    if (tapped) tap_face(k, score);
}

/* Five in a row, or three over two where the panel is narrow. */
static void draw_faces(Kiosk *k, Rect r) {
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    float cell = portrait ? 300 : large ? r.w / 5 : 312, gap = portrait ? 20 : 0;
    for (int i = 0; i < 5; i++) {
        if (!portrait) {
            draw_face(k, grid_cell(centered(r, cell * 5, r.h), 5, 1, i, 0), i + 1);
            continue;
        }
        int in_row = i < 3 ? 3 : 2;
        Rect row = grid_cell(r, 1, 2, i < 3 ? 0 : 1, large ? 16 : 40);
        row = centered(row, cell * (float)in_row + gap * (float)(in_row - 1), row.h);
        draw_face(k, grid_cell(row, in_row, 1, i < 3 ? i : i - 3, gap), i + 1);
    }
}

/* A rating that is there already follows. */
static void tie_again(Kiosk *k) {
    k->again = true;
    if (k->visit.score) answers_keep_now(k);
}

/* On a narrow panel the foot has no room for it; the head ends with the bell there. */
static bool case_in_head(const Kiosk *k) {
    return ui_portrait(&k->ui) && !k->ui.large;
}

static void draw_case(Kiosk *k, float right) {
    Button b = {.label = w(k, W_RATE_CASE), .look = BUTTON_PLAIN, .px = 28, .radius = 24};
    float width = ui_button_width(&k->ui, b, 32);
    if (ui_button(&k->ui, "rate.case", (Rect){right - width, 40, width, 96}, b)) case_page_ask(k);
}

static void draw_head(Kiosk *k) {
    float end = k->ui.width - MARGIN - (case_in_head(k) ? 96 : 0);
    ui_text(&k->ui, (Rect){end - 200, 40, 200, 96}, "1 / 3", right(style_label(k)));
    if (case_in_head(k) && !*k->visit.order_no) draw_case(k, end - 100);
}

static void draw_buttons(Kiosk *k, Rect row) {
    Visit *v = &k->visit;
    if (foot_button(k, &row, "rate.complain", W_RATE_COMPLAIN, BUTTON_PLAIN)) {
        survey_begin(k);
        v->complaining = true;
        v->score = 0;
        nav_go(k, SCREEN_WHY);
    }
    if (*v->order_no) {
        Word change = v->anonymous ? W_RATE_TIE : W_RATE_MAKE_ANONYMOUS;
        if (foot_button(k, &row, "rate.anonymous", change, BUTTON_PLAIN)) v->anonymous = !v->anonymous, tie_again(k);
    }
    if (!case_in_head(k) && !*v->order_no && foot_button(k, &row, "rate.case", W_RATE_CASE, BUTTON_PLAIN))
        case_page_ask(k);
    bool tied = *v->order_no && !v->anonymous;
    foot_note(k, row, w(k, tied ? W_RATE_TIED : W_RATE_ANONYMOUS));
}

static void draw_question(Kiosk *k, Rect r) {
    float px = ui_portrait(&k->ui) ? 68 : 80, line = k->ui.large ? 124 : 96, hint = k->ui.large ? 62 : 46;
    Rect block = centered(r, r.w, line + 20 + hint);
    ui_text(&k->ui, cut_top(&block, line, 20), w(k, W_RATE_QUESTION), style(px, true, k->ui.theme->ink, ALIGN_CENTER));
    ui_text(&k->ui, block, w(k, W_RATE_HINT), style(32, false, k->ui.theme->ink2, ALIGN_CENTER));
}

static void draw(Kiosk *k) {
    Rect body = screen_header(k, NULL, NULL, 0);
    draw_head(k);
    Rect buttons = screen_actions(k, &body, NULL);
    if (k->ui.large) {
        draw_question(k, screen_see(k));
        draw_faces(k, body);
    } else {
        float question_h = 96 + 20 + 46, faces_h = ui_portrait(&k->ui) ? 760 : 352;
        Rect block = centered(body, body.w, question_h + 64 + faces_h);
        block.y -= 20;
        draw_question(k, cut_top(&block, question_h, 64));
        draw_faces(k, block);
    }
    draw_buttons(k, buttons);
}

static void enter(Kiosk *k) {
    k->visit.rate_shown_mono = k->mono;
}

const Screen screen_rate = {.id = "rate", .draw = draw, .enter = enter};
