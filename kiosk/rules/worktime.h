/* Working time: the store's business hours less its holidays; ETAs and deadlines count in working minutes. */
#ifndef LOUNGE_RULES_WORKTIME_H
#define LOUNGE_RULES_WORKTIME_H

#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct WorkHours {
    int open_minute, close_minute; /* of the local day: 8:30 = 510, 18:00 = 1080 */
    const Ms *holidays;            /* starts of local days, ascending; not owned */
    size_t n_holidays;
} WorkHours;

/* With closing <= opening every hour of every day counts, holidays too: time is plain. */

/* Business hours of the local day of `at`; false on a holiday, *open and *close are then both its start. */
bool work_day(const WorkHours *hours, Ms at, Ms *open, Ms *close);
/* `from` itself within business hours, else the next opening; `from` when over a year of holidays follows. */
Ms work_next(const WorkHours *hours, Ms from);
/* Working time between two instants; 0 when to <= from. */
Ms work_length(const WorkHours *hours, Ms from, Ms to);
/* Whole working minutes between two instants; 0 when to <= from. Takes a few µs a day of the span. */
int work_minutes(const WorkHours *hours, Ms from, Ms to);
/* The first instant with `minutes` of working time since `from`: 60 minutes from 17:00 end at 18:00, not at 8:30; 0 or
 * fewer end at `from`. Where over a year of holidays follows, time is plain. */
Ms work_add(const WorkHours *hours, Ms from, int minutes);
/* … with `length` of working time: what work_length measured is put back to the millisecond. */
Ms work_add_length(const WorkHours *hours, Ms from, Ms length);
/* A deadline of n business days: the same local time n business days later, counted from work_next(from). */
Ms work_add_days(const WorkHours *hours, Ms from, int days);

#endif
