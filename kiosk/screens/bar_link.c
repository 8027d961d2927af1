/* The bar among the opened car's links: always there, and in front while something is being made. */
#include "car_links.h"
#include "common.h"

static void open_it(Kiosk *k) {
    bar_go(k);
}

bool bar_link(Kiosk *k, CarLink *out) {
    const BarOrder *mine = bar_mine(k);
    if (!mine && !bar_has_menu(k)) return false;
    *out = (CarLink){.id = "mycar.bar",
                     .head = w(k, W_BAR_TITLE),
                     .sub = mine ? bar_state_short(k, mine) : w(k, W_BAR_LINK_SUB),
                     .pill = w(k, W_MYCAR_MORE),
                     .priority = mine ? 55 : 8,
                     .open = open_it};
    return true;
}
