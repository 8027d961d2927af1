/* Keys for printed codes: digits and the letters that nobody takes for a digit (Crockford's base 32), in as many rows
 * as the place has room for. */
#include "keys.h"

#include <math.h>
#include <string.h>

#define ROW_LEAST TOUCH_MIN
#define ROW_MOST  128.0f

enum { KEYS = 33, LEAST_ACROSS = 6 };

bool ui_code_keyboard(Ui *ui, const char *prefix, Rect r, Field *field) {
    static const char symbols[] = "1234567890ABCDEFGHJKMNPQRSTVWXYZ";
    int down = (int)(r.h / ROW_LEAST), across;
    if (down > (KEYS + LEAST_ACROSS - 1) / LEAST_ACROSS) down = (KEYS + LEAST_ACROSS - 1) / LEAST_ACROSS;
    if (down < 1) down = 1;
    across = (KEYS + down - 1) / down;
    r.h = fminf(r.h, (float)down * ROW_MOST);
    float gap = r.w / (float)across < NARROW ? NARROW_GAP : KEY_GAP;
    bool changed = false;
    for (int i = 0; i < KEYS - 1; i++) {
        char label[2] = {symbols[i], '\0'};
        Key key = {.id = label,
                   .label = label,
                   .cell = grid_cell(r, across, down, i, 0),
                   .gap = gap,
                   .px = KEY_PX,
                   .bold = true};
        if (key_draw(ui, prefix, key, NULL)) changed = field_insert(field, label) || changed;
    }
    Rect last = grid_cell(r, across, down, KEYS - 1, 0);
    last.w = r.x + r.w - last.x;
    return (key_delete(ui, prefix, last, gap) && field_delete(field)) || changed;
}
