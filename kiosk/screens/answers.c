/* The answers of steps 2 and 3: sending them, and the parts their screens share. */
#include "answers.h"

#include "purpose.h"

#include "common.h"
#include "own.h"

#include "rules/mask.h"
#include "ui/grapheme.h"

#include <stdio.h>
#include <string.h>

void survey_begin(Kiosk *k) {
    Visit *v = &k->visit;
    if (v->answering) return;
    v->answering = true;
    v->words.max_chars = (size_t)k->survey.words_max;
}

void answers_reasons(const Kiosk *k, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < k->survey.n_reasons; i++) {
        if (!k->visit.reasons[i]) continue;
        int n = snprintf(out + used, size - used, "%s%s", used ? " " : "", k->survey.reasons[i].id);
        if (n < 0 || used + (size_t)n >= size) return;
        used += (size_t)n;
    }
}

bool answers_said_something(const Kiosk *k) {
    for (int i = 0; i < k->survey.n_reasons; i++)
        if (k->visit.reasons[i]) return true;
    return *k->visit.words.text != '\0';
}

/* What was tapped: all but own words and number. */
static void put_taps(Kiosk *k, Job *job) {
    Visit *v = &k->visit;
    if (!v->complaining) job->rating_id = v->rating_id;
    job->score = v->score;
    job->questionnaire_version = k->survey.version;
    job->complaint_id = v->complaint_id;
    answers_reasons(k, job->reasons, sizeof job->reasons);
    memcpy(job->factors, k->survey.factors, sizeof job->factors);
    memcpy(job->marks, v->marks, sizeof job->marks);
    job->n_factors = k->survey.n_factors;
    job->nps = v->nps;
    if (v->marks_ms) job->marks_ms = v->marks_ms;
    if (v->anonymous) job->order_no[0] = '\0';
}

void answers_keep_now(Kiosk *k) {
    Visit *v = &k->visit;
    k->again = true;
    if (!v->score && !v->complaining) return; /* taken back */
    if (!uuid_is_set(&v->complaint_id)) v->complaint_id = uuid_new();
    Job job = job_new(k, JOB_KEEP, v->complaint_id);
    put_taps(k, &job);
    k->post(k->post_ctx, &job);
}

void answers_send(Kiosk *k) {
    Visit *v = &k->visit;
    if (!uuid_is_set(&v->voice_id)) v->voice_id = uuid_new();
    if (!uuid_is_set(&v->complaint_id)) v->complaint_id = uuid_new();
    Job job = job_new(k, JOB_ANSWERS, v->voice_id);
    put_taps(k, &job);
    job.voice_id = v->voice_id;
    snprintf(job.words, sizeof job.words, "%s", v->words.text);
    job.consent = v->consent;
    if (v->consent && !phone_normal(v->phone.text, job.phone, sizeof job.phone)) job.phone[0] = '\0';
    purpose_put(&job, purpose_of_answers(k));
    v->answers_progress = PROGRESS_SAVING;
    v->answers_pending++;
    k->post(k->post_ctx, &job);
    k->again = true;
}

void answers_finish(Kiosk *k) {
    Visit *v = &k->visit;
    if (v->complaining || v->rating_progress == PROGRESS_SAVED || v->rating_progress == PROGRESS_NONE) {
        nav_go(k, SCREEN_THANKS);
        return;
    }
    v->nps = -1;
    v->phone.text[0] = '\0';
    v->consent = v->phone_bad = false;
    answers_send(k);
}

void answers_next(Kiosk *k) {
    if (!own_go_on(k, -1)) answers_last(k);
}

void answers_last(Kiosk *k) {
    if (k->survey.nps || k->survey.contact)
        nav_go(k, SCREEN_RECOMMEND);
    else
        answers_finish(k);
}

static void undo(Kiosk *k) {
    Visit *v = &k->visit;
    Job job = job_new(k, JOB_RATING_UNDO, v->rating_id);
    job.rating_id = v->rating_id;
    v->rating_progress = PROGRESS_SAVING;
    v->rating_pending++;
    k->post(k->post_ctx, &job);
    v->score = 0;
    v->rated_mono = 0;
    while (v->depth > 1 && v->back[v->depth - 1] != SCREEN_RATE) v->depth--;
    nav_back(k);
}

/* Who reads large has three times as long. */
static Ms undo_until(const Kiosk *k) {
    return k->visit.rated_mono + setting(k, "rate.undo_seconds") * MS_SECOND * (k->ui.large ? 3 : 1);
}

void answers_head(Kiosk *k, const char *step, Rect *buttons) {
    Visit *v = &k->visit;
    bool rated = v->rated_mono && !v->complaining, large = k->ui.large;
    bool sent = uuid_is_set(&v->voice_id); /* what was sent on purpose stands */
    bool undoable = rated && !sent && k->mono < undo_until(k);
    Rect r = {k->ui.width - MARGIN - scaled(k, 76), 40, scaled(k, 76), 96};
    ui_text(&k->ui, r, step, right(style_label(k)));
    Button b = {.label = w(k, W_RATE_UNDO), .look = BUTTON_SUNKEN, .px = 28, .radius = 24};
    float width = ui_button_width(&k->ui, b, 28);
    Rect at = {r.x - 24 - width, 48, width, 80};
    if (large && rated) at = cut_left(buttons, width, 24); /* kept free afterwards: nothing moves under a finger */
    if (!undoable) return;
    ui_wake_at(&k->ui, undo_until(k));
    float pill_y = 88 - ui_pill_height(&k->ui) / 2;
    if (v->rating_progress == PROGRESS_SAVED)
        ui_pill(&k->ui, (large ? r.x : at.x) - 16, pill_y, true, "check", w(k, W_RATE_SAVED), k->ui.theme->go,
                k->ui.theme->go_soft);
    if (ui_button(&k->ui, "rate.undo", at, b)) undo(k);
}

void answers_field(Kiosk *k, Rect r, Field *field, Word placeholder) {
    Ui *ui = &k->ui;
    Visit *v = &k->visit;
    ui_card(ui, r);
    Rect in = rect_inset(r, 36, 12);
    FieldLook look = {.preedit = ui_keyboard_preedit(ui, &v->keyboard, field, &k->typing),
                      .placeholder = w(k, placeholder),
                      .px = 34,
                      .line_h = 46 * ui->zoom,
                      .read_only = ui->large};
    size_t n = field_count(field) + grapheme_count(look.preedit);
    const char *count = wf(k, W_WHY_COUNT, (int)n, (int)field->max_chars);
    TextStyle s = style(27, false, n > field->max_chars ? ui->theme->accent : ui->theme->ink2, ALIGN_RIGHT);
    bool tall = in.h > 180; /* fills from its top */
    if (tall) in = rect_inset(in, 0, 16);
    Rect count_at = cut_right(&in, ui_text_width(ui, count, s) + 2, 28);
    if (tall) count_at.h = look.line_h;
    ui_text(ui, count_at, count, s);
    if (ui_field(ui, "words.field", in, field, &v->words_view, look)) k->again = true;
}

bool answers_submit(Kiosk *k, Rect *foot, const char *id) {
    Visit *v = &k->visit;
    bool saving = v->answers_progress == PROGRESS_SAVING;
    Button b = {
        .label = w(k, saving ? W_SAVING : W_SUBMIT), .look = BUTTON_ACCENT, .px = 28, .radius = 24, .disabled = saving};
    float width = ui_button_width(&k->ui, b, 32);
    if (width < k->ui.touch_min) width = k->ui.touch_min;
    bool tapped = ui_button(&k->ui, id, cut_right(foot, width, 24), b);
    bool face_lost = v->rating_progress == PROGRESS_FAILED && v->answers_progress == PROGRESS_NONE && !v->complaining;
    if (v->answers_progress == PROGRESS_FAILED || face_lost) {
        Rect bar = {MARGIN, k->ui.height - BAR_H - 84, k->ui.width - 2 * MARGIN, 72};
        ui_fill(&k->ui, bar, k->ui.theme->accent_soft, 24);
        const char *says = says_error(k, face_lost ? &v->rating_err : &v->answers_err);
        ui_text(&k->ui, rect_inset(bar, 28, 0), says, style(27, true, k->ui.theme->accent, ALIGN_LEFT));
    }
    return tapped;
}
