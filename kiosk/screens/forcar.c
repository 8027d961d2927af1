/* "For this car": everything the store has for the opened car, on one page; large and low four at a time. */
#include "car_links.h"
#include "common.h"

static void draw_plain(Kiosk *k, Rect body, const CarLink *links, size_t n) {
    bool portrait = ui_portrait(&k->ui);
    int cols = portrait ? 1 : n > 8 ? 3 : 2, rows = ((int)n + cols - 1) / cols;
    float gap = 24, most = portrait ? 150 : 176, height = (float)rows * (most + gap) - gap;
    if (height < body.h) body.h = height;
    for (size_t i = 0; i < n; i++) car_link_draw(k, grid_cell(body, cols, rows, (int)i, gap), &links[i], false);
}

static void draw_large(Kiosk *k, Rect body, const CarLink *links, size_t n) {
    enum { CELLS = 4 };
    bool portrait = ui_portrait(&k->ui), pages = n > CELLS;
    int cols = portrait ? 1 : 2, rows = CELLS / cols, each = pages ? CELLS - 1 : CELLS;
    size_t from = (size_t)(k->visit.forcar_page * each);
    if (from >= n) from = 0;
    for (int i = 0; i < each && from + (size_t)i < n; i++)
        car_link_draw(k, grid_cell(body, cols, rows, i, 24), &links[from + (size_t)i], true);
    if (!pages) return;
    if (!ui_button(&k->ui, "forcar.next", grid_cell(body, cols, rows, CELLS - 1, 24),
                   (Button){.label = w(k, W_NEXT_PAGE), .look = BUTTON_PRIMARY}))
        return;
    k->visit.forcar_page = from + (size_t)each < n ? (int)(from / (size_t)each) + 1 : 0;
    k->again = true;
}

static void draw(Kiosk *k) {
    const Order *o = my_order(k);
    CarLink links[CAR_LINKS_MAX];
    if (!o) { /* handed over or withdrawn meanwhile */
        nav_home(k);
        return;
    }
    size_t n = car_links(k, links);
    const char *sub = arena_printf(&k->ui.list->arena, "%s · %s", show_plate(k, o), show_model(k, o));
    Rect body = screen_header(k, w(k, W_FORCAR_TITLE), sub, 0);
    if (k->ui.large)
        draw_large(k, body, links, n);
    else
        draw_plain(k, body, links, n);
    screen_foot(k, k->ui.large ? NULL : wf(k, W_MYCAR_FOOT, setting(k, "visit.idle_seconds")));
}

static void enter(Kiosk *k) {
    k->visit.forcar_page = 0;
}

const Screen screen_forcar = {.id = "forcar", .draw = draw, .enter = enter};
