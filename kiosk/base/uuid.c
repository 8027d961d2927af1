/* UUIDv7: 48 bits of ms, then a 12-bit counter that keeps keys of one process in order, then 62 random bits. */
#include "uuid.h"

#include <pthread.h>
#include <stdint.h>
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

/* Parent and child of a fork must not deal from one stock: the child starts with none. */
static void before_fork(void) {
    pthread_mutex_lock(&lock);
}

static void in_parent(void) {
    pthread_mutex_unlock(&lock);
}

static void in_child(void) {
    stock.left = 0;
    last.at = 0;
    pthread_mutex_unlock(&lock);
}

static void watch_forks(void) {
    pthread_atfork(before_fork, in_parent, in_child);
}

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

/* By hand: an import of years makes some 200,000 keys, and printf costs six times as much. */
static void write_hex(char out[UUID_LEN + 1], uint64_t hi, uint64_t lo) {
    static const char digits[] = "0123456789abcdef";
    for (int i = 0, at = 0; i < 32; i++) {
        if (i == 8 || i == 12 || i == 16 || i == 20) out[at++] = '-';
        uint64_t half = i < 16 ? hi : lo;
        out[at++] = digits[half >> (60 - 4 * (i % 16)) & 0xF];
    }
    out[UUID_LEN] = '\0';
}

Uuid uuid_new_at(Ms at) {
    static pthread_once_t watched = PTHREAD_ONCE_INIT;
    pthread_once(&watched, watch_forks);
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
    write_hex(id.text, hi, lo);
    return id;
}

Uuid uuid_new(void) {
    return uuid_new_at(clock_now());
}

bool uuid_is_set(const Uuid *id) {
    return id->text[0] != '\0';
}
