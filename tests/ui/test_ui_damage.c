/* Damage: a screen kept up to date by its damaged rectangles is, pixel for pixel, the screen drawn whole. */
#include "ui_env.h"

enum { CHANGES = 2000, CMDS_MAX = 40 };

#define PANEL_W 400.0f
#define PANEL_H 300.0f

typedef struct Scene {
    DrawCmd cmds[CMDS_MAX]; /* texts are constants */
    int n;
} Scene;

static const char *const TEXTS[] = {"保养",     "¥1,470", "川A·1**K7", "jÁgfy Wi-Fi", "", "定期保养 40,000 km 四轮定位",
                                    "可以取车", "😀"};
static const char *const PICTURES[] = {"assets/icons/car.svg", "assets/faces/5.svg", "assets/cars/sedan.svg",
                                       "none.svg"};

static float random_unit(uint64_t *seed, float below) {
    float v = (float)random_below(seed, (int)(below * 4)) / 4;
    return random_below(seed, 3) ? (float)(int)v : v;
}

static Rect random_rect(uint64_t *seed) {
    Rect r = {random_unit(seed, 460) - 40, random_unit(seed, 360) - 40, random_unit(seed, 220), random_unit(seed, 160)};
    if (random_below(seed, 8) == 0) r = (Rect){0, 0, PANEL_W, PANEL_H};
    return r;
}

static Color random_color(uint64_t *seed) {
    static const uint32_t alphas[] = {0xFF, 0xFF, 0xFF, 0x80, 0x22, 0xFE, 0};
    return random_u32(seed) >> 8 | alphas[random_below(seed, 7)] << 24;
}

/* Ink of a few points about its rectangle; the pool is larger than any scene. */
static void random_ink(DrawCmd *cmd, uint64_t *seed) {
    enum { INKS = 4096, POINTS = 6 };
    static Point pool[INKS][POINTS];
    static size_t next;
    Point *points = pool[next++ % INKS];
    for (int i = 0; i < POINTS; i++) points[i] = (Point){random_unit(seed, 220) - 10, random_unit(seed, 160) - 10};
    cmd->points = points;
    cmd->n_points = (size_t)(1 + random_below(seed, POINTS));
    cmd->radius = (float)(1 + random_below(seed, 12));
}

static DrawCmd random_cmd(uint64_t *seed) {
    DrawCmd cmd = {.kind = (DrawKind)random_below(seed, 4), .rect = random_rect(seed)};
    cmd.clip = random_below(seed, 3) ? (Rect){0, 0, PANEL_W, PANEL_H} : random_rect(seed);
    if (random_below(seed, 2)) cmd.radius = random_unit(seed, 60);
    cmd.corners = (Corners)random_below(seed, 5);
    cmd.color = random_color(seed);
    if (cmd.kind == DRAW_INK) random_ink(&cmd, seed);
    if (cmd.kind == DRAW_PICTURE) {
        cmd.text = PICTURES[random_below(seed, 4)];
        if (random_below(seed, 2)) cmd.color = 0;
    }
    if (cmd.kind == DRAW_TEXT) {
        cmd.text = TEXTS[random_below(seed, 8)];
        cmd.style = (TextStyle){.px = (float)(20 + 7 * random_below(seed, 6)),
                                .bold = random_below(seed, 2),
                                .color = random_color(seed),
                                .align = (TextAlign)random_below(seed, 3),
                                .spacing = random_below(seed, 4) ? 0 : 3,
                                .strike = random_below(seed, 4) == 0,
                                .underline = random_below(seed, 4) == 0};
    }
    return cmd;
}

/* One small change, as a tap or the clock makes them; now and then another screen. */
static void change(Scene *scene, uint64_t *seed) {
    if (scene->n == 0 || random_below(seed, 40) == 0) {
        scene->n = random_below(seed, CMDS_MAX);
        for (int i = 0; i < scene->n; i++) scene->cmds[i] = random_cmd(seed);
        return;
    }
    int i = random_below(seed, scene->n), j = random_below(seed, scene->n);
    DrawCmd *cmd = &scene->cmds[i], other = scene->cmds[j];
    switch (random_below(seed, 17)) {
    case 0: cmd->rect.x += random_unit(seed, 20) - 10; break;
    case 1: cmd->rect.y += random_unit(seed, 200) - 100; break;
    case 2: cmd->color = random_color(seed); break;
    case 3: cmd->style.color = random_color(seed); break;
    case 4: cmd->clip = random_rect(seed); break;
    case 5: cmd->radius = random_unit(seed, 40); break;
    case 6: cmd->rect.w += 1; break;
    case 7: *cmd = random_cmd(seed); break;
    case 8: scene->cmds[j] = *cmd, *cmd = other; break; /* the order counts */
    case 9: *cmd = scene->cmds[--scene->n]; break;
    case 10: cmd->style.strike = !cmd->style.strike; break;
    case 11: cmd->style.underline = !cmd->style.underline; break;
    case 12: cmd->style.spacing = cmd->style.spacing > 0 ? 0 : 3; break;
    case 13: cmd->style.bold = !cmd->style.bold; break;
    case 14: cmd->style.align = (TextAlign)random_below(seed, 3); break;
    case 15: cmd->style.px = (float)(20 + 7 * random_below(seed, 6)); break;
    case 16:
        if (scene->n < CMDS_MAX) scene->cmds[scene->n++] = random_cmd(seed);
        break;
    }
}

static void describe(const Scene *scene, DrawList *list, uint64_t *seed) {
    draw_begin(list, PANEL_W, PANEL_H);
    for (int i = 0; i < scene->n; i++) {
        DrawCmd *cmd = draw_add(list, scene->cmds[i].kind, scene->cmds[i].rect);
        *cmd = scene->cmds[i];
        if (cmd->text) cmd->text = arena_strdup(&list->arena, cmd->text); /* pointers must not matter */
        if (random_below(seed, 8) == 0) arena_alloc(&list->arena, 64);
    }
}

static void assert_apart(const PixRect *rects, size_t n) {
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) assert_int_equal(pix_intersect(rects[i], rects[j]).w, 0);
    }
}

static void damaged_as_whole(float scale, int changes, uint64_t seed) {
    Env *env = env_new(scale, PANEL_W, PANEL_H);
    int w = (int)(PANEL_W * scale + 0.5f), h = (int)(PANEL_H * scale + 0.5f);
    Pixels kept = pixels_new(w, h), whole = pixels_new(w, h);
    Damage *damage = damage_new(w, h, scale);
    Scene scene = {0};
    size_t area = 0;
    for (int i = 0; i < changes; i++) {
        change(&scene, &seed);
        describe(&scene, &env->list, &seed);
        size_t n;
        const PixRect *rects = damage_next(damage, &env->list, &n);
        assert_apart(rects, n);
        for (size_t k = 0; k < n; k++) {
            area += (size_t)rects[k].w * (size_t)rects[k].h;
            raster_draw(kept, &env->list, rects[k], scale, env->ui.text, env->ui.pics);
        }
        raster_draw(whole, &env->list, (PixRect){0, 0, w, h}, scale, env->ui.text, env->ui.pics);
        if (memcmp(kept.px, whole.px, (size_t)(w * h) * 4) != 0) fail_msg("change %d at scale %.3f", i, (double)scale);
    }
    assert_true(area < (size_t)changes * (size_t)(w * h) / 2); /* it is worth its while */
    damage_free(damage);
    free(kept.px);
    free(whole.px);
    env_free(env);
}

static void two_thousand_changes_by_damage_equal_the_screen_drawn_whole(void **state) {
    (void)state;
    damaged_as_whole(1, CHANGES / 2, 0x1234567);
    damaged_as_whole(2.0f / 3, CHANGES / 4, 0xABCDEF);
    damaged_as_whole(1.25f, CHANGES / 4, 0x777);
}

static void nothing_changed_is_no_damage(void **state) {
    (void)state;
    DrawList list = {0};
    Damage *damage = damage_new(640, 360, 1);
    size_t n;
    for (int i = 0; i < 3; i++) {
        draw_begin(&list, 640, 360);
        draw_add(&list, DRAW_RECT, (Rect){0, 0, 640, 360})->color = 0xFFFFFFFF;
        const PixRect *rects = damage_next(damage, &list, &n);
        assert_int_equal(n, i == 0);
        if (n) assert_true(rects[0].w == 640 && rects[0].h == 360);
    }
    damage_all(damage);
    damage_next(damage, &list, &n);
    assert_int_equal(n, 1);
    damage_free(damage);
    draw_free(&list);
}

static void a_column_of_changes_is_one_rectangle(void **state) {
    (void)state;
    DrawList list = {0};
    Damage *damage = damage_new(640, 640, 1);
    size_t n;
    draw_begin(&list, 640, 640);
    damage_next(damage, &list, &n);
    draw_add(&list, DRAW_RECT, (Rect){70, 70, 100, 400})->color = 0xFFFFFFFF;
    draw_add(&list, DRAW_RECT, (Rect){500, 0, 10, 10})->color = 0xFFFFFFFF;
    const PixRect *r = damage_next(damage, &list, &n);
    assert_int_equal(n, 2);
    assert_true(r[1].x == 64 && r[1].y == 64 && r[1].w == 128 && r[1].h == 448);
    damage_free(damage);
    draw_free(&list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_thousand_changes_by_damage_equal_the_screen_drawn_whole),
        cmocka_unit_test(nothing_changed_is_no_damage),
        cmocka_unit_test(a_column_of_changes_is_one_rectangle),
    };
    return cmocka_run_group_tests_name("damage", tests, NULL, NULL);
}
