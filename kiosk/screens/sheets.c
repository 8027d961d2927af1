/* Sheets over a screen: calling somebody and asking for more (each asked once more before it is done), and "are you
 * still there?". */
#include "common.h"
#include "purpose.h"

#include <stdio.h>
#include <string.h>

static Rect sheet_open(Kiosk *k, float width, float height) {
    ui_modal(&k->ui);
    float most = k->ui.width - 2 * MARGIN;
    Rect place = k->ui.large ? rect_inset(k->ui.low, 0, 24) : (Rect){0, 0, k->ui.width, k->ui.height};
    width = scaled(k, width);
    bool tight = k->ui.large && height * 1.2f >= place.h;
    height = k->ui.large && !tight ? height * 1.2f : height < place.h ? height : place.h;
    Rect sheet = centered(place, width < most ? width : most, height);
    ui_card(&k->ui, sheet);
    return rect_inset(sheet, 56, tight ? 32 : 56);
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
    if (v->call_taken && *v->call_by && strcmp(v->call_kind, "manager") == 0)
        return wf(k, W_CALL_MANAGER_TAKEN, v->call_by);
    if (v->call_taken) return *v->call_by ? wf(k, W_CALL_TAKEN, v->call_by) : w(k, W_CALL_TAKEN_SOMEONE);
    return w(k, strcmp(v->call_kind, "advisor") == 0 ? W_CALL_SENT_ADVISOR : W_CALL_SENT);
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

/* One question and its second tap; true when it was made. *more (NULL = none) is a row of the caller's own above the
 * buttons; words take its place when something failed: then its height is 0. */
static bool draw_question(Kiosk *k, Rect in, const char *id, const char *title, const char *sub, const char *yes_words,
                          Progress progress, Rect *more) {
    const Theme *t = k->ui.theme;
    bool failed = progress == PROGRESS_FAILED, saving = progress == PROGRESS_SAVING;
    ui_text(&k->ui, cut_top(&in, scaled(k, 64), 12), title, style_title(k));
    TextStyle s = style_body(k);
    s.color = failed ? t->accent : t->ink2;
    Rect buttons = cut_bottom(&in, k->ui.touch_min, 12);
    if (more) *more = failed ? (Rect){0} : cut_bottom(&in, k->ui.touch_min + 12, 0);
    if (!more || failed || in.h >= scaled(k, 42))
        ui_paragraph(&k->ui, in, failed ? w(k, W_NOT_SAVED) : sub, s, scaled(k, 42));
    Rect yes = cut_right(&buttons, (buttons.w - 24) / 2, 24);
    if (ui_button(&k->ui, ui_id(&k->ui, "%s.cancel", id), buttons,
                  (Button){.label = w(k, W_CANCEL), .look = BUTTON_SUNKEN}))
        close_sheet(k);
    Button b = {.label = saving ? w(k, W_SAVING) : yes_words, .look = BUTTON_ACCENT, .disabled = saving};
    return ui_button(&k->ui, ui_id(&k->ui, "%s.yes", id), yes, b);
}

/* It was sent: what happens now. */
static void draw_told(Kiosk *k, Rect in, const char *id, const char *icon, const char *state, const char *sub) {
    const Theme *t = k->ui.theme;
    Rect head = cut_top(&in, scaled(k, 120), 0);
    Rect circle = cut_left(&head, 96, 32);
    circle = centered(circle, 96, 96);
    ui_fill(&k->ui, circle, t->go_soft, 48);
    ui_icon(&k->ui, rect_inset(circle, 24, 24), icon, t->go);
    Rect text = centered(head, head.w, scaled(k, 98) + 4);
    ui_text(&k->ui, cut_top(&text, scaled(k, 60), 4), state, style_title(k));
    if (*sub) ui_text(&k->ui, text, sub, style_label(k));
    Button close = {.label = w(k, W_CALL_CLOSE), .look = BUTTON_PRIMARY};
    if (ui_button(&k->ui, ui_id(&k->ui, "%s.close", id), cut_bottom(&in, k->ui.touch_min, 0), close)) close_sheet(k);
}

void sheet_call_draw(Kiosk *k) {
    bool sent = k->visit.call_progress == PROGRESS_SAVED;
    Rect in = sheet_open(k, 860, sent && !called_is_late(k) ? 376 : 420);
    const Visit *v = &k->visit;
    if (sent && called_is_late(k)) {
        if (draw_question(k, in, "late", w(k, W_CALL_LATE), w(k, W_CALL_LATE_SUB), w(k, W_CALL_AGAIN), k->called.again,
                          NULL))
            called_ask_again(k);
    } else if (sent)
        draw_told(k, in, "call", v->call_taken ? "user" : "check", call_state(k),
                  v->call_done ? "" : w(k, W_CALL_SENT_SUB));
    else if (draw_question(k, in, "call", call_question(k), w(k, W_CALL_SUB), w(k, W_CALL_YES), v->call_progress, NULL))
        post_call(k);
}

/* --- leads -----------------------------------------------------------------------------------------------------------
 */

static const char *lead_question(Kiosk *k) {
    static const struct {
        const char *kind;
        Word question;
    } questions[] = {
        {"show", W_LEAD_SHOW},         {"callback", W_LEAD_CALLBACK}, {"prepaid", W_LEAD_PREPAID},
        {"renewal", W_LEAD_RENEWAL},   {"warranty", W_LEAD_WARRANTY}, {"booking", W_LEAD_BOOKING},
        {"trade_in", W_LEAD_TRADE_IN},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (strcmp(k->visit.lead_kind, questions[i].kind) == 0) return w(k, questions[i].question);
    return w(k, W_LEAD_CALLBACK);
}

void lead_post(Kiosk *k) {
    Visit *v = &k->visit;
    v->lead_progress = PROGRESS_SAVING;
    Job job = job_new(k, JOB_LEAD, v->lead_key);
    snprintf(job.lead_kind, sizeof job.lead_kind, "%s", v->lead_kind);
    snprintf(job.lead_desk, sizeof job.lead_desk, "%s", v->lead_desk);
    snprintf(job.about, sizeof job.about, "%s", v->lead_about);
    snprintf(job.detail, sizeof job.detail, "%s", v->lead_detail);
    snprintf(job.phone, sizeof job.phone, "%s", v->lead_phone);
    purpose_put(&job, purpose_of_lead(k));
    k->post(k->post_ctx, &job);
    k->again = true;
}

/* The number that is on record, masked, and the way to another one. */
static void draw_number(Kiosk *k, Rect r) {
    Button other = {.label = w(k, W_ASK_OTHER_NUMBER), .look = BUTTON_SUNKEN, .px = 28};
    r = cut_top(&r, k->ui.touch_min, 0);
    Rect at = cut_right(&r, ui_button_width(&k->ui, other, 32), 24);
    ui_text(&k->ui, r, k->ask.number, style(44, true, k->ui.theme->ink, ALIGN_LEFT));
    if (!ui_button(&k->ui, "lead.number", at, other)) return;
    close_sheet(k);
    nav_go(k, SCREEN_CALLME);
}

typedef struct LeadWords {
    Word sub, yes, sent, sent_sub;
} LeadWords;

static LeadWords lead_words(const char *kind) {
    if (strcmp(kind, "show") == 0)
        return (LeadWords){W_ASK_SHOW_SUB, W_ASK_SHOW_YES, W_ASK_SHOW_SENT, W_ASK_SHOW_SENT_SUB};
    if (strcmp(kind, "callback") == 0)
        return (LeadWords){W_ASK_CALL_SUB, W_ASK_CALL_YES, W_ASK_CALL_SENT, W_ASK_CALL_SUB};
    return (LeadWords){W_LEAD_SUB, W_LEAD_YES, W_LEAD_SENT, W_LEAD_SENT_SUB};
}

void sheet_lead_draw(Kiosk *k) {
    Visit *v = &k->visit;
    bool sent = v->lead_progress == PROGRESS_SAVED;
    bool number = strcmp(v->lead_kind, "callback") == 0 && *k->ask.number;
    LeadWords words = lead_words(v->lead_kind);
    Rect in = sheet_open(k, 860, sent ? 376 : number ? 500 : 420), more = {0};
    if (sent) {
        draw_told(k, in, "lead", "check", w(k, words.sent), w(k, words.sent_sub));
        return;
    }
    bool yes = draw_question(k, in, "lead", lead_question(k), w(k, words.sub), w(k, words.yes), v->lead_progress,
                             number ? &more : NULL);
    if (more.h > 0) draw_number(k, more);
    if (yes) lead_post(k);
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
