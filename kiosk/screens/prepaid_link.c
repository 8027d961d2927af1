/* Prepaid packages as a link of the opened car. */
#include "car_links.h"
#include "common.h"

static void open_prepaid(Kiosk *k) {
    nav_go(k, SCREEN_PREPAID);
}

bool prepaid_link(Kiosk *k, CarLink *out) {
    *out = (CarLink){.id = "mycar.prepaid",
                     .head = w(k, W_TILE_PREPAID),
                     .sub = w(k, W_TILE_PREPAID_SUB_NONE),
                     .pill = w(k, W_MYCAR_MORE),
                     .priority = 20,
                     .open = open_prepaid};
    return true;
}
