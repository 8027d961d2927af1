/* Working time: the store's business hours less its holidays; ETAs and deadlines count in working minutes. */
#ifndef LOUNGE_RULES_WORKTIME_H
#define LOUNGE_RULES_WORKTIME_H

#include "base/clock.h"

#include <stddef.h>

typedef struct WorkHours {
    int open_minute, close_minute; /* of the local day: 8:30 = 510, 18:00 = 1080 */
    const Ms *holidays;            /* starts of local days, ascending; not owned */
    size_t n_holidays;
} WorkHours;

/* Whole working minutes between two instants; 0 when to <= from. */
int work_minutes(const WorkHours *hours, Ms from, Ms to);
/* The instant `minutes` of working time after `from`. With closing <= opening, or holidays without end, time is plain.
 */
Ms work_add(const WorkHours *hours, Ms from, int minutes);
/* A deadline of n business days: the same working minute n business days later. */
Ms work_add_days(const WorkHours *hours, Ms from, int days);

#endif
