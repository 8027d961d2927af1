/* --month 2026-11, in the store's zone. */
#include "month.h"

#include <stdio.h>
#include <string.h>

bool month_option(const Office *office, const char *text, Ms *from, Ms *to) {
    char day[16];
    LocalTime now = local_of(clock_now());
    if (*text)
        snprintf(day, sizeof day, "%.7s-01", text);
    else
        snprintf(day, sizeof day, "%04d-%02d-01", now.year % 10000, now.month % 100);
    if ((*text && strlen(text) != 7) || !day_parse(day, from)) {
        office_misuse(office,
                      TXT("--month is a month as 2026-11, not %s", "--month 应为 2026-11 这样的月份，而不是 %s"), text);
        return false;
    }
    LocalTime lt = local_of(*from);
    lt.month++;
    *to = local_to_ms(lt);
    return true;
}
