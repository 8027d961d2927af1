/* The matrix: every screen in every setting it will hang in, each reached once by its own taps and then shown in both
 * themes and all sizes. Dumps, checks and contact sheets walk it. */
#ifndef LOUNGE_APP_MATRIX_H
#define LOUNGE_APP_MATRIX_H

#include "dump.h"

/* What is fixed; what is not is varied. Zero-initialised varies all. */
typedef struct MatrixAsk {
    const char *screen; /* NULL = each */
    int width, height;  /* 0 = 720p, 1080p, 1440p and 4K, landscape and portrait */
    enum { LANGS_BOTH, LANG_ONLY_ZH, LANG_ONLY_EN } langs;
    ThemeChoice theme; /* auto = both */
    enum { SIZES_BOTH, SIZE_ONLY_PLAIN, SIZE_ONLY_LARGE } text;
} MatrixAsk;

typedef struct Variant {
    const char *screen;
    Lang lang;
    bool night, large;
    int width, height;
    char name[96]; /* "board.zh.land.day.plain.1920x1080" */
} Variant;

/* Called with the panel showing it; false ends the walk with err. */
typedef bool (*MatrixEach)(void *ctx, Panel *panel, const Variant *variant, Err *err);
/* A store without Wi-Fi, cars or coupons has no such screens and they are left out; any other must be reached:
 * ERR_NOT_FOUND names the first that was not, after all others were shown. */
bool matrix_each(const char *db_path, const MatrixAsk *ask, MatrixEach each, void *ctx, Err *err);

/* Fills in variant->name from the rest. */
void variant_name(Variant *variant);

#endif
