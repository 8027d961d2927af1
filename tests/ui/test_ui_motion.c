/* Motion: where it begins and ends exactly, what stays still on the way, and that damage never misses a pixel of it. */
#include "ui/motion.h"

#include "ui_env.h"

#include "ui/damage.h"

#define PANEL_W 400.0f
#define PANEL_H 300.0f

static Motion motion;
static DrawList from, to;
static Env *env;

static int setup(void **state) {
    (void)state;
    env = env_new(1, PANEL_W, PANEL_H);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    motion_free(&motion);
    draw_free(&from);
    draw_free(&to);
    env_free(env);
    return 0;
}

/* --- lists that are like screens -------------------------------------------------------------------------------- */

static DrawCmd *fill(DrawList *list, Rect r, Color color, float radius) {
    DrawCmd *cmd = draw_add(list, DRAW_RECT, r);
    cmd->color = color;
    cmd->radius = radius;
    return cmd;
}

static void text(DrawList *list, Rect r, const char *utf8, Color color) {
    DrawCmd *cmd = draw_add(list, DRAW_TEXT, r);
    cmd->text = arena_strdup(&list->arena, utf8);
    cmd->style = (TextStyle){.px = 30, .bold = true, .color = color};
}

static void picture(DrawList *list, Rect r, const char *path, Color tint) {
    DrawCmd *cmd = draw_add(list, DRAW_PICTURE, r);
    cmd->text = arena_strdup(&list->arena, path);
    cmd->color = tint;
    cmd->radius = 20;
}

static void ink(DrawList *list, Rect r, Color color) {
    DrawCmd *cmd = draw_add(list, DRAW_INK, r);
    Point *points = arena_alloc(&list->arena, 3 * sizeof *points);
    points[0] = (Point){8, 8};
    points[1] = (Point){r.w - 8, r.h / 2};
    points[2] = (Point){20, r.h - 8};
    cmd->points = points;
    cmd->n_points = 3;
    cmd->radius = 4;
    cmd->color = color;
}

/* Paper, a button that every screen has, and things of its own by chance. */
static void screen(DrawList *list, uint64_t *seed) {
    static const char *const words[] = {"保养", "¥1,470", "川A·1**K7", "可以取车", "My car"};
    draw_begin(list, PANEL_W, PANEL_H);
    fill(list, (Rect){0, 0, PANEL_W, PANEL_H}, theme_day.paper, 0);
    int n = 3 + random_below(seed, 12);
    for (int i = 0; i < n; i++) {
        Rect r = {(float)random_below(seed, 300), (float)random_below(seed, 200), 60 + (float)random_below(seed, 120),
                  40 + (float)random_below(seed, 60)};
        if (i == n / 2) fill(list, (Rect){16, 16, 64, 64}, theme_day.surface, 28);
        switch (random_below(seed, 5)) {
        case 0: fill(list, r, random_u32(seed) | 0xFF000000u, 20); break;
        case 1: text(list, r, words[random_below(seed, 5)], theme_day.ink); break;
        case 2: picture(list, r, "assets/cars/sedan.svg", 0); break;
        case 3: picture(list, (Rect){r.x, r.y, 44, 44}, "assets/icons/car.svg", theme_day.ink); break;
        case 4: ink(list, r, theme_day.ink); break;
        }
    }
    if (random_below(seed, 2)) fill(list, (Rect){0, 0, PANEL_W, PANEL_H}, theme_day.shade, 0);
}

static void paint(Pixels p, const DrawList *list) {
    raster_draw(p, list, (PixRect){0, 0, p.w, p.h}, text_scale(env->ui.text), env->ui.text, env->ui.pics);
}

static bool same_pixels(Pixels a, Pixels b) {
    return memcmp(a.px, b.px, (size_t)a.w * (size_t)a.h * sizeof *a.px) == 0;
}

/* --- the way ----------------------------------------------------------------------------------------------------- */

static void easing_ends_exactly_and_never_turns_back(void **state) {
    (void)state;
    assert_true(ease_out(0) == 0 && ease_out(1) == 1);
    assert_true(ease_out(-3) == 0 && ease_out(1.5f) == 1);
    float last = 0;
    for (int i = 1; i <= 1000; i++) {
        float e = ease_out((float)i / 1000);
        assert_true((i < 900 ? e > last : e >= last) && e <= 1);
        last = e;
    }
    assert_true(ease_out(0.5f) > 0.5f); /* it answers at once and comes to rest gently */
    assert_true(motion_share(1000, 1000, 180) == 0 && motion_share(1000, 900, 180) == 0);
    assert_true(motion_share(1000, 1180, 180) == 1 && motion_share(1000, 99999, 180) == 1);
    assert_true(motion_share(1000, 1090, 180) == 0.5f);
    assert_true(MOTION_MS >= 150 && MOTION_MS <= 200 && MOTION_MS < REPEAT_MS); /* no touch is taken on the way */
}

static void it_begins_as_the_old_list_and_ends_as_the_new_one(void **state) {
    (void)state;
    uint64_t seed = 4711;
    Pixels was = pixels_new(400, 300), is = pixels_new(400, 300);
    for (int i = 0; i < 60; i++) {
        screen(&from, &seed);
        screen(&to, &seed);
        motion_start(&motion, &from, (MotionKind)(i % 4), 1000);
        paint(was, &from);
        draw_free(&from); /* what was shown is copied whole */
        paint(is, motion_mix(&motion, &to, 1, 1000));
        if (!same_pixels(was, is)) fail_msg("screen %d does not begin where the old one was", i);
        assert_true(motion.on);
        assert_ptr_equal(motion_mix(&motion, &to, 1, 1000 + MOTION_MS), &to);
        assert_false(motion.on);
        assert_ptr_equal(motion_mix(&motion, &to, 1, 1000), &to); /* and it is over */
    }
    free(was.px);
    free(is.px);
}

static void what_both_lists_paint_alike_stays_where_it_is(void **state) {
    (void)state;
    uint64_t seed = 99;
    for (int i = 0; i < 60; i++) {
        screen(&from, &seed);
        screen(&to, &seed);
        motion_start(&motion, &from, MOTION_FORWARD, 0);
        for (Ms now = 0; now < MOTION_MS; now += 20) {
            const DrawList *mixed = motion_mix(&motion, &to, 1, now);
            int paper = 0, button = 0;
            for (size_t k = 0; k < mixed->n_cmds; k++) {
                const DrawCmd *cmd = &mixed->cmds[k];
                bool still = cmd->fade == 0 && cmd->dx == 0 && cmd->dy == 0;
                paper += still && damage_hash(cmd, 1) == damage_hash(&to.cmds[0], 1);
                button += still && cmd->kind == DRAW_RECT && cmd->rect.w == 64 && cmd->rect.h == 64;
            }
            assert_int_equal(paper, 1);
            assert_int_equal(button, 1);
        }
    }
}

static void forward_comes_from_the_right_and_back_from_the_left(void **state) {
    (void)state;
    static const struct {
        MotionKind kind;
        int new_dx, old_dx, new_dy; /* signs */
    } cases[] = {{MOTION_FORWARD, 1, -1, 0}, {MOTION_BACK, -1, 1, 0}, {MOTION_FADE, 0, 0, 0}, {MOTION_SHEET, 0, 0, 1}};
    draw_begin(&from, PANEL_W, PANEL_H);
    draw_begin(&to, PANEL_W, PANEL_H);
    fill(&from, (Rect){10, 10, 50, 50}, 0xFF112233, 0);
    fill(&to, (Rect){10, 10, 50, 50}, 0xFF445566, 0);
    fill(&to, (Rect){0, 0, PANEL_W, PANEL_H}, theme_day.shade, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int last = 1 << 20;
        motion_start(&motion, &from, cases[i].kind, 0);
        for (Ms now = 40; now < 80; now += 16) {
            const DrawList *mixed = motion_mix(&motion, &to, 2, now);
            assert_int_equal(mixed->n_cmds, 3);
            const DrawCmd *old = &mixed->cmds[0], *new = &mixed->cmds[1], *shade = &mixed->cmds[2];
            assert_int_equal((new->dx > 0) - (new->dx < 0), cases[i].new_dx);
            assert_int_equal((old->dx > 0) - (old->dx < 0), cases[i].old_dx);
            assert_int_equal((new->dy > 0) - (new->dy < 0), cases[i].new_dy);
            assert_true(shade->dx == 0 && shade->dy == 0); /* moved it would leave an edge free */
            assert_true(new->fade > 0 && new->fade < 255 && old->fade > 0);
            assert_true(abs(new->dx) <= last);
            last = abs(new->dx);
        }
    }
}

static void through_a_motion_damage_equals_the_panel_drawn_whole(float scale, uint64_t seed) {
    int w = (int)(PANEL_W * scale), h = (int)(PANEL_H * scale);
    Pixels kept = pixels_new(w, h), whole = pixels_new(w, h);
    Damage *damage = damage_new(w, h, scale);
    Ms now = 0;
    screen(&to, &seed);
    for (int i = 0; i < 25; i++) {
        const DrawList *shown = motion_mix(&motion, &to, scale, now); /* now and then still on its way */
        motion_start(&motion, shown, (MotionKind)random_below(&seed, 4), now);
        screen(&to, &seed);
        Ms end = now + (random_below(&seed, 3) ? MOTION_MS + 16 : 70);
        for (; now < end; now += 1 + random_below(&seed, 40)) {
            const DrawList *list = motion_mix(&motion, &to, scale, now);
            size_t n;
            const PixRect *rects = damage_next(damage, list, &n);
            raster_draw_all(kept, list, rects, n, scale, env->ui.text, env->ui.pics);
            raster_draw(whole, list, (PixRect){0, 0, w, h}, scale, env->ui.text, env->ui.pics);
            if (!same_pixels(kept, whole)) fail_msg("change %d, %lld ms, scale %.2f", i, (long long)now, (double)scale);
        }
    }
    damage_free(damage);
    free(kept.px);
    free(whole.px);
}

static void damage_misses_no_pixel_of_a_motion(void **state) {
    (void)state;
    static const float scales[] = {1, 2.0f / 3, 1.25f};
    for (int i = 0; i < 3; i++) {
        Text *text = env->ui.text;
        Err err = {0};
        env->ui.text = text_open(scales[i], 4 << 20, &err);
        through_a_motion_damage_equals_the_panel_drawn_whole(scales[i], 1234 + (uint64_t)i);
        motion_stop(&motion);
        text_close(env->ui.text);
        env->ui.text = text;
    }
}

static void a_panel_of_another_size_is_not_come_to_slowly(void **state) {
    (void)state;
    uint64_t seed = 1;
    screen(&from, &seed);
    motion_start(&motion, &from, MOTION_FADE, 0);
    draw_begin(&to, PANEL_H, PANEL_W);
    assert_ptr_equal(motion_mix(&motion, &to, 1, 10), &to);
}

/* --- values -------------------------------------------------------------------------------------------------- */

static Moves moves;

static const DrawList *bar(const Color *colors, bool lit) {
    frame_begin(env);
    ui_segments(&env->ui, "stages.RO1", (Rect){20, 20, 300, 10}, colors, 4);
    ui_pulse(&env->ui, "ready.RO1", (Rect){20, 100, 120, 52}, lit, theme_day.go);
    frame_end(env);
    return &env->list;
}

static uint64_t hash_of(const DrawList *list) {
    uint64_t h = list->n_cmds;
    for (size_t i = 0; i < list->n_cmds; i++) h = h * 31 + damage_hash(&list->cmds[i], 1);
    return h;
}

static const Color GO = 0xFF0A6E60, INK = 0xFF17191E, EMPTY = 0xFFEAE5DA;

static void a_stage_that_moves_fills_its_segment_and_comes_to_rest(void **state) {
    (void)state;
    const Color before[] = {GO, INK, EMPTY, EMPTY}, after[] = {GO, GO, INK, EMPTY};
    env->ui.moves = NULL;
    uint64_t still = hash_of(bar(after, false)), old = hash_of(bar(before, false));
    moves = (Moves){0};
    env->ui.moves = &moves;
    env->now = 5000;
    assert_true(hash_of(bar(before, false)) == old); /* come on the panel: nothing to fill */
    assert_true(env->ui.wake_at == 0);
    env->now += 1000;
    bar(after, false);
    Ms end = env->now + 400;
    float filled = 0;
    int frames = 0;
    for (; env->ui.wake_at && env->now < end; frames++) {
        assert_true(env->ui.wake_at == env->now + MOTION_FRAME_MS);
        env->now = env->ui.wake_at;
        const DrawList *list = bar(after, false);
        float sum = 0; /* of what has the new colour where it was the old one */
        for (size_t i = 0; i < list->n_cmds; i++) {
            const DrawCmd *cmd = &list->cmds[i];
            bool clipped = cmd->clip.w < PANEL_W;
            bool whole = !clipped && ((cmd->color == GO && cmd->rect.x > 90 && cmd->rect.x < 110) ||
                                      (cmd->color == INK && cmd->rect.x > 160));
            if (clipped || whole) sum += clipped ? cmd->clip.w : cmd->rect.w;
        }
        assert_true(sum >= filled);
        filled = sum;
    }
    assert_in_range(frames, 200 / MOTION_FRAME_MS, 300 / MOTION_FRAME_MS + 1);
    assert_true(hash_of(&env->list) == still); /* as if it had never moved */
    assert_true(env->ui.wake_at == 0);
}

static void a_pill_pulses_once_when_it_comes_true_on_the_panel(void **state) {
    (void)state;
    const Color colors[] = {GO, GO, GO, GO};
    moves = (Moves){0};
    env->ui.moves = &moves;
    env->now = 5000;
    size_t calm = bar(colors, true)->n_cmds; /* ready when it came on the panel */
    assert_true(env->ui.wake_at == 0);
    bar(colors, false);
    env->now += 1000;
    assert_true(bar(colors, true)->n_cmds == calm + 1);
    int frames = 0;
    for (; env->ui.wake_at && frames < 200; frames++) {
        env->now = env->ui.wake_at;
        bar(colors, true);
    }
    assert_in_range(frames, 30, 80);
    assert_int_equal(env->list.n_cmds, calm);
    env->now += 1000;
    assert_int_equal(bar(colors, true)->n_cmds, calm);
    /* off the panel for a frame: it comes back as it is */
    frame_begin(env);
    frame_end(env);
    assert_int_equal(bar(colors, false)->n_cmds, calm);
    frame_begin(env);
    frame_end(env);
    assert_int_equal(bar(colors, true)->n_cmds, calm);
}

static void more_values_than_there_is_room_for_are_shown_as_they_are(void **state) {
    (void)state;
    moves = (Moves){0};
    env->ui.moves = &moves;
    for (int frame = 0; frame < 4; frame++) {
        frame_begin(env);
        for (int i = 0; i < MOVES_MAX + 20; i++) {
            Color now = (Color)frame, was;
            char id[24];
            snprintf(id, sizeof id, "value.%d", i);
            float share = moves_show(&moves, id, &now, &was, 1, env->now, 100);
            assert_true(share >= 0 && share <= 1);
        }
        frame_end(env);
        env->now += 16;
    }
}

/* --- pressing ------------------------------------------------------------------------------------------------ */

static void what_is_pressed_sinks_and_darkens_but_its_target_stays(void **state) {
    (void)state;
    static const ButtonLook looks[] = {BUTTON_PLAIN, BUTTON_PRIMARY, BUTTON_ACCENT, BUTTON_SUNKEN, BUTTON_BARE};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        Button b = {.label = "提交", .icon = "bell", .look = looks[i]};
        env->touch = (Touch){0};
        frame_begin(env);
        ui_button(&env->ui, "b", (Rect){40, 40, 300, 96}, b);
        frame_end(env);
        Target target = env->list.targets[0];
        DrawCmd ground = env->list.cmds[0], label = env->list.cmds[env->list.n_cmds - 1];
        bool bare = looks[i] == BUTTON_BARE;
        finger(env, FINGER_DOWN, 1, 100, 80);
        frame_begin(env);
        ui_button(&env->ui, "b", (Rect){40, 40, 300, 96}, b);
        frame_end(env);
        const Target *pressed = &env->list.targets[0];
        assert_memory_equal(&pressed->hit, &target.hit, sizeof target.hit);
        assert_memory_equal(&pressed->rect, &target.rect, sizeof target.rect);
        const DrawCmd *last = &env->list.cmds[env->list.n_cmds - 1];
        assert_true(last->rect.y == label.rect.y + 2 && last->rect.x == label.rect.x);
        if (!bare)
            assert_true(env->list.cmds[0].rect.y == ground.rect.y + 2 && env->list.cmds[0].color != ground.color);
        if (bare) assert_int_equal(env->list.cmds[0].kind, DRAW_RECT); /* it has a ground now */
        finger(env, FINGER_UP, 1, 100, 80);
        env->now += 1000;
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(easing_ends_exactly_and_never_turns_back),
        TEST(it_begins_as_the_old_list_and_ends_as_the_new_one),
        TEST(what_both_lists_paint_alike_stays_where_it_is),
        TEST(forward_comes_from_the_right_and_back_from_the_left),
        TEST(damage_misses_no_pixel_of_a_motion),
        TEST(a_panel_of_another_size_is_not_come_to_slowly),
        TEST(a_stage_that_moves_fills_its_segment_and_comes_to_rest),
        TEST(a_pill_pulses_once_when_it_comes_true_on_the_panel),
        TEST(more_values_than_there_is_room_for_are_shown_as_they_are),
        TEST(what_is_pressed_sinks_and_darkens_but_its_target_stays),
    };
    return cmocka_run_group_tests_name("motion", tests, NULL, NULL);
}
