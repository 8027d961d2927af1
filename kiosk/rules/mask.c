/* Plates, phones and names: their stored form, and what of them may stand on a screen that strangers see. Whatever is
 * not clearly a plate or a phone is masked to nothing rather than shown. */
#include "mask.h"

#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PLATE_POINTS_MAX = 8, PHONE_DIGITS = 11, NAME_POINTS_MAX = 4 };

static uint32_t fold(uint32_t cp) {
    if (cp >= 0xFF01 && cp <= 0xFF5E) cp -= 0xFF01 - 0x21;
    return cp == 0x3000 || cp == 0xA0 || cp == '\t' ? ' ' : cp;
}

static bool is_dash(uint32_t cp) {
    return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

/* Any of the dots people and systems put after the plate's letter. */
static bool is_dot(uint32_t cp) {
    return cp == '.' || cp == 0xB7 || cp == 0x2022 || cp == 0x2027 || cp == 0x2219 || cp == 0x22C5 || cp == 0x30FB ||
           cp == 0xFF65;
}

/* Is the code point one of the characters of the list? */
static bool one_of(const char *list, uint32_t cp) {
    for (const char *p = list, *end = p + strlen(p); p < end;)
        if (utf8_next(&p, end) == cp) return true;
    return false;
}

static bool is_letter(uint32_t cp) {
    return cp >= 'A' && cp <= 'Z';
}

static bool is_digit(uint32_t cp) {
    return cp >= '0' && cp <= '9';
}

static void copy_or_nothing(const char *text, char *out, size_t size) {
    if (size) snprintf(out, size, "%s", strlen(text) < size ? text : "");
}

/* --- plates --- */

/* Folded code points without dots, dashes and spaces; their number, or more than PLATE_POINTS_MAX. */
static int plate_points(const char *typed, uint32_t points[PLATE_POINTS_MAX]) {
    int n = 0;
    for (const char *p = typed, *end = p + strlen(p); p < end;) {
        uint32_t cp = fold(utf8_next(&p, end));
        if (cp == ' ' || is_dash(cp) || is_dot(cp)) continue;
        if (cp >= 'a' && cp <= 'z') cp -= 'a' - 'A';
        if (n == PLATE_POINTS_MAX) return n + 1;
        points[n++] = cp;
    }
    return n;
}

/* Province, letter, five or six letters and digits; the last may be a word for the plate's use (learner, trailer …). */
static bool is_plate(const uint32_t *points, int n) {
    if (n != PLATE_POINTS_MAX && n != PLATE_POINTS_MAX - 1) return false;
    if (!one_of("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼", points[0])) return false;
    if (!is_letter(points[1])) return false;
    for (int i = 2; i < n; i++) {
        bool last = i == n - 1;
        if (!is_letter(points[i]) && !is_digit(points[i]) && !(last && one_of("学警挂港澳使领临试超", points[i])))
            return false;
    }
    return true;
}

bool plate_normal(const char *typed, char *out, size_t size) {
    uint32_t points[PLATE_POINTS_MAX];
    int n = plate_points(typed, points);
    if (!is_plate(points, n)) return false;
    char text[PLATE_POINTS_MAX * 4 + 1];
    size_t len = 0;
    for (int i = 0; i < n; i++) len += utf8_put(text + len, points[i]);
    if (len >= size) return false;
    memcpy(out, text, len + 1);
    return true;
}

bool plate_ends_with(const char *plate, const char *tail) {
    enum { LEAST = 4 };
    uint32_t whole[PLATE_POINTS_MAX], end[PLATE_POINTS_MAX];
    int n = plate_points(plate, whole), m = plate_points(tail, end);
    return m >= LEAST && m <= n && memcmp(whole + n - m, end, (size_t)m * sizeof *end) == 0;
}

void mask_plate(const char *plate, char *out, size_t size) {
    uint32_t points[PLATE_POINTS_MAX];
    char text[PLATE_POINTS_MAX * 4 + 8] = "";
    int n = plate_points(plate, points);
    if (is_plate(points, n)) {
        size_t len = 0;
        for (int i = 0; i < n; i++) {
            if (i == 2) len += utf8_put(text + len, 0xB7);
            len += utf8_put(text + len, i == 3 || i == 4 ? '*' : points[i]);
        }
    }
    copy_or_nothing(text, out, size);
}

/* --- phones --- */

/* The digits of `typed` without spaces and hyphens, a leading + as 00; false when there is anything else, or over `max`
 * of them. */
static bool phone_digits(const char *typed, char *digits, size_t max) {
    size_t n = 0;
    for (const char *p = typed, *end = p + strlen(p); p < end;) {
        uint32_t cp = fold(utf8_next(&p, end));
        if (cp == ' ' || is_dash(cp)) continue;
        if (cp == '+' && n == 0) {
            n = (size_t)snprintf(digits, max, "00");
            continue;
        }
        if (!is_digit(cp) || n == max) return false;
        digits[n++] = (char)cp;
    }
    digits[n] = '\0';
    return true;
}

bool phone_normal(const char *typed, char *out, size_t size) {
    char digits[sizeof "0086" + PHONE_DIGITS];
    if (!phone_digits(typed, digits, sizeof digits - 1)) return false;
    const char *number = digits;
    size_t len = strlen(digits);
    if (len == PHONE_DIGITS + 4 && strncmp(digits, "0086", 4) == 0) number += 4;
    if (len == PHONE_DIGITS + 2 && strncmp(digits, "86", 2) == 0) number += 2;
    if (strlen(number) != PHONE_DIGITS || *number != '1' || size <= PHONE_DIGITS) return false;
    memcpy(out, number, PHONE_DIGITS + 1);
    return true;
}

static bool is_phone(const char *phone) {
    return strlen(phone) == PHONE_DIGITS && *phone == '1' && strspn(phone, "0123456789") == PHONE_DIGITS;
}

void mask_phone(const char *phone, char *out, size_t size) {
    char text[PHONE_DIGITS + 1] = "";
    if (is_phone(phone)) snprintf(text, sizeof text, "%.3s****%.4s", phone, phone + PHONE_DIGITS - 4);
    copy_or_nothing(text, out, size);
}

bool phone_last4(const char *phone, const char *last4) {
    return is_phone(phone) && strlen(last4) == 4 && strcmp(phone + PHONE_DIGITS - 4, last4) == 0;
}

/* --- names --- */

static const char *const compound_surnames[] = {
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "夏侯", "轩辕",
    "宇文", "长孙", "端木", "独孤", "南宫", "西门", "东郭", "百里", "呼延", "闻人", "太史", "申屠", "公羊", "澹台",
    "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "仲孙", "钟离", "鲜于", "闾丘", "亓官", "司寇", "巫马", "公西",
    "漆雕", "乐正", "谷梁", "拓跋", "赫连", "第五", "歐陽", "司馬", "諸葛", "東方", "尉遲", "公孫", "長孫",
};

static bool is_han(uint32_t cp) {
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x20000 && cp <= 0x323AF);
}

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n > m && strcmp(text + n - m, end) == 0;
}

/* Copies a name of Han characters without spaces and without a 先生 at its end; false when it is no such name. */
static bool han_name(const char *name, char *out, size_t size) {
    size_t len = 0;
    for (const char *p = name, *end = p + strlen(p); p < end;) {
        uint32_t cp = fold(utf8_next(&p, end));
        if (cp == ' ') continue;
        if (!is_han(cp) || len + 5 > size) return false;
        len += utf8_put(out + len, cp);
    }
    out[len] = '\0';
    static const char *const titles[] = {"先生", "女士", "小姐"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (ends_with(out, titles[i])) {
            out[len - strlen(titles[i])] = '\0';
            break;
        }
    size_t points = utf8_count(out);
    return points >= 1 && points <= NAME_POINTS_MAX && !strstr(out, "公司");
}

void name_surname(const char *name, char *out, size_t size) {
    char text[64] = "";
    if (!han_name(name, text, sizeof text)) {
        copy_or_nothing("", out, size);
        return;
    }
    size_t points = 1;
    for (size_t i = 0; i < sizeof compound_surnames / sizeof *compound_surnames; i++)
        if (strncmp(text, compound_surnames[i], strlen(compound_surnames[i])) == 0) points = 2;
    text[utf8_len_of(text, points)] = '\0';
    copy_or_nothing(text, out, size);
}
