/* The demo store's gifts, given by the shop's own rules: all that is due today, a consolation for the newest complaint
 * that names a car, a loyal customer's thanks to the first car in work, an apology to each car that is late. */
#include "simulate.h"

#include "store/coupons.h"
#include "store/gifts.h"
#include "store/orders.h"
#include "store/tick.h"

#include <stdio.h>
#include <string.h>

#define GIVER "陈建华"

typedef struct Newest { /* complaint that names a car */
    char case_no[24];
} Newest;

static bool look(void *ctx, int n, const char *const *names, const char *const *values) {
    Newest *newest = ctx;
    const char *case_no = "", *order_no = "";
    for (int i = 0; i < n; i++) {
        if (strcmp(names[i], "case_no") == 0 && values[i]) case_no = values[i];
        if (strcmp(names[i], "order_no") == 0 && values[i]) order_no = values[i];
    }
    if (*order_no) snprintf(newest->case_no, sizeof newest->case_no, "%s", case_no);
    return true;
}

static bool console_newest(Office *office, const CouponKey *key, Ms now, Err *err) {
    Newest newest = {""};
    int given;
    if (!db_view_each(office->db, VIEW_COMPLAINTS, 0, now, look, &newest, err)) return false;
    if (!*newest.case_no) return true;
    GiftAsk ask = {.case_no = newest.case_no, .order_no = "", .by = GIVER, .at = now};
    return gift_grant(office->db, key, &ask, &given, err);
}

static bool thank_first(Office *office, const CouponKey *key, Ms now, Err *err) {
    Arena arena = {0};
    Order *board;
    size_t n;
    Ms as_of;
    int given;
    bool ok = orders_board(office->db, &arena, &board, &n, &as_of, err);
    for (size_t i = 0; ok && i < n; i++) {
        if (board[i].stage != STAGE_IN_WORK || board[i].hold != HOLD_NONE || !*board[i].plate) continue;
        GiftAsk ask = {.programme = "loyal", .case_no = "", .order_no = board[i].order_no, .by = GIVER, .at = now};
        ok = gift_grant(office->db, key, &ask, &given, err);
        break;
    }
    arena_free(&arena);
    return ok;
}

bool simulate_gifts(Office *office, Ms now, Err *err) {
    CouponKey key;
    TickDone done[TICK_RULES_MAX];
    size_t n;
    int given;
    return coupon_key_read(db_path(office->db), &key, err) &&
           gifts_grant_due(office->db, &key, now, now, GIVER, &given, err) && console_newest(office, &key, now, err) &&
           thank_first(office, &key, now, err) && tick_run(office->db, &key, now, done, &n, err);
}
