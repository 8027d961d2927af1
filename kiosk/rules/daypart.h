/* Day parts: on which days, weekdays and hours something is shown. All in the store's local time as people read it off
 * a clock; a span over midnight belongs to the day on which it begins. */
#ifndef LOUNGE_RULES_DAYPART_H
#define LOUNGE_RULES_DAYPART_H

#include "base/clock.h"

#include <stdbool.h>

enum { DAYPART_SPANS = 8, DAYPART_TEXT = 128 };

typedef struct DaySpan {
    int from, to; /* minutes of the day; to <= from ends on the next day */
} DaySpan;

typedef struct DayPart {
    int from_day, to_day; /* 20261123, both included; 0 = open */
    unsigned weekdays;    /* bit 1 Monday … bit 7 Sunday; 0 = every day */
    int n;                /* spans; 0 = all day */
    DaySpan spans[DAYPART_SPANS];
} DayPart; /* zeroed: always */

/* "1-5", "6;7", "周六;周日", "周一至周五", "Mon-Fri", full-width too; "6-1" runs over Sunday. Empty = every day. False
 * when it cannot be read; *part keeps its weekdays then. */
bool daypart_weekdays(const char *text, DayPart *part);
/* "09:00-11:30;14:00-17:00", "9:00至11:30"; "22:00-02:00" ends on the next day, "00:00-24:00" is all day. Empty = all
 * day. False when it cannot be read, names a time twice or has more than DAYPART_SPANS; *part keeps its hours then. */
bool daypart_hours(const char *text, DayPart *part);
/* "2026-11-23", "" = open. False when it is no such day. */
bool daypart_days(const char *from, const char *to, DayPart *part);

/* The one way of writing it that the database keeps: "1-5", "1;3-5", ""; "09:00-11:30;14:00-17:00", "". */
const char *daypart_weekdays_show(const DayPart *part, char out[DAYPART_TEXT]);
const char *daypart_hours_show(const DayPart *part, char out[DAYPART_TEXT]);

bool daypart_is_on(const DayPart *part, Ms at);
/* The next instant after `at` at which daypart_is_on changes; 0 = none within eight days. */
Ms daypart_next(const DayPart *part, Ms at);
/* When it is on next: `from` and `to` of the span that is on at `at`, or of the first after it. False when there is
 * none within 400 days. All-day spans end at 24:00 of their day. */
bool daypart_coming(const DayPart *part, Ms at, Ms *from, Ms *to);

#endif
