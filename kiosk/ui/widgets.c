/* What can be touched: targets, buttons, pills, the modal shade; and how they look pressed or disabled. */
#include "ui.h"

#include <assert.h>
#include <string.h>

#define ICON      44.0f /* beside a label, and alone */
#define ICON_GAP  20.0f
#define PILL_H    52.0f
#define PILL_PAD  24.0f
#define PILL_ICON 32.0f
#define PILL_GAP  12.0f
#define LABEL_PAD 16.0f /* least room between a label and its button's edge */
#define LABEL_PX  32.0f
#define SINK      2.0f /* of what is pressed */

enum { PRESSED_PERCENT = 12, REPEAT_AFTER_MS = 400, REPEAT_EVERY_MS = 80 };

/* --- targets ----------------------------------------------------------------------------------------------- */

static Rect touch_clip(const Ui *ui) {
    return ui->n_clips ? ui->clips[ui->n_clips - 1] : (Rect){0, 0, ui->width, ui->height};
}

static bool was_tapped(Ui *ui, const char *id) {
    if (strcmp(ui->touch->tapped, id) != 0) return false;
    ui_wake_at(ui, ui->mono); /* what this frame painted before now does not know of the tap yet */
    return true;
}

/* Adds the target when any of it can be touched. */
static Target *add_target(Ui *ui, const char *id, Rect r, Rect hit) {
    assert(*id && strlen(id) < TOUCH_ID_MAX);
    Rect cut = rect_intersect(hit, touch_clip(ui));
    return cut.w > 0 && cut.h > 0 ? draw_add_target(ui->list, id, r, cut) : NULL;
}

bool ui_target_hit(Ui *ui, const char *id, Rect r, Rect hit) {
    add_target(ui, id, r, hit);
    return was_tapped(ui, id);
}

bool ui_key_hit(Ui *ui, const char *id, Rect r, Rect hit) {
    Target *target = add_target(ui, id, r, hit);
    if (target) target->quick = target->secret = true;
    return was_tapped(ui, id);
}

void ui_trace(Ui *ui, const char *id, Rect r) {
    Target *target = add_target(ui, id, r, r);
    if (target) target->quick = target->secret = target->traced = true;
}

bool ui_target(Ui *ui, const char *id, Rect r) {
    float more_x = r.w < ui->touch_min ? (ui->touch_min - r.w) / 2 : 0;
    float more_y = r.h < ui->touch_min ? (ui->touch_min - r.h) / 2 : 0;
    return ui_target_hit(ui, id, r, rect_inset(r, -more_x, -more_y));
}

bool ui_is_pressed(const Ui *ui, const char *id) {
    return ui->touch->down && ui->touch->inside && strcmp(ui->touch->press, id) == 0;
}

Rect ui_sink(const Ui *ui, const char *id, Rect r) {
    if (ui_is_pressed(ui, id)) r.y += SINK;
    return r;
}

Color ui_sink_color(const Ui *ui, const char *id, Color ground, Color ink) {
    return ui_is_pressed(ui, id) ? color_mix(ink, ground, PRESSED_PERCENT) : ground;
}

bool ui_repeats(Ui *ui, const char *id) {
    Touch *touch = ui->touch;
    if (!ui_is_pressed(ui, id)) return false;
    Ms due = touch->repeat_at ? touch->repeat_at : touch->down_at + REPEAT_AFTER_MS;
    if (ui->mono < due) {
        ui_wake_at(ui, due);
        return false;
    }
    touch->repeat_at = ui->mono + REPEAT_EVERY_MS;
    ui_wake_at(ui, ui->mono); /* as after a tap */
    return true;
}

void ui_modal(Ui *ui) {
    assert(ui->n_clips == 0);
    ui_fill(ui, (Rect){0, 0, ui->width, ui->height}, ui->theme->shade, 0);
    draw_drop_targets(ui->list);
}

/* --- buttons ----------------------------------------------------------------------------------------------- */

typedef struct Paint {
    Color back, front; /* back 0 = none */
} Paint;

static Paint paint_of(const Theme *t, ButtonLook look) {
    switch (look) {
    case BUTTON_PRIMARY: return (Paint){t->ink, t->paper};
    case BUTTON_ACCENT: return (Paint){t->accent, t->on_accent};
    case BUTTON_SUNKEN: return (Paint){t->sunken, t->ink};
    case BUTTON_BARE: return (Paint){0, t->ink};
    case BUTTON_PLAIN: break;
    }
    return (Paint){t->surface, t->ink};
}

/* Pressed is a step from the ground towards the ink; on ink itself, towards the paper. A bare button has no ground of
 * its own and takes the sunken one. */
static Color ground_of(const Ui *ui, const char *id, ButtonLook look, Paint paint) {
    Color ground = !paint.back && ui_is_pressed(ui, id) ? ui->theme->sunken : paint.back;
    return ui_sink_color(ui, id, ground, look == BUTTON_PRIMARY ? ui->theme->paper : ui->theme->ink);
}

static Paint disabled(const Theme *t, ButtonLook look) {
    return (Paint){look == BUTTON_BARE ? 0 : t->sunken, t->ink3};
}

static TextStyle label_style(Button button, Color color) {
    return (TextStyle){.px = button.px > 0 ? button.px : LABEL_PX, .bold = !button.regular, .color = color};
}

static float icon_side(const Ui *ui) {
    return ICON * ui->zoom;
}

static float icon_room(const Ui *ui, Button button) {
    if (!button.icon) return 0;
    return button.label ? icon_side(ui) + ICON_GAP : icon_side(ui);
}

float ui_button_width(Ui *ui, Button button, float padding) {
    float label = button.label ? ui_text_width(ui, button.label, label_style(button, 0)) : 0;
    return icon_room(ui, button) + label + 2 * padding;
}

/* Icon and label as one group in the middle of r. */
static void paint_label(Ui *ui, Rect r, Button button, Color color) {
    TextStyle style = label_style(button, color);
    float icon = icon_room(ui, button), side = icon_side(ui), most = r.w - 2 * LABEL_PAD - icon;
    float label = button.label ? ui_text_width(ui, button.label, style) : 0;
    if (label > most) label = most;
    float x = r.x + (r.w - icon - label) / 2;
    float icon_x = button.icon_after ? x + icon + label - side : x, label_x = button.icon_after ? x : x + icon;
    if (button.icon) ui_icon(ui, (Rect){icon_x, r.y + (r.h - side) / 2, side, side}, button.icon, color);
    if (button.label) ui_text(ui, (Rect){label_x, r.y, label, r.h}, button.label, style);
}

bool ui_button(Ui *ui, const char *id, Rect r, Button button) {
    Paint paint = paint_of(ui->theme, button.look);
    if (button.disabled) paint = disabled(ui->theme, button.look);
    bool tapped = !button.disabled && ui_target(ui, id, r);
    if (!button.disabled) {
        paint.back = ground_of(ui, id, button.look, paint);
        r = ui_sink(ui, id, r);
    }
    ui_fill(ui, r, paint.back, button.radius > 0 ? button.radius : RADIUS);
    paint_label(ui, r, button, paint.front);
    return tapped;
}

/* --- pills ------------------------------------------------------------------------------------------------- */

float ui_pill_height(const Ui *ui) {
    return PILL_H * ui->zoom;
}

static TextStyle pill_style(Color color) {
    return (TextStyle){.px = TEXT_MIN, .bold = true, .color = color};
}

static float pill_icon_room(const Ui *ui, const char *icon) {
    return icon ? PILL_ICON * ui->zoom + PILL_GAP : 0;
}

float ui_pill_width(Ui *ui, const char *icon, const char *utf8) {
    return PILL_PAD + pill_icon_room(ui, icon) + ui_text_width(ui, utf8, pill_style(0)) + PILL_PAD;
}

float ui_pill(Ui *ui, float x, float y, bool right, const char *icon, const char *utf8, Color fg, Color bg) {
    TextStyle style = pill_style(fg);
    float w = ui_pill_width(ui, icon, utf8), side = PILL_ICON * ui->zoom, h = ui_pill_height(ui);
    float before = pill_icon_room(ui, icon), label = w - 2 * PILL_PAD - before;
    Rect r = {right ? x - w : x, y, w, h};
    ui_fill(ui, r, bg, h / 2);
    if (icon) ui_icon(ui, (Rect){r.x + PILL_PAD, y + (h - side) / 2, side, side}, icon, fg);
    ui_text(ui, (Rect){r.x + PILL_PAD + before, y, label, h}, utf8, style);
    return w;
}
