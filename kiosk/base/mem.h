/* Memory: an arena for what lives as long as a frame or a request, and checked malloc for the rest.
 * Running out of memory ends the process in words (abort): every answer a customer gave is already durable, and a
 * restart is a better panel than a half-drawn one. */
#ifndef LOUNGE_BASE_MEM_H
#define LOUNGE_BASE_MEM_H

#include <stddef.h>

/* Never return NULL; the caller frees with free(). mem_grow is realloc. */
void *mem_alloc(size_t size);
void *mem_grow(void *old, size_t size);
char *mem_strdup(const char *text);

typedef struct ArenaBlock ArenaBlock;
typedef struct Arena {
    ArenaBlock *first, *current;
} Arena; /* zero-initialised is ready to use */

/* Memory is zeroed, aligned for any type, and lives until arena_reset or arena_free. */
void *arena_alloc(Arena *arena, size_t size);
char *arena_strdup(Arena *arena, const char *text);
char *arena_strndup(Arena *arena, const char *text, size_t len);
char *arena_printf(Arena *arena, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(Arena *arena); /* forgets everything, keeps the blocks for the next round */
void arena_free(Arena *arena);  /* gives the blocks back; the arena is ready to use again */

/* A string that grows. Zero-initialised is empty; text is always NUL-terminated once something was added. */
typedef struct Buf {
    char *text;
    size_t len, cap;
} Buf;

void buf_add(Buf *buf, const char *bytes, size_t len);
void buf_puts(Buf *buf, const char *text);
void buf_putc(Buf *buf, char c);
void buf_printf(Buf *buf, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(Buf *buf);
const char *buf_text(const Buf *buf); /* "" when empty; owned by buf */
void buf_free(Buf *buf);

#endif
