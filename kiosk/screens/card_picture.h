/* A picture on the ground it was drawn for, at the top or the left of a card. */
#ifndef LOUNGE_SCREENS_CARD_PICTURE_H
#define LOUNGE_SCREENS_CARD_PICTURE_H

#include "kiosk.h"

/* The ground is that of an offer with this picture, else of offers of this kind. Nothing when there is no picture. */
void card_picture(Kiosk *k, Rect r, const char *picture, const char *kind, Corners corners);

#endif
