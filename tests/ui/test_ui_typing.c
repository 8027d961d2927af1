/* A panel on which Chinese typing cannot be opened (here: its schema is not where it should be): the keyboard types
 * letters, says so once, and goes on. */
#include "ui/keyboard.h"
#include "ui_env.h"

#include <unistd.h>

static const KeyboardWords WORDS = {"空格", "中 / 英", "手写", "拼音", "撤一笔", "重写", "在这里写，一次一个字"};

static Env *env;
static Keyboard kb = {.chinese = true};
static Field field = {.max_chars = 300};
static Typing typing;

static void frame(void) {
    env->now += 20;
    frame_begin(env);
    typing_begin(&typing);
    ui_fill(&env->ui, (Rect){0, 0, 1920, 1080}, env->ui.theme->sunken, 0);
    ui_keyboard(&env->ui, "k", (Rect){48, 540, 1824, 500}, &kb, &field, &typing, WORDS);
    typing_end(&typing);
    frame_end(env);
}

static void tap(const char *id) {
    frame();
    const Target *key = draw_target(&env->list, id);
    if (!key) fail_msg("no key %s", id);
    float x = key->hit.x + key->hit.w / 2, y = key->hit.y + key->hit.h / 2;
    finger(env, FINGER_DOWN, 1, x, y);
    finger(env, FINGER_UP, 1, x, y);
    frame();
}

/* How many lines the program has written to its log, which main sent to a file. */
static int log_lines(const char *about) {
    char line[512];
    int n = 0;
    rewind(stderr);
    while (fgets(line, sizeof line, stderr)) n += strstr(line, about) != NULL;
    fseek(stderr, 0, SEEK_END);
    return n;
}

static void without_pinyin_letters_are_typed_and_it_is_said_once(void **state) {
    (void)state;
    for (int i = 0; i < 50; i++) frame();
    assert_null(typing.pinyin);
    assert_true(typing.pinyin_state.missing);
    assert_int_equal(log_lines("no pinyin"), 1);
    tap("k.h");
    tap("k.a");
    tap("k.o");
    tap("k.space");
    tap("k.period");
    assert_string_equal(field.text, "hao 。");
    tap("k.mode"); /* English, and back to what is left of Chinese: the pad */
    tap("k.mode");
    frame();
    assert_non_null(draw_target(&env->list, "k.pad"));
    assert_null(draw_target(&env->list, "k.hand"));
    for (int i = 0; i < 50; i++) frame();
    assert_int_equal(log_lines("no pinyin"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(without_pinyin_letters_are_typed_and_it_is_said_once)};
    char dir[] = "/tmp/lounge-nothing-XXXXXX", path[64];
    if (!mkdtemp(dir) || setenv("LOUNGE_SHARE", dir, 1) != 0) return 1;
    snprintf(path, sizeof path, "%s/log", dir);
    if (!freopen(path, "w+", stderr)) return 1;
    env = env_new(1, 1920, 1080);
    int failed = cmocka_run_group_tests_name("typing", tests, NULL, NULL);
    typing_close(&typing);
    env_free(env);
    remove(path);
    rmdir(dir);
    return failed;
}
