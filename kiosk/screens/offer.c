/* One offer: picture, words, price with the basis of what it is compared with, its coupon to take, and what can be
 * asked of it. */
#include "ask.h"
#include "coupon_words.h"
#include "fits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *coupon_words(Kiosk *k, const char *kind, int64_t value) {
    if (strcmp(kind, "percent") == 0) return show_percent(k, (int)value);
    return wf(k, W_OFFER_COUPON_FEN, show_fen(k, value));
}

/* "原价 ¥98"; a basis in the store's own words is shown as it stands. */
static const char *was_words(Kiosk *k, const Offer *o) {
    const char *was = show_fen(k, o->was);
    if (strcmp(o->was_basis, "list") == 0) return wf(k, W_OFFER_WAS_LIST, was);
    if (strcmp(o->was_basis, "last_month") == 0) return wf(k, W_OFFER_WAS_MONTH, was);
    return wf(k, W_OFFER_WAS_OTHER, o->was_basis, was);
}

static void take_coupon(Kiosk *k, const Offer *o) {
    Visit *v = &k->visit;
    v->coupon_id = uuid_new();
    v->coupon_progress = PROGRESS_SAVING;
    Job job = job_new(k, JOB_COUPON, v->coupon_id);
    snprintf(job.offer_id, sizeof job.offer_id, "%s", o->offer_id);
    k->post(k->post_ctx, &job);
    nav_go(k, SCREEN_COUPON);
}

static void draw_price(Kiosk *k, Rect r, const Offer *o) {
    const Theme *t = k->ui.theme;
    TextStyle big = style(84, true, t->ink, ALIGN_LEFT);
    const char *price = offer_price(k, o);
    float price_w = ui_text_width(&k->ui, price, big) + 2;
    Rect line = r;
    ui_text(&k->ui, cut_left(&line, price_w < r.w ? price_w : r.w, 24), price, big);
    if (o->was <= 0) return;
    TextStyle was = style_label(k);
    bool with_coupon = strcmp(o->coupon, "fen") == 0 && o->was - o->coupon_value == o->price;
    const char *words = was_words(k, o);
    if (with_coupon) words = arena_printf(&k->ui.list->arena, "%s · %s", w(k, W_OFFER_WITH_COUPON), words);
    ui_text(&k->ui, (Rect){line.x, line.y + scaled(k, 28), line.w, line.h - scaled(k, 28)}, words, was);
}

/* What it gives and on which terms, and the button that takes it: the page's main action. */
static void draw_coupon_box(Kiosk *k, Rect r, const Offer *o) {
    const Theme *t = k->ui.theme;
    Button take = {.label = w(k, W_OFFER_TAKE), .look = BUTTON_ACCENT};
    ui_fill(&k->ui, r, t->gold_soft, RADIUS);
    Rect in = rect_inset(r, 28, 0);
    float width = ui_button_width(&k->ui, take, 40);
    if (width < 200) width = 200;
    Rect at = cut_right(&in, width, 24);
    if (ui_button(&k->ui, "coupon.take", centered(at, at.w, k->ui.touch_min), take)) take_coupon(k, o);
    float side = 44, line = scaled(k, 38);
    Rect icon = cut_left(&in, side, 20);
    ui_icon(&k->ui, centered(icon, side, side), "tag", t->gold);
    const char *only = coupon_conditions(k, o->redeem_kinds, o->min_sum);
    if (!*only) only = w(k, W_OFFER_COUPON_NOTE);
    TextStyle s = style(27, false, t->gold, ALIGN_LEFT);
    bool two = ui_text_width(&k->ui, only, s) > in.w;
    Rect text = centered(in, in.w, scaled(k, 54) + (two ? 2 : 1) * line);
    ui_text(&k->ui, cut_top(&text, scaled(k, 54), 0), coupon_words(k, o->coupon, o->coupon_value),
            style(40, true, t->gold, ALIGN_LEFT));
    if (two)
        ui_paragraph(&k->ui, text, only, s, line);
    else
        ui_text(&k->ui, text, only, s);
}

static const char *until_words(Kiosk *k, const Offer *o) {
    Ms day;
    return day_parse(o->to_day, &day) ? wf(k, W_OFFER_UNTIL, show_date(k, day)) : w(k, W_OFFER_OPEN_END);
}

static void draw_fact(Kiosk *k, Rect row, const char *icon, const char *words) {
    float side = scaled(k, 36);
    ui_icon(&k->ui, (Rect){row.x, row.y + (row.h - side) / 2, side, side}, icon, k->ui.theme->ink2);
    ui_text(&k->ui, (Rect){row.x + side + 16, row.y, row.w - side - 16, row.h}, words, style_label(k));
}

static void draw_fits(Kiosk *k, Rect row, const char *why) {
    float side = scaled(k, 36);
    ui_icon(&k->ui, (Rect){row.x, row.y + (row.h - side) / 2, side, side}, "check", k->ui.theme->go);
    ui_text(&k->ui, (Rect){row.x + side + 16, row.y, row.w - side - 16, row.h}, why, fits_style(k));
}

static void draw_facts(Kiosk *k, Rect *r, const Offer *o) {
    float row = scaled(k, 44);
    const char *why = offer_why_line(k, o);
    if (*why) draw_fits(k, cut_top(r, row, 10), why);
    if (o->minutes > 0) {
        const char *line =
            arena_printf(&k->ui.list->arena, "%s · %s", wf(k, W_OFFER_MINUTES, o->minutes), w(k, W_OFFER_MINUTES_SUB));
        draw_fact(k, cut_top(r, row, 10), "clock", line);
    }
    draw_fact(k, cut_top(r, row, 0), "calendar", until_words(k, o));
}

static void draw_words(Kiosk *k, Rect r, const Offer *o) {
    ui_paragraph(&k->ui, r, pick(k, o->text_zh, o->text_en), style(32, false, k->ui.theme->ink2, ALIGN_LEFT),
                 scaled(k, 46));
}

/* Large and low: picture and words above, the coupon and what can be done below. */
static void draw_large(Kiosk *k, const Offer *o) {
    bool portrait = ui_portrait(&k->ui);
    Rect see = screen_see(k), body = screen_body(k);
    Rect picture = portrait ? cut_top(&see, see.w * 0.56f, 28) : cut_left(&see, see.h * 1.75f, 48);
    offer_picture(k, picture, o, CORNERS_ALL);
    draw_words(k, portrait ? see : cut_top(&see, see.h - 140, 0), o);
    Rect actions = cut_bottom(&body, fminf(170, body.h - 24 - TOUCH_MIN_LARGE - 12), 24);
    draw_price(k, portrait ? cut_top(&body, 130, 16) : see, o);
    Rect box = portrait ? cut_bottom(&body, 170, 0) : cut_left(&body, (body.w - 24) / 2, 24);
    Rect facts = portrait ? body
                          : centered(body, body.w - 48,
                                     scaled(k, 44 + (o->minutes > 0 ? 54.0f : 0) + (offer_fits(k, o) ? 54.0f : 0)));
    draw_facts(k, &facts, o);
    if (offer_has_coupon(o)) draw_coupon_box(k, box, o);
    ask_buttons(k, actions, o, !offer_has_coupon(o));
    screen_foot(k, offer_is_voucher(o) ? NULL : w(k, W_OFFERS_NOTE));
}

static void draw(Kiosk *k) {
    const Offer *o = offer_by_id(k, k->visit.offer_id);
    if (!o) { /* withdrawn meanwhile */
        nav_back(k);
        return;
    }
    seen_opened(k, COUNT_OFFER, o->offer_id);
    bool portrait = ui_portrait(&k->ui);
    Rect body = screen_header(k, pick(k, o->title_zh, o->title_en), NULL, 0);
    if (k->ui.large) {
        draw_large(k, o);
        return;
    }
    Rect picture = portrait ? cut_top(&body, body.w * 0.7f, 0) : cut_left(&body, body.w * 0.52f, 0);
    ui_card(&k->ui, portrait ? (Rect){picture.x, picture.y, picture.w, picture.h + body.h}
                             : (Rect){picture.x, picture.y, picture.w + body.w, picture.h});
    offer_picture(k, picture, o, portrait ? CORNERS_TOP : CORNERS_LEFT);

    Rect in = rect_inset(body, 52, 44);
    draw_words(k, cut_top(&in, 92, 16), o);
    draw_price(k, cut_top(&in, 100, 28), o);
    draw_facts(k, &in, o);
    Rect actions = cut_bottom(&in, 96, 24);
    if (offer_has_coupon(o)) draw_coupon_box(k, cut_bottom(&in, 156, 0), o);
    ask_buttons(k, actions, o, !offer_has_coupon(o));
    screen_foot(k, offer_is_voucher(o) ? NULL : w(k, W_OFFERS_NOTE));
}

const Screen screen_offer = {.id = "offer", .draw = draw};
