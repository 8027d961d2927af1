/* Coupons in words. One line for the QR: a scanner at the counter types it, and a line is a code there. */
#include "coupon_words.h"

#include "rules/coupon_terms.h"

#include <string.h>

const char *coupon_gives(Kiosk *k, const Coupon *c) {
    if (strcmp(c->kind, "percent") == 0) return show_percent(k, (int)c->value);
    if (strcmp(c->kind, "fen") == 0) return wf(k, W_OFFER_COUPON_FEN, show_fen(k, c->value));
    if (c->value_to) return wf(k, W_GIFT_BACK, (int)c->value, (int)c->value_to);
    if (!c->value) return w(k, W_GIFT_FREE);
    return wf(k, W_GIFT_WORTH, show_fen(k, c->value));
}

const char *coupon_conditions(Kiosk *k, const char *redeem_kinds, Fen min_sum) {
    char kinds[240];
    const char *with = "", *from = "";
    if (redeem_kinds && *redeem_kinds)
        with = wf(k, W_COUPON_ONLY_WITH, coupon_kinds_words(redeem_kinds, zh(k), kinds, sizeof kinds));
    if (min_sum > 0) from = wf(k, W_COUPON_FROM_SUM, show_fen(k, min_sum));
    return *with && *from ? arena_printf(&k->ui.list->arena, "%s · %s", with, from) : *with ? with : from;
}

const char *coupon_qr_text(Kiosk *k, const Coupon *c) {
    const char *link = setting_text(k, "coupon.link");
    if (*link) return arena_printf(&k->ui.list->arena, "%s%s", link, c->code);
    const char *store = pick(k, setting_text(k, "store.name_zh"), setting_text(k, "store.name_en"));
    return wf(k, W_COUPON_QR, store, pick(k, c->title_zh, c->title_en), coupon_gives(k, c), show_date(k, c->expires),
              c->code);
}
