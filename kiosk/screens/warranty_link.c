/* The maker's warranty of the opened car: when it ends by time, to be confirmed by the advisor (policies.md 6). */
#include "car_links.h"
#include "common.h"

#include <stdio.h>

/* The purchase day plus the model's term. */
static bool warranty_end(const Order *o, Ms *end) {
    Ms day;
    if (!o->warranty_months || !day_parse(o->purchased_day, &day)) return false;
    LocalTime lt = local_of(day);
    lt.month += o->warranty_months;
    *end = local_to_ms(lt);
    return true;
}

static void open_offers(Kiosk *k) {
    nav_go(k, SCREEN_OFFERS);
    k->visit.offer_group = 3;
}

bool warranty_link(Kiosk *k, CarLink *out) {
    Ms end;
    char month[48];
    const Order *o = my_order(k);
    if (!o || !warranty_end(o, &end)) return false;
    LocalTime lt = local_of(end);
    if (zh(k))
        snprintf(month, sizeof month, "%d年%d月", lt.year, lt.month);
    else
        snprintf(month, sizeof month, "%s %d", w(k, (Word)(W_MONTH_1 + lt.month - 1)), lt.year);
    bool over = end < clock_now();
    *out = (CarLink){.id = "mycar.warranty",
                     .head = over ? w(k, W_MYCAR_WARRANTY_OVER) : wf(k, W_MYCAR_WARRANTY, month),
                     .sub = over ? wf(k, W_MYCAR_WARRANTY_OVER_SUB, month) : w(k, W_MYCAR_WARRANTY_SUB),
                     .pill = w(k, W_MYCAR_MORE),
                     .priority = 30,
                     .open = open_offers};
    return true;
}
