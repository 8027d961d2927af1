/* The extended warranty, for a car about to leave the maker's (policies.md 6): how much of it is left, and both terms
 * with their price. A choice becomes a lead for the advisor; what the kiosk reckons is for the advisor to confirm. */
#include "store/warranty.h"
#include "car_links.h"
#include "card_picture.h"
#include "common.h"
#include "renewal.h"
#include "rules/months.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static Warranty warranty_now(const Order *o, const WarrantyPolicy *p) {
    WarrantyCar car = {.months = o->warranty_months, .km = o->warranty_km, .mileage_km = o->mileage_km};
    if (!day_parse(o->purchased_day, &car.bought)) car.bought = 0;
    return warranty_of(p, &car, clock_now());
}

bool warranty_is_for(const Kiosk *k, const Order *o) {
    WarrantyPolicy p = warranty_policy(k->snap.settings);
    return p.n_terms > 0 && warranty_now(o, &p).state == WARRANTY_ENDS;
}

/* The choice that a lead was made of, "" = none. */
static const char *asked_term(const Kiosk *k) {
    return k->car.warranty_asked;
}

/* --- what is left ---------------------------------------------------------------------------------------------------
 */

static void draw_bar(Kiosk *k, Rect *in, const char *label, const char *value, int percent) {
    const Theme *t = k->ui.theme;
    Rect line = cut_top(in, scaled(k, 42), 10);
    float width = ui_text_width(&k->ui, value, style_body(k)) + 2;
    ui_text(&k->ui, cut_right(&line, fminf(width, line.w), 16), value, style_body(k));
    ui_text(&k->ui, line, label, style_label(k));
    Rect bar = cut_top(in, 20, 28);
    ui_fill(&k->ui, bar, t->sunken, 10);
    bar.w = fmaxf(20, bar.w * (float)percent / 100);
    ui_fill(&k->ui, bar, t->wait, 10);
}

static int share(int64_t part, int64_t whole) {
    int64_t percent = whole > 0 ? part * 100 / whole : 0;
    return (int)(percent < 0 ? 0 : percent > 100 ? 100 : percent);
}

static const char *show_km(Kiosk *k, int km) {
    char plain[16];
    snprintf(plain, sizeof plain, "%d", km);
    return km < 1000 ? arena_strdup(&k->ui.list->arena, plain)
                     : arena_printf(&k->ui.list->arena, "%d,%03d", km / 1000, km % 1000);
}

static void draw_time(Kiosk *k, Rect *in, const Order *o, const Warranty *left) {
    Ms bought, today = day_start(clock_now());
    if (!left->last_day || !day_parse(o->purchased_day, &bought)) return;
    int days = days_between(today, left->last_day);
    const char *value = days > 0 ? wf(k, W_WARRANTY_DAYS, days) : w(k, W_WARRANTY_TODAY);
    draw_bar(k, in, w(k, W_WARRANTY_TIME), value,
             share(days_between(bought, today), days_between(bought, left->last_day)));
}

static void draw_km(Kiosk *k, Rect *in, const Order *o, const Warranty *left) {
    if (left->km_left < 0) return;
    draw_bar(k, in, w(k, W_WARRANTY_KM), wf(k, W_WARRANTY_KM_LEFT, show_km(k, left->km_left)),
             share(o->mileage_km, (int64_t)o->mileage_km + left->km_left));
}

static void draw_until(Kiosk *k, Rect *in, const Order *o, const Warranty *left) {
    const char *until = left->last_day ? show_date(k, left->last_day)
                                       : wf(k, W_WARRANTY_UNTIL_KM, show_km(k, o->mileage_km + left->km_left));
    ui_text(&k->ui, cut_top(in, scaled(k, 38), 4), w(k, W_WARRANTY_UNTIL), style_label(k));
    ui_text(&k->ui, cut_top(in, scaled(k, 72), k->ui.large ? 8 : 28), until,
            style(52, true, k->ui.theme->ink, ALIGN_LEFT));
}

static void draw_left(Kiosk *k, Rect in, const Order *o, const Warranty *left) {
    if (k->ui.large && !ui_portrait(&k->ui)) { /* side by side: there is no height for more */
        Rect words = cut_left(&in, in.w * 0.4f, 64);
        draw_until(k, &words, o, left);
        ui_paragraph(&k->ui, words, w(k, W_WARRANTY_CONFIRM), style_label(k), scaled(k, 38));
        cut_top(&in, 0, 12);
        draw_time(k, &in, o, left);
        draw_km(k, &in, o, left);
        return;
    }
    draw_until(k, &in, o, left);
    draw_time(k, &in, o, left);
    draw_km(k, &in, o, left);
    ui_paragraph(&k->ui, in, w(k, W_WARRANTY_CONFIRM), style_label(k), scaled(k, 40));
}

/* --- the terms ------------------------------------------------------------------------------------------------------
 */

static const char *price_words(Kiosk *k, const WarrantyTerm *t) {
    return t->price < 0 ? w(k, W_OFFER_ON_REQUEST) : show_fen(k, t->price);
}

/* Until when it would hold, as far as the car's own end is known. */
static const char *until_words(Kiosk *k, const Order *o, const Warranty *left, const WarrantyTerm *t) {
    const char *km = left->km_left >= 0 ? show_km(k, o->mileage_km + left->km_left + t->km) : NULL;
    const char *day = left->last_day ? show_date(k, months_add(left->last_day, t->months)) : NULL;
    if (day && km) return wf(k, W_WARRANTY_THEN, day, km);
    if (day) return wf(k, W_WARRANTY_THEN_DAY, day);
    return km ? wf(k, W_WARRANTY_THEN_KM, km) : "";
}

static void ask(Kiosk *k, const WarrantyTerm *t) {
    char about[80];
    snprintf(about, sizeof about, "warranty:%s", t->id);
    lead_sheet(k, "warranty", "advisor", about, "");
}

static void act(Kiosk *k, Rect r, const WarrantyTerm *t) {
    const Theme *theme = k->ui.theme;
    if (strcmp(asked_term(k), t->id) == 0) {
        ui_fill(&k->ui, r, theme->go_soft, RADIUS);
        ui_text(&k->ui, rect_inset(r, 16, 0), w(k, W_WARRANTY_ASKED), style(30, true, theme->go, ALIGN_CENTER));
        return;
    }
    Button b = {.label = w(k, W_WARRANTY_ASK), .look = *asked_term(k) ? BUTTON_SUNKEN : BUTTON_PRIMARY, .px = 30};
    if (ui_button(&k->ui, ui_id(&k->ui, "warranty.term.%s", t->id), r, b)) ask(k, t);
}

static void draw_term(Kiosk *k, Rect r, const Order *o, const Warranty *left, const WarrantyTerm *t) {
    const Theme *theme = k->ui.theme;
    ui_card(&k->ui, r);
    Rect in = r;
    if (*t->picture) card_picture(k, cut_top(&in, r.h - 470, 0), t->picture, "warranty", CORNERS_TOP);
    in = rect_inset(in, 40, 32);
    act(k, cut_bottom(&in, 96, 20), t);
    ui_text(&k->ui, cut_top(&in, 56, 8), pick(k, t->title_zh, t->title_en), style(38, true, theme->ink, ALIGN_LEFT));
    ui_text(&k->ui, cut_top(&in, 108, 12), price_words(k, t), style(88, true, theme->ink, ALIGN_LEFT));
    const char *until = until_words(k, o, left, t);
    if (*until) ui_paragraph(&k->ui, in, until, style_label(k), 40);
}

static void draw_term_large(Kiosk *k, Rect r, const char *until, const WarrantyTerm *t) {
    const Theme *theme = k->ui.theme;
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 32, 20), button = cut_bottom(&in, TOUCH_MIN_LARGE, 12);
    act(k, button, t);
    const char *price = price_words(k, t);
    TextStyle big = style(46, true, theme->ink, ALIGN_LEFT);
    float title_h = scaled(k, 48), price_h = scaled(k, 60), line = scaled(k, 36);
    bool two = ui_text_width(&k->ui, until, style_label(k)) > in.w;
    float until_h = *until ? line * (two ? 2 : 1) : 0;
    bool one_row = in.h < title_h + price_h + until_h; /* title, and its price at the right */
    if (in.h < price_h + until_h) until_h = 0;
    in = centered(in, in.w, (one_row ? price_h : title_h + price_h) + until_h);
    if (until_h > 0) ui_paragraph(&k->ui, cut_bottom(&in, until_h, 0), until, style_label(k), line);
    Rect title = one_row ? in : cut_top(&in, title_h, 0);
    if (one_row) in = cut_right(&title, ui_text_width(&k->ui, price, big) + 2, 16);
    ui_text(&k->ui, title, pick(k, t->title_zh, t->title_en), style_head(k));
    ui_text(&k->ui, in, price, big);
}

/* --- the screen -----------------------------------------------------------------------------------------------------
 */

static void draw_plain(Kiosk *k, Rect body, const Order *o, const Warranty *left, const WarrantyPolicy *p) {
    bool portrait = ui_portrait(&k->ui);
    Rect side = portrait ? cut_top(&body, 460, 28) : cut_right(&body, 560, 40);
    ui_card(&k->ui, side);
    draw_left(k, rect_inset(side, 44, 40), o, left);
    int n = (int)p->n_terms, cols = n < 3 || !portrait ? n : 2, rows = (n + cols - 1) / cols;
    /* no taller than shows what is in the picture */
    body.h = fminf(body.h, (float)rows * (470 + (body.w - 28) / (float)cols * 0.8f));
    for (int i = 0; i < n; i++) draw_term(k, grid_cell(body, cols, rows, i, 28), o, left, &p->terms[i]);
}

static void draw_large(Kiosk *k, Rect body, const Order *o, const Warranty *left, const WarrantyPolicy *p) {
    Rect see = screen_see(k);
    cut_top(&see, 0, 12);
    draw_left(k, see, o, left);
    int n = (int)p->n_terms, cols = ui_portrait(&k->ui) ? 1 : n;
    for (int i = 0; i < n; i++)
        draw_term_large(k, grid_cell(body, cols, n / cols, i, 32), until_words(k, o, left, &p->terms[i]), &p->terms[i]);
}

static void draw(Kiosk *k) {
    const Order *o = my_order(k);
    if (!o) {
        nav_home(k);
        return;
    }
    WarrantyPolicy p = warranty_policy(k->snap.settings);
    Warranty left = warranty_now(o, &p);
    if (!p.n_terms || left.state != WARRANTY_ENDS) {
        nav_back(k);
        return;
    }
    Rect body = screen_header(k, w(k, W_WARRANTY_TITLE), wf(k, W_WARRANTY_SUB, show_model(k, o)), 0);
    screen_foot(k, w(k, W_WARRANTY_FOOT));
    if (k->ui.large)
        draw_large(k, body, o, &left, &p);
    else
        draw_plain(k, body, o, &left, &p);
}

const Screen screen_warranty = {.id = "warranty", .draw = draw};

/* --- its way in, on My car ------------------------------------------------------------------------------------------
 */

static void open_it(Kiosk *k) {
    nav_go(k, SCREEN_WARRANTY);
}

static const char *month_words(Kiosk *k, Ms at) {
    LocalTime lt = local_of(at);
    if (zh(k)) return arena_printf(&k->ui.list->arena, "%d年%d月", lt.year, lt.month);
    return arena_printf(&k->ui.list->arena, "%s %d", w(k, (Word)(W_MONTH_1 + lt.month - 1)), lt.year);
}

/* The cheapest term with a price, for the line under the link. */
static const char *from_words(Kiosk *k, const WarrantyPolicy *p) {
    Fen least = -1;
    for (size_t i = 0; i < p->n_terms; i++)
        if (p->terms[i].price >= 0 && (least < 0 || p->terms[i].price < least)) least = p->terms[i].price;
    return least < 0 ? w(k, W_WARRANTY_LINK_SUB_NONE) : wf(k, W_WARRANTY_LINK_SUB, show_fen(k, least));
}

bool warranty_link(Kiosk *k, CarLink *out) {
    const Order *o = my_order(k);
    if (!o) return false;
    WarrantyPolicy p = warranty_policy(k->snap.settings);
    Warranty left = warranty_now(o, &p);
    if (!p.n_terms || left.state != WARRANTY_ENDS) return false;
    *out = (CarLink){.id = "mycar.warranty", .open = open_it, .priority = 60};
    if (*asked_term(k)) {
        out->head = w(k, W_WARRANTY_LINK_ASKED);
        out->sub = w(k, W_WARRANTY_LINK_ASKED_SUB);
        return true;
    }
    out->head = left.last_day && !left.by_km ? wf(k, W_WARRANTY_LINK, month_words(k, left.last_day))
                                             : wf(k, W_WARRANTY_LINK_KM, show_km(k, left.km_left));
    out->sub = from_words(k, &p);
    out->pill = w(k, W_MYCAR_MORE);
    return true;
}
