/* Day parts: reading what staff write, and asking what is on. */
#include "daypart.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { DAY_MINUTES = 24 * 60, WEEK = 7, COMING_DAYS = 400, NEXT_DAYS = 8 };

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* Half width, and lower case for names of days. False when it is too long to be one of ours. */
static bool folded(const char *text, char out[DAYPART_TEXT]) {
    if (strlen(text) >= DAYPART_TEXT) return false;
    strcpy(out, text);
    utf8_fold_width(out);
    for (char *p = out; *p; p++)
        if (*p >= 'A' && *p <= 'Z') *p = (char)(*p + 32);
    return true;
}

static void skip_blanks(const char **p) {
    while (**p == ' ') ++*p;
}

static bool take(const char **p, const char *word) {
    size_t len = strlen(word);
    if (strncmp(*p, word, len) != 0) return false;
    *p += len;
    return true;
}

/* Between two things: ; or , or 、 */
static bool take_separator(const char **p) {
    static const char *const words[] = {";", ",", "、"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (take(p, words[i])) return true;
    return false;
}

/* From one to the other: - or ~ or 至 or 到 */
static bool take_to(const char **p) {
    static const char *const words[] = {"-", "–", "~", "至", "到"};
    skip_blanks(p);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (take(p, words[i])) {
            skip_blanks(p);
            return true;
        }
    return false;
}

/* 1 Monday … 7 Sunday; 0 = none. */
static int take_weekday(const char **p) {
    static const char *const names[][8] = {
        {"1", "一", "monday", "mon"},
        {"2", "二", "tuesday", "tue"},
        {"3", "三", "wednesday", "wed"},
        {"4", "四", "thursday", "thu"},
        {"5", "五", "friday", "fri"},
        {"6", "六", "saturday", "sat"},
        {"7", "日", "sunday", "sun", "天", "0"},
    };
    if (!take(p, "星期") && !take(p, "礼拜")) take(p, "周");
    for (int day = 0; day < WEEK; day++)
        for (int i = 0; names[day][i]; i++)
            if (take(p, names[day][i])) return day + 1;
    return 0;
}

bool daypart_weekdays(const char *text, DayPart *part) {
    char copy[DAYPART_TEXT];
    unsigned days = 0;
    if (!folded(text, copy)) return false;
    const char *p = copy;
    for (skip_blanks(&p); *p; skip_blanks(&p)) {
        int first = take_weekday(&p), last = first;
        if (first && take_to(&p)) last = take_weekday(&p);
        if (!first || !last) return false;
        for (int day = first;; day = day % WEEK + 1) {
            days |= 1u << day;
            if (day == last) break;
        }
        skip_blanks(&p);
        if (*p && !take_separator(&p)) return false;
    }
    part->weekdays = days == 0xFE ? 0 : days; /* all seven are every day */
    return true;
}

/* "9:00", "09:00", "24:00" -> minutes; −1 = no such time. */
static int take_time(const char **p) {
    int hour = 0, minute = 0, digits = 0;
    for (; **p >= '0' && **p <= '9' && digits < 2; ++*p, digits++) hour = hour * 10 + (**p - '0');
    if (digits == 0 || !take(p, ":")) return -1;
    for (digits = 0; **p >= '0' && **p <= '9' && digits < 2; ++*p, digits++) minute = minute * 10 + (**p - '0');
    bool exists = digits == 2 && minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
    return exists ? hour * 60 + minute : -1;
}

/* Its end in minutes from the start of the day on which it begins. */
static int end_of(DaySpan s) {
    return s.to <= s.from ? s.to + DAY_MINUTES : s.to;
}

static bool overlap(DaySpan a, DaySpan b) {
    for (int turn = -DAY_MINUTES; turn <= DAY_MINUTES; turn += DAY_MINUTES)
        if (a.from < end_of(b) + turn && b.from + turn < end_of(a)) return true;
    return false;
}

/* In its place by time; false when it meets another one, or there is no room. */
static bool add_span(DayPart *part, DaySpan span) {
    if (part->n == DAYPART_SPANS || span.from == DAY_MINUTES) return false;
    for (int i = 0; i < part->n; i++)
        if (overlap(part->spans[i], span)) return false;
    int at = part->n++;
    for (; at > 0 && part->spans[at - 1].from > span.from; at--) part->spans[at] = part->spans[at - 1];
    part->spans[at] = span;
    return true;
}

bool daypart_hours(const char *text, DayPart *part) {
    char copy[DAYPART_TEXT];
    DayPart read = {0};
    if (!folded(text, copy)) return false;
    const char *p = copy;
    for (skip_blanks(&p); *p; skip_blanks(&p)) {
        DaySpan span;
        if ((span.from = take_time(&p)) < 0 || !take_to(&p) || (span.to = take_time(&p)) < 0) return false;
        if (span.from == span.to || !add_span(&read, span)) return false;
        skip_blanks(&p);
        if (*p && !take_separator(&p)) return false;
    }
    bool all_day = read.n == 1 && read.spans[0].from == 0 && read.spans[0].to == DAY_MINUTES;
    part->n = all_day ? 0 : read.n;
    memcpy(part->spans, read.spans, sizeof part->spans);
    return true;
}

static bool day_number(const char *text, int *out) {
    Ms start;
    *out = 0;
    if (!*text) return true;
    if (!day_parse(text, &start)) return false;
    LocalTime lt = local_of(start);
    *out = lt.year * 10000 + lt.month * 100 + lt.day;
    return true;
}

bool daypart_days(const char *from, const char *to, DayPart *part) {
    int first, last;
    if (!day_number(from, &first) || !day_number(to, &last)) return false;
    part->from_day = first;
    part->to_day = last;
    return true;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

const char *daypart_weekdays_show(const DayPart *part, char out[DAYPART_TEXT]) {
    size_t len = 0;
    out[0] = '\0';
    for (int day = 1; day <= WEEK; day++) {
        if (!(part->weekdays >> day & 1)) continue;
        int last = day;
        while (last < WEEK && part->weekdays >> (last + 1) & 1) last++;
        len += (size_t)snprintf(out + len, DAYPART_TEXT - len, "%s%d", len ? ";" : "", day);
        if (last > day)
            len += (size_t)snprintf(out + len, DAYPART_TEXT - len, "%c%d", last > day + 1 ? '-' : ';', last);
        day = last;
    }
    return out;
}

const char *daypart_hours_show(const DayPart *part, char out[DAYPART_TEXT]) {
    size_t len = 0;
    out[0] = '\0';
    for (int i = 0; i < part->n; i++) {
        DaySpan s = part->spans[i];
        len += (size_t)snprintf(out + len, DAYPART_TEXT - len, "%s%02d:%02d-%02d:%02d", i ? ";" : "", s.from / 60,
                                s.from % 60, s.to / 60, s.to % 60);
    }
    return out;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* All is reckoned in minutes of the clock on the wall, counted from the local midnight of `at`; only an answer becomes
 * an instant. */
typedef struct Today {
    LocalTime date;
    int64_t serial; /* days since 1970 */
    int minute;     /* now */
} Today;

/* Days since 1970-01-01 of a civil date (proleptic Gregorian; years counted from March). */
static int64_t serial_of(int year, int month, int day) {
    int64_t y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int64_t serial_of_number(int number) {
    return serial_of(number / 10000, number / 100 % 100, number % 100);
}

static Today today_of(Ms at) {
    LocalTime lt = local_of(at);
    return (Today){lt, serial_of(lt.year, lt.month, lt.day), lt.hour * 60 + lt.minute};
}

/* Does something begin so many days from today? */
static bool has_day(const DayPart *part, const Today *today, int days) {
    int64_t serial = today->serial + days;
    int weekday = ((today->date.weekday + days) % WEEK + WEEK) % WEEK;
    return (!part->from_day || serial >= serial_of_number(part->from_day)) &&
           (!part->to_day || serial <= serial_of_number(part->to_day)) &&
           (!part->weekdays || part->weekdays >> (weekday ? weekday : WEEK) & 1);
}

static int spans_of(const DayPart *part) {
    return part->n ? part->n : 1;
}

/* The i-th span of the day so many days from today; all day when there are no spans. */
static DaySpan span_on(const DayPart *part, int i, int days) {
    DaySpan s = part->n ? part->spans[i] : (DaySpan){0, DAY_MINUTES};
    return (DaySpan){s.from + days * DAY_MINUTES, end_of(s) + days * DAY_MINUTES};
}

/* The span that is on at `minute` or the first after it, among those that begin within so many days. */
static bool coming_within(const DayPart *part, const Today *today, int minute, int most, DaySpan *out) {
    for (int days = minute / DAY_MINUTES - 1; days <= most; days++) {
        if (!has_day(part, today, days)) continue;
        for (int i = 0; i < spans_of(part); i++) {
            *out = span_on(part, i, days);
            if (out->to > minute) return true;
        }
    }
    return false;
}

static Ms instant_of(const Today *today, int minute) {
    const LocalTime *d = &today->date;
    return local_to_ms((LocalTime){.year = d->year, .month = d->month, .day = d->day, .minute = minute});
}

bool daypart_coming(const DayPart *part, Ms at, Ms *from, Ms *to) {
    Today today = today_of(at);
    DaySpan span;
    if (!coming_within(part, &today, today.minute, COMING_DAYS, &span)) return false;
    *from = instant_of(&today, span.from);
    *to = instant_of(&today, span.to);
    return true;
}

bool daypart_is_on(const DayPart *part, Ms at) {
    Today today = today_of(at);
    DaySpan span;
    return coming_within(part, &today, today.minute, 0, &span) && span.from <= today.minute;
}

/* Spans that meet end to end (a day and the next) are one: only a real change counts. */
Ms daypart_next(const DayPart *part, Ms at) {
    enum { LIMIT = NEXT_DAYS * DAY_MINUTES };
    Today today = today_of(at);
    DaySpan span;
    if (!coming_within(part, &today, today.minute, NEXT_DAYS, &span) || span.from >= LIMIT) return 0;
    if (span.from > today.minute) return instant_of(&today, span.from);
    for (int end = span.to; end < LIMIT; end = span.to)
        if (!coming_within(part, &today, end, NEXT_DAYS, &span) || span.from > end) return instant_of(&today, end);
    return 0;
}
