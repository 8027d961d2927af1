/* "We have it": shown only after the commit. Goes back to the board by itself. */
#include "common.h"

#include <math.h>

enum { THANKS_SECONDS = 10 };

/* A case that can be read later: it has a plate, or a number. */
static bool follows(const Kiosk *k) {
    const Visit *v = &k->visit;
    return *v->case_no && ((*v->order_no && !v->anonymous) || (v->consent && *v->phone.text));
}

/* Beside the way home, where something was changed because of what customers said. */
static void draw_buttons(Kiosk *k, Rect place) {
    bool large = k->ui.large, more = k->snap.n_changes > 0;
    Button home = {.label = w(k, W_THANKS_HOME), .look = BUTTON_PRIMARY},
           changes = {.label = w(k, W_CHANGES_THANKS), .look = BUTTON_PLAIN};
    float home_w = ui_button_width(&k->ui, home, 56), more_w = more ? ui_button_width(&k->ui, changes, 48) : 0;
    bool below = more && home_w + 24 + more_w > place.w;
    float h = large ? 160 : 96;
    Rect row = centered(place, below ? fmaxf(home_w, more_w) : home_w + (more ? 24 + more_w : 0), h);
    Rect first = row, second = row;
    if (below) {
        first.y -= (h + 24) / 2;
        second.y += (h + 24) / 2;
    } else if (more) {
        first = cut_right(&second, home_w, 24);
    }
    if (more && ui_button(&k->ui, "thanks.changes", second, changes))
        nav_go(k, SCREEN_CHANGES);
    else if (ui_button(&k->ui, "thanks.home", first, home))
        kiosk_leave(k);
}

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
    float more_h = follows(k) ? scaled(k, 46) + 4 : 0;
    float words_h = more_h + 160 + (large ? 20.0f : 48.0f) + scaled(k, 100) + 16 + scaled(k, 46);
    Rect whole = {MARGIN, 0, k->ui.width - 2 * MARGIN, large ? k->ui.low.y : k->ui.height - BAR_H};
    Rect block = centered(whole, whole.w, words_h + (large ? 0 : 64 + 96));
    Rect circle = centered(cut_top(&block, 160, large ? 20 : 48), 160, 160);
    ui_fill(&k->ui, circle, t->go_soft, 80);
    ui_icon(&k->ui, rect_inset(circle, 40, 40), "check", t->go);
    ui_text(&k->ui, cut_top(&block, scaled(k, 100), 16), w(k, W_THANKS_TITLE),
            style(ui_portrait(&k->ui) ? 64 : 80, true, t->ink, ALIGN_CENTER));
    const char *sub = *v->case_no ? wf(k, W_THANKS_CASE, v->case_no) : w(k, W_THANKS_SUB);
    Rect more = block;
    cut_top(&more, scaled(k, 46), 4);
    ui_text(&k->ui, cut_top(&block, scaled(k, 46), 64 + more_h), sub, style(32, false, t->ink2, ALIGN_CENTER));
    if (more_h > 0)
        ui_text(&k->ui, cut_top(&more, scaled(k, 46), 0), w(k, W_THANKS_CASE_HOW),
                style(32, false, t->ink2, ALIGN_CENTER));
    screen_foot(k, NULL);
    draw_buttons(k, large ? screen_body(k) : block);
}

static void enter(Kiosk *k) {
    k->visit.thanks_mono = k->mono;
}

const Screen screen_thanks = {.id = "thanks", .draw = draw, .enter = enter};
