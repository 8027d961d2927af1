/* Days counted from 1899-12-30, with 1900's leap day that never was. */
#include "xlsx_number.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIRST_LEAP_LIE = 60, LAST_DAY = 2958466, DAYS_1904 = 1462 };

/* ---- formats ---- */

/* Numbers 27–36 and 50–58 are dates in Chinese, Japanese and Korean Excel. */
static XlsxShow built_in(int id) {
    if (id == 22) return XLSX_DAY_TIME;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return XLSX_DAY;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
        return XLSX_TIME;
    return XLSX_NUMBER;
}

/* Past a quoted word, an escaped character or a bracket; 0 when p is at none. [h] and [mm] count hours and minutes. */
static size_t skipped(const char *p) {
    if (*p == '\\' || *p == '_' || *p == '*') return p[1] ? 2 : 1;
    if (*p != '"' && *p != '[') return 0;
    const char *end = strchr(p + 1, *p == '"' ? '"' : ']');
    return end ? (size_t)(end - p) + 1 : strlen(p);
}

static bool counts_time(const char *p) {
    return *p == '[' && strchr("hHmMsS", p[1]) && p[1];
}

XlsxShow xlsx_show_of(int format_id, const char *code) {
    if (!code) return built_in(format_id);
    bool day = false, time = false, month = false;
    if (strncasecmp(code, "General", 7) == 0) return XLSX_NUMBER;
    for (const char *p = code; *p && *p != ';';) {
        size_t n = skipped(p);
        if (n) {
            time = time || counts_time(p);
            p += n;
            continue;
        }
        int c = tolower((unsigned char)*p++);
        day = day || c == 'y' || c == 'd' || c == 'e' || c == 'g';
        time = time || c == 'h' || c == 's';
        month = month || c == 'm';
        if (c == '0' || c == '#' || c == '?') {
            if (!day && !time && !month) return XLSX_NUMBER; /* 0.00E+00 */
        }
    }
    if (month && !time) day = true;
    return (XlsxShow)((day ? XLSX_DAY : 0) | (time ? XLSX_TIME : 0));
}

/* ---- values ---- */

static void put_day(int64_t serial, char *out, size_t size) {
    int64_t z = serial - (serial < FIRST_LEAP_LIE ? 25568 : 25569) + 719468, era = z / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153, day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    snprintf(out, size, "%04d-%02d-%02d", (int)(yoe + era * 400 + (month <= 2)), (int)month, (int)day);
}

/* A format that shows no time hides none that is there, and one that shows it shows midnight too. */
static bool put_date(double value, XlsxShow show, bool since_1904, char out[XLSX_NUMBER_SIZE]) {
    if (since_1904 && show != XLSX_TIME) value += DAYS_1904;
    if (!(value >= 0 && value < LAST_DAY)) return false;
    int64_t seconds = (int64_t)floor(value * 86400 + 0.5), day = seconds / 86400, rest = seconds % 86400;
    char time[16], date[16];
    snprintf(time, sizeof time, "%02d:%02d:%02d", (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
    if (day == 0) { /* hours without a day */
        snprintf(out, XLSX_NUMBER_SIZE, "%s", time);
        return (show & XLSX_TIME) != 0;
    }
    put_day(day, date, sizeof date);
    bool timed = rest || (show & XLSX_TIME);
    snprintf(out, XLSX_NUMBER_SIZE, "%s%s%s", date, timed ? " " : "", timed ? time : "");
    return true;
}

void xlsx_number(const char *value, XlsxShow show, bool since_1904, char out[XLSX_NUMBER_SIZE]) {
    char *end;
    double number = strtod(value, &end);
    if (*value && !*end && isfinite(number)) {
        if (show != XLSX_NUMBER && put_date(number, show, since_1904, out)) return;
        snprintf(out, XLSX_NUMBER_SIZE, fabs(number) < 1e15 && number == floor(number) ? "%.0f" : "%.15g", number);
        return;
    }
    snprintf(out, XLSX_NUMBER_SIZE, "%.*s", XLSX_NUMBER_SIZE - 1, value);
}
