/* Words to choose from, as buttons that flow over as many lines as they need. */
#ifndef LOUNGE_SCREENS_CHIPS_H
#define LOUNGE_SCREENS_CHIPS_H

#include "kiosk.h"

#define CHIP_GAP 16.0f

typedef struct Chips {
    const char *prefix; /* of their ids: "why.reason" */
    const SurveyChoice *choices;
    const bool *on; /* by choice */
    int n;
} Chips;

/* Each line `h` high; *tapped is the one that was touched, −1 = none. Returns the height taken. */
float chips_draw(Kiosk *k, Rect r, float h, Chips chips, int *tapped);
/* Do they fit one line as narrow as they may be? */
bool chips_fit_line(Kiosk *k, float width, Chips chips);

#endif
