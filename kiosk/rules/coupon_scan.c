/* Finding the code in what a scanner typed. From the end: in a link and in the QR's words the code comes last. */
#include "coupon_scan.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { SYMBOLS = 12, TEXT_MOST = 2048 };

/* Twelve symbols that end at `end` (exclusive), with hyphens and blanks between them; NULL when there are not so many.
 */
static const char *start_of(const char *text, const char *end) {
    int n = 0;
    for (const char *p = end; p > text;) {
        p--;
        if (isalnum((unsigned char)*p)) {
            if (++n == SYMBOLS) return p;
        } else if (*p != '-' && *p != ' ') {
            return NULL;
        }
    }
    return NULL;
}

static bool is_symbol(char c) {
    return isalnum((unsigned char)c) != 0;
}

bool coupon_scan(const char *text, char canonical[COUPON_CODE_SIZE]) {
    char plain[TEXT_MOST], one[SYMBOLS * 3];
    uint32_t serial;
    snprintf(plain, sizeof plain, "%s", text);
    utf8_fold_width(plain);
    for (const char *end = plain + strlen(plain); end > plain; end--) {
        if (!is_symbol(end[-1]) || is_symbol(*end)) continue; /* a code ends where a word does */
        const char *start = start_of(plain, end);
        if (!start || (size_t)(end - start) >= sizeof one) continue;
        snprintf(one, sizeof one, "%.*s", (int)(end - start), start);
        if (coupon_code_read(one, canonical, &serial) == CODE_OK) return true;
    }
    return false;
}
