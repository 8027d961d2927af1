/* The board: every car in service with its stage and when it will be ready, the large place, and the ways in. It pages
 * by itself when there are more cars than rows, and shows for a moment what a commit changed; a finger can scroll it.
 * Large and low it is read above and touched below. Plates are masked. */
#include "common.h"
#include "hero.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_LAND = 7, ROWS_PORT = 6, ROWS_LARGE_LAND = 3, ROWS_LARGE_PORT = 4 };
enum { QUIET_MS = 30000, HANDS_OFF_MS = 5000 }; /* since the last touch: nobody is there; the list may move */

/* --- one car ---------------------------------------------------------------------------------------------------- */

static const char *eta_label(Kiosk *k, const Order *o) {
    if (o->hold == HOLD_APPROVAL) return w(k, W_BOARD_APPROVAL);
    if (board_is_stale(k)) return "";
    Eta eta = order_eta(k, o);
    switch (eta.kind) {
    case ETA_INTERVAL: return show_interval(k, eta.from, eta.to);
    case ETA_PROMISED: return close_up(k, wf(k, W_BOARD_PROMISED, show_time(k, eta.to)));
    case ETA_PARTS:
        return eta.parts_from ? close_up(k, wf(k, W_BOARD_PARTS_AT, show_arrival(k, &eta)))
                              : w(k, W_BOARD_PARTS_UNKNOWN);
    case ETA_LATE: return w(k, W_BOARD_LATE);
    case ETA_READY:
    case ETA_NONE: break;
    }
    return "";
}

static bool is_pill(const Order *o) {
    return o->hold != HOLD_NONE || o->stage == STAGE_READY;
}

static float state_height(const Kiosk *k, const Order *o) {
    return is_pill(o) ? ui_pill_height(&k->ui) : 42 * k->ui.zoom;
}

/* A pill where something waits or is ready, else the stage in words; its right edge at x. Returns its left one. */
static float draw_state(Kiosk *k, float x, float y, float most, const Order *o) {
    const Theme *t = k->ui.theme;
    float ready_w = ui_pill_width(&k->ui, NULL, w(k, W_STAGE_READY));
    Rect ready = {x - ready_w, y, ready_w, ui_pill_height(&k->ui)};
    ui_pulse(&k->ui, ui_id(&k->ui, "ready.%s", o->order_no), ready, o->stage == STAGE_READY, t->go);
    if (o->hold != HOLD_NONE) {
        Word hold = o->hold == HOLD_PARTS ? W_HOLD_PARTS : W_HOLD_APPROVAL;
        return x - ui_pill(&k->ui, x, y, true, NULL, w(k, hold), t->wait, t->wait_soft);
    }
    if (o->stage == STAGE_READY) return x - ui_pill(&k->ui, x, y, true, NULL, w(k, W_STAGE_READY), t->go, t->go_soft);
    TextStyle s = style(30, true, t->ink, ALIGN_RIGHT);
    const char *stage = w(k, word_of_stage(o->stage, true));
    float width = fminf(ui_text_width(&k->ui, stage, s) + 2, most);
    ui_text(&k->ui, (Rect){x - width, y, width, state_height(k, o)}, stage, s);
    return x - width;
}

/* Right-hand cell: the state, and the time below it. */
static void draw_status(Kiosk *k, Rect r, const Order *o) {
    const char *label = o->stage == STAGE_READY ? "" : eta_label(k, o);
    float line = 38 * k->ui.zoom, head = state_height(k, o), gap = is_pill(o) ? 6 : 0;
    float height = head + (*label ? gap + line : 0), y = r.y + (r.h - height) / 2;
    draw_state(k, r.x + r.w, y, r.w, o);
    if (*label) ui_text(&k->ui, (Rect){r.x, y + head + gap, r.w, line}, label, right(style_label(k)));
}

static void draw_shape(Kiosk *k, Rect r, const Order *o) {
    if (!*o->body) return;
    const char *path = arena_printf(&k->ui.list->arena, "assets/cars/%s.svg", o->body);
    ui_mask(&k->ui, centered(r, 92, 46), path, color_alpha(k->ui.theme->ink3, 0x80));
}

static void draw_plate(Kiosk *k, Rect r, const Order *o) {
    TextStyle s = style(*o->plate ? 36 : 30, true, k->ui.theme->ink, ALIGN_LEFT);
    if (*o->plate) s.spacing = 1;
    ui_text(&k->ui, r, show_plate(k, o), s);
}

/* Model and kind, side by side where they fit, and the stages under them. */
static void draw_work(Kiosk *k, Rect r, const Order *o) {
    float zoom = k->ui.zoom;
    TextStyle model = style(30, true, k->ui.theme->ink, ALIGN_LEFT);
    const char *name = show_model(k, o), *kind = w(k, word_of_kind(o->kind));
    float name_w = ui_text_width(&k->ui, name, model), kind_w = ui_text_width(&k->ui, kind, style_label(k));
    /* Too narrow for one line: the kind goes below; in English that is so with every other car, so with all of them. */
    bool stacked = name_w + 16 + kind_w > r.w || (!zh(k) && !k->ui.large);
    Rect middle = centered(r, r.w, stacked ? 38 * zoom + 42 * zoom + 20 : 42 * zoom + 24);
    Rect names = cut_top(&middle, 42 * zoom, stacked ? 0 : 14);
    ui_text(&k->ui, cut_left(&names, fminf(name_w + 1, r.w), 15), name, model);
    ui_text(&k->ui, stacked ? cut_top(&middle, 38 * zoom, 10) : names, kind, style_label(k));
    if (middle.w > 540 * zoom) middle.w = 540 * zoom;
    stage_segments(k, (Rect){middle.x, middle.y, middle.w, 10}, o);
}

static void draw_car(Kiosk *k, Rect row, const Order *o) {
    bool portrait = ui_portrait(&k->ui);
    Rect r = rect_inset(row, 36, 0);
    draw_plate(k, cut_left(&r, portrait ? 240 : 250, 28), o);
    draw_status(k, cut_right(&r, zh(k) ? 290 : 344, 28), o);
    if (!portrait) draw_shape(k, cut_left(&r, 92, 26), o);
    draw_work(k, r, o);
}

/* Large, across: all of a car on one line, its time before its state. */
static void draw_car_large_across(Kiosk *k, Rect row, const Order *o) {
    Rect r = rect_inset(row, 40, 0);
    draw_plate(k, cut_left(&r, 320, 36), o);
    Rect status = cut_right(&r, zh(k) ? 640 : 780, 36);
    float head = state_height(k, o);
    float left = draw_state(k, status.x + status.w, row.y + (row.h - head) / 2, status.w, o);
    const char *label = o->stage == STAGE_READY ? "" : eta_label(k, o);
    status.w = left - 32 - status.x;
    if (*label) ui_text(&k->ui, status, label, right(style_label(k)));
    draw_work(k, r, o);
}

/* Large, upright: plate and state, model and time, the stages; one under the other. */
static void draw_car_large_upright(Kiosk *k, Rect row, const Order *o) {
    Rect r = centered(rect_inset(row, 36, 0), row.w - 72, 68 + 6 + 50 + 14 + 12), top = cut_top(&r, 68, 6);
    float head = state_height(k, o);
    float left = draw_state(k, top.x + top.w, top.y + (top.h - head) / 2, top.w * 0.6f, o);
    draw_plate(k, (Rect){top.x, top.y, left - top.x - 24, top.h}, o);
    Rect line = cut_top(&r, 50, 14);
    const char *label = o->stage == STAGE_READY ? "" : eta_label(k, o), *name = show_model(k, o);
    TextStyle model = style(30, true, k->ui.theme->ink, ALIGN_LEFT);
    if (*label)
        ui_text(&k->ui, cut_right(&line, fminf(ui_text_width(&k->ui, label, style_label(k)) + 2, line.w * 0.62f), 24),
                label, right(style_label(k)));
    ui_text(&k->ui, cut_left(&line, fminf(ui_text_width(&k->ui, name, model) + 2, line.w), 20), name, model);
    const char *kind = w(k, word_of_kind(o->kind));
    if (ui_text_width(&k->ui, kind, style_label(k)) <= line.w) ui_text(&k->ui, line, kind, style_label(k));
    stage_segments(k, (Rect){r.x, r.y, r.w, 12}, o);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

static int pages_of(const Kiosk *k, int rows) {
    return ((int)k->snap.n_board + rows - 1) / rows;
}

static bool is_quiet(const Kiosk *k) {
    return !k->touch.down && k->mono - k->touched_mono >= QUIET_MS;
}

/* The large place turns with the page; without pages with the minute, which draws anyway. */
static void turn_hero(Kiosk *k, bool page_turned, int pages) {
    enum { ALONE_MS = 55000 };
    if (!k->hero_mono) k->hero_mono = k->mono;
    bool due = pages > 1 ? page_turned : k->mono - k->hero_mono >= ALONE_MS;
    if (!due || !is_quiet(k)) return;
    k->hero++;
    k->hero_mono = k->mono;
}

static float last_offset(const Kiosk *k, float row_h, int rows) {
    return fmaxf(0, (float)((int)k->snap.n_board - rows) * row_h);
}

/* The page of a car that changed, as long as it is news, unless a hand is on the list. −1 = no news. */
static int turn_to_news(Kiosk *k, float row_h, int rows) {
    int row = news_row(&k->news, k->snap.board, k->snap.n_board, k->mono);
    if (row < 0) return -1;
    ui_wake_at(&k->ui, k->news.since + NEWS_MS);
    k->board_page_mono = k->mono; /* paging goes on from here */
    if (k->board_scroll.moving || k->touch.down || k->mono - k->touched_mono < HANDS_OFF_MS) return row;
    k->board_scroll.offset = fminf((float)(row / rows * rows) * row_h, last_offset(k, row_h, rows));
    return row;
}

/* Turns the page when its time has come; a hand on the list holds it. */
static void turn_page(Kiosk *k, float row_h, int rows) {
    Ms each = setting(k, "board.page_seconds") * MS_SECOND;
    int pages = pages_of(k, rows);
    if (k->board_scroll.moving || k->touch.down) k->board_page_mono = k->mono;
    bool turned = k->mono - k->board_page_mono >= each;
    if (turned) {
        float last = last_offset(k, row_h, rows), next = k->board_scroll.offset + (float)rows * row_h;
        k->board_page_mono = k->mono;
        k->board_scroll.offset = k->board_scroll.offset >= last - 1 ? 0 : fminf(next, last);
    }
    turn_hero(k, turned, pages);
    if (pages > 1) ui_wake_at(&k->ui, k->board_page_mono + each);
}

static void draw_row(Kiosk *k, Rect row, size_t i, bool news, bool read_only) {
    const Theme *t = k->ui.theme;
    const Order *o = &k->snap.board[i];
    const char *id = ui_id(&k->ui, "board.row.%zu", i + 1);
    if (news) {
        ui_fill(&k->ui, row, color_mix(t->gold_soft, t->surface, 60), RADIUS);
        ui_fill(&k->ui, (Rect){row.x + 12, row.y + row.h * 0.22f, 8, row.h * 0.56f}, t->gold, 4);
    }
    if (ui_is_pressed(&k->ui, id)) ui_fill(&k->ui, row, t->sunken, RADIUS);
    if (!read_only && ui_target_hit(&k->ui, id, row, row)) {
        nav_go(k, SCREEN_UNLOCK);
        snprintf(k->visit.pick_no, sizeof k->visit.pick_no, "%s", o->order_no);
    }
    row = ui_sink(&k->ui, id, row);
    if (!k->ui.large)
        draw_car(k, row, o);
    else if (ui_portrait(&k->ui))
        draw_car_large_upright(k, row, o);
    else
        draw_car_large_across(k, row, o);
}

static void draw_empty(Kiosk *k, Rect r) {
    Rect in = centered(r, r.w - 80, 150);
    ui_icon(&k->ui, centered(cut_top(&in, 80, 18), 80, 80), "car", k->ui.theme->ink3);
    ui_text(&k->ui, in, w(k, k->snap.as_of ? W_BOARD_EMPTY : W_BOARD_NEVER), center(style_head(k)));
}

static void draw_rows(Kiosk *k, Rect r, float row_h, int rows) {
    int news = turn_to_news(k, row_h, rows);
    turn_page(k, row_h, rows);
    bool read_only = k->ui.large;
    k->board_scroll.snap = row_h;
    if (read_only)
        ui_clip_push(&k->ui, r);
    else
        ui_scroll_begin(&k->ui, "board.list", r, row_h * (float)k->snap.n_board, &k->board_scroll);
    for (size_t i = 0; i < k->snap.n_board; i++) {
        Rect row = {r.x, r.y + row_h * (float)i - k->board_scroll.offset, r.w, row_h};
        if (row.y + row.h <= r.y + 0.5f || row.y >= r.y + r.h - 0.5f) continue;
        if (row.y > r.y + 1 && (int)i != news && (int)i != news + 1) ui_line(&k->ui, row.x, row.y - 1, row.w);
        draw_row(k, row, i, (int)i == news, read_only);
    }
    if (read_only)
        ui_clip_pop(&k->ui);
    else
        ui_scroll_end(&k->ui);
}

/* The cars; where few leave half of the list free, a second card of the large place's stands there. */
static void draw_list(Kiosk *k, Rect r, int rows) {
    enum { FREE_LEAST = 3, EMPTY_ROWS = 2 };
    float row_h = r.h / (float)rows;
    int used = k->snap.n_board ? (int)k->snap.n_board : EMPTY_ROWS;
    if (rows - used >= FREE_LEAST && !k->ui.large && hero_has_any(k)) {
        Rect list = cut_top(&r, row_h * (float)used, 24);
        hero_draw(k, "board.hero.2", r, 1);
        r = list;
        rows = used;
    }
    ui_card(&k->ui, r);
    if (k->snap.n_board) {
        draw_rows(k, r, row_h, rows);
    } else {
        turn_hero(k, false, 0);
        draw_empty(k, r);
    }
}

/* Where in the list the board is: one dot a page, the present one long; centred around x, or ending there. Returns
 * their left end. Too many to count are left out. */
static float draw_dots(Kiosk *k, float x, float y, bool around, float row_h, int rows) {
    enum { DOT = 12, LONG = 36, MOST = 26 };
    int pages = pages_of(k, rows);
    float width = (float)(pages - 1) * 2 * DOT + LONG;
    if (pages < 2 || pages > MOST) return x;
    bool at_end = k->board_scroll.offset >= last_offset(k, row_h, rows) - 1;
    int at = at_end ? pages - 1 : (int)(k->board_scroll.offset / (row_h * (float)rows) + 0.5f);
    float left = around ? x - width / 2 : x - width;
    for (int i = 0, to = 0; i < pages; i++, to += DOT) {
        float dot_x = left + (float)to, dot_w = i == at ? LONG : DOT;
        ui_fill(&k->ui, (Rect){dot_x, y - DOT / 2, dot_w, DOT}, i == at ? k->ui.theme->ink : k->ui.theme->line,
                DOT / 2);
        to += (int)dot_w;
    }
    return left;
}

/* --- head, hero, tiles, foot -------------------------------------------------------------------------------------- */

/* Since when the board stands; an old one says so aloud, in fewer words where there is little room. */
static void draw_as_of(Kiosk *k, Rect r) {
    enum { PILL_SIDES = 60 };
    const Theme *t = k->ui.theme;
    const char *as_of = show_time(k, k->snap.as_of), *says = wf(k, W_BOARD_AS_OF, as_of);
    const char *stale = wf(k, W_BOARD_STALE, as_of);
    TextStyle bold = style(27, true, t->wait, ALIGN_LEFT);
    if (!board_is_stale(k))
        ui_text(&k->ui, r, says, style_label(k));
    else if (ui_text_width(&k->ui, stale, bold) + PILL_SIDES > r.w)
        ui_text(&k->ui, r, says, bold);
    else
        ui_pill(&k->ui, r.x, r.y + (r.h - ui_pill_height(&k->ui)) / 2, false, NULL, stale, t->wait, t->wait_soft);
}

static void draw_head(Kiosk *k, bool portrait) {
    const Theme *t = k->ui.theme;
    float width = k->ui.width - 2 * MARGIN;
    LocalTime lt = local_of(clock_now());
    Rect line = k->ui.large ? (Rect){MARGIN, 30, width, 100} : (Rect){MARGIN, 40, width, 74};
    line.w = staff_clock(k, line, 64) - 28 - line.x;
    if (!portrait) {
        const char *date =
            wf(k, W_DATE_AND_DAY, show_month_day(k, clock_now()), w(k, (Word)(W_WEEKDAY_0 + lt.weekday)));
        TextStyle s = style(28, false, t->ink2, ALIGN_RIGHT);
        ui_text(&k->ui, cut_right(&line, ui_text_width(&k->ui, date, s) + 2, 28), date, s);
    }
    TextStyle title = style(portrait ? 56 : 64, true, t->ink, ALIGN_LEFT);
    const char *words = w(k, portrait ? W_BOARD_TITLE_SHORT : W_BOARD_TITLE);
    ui_text(&k->ui, cut_left(&line, ui_text_width(&k->ui, words, title) + 2, 32), words, title);
    if (!k->snap.as_of || line.w < 160) return;
    draw_as_of(k, (Rect){line.x, line.y + 8, line.w, line.h - 8});
}

/* Large: a tile as tall as the hand's reach allows, its words at its foot. */
static bool draw_tile(Kiosk *k, const char *id, Rect r, const char *icon, const char *head, const char *sub,
                      bool accent) {
    const Theme *t = k->ui.theme;
    Color ground = accent ? t->accent : t->surface, ink = accent ? t->on_accent : t->ink;
    float zoom = k->ui.zoom, side = zoom > 1 ? 72 : 44;
    bool tapped = ui_target(&k->ui, id, r);
    r = ui_sink(&k->ui, id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, id, ground, t->ink), RADIUS);
    Rect in = {r.x + 30, r.y + 26, r.w - 50, r.h - (zoom > 1 ? 52 : 50)};
    if (zoom == 1) in.h = fminf(in.h, 140);
    ui_icon(&k->ui, (Rect){in.x, in.y, side, side}, icon, ink);
    TextStyle label = style_label(k);
    if (accent) label.color = t->on_accent;
    Rect words = cut_bottom(&in, 86 * zoom, 0);
    ui_text(&k->ui, cut_top(&words, 48 * zoom, 0), head, style(34, true, ink, ALIGN_LEFT));
    ui_text(&k->ui, words, sub, label);
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

static void draw_tiles(Kiosk *k, Rect r, int across) {
    int down = 4 / across;
    if (draw_tile(k, "board.mycar", grid_cell(r, across, down, 0, 24), "car", w(k, W_TILE_MYCAR),
                  w(k, W_TILE_MYCAR_SUB), false))
        nav_go(k, SCREEN_PICK);
    if (draw_tile(k, "board.offers", grid_cell(r, across, down, 1, 24), "tag", w(k, W_TILE_OFFERS),
                  w(k, W_TILE_OFFERS_SUB), false))
        nav_go(k, SCREEN_OFFERS);
    if (draw_tile(k, "board.prepaid", grid_cell(r, across, down, 2, 24), "box", w(k, W_TILE_PREPAID), prepaid_line(k),
                  false))
        nav_go(k, SCREEN_PREPAID);
    if (draw_tile(k, "board.rate", grid_cell(r, across, down, 3, 24), "heart", w(k, W_TILE_RATE), w(k, W_TILE_RATE_SUB),
                  true))
        nav_go(k, SCREEN_RATE);
}

static float foot_left_width(Kiosk *k, Button b) {
    return fmaxf(ui_button_width(&k->ui, b, 28), k->ui.touch_min);
}

static bool foot_left(Kiosk *k, Rect *foot, const char *id, const char *icon, const char *label) {
    Button b = {.label = label, .icon = icon, .look = BUTTON_BARE, .px = 28, .radius = 24};
    return ui_button(&k->ui, id, cut_left(foot, foot_left_width(k, b), 0), b);
}

/* The way to the bar; for who has ordered in this visit, how far that is, in as many words as there is room for. */
static const char *bar_label(Kiosk *k, Rect foot, const char *label) {
    const BarOrder *mine = bar_mine(k);
    if (!mine) return label;
    const char *words[] = {bar_state_short(k, mine), bar_state_brief(k, mine)};
    for (size_t i = 0; i < 2; i++)
        if (foot_left_width(k, (Button){.label = words[i], .icon = "cup", .px = 28}) <= foot.w) return words[i];
    return label;
}

static Rect draw_foot(Kiosk *k, bool portrait) {
    bool icons = k->ui.large && portrait;
    Rect foot = screen_foot(k, NULL);
    foot.x -= 22; /* icons, not their touch areas, stand on the margin */
    foot.w += 22;
    if (*setting_text(k, "wifi.ssid") &&
        foot_left(k, &foot, "board.wifi", "wifi", icons ? NULL : w(k, portrait ? W_FOOT_WIFI_SHORT : W_FOOT_WIFI)))
        nav_go(k, SCREEN_WIFI);
    const char *bar = icons ? NULL : w(k, portrait ? W_FOOT_BAR_SHORT : W_FOOT_BAR);
    if (foot_left(k, &foot, "board.bar", "cup", bar_label(k, foot, bar))) bar_go(k);
    return foot;
}

/* Head and cars to read in the upper half; below four tiles and the foot. */
static void draw_large(Kiosk *k, bool portrait) {
    draw_head(k, portrait);
    Rect list = screen_see(k);
    list.h += list.y - 150;
    list.y = 150;
    int rows = portrait ? ROWS_LARGE_PORT : ROWS_LARGE_LAND;
    draw_list(k, list, rows);
    draw_tiles(k, screen_body(k), portrait ? 2 : 4);
    draw_dots(k, list.x + list.w / 2, list.y + list.h + 12, true, list.h / (float)rows, rows);
    draw_foot(k, portrait);
}

static void draw_plain(Kiosk *k, bool portrait) {
    draw_head(k, portrait);
    float bottom = k->ui.height - BAR_H, width = k->ui.width - 2 * MARGIN;
    Rect list = portrait ? (Rect){MARGIN, 128, width, 840} : (Rect){MARGIN, 142, 1180, bottom - 142};
    if (!portrait) list.w = k->ui.width * (1180.0f / 1920.0f);
    Rect side = portrait ? (Rect){MARGIN, 996, width, bottom - 996}
                         : (Rect){list.x + list.w + 40, list.y, width - list.w - 40, list.h};
    int rows = portrait ? ROWS_PORT : ROWS_LAND;
    Rect tiles = cut_bottom(&side, 190 * 2 + 24, portrait ? 28 : 24);
    draw_list(k, list, rows);
    if (hero_has_any(k))
        hero_draw(k, "board.hero", side, 0);
    else
        ui_card(&k->ui, side);
    draw_tiles(k, tiles, 2);
    Rect foot = draw_foot(k, portrait);
    if (portrait) { /* between the cars and the large place: the foot has no room */
        draw_dots(k, list.x + list.w / 2, list.y + list.h + 14, true, list.h / (float)rows, rows);
        return;
    }
    float dots = draw_dots(k, list.x + list.w, foot.y + foot.h / 2, false, list.h / (float)rows, rows);
    if (setting(k, "demo"))
        ui_pill(&k->ui, dots - 32, foot.y + 14, true, NULL, w(k, W_DEMO), k->ui.theme->gold, k->ui.theme->gold_soft);
}

static void draw(Kiosk *k) {
    bool portrait = ui_portrait(&k->ui);
    if (k->ui.large)
        draw_large(k, portrait);
    else
        draw_plain(k, portrait);
}

const Screen screen_board = {.id = "board", .draw = draw};
