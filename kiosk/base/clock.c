/* Time: a settable clock, and local time by the C library under the store's zone. */
#include "clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Set before other threads start, or by tests: no lock. */
static struct {
    enum { SYSTEM, RUNNING, FROZEN } mode;
    Ms at, since;
} set_clock;

static Ms read_clock(clockid_t id) {
    struct timespec ts;
    clock_gettime(id, &ts);
    return (Ms)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

Ms clock_mono(void) {
    return read_clock(CLOCK_MONOTONIC);
}

Ms clock_now(void) {
    switch (set_clock.mode) {
    case FROZEN: return set_clock.at;
    case RUNNING: return set_clock.at + (clock_mono() - set_clock.since);
    case SYSTEM: break;
    }
    return read_clock(CLOCK_REALTIME);
}

void clock_set(Ms now) {
    set_clock.mode = RUNNING;
    set_clock.at = now;
    set_clock.since = clock_mono();
}

void clock_freeze(Ms now) {
    set_clock.mode = FROZEN;
    set_clock.at = now;
}

void clock_unset(void) {
    set_clock.mode = SYSTEM;
}

bool zone_use(const char *name, Err *err) {
    char path[256];
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    if (!*name || strstr(name, "..") || access(path, R_OK) != 0)
        return err_set(err, ERR_INPUT,
                       TXT("time zone %s is not installed: check the setting store.tz and the package tzdata",
                           "时区 %s 未安装：请检查设置 store.tz 和软件包 tzdata"),
                       name);
    setenv("TZ", name, 1);
    tzset();
    return true;
}

LocalTime local_of(Ms at) {
    time_t t = (time_t)(at >= 0 ? at / 1000 : -((-at + 999) / 1000));
    struct tm tm;
    localtime_r(&t, &tm);
    return (LocalTime){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_wday};
}

Ms local_to_ms(LocalTime lt) {
    struct tm tm = {.tm_year = lt.year - 1900,
                    .tm_mon = lt.month - 1,
                    .tm_mday = lt.day,
                    .tm_hour = lt.hour,
                    .tm_min = lt.minute,
                    .tm_sec = lt.second,
                    .tm_isdst = -1};
    return (Ms)mktime(&tm) * 1000;
}

Ms day_start(Ms at) {
    LocalTime lt = local_of(at);
    return local_to_ms((LocalTime){.year = lt.year, .month = lt.month, .day = lt.day});
}

Ms day_add(Ms at, int days) {
    LocalTime lt = local_of(at);
    lt.day += days;
    return local_to_ms(lt) + (at % 1000 + 1000) % 1000;
}

/* Days since 1970-01-01 of a civil date. */
static int64_t civil_days(int y, int m, int d) {
    struct tm tm = {.tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d};
    return (int64_t)timegm(&tm) / 86400;
}

int days_between(Ms from, Ms to) {
    LocalTime a = local_of(from), b = local_of(to);
    return (int)(civil_days(b.year, b.month, b.day) - civil_days(a.year, a.month, a.day));
}

bool date_is_real(int year, int month, int day) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap);
}

bool day_parse(const char *text, Ms *start) {
    LocalTime lt = {0};
    int used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &lt.year, &lt.month, &lt.day, &used) != 3 || text[used]) return false;
    if (!date_is_real(lt.year, lt.month, lt.day)) return false;
    *start = local_to_ms(lt);
    return true;
}

/* Minutes east of UTC of "Z", "+08:00"; false when it is neither. */
static bool read_offset(const char *p, int *minutes) {
    int h, m, used = 0;
    char sign;
    *minutes = 0;
    if (strcmp(p, "Z") == 0) return true;
    if (sscanf(p, "%c%2d:%2d%n", &sign, &h, &m, &used) != 3 || p[used] || (sign != '+' && sign != '-')) return false;
    if (h < 0 || h > 14 || m < 0 || m > 59) return false;
    *minutes = (sign == '-' ? -1 : 1) * (h * 60 + m);
    return true;
}

bool instant_parse(const char *text, Ms *at) {
    LocalTime lt = {0};
    int used = 0;
    char sep;
    if (sscanf(text, "%4d-%2d-%2d%c%2d:%2d%n", &lt.year, &lt.month, &lt.day, &sep, &lt.hour, &lt.minute, &used) != 6)
        return false;
    if (sep != 'T' && sep != ' ') return false;
    if (text[used] == ':') {
        int more = 0;
        if (sscanf(text + used, ":%2d%n", &lt.second, &more) != 1) return false;
        used += more;
    }
    if (!date_is_real(lt.year, lt.month, lt.day) || lt.hour < 0 || lt.hour > 23 || lt.minute < 0 || lt.minute > 59 ||
        lt.second < 0 || lt.second > 59)
        return false;
    if (!text[used]) {
        *at = local_to_ms(lt);
        return true;
    }
    int minutes;
    if (!read_offset(text + used, &minutes)) return false;
    *at = (civil_days(lt.year, lt.month, lt.day) * 86400 + lt.hour * 3600 + lt.minute * 60 + lt.second) * 1000 -
          minutes * MS_MINUTE;
    return true;
}

char *instant_show(Ms at, char *out, size_t size) {
    LocalTime t = local_of(at);
    snprintf(out, size, "%04d-%02d-%02d %02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute, t.second);
    return out;
}

char *day_show(Ms at, char *out, size_t size) {
    LocalTime t = local_of(at);
    snprintf(out, size, "%04d-%02d-%02d", t.year, t.month, t.day);
    return out;
}
