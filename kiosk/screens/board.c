/* The board: every car in service with its stage and when it will be ready, an offer, and the ways in. It pages by
 * itself when there are more cars than rows; a finger can scroll it. Plates are masked. */
#include "common.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_LAND = 7, ROWS_PORT = 6 };

/* --- one car ---------------------------------------------------------------------------------------------------- */

static const char *eta_label(Kiosk *k, const Order *o) {
    if (o->hold == HOLD_APPROVAL) return w(k, W_BOARD_APPROVAL);
    if (board_is_stale(k)) return "";
    Eta eta = order_eta(k, o);
    switch (eta.kind) {
    case ETA_INTERVAL: return show_interval(k, eta.from, eta.to);
    case ETA_PROMISED: return wf(k, W_BOARD_PROMISED, show_time(k, eta.to));
    case ETA_PARTS: return eta.from ? wf(k, W_BOARD_PARTS_AT, show_time(k, eta.from)) : w(k, W_BOARD_PARTS_UNKNOWN);
    case ETA_LATE: return w(k, W_BOARD_LATE);
    case ETA_READY:
    case ETA_NONE: break;
    }
    return "";
}

/* Right-hand cell: a pill where something waits or is ready, else the stage in words; the time below. */
static void draw_status(Kiosk *k, Rect r, const Order *o) {
    const Theme *t = k->ui.theme;
    const char *label = o->stage == STAGE_READY ? "" : eta_label(k, o);
    bool pill = o->hold != HOLD_NONE || o->stage == STAGE_READY;
    float head = pill ? 52 : 42, gap = pill ? 6 : 0, height = head + (*label ? gap + 38 : 0);
    float y = r.y + (r.h - height) / 2;
    if (o->hold != HOLD_NONE) {
        Word hold = o->hold == HOLD_PARTS ? W_HOLD_PARTS : W_HOLD_APPROVAL;
        ui_pill(&k->ui, r.x + r.w, y, true, NULL, w(k, hold), t->wait, t->wait_soft);
    } else if (o->stage == STAGE_READY) {
        ui_pill(&k->ui, r.x + r.w, y, true, NULL, w(k, W_STAGE_READY), t->go, t->go_soft);
    } else {
        ui_text(&k->ui, (Rect){r.x, y, r.w, head}, w(k, word_of_stage(o->stage, true)),
                style(30, true, t->ink, ALIGN_RIGHT));
    }
    if (*label) ui_text(&k->ui, (Rect){r.x, y + head + gap, r.w, 38}, label, right(style_label(k)));
}

static void draw_car(Kiosk *k, Rect row, const Order *o) {
    const Theme *t = k->ui.theme;
    bool portrait = ui_portrait(&k->ui);
    Rect r = rect_inset(row, 36, 0);
    Rect plate = cut_left(&r, portrait ? 240 : 250, 28);
    Rect status = cut_right(&r, zh(k) ? 290 : 344, 28);
    TextStyle plate_style = style(36, true, t->ink, ALIGN_LEFT);
    plate_style.spacing = 1;
    if (*o->plate)
        ui_text(&k->ui, plate, show_plate(k, o), plate_style);
    else
        ui_text(&k->ui, plate, show_plate(k, o), style(30, true, t->ink, ALIGN_LEFT));

    TextStyle model = style(30, true, t->ink, ALIGN_LEFT);
    const char *name = show_model(k, o), *kind = w(k, word_of_kind(o->kind));
    float name_w = ui_text_width(&k->ui, name, model), kind_w = ui_text_width(&k->ui, kind, style_label(k));
    bool stacked = name_w + 16 + kind_w > r.w; /* too narrow for one line: the kind goes below */
    Rect middle = centered(r, r.w, stacked ? 100 : 66);
    Rect names = cut_top(&middle, 42, stacked ? 0 : 14);
    ui_text(&k->ui, cut_left(&names, fminf(name_w + 1, r.w), 15), name, model);
    ui_text(&k->ui, stacked ? cut_top(&middle, 38, 10) : names, kind, style_label(k));
    if (middle.w > 540) middle.w = 540;
    stage_segments(k, (Rect){middle.x, middle.y, middle.w, 10}, o);
    draw_status(k, status, o);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

static int pages_of(const Kiosk *k, int rows) {
    return ((int)k->snap.n_board + rows - 1) / rows;
}

/* Turns the page when its time has come; a hand on the list, or a customer under way, holds it. */
static void turn_page(Kiosk *k, float row_h, int rows) {
    Ms each = setting(k, "board.page_seconds") * MS_SECOND;
    int pages = pages_of(k, rows);
    if (k->board_scroll.moving || k->touch.down) k->board_page_mono = k->mono;
    if (k->mono - k->board_page_mono >= each) {
        k->board_page_mono = k->mono;
        k->hero++;
        float last = fmaxf(0, (float)((int)k->snap.n_board - rows) * row_h);
        float next = k->board_scroll.offset + (float)rows * row_h;
        k->board_scroll.offset = k->board_scroll.offset >= last - 1 ? 0 : fminf(next, last);
    }
    if (pages > 1) ui_wake_at(&k->ui, k->board_page_mono + each);
}

static void draw_list(Kiosk *k, Rect r, int rows) {
    const Theme *t = k->ui.theme;
    ui_card(&k->ui, r);
    if (k->snap.n_board == 0) {
        Word says = k->snap.as_of ? W_BOARD_EMPTY : W_BOARD_NEVER;
        ui_text(&k->ui, r, w(k, says), center(style_head(k)));
        return;
    }
    float row_h = r.h / (float)rows;
    turn_page(k, row_h, rows);
    k->board_scroll.snap = row_h;
    ui_scroll_begin(&k->ui, "board.list", r, row_h * (float)k->snap.n_board, &k->board_scroll);
    for (size_t i = 0; i < k->snap.n_board; i++) {
        Rect row = {r.x, r.y + row_h * (float)i - k->board_scroll.offset, r.w, row_h};
        if (row.y + row.h <= r.y + 0.5f || row.y >= r.y + r.h - 0.5f) continue;
        const Order *o = &k->snap.board[i];
        const char *id = ui_id(&k->ui, "board.row.%zu", i + 1);
        if (ui_is_pressed(&k->ui, id)) ui_fill(&k->ui, row, t->sunken, row_h < 1 ? 0 : RADIUS);
        if (ui_target_hit(&k->ui, id, row, row)) {
            nav_go(k, SCREEN_UNLOCK);
            snprintf(k->visit.pick_no, sizeof k->visit.pick_no, "%s", o->order_no);
        }
        if (row.y > r.y + 1) ui_line(&k->ui, row.x, row.y - 1, row.w);
        draw_car(k, row, o);
    }
    ui_scroll_end(&k->ui);
}

/* Where in the list the board is: one dot a page, the present one long. */
static void draw_dots(Kiosk *k, Rect foot, float right_edge, float row_h, int rows) {
    int pages = pages_of(k, rows);
    if (pages < 2 || pages > 14) return;
    float last = (float)((int)k->snap.n_board - rows) * row_h;
    int at =
        k->board_scroll.offset >= last - 1 ? pages - 1 : (int)(k->board_scroll.offset / (row_h * (float)rows) + 0.5f);
    float x = right_edge - (float)(pages - 1) * 24 - 36;
    for (int i = 0; i < pages; i++) {
        float width = i == at ? 36 : 12;
        ui_fill(&k->ui, (Rect){x, foot.y + foot.h / 2 - 6, width, 12}, i == at ? k->ui.theme->ink : k->ui.theme->line,
                6);
        x += width + 12;
    }
}

/* --- head, hero, tiles, foot -------------------------------------------------------------------------------------- */

static void draw_head(Kiosk *k, bool portrait) {
    const Theme *t = k->ui.theme;
    float width = k->ui.width - 2 * MARGIN;
    LocalTime lt = local_of(clock_now());
    char clock[16];
    snprintf(clock, sizeof clock, "%02d:%02d", lt.hour, lt.minute);
    TextStyle big = style(64, true, t->ink, ALIGN_RIGHT);
    float clock_w = ui_text_width(&k->ui, clock, big) + 2;
    Rect line = {MARGIN, 40, width, 74};
    ui_text(&k->ui, cut_right(&line, clock_w, 28), clock, big);
    if (!portrait) {
        const char *date =
            wf(k, W_DATE_AND_DAY, show_month_day(k, clock_now()), w(k, (Word)(W_WEEKDAY_0 + lt.weekday)));
        TextStyle s = style(28, false, t->ink2, ALIGN_RIGHT);
        ui_text(&k->ui, cut_right(&line, ui_text_width(&k->ui, date, s) + 2, 28), date, s);
    }
    TextStyle title = style(portrait ? 56 : 64, true, t->ink, ALIGN_LEFT);
    const char *words = w(k, portrait ? W_BOARD_TITLE_SHORT : W_BOARD_TITLE);
    ui_text(&k->ui, cut_left(&line, ui_text_width(&k->ui, words, title) + 2, 32), words, title);
    if (!k->snap.as_of) return;
    const char *as_of = show_time(k, k->snap.as_of);
    if (board_is_stale(k)) {
        ui_pill(&k->ui, line.x, line.y + 14, false, NULL, wf(k, W_BOARD_STALE, as_of), t->wait, t->wait_soft);
    } else {
        ui_text(&k->ui, (Rect){line.x, line.y + 8, line.w, line.h - 8}, wf(k, W_BOARD_AS_OF, as_of), style_label(k));
    }
}

/* The n-th offer worth the large place: can be done while waiting and has a price; any offer when none is such. */
static const Offer *hero_offer(const Kiosk *k) {
    size_t fit = 0;
    for (size_t i = 0; i < k->snap.n_offers; i++) fit += k->snap.offers[i].minutes > 0 && k->snap.offers[i].was > 0;
    if (fit == 0) return k->snap.n_offers ? &k->snap.offers[(size_t)k->hero % k->snap.n_offers] : NULL;
    size_t want = (size_t)k->hero % fit;
    for (size_t i = 0; i < k->snap.n_offers; i++) {
        const Offer *o = &k->snap.offers[i];
        if (o->minutes > 0 && o->was > 0 && want-- == 0) return o;
    }
    return NULL;
}

static void draw_hero(Kiosk *k, Rect r) {
    static const Color gold = 0xFFF6D98B, light = 0xFFF4F1EA;
    const Offer *o = hero_offer(k);
    if (!o) {
        ui_card(&k->ui, r);
        return;
    }
    if (ui_target(&k->ui, "board.hero", r)) {
        nav_go(k, SCREEN_OFFER);
        snprintf(k->visit.offer_id, sizeof k->visit.offer_id, "%s", o->offer_id);
    }
    Color ground = offer_ground(o->kind);
    ui_fill(&k->ui, r, ground, RADIUS);
    bool portrait = ui_portrait(&k->ui);
    Rect in = rect_inset(r, 40, portrait ? 36 : 40);
    TextStyle big = style(72, true, gold, ALIGN_LEFT);
    const char *now = offer_price(k, o);
    float now_w = ui_text_width(&k->ui, now, big) + 2;
    /* The picture fills the corner that title and price leave free. */
    float picture_h = r.h - (portrait ? 40 : 166),
          picture_w = fminf(picture_h * 1.75f, r.w - 40 - now_w - (portrait ? 340 : 20));
    picture_h = fminf(picture_h, picture_w / 1.6f);
    ui_picture(&k->ui, (Rect){r.x + r.w - picture_w, r.y + r.h - picture_h, picture_w, picture_h},
               offer_picture_path(k, o), RADIUS, CORNERS_ALL);
    const char *pill = o->minutes > 0 ? wf(k, W_HERO_WHILE_WAITING, o->minutes) : w(k, W_HERO_THIS_WEEK);
    Rect pill_at = cut_top(&in, 52, 18);
    ui_pill(&k->ui, pill_at.x, pill_at.y, false, NULL, pill, gold, color_mix(light, ground, 13));
    ui_text(&k->ui, cut_top(&in, 62, 2), pick(k, o->title_zh, o->title_en), style(52, true, light, ALIGN_LEFT));
    Rect price = cut_bottom(&in, 72, 0);
    TextStyle was = style(27, false, color_mix(light, ground, 75), ALIGN_LEFT);
    was.strike = true;
    const char *before = o->was > 0 ? show_fen(k, o->was) : "";
    float before_w = *before ? ui_text_width(&k->ui, before, was) + 2 : 0;
    if (*before && !portrait) price.y -= 38;
    ui_text(&k->ui, (Rect){price.x, price.y, now_w, 72}, now, big);
    Rect before_at = portrait ? (Rect){price.x + now_w + 12, price.y + 28, before_w, 38}
                              : (Rect){price.x, price.y + 74, before_w, 38};
    if (*before) ui_text(&k->ui, before_at, before, was);
}

static bool draw_tile(Kiosk *k, const char *id, Rect r, const char *icon, const char *head, const char *sub,
                      bool accent) {
    const Theme *t = k->ui.theme;
    Color ground = accent ? t->accent : t->surface, ink = accent ? t->on_accent : t->ink;
    bool tapped = ui_target(&k->ui, id, r);
    if (ui_is_pressed(&k->ui, id)) ground = color_mix(t->ink, ground, 12);
    ui_fill(&k->ui, r, ground, RADIUS);
    ui_icon(&k->ui, (Rect){r.x + 30, r.y + 26, 44, 44}, icon, ink);
    ui_text(&k->ui, (Rect){r.x + 30, r.y + 80, r.w - 50, 48}, head, style(34, true, ink, ALIGN_LEFT));
    TextStyle label = style_label(k);
    if (accent) label.color = t->on_accent;
    ui_text(&k->ui, (Rect){r.x + 30, r.y + 128, r.w - 50, 38}, sub, label);
    return tapped;
}

/* "低至 5 折": the lowest share of the price that any package asks. */
static const char *prepaid_line(Kiosk *k) {
    int lowest = 100;
    for (size_t i = 0; i < k->snap.n_packages; i++)
        for (int s = 0; s < k->snap.packages[i].services; s++)
            if (k->snap.packages[i].percent[s] < lowest) lowest = k->snap.packages[i].percent[s];
    return lowest == 100 ? w(k, W_TILE_PREPAID_SUB_NONE) : wf(k, W_TILE_PREPAID_SUB, show_percent(k, lowest));
}

static void draw_tiles(Kiosk *k, Rect r) {
    if (draw_tile(k, "board.mycar", grid_cell(r, 2, 2, 0, 24), "car", w(k, W_TILE_MYCAR), w(k, W_TILE_MYCAR_SUB),
                  false))
        nav_go(k, SCREEN_PICK);
    if (draw_tile(k, "board.offers", grid_cell(r, 2, 2, 1, 24), "tag", w(k, W_TILE_OFFERS), w(k, W_TILE_OFFERS_SUB),
                  false))
        nav_go(k, SCREEN_OFFERS);
    if (draw_tile(k, "board.prepaid", grid_cell(r, 2, 2, 2, 24), "box", w(k, W_TILE_PREPAID), prepaid_line(k), false))
        nav_go(k, SCREEN_PREPAID);
    if (draw_tile(k, "board.rate", grid_cell(r, 2, 2, 3, 24), "heart", w(k, W_TILE_RATE), w(k, W_TILE_RATE_SUB), true))
        nav_go(k, SCREEN_RATE);
}

static bool foot_left(Kiosk *k, Rect *foot, const char *id, const char *icon, Word label) {
    Button b = {.label = w(k, label), .icon = icon, .look = BUTTON_BARE, .px = 28, .radius = 24};
    return ui_button(&k->ui, id, cut_left(foot, ui_button_width(&k->ui, b, 28), 0), b);
}

static Rect draw_foot(Kiosk *k, bool portrait) {
    Rect foot = screen_foot(k, NULL);
    foot.x -= 22; /* icons, not their touch areas, stand on the margin */
    foot.w += 22;
    if (*setting_text(k, "wifi.ssid") &&
        foot_left(k, &foot, "board.wifi", "wifi", portrait ? W_FOOT_WIFI_SHORT : W_FOOT_WIFI))
        nav_go(k, SCREEN_WIFI);
    if (foot_left(k, &foot, "board.bar", "cup", portrait ? W_FOOT_BAR_SHORT : W_FOOT_BAR)) {
        nav_go(k, SCREEN_OFFERS);
        k->visit.offer_group = 4;
    }
    return foot;
}

static void draw(Kiosk *k) {
    bool portrait = ui_portrait(&k->ui);
    draw_head(k, portrait);
    float bottom = k->ui.height - BAR_H, width = k->ui.width - 2 * MARGIN;
    Rect list = portrait ? (Rect){MARGIN, 128, width, 840} : (Rect){MARGIN, 142, 1180, bottom - 142};
    if (!portrait) list.w = k->ui.width * (1180.0f / 1920.0f);
    Rect side = portrait ? (Rect){MARGIN, 996, width, bottom - 996}
                         : (Rect){list.x + list.w + 40, list.y, width - list.w - 40, list.h};
    int rows = portrait ? ROWS_PORT : ROWS_LAND;
    Rect tiles = cut_bottom(&side, 190 * 2 + 24, portrait ? 28 : 24);
    draw_list(k, list, rows);
    draw_hero(k, side);
    draw_tiles(k, tiles);
    Rect foot = draw_foot(k, portrait);
    if (setting(k, "demo") && !portrait) {
        const char *demo = w(k, W_DEMO);
        ui_pill(&k->ui, foot.x + foot.w, foot.y + 14, true, NULL, demo, k->ui.theme->gold, k->ui.theme->gold_soft);
    }
    draw_dots(k, foot, portrait ? foot.x + foot.w : list.x + list.w, list.h / (float)rows, rows);
}

const Screen screen_board = {.id = "board", .draw = draw};
