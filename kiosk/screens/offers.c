/* Offers by kind: cards with picture, words and price, eight a page. */
#include "common.h"
#include "fits.h"
#include "prices.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GROUPS = 5 };

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

static void choose_group(Kiosk *k, int group) {
    k->visit.offer_group = group;
    k->visit.offer_page = 0;
    k->again = true;
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
        if (ui_button(&k->ui, id, cut_left(&r, widths[i], gap), buttons[i])) choose_group(k, i);
    }
}

static void card_price(Kiosk *k, Rect line, const Offer *o) {
    const char *price = offer_price(k, o);
    TextStyle big = style(o->price > 0 ? 44 : 34, true, k->ui.theme->ink, ALIGN_LEFT);
    float price_w = ui_text_width(&k->ui, price, big) + 2;
    ui_text(&k->ui, cut_left(&line, price_w < line.w ? price_w : line.w, 14), price, big);
    if (o->minutes > 0) {
        const char *minutes = wf(k, W_OFFER_MINUTES_SHORT, o->minutes);
        float minutes_w = ui_text_width(&k->ui, minutes, style_label(k)) + 2;
        Rect at = cut_right(&line, minutes_w, 16);
        ui_text(&k->ui, (Rect){at.x, at.y + 8, at.w, at.h - 8}, minutes, right(style_label(k)));
    }
    if (o->was <= 0) return;
    TextStyle was = style_label(k);
    was.strike = true;
    float was_w = ui_text_width(&k->ui, show_fen(k, o->was), was) + 2;
    if (was_w <= line.w) ui_text(&k->ui, (Rect){line.x, line.y + 8, was_w, line.h - 8}, show_fen(k, o->was), was);
}

/* The whole of a card's press; `touched` is the part that can be; `on`: it is marked. Returns where it is painted. */
static Rect card_ground(Kiosk *k, Rect r, Rect touched, const Offer *o, int number, bool on) {
    const Theme *t = k->ui.theme;
    const char *id = ui_id(&k->ui, "offer.card.%d", number);
    seen_shown(k, COUNT_OFFER, PLACE_LIST, o->offer_id);
    if (ui_target_hit(&k->ui, id, touched, touched)) {
        snprintf(k->visit.offer_id, sizeof k->visit.offer_id, "%s", o->offer_id);
        nav_go(k, SCREEN_OFFER);
    }
    r = ui_sink(&k->ui, id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, id, on ? t->gold_soft : t->surface, t->ink), RADIUS);
    return r;
}

static void card_words(Kiosk *k, Rect in, const Offer *o) {
    ui_text(&k->ui, cut_top(&in, scaled(k, 48), 0), pick(k, o->title_zh, o->title_en), style_head(k));
    const char *why = offer_why(k, o), *text = *why ? why : pick(k, o->text_zh, o->text_en);
    bool room = in.h >= scaled(k, 38 + 62) + 8 - 1;
    Rect text_at = room ? cut_top(&in, scaled(k, 38), 8) : (Rect){0};
    if (*text && room) ui_text(&k->ui, text_at, text, *why ? fits_style(k) : style_label(k));
    card_price(k, cut_top(&in, scaled(k, 62), 0), o);
}

static void draw_card(Kiosk *k, Rect r, const Offer *o, int number) {
    r = card_ground(k, r, r, o, number, false);
    float edge = ui_portrait(&k->ui) ? 10 : 20; /* four rows: their pictures need the height */
    Rect words = cut_bottom(&r, 166 + 2 * edge, 0);
    offer_picture(k, r, o, CORNERS_TOP);
    fits_pill(k, r, o);
    card_words(k, (Rect){words.x + 28, words.y + edge, words.w - 56, words.h - 2 * edge}, o);
}

static void draw_pager(Kiosk *k, Rect *foot, int pages) {
    int *page = &k->visit.offer_page;
    if (pages < 2) return;
    if (*page + 1 < pages && foot_button(k, foot, "offers.next", W_NEXT_PAGE, BUTTON_PLAIN)) ++*page, k->again = true;
    if (*page > 0 && foot_button(k, foot, "offers.prev", W_PREV_PAGE, BUTTON_PLAIN)) --*page, k->again = true;
    char at[32];
    snprintf(at, sizeof at, "%d / %d", *page + 1, pages);
    ui_text(&k->ui, cut_right(foot, scaled(k, 100), 0), at, right(style_label(k)));
}

/* --- large and low: pictures above, words to touch below
 * -------------------------------------------------------------- */

/* A wide panel: three tall cards, of which the words are touched. */
static void draw_tall_card(Kiosk *k, Rect r, const Offer *o, int number) {
    Rect picture = {r.x, r.y, r.w, k->ui.low.y - r.y};
    Rect words = {r.x, k->ui.low.y, r.w, r.y + r.h - k->ui.low.y};
    float sunk = card_ground(k, r, words, o, number, false).y - r.y;
    picture.y += sunk;
    words.y += sunk;
    offer_picture(k, picture, o, CORNERS_TOP);
    fits_pill(k, picture, o);
    card_words(k, rect_inset(words, 28, 16), o);
}

/* A narrow one: rows with a small picture; the first is the one that is shown above them. */
static void draw_row(Kiosk *k, Rect r, const Offer *o, int number) {
    r = card_ground(k, r, r, o, number, number == 1);
    offer_picture(k, cut_left(&r, r.h * 1.5f, 24), o, CORNERS_LEFT);
    cut_right(&r, 0, 24);
    TextStyle big = style(34, true, k->ui.theme->ink, ALIGN_RIGHT);
    const char *price = offer_price(k, o);
    ui_text(&k->ui, cut_right(&r, ui_text_width(&k->ui, price, big) + 2, 20), price, big);
    ui_text(&k->ui, r, pick(k, o->title_zh, o->title_en), style(32, true, k->ui.theme->ink, ALIGN_LEFT));
}

static void draw_groups_large(Kiosk *k, Rect r) {
    bool portrait = ui_portrait(&k->ui);
    for (int i = 0; i < GROUPS; i++) {
        Rect at = grid_cell(r, GROUPS, 1, i, 20);
        if (portrait) { /* two over three: the grid has no hole */
            Rect row = {r.x, i < 2 ? r.y : r.y + TOUCH_MIN_LARGE + 12, r.w, TOUCH_MIN_LARGE};
            at = i < 2 ? grid_cell(row, 2, 1, i, 12) : grid_cell(row, 3, 1, i - 2, 12);
        }
        Button b = {.label = w(k, groups[i].label),
                    .look = i == k->visit.offer_group ? BUTTON_PRIMARY : BUTTON_PLAIN,
                    .px = 30};
        if (ui_button(&k->ui, ui_id(&k->ui, "offers.group.%s", groups[i].id), at, b)) choose_group(k, i);
    }
}

/* What the groups leave of a narrow panel's reach, or three side by side. */
static float groups_height(const Kiosk *k) {
    return ui_portrait(&k->ui) ? 2 * TOUCH_MIN_LARGE + 12 : TOUCH_MIN_LARGE;
}

static int a_page_large(const Kiosk *k, Rect body) {
    if (!ui_portrait(&k->ui)) return 3;
    int rows = (int)((body.h - groups_height(k) + 0.5f) / (TOUCH_MIN_LARGE + 12));
    return rows < 1 ? 1 : rows;
}

static void draw_page_large(Kiosk *k, Rect body, const Offer *const *page, int n) {
    bool portrait = ui_portrait(&k->ui);
    int rows = a_page_large(k, body);
    float spare = body.h - groups_height(k) - (float)rows * (TOUCH_MIN_LARGE + 12) + 12; /* groups stand off the rows */
    draw_groups_large(k, cut_bottom(&body, groups_height(k), portrait ? fmaxf(12, fminf(spare, 28)) : 24));
    Rect cards = {body.x, HEAD_H, body.w, body.y + body.h - HEAD_H};
    for (int i = 0; i < n && !portrait; i++) draw_tall_card(k, grid_cell(cards, 3, 1, i, 28), page[i], i + 1);
    if (!portrait || n == 0) return;
    Rect hero = screen_see(k);
    hero = centered(hero, hero.w, fminf(hero.h, hero.w * 0.72f));
    ui_card(&k->ui, hero);
    Rect picture = cut_top(&hero, hero.h - 250, 0);
    offer_picture(k, picture, page[0], CORNERS_TOP);
    fits_pill(k, picture, page[0]);
    card_words(k, rect_inset(hero, 36, 16), page[0]);
    for (int i = 0; i < n; i++) draw_row(k, grid_cell(body, 1, rows, i, 12), page[i], i + 1);
}

/* --- the screen --------------------------------------------------------------------------------------------------- */

static void draw_page(Kiosk *k, Rect body, const Offer *const *page, int n) {
    bool portrait = ui_portrait(&k->ui);
    draw_groups(k, portrait ? cut_top(&body, 88, 24) : (Rect){MARGIN, 48, k->ui.width - 2 * MARGIN, 80}, !portrait);
    if (!portrait) body.y -= 4, body.h += 4;
    for (int i = 0; i < n; i++)
        draw_card(k, portrait ? grid_cell(body, 2, 4, i, 20) : grid_cell(body, 4, 2, i, 28), page[i], i + 1);
}

/* The way to the public list of prices, where the other buttons leave room for it. */
static void draw_prices(Kiosk *k, Rect *foot) {
    Button b = {.label = w(k, W_PRICES_FOOT), .px = 28};
    if (!prices_any(k) || fmaxf(ui_button_width(&k->ui, b, 32), k->ui.touch_min) > foot->w) return;
    if (foot_button(k, foot, "offers.prices", W_PRICES_FOOT, BUTTON_PLAIN)) prices_open(k);
}

static void draw(Kiosk *k) {
    bool reserve = !ui_portrait(&k->ui) && !k->ui.large; /* else the foot is full, and the note stands in the head */
    Rect body = screen_header(k, w(k, W_OFFERS_TITLE), reserve ? NULL : w(k, W_OFFERS_NOTE), reserve ? 1180 : 0);
    Rect buttons = screen_actions(k, &body, NULL);
    size_t shown = offers_shown(k);
    const Offer **list = arena_alloc(&k->ui.list->arena, (shown + 1) * sizeof *list);
    int n = 0, each = k->ui.large ? a_page_large(k, body) : 8;
    for (size_t i = 0; i < shown; i++)
        if (in_group(offer_shown(k, i), k->visit.offer_group)) list[n++] = offer_shown(k, i);
    int pages = (n + each - 1) / each;
    if (k->visit.offer_page >= pages) k->visit.offer_page = pages ? pages - 1 : 0;
    int first = k->visit.offer_page * each, here = n - first < each ? n - first : each;
    if (k->ui.large)
        draw_page_large(k, body, list + first, here);
    else
        draw_page(k, body, list + first, here);
    if (n == 0) ui_text(&k->ui, screen_whole(k), w(k, W_OFFERS_NONE), center(style_head(k)));

    draw_pager(k, &buttons, pages);
    if (fits_any(k) && foot_button(k, &buttons, "offers.fits", fits_toggle_word(k, ui_portrait(&k->ui)), BUTTON_PLAIN))
        fits_toggle(k);
    if (!strcmp(groups[k->visit.offer_group].id, "bar") &&
        foot_button(k, &buttons, "offers.bar", W_BAR_TITLE, BUTTON_ACCENT))
        nav_go(k, SCREEN_BAR);
    draw_prices(k, &buttons);
    if (reserve) foot_note(k, buttons, w(k, W_OFFERS_NOTE));
}

static void enter(Kiosk *k) {
    if (k->visit.depth && k->visit.back[k->visit.depth - 1] == SCREEN_BOARD)
        k->visit.offer_group = k->visit.offer_page = 0;
}

const Screen screen_offers = {.id = "offers", .draw = draw, .enter = enter};
