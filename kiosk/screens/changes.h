/* "You said, we changed": the monthly board. */
#ifndef LOUNGE_SCREENS_CHANGES_H
#define LOUNGE_SCREENS_CHANGES_H

#include "common.h"

/* "Said by 12 customers · since 3 Nov"; without anyone since when alone. */
const char *changes_said(Kiosk *k, const Change *c);

#endif
