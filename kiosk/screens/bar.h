/* The bar on the panel: a basket out of the offers of kind bar, and the order that came of it. */
#ifndef LOUNGE_SCREENS_BAR_H
#define LOUNGE_SCREENS_BAR_H

#include "progress.h"
#include "store/bar.h"
#include "store/offers.h"
#include "ui/ui.h"

typedef struct Kiosk Kiosk;

typedef struct BarVisit {
    BarAskItem basket[BAR_ITEMS_MAX];
    size_t n;
    int page;
    char seat[32];
    bool seat_said, cancelling; /* cancelling: asked once more */
    Uuid key;                   /* of the order to be; made when the page for it opens */
    Progress progress, cancel;
    Err err;
} BarVisit;

/* The visit's orders, read anew after each commit. */
typedef struct BarDetail {
    Arena arena;
    BarOrder *orders;
    size_t n;
} BarDetail;

void bar_read(Kiosk *k);
/* The visit's newest order that was not cancelled; NULL = none. */
const BarOrder *bar_mine(const Kiosk *k);
const char *bar_state_words(Kiosk *k, const BarOrder *o);
/* One more (or less) of it in the basket. */
void bar_add(Kiosk *k, const char *offer_id, Fen price, int more);
bool bar_has_menu(const Kiosk *k);
bool bar_on_menu(const Kiosk *k, const Offer *o);               /* served at this hour */
int bar_count(const Kiosk *k, const char *offer_id);            /* how many are in the basket */
const char *bar_state_brief(const Kiosk *k, const BarOrder *o); /* "正在制作"; of one that was not cancelled */
const char *bar_state_short(Kiosk *k, const BarOrder *o);       /* "3 号单 · 正在制作" */
/* At the left of a foot, what the visit ordered and how far it is; it leads there. False: nothing, or no room. */
bool bar_foot(Kiosk *k, Rect *foot);
void bar_go(Kiosk *k); /* to what the visit ordered and how far it is, else to the menu */

#endif
