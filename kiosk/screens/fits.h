/* Which offers fit the car that was opened: their order on every list of offers, and the one sentence that says why.
 * With no car open, and after "show everything, not what fits my car" (domain.md 10), the catalogue's own order. */
#ifndef LOUNGE_SCREENS_FITS_H
#define LOUNGE_SCREENS_FITS_H

#include "common.h"

/* Asks every rule about the car once; after the snapshot or the car was read anew. */
void fits_refresh(Kiosk *k);

/* The offers on at this hour in the order for this visit: those known to fit the car, those for everybody, those of
 * which something is not known, those that do not fit; some are left out by their rule. */
size_t offers_shown(const Kiosk *k);
const Offer *offer_shown(const Kiosk *k, size_t i);

/* Known to fit the opened car by something that is known of it. */
bool offer_fits(const Kiosk *k, const Offer *o);
/* Why, in one plain sentence; "" when it does not fit or nothing can be said. Lives as long as the frame. */
const char *offer_why(Kiosk *k, const Offer *o);
/* "适合这台车 · 4 万公里，起步发闷时见效"; "" when it does not fit. */
const char *offer_why_line(Kiosk *k, const Offer *o);

/* Is there anything to show in another order than the catalogue's? Then fits_toggle is offered: what fits the car
 * first, or everything as it comes, until the visit ends. */
bool fits_any(const Kiosk *k);
void fits_toggle(Kiosk *k);
Word fits_toggle_word(const Kiosk *k, bool brief);

/* How the sentence is set, and the pill over an offer's picture that says the car is meant. */
TextStyle fits_style(const Kiosk *k);
void fits_pill(Kiosk *k, Rect picture, const Offer *o);

#endif
