/* Whole months of the calendar, as terms and deadlines of the trade count them. */
#ifndef LOUNGE_RULES_MONTHS_H
#define LOUNGE_RULES_MONTHS_H

#include "base/clock.h"

/* 00:00 of the same day of the month, `months` later (or earlier); where that month has no such day, of its last one:
 * 31 August and six months back is 28 February, and so is 29 February and three years on. */
Ms months_add(Ms day, int months);
/* Whole months from one local day to a later one, by the same rule; negative when `to` comes first. */
int months_between(Ms from, Ms to);

#endif
