/* Staff's own pictures: real SVG, PNG, JPEG and WebP files, cropped around a focus point and never stretched; a file
 * that is cut off, too large or no picture; one replaced under its name. */
#include "base/log.h"
#include "base/picfile.h"
#include "ui/damage.h"
#include "ui_env.h"

#include <unistd.h>

static const char *data(const char *name) {
    static char path[4][512];
    static int turn;
    char *out = path[turn++ % 4];
    snprintf(out, sizeof path[0], "%s/pictures/%s", getenv("LOUNGE_TEST_DATA"), name);
    return out;
}

/* The three thirds of every test picture. */
static char color_of(uint32_t px) {
    int r = (int)(px >> 16 & 0xFF), g = (int)(px >> 8 & 0xFF), b = (int)(px & 0xFF);
    return r > g + 60 && r > b + 60 ? 'r' : g > r + 60 && g > b + 60 ? 'g' : b > r + 60 && b > g + 60 ? 'b' : '?';
}

/* What a square crop shows at its left, middle and right (or top, middle, bottom). */
static void assert_crop(Pictures *pics, const char *name, Focus focus, bool across, const char *want) {
    enum { SIDE = 60 };
    const PictureRaster *p = picture_get(pics, data(name), SIDE, SIDE, focus);
    if (!p) fail_msg("%s is not drawn", name);
    static const int at[] = {2, SIDE / 2, SIDE - 3};
    char got[4] = "";
    for (int i = 0; i < 3; i++) {
        int x = across ? at[i] : SIDE / 2, y = across ? SIDE / 2 : at[i];
        got[i] = color_of(p->px[y * p->stride + x]);
    }
    if (strcmp(got, want) != 0) fail_msg("%s at %d,%d shows %s, not %s", name, focus.x, focus.y, got, want);
}

static void a_wide_or_tall_picture_is_cropped_around_its_focus(void **state) {
    (void)state;
    Pictures *pics = pictures_open(share_dir(), 1 << 20);
    static const char *const across[] = {"wide.webp", "own.svg"};
    for (int i = 0; i < 2; i++) {
        assert_crop(pics, across[i], (Focus){0, 0}, true, "ggg");
        assert_crop(pics, across[i], (Focus){-50, 0}, true, "rrr");
        assert_crop(pics, across[i], (Focus){50, 0}, true, "bbb");
        assert_crop(pics, across[i], (Focus){0, 50}, true, "ggg"); /* nothing to crop that way */
    }
    assert_crop(pics, "wide.webp", (Focus){-17, 0}, true, "rrg"); /* the focus itself is in the middle */
    assert_crop(pics, "tall.jpg", (Focus){0, 0}, false, "ggg");
    assert_crop(pics, "tall.jpg", (Focus){0, -50}, false, "rrr");
    assert_crop(pics, "tall.jpg", (Focus){0, 50}, false, "bbb");
    pictures_close(pics);
}

/* A photograph twice as wide as the place shows half of its width: a third of it is two thirds of the place. */
static void nothing_is_stretched(void **state) {
    (void)state;
    Pictures *pics = pictures_open(share_dir(), 1 << 20);
    const PictureRaster *p = picture_get(pics, data("photo.png"), 90, 40, (Focus){0, 0}); /* 900 × 200: 4.5 : 1 */
    assert_non_null(p);
    int green = 0;
    for (int x = 0; x < 90; x++) green += color_of(p->px[20 * p->stride + x]) == 'g';
    assert_in_range(green, 59, 61); /* 300 of 450 pixels */
    p = picture_get(pics, data("photo.png"), 90, 20, (Focus){0, 0});
    green = 0;
    for (int x = 0; x < 90; x++) green += color_of(p->px[10 * p->stride + x]) == 'g';
    assert_in_range(green, 29, 31);
    pictures_close(pics);
}

static void what_is_no_whole_picture_is_said_and_not_decoded(void **state) {
    (void)state;
    static const struct {
        const char *name;
        ErrCode code;
    } cases[] = {
        {"broken.jpg", ERR_INPUT}, {"broken.png", ERR_INPUT},     {"broken.webp", ERR_INPUT}, {"huge.png", ERR_INPUT},
        {"note.png", ERR_INPUT},   {"nobody.png", ERR_NOT_FOUND}, {".", ERR_INPUT},
    };
    Pictures *pics = pictures_open(share_dir(), 1 << 20);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PicFile pic;
        Err err = {0};
        if (picfile_read(data(cases[i].name), &pic, &err)) fail_msg("%s is taken", cases[i].name);
        if (err.code != cases[i].code) fail_msg("%s: %s", cases[i].name, err.en);
        assert_true(*err.en && *err.zh);
        assert_null(picture_get(pics, data(cases[i].name), 40, 40, (Focus){0, 0}));
    }
    pictures_close(pics);
}

static void sizes_are_read_from_the_header(void **state) {
    (void)state;
    static const struct {
        const char *name;
        PicKind kind;
        int w, h;
    } cases[] = {{"wide.webp", PIC_WEBP, 1200, 100},
                 {"tall.jpg", PIC_JPEG, 100, 1200},
                 {"photo.png", PIC_PNG, 900, 200},
                 {"own.svg", PIC_SVG, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        PicFile pic;
        Err err = {0};
        if (!picfile_read(data(cases[i].name), &pic, &err)) fail_msg("%s", err.en);
        assert_true(pic.kind == cases[i].kind && pic.w == cases[i].w && pic.h == cases[i].h);
    }
}

/* Any beginning of a file, and any byte of it changed, is judged without harm. */
static void damaged_headers_are_read_without_harm(void **state) {
    (void)state;
    static const char *const names[] = {"wide.webp", "tall.jpg", "photo.png", "own.svg"};
    char path[] = "/tmp/lounge-damaged-XXXXXX.svg";
    close(mkstemps(path, 4));
    uint64_t seed = 11;
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        unsigned char bytes[4096];
        FILE *in = fopen(data(names[n]), "rb");
        assert_non_null(in);
        size_t len = fread(bytes, 1, sizeof bytes, in);
        fclose(in);
        for (int round = 0; round < 400; round++) {
            size_t cut = (size_t)random_below(&seed, (int)len + 1), head = cut < 60 ? cut : 60;
            unsigned char kept = 0;
            size_t at = head ? (size_t)random_below(&seed, (int)head) : 0;
            if (head) kept = bytes[at], bytes[at] = (unsigned char)random_u32(&seed);
            FILE *out = fopen(path, "wb");
            fwrite(bytes, 1, cut, out);
            fclose(out);
            if (head) bytes[at] = kept;
            PicFile pic;
            SvgFault fault;
            Err err = {0};
            picfile_read(path, &pic, &err);
            svg_file_is_plain(path, &fault);
        }
    }
    unlink(path);
}

/* --- replaced under its name
 * ------------------------------------------------------------------------------------------ */

static void copy_file(const char *from, const char *to) {
    char bytes[8192];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in && out);
    size_t n = fread(bytes, 1, sizeof bytes, in);
    assert_int_equal(fwrite(bytes, 1, n, out), n);
    fclose(in);
    fclose(out);
}

static void draw_one(Env *env, const char *path) {
    frame_begin(env);
    ui_fill(&env->ui, (Rect){0, 0, 200, 200}, 0xFF000000, 0);
    ui_picture_focus(&env->ui, (Rect){0, 0, 100, 100}, path, (Focus){-50, -50}, 0, CORNERS_ALL);
    frame_end(env);
}

static void a_picture_replaced_under_its_name_is_shown_anew(void **state) {
    (void)state;
    char path[] = "/tmp/lounge-replaced-XXXXXX";
    close(mkstemp(path));
    copy_file(data("wide.webp"), path);
    Env *env = env_new(1, 200, 200);
    Damage *damage = damage_new(200, 200, 1);
    Pixels p = pixels_new(200, 200);
    size_t n;
    draw_one(env, path);
    damage_next(damage, &env->list, &n);
    raster_draw(p, &env->list, (PixRect){0, 0, 200, 200}, 1, env->ui.text, env->ui.pics);
    assert_int_equal(color_of(pixel(p, 50, 50)), 'r');
    draw_one(env, path);
    damage_next(damage, &env->list, &n);
    assert_int_equal(n, 0);

    copy_file(data("photo.png"), path); /* another kind, another size */
    draw_one(env, path);
    damage_next(damage, &env->list, &n);
    assert_int_equal(n, 0); /* nobody asked again yet: no file is looked at for every frame */
    pictures_recheck(env->ui.pics);
    draw_one(env, path);
    const PixRect *rects = damage_next(damage, &env->list, &n);
    assert_true(n > 0 && rects[0].w > 0);
    raster_draw(p, &env->list, (PixRect){0, 0, 200, 200}, 1, env->ui.text, env->ui.pics);
    assert_int_equal(color_of(pixel(p, 50, 50)), 'r');
    const PictureRaster *whole = picture_get(env->ui.pics, path, 90, 20, (Focus){0, 0});
    assert_int_equal(color_of(whole->px[10 * whole->stride + 85]), 'b'); /* the new one's proportions */

    unlink(path);
    pictures_recheck(env->ui.pics);
    assert_int_equal(picture_version(env->ui.pics, path), 0);
    draw_one(env, path);
    damage_next(damage, &env->list, &n);
    assert_true(n > 0);
    assert_null(picture_get(env->ui.pics, path, 90, 20, (Focus){0, 0}));
    damage_free(damage);
    free(p.px);
    env_free(env);
}

static void another_focus_is_a_change_on_screen(void **state) {
    (void)state;
    Env *env = env_new(1, 200, 200);
    Damage *damage = damage_new(200, 200, 1);
    size_t n;
    for (int x = -50; x <= 50; x += 50) {
        frame_begin(env);
        ui_picture_focus(&env->ui, (Rect){0, 0, 100, 100}, data("wide.webp"), (Focus){x, 0}, 0, CORNERS_ALL);
        frame_end(env);
        damage_next(damage, &env->list, &n);
        assert_true(n > 0);
    }
    damage_free(damage);
    env_free(env);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wide_or_tall_picture_is_cropped_around_its_focus),
        cmocka_unit_test(nothing_is_stretched),
        cmocka_unit_test(what_is_no_whole_picture_is_said_and_not_decoded),
        cmocka_unit_test(sizes_are_read_from_the_header),
        cmocka_unit_test(damaged_headers_are_read_without_harm),
        cmocka_unit_test(a_picture_replaced_under_its_name_is_shown_anew),
        cmocka_unit_test(another_focus_is_a_change_on_screen),
    };
    log_level(LOG_ERROR); /* the warnings about broken pictures are meant */
    return cmocka_run_group_tests_name("own pictures", tests, NULL, NULL);
}
