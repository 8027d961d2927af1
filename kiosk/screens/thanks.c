/* "We have it": shown only after the commit. Goes back to the board by itself. */
#include "common.h"

enum { THANKS_SECONDS = 10 };

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    const Theme *t = k->ui.theme;
    Ms until = v->thanks_mono + THANKS_SECONDS * MS_SECOND;
    if (k->mono >= until) {
        kiosk_leave(k);
        return;
    }
    ui_wake_at(&k->ui, until);
    bool large = k->ui.large;
    float words_h = 160 + (large ? 20.0f : 48.0f) + scaled(k, 100) + 16 + scaled(k, 46);
    Rect whole = {MARGIN, 0, k->ui.width - 2 * MARGIN, large ? k->ui.low.y : k->ui.height - BAR_H};
    Rect block = centered(whole, whole.w, words_h + (large ? 0 : 64 + 96));
    Rect circle = centered(cut_top(&block, 160, large ? 20 : 48), 160, 160);
    ui_fill(&k->ui, circle, t->go_soft, 80);
    ui_icon(&k->ui, rect_inset(circle, 40, 40), "check", t->go);
    ui_text(&k->ui, cut_top(&block, scaled(k, 100), 16), w(k, W_THANKS_TITLE),
            style(ui_portrait(&k->ui) ? 64 : 80, true, t->ink, ALIGN_CENTER));
    const char *sub = *v->case_no ? wf(k, W_THANKS_CASE, v->case_no) : w(k, W_THANKS_SUB);
    ui_text(&k->ui, cut_top(&block, scaled(k, 46), 64), sub, style(32, false, t->ink2, ALIGN_CENTER));
    Button home = {.label = w(k, W_THANKS_HOME), .look = BUTTON_PRIMARY};
    Rect place = large ? screen_body(k) : block;
    if (ui_button(&k->ui, "thanks.home", centered(place, ui_button_width(&k->ui, home, 56), large ? 160 : 96), home)) {
        kiosk_leave(k);
        return;
    }
    screen_foot(k, NULL);
}

static void enter(Kiosk *k) {
    k->visit.thanks_mono = k->mono;
}

const Screen screen_thanks = {.id = "thanks", .draw = draw, .enter = enter};
