/* Which car is yours: the masked plates of all cars in service, to pick one; or the order number instead. */
#include "common.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_plate(const void *a, const void *b) {
    const Order *const *x = a, *const *y = b;
    bool x_none = !*(*x)->plate, y_none = !*(*y)->plate;
    if (x_none != y_none) return x_none ? 1 : -1;
    int cmp = strcmp((*x)->plate, (*y)->plate);
    return cmp ? cmp : strcmp((*x)->order_no, (*y)->order_no);
}

static void open_car(Kiosk *k, const char *order_no) {
    snprintf(k->visit.pick_no, sizeof k->visit.pick_no, "%s", order_no);
    nav_go(k, SCREEN_UNLOCK);
}

static void draw_plate(Kiosk *k, Rect r, const Order *o, size_t number) {
    const char *id = ui_id(&k->ui, "pick.car.%zu", number);
    bool tapped = ui_target_hit(&k->ui, id, r, r);
    r = ui_sink(&k->ui, id, r);
    ui_fill(&k->ui, r, ui_sink_color(&k->ui, id, k->ui.theme->surface, k->ui.theme->ink), RADIUS);
    Rect in = rect_inset(r, 28, 22 * k->ui.zoom);
    const char *plate = *o->plate ? show_plate(k, o) : w(k, W_BOARD_NO_PLATE);
    ui_text(&k->ui, cut_top(&in, 48 * k->ui.zoom, 0), plate, style(34, true, k->ui.theme->ink, ALIGN_LEFT));
    const char *below = *o->plate ? show_model(k, o) : show_plate(k, o);
    ui_text(&k->ui, cut_top(&in, 38 * k->ui.zoom, 0), below, style_label(k));
    if (tapped) open_car(k, o->order_no);
}

/* The other ways to one's car: in the foot; large and low on a narrow panel in a row above it. */
static void draw_others(Kiosk *k, Rect row, Rect foot) {
    Button plate = {.label = w(k, W_PICK_BY_PLATE), .icon = "keyboard", .px = 28, .radius = 24};
    Button order = {.label = w(k, W_PICK_BY_ORDER), .px = 28, .radius = 24};
    Rect r = row.w > 0 ? row : foot;
    Rect at = cut_left(&r, row.w > 0 ? (r.w - 16) / 2 : ui_button_width(&k->ui, plate, 28), 16);
    if (ui_button(&k->ui, "pick.plate", at, plate)) nav_go(k, SCREEN_PLATE);
    float width = row.w > 0 ? r.w : ui_button_width(&k->ui, order, 28);
    if (ui_button(&k->ui, "pick.order", cut_left(&r, width < r.w ? width : r.w, 0), order)) {
        open_car(k, "");
        k->visit.by_order = true;
    }
}

static void draw(Kiosk *k) {
    Rect body = screen_header(k, w(k, W_PICK_TITLE), w(k, W_PICK_SUB), 0);
    Rect others = k->ui.large && ui_portrait(&k->ui) ? cut_bottom(&body, TOUCH_MIN_LARGE, 16) : (Rect){0};
    int cols = ui_portrait(&k->ui) ? 3 : 5;
    float row_h = 130 * k->ui.zoom, gap = 20;
    int rows = ((int)k->snap.n_board + cols - 1) / cols;
    const Order **sorted = arena_alloc(&k->ui.list->arena, (k->snap.n_board + 1) * sizeof *sorted);
    for (size_t i = 0; i < k->snap.n_board; i++) sorted[i] = &k->snap.board[i];
    qsort(sorted, k->snap.n_board, sizeof *sorted, by_plate);

    float content = (float)rows * (row_h + gap) - gap;
    ui_scroll_begin(&k->ui, "pick.list", body, content, &k->visit.pick_scroll);
    Rect grid = {body.x, body.y - k->visit.pick_scroll.offset, body.w, content};
    for (size_t i = 0; i < k->snap.n_board; i++) {
        Rect r = grid_cell(grid, cols, rows, (int)i, gap);
        if (r.y + r.h > body.y && r.y < body.y + body.h) draw_plate(k, r, sorted[i], i + 1);
    }
    ui_scroll_end(&k->ui);
    if (k->snap.n_board == 0) ui_text(&k->ui, body, w(k, W_BOARD_EMPTY), center(style_head(k)));

    draw_others(k, others, screen_foot(k, NULL));
}

static void enter(Kiosk *k) {
    k->visit.pick_scroll = (Scroll){0};
}

const Screen screen_pick = {.id = "pick", .draw = draw, .enter = enter};
