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
    Rect block = centered((Rect){0, 0, k->ui.width, k->ui.height - BAR_H}, k->ui.width - 2 * MARGIN,
                          160 + 48 + 100 + 16 + 46 + 64 + 96);
    Rect circle = centered(cut_top(&block, 160, 48), 160, 160);
    ui_fill(&k->ui, circle, t->go_soft, 80);
    ui_icon(&k->ui, rect_inset(circle, 40, 40), "check", t->go);
    ui_text(&k->ui, cut_top(&block, 100, 16), w(k, W_THANKS_TITLE),
            style(ui_portrait(&k->ui) ? 64 : 80, true, t->ink, ALIGN_CENTER));
    const char *sub = *v->case_no ? wf(k, W_THANKS_CASE, v->case_no) : w(k, W_THANKS_SUB);
    ui_text(&k->ui, cut_top(&block, 46, 64), sub, style(32, false, t->ink2, ALIGN_CENTER));
    Button home = {.label = w(k, W_THANKS_HOME), .look = BUTTON_PRIMARY};
    if (ui_button(&k->ui, "thanks.home", centered(block, ui_button_width(&k->ui, home, 56), 96), home)) {
        kiosk_leave(k);
        return;
    }
    screen_foot(k, NULL);
}

static void enter(Kiosk *k) {
    k->visit.thanks_mono = k->mono;
}

const Screen screen_thanks = {.id = "thanks", .draw = draw, .enter = enter};
