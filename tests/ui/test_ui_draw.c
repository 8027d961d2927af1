/* The draw list: it grows without losing anything, and answers what lies where. */
#include "ui_env.h"

static void a_hundred_thousand_commands_are_all_kept(void **state) {
    (void)state;
    enum { N = 100000 };
    DrawList list = {0};
    for (int round = 0; round < 2; round++) {
        draw_begin(&list, 1920, 1080);
        assert_int_equal(list.n_cmds, 0);
        for (int i = 0; i < N; i++) {
            DrawCmd *cmd = draw_add(&list, DRAW_TEXT, (Rect){(float)i, 0, 1, 1});
            cmd->text = arena_printf(&list.arena, "text %d", i);
            draw_add_target(&list, arena_printf(&list.arena, "id.%d", i), (Rect){(float)i, 0, 1, 1},
                            (Rect){(float)i, 0, 1, 1});
        }
        assert_int_equal(list.n_cmds, N);
        assert_int_equal(list.n_targets, N);
        for (int i = 0; i < N; i += 777) {
            char text[32];
            snprintf(text, sizeof text, "text %d", i);
            assert_string_equal(list.cmds[i].text, text);
            assert_true(list.cmds[i].rect.x == (float)i);
            assert_true(list.cmds[i].clip.w == 1920);
        }
        assert_string_equal(draw_target(&list, "id.99999")->id, "id.99999");
    }
    draw_free(&list);
    assert_null(list.cmds);
}

static void the_topmost_target_is_touched(void **state) {
    (void)state;
    DrawList list = {0};
    draw_begin(&list, 500, 500);
    draw_add_target(&list, "under", (Rect){0, 0, 200, 200}, (Rect){0, 0, 200, 200});
    draw_add_target(&list, "over", (Rect){100, 100, 200, 200}, (Rect){100, 100, 200, 200});
    assert_string_equal(draw_target_at(&list, 50, 50)->id, "under");
    assert_string_equal(draw_target_at(&list, 150, 150)->id, "over");
    assert_null(draw_target_at(&list, 300, 150)); /* right and bottom edges are outside */
    assert_null(draw_target(&list, "nobody"));
    draw_add(&list, DRAW_RECT, (Rect){0, 0, 500, 500});
    draw_add_scroll(&list, "area", (Rect){0, 0, 10, 10});
    draw_drop_targets(&list);
    assert_null(draw_target_at(&list, 150, 150));
    assert_int_equal(list.n_scrolls, 0);
    assert_int_equal(list.modal_from, 1);
    draw_free(&list);
}

static void rectangles_meet_and_miss(void **state) {
    (void)state;
    Rect r = rect_intersect((Rect){0, 0, 10, 10}, (Rect){5, 6, 10, 10});
    assert_true(r.x == 5 && r.y == 6 && r.w == 5 && r.h == 4);
    r = rect_intersect((Rect){0, 0, 10, 10}, (Rect){10, 0, 10, 10});
    assert_true(r.w == 0);
    r = rect_inset((Rect){0, 0, 10, 10}, 1, 2);
    assert_true(r.x == 1 && r.y == 2 && r.w == 8 && r.h == 6);
}

static void the_ground_is_what_lies_under_a_command(void **state) {
    (void)state;
    DrawList list = {0};
    draw_begin(&list, 400, 400);
    draw_add(&list, DRAW_RECT, (Rect){0, 0, 400, 400})->color = 0xFFFFFFFF;
    draw_add(&list, DRAW_RECT, (Rect){0, 0, 400, 400})->color = 0x80000000;
    draw_add(&list, DRAW_RECT, (Rect){300, 300, 50, 50})->color = 0xFFFF0000;
    DrawCmd *clipped = draw_add(&list, DRAW_RECT, (Rect){0, 0, 400, 400});
    clipped->color = 0xFF00FF00;
    clipped->clip = (Rect){0, 0, 20, 20};
    draw_add(&list, DRAW_PICTURE, (Rect){0, 0, 400, 400});
    draw_add(&list, DRAW_TEXT, (Rect){100, 100, 100, 100});
    draw_add(&list, DRAW_TEXT, (Rect){300, 300, 50, 50});
    draw_add(&list, DRAW_RECT, (Rect){0, 0, 400, 400})->color = 0xFF0000FF; /* above the texts */
    assert_int_equal(draw_ground_of(&list, 5), 0xFF7F7F7F);
    assert_int_equal(draw_ground_of(&list, 6), 0xFFFF0000);
    assert_int_equal(draw_ground_at(&list, 6, 10, 10), 0xFF00FF00);
    draw_free(&list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_thousand_commands_are_all_kept),
        cmocka_unit_test(the_topmost_target_is_touched),
        cmocka_unit_test(rectangles_meet_and_miss),
        cmocka_unit_test(the_ground_is_what_lies_under_a_command),
    };
    return cmocka_run_group_tests_name("draw", tests, NULL, NULL);
}
