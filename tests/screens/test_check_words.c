/* The check of words finds what is left in the other language and what is cut, and leaves the store's data alone. */
#include "screens/check_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static size_t faults_of(Lang lang, const char *text, const char *says) {
    DrawList list = {0};
    Buf faults = {0};
    draw_begin(&list, 1920, 1080);
    draw_add(&list, DRAW_TEXT, (Rect){48, 48, 400, 40})->text = text;
    size_t n = check_words(&list, lang, &faults);
    if (says && !strstr(buf_text(&faults), says)) fail_msg("%s: says %s, not %s", text, buf_text(&faults), says);
    buf_free(&faults);
    draw_free(&list);
    return n;
}

static void a_word_of_the_other_language_is_found(void **state) {
    (void)state;
    assert_int_equal(faults_of(LANG_EN, word(LANG_ZH, W_SUBMIT), "SUBMIT"), 1);
    assert_int_equal(faults_of(LANG_ZH, word(LANG_EN, W_WHY_TITLE), "WHY_TITLE"), 1);
    assert_int_equal(faults_of(LANG_EN, word(LANG_EN, W_SUBMIT), NULL), 0);
    assert_int_equal(faults_of(LANG_ZH, word(LANG_ZH, W_WHY_TITLE), NULL), 0);
}

static void a_line_of_a_longer_text_is_found(void **state) {
    (void)state;
    assert_int_equal(faults_of(LANG_EN, "请联系前台工作人员", "STORE_DOWN"), 1);
    assert_int_equal(faults_of(LANG_ZH, "cannot show its data.", "STORE_DOWN"), 1);
}

static void the_way_to_the_other_language_and_data_are_left_alone(void **state) {
    (void)state;
    assert_int_equal(faults_of(LANG_EN, word(LANG_EN, W_LANGUAGE), NULL), 0); /* 中文 */
    assert_int_equal(faults_of(LANG_ZH, word(LANG_ZH, W_LANGUAGE), NULL), 0); /* English */
    assert_int_equal(faults_of(LANG_EN, "李欣", NULL), 0);
    assert_int_equal(faults_of(LANG_EN, "川A·9**99", NULL), 0);
    assert_int_equal(faults_of(LANG_ZH, "RAV4", NULL), 0);
}

static void an_own_word_that_is_cut_is_found(void **state) {
    (void)state;
    assert_int_equal(faults_of(LANG_EN, "This panel cannot sh…", "cut (STORE_DOWN)"), 1);
    assert_int_equal(faults_of(LANG_EN, word(LANG_EN, W_SAVING), NULL), 0); /* ends so by itself */
    assert_int_equal(faults_of(LANG_EN, "Zzyzx brake pads and a very long na…", NULL), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_of_the_other_language_is_found),
        cmocka_unit_test(a_line_of_a_longer_text_is_found),
        cmocka_unit_test(the_way_to_the_other_language_and_data_are_left_alone),
        cmocka_unit_test(an_own_word_that_is_cut_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
