/* The month's board: what was changed, why, since when, and how many said so. */
#include "changes.h"

#include "store/cases.h"

#include <math.h>

const char *changes_said(Kiosk *k, const Change *c) {
    Ms day = 0;
    const char *since = day_parse(c->from_day, &day) ? wf(k, W_CHANGES_SINCE, show_month_day(k, day)) : "";
    return c->said > 0 ? wf(k, W_CHANGES_SAID, c->said, since) : since;
}

static float card_height(const Kiosk *k) {
    return scaled(k, 44) + 8 + 2 * scaled(k, 50) + 8 + scaled(k, 42) + 2 * 28;
}

static void draw_card(Kiosk *k, Rect r, const Change *c) {
    const Theme *t = k->ui.theme;
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 36, 28);
    ui_text(&k->ui, cut_top(&in, scaled(k, 44), 8), cause_name(k->snap.settings, c->cause, zh(k)),
            style(28, true, t->accent, ALIGN_LEFT));
    ui_text(&k->ui, cut_bottom(&in, scaled(k, 42), 8), changes_said(k, c), style_label(k));
    ui_paragraph(&k->ui, in, pick(k, c->zh, c->en), style(34, true, t->ink, ALIGN_LEFT), scaled(k, 50));
}

/* "11月", "November" of "2026-11". */
static const char *month_word(const Kiosk *k, const char *month) {
    int n = (month[5] - '0') * 10 + month[6] - '0';
    return n >= 1 && n <= 12 ? w(k, (Word)(W_MONTH_LONG_1 + n - 1)) : "";
}

static void draw(Kiosk *k) {
    const float gap = 24;
    size_t n = k->snap.n_changes;
    const Change *list = k->snap.changes;
    if (n == 0) { /* taken down meanwhile */
        nav_back(k);
        return;
    }
    Rect body = screen_header(k, w(k, W_CHANGES_TITLE), month_word(k, list[0].month), 0);
    screen_foot(k, NULL);
    if (k->ui.large) body = screen_whole(k);
    int across = ui_portrait(&k->ui) ? 1 : 2, down = ((int)n + across - 1) / across;
    float h = card_height(k) + gap;
    ui_scroll_begin(&k->ui, "changes.list", body, (float)down * h, &k->visit.changes_scroll);
    float width = (body.w - gap * (float)(across - 1)) / (float)across;
    for (size_t i = 0; i < n; i++) {
        Rect at = {body.x + (float)((int)i % across) * (width + gap),
                   body.y - k->visit.changes_scroll.offset + (float)((int)i / across) * h, width, h - gap};
        if (at.y + at.h > body.y && at.y < body.y + body.h) draw_card(k, at, &list[i]);
    }
    ui_scroll_end(&k->ui);
}

static void enter(Kiosk *k) {
    k->visit.changes_scroll = (Scroll){0};
}

const Screen screen_changes = {.id = "changes", .draw = draw, .enter = enter};
