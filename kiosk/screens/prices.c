/* The public list: labour rates, common prices, hotlines (policies.md 7). All of it is data of the policy `prices`. */
#include "prices.h"
#include "car_links.h"
#include "common.h"

#include <stdlib.h>

enum { ROW = 64, HEAD = 72 };

static const char *field(const Kiosk *k, const char *list, int i, const char *in_zh, const char *in_en) {
    return pick(k, settings_item(k->snap.settings, list, i, in_zh), settings_item(k->snap.settings, list, i, in_en));
}

static const char *value_of(Kiosk *k, const char *list, int i) {
    const char *number = settings_item(k->snap.settings, list, i, "number");
    if (*number) return number;
    const char *unit = field(k, list, i, "unit_zh", "unit_en");
    const char *price = show_fen(k, strtoll(settings_item(k->snap.settings, list, i, "fen"), NULL, 10));
    return *unit ? arena_printf(&k->ui.list->arena, "%s %s", price, unit) : price;
}

static float list_height(const Kiosk *k, const char *list) {
    int n = settings_count(k->snap.settings, list);
    return n ? scaled(k, HEAD) + (float)n * scaled(k, ROW) + 56 : 0;
}

/* A card with a head and a row an entry, down to the foot of *in where it is the last; returns what it took off the top
 * of *in. */
static void draw_list(Kiosk *k, Rect *in, const char *list, Word title, bool last) {
    int n = settings_count(k->snap.settings, list);
    if (n == 0) return;
    float height = list_height(k, list);
    Rect card = cut_top(in, last && in->h > height ? in->h : height, 28);
    ui_card(&k->ui, card);
    card = rect_inset(card, 40, 24);
    ui_text(&k->ui, cut_top(&card, scaled(k, HEAD), 0), w(k, title), style_head(k));
    for (int i = 1; i <= n; i++) {
        Rect row = cut_top(&card, scaled(k, ROW), 0);
        const char *value = value_of(k, list, i);
        TextStyle bold = style(28, true, k->ui.theme->ink, ALIGN_RIGHT);
        ui_line(&k->ui, row.x, row.y, row.w);
        ui_text(&k->ui, cut_right(&row, ui_text_width(&k->ui, value, bold) + 2, 24), value, bold);
        ui_text(&k->ui, row, field(k, list, i, "zh", "en"), style_body(k));
    }
}

static float gap_height(const Kiosk *k, const char *list) {
    float h = list_height(k, list);
    return h > 0 ? h + 28 : 0;
}

static void draw(Kiosk *k) {
    bool two = !ui_portrait(&k->ui);
    screen_header(k, w(k, W_PRICES_TITLE), w(k, W_PRICES_SUB), 0);
    Rect area = screen_whole(k);
    float left = gap_height(k, "prices.items"),
          right = gap_height(k, "prices.labour") + gap_height(k, "prices.hotlines");
    float content = (two ? (left > right ? left : right) : left + right) - 28;
    ui_scroll_begin(&k->ui, "prices.list", area, content, &k->visit.prices_scroll);
    Rect in = {area.x, area.y - k->visit.prices_scroll.offset, area.w, content};
    Rect first = two ? cut_left(&in, (in.w - 32) / 2, 32) : in;
    draw_list(k, &first, "prices.items", W_PRICES_ITEMS, two);
    Rect *second = two ? &in : &first;
    bool hotlines = settings_count(k->snap.settings, "prices.hotlines") > 0;
    draw_list(k, second, "prices.labour", W_PRICES_LABOUR, two && !hotlines);
    draw_list(k, second, "prices.hotlines", W_PRICES_HOTLINES, two);
    ui_scroll_end(&k->ui);
    screen_foot(k, w(k, W_PRICES_NOTE));
}

static void enter(Kiosk *k) {
    k->visit.prices_scroll = (Scroll){0};
}

const Screen screen_prices = {.id = "prices", .draw = draw, .enter = enter};

bool prices_any(const Kiosk *k) {
    const Settings *s = k->snap.settings;
    return settings_count(s, "prices.items") + settings_count(s, "prices.labour") +
               settings_count(s, "prices.hotlines") >
           0;
}

void prices_open(Kiosk *k) {
    nav_go(k, SCREEN_PRICES);
}

bool prices_link(Kiosk *k, CarLink *out) {
    if (!prices_any(k)) return false;
    *out = (CarLink){.id = "mycar.prices",
                     .head = w(k, W_PRICES_TITLE),
                     .sub = w(k, W_PRICES_SUB),
                     .pill = w(k, W_MYCAR_MORE),
                     .priority = 5,
                     .open = prices_open};
    return true;
}
