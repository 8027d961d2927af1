/* The look's colours: every pairing a screen uses is readable by day and by night, also pressed and disabled. */
#include "ui_env.h"

static void contrast_is_measured_as_the_standard_says(void **state) {
    (void)state;
    assert_true(color_contrast(0xFF000000, 0xFFFFFFFF) > 20.99);
    assert_true(color_contrast(0xFFFFFFFF, 0xFFFFFFFF) < 1.01);
    double grey = color_contrast(0xFF767676, 0xFFFFFFFF); /* the well-known lightest grey for text on white */
    assert_true(grey > 4.53 && grey < 4.55);
}

static void colours_mix_and_fade(void **state) {
    (void)state;
    assert_int_equal(color_mix(0xFFFFFFFF, 0xFF000000, 0), 0xFF000000);
    assert_int_equal(color_mix(0xFFFFFFFF, 0xFF000000, 100), 0xFFFFFFFF);
    assert_int_equal(color_mix(0x80FF0000, 0xFF0000FF, 50), 0x80800080);
    assert_int_equal(color_mix(0xFFFFFFFF, 0xFF000000, 400), 0xFFFFFFFF);
    assert_int_equal(color_alpha(0xFF123456, 0x10), 0x10123456);
    assert_int_equal(color_over(0x80FFFFFF, 0xFF000000), 0xFF808080);
}

static void every_pairing_is_readable(void **state) {
    (void)state;
    const Theme *themes[] = {&theme_day, &theme_night};
    for (int i = 0; i < 2; i++) {
        const Theme *t = themes[i];
        const Color pairs[][2] = {
            {t->ink, t->paper},      {t->ink, t->surface},      {t->ink, t->sunken},         {t->ink2, t->paper},
            {t->ink2, t->surface},   {t->ink2, t->sunken},      {t->ink3, t->paper},         {t->ink3, t->surface},
            {t->ink3, t->sunken},    {t->on_accent, t->accent}, {t->accent, t->accent_soft}, {t->go, t->go_soft},
            {t->wait, t->wait_soft}, {t->gold, t->gold_soft},   {t->paper, t->ink},
        };
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
            double contrast = color_contrast(pairs[k][0], pairs[k][1]);
            if (contrast < 4.5) fail_msg("theme %d pair %zu: %.2f", i, k, contrast);
        }
    }
}

/* Each look, plain, pressed and disabled, on paper, on a card and on a sunken panel, as check.c sees it. */
static void every_button_is_readable_in_every_state(void **state) {
    (void)state;
    Env *env = env_new(1, 1920, 1080);
    const Theme *themes[] = {&theme_day, &theme_night};
    for (int i = 0; i < 2; i++) {
        const Theme *t = env->ui.theme = themes[i];
        const Color grounds[] = {t->paper, t->surface, t->sunken};
        for (int look = BUTTON_PLAIN; look <= BUTTON_BARE; look++) {
            for (int ground = 0; ground < 3; ground++) {
                frame_begin(env);
                ui_fill(&env->ui, (Rect){0, 0, 1920, 1080}, grounds[ground], 0);
                env->touch.down = env->touch.inside = true;
                strcpy(env->touch.press, "pressed");
                Button b = {.label = "提交", .look = (ButtonLook)look, .px = TEXT_MIN, .icon = "bell"};
                ui_button(&env->ui, "plain", (Rect){100, 100, 300, 96}, b);
                ui_button(&env->ui, "pressed", (Rect){500, 100, 300, 96}, b);
                b.disabled = true;
                ui_button(&env->ui, "disabled", (Rect){900, 100, 300, 96}, b);
                frame_end(env);
                assert_int_equal(env->list.n_targets, 2);
                Buf faults = {0};
                if (check_list(&env->list, env->ui.text, &faults)) fail_msg("%d %d: %s", i, look, buf_text(&faults));
                buf_free(&faults);
            }
        }
    }
    env_free(env);
}

static void a_pressed_button_looks_pressed(void **state) {
    (void)state;
    Env *env = env_new(1, 1920, 1080);
    for (int look = BUTTON_PLAIN; look <= BUTTON_BARE; look++) {
        Color seen[2];
        for (int pressed = 0; pressed < 2; pressed++) {
            frame_begin(env);
            ui_fill(&env->ui, (Rect){0, 0, 1920, 1080}, theme_day.paper, 0);
            env->touch.down = env->touch.inside = pressed;
            strcpy(env->touch.press, "b");
            ui_button(&env->ui, "b", (Rect){100, 100, 300, 96}, (Button){.label = "提交", .look = (ButtonLook)look});
            frame_end(env);
            seen[pressed] = draw_ground_at(&env->list, env->list.n_cmds, 120, 150);
        }
        assert_true(color_contrast(seen[0], seen[1]) > 1.1);
    }
    env_free(env);
}

static void a_button_is_as_wide_as_asked_and_tapped_once(void **state) {
    (void)state;
    Env *env = env_new(1, 1920, 1080);
    Button b = {.label = "提交", .icon = "bell"};
    assert_true(ui_button_width(&env->ui, b, 48) == 48 + 44 + 20 + 64 + 48);
    assert_true(ui_button_width(&env->ui, (Button){.icon = "bell"}, 26) == 96);
    frame_begin(env);
    assert_false(ui_button(&env->ui, "b", (Rect){100, 100, 300, 80}, b));
    frame_end(env);
    finger(env, FINGER_DOWN, 1, 100, 94); /* grown to 96 around its middle */
    finger(env, FINGER_UP, 1, 100, 94);
    frame_begin(env);
    assert_true(ui_button(&env->ui, "b", (Rect){100, 100, 300, 80}, b));
    assert_int_equal(env->ui.wake_at, env->now); /* another frame shows what came of it */
    frame_end(env);
    frame_begin(env);
    assert_false(ui_button(&env->ui, "b", (Rect){100, 100, 300, 80}, b));
    assert_int_equal(env->ui.wake_at, 0);
    ui_wake_at(&env->ui, 5000);
    ui_wake_at(&env->ui, 4000);
    ui_wake_at(&env->ui, 6000);
    assert_int_equal(env->ui.wake_at, 4000);
    frame_end(env);
    env_free(env);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_measured_as_the_standard_says),
        cmocka_unit_test(colours_mix_and_fade),
        cmocka_unit_test(every_pairing_is_readable),
        cmocka_unit_test(every_button_is_readable_in_every_state),
        cmocka_unit_test(a_pressed_button_looks_pressed),
        cmocka_unit_test(a_button_is_as_wide_as_asked_and_tapped_once),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
