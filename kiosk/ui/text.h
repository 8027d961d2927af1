/* Text: Noto Sans CJK SC in two weights through SDL2_ttf. Measures and rasterises whole runs at the panel's own
 * pixels, and keeps the rendered runs in a cache bounded in bytes. One thread only. */
#ifndef LOUNGE_UI_TEXT_H
#define LOUNGE_UI_TEXT_H

#include "base/err.h"
#include "draw.h"

typedef struct Text Text;

/* A rendered run: coverage, one byte a pixel. Owned by the cache, good until the next text_run. */
typedef struct TextRun {
    const uint8_t *cover;
    int w, h, stride; /* pixels; h only as high as the ink */
    int ascent;       /* pixels from the top row to the baseline; negative when all ink lies below it */
    int advance;      /* pixels: its layout width. All ink lies in 0..advance */
} TextRun;

/* scale: pixels a design unit. cache_bytes bounds the rendered runs (a run larger than that is still drawn).
 * ERR_NOT_FOUND names the package when the font is missing. A face is opened when it is first needed (8 ms). */
Text *text_open(float scale, size_t cache_bytes, Err *err);
void text_close(Text *text);
float text_scale(const Text *text);

float text_width(Text *text, const char *utf8, TextStyle style);     /* design units */
float text_height(Text *text, TextStyle style);                      /* ascent + descent, design units */
float text_advance(Text *text, uint32_t cp, TextStyle style);        /* of one character by itself, design units */
int text_baseline(Text *text, TextStyle style, int top, int height); /* pixels: where a box centres its one line */
/* Bytes that are no UTF-8 show as U+FFFD, control characters as a space, what the font lacks as the font's box. */
const TextRun *text_run(Text *text, const char *utf8, TextStyle style);

/* Breaks into lines of at most `width`: between Chinese characters but not before closing punctuation, between words
 * of Latin text, never inside a word, number or price unless it is wider than the line; "\n" always breaks; a last
 * line of one lone character takes one more from the line above. Returns the number of lines; lines[i] (at most
 * max_lines) live in arena; when more were needed the last ends with "…". */
size_t text_wrap(Text *text, Arena *arena, const char *utf8, TextStyle style, float width, const char **lines,
                 size_t max_lines);
/* The same breaks for a text being edited: all of it, no "…", nothing moved to keep a last character company. starts[i]
 * is the byte that line i begins with, after the blanks before it; the first begins with 0. Returns the number of
 * lines, at least 1, at most `max`. */
size_t text_break(Text *text, Arena *arena, const char *utf8, TextStyle style, float width, size_t *starts, size_t max);
/* Whether the font has every character of it. */
bool text_can_draw(Text *text, const char *utf8);
/* The text itself when it fits, else cut with "…". Lives in arena or is utf8. */
const char *text_elide(Text *text, Arena *arena, const char *utf8, TextStyle style, float width);

typedef struct TextStats {
    size_t runs, bytes, hits, misses;
} TextStats;
TextStats text_stats(const Text *text);

#endif
