/* The coupon: a QR to take along, the code in print, until when and where it is good. */
#include "coupon_words.h"

#include <string.h>

/* Under the headline: what it asks of the order, or how it is used. */
static const char *how_words(Kiosk *k, const Coupon *c) {
    const char *only = coupon_conditions(k, c->redeem_kinds, c->min_sum);
    return *only ? only : w(k, W_COUPON_HOW);
}

static void draw_words(Kiosk *k, Rect r, const Coupon *c) {
    const Theme *t = k->ui.theme;
    bool portrait = ui_portrait(&k->ui);
    float line = scaled(k, 97), gap = k->ui.large ? 24 : 52, how_line = scaled(k, 46);
    TextStyle how = style(k->ui.large ? 28 : 32, false, t->ink2, ALIGN_LEFT);
    float how_h = how_line * (ui_text_width(&k->ui, how_words(k, c), how) > r.w ? 2 : 1);
    float height = ui_pill_height(&k->ui) + 28 + 2 * line + 16 + how_h + gap + scaled(k, 84) + 10 + scaled(k, 38);
    Rect in = portrait ? (Rect){r.x, r.y, r.w, height} : centered(r, r.w, height);
    ui_pill(&k->ui, in.x, in.y, false, "check", w(k, W_COUPON_TAKEN), t->go, t->go_soft);
    cut_top(&in, ui_pill_height(&k->ui), 28);
    TextStyle big = style(84, true, t->ink, ALIGN_LEFT);
    ui_text(&k->ui, cut_top(&in, line, 0), pick(k, c->title_zh, c->title_en), big);
    ui_text(&k->ui, cut_top(&in, line, 16), coupon_gives(k, c), big);
    ui_paragraph(&k->ui, cut_top(&in, how_h, gap), how_words(k, c), how, how_line);
    TextStyle code = style(60, true, t->ink, ALIGN_LEFT);
    code.spacing = 4;
    ui_text(&k->ui, cut_top(&in, scaled(k, 84), 10), c->code, code);
    ui_text(&k->ui, in, wf(k, W_COUPON_TERMS, show_date(k, c->expires)), style_label(k));
}

static void draw_qr(Kiosk *k, Rect r, const Coupon *c) {
    ui_fill(&k->ui, r, 0xFFFFFFFF, RADIUS);
    ui_qr(&k->ui, rect_inset(r, 24, 24), coupon_qr_text(k, c));
}

static void draw_pending(Kiosk *k, Rect r) {
    Visit *v = &k->visit;
    if (v->coupon_progress == PROGRESS_FAILED) {
        Rect box = centered(r, r.w, 200);
        ui_paragraph(&k->ui, box, says_error(k, &v->coupon_err), center(style_head(k)), 52);
    } else {
        ui_text(&k->ui, r, w(k, W_OFFER_TAKING), center(style_head(k)));
    }
}

static void draw(Kiosk *k) {
    Visit *v = &k->visit;
    Rect body = screen_header(k, w(k, W_COUPON_TITLE), NULL, 0);
    Rect buttons = screen_actions(k, &body, NULL);
    body = (Rect){body.x, HEAD_H, body.w, body.y + body.h - HEAD_H}; /* nothing here is touched */
    if (v->coupon_progress != PROGRESS_SAVED) {
        draw_pending(k, body);
    } else if (ui_portrait(&k->ui)) {
        float side = k->ui.large ? 700 : 760;
        draw_qr(k, centered(cut_bottom(&body, side + (k->ui.large ? 20 : 100), 0), side, side), &v->coupon);
        draw_words(k, rect_inset(body, 0, 24), &v->coupon);
    } else {
        Rect in = rect_inset(body, k->ui.large ? 0 : 72, 0);
        Rect qr = cut_right(&in, 620, 72);
        draw_words(k, in, &v->coupon);
        draw_qr(k, centered(qr, 620, 620), &v->coupon);
    }
    if (foot_button(k, &buttons, "coupon.done", W_DONE, BUTTON_PRIMARY)) nav_home(k);
    if (foot_button(k, &buttons, "coupon.more", W_COUPON_MORE, BUTTON_PLAIN)) nav_go(k, SCREEN_OFFERS);
    foot_note(k, buttons, wf(k, W_COUPON_FOOT, setting(k, "visit.idle_seconds")));
}

const Screen screen_coupon = {.id = "coupon", .draw = draw};
