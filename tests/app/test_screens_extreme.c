/* Every screen in every setting where it hurts: 60 cars with the longest of everything, a 200-character complaint, a
 * store with nothing in it. Data may be cut, the program's own words may not. */
#include "extremes.h"
#include "matrix_check.h"

#include <time.h>

static void type_200(Panel *p, const Variant *v) {
    if (strcmp(v->screen, "why") != 0 && strcmp(v->screen, "words") != 0) return;
    Field *f = &p->kiosk.visit.words;
    static const char zh_text[] = "等了两个半小时才有人告诉我配件没到，",
                      en_text[] = "nobody told me that the part had not come, ";
    f->text[0] = '\0';
    while (field_count(f) < 200) {
        size_t before = strlen(f->text);
        field_insert(f, v->lang == LANG_ZH ? zh_text : en_text);
        if (strlen(f->text) == before) break;
    }
    panel_frame(p, p->kiosk.mono);
}

static void sixty_cars_with_the_longest_of_everything(void **state) {
    (void)state;
    MatrixCheck c = {.change = type_200};
    matrix_check(&c, fixture_extremes(), &(MatrixAsk){0});
    assert_true(c.looks >= 1000);
}

static void a_store_with_nothing_in_it(void **state) {
    (void)state;
    MatrixCheck c = {0};
    matrix_check(&c, fixture_nothing(), &(MatrixAsk){0});
    assert_true(c.looks >= 500);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixty_cars_with_the_longest_of_everything),
        cmocka_unit_test(a_store_with_nothing_in_it),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse("2026-11-23T14:26:00+08:00", &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
