/* Prepaid packages: each service's price to scale, the sum, what is saved (policies.md 5). For the opened car, or for
 * the model the customer chooses. Nothing is paid here: the advisor comes. */
#include "common.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- which car -----------------------------------------------------------------------------------------------------
 */

typedef struct PrepaidCar {
    const char *name, *grade;
    int oil_ml;
} PrepaidCar;

static const Model *chosen_model(const Kiosk *k) {
    for (size_t i = 0; i < k->snap.n_models; i++)
        if (strcmp(k->snap.models[i].prefix, k->visit.model) == 0) return &k->snap.models[i];
    return NULL;
}

/* The chosen model, else the opened car, else a car in service that has a price: an example to begin with. */
static PrepaidCar car_of(const Kiosk *k) {
    const Model *m = chosen_model(k);
    if (m) return (PrepaidCar){pick(k, m->zh, m->en), m->oil_grade, m->oil_ml};
    const Order *o = my_order(k);
    if (o && !order_takes_oil(o)) o = NULL;
    Fen oil, filter;
    for (size_t i = 0; !o && i < k->snap.n_board; i++) {
        const Order *c = &k->snap.board[i];
        if (prepaid_price(k->snap.settings, c->oil_grade, c->oil_ml, &oil, &filter)) o = c;
    }
    return o ? (PrepaidCar){show_model(k, o), o->oil_grade, o->oil_ml} : (PrepaidCar){"", "", 0};
}

/* --- the bars --------------------------------------------------------------------------------------------------------
 */

typedef struct Bar {
    Fen fen;
    const char *label, *pill;
    Color color;
} Bar;

static void draw_bar(Kiosk *k, Rect r, Bar bar, Fen most) {
    const Theme *t = k->ui.theme;
    float pill_h = ui_pill_height(&k->ui), price_h = scaled(k, 56);
    Rect pill = cut_bottom(&r, pill_h, 14), label = cut_bottom(&r, scaled(k, 42), 14), price = {r.x, 0, r.w, price_h};
    float height = fmaxf(24, (r.h - price_h - 14) * (float)bar.fen / (float)most);
    Rect body = {r.x, r.y + r.h - height, r.w, height};
    ui_fill(&k->ui, body, bar.color, 20);
    price.y = body.y - 14 - price.h;
    ui_text(&k->ui, price, show_fen(k, bar.fen), style(40, true, t->ink, ALIGN_CENTER));
    ui_text(&k->ui, label, bar.label, style(30, true, t->ink, ALIGN_CENTER));
    TextStyle s = style(27, true, t->ink2, ALIGN_CENTER);
    float width = fminf(ui_text_width(&k->ui, bar.pill, s) + 48, r.w);
    ui_fill(&k->ui, centered(pill, width, pill_h), t->sunken, pill_h / 2);
    ui_text(&k->ui, centered(pill, width, pill_h), bar.pill, s);
}

/* A single service has nothing to be compared with but what it costs without the package. */
static size_t bars_of_one(Kiosk *k, const PrepaidPackage *p, const PrepaidQuote *q, Fen list, Bar *out) {
    const Theme *t = k->ui.theme;
    out[0] = (Bar){list, w(k, W_PREPAID_LIST), w(k, W_PREPAID_LIST_PRICE), t->ink};
    out[1] = (Bar){q->each[0], w(k, W_PREPAID_ONE), show_percent(k, p->percent[0]), t->go};
    return 2;
}

static size_t bars_of_many(Kiosk *k, const PrepaidPackage *p, const PrepaidQuote *q, Bar *out) {
    const Theme *t = k->ui.theme;
    for (int i = 0; i < p->services; i++) {
        Color color = i ? color_mix(t->go, t->surface, 100 - i * 6) : t->ink;
        const char *label = i ? wf(k, W_PREPAID_NTH, i + 1) : w(k, W_PREPAID_THIS);
        out[i] = (Bar){q->each[i], label, show_percent(k, p->percent[i]), color};
    }
    return (size_t)p->services;
}

static void draw_bars(Kiosk *k, Rect r, const PrepaidPackage *p, const PrepaidQuote *q, Fen list) {
    Bar bars[PREPAID_SERVICES_MAX + 1] = {0};
    size_t n = p->services == 1 ? bars_of_one(k, p, q, list, bars) : bars_of_many(k, p, q, bars);
    Fen most = 1;
    for (size_t i = 0; i < n; i++) most = bars[i].fen > most ? bars[i].fen : most;
    int cols = n < 3 ? 3 : (int)n;
    for (size_t i = 0; i < n; i++) draw_bar(k, grid_cell(r, cols, 1, (int)i, 32), bars[i], most);
}

/* --- packages
 * ---------------------------------------------------------------------------------------------------------- */

/* What can be chosen: each package, and behind one that may be taken in part its first services. */
typedef struct Choice {
    PrepaidPackage package; /* cut to its services */
    bool part;
} Choice;

enum { CHOICES_MAX = 2 * PREPAID_PACKAGES_MAX };

static int choices_of(const Kiosk *k, Choice out[CHOICES_MAX]) {
    int n = 0;
    for (size_t i = 0; i < k->snap.n_packages; i++) {
        const PrepaidPackage *p = &k->snap.packages[i];
        out[n++] = (Choice){*p, false};
        if (p->partial < 1 || p->partial >= p->services) continue;
        out[n] = (Choice){*p, true};
        out[n++].package.services = p->partial;
    }
    return n;
}

static Button package_look(Kiosk *k, const Choice *c, bool on) {
    const PrepaidPackage *p = &c->package;
    const char *label = c->part ? wf(k, W_PREPAID_FIRST, p->services) : pick(k, p->title_zh, p->title_en);
    return (Button){.label = label, .look = on ? BUTTON_PRIMARY : BUTTON_SUNKEN, .px = 30};
}

static void package_button(Kiosk *k, const Choice *c, int i, Rect r, Button b) {
    const char *id = c->part ? ui_id(&k->ui, "prepaid.package.%s.%d", c->package.id, c->package.services)
                             : ui_id(&k->ui, "prepaid.package.%s", c->package.id);
    if (!ui_button(&k->ui, id, r, b)) return;
    k->visit.package = i;
    k->again = true;
}

static void draw_packages(Kiosk *k, Rect r, const Choice *list, int n) {
    float x = r.x, y = r.y;
    for (int i = 0; i < n; i++) {
        Button b = package_look(k, &list[i], i == k->visit.package);
        float width = ui_button_width(&k->ui, b, 32);
        if (x > r.x && x + width > r.x + r.w) x = r.x, y += 96 + 12;
        package_button(k, &list[i], i, (Rect){x, y, width, 96}, b);
        x += width + 16;
    }
}

/* How many rows of buttons the packages take. */
static float packages_height(Kiosk *k, float width, const Choice *list, int n) {
    float x = 0, rows = 1;
    for (int i = 0; i < n; i++) {
        float each = ui_button_width(&k->ui, package_look(k, &list[i], false), 32);
        if (x > 0 && x + each > width) x = 0, rows++;
        x += each + 16;
    }
    return rows * 108 - 12;
}

/* What the advisor needs to know; blanks part the words of a detail, so a model's name has none. */
static void ask_advisor(Kiosk *k, const PrepaidPackage *p, const PrepaidQuote *q, PrepaidCar car) {
    char about[80], detail[160], model[64], sum[32];
    snprintf(model, sizeof model, "%s", car.name);
    for (char *c = model; *c; c++)
        if (*c == ' ') *c = '_';
    snprintf(about, sizeof about, "prepaid:%s/%d", p->id, p->services);
    snprintf(detail, sizeof detail, "sum=%s grade=%s ml=%d model=%s", fen_plain(q->sum, sum, sizeof sum), car.grade,
             car.oil_ml, model);
    lead_sheet(k, "prepaid", "advisor", about, detail);
}

static void lead_button(Kiosk *k, Rect r, const PrepaidPackage *p, const PrepaidQuote *q, PrepaidCar car) {
    if (ui_button(&k->ui, "prepaid.lead", r, (Button){.label = w(k, W_PREPAID_CALL), .look = BUTTON_ACCENT}))
        ask_advisor(k, p, q, car);
}

static void other_button(Kiosk *k, Rect r, Button b) {
    if (ui_button(&k->ui, "prepaid.car", r, b)) k->visit.sheet = SHEET_MODEL, k->again = true;
}

/* How long it is good, what a refund is, and the store's own terms; as much of it as there is room for. */
static void draw_terms(Kiosk *k, Rect in) {
    int months = setting(k, "prepaid.validity_months");
    const char *refund = setting_text(k, "prepaid.refund");
    float line = scaled(k, 40);
    if (in.h < line) return;
    if (months > 0) ui_text(&k->ui, cut_top(&in, line, 4), wf(k, W_PREPAID_VALID, months), style_label(k));
    if (*refund && in.h >= line) {
        Word says = strcmp(refund, "tier") == 0 ? W_PREPAID_ON_TIER : W_PREPAID_ON_LIST;
        float lines = in.h >= 2 * line && ui_text_width(&k->ui, w(k, says), style_label(k)) > in.w ? 2 : 1;
        ui_paragraph(&k->ui, cut_top(&in, line * lines, 4), w(k, says), style_label(k), line);
    }
    const char *terms = pick(k, setting_text(k, "prepaid.terms_zh"), setting_text(k, "prepaid.terms_en"));
    if (*terms && in.h >= line) ui_paragraph(&k->ui, in, terms, style_label(k), line);
}

static void draw_sum(Kiosk *k, Rect r, const PrepaidPackage *p, const PrepaidQuote *q, PrepaidCar car) {
    const Theme *t = k->ui.theme;
    ui_card(&k->ui, r);
    Rect in = rect_inset(r, 44, 36);
    Rect line = cut_top(&in, 96, 12);
    Button other = {.label = w(k, W_PREPAID_OTHER_CAR), .look = BUTTON_SUNKEN, .px = 28, .radius = 24};
    Rect other_at = cut_right(&line, ui_button_width(&k->ui, other, 24), 16);
    other_button(k, centered(other_at, other_at.w, 80), other);
    ui_paragraph(&k->ui, (Rect){line.x, line.y + 8, line.w, 84}, wf(k, W_PREPAID_FOR, car.name, car.grade),
                 style_label(k), 40);
    ui_text(&k->ui, cut_top(&in, 48, 0), w(k, W_PREPAID_NOW), style_head(k));
    ui_text(&k->ui, cut_top(&in, 120, 12), show_fen(k, q->sum), style(104, true, t->ink, ALIGN_LEFT));
    Rect pill = cut_top(&in, 52, 28);
    ui_pill(&k->ui, pill.x, pill.y, false, NULL, wf(k, W_PREPAID_SAVED, show_fen(k, q->saved)), t->go, t->go_soft);
    Rect ask = cut_bottom(&in, 96, 24);
    if (p->filter_free) ui_text(&k->ui, cut_top(&in, 44, 0), w(k, W_PREPAID_FILTER_FREE), style_label(k));
    draw_terms(k, in);
    lead_button(k, ask, p, q, car);
}

/* A car without a price, or a store without packages: said, with a way to ask. */
static void draw_nothing(Kiosk *k, Rect r, Word says) {
    if (!k->ui.large) ui_card(&k->ui, r);
    Rect in = k->ui.large ? r : centered(r, r.w - 120, 240);
    Rect words = k->ui.large ? screen_see(k) : cut_top(&in, 104, 40);
    words = centered(words, words.w, scaled(k, 104));
    ui_paragraph(&k->ui, words, w(k, says), center(style_head(k)), scaled(k, 52));
    Button ask = {.label = w(k, W_OFFER_ASK), .icon = "bell", .look = BUTTON_ACCENT};
    Button other = {.label = w(k, W_PREPAID_OTHER_CAR), .look = BUTTON_SUNKEN};
    float ask_w = ui_button_width(&k->ui, ask, 40), other_w = ui_button_width(&k->ui, other, 40);
    Rect row = centered(cut_top(&in, k->ui.touch_min, 0), ask_w + 24 + other_w, k->ui.touch_min);
    if (ui_button(&k->ui, "nav.call", cut_left(&row, ask_w, 24), ask)) call_sheet(k, "advisor", "prepaid");
    other_button(k, row, other);
}

/* --- large and low: bars and words to read, packages and the advisor to touch ----------------------------------------
 */

static Rect draw_buttons_large(Kiosk *k, Rect r, const Choice *list, int n, const PrepaidQuote *q, PrepaidCar car) {
    const float gap = 10;
    Rect last = cut_bottom(&r, TOUCH_MIN_LARGE, gap);
    Rect other = cut_left(&last, (last.w - gap) * 0.4f, gap);
    other_button(k, other, (Button){.label = w(k, W_PREPAID_OTHER_CAR), .look = BUTTON_PLAIN, .px = 30});
    lead_button(k, last, &list[k->visit.package].package, q, car);
    float rows = ceilf((float)n / 2), content = rows * (TOUCH_MIN_LARGE + gap) - gap;
    Rect place = cut_bottom(&r, fminf(fminf(content, 2 * TOUCH_MIN_LARGE + gap), r.h), gap);
    ui_scroll_begin(&k->ui, "prepaid.packages", place, content, &k->visit.package_scroll);
    Rect grid = {place.x, place.y - k->visit.package_scroll.offset, place.w, content};
    for (int i = 0; i < n; i++) {
        Button b = package_look(k, &list[i], i == k->visit.package);
        if (b.look == BUTTON_SUNKEN) b.look = BUTTON_PLAIN;
        package_button(k, &list[i], i, grid_cell(grid, 2, (int)rows, i, gap), b);
    }
    ui_scroll_end(&k->ui);
    return r;
}

static void draw_sum_large(Kiosk *k, Rect in, const PrepaidQuote *q, PrepaidCar car) {
    const Theme *t = k->ui.theme;
    ui_text(&k->ui, cut_top(&in, scaled(k, 38), 8), wf(k, W_PREPAID_FOR, car.name, car.grade), style_label(k));
    ui_text(&k->ui, cut_top(&in, scaled(k, 48), 0), w(k, W_PREPAID_NOW), style_head(k));
    ui_text(&k->ui, cut_top(&in, 136, 8), show_fen(k, q->sum), style(100, true, t->ink, ALIGN_LEFT));
    ui_pill(&k->ui, in.x, in.y, false, NULL, wf(k, W_PREPAID_SAVED, show_fen(k, q->saved)), t->go, t->go_soft);
}

static void draw_large(Kiosk *k, const Choice *list, int n, const PrepaidQuote *q, PrepaidCar car, Fen each) {
    bool portrait = ui_portrait(&k->ui);
    Rect see = screen_see(k), body = screen_body(k), chart, terms_at;
    if (portrait) {
        draw_sum_large(k, cut_top(&see, 340, 24), q, car);
        terms_at = draw_buttons_large(k, body, list, n, q, car);
        chart = (Rect){see.x, see.y, see.w, cut_top(&terms_at, 120, 28).y + 120 - see.y};
    } else {
        Rect whole = screen_whole(k), right_at = cut_right(&whole, 800, 56);
        draw_sum_large(k, (Rect){right_at.x, see.y, right_at.w, see.h}, q, car);
        draw_buttons_large(k, (Rect){right_at.x, body.y, right_at.w, body.h}, list, n, q, car);
        terms_at = cut_bottom(&whole, 316, 28);
        chart = whole;
    }
    ui_card(&k->ui, chart);
    draw_bars(k, rect_inset(chart, 36, 28), &list[k->visit.package].package, q, each);
    draw_terms(k, terms_at);
}

/* --- the screen --------------------------------------------------------------------------------------------------- */

static void draw_plain(Kiosk *k, Rect body, const Choice *list, int n, const PrepaidQuote *q, PrepaidCar car,
                       Fen each) {
    const PrepaidPackage *p = &list[k->visit.package].package;
    Rect sum = ui_portrait(&k->ui) ? cut_bottom(&body, 730, 28) : cut_right(&body, 600, 40);
    ui_card(&k->ui, body);
    Rect in = rect_inset(body, ui_portrait(&k->ui) ? 36 : 52, 40);
    draw_packages(k, cut_top(&in, packages_height(k, in.w, list, n), 28), list, n);
    draw_bars(k, in, p, q, each);
    draw_sum(k, sum, p, q, car);
}

static void draw(Kiosk *k) {
    Choice list[CHOICES_MAX];
    int n = choices_of(k, list);
    if (k->visit.package >= n) k->visit.package = 0;
    const PrepaidPackage *p = n ? &list[k->visit.package].package : NULL;
    bool filter = p && p->filter_free;
    Rect body = screen_header(k, w(k, W_PREPAID_TITLE), w(k, filter ? W_PREPAID_SUB_FILTER : W_PREPAID_SUB), 0);
    screen_foot(k, w(k, W_PREPAID_FOOT));
    PrepaidCar car = car_of(k);
    Fen oil = 0, filter_fen = 0;
    bool priced = prepaid_price(k->snap.settings, car.grade, car.oil_ml, &oil, &filter_fen);
    if (!p || !priced) {
        draw_nothing(k, body, p ? W_PREPAID_NO_PRICE : W_PREPAID_NONE);
        return;
    }
    PrepaidQuote q = prepaid_quote(p, oil, filter_fen);
    Fen each = oil + (p->filter_free ? filter_fen : 0);
    if (k->ui.large)
        draw_large(k, list, n, &q, car, each);
    else
        draw_plain(k, body, list, n, &q, car, each);
}

/* The most services first: what saves most. */
static void enter(Kiosk *k) {
    Choice list[CHOICES_MAX];
    int n = choices_of(k, list);
    k->visit.package = k->visit.package < n ? k->visit.package : 0;
    for (int i = 0; i < n; i++)
        if (list[i].package.services > list[k->visit.package].package.services) k->visit.package = i;
}

/* --- choosing the model ---------------------------------------------------------------------------------------------
 */

static bool takes_oil(const Model *m) {
    return m->oil_ml > 0 || *m->oil_grade;
}

/* An electric one is not asked about oil. */
static int models_with_oil(const Kiosk *k) {
    int n = 0;
    for (size_t i = 0; i < k->snap.n_models; i++) n += takes_oil(&k->snap.models[i]);
    return n;
}

static void draw_models(Kiosk *k, Rect in, int cols) {
    int n = models_with_oil(k), rows = (n + cols - 1) / cols, cell = 0;
    float row_h = k->ui.touch_min, content = (float)rows * (row_h + 16) - 16;
    ui_scroll_begin(&k->ui, "model.list", in, content, &k->visit.model_scroll);
    Rect grid = {in.x, in.y - k->visit.model_scroll.offset, in.w, content};
    for (int i = 0; i < (int)k->snap.n_models; i++) {
        const Model *m = &k->snap.models[i];
        if (!takes_oil(m)) continue;
        Rect r = grid_cell(grid, cols, rows, cell++, 16);
        if (r.y + r.h <= in.y || r.y >= in.y + in.h) continue;
        Button b = {.label = pick(k, m->zh, m->en), .look = BUTTON_SUNKEN, .px = 30};
        if (!ui_button(&k->ui, ui_id(&k->ui, "model.%d", i + 1), r, b)) continue;
        snprintf(k->visit.model, sizeof k->visit.model, "%s", m->prefix);
        k->visit.sheet = SHEET_NONE;
        k->again = true;
    }
    ui_scroll_end(&k->ui);
}

void sheet_model_draw(Kiosk *k) {
    ui_modal(&k->ui);
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    int cols = portrait ? 2 : 4, rows = (models_with_oil(k) + cols - 1) / cols;
    Rect place = large ? (Rect){0, 24, k->ui.width, k->ui.low.y + k->ui.low.h - 48}
                       : (Rect){0, 40, k->ui.width, k->ui.height - 80};
    float width = portrait || large ? k->ui.width - 2 * MARGIN : 1500;
    float height = large ? place.h : fminf(40 + 96 + 24 + (float)rows * 112 + 24, place.h);
    Rect sheet = centered(place, width, height);
    ui_card(&k->ui, sheet);
    Rect in = rect_inset(sheet, 40, 32);
    Button close = {.icon = "close", .look = BUTTON_SUNKEN};
    Rect at = large ? cut_bottom(&in, k->ui.touch_min, 16) : cut_top(&in, 96, 24);
    ui_text(&k->ui, large ? (Rect){in.x, in.y, in.w, 72} : (Rect){at.x, at.y, at.w - 112, at.h},
            w(k, W_PREPAID_CHOOSE_CAR), style_title(k));
    at = cut_right(&at, k->ui.touch_min, 16);
    if (ui_button(&k->ui, "sheet.close", at, close)) k->visit.sheet = SHEET_NONE, k->again = true;
    if (large) in = (Rect){in.x, k->ui.low.y, in.w, in.y + in.h - k->ui.low.y};
    draw_models(k, in, cols);
}

const Screen screen_prepaid = {.id = "prepaid", .draw = draw, .enter = enter};
