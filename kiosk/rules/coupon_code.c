/* A code's 60 bits as twelve symbols of five: at the even places 0, 2 … 10 the six symbols of the keyed part, at the
 * odd places 1, 3 … 9 the five of the serial, both lowest first, at place 11 the check symbol. The two are interleaved
 * so that neighbours in the counter look unlike on paper; the serial is no secret, only the keyed part is.
 *
 * Check: read as a polynomial over GF(32) = GF(2)[x]/(x^5+x^2+1) the code is 0 at α = x: the sum of symbol[i] ×
 * α^(11−i) is 0. α has order 31, so the twelve weights differ: one wrong symbol leaves e × α^k, two swapped ones (a −
 * b)(α^j − α^k), neither of which is 0. */
#include "coupon_code.h"

#include "base/utf8.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { SYMBOLS = 12, CHECK_AT = 11, SERIAL_SYMBOLS = 5, KEYED_SYMBOLS = 6 };
_Static_assert(COUPON_KEY_BYTES >= crypto_generichash_KEYBYTES_MIN &&
                   COUPON_KEY_BYTES <= crypto_generichash_KEYBYTES_MAX,
               "a key BLAKE2b takes");

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static uint8_t times_alpha(uint8_t v) {
    unsigned doubled = (unsigned)v << 1;
    return (uint8_t)(doubled & 32u ? doubled ^ 37u : doubled); /* 37 = x^5 + x^2 + 1 */
}

/* The value at α of the first n symbols, by Horner's rule. */
static uint8_t value_at_alpha(const uint8_t *symbols, int n) {
    uint8_t sum = 0;
    for (int i = 0; i < n; i++) sum = times_alpha(sum) ^ symbols[i];
    return sum;
}

static void hash_number(crypto_generichash_state *hash, uint32_t n) {
    const uint8_t bytes[4] = {(uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16), (uint8_t)(n >> 24)};
    crypto_generichash_update(hash, bytes, sizeof bytes);
}

/* The length goes first: no two pairs of texts are framed alike. */
static void hash_text(crypto_generichash_state *hash, const char *text) {
    size_t len = strlen(text);
    hash_number(hash, (uint32_t)len);
    crypto_generichash_update(hash, (const uint8_t *)text, len);
}

/* 30 bits of a keyed BLAKE2b over purpose, store, offer and serial. */
static uint32_t keyed_part(const CouponKey *key, const char *store_id, const char *offer_id, uint32_t serial) {
    crypto_generichash_state hash;
    uint8_t out[crypto_generichash_BYTES];
    crypto_generichash_init(&hash, key->bytes, sizeof key->bytes, sizeof out);
    hash_text(&hash, "lounge coupon 1");
    hash_text(&hash, store_id);
    hash_text(&hash, offer_id);
    hash_number(&hash, serial);
    crypto_generichash_final(&hash, out, sizeof out);
    sodium_memzero(&hash, sizeof hash);
    return ((uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16 | (uint32_t)out[3] << 24) & 0x3FFFFFFFu;
}

static void print(const uint8_t symbols[SYMBOLS], char out[COUPON_CODE_SIZE]) {
    for (int i = 0; i < SYMBOLS; i++) {
        if (i && i % 4 == 0) *out++ = '-';
        *out++ = alphabet[symbols[i]];
    }
    *out = '\0';
}

bool coupon_code_make(const CouponKey *key, const char *store_id, const char *offer_id, uint32_t serial,
                      char out[COUPON_CODE_SIZE]) {
    if (serial > COUPON_SERIAL_MAX) return false;
    uint32_t keyed = keyed_part(key, store_id, offer_id, serial);
    uint8_t symbols[SYMBOLS];
    for (int i = 0; i < KEYED_SYMBOLS; i++) symbols[2 * i] = keyed >> 5 * i & 31;
    for (int i = 0; i < SERIAL_SYMBOLS; i++) symbols[2 * i + 1] = serial >> 5 * i & 31;
    symbols[CHECK_AT] = times_alpha(value_at_alpha(symbols, CHECK_AT));
    print(symbols, out);
    return true;
}

static bool is_separator(uint32_t cp) {
    return cp == ' ' || cp == '-' || cp == '\t' || cp == 0xA0 || cp == 0x3000 || (cp >= 0x2010 && cp <= 0x2015) ||
           cp == 0x2212;
}

/* The symbol a character stands for, −1 when for none. */
static int symbol_of(uint32_t cp) {
    if (cp >= 'a' && cp <= 'z') cp -= 'a' - 'A';
    if (cp == 'O') return 0;
    if (cp == 'I' || cp == 'L') return 1;
    const char *found = cp && cp < 0x80 ? strchr(alphabet, (int)cp) : NULL;
    return found ? (int)(found - alphabet) : -1;
}

CodeVerdict coupon_code_read(const char *typed, char canonical[COUPON_CODE_SIZE], uint32_t *serial) {
    uint8_t symbols[SYMBOLS];
    int n = 0;
    for (const char *p = typed, *end = p + strlen(p); p < end;) {
        uint32_t cp = utf8_next(&p, end);
        if (cp >= 0xFF01 && cp <= 0xFF5E) cp -= 0xFF01 - 0x21; /* full width */
        if (is_separator(cp)) continue;
        int symbol = symbol_of(cp);
        if (symbol < 0) return CODE_SYMBOL;
        if (n < SYMBOLS) symbols[n] = (uint8_t)symbol;
        n++;
    }
    if (n != SYMBOLS) return CODE_LENGTH;
    if (value_at_alpha(symbols, SYMBOLS) != 0) return CODE_CHECK;
    *serial = 0;
    for (int i = 0; i < SERIAL_SYMBOLS; i++) *serial |= (uint32_t)symbols[2 * i + 1] << 5 * i;
    print(symbols, canonical);
    return CODE_OK;
}

bool coupon_code_genuine(const CouponKey *key, const char *store_id, const char *offer_id, const char *canonical) {
    char read[COUPON_CODE_SIZE], ours[COUPON_CODE_SIZE];
    uint32_t serial;
    if (coupon_code_read(canonical, read, &serial) != CODE_OK) return false;
    if (!coupon_code_make(key, store_id, offer_id, serial, ours)) return false;
    return sodium_memcmp(read, ours, sizeof ours) == 0;
}
