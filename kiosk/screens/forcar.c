/* For this car: every link of the opened car, as many a row as the panel is wide. */
#include "car_links.h"
#include "common.h"

static void draw(Kiosk *k) {
    CarLink links[CAR_LINKS_MAX];
    const Order *o = my_order(k);
    if (!o) {
        nav_home(k);
        return;
    }
    Rect body = screen_header(k, w(k, W_FORCAR_TITLE), show_model(k, o), 0);
    screen_foot(k, NULL);
    size_t n = car_links(k, links);
    int cols = ui_portrait(&k->ui) || k->ui.large ? 1 : 2, rows = ((int)n + cols - 1) / cols;
    float row_h = scaled(k, 168), content = (float)rows * (row_h + GAP) - GAP;
    ui_scroll_begin(&k->ui, "forcar.list", body, content, &k->visit.links_scroll);
    Rect grid = {body.x, body.y - k->visit.links_scroll.offset, body.w, content};
    for (int i = 0; i < (int)n; i++) {
        Rect r = grid_cell(grid, cols, rows, i, GAP);
        if (r.y + r.h > body.y && r.y < body.y + body.h) car_link_draw(k, r, &links[i], false);
    }
    ui_scroll_end(&k->ui);
}

const Screen screen_forcar = {.id = "forcar", .draw = draw};
