/* Money in fen: parsing of what spreadsheets and people write, and printing. */
#include "fen.h"

#include "utf8.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Moves past spaces and one currency sign. */
static const char *skip_sign(const char *p) {
    while (*p == ' ') p++;
    if (strncmp(p, "\xC2\xA5", 2) == 0)
        p += 2; /* ¥; the full-width ￥ is folded below */
    else if (strncmp(p, "\xEF\xBF\xA5", 3) == 0)
        p += 3; /* ￥ U+FFE5 is outside the folded range */
    else if (strncmp(p, "RMB", 3) == 0)
        p += 3;
    while (*p == ' ') p++;
    return p;
}

/* Whole yuan with optional thousands commas; false when there is no digit or it gets too large. */
static bool read_yuan(const char **p, int64_t *yuan) {
    int digits = 0;
    *yuan = 0;
    for (; isdigit((unsigned char)**p) || (**p == ',' && digits && isdigit((unsigned char)(*p)[1])); (*p)++) {
        if (**p == ',') continue;
        *yuan = *yuan * 10 + (**p - '0');
        digits++;
        if (*yuan > FEN_MAX / 100) return false;
    }
    return digits > 0;
}

static bool read_cents(const char **p, int64_t *cents) {
    *cents = 0;
    if (**p != '.') return true;
    (*p)++;
    int digits = 0;
    for (; isdigit((unsigned char)**p); (*p)++, digits++) {
        if (digits < 2)
            *cents = *cents * 10 + (**p - '0');
        else if (**p != '0')
            return false;
    }
    if (digits == 1) *cents *= 10;
    return true;
}

bool fen_parse(const char *text, Fen *out) {
    char copy[64];
    if (strlen(text) >= sizeof copy) return false;
    strcpy(copy, text);
    utf8_fold_width(copy);
    const char *p = skip_sign(copy);
    bool minus = *p == '-';
    if (minus) p = skip_sign(p + 1);
    int64_t yuan, cents;
    if (!read_yuan(&p, &yuan) || !read_cents(&p, &cents)) return false;
    if (strncmp(p, "元", strlen("元")) == 0) p += strlen("元");
    while (*p == ' ') p++;
    int64_t fen = yuan * 100 + cents;
    if (*p || fen > FEN_MAX) return false;
    *out = minus ? -fen : fen;
    return true;
}

char *fen_show(Fen fen, char *out, size_t size) {
    char digits[24], grouped[32];
    int64_t abs = fen < 0 ? -fen : fen;
    int n = snprintf(digits, sizeof digits, "%" PRId64, abs / 100), at = 0;
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    grouped[at] = '\0';
    const char *minus = fen < 0 ? "-" : "";
    if (abs % 100)
        snprintf(out, size, "%s¥%s.%02d", minus, grouped, (int)(abs % 100));
    else
        snprintf(out, size, "%s¥%s", minus, grouped);
    return out;
}

char *fen_plain(Fen fen, char *out, size_t size) {
    int64_t abs = fen < 0 ? -fen : fen;
    snprintf(out, size, "%s%" PRId64 ".%02d", fen < 0 ? "-" : "", abs / 100, (int)(abs % 100));
    return out;
}

Fen fen_percent(Fen fen, int percent) {
    return (fen * percent + 50) / 100;
}
