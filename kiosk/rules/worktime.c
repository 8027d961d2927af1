/* Working time, day by day. Days are walked as calendar dates and turned into instants one by one, never by adding 24
 * hours: a day on which the clocks change has 23 or 25. */
#include "worktime.h"

/* So many days in a row without work are taken for a calendar gone wrong. */
enum { IDLE_DAYS_MAX = 400, DAY_MINUTES = 1440 };

static int within_day(int minute) {
    if (minute < 0) return 0;
    return minute < DAY_MINUTES ? minute : DAY_MINUTES;
}

static bool is_plain(const WorkHours *hours) {
    return within_day(hours->close_minute) <= within_day(hours->open_minute);
}

static bool is_holiday(const WorkHours *hours, Ms day) {
    size_t low = 0, high = hours->n_holidays;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (hours->holidays[mid] < day)
            low = mid + 1;
        else
            high = mid;
    }
    return low < hours->n_holidays && hours->holidays[low] == day;
}

static LocalTime date_of(Ms at) {
    LocalTime lt = local_of(at);
    return (LocalTime){.year = lt.year, .month = lt.month, .day = lt.day};
}

static Ms at_minute(LocalTime date, int minute) {
    date.minute = minute;
    return local_to_ms(date);
}

/* work_day for a date, whose day of the month may run past the month's end. */
static bool hours_of_date(const WorkHours *hours, LocalTime date, Ms *open, Ms *close) {
    bool plain = is_plain(hours);
    Ms start = local_to_ms(date);
    if (!plain && is_holiday(hours, start)) {
        *open = *close = start;
        return false;
    }
    *open = plain ? start : at_minute(date, within_day(hours->open_minute));
    *close = at_minute(date, plain ? DAY_MINUTES : within_day(hours->close_minute));
    return true;
}

bool work_day(const WorkHours *hours, Ms at, Ms *open, Ms *close) {
    return hours_of_date(hours, date_of(at), open, close);
}

Ms work_next(const WorkHours *hours, Ms from) {
    LocalTime date = date_of(from);
    for (int idle = 0; idle < IDLE_DAYS_MAX; idle++, date.day++) {
        Ms open, close;
        if (hours_of_date(hours, date, &open, &close) && from < close) return from > open ? from : open;
    }
    return from;
}

Ms work_length(const WorkHours *hours, Ms from, Ms to) {
    if (to <= from) return 0;
    if (is_plain(hours)) return to - from;
    Ms sum = 0;
    for (LocalTime date = date_of(from);; date.day++) {
        Ms open, close;
        hours_of_date(hours, date, &open, &close);
        if (open >= to) break;
        Ms begin = from > open ? from : open, end = to < close ? to : close;
        if (end > begin) sum += end - begin;
    }
    return sum;
}

int work_minutes(const WorkHours *hours, Ms from, Ms to) {
    return (int)(work_length(hours, from, to) / MS_MINUTE);
}

Ms work_add(const WorkHours *hours, Ms from, int minutes) {
    return work_add_length(hours, from, minutes * MS_MINUTE);
}

Ms work_add_length(const WorkHours *hours, Ms from, Ms length) {
    if (length <= 0) return from;
    Ms left = length;
    if (is_plain(hours)) return from + left;
    LocalTime date = date_of(from);
    for (int idle = 0; idle < IDLE_DAYS_MAX; idle++, date.day++) {
        Ms open, close;
        hours_of_date(hours, date, &open, &close);
        Ms begin = from > open ? from : open;
        if (close <= begin) continue;
        if (left <= close - begin) return begin + left;
        left -= close - begin;
        idle = 0;
    }
    return from + length;
}

Ms work_add_days(const WorkHours *hours, Ms from, int days) {
    if (days <= 0) return from;
    if (is_plain(hours)) return day_add(from, days);
    Ms start = work_next(hours, from), open, close;
    LocalTime at = local_of(start), date = date_of(start);
    int left = days;
    for (int idle = 0; idle < IDLE_DAYS_MAX; idle++) {
        date.day++;
        if (!hours_of_date(hours, date, &open, &close)) continue;
        idle = 0;
        if (--left > 0) continue;
        at.day = date.day; /* month and year are those of the start in both */
        return local_to_ms(at) + (start % 1000 + 1000) % 1000;
    }
    return day_add(from, days);
}
