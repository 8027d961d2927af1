/* The board's large place: one card at a time out of the offers and activities of this hour, the Wi-Fi's code, the
 * bar. */
#ifndef LOUNGE_SCREENS_HERO_H
#define LOUNGE_SCREENS_HERO_H

#include "common.h"

/* The card of k->hero + ahead; a tap leads to where it belongs. Nothing is drawn of an empty stock. */
void hero_draw(Kiosk *k, const char *id, Rect r, unsigned ahead);
/* Is there anything to show? */
bool hero_has_any(const Kiosk *k);

#endif
