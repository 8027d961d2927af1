/* "Show me" and "call me about it" on an offer's page, each a lead (policies.md 7): the bar's staff show the display
 * area, a desk calls. What was asked for in this visit, and the next service asked for with this order, is known here.
 */
#ifndef LOUNGE_SCREENS_ASK_H
#define LOUNGE_SCREENS_ASK_H

#include "store/leads.h"
#include "store/offers.h"
#include "ui/ui.h"

typedef struct Kiosk Kiosk;

typedef struct AskDetail {
    Arena arena;
    Lead *leads; /* of the visit and of the opened order, newest first */
    size_t n;
    char number[16]; /* of the opened car that would be called, masked; "" = none: it is typed */
} AskDetail;

/* Reads it anew: after each commit, and when a car was opened. */
void ask_read(Kiosk *k);
/* What this visit asked for about this offer and nobody has closed yet; NULL = nothing. */
const Lead *ask_open_lead(const Kiosk *k, const char *kind, const Offer *o);
/* The newest booking of the opened order; NULL = none. */
const Lead *ask_booking(const Kiosk *k);

/* Something of this kind stands in the display area. */
bool ask_can_show(const Offer *o);
/* What can be asked of an offer, side by side in r, or what became of it. The first is the page's main action where
 * nothing else is. */
void ask_buttons(Kiosk *k, Rect r, const Offer *o, bool main);
/* The key is made; the same asked again before it was sent keeps it. */
void ask_begin(Kiosk *k, const char *kind, const Offer *o);

#endif
