/* What was typed of a phone number, in large digits with the caret behind them. */
#ifndef LOUNGE_SCREENS_PHONE_FIELD_H
#define LOUNGE_SCREENS_PHONE_FIELD_H

#include "common.h"

void phone_field_draw(Kiosk *k, Rect r, const Field *field);

#endif
