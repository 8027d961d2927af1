/* The keyboard, typed on with fingers only: no touch falls between keys, none is lost, delete repeats. */
#include "ui/keyboard.h"
#include "ui_env.h"

static Env *env;
static Keyboard kb;
static Field field;
static bool pad;

#define LANDSCAPE ((Rect){48, 540, 1824, 400})
#define PORTRAIT  ((Rect){48, 1300, 984, 400})
#define PAD       ((Rect){100, 100, 600, 480})

static int setup(void **state) {
    (void)state;
    env = env_new(1, 1920, 1080);
    kb = (Keyboard){0};
    field = (Field){.max_chars = 300};
    pad = false;
    return 0;
}

static int teardown(void **state) {
    (void)state;
    env_free(env);
    return 0;
}

static bool frame(void) {
    frame_begin(env);
    bool portrait = env->ui.height > env->ui.width, changed;
    ui_fill(&env->ui, (Rect){0, 0, env->ui.width, env->ui.height}, env->ui.theme->sunken, 0);
    if (pad) {
        changed = ui_keypad(&env->ui, "k", PAD, &field);
    } else {
        KeyboardWords words = {"空格", "，", "。"};
        changed = ui_keyboard(&env->ui, "k", portrait ? PORTRAIT : LANDSCAPE, &kb, &field, words);
    }
    frame_end(env);
    return changed;
}

/* A tap in the middle of a key; whether the text changed. */
static bool tap(const char *id) {
    frame();
    const Target *key = draw_target(&env->list, id);
    if (!key) fail_msg("no key %s", id);
    float x = key->hit.x + key->hit.w / 2, y = key->hit.y + key->hit.h / 2;
    env->now += 40;
    finger(env, FINGER_DOWN, 1, x, y);
    frame();
    env->now += 40;
    finger(env, FINGER_UP, 1, x, y);
    return frame();
}

static void letters_are_typed_also_twice_quickly(void **state) {
    (void)state;
    static const char *const keys[] = {"k.h", "k.e", "k.l", "k.l", "k.o", "k.space", "k.comma", "k.period"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) assert_true(tap(keys[i]));
    assert_string_equal(field.text, "hello ，。");
    assert_int_equal(field_count(&field), 8);
}

static void shift_is_for_one_letter(void **state) {
    (void)state;
    assert_false(tap("k.shift"));
    assert_true(kb.shift);
    tap("k.a");
    assert_false(kb.shift);
    tap("k.b");
    tap("k.shift");
    tap("k.shift");
    tap("k.c");
    assert_string_equal(field.text, "Abc");
}

static void digits_and_signs_are_on_the_other_page(void **state) {
    (void)state;
    assert_false(tap("k.signs"));
    static const char *const keys[] = {"k.1", "k.0", "k.0", "k.%", "k.@", "k.¥", "k.\"", "k.="};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) assert_true(tap(keys[i]));
    assert_true(tap("k.delete"));
    assert_null(draw_target(&env->list, "k.q"));
    tap("k.signs");
    tap("k.q");
    assert_string_equal(field.text, "100%@¥\"q");
}

static void a_key_shows_that_it_is_pressed_within_the_frame(void **state) {
    (void)state;
    frame();
    const Target *key = draw_target(&env->list, "k.g");
    Rect painted = key->rect;
    Color before = draw_ground_at(&env->list, env->list.n_cmds, painted.x + 8, painted.y + painted.h / 2);
    finger(env, FINGER_DOWN, 1, painted.x + 50, painted.y + 40);
    frame();
    Color after = draw_ground_at(&env->list, env->list.n_cmds, painted.x + 8, painted.y + painted.h / 2);
    assert_int_not_equal(before, after);
}

static void what_the_field_cannot_hold_is_left_out_whole(void **state) {
    (void)state;
    Field small = {.max_chars = 3};
    field_insert(&small, "保养");
    field_insert(&small, "套餐"); /* would be four */
    assert_string_equal(small.text, "保养");
    field_insert(&small, "套");
    field_insert(&small, "a");
    assert_string_equal(small.text, "保养套");
    field_delete(&small);
    assert_string_equal(small.text, "保养");
    field_delete(&small);
    field_delete(&small);
    field_delete(&small);
    assert_string_equal(small.text, "");
    Field long_one = {.max_chars = 100000};
    for (int i = 0; i < 1000; i++) field_insert(&long_one, "😀");
    assert_int_equal(field_count(&long_one), (FIELD_BYTES - 1) / 4);
    field.max_chars = 2;
    assert_true(tap("k.a"));
    assert_true(tap("k.b"));
    assert_false(tap("k.c"));
    assert_string_equal(field.text, "ab");
}

static void delete_takes_one_character_and_repeats_while_held(void **state) {
    (void)state;
    field_insert(&field, "等配件等了两个小时没人");
    assert_true(tap("k.delete"));
    assert_int_equal(field_count(&field), 10);
    frame();
    const Target *key = draw_target(&env->list, "k.delete");
    float x = key->hit.x + 50, y = key->hit.y + 50;
    finger(env, FINGER_DOWN, 1, x, y);
    Ms down = env->now;
    assert_false(frame());
    assert_int_equal(env->ui.wake_at, down + 400);
    env->now = down + 399;
    assert_false(frame());
    for (int i = 0; i < 3; i++) {
        env->now = down + 400 + 80 * i;
        assert_true(frame());
        assert_int_equal(env->ui.wake_at, env->now); /* shown at once */
        assert_false(frame());
        assert_int_equal(env->ui.wake_at, env->now + 80);
    }
    assert_int_equal(field_count(&field), 7);
    finger(env, FINGER_MOVE, 1, x, y - 300); /* off the key it stops */
    env->now += 500;
    assert_false(frame());
    finger(env, FINGER_MOVE, 1, x, y);
    assert_true(frame());
    finger(env, FINGER_UP, 1, x, y); /* letting go after repeats takes no further one */
    assert_false(frame());
    assert_int_equal(field_count(&field), 6);
    assert_true(tap("k.delete"));
    for (int i = 0; i < 9; i++) tap("k.delete");
    assert_string_equal(field.text, "");
    assert_false(tap("k.delete"));
}

static void the_keypad_types_digits(void **state) {
    (void)state;
    pad = true;
    static const char *const keys[] = {"k.1", "k.3", "k.8", "k.0", "k.0", "k.1", "k.1", "k.1"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) assert_true(tap(keys[i]));
    assert_true(tap("k.delete"));
    assert_string_equal(field.text, "1380011");
    assert_int_equal(env->list.n_targets, 11);
}

static void assert_sound(void) {
    Buf faults = {0};
    if (check_list(&env->list, env->ui.text, &faults)) fail_msg("%s", buf_text(&faults));
    buf_free(&faults);
}

static void every_key_is_large_and_none_overlaps(void **state) {
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        env->ui.width = portrait ? 1080 : 1920;
        env->ui.height = portrait ? 1920 : 1080;
        for (int page = 0; page < 3; page++) {
            kb.signs = page == 1;
            pad = page == 2;
            frame();
            assert_sound();
        }
    }
}

static void no_touch_falls_between_two_keys(void **state) {
    (void)state;
    frame();
    for (float y = 540; y < 940; y += 3) {
        for (float x = 48; x < 1872; x += 3) {
            if (!draw_target_at(&env->list, x, y)) fail_msg("nothing at %.0f, %.0f", (double)x, (double)y);
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(letters_are_typed_also_twice_quickly),
        TEST(shift_is_for_one_letter),
        TEST(digits_and_signs_are_on_the_other_page),
        TEST(a_key_shows_that_it_is_pressed_within_the_frame),
        TEST(what_the_field_cannot_hold_is_left_out_whole),
        TEST(delete_takes_one_character_and_repeats_while_held),
        TEST(the_keypad_types_digits),
        TEST(every_key_is_large_and_none_overlaps),
        TEST(no_touch_falls_between_two_keys),
    };
    return cmocka_run_group_tests_name("keyboard", tests, NULL, NULL);
}
