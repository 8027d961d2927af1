/* A wavelet matrix. For each bit, highest first, it keeps that bit of every value and then moves the values whose bit
 * is 0 before those whose bit is 1, each group in its order. A range of the list thus stays one range on every level,
 * and counting its zeros tells which way the k-th smallest went. */
#include "kth.h"

#include "base/mem.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct Word {
    uint64_t ones;
    size_t before; /* ones in all words before this one */
} Word;

typedef struct Level {
    Word *words;  /* n / 64 + 1 of them */
    size_t zeros; /* values whose bit is 0: they are the first of the next level */
} Level;

struct Kth {
    size_t n;
    int levels;
    Level level[31]; /* [0] is the highest bit that any value has */
};

/* How many of the first i values of the level have a 1. */
static size_t ones_before(const Level *level, size_t i) {
    const Word *word = &level->words[i / 64];
    uint64_t mask = ((uint64_t)1 << i % 64) - 1;
    return word->before + (size_t)__builtin_popcountll(word->ones & mask);
}

/* Keeps bit `bit` of the values as the level, and sorts them by it from `values` into `next`. */
static void build_level(Level *level, int bit, const int *values, int *next, size_t n) {
    size_t words = n / 64 + 1, ones = 0;
    level->words = mem_alloc(words * sizeof *level->words);
    memset(level->words, 0, words * sizeof *level->words);
    for (size_t i = 0; i < n; i++)
        if (values[i] >> bit & 1) level->words[i / 64].ones |= (uint64_t)1 << i % 64;
    for (size_t w = 0; w < words; w++) {
        level->words[w].before = ones;
        ones += (size_t)__builtin_popcountll(level->words[w].ones);
    }
    level->zeros = n - ones;
    size_t zero = 0, one = level->zeros;
    for (size_t i = 0; i < n; i++) next[values[i] >> bit & 1 ? one++ : zero++] = values[i];
}

static int bits_of_largest(const int *values, size_t n) {
    int all = 0, bits = 0;
    for (size_t i = 0; i < n; i++) {
        assert(values[i] >= 0);
        all |= values[i];
    }
    for (; all; all >>= 1) bits++;
    return bits;
}

Kth *kth_build(const int *values, size_t n) {
    Kth *kth = mem_alloc(sizeof *kth);
    kth->n = n;
    kth->levels = bits_of_largest(values, n);
    int *from = mem_alloc((n + 1) * sizeof *from), *to = mem_alloc((n + 1) * sizeof *to);
    if (n) memcpy(from, values, n * sizeof *from);
    for (int l = 0; l < kth->levels; l++) {
        build_level(&kth->level[l], kth->levels - 1 - l, from, to, n);
        int *swap = from;
        from = to;
        to = swap;
    }
    free(from);
    free(to);
    return kth;
}

void kth_free(Kth *kth) {
    if (!kth) return;
    for (int l = 0; l < kth->levels; l++) free(kth->level[l].words);
    free(kth);
}

int kth_smallest(const Kth *kth, size_t from, size_t k) {
    size_t to = kth->n;
    assert(from < to && k < to - from);
    int value = 0;
    for (int l = 0; l < kth->levels; l++) {
        const Level *level = &kth->level[l];
        size_t ones_from = ones_before(level, from), ones_to = ones_before(level, to);
        size_t zeros = (to - from) - (ones_to - ones_from);
        value <<= 1;
        if (k < zeros) {
            from -= ones_from;
            to -= ones_to;
        } else {
            k -= zeros;
            from = level->zeros + ones_from;
            to = level->zeros + ones_to;
            value |= 1;
        }
    }
    return value;
}

size_t kth_below(const Kth *kth, size_t from, int value) {
    size_t to = kth->n, below = 0;
    assert(from <= to);
    if (value <= 0) return 0;
    if ((int64_t)value >= (int64_t)1 << kth->levels) return to - from;
    for (int l = 0; l < kth->levels && from < to; l++) {
        const Level *level = &kth->level[l];
        size_t ones_from = ones_before(level, from), ones_to = ones_before(level, to);
        if (value >> (kth->levels - 1 - l) & 1) {
            below += (to - from) - (ones_to - ones_from);
            from = level->zeros + ones_from;
            to = level->zeros + ones_to;
        } else {
            from -= ones_from;
            to -= ones_to;
        }
    }
    return below;
}
