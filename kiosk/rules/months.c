/* Calendar months: a month that is too short for the day ends the term on its last day. */
#include "months.h"

Ms months_add(Ms day, int months) {
    LocalTime lt = local_of(day);
    int month = lt.year * 12 + lt.month - 1 + months, last = lt.day;
    int year = month / 12;
    month = month % 12 + 1;
    while (last > 28 && !date_is_real(year, month, last)) last--;
    return local_to_ms((LocalTime){.year = year, .month = month, .day = last});
}

int months_between(Ms from, Ms to) {
    if (day_start(to) < day_start(from)) return -months_between(to, from);
    LocalTime a = local_of(from), b = local_of(to);
    int months = (b.year - a.year) * 12 + b.month - a.month;
    return months_add(from, months) > day_start(to) ? months - 1 : months;
}
