/* A keypad for where there is more width than height: the ten digits and delete in two rows that fill the rectangle. */
#include "keyboard.h"

#include <string.h>

#define GAP_KEYS 16.0f
#define DIGIT_PX 44.0f

static bool wide_key(Ui *ui, const char *id, Rect cell, const char *digit) {
    const Theme *t = ui->theme;
    Rect r = rect_inset(cell, GAP_KEYS / 2, GAP_KEYS / 2);
    bool tapped = ui_key_hit(ui, id, r, cell);
    ui_fill(ui, r, ui_is_pressed(ui, id) ? color_mix(t->ink, t->surface, 12) : t->surface, 20);
    if (digit)
        ui_text(ui, r, digit, (TextStyle){.px = DIGIT_PX, .bold = true, .color = t->ink, .align = ALIGN_CENTER});
    else
        ui_icon(ui, (Rect){r.x + r.w / 2 - 28, r.y + r.h / 2 - 28, 56, 56}, "backspace", t->ink);
    return tapped;
}

bool ui_keypad_wide(Ui *ui, const char *prefix, Rect r, Field *field) {
    static const char *const keys = "12345-67890"; /* - = delete */
    size_t before = strlen(field->text);
    char last = before ? field->text[before - 1] : '\0';
    for (int i = 0; keys[i]; i++) {
        Rect cell = {r.x + r.w / 6 * (float)(i % 6), r.y + r.h / 2 * (float)(i / 6), r.w / 6, r.h / 2};
        char digit[] = {keys[i], '\0'};
        bool del = keys[i] == '-';
        const char *id = ui_id(ui, "%s.%s", prefix, del ? "delete" : digit);
        bool tapped = wide_key(ui, id, cell, del ? NULL : digit);
        if (del && (tapped || ui_repeats(ui, id)))
            field_delete(field);
        else if (tapped)
            field_insert(field, digit);
    }
    size_t after = strlen(field->text);
    return after != before || (after && field->text[after - 1] != last);
}
