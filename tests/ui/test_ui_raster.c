/* Raster at its edges: rounding, corners, alpha, clips, and everything that is no size at all. */
#include "ui_env.h"

#include <math.h>

static Env *env;

static int setup(void **state) {
    (void)state;
    env = env_new(1, 200, 200);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    env_free(env);
    return 0;
}

static DrawCmd *rect_cmd(Rect r, Color color, float radius) {
    DrawCmd *cmd = draw_add(&env->list, DRAW_RECT, r);
    cmd->color = color;
    cmd->radius = radius;
    return cmd;
}

static Pixels painted(float scale) {
    int side = (int)lroundf(200 * scale);
    Pixels p = pixels_new(side, side);
    raster_draw(p, &env->list, (PixRect){0, 0, side, side}, scale, env->ui.text, env->ui.pics);
    return p;
}

static void rectangles_that_meet_in_units_meet_in_pixels(void **state) {
    (void)state;
    static const float scales[] = {2.0f / 3, 1, 1.25f, 4.0f / 3, 2, 0.9f};
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        draw_begin(&env->list, 200, 200);
        for (int i = 0; i < 10; i++) rect_cmd((Rect){(float)i * 20, 0, 20, 200}, 0x80FFFFFF, 0);
        Pixels p = painted(scales[s]);
        uint32_t first = pixel(p, 0, 0);
        assert_int_not_equal(first, 0);
        for (int x = 0; x < p.w; x++) assert_int_equal(pixel(p, x, p.h / 2), first); /* no gap, nothing twice */
        free(p.px);
    }
}

static void a_circle_is_round_smooth_and_symmetric(void **state) {
    (void)state;
    draw_begin(&env->list, 200, 200);
    rect_cmd((Rect){20, 20, 101, 101}, 0xFFFFFFFF, 500); /* a radius beyond half is half */
    Pixels p = painted(1);
    double area = 0;
    for (int y = 0; y < 200; y++) {
        for (int x = 0; x < 200; x++) area += (pixel(p, x, y) & 0xFF) / 255.0;
    }
    double true_area = 3.14159265 * 50.5 * 50.5;
    assert_true(fabs(area - true_area) < true_area * 0.002);
    for (int y = 20; y < 121; y++) {
        for (int x = 20; x < 121; x++) {
            assert_int_equal(pixel(p, x, y), pixel(p, 140 - x, y));
            assert_int_equal(pixel(p, x, y), pixel(p, x, 140 - y));
            assert_int_equal(pixel(p, x, y), pixel(p, y, x));
        }
    }
    free(p.px);
}

static void only_the_corners_asked_for_are_round(void **state) {
    (void)state;
    static const struct {
        Corners corners;
        bool round[4]; /* top left, top right, bottom left, bottom right */
    } cases[] = {
        {CORNERS_ALL, {true, true, true, true}},      {CORNERS_TOP, {true, true, false, false}},
        {CORNERS_BOTTOM, {false, false, true, true}}, {CORNERS_LEFT, {true, false, true, false}},
        {CORNERS_RIGHT, {false, true, false, true}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        draw_begin(&env->list, 200, 200);
        rect_cmd((Rect){10, 10, 100, 100}, 0xFFFFFFFF, 20)->corners = cases[i].corners;
        Pixels p = painted(1);
        assert_int_equal(pixel(p, 10, 10) == 0, cases[i].round[0]);
        assert_int_equal(pixel(p, 109, 10) == 0, cases[i].round[1]);
        assert_int_equal(pixel(p, 10, 109) == 0, cases[i].round[2]);
        assert_int_equal(pixel(p, 109, 109) == 0, cases[i].round[3]);
        free(p.px);
    }
}

static void alpha_blends_and_opaque_replaces(void **state) {
    (void)state;
    draw_begin(&env->list, 200, 200);
    rect_cmd((Rect){0, 0, 200, 200}, 0xFF4080C0, 0);
    rect_cmd((Rect){0, 0, 50, 50}, 0x80FFFFFF, 0);
    rect_cmd((Rect){50, 0, 50, 50}, 0x00FFFFFF, 0);
    rect_cmd((Rect){100, 0, 50, 50}, 0xFF123456, 0);
    Pixels p = painted(1);
    assert_int_equal(pixel(p, 60, 10), 0x4080C0);
    assert_int_equal(pixel(p, 110, 10), 0x123456);
    for (unsigned shift = 0; shift < 24; shift += 8) {
        int under = 0x4080C0 >> shift & 0xFF, got = (int)(pixel(p, 10, 10) >> shift & 0xFF);
        assert_true(abs(got - (under + (255 - under) * 128 / 255)) <= 1);
    }
    free(p.px);
}

static void nothing_is_painted_outside_clip_or_panel(void **state) {
    (void)state;
    draw_begin(&env->list, 200, 200);
    rect_cmd((Rect){-5000, -5000, 20000, 20000}, 0xFFFFFFFF, 30)->clip = (Rect){50, 60, 70, 80};
    DrawCmd *text = draw_add(&env->list, DRAW_TEXT, (Rect){-100, -30, 400, 60});
    text->text = "保养保养保养保养保养";
    text->style = (TextStyle){.px = 40, .color = 0xFFFF0000, .align = ALIGN_RIGHT};
    text->clip = (Rect){0, 0, 40, 200};
    Pixels p = painted(1);
    for (int y = 0; y < 200; y++) {
        for (int x = 0; x < 200; x++) {
            bool in = x >= 50 && x < 120 && y >= 60 && y < 140;
            if (in) assert_int_equal(pixel(p, x, y), 0xFFFFFF);
            if (!in && x >= 40) assert_int_equal(pixel(p, x, y), 0);
        }
    }
    free(p.px);
}

static void no_size_at_all_paints_nothing(void **state) {
    (void)state;
    draw_begin(&env->list, 200, 200);
    rect_cmd((Rect){10, 10, 0, 50}, 0xFFFFFFFF, 5);
    rect_cmd((Rect){10, 10, -20, 50}, 0xFFFFFFFF, 5);
    rect_cmd((Rect){10, 10, 0.2f, 50}, 0xFFFFFFFF, 0);
    draw_add(&env->list, DRAW_PICTURE, (Rect){10, 10, 0, 0})->text = "assets/icons/car.svg";
    draw_add(&env->list, DRAW_PICTURE, (Rect){10, 10, 50, 50})->text = "assets/icons/nobody.svg";
    draw_add(&env->list, DRAW_PICTURE, (Rect){10, 10, 50, 50});
    DrawCmd *text = draw_add(&env->list, DRAW_TEXT, (Rect){10, 10, 100, 50});
    text->text = "";
    text->style = (TextStyle){.px = 30, .color = 0xFFFFFFFF, .strike = true};
    draw_add(&env->list, DRAW_TEXT, (Rect){10, 10, 100, 50})->style = text->style;
    Pixels p = painted(1);
    for (int i = 0; i < 200 * 200; i++) assert_int_equal(p.px[i] & 0xFFFFFF, 0);
    raster_draw(p, &env->list, (PixRect){300, 300, 10, 10}, 1, env->ui.text, env->ui.pics);
    raster_draw(p, &env->list, (PixRect){-10, -10, 5, 5}, 1, env->ui.text, env->ui.pics);
    free(p.px);
}

static double ink_area(Pixels p) {
    double area = 0;
    for (int i = 0; i < p.w * p.h; i++) area += (p.px[i] & 0xFF) / 255.0;
    return area;
}

static void ink_is_a_smooth_line_with_round_ends(void **state) {
    (void)state;
    static const Point line[] = {{40, 40}, {140, 120}}, dot[] = {{100, 100}};
    static const float scales[] = {1, 2.0f / 3, 2};
    double length = hypot(100, 80), round_ends = 3.14159265 * 36;
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        frame_begin(env);
        ui_ink(&env->ui, line, 2, 12, 0xFFFFFFFF);
        frame_end(env);
        Pixels p = painted(scales[s]);
        double is = ink_area(p), should = (length * 12 + round_ends) * (double)(scales[s] * scales[s]);
        if (fabs(is - should) > should * 0.01) fail_msg("area %.1f, should be %.1f", is, should);
        free(p.px);
    }
    frame_begin(env);
    ui_ink(&env->ui, dot, 1, 12, 0xFFFFFFFF);
    frame_end(env);
    Pixels p = painted(1);
    assert_true(fabs(ink_area(p) - round_ends) < 1.5);
    assert_int_equal(pixel(p, 100, 100), 0xFFFFFF);
    assert_int_equal(pixel(p, 100, 107), 0);
    free(p.px);
}

/* A pen's way is drawn in pieces; it must not show, and a way that crosses itself is one line. */
static void long_ink_is_one_line_whatever_its_pieces(void **state) {
    (void)state;
    enum { N = 61 };
    Point way[N];
    for (int i = 0; i < N; i++) {
        double t = i * 2 * 3.14159265 / (N - 1);
        way[i] = (Point){(float)(100 + 60 * sin(t)), (float)(100 + 60 * sin(2 * t))};
    }
    frame_begin(env);
    ui_ink(&env->ui, way, N, 10, 0xFFFFFFFF);
    frame_end(env);
    assert_true(env->list.n_cmds > 4);
    Pixels pieces = painted(1);
    frame_begin(env);
    DrawCmd *cmd = draw_add(&env->list, DRAW_INK, (Rect){0, 0, 200, 200});
    cmd->color = 0xFFFFFFFF, cmd->radius = 5, cmd->points = way, cmd->n_points = N;
    frame_end(env);
    Pixels whole = painted(1);
    for (int i = 0; i < 200 * 200; i++) {
        int a = (int)(pieces.px[i] & 0xFF), b = (int)(whole.px[i] & 0xFF);
        if (abs(a - b) > 64) fail_msg("pixel %d, %d: %d in pieces, %d whole", i % 200, i / 200, a, b);
    }
    free(pieces.px);
    free(whole.px);
}

static void text_stands_in_the_middle_of_its_box(void **state) {
    (void)state;
    draw_begin(&env->list, 200, 200);
    DrawCmd *text = draw_add(&env->list, DRAW_TEXT, (Rect){20, 40, 160, 100});
    text->text = "国国";
    text->style = (TextStyle){.px = 40, .bold = true, .color = 0xFFFFFFFF, .align = ALIGN_CENTER};
    Pixels p = painted(1);
    int top = 200, bottom = 0, left = 200, right = 0;
    for (int y = 0; y < 200; y++) {
        for (int x = 0; x < 200; x++) {
            if ((pixel(p, x, y) & 0xFF) < 128) continue;
            top = y < top ? y : top, bottom = y > bottom ? y : bottom;
            left = x < left ? x : left, right = x > right ? x : right;
        }
    }
    assert_in_range((top + bottom) / 2, 86, 94);
    assert_in_range((left + right) / 2, 98, 102);
    assert_in_range(right - left, 70, 80);
    free(p.px);
}

static void a_tinted_picture_is_a_mask_of_one_colour(void **state) {
    (void)state;
    draw_begin(&env->list, 200, 200);
    DrawCmd *pic = draw_add(&env->list, DRAW_PICTURE, (Rect){0, 0, 200, 200});
    pic->text = "assets/icons/car.svg";
    pic->color = 0xFF00FF00;
    Pixels p = painted(1);
    int full = 0;
    for (int i = 0; i < 200 * 200; i++) {
        assert_int_equal(p.px[i] & 0xFF00FF, 0);
        full += (p.px[i] & 0xFFFFFF) == 0x00FF00;
    }
    assert_true(full > 300);
    free(p.px);
}

static void a_picture_has_round_corners_too(void **state) {
    (void)state;
    char path[] = "/tmp/lounge-test-XXXXXX.svg";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    dprintf(fd, "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20' "
                "fill='#ff0000'/></svg>");
    draw_begin(&env->list, 200, 200);
    DrawCmd *pic = draw_add(&env->list, DRAW_PICTURE, (Rect){10, 10, 100, 100});
    pic->text = path;
    pic->radius = 30;
    pic->corners = CORNERS_TOP;
    Pixels p = painted(1);
    assert_int_equal(pixel(p, 10, 10), 0);
    assert_int_equal(pixel(p, 109, 10), 0);
    assert_int_equal(pixel(p, 10, 109), 0xFF0000); /* covers, though twice as wide as high */
    assert_int_equal(pixel(p, 109, 109), 0xFF0000);
    assert_int_equal(pixel(p, 60, 10), 0xFF0000);
    remove(path);
    free(p.px);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rectangles_that_meet_in_units_meet_in_pixels),
        cmocka_unit_test(a_circle_is_round_smooth_and_symmetric),
        cmocka_unit_test(only_the_corners_asked_for_are_round),
        cmocka_unit_test(alpha_blends_and_opaque_replaces),
        cmocka_unit_test(nothing_is_painted_outside_clip_or_panel),
        cmocka_unit_test(no_size_at_all_paints_nothing),
        cmocka_unit_test(ink_is_a_smooth_line_with_round_ends),
        cmocka_unit_test(long_ink_is_one_line_whatever_its_pieces),
        cmocka_unit_test(text_stands_in_the_middle_of_its_box),
        cmocka_unit_test(a_tinted_picture_is_a_mask_of_one_colour),
        cmocka_unit_test(a_picture_has_round_corners_too),
    };
    return cmocka_run_group_tests_name("raster", tests, setup, teardown);
}
