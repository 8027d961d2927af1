/* Walking the matrix. One copy of the store for all: what a walk wrote is rolled back before the next. Text and
 * pictures are opened once a size. A walk is made once for a language, a way up and a size of text; theme and pixels
 * are changed under the screen it came to. */
#include "matrix.h"

#include "screens/words.h"

#include <stdio.h>
#include <string.h>

enum { SIZES = 4 };
static const struct { int longer, shorter; } sizes[SIZES] = {{1280, 720}, {1920, 1080}, {2560, 1440}, {3840, 2160}};

/* What a panel of one size draws with. */
typedef struct Easel {
    int width, height;
    float scale;
    Text *text;
    Pictures *pics;
} Easel;

typedef struct Matrix {
    const MatrixAsk *ask;
    MatrixEach each;
    void *ctx;
    Robot robot;
    Easel easels[SIZES];
    int n_easels;
    Err missing; /* the first screen that could not be reached */
} Matrix;

void variant_name(Variant *v) {
    const char *lang = v->lang == LANG_ZH ? "zh" : words_are_long() ? "long" : "en";
    snprintf(v->name, sizeof v->name, "%s.%s.%s.%s.%s.%dx%d", v->screen, lang, v->width >= v->height ? "land" : "port",
             v->night ? "night" : "day", v->large ? "large" : "plain", v->width, v->height);
}

/* --- easels --------------------------------------------------------------------------------------------------------
 */

/* The panel keeps the drawing it was opened or resized with; here it is taken off and put on. */
static bool easel_open(Matrix *m, int width, int height, Err *err) {
    Panel *p = &m->robot.panel;
    if (!panel_resize(p, width, height, err)) return false;
    m->easels[m->n_easels++] = (Easel){width, height, p->scale, p->text, p->pics};
    p->text = NULL;
    p->pics = NULL;
    p->width_px = p->height_px = 0;
    return true;
}

static void easel_use(Matrix *m, const Easel *e) {
    Panel *p = &m->robot.panel;
    p->width_px = e->width;
    p->height_px = e->height;
    p->scale = e->scale;
    p->text = p->kiosk.ui.text = e->text;
    p->pics = p->kiosk.ui.pics = e->pics;
}

static void easels_close(Matrix *m) {
    for (int i = 0; i < m->n_easels; i++) {
        text_close(m->easels[i].text);
        pictures_close(m->easels[i].pics);
    }
    m->n_easels = 0;
    m->robot.panel.text = NULL;
    m->robot.panel.pics = NULL;
    m->robot.panel.width_px = 0;
}

static bool easels_open(Matrix *m, bool portrait, Err *err) {
    const MatrixAsk *a = m->ask;
    if (a->width) return easel_open(m, a->width, a->height, err);
    for (int i = 0; i < SIZES; i++) {
        int w = portrait ? sizes[i].shorter : sizes[i].longer, h = portrait ? sizes[i].longer : sizes[i].shorter;
        if (!easel_open(m, w, h, err)) return false;
    }
    return true;
}

/* --- one walk ------------------------------------------------------------------------------------------------------
 */

/* A panel as nobody has touched it yet. */
static void reset(Matrix *m, Lang lang, bool large) {
    Robot *r = &m->robot;
    Kiosk *k = &r->panel.kiosk;
    easel_use(m, &m->easels[0]);
    k->home_lang = lang;
    k->home_large = large;
    r->panel.still = true;
    k->theme = m->ask->theme == THEME_NIGHT ? THEME_NIGHT : THEME_DAY;
    r->panel.rest = (Rest){0};
    r->mono += MS_HOUR; /* no touch of the walk before counts any more */
    k->mono = r->mono;
    kiosk_leave(k);
    memset(k->locks, 0, sizeof k->locks);
    panel_frame(&r->panel, r->mono);
}

static bool show_variants(Matrix *m, const char *screen, Lang lang, bool large, Err *err) {
    Robot *r = &m->robot;
    for (int i = 0; i < m->n_easels; i++) {
        easel_use(m, &m->easels[i]);
        for (int night = 0; night <= 1; night++) {
            ThemeChoice theme = night ? THEME_NIGHT : THEME_DAY;
            if (m->ask->theme != THEME_AUTO && m->ask->theme != theme) continue;
            r->panel.kiosk.theme = theme;
            panel_frame(&r->panel, r->mono);
            Variant v = {screen, lang, night, large, r->panel.width_px, r->panel.height_px, ""};
            variant_name(&v);
            if (!m->each(m->ctx, &r->panel, &v, err)) return false;
        }
    }
    return true;
}

static bool walk(Matrix *m, const char *screen, Lang lang, bool large, Err *err) {
    Robot *r = &m->robot;
    if (!db_begin(r->db, err)) return false;
    reset(m, lang, large);
    Err missing = {0};
    bool there = robot_go(r, screen, &missing);
    if (!there && !robot_lacks(r, screen)) {
        const char *way_up = r->panel.width_px >= r->panel.height_px ? "land" : "port";
        err_prefix(&missing, TXT("%s %s %s: ", "%s %s %s："), lang == LANG_ZH ? "zh" : "en", way_up,
                   large ? "large" : "plain");
        if (!m->missing.code) m->missing = missing;
    }
    bool ok = !there || show_variants(m, screen, lang, large, err);
    db_rollback(r->db);
    return ok;
}

/* --- all of it -----------------------------------------------------------------------------------------------------
 */

static bool walk_screens(Matrix *m, Lang lang, bool large, Err *err) {
    for (int i = 0; dump_screens[i]; i++) {
        if (m->ask->screen && strcmp(m->ask->screen, dump_screens[i]) != 0) continue;
        if (!walk(m, dump_screens[i], lang, large, err)) return false;
    }
    return true;
}

static bool walk_way_up(Matrix *m, bool portrait, Err *err) {
    const MatrixAsk *a = m->ask;
    if (!easels_open(m, portrait, err)) return false;
    for (int i = 0; i < 4; i++) {
        Lang lang = i & 1 ? LANG_EN : LANG_ZH;
        bool large = i & 2;
        if (a->langs && lang != (a->langs == LANG_ONLY_EN ? LANG_EN : LANG_ZH)) continue;
        if (a->text && large != (a->text == SIZE_ONLY_LARGE)) continue;
        if (!walk_screens(m, lang, large, err)) return false;
    }
    return true;
}

bool matrix_each(const char *db_path, const MatrixAsk *ask, MatrixEach each, void *ctx, Err *err) {
    Matrix m = {.ask = ask, .each = each, .ctx = ctx};
    if (ask->screen && !robot_knows(ask->screen))
        return err_set(err, ERR_USAGE, TXT("there is no screen %s", "没有名为 %s 的页面"), ask->screen);
    if (!robot_open(&m.robot, db_path, 1920, 1080, LANG_ZH, err)) return false;
    bool ok = true;
    for (int portrait = 0; ok && portrait <= (ask->width ? 0 : 1); portrait++) {
        ok = walk_way_up(&m, portrait, err);
        easels_close(&m);
    }
    robot_close(&m.robot);
    if (ok && m.missing.code) {
        if (err) *err = m.missing;
        return false;
    }
    return ok;
}
