/* Pinyin with the real librime: the trade's words come first, everything the font lacks is skipped, nothing of what is
 * typed is kept, and opening it many times leaves nothing behind. */
#include "base/utf8.h"
#include "ui/phrases.h"
#include "ui/pinyin.h"
#include "ui_env.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

static Text *text;
static Pinyin *pinyin;
static char home[64];

static int setup(void **state) {
    (void)state;
    Err err = {0};
    strcpy(home, "/tmp/lounge-home-XXXXXX");
    if (!mkdtemp(home) || setenv("HOME", home, 1) != 0) return -1;
    text = text_open(1, 4 << 20, &err);
    pinyin = text ? pinyin_open(&err) : NULL;
    if (!pinyin) fail_msg("%s", err.en);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    pinyin_close(pinyin);
    text_close(text);
    return rmdir(home);
}

static const char *first_for(const char *letters, const char *before) {
    pinyin_type(pinyin, text, letters, before);
    return pinyin_count(pinyin) ? pinyin_candidate(pinyin, 0) : "";
}

static bool is_offered(const char *letters, const char *wanted) {
    pinyin_type(pinyin, text, letters, "");
    for (size_t i = 0;; i++) {
        if (i == pinyin_count(pinyin) && !pinyin_more(pinyin)) return false;
        if (strcmp(pinyin_candidate(pinyin, i), wanted) == 0) return true;
    }
}

static void the_trades_words_come_first(void **state) {
    (void)state;
    static const struct {
        const char *before, *letters, *first;
    } cases[] = {
        {"发动机", "yixiang", "异响"},
        {"", "fadongjiyixiang", "发动机异响"},
        {"", "fadongjiyouyixiang", "发动机有异响"}, /* inside a longer sentence, too */
        {"", "huanwanjiyouhaishiyouyixiang", "换完机油还是有异响"},
        {"", "dengtaijiu", "等太久"},
        {"", "fuwuguwen", "服务顾问"},
        {"", "shachepian", "刹车片"},
        {"", "silundingwei", "四轮定位"},
        {"", "jiyoulvxin", "机油滤芯"},
        {"", "meirentongzhi", "没人通知"},
        {"", "xichebuganjing", "洗车不干净"},
        {"", "fdjyx", "发动机异响"}, /* first letters are enough from three characters on */
        {"", "dtj", "等太久"},
        {"没人", "tongzhi", "通知"},
        {"今天洗车", "bgj", "不干净"},
        {"等", "taijiu", "太久"},
        /* everyday words stay what they are */
        {"", "nihao", "你好"},
        {"", "xiexie", "谢谢"},
        {"", "women", "我们"},
        {"", "deng", "等"},
        {"", "gebi", "隔壁"},
        {"", "jintian", "今天"},
        {"", "zheyixiang", "这一项"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *first = first_for(cases[i].letters, cases[i].before);
        if (strcmp(first, cases[i].first) != 0)
            fail_msg("%s behind %s gives %s, not %s", cases[i].letters, cases[i].before, first, cases[i].first);
    }
}

static void every_phrase_of_the_list_comes_first_and_its_pinyin_is_right(void **state) {
    (void)state;
    char path[512];
    Err err = {0};
    snprintf(path, sizeof path, "%s/data/phrases.txt", getenv("LOUNGE_SHARE"));
    Phrases *phrases = phrases_read(path, &err);
    if (!phrases) fail_msg("%s", err.en);
    assert_true(phrases_n(phrases) >= 300);
    int wrong = 0;
    for (size_t i = 0; i < phrases_n(phrases); i++) {
        char letters[128], one[8], syllables[128], *save = NULL;
        size_t n = 0;
        for (const char *p = phrases_pinyin(phrases, i); *p; p++) {
            if (*p != ' ') letters[n++] = *p;
        }
        letters[n] = '\0';
        if (n <= PINYIN_LETTERS && strcmp(first_for(letters, ""), phrases_text(phrases, i)) != 0)
            print_message("%s gives %s, not %s\n", letters, first_for(letters, ""), phrases_text(phrases, i)), wrong++;
        snprintf(syllables, sizeof syllables, "%s", phrases_pinyin(phrases, i));
        const char *at = phrases_text(phrases, i), *end = at + strlen(at);
        for (char *s = strtok_r(syllables, " ", &save); s; s = strtok_r(NULL, " ", &save)) {
            const char *start = at;
            utf8_next(&at, end);
            snprintf(one, sizeof one, "%.*s", (int)(at - start), start);
            if (!is_offered(s, one)) print_message("%s is not read %s\n", one, s), wrong++;
        }
    }
    phrases_free(phrases);
    assert_int_equal(wrong, 0);
}

static void spelling_shows_the_syllables(void **state) {
    (void)state;
    first_for("shuoyisheng", "");
    assert_string_equal(pinyin_spelling(pinyin), "shuo yi sheng");
    first_for("shuoyish", "");
    assert_string_equal(pinyin_spelling(pinyin), "shuo yi sh");
    assert_string_equal(first_for("", ""), "");
    assert_string_equal(pinyin_spelling(pinyin), "");
}

static void one_letter_more_or_less_gives_the_same_as_typing_anew(void **state) {
    (void)state;
    static const char *const typed[] = {"m",      "me",        "mei",     "meir", "mei", "me",
                                        "meiren", "meirenlai", "meirenl", "x",    ""};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        char first[64], anew[64];
        snprintf(first, sizeof first, "%s", first_for(typed[i], ""));
        pinyin_close(pinyin);
        pinyin = pinyin_open(NULL);
        snprintf(anew, sizeof anew, "%s", first_for(typed[i], ""));
        assert_string_equal(first, anew);
    }
}

static void what_the_font_lacks_is_not_offered(void **state) {
    (void)state;
    static const char *const letters[] = {"yi", "ji", "xi", "zhi", "shi", "biang", "ling", "xian", "fu", "yu"};
    size_t seen = 0;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        pinyin_type(pinyin, text, letters[i], "");
        while (pinyin_more(pinyin)) {
        }
        for (size_t k = 0; k < pinyin_count(pinyin); k++, seen++) {
            const char *candidate = pinyin_candidate(pinyin, k);
            if (!text_can_draw(text, candidate)) fail_msg("%s cannot be drawn", candidate);
            for (size_t j = 0; j < k; j++) assert_string_not_equal(candidate, pinyin_candidate(pinyin, j));
        }
    }
    assert_true(seen > 1000);
}

static void taking_a_part_leaves_the_rest(void **state) {
    (void)state;
    char taken[4 * PINYIN_LETTERS + 1], left[sizeof taken];
    pinyin_type(pinyin, text, "woyaotousufuwu", "");
    size_t i = 0;
    while (strcmp(pinyin_candidate(pinyin, i), "我要") != 0) i++;
    pinyin_take(pinyin, i, taken, left, sizeof taken);
    assert_string_equal(taken, "我要");
    assert_string_equal(left, "tousufuwu");
    assert_int_equal(pinyin_count(pinyin), 0);
    pinyin_type(pinyin, text, left, taken);
    assert_string_equal(pinyin_candidate(pinyin, 0), "投诉服务");
    pinyin_take(pinyin, 0, taken, left, sizeof taken);
    assert_string_equal(left, "");
}

/* One customer's words are never offered to the next: a rare order of words, taken again and again, comes no nearer. */
static void nothing_is_learnt_and_nothing_is_written(void **state) {
    (void)state;
    char before[512] = "", after[512] = "", taken[4 * PINYIN_LETTERS + 1], left[sizeof taken];
    for (int visit = 0; visit < 2; visit++) {
        char *into = visit ? after : before;
        pinyin_type(pinyin, text, "zhangsanfeng", "");
        for (size_t i = 0; i < pinyin_count(pinyin) && i < 12; i++)
            strcat(strcat(into, pinyin_candidate(pinyin, i)), " ");
        for (int i = 0; visit == 0 && i < 50; i++) {
            pinyin_type(pinyin, text, "zhangsanfeng", "");
            pinyin_take(pinyin, pinyin_count(pinyin) - 1, taken, left, sizeof taken);
            while (*left) {
                pinyin_type(pinyin, text, left, "");
                pinyin_take(pinyin, pinyin_count(pinyin) / 2, taken, left, sizeof taken);
            }
        }
        pinyin_close(pinyin);
        pinyin = pinyin_open(NULL);
    }
    assert_string_equal(before, after);
    DIR *dir = opendir(home);
    for (struct dirent *e; (e = readdir(dir));) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) fail_msg("wrote %s/%s", home, e->d_name);
    }
    closedir(dir);
    struct stat st;
    assert_int_not_equal(stat("/nonexistent", &st), 0);
    char staging[512];
    snprintf(staging, sizeof staging, "%s/assets/rime", getenv("LOUNGE_SHARE"));
    dir = opendir(staging);
    for (struct dirent *e; (e = readdir(dir));) {
        if (e->d_name[0] != '.' && strcmp(e->d_name, "lounge.schema.yaml") != 0) fail_msg("wrote %s", e->d_name);
    }
    closedir(dir);
}

static void opened_and_closed_forty_times_it_still_works(void **state) {
    (void)state;
    for (int i = 0; i < 40; i++) {
        pinyin_close(pinyin);
        pinyin = pinyin_open(NULL);
        assert_non_null(pinyin);
    }
    assert_string_equal(first_for("fadongji", ""), "发动机");
}

static void any_letters_do_no_harm(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 40; i++) {
        char letters[PINYIN_LETTERS + 1], taken[4 * PINYIN_LETTERS + 1], left[sizeof taken];
        int n = random_below(&seed, 25); /* as long as any word */
        for (int k = 0; k < n; k++) letters[k] = (char)('a' + random_below(&seed, 26));
        letters[n] = '\0';
        pinyin_type(pinyin, text, letters, "发动机");
        if (pinyin_count(pinyin) == 0) continue;
        size_t which = (size_t)random_below(&seed, (int)pinyin_count(pinyin));
        pinyin_take(pinyin, which, taken, left, sizeof taken);
        assert_true(strlen(left) < strlen(letters));
        assert_true(utf8_valid(taken, strlen(taken)));
    }
}

/* --- the list's own format --------------------------------------------------------------------------------------- */

static Phrases *phrases_of(const char *content, Err *err) {
    char path[] = "/tmp/lounge-phrases-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, content, strlen(content)), (ssize_t)strlen(content));
    close(fd);
    Phrases *phrases = phrases_read(path, err);
    remove(path);
    return phrases;
}

static void a_line_that_cannot_be_read_is_named(void **state) {
    (void)state;
    static const char *const bad[] = {
        "异响 yi xiang\n",     "异响\tyi\t5\n",   "异响\tyi xiang xiang\t5\n", "异响\tyi xiang\t0\n", "异响\t\t5\n",
        "异响\tYi xiang\t5\n", "\tyi xiang\t5\n", "\xff\xfe\tyi xiang\t5\n",   "异响\tyi xiang\t55\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char content[128];
        Err err = {0};
        snprintf(content, sizeof content, "# note\n\n好的\thao de\n%s", bad[i]);
        if (phrases_of(content, &err)) fail_msg("taken: %s", bad[i]);
        assert_int_equal(err.code, ERR_INPUT);
        if (!strstr(err.en, "line 4")) fail_msg("%s: %s", bad[i], err.en);
    }
    Err err = {0};
    assert_null(phrases_read("/nonexistent/phrases", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

static void of_phrases_typed_alike_the_heavier_comes_first(void **state) {
    (void)state;
    Phrases *phrases = phrases_of("公里\tgong li\t5\n功力\tgong li\t9\n公立\tgong li\n", NULL);
    assert_non_null(phrases);
    const char *out[4];
    size_t sure, n = phrases_find(phrases, "gongli", "", out, 4, &sure);
    assert_int_equal(n, 3);
    assert_int_equal(sure, 3);
    assert_string_equal(out[0], "功力");
    assert_string_equal(out[1], "公里");
    assert_int_equal(phrases_find(phrases, "gong", "", out, 4, &sure), 0);
    Arena arena = {0};
    assert_string_equal(phrases_put_in(phrases, &arena, "两攻离", "liang gong li"), "两功力");
    assert_string_equal(phrases_put_in(phrases, &arena, "两攻", "liang gong li"), "两攻"); /* not one a syllable */
    arena_free(&arena);
    phrases_free(phrases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_trades_words_come_first),
        cmocka_unit_test(every_phrase_of_the_list_comes_first_and_its_pinyin_is_right),
        cmocka_unit_test(spelling_shows_the_syllables),
        cmocka_unit_test(one_letter_more_or_less_gives_the_same_as_typing_anew),
        cmocka_unit_test(what_the_font_lacks_is_not_offered),
        cmocka_unit_test(taking_a_part_leaves_the_rest),
        cmocka_unit_test(nothing_is_learnt_and_nothing_is_written),
        cmocka_unit_test(opened_and_closed_forty_times_it_still_works),
        cmocka_unit_test(any_letters_do_no_harm),
        cmocka_unit_test(a_line_that_cannot_be_read_is_named),
        cmocka_unit_test(of_phrases_typed_alike_the_heavier_comes_first),
    };
    return cmocka_run_group_tests_name("pinyin", tests, setup, teardown);
}
