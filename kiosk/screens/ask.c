/* The two questions an offer's page has, and their answers: which desk, whether a number has to be typed or a seat can
 * be said first, and afterwards who is coming. A drink is simply ordered. */
#include "ask.h"

#include "base/log.h"
#include "common.h"
#include "rules/mask.h"

#include <stdio.h>
#include <string.h>

/* --- what is known --------------------------------------------------------------------------------------------------
 */

/* The number that the desk will find with the order (leads.h): of who brought the car, else its owner's. */
static bool read_number(Kiosk *k, Err *err) {
    Arena arena = {0};
    OrderPeople people;
    k->ask.number[0] = '\0';
    if (!*k->visit.order_no || !k->car.found) return true;
    bool ok = orders_people(k->db, &arena, k->visit.order_no, &people, err);
    if (ok)
        mask_phone(*people.bringer_phone ? people.bringer_phone : people.owner_phone, k->ask.number,
                   sizeof k->ask.number);
    arena_free(&arena);
    return ok;
}

void ask_read(Kiosk *k) {
    AskDetail *a = &k->ask;
    Err err = {0};
    arena_reset(&a->arena);
    a->leads = NULL;
    a->n = 0;
    a->number[0] = '\0';
    if (!k->visit.active || !uuid_is_set(&k->visit.id)) return;
    if (!leads_asked(k->db, &a->arena, &k->visit.id, k->visit.order_no, &a->leads, &a->n, &err) ||
        !read_number(k, &err)) {
        a->n = 0;
        log_err(LOG_ERROR, "ask", &err);
    }
}

static void about_offer(const Offer *o, char out[80]) {
    snprintf(out, 80, "offer:%.70s", o->offer_id);
}

const Lead *ask_open_lead(const Kiosk *k, const char *kind, const Offer *o) {
    char about[80];
    about_offer(o, about);
    for (size_t i = 0; i < k->ask.n; i++) {
        const Lead *l = &k->ask.leads[i];
        if (!l->done && strcmp(l->kind, kind) == 0 && strcmp(l->about, about) == 0 &&
            strcmp(l->visit_id.text, k->visit.id.text) == 0)
            return l;
    }
    return NULL;
}

const Lead *ask_booking(const Kiosk *k) {
    for (size_t i = 0; i < k->ask.n; i++) {
        const Lead *l = &k->ask.leads[i];
        if (strcmp(l->kind, "booking") == 0 && *l->order_no && strcmp(l->order_no, k->visit.order_no) == 0) return l;
    }
    return NULL;
}

/* --- what a kind has ------------------------------------------------------------------------------------------------
 */

bool ask_can_show(const Offer *o) {
    static const char *const shown[] = {"accessory", "tyre", "wash", "paint", "interior", "exterior"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (strcmp(o->kind, shown[i]) == 0) return true;
    return false;
}

/* Who calls about it. */
static const char *desk_of(const Offer *o) {
    static const struct {
        const char *kind, *desk;
    } desks[] = {{"accessory", "sales"}, {"tyre", "sales"}, {"trade_in", "sales"}, {"renewal", "insurance"}};
    for (size_t i = 0; i < sizeof desks / sizeof *desks; i++)
        if (strcmp(o->kind, desks[i].kind) == 0) return desks[i].desk;
    return "advisor";
}

/* --- asking ---------------------------------------------------------------------------------------------------------
 */

void ask_begin(Kiosk *k, const char *kind, const Offer *o) {
    Visit *v = &k->visit;
    char about[80];
    about_offer(o, about);
    if (v->lead_progress == PROGRESS_SAVED) v->lead_kind[0] = '\0'; /* that one is sent: another one is another */
    lead_begin(k, kind, strcmp(kind, "show") == 0 ? "bar" : desk_of(o), about, "");
}

static void ask_to_see(Kiosk *k, const Offer *o) {
    if (settings_count(k->snap.settings, "bar.seats") > 0) {
        nav_go(k, SCREEN_SHOW);
        return;
    }
    ask_begin(k, "show", o);
    lead_ask(k);
}

static void ask_to_call(Kiosk *k, const Offer *o) {
    if (!*k->ask.number) {
        nav_go(k, SCREEN_CALLME);
        return;
    }
    ask_begin(k, "callback", o);
    lead_ask(k);
}

/* A drink goes into the basket; one that is not served at this hour is asked about. */
static void order_it(Kiosk *k, const Offer *o) {
    if (!bar_on_menu(k, o)) {
        call_sheet(k, "bar", "");
        return;
    }
    if (bar_count(k, o->offer_id) == 0) bar_add(k, o->offer_id, o->price, 1);
    nav_go(k, SCREEN_BAR);
}

/* --- drawing --------------------------------------------------------------------------------------------------------
 */

/* It was sent: who comes, or who calls. */
static void draw_answer(Kiosk *k, Rect r, const Lead *l) {
    const Theme *t = k->ui.theme;
    bool show = strcmp(l->kind, "show") == 0, named = strcmp(l->state, "taken") == 0 && *l->by;
    const char *words =
        named ? wf(k, show ? W_ASK_SHOW_BY : W_ASK_CALL_BY, l->by) : w(k, show ? W_ASK_SHOW_SENT : W_ASK_CALL_SENT);
    TextStyle s = style(29, true, t->go, ALIGN_LEFT);
    float side = scaled(k, 40), line = scaled(k, 38);
    ui_fill(&k->ui, r, t->go_soft, RADIUS);
    Rect in = rect_inset(r, 28, 0);
    Rect icon = cut_left(&in, side, 16);
    ui_icon(&k->ui, centered(icon, side, side), "check", t->go);
    bool two = ui_text_width(&k->ui, words, s) > in.w;
    in = centered(in, in.w, two ? 2 * line : line);
    if (two)
        ui_paragraph(&k->ui, in, words, s, line);
    else
        ui_text(&k->ui, in, words, s);
}

static Button button_of(const Kiosk *k, Word label, const char *icon, bool main) {
    ButtonLook quiet = k->ui.large ? BUTTON_PLAIN : BUTTON_SUNKEN; /* there on paper, not on a card */
    return (Button){.label = w(k, label), .icon = icon, .look = main ? BUTTON_ACCENT : quiet};
}

static void draw_bar_button(Kiosk *k, Rect r, const Offer *o, bool main) {
    bool served = bar_on_menu(k, o);
    if (ui_button(&k->ui, "offer.order", r, button_of(k, served ? W_ASK_ORDER : W_OFFER_ASK_BAR, "cup", main)))
        order_it(k, o);
}

/* What cannot be shown is explained by the advisor. */
static void draw_first(Kiosk *k, Rect r, const Offer *o, bool main) {
    const Lead *sent = ask_open_lead(k, "show", o);
    char about[80];
    if (sent) {
        draw_answer(k, r, sent);
        return;
    }
    if (ask_can_show(o)) {
        if (ui_button(&k->ui, "offer.show", r, button_of(k, W_ASK_SHOW, "eye", main))) ask_to_see(k, o);
        return;
    }
    about_offer(o, about);
    if (ui_button(&k->ui, "offer.ask", r, button_of(k, W_OFFER_ASK, "bell", main))) call_sheet(k, "advisor", about);
}

void ask_buttons(Kiosk *k, Rect r, const Offer *o, bool main) {
    if (strcmp(o->kind, "bar") == 0) {
        draw_bar_button(k, r, o, main);
        return;
    }
    const Lead *sent = ask_open_lead(k, "callback", o);
    draw_first(k, cut_left(&r, (r.w - 24) / 2, 24), o, main);
    if (sent)
        draw_answer(k, r, sent);
    else if (ui_button(&k->ui, "offer.call", r, button_of(k, W_ASK_CALL, "phone", false)))
        ask_to_call(k, o);
}
