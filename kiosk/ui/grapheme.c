/* Characters as people count them, by libunistring's tables. Always looks at the whole text: u8_grapheme_next alone
 * would part flags and joined emoji (libunistring 1.0). */
#include "grapheme.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

/* One byte for each of the text's: 1 where a character begins. The caller frees it. */
static char *beginnings_of(const char *text, size_t len) {
    char *begins = mem_alloc(len + 1);
    u8_grapheme_breaks((const uint8_t *)text, len, begins);
    begins[len] = 1;
    return begins;
}

size_t grapheme_count(const char *text) {
    size_t n = 0, len = strlen(text);
    char *begins = beginnings_of(text, len);
    for (size_t i = 0; i < len; i++) n += begins[i] != 0;
    free(begins);
    return n;
}

size_t grapheme_after(const char *text, size_t at) {
    size_t len = strlen(text);
    if (at >= len) return len;
    char *begins = beginnings_of(text, len);
    do at++;
    while (!begins[at]);
    free(begins);
    return at;
}

size_t grapheme_before(const char *text, size_t at) {
    size_t len = strlen(text);
    if (at > len) at = len;
    if (at == 0) return 0;
    char *begins = beginnings_of(text, len);
    do at--;
    while (at > 0 && !begins[at]);
    free(begins);
    return at;
}
