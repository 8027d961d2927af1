/* Dumps: what a panel shows, its draw list as JSON and its pixels as PNG. */
#include "dump.h"

#include "base/mem.h"
#include "matrix.h"
#include "ui/hash.h"

#include <SDL.h>
#include <SDL_image.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static json_t *json_rect(Rect r) {
    json_t *a = json_array();
    float v[] = {r.x, r.y, r.w, r.h};
    for (int i = 0; i < 4; i++) json_array_append_new(a, json_real((double)SDL_roundf(v[i] * 100) / 100));
    return a;
}

static json_t *json_color(Color c) {
    char text[16];
    if (c >> 24 == 0xFF)
        snprintf(text, sizeof text, "#%06X", c & 0xFFFFFF);
    else
        snprintf(text, sizeof text, "#%06X%02X", c & 0xFFFFFF, c >> 24);
    return json_string(text);
}

static json_t *json_cmd(const DrawList *list, size_t i) {
    static const char *const kinds[] = {"rect", "text", "picture", "ink"};
    const DrawCmd *c = &list->cmds[i];
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_string(kinds[c->kind]));
    json_object_set_new(o, "rect", json_rect(c->rect));
    if (c->text) json_object_set_new(o, "text", json_string(c->text));
    if (c->kind == DRAW_TEXT) {
        json_object_set_new(o, "px", json_real((double)c->style.px));
        json_object_set_new(o, "fg", json_color(c->style.color));
        json_object_set_new(o, "bg", json_color(draw_ground_of(list, i)));
    } else if (c->kind == DRAW_RECT) {
        json_object_set_new(o, "bg", json_color(c->color));
    }
    return o;
}

static json_t *json_target(const Target *t) {
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_string("target"));
    json_object_set_new(o, "rect", json_rect(t->rect));
    json_object_set_new(o, "target", json_string(t->id));
    json_object_set_new(o, "hit", json_rect(t->hit));
    return o;
}

/* What is scrolled out whole is not on the screen. */
static bool in_sight(const DrawCmd *c) {
    Rect seen = rect_intersect(c->rect, c->clip);
    return seen.w > 0 && seen.h > 0;
}

static bool write_json(const Panel *p, const char *screen, const char *path, Err *err) {
    json_t *items = json_array();
    for (size_t i = 0; i < p->list.n_cmds; i++)
        if (in_sight(&p->list.cmds[i])) json_array_append_new(items, json_cmd(&p->list, i));
    for (size_t i = 0; i < p->list.n_targets; i++) json_array_append_new(items, json_target(&p->list.targets[i]));
    json_t *doc = json_object();
    json_object_set_new(doc, "screen", json_string(screen));
    json_object_set_new(doc, "size", json_pack("[i,i]", p->width_px, p->height_px));
    json_object_set_new(doc, "scale", json_real((double)p->scale));
    json_object_set_new(doc, "items", items);
    bool ok = json_dump_file(doc, path, JSON_COMPACT | JSON_REAL_PRECISION(8)) == 0;
    json_decref(doc);
    return ok || err_set(err, ERR_IO, TXT("cannot write %s: %s", "无法写入 %s：%s"), path, strerror(errno));
}

static bool write_png(Panel *p, const char *path, Err *err) {
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, p->width_px, p->height_px, 32, SDL_PIXELFORMAT_RGB888);
    if (!s) return err_set(err, ERR_IO, TXT("no memory for a picture: %s", "图片内存不足：%s"), SDL_GetError());
    Pixels pixels = {s->pixels, s->w, s->h, s->pitch / 4};
    raster_draw(pixels, &p->list, (PixRect){0, 0, s->w, s->h}, p->scale, p->text, p->pics);
    bool ok = IMG_SavePNG(s, path) == 0;
    SDL_FreeSurface(s);
    return ok || err_set(err, ERR_IO, TXT("cannot write %s: %s", "无法写入 %s：%s"), path, SDL_GetError());
}

bool dump_pixels(Panel *p, uint64_t *hash, Err *err) {
    size_t w = (size_t)p->width_px, h = (size_t)p->height_px;
    uint32_t *px = calloc(w * h, sizeof *px);
    if (!px) return err_set(err, ERR_IO, TXT("no memory for a picture", "图片内存不足"));
    raster_draw((Pixels){px, p->width_px, p->height_px, p->width_px}, &p->list,
                (PixRect){0, 0, p->width_px, p->height_px}, p->scale, p->text, p->pics);
    uint64_t sum = hash_mix(hash_mix(HASH_START, w), h);
    for (size_t i = 0; i < w * h; i++) sum = hash_mix(sum, px[i] & 0xFFFFFF);
    free(px);
    *hash = sum;
    return true;
}

static bool make_folder(const char *folder, Err *err) {
    if (mkdir(folder, 0777) == 0 || errno == EEXIST) return true;
    return err_set(err, ERR_IO, TXT("cannot make the folder %s: %s", "无法创建文件夹 %s：%s"), folder, strerror(errno));
}

bool dump_panel(Panel *p, const char *folder, const char *name, bool json_only, Err *err) {
    char path[1024];
    if (!make_folder(folder, err)) return false;
    int n = snprintf(path, sizeof path, "%s/%s.json", folder, name);
    if (n < 0 || (size_t)n >= sizeof path)
        return err_set(err, ERR_USAGE, TXT("the folder's name is too long", "文件夹名太长"));
    if (!write_json(p, name, path, err)) return false;
    snprintf(path, sizeof path, "%s/%s.png", folder, name);
    return json_only || write_png(p, path, err);
}

static bool dump_variant(void *ctx, Panel *panel, const Variant *v, Err *err) {
    const Options *o = ctx;
    return dump_panel(panel, o->dump, v->name, o->json_only, err);
}

static MatrixAsk asked_for(const Options *o) {
    return (MatrixAsk){.screen = o->screen,
                       .width = o->width,
                       .height = o->height,
                       .langs = !o->lang_told        ? LANGS_BOTH
                                : o->lang == LANG_EN ? LANG_ONLY_EN
                                                     : LANG_ONLY_ZH,
                       .theme = o->theme,
                       .text = o->large ? SIZE_ONLY_LARGE : SIZES_BOTH};
}

/* One picture: all that was not said is as it ships. Its theme does not depend on the hour. */
static MatrixAsk one_of(const Options *o) {
    return (MatrixAsk){.screen = o->screen ? o->screen : "board",
                       .width = o->width ? o->width : 1920,
                       .height = o->height ? o->height : 1080,
                       .langs = o->lang == LANG_EN ? LANG_ONLY_EN : LANG_ONLY_ZH,
                       .theme = o->theme == THEME_AUTO ? THEME_DAY : o->theme,
                       .text = o->large ? SIZE_ONLY_LARGE : SIZE_ONLY_PLAIN};
}

bool dump_run(const Options *o, Err *err) {
    if (!make_folder(o->dump, err)) return false;
    MatrixAsk ask = o->all ? asked_for(o) : one_of(o);
    Options copy = *o;
    return matrix_each(o->db, &ask, dump_variant, &copy, err);
}
