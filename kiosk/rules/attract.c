/* The board's large place: a fixed round of kinds, those that are not there left out. */
#include "attract.h"

static const HeroKind round_of_kinds[] = {HERO_OFFER,    HERO_ACTIVITY, HERO_OFFER, HERO_WIFI,   HERO_OFFER,
                                          HERO_ACTIVITY, HERO_OFFER,    HERO_BAR,   HERO_CHANGES};
enum { ROUND = sizeof round_of_kinds / sizeof *round_of_kinds };

static size_t stock_of(HeroStock stock, HeroKind kind) {
    switch (kind) {
    case HERO_OFFER: return stock.offers;
    case HERO_ACTIVITY: return stock.activities;
    case HERO_WIFI: return stock.wifi;
    case HERO_BAR: return stock.bar;
    case HERO_CHANGES: return stock.changes;
    case HERO_NONE: break;
    }
    return 0;
}

HeroCard attract_card(HeroStock stock, unsigned turn) {
    HeroKind there[ROUND];
    size_t n = 0, before = 0, in_all = 0;
    for (size_t i = 0; i < ROUND; i++)
        if (stock_of(stock, round_of_kinds[i])) there[n++] = round_of_kinds[i];
    if (n == 0) return (HeroCard){HERO_NONE, 0};
    size_t at = turn % n;
    for (size_t i = 0; i < n; i++) {
        in_all += there[i] == there[at];
        before += i < at && there[i] == there[at];
    }
    return (HeroCard){there[at], (turn / n * in_all + before) % stock_of(stock, there[at])};
}
