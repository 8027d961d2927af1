/* Where the order is brought, and the tap that sends it; then its number and how far it is, and taking it back while
 * the bar has not begun. */
#include "seats.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- asking ----------------------------------------------------------------------------------------------------------
 */

static Fen basket_sum(const Kiosk *k) {
    Fen sum = 0;
    for (size_t i = 0; i < k->visit.bar.n; i++) sum += k->visit.bar.basket[i].price * k->visit.bar.basket[i].count;
    return sum;
}

static void choose(Kiosk *k, const char *seat) {
    BarVisit *v = &k->visit.bar;
    snprintf(v->seat, sizeof v->seat, "%s", seat);
    v->seat_said = true;
    v->progress = PROGRESS_NONE;
    k->again = true;
}

/* "I will fetch it" first, then the store's seats. */
static void draw_seats(Kiosk *k, Rect r) {
    const BarVisit *v = &k->visit.bar;
    const char *tapped = seats_draw(k, r, "bar.seat", w(k, W_BAR_FETCH), v->seat_said ? v->seat : NULL);
    if (tapped) choose(k, tapped);
}

static void send(Kiosk *k) {
    BarVisit *v = &k->visit.bar;
    if (v->progress == PROGRESS_SAVING || v->n == 0 || !v->seat_said) return;
    Job job = job_new(k, JOB_BAR, v->key);
    memcpy(job.basket, v->basket, sizeof job.basket);
    job.n_basket = (int)v->n;
    snprintf(job.seat, sizeof job.seat, "%s", v->seat);
    v->progress = PROGRESS_SAVING;
    k->post(k->post_ctx, &job);
    k->again = true;
}

static void send_button(Kiosk *k, Rect r) {
    const BarVisit *v = &k->visit.bar;
    bool saving = v->progress == PROGRESS_SAVING;
    Button b = {.label = w(k, saving ? W_SAVING : W_BAR_SEND),
                .look = BUTTON_ACCENT,
                .disabled = saving || !v->seat_said || v->n == 0};
    if (ui_button(&k->ui, "bar.send", r, b)) send(k);
}

static void draw_line(Kiosk *k, Rect line, int count, const char *title, Fen sum) {
    const char *price = show_fen(k, sum);
    ui_text(&k->ui, cut_right(&line, ui_text_width(&k->ui, price, style_body(k)) + 2, 16), price, right(style_body(k)));
    ui_text(&k->ui, line, arena_printf(&k->ui.list->arena, "%d × %s", count, title), style_body(k));
}

static void draw_basket(Kiosk *k, Rect in) {
    float row = scaled(k, 46);
    Rect sum = cut_bottom(&in, scaled(k, 60), 8);
    ui_text(&k->ui, sum, w(k, W_BAR_SUM), style_head(k));
    ui_text(&k->ui, sum, show_fen(k, basket_sum(k)), style(48, true, k->ui.theme->ink, ALIGN_RIGHT));
    for (size_t i = 0; i < k->visit.bar.n && in.h >= row; i++) {
        const BarAskItem *item = &k->visit.bar.basket[i];
        const Offer *o = offer_by_id(k, item->offer_id);
        if (o)
            draw_line(k, cut_top(&in, row, 0), item->count, pick(k, o->title_zh, o->title_en),
                      item->price * item->count);
    }
}

static void draw_note(Kiosk *k, Rect r) {
    const BarVisit *v = &k->visit.bar;
    TextStyle s = style_label(k);
    bool failed = v->progress == PROGRESS_FAILED;
    if (failed) s.color = k->ui.theme->accent, s.bold = true;
    const char *words = failed ? says_error(k, &v->err) : v->seat_said ? w(k, W_BAR_PAY) : w(k, W_BAR_CHOOSE_SEAT);
    ui_paragraph(&k->ui, r, words, s, scaled(k, 40));
}

static void draw_ask(Kiosk *k) {
    bool portrait = ui_portrait(&k->ui);
    Rect body = screen_header(k, w(k, W_BAR_ORDER_TITLE), NULL, 0);
    if (k->ui.large) {
        Rect see = screen_see(k);
        draw_note(k, cut_bottom(&see, 104, 12));
        draw_basket(k, see);
        Rect foot = screen_actions(k, &body, NULL);
        draw_seats(k, body);
        Rect at = portrait ? foot : cut_right(&foot, fminf(520, foot.w), 0);
        send_button(k, at);
        return;
    }
    Rect side = portrait ? cut_bottom(&body, 640, 28) : cut_right(&body, 600, 32);
    ui_card(&k->ui, body);
    draw_seats(k, rect_inset(body, 40, 40));
    ui_card(&k->ui, side);
    Rect in = rect_inset(side, 40, 36);
    send_button(k, cut_bottom(&in, 96, 16));
    draw_note(k, cut_bottom(&in, 80, 12));
    ui_text(&k->ui, cut_top(&in, 48, 12), w(k, W_BAR_BASKET), style_head(k));
    draw_basket(k, in);
    screen_foot(k, NULL);
}

/* --- what became of it
 * -------------------------------------------------------------------------------------------------- */

static void cancel_order(Kiosk *k, const BarOrder *o) {
    BarVisit *v = &k->visit.bar;
    if (!v->cancelling) { /* asked once more before it is done */
        v->cancelling = true;
        k->again = true;
        return;
    }
    v->cancelling = false;
    v->cancel = PROGRESS_SAVING;
    Job job = job_new(k, JOB_BAR_CANCEL, o->bar_order_id);
    k->post(k->post_ctx, &job);
    k->again = true;
}

static void order_more(Kiosk *k) {
    BarVisit *v = &k->visit.bar;
    *v = (BarVisit){0};
    k->visit.depth = 0;
    nav_go(k, SCREEN_BAR);
}

static const char *seat_words(Kiosk *k, const BarOrder *o) {
    return *o->seat ? wf(k, W_BAR_TO_SEAT, pick(k, o->seat_zh, o->seat_en)) : w(k, W_BAR_FETCH);
}

static void draw_items(Kiosk *k, Rect in, const BarOrder *o) {
    float row = scaled(k, 46);
    Rect sum = cut_bottom(&in, scaled(k, 60), 8);
    ui_text(&k->ui, sum, w(k, W_BAR_SUM), style_head(k));
    ui_text(&k->ui, sum, show_fen(k, o->total), style(48, true, k->ui.theme->ink, ALIGN_RIGHT));
    for (size_t i = 0; i < o->n && in.h >= row; i++)
        draw_line(k, cut_top(&in, row, 0), o->items[i].count, pick(k, o->items[i].title_zh, o->items[i].title_en),
                  o->items[i].price * o->items[i].count);
}

static void draw_state(Kiosk *k, Rect in, const BarOrder *o) {
    const Theme *t = k->ui.theme;
    bool done = o->state == BAR_DONE, gone = o->state == BAR_CANCELLED;
    ui_text(&k->ui, cut_top(&in, scaled(k, 100), 8), wf(k, W_BAR_NUMBER, o->number),
            style(80, true, gone ? t->ink3 : t->ink, ALIGN_LEFT));
    Color front = gone ? t->ink2 : done ? t->go : t->wait, back = gone ? t->sunken : done ? t->go_soft : t->wait_soft;
    Rect pill = cut_top(&in, ui_pill_height(&k->ui), 20);
    ui_pill(&k->ui, pill.x, pill.y, false, done ? "check" : gone ? NULL : "clock", bar_state_words(k, o), front, back);
    ui_text(&k->ui, cut_top(&in, scaled(k, 46), 4), seat_words(k, o), style_body(k));
    TextStyle s = style_label(k);
    bool failed = k->visit.bar.cancel == PROGRESS_FAILED;
    if (failed) s.color = t->accent, s.bold = true;
    ui_paragraph(&k->ui, in, failed ? says_error(k, &k->visit.bar.err) : w(k, W_BAR_PAY), s, scaled(k, 40));
}

static void state_buttons(Kiosk *k, Rect r, const BarOrder *o) {
    bool may = o->state == BAR_ORDERED && k->visit.bar.cancel != PROGRESS_SAVING;
    Button more = {.label = w(k, W_BAR_MORE), .look = BUTTON_PRIMARY, .px = 30};
    Button cancel = {.label = w(k, k->visit.bar.cancelling ? W_BAR_CANCEL_YES : W_BAR_CANCEL),
                     .look = k->visit.bar.cancelling ? BUTTON_ACCENT
                             : k->ui.large           ? BUTTON_PLAIN
                                                     : BUTTON_SUNKEN,
                     .px = 30};
    if (may && ui_button(&k->ui, "bar.cancel", cut_left(&r, (r.w - 24) / 2, 24), cancel)) {
        cancel_order(k, o);
        return;
    }
    if (ui_button(&k->ui, "bar.again", r, more)) order_more(k);
}

static void draw_order(Kiosk *k, const BarOrder *o) {
    bool portrait = ui_portrait(&k->ui);
    Rect body = screen_header(k, w(k, W_BAR_TITLE), NULL, 0);
    if (k->ui.large) {
        Rect see = screen_see(k), items = portrait ? cut_bottom(&see, see.h / 2, 24) : cut_right(&see, see.w / 2, 48);
        draw_state(k, see, o);
        draw_items(k, items, o);
        screen_foot(k, NULL);
        state_buttons(k, cut_top(&body, fminf(body.h, 160), 0), o);
        return;
    }
    Rect side = portrait ? cut_bottom(&body, body.h / 2, 28) : cut_right(&body, 700, 32);
    ui_card(&k->ui, body);
    Rect in = rect_inset(body, 52, 48);
    state_buttons(k, cut_bottom(&in, 104, 20), o);
    draw_state(k, in, o);
    ui_card(&k->ui, side);
    in = rect_inset(side, 48, 44);
    ui_text(&k->ui, cut_top(&in, 48, 12), w(k, W_BAR_BASKET), style_head(k));
    draw_items(k, in, o);
    screen_foot(k, NULL);
}

/* The order that was just sent, or the visit's newest when one came to look. */
static const BarOrder *shown_order(const Kiosk *k) {
    for (size_t i = 0; i < k->bar.n; i++)
        if (strcmp(k->bar.orders[i].bar_order_id.text, k->visit.bar.key.text) == 0) return &k->bar.orders[i];
    const BarOrder *mine = bar_mine(k);
    return mine ? mine : k->bar.n ? &k->bar.orders[0] : NULL;
}

static void draw(Kiosk *k) {
    const BarOrder *o = k->visit.bar.progress == PROGRESS_SAVED ? shown_order(k) : NULL;
    if (o) {
        draw_order(k, o);
        return;
    }
    if (k->visit.bar.n == 0) { /* the menu changed under the hand */
        nav_back(k);
        return;
    }
    draw_ask(k);
}

/* The key is made when the form opens: a second tap or a retry is the same order. */
static void enter(Kiosk *k) {
    BarVisit *v = &k->visit.bar;
    v->cancelling = false;
    v->cancel = PROGRESS_NONE;
    if (v->progress != PROGRESS_SAVED) v->key = uuid_new();
}

const Screen screen_bar_order = {.id = "bar_order", .draw = draw, .enter = enter};
