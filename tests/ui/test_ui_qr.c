/* QR codes as they come out of the raster, read by zbar at several scales, by day and by night. */
#include "ui_env.h"

#include "read_qr.h"

static void codes_are_read_back(void **state) {
    (void)state;
    static const char *const texts[] = {"https://lounge.example/c/K7PM-4XQ2-9RT8", "WIFI:S:Lounge;T:WPA;P:dian-nei;;",
                                        "内室桑拿 立减 ¥100"};
    static const float scales[] = {2.0f / 3, 1, 1.25f, 2};
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        Env *env = env_new(scales[s], 700, 700);
        int side = (int)(700 * scales[s] + 0.5f);
        Pixels p = pixels_new(side, side);
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            env->ui.theme = i % 2 ? &theme_night : &theme_day;
            frame_begin(env);
            ui_fill(&env->ui, (Rect){0, 0, 700, 700}, env->ui.theme->paper, 0);
            assert_true(ui_qr(&env->ui, (Rect){101.3f, 77.7f, 420, 420}, texts[i]));
            frame_end(env);
            raster_draw(p, &env->list, (PixRect){0, 0, side, side}, scales[s], env->ui.text, env->ui.pics);
            char got[256];
            read_qr(p, got, sizeof got);
            assert_string_equal(got, texts[i]);
        }
        free(p.px);
        env_free(env);
    }
}

static void modules_are_whole_pixels_and_ringed_by_white(void **state) {
    (void)state;
    Env *env = env_new(1.25f, 700, 700);
    Pixels p = pixels_new(875, 875);
    frame_begin(env);
    ui_fill(&env->ui, (Rect){0, 0, 700, 700}, 0xFF000000, 0);
    assert_true(ui_qr(&env->ui, (Rect){100, 100, 300, 300}, "LOUNGE")); /* 21 modules and 8 of quiet */
    frame_end(env);
    raster_draw(p, &env->list, (PixRect){0, 0, 875, 875}, 1.25f, env->ui.text, env->ui.pics);
    int left = 875, right = 0, module = 375 / 29;
    for (int y = 125; y < 500; y++) {
        for (int x = 125; x < 500; x++) {
            uint32_t c = pixel(p, x, y);
            assert_true(c == 0xFFFFFF || c == 0x17191E); /* nothing half */
            if (c != 0xFFFFFF) left = x < left ? x : left, right = x > right ? x : right;
        }
    }
    assert_int_equal(right - left + 1, 21 * module);
    assert_true(left - 125 >= 4 * module && 499 - right >= 4 * module);
    free(p.px);
    env_free(env);
}

static void what_cannot_be_a_code_draws_nothing(void **state) {
    (void)state;
    Env *env = env_new(1, 700, 700);
    char *long_text = mem_alloc(5001);
    memset(long_text, 'x', 5000);
    frame_begin(env);
    assert_false(ui_qr(&env->ui, (Rect){0, 0, 700, 700}, long_text));
    assert_false(ui_qr(&env->ui, (Rect){0, 0, 20, 20}, "no room for a pixel a module"));
    assert_int_equal(env->list.n_cmds, 0);
    frame_end(env);
    free(long_text);
    env_free(env);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_read_back),
        cmocka_unit_test(modules_are_whole_pixels_and_ringed_by_white),
        cmocka_unit_test(what_cannot_be_a_code_draws_nothing),
    };
    return cmocka_run_group_tests_name("qr", tests, NULL, NULL);
}
