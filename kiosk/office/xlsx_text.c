/* _xHHHH_ and back. */
#include "xlsx_text.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { ESCAPE_LEN = 7 };

/* "_x0041_", with digits of either case. */
static bool is_escape(const char *p, const char *end) {
    if (end - p < ESCAPE_LEN || p[0] != '_' || p[1] != 'x' || p[6] != '_') return false;
    for (int i = 2; i < 6; i++)
        if (!isxdigit((unsigned char)p[i])) return false;
    return true;
}

/* XML 1.0 has no such character, or would not give it back: a carriage return is read as a line feed. */
static bool needs_escape(uint32_t cp) {
    return (cp < 0x20 && cp != '\t' && cp != '\n') || cp == 0xFFFE || cp == 0xFFFF;
}

/* One character, *p moves past; its length in UTF-16 units. */
static size_t escape_one(Buf *out, const char **p, const char *end) {
    const char *from = *p;
    uint32_t cp = utf8_next(p, end);
    if (is_escape(from, end)) {
        buf_puts(out, "_x005F_");
    } else if (needs_escape(cp)) {
        buf_printf(out, "_x%04X_", (unsigned)cp);
    } else {
        char bytes[5];
        buf_add(out, bytes, utf8_put(bytes, cp));
    }
    return cp > 0xFFFF ? 2 : 1;
}

size_t xlsx_escape(Buf *out, const char *text, size_t len) {
    const char *p = text, *end = text + len;
    size_t units = 0;
    while (p < end) units += escape_one(out, &p, end);
    return units;
}

/* libxlsxwriter counts the characters of the escapes too, so both must fit. */
void xlsx_cell(Buf *out, const char *text) {
    const char *p = text, *end = text + strlen(text);
    size_t units = 0, characters = 0;
    while (p < end) {
        size_t before = out->len;
        units += escape_one(out, &p, end);
        characters += utf8_count(buf_text(out) + before);
        if (units <= XLSX_TEXT_MAX && characters <= XLSX_TEXT_MAX) continue;
        out->len = before;
        out->text[before] = '\0';
        return;
    }
}

void xlsx_name(Buf *out, const char *text) {
    const char *p = text, *end = text + strlen(text);
    if (*p == '=') buf_putc(out, ' ');
    while (p < end) {
        char bytes[5];
        uint32_t cp = utf8_next(&p, end);
        if (cp < 0x20 || cp == 0xFFFE || cp == 0xFFFF) cp = ' ';
        buf_add(out, bytes, utf8_put(bytes, cp));
    }
}

static uint32_t hex4(const char *p) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value * 16 + (uint32_t)(isdigit((unsigned char)p[i]) ? p[i] - '0' : (p[i] | 0x20) - 'a' + 10);
    return value;
}

/* One escape, or two that are the halves of a character beyond U+FFFF; *p moves past. */
static uint32_t unescape_one(const char **p, const char *end) {
    uint32_t cp = hex4(*p + 2);
    *p += ESCAPE_LEN;
    if (cp < 0xD800 || cp > 0xDBFF || !is_escape(*p, end)) return cp;
    uint32_t low = hex4(*p + 2);
    if (low < 0xDC00 || low > 0xDFFF) return cp;
    *p += ESCAPE_LEN;
    return 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
}

void xlsx_unescape(char *text) {
    const char *p = strstr(text, "_x"), *end = text + strlen(text);
    if (!p) return;
    for (char *out = text + (p - text);;) {
        if (p == end) {
            *out = '\0';
            return;
        }
        if (!is_escape(p, end)) {
            *out++ = *p++;
            continue;
        }
        uint32_t cp = unescape_one(&p, end);
        char bytes[5];
        size_t n = utf8_put(bytes, cp ? cp : 0x1A); /* no text has a NUL: as a table file's (import_sheet.c) */
        memcpy(out, bytes, n);
        out += n;
    }
}
