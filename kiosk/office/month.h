/* A month as the command line tells it. */
#ifndef LOUNGE_OFFICE_MONTH_H
#define LOUNGE_OFFICE_MONTH_H

#include "base/clock.h"
#include "office.h"

/* "2026-11" ("" = the present one): its first moment and the next one's. False once the fault was told with the usage:
 * return EXIT_USAGE then. To be called after office_open: the zone is the store's. */
bool month_option(const Office *office, const char *text, Ms *from, Ms *to);

#endif
