/* The bounded cache: a hash table of chains, threaded by a list from newest to oldest. */
#include "lru.h"

#include "base/mem.h"

#include <stdlib.h>

struct LruEntry {
    uint64_t key;
    void *block;
    size_t bytes;
    LruEntry *chain;         /* next in the bucket */
    LruEntry *newer, *older; /* by last use */
};

static LruEntry **bucket_of(Lru *lru, uint64_t key) {
    return &lru->buckets[key % LRU_BUCKETS];
}

static void unlink_entry(Lru *lru, LruEntry *e) {
    *(e->newer ? &e->newer->older : &lru->newest) = e->older;
    *(e->older ? &e->older->newer : &lru->oldest) = e->newer;
}

static void link_newest(Lru *lru, LruEntry *e) {
    e->newer = NULL;
    e->older = lru->newest;
    *(lru->newest ? &lru->newest->newer : &lru->oldest) = e;
    lru->newest = e;
}

static LruEntry **find(Lru *lru, uint64_t key) {
    LruEntry **at = bucket_of(lru, key);
    while (*at && (*at)->key != key) at = &(*at)->chain;
    return at;
}

static void drop_at(Lru *lru, LruEntry **at) {
    LruEntry *e = *at;
    *at = e->chain;
    unlink_entry(lru, e);
    lru->bytes -= e->bytes;
    lru->n--;
    free(e->block);
    free(e);
}

void *lru_get(Lru *lru, uint64_t key) {
    LruEntry *e = *find(lru, key);
    if (!e) return NULL;
    unlink_entry(lru, e);
    link_newest(lru, e);
    return e->block;
}

void lru_put(Lru *lru, uint64_t key, void *block, size_t bytes) {
    while (lru->oldest && lru->bytes + bytes > lru->limit) drop_at(lru, find(lru, lru->oldest->key));
    LruEntry *e = mem_alloc(sizeof *e), **bucket = bucket_of(lru, key);
    *e = (LruEntry){.key = key, .block = block, .bytes = bytes, .chain = *bucket};
    *bucket = e;
    link_newest(lru, e);
    lru->bytes += bytes;
    lru->n++;
}

void lru_drop(Lru *lru, uint64_t key) {
    LruEntry **at = find(lru, key);
    if (*at) drop_at(lru, at);
}

void lru_free(Lru *lru) {
    while (lru->oldest) drop_at(lru, find(lru, lru->oldest->key));
}
