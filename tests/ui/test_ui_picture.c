/* Pictures: cover without stretching, found or missed in words, bounded in memory. And the cache they share. */
#include "ui/lru.h"
#include "ui_env.h"

#include "base/log.h"

#include <SDL_image.h>
#include <sys/stat.h>
#include <unistd.h>

/* SDL_image 2.6 forgets 16 bytes for an SVG that it cannot parse. */
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#include <sanitizer/lsan_interface.h>
#define LEAKS_OF_OTHERS(call) (__lsan_disable(), call, __lsan_enable())
#else
#define LEAKS_OF_OTHERS(call) call
#endif

static const Focus middle;
static Pictures *pics;
static char folder[] = "/tmp/lounge-pictures-XXXXXX";

static int setup(void **state) {
    (void)state;
    log_level(LOG_ERROR); /* the warnings about broken pictures are meant */
    if (!mkdtemp(folder)) return -1;
    pics = pictures_open(share_dir(), 400000);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    pictures_close(pics);
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static const char *in_folder(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *path, const char *bytes) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(bytes, f);
    fclose(f);
}

/* A picture of w × h: left half red, right half blue, the top row green. */
static void write_png(const char *path, int w, int h) {
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    SDL_FillRect(s, &(SDL_Rect){0, 0, w / 2, h}, 0xFFFF0000);
    SDL_FillRect(s, &(SDL_Rect){w / 2, 0, w - w / 2, h}, 0xFF0000FF);
    SDL_FillRect(s, &(SDL_Rect){0, 0, w, 1}, 0xFF00FF00);
    assert_int_equal(IMG_SavePNG(s, path), 0);
    SDL_FreeSurface(s);
}

static void a_photograph_covers_and_is_cropped_around_its_middle(void **state) {
    (void)state;
    const char *path = in_folder("wide.png");
    write_png(path, 1000, 100);
    const PictureRaster *p = picture_get(pics, path, 50, 50, middle); /* the middle 100 × 100 */
    assert_non_null(p);
    assert_true(p->w == 50 && p->h == 50);
    assert_int_equal(p->px[25 * p->stride + 5], 0xFFFF0000);
    assert_int_equal(p->px[25 * p->stride + 45], 0xFF0000FF);
    p = picture_get(pics, path, 200, 200, middle); /* larger than it is */
    assert_int_equal(p->px[100 * p->stride + 20], 0xFFFF0000);
    assert_int_equal(p->px[100 * p->stride + 180], 0xFF0000FF);
    p = picture_get(pics, path, 1000, 100, middle); /* its own size: every pixel itself */
    assert_int_equal(p->px[5], 0xFF00FF00);
    assert_int_equal(p->px[p->stride + 499], 0xFFFF0000);
    assert_int_equal(p->px[p->stride + 500], 0xFF0000FF);
}

static void a_mean_of_many_pixels_is_taken_when_it_shrinks(void **state) {
    (void)state;
    const char *path = in_folder("fine.png");
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, 640, 640, 32, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; y < 640; y++) {
        for (int x = 0; x < 640; x++) SDL_FillRect(s, &(SDL_Rect){x, y, 1, 1}, (x + y) % 2 ? 0xFFFFFFFF : 0xFF000000);
    }
    assert_int_equal(IMG_SavePNG(s, path), 0);
    SDL_FreeSurface(s);
    const PictureRaster *p = picture_get(pics, path, 64, 64, middle);
    for (int i = 0; i < 64 * 64; i++) assert_in_range(p->px[i] & 0xFF, 120, 135);
}

static void an_svg_covers_exactly_at_every_size(void **state) {
    (void)state;
    static const int sizes[][2] = {{44, 44}, {29, 29}, {300, 100}, {100, 300}, {7, 5}, {524, 333}};
    const char *path = in_folder("full.svg");
    write_file(path, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 36' width='48' height='36'>"
                     "<rect width='48' height='36' fill='#123456'/></svg>");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int w = sizes[i][0], h = sizes[i][1];
        const PictureRaster *p = picture_get(pics, path, w, h, middle);
        assert_non_null(p);
        assert_true(p->w == w && p->h == h);
        for (int y = 0; y < h; y++) assert_int_equal(p->px[y * p->stride + w / 2] >> 24, 0xFF);
        for (int x = 0; x < w; x++) assert_int_equal(p->px[(h / 2) * p->stride + x] >> 24, 0xFF);
    }
}

static void what_is_half_transparent_is_premultiplied(void **state) {
    (void)state;
    const char *path = in_folder("half.svg");
    write_file(path, "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'>"
                     "<rect width='40' height='40' fill='#ffffff' fill-opacity='0.5'/></svg>");
    const PictureRaster *p = picture_get(pics, path, 40, 40, middle);
    uint32_t px = p->px[20 * p->stride + 20];
    assert_in_range(px >> 24, 126, 129);
    assert_int_equal(px & 0xFF, px >> 24);
}

static void a_missing_or_broken_picture_is_none_until_it_changes(void **state) {
    (void)state;
    assert_true(picture_exists(pics, "assets/icons/car.svg"));
    assert_false(picture_exists(pics, "assets/icons/nobody.svg"));
    assert_null(picture_get(pics, "assets/icons/nobody.svg", 44, 44, middle));
    const char *path = in_folder("late.png");
    for (int i = 0; i < 3; i++) assert_null(picture_get(pics, path, 20, 20, middle));
    write_file(path, "this is no picture");
    for (int i = 0; i < 3; i++) assert_null(picture_get(pics, path, 20, 20, middle));
    write_png(path, 20, 20);
    assert_non_null(picture_get(pics, path, 20, 20, middle));
    assert_null(picture_get(pics, path, 0, 20, middle));
    assert_null(picture_get(pics, path, 20, -5, middle));
    assert_null(picture_get(pics, path, 1000000, 1000000, middle));
    write_file(in_folder("empty.svg"), "");
    LEAKS_OF_OTHERS(assert_null(picture_get(pics, in_folder("empty.svg"), 20, 20, middle)));
    assert_null(picture_get(pics, folder, 20, 20, middle)); /* a folder */
}

typedef struct Block {
    int value;
} Block;

static void put(Lru *lru, uint64_t key, size_t bytes) {
    Block *b = mem_alloc(sizeof *b);
    b->value = (int)key;
    lru_put(lru, key, b, bytes);
}

static void the_cache_forgets_what_was_unused_longest(void **state) {
    (void)state;
    Lru lru = {.limit = 100};
    put(&lru, 1, 40);
    put(&lru, 2, 40);
    assert_non_null(lru_get(&lru, 1));
    put(&lru, 3, 40); /* 2 goes */
    assert_null(lru_get(&lru, 2));
    assert_int_equal(((Block *)lru_get(&lru, 1))->value, 1);
    assert_int_equal(((Block *)lru_get(&lru, 3))->value, 3);
    put(&lru, 4, 1000); /* alone, and still there */
    assert_int_equal(lru.n, 1);
    assert_non_null(lru_get(&lru, 4));
    put(&lru, 5, 100);
    assert_int_equal(lru.bytes, 100);
    lru_drop(&lru, 5);
    lru_drop(&lru, 5);
    assert_true(lru.n == 0 && lru.bytes == 0 && !lru.newest && !lru.oldest);
    for (uint64_t key = 0; key < 5000; key++) put(&lru, key * LRU_BUCKETS, 1); /* all in one bucket */
    assert_int_equal(lru.n, 100);
    for (uint64_t key = 4900; key < 5000; key++) assert_non_null(lru_get(&lru, key * LRU_BUCKETS));
    lru_free(&lru);
    assert_int_equal(lru.n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photograph_covers_and_is_cropped_around_its_middle),
        cmocka_unit_test(a_mean_of_many_pixels_is_taken_when_it_shrinks),
        cmocka_unit_test(an_svg_covers_exactly_at_every_size),
        cmocka_unit_test(what_is_half_transparent_is_premultiplied),
        cmocka_unit_test(a_missing_or_broken_picture_is_none_until_it_changes),
        cmocka_unit_test(the_cache_forgets_what_was_unused_longest),
    };
    return cmocka_run_group_tests_name("picture", tests, setup, teardown);
}
