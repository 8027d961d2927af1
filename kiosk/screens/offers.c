/* Offers by kind: cards with picture, words and price, eight a page. */
#include "common.h"

#include <stdio.h>
#include <string.h>

enum { GROUPS = 5, A_PAGE = 8 };

static const struct {
    Word label;
    const char *id, *kinds; /* kinds: " wash paint … " */
} groups[GROUPS] = {
    {W_OFFERS_ALL, "all", NULL},
    {W_OFFERS_CARE, "care", " wash paint interior exterior maintenance "},
    {W_OFFERS_ACCESSORY, "accessory", " accessory tyre recycling "},
    {W_OFFERS_RENEWAL, "renewal", " renewal warranty trade_in "},
    {W_OFFERS_BAR, "bar", " bar "},
};

static bool in_group(const Offer *o, int group) {
    if (!groups[group].kinds) return true;
    char word_of_it[40];
    snprintf(word_of_it, sizeof word_of_it, " %s ", o->kind);
    return strstr(groups[group].kinds, word_of_it) != NULL;
}

static void draw_groups(Kiosk *k, Rect r, bool from_right) {
    float widths[GROUPS], sum = 0, padding = from_right ? 48 : 30, gap = from_right ? 28 : 12;
    Button buttons[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
        bool on = i == k->visit.offer_group;
        buttons[i] = (Button){
            .label = w(k, groups[i].label), .look = on ? BUTTON_PRIMARY : BUTTON_PLAIN, .px = from_right ? 32 : 30};
        widths[i] = ui_button_width(&k->ui, buttons[i], padding);
        if (widths[i] < k->ui.touch_min) widths[i] = k->ui.touch_min;
        sum += widths[i] + (i ? gap : 0);
    }
    if (from_right) cut_left(&r, r.w - sum, 0);
    for (int i = 0; i < GROUPS; i++) {
        const char *id = ui_id(&k->ui, "offers.group.%s", groups[i].id);
        if (!ui_button(&k->ui, id, cut_left(&r, widths[i], gap), buttons[i])) continue;
        k->visit.offer_group = i;
        k->visit.offer_page = 0;
        k->again = true;
    }
}

static void draw_card(Kiosk *k, Rect r, const Offer *o, int number) {
    const Theme *t = k->ui.theme;
    const char *id = ui_id(&k->ui, "offer.card.%d", number);
    if (ui_target_hit(&k->ui, id, r, r)) {
        snprintf(k->visit.offer_id, sizeof k->visit.offer_id, "%s", o->offer_id);
        nav_go(k, SCREEN_OFFER);
    }
    ui_fill(&k->ui, r, ui_is_pressed(&k->ui, id) ? color_mix(t->ink, t->surface, 12) : t->surface, RADIUS);
    Rect words = cut_bottom(&r, 206, 0);
    offer_picture(k, r, o, CORNERS_TOP);
    Rect in = {words.x + 28, words.y + 20, words.w - 56, words.h - 40};
    ui_text(&k->ui, cut_top(&in, 48, 0), pick(k, o->title_zh, o->title_en), style_head(k));
    const char *text = pick(k, o->text_zh, o->text_en);
    if (*text) ui_text(&k->ui, (Rect){in.x, in.y, in.w, 38}, text, style_label(k));
    cut_top(&in, 38, 8);
    const char *price = offer_price(k, o);
    TextStyle big = style(o->price > 0 ? 44 : 34, true, t->ink, ALIGN_LEFT);
    Rect line = {in.x, in.y, in.w, 62};
    float price_w = ui_text_width(&k->ui, price, big) + 2;
    ui_text(&k->ui, cut_left(&line, price_w < line.w ? price_w : line.w, 14), price, big);
    if (o->minutes > 0) {
        const char *minutes = wf(k, W_OFFER_MINUTES_SHORT, o->minutes);
        float minutes_w = ui_text_width(&k->ui, minutes, style_label(k)) + 2;
        Rect at = cut_right(&line, minutes_w, 16);
        ui_text(&k->ui, (Rect){at.x, at.y + 8, at.w, 54}, minutes, right(style_label(k)));
    }
    if (o->was <= 0) return;
    TextStyle was = style_label(k);
    was.strike = true;
    float was_w = ui_text_width(&k->ui, show_fen(k, o->was), was) + 2;
    if (was_w <= line.w) ui_text(&k->ui, (Rect){line.x, line.y + 8, was_w, 54}, show_fen(k, o->was), was);
}

static void draw_pager(Kiosk *k, Rect *foot, int pages) {
    int *page = &k->visit.offer_page;
    if (pages < 2) return;
    if (*page + 1 < pages && foot_button(k, foot, "offers.next", W_NEXT_PAGE, BUTTON_PLAIN)) ++*page, k->again = true;
    if (*page > 0 && foot_button(k, foot, "offers.prev", W_PREV_PAGE, BUTTON_PLAIN)) --*page, k->again = true;
    char at[32];
    snprintf(at, sizeof at, "%d / %d", *page + 1, pages);
    ui_text(&k->ui, cut_right(foot, 100, 0), at, right(style_label(k)));
}

static void draw(Kiosk *k) {
    bool portrait = ui_portrait(&k->ui);
    Rect body = screen_header(k, w(k, W_OFFERS_TITLE), NULL, portrait ? 0 : 1180);
    draw_groups(k, portrait ? cut_top(&body, 88, 24) : (Rect){MARGIN, 48, k->ui.width - 2 * MARGIN, 80}, !portrait);
    if (!portrait) body.y -= 4, body.h += 4;

    const Offer **fit = arena_alloc(&k->ui.list->arena, (k->snap.n_offers + 1) * sizeof *fit);
    int n = 0;
    for (size_t i = 0; i < k->snap.n_offers; i++)
        if (in_group(&k->snap.offers[i], k->visit.offer_group)) fit[n++] = &k->snap.offers[i];
    int pages = (n + A_PAGE - 1) / A_PAGE;
    if (k->visit.offer_page >= pages) k->visit.offer_page = pages ? pages - 1 : 0;
    for (int i = 0; i < A_PAGE && k->visit.offer_page * A_PAGE + i < n; i++) {
        Rect card = portrait ? grid_cell(body, 2, 4, i, 28) : grid_cell(body, 4, 2, i, 28);
        draw_card(k, card, fit[k->visit.offer_page * A_PAGE + i], i + 1);
    }
    if (n == 0) ui_text(&k->ui, body, w(k, W_OFFERS_NONE), center(style_head(k)));

    Rect foot = screen_foot(k, NULL);
    draw_pager(k, &foot, pages);
    if (!strcmp(groups[k->visit.offer_group].id, "bar") &&
        foot_button(k, &foot, "nav.call", W_OFFER_ASK_BAR, BUTTON_ACCENT))
        call_sheet(k, "bar", "");
    foot_note(k, foot, w(k, W_OFFERS_NOTE));
}

static void enter(Kiosk *k) {
    if (k->visit.depth && k->visit.back[k->visit.depth - 1] == SCREEN_BOARD)
        k->visit.offer_group = k->visit.offer_page = 0;
}

const Screen screen_offers = {.id = "offers", .draw = draw, .enter = enter};
