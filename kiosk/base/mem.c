/* Memory: arena blocks double from 16 KiB; a request larger than a block gets a block of its own size. */
#include "mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_FIRST_BLOCK = 16 * 1024, ARENA_LARGEST_BLOCK = 1024 * 1024 };

struct ArenaBlock {
    ArenaBlock *next;
    size_t size, used;
    max_align_t bytes[];
};

static void *checked(void *p, size_t size) {
    if (p) return p;
    fprintf(stderr, "lounge: out of memory (%zu bytes asked for)\n", size);
    abort();
}

void *mem_alloc(size_t size) {
    return checked(calloc(1, size ? size : 1), size);
}

void *mem_grow(void *old, size_t size) {
    return checked(realloc(old, size ? size : 1), size);
}

char *mem_strdup(const char *text) {
    return checked(strdup(text), strlen(text));
}

static ArenaBlock *block_new(size_t size) {
    ArenaBlock *b = mem_alloc(sizeof *b + size);
    b->size = size;
    return b;
}

/* The block with room for `size`: the current one, the next kept one that is large enough, or a new one. */
static ArenaBlock *block_for(Arena *arena, size_t size) {
    ArenaBlock *b = arena->current;
    while (b && b->size - b->used < size && b->next) b = b->next;
    if (b && b->size - b->used >= size) return arena->current = b;
    size_t want = b ? b->size * 2 : ARENA_FIRST_BLOCK;
    if (want > ARENA_LARGEST_BLOCK) want = ARENA_LARGEST_BLOCK;
    ArenaBlock *fresh = block_new(want > size ? want : size);
    if (b) {
        b->next = fresh;
    } else {
        arena->first = fresh;
    }
    return arena->current = fresh;
}

void *arena_alloc(Arena *arena, size_t size) {
    size_t align = sizeof(max_align_t), rounded = (size + align - 1) / align * align;
    ArenaBlock *b = block_for(arena, rounded);
    void *p = (char *)b->bytes + b->used;
    b->used += rounded;
    return memset(p, 0, rounded);
}

char *arena_strndup(Arena *arena, const char *text, size_t len) {
    char *copy = arena_alloc(arena, len + 1);
    memcpy(copy, text, len);
    return copy;
}

char *arena_strdup(Arena *arena, const char *text) {
    return arena_strndup(arena, text, strlen(text));
}

char *arena_printf(Arena *arena, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *out = arena_alloc(arena, (len > 0 ? (size_t)len : 0) + 1);
    if (len > 0) vsnprintf(out, (size_t)len + 1, fmt, again);
    va_end(again);
    return out;
}

void arena_reset(Arena *arena) {
    for (ArenaBlock *b = arena->first; b; b = b->next) b->used = 0;
    arena->current = arena->first;
}

void arena_free(Arena *arena) {
    for (ArenaBlock *b = arena->first, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    *arena = (Arena){0};
}

static void buf_room(Buf *buf, size_t more) {
    size_t need = buf->len + more + 1;
    if (need <= buf->cap) return;
    size_t cap = buf->cap ? buf->cap * 2 : 64;
    buf->cap = cap > need ? cap : need;
    buf->text = mem_grow(buf->text, buf->cap);
}

void buf_add(Buf *buf, const char *bytes, size_t len) {
    buf_room(buf, len);
    if (len) memcpy(buf->text + buf->len, bytes, len);
    buf->len += len;
    buf->text[buf->len] = '\0';
}

void buf_puts(Buf *buf, const char *text) {
    buf_add(buf, text, strlen(text));
}

void buf_putc(Buf *buf, char c) {
    buf_add(buf, &c, 1);
}

void buf_printf(Buf *buf, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len > 0) {
        buf_room(buf, (size_t)len);
        vsnprintf(buf->text + buf->len, (size_t)len + 1, fmt, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void buf_clear(Buf *buf) {
    buf->len = 0;
    if (buf->text) buf->text[0] = '\0';
}

const char *buf_text(const Buf *buf) {
    return buf->text ? buf->text : "";
}

void buf_free(Buf *buf) {
    free(buf->text);
    *buf = (Buf){0};
}
