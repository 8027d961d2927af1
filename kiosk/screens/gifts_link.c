/* The opened car's gifts as a link: an apology first, in the manager's words. */
#include "car_links.h"
#include "coupon_words.h"

#include <string.h>

static void open_gifts(Kiosk *k) {
    nav_go(k, SCREEN_GIFTS);
}

bool gifts_link(Kiosk *k, CarLink *out) {
    size_t n = k->car.n_gifts;
    if (n == 0) return false;
    const Coupon *first = &k->car.gifts[0];
    bool sorry = strcmp(first->source, "apology") == 0;
    const char *words = pick(k, first->words_zh, first->words_en);
    const char *head = sorry ? w(k, W_GIFT_SORRY) : n == 1 ? w(k, W_GIFTS_LINK_ONE) : wf(k, W_GIFTS_LINK, (int)n);
    const char *title = pick(k, first->title_zh, first->title_en);
    const char *sub =
        sorry && *words ? words : arena_printf(&k->ui.list->arena, "%s %s", title, coupon_gives(k, first));
    *out = (CarLink){.id = "mycar.gifts",
                     .head = head,
                     .sub = sub,
                     .pill = w(k, W_GIFT_SHOW),
                     .priority = sorry ? 80 : 60,
                     .open = open_gifts};
    return true;
}
