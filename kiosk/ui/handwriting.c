/* Handwriting: the ink as plain data, and its reading by zinnia. The model knows characters by where their strokes lie
 * in a square: it is laid around what was written, wherever on the pad that is. */
#include "handwriting.h"

#include "base/mem.h"
#include "hash.h"

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zinnia.h>

#define LIBRARY   "libzinnia.so.0"
#define MODEL     "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model"
#define POINT_GAP 3.0f  /* units between kept points */
#define DOT       60.0f /* units: what is smaller is no character but a dot */
#define FILLED    0.58f /* of its square: how wide or high characters of the model are */

/* --- ink ---------------------------------------------------------------------------------------------------- */

void ink_clear(Ink *ink) {
    *ink = (Ink){0};
}

void ink_undo(Ink *ink) {
    if (ink->n_strokes) ink->n_strokes--;
    ink->open = false;
}

size_t ink_stroke(const Ink *ink, size_t i, const Point **first) {
    *first = ink->points + ink->starts[i];
    return ink->starts[i + 1] - ink->starts[i];
}

static float between(float v, float low, float high) {
    return v < low ? low : v > high ? high : v;
}

static void begin_stroke(Ink *ink) {
    if (ink->n_strokes == INK_STROKES || ink->starts[ink->n_strokes] == INK_POINTS) return;
    ink->n_strokes++;
    ink->starts[ink->n_strokes] = ink->starts[ink->n_strokes - 1];
    ink->open = true;
}

static bool add_point(Ink *ink, Point p) {
    size_t end = ink->starts[ink->n_strokes], start = ink->starts[ink->n_strokes - 1];
    if (end == INK_POINTS) return false;
    if (end > start && hypotf(p.x - ink->points[end - 1].x, p.y - ink->points[end - 1].y) < POINT_GAP) return false;
    ink->points[end] = p;
    ink->starts[ink->n_strokes] = end + 1;
    return true;
}

bool ink_follow(Ink *ink, const Touch *touch, Rect pad, Ms now) {
    bool changed = false;
    for (size_t i = 0; i < touch->n_trace; i++) {
        TracePoint t = touch->trace[i];
        if (t.mark == TRACE_DOWN) begin_stroke(ink);
        if (!ink->open) continue;
        Point p = {between(t.x, pad.x, pad.x + pad.w), between(t.y, pad.y, pad.y + pad.h)};
        changed |= add_point(ink, p);
        if (t.mark == TRACE_UP) ink->open = false, changed = true;
    }
    if (ink->open && !touch->tracing) { /* a palm, or another screen came: it was no stroke */
        ink_undo(ink);
        changed = true;
    }
    if (changed) ink->touched = now;
    return changed;
}

/* --- the library -------------------------------------------------------------------------------------------- */

/* zinnia's functions that are used here, by their own names and types. */
typedef struct Zinnia {
    __typeof__(&zinnia_character_new) character_new;
    __typeof__(&zinnia_character_destroy) character_destroy;
    __typeof__(&zinnia_character_clear) character_clear;
    __typeof__(&zinnia_character_set_width) character_set_width;
    __typeof__(&zinnia_character_set_height) character_set_height;
    __typeof__(&zinnia_character_add) character_add;
    __typeof__(&zinnia_result_value) result_value;
    __typeof__(&zinnia_result_size) result_size;
    __typeof__(&zinnia_result_destroy) result_destroy;
    __typeof__(&zinnia_recognizer_new) recognizer_new;
    __typeof__(&zinnia_recognizer_destroy) recognizer_destroy;
    __typeof__(&zinnia_recognizer_open) recognizer_open;
    __typeof__(&zinnia_recognizer_classify) recognizer_classify;
} Zinnia;

struct Handwriting {
    const Zinnia *lib;
    zinnia_recognizer_t *recognizer;
    zinnia_character_t *character;
    uint64_t read; /* hash of the ink that was read last */
    char found[HAND_CANDIDATES][16];
    size_t n;
};

#define FIND(lib, library, name) (*(void **)&(lib)->name = dlsym(library, "zinnia_" #name))

static const Zinnia *load(void) {
    static Zinnia lib;
    static bool is_loaded;
    if (is_loaded) return &lib;
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) return NULL;
    is_loaded = FIND(&lib, library, character_new) && FIND(&lib, library, character_destroy) &&
                FIND(&lib, library, character_clear) && FIND(&lib, library, character_set_width) &&
                FIND(&lib, library, character_set_height) && FIND(&lib, library, character_add) &&
                FIND(&lib, library, result_value) && FIND(&lib, library, result_size) &&
                FIND(&lib, library, result_destroy) && FIND(&lib, library, recognizer_new) &&
                FIND(&lib, library, recognizer_destroy) && FIND(&lib, library, recognizer_open) &&
                FIND(&lib, library, recognizer_classify);
    return is_loaded ? &lib : NULL;
}

Handwriting *handwriting_open(Err *err) {
    const Zinnia *lib = load();
    if (!lib) {
        err_set(err, ERR_NOT_FOUND,
                TXT("no handwriting: install Debian's libzinnia0", "没有手写输入：请安装 Debian 软件包 libzinnia0"));
        return NULL;
    }
    Handwriting *hand = mem_alloc(sizeof *hand);
    hand->lib = lib;
    hand->recognizer = lib->recognizer_new();
    hand->character = lib->character_new();
    if (lib->recognizer_open(hand->recognizer, MODEL)) return hand;
    handwriting_close(hand);
    err_set(err, ERR_NOT_FOUND,
            TXT("no handwriting: install Debian's tegaki-zinnia-simplified-chinese",
                "没有手写输入：请安装 Debian 软件包 tegaki-zinnia-simplified-chinese"));
    return NULL;
}

void handwriting_close(Handwriting *hand) {
    if (!hand) return;
    hand->lib->character_destroy(hand->character);
    hand->lib->recognizer_destroy(hand->recognizer);
    explicit_bzero(hand, sizeof *hand);
    free(hand);
}

/* --- reading ------------------------------------------------------------------------------------------------ */

static uint64_t hash_ink(const Ink *ink) {
    uint64_t h = hash_mix(HASH_START, ink->n_strokes);
    for (size_t i = 0; i < ink->n_strokes; i++) h = hash_mix(h, ink->starts[i + 1]);
    for (size_t i = 0; i < ink->starts[ink->n_strokes]; i++)
        h = hash_float(hash_float(h, ink->points[i].x), ink->points[i].y);
    return h;
}

/* The square in which what was written has the size that characters of the model have in theirs, wherever and however
 * large it was written. */
static Rect square_around(const Ink *ink) {
    float x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
    for (size_t i = 0; i < ink->starts[ink->n_strokes]; i++) {
        x0 = fminf(x0, ink->points[i].x), x1 = fmaxf(x1, ink->points[i].x);
        y0 = fminf(y0, ink->points[i].y), y1 = fmaxf(y1, ink->points[i].y);
    }
    float side = fmaxf(fmaxf(x1 - x0, y1 - y0), DOT) / FILLED;
    return (Rect){(x0 + x1 - side) / 2, (y0 + y1 - side) / 2, side, side};
}

static void give(const Handwriting *hand, const Ink *ink, Rect square) {
    enum { BOX = 1000 };
    hand->lib->character_clear(hand->character);
    hand->lib->character_set_width(hand->character, BOX);
    hand->lib->character_set_height(hand->character, BOX);
    for (size_t i = 0; i < ink->n_strokes; i++) {
        const Point *p;
        size_t n = ink_stroke(ink, i, &p);
        for (size_t k = 0; k < n; k++) {
            float x = (p[k].x - square.x) / square.w * BOX, y = (p[k].y - square.y) / square.h * BOX;
            hand->lib->character_add(hand->character, i, (int)between(x, 1, BOX - 1), (int)between(y, 1, BOX - 1));
        }
    }
}

static void classify(Handwriting *hand, Text *text) {
    hand->n = 0;
    zinnia_result_t *result = hand->lib->recognizer_classify(hand->recognizer, hand->character, 2 * HAND_CANDIDATES);
    if (!result) return;
    for (size_t i = 0; i < hand->lib->result_size(result) && hand->n < HAND_CANDIDATES; i++) {
        const char *value = hand->lib->result_value(result, i);
        if (strlen(value) >= sizeof hand->found[0] || !text_can_draw(text, value)) continue;
        snprintf(hand->found[hand->n++], sizeof hand->found[0], "%s", value);
    }
    hand->lib->result_destroy(result);
}

size_t handwriting_read(Handwriting *hand, Text *text, const Ink *ink, const char **out) {
    uint64_t now = hash_ink(ink);
    if (ink->n_strokes == 0) {
        hand->n = 0;
    } else if (hand->read != now) {
        give(hand, ink, square_around(ink));
        classify(hand, text);
    }
    hand->read = now;
    for (size_t i = 0; i < hand->n; i++) out[i] = hand->found[i];
    return hand->n;
}
