/* Time: instants are milliseconds UTC; local time is the store's time zone, never the process's.
 * The clock can be set for tests and demonstrations; nothing else in Lounge asks the system what time it is. */
#ifndef LOUNGE_BASE_CLOCK_H
#define LOUNGE_BASE_CLOCK_H

#include "err.h"

#include <stddef.h>
#include <stdint.h>

typedef int64_t Ms; /* milliseconds UTC since 1970, or a length of time */

#define MS_SECOND 1000LL
#define MS_MINUTE 60000LL
#define MS_HOUR   3600000LL
#define MS_DAY    86400000LL

Ms clock_now(void);        /* the set clock, else the system's */
Ms clock_mono(void);       /* monotonic, for measuring and for deadlines; never set */
void clock_set(Ms now);    /* from now on the clock runs on from this instant (--now) */
void clock_freeze(Ms now); /* the clock stands still at this instant (dumps, replays) */
void clock_unset(void);

/* Makes `name` ("Asia/Shanghai") the zone of all local times of the process. Call once, before other threads start.
 * ERR_INPUT when the zone is not installed: local times would silently be UTC. */
bool zone_use(const char *name, Err *err);

typedef struct LocalTime {
    int year, month, day, hour, minute, second; /* month 1–12 */
    int weekday;                                /* 0 = Sunday */
} LocalTime;

LocalTime local_of(Ms at);
Ms local_to_ms(LocalTime lt);                      /* weekday is ignored; out-of-range fields carry over */
Ms day_start(Ms at);                               /* 00:00 of the local day */
Ms day_add(Ms at, int days);                       /* the same local time, days later */
int days_between(Ms from, Ms to);                  /* whole local days from `from`'s day to `to`'s day */
bool day_parse(const char *text, Ms *start);       /* "2026-11-23", a real calendar day */
bool date_is_real(int year, int month, int day);   /* 1900–2199 */
bool instant_parse(const char *text, Ms *at);      /* "2026-11-23T14:26:00+08:00", "…Z", or without zone = local */
char *instant_show(Ms at, char *out, size_t size); /* "2026-11-23 14:26:00" local; size 32 is enough */
char *day_show(Ms at, char *out, size_t size);     /* "2026-11-23" local */

#endif
