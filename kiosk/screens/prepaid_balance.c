/* The balance of prepaid packages: the card on My car, and the page with each sale and use. Its words come from what
 * was frozen at the sale, never from today's price list. */
#include "prepaid_balance.h"

#include "common.h"

#include <stdio.h>
#include <string.h>

const PrepaidSale *prepaid_next_sale(const Kiosk *k) {
    const PrepaidSale *over = NULL;
    Ms now = clock_now();
    for (size_t i = 0; i < k->car.n_prepaid; i++) {
        const PrepaidSale *s = &k->car.prepaid[i];
        if (s->state.left < 1) continue;
        if (now <= s->valid_until) return s;
        if (!over) over = s;
    }
    return over;
}

int prepaid_left(const Kiosk *k) {
    int left = 0;
    for (size_t i = 0; i < k->car.n_prepaid; i++) left += k->car.prepaid[i].state.left;
    return left;
}

const char *prepaid_next_words(Kiosk *k) {
    const PrepaidSale *s = prepaid_next_sale(k);
    int turn = s ? book_next_turn(&s->book, &s->state) : 0;
    if (!turn) return "";
    return wf(k, W_BALANCE_NEXT, show_percent(k, s->percent[turn - 1]),
              show_fen(k, s->book.list - s->book.price[turn - 1]));
}

/* A segment for each service of this sale, the used ones filled. */
static void draw_segments(Kiosk *k, Rect r, const PrepaidSale *s) {
    const float gap = 6;
    float each = (r.w - gap * (float)(s->book.services - 1)) / (float)s->book.services;
    for (int i = 0; i < s->book.services; i++) {
        Rect one = {r.x + (float)i * (each + gap), r.y, each, r.h};
        ui_fill(&k->ui, one, s->state.used[i] ? k->ui.theme->go : k->ui.theme->sunken, r.h / 2);
    }
}

static void left_pill(Kiosk *k, float right_x, float y) {
    const Theme *t = k->ui.theme;
    ui_pill(&k->ui, right_x, y, true, NULL, wf(k, W_BALANCE_LEFT, prepaid_left(k)), t->wait, t->wait_soft);
}

bool prepaid_card(Kiosk *k, Rect r) {
    static const char id[] = "mycar.balance";
    const PrepaidSale *s = prepaid_next_sale(k);
    if (!s) return false;
    bool tapped = ui_target(&k->ui, id, r);
    r = ui_sink(&k->ui, id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, id, k->ui.theme->surface, k->ui.theme->ink), RADIUS);
    float pill = ui_pill_height(&k->ui), bar = scaled(k, 12), line = scaled(k, 38), gap = r.h > 190 ? 20 : 10;
    Rect in = centered(rect_inset(r, 32, 0), r.w - 64, pill + gap + bar + gap + line), head = cut_top(&in, pill, gap);
    left_pill(k, head.x + head.w, head.y);
    head.w -= ui_pill_width(&k->ui, NULL, wf(k, W_BALANCE_LEFT, prepaid_left(k))) + 16;
    ui_text(&k->ui, head, w(k, W_BALANCE_TITLE), style_head(k));
    draw_segments(k, cut_top(&in, bar, gap), s);
    ui_text(&k->ui, in, prepaid_next_words(k), style_label(k));
    if (tapped) nav_go(k, SCREEN_BALANCE);
    return true;
}

/* --- the page: what happened ----------------------------------------------------------------------------------------
 */

static const char *entry_words(Kiosk *k, const PrepaidEntry *e) {
    if (strcmp(e->kind, "sold") == 0) return wf(k, W_BALANCE_SOLD, e->services);
    if (strcmp(e->kind, "used") == 0) return wf(k, W_BALANCE_USED, e->turn);
    if (strcmp(e->kind, "returned") == 0) return w(k, W_BALANCE_RETURNED);
    return e->turn ? wf(k, W_BALANCE_CORRECTED_USE, e->turn) : w(k, W_BALANCE_CORRECTED);
}

/* What came in, what was used or given back; a correction takes back one of them. */
static const char *entry_sign(const PrepaidEntry *e) {
    bool in = strcmp(e->kind, "sold") == 0 || (strcmp(e->kind, "corrected") == 0 && e->turn);
    return in ? "+" : "−";
}

static void draw_entry(Kiosk *k, Rect r, const PrepaidEntry *e) {
    const Theme *t = k->ui.theme;
    Color ink = e->undone ? t->ink2 : t->ink;
    Rect day = cut_left(&r, scaled(k, 170), 16);
    TextStyle what = style(30, false, ink, ALIGN_LEFT), money = style(30, true, ink, ALIGN_RIGHT);
    what.strike = money.strike = e->undone;
    ui_text(&k->ui, day, show_month_day(k, e->at), style(28, false, t->ink2, ALIGN_LEFT));
    const char *fen = arena_printf(&k->ui.list->arena, "%s%s", entry_sign(e), show_fen(k, e->fen));
    ui_text(&k->ui, cut_right(&r, ui_text_width(&k->ui, fen, money) + 4, 16), fen, money);
    ui_text(&k->ui, r, entry_words(k, e), what);
}

/* Newest first; scrolls where the list may be touched, else as many as there is room for. */
static void draw_history(Kiosk *k, Rect r, bool scrolls) {
    size_t n = k->car.n_prepaid_log;
    float row = scaled(k, 64);
    if (!scrolls) {
        for (size_t i = 0; i < n && r.h >= row; i++) draw_entry(k, cut_top(&r, row, 0), &k->car.prepaid_log[n - 1 - i]);
        return;
    }
    ui_scroll_begin(&k->ui, "balance.list", r, row * (float)n, &k->visit.balance_scroll);
    for (size_t i = 0; i < n; i++) {
        Rect at = {r.x, r.y + (float)i * row - k->visit.balance_scroll.offset, r.w, row};
        if (at.y + row > r.y && at.y < r.y + r.h) draw_entry(k, at, &k->car.prepaid_log[n - 1 - i]);
    }
    ui_scroll_end(&k->ui);
}

/* --- the page: what is left ------------------------------------------------------------------------------------------
 */

static Fen deposit_of(const Kiosk *k) {
    Fen sum = 0;
    for (size_t i = 0; i < k->car.n_prepaid; i++) sum += k->car.prepaid[i].state.deposit;
    return sum;
}

static Fen refund_of(const Kiosk *k) {
    Fen sum = 0;
    for (size_t i = 0; i < k->car.n_prepaid; i++)
        if (k->car.prepaid[i].state.left > 0) sum += book_refund(&k->car.prepaid[i].book, &k->car.prepaid[i].state);
    return sum;
}

static void draw_left(Kiosk *k, Rect *in, const PrepaidSale *s) {
    const Theme *t = k->ui.theme;
    ui_text(&k->ui, cut_top(in, scaled(k, 48), 0), w(k, W_BALANCE_DEPOSIT), style_head(k));
    ui_text(&k->ui, cut_top(in, 120, 12), show_fen(k, deposit_of(k)),
            style(k->ui.large ? 88 : 96, true, t->ink, ALIGN_LEFT));
    Rect pill = cut_top(in, ui_pill_height(&k->ui), 20);
    ui_pill(&k->ui, pill.x, pill.y, false, NULL, wf(k, W_BALANCE_LEFT, prepaid_left(k)), t->wait, t->wait_soft);
    if (!s) return;
    draw_segments(k, cut_top(in, scaled(k, 12), 16), s);
    ui_text(&k->ui, cut_top(in, scaled(k, 40), 0), prepaid_next_words(k), style_body(k));
    if (s->filter_free) ui_text(&k->ui, cut_top(in, scaled(k, 40), 0), w(k, W_PREPAID_FILTER_FREE), style_body(k));
    ui_text(&k->ui, cut_top(in, scaled(k, 40), 0), wf(k, W_BALANCE_VALID, show_date(k, s->valid_until)),
            style_label(k));
    ui_text(&k->ui, cut_top(in, scaled(k, 40), 12), wf(k, W_BALANCE_REFUND, show_fen(k, refund_of(k))), style_label(k));
}

static void call_button(Kiosk *k, Rect r) {
    Button ask = {.label = w(k, W_MYCAR_CALL), .icon = "bell", .look = BUTTON_ACCENT};
    if (ui_button(&k->ui, "nav.call", r, ask)) call_sheet(k, "advisor", "prepaid");
}

static void more_button(Kiosk *k, Rect r) {
    if (ui_button(&k->ui, "balance.more", r, (Button){.label = w(k, W_BALANCE_MORE), .look = BUTTON_SUNKEN}))
        nav_go(k, SCREEN_PREPAID);
}

static void draw_plain(Kiosk *k, Rect body, const PrepaidSale *s) {
    Rect side = ui_portrait(&k->ui) ? cut_top(&body, 750, 28) : cut_right(&body, 640, 40);
    ui_card(&k->ui, side);
    Rect in = rect_inset(side, ui_portrait(&k->ui) ? 40 : 44, 36), buttons = cut_bottom(&in, 96 * 2 + 16, 24);
    call_button(k, cut_top(&buttons, 96, 16));
    more_button(k, buttons);
    draw_left(k, &in, s);
    ui_card(&k->ui, body);
    in = rect_inset(body, ui_portrait(&k->ui) ? 40 : 52, 40);
    const char *terms = s ? pick(k, s->terms_zh, s->terms_en) : "";
    if (*terms) ui_paragraph(&k->ui, cut_bottom(&in, 3 * 40, 24), terms, style_label(k), 40);
    ui_text(&k->ui, cut_top(&in, 48, 16), w(k, W_BALANCE_HISTORY), style_head(k));
    draw_history(k, in, true);
}

static void draw_large(Kiosk *k, const PrepaidSale *s) {
    bool portrait = ui_portrait(&k->ui);
    Rect see = screen_see(k), body = screen_body(k);
    Rect buttons = portrait ? cut_bottom(&body, k->ui.touch_min * 2 + 24, 24) : cut_right(&body, 700, 56);
    if (portrait) {
        Rect left = cut_top(&see, 560, 24);
        draw_left(k, &left, s);
        see.h = body.y + body.h - see.y;
    } else {
        Rect left = cut_right(&see, 700, 56);
        draw_left(k, &left, s);
        see.h = body.y + body.h - see.y;
    }
    ui_card(&k->ui, see);
    Rect in = rect_inset(see, 36, 28);
    const char *terms = s ? pick(k, s->terms_zh, s->terms_en) : "";
    float line = scaled(k, 40), width = ui_text_width(&k->ui, terms, style_label(k));
    int lines = (int)(1.15f * width / in.w) + 1;
    if (*terms) ui_paragraph(&k->ui, cut_bottom(&in, line * (float)lines, 16), terms, style_label(k), line);
    ui_text(&k->ui, cut_top(&in, scaled(k, 48), 12), w(k, W_BALANCE_HISTORY), style_head(k));
    draw_history(k, in, false);
    more_button(k, cut_bottom(&buttons, k->ui.touch_min, 24));
    call_button(k, cut_bottom(&buttons, k->ui.touch_min, 0));
}

static void draw(Kiosk *k) {
    const Order *o = my_order(k);
    if (!o || k->car.n_prepaid == 0) { /* handed over meanwhile, or the sale was taken back */
        nav_home(k);
        return;
    }
    const char *sub = arena_printf(&k->ui.list->arena, "%s · %s", show_plate(k, o), show_model(k, o));
    Rect body = screen_header(k, w(k, W_BALANCE_TITLE), sub, 0);
    screen_foot(k, w(k, W_BALANCE_FOOT));
    const PrepaidSale *s = prepaid_next_sale(k);
    if (k->ui.large)
        draw_large(k, s);
    else
        draw_plain(k, body, s);
}

const Screen screen_balance = {.id = "balance", .draw = draw};
