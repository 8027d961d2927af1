/* Text: the two faces, the cache of rendered runs and the tables of widths. Everything is kept in whole pixels of the
 * panel; only what leaves this file is in design units. Breaking into lines is wrap.c's subject. */
#include "text.h"

#include "base/log.h"
#include "base/utf8.h"
#include "hash.h"
#include "lru.h"

#include <SDL_ttf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FONT_DIR    "/usr/share/fonts/opentype/noto/"
#define FONT_FAMILY "Noto Sans CJK SC"

/* SETS: of widths some screens' worth, of advances the letters, digits and signs of every size in use. */
enum { SETS = 1024, WAYS = 4, EM = 1000, SC_USUAL_INDEX = 2 };

typedef struct Face {
    TTF_Font *font; /* NULL until it is needed */
    int px;         /* the size it is set to */
    int ascent_em, descent_em;
} Face;

typedef struct Width {
    uint64_t key;
    int px;
} Width;

/* Widths by key: a key has WAYS places; the oldest of them goes. */
typedef struct Widths {
    Width sets[SETS][WAYS];
} Widths;

struct Text {
    float scale;
    Face faces[2]; /* regular, bold */
    Lru runs;
    size_t hits, misses;
    Widths widths, advances;
    Buf clean; /* the text being measured or drawn, made valid */
};

static bool widths_get(const Widths *widths, uint64_t key, int *px) {
    const Width *set = widths->sets[key % SETS];
    for (int i = 0; i < WAYS; i++) {
        if (set[i].key == key) return *px = set[i].px, true;
    }
    return false;
}

static int widths_put(Widths *widths, uint64_t key, int px) {
    Width *set = widths->sets[key % SETS];
    memmove(set + 1, set, (WAYS - 1) * sizeof *set);
    set[0] = (Width){key, px};
    return px;
}

/* --- faces ------------------------------------------------------------------------------------------------- */

static const char *face_path(bool bold) {
    return bold ? FONT_DIR "NotoSansCJK-Bold.ttc" : FONT_DIR "NotoSansCJK-Regular.ttc";
}

/* The collection holds one face a region; their order is not promised, so the name decides. */
static TTF_Font *open_index(const char *path, long index) {
    TTF_Font *font = TTF_OpenFontIndex(path, EM, index);
    if (!font) return NULL;
    const char *family = TTF_FontFaceFamilyName(font);
    if (family && strcmp(family, FONT_FAMILY) == 0) return font;
    TTF_CloseFont(font);
    return NULL;
}

static TTF_Font *open_face(const char *path) {
    TTF_Font *font = open_index(path, SC_USUAL_INDEX);
    for (long i = 0; !font && i < 16; i++) font = open_index(path, i);
    return font;
}

/* The face of a weight, at any size. Without a font nothing can be shown: ends the process in words. */
static Face *face_of(Text *text, bool bold) {
    Face *face = &text->faces[bold];
    if (face->font) return face;
    face->font = open_face(face_path(bold));
    if (!face->font) {
        log_line(LOG_ERROR, "text", "%s holds no %s: %s", face_path(bold), FONT_FAMILY, TTF_GetError());
        abort();
    }
    TTF_SetFontHinting(face->font, TTF_HINTING_LIGHT);
    TTF_SetFontKerning(face->font, 1);
    face->px = EM;
    face->ascent_em = TTF_FontAscent(face->font);
    face->descent_em = -TTF_FontDescent(face->font);
    return face;
}

/* The face set to a size. */
static Face *face_at(Text *text, bool bold, int px) {
    Face *face = face_of(text, bold);
    if (face->px != px) {
        TTF_SetFontSize(face->font, px);
        face->px = px;
    }
    return face;
}

Text *text_open(float scale, size_t cache_bytes, Err *err) {
    for (int bold = 0; bold < 2; bold++) {
        if (access(face_path(bold), R_OK) == 0) continue;
        err_set(err, ERR_NOT_FOUND,
                TXT("font %s is missing: install Debian's fonts-noto-cjk",
                    "缺少字体 %s：请安装 Debian 软件包 fonts-noto-cjk"),
                face_path(bold));
        return NULL;
    }
    if (TTF_Init() != 0) {
        err_set(err, ERR_IO, TXT("SDL_ttf does not start: %s", "SDL_ttf 无法启动：%s"), TTF_GetError());
        return NULL;
    }
    Text *text = mem_alloc(sizeof *text);
    text->scale = scale;
    text->runs.limit = cache_bytes;
    return text;
}

void text_close(Text *text) {
    if (!text) return;
    for (int bold = 0; bold < 2; bold++) {
        if (text->faces[bold].font) TTF_CloseFont(text->faces[bold].font);
    }
    lru_free(&text->runs);
    buf_free(&text->clean);
    free(text);
    TTF_Quit();
}

float text_scale(const Text *text) {
    return text->scale;
}

/* --- sizes ------------------------------------------------------------------------------------------------- */

static int pixels_of(const Text *text, float px) {
    long n = lroundf(px * text->scale);
    return n < 1 ? 1 : (int)n;
}

/* Extra advance after each character, in quarters of a pixel: runs that look the same share a key. */
static int spacing_of(const Text *text, TextStyle style) {
    return (int)lroundf(style.spacing * text->scale * 4);
}

float text_height(Text *text, TextStyle style) {
    int px = pixels_of(text, style.px);
    Face *face = face_of(text, style.bold);
    return (float)((face->ascent_em + face->descent_em) * px) / EM / text->scale;
}

int text_baseline(Text *text, TextStyle style, int top, int height) {
    int px = pixels_of(text, style.px);
    Face *face = face_of(text, style.bold);
    int ascent = (face->ascent_em * px + EM / 2) / EM, descent = (face->descent_em * px + EM / 2) / EM;
    return top + (int)floorf((float)(height - ascent - descent) / 2) + ascent; /* as browsers round it */
}

static bool is_control(uint32_t cp) {
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

/* The text as the font may see it: valid UTF-8 without control characters. Good until the next call. */
static const char *cleaned(Text *text, const char *utf8) {
    const char *p = utf8, *end = utf8 + strlen(utf8);
    bool plain = true;
    while (p < end && plain) plain = !is_control((unsigned char)*p) && *p++ != '\0';
    if (plain) return utf8;
    buf_clear(&text->clean);
    for (p = utf8; p < end;) {
        char one[5];
        uint32_t cp = utf8_next(&p, end);
        buf_add(&text->clean, one, utf8_put(one, is_control(cp) ? ' ' : cp));
    }
    return buf_text(&text->clean);
}

static int advance_px(Text *text, uint32_t cp, bool bold, int px) {
    if (cp >= 0x4E00 && cp <= 0x9FA5) return px; /* every ideograph of the font, and its box, is one em wide */
    uint64_t key = hash_mix(hash_mix(HASH_START, cp), (uint64_t)px << 1 | bold);
    int advance = 0;
    if (widths_get(&text->advances, key, &advance)) return advance;
    TTF_GlyphMetrics32(face_at(text, bold, px)->font, is_control(cp) ? ' ' : cp, NULL, NULL, NULL, NULL, &advance);
    return widths_put(&text->advances, key, advance);
}

float text_advance(Text *text, uint32_t cp, TextStyle style) {
    int px = pixels_of(text, style.px);
    float spacing = (float)spacing_of(text, style) / 4;
    return ((float)advance_px(text, cp, style.bold, px) + spacing) / text->scale;
}

static int spaced_width(Text *text, const char *utf8, TextStyle style) {
    int quarters = 0, px = pixels_of(text, style.px), spacing = spacing_of(text, style);
    for (const char *p = utf8, *end = p + strlen(p); p < end;) {
        quarters += 4 * advance_px(text, utf8_next(&p, end), style.bold, px) + (p < end ? spacing : 0);
    }
    return quarters < 0 ? 0 : (quarters + 3) / 4;
}

/* What a run looks like depends on this and nothing else; colour, strike and underline are the raster's. */
static uint64_t run_key(const Text *text, const char *utf8, TextStyle style) {
    uint64_t size = (uint64_t)pixels_of(text, style.px) << 1 | style.bold;
    return hash_text(hash_mix(hash_mix(HASH_START, size), (uint64_t)spacing_of(text, style)), utf8);
}

/* --- runs -------------------------------------------------------------------------------------------------- */

static const SDL_Color WHITE = {255, 255, 255, 255}, BLACK = {0, 0, 0, 255};

static TextRun *run_new(int w, int h, int ascent) {
    TextRun *run = mem_alloc(sizeof *run + (size_t)w * (size_t)h);
    *run = (TextRun){.cover = (uint8_t *)(run + 1), .w = w, .h = h, .stride = w, .ascent = ascent, .advance = w};
    return run;
}

static bool row_is_blank(const uint8_t *row, int w) {
    for (int x = 0; x < w; x++) {
        if (row[x]) return false;
    }
    return true;
}

/* A run of the surface's rows that hold ink: a line's box is half as high again. */
static TextRun *run_from(const uint8_t *cover, int stride, int w, int h, int ascent) {
    int top = 0, bottom = h;
    while (top < bottom && row_is_blank(cover + top * stride, w)) top++;
    while (bottom > top && row_is_blank(cover + (bottom - 1) * stride, w)) bottom--;
    TextRun *run = run_new(w, bottom - top, ascent - top);
    uint8_t *to = (uint8_t *)(run + 1);
    for (int y = top; y < bottom; y++, to += w) memcpy(to, cover + y * stride, (size_t)w);
    return run;
}

#define UNSEEN "\uFFFD" /* for a text of nothing but joiners and the like, which the font would show as nothing */

/* SDL_ttf's shaded rendering from white on black: 8-bit pixels whose index is the coverage. */
static TextRun *render_whole(Text *text, const char *utf8, TextStyle style) {
    const char *clean = cleaned(text, utf8);
    if (!*clean) return run_new(0, 0, 0);
    Face *face = face_at(text, style.bold, pixels_of(text, style.px));
    int width = 0;
    if (TTF_SizeUTF8(face->font, clean, &width, NULL) == 0 && width == 0) clean = UNSEEN;
    SDL_Surface *s = TTF_RenderUTF8_Shaded(face->font, clean, WHITE, BLACK);
    if (!s) {
        log_line(LOG_ERROR, "text", "a run of %zu bytes cannot be drawn: %s", strlen(clean), TTF_GetError());
        return run_new(0, 0, 0);
    }
    TextRun *run = run_from(s->pixels, s->pitch, s->w, s->h, TTF_FontAscent(face->font));
    SDL_FreeSurface(s);
    return run;
}

/* Lays one character's pixels into a run's, keeping the darker where two meet. */
static void add_glyph(uint8_t *cover, int w, int h, const SDL_Surface *glyph, int x0) {
    for (int y = 0; y < h && y < glyph->h; y++) {
        const uint8_t *from = (const uint8_t *)glyph->pixels + y * glyph->pitch;
        for (int x = 0; x < glyph->w; x++) {
            int at = x0 + x;
            if (at >= 0 && at < w && from[x] > cover[y * w + at]) cover[y * w + at] = from[x];
        }
    }
}

/* Letter-spaced text: one character after the other, as SDL_ttf cannot space them. */
static TextRun *render_spaced(Text *text, const char *utf8, TextStyle style) {
    int px = pixels_of(text, style.px), spacing = spacing_of(text, style), quarters = 0;
    Face *face = face_at(text, style.bold, px);
    int w = spaced_width(text, utf8, style), h = TTF_FontHeight(face->font);
    uint8_t *cover = mem_alloc((size_t)w * (size_t)h);
    for (const char *p = utf8, *end = p + strlen(p); p < end;) {
        uint32_t cp = utf8_next(&p, end);
        SDL_Surface *glyph = is_control(cp) ? NULL : TTF_RenderGlyph32_Shaded(face->font, cp, WHITE, BLACK);
        if (glyph) add_glyph(cover, w, h, glyph, quarters / 4);
        SDL_FreeSurface(glyph);
        quarters += 4 * advance_px(text, cp, style.bold, px) + spacing;
    }
    TextRun *run = run_from(cover, w, w, h, TTF_FontAscent(face->font));
    free(cover);
    return run;
}

const TextRun *text_run(Text *text, const char *utf8, TextStyle style) {
    uint64_t key = run_key(text, utf8, style);
    TextRun *run = lru_get(&text->runs, key);
    if (run) {
        text->hits++;
        return run;
    }
    text->misses++;
    run = spacing_of(text, style) ? render_spaced(text, utf8, style) : render_whole(text, utf8, style);
    lru_put(&text->runs, key, run, sizeof *run + (size_t)run->w * (size_t)run->h);
    return run;
}

/* A new text is rendered at once: what is measured is drawn next, and loading its characters twice costs more. */
float text_width(Text *text, const char *utf8, TextStyle style) {
    uint64_t key = run_key(text, utf8, style);
    int px = 0;
    if (!widths_get(&text->widths, key, &px)) px = widths_put(&text->widths, key, text_run(text, utf8, style)->advance);
    return (float)px / text->scale;
}

bool text_can_draw(Text *text, const char *utf8) {
    TTF_Font *font = face_of(text, false)->font;
    for (const char *p = utf8, *end = p + strlen(p); p < end;) {
        if (!TTF_GlyphIsProvided32(font, utf8_next(&p, end))) return false;
    }
    return true;
}

TextStats text_stats(const Text *text) {
    return (TextStats){text->runs.n, text->runs.bytes, text->hits, text->misses};
}
