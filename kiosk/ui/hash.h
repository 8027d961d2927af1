/* A 64-bit hash of meaning, for damage and the caches' keys: numbers are mixed one by one, so padding bytes and
 * pointers never take part. Not for anything an attacker gains from. */
#ifndef LOUNGE_UI_HASH_H
#define LOUNGE_UI_HASH_H

#include <stdint.h>
#include <string.h>

#define HASH_START 0x9E3779B97F4A7C15ULL

/* Order counts: mixing a then b differs from b then a. */
static inline uint64_t hash_mix(uint64_t h, uint64_t v) {
    h = (h ^ v) * 0xBF58476D1CE4E5B9ULL;
    h ^= h >> 29;
    h *= 0x94D049BB133111EBULL;
    return h ^ (h >> 32);
}

static inline uint64_t hash_float(uint64_t h, float f) {
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    return hash_mix(h, bits);
}

static inline uint64_t hash_bytes(uint64_t h, const char *bytes, size_t len) {
    uint64_t v = 0;
    for (; len >= sizeof v; bytes += sizeof v, len -= sizeof v) {
        memcpy(&v, bytes, sizeof v);
        h = hash_mix(h, v);
    }
    v = 0;
    if (len) memcpy(&v, bytes, len);
    return hash_mix(h, v ^ (uint64_t)len << 56);
}

static inline uint64_t hash_text(uint64_t h, const char *text) {
    return text ? hash_bytes(h, text, strlen(text)) : hash_mix(h, 1);
}

#endif
