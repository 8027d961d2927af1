/* A field being typed into: characters as people count them, the cursor, what is seen of a long text. */
#include "ui/field.h"
#include "ui/grapheme.h"
#include "ui_env.h"

static Env *env;
static Field field;
static FieldView view;
static FieldLook look;
static bool placed;

#define BOX ((Rect){100, 100, 500, 120}) /* two lines of 46 */

static int setup(void **state) {
    (void)state;
    env = env_new(1, 1920, 1080);
    field = (Field){.max_chars = 300};
    view = (FieldView){0};
    look = (FieldLook){.preedit = "", .placeholder = "想说的话", .px = 34, .line_h = 46};
    return 0;
}

static int teardown(void **state) {
    (void)state;
    env_free(env);
    return 0;
}

static void frame(void) {
    frame_begin(env);
    ui_fill(&env->ui, (Rect){0, 0, 1920, 1080}, env->ui.theme->surface, 0);
    placed = ui_field(&env->ui, "f", BOX, &field, &view, look);
    frame_end(env);
    Buf faults = {0};
    if (check_list(&env->list, env->ui.text, &faults)) fail_msg("%s", buf_text(&faults));
    buf_free(&faults);
}

static bool tap(float x, float y) {
    finger(env, FINGER_DOWN, 1, x, y);
    env->now += 400;
    finger(env, FINGER_UP, 1, x, y);
    frame();
    bool moved = placed;
    frame(); /* as after every tap: now with what came of it */
    return moved;
}

/* The cursor as it is painted. */
static Rect bar(void) {
    Rect found = {0};
    for (size_t i = 0; i < env->list.n_cmds; i++) {
        const DrawCmd *cmd = &env->list.cmds[i];
        if (cmd->kind == DRAW_RECT && cmd->color == env->ui.theme->accent) found = cmd->rect;
    }
    return found;
}

static const char *const WHOLE[] = {"好", "a",       "e\u0301", "😀", "👍🏽", "👨‍👩‍👧",
                                    "🇨🇳", "1️⃣", "❤️",  "한"};
enum { N_WHOLE = sizeof WHOLE / sizeof *WHOLE };

static void what_people_call_one_character_counts_and_deletes_as_one(void **state) {
    (void)state;
    for (size_t i = 0; i < N_WHOLE; i++) {
        assert_int_equal(grapheme_count(WHOLE[i]), 1);
        assert_true(field_insert(&field, "车"));
        assert_true(field_insert(&field, WHOLE[i]));
    }
    assert_int_equal(field_count(&field), 2 * N_WHOLE);
    for (size_t i = 2 * N_WHOLE; i-- > 0;) {
        assert_true(field_delete(&field));
        assert_int_equal(field_count(&field), i);
    }
    assert_string_equal(field.text, "");
    assert_false(field_delete(&field));
    assert_int_equal(grapheme_count("🇨🇳🇺🇸"), 2);
    assert_int_equal(grapheme_before("🇨🇳🇺🇸", 16), 8);
    assert_int_equal(grapheme_count("\xff\xfe"
                                    "a"),
                     3);
}

static void three_hundred_characters_are_that_many_as_people_count(void **state) {
    (void)state;
    for (int i = 0; i < 100; i++) assert_true(field_insert(&field, "e\u0301"));
    for (int i = 0; i < 200; i++) assert_true(field_insert(&field, "好"));
    assert_int_equal(field_count(&field), 300);
    assert_false(field_insert(&field, "a"));
    assert_true(field_insert(&field, "\u0301")); /* an accent more is no character more */
    assert_int_equal(field_count(&field), 300);
}

static void typing_and_deleting_happen_at_the_cursor(void **state) {
    (void)state;
    field_insert(&field, "没人声");
    field_step(&field, true);
    field_insert(&field, "来说一");
    assert_string_equal(field.text, "没人来说一声");
    field_delete(&field);
    assert_string_equal(field.text, "没人来说声");
    for (int i = 0; i < 9; i++) field_step(&field, true);
    assert_int_equal(field_cursor(&field), 0);
    assert_false(field_delete(&field));
    field_insert(&field, "都");
    for (int i = 0; i < 9; i++) field_step(&field, false);
    field_insert(&field, "。");
    assert_string_equal(field.text, "都没人来说声。");
    field.text[0] = '\0'; /* emptied from outside: the cursor is at the end of what there is */
    field_insert(&field, "好");
    field_insert(&field, "的");
    assert_string_equal(field.text, "好的");
    field_place(&field, 1); /* in the midst of a character is before it */
    assert_int_equal(field_cursor(&field), 0);
}

static void a_tap_puts_the_cursor_where_it_fell(void **state) {
    (void)state;
    field_insert(&field, "等配件等了两个小时没人来说一声"); /* 14 a line */
    frame();
    assert_false(tap(560, 205)); /* the very end: it was there */
    float line1 = bar().y - 46;
    for (int i = 0; i < 14; i++) {
        tap(100 + 34 * (float)i + 5, line1 + 20); /* in a character's left half */
        assert_int_equal(field_cursor(&field), 3 * i);
        assert_float_equal(bar().x, 100 + 34 * (float)i + 1, 1.5f);
        env->now += 400;
        if (i < 13) {
            tap(100 + 34 * (float)i + 29, line1 + 20);
            assert_int_equal(field_cursor(&field), 3 * (i + 1));
        }
    }
    tap(590, line1 + 20); /* right of a full line: before its last character's end, on that line */
    assert_int_equal(field_cursor(&field), 3 * 13);
    look.read_only = true;
    assert_false(tap(110, line1 + 20));
    assert_int_equal(field_cursor(&field), 3 * 13);
}

static void what_waits_is_underlined_at_the_cursor(void **state) {
    (void)state;
    field_insert(&field, "没人一声");
    field_step(&field, true);
    field_step(&field, true);
    look.preedit = "来说";
    frame();
    static const struct {
        const char *text;
        bool underline;
    } runs[] = {{"没人", false}, {"来说", true}, {"一声", false}};
    size_t n = 0;
    float x = 100;
    for (size_t i = 0; i < env->list.n_cmds; i++) {
        const DrawCmd *cmd = &env->list.cmds[i];
        if (cmd->kind != DRAW_TEXT) continue;
        assert_true(n < 3);
        assert_string_equal(cmd->text, runs[n].text);
        assert_int_equal(cmd->style.underline, runs[n].underline);
        assert_float_equal(cmd->rect.x, x, 0.5f);
        x += 68;
        n++;
    }
    assert_int_equal(n, 3);
    assert_float_equal(bar().x, 100 + 136 + 1, 1);
    assert_string_equal(field.text, "没人一声");
    tap(100 + 180, 160); /* behind 一, beyond what waits */
    assert_int_equal(field_cursor(&field), 9);
}

static void of_a_long_text_the_cursors_line_is_seen_and_a_drag_shows_the_rest(void **state) {
    (void)state;
    for (int i = 0; i < 140; i++) { /* ten lines */
        field_insert(&field, i % 14 == 0 ? "一" : "等");
        frame();
        Rect b = bar();
        assert_true(b.y >= BOX.y - 2 && b.y + b.h <= BOX.y + BOX.h + 2);
    }
    assert_float_equal(view.scroll.offset, 8 * 46, 1);
    for (int i = 0; i < 139; i++) {
        field_step(&field, true);
        frame();
        Rect b = bar();
        assert_true(b.y >= BOX.y - 2 && b.y + b.h <= BOX.y + BOX.h + 2);
    }
    assert_float_equal(view.scroll.offset, 0, 1);
    finger(env, FINGER_DOWN, 1, 200, 200);
    for (int i = 1; i <= 10; i++) {
        env->now += 20;
        finger(env, FINGER_MOVE, 1, 200, 200 - 20 * (float)i);
        frame();
    }
    env->now += 300;
    finger(env, FINGER_UP, 1, 200, 0);
    frame();
    for (int i = 0; i < 60; i++) env->now += 16, frame();
    assert_true(view.scroll.offset > 46);
    size_t before = field_cursor(&field);
    assert_int_equal(before, 3); /* dragging moved no cursor */
}

static void an_empty_field_says_what_it_is_for(void **state) {
    (void)state;
    frame();
    bool said = false;
    for (size_t i = 0; i < env->list.n_cmds; i++)
        said |= env->list.cmds[i].kind == DRAW_TEXT && strcmp(env->list.cmds[i].text, "想说的话") == 0;
    assert_true(said);
    assert_int_equal(env->list.n_targets, 0);
    look.preedit = "等"; /* what waits is something */
    frame();
    for (size_t i = 0; i < env->list.n_cmds; i++)
        assert_true(env->list.cmds[i].kind != DRAW_TEXT || strcmp(env->list.cmds[i].text, "等") == 0);
}

static void any_text_and_any_tap_keep_the_field_sound(void **state) {
    (void)state;
    static const char *const pieces[] = {"等",     " ",     "a",      "e\u0301", "👨‍👩‍👧", "🇨🇳", "，", "（",
                                         "waited", "0W-20", "\u0301", "。"};
    uint64_t seed = 20261123;
    for (int i = 0; i < 3000; i++) {
        switch (random_below(&seed, 6)) {
        case 0: field_delete(&field); break;
        case 1: field_step(&field, random_below(&seed, 2)); break;
        case 2: tap((float)random_below(&seed, 700), (float)random_below(&seed, 300)); break;
        case 3: look.preedit = random_below(&seed, 3) ? "" : pieces[random_below(&seed, 12)]; break;
        default: field_insert(&field, pieces[random_below(&seed, 12)]); break;
        }
        env->now += random_below(&seed, 500);
        frame();
        size_t at = field_cursor(&field);
        assert_true(at <= strlen(field.text));
        assert_true((field.text[at] & 0xC0) != 0x80);
        assert_true(field_count(&field) <= 300);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_people_call_one_character_counts_and_deletes_as_one),
        TEST(three_hundred_characters_are_that_many_as_people_count),
        TEST(typing_and_deleting_happen_at_the_cursor),
        TEST(a_tap_puts_the_cursor_where_it_fell),
        TEST(what_waits_is_underlined_at_the_cursor),
        TEST(of_a_long_text_the_cursors_line_is_seen_and_a_drag_shows_the_rest),
        TEST(an_empty_field_says_what_it_is_for),
        TEST(any_text_and_any_tap_keep_the_field_sound),
    };
    return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
