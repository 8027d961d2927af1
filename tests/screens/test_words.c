/* The customers' words: none missing in either language, both take the same arguments, no English where Chinese
 * belongs. */
#include "base/utf8.h"
#include "screens/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The conversions of a format in the order of their arguments: "%2$d %1$s" -> "sd". */
static void conversions(const char *fmt, char out[16]) {
    int next = 0;
    memset(out, 0, 16);
    for (const char *p = fmt; (p = strchr(p, '%')) != NULL; p++) {
        if (p[1] == '%') {
            p++;
            continue;
        }
        int at = next++;
        char *end;
        long position = strtol(p + 1, &end, 10);
        if (end > p + 1 && *end == '$') {
            at = (int)position - 1;
            p = end;
        }
        assert_true(at >= 0 && at < 15);
        out[at] = p[1];
    }
}

static void every_word_stands_in_both_languages_with_the_same_arguments(void **state) {
    (void)state;
    for (int i = 0; i < WORDS; i++) {
        const char *zh = word(LANG_ZH, (Word)i), *en = word(LANG_EN, (Word)i);
        char a[16], b[16];
        if (!*zh || !*en) fail_msg("%s is empty", word_name((Word)i));
        if (!utf8_valid(zh, strlen(zh)) || !utf8_valid(en, strlen(en))) fail_msg("%s is no UTF-8", word_name((Word)i));
        conversions(zh, a);
        conversions(en, b);
        if (strcmp(a, b) != 0) fail_msg("%s takes %s in Chinese and %s in English", word_name((Word)i), a, b);
    }
}

static int has_han(const char *text) {
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        uint32_t cp = utf8_next(&p, end);
        if (cp >= 0x4E00 && cp <= 0x9FFF) return 1;
    }
    return 0;
}

static void english_has_no_chinese_but_the_way_to_it(void **state) {
    (void)state;
    for (int i = 0; i < WORDS; i++) {
        if (i == W_LANGUAGE || i == W_KEY_MODE) continue;
        if (has_han(word(LANG_EN, (Word)i))) fail_msg("%s has Chinese in its English", word_name((Word)i));
    }
    assert_true(has_han(word(LANG_EN, W_LANGUAGE)));
    assert_false(has_han(word(LANG_ZH, W_LANGUAGE)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_stands_in_both_languages_with_the_same_arguments),
        cmocka_unit_test(english_has_no_chinese_but_the_way_to_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
