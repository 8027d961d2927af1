/* The second tap: what was decided, the new total and the new finish, to be sent or looked at again; then "sent". */
#include "common.h"

#include <math.h>
#include <stdio.h>

/* --- what was decided -----------------------------------------------------------------------------------------------
 */

static const char *said(Kiosk *k, const Deciding *d) {
    static const Word payers[] = {[WORK_PAYS_INSURER] = W_WORK_PAYS_INSURER,
                                  [WORK_PAYS_CUSTOMER] = W_WORK_PAYS_CUSTOMER,
                                  [WORK_PAYS_ASK] = W_WORK_PAYS_ASK};
    if (d->choice != WORK_YES || !d->pays) return choice_words(k, d->choice);
    return arena_printf(&k->ui.list->arena, "%s · %s", choice_words(k, d->choice), w(k, payers[d->pays]));
}

static void draw_row(Kiosk *k, Rect r, const Finding *f, const Deciding *d) {
    const Theme *t = k->ui.theme;
    TextStyle price = style(34, true, t->ink, ALIGN_RIGHT);
    bool yes = d->choice == WORK_YES;
    if (!yes) price.color = t->ink3;
    float price_w = fmaxf(scaled(k, 150), ui_text_width(&k->ui, finding_price(k, f), price) + 2);
    ui_text(&k->ui, cut_right(&r, price_w, 24), finding_price(k, f), price);
    const char *words = said(k, d);
    Rect pill = cut_right(&r, ui_pill_width(&k->ui, yes ? "check" : NULL, words), 24);
    ui_pill(&k->ui, pill.x, pill.y + (pill.h - ui_pill_height(&k->ui)) / 2, false, yes ? "check" : NULL, words,
            yes ? t->go : t->ink2, yes ? t->go_soft : t->sunken);
    ui_text(&k->ui, r, finding_what(k, f), style_body(k));
}

static int count_decided(Kiosk *k) {
    int n = 0;
    for (size_t i = 0; i < k->car.n_findings; i++) {
        const Deciding *d = finding_is_open(&k->car.findings[i]) ? finding_deciding(k, &k->car.findings[i]) : NULL;
        n += d && d->choice;
    }
    return n;
}

/* Large and low they stand where nobody can scroll: in two columns when one is too short. */
static void draw_rows(Kiosk *k, Rect r) {
    int n = count_decided(k), shown = 0;
    float row = scaled(k, 68);
    int cols = k->ui.large && !ui_portrait(&k->ui) && row * (float)n > r.h ? 2 : 1, rows = (n + cols - 1) / cols;
    ui_scroll_begin(&k->ui, "review.list", r, row * (float)rows, &k->visit.work.review_scroll);
    float y = r.y - k->visit.work.review_scroll.offset;
    for (size_t i = 0; i < k->car.n_findings; i++) {
        const Finding *f = &k->car.findings[i];
        const Deciding *d = finding_is_open(f) ? finding_deciding(k, f) : NULL;
        if (!d || !d->choice) continue;
        Rect at = grid_cell((Rect){r.x, 0, r.w, row}, cols, 1, shown / rows, 64);
        at.y = y + row * (float)(shown++ % rows);
        if (at.y + at.h > r.y && at.y < r.y + r.h) draw_row(k, at, f, d);
    }
    ui_scroll_end(&k->ui);
}

static void draw_sum(Kiosk *k, Rect r, const Decided *d) {
    const Theme *t = k->ui.theme;
    const char *figures[] = {show_fen(k, d->sum.added),
                             d->sum.total < 0 ? w(k, W_WORK_TOTAL_UNKNOWN) : show_fen(k, d->sum.total),
                             d->finish ? as_heading(k, show_time(k, d->finish)) : w(k, W_WORK_FINISH_UNKNOWN)};
    float px = findings_figures_px(k, figures, grid_cell(r, 3, 1, 0, 24).w, 48);
    static const Word labels[] = {W_WORK_ADDED, W_WORK_TOTAL, W_WORK_FINISH};
    for (int i = 0; i < 3; i++) {
        Rect at = grid_cell(r, 3, 1, i, 24);
        ui_text(&k->ui, cut_top(&at, scaled(k, 38), 0), w(k, labels[i]), style_label(k));
        ui_text(&k->ui, cut_top(&at, scaled(k, 64), 0), figures[i], style(px, true, t->ink, ALIGN_LEFT));
    }
}

static const char *note_words(Kiosk *k, const Decided *d) {
    const WorkVisit *v = &k->visit.work;
    int left = (int)findings_open(k) - d->now;
    if (v->progress == PROGRESS_FAILED) return says_error(k, &v->err);
    return left > 0 ? wf(k, W_WORK_LEFT_OPEN, left) : w(k, W_WORK_REVIEW_SUB);
}

static void send_buttons(Kiosk *k, Rect r, const Decided *d) {
    bool saving = k->visit.work.progress == PROGRESS_SAVING;
    Button back = {.label = w(k, W_WORK_BACK), .look = k->ui.large ? BUTTON_PLAIN : BUTTON_SUNKEN};
    Button send = {.label = w(k, saving ? W_SAVING : W_WORK_SEND),
                   .look = BUTTON_ACCENT,
                   .disabled = saving || !d->ready || d->advisor};
    Rect at = cut_right(&r, (r.w - 24) / 2, 24);
    if (ui_button(&k->ui, "review.back", r, back)) {
        nav_back(k);
        return;
    }
    if (ui_button(&k->ui, "review.send", at, send)) findings_send(k);
}

static void draw_ask(Kiosk *k) {
    Decided d = findings_decided(k);
    Rect body = screen_header(k, w(k, W_WORK_REVIEW_TITLE), NULL, 0);
    bool sending = k->visit.work.progress == PROGRESS_SAVING; /* the answers may be in the store before it is told so */
    if (d.now == 0 && !sending) { /* what was decided has changed under the hand: it is asked again */
        nav_back(k);
        return;
    }
    TextStyle note = style_label(k);
    if (k->visit.work.progress == PROGRESS_FAILED) note.color = k->ui.theme->accent, note.bold = true;
    if (k->ui.large) {
        Rect see = screen_see(k), send = cut_bottom(&body, 160, 16);
        send_buttons(k, send, &d);
        const char *words = note_words(k, &d);
        float lines = ui_text_width(&k->ui, words, note) > body.w ? 2 : 1;
        ui_paragraph(&k->ui, cut_bottom(&body, lines * 50, 16), words, note, 50);
        draw_sum(k, cut_bottom(body.h < scaled(k, 102) ? &see : &body, scaled(k, 102), 16), &d);
        draw_rows(k, see);
        screen_foot(k, NULL);
        return;
    }
    ui_card(&k->ui, body);
    Rect in = rect_inset(body, 52, 40);
    send_buttons(k, cut_bottom(&in, 104, 20), &d);
    ui_paragraph(&k->ui, cut_bottom(&in, 80, 20), note_words(k, &d), note, 40);
    draw_sum(k, cut_bottom(&in, 102, 20), &d);
    ui_line(&k->ui, in.x, in.y + in.h + 4, in.w);
    draw_rows(k, in);
    screen_foot(k, NULL);
}

/* --- sent ------------------------------------------------------------------------------------------------------------
 */

static void to_car(Kiosk *k) {
    k->visit.depth = 0;
    nav_go(k, SCREEN_MYCAR);
    k->visit.depth = 0;
}

static void draw_sent(Kiosk *k) {
    const Theme *t = k->ui.theme;
    const WorkVisit *v = &k->visit.work;
    bool large = k->ui.large;
    Rect whole = {MARGIN, 0, k->ui.width - 2 * MARGIN, large ? k->ui.low.y : k->ui.height - BAR_H};
    float words_h = 140 + 32 + scaled(k, 92) + 12 + scaled(k, 46);
    Rect block = centered(whole, whole.w, words_h + (large ? 0 : 56 + 96));
    Rect circle = centered(cut_top(&block, 140, 32), 140, 140);
    ui_fill(&k->ui, circle, t->go_soft, 70);
    ui_icon(&k->ui, rect_inset(circle, 36, 36), "check", t->go);
    ui_text(&k->ui, cut_top(&block, scaled(k, 92), 12), w(k, W_WORK_SENT),
            style(ui_portrait(&k->ui) ? 52 : 64, true, t->ink, ALIGN_CENTER));
    const char *sub = v->talk ? w(k, W_WORK_SENT_TALK) : wf(k, W_WORK_SENT_SUB, v->sent);
    ui_text(&k->ui, cut_top(&block, scaled(k, 46), 56), sub, style(32, false, t->ink2, ALIGN_CENTER));
    Button home = {.label = w(k, W_WORK_TO_CAR), .look = BUTTON_PRIMARY};
    Rect place = large ? screen_body(k) : block;
    if (ui_button(&k->ui, "review.car", centered(place, ui_button_width(&k->ui, home, 56), large ? 160 : 96), home)) {
        to_car(k);
        return;
    }
    screen_foot(k, NULL);
}

static void draw(Kiosk *k) {
    if (!my_order(k)) {
        nav_home(k);
        return;
    }
    if (k->visit.work.progress == PROGRESS_SAVED)
        draw_sent(k);
    else
        draw_ask(k);
}

static void enter(Kiosk *k) {
    WorkVisit *v = &k->visit.work;
    v->progress = PROGRESS_NONE;
    v->review_scroll = (Scroll){0};
    v->send_key = uuid_new();
}

const Screen screen_findings_review = {.id = "findings_review", .draw = draw, .enter = enter};
