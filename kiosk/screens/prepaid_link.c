/* Prepaid packages as a link of the opened car: what is left of them, else that there are some. */
#include "car_links.h"
#include "common.h"
#include "prepaid_balance.h"

static void open_prepaid(Kiosk *k) {
    nav_go(k, SCREEN_PREPAID);
}

static void open_balance(Kiosk *k) {
    nav_go(k, SCREEN_BALANCE);
}

bool prepaid_link(Kiosk *k, CarLink *out) {
    const Order *o = my_order(k);
    if (prepaid_left(k) > 0)
        *out = (CarLink){.id = "mycar.prepaid",
                         .head = w(k, W_BALANCE_TITLE),
                         .sub = prepaid_next_words(k),
                         .pill = wf(k, W_BALANCE_LEFT, prepaid_left(k)),
                         .priority = 60,
                         .open = open_balance};
    else if (o && !order_takes_oil(o))
        return false;
    else
        *out = (CarLink){.id = "mycar.prepaid",
                         .head = w(k, W_TILE_PREPAID),
                         .sub = w(k, W_TILE_PREPAID_SUB_NONE),
                         .pill = w(k, W_MYCAR_MORE),
                         .priority = 20,
                         .open = open_prepaid};
    return true;
}
