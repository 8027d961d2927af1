/* UUIDv7: 48 bits of ms, then a 12-bit counter that keeps keys of one process in order, then 62 random bits. */
#include "uuid.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/random.h>

/* Random bytes in stock: one system call for 64 keys. */
static struct {
    uint64_t bits[64];
    unsigned left;
} stock;
static struct {
    Ms at;
    unsigned counter;
} last;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static uint64_t random_bits(void) {
    if (stock.left == 0) {
        size_t got = 0;
        while (got < sizeof stock.bits) {
            ssize_t n = getrandom((char *)stock.bits + got, sizeof stock.bits - got, 0);
            if (n > 0) got += (size_t)n;
        }
        stock.left = 64;
    }
    return stock.bits[--stock.left];
}

Uuid uuid_new_at(Ms at) {
    pthread_mutex_lock(&lock);
    if (at != last.at || last.counter >= 0xFFF) {
        last.counter = (unsigned)(random_bits() & 0x3FF);
        last.at = at;
    } else {
        last.counter++;
    }
    unsigned counter = last.counter;
    uint64_t r = random_bits();
    pthread_mutex_unlock(&lock);
    uint64_t hi = (uint64_t)at << 16 | 0x7000 | counter, lo = (r & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL;
    Uuid id;
    snprintf(id.text, sizeof id.text, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(hi >> 32),
             (unsigned)(hi >> 16 & 0xFFFF), (unsigned)(hi & 0xFFFF), (unsigned)(lo >> 48),
             (unsigned long long)(lo & 0xFFFFFFFFFFFFULL));
    return id;
}

Uuid uuid_new(void) {
    return uuid_new_at(clock_now());
}

bool uuid_is_set(const Uuid *id) {
    return id->text[0] != '\0';
}
