/* My car's card: each finding with its light and price, the sum, and the way to decide; when all is answered, what was
 * said; and what was declined on an earlier visit. */
#include "findings_card.h"

#include "common.h"

#include <string.h>

static void draw_row(Kiosk *k, Rect line, const Finding *f) {
    const Theme *t = k->ui.theme;
    static const char *const icons[] = {
        [WORK_UNSAID] = "wrench", [WORK_RED] = "warning", [WORK_AMBER] = "clock", [WORK_GREEN] = "info"};
    const Color colors[] = {
        [WORK_UNSAID] = t->ink2, [WORK_RED] = t->accent, [WORK_AMBER] = t->wait, [WORK_GREEN] = t->go};
    float side = scaled(k, 32);
    Rect icon = cut_left(&line, side, 14);
    bool open = finding_is_open(f);
    ui_icon(&k->ui, centered(icon, side, side),
            open                    ? icons[f->level]
            : f->choice == WORK_YES ? "check"
                                    : "close",
            open                    ? colors[f->level]
            : f->choice == WORK_YES ? t->go
                                    : t->ink3);
    const char *price = finding_price(k, f);
    ui_text(&k->ui, cut_right(&line, ui_text_width(&k->ui, price, style_body(k)) + 2, 16), price, right(style_body(k)));
    ui_text(&k->ui, line, finding_what(k, f), style_body(k));
}

static Fen sum_of(const Finding *list, size_t n) {
    Fen sum = 0;
    for (size_t i = 0; i < n; i++) sum += list[i].price > 0 ? list[i].price : 0;
    return sum;
}

static void draw_sum(Kiosk *k, Rect line, const char *label, Fen sum, TextStyle s) {
    ui_text(&k->ui, line, show_fen(k, sum), right(s));
    ui_text(&k->ui, line, label, s);
}

/* Each, and below them the sum; what finds no room is told in one row with what it costs. */
static void draw_rows(Kiosk *k, Rect in, const Finding *list, size_t n) {
    const float row = scaled(k, 42), gap = 6;
    size_t room = in.h < row ? 0 : (size_t)((in.h + gap) / (row + gap)), shown = n;
    if (n > 1 && n + 1 > room) shown = room > 2 ? room - 2 : 0;
    for (size_t i = 0; i < shown; i++) draw_row(k, cut_top(&in, row, gap), &list[i]);
    if (shown < n && room > 2)
        draw_sum(k, cut_top(&in, row, gap), wf(k, W_MYCAR_FOUND_MORE, (int)(n - shown)),
                 sum_of(list + shown, n - shown), style_body(k));
    if (n > 1 && room > 0)
        draw_sum(k, cut_top(&in, row, 0), w(k, W_MYCAR_FOUND_SUM), sum_of(list, n),
                 style(28, true, k->ui.theme->ink, ALIGN_LEFT));
}

static const char *head_words(Kiosk *k) {
    if (!findings_any(k)) return w(k, W_WORK_CARD_BEFORE);
    size_t open = findings_open(k);
    return open ? wf(k, W_WORK_CARD, (int)open) : w(k, W_WORK_CARD_DONE);
}

void findings_list(Kiosk *k, Rect in) {
    ui_text(&k->ui, cut_top(&in, scaled(k, 48), 12), head_words(k), style_head(k));
    if (findings_open(k) && !k->ui.large) { /* else the way to decide says it */
        const char *note = w(k, W_WORK_CARD_NOTE);
        float line = scaled(k, 38), lines = ui_text_width(&k->ui, note, style_label(k)) > in.w ? 2 : 1;
        ui_paragraph(&k->ui, cut_bottom(&in, lines * line, 10), note, style_label(k), line);
    }
    if (findings_any(k))
        draw_rows(k, in, k->car.findings, k->car.n_findings);
    else
        draw_rows(k, in, k->car.declined, k->car.n_declined);
}

bool findings_card(Kiosk *k, Rect r) {
    if (!findings_any(k) && k->car.n_declined == 0) return false;
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 32, 28);
    Rect at = cut_bottom(&in, 96, 12);
    bool open = findings_open(k) > 0;
    if (!findings_any(k)) {
        Button ask = {.label = w(k, W_WORK_CARD_BEFORE_GO), .look = BUTTON_SUNKEN, .px = 30};
        if (ui_button(&k->ui, "mycar.declined", at, ask)) call_sheet(k, "advisor", "declined");
    } else {
        Button go = {.label = w(k, open ? W_WORK_CARD_GO : W_WORK_CARD_SEE),
                     .look = open ? BUTTON_PRIMARY : BUTTON_SUNKEN,
                     .px = 30};
        if (ui_button(&k->ui, "mycar.findings", at, go)) nav_go(k, SCREEN_FINDINGS);
    }
    findings_list(k, in);
    return true;
}
