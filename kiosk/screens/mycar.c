/* My car: when it will be ready and why we think so, where it is in the shop, what was found, and what can be done
 * while waiting. Shows what the person at the panel has proved to be theirs; no name, no phone. */
#include "car_links.h"
#include "common.h"
#include "findings_card.h"
#include "fits.h"
#include "prepaid_balance.h"
#include "stage_list.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- when --------------------------------------------------------------------------------------------------------- */

typedef struct When {
    const char *label, *big, *why;
    Color color;
} When;

static When when_stale(Kiosk *k) {
    return (When){w(k, W_MYCAR_ETA), w(k, W_MYCAR_ETA_NONE), wf(k, W_MYCAR_STALE_WHY, show_time(k, k->snap.as_of)),
                  k->ui.theme->ink};
}

static When when_of(Kiosk *k, const Order *o) {
    const Theme *t = k->ui.theme;
    When when = {w(k, W_MYCAR_ETA), w(k, W_MYCAR_ETA_NONE), w(k, W_MYCAR_ETA_NONE_WHY), t->ink};
    Eta eta = order_eta(k, o);
    if (eta.kind != ETA_READY && board_is_stale(k)) return when_stale(k);
    switch (eta.kind) {
    case ETA_READY:
        when.label = w(k, W_MYCAR_NOW);
        when.big = w(k, W_MYCAR_ETA_READY);
        when.why = *o->advisor ? wf(k, W_MYCAR_ETA_READY_WHY, o->advisor) : w(k, W_MYCAR_ETA_READY_WHY_NONE);
        when.color = t->go;
        break;
    case ETA_INTERVAL:
        when.big = show_interval(k, eta.from, eta.to);
        when.why = wf(k, W_MYCAR_ETA_WHY, setting(k, "eta.past_days"), eta.sample);
        break;
    case ETA_PROMISED:
        when.big = show_time(k, eta.to);
        when.why = w(k, W_MYCAR_ETA_PROMISED_WHY);
        break;
    case ETA_PARTS:
        when.big = eta.parts_from ? close_up(k, wf(k, W_MYCAR_ETA_PARTS, show_arrival(k, &eta)))
                                  : w(k, W_MYCAR_ETA_PARTS_UNKNOWN);
        when.why = eta.to ? close_up(k, wf(k, W_MYCAR_ETA_PARTS_READY, show_interval(k, eta.from, eta.to)))
                          : w(k, W_MYCAR_ETA_PARTS_WHY);
        when.color = t->wait;
        break;
    case ETA_LATE:
        when.big = w(k, W_MYCAR_ETA_LATE);
        when.why = w(k, W_MYCAR_ETA_LATE_WHY);
        when.color = t->wait;
        break;
    case ETA_NONE: break;
    }
    when.big = as_heading(k, when.big);
    return when;
}

static void draw_when(Kiosk *k, Rect *r, const Order *o) {
    When when = when_of(k, o);
    float car_w = *o->body && !ui_portrait(&k->ui) && r->w > 1000 ? 320 : 0;
    if (car_w > 0) {
        const char *car = arena_printf(&k->ui.list->arena, "assets/cars/%s.svg", o->body);
        ui_picture(&k->ui, (Rect){r->x + r->w - car_w, r->y - 12, car_w, car_w / 2}, car, 0, CORNERS_ALL);
    }
    float line = scaled(k, 38), lines = ui_text_width(&k->ui, when.why, style_label(k)) > r->w ? 2 : 1;
    bool small = ui_portrait(&k->ui) || k->ui.large;
    if (!k->ui.large || r->h >= line + 4 + 134 + line * lines) /* what it is stands in why, too */
        ui_text(&k->ui, cut_top(r, line, 4), when.label, style_label(k));
    Rect big = cut_top(r, k->ui.large ? 132 : 114, k->ui.large ? 2 : 8);
    if (car_w > 0) big.w -= car_w + 20;
    ui_text(&k->ui, big, when.big, style(small ? 92 : 104, true, when.color, ALIGN_LEFT));
    bool late;
    const char *plan = k->ui.large && !ui_portrait(&k->ui) ? "" : plan_line(k, o, &late);
    ui_paragraph(&k->ui, cut_top(r, line * lines, *plan ? 8 : k->ui.large ? 20 : 36), when.why, style_label(k), line);
    if (!*plan) return;
    TextStyle s = style(27, true, late ? k->ui.theme->wait : k->ui.theme->go, ALIGN_LEFT);
    ui_text(&k->ui, cut_top(r, line, k->ui.large ? 20 : 28), plan, s);
}

/* --- where it is ----------------------------------------------------------------------------------------------------
 */

static void draw_progress(Kiosk *k, Rect r, const Order *o) {
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, ui_portrait(&k->ui) ? 40 : 52, 44);
    draw_when(k, &in, o);
    stage_list_draw(k, in, o);
}

/* --- what stands beside ----------------------------------------------------------------------------------------------
 */

/* The first offer that can be done while this car waits: rather one that fits it, else one with a coupon. */
static const Offer *waiting_offer(const Kiosk *k) {
    const Offer *first = NULL;
    for (size_t i = 0; i < offers_shown(k); i++) {
        const Offer *o = offer_shown(k, i);
        if (o->minutes <= 0 || o->price <= 0) continue;
        if (offer_fits(k, o)) return o;
        if (!first && offer_has_coupon(o)) first = o;
    }
    return first;
}

/* Nobody waits for a finished car. */
static const char *while_words(const Kiosk *k) {
    return w(k, k->car.order.stage >= STAGE_READY ? W_MYCAR_NEXT_TIME : W_MYCAR_WHILE);
}

static void open_offer(Kiosk *k, const char *offer_id) {
    nav_go(k, SCREEN_OFFER);
    snprintf(k->visit.offer_id, sizeof k->visit.offer_id, "%s", offer_id);
}

/* "Show everything" in the card's upper corner, where an order by the car is one. Returns the width it takes. */
static float fits_button(Kiosk *k, Rect r) {
    if (!fits_any(k)) return 0;
    Button b = {.label = w(k, fits_toggle_word(k, true)), .look = BUTTON_BARE, .px = 27, .regular = true};
    float width = fminf(ui_button_width(&k->ui, b, 24), r.w * 0.6f);
    Rect at = {r.x + r.w - 8 - width, r.y + 51 - TOUCH_MIN / 2, width, TOUCH_MIN};
    if (ui_button(&k->ui, "mycar.fits", at, b)) fits_toggle(k);
    return width - 24 + 16;
}

static void draw_offer(Kiosk *k, Rect r) {
    ui_card(&k->ui, r);
    const Offer *o = waiting_offer(k);
    if (!o) return;
    seen_shown(k, COUNT_OFFER, PLACE_CAR, o->offer_id);
    Rect in = rect_inset(r, 32, 32), label = cut_top(&in, 38, 8);
    label.w -= fits_button(k, r);
    if (ui_text_width(&k->ui, while_words(k), style_label(k)) <= label.w)
        ui_text(&k->ui, label, while_words(k), style_label(k));
    ui_text(&k->ui, cut_top(&in, 48, 8), pick(k, o->title_zh, o->title_en), style_head(k));
    const char *why = offer_why_line(k, o), *text = *why ? why : pick(k, o->text_zh, o->text_en);
    TextStyle set = *why ? fits_style(k) : style_label(k);
    float lines = ui_text_width(&k->ui, text, set) > in.w && in.h > 96 + 2 * 38 ? 2 : 1;
    if (*why && lines == 1 && ui_text_width(&k->ui, text, set) > in.w) text = offer_why(k, o);
    if (*text && in.h > 96 + 38) ui_paragraph(&k->ui, cut_top(&in, 38 * lines, 0), text, set, 38);
    Rect row = cut_bottom(&in, 84, 0);
    Button view = {.label = w(k, W_MYCAR_VIEW), .look = BUTTON_PRIMARY};
    if (ui_button(&k->ui, "mycar.offer", cut_right(&row, ui_button_width(&k->ui, view, 36), 18), view))
        open_offer(k, o->offer_id);
    TextStyle big = style(52, true, k->ui.theme->ink, ALIGN_LEFT);
    const char *price = offer_price(k, o);
    float price_w = ui_text_width(&k->ui, price, big) + 2;
    ui_text(&k->ui, cut_left(&row, price_w < row.w ? price_w : row.w, 18), price, big);
    if (o->was <= 0) return;
    TextStyle was = style_label(k);
    was.strike = true;
    float was_w = ui_text_width(&k->ui, show_fen(k, o->was), was) + 2;
    if (was_w <= row.w) ui_text(&k->ui, cut_left(&row, was_w, 0), show_fen(k, o->was), was);
}

/* What the side has room for, the most important first (never more than four cards): what was found, what comes before
 * offers (a deposit, an apology, a gift), the offer, and the way to all the rest. */
enum { LINKS_LEAST = 50 }; /* a link below this priority waits on the page "for this car" */

static void open_forcar(Kiosk *k) {
    nav_go(k, SCREEN_FORCAR);
}

static CarLink all_link(Kiosk *k, size_t n) {
    return (CarLink){.id = "mycar.all",
                     .head = w(k, W_FORCAR_TITLE),
                     .sub = wf(k, W_FORCAR_ALL_SUB, (int)n),
                     .pill = w(k, W_FORCAR_PILL),
                     .open = open_forcar};
}

/* Which links come before the offer; what the card of prepaid services says is not said twice. */
static size_t important(const CarLink *links, size_t n, bool prepaid, size_t most, const CarLink *out[]) {
    size_t found = 0;
    for (size_t i = 0; i < n && found < most && links[i].priority >= LINKS_LEAST; i++)
        if (!prepaid || strcmp(links[i].id, "mycar.prepaid") != 0) out[found++] = &links[i];
    return found;
}

static void draw_side(Kiosk *k, Rect r) {
    enum { LINK = 128, CARD = 150, SPACE = 24 };
    CarLink links[CAR_LINKS_MAX];
    const CarLink *first[2];
    bool portrait = ui_portrait(&k->ui), prepaid = prepaid_left(k) > 0;
    size_t n = car_links(k, links), most = prepaid ? 1 : 2;
    if (!portrait && (findings_any(k) || k->car.n_declined)) most--; /* the findings come first, each with its price */
    size_t shown = important(links, n, prepaid, most, first);
    int rows = (int)shown + prepaid + (n > 0), row = 0;
    Rect main = r, list = r;
    if (portrait)
        main = cut_left(&list, (r.w - 28) / 2, 28);
    else if (rows)
        list = cut_bottom(&main, (float)(rows * ((prepaid ? CARD : LINK) + SPACE) - SPACE), SPACE);
    if (!findings_card(k, main)) draw_offer(k, main);
    if (prepaid && prepaid_card(k, grid_cell(list, 1, rows, row, SPACE))) row++;
    for (size_t i = 0; i < shown; i++) car_link_draw(k, grid_cell(list, 1, rows, row++, SPACE), first[i], portrait);
    CarLink all = all_link(k, n);
    if (n > 0) car_link_draw(k, grid_cell(list, 1, rows, row, SPACE), &all, portrait);
}

/* --- large and low: what is known above, what can be done below -----------------------------------------------------
 */

/* The seven stages as one bar, and the present one in words. */
static void draw_stage_bar(Kiosk *k, Rect r, const Order *o) {
    stage_segments(k, cut_top(&r, 16, 10), o);
    const char *words = stage_line(k, o, o->stage);
    char line[300];
    snprintf(line, sizeof line, "%s · %d / %d", words, (int)o->stage, STAGES_SHOWN);
    r = cut_top(&r, scaled(k, 48), 0);
    bool late;
    const char *plan = plan_line(k, o, &late);
    TextStyle s = style(27, true, late ? k->ui.theme->wait : k->ui.theme->go, ALIGN_RIGHT);
    if (*plan) ui_text(&k->ui, cut_right(&r, ui_text_width(&k->ui, plan, s) + 2, 24), plan, s);
    ui_text(&k->ui, r, line, style_head(k));
}

static void draw_known(Kiosk *k, Rect r, const Order *o) {
    bool found = findings_any(k) || k->car.n_declined, portrait = ui_portrait(&k->ui);
    if (found) {
        Rect list = portrait ? cut_bottom(&r, 372, 24) : cut_right(&r, r.w * 0.42f, 48);
        ui_card(&k->ui, list);
        findings_list(k, rect_inset(list, 32, portrait ? 28 : 16));
    }
    if (portrait && !found) {
        draw_when(k, &r, o);
        stage_list_draw(k, r, o);
        return;
    }
    draw_stage_bar(k, cut_bottom(&r, 16 + 10 + scaled(k, 48), 0), o);
    draw_when(k, &r, o);
}

static void open_waiting(Kiosk *k) {
    const Offer *o = waiting_offer(k);
    if (o) open_offer(k, o->offer_id);
}

static CarLink offer_link(Kiosk *k, const Offer *o) {
    seen_shown(k, COUNT_OFFER, PLACE_CAR, o->offer_id);
    return (CarLink){
        .id = "mycar.offer",
        .head = while_words(k),
        .sub = arena_printf(&k->ui.list->arena, "%s %s", pick(k, o->title_zh, o->title_en), offer_price(k, o)),
        .open = open_waiting};
}

static void open_rate(Kiosk *k) {
    nav_go(k, SCREEN_RATE);
}

/* Where what was found is decided or read; the card above has its heading. */
static void open_findings(Kiosk *k) {
    nav_go(k, SCREEN_FINDINGS);
}

static CarLink findings_link(Kiosk *k) {
    size_t open = findings_open(k);
    return (CarLink){.id = "mycar.findings",
                     .head = w(k, open ? W_WORK_CARD_GO : W_WORK_CARD_SEE),
                     .sub = open ? w(k, W_WORK_CARD_NOTE) : "",
                     .open = open_findings};
}

/* Six places: the advisor, two of what matters most, rating, all the rest, leaving. */
static void draw_large(Kiosk *k, const Order *o) {
    draw_known(k, screen_see(k), o);
    Rect body = screen_body(k), cell[6];
    bool portrait = ui_portrait(&k->ui);
    for (int i = 0; i < 6; i++) cell[i] = portrait ? grid_cell(body, 2, 3, i, 24) : grid_cell(body, 3, 2, i, 24);
    Button call = {.label = w(k, W_MYCAR_CALL), .icon = "bell", .look = BUTTON_ACCENT};
    if (ui_button(&k->ui, "nav.call", cell[0], call)) call_sheet(k, "advisor", "");
    CarLink links[CAR_LINKS_MAX], two[2];
    const CarLink *first[2];
    const Offer *offer = waiting_offer(k);
    size_t n = car_links(k, links), shown = important(links, n, false, 2, first), all = 0;
    if (findings_any(k)) two[all++] = findings_link(k);
    for (size_t i = 0; i < shown && all < 2; i++) two[all++] = *first[i];
    if (all < 2 && offer) two[all++] = offer_link(k, offer);
    for (size_t i = 0; i < all; i++) car_link_draw(k, cell[1 + i], &two[i], true);
    CarLink rate = {.id = "mycar.rate", .head = w(k, W_MYCAR_RATE), .sub = w(k, W_MYCAR_RATE_SUB), .open = open_rate};
    car_link_draw(k, cell[3], &rate, true);
    CarLink rest = all_link(k, n);
    if (n) car_link_draw(k, cell[4], &rest, true);
    screen_foot(k, NULL);
    if (ui_button(&k->ui, "mycar.exit", cell[5], (Button){.label = w(k, W_EXIT)})) kiosk_leave(k);
}

/* --- the screen
 * --------------------------------------------------------------------------------------------------------- */

static void draw_head(Kiosk *k, const Order *o) {
    Button call = {.label = w(k, W_MYCAR_CALL), .icon = "bell", .look = BUTTON_ACCENT};
    float width = k->ui.large ? 0 : ui_button_width(&k->ui, call, ui_portrait(&k->ui) ? 32 : 48);
    if (!k->ui.large && ui_button(&k->ui, "nav.call", (Rect){k->ui.width - MARGIN - width, 40, width, 96}, call))
        call_sheet(k, "advisor", "");
    char sub[256];
    int n = snprintf(sub, sizeof sub, "%s · %s", show_plate(k, o), w(k, word_of_kind(o->kind)));
    if (*o->advisor && !ui_portrait(&k->ui))
        snprintf(sub + n, sizeof sub - (size_t)n, " · %s", wf(k, W_MYCAR_ADVISOR, o->advisor));
    screen_header(k, wf(k, W_MYCAR_TITLE, show_model(k, o)), sub, width + GAP);
}

static void draw(Kiosk *k) {
    const Order *o = my_order(k);
    if (!o) { /* handed over or withdrawn meanwhile */
        nav_home(k);
        return;
    }
    draw_head(k, o);
    if (k->ui.large) {
        draw_large(k, o);
        return;
    }
    Rect body = screen_body(k);
    bool portrait = ui_portrait(&k->ui);
    Rect side = portrait ? cut_bottom(&body, findings_any(k) ? 472 : 420, 28) : cut_right(&body, 560, 40);
    draw_progress(k, body, o);
    draw_side(k, side);
    Rect foot = screen_foot(k, NULL);
    if (foot_button(k, &foot, "mycar.exit", W_EXIT, BUTTON_PLAIN)) {
        kiosk_leave(k);
        return;
    }
    if (foot_button(k, &foot, "mycar.rate", W_MYCAR_RATE, BUTTON_PLAIN)) nav_go(k, SCREEN_RATE);
    foot.x -= 22; /* an icon, not its touch area, stands on the margin */
    foot.w += 22;
    if (bar_foot(k, &foot)) return;
    foot.x += 22;
    foot.w -= 22;
    const char *note = wf(k, W_MYCAR_FOOT, setting(k, "visit.idle_seconds"));
    if (!portrait || ui_text_width(&k->ui, note, style_label(k)) < 1.6f * foot.w) foot_note(k, foot, note);
}

const Screen screen_mycar = {.id = "mycar", .draw = draw};
