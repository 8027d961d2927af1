/* Every screen in a language 40 % longer than English: layouts have room for what a translator may bring. */
#include "matrix_check.h"

static void every_screen_has_room_for_longer_words(void **state) {
    (void)state;
    words_lengthen();
    MatrixCheck c = {0};
    matrix_check(&c, fixture_sample(), &(MatrixAsk){.langs = LANG_ONLY_EN});
    assert_true(c.looks >= 500);
}

static void longer_words_keep_their_arguments_and_grow_by_40_percent(void **state) {
    (void)state;
    size_t plain = 0, longer = 0;
    for (int i = 0; i < WORDS; i++) {
        const char *is = word(LANG_EN, (Word)i);
        assert_true(is[0] == '[' && is[strlen(is) - 1] == ']');
        longer += strlen(is);
        plain += strlen(word(LANG_ZH, (Word)i)) > 0;
    }
    assert_true(plain == WORDS && longer > 0);
    assert_non_null(strstr(word(LANG_EN, W_WHY_COUNT), "%"));
    assert_string_equal(word(LANG_ZH, W_SUBMIT), "提交"); /* the other language stays */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_has_room_for_longer_words),
        cmocka_unit_test(longer_words_keep_their_arguments_and_grow_by_40_percent),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse("2026-11-23T14:26:00+08:00", &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
