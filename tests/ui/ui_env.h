/* What every test of the toolkit needs: a panel with text, pictures and a finger, and random numbers that repeat. */
#ifndef LOUNGE_TESTS_UI_ENV_H
#define LOUNGE_TESTS_UI_ENV_H

#include "ui/check.h"
#include "ui/raster.h"
#include "ui/ui.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Env {
    Ui ui;
    DrawList list;
    Touch touch;
    Ms now;
} Env;

static inline const char *share_dir(void) {
    const char *dir = getenv("LOUNGE_SHARE");
    return dir ? dir : ".";
}

static inline Env *env_new(float scale, float width, float height) {
    Env *env = mem_alloc(sizeof *env);
    Err err = {0};
    env->now = 1000;
    env->ui = (Ui){
        .list = &env->list, .theme = &theme_day, .touch = &env->touch, .width = width, .height = height, .zoom = 1};
    env->ui.text = text_open(scale, 4 << 20, &err);
    if (!env->ui.text) fail_msg("%s", err.en);
    env->ui.pics = pictures_open(share_dir(), 8 << 20);
    return env;
}

static inline void env_free(Env *env) {
    text_close(env->ui.text);
    pictures_close(env->ui.pics);
    draw_free(&env->list);
    free(env);
}

static inline void frame_begin(Env *env) {
    ui_begin(&env->ui, env->ui.width, env->ui.height, env->now);
}

static inline void frame_end(Env *env) {
    ui_end(&env->ui);
    touch_frame_done(&env->touch);
}

static inline bool finger(Env *env, FingerKind kind, int64_t id, float x, float y) {
    return touch_event(&env->touch, &env->list, (FingerEvent){kind, id, x, y, env->now});
}

static inline Pixels pixels_new(int w, int h) {
    return (Pixels){mem_alloc((size_t)w * (size_t)h * 4), w, h, w};
}

static inline uint32_t pixel(Pixels p, int x, int y) {
    return p.px[y * p.stride + x] & 0xFFFFFF;
}

/* xorshift: the same numbers in every run, so that a failure can be seen again. */
static inline uint32_t random_u32(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 16);
}

static inline int random_below(uint64_t *seed, int n) {
    return (int)(random_u32(seed) % (uint32_t)n);
}

#endif
