/* Pictures of the catalogue in other places than the catalogue. */
#include "card_picture.h"

#include "common.h"

#include <string.h>

void card_picture(Kiosk *k, Rect r, const char *picture, const char *kind, Corners corners) {
    if (!*picture) return;
    for (size_t i = 0; i < k->snap.n_known; i++)
        if (strcmp(k->snap.offers[i].picture, picture) == 0) kind = k->snap.offers[i].kind;
    ui_fill_corners(&k->ui, r, offer_ground(kind), RADIUS, corners);
    ui_picture(&k->ui, r, picture_path(k, picture), RADIUS, corners);
}
