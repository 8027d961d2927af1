/* The pad: ink under the finger, and after a short pause the characters it may mean. Nothing is taken by itself. */
#include "keys.h"

#include <math.h>

#define PEN_W       12.0f
#define GUIDE_INSET 20.0f
enum { THINK_MS = 350 };

/* --- candidates --------------------------------------------------------------------------------------------- */

/* Whether the hand has rested long enough; else asks for a frame when it will have. */
static bool rests(Ui *ui, const Ink *ink) {
    if (ink->n_strokes == 0 || ink->open) return false;
    Ms due = ink->touched + THINK_MS;
    if (ui->mono >= due) return true;
    ui_wake_at(ui, due);
    return false;
}

static const char *draw_found(Compose *c, const char *prefix, Rect r, Handwriting *hand) {
    const char *found[HAND_CANDIDATES], *tapped = NULL;
    size_t n = handwriting_read(hand, c->ui->text, &c->kb->ink, found);
    float width = fminf(r.w / HAND_CANDIDATES, 132);
    for (size_t i = 0; i < n; i++) {
        const char *label = arena_strdup(&c->ui->list->arena, found[i]), *id = ui_id(c->ui, "cand.%zu", i + 1);
        if (choice_draw(c->ui, prefix, cut_left(&r, width, 0), (Choice){id, label, i == 0})) tapped = label;
    }
    return tapped;
}

bool pad_row(Compose *c, const char *prefix, Rect r, KeyboardWords words) {
    Ui *ui = c->ui;
    bool narrow = ui_portrait(ui);
    Rect above = narrow ? cut_top(&r, r.h / 2, 0) : r;
    bool back = !c->typing->pinyin_state.missing && row_switch(c, prefix, &above, words.pinyin);
    if (!narrow) r = above;
    if (back) {
        c->kb->hand = false;
        ink_clear(&c->kb->ink);
        return true;
    }
    if (c->kb->ink.n_strokes == 0) /* until something is written the row says what the pad is for */
        ui_text(ui, rect_inset(above, 12, 0), words.hint, (TextStyle){.px = 27, .color = ui->theme->ink2});
    Handwriting *hand = typing_hand(c->typing, ui);
    if (!hand || !rests(ui, &c->kb->ink)) return false;
    const char *tapped = draw_found(c, prefix, r, hand);
    if (!tapped || !field_insert(c->field, tapped)) return false;
    ink_clear(&c->kb->ink);
    return true;
}

/* --- the pad ------------------------------------------------------------------------------------------------ */

/* The square with its cross that children learn to write in. */
static void draw_guide(Ui *ui, Rect pad) {
    float side = pad.h - 2 * GUIDE_INSET, x = pad.x + (pad.w - side) / 2, y = pad.y + GUIDE_INSET;
    Color line = ui->theme->line;
    for (int i = 0; i < 3; i++) {
        float at = side * (float)i / 2;
        ui_fill(ui, (Rect){x, y + at - 1, side, 2}, line, 0);
        ui_fill(ui, (Rect){x + at - 1, y, 2, side}, line, 0);
    }
}

void pad_draw(Compose *c, const char *prefix, Rect pad) {
    Ui *ui = c->ui;
    Ink *ink = &c->kb->ink;
    ui_fill(ui, pad, ui->theme->surface, KEY_RADIUS);
    draw_guide(ui, pad);
    ui_trace(ui, ui_id(ui, "%s.pad", prefix), pad);
    ink_follow(ink, ui->touch, rect_inset(pad, PEN_W, PEN_W), ui->mono);
    for (size_t i = 0; i < ink->n_strokes; i++) {
        const Point *points;
        size_t n = ink_stroke(ink, i, &points);
        ui_ink(ui, points, n, PEN_W, ui->theme->ink);
    }
}
