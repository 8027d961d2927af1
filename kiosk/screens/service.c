/* The next service: when it is due and by which of km and months, and a visit asked for on a day in an evening slot,
 * with pick-up and return for those far away, and today's gift kept for then when the reminder came too early
 * (policies.md 3). What is chosen becomes a lead for the advisor; nothing is booked before that second tap. */
#include "car_links.h"
#include "common.h"

#include "rules/next_service.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_MOST = 14, BY_DAY = -2, ASKED_PRIORITY = 58 /* what was asked for stands on My car */ };

/* --- when it is due -------------------------------------------------------------------------------------------------
 */

/* The schedule with the longest beginning of the model's name; "" fits every model. */
static bool schedule_of(const Kiosk *k, const Order *o, int *km, int *months) {
    const Settings *s = k->snap.settings;
    int best = 0;
    size_t best_len = 0;
    for (int i = 1; i <= settings_count(s, "service.schedules"); i++) {
        const char *model = settings_item(s, "service.schedules", i, "model");
        size_t len = strlen(model);
        if (strncmp(model, o->model, len) != 0 || (best && len <= best_len)) continue;
        best = i;
        best_len = len;
    }
    if (!best) return false;
    *km = atoi(settings_item(s, "service.schedules", best, "km"));
    *months = atoi(settings_item(s, "service.schedules", best, "months"));
    return true;
}

typedef struct Due {
    ServiceDue due;
    ServiceWhen when;
} Due;

/* False: the store has no schedule for this model. */
static bool due_of(const Kiosk *k, const Order *o, Due *out) {
    const LastService *last = &k->car.service;
    ServiceCar car = {.last = last->day, .last_km = last->km, .now_km = last->now_km, .now_day = last->now_day};
    if (!day_parse(o->purchased_day, &car.bought)) car.bought = 0;
    if (!schedule_of(k, o, &car.km, &car.months)) return false;
    out->due = service_due(&car);
    out->when = service_when(&out->due, last->now_km, clock_now(), setting(k, "service.due_soon_days"),
                             setting(k, "service.due_soon_km"));
    return true;
}

static const char *show_km(Kiosk *k, int km) {
    Arena *arena = &k->ui.list->arena;
    return km < 1000 ? arena_printf(arena, "%d", km) : arena_printf(arena, "%d,%03d", km / 1000, km % 1000);
}

/* "约 2027年3月12日", "45,012 公里", "请问顾问" */
static const char *due_head(Kiosk *k, const ServiceDue *due) {
    if (due->day) return due->about ? wf(k, W_SERVICE_ABOUT, show_date(k, due->day)) : show_date(k, due->day);
    return due->km >= 0 ? wf(k, W_SERVICE_AT_KM, show_km(k, due->km)) : w(k, W_SERVICE_UNKNOWN);
}

static const char *due_sub(Kiosk *k, const Due *d) {
    if (d->when == SERVICE_UNKNOWN) return w(k, W_SERVICE_UNKNOWN_SUB);
    if (d->due.day && d->due.km >= 0) return wf(k, W_SERVICE_OR_KM, show_km(k, d->due.km));
    return w(k, W_SERVICE_NO_KM);
}

/* --- days and slots -------------------------------------------------------------------------------------------------
 */

typedef struct Choice {
    Ms days[DAYS_MOST];
    size_t n_days;
    int slots[SERVICE_SLOTS_MAX + 1]; /* minutes of the day; BY_DAY: within business hours */
    size_t n_slots;
} Choice;

static bool is_open_day(const Kiosk *k, Ms day) {
    Ms open, close;
    return work_day(settings_hours(k->snap.settings), day, &open, &close);
}

/* From tomorrow on; days on which the store is closed are left out. */
static Choice choice_of(const Kiosk *k) {
    Choice c = {0};
    int evening[SERVICE_SLOTS_MAX];
    Ms today = day_start(clock_now());
    for (int i = 1; i <= setting(k, "service.days_ahead") && c.n_days < DAYS_MOST; i++)
        if (is_open_day(k, day_add(today, i))) c.days[c.n_days++] = day_add(today, i);
    c.slots[c.n_slots++] = BY_DAY;
    size_t n = service_slots(setting(k, "service.evening_from"), setting(k, "service.evening_to"),
                             setting(k, "service.slot_minutes"), evening);
    for (size_t i = 0; i < n; i++) c.slots[c.n_slots++] = evening[i];
    return c;
}

static const char *slot_words(Kiosk *k, int slot) {
    if (slot == BY_DAY) return w(k, W_SERVICE_BY_DAY);
    return arena_printf(&k->ui.list->arena, "%02d:%02d", slot / 60, slot % 60);
}

static const char *weekday_words(const Kiosk *k, Ms day) {
    LocalTime lt = local_of(day);
    return w(k, (Word)(W_WEEKDAY_0 + lt.weekday));
}

static const char *day_words(Kiosk *k, Ms day) {
    return arena_printf(&k->ui.list->arena, "%s %s", show_month_day(k, day), weekday_words(k, day));
}

static Button chip(const Kiosk *k, const char *label, bool chosen) {
    return (Button){.label = label,
                    .look = chosen        ? BUTTON_PRIMARY
                            : k->ui.large ? BUTTON_PLAIN
                                          : BUTTON_SUNKEN,
                    .px = 28,
                    .regular = !chosen};
}

static void choose_day(Kiosk *k, Ms day) {
    k->visit.service_day = day;
    k->again = true;
}

static void draw_day(Kiosk *k, Rect r, const Choice *c, size_t i) {
    bool chosen = k->visit.service_day == c->days[i];
    if (ui_button(&k->ui, ui_id(&k->ui, "service.day.%zu", i + 1), r, chip(k, day_words(k, c->days[i]), chosen)))
        choose_day(k, c->days[i]);
}

/* "12月10日", "10 Dec"; where cells are too narrow for that "12/10" in all of them. */
static const char *cell_words(Kiosk *k, float width, const Choice *c, size_t i) {
    TextStyle s = style(28, true, k->ui.theme->ink, ALIGN_CENTER);
    for (size_t day = 0; day < c->n_days; day++) {
        if (ui_text_width(&k->ui, show_month_day(k, c->days[day]), s) <= width) continue;
        LocalTime lt = local_of(c->days[i]);
        return arena_printf(&k->ui.list->arena, "%d/%d", zh(k) ? lt.month : lt.day, zh(k) ? lt.day : lt.month);
    }
    return show_month_day(k, c->days[i]);
}

/* A cell of the calendar: the weekday over the day. */
static void draw_cell(Kiosk *k, Rect r, const Choice *c, size_t i) {
    const Theme *t = k->ui.theme;
    bool chosen = k->visit.service_day == c->days[i];
    const char *id = ui_id(&k->ui, "service.day.%zu", i + 1);
    bool tapped = ui_button(&k->ui, id, r, chip(k, NULL, chosen));
    Rect text = ui_sink(&k->ui, id, centered(r, r.w - 24, 82));
    ui_text(&k->ui, cut_top(&text, 40, 0), weekday_words(k, c->days[i]),
            style(27, false, chosen ? t->surface : t->ink2, ALIGN_CENTER));
    ui_text(&k->ui, text, cell_words(k, text.w, c, i), style(28, true, chosen ? t->surface : t->ink, ALIGN_CENTER));
    if (tapped) choose_day(k, c->days[i]);
}

static void draw_slot(Kiosk *k, Rect r, const Choice *c, size_t i) {
    bool chosen = k->visit.service_slot == c->slots[i];
    if (!ui_button(&k->ui, ui_id(&k->ui, "service.slot.%zu", i), r, chip(k, slot_words(k, c->slots[i]), chosen)))
        return;
    k->visit.service_slot = c->slots[i];
    k->again = true;
}

static bool toggle(Kiosk *k, const char *id, Rect r, const char *label, const char *icon, bool *on) {
    Button b = chip(k, label, *on);
    b.icon = *on ? "check" : icon;
    if (!ui_button(&k->ui, id, r, b)) return false;
    *on = !*on;
    k->again = true;
    return true;
}

/* A gift of the activity may wait when the car is not due yet and the store has that programme. */
static bool keeps_gift(const Kiosk *k, const Due *d) {
    const Settings *s = k->snap.settings;
    for (int i = 1; d->when == SERVICE_LATER && i <= settings_count(s, "gifts.programmes"); i++)
        if (strcmp(settings_item(s, "gifts.programmes", i, "rule"), "too_early") == 0) return true;
    return false;
}

static size_t n_options(const Kiosk *k, const Due *d) {
    return (size_t)(setting(k, "service.far_km") > 0) + keeps_gift(k, d);
}

static void draw_options(Kiosk *k, const Rect *at, const Due *d) {
    Visit *v = &k->visit;
    int far = setting(k, "service.far_km");
    if (far > 0) toggle(k, "service.pickup", *at++, w(k, W_SERVICE_PICKUP), "car", &v->service_pickup);
    if (keeps_gift(k, d)) toggle(k, "service.gift", *at, w(k, W_SERVICE_GIFT), "gift", &v->service_gift);
}

/* --- asking ---------------------------------------------------------------------------------------------------------
 */

static bool chosen_all(const Kiosk *k) {
    return k->visit.service_day && k->visit.service_slot;
}

/* What is chosen, as it is kept with the lead. */
static void detail_of(const Kiosk *k, const Due *d, char out[96]) {
    const Visit *v = &k->visit;
    char day[16], slot[16] = "day";
    day_show(v->service_day, day, sizeof day);
    if (v->service_slot != BY_DAY)
        snprintf(slot, sizeof slot, "%02d:%02d", v->service_slot / 60 % 24, v->service_slot % 60);
    snprintf(out, 96, "day=%s slot=%s%s%s", day, slot, v->service_pickup ? " pickup=1" : "",
             v->service_gift && keeps_gift(k, d) ? " keep_gift=1" : "");
}

static void ask(Kiosk *k, const Due *d) {
    char detail[96];
    detail_of(k, d, detail);
    lead_sheet(k, "booking", "advisor", "service", detail);
}

/* "2026-12-03" and "18:30" of what was asked for: "12月3日", "18:30". False: not understood. */
static bool asked_when(Kiosk *k, const char *detail, const char **day, const char **slot) {
    char at[16], time[16];
    Ms when;
    if (sscanf(detail, "day=%10s slot=%8s", at, time) != 2 || !day_parse(at, &when)) return false;
    *day = show_month_day(k, when);
    *slot = strcmp(time, "day") == 0 ? w(k, W_SERVICE_BY_DAY) : arena_strdup(&k->ui.list->arena, time);
    return true;
}

/* What this order's customer asked for last and still holds. NULL: nothing. */
static const Lead *asked_lead(const Kiosk *k) {
    const Lead *l = ask_booking(k);
    return l && (!l->done || strcmp(l->outcome, "won") == 0) ? l : NULL;
}

/* How it stands. False: nothing was asked for. */
static bool asked_words(Kiosk *k, const char **head, const char **sub) {
    const Lead *l = asked_lead(k);
    const char *day, *slot;
    if (!l || !asked_when(k, l->detail, &day, &slot)) return false;
    *head = wf(k, l->done ? W_SERVICE_BOOKED : W_SERVICE_ASKED, day, slot);
    *sub = w(k, l->done ? W_SERVICE_BOOKED_SUB : W_SERVICE_ASKED_SUB);
    if (strstr(l->detail, "keep_gift=1"))
        *sub = arena_printf(&k->ui.list->arena, "%s · %s", *sub, w(k, W_SERVICE_GIFT_KEPT));
    return true;
}

/* Once asked for it can only be changed: the same day and hour are not asked for twice. */
static Button ask_button(Kiosk *k, const Due *d) {
    const Lead *l = asked_lead(k);
    char detail[96] = "";
    if (chosen_all(k)) detail_of(k, d, detail);
    return (Button){.label = w(k, l ? W_SERVICE_CHANGE : W_SERVICE_ASK),
                    .look = BUTTON_PRIMARY,
                    .px = 28,
                    .radius = 24,
                    .disabled = !*detail || (l && strcmp(l->detail, detail) == 0)};
}

/* --- the screen -----------------------------------------------------------------------------------------------------
 */

static void draw_due(Kiosk *k, Rect r, const Due *d) {
    const Theme *t = k->ui.theme;
    Color ink = d->when == SERVICE_OVERDUE ? t->accent : d->when == SERVICE_SOON ? t->wait : t->ink;
    const LastService *last = &k->car.service;
    ui_text(&k->ui, cut_top(&r, scaled(k, 38), 4), w(k, d->when == SERVICE_OVERDUE ? W_SERVICE_OVERDUE : W_SERVICE_DUE),
            style_label(k));
    ui_text(&k->ui, cut_top(&r, scaled(k, 76), 8), due_head(k, &d->due), style(60, true, ink, ALIGN_LEFT));
    const char *sub = due_sub(k, d);
    float used = ui_paragraph(&k->ui, r, sub, style_label(k), scaled(k, 40));
    cut_top(&r, used, 8);
    if (!last->day || r.h < scaled(k, 40)) return;
    const char *when = last->is_now ? w(k, W_TODAY) : show_date(k, last->day);
    const char *line =
        last->km >= 0 ? wf(k, W_SERVICE_LAST_KM, when, show_km(k, last->km)) : wf(k, W_SERVICE_LAST, when);
    ui_text(&k->ui, cut_top(&r, scaled(k, 40), 0), line, style_label(k));
}

static void draw_label(Kiosk *k, Rect *in, Word label) {
    ui_text(&k->ui, cut_top(in, 42, 12), w(k, label), style_label(k));
}

/* What was asked for, and how it stands. */
static void draw_asked(Kiosk *k, Rect *in, const char *head, const char *state) {
    const Theme *t = k->ui.theme;
    float width = in->w - 2 * 32 - 40 - 24;
    float lines = ui_text_width(&k->ui, state, style_label(k)) > width ? 2 : 1;
    Rect r = cut_bottom(in, 106 + 40 * lines, 28);
    ui_fill(&k->ui, r, t->go_soft, RADIUS);
    r = rect_inset(r, 32, 0);
    Rect mark = cut_left(&r, 40, 24), text = centered(r, width, 48 + 40 * lines);
    ui_icon(&k->ui, centered(mark, 40, 40), "check", t->go);
    ui_text(&k->ui, cut_top(&text, 48, 0), head, style(32, true, t->go, ALIGN_LEFT));
    ui_paragraph(&k->ui, text, state, style_label(k), 40);
}

/* Two weeks as a calendar has them, the slots, and what else is wished. */
static void draw_choices(Kiosk *k, Rect in, const Due *d) {
    enum { WEEK = 7, GAP_CELL = 16, GAP_GROUP = 36, LABEL_H = 42 + 12 };
    Choice c = choice_of(k);
    size_t options = n_options(k, d);
    int days = ((int)c.n_days + WEEK - 1) / WEEK, cols = ui_portrait(&k->ui) ? 3 : 5;
    int slots = ((int)c.n_slots + cols - 1) / cols, others = options ? 1 : 0;
    float used = 2 * LABEL_H + (1 + (float)others) * GAP_GROUP - (2 + (float)others) * GAP_CELL;
    float row = fminf((in.h - used) / (float)(days + slots + others), (ui_portrait(&k->ui) ? 144 : 112) + GAP_CELL);
    draw_label(k, &in, W_SERVICE_DAY);
    Rect at = cut_top(&in, row * (float)days - GAP_CELL, GAP_GROUP), option[2];
    for (size_t i = 0; i < c.n_days; i++) draw_cell(k, grid_cell(at, WEEK, days, (int)i, GAP_CELL), &c, i);
    draw_label(k, &in, W_SERVICE_SLOT);
    at = cut_top(&in, row * (float)slots - GAP_CELL, GAP_GROUP);
    for (size_t i = 0; i < c.n_slots; i++) draw_slot(k, grid_cell(at, cols, slots, (int)i, GAP_CELL), &c, i);
    at = cut_top(&in, row - GAP_CELL, 0);
    for (size_t i = 0; i < options; i++) option[i] = grid_cell(at, (int)options, 1, (int)i, GAP_CELL);
    if (options) draw_options(k, option, d);
}

static void draw_plain(Kiosk *k, Rect body, const Due *d) {
    bool portrait = ui_portrait(&k->ui);
    Rect due = portrait ? cut_top(&body, 480, 28) : cut_left(&body, 640, 32);
    ui_card(&k->ui, due);
    Rect in = rect_inset(due, 48, 44);
    const char *head, *state;
    if (asked_words(k, &head, &state)) draw_asked(k, &in, head, state);
    draw_due(k, in, d);
    ui_card(&k->ui, body);
    draw_choices(k, rect_inset(body, 48, 40), d);
}

/* Over the days that can be touched: what was asked for, else which day is asked and on what it hangs. */
static void draw_large_see(Kiosk *k, const Due *d) {
    Rect see = screen_see(k), due = see, end = see;
    const char *head, *state;
    if (!ui_portrait(&k->ui)) end = cut_right(&due, 0.46f * see.w, 48);
    if (asked_words(k, &head, &state))
        draw_asked(k, &end, head, state);
    else if (ui_portrait(&k->ui)) /* its foot has no room for that */
        ui_paragraph(&k->ui, cut_bottom(&end, 2 * scaled(k, 40), 12), w(k, W_SERVICE_NOTE), style_label(k),
                     scaled(k, 40));
    if (!k->visit.service_day) ui_text(&k->ui, cut_bottom(&end, scaled(k, 44), 0), w(k, W_SERVICE_DAY), style_head(k));
    if (ui_portrait(&k->ui)) due = end;
    draw_due(k, due, d);
}

static void draw_large_days(Kiosk *k, Rect body, const Choice *c) {
    bool portrait = ui_portrait(&k->ui);
    int cols = portrait ? 3 : 5;
    size_t most = portrait ? 12 : 10, n = c->n_days < most ? c->n_days : most;
    int rows = ((int)n + cols - 1) / cols;
    if (rows < 2) rows = 2;
    for (size_t i = 0; i < n; i++) draw_day(k, grid_cell(body, cols, rows, (int)i, 20), c, i);
}

/* The question before a row of its answers. Returns the place of the answers. */
static Rect draw_asking(Kiosk *k, Rect row, Word label) {
    Rect text = cut_left(&row, ui_portrait(&k->ui) ? 212 : 268, 20);
    float line = scaled(k, 36), width = ui_text_width(&k->ui, w(k, label), style_label(k));
    int lines = width <= text.w ? 1 : width <= 1.8f * text.w ? 2 : 3;
    ui_paragraph(&k->ui, centered(text, text.w, line * (float)lines), w(k, label), style_label(k), line);
    return row;
}

/* Large and low the day comes first, then the slot and what else; the day chosen leads back to the days. */
static void draw_large(Kiosk *k, Rect body, const Due *d) {
    bool portrait = ui_portrait(&k->ui);
    Choice c = choice_of(k);
    draw_large_see(k, d);
    if (!k->visit.service_day) {
        draw_large_days(k, body, &c);
        return;
    }
    size_t most = portrait ? 8 : 7, n = c.n_slots < most ? c.n_slots : most, options = n_options(k, d);
    int cols = !portrait ? (int)n : n > 6 ? 4 : 3, rows = ((int)n + cols - 1) / cols;
    int others = portrait ? (int)options : 0; /* else they stand beside the day */
    float row = (body.h + 20) / (float)(1 + rows + others);
    Rect day = draw_asking(k, cut_top(&body, row - 20, 20), W_SERVICE_DAY), at[2] = {0};
    if (!portrait)
        for (size_t i = options; i-- > 0;) at[i] = cut_right(&day, options > 1 ? 516 : 880, 20);
    if (ui_button(&k->ui, "service.other", day, chip(k, day_words(k, k->visit.service_day), true))) choose_day(k, 0);
    Rect slots = draw_asking(k, cut_top(&body, row * (float)rows - 20, 20), W_SERVICE_SLOT);
    for (size_t i = 0; i < n; i++) draw_slot(k, grid_cell(slots, cols, rows, (int)i, 20), &c, i);
    for (size_t i = 0; portrait && i < options; i++) at[i] = grid_cell(body, 1, others, (int)i, 20);
    draw_options(k, at, d);
}

static void draw(Kiosk *k) {
    const Order *o = my_order(k);
    Due d;
    if (!o || !due_of(k, o, &d)) { /* handed over, withdrawn, or the schedule went meanwhile */
        nav_home(k);
        return;
    }
    const char *sub = arena_printf(&k->ui.list->arena, "%s · %s", show_plate(k, o), show_model(k, o));
    Rect body = screen_header(k, w(k, W_SERVICE_TITLE), sub, 0);
    if (k->ui.large)
        draw_large(k, body, &d);
    else
        draw_plain(k, body, &d);
    Rect foot = screen_foot(k, NULL);
    Button b = ask_button(k, &d);
    float width = ui_button_width(&k->ui, b, 40);
    if (ui_button(&k->ui, "service.ask", cut_right(&foot, width, 24), b)) ask(k, &d);
    if (!k->ui.large || !ui_portrait(&k->ui)) foot_note(k, foot, w(k, W_SERVICE_NOTE));
}

static void enter(Kiosk *k) {
    Visit *v = &k->visit;
    v->service_day = 0;
    v->service_slot = 0;
    v->service_pickup = v->service_gift = false;
}

const Screen screen_service = {.id = "service", .draw = draw, .enter = enter};

static void open_it(Kiosk *k) {
    nav_go(k, SCREEN_SERVICE);
}

bool service_link(Kiosk *k, CarLink *out) {
    static const int priorities[] = {
        [SERVICE_UNKNOWN] = 30, [SERVICE_LATER] = 35, [SERVICE_SOON] = 65, [SERVICE_OVERDUE] = 75};
    const Order *o = my_order(k);
    Due d;
    if (!o || !due_of(k, o, &d)) return false;
    *out =
        (CarLink){.id = "mycar.service", .pill = w(k, W_SERVICE_PILL), .priority = priorities[d.when], .open = open_it};
    if (asked_words(k, &out->head, &out->sub)) {
        out->pill = w(k, W_SERVICE_ASKED_PILL);
        out->priority = out->priority < ASKED_PRIORITY ? ASKED_PRIORITY : out->priority;
        return true;
    }
    out->head = d.when == SERVICE_UNKNOWN ? w(k, W_SERVICE_TITLE) : wf(k, W_SERVICE_LINK, due_head(k, &d.due));
    out->sub = d.when == SERVICE_UNKNOWN ? w(k, W_SERVICE_UNKNOWN_SUB) : w(k, W_SERVICE_LINK_SUB);
    return true;
}

/* --- trade-in: a lead and nothing more ------------------------------------------------------------------------------
 */

static void ask_trade_in(Kiosk *k) {
    lead_sheet(k, "trade_in", "sales", "trade_in", "");
}

/* Where the catalogue has it. */
bool trade_in_link(Kiosk *k, CarLink *out) {
    for (size_t i = 0; i < k->snap.n_offers; i++) {
        if (strcmp(k->snap.offers[i].kind, "trade_in") != 0) continue;
        *out = (CarLink){.id = "mycar.trade_in",
                         .head = w(k, W_TRADE_IN),
                         .sub = w(k, W_TRADE_IN_SUB),
                         .pill = w(k, W_MYCAR_MORE),
                         .priority = 10,
                         .open = ask_trade_in};
        return true;
    }
    return false;
}
