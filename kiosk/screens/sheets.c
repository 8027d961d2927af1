/* Sheets over a screen: calling somebody (asked once more before it is done), and "are you still there?". */
#include "common.h"

#include <stdio.h>
#include <string.h>

static Rect sheet_open(Kiosk *k, float width, float height) {
    ui_modal(&k->ui);
    float most = k->ui.width - 2 * MARGIN;
    Rect place = k->ui.large ? rect_inset(k->ui.low, 0, 24) : (Rect){0, 0, k->ui.width, k->ui.height};
    width = scaled(k, width);
    height = k->ui.large && height * 1.2f < place.h ? height * 1.2f : height < place.h ? height : place.h;
    Rect sheet = centered(place, width < most ? width : most, height);
    ui_card(&k->ui, sheet);
    return rect_inset(sheet, 56, 56);
}

/* --- call ------------------------------------------------------------------------------------------------------------
 */

static const char *call_question(Kiosk *k) {
    const char *kind = k->visit.call_kind;
    const Order *o = my_order(k);
    if (strcmp(kind, "manager") == 0) return w(k, W_CALL_MANAGER);
    if (strcmp(kind, "bar") == 0) return w(k, W_CALL_BAR);
    if (strcmp(kind, "help") == 0) return w(k, W_CALL_HELP);
    return o && *o->advisor ? wf(k, W_CALL_ADVISOR_NAMED, o->advisor) : w(k, W_CALL_ADVISOR);
}

static const char *call_state(Kiosk *k) {
    const Visit *v = &k->visit;
    if (v->call_done) return w(k, W_CALL_DONE);
    if (v->call_taken) return *v->call_by ? wf(k, W_CALL_TAKEN, v->call_by) : w(k, W_CALL_TAKEN_SOMEONE);
    return w(k, W_CALL_SENT);
}

static void post_call(Kiosk *k) {
    Visit *v = &k->visit;
    v->call_progress = PROGRESS_SAVING;
    Job job = job_new(k, JOB_CALL, v->call_key);
    snprintf(job.call_kind, sizeof job.call_kind, "%s", v->call_kind);
    snprintf(job.about, sizeof job.about, "%s", v->call_about);
    if (!*job.order_no) snprintf(job.order_no, sizeof job.order_no, "%s", v->pick_no);
    k->post(k->post_ctx, &job);
    k->again = true;
}

static void close_sheet(Kiosk *k) {
    k->visit.sheet = SHEET_NONE;
    k->again = true;
}

static void draw_ask(Kiosk *k, Rect in) {
    Visit *v = &k->visit;
    const Theme *t = k->ui.theme;
    bool failed = v->call_progress == PROGRESS_FAILED, saving = v->call_progress == PROGRESS_SAVING;
    ui_text(&k->ui, cut_top(&in, scaled(k, 64), 12), call_question(k), style_title(k));
    const char *sub = failed ? w(k, W_NOT_SAVED) : w(k, W_CALL_SUB);
    TextStyle s = style_body(k);
    s.color = failed ? t->accent : t->ink2;
    Rect buttons = cut_bottom(&in, k->ui.touch_min, 12);
    ui_paragraph(&k->ui, in, sub, s, scaled(k, 42));
    Rect yes = cut_right(&buttons, (buttons.w - 24) / 2, 24);
    if (ui_button(&k->ui, "call.cancel", buttons, (Button){.label = w(k, W_CANCEL), .look = BUTTON_SUNKEN}))
        close_sheet(k);
    Button b = {.label = w(k, saving ? W_SAVING : W_CALL_YES), .look = BUTTON_ACCENT, .disabled = saving};
    if (ui_button(&k->ui, "call.yes", yes, b)) post_call(k);
}

static void draw_sent(Kiosk *k, Rect in) {
    const Theme *t = k->ui.theme;
    Rect head = cut_top(&in, scaled(k, 120), 0);
    Rect circle = cut_left(&head, 96, 32);
    circle = centered(circle, 96, 96);
    ui_fill(&k->ui, circle, t->go_soft, 48);
    ui_icon(&k->ui, rect_inset(circle, 24, 24), k->visit.call_taken ? "user" : "check", t->go);
    Rect text = centered(head, head.w, scaled(k, 98) + 4);
    ui_text(&k->ui, cut_top(&text, scaled(k, 60), 4), call_state(k), style_title(k));
    if (!k->visit.call_done) ui_text(&k->ui, text, w(k, W_CALL_SENT_SUB), style_label(k));
    Button close = {.label = w(k, W_CALL_CLOSE), .look = BUTTON_PRIMARY};
    if (ui_button(&k->ui, "call.close", cut_bottom(&in, k->ui.touch_min, 0), close)) close_sheet(k);
}

void sheet_call_draw(Kiosk *k) {
    bool sent = k->visit.call_progress == PROGRESS_SAVED;
    Rect in = sheet_open(k, 860, sent ? 376 : 420);
    if (sent)
        draw_sent(k, in);
    else
        draw_ask(k, in);
}

/* --- still there?
 * ------------------------------------------------------------------------------------------------------- */

void sheet_idle_draw(Kiosk *k, int seconds_left) {
    Rect in = sheet_open(k, 980, 460);
    ui_text(&k->ui, cut_top(&in, scaled(k, 84), 12), w(k, W_IDLE_TITLE),
            style(60, true, k->ui.theme->ink, ALIGN_CENTER));
    ui_text(&k->ui, cut_top(&in, scaled(k, 46), 0), wf(k, W_IDLE_SUB, seconds_left), center(style_body(k)));
    Button stay = {.label = w(k, W_IDLE_STAY), .look = BUTTON_ACCENT, .px = 40};
    ui_button(&k->ui, "idle.stay", cut_bottom(&in, 140, 0), stay); /* any touch stays; this is where it looks natural */
}
