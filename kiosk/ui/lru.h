/* A cache bounded in bytes: 64-bit key -> one malloc'ed block; when it is full the block unused for longest goes.
 * Serves text runs and pictures. */
#ifndef LOUNGE_UI_LRU_H
#define LOUNGE_UI_LRU_H

#include <stddef.h>
#include <stdint.h>

enum { LRU_BUCKETS = 1024 };

typedef struct LruEntry LruEntry;
typedef struct Lru {
    size_t limit;    /* most bytes kept; a larger block is still kept until the next one comes */
    size_t bytes, n; /* kept now */
    LruEntry *newest, *oldest;
    LruEntry *buckets[LRU_BUCKETS];
} Lru; /* zero-initialised but for limit is empty */

/* The block, now the newest; NULL when there is none. Good until the next lru_put or lru_free. */
void *lru_get(Lru *lru, uint64_t key);
/* Takes `block` (from mem_alloc), which costs `bytes`, and frees old ones until it fits. The key must be new. */
void lru_put(Lru *lru, uint64_t key, void *block, size_t bytes);
void lru_drop(Lru *lru, uint64_t key); /* forgets one */
void lru_free(Lru *lru);

#endif
