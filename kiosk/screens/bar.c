/* The bar's menu: what can be had at this hour, each with a count, and what that comes to. Nothing is ordered here: the
 * next screen asks where to bring it, and once more. */
#include "common.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- basket and order ------------------------------------------------------------------------------------------------
 */

void bar_read(Kiosk *k) {
    Err err = {0};
    arena_reset(&k->bar.arena);
    k->bar.orders = NULL;
    k->bar.n = 0;
    if (!k->visit.active || !uuid_is_set(&k->visit.id)) return;
    if (!bar_of_visit(k->db, &k->bar.arena, &k->visit.id, &k->bar.orders, &k->bar.n, &err)) k->bar.n = 0;
}

const BarOrder *bar_mine(const Kiosk *k) {
    for (size_t i = 0; i < k->bar.n; i++)
        if (k->bar.orders[i].state != BAR_CANCELLED) return &k->bar.orders[i];
    return NULL;
}

const char *bar_state_words(Kiosk *k, const BarOrder *o) {
    switch (o->state) {
    case BAR_ORDERED: return w(k, W_BAR_ORDERED);
    case BAR_TAKEN: return w(k, W_BAR_TAKEN);
    case BAR_DONE: return w(k, *o->seat ? W_BAR_DONE_SEAT : W_BAR_DONE_FETCH);
    case BAR_CANCELLED: break;
    }
    return w(k, W_BAR_CANCELLED);
}

static bool on_menu(const Offer *o) {
    return strcmp(o->kind, "bar") == 0 && o->price >= 0;
}

bool bar_has_menu(const Kiosk *k) {
    for (size_t i = 0; i < k->snap.n_offers; i++)
        if (on_menu(&k->snap.offers[i])) return true;
    return false;
}

bool bar_on_menu(const Kiosk *k, const Offer *o) {
    for (size_t i = 0; i < k->snap.n_offers; i++)
        if (strcmp(k->snap.offers[i].offer_id, o->offer_id) == 0) return on_menu(&k->snap.offers[i]);
    return false;
}

int bar_count(const Kiosk *k, const char *offer_id) {
    const BarVisit *v = &k->visit.bar;
    for (size_t i = 0; i < v->n; i++)
        if (strcmp(v->basket[i].offer_id, offer_id) == 0) return v->basket[i].count;
    return 0;
}

const char *bar_state_brief(const Kiosk *k, const BarOrder *o) {
    if (o->state == BAR_ORDERED) return w(k, W_BAR_BRIEF_ORDERED);
    return w(k, o->state == BAR_TAKEN ? W_BAR_BRIEF_TAKEN : W_BAR_BRIEF_DONE);
}

const char *bar_state_short(Kiosk *k, const BarOrder *o) {
    return wf(k, W_BAR_SHORT, o->number, bar_state_brief(k, o));
}

void bar_go(Kiosk *k) {
    if (bar_mine(k) && k->visit.bar.n == 0) {
        k->visit.bar.progress = PROGRESS_SAVED;
        nav_go(k, SCREEN_BAR_ORDER);
        return;
    }
    nav_go(k, SCREEN_BAR);
}

bool bar_foot(Kiosk *k, Rect *foot) {
    const BarOrder *mine = bar_mine(k);
    if (!mine) return false;
    Button b = {.label = bar_state_short(k, mine), .icon = "cup", .look = BUTTON_BARE, .px = 28, .radius = 24};
    float width = ui_button_width(&k->ui, b, 24);
    if (width > foot->w) return false;
    if (ui_button(&k->ui, "foot.bar", cut_left(foot, width, 16), b)) bar_go(k);
    return true;
}

static BarAskItem *in_basket(Kiosk *k, const char *offer_id) {
    BarVisit *v = &k->visit.bar;
    for (size_t i = 0; i < v->n; i++)
        if (strcmp(v->basket[i].offer_id, offer_id) == 0) return &v->basket[i];
    return NULL;
}

/* Another basket is another order. */
void bar_add(Kiosk *k, const char *offer_id, Fen price, int more) {
    BarVisit *v = &k->visit.bar;
    BarAskItem *item = in_basket(k, offer_id);
    if (!item) {
        if (more <= 0 || v->n == BAR_ITEMS_MAX) return;
        item = &v->basket[v->n++];
        *item = (BarAskItem){.price = price};
        snprintf(item->offer_id, sizeof item->offer_id, "%s", offer_id);
    }
    item->price = price;
    item->count += more;
    if (item->count > BAR_COUNT_MAX) item->count = BAR_COUNT_MAX;
    v->progress = PROGRESS_NONE;
    k->again = true;
    if (item->count > 0) return;
    size_t at = (size_t)(item - v->basket);
    memmove(item, item + 1, (v->n - at - 1) * sizeof *item);
    v->n--;
}

/* What left the menu leaves the basket; a price that changed is shown before it is ordered. */
static void refresh(Kiosk *k) {
    BarVisit *v = &k->visit.bar;
    for (size_t i = v->n; i-- > 0;) {
        const Offer *o = offer_by_id(k, v->basket[i].offer_id);
        if (o && on_menu(o))
            v->basket[i].price = o->price;
        else
            bar_add(k, v->basket[i].offer_id, 0, -BAR_COUNT_MAX);
    }
}

static Fen basket_sum(const Kiosk *k) {
    Fen sum = 0;
    for (size_t i = 0; i < k->visit.bar.n; i++) sum += k->visit.bar.basket[i].price * k->visit.bar.basket[i].count;
    return sum;
}

/* --- one thing -------------------------------------------------------------------------------------------------------
 */

static void draw_stepper(Kiosk *k, Rect r, const Offer *o, int number) {
    const BarAskItem *item = in_basket(k, o->offer_id);
    int count = item ? item->count : 0;
    float reach = k->ui.touch_min, side = k->ui.large ? reach - 24 : reach; /* painted within the card's edge */
    Rect less = cut_left(&r, reach, 0), more = cut_right(&r, reach, 0);
    Button minus = {.icon = "minus", .look = BUTTON_SUNKEN}, plus = {.icon = "plus", .look = BUTTON_PRIMARY};
    plus.disabled = count >= BAR_COUNT_MAX;
    if (count > 0) {
        char text[16];
        snprintf(text, sizeof text, "%d", count);
        ui_text(&k->ui, r, text, style(40, true, k->ui.theme->ink, ALIGN_CENTER));
        if (ui_button(&k->ui, ui_id(&k->ui, "bar.less.%d", number), centered(less, side, side), minus))
            bar_add(k, o->offer_id, o->price, -1);
    }
    if (ui_button(&k->ui, ui_id(&k->ui, "bar.more.%d", number), centered(more, side, side), plus))
        bar_add(k, o->offer_id, o->price, 1);
}

static void draw_card(Kiosk *k, Rect r, const Offer *o, int number) {
    ui_card(&k->ui, r);
    Rect words = cut_bottom(&r, 246, 0);
    offer_picture(k, r, o, CORNERS_TOP);
    Rect in = {words.x + 28, words.y + 18, words.w - 56, words.h - 36};
    ui_text(&k->ui, cut_top(&in, 48, 0), pick(k, o->title_zh, o->title_en), style_head(k));
    const char *text = pick(k, o->text_zh, o->text_en);
    Rect line = cut_top(&in, 38, 16);
    if (*text) ui_text(&k->ui, line, text, style_label(k));
    Rect row = cut_top(&in, 96, 0), step = cut_right(&row, 268, 12);
    ui_text(&k->ui, row, offer_price(k, o), style(44, true, k->ui.theme->ink, ALIGN_LEFT));
    draw_stepper(k, step, o, number);
}

/* On a wide panel a line of the menu: its picture whole, prices and steppers one under the other. */
static void draw_line(Kiosk *k, Rect r, const Offer *o, int number) {
    ui_card(&k->ui, r);
    Rect in = r;
    offer_picture(k, cut_left(&in, r.h * 2, 36), o, CORNERS_LEFT);
    in.w -= 36;
    draw_stepper(k, cut_right(&in, 268, 32), o, number);
    TextStyle price = style(44, true, k->ui.theme->ink, ALIGN_RIGHT);
    ui_text(&k->ui, cut_right(&in, 150, 24), offer_price(k, o), price);
    const char *text = pick(k, o->text_zh, o->text_en);
    in = centered(in, in.w, *text ? 48 + 40 : 48);
    ui_text(&k->ui, cut_top(&in, 48, 0), pick(k, o->title_zh, o->title_en), style_head(k));
    if (*text) ui_text(&k->ui, in, text, style_label(k));
}

/* Large and low, upright: a row with a small picture. */
static void draw_row(Kiosk *k, Rect r, const Offer *o, int number) {
    ui_card(&k->ui, r);
    Rect in = r;
    offer_picture(k, cut_left(&in, r.h * 1.5f, 24), o, CORNERS_LEFT);
    in.w -= 12;
    Rect step = cut_right(&in, 320, 16), text = centered(in, in.w, 110);
    ui_text(&k->ui, cut_top(&text, 60, 0), pick(k, o->title_zh, o->title_en), style_head(k));
    ui_text(&k->ui, text, offer_price(k, o), style_body(k));
    draw_stepper(k, step, o, number);
}

/* … and across: a tall card, its picture above the reach, the rest within. */
static void draw_tall_card(Kiosk *k, Rect r, const Offer *o, int number) {
    ui_card(&k->ui, r);
    offer_picture(k, cut_top(&r, k->ui.low.y - r.y, 0), o, CORNERS_TOP);
    Rect in = rect_inset(r, 24, 12);
    draw_stepper(k, cut_bottom(&in, TOUCH_MIN_LARGE, 0), o, number);
    Rect text = centered(in, in.w, 130);
    ui_text(&k->ui, cut_top(&text, 64, 4), pick(k, o->title_zh, o->title_en), style_head(k));
    ui_text(&k->ui, text, offer_price(k, o), style(40, true, k->ui.theme->ink, ALIGN_LEFT));
}

/* --- the basket
 * -------------------------------------------------------------------------------------------------------- */

static void draw_lines(Kiosk *k, Rect in) {
    float row = scaled(k, 46);
    for (size_t i = 0; i < k->visit.bar.n && in.h >= row; i++) {
        const BarAskItem *item = &k->visit.bar.basket[i];
        const Offer *o = offer_by_id(k, item->offer_id);
        if (!o) continue;
        Rect line = cut_top(&in, row, 0);
        const char *sum = show_fen(k, item->price * item->count);
        ui_text(&k->ui, cut_right(&line, ui_text_width(&k->ui, sum, style_body(k)) + 2, 16), sum, right(style_body(k)));
        ui_text(&k->ui, line,
                arena_printf(&k->ui.list->arena, "%d × %s", item->count, pick(k, o->title_zh, o->title_en)),
                style_body(k));
    }
}

static void go_on(Kiosk *k, Rect r) {
    Button b = {.label = w(k, W_BAR_NEXT), .look = BUTTON_ACCENT, .disabled = k->visit.bar.n == 0};
    if (ui_button(&k->ui, "bar.next", r, b)) nav_go(k, SCREEN_BAR_ORDER);
}

static void mine_button(Kiosk *k, Rect r, Button b) {
    if (!ui_button(&k->ui, "bar.mine", r, b)) return;
    k->visit.bar.progress = PROGRESS_SAVED;
    nav_go(k, SCREEN_BAR_ORDER);
}

static void draw_mine(Kiosk *k, Rect r, const BarOrder *o) {
    Button b = {.label = wf(k, W_BAR_MINE, o->number, bar_state_words(k, o)), .icon = "cup", .px = 28};
    b.look = k->ui.large ? BUTTON_PLAIN : BUTTON_SUNKEN;
    mine_button(k, r, b);
}

/* In a foot. */
static void draw_mine_short(Kiosk *k, Rect *foot, const BarOrder *o) {
    Button b = {.label = bar_state_short(k, o), .icon = "cup", .px = 28};
    mine_button(k, cut_left(foot, fminf(ui_button_width(&k->ui, b, 24), foot->w), 24), b);
}

static void draw_basket(Kiosk *k, Rect r) {
    const BarOrder *mine = bar_mine(k);
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 36, 32);
    go_on(k, cut_bottom(&in, 96, 16));
    if (mine) draw_mine(k, cut_bottom(&in, 96, 16), mine);
    Rect sum = cut_bottom(&in, 60, 8);
    ui_text(&k->ui, sum, w(k, W_BAR_SUM), style_head(k));
    ui_text(&k->ui, sum, show_fen(k, basket_sum(k)), style(48, true, k->ui.theme->ink, ALIGN_RIGHT));
    ui_text(&k->ui, cut_top(&in, 48, 12), w(k, W_BAR_BASKET), style_head(k));
    if (k->visit.bar.n == 0)
        ui_text(&k->ui, cut_top(&in, 40, 0), w(k, W_BAR_BASKET_EMPTY), style_label(k));
    else
        draw_lines(k, in);
}

/* --- the screen
 * --------------------------------------------------------------------------------------------------------- */

static int read_menu(Kiosk *k, const Offer ***out) {
    int n = 0;
    *out = arena_alloc(&k->ui.list->arena, (k->snap.n_offers + 1) * sizeof **out);
    for (size_t i = 0; i < k->snap.n_offers; i++)
        if (on_menu(&k->snap.offers[i])) (*out)[n++] = &k->snap.offers[i];
    return n;
}

static void draw_pager(Kiosk *k, Rect *foot, int pages) {
    int *page = &k->visit.bar.page;
    if (*page >= pages) *page = pages ? pages - 1 : 0;
    if (pages < 2) return;
    if (*page + 1 < pages && foot_button(k, foot, "bar.page.next", W_NEXT_PAGE, BUTTON_PLAIN)) ++*page, k->again = true;
    if (*page > 0 && foot_button(k, foot, "bar.page.prev", W_PREV_PAGE, BUTTON_PLAIN)) --*page, k->again = true;
}

static int basket_count(const Kiosk *k) {
    int n = 0;
    for (size_t i = 0; i < k->visit.bar.n; i++) n += k->visit.bar.basket[i].count;
    return n;
}

/* Large and low, across: four cards fill the page; what was chosen stands on them, their sum in the foot. */
static void draw_large_across(Kiosk *k, Rect body, const Offer *const *menu, int n) {
    enum { CARDS = 4 };
    Rect foot = screen_foot(k, NULL), grid = {body.x, HEAD_H, body.w, body.y + body.h - HEAD_H};
    Button next = {.label = w(k, W_BAR_NEXT)};
    go_on(k, cut_right(&foot, ui_button_width(&k->ui, next, 48), 24));
    draw_pager(k, &foot, (n + CARDS - 1) / CARDS);
    for (int i = 0, at = k->visit.bar.page * CARDS; i < CARDS && at + i < n; i++)
        draw_tall_card(k, grid_cell(grid, CARDS, 1, i, 24), menu[at + i], at + i + 1);
    const BarOrder *mine = bar_mine(k);
    if (mine) draw_mine_short(k, &foot, mine);
    if (k->visit.bar.n > 0)
        foot_note(k, foot,
                  arena_printf(&k->ui.list->arena, "%s %d · %s %s", w(k, W_BAR_BASKET), basket_count(k),
                               w(k, W_BAR_SUM), show_fen(k, basket_sum(k))));
    else if (!mine)
        foot_note(k, foot, w(k, W_BAR_BASKET_EMPTY));
}

/* … and upright: what was chosen above to read, rows below to touch. */
static void draw_large(Kiosk *k, Rect body, const Offer *const *menu, int n) {
    Rect foot = screen_foot(k, NULL), actions = cut_bottom(&body, TOUCH_MIN_LARGE, 16), see = screen_see(k);
    int rows = (int)((body.h + 16) / (TOUCH_MIN_LARGE + 16));
    rows = rows < 1 ? 1 : rows > 4 ? 4 : rows;
    draw_pager(k, &foot, (n + rows - 1) / rows);
    for (int i = 0, at = k->visit.bar.page * rows; i < rows && at + i < n; i++)
        draw_row(k, grid_cell(body, 1, rows, i, 16), menu[at + i], at + i + 1);
    const BarOrder *mine = bar_mine(k);
    if (mine) draw_mine(k, cut_left(&actions, (actions.w - 24) / 2, 24), mine);
    go_on(k, actions);
    Rect sum = cut_bottom(&see, 72, 8);
    ui_text(&k->ui, sum, w(k, W_BAR_SUM), style_head(k));
    ui_text(&k->ui, sum, show_fen(k, basket_sum(k)), style(48, true, k->ui.theme->ink, ALIGN_RIGHT));
    ui_text(&k->ui, cut_top(&see, 64, 8), w(k, W_BAR_BASKET), style_head(k));
    if (k->visit.bar.n == 0)
        ui_text(&k->ui, cut_top(&see, 60, 0), w(k, W_BAR_BASKET_EMPTY), style_body(k));
    else
        draw_lines(k, see);
}

static void draw_nothing(Kiosk *k) {
    Rect whole = screen_whole(k), body = screen_body(k);
    Button call = {.label = w(k, W_OFFER_ASK_BAR), .icon = "cup", .look = BUTTON_ACCENT};
    Rect at =
        k->ui.large ? centered(body, 560, TOUCH_MIN_LARGE) : (Rect){whole.x, whole.y + whole.h / 2 + 40, whole.w, 96};
    at = centered(at, ui_button_width(&k->ui, call, 48), at.h);
    Rect words = k->ui.large ? screen_see(k) : (Rect){whole.x, whole.y, whole.w, whole.h / 2};
    ui_text(&k->ui, words, w(k, W_BAR_EMPTY), center(style_head(k)));
    if (ui_button(&k->ui, "nav.call", at, call)) call_sheet(k, "bar", "");
    screen_foot(k, NULL);
}

static void draw(Kiosk *k) {
    const Offer **menu;
    refresh(k);
    int n = read_menu(k, &menu);
    Rect body = screen_header(k, w(k, W_BAR_TITLE), w(k, W_BAR_SUB), 0);
    if (n == 0) {
        draw_nothing(k);
        return;
    }
    if (k->ui.large) {
        (ui_portrait(&k->ui) ? draw_large : draw_large_across)(k, body, menu, n);
        return;
    }
    bool portrait = ui_portrait(&k->ui);
    int cols = portrait ? 2 : 1, rows = portrait ? 2 : 4, each = cols * rows;
    Rect basket = portrait ? cut_bottom(&body, 470, 28) : cut_right(&body, 480, 32);
    Rect foot = screen_foot(k, NULL);
    draw_pager(k, &foot, (n + each - 1) / each);
    for (int i = 0, at = k->visit.bar.page * each; i < each && at + i < n; i++)
        (portrait ? draw_card : draw_line)(k, grid_cell(body, cols, rows, i, portrait ? 28 : 24), menu[at + i],
                                           at + i + 1);
    draw_basket(k, basket);
}

const Screen screen_bar = {.id = "bar", .draw = draw};
