/* Every screen, in both languages, landscape and portrait, on the demo store and on a dirty export: reached by taps,
 * and its draw list passes all checks (fit, contrast, sizes, overlap). */
#include "fixture.h"

#include "app/dump.h"
#include "base/clock.h"
#include "ui/check.h"

/* The program's own words and the demo store's data fit whole: nothing ends in "…" that a customer should read on. */
static size_t count_cut(const DrawList *list, Buf *faults) {
    size_t n = 0;
    for (size_t i = 0; i < list->n_cmds; i++) {
        const char *text = list->cmds[i].kind == DRAW_TEXT ? list->cmds[i].text : "";
        size_t len = strlen(text), dots = strlen("…");
        if (len < dots || strcmp(text + len - dots, "…") != 0) continue;
        if (strcmp(text, word(LANG_ZH, W_SAVING)) == 0 || strcmp(text, word(LANG_EN, W_SAVING)) == 0) continue;
        buf_printf(faults, "cut: %s\n", text);
        n++;
    }
    return n;
}

static void check_all(const char *db_path, bool whole) {
    Buf faults = {0};
    size_t n = 0;
    for (int i = 0; dump_screens[i]; i++) {
        for (int turn = 0; turn < 4; turn++) {
            Robot robot;
            Err err = {0};
            bool portrait = turn & 1;
            Lang lang = turn & 2 ? LANG_EN : LANG_ZH;
            if (!robot_open(&robot, db_path, portrait ? 1080 : 1920, portrait ? 1920 : 1080, lang, &err))
                fail_msg("%s", err.en);
            bool there = robot_go(&robot, dump_screens[i], &err);
            if (!there && strcmp(dump_screens[i], "wifi") != 0) fail_msg("%s", err.en);
            size_t before = faults.len;
            size_t cut = there && whole ? count_cut(&robot.panel.list, &faults) : 0;
            if (there && check_list(&robot.panel.list, robot.panel.text, &faults) + cut > 0) {
                n++;
                printf("%s %s %s:\n%s\n", dump_screens[i], lang == LANG_ZH ? "zh" : "en", portrait ? "port" : "land",
                       buf_text(&faults) + before);
            }
            robot_close(&robot);
        }
    }
    buf_free(&faults);
    assert_int_equal(n, 0);
}

static void every_screen_of_the_demo_store_is_sound(void **state) {
    (void)state;
    check_all(fixture_demo(), true);
}

static void every_screen_of_a_dirty_export_is_sound(void **state) {
    (void)state;
    Ms now;
    assert_true(instant_parse("2026-11-23T14:26:00+08:00", &now));
    clock_freeze(now);
    check_all(fixture_sample(), false);
    clock_unset();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_of_the_demo_store_is_sound),
        cmocka_unit_test(every_screen_of_a_dirty_export_is_sound),
    };
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
