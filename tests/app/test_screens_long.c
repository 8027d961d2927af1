/* Every screen in a language 40 % longer than English: layouts have room for what a translator may bring. */
#include "matrix_check.h"

#include "base/utf8.h"

static const char *plain[WORDS];

static void every_screen_has_room_for_longer_words(void **state) {
    (void)state;
    MatrixCheck c = {0};
    matrix_check(&c, fixture_sample(), &(MatrixAsk){.langs = LANG_ONLY_EN});
    assert_true(c.looks >= 500);
}

static void longer_words_keep_their_arguments_and_grow_by_40_percent(void **state) {
    (void)state;
    for (int i = 0; i < WORDS; i++) {
        const char *is = word(LANG_EN, (Word)i), *was = plain[i];
        assert_true(is[0] == '[' && is[strlen(is) - 1] == ']');
        assert_true(utf8_count(is) * 10 >= utf8_count(was) * 14);
        assert_true(utf8_count(is) * 10 < utf8_count(was) * 14 + 30);
        for (const char *p = was; (p = strchr(p, '%')) != NULL; p++) { /* arguments are as they were */
            char argument[8] = "";
            size_t len = 1 + strspn(p + 1, "0123456789$.-+l") + 1;
            assert_true(len < sizeof argument);
            memcpy(argument, p, len);
            assert_non_null(strstr(is, argument));
        }
    }
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
    for (int i = 0; i < WORDS; i++) plain[i] = word(LANG_EN, (Word)i);
    words_lengthen();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
