/* Cells of foreign tables: cleaning, dates, numbers. */
#include "import_cells.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- texts ---- */

/* Length of the blank at p: ASCII blanks and control characters, no-break, zero-width and full-width spaces; else 0. */
static size_t blank(const char *p) {
    switch ((unsigned char)*p) {
    case 0xC2: return p[1] == '\xA0' ? 2 : 0;
    case 0xE2: return strncmp(p + 1, "\x80\x8B", 2) == 0 ? 3 : 0;
    case 0xE3: return strncmp(p + 1, "\x80\x80", 2) == 0 ? 3 : 0;
    case 0xEF: return strncmp(p + 1, "\xBB\xBF", 2) == 0 ? 3 : 0;
    default: return *p && (unsigned char)*p <= ' ' ? 1 : 0;
    }
}

static size_t blank_before(const char *cell, size_t len) {
    for (size_t n = 1; n <= 3 && n <= len; n++)
        if (blank(cell + len - n) == n) return n;
    return 0;
}

static void trim(char *cell) {
    char *from = cell;
    for (size_t n; (n = blank(from));) from += n;
    size_t len = strlen(from);
    for (size_t n; (n = blank_before(from, len));) len -= n;
    if (from != cell) memmove(cell, from, len);
    cell[len] = '\0';
}

void cell_clean(char *cell, bool keep_lines) {
    bool plain = true;
    for (unsigned char *p = (unsigned char *)cell; *p; p++) {
        if (*p > ' ' && *p < 0x7F) continue;
        plain = false;
        if ((*p < ' ' && *p != 0x1A && !(keep_lines && *p == '\n')) || *p == 0x7F) *p = ' ';
    }
    if (!plain) trim(cell);
}

/* ="LFM…" is how an export keeps a spreadsheet from reading a number; any other formula stays text. */
void cell_unwrap(char *cell) {
    const char *from = cell + strspn(cell, " ");
    size_t len = strlen(from);
    while (len && from[len - 1] == ' ') len--;
    if (len < 3 || from[0] != '=' || from[1] != '"' || from[len - 1] != '"') return;
    if (memchr(from + 2, '"', len - 3)) return;
    memmove(cell, from + 2, len - 3);
    cell[len - 3] = '\0';
}

bool cell_damaged(const char *cell) {
    for (const char *p = cell; (p = strchr(p, '\xEF')); p++)
        if (p[1] == '\xBF' && p[2] == '\xBD') return true;
    return strchr(cell, 0x1A) != NULL;
}

static void to_half_width(char *cell) {
    for (const char *p = cell; *p; p++)
        if (*p & 0x80) {
            utf8_fold_width(cell);
            return;
        }
}

char *cell_word(char *cell) {
    to_half_width(cell);
    char *out = cell;
    for (const char *p = cell; *p;) {
        size_t n = blank(p);
        p += n;
        if (!n) *out++ = (char)tolower((unsigned char)*p++);
    }
    *out = '\0';
    return cell;
}

bool cell_cut(char *cell, size_t points) {
    if (strlen(cell) <= points) return false;
    size_t len = utf8_len_of(cell, points);
    if (!cell[len]) return false;
    cell[len] = '\0';
    return true;
}

bool cell_is_scientific(const char *cell) {
    const char *p = cell + strspn(cell, "0123456789.");
    if (p == cell || (*p != 'E' && *p != 'e') || p[1] != '+') return false;
    size_t digits = strspn(p + 2, "0123456789");
    return digits && !p[2 + digits];
}

bool cell_says_nothing(const char *cell) {
    enum { LONGEST = sizeof "未确定" - 1 };
    static const char *const words[] = {"-",    "--",   "—",    "/",  "无",     "未定", "待定",
                                        "未知", "不详", "暂无", "空", "未确定", "N/A",  "NULL"};
    if (!*cell) return true;
    if (strnlen(cell, LONGEST + 1) > LONGEST) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(cell, words[i]) == 0) return true;
    return false;
}

/* ---- dates ---- */

static bool take(const char **p, const char *word) {
    size_t n = strlen(word);
    if (strncmp(*p, word, n) != 0) return false;
    *p += n;
    return true;
}

static void skip_spaces(const char **p) {
    while (**p == ' ') (*p)++;
}

/* A number of at most `most` digits; returns how many there were. */
static int digits(const char **p, int most, int *value) {
    int n = 0;
    *value = 0;
    for (; n < most && isdigit((unsigned char)**p); n++) *value = *value * 10 + *(*p)++ - '0';
    return n;
}

/* Separator between two parts of a day: the same sign twice, or the Chinese words. */
static bool part_of_day(const char **p, const char *sign, const char *word) {
    skip_spaces(p);
    if (!take(p, word) && !(*sign && take(p, sign))) return false;
    skip_spaces(p);
    return true;
}

/* "2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日". */
static bool read_day(const char **p, LocalTime *lt) {
    if (digits(p, 4, &lt->year) != 4) return false;
    skip_spaces(p);
    char sign[2] = {strchr("-/.", **p) ? **p : '\0', '\0'};
    if (!part_of_day(p, sign, "年") || !digits(p, 2, &lt->month)) return false;
    if (!part_of_day(p, sign, "月") || !digits(p, 2, &lt->day)) return false;
    if (isdigit((unsigned char)**p)) return false;
    skip_spaces(p);
    if (!take(p, "日")) take(p, "号");
    return true;
}

/* "20261123"; the time may follow at once. */
static bool read_compact_day(const char **p, LocalTime *lt) {
    return digits(p, 4, &lt->year) == 4 && digits(p, 2, &lt->month) == 2 && digits(p, 2, &lt->day) == 2;
}

static void skip_weekday(const char **p) {
    skip_spaces(p);
    if (take(p, "星期") || take(p, "周")) {
        static const char *const names[] = {"一", "二", "三", "四", "五", "六", "日", "天"};
        for (size_t i = 0; i < sizeof names / sizeof *names && !take(p, names[i]); i++) continue;
        skip_spaces(p);
    }
}

/* 12 for the afternoon, 0 for the morning, −1 when nothing is said. */
static int half_of_day(const char **p) {
    skip_spaces(p);
    int half = take(p, "上午") || take(p, "AM") || take(p, "am")   ? 0
               : take(p, "下午") || take(p, "PM") || take(p, "pm") ? 12
                                                                   : -1;
    skip_spaces(p);
    return half;
}

static bool read_clock_parts(const char **p, LocalTime *lt) {
    int fraction;
    if (!digits(p, 2, &lt->hour)) return false;
    skip_spaces(p);
    if (take(p, "时") || take(p, "点")) {
        skip_spaces(p);
        if (!digits(p, 2, &lt->minute)) return true;
        if (take(p, "分") && digits(p, 2, &lt->second)) take(p, "秒");
        return true;
    }
    if (!take(p, ":") || !digits(p, 2, &lt->minute)) return false;
    if (!take(p, ":")) return true;
    if (!digits(p, 2, &lt->second)) return false;
    return !take(p, ".") || digits(p, 9, &fraction);
}

/* "08:40", "8时40分", "下午 2:20:05", "0840", "084005". */
static bool read_time(const char **p, LocalTime *lt) {
    int half = half_of_day(p);
    size_t n = strspn(*p, "0123456789");
    if (n == 4 || n == 6) {
        digits(p, 2, &lt->hour);
        digits(p, 2, &lt->minute);
        digits(p, 2, &lt->second);
    } else if (!read_clock_parts(p, lt)) {
        return false;
    }
    if (half < 0) half = half_of_day(p);
    if (half < 0) return true;
    if (lt->hour > 12) return half == 12;
    lt->hour = lt->hour % 12 + half;
    return true;
}

static bool time_is_real(const LocalTime *lt) {
    if (lt->hour == 24) return lt->minute == 0 && lt->second == 0;
    return lt->hour < 24 && lt->minute < 60 && lt->second < 60;
}

/* Day of a spreadsheet's count, which has 1899-12-30 as day 0. */
static void civil_of(int day_number, LocalTime *lt) {
    int64_t z = (int64_t)day_number - 25569 + 719468, era = z / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    lt->day = (int)(doy - (153 * mp + 2) / 5 + 1);
    lt->month = (int)(mp < 10 ? mp + 3 : mp - 9);
    lt->year = (int)(yoe + era * 400 + (lt->month <= 2));
}

/* "46349.375": a day number between 1954 and 2118, and the time as its fraction, to the nearest second. */
static CellDate read_day_number(const char *p, LocalTime *lt) {
    int day;
    if (digits(&p, 5, &day) != 5 || day < 20000 || day >= 80000) return CELL_DATE_BAD;
    civil_of(day, lt);
    if (!*p) return CELL_DATE_DAY;
    int64_t part = 0, scale = 1;
    if (*p++ != '.') return CELL_DATE_BAD;
    for (; isdigit((unsigned char)*p); p++) {
        if (scale >= 1000000000000LL) continue; /* finer than a second by far */
        part = part * 10 + (*p - '0');
        scale *= 10;
    }
    if (*p || scale == 1) return CELL_DATE_BAD;
    int second = (int)((part * 86400 + scale / 2) / scale);
    lt->hour = second / 3600;
    lt->minute = second / 60 % 60;
    lt->second = second % 60;
    return part ? CELL_DATE_TIME : CELL_DATE_DAY;
}

static CellDate read_written_date(const char *p, LocalTime *lt) {
    bool compact = strspn(p, "0123456789") >= 8;
    if (!(compact ? read_compact_day(&p, lt) : read_day(&p, lt))) return CELL_DATE_BAD;
    if (!date_is_real(lt->year, lt->month, lt->day)) return CELL_DATE_BAD;
    skip_weekday(&p);
    if (!*p) return CELL_DATE_DAY;
    take(&p, "T");
    if (!read_time(&p, lt) || !time_is_real(lt)) return CELL_DATE_BAD;
    skip_weekday(&p);
    return *p ? CELL_DATE_BAD : CELL_DATE_TIME;
}

/* "2026-11-23T14:20:00+08:00": an instant of any zone, as local time. */
static CellDate read_instant(const char *text, LocalTime *lt) {
    Ms at;
    if (!strchr(text, 'T') || !instant_parse(text, &at)) return CELL_DATE_BAD;
    *lt = local_of(at);
    return CELL_DATE_TIME;
}

CellDate cell_date(const char *cell, LocalTime *out) {
    char text[80];
    if (cell_says_nothing(cell)) return CELL_DATE_NONE;
    if (strlen(cell) >= sizeof text) return CELL_DATE_BAD;
    strcpy(text, cell);
    to_half_width(text);
    size_t n = strspn(text, "0123456789");
    LocalTime lt = {0}, instant = {0};
    CellDate read = n == 5 ? read_day_number(text, &lt) : read_written_date(text, &lt);
    if (read == CELL_DATE_BAD && (read = read_instant(text, &instant)) != CELL_DATE_BAD) lt = instant;
    if (read != CELL_DATE_BAD) *out = lt;
    return read;
}

Ms cell_instant(CellDays *days, LocalTime lt) {
    int key = (lt.year * 16 + lt.month) * 32 + lt.day;
    unsigned at = (unsigned)key % CELL_DAYS;
    if (days->days[at].key != key) {
        LocalTime midnight = {.year = lt.year, .month = lt.month, .day = lt.day};
        days->days[at].key = key;
        days->days[at].start = local_to_ms(midnight);
        days->days[at].plain = day_add(days->days[at].start, 1) - days->days[at].start == MS_DAY;
    }
    if (!days->days[at].plain) return local_to_ms(lt);
    return days->days[at].start + lt.hour * MS_HOUR + lt.minute * MS_MINUTE + lt.second * MS_SECOND;
}

/* ---- numbers ---- */

bool cell_count(const char *cell, int max, int *out) {
    char text[48];
    if (strlen(cell) >= sizeof text) return false;
    strcpy(text, cell);
    cell_word(text);
    const char *p = text;
    int64_t value = 0;
    if (!isdigit((unsigned char)*p)) return false;
    for (; isdigit((unsigned char)*p) || (*p == ',' && isdigit((unsigned char)p[1])); p++)
        if (*p != ',' && (value = value * 10 + (*p - '0')) > max) return false;
    if (*p == '.') {
        p++;
        while (*p == '0') p++;
    }
    if (!take(&p, "公里") && !take(&p, "千米")) take(&p, "km");
    if (*p) return false;
    *out = (int)value;
    return true;
}
