/* The frame and its painting: what a screen says becomes commands of the draw list, cut by the clip in force. */
#include "ui.h"

#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define RULE_H       2.0f
#define SLACK        0.01f /* of a unit: sums of floats */
#define PULSE_SPREAD 18.0f
#define PULSE_ALPHA  150.0f

enum { FILL_MS = 280, PULSE_MS = 800 };

Rect ui_reach(float width, float height, float diagonal_mm, float bottom_mm) {
    float units_per_mm = hypotf(width, height) / diagonal_mm;
    float top = fmaxf(height / 2, height - (REACH_HIGH - bottom_mm) * units_per_mm);
    float bottom = fminf(height, height - (REACH_LOW - bottom_mm) * units_per_mm);
    if (bottom - top < LOW_LEAST) bottom = fmaxf(bottom, LOW_LEAST);
    if (bottom - top < LOW_LEAST) top = bottom - LOW_LEAST;
    return (Rect){0, top, width, bottom - top};
}

static void begin_large(Ui *ui) {
    ui->zoom = ZOOM_LARGE;
    ui->list->touch_min = ui->touch_min = TOUCH_MIN_LARGE;
    ui->list->text_min = ui->text_min = TEXT_MIN_LARGE;
    ui->list->reach = ui->low = ui_reach(ui->width, ui->height, ui->diagonal_mm, ui->bottom_mm);
}

void ui_begin(Ui *ui, float width, float height, Ms mono) {
    draw_begin(ui->list, width, height);
    ui->width = width;
    ui->height = height;
    ui->zoom = 1;
    ui->touch_min = TOUCH_MIN;
    ui->text_min = TEXT_MIN;
    ui->low = (Rect){0, 0, width, height};
    if (ui->large) begin_large(ui);
    ui->mono = mono;
    ui->wake_at = 0;
    ui->n_clips = 0;
    if (ui->moves) moves_frame(ui->moves);
}

void ui_end(Ui *ui) {
    assert(ui->n_clips == 0);
    (void)ui;
}

void ui_wake_at(Ui *ui, Ms mono) {
    if (ui->wake_at == 0 || mono < ui->wake_at) ui->wake_at = mono;
}

const char *ui_id(Ui *ui, const char *fmt, ...) {
    char id[4 * TOUCH_ID_MAX];
    va_list ap;
    va_start(ap, fmt);
    int len = vsnprintf(id, sizeof id, fmt, ap);
    va_end(ap);
    assert(len >= 0 && len < TOUCH_ID_MAX); /* a longer one could be told apart from another only in part */
    (void)len;
    return arena_strdup(&ui->list->arena, id);
}

/* --- clips ------------------------------------------------------------------------------------------------- */

static Rect clip_of(const Ui *ui) {
    return ui->n_clips ? ui->clips[ui->n_clips - 1] : (Rect){0, 0, ui->width, ui->height};
}

void ui_clip_push(Ui *ui, Rect r) {
    assert(ui->n_clips < sizeof ui->clips / sizeof *ui->clips);
    Rect clip = rect_intersect(r, clip_of(ui));
    ui->clips[ui->n_clips++] = clip;
}

void ui_clip_pop(Ui *ui) {
    assert(ui->n_clips > 0);
    ui->n_clips--;
}

static DrawCmd *add(Ui *ui, DrawKind kind, Rect r) {
    DrawCmd *cmd = draw_add(ui->list, kind, r);
    cmd->clip = clip_of(ui);
    return cmd;
}

/* --- shapes and pictures ----------------------------------------------------------------------------------- */

void ui_fill_corners(Ui *ui, Rect r, Color color, float radius, Corners corners) {
    if (color >> 24 == 0) return;
    DrawCmd *cmd = add(ui, DRAW_RECT, r);
    cmd->color = color;
    cmd->radius = radius;
    cmd->corners = corners;
}

void ui_fill(Ui *ui, Rect r, Color color, float radius) {
    ui_fill_corners(ui, r, color, radius, CORNERS_ALL);
}

void ui_card(Ui *ui, Rect r) {
    ui_fill(ui, r, ui->theme->surface, RADIUS);
}

/* A length in units that is whole pixels, at least one: thin things of one kind all come out equally thick. */
static float whole_pixels(const Ui *ui, float units) {
    float scale = text_scale(ui->text);
    return fmaxf(1, roundf(units * scale)) / scale;
}

static float pixel_edge(const Ui *ui, float units) {
    float scale = text_scale(ui->text);
    return roundf(units * scale) / scale;
}

void ui_line(Ui *ui, float x, float y, float w) {
    ui_fill(ui, (Rect){x, pixel_edge(ui, y), w, whole_pixels(ui, RULE_H)}, ui->theme->line, 0);
}

/* The share of the last change of these colours that has gone by; `from` is what they were. Asks for the next frame. */
static float changed(Ui *ui, const char *id, const Color *to, Color *from, size_t n, Ms length) {
    if (!ui->moves) return 1;
    float share = moves_show(ui->moves, id, to, from, n, ui->mono, length);
    if (share < 1) ui_wake_at(ui, ui->mono + MOTION_FRAME_MS);
    return share;
}

/* One segment, `filled` of it in the new colour. */
static void segment(Ui *ui, Rect r, Color from, Color to, float filled) {
    if (filled < 1) ui_fill(ui, r, from, r.h / 2);
    if (filled <= 0) return;
    if (filled < 1) ui_clip_push(ui, (Rect){r.x, r.y, r.w * filled, r.h});
    ui_fill(ui, r, to, r.h / 2);
    if (filled < 1) ui_clip_pop(ui);
}

void ui_segments(Ui *ui, const char *id, Rect r, const Color *colors, size_t n) {
    const float gap = 6;
    Color from[MOVE_COLORS_MAX];
    assert(n <= MOVE_COLORS_MAX);
    float share = changed(ui, id, colors, from, n, FILL_MS), w = (r.w - gap * (float)(n - 1)) / (float)n;
    float changes = 0, before = 0;
    for (size_t i = 0; share < 1 && i < n; i++) changes += from[i] != colors[i];
    r.y = pixel_edge(ui, r.y);
    r.h = whole_pixels(ui, r.h);
    for (size_t i = 0; i < n; i++) {
        Rect at = {r.x + (w + gap) * (float)i, r.y, w, r.h};
        bool moves = share < 1 && from[i] != colors[i];
        segment(ui, at, moves ? from[i] : 0, colors[i], moves ? ease_out(share) * changes - before : 1);
        before += moves;
    }
}

void ui_pulse(Ui *ui, const char *id, Rect r, bool lit, Color color) {
    Color to = lit, from = 0;
    float share = changed(ui, id, &to, &from, 1, PULSE_MS);
    if (!lit || share >= 1) return;
    float spread = 4 + PULSE_SPREAD * ease_out(share), alpha = PULSE_ALPHA * (1 - share);
    r = rect_inset(r, -spread, -spread);
    ui_fill(ui, r, color_alpha(color, (uint8_t)alpha), r.h / 2);
}

void ui_picture_focus(Ui *ui, Rect r, const char *path, Focus focus, float radius, Corners corners) {
    DrawCmd *cmd = add(ui, DRAW_PICTURE, r);
    cmd->text = arena_strdup(&ui->list->arena, path);
    cmd->radius = radius;
    cmd->corners = corners;
    cmd->focus_x = focus.x;
    cmd->focus_y = focus.y;
    cmd->version = ui->pics ? picture_version(ui->pics, path) : 0;
}

void ui_picture(Ui *ui, Rect r, const char *path, float radius, Corners corners) {
    ui_picture_focus(ui, r, path, (Focus){0, 0}, radius, corners);
}

void ui_mask(Ui *ui, Rect r, const char *path, Color color) {
    DrawCmd *cmd = add(ui, DRAW_PICTURE, r);
    cmd->text = arena_strdup(&ui->list->arena, path);
    cmd->color = color;
}

void ui_icon(Ui *ui, Rect r, const char *name, Color color) {
    ui_mask(ui, r, arena_printf(&ui->list->arena, "assets/icons/%s.svg", name), color);
}

/* In pieces, each a command of its own: what a pen adds then changes few tiles. */
void ui_ink(Ui *ui, const Point *points, size_t n, float width, Color color) {
    enum { PIECE = 12 };
    for (size_t from = 0; from < n; from += PIECE) {
        size_t first = from ? from - 1 : 0, count = n - first < PIECE + 1 ? n - first : PIECE + (from ? 1 : 0);
        Point *kept = arena_alloc(&ui->list->arena, count * sizeof *kept);
        memcpy(kept, points + first, count * sizeof *kept);
        float x0 = kept[0].x, y0 = kept[0].y, x1 = x0, y1 = y0, reach = width / 2 + 1;
        for (size_t i = 1; i < count; i++) {
            x0 = fminf(x0, kept[i].x), x1 = fmaxf(x1, kept[i].x);
            y0 = fminf(y0, kept[i].y), y1 = fmaxf(y1, kept[i].y);
        }
        for (size_t i = 0; i < count; i++) kept[i] = (Point){kept[i].x - x0 + reach, kept[i].y - y0 + reach};
        DrawCmd *cmd = add(ui, DRAW_INK, (Rect){x0 - reach, y0 - reach, x1 - x0 + 2 * reach, y1 - y0 + 2 * reach});
        cmd->color = color;
        cmd->radius = width / 2;
        cmd->points = kept;
        cmd->n_points = count;
    }
}

/* --- text -------------------------------------------------------------------------------------------------- */

static TextStyle zoomed(const Ui *ui, TextStyle style) {
    style.px *= ui->zoom;
    style.spacing *= ui->zoom;
    return style;
}

float ui_text_width(Ui *ui, const char *utf8, TextStyle style) {
    return text_width(ui->text, utf8, zoomed(ui, style));
}

/* The largest whole size from style.px down to text_min at which the text fits; text_min when none does. */
static float fitting_px(Ui *ui, const char *utf8, TextStyle style, float width) {
    float w = text_width(ui->text, utf8, style);
    while (w > width + SLACK && style.px > ui->text_min) {
        float guess = floorf(style.px * width / w); /* widths grow nearly in step with sizes */
        style.px = fmaxf(ui->text_min, fminf(guess, ceilf(style.px) - 1));
        w = text_width(ui->text, utf8, style);
    }
    return style.px;
}

static void add_text(Ui *ui, Rect box, const char *utf8, TextStyle style) {
    DrawCmd *cmd = add(ui, DRAW_TEXT, box);
    cmd->text = arena_strdup(&ui->list->arena, utf8);
    cmd->style = style;
}

void ui_text(Ui *ui, Rect box, const char *utf8, TextStyle style) {
    if (!*utf8) return;
    style = zoomed(ui, style);
    style.px = fitting_px(ui, utf8, style, box.w);
    add_text(ui, box, text_elide(ui->text, &ui->list->arena, utf8, style, box.w), style);
}

static bool ends_a_clause(const char *line) {
    static const char *const ends[] = {"，", "；", "。", "：", ",", ";", ".", ":"};
    size_t len = strlen(line);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (len > n && strcmp(line + len - n, ends[i]) == 0) return true;
    }
    return false;
}

enum { LINES_MAX = 64 };

/* Two lines part where a clause ends if they can; else they are about even: the narrowest width at which they still
 * are two. */
static float even_pair(Ui *ui, const char *utf8, TextStyle style, float width) {
    const char *lines[3];
    float narrowest = width;
    for (float part = 1; part > 0.5f; part -= 0.04f) {
        if (text_wrap(ui->text, &ui->list->arena, utf8, style, width * part, lines, 3) != 2) break;
        narrowest = width * part;
        if (ends_a_clause(lines[0])) return narrowest;
    }
    return narrowest;
}

static bool is_lone(const char *line) {
    const char *second = line;
    if (*line) utf8_next(&second, line + strlen(line));
    return !strchr(line, ' ') && ((unsigned char)*line < 0xE3 || strlen(second) <= 3); /* a word; a sign and its stop */
}

/* Nobody stands alone on the last of several lines when a little less width keeps it company. */
static float even_width(Ui *ui, const char *utf8, TextStyle style, float width, size_t max) {
    const char *lines[LINES_MAX + 1];
    size_t n = text_wrap(ui->text, &ui->list->arena, utf8, style, width, lines, LINES_MAX + 1);
    if (n == 2) return max < 2 ? width : even_pair(ui, utf8, style, width);
    if (n < 3 || n > max || !is_lone(lines[n - 1])) return width;
    for (float part = 0.98f; part > 0.8f; part -= 0.02f) {
        if (text_wrap(ui->text, &ui->list->arena, utf8, style, width * part, lines, LINES_MAX + 1) != n) break;
        if (!is_lone(lines[n - 1])) return width * part;
    }
    return width;
}

float ui_paragraph(Ui *ui, Rect box, const char *utf8, TextStyle style, float line_height) {
    const char *lines[LINES_MAX];
    float room = floorf(box.h / line_height + SLACK);
    size_t max = room < 1 ? 1 : room > LINES_MAX ? LINES_MAX : (size_t)room;
    style = zoomed(ui, style);
    float width = even_width(ui, utf8, style, box.w, max);
    size_t n = text_wrap(ui->text, &ui->list->arena, utf8, style, width, lines, max);
    for (size_t i = 0; i < n; i++) {
        Rect line = {box.x, box.y + line_height * (float)i, box.w, line_height};
        if (*lines[i]) add_text(ui, line, lines[i], style);
    }
    return line_height * (float)n;
}
