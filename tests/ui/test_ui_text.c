/* Text: what may break where, what is cut, what the cache keeps, and bytes that are no text. */
#include "base/utf8.h"
#include "ui_env.h"

static Env *env;
static const TextStyle BODY = {.px = 28, .color = 0xFF000000};

static int setup(void **state) {
    (void)state;
    env = env_new(1, 1920, 1080);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    env_free(env);
    return 0;
}

/* The lines joined by "|". */
static const char *wrapped(const char *text, float width, size_t max) {
    const char *lines[16];
    assert_true(max <= 16);
    size_t n = text_wrap(env->ui.text, &env->list.arena, text, BODY, width, lines, max);
    Buf out = {0};
    for (size_t i = 0; i < n; i++) {
        if (i) buf_putc(&out, '|');
        buf_puts(&out, lines[i]);
        float w = text_width(env->ui.text, lines[i], BODY);
        if (w > width + 0.5f && utf8_count(lines[i]) > 1) fail_msg("%s is %.1f wide", lines[i], (double)w);
    }
    const char *joined = arena_strdup(&env->list.arena, buf_text(&out));
    buf_free(&out);
    return joined;
}

/* The pixels of a run that hold ink. */
static int inked(const char *text) {
    const TextRun *run = text_run(env->ui.text, text, BODY);
    int n = 0;
    for (int i = 0; i < run->w * run->h; i++) n += run->cover[i] > 64;
    return n;
}

static void what_the_font_lacks_is_a_box_and_never_nothing(void **state) {
    (void)state;
    static const char *const lacking[] = {
        "😀",         "👍🏽", "👨‍👩‍👧", "❤️", "🇨🇳",     "\U000E1000", "\uE000",
        "ก",         "🀄\uFE0F",  "\U0002FFF0",         "\u200D", "\uFE0F", "\u200B",     "\u2060",
        "\U000E0100"};
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++) {
        if (inked(lacking[i]) < 20) fail_msg("%zu: %s shows as nothing", i, lacking[i]);
        if (text_width(env->ui.text, lacking[i], BODY) < 8) fail_msg("%zu has no width", i);
    }
    for (size_t i = 0; i < 10; i++) { /* in the midst of other text, too */
        char around[32];
        snprintf(around, sizeof around, "车%s好", lacking[i]);
        if (inked(around) < inked("车好") + 15) fail_msg("%s shows as nothing in a text", lacking[i]);
    }
    assert_true(text_can_draw(env->ui.text, "发动机异响 0W-20，㐂"));
    assert_false(text_can_draw(env->ui.text, "车😀"));
    assert_false(text_can_draw(env->ui.text, "ก"));
}

static void a_character_of_several_code_points_is_never_parted(void **state) {
    (void)state;
    static const char *const whole[] = {"👨‍👩‍👧", "👍🏽", "e\u0301", "🀄\uFE0F"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        Buf text = {0};
        for (int k = 0; k < 6; k++) buf_printf(&text, "好%s", whole[i]);
        for (float width = 100; width < 240; width += 7) {
            const char *lines[64];
            size_t n = text_wrap(env->ui.text, &env->list.arena, buf_text(&text), BODY, width, lines, 64), got = 0;
            for (size_t l = 0; l < n; l++) {
                for (const char *p = lines[l]; (p = strstr(p, whole[i])); p += strlen(whole[i])) got++;
            }
            if (got != 6) fail_msg("%s was parted at width %.0f", whole[i], (double)width);
        }
        buf_free(&text);
    }
}

static void an_edited_text_breaks_without_losing_a_byte(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "   ",
                                        "等配件等了两个小时，没人来说一声。",
                                        "waited  too long   for nothing ",
                                        "  4S店 换了0W-20机油   ",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t starts[64], n = text_break(env->ui.text, &env->list.arena, texts[i], BODY, 150, starts, 64);
        assert_true(n >= 1);
        assert_int_equal(starts[0], 0);
        for (size_t k = 1; k < n; k++) {
            assert_true(starts[k] > starts[k - 1]);
            assert_true(utf8_valid(texts[i] + starts[k], strlen(texts[i]) - starts[k]));
        }
    }
    size_t starts[4];
    assert_int_equal(text_break(env->ui.text, &env->list.arena, "等配件等", BODY, 84, starts, 4), 2);
    assert_int_equal(starts[1], strlen("等配件")); /* nothing is moved to keep the last one company */
}

static void lines_break_where_people_would(void **state) {
    (void)state;
    static const struct {
        const char *text;
        float width; /* an ideograph is 28 wide */
        const char *lines;
    } cases[] = {
        {"", 100, ""},
        {"保养套餐", 112, "保养套餐"},
        {"保养套餐余额", 84, "保养套|餐余额"},
        /* closing punctuation stays with its character, opening with the next */
        {"等配件，没人说一声", 84, "等配|件，没|人说|一声"},
        {"等配件等了，没人说一声", 140, "等配件等|了，没人说|一声"},
        {"适合（大众）的车", 84, "适合|（大|众）|的车"},
        {"适合「大众」", 84, "适合|「大|众」"},
        /* Latin words, numbers and prices stay whole */
        {"All synthetic oil", 168, "All synthetic|oil"},
        {"For Highlander · oil 0W-20", 250, "For Highlander ·|oil 0W-20"}, /* a dot begins no line */
        {"定期保养 40,000 km 首保", 200, "定期保养|40,000 km 首保"},
        {"现在只要¥1,470.50起", 160, "现在只要|¥1,470.50起"},
        {"请付630元办理", 100, "请付|630元|办理"},
        {"共12月31日前有效", 112, "共12月|31日前|有效"},
        {"可省50%哦亲", 84, "可省|50%|哦亲"},
        {"机油0W-20标号", 100, "机油|0W-20|标号"},
        /* a word wider than the line is cut somewhere */
        {"WWWWWWWWWW", 110, "WWWW|WWWW|WW"},
        {"好WWWWWWWWW好", 110, "好|WWWW|WWWW|W好"},
        /* new lines always break, empty ones count */
        {"一\n二", 200, "一|二"},
        {"一\r\n\n二\n", 200, "一||二|"},
        /* a last line of one character takes one more */
        {"保养套餐余额多", 168, "保养套餐余|额多"},
        {"保养套餐余额多。", 168, "保养套餐余|额多。"},
        {"保养套餐余额 km", 168, "保养套餐余额|km"},
        /* spaces at a break vanish, inside a line they stay */
        {"保养   套餐", 60, "保养|套餐"},
        {"  前导", 200, "前导"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *lines = wrapped(cases[i].text, cases[i].width, 16);
        if (strcmp(lines, cases[i].lines) != 0) print_error("%s: %s, not %s\n", cases[i].text, lines, cases[i].lines);
        wrong += strcmp(lines, cases[i].lines) != 0;
    }
    assert_int_equal(wrong, 0);
}

static void what_needs_more_lines_ends_with_an_ellipsis(void **state) {
    (void)state;
    assert_string_equal(wrapped("保养套餐余额查询", 84, 2), "保养套|餐余…");
    assert_string_equal(wrapped("保养套餐余额", 84, 2), "保养套|餐余额");
    assert_string_equal(wrapped("一\n二\n三", 84, 2), "一|二…");
    assert_string_equal(wrapped("一\n二\n", 84, 2), "一|二…");
    assert_string_equal(wrapped("保养套餐余额", 84, 1), "保养…");
    assert_string_equal(wrapped("保", 1, 1), "保");
    assert_string_equal(wrapped("保养", 1, 1), "…");
    const char *none[1];
    assert_int_equal(text_wrap(env->ui.text, &env->list.arena, "保养", BODY, 100, none, 0), 0);
}

static void a_line_too_long_is_cut_with_an_ellipsis(void **state) {
    (void)state;
    Text *t = env->ui.text;
    Arena *a = &env->list.arena;
    const char *fits = "可以取车";
    assert_ptr_equal(text_elide(t, a, fits, BODY, 112), fits);
    assert_string_equal(text_elide(t, a, fits, BODY, 111), "可以…");
    assert_string_equal(text_elide(t, a, "RAV4 荣放 2.0L", BODY, 100), "RAV4…");
    assert_string_equal(text_elide(t, a, "长", BODY, 5), "…");
    assert_string_equal(text_elide(t, a, "", BODY, 0), "");
    for (float width = 28; width < 400; width += 13) {
        const char *cut = text_elide(t, a, "一般维修 AVWA 40,000 km 钣金喷漆", BODY, width);
        assert_true(text_width(t, cut, BODY) <= width + 0.5f);
    }
}

static void a_width_is_the_run_s_and_all_ink_lies_in_it(void **state) {
    (void)state;
    static const char *const texts[] = {"卡罗拉",    "jjj", "AVAVA ffi", "¥1,470", "14:26",
                                        "川A·1**K7", "Ågß", " ",         "、。"};
    static const float spacings[] = {0, 1, -0.5f, 4};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t k = 0; k < sizeof spacings / sizeof *spacings; k++) {
            TextStyle style = {.px = 36, .bold = i % 2, .spacing = spacings[k]};
            float width = text_width(env->ui.text, texts[i], style);
            const TextRun *run = text_run(env->ui.text, texts[i], style);
            assert_true(width == (float)run->advance);
            assert_true(run->w <= run->advance);
        }
    }
    TextStyle four = {.px = 28, .spacing = 4};
    assert_true(text_width(env->ui.text, "卡罗拉", four) == 3 * 28 + 2 * 4); /* none after the last */
}

static void digits_are_equally_wide(void **state) {
    (void)state;
    for (int bold = 0; bold < 2; bold++) {
        TextStyle style = {.px = 64, .bold = bold};
        for (uint32_t d = '1'; d <= '9'; d++) {
            assert_true(text_advance(env->ui.text, d, style) == text_advance(env->ui.text, '0', style));
        }
    }
}

static void a_line_s_height_is_the_font_s(void **state) {
    (void)state;
    float h = text_height(env->ui.text, (TextStyle){.px = 100});
    assert_true(h > 144 && h < 146);
    int baseline = text_baseline(env->ui.text, (TextStyle){.px = 100}, 50, 145);
    assert_int_equal(baseline, 50 + 116);
}

static size_t ink(const char *text) {
    const TextRun *run = text_run(env->ui.text, text, BODY);
    size_t dark = 0;
    for (int i = 0; i < run->w * run->h; i++) dark += run->cover[i] > 127;
    return dark;
}

static void what_the_font_lacks_shows_its_box(void **state) {
    (void)state;
    size_t box = ink("\U0010FFFD");
    assert_true(box > 20);
    assert_true(ink("😀") > 20);
    assert_true(ink("a\xF0\x9F\x98\x80z") > ink("az") + 20);
}

static void bytes_that_are_no_text_are_shown_replaced(void **state) {
    (void)state;
    static const char *const bad[] = {"\xFF",         "\xC0\x80",    "abc\xE4\xBF",      "\xED\xA0\x80",
                                      "\x80\x80\x80", "好\xE4好",    "\xF5\x80\x80\x80", "\x01\x02\x1F\x7F",
                                      "tab\there",    "line\nbreak", "\xE2\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        TextStyle spaced = BODY;
        spaced.spacing = 2;
        assert_true(text_width(env->ui.text, bad[i], BODY) > 0);
        assert_true(text_width(env->ui.text, bad[i], spaced) > 0);
        assert_true(text_run(env->ui.text, bad[i], spaced)->advance > 0);
        wrapped(bad[i], 40, 16);
        text_elide(env->ui.text, &env->list.arena, bad[i], BODY, 20);
    }
    assert_true(ink("\xFF") > 20);
    assert_true(ink("\x01") == 0);
    uint64_t seed = 0x5EED;
    for (int i = 0; i < 3000; i++) {
        char noise[24];
        size_t len = (size_t)random_below(&seed, 23);
        for (size_t k = 0; k < len; k++) noise[k] = (char)(1 + random_below(&seed, 255));
        noise[len] = '\0';
        wrapped(noise, (float)random_below(&seed, 200), 1 + (size_t)random_below(&seed, 5));
    }
}

static void the_cache_stays_within_its_bytes(void **state) {
    (void)state;
    Text *t = text_open(1, 100000, NULL);
    assert_non_null(t);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 300; i++) {
            char text[32];
            snprintf(text, sizeof text, "第 %d 台车", i);
            text_run(t, text, BODY);
            assert_true(text_stats(t).bytes <= 100000);
        }
    }
    assert_true(text_stats(t).runs > 10);
    TextStats before = text_stats(t);
    const TextRun *again = text_run(t, "第 299 台车", BODY);
    TextStyle red = BODY;
    red.color = 0xFFFF0000;
    red.strike = true;
    assert_ptr_equal(text_run(t, "第 299 台车", red), again); /* all colours share a run */
    assert_int_equal(text_stats(t).hits, before.hits + 2);
    TextStyle huge = {.px = 900};
    const TextRun *run = text_run(t, "大字", huge); /* larger than the whole cache: still drawn */
    assert_true(run->w > 1700 && run->h > 500);
    text_run(t, "小", BODY);
    assert_int_equal(text_stats(t).runs, 1);
    text_close(t);
}

static void sizes_follow_the_panel_s_scale(void **state) {
    (void)state;
    Text *t = text_open(2, 1 << 20, NULL);
    assert_true(text_scale(t) == 2);
    assert_true(text_width(t, "保养", BODY) == 56);
    assert_int_equal(text_run(t, "保养", BODY)->advance, 112);
    text_close(t);
}

static void a_text_too_wide_is_set_smaller_then_cut(void **state) {
    (void)state;
    TextStyle big = {.px = 64, .bold = true, .color = 0xFF000000};
    frame_begin(env);
    ui_text(&env->ui, (Rect){0, 0, 400, 80}, "保养套餐", big);
    ui_text(&env->ui, (Rect){0, 100, 200, 80}, "保养套餐", big);
    ui_text(&env->ui, (Rect){0, 200, 60, 80}, "保养套餐", big);
    ui_text(&env->ui, (Rect){0, 300, 60, 80}, "", big);
    frame_end(env);
    assert_int_equal(env->list.n_cmds, 3);
    assert_true(env->list.cmds[0].style.px == 64);
    assert_true(env->list.cmds[1].style.px == 50);
    assert_true(env->list.cmds[2].style.px == TEXT_MIN);
    assert_string_equal(env->list.cmds[2].text, "保…");
}

static void a_paragraph_says_how_high_it_is(void **state) {
    (void)state;
    frame_begin(env);
    assert_true(ui_paragraph(&env->ui, (Rect){0, 0, 84, 500}, "保养套餐余额", BODY, 40) == 80);
    assert_int_equal(env->list.n_cmds, 2);
    assert_true(env->list.cmds[1].rect.y == 40);
    assert_true(ui_paragraph(&env->ui, (Rect){0, 0, 84, 50}, "保养套餐余额", BODY, 40) == 40);
    assert_string_equal(env->list.cmds[2].text, "保养…");
    frame_end(env);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_font_lacks_is_a_box_and_never_nothing),
        cmocka_unit_test(a_character_of_several_code_points_is_never_parted),
        cmocka_unit_test(an_edited_text_breaks_without_losing_a_byte),
        cmocka_unit_test(lines_break_where_people_would),
        cmocka_unit_test(what_needs_more_lines_ends_with_an_ellipsis),
        cmocka_unit_test(a_line_too_long_is_cut_with_an_ellipsis),
        cmocka_unit_test(a_width_is_the_run_s_and_all_ink_lies_in_it),
        cmocka_unit_test(digits_are_equally_wide),
        cmocka_unit_test(a_line_s_height_is_the_font_s),
        cmocka_unit_test(what_the_font_lacks_shows_its_box),
        cmocka_unit_test(bytes_that_are_no_text_are_shown_replaced),
        cmocka_unit_test(the_cache_stays_within_its_bytes),
        cmocka_unit_test(sizes_follow_the_panel_s_scale),
        cmocka_unit_test(a_text_too_wide_is_set_smaller_then_cut),
        cmocka_unit_test(a_paragraph_says_how_high_it_is),
    };
    return cmocka_run_group_tests_name("text", tests, setup, teardown);
}
