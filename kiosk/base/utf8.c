/* UTF-8: strict decoding (no overlong forms, no surrogates, nothing above U+10FFFF). */
#include "utf8.h"

#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* Length that the first byte promises, 0 when it cannot start a character. */
static int promised(unsigned char c) {
    if (c < 0x80) return 1;
    if (c >= 0xC2 && c <= 0xDF) return 2;
    if (c >= 0xE0 && c <= 0xEF) return 3;
    if (c >= 0xF0 && c <= 0xF4) return 4;
    return 0;
}

/* Decodes strictly; returns the length, or 0 when the bytes are no character. */
static int decode(const unsigned char *p, size_t left, uint32_t *cp) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int n = left ? promised(p[0]) : 0;
    if (n == 0 || (size_t)n > left) return 0;
    if (n == 1) return *cp = p[0], 1;
    uint32_t v = p[0] & (0x7Fu >> n);
    for (int i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
        v = v << 6 | (p[i] & 0x3Fu);
    }
    if (v < least[n] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF)) return 0;
    *cp = v;
    return n;
}

uint32_t utf8_next(const char **p, const char *end) {
    uint32_t cp = REPLACEMENT;
    int n = decode((const unsigned char *)*p, (size_t)(end - *p), &cp);
    *p += n ? n : 1;
    return cp;
}

size_t utf8_put(char *out, uint32_t cp) {
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) cp = REPLACEMENT;
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(lead[n] | cp);
    out[n] = '\0';
    return n;
}

bool utf8_valid(const char *text, size_t len) {
    uint32_t cp;
    for (size_t i = 0; i < len;) {
        if (!(text[i] & 0x80)) {
            i++;
            continue;
        }
        int n = decode((const unsigned char *)text + i, len - i, &cp);
        if (n == 0) return false;
        i += (size_t)n;
    }
    return true;
}

size_t utf8_count(const char *text) {
    size_t n = 0;
    for (const char *p = text, *end = text + strlen(text); p < end; n++) utf8_next(&p, end);
    return n;
}

size_t utf8_len_of(const char *text, size_t points) {
    const char *p = text, *end = text + strlen(text);
    while (points-- && p < end) utf8_next(&p, end);
    return (size_t)(p - text);
}

size_t utf8_len_without_last(const char *text) {
    const char *p = text, *end = text + strlen(text), *last = text;
    while (p < end) {
        last = p;
        utf8_next(&p, end);
    }
    return (size_t)(last - text);
}

void utf8_fold_width(char *text) {
    char *out = text;
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        const char *start = p;
        uint32_t cp = utf8_next(&p, end);
        if (cp >= 0xFF01 && cp <= 0xFF5E) {
            *out++ = (char)(cp - 0xFF01 + 0x21);
        } else if (cp == 0x3000) {
            *out++ = ' ';
        } else {
            memmove(out, start, (size_t)(p - start));
            out += p - start;
        }
    }
    *out = '\0';
}
