/* The checks find each fault made on purpose, and none in a sound screen. */
#include "ui_env.h"

static Env *env;

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

static DrawCmd *text_at(Rect box, const char *text) {
    DrawCmd *cmd = draw_add(&env->list, DRAW_TEXT, box);
    cmd->text = text;
    cmd->style = (TextStyle){.px = 28, .color = 0xFF17191E};
    return cmd;
}

static void icon_at(Rect box) {
    DrawCmd *cmd = draw_add(&env->list, DRAW_PICTURE, box);
    cmd->text = "assets/icons/bell.svg";
    cmd->color = 0xFF17191E;
}

static void target_at(const char *id, Rect hit) {
    draw_add_target(&env->list, id, hit, hit);
}

static void sound_screen(void) {
    draw_begin(&env->list, 1920, 1080);
    draw_add(&env->list, DRAW_RECT, (Rect){0, 0, 1920, 1080})->color = theme_day.paper;
    text_at((Rect){48, 40, 400, 40}, "在店车辆");
    target_at("a", (Rect){48, 100, 96, 96});
    target_at("b", (Rect){144, 100, 96, 96});
}

/* The list has this one fault and no other. */
static void assert_fault(const char *words) {
    Buf faults = {0};
    size_t n = check_list(&env->list, env->ui.text, &faults);
    if (n != 1 || !strstr(buf_text(&faults), words)) {
        fail_msg("wanted \"%s\", got %zu: %s", words, n, buf_text(&faults));
    }
    buf_free(&faults);
    sound_screen();
}

static void assert_no_fault(void) {
    Buf faults = {0};
    if (check_list(&env->list, env->ui.text, &faults)) fail_msg("%s", buf_text(&faults));
    buf_free(&faults);
    sound_screen();
}

static void a_sound_screen_has_no_fault(void **state) {
    (void)state;
    sound_screen();
    assert_no_fault();
}

static void faults_of_texts_are_found(void **state) {
    (void)state;
    sound_screen();
    text_at((Rect){48, 300, 100, 40}, "保养套餐");
    assert_fault("text 112.0 wide in a box of 100.0: 保养套餐");
    text_at((Rect){48, 300, 200, 20}, "保养套餐");
    assert_fault("text of size 28.0 in a box 20.0 high: 保养套餐");
    text_at((Rect){48, 300, 200, 40}, "保养套餐")->style.px = 26;
    assert_fault("text of size 26.0, least is 27");
    text_at((Rect){48, 300, 200, 40}, "");
    assert_fault("empty text");
    text_at((Rect){48, 300, 200, 40}, "  ");
    assert_fault("empty text");
    text_at((Rect){48, 300, 200, 40}, "x")->text = NULL;
    assert_fault("empty text");
    text_at((Rect){1850, 300, 200, 40}, "保养套餐");
    assert_fault("text outside the panel");
    text_at((Rect){48, 1060, 200, 40}, "保养套餐");
    assert_fault("text outside the panel");
    text_at((Rect){48, 300, 200, 40}, "保养套餐")->clip = (Rect){0, 0, 100, 1080};
    assert_fault("text cut by its clip");
    /* a box may reach beyond as long as the letters do not */
    text_at((Rect){1800, 300, 200, 40}, "保养");
    assert_no_fault();
}

static void faults_of_contrast_are_found(void **state) {
    (void)state;
    sound_screen();
    DrawCmd *cmd = text_at((Rect){48, 300, 200, 80}, "保养套餐");
    cmd->style.color = 0xFF909090;
    cmd->style.bold = true; /* large and bold is no excuse */
    cmd->style.px = 48;
    assert_fault("contrast 2.");
    text_at((Rect){48, 300, 200, 40}, "保养套餐")->style.color = 0x6017191E; /* faint by alpha */
    assert_fault("contrast 2.");
    text_at((Rect){48, 300, 200, 40}, "保养套餐")->style.color = 0x00FFFFFF;
    assert_fault("contrast 1.00");
    /* only its end lies on a dark rectangle */
    draw_add(&env->list, DRAW_RECT, (Rect){130, 300, 200, 40})->color = 0xFF17191E;
    text_at((Rect){48, 300, 200, 40}, "保养套餐");
    assert_fault("contrast 1.00");
    /* over a picture the rectangle under it counts */
    draw_add(&env->list, DRAW_PICTURE, (Rect){0, 200, 1920, 400})->text = "assets/cars/sedan.svg";
    text_at((Rect){48, 300, 200, 40}, "保养套餐");
    assert_no_fault();
}

static void text_on_an_icon_is_found(void **state) {
    (void)state;
    sound_screen();
    icon_at((Rect){52, 44, 36, 36});
    assert_fault("text on the icon");
    sound_screen();
    icon_at((Rect){500, 44, 36, 36});
    assert_no_fault();
}

static void faults_of_targets_are_found(void **state) {
    (void)state;
    sound_screen();
    target_at("small", (Rect){600, 100, 90, 200});
    assert_fault("target small is 90.0 × 200.0, least is 96");
    target_at("low", (Rect){600, 100, 200, 95});
    assert_fault("target low is 200.0 × 95.0");
    target_at("over", (Rect){100, 150, 200, 200});
    draw_add_target(&env->list, "a2", (Rect){0}, (Rect){400, 100, 96, 96});
    Buf faults = {0};
    assert_int_equal(check_list(&env->list, env->ui.text, &faults), 2); /* over a and over b */
    assert_non_null(strstr(buf_text(&faults), "targets b and over overlap by 96.0 × 46.0"));
    buf_free(&faults);
    sound_screen();
    target_at("a", (Rect){600, 100, 96, 96});
    assert_fault("target a is there twice");
    target_at("gone", (Rect){1900, 100, 96, 96});
    assert_fault("target gone leaves the panel");
    target_at("an id that is much, much, much, much longer than a touch can remember", (Rect){600, 100, 96, 96});
    assert_fault("target id longer than 63");
    target_at("touching", (Rect){239.6f, 100, 96, 96}); /* less than half a unit is rounding */
    assert_no_fault();
}

static void what_scrolls_may_be_cut_by_its_area(void **state) {
    (void)state;
    sound_screen();
    Rect area = {48, 300, 800, 500};
    draw_add_scroll(&env->list, "list", area);
    text_at((Rect){60, 785, 200, 40}, "保养套餐")->clip = area;
    text_at((Rect){60, 1500, 200, 40}, "保养套餐")->clip = area;
    target_at("row", (Rect){48, 770, 800, 30});
    assert_no_fault();
    draw_add_scroll(&env->list, "list", area);
    target_at("row", (Rect){48, 500, 800, 30}); /* as wide as the area, but not cut in its height */
    assert_fault("target row is 800.0 × 30.0");
    draw_add_scroll(&env->list, "list", area);
    target_at("row", (Rect){100, 500, 300, 30});
    assert_fault("target row is 300.0 × 30.0");
}

static void under_a_modal_sheet_nothing_is_asked(void **state) {
    (void)state;
    sound_screen();
    text_at((Rect){60, 785, 200, 40}, "保养套餐")->clip = (Rect){48, 300, 800, 500};
    draw_drop_targets(&env->list);
    draw_add(&env->list, DRAW_RECT, (Rect){400, 200, 1000, 600})->color = theme_day.surface;
    target_at("a", (Rect){500, 500, 200, 96});
    assert_no_fault();
}

static void what_a_bezel_may_hide_is_found(void **state) {
    (void)state;
    sound_screen();
    text_at((Rect){20, 300, 200, 40}, "保养套餐");
    assert_fault("text nearer to the panel's edge than 24");
    text_at((Rect){1700, 1024, 200, 40}, "保养套餐")->style.align = ALIGN_RIGHT;
    assert_fault("text nearer to the panel's edge than 24");
    target_at("low", (Rect){600, 970, 200, 96});
    assert_fault("target low nearer to the panel's edge than 24");
    draw_add_target(&env->list, "key", (Rect){40, 940, 100, 96}, (Rect){0, 930, 150, 120}); /* felt to the edge */
    draw_add(&env->list, DRAW_RECT, (Rect){0, 1070, 1920, 10})->color = theme_day.paper;
    target_at("whole", (Rect){0, 300, 1920, 400});
    assert_no_fault();
}

static void paragraph_of(float width, const char *first, const char *second) {
    text_at((Rect){48, 300, width, 40}, first);
    text_at((Rect){48, 340, width, 40}, second);
}

static void a_lone_last_word_is_found_where_it_need_not_be(void **state) {
    (void)state;
    sound_screen();
    paragraph_of(600, "保养套餐包含机油和滤", "芯");
    assert_fault("alone on its line: 芯");
    paragraph_of(600, "保养套餐包含机油和滤", "芯。");
    assert_fault("alone on its line: 芯。");
    paragraph_of(600, "保养套餐包含机油", "和滤芯");
    assert_no_fault();
    paragraph_of(600, "The oil and the filter are", "paid");
    assert_fault("alone on its line: paid");
    paragraph_of(600, "The oil and the filter", "are paid");
    assert_no_fault();
    paragraph_of(400, "Two words", "alone");
    assert_no_fault();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_screen_has_no_fault),
        cmocka_unit_test(faults_of_texts_are_found),
        cmocka_unit_test(faults_of_contrast_are_found),
        cmocka_unit_test(text_on_an_icon_is_found),
        cmocka_unit_test(faults_of_targets_are_found),
        cmocka_unit_test(what_scrolls_may_be_cut_by_its_area),
        cmocka_unit_test(under_a_modal_sheet_nothing_is_asked),
        cmocka_unit_test(what_a_bezel_may_hide_is_found),
        cmocka_unit_test(a_lone_last_word_is_found_where_it_need_not_be),
    };
    return cmocka_run_group_tests_name("check", tests, setup, teardown);
}
