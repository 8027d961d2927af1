/* The keyboards, typed on with fingers only, with the real librime and zinnia: no touch falls between keys, none is
 * lost, delete repeats, what waits for a candidate is taken as people expect. */
#include "ui/keyboard.h"
#include "ui_env.h"

static Env *env;
static Keyboard kb;
static Field field;
static bool pad, plate;
static Typing *typing;
static Typing engines;

static const KeyboardWords WORDS = {"空格", "中 / 英", "手写", "拼音", "撤一笔", "重写", "在这里写，一次一个字"};

#define LANDSCAPE ((Rect){48, 540, 1824, 500})
#define PORTRAIT  ((Rect){48, 1200, 984, 600})
#define PAD       ((Rect){100, 100, 600, 480})

static int setup(void **state) {
    (void)state;
    env = env_new(1, 1920, 1080);
    kb = (Keyboard){0};
    field = (Field){.max_chars = 300};
    pad = plate = false;
    engines = (Typing){0};
    typing = NULL;
    return 0;
}

static int teardown(void **state) {
    (void)state;
    typing_close(&engines);
    env_free(env);
    return 0;
}

static bool frame(void) {
    frame_begin(env);
    bool portrait = env->ui.height > env->ui.width, changed;
    ui_fill(&env->ui, (Rect){0, 0, env->ui.width, env->ui.height}, env->ui.theme->sunken, 0);
    if (plate) {
        changed = ui_plate_keyboard(&env->ui, "k", portrait ? PORTRAIT : LANDSCAPE, &field, "川");
    } else if (pad) {
        changed = ui_keypad(&env->ui, "k", PAD, &field);
    } else {
        typing_begin(&engines);
        changed = ui_keyboard(&env->ui, "k", portrait ? PORTRAIT : LANDSCAPE, &kb, &field, typing, WORDS);
        typing_end(&engines);
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
    assert_string_equal(field.text, "hello ,.");
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
        static const struct {
            bool signs, chinese, hand, pad, plate;
            const char *letters, *typed;
        } pages[] = {{.typed = NULL},
                     {.signs = true},
                     {.pad = true},
                     {.chinese = true},
                     {.chinese = true, .letters = "yi"},
                     {.chinese = true, .letters = "fadongjiyixiangmeirentongzhidengtaijiuliangge"},
                     {.chinese = true, .letters = "gevvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"},
                     {.chinese = true, .letters = "iuviuviuviuviuviuviuviuviuviuviuviuviuviuviuviuv"},
                     {.chinese = true, .signs = true},
                     {.chinese = true, .hand = true},
                     {.plate = true},
                     {.plate = true, .typed = "川"},
                     {.plate = true, .typed = "川A12"},
                     {.plate = true, .typed = "川A1234"},
                     {.plate = true, .typed = "川AD12345"}};
        typing = &engines;
        for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
            kb = (Keyboard){.signs = pages[i].signs, .chinese = pages[i].chinese, .hand = pages[i].hand};
            pad = pages[i].pad, plate = pages[i].plate;
            snprintf(kb.letters, sizeof kb.letters, "%s", pages[i].letters ? pages[i].letters : "");
            snprintf(field.text, sizeof field.text, "%s", pages[i].typed ? pages[i].typed : "");
            field.max_chars = pages[i].plate ? 8 : 300;
            for (int turn = 0; turn < 3; turn++) { /* engines open in the second frame; then a page is turned */
                env->now += 20;
                frame();
                assert_sound();
                if (turn == 1 && pages[i].letters && draw_target(&env->list, "k.next")) tap("k.next");
            }
        }
    }
}

static void no_touch_falls_between_two_keys(void **state) {
    (void)state;
    frame();
    for (float y = 540; y < 1040; y += 3) {
        for (float x = 48; x < 1872; x += 3) {
            if (!draw_target_at(&env->list, x, y)) fail_msg("nothing at %.0f, %.0f", (double)x, (double)y);
        }
    }
}

/* --- Chinese ------------------------------------------------------------------------------------------------- */

static void in_chinese(void) {
    typing = &engines;
    kb.chinese = true;
    frame();
    env->now += 20;
    frame();
    if (!engines.pinyin) fail_msg("librime or its data is not installed");
}

static void type(const char *letters) {
    for (; *letters; letters++) {
        char id[8];
        snprintf(id, sizeof id, "k.%c", *letters);
        assert_true(tap(id));
    }
}

/* What the n-th candidate shown says; NULL when there is none. */
static const char *candidate(int n) {
    char id[24];
    snprintf(id, sizeof id, "k.cand.%d", n);
    frame();
    const Target *t = draw_target(&env->list, id);
    for (size_t i = 0; t && i < env->list.n_cmds; i++) {
        const DrawCmd *cmd = &env->list.cmds[i];
        if (cmd->kind == DRAW_TEXT && rect_contains(t->rect, cmd->rect.x + 1, cmd->rect.y + 1)) return cmd->text;
    }
    return NULL;
}

static const char *preedit(void) {
    return ui_keyboard_preedit(&env->ui, &kb, &field, typing);
}

static void letters_wait_until_a_candidate_is_taken(void **state) {
    (void)state;
    in_chinese();
    type("fuwuguwen");
    assert_string_equal(field.text, "");
    assert_string_equal(kb.letters, "fuwuguwen");
    assert_string_equal(preedit(), "服务顾问");
    assert_string_equal(candidate(1), "服务顾问");
    assert_true(tap("k.space"));
    assert_string_equal(field.text, "服务顾问");
    assert_string_equal(kb.letters, "");
    assert_null(candidate(1));
    type("gebi"); /* comma and period take the first one, too */
    assert_true(tap("k.comma"));
    type("shachepian");
    assert_true(tap("k.period"));
    assert_string_equal(field.text, "服务顾问隔壁，刹车片。");
}

static void delete_takes_waiting_letters_first(void **state) {
    (void)state;
    in_chinese();
    type("hao");
    tap("k.space");
    type("ma");
    assert_true(tap("k.delete"));
    assert_string_equal(kb.letters, "m");
    assert_string_equal(field.text, "好");
    tap("k.delete");
    tap("k.delete");
    assert_string_equal(field.text, "");
}

static void a_word_for_the_first_syllables_leaves_the_rest_waiting(void **state) {
    (void)state;
    in_chinese();
    type("woyaotousu");
    int n = 1;
    while (candidate(n) && strcmp(candidate(n), "我要") != 0) n++;
    if (!candidate(n)) fail_msg("我要 is not among the candidates");
    char id[24];
    snprintf(id, sizeof id, "k.cand.%d", n);
    assert_true(tap(id));
    assert_string_equal(field.text, "我要");
    assert_string_equal(kb.letters, "tousu");
    assert_string_equal(candidate(1), "投诉");
    tap("k.cand.1");
    assert_string_equal(field.text, "我要投诉");
}

static void candidates_page_and_space_takes_the_one_that_is_lit(void **state) {
    (void)state;
    in_chinese();
    type("yi");
    char first[32], second[32];
    snprintf(first, sizeof first, "%s", candidate(1));
    assert_null(draw_target(&env->list, "k.prev"));
    tap("k.next");
    snprintf(second, sizeof second, "%s", candidate(1));
    assert_string_not_equal(first, second);
    assert_string_equal(preedit(), second);
    tap("k.prev");
    assert_string_equal(candidate(1), first);
    tap("k.next");
    tap("k.space");
    assert_string_equal(field.text, second);
    type("yi"); /* to the very end and back */
    int pages = 0;
    for (frame(); draw_target(&env->list, "k.next") && pages < 100; pages++) {
        tap("k.next");
        frame();
    }
    assert_in_range(pages, 5, KEYBOARD_PAGES);
    for (int i = 0; i < pages; i++) tap("k.prev");
    assert_string_equal(candidate(1), first);
}

static void capitals_digits_and_signs_take_what_waits_first(void **state) {
    (void)state;
    in_chinese();
    type("zai");
    tap("k.signs");
    tap("k.4");
    tap("k.signs");
    tap("k.shift");
    tap("k.s");
    type("dian");
    tap("k.space");
    assert_string_equal(field.text, "在4S点");
    tap("k.delete");
    tap("k.signs");
    tap("k.！");
    tap("k.“");
    assert_string_equal(field.text, "在4S！“");
}

static void leaving_chinese_keeps_the_letters_as_letters(void **state) {
    (void)state;
    in_chinese();
    type("wifi");
    assert_true(tap("k.mode"));
    assert_false(kb.chinese);
    assert_string_equal(field.text, "wifi");
    tap("k.comma");
    tap("k.a");
    assert_string_equal(field.text, "wifi,a");
    tap("k.mode");
    assert_true(kb.chinese);
}

static void a_full_field_loses_nothing_that_waits(void **state) {
    (void)state;
    in_chinese();
    field.max_chars = 4;
    type("baoyang");
    tap("k.space");
    type("taocanka");
    assert_false(tap("k.cand.1"));
    assert_string_equal(field.text, "保养");
    assert_string_equal(kb.letters, "taocanka");
    tap("k.delete");
    tap("k.delete");
    tap("k.space");
    assert_string_equal(field.text, "保养套餐");
    for (int i = 0; i < 60; i++) tap("k.a"); /* more letters than may wait */
    assert_int_equal(strlen(kb.letters), PINYIN_LETTERS);
}

static void arrows_move_the_cursor_and_what_waits_goes_in_there(void **state) {
    (void)state;
    in_chinese();
    field_insert(&field, "发动机响");
    tap("k.signs");
    tap("k.left");
    tap("k.signs");
    type("yi");
    int n = 1;
    while (candidate(1) && strcmp(candidate(n), "异") != 0) {
        if (!candidate(++n)) tap("k.next"), n = 1;
    }
    char id[24];
    snprintf(id, sizeof id, "k.cand.%d", n);
    tap(id);
    assert_string_equal(field.text, "发动机异响");
    tap("k.signs");
    tap("k.right");
    tap("k.right");
    tap("k.period");
    assert_string_equal(field.text, "发动机异响。");
}

/* --- the pad --------------------------------------------------------------------------------------------------- */

static Rect pad_rect(void) {
    frame();
    const Target *t = draw_target(&env->list, "k.pad");
    if (!t) fail_msg("no pad");
    return t->hit;
}

/* From and to a place as seen from the pad's middle; several moves share a frame. */
static void stroke(float x0, float y0, float x1, float y1) {
    Rect r = pad_rect();
    float x = r.x + r.w / 2, y = r.y + r.h / 2;
    finger(env, FINGER_DOWN, 1, x + x0, y + y0);
    for (int i = 1; i <= 20; i++) {
        float part = (float)i / 20;
        env->now += 4;
        finger(env, FINGER_MOVE, 1, x + x0 + (x1 - x0) * part, y + y0 + (y1 - y0) * part);
        if (i % 5 == 0) frame();
    }
    finger(env, FINGER_UP, 1, x + x1, y + y1);
    frame();
}

static void on_the_pad(void) {
    in_chinese();
    tap("k.hand");
    frame();
    env->now += 20;
    frame();
    if (!engines.hand) fail_msg("zinnia or its model is not installed");
}

static size_t ink_commands(void) {
    size_t n = 0;
    frame();
    for (size_t i = 0; i < env->list.n_cmds; i++) n += env->list.cmds[i].kind == DRAW_INK;
    return n;
}

static void what_is_written_is_offered_after_a_pause_and_taken_by_a_tap(void **state) {
    (void)state;
    on_the_pad();
    stroke(-150, 0, 150, 0);
    stroke(0, -150, 0, 150);
    assert_true(ink_commands() >= 2);
    assert_null(candidate(1));
    assert_int_equal(env->ui.wake_at, kb.ink.touched + 350);
    env->now = kb.ink.touched + 349;
    assert_null(candidate(1));
    env->now++;
    assert_string_equal(candidate(1), "十");
    assert_non_null(candidate(8));
    assert_null(candidate(9));
    env->now += 60000; /* nothing is taken by itself */
    frame();
    assert_string_equal(field.text, "");
    assert_true(draw_target(&env->list, "k.pad")->secret);
    tap("k.cand.1");
    assert_string_equal(field.text, "十");
    assert_int_equal(ink_commands(), 0);
}

static void a_stroke_can_be_taken_back(void **state) {
    (void)state;
    on_the_pad();
    stroke(-150, 0, 150, 0);
    stroke(0, -150, 0, 150);
    tap("k.undo");
    env->now += 400;
    assert_int_equal(kb.ink.n_strokes, 1);
    assert_string_equal(candidate(1), "一");
    tap("k.clear");
    assert_int_equal(kb.ink.n_strokes, 0);
    tap("k.undo"); /* of nothing */
    assert_null(candidate(1));
}

static void ink_outside_the_pad_stays_at_its_edge_and_a_palm_leaves_none(void **state) {
    (void)state;
    on_the_pad();
    stroke(0, 0, 4000, -3000);
    Rect r = pad_rect();
    for (size_t i = 0; i < kb.ink.starts[kb.ink.n_strokes]; i++)
        assert_true(rect_contains(r, kb.ink.points[i].x, kb.ink.points[i].y));
    env->now += 400;
    assert_non_null(candidate(1));
    tap("k.clear");
    finger(env, FINGER_DOWN, 1, r.x + 100, r.y + 100);
    finger(env, FINGER_MOVE, 1, r.x + 200, r.y + 100);
    frame();
    assert_int_equal(kb.ink.n_strokes, 1);
    finger(env, FINGER_DOWN, 2, r.x + 120, r.y + 100);
    finger(env, FINGER_DOWN, 3, r.x + 140, r.y + 100);
    frame();
    assert_int_equal(kb.ink.n_strokes, 0);
}

static void more_ink_than_is_kept_does_no_harm(void **state) {
    (void)state;
    on_the_pad();
    for (int i = 0; i < 60; i++) stroke(-200, -150 + (float)i * 5, 200, -150 + (float)i * 5);
    assert_true(kb.ink.n_strokes <= INK_STROKES);
    assert_true(kb.ink.starts[kb.ink.n_strokes] <= INK_POINTS);
    env->now += 400;
    frame();
}

/* --- without the engines, and number plates ---------------------------------------------------------------------- */

static void without_its_engines_the_keyboard_types_letters(void **state) {
    (void)state;
    typing = &engines;
    engines.pinyin_state.missing = engines.hand_state.missing = true;
    kb.chinese = true;
    frame();
    type("hao");
    tap("k.period");
    assert_string_equal(field.text, "hao。");
    assert_null(draw_target(&env->list, "k.hand"));
    assert_null(draw_target(&env->list, "k.mode"));
}

static void engines_are_open_only_while_a_keyboard_asks_for_them(void **state) {
    (void)state;
    typing = &engines;
    kb.chinese = true;
    frame();
    assert_null(engines.pinyin); /* the keyboard is seen first */
    assert_int_equal(env->ui.wake_at, env->now + 1);
    env->now++;
    frame();
    assert_non_null(engines.pinyin);
    tap("k.hand");
    frame();
    env->now++;
    frame();
    assert_null(engines.pinyin);
    assert_non_null(engines.hand);
    tap("k.mode");
    frame();
    assert_null(engines.hand);
}

static void a_plate_is_typed_with_what_can_come_next_alone(void **state) {
    (void)state;
    plate = true;
    field.max_chars = 8;
    frame();
    assert_int_equal(env->list.n_targets, 32); /* 31 provinces and delete */
    assert_string_equal(env->list.targets[0].id, "k.川");
    tap("k.川");
    frame();
    assert_null(draw_target(&env->list, "k.I"));
    assert_null(draw_target(&env->list, "k.O"));
    assert_null(draw_target(&env->list, "k.1")); /* a letter comes first */
    static const char *const keys[] = {"k.A", "k.D", "k.1", "k.2", "k.3"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        frame();
        assert_null(draw_target(&env->list, "k.学"));
        assert_true(tap(keys[i]));
    }
    frame();
    assert_non_null(draw_target(&env->list, "k.学"));
    tap("k.4");
    tap("k.5");
    assert_string_equal(field.text, "川AD12345");
    frame();
    assert_int_equal(env->list.n_targets, 1); /* full: delete alone */
    tap("k.delete");
    tap("k.delete");
    assert_true(tap("k.学"));
    assert_string_equal(field.text, "川AD123学");
    for (int i = 0; i < 7; i++) tap("k.delete");
    assert_string_equal(field.text, "");
    frame();
    assert_non_null(draw_target(&env->list, "k.京"));
}

static void the_keypad_ends_on_the_edges_of_its_place(void **state) {
    (void)state;
    pad = true;
    frame();
    Rect first = draw_target(&env->list, "k.1")->rect, last = draw_target(&env->list, "k.delete")->rect;
    assert_float_equal(first.x, PAD.x, 0.5);
    assert_float_equal(first.y, PAD.y, 0.5);
    assert_float_equal(last.x + last.w, PAD.x + PAD.w, 0.5);
    assert_float_equal(last.y + last.h, PAD.y + PAD.h, 0.5);
}

/* A full plate takes no more: its keys rest, and are keys all the same. */
static void keys_at_rest_keep_their_caps(void **state) {
    (void)state;
    plate = true;
    snprintf(field.text, sizeof field.text, "川AD12345");
    field.max_chars = 8;
    frame();
    int caps = 0;
    for (size_t i = 0; i < env->list.n_cmds; i++) {
        const DrawCmd *c = &env->list.cmds[i];
        if (c->kind != DRAW_RECT || c->rect.w == env->ui.width) continue;
        assert_true(c->color != env->ui.theme->sunken);
        caps++;
    }
    assert_true(caps > 30);
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
        TEST(letters_wait_until_a_candidate_is_taken),
        TEST(delete_takes_waiting_letters_first),
        TEST(a_word_for_the_first_syllables_leaves_the_rest_waiting),
        TEST(candidates_page_and_space_takes_the_one_that_is_lit),
        TEST(capitals_digits_and_signs_take_what_waits_first),
        TEST(leaving_chinese_keeps_the_letters_as_letters),
        TEST(a_full_field_loses_nothing_that_waits),
        TEST(arrows_move_the_cursor_and_what_waits_goes_in_there),
        TEST(what_is_written_is_offered_after_a_pause_and_taken_by_a_tap),
        TEST(a_stroke_can_be_taken_back),
        TEST(ink_outside_the_pad_stays_at_its_edge_and_a_palm_leaves_none),
        TEST(more_ink_than_is_kept_does_no_harm),
        TEST(without_its_engines_the_keyboard_types_letters),
        TEST(engines_are_open_only_while_a_keyboard_asks_for_them),
        TEST(the_keypad_ends_on_the_edges_of_its_place),
        TEST(keys_at_rest_keep_their_caps),
        TEST(a_plate_is_typed_with_what_can_come_next_alone),
    };
    return cmocka_run_group_tests_name("keyboard", tests, NULL, NULL);
}
