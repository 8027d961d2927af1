/* Pictures: loading, scaling to cover, premultiplying, and the cache. An SVG is rasterised at the size wanted; any
 * other picture is read at its own size and scaled with a triangle filter, which serves both directions. */
#include "picture.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/picfile.h"
#include "hash.h"
#include "later.h"
#include "lru.h"

#include <SDL_image.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LATELY = 16, LATELY_MS = 1000 };

struct Pictures {
    char *share;
    Lru cache;     /* key of path, version, size and focus -> PictureRaster and its pixels */
    Lru failed;    /* key of path -> Failed */
    Lru versions;  /* key of path -> Version */
    int64_t round; /* counted by pictures_recheck */
    Buf path;
    Later *later; /* NULL: all is rasterised when it is asked for */
    struct {
        uint64_t key;
        Ms at;
    } lately[LATELY]; /* what came from the background, in a ring */
    size_t n_lately;
};

/* A picture that could not be read is tried again only when its file has changed. */
typedef struct Failed {
    int64_t changed; /* 0 = no such file */
    int64_t size;
} Failed;

typedef struct Version {
    uint64_t version;
    int64_t round; /* when it was looked at */
} Version;

static void drop_job(LaterJob job) {
    free(job.ask);
    free(job.made);
}

Pictures *pictures_open(const char *share_dir, size_t cache_bytes) {
    Pictures *pics = mem_alloc(sizeof *pics);
    pics->share = mem_strdup(share_dir);
    pics->cache.limit = cache_bytes;
    pics->failed.limit = 1000 * sizeof(Failed);
    pics->versions.limit = 1000 * sizeof(Version);
    return pics;
}

void pictures_close(Pictures *pics) {
    if (!pics) return;
    later_stop(pics->later, drop_job);
    lru_free(&pics->cache);
    lru_free(&pics->failed);
    lru_free(&pics->versions);
    buf_free(&pics->path);
    free(pics->share);
    free(pics);
}

/* The file's path; good until the next call. */
static const char *full_path(Pictures *pics, const char *path) {
    if (path[0] == '/') return path;
    buf_clear(&pics->path);
    buf_printf(&pics->path, "%s/%s", pics->share, path);
    return buf_text(&pics->path);
}

bool picture_exists(Pictures *pics, const char *path) {
    return access(full_path(pics, path), R_OK) == 0;
}

/* --- reading ----------------------------------------------------------------------------------------------- */

static SDL_Surface *as_argb(SDL_Surface *s) {
    if (!s || s->format->format == SDL_PIXELFORMAT_ARGB8888) return s;
    SDL_Surface *argb = SDL_ConvertSurfaceFormat(s, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(s);
    return argb;
}

/* An SVG of this width or of this height; the other is 0 and follows, rounded up. */
static SDL_Surface *svg_sized(const char *file, int w, int h) {
    SDL_RWops *rw = SDL_RWFromFile(file, "rb");
    if (!rw) return NULL;
    SDL_Surface *s = IMG_LoadSizedSVG_RW(rw, w, h);
    SDL_RWclose(rw);
    return s;
}

/* Of the two sides one fits exactly and the other is at least as long. A side that was rounded up ends in a row covered
 * only in part, so it has to be longer than wanted; a square one, as icons are, was not rounded. */
static SDL_Surface *svg_covering(const char *file, int w, int h) {
    SDL_Surface *s = svg_sized(file, w, 0);
    if (!s || s->h > h || (s->h == h && s->w == s->h)) return s;
    SDL_FreeSurface(s);
    s = svg_sized(file, 0, h);
    if (!s || s->w >= w) return s;
    SDL_SetError("its proportions do not suit %d × %d", w, h);
    SDL_FreeSurface(s);
    return NULL;
}

/* Straight alpha to premultiplied, in place: what follows can add and average freely. */
static void premultiply(SDL_Surface *s) {
    for (int y = 0; y < s->h; y++) {
        uint32_t *row = (uint32_t *)(void *)((uint8_t *)s->pixels + y * s->pitch);
        for (int x = 0; x < s->w; x++) {
            uint32_t p = row[x], a = p >> 24;
            if (a == 255) continue;
            uint32_t r = ((p >> 16 & 0xFF) * a + 127) / 255, g = ((p >> 8 & 0xFF) * a + 127) / 255;
            row[x] = a << 24 | r << 16 | g << 8 | ((p & 0xFF) * a + 127) / 255;
        }
    }
}

/* --- scaling ----------------------------------------------------------------------------------------------- */

/* What one output pixel takes from the input along one axis. */
typedef struct Tap {
    int first, n;
    float *weights; /* sum 1 */
} Tap;

/* Output pixel i of n covers [start + i × step, …) of `size` input pixels. */
static Tap *taps_new(int n, float start, float step, int size) {
    float support = step > 1 ? step : 1;
    size_t most = (size_t)(2 * support) + 3;
    Tap *taps = mem_alloc((size_t)n * (sizeof *taps + most * sizeof(float)));
    float *weights = (float *)(taps + n);
    for (int i = 0; i < n; i++, weights += most) {
        float middle = start + ((float)i + 0.5f) * step - 0.5f, sum = 0;
        int first = (int)ceilf(middle - support), last = (int)floorf(middle + support);
        first = first < 0 ? 0 : first > size - 1 ? size - 1 : first;
        last = last > size - 1 ? size - 1 : last < first ? first : last;
        taps[i] = (Tap){first, last - first + 1, weights};
        for (int k = 0; k < taps[i].n; k++) {
            float w = 1 - fabsf((float)(first + k) - middle) / support;
            sum += weights[k] = w > 0 ? w : 0;
        }
        for (int k = 0; k < taps[i].n && sum > 0; k++) weights[k] /= sum;
        if (sum <= 0) weights[0] = 1;
    }
    return taps;
}

/* One row of the input scaled along x, four floats a pixel. */
static void scale_row(float *out, const uint32_t *in, const Tap *taps, int w) {
    for (int x = 0; x < w; x++, out += 4) {
        float a = 0, r = 0, g = 0, b = 0;
        for (int k = 0; k < taps[x].n; k++) {
            uint32_t p = in[taps[x].first + k];
            float weight = taps[x].weights[k];
            a += weight * (float)(p >> 24);
            r += weight * (float)(p >> 16 & 0xFF);
            g += weight * (float)(p >> 8 & 0xFF);
            b += weight * (float)(p & 0xFF);
        }
        out[0] = a, out[1] = r, out[2] = g, out[3] = b;
    }
}

static uint32_t packed(const float *c) {
    return (uint32_t)lroundf(c[0]) << 24 | (uint32_t)lroundf(c[1]) << 16 | (uint32_t)lroundf(c[2]) << 8 |
           (uint32_t)lroundf(c[3]);
}

/* Where to begin within `size` so that `wanted` of it is shown and the focus lies as near the middle as can be. */
static float crop_start(float size, float wanted, int focus) {
    float start = size * (50 + (float)focus) / 100 - wanted / 2;
    return fmaxf(0, fminf(start, size - wanted));
}

/* Scales what the focus asks for of s so that it fills w × h. Rows already scaled along x are kept in a ring as long as
 * they are needed, so a large photograph costs a few rows of memory only. */
static void scale_to_cover(uint32_t *out, const SDL_Surface *s, int w, int h, Focus focus) {
    float step = fminf((float)s->w / (float)w, (float)s->h / (float)h);
    Tap *across = taps_new(w, crop_start((float)s->w, step * (float)w, focus.x), step, s->w);
    Tap *down = taps_new(h, crop_start((float)s->h, step * (float)h, focus.y), step, s->h);
    int ring = (int)(2 * fmaxf(step, 1)) + 4, done = down[0].first;
    size_t row_floats = (size_t)w * 4;
    float *rows = mem_alloc((size_t)ring * row_floats * sizeof *rows);
    float *sum = mem_alloc(row_floats * sizeof *sum);
    for (int y = 0; y < h; y++) {
        const Tap *t = &down[y];
        for (; done < t->first + t->n; done++) {
            const void *in = (const uint8_t *)s->pixels + done * s->pitch;
            scale_row(rows + (size_t)(done % ring) * row_floats, in, across, w);
        }
        memset(sum, 0, row_floats * sizeof *sum);
        for (int k = 0; k < t->n; k++) {
            const float *row = rows + (size_t)((t->first + k) % ring) * row_floats;
            for (size_t i = 0; i < row_floats; i++) sum[i] += t->weights[k] * row[i];
        }
        for (int x = 0; x < w; x++) out[(size_t)y * (size_t)w + (size_t)x] = packed(sum + 4 * x);
    }
    free(sum);
    free(rows);
    free(down);
    free(across);
}

/* --- the cache --------------------------------------------------------------------------------------------- */

static void crop(uint32_t *out, const SDL_Surface *s, int w, int h, Focus focus) {
    int x0 = (int)crop_start((float)s->w, (float)w, focus.x), y0 = (int)crop_start((float)s->h, (float)h, focus.y);
    for (int y = 0; y < h; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)((const uint8_t *)s->pixels + (y0 + y) * s->pitch);
        memcpy(out + (size_t)y * (size_t)w, row + x0, (size_t)w * sizeof *out);
    }
}

/* The header is read first: a file that would take too much memory, or is cut off, is not decoded at all. */
static SDL_Surface *decoded(const char *file, int w, int h, bool *svg) {
    PicFile pic;
    Err err = {0};
    if (!picfile_read(file, &pic, &err)) {
        SDL_SetError("%s", err.en);
        return NULL;
    }
    *svg = pic.kind == PIC_SVG;
    SDL_Surface *s = as_argb(*svg ? svg_covering(file, w, h) : IMG_Load(file));
    if (!s || (s->w > 0 && s->h > 0)) return s;
    SDL_SetError("it is empty");
    SDL_FreeSurface(s);
    return NULL;
}

static PictureRaster *load(const char *file, int w, int h, Focus focus) {
    bool svg;
    SDL_Surface *s = decoded(file, w, h, &svg);
    if (!s) return NULL;
    premultiply(s);
    PictureRaster *raster = mem_alloc(sizeof *raster + (size_t)w * (size_t)h * sizeof *raster->px);
    uint32_t *px = (uint32_t *)(void *)(raster + 1);
    *raster = (PictureRaster){.px = px, .w = w, .h = h, .stride = w};
    if (svg) {
        crop(px, s, w, h, focus);
    } else {
        scale_to_cover(px, s, w, h, focus);
    }
    SDL_FreeSurface(s);
    return raster;
}

static Failed state_of(const char *file) {
    struct stat st;
    if (stat(file, &st) != 0) return (Failed){0};
    return (Failed){st.st_mtim.tv_sec * 1000000000LL + st.st_mtim.tv_nsec, st.st_size};
}

/* Whether this file failed before and has not changed since. */
static bool known_bad(Pictures *pics, uint64_t key, const char *file) {
    const Failed *failed = lru_get(&pics->failed, key);
    if (!failed) return false;
    Failed now = state_of(file);
    if (now.changed == failed->changed && now.size == failed->size) return true;
    lru_drop(&pics->failed, key);
    return false;
}

static void remember_bad(Pictures *pics, uint64_t key, const char *file) {
    log_line(LOG_WARN, "picture", "%s cannot be shown: %s", file, SDL_GetError());
    Failed *failed = mem_alloc(sizeof *failed);
    *failed = state_of(file);
    lru_put(&pics->failed, key, failed, sizeof *failed);
}

/* --- versions ---------------------------------------------------------------------------------------------- */

void pictures_recheck(Pictures *pics) {
    pics->round++;
}

uint64_t picture_version(Pictures *pics, const char *path) {
    uint64_t key = hash_text(HASH_START, path);
    Version *known = lru_get(&pics->versions, key);
    if (known && known->round == pics->round) return known->version;
    Failed now = state_of(full_path(pics, path));
    uint64_t version = now.changed ? hash_mix(hash_mix(HASH_START, (uint64_t)now.changed), (uint64_t)now.size) : 0;
    if (!known) {
        known = mem_alloc(sizeof *known);
        lru_put(&pics->versions, key, known, sizeof *known);
    }
    *known = (Version){version, pics->round};
    return version;
}

static uint64_t key_of(Pictures *pics, const char *path, int w, int h, Focus focus) {
    uint64_t key = hash_mix(hash_text(HASH_START, path), (uint64_t)w << 32 | (uint64_t)h);
    return hash_mix(hash_mix(key, picture_version(pics, path)),
                    (uint64_t)(focus.x + 50) << 8 | (uint64_t)(focus.y + 50));
}

const PictureRaster *picture_get(Pictures *pics, const char *path, int w, int h, Focus focus) {
    if (w < 1 || h < 1 || w > PIC_SIDE_MAX || h > PIC_SIDE_MAX) return NULL;
    uint64_t key = hash_text(HASH_START, path), sized = key_of(pics, path, w, h, focus);
    PictureRaster *raster = lru_get(&pics->cache, sized);
    if (raster) return raster;
    const char *file = full_path(pics, path);
    if (known_bad(pics, key, file)) return NULL;
    raster = load(file, w, h, focus);
    if (!raster) {
        remember_bad(pics, key, file);
        return NULL;
    }
    lru_put(&pics->cache, sized, raster, sizeof *raster + (size_t)w * (size_t)h * sizeof *raster->px);
    return raster;
}

/* --- the background ---------------------------------------------------------------------------------------- */

typedef struct Ask {
    uint64_t picture; /* key of its path, as in Pictures.failed */
    int w, h;
    Focus focus;
    char file[]; /* whole path */
} Ask;

static void *load_asked(const void *asked) {
    const Ask *ask = asked;
    return load(ask->file, ask->w, ask->h, ask->focus);
}

void pictures_in_background(Pictures *pics, void (*ready)(void *ctx), void *ctx) {
    IMG_Init(IMG_INIT_JPG | IMG_INIT_PNG | IMG_INIT_WEBP); /* here and now: not on two threads at once */
    if (!pics->later) pics->later = later_start(load_asked, ready, ctx);
}

static void take_in(Pictures *pics, LaterJob job) {
    Ask *ask = job.ask;
    PictureRaster *raster = job.made;
    if (raster) {
        lru_put(&pics->cache, job.key, raster, sizeof *raster + (size_t)ask->w * (size_t)ask->h * sizeof *raster->px);
        size_t at = pics->n_lately++ % LATELY;
        pics->lately[at].key = job.key;
        pics->lately[at].at = clock_mono();
    } else {
        SDL_SetError("it could not be read");
        remember_bad(pics, ask->picture, ask->file);
    }
    free(ask);
}

void pictures_collect(Pictures *pics) {
    LaterJob job;
    while (pics->later && later_take(pics->later, &job)) take_in(pics, job);
}

/* What came a moment ago and is gone again found no room beside what is shown with it: no use to ask for it in vain. */
static bool came_lately(const Pictures *pics, uint64_t key) {
    for (size_t i = 0; i < LATELY; i++)
        if (pics->lately[i].key == key && clock_mono() - pics->lately[i].at < LATELY_MS) return true;
    return false;
}

static void ask_for(Pictures *pics, uint64_t picture, uint64_t key, const char *file, int w, int h, Focus focus) {
    size_t len = strlen(file) + 1;
    Ask *ask = mem_alloc(sizeof *ask + len);
    *ask = (Ask){.picture = picture, .w = w, .h = h, .focus = focus};
    memcpy(ask->file, file, len);
    if (!later_ask(pics->later, key, ask)) free(ask);
}

bool picture_ready(Pictures *pics, const char *path, int w, int h, Focus focus, bool ask) {
    if (!pics->later || w < 1 || h < 1 || w * h <= PICTURE_AT_ONCE) return true;
    uint64_t picture = hash_text(HASH_START, path), key = key_of(pics, path, w, h, focus);
    if (lru_get(&pics->cache, key)) return true;
    if (!ask) return false;
    const char *file = full_path(pics, path);
    if (known_bad(pics, picture, file) || came_lately(pics, key)) return true;
    if (!later_has(pics->later, key)) ask_for(pics, picture, key, file, w, h, focus);
    return false;
}
