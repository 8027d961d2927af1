/* Pictures: SVG (SDL2_image's nanosvg), PNG, JPEG, WebP below the share folder or at an absolute path, rasterised at
 * the size they are drawn at, lazily, kept in a cache bounded in bytes. One thread only. */
#ifndef LOUNGE_UI_PICTURE_H
#define LOUNGE_UI_PICTURE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Pictures Pictures;

typedef struct PictureRaster {
    const uint32_t *px; /* premultiplied 0xAARRGGBB */
    int w, h, stride;   /* stride in pixels */
} PictureRaster;        /* owned by the cache, good until the next picture_get */

/* The point that stays in sight when a picture is cropped: percent from its middle, −50 … 50. Zeroed: the middle. */
typedef struct Focus {
    int x, y;
} Focus;

Pictures *pictures_open(const char *share_dir, size_t cache_bytes);
void pictures_close(Pictures *pics);
/* The picture scaled to cover w × h pixels, cropped so that its focus lies as near the middle as its edges allow, never
 * stretched. NULL when it is missing or unreadable (said once in the log); the caller draws without it. */
const PictureRaster *picture_get(Pictures *pics, const char *path, int w, int h, Focus focus);
enum { PICTURE_AT_ONCE = 128 * 128 }; /* pixels that take less than a millisecond, as icons do: never late */

/* From now on large pictures are rasterised on a thread; ready(ctx) is called there when one has come. */
void pictures_in_background(Pictures *pics, void (*ready)(void *ctx), void *ctx);
/* Takes in what has come. */
void pictures_collect(Pictures *pics);
/* Whether picture_get answers at once. When not, `ask` has it rasterised in the background; without a background it
 * always does. */
bool picture_ready(Pictures *pics, const char *path, int w, int h, Focus focus, bool ask);
bool picture_exists(Pictures *pics, const char *path);
/* Staff replace a file under the same name. A picture's version is its file's time and size, looked at once after each
 * pictures_recheck; 0 = no such file. What is drawn carries it, so that a new picture is a change on screen. */
void pictures_recheck(Pictures *pics);
uint64_t picture_version(Pictures *pics, const char *path);

#endif
