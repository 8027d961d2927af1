/* Gifts: what was given to this car and what was taken with it, as a list; beside it the one that was tapped, with what
 * it gives, on which terms, and its code to scan. Nothing is decided here: staff redeem it. */
#include "coupon_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *gift_title(Kiosk *k, const Coupon *c) {
    return strcmp(c->source, "apology") == 0 ? w(k, W_GIFT_SORRY) : pick(k, c->title_zh, c->title_en);
}

/* --- the one that is shown ------------------------------------------------------------------------------------------
 */

static const Coupon *chosen(const Kiosk *k) {
    for (size_t i = 0; i < k->car.n_gifts; i++)
        if (strcmp(k->car.gifts[i].code, k->visit.gift_code) == 0) return &k->car.gifts[i];
    return &k->car.gifts[0];
}

/* The manager's own words, what it asks of the order, or how it is used. */
static const char *how_words(Kiosk *k, const Coupon *c) {
    const char *words = pick(k, c->words_zh, c->words_en), *only = coupon_conditions(k, c->redeem_kinds, c->min_sum);
    return *words ? words : *only ? only : w(k, W_COUPON_HOW);
}

static TextStyle how_style(const Kiosk *k, TextAlign align) {
    return style(28, false, k->ui.theme->ink2, align);
}

/* What, how much, how: the height they take in this width. */
static float what_height(Kiosk *k, float width, const Coupon *c) {
    int lines = (int)ceilf(ui_text_width(&k->ui, how_words(k, c), how_style(k, ALIGN_LEFT)) / (width * 0.94f));
    lines = lines < 1 ? 1 : lines > 4 ? 4 : lines;
    return scaled(k, (float)(60 + 96 + 40 * lines)) + 8;
}

static void draw_what(Kiosk *k, Rect in, const Coupon *c, TextAlign align) {
    const Theme *t = k->ui.theme;
    ui_text(&k->ui, cut_top(&in, scaled(k, 60), 0), gift_title(k, c), style(44, true, t->ink, align));
    ui_text(&k->ui, cut_top(&in, scaled(k, 96), 8), coupon_gives(k, c), style(72, true, t->gold, align));
    ui_paragraph(&k->ui, in, how_words(k, c), how_style(k, align), scaled(k, 40));
}

/* The code in print and until when: of this height. */
static float number_height(const Kiosk *k) {
    return scaled(k, 58 + 38);
}

static void draw_number(Kiosk *k, Rect in, const Coupon *c, TextAlign align) {
    TextStyle code = style(44, true, k->ui.theme->ink, align);
    code.spacing = 3;
    ui_text(&k->ui, cut_top(&in, scaled(k, 58), 0), c->code, code);
    ui_text(&k->ui, in, wf(k, W_GIFT_UNTIL, show_date(k, c->expires)), style(27, false, k->ui.theme->ink2, align));
}

static void draw_code(Kiosk *k, Rect r, const Coupon *c) {
    float side = fminf(fminf(r.w, r.h), 620);
    Rect at = centered(r, side, side);
    ui_fill(&k->ui, at, 0xFFFFFFFF, RADIUS);
    ui_qr(&k->ui, rect_inset(at, 8, 8), coupon_qr_text(k, c)); /* its own edge, within the round corners */
}

/* Large and low, upright: the code beside what it gives, as large as there is room for. */
static void draw_chosen_large(Kiosk *k, Rect r, const Coupon *c) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 40, 24);
    float number = number_height(k), side = fminf(in.h - number - 20, in.w * 0.52f);
    in = centered(in, in.w, side + 20 + number);
    draw_number(k, cut_bottom(&in, number, 20), c, ALIGN_CENTER);
    draw_code(k, cut_right(&in, side, 32), c);
    draw_what(k, centered(in, in.w, fminf(in.h, what_height(k, in.w, c))), c, ALIGN_LEFT);
}

/* … and across: what it gives at the left to read, the code's card down to the foot. */
static void draw_card_large(Kiosk *k, Rect see, Rect card, const Coupon *c) {
    float what = what_height(k, see.w, c);
    draw_what(k, centered(see, see.w, fminf(see.h, what)), c, ALIGN_LEFT);
    ui_card(&k->ui, card);
    Rect in = rect_inset(card, 40, 32);
    draw_number(k, cut_bottom(&in, number_height(k), 20), c, ALIGN_CENTER);
    draw_code(k, in, c);
}

/* One above the other; where it is too low for that, beside each other. */
static void draw_chosen(Kiosk *k, Rect r, const Coupon *c) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 48, 40);
    float what = what_height(k, in.w, c), number = number_height(k);
    if (in.h >= what + number + 20 + 300) {
        draw_what(k, cut_top(&in, what, 20), c, ALIGN_CENTER);
        draw_number(k, cut_top(&in, number, 24), c, ALIGN_CENTER);
        draw_code(k, in, c);
        return;
    }
    draw_code(k, cut_right(&in, in.h, 40), c);
    Rect beside = cut_right(&in, in.w * 0.42f, 32);
    draw_number(k, centered(beside, beside.w, number), c, ALIGN_RIGHT);
    what = what_height(k, in.w, c);
    draw_what(k, centered(in, in.w, what), c, ALIGN_LEFT);
}

/* --- the list
 * --------------------------------------------------------------------------------------------------------- */

/* Title and end at the left, what it gives at the right. */
static void draw_row(Kiosk *k, Rect r, const Coupon *c, int number, bool on) {
    const Theme *t = k->ui.theme;
    const char *id = ui_id(&k->ui, "gift.%d", number);
    if (ui_target_hit(&k->ui, id, r, r)) {
        snprintf(k->visit.gift_code, sizeof k->visit.gift_code, "%s", c->code);
        k->again = true;
    }
    r = ui_sink(&k->ui, id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, id, on ? t->gold_soft : t->surface, t->ink), RADIUS);
    Rect in = rect_inset(r, 36, 0);
    TextStyle gives = style(34, true, on ? t->gold : t->ink, ALIGN_RIGHT);
    const char *worth = coupon_gives(k, c);
    ui_text(&k->ui, cut_right(&in, fminf(ui_text_width(&k->ui, worth, gives) + 2, in.w * 0.5f), 24), worth, gives);
    Rect text = centered(in, in.w, scaled(k, 48 + 38));
    ui_text(&k->ui, cut_top(&text, scaled(k, 48), 0), gift_title(k, c), style(32, true, t->ink, ALIGN_LEFT));
    ui_text(&k->ui, text, wf(k, W_GIFT_UNTIL, show_date(k, c->expires)),
            style(27, false, on ? t->gold : t->ink2, ALIGN_LEFT));
}

static void draw_pager(Kiosk *k, Rect *foot, int pages) {
    int *page = &k->visit.gift_page;
    if (pages < 2) return;
    if (*page + 1 < pages && foot_button(k, foot, "gifts.next", W_NEXT_PAGE, BUTTON_PLAIN)) ++*page, k->again = true;
    if (*page > 0 && foot_button(k, foot, "gifts.prev", W_PREV_PAGE, BUTTON_PLAIN)) --*page, k->again = true;
}

static float row_height(const Kiosk *k) {
    return scaled(k, 48 + 38) + (k->ui.large ? 36 : 52);
}

/* Rows of one page in r; returns how many pages there are. */
static int draw_list(Kiosk *k, Rect r) {
    float row = row_height(k), gap = k->ui.large ? 14 : 20;
    int n = (int)k->car.n_gifts, rows = (int)((r.h + gap) / (row + gap)), each = rows > 0 ? rows : 1;
    int pages = (n + each - 1) / each, *page = &k->visit.gift_page;
    if (*page >= pages) *page = pages - 1;
    const Coupon *on = chosen(k);
    for (int i = *page * each; i < n && i < (*page + 1) * each; i++) {
        int at = i - *page * each;
        Rect cell = {r.x, r.y + (float)at * (row + gap), r.w, row};
        draw_row(k, cell, &k->car.gifts[i], at + 1, &k->car.gifts[i] == on);
    }
    return pages;
}

/* --- the screen
 * --------------------------------------------------------------------------------------------------------- */

static void draw_none(Kiosk *k, Rect body) {
    Rect r = k->ui.large ? screen_see(k) : body;
    ui_text(&k->ui, centered(r, r.w, scaled(k, 52)), w(k, W_GIFTS_NONE), center(style_head(k)));
}

static void draw(Kiosk *k) {
    if (!my_order(k)) { /* handed over or withdrawn meanwhile */
        nav_home(k);
        return;
    }
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    Rect body = screen_header(k, w(k, W_GIFTS_TITLE), w(k, W_GIFTS_SUB), 0);
    Rect buttons = screen_actions(k, &body, NULL);
    if (k->car.n_gifts == 0) {
        draw_none(k, body);
        return;
    }
    int shown = k->car.n_gifts < 5 ? (int)k->car.n_gifts : 5;
    Rect see = screen_see(k);
    if (large && portrait) {
        draw_chosen_large(k, see, chosen(k));
    } else if (large) {
        Rect card = cut_right(&body, 700, 40);
        draw_card_large(k, (Rect){see.x, see.y, body.w, see.h}, (Rect){card.x, see.y, card.w, card.y + card.h - see.y},
                        chosen(k));
    } else {
        draw_chosen(k,
                    portrait ? cut_bottom(&body, body.h - (float)shown * (row_height(k) + 20) - 8, 28)
                             : cut_right(&body, body.w * 0.52f, 40),
                    chosen(k));
    }
    draw_pager(k, &buttons, draw_list(k, body));
}

static void enter(Kiosk *k) {
    k->visit.gift_page = 0;
    k->visit.gift_code[0] = '\0';
}

const Screen screen_gifts = {.id = "gifts", .draw = draw, .enter = enter};
