/* The first step of rating: five faces. One tap is already saved (domain.md 4); another face within the visit changes
 * the same row. A touch within the first 400 ms is not taken: it was meant for the screen before. */
#include "common.h"

#include <stdio.h>

static void tap_face(Kiosk *k, int score) {
    Visit *v = &k->visit;
    if (k->mono - v->rate_shown_mono < setting(k, "rate.guard_ms")) return;
    if (!uuid_is_set(&v->rating_id)) v->rating_id = uuid_new();
    v->score = score;
    v->complaining = false;
    v->rated_mono = k->mono;
    v->rating_progress = PROGRESS_SAVING;
    v->rating_pending++;
    Job job = job_new(k, JOB_RATING, v->rating_id);
    job.rating_id = v->rating_id;
    job.score = score;
    job.questionnaire_version = setting(k, "survey.version");
    if (v->anonymous) job.order_no[0] = '\0';
    k->post(k->post_ctx, &job);
    nav_go(k, score <= 3 ? SCREEN_WHY : SCREEN_FACTORS);
}

static void draw_face(Kiosk *k, Rect r, int score) {
    const char *id = ui_id(&k->ui, "rate.face.%d", score);
    bool tapped = ui_target_hit(&k->ui, id, r, r);
    float size = r.w < r.h - 84 ? r.w : r.h - 84;
    if (size > 268) size = 268;
    if (ui_is_pressed(&k->ui, id)) size *= 0.94f;
    Rect face = {r.x + (r.w - size) / 2, r.y + (r.h - 84 - size) / 2, size, size};
    ui_picture(&k->ui, face, ui_id(&k->ui, "assets/faces/%d.svg", score), 0, CORNERS_ALL);
    ui_text(&k->ui, (Rect){r.x, r.y + r.h - 56, r.w, 48}, w(k, (Word)(W_FACE_1 + score - 1)), center(style_head(k)));
    if (tapped) tap_face(k, score);
}

static void draw_foot(Kiosk *k) {
    Visit *v = &k->visit;
    Rect foot = screen_foot(k, NULL);
    if (foot_button(k, &foot, "rate.complain", W_RATE_COMPLAIN, BUTTON_PLAIN)) {
        v->complaining = true;
        v->score = 0;
        nav_go(k, SCREEN_WHY);
    }
    if (*v->order_no) {
        Word change = v->anonymous ? W_RATE_TIE : W_RATE_MAKE_ANONYMOUS;
        if (foot_button(k, &foot, "rate.anonymous", change, BUTTON_PLAIN))
            v->anonymous = !v->anonymous, k->again = true;
    }
    bool tied = *v->order_no && !v->anonymous;
    foot_note(k, foot, w(k, tied ? W_RATE_TIED : W_RATE_ANONYMOUS));
}

static void draw(Kiosk *k) {
    const Theme *t = k->ui.theme;
    Rect body = screen_header(k, NULL, NULL, 0);
    ui_text(&k->ui, (Rect){k->ui.width - MARGIN - 200, 40, 200, 96}, "1 / 3", right(style_label(k)));
    bool portrait = ui_portrait(&k->ui);
    float faces_h = portrait ? 760 : 352;
    Rect block = centered(body, body.w, 96 + 20 + 46 + 64 + faces_h);
    block.y -= 20;
    ui_text(&k->ui, cut_top(&block, 96, 20), w(k, W_RATE_QUESTION),
            style(portrait ? 68 : 80, true, t->ink, ALIGN_CENTER));
    ui_text(&k->ui, cut_top(&block, 46, 64), w(k, W_RATE_HINT), style(32, false, t->ink2, ALIGN_CENTER));
    float cell = portrait ? 300 : 312;
    for (int i = 0; i < 5; i++) {
        Rect r;
        if (!portrait) {
            r = grid_cell(centered(block, cell * 5, faces_h), 5, 1, i, 0);
        } else {
            Rect row = {block.x, block.y + (i < 3 ? 0 : 400), block.w, 360};
            int in_row = i < 3 ? 3 : 2;
            r = grid_cell(centered(row, cell * (float)in_row + 20 * (float)(in_row - 1), 360), in_row, 1,
                          i < 3 ? i : i - 3, 20);
        }
        draw_face(k, r, i + 1);
    }
    draw_foot(k);
}

static void enter(Kiosk *k) {
    k->visit.rate_shown_mono = k->mono;
}

const Screen screen_rate = {.id = "rate", .draw = draw, .enter = enter};
