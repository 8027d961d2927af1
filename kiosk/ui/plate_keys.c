/* The number plate's keyboard: provinces first, then a letter, then letters and digits; what cannot come next is
 * painted faint and is no target. */
#include "keys.h"

#include "base/utf8.h"

#include <string.h>

const char *const plate_provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

enum { PLATE_USUAL = 7, PROVINCE_COLS = 8, PLATE_ROWS = 5 };

/* All provinces, `own` before the others. */
static const char *provinces_from(Ui *ui, const char *own) {
    const char *at = *own ? strstr(plate_provinces, own) : NULL;
    if (!at) return plate_provinces;
    size_t before = (size_t)(at - plate_provinces), len = strlen(own);
    return arena_printf(&ui->list->arena, "%s%.*s%s", own, (int)before, plate_provinces, at + len);
}

static bool provinces_page(Ui *ui, const char *prefix, Rect r, Field *field, const char *own) {
    bool changed = false;
    int i = 0;
    const char *all = provinces_from(ui, own);
    float gap = r.w / PROVINCE_COLS < NARROW ? NARROW_GAP : KEY_GAP;
    for (const char *p = all, *end = all + strlen(all); p < end; i++) {
        char one[5];
        utf8_put(one, utf8_next(&p, end));
        Key k = {.id = one, .label = one, .cell = grid_cell(r, PROVINCE_COLS, 4, i, 0), .px = 40, .gap = gap};
        k.bold = k.lit = i == 0 && *own;
        if (key_draw(ui, prefix, k, NULL)) changed |= field_insert(field, one);
    }
    if (key_delete(ui, prefix, grid_cell(r, PROVINCE_COLS, 4, i, 0), gap)) changed |= field_delete(field);
    return changed;
}

/* The keys of `chars` in a row; those of another kind than can come next are disabled. */
static bool plate_row(Row *row, const char *chars, bool enabled, Field *field) {
    bool changed = false;
    for (const char *p = chars, *end = p + strlen(p); p < end;) {
        char one[5];
        utf8_put(one, utf8_next(&p, end));
        Key k = {.id = one, .label = one, .cell = row_take(row, 1), .gap = row->gap, .px = KEY_PX};
        k.disabled = !enabled;
        if (k.cell.x - row->r.x <= row->set_in) k.more_left = row->set_in;
        if (key_draw(row->ui, row->prefix, k, NULL)) changed |= field_insert(field, one);
    }
    return changed;
}

static bool letters_page(Ui *ui, const char *prefix, Rect r, Field *field, size_t typed, size_t most) {
    bool more = typed < most, digits = typed >= 2 && more, last = typed == PLATE_USUAL - 1 && more, changed;
    Row row = row_at(ui, prefix, r, 0, PLATE_ROWS);
    changed = plate_row(&row, "1234567890", digits, field);
    row = row_at(ui, prefix, r, 1, PLATE_ROWS);
    row.x += row.set_in = row.tenth; /* eight keys under ten */
    changed |= plate_row(&row, "QWERTYUP", more, field);
    row = row_at(ui, prefix, r, 2, PLATE_ROWS);
    row.x += row.set_in = row.tenth / 2;
    changed |= plate_row(&row, "ASDFGHJKL", more, field);
    row = row_at(ui, prefix, r, 3, PLATE_ROWS);
    row.x += row.set_in = row.tenth / 2;
    changed |= plate_row(&row, "ZXCVBNM", more, field);
    if (key_delete(ui, prefix, row_take(&row, 2.5f), row.gap)) changed |= field_delete(field);
    row = row_at(ui, prefix, r, 4, PLATE_ROWS);
    row.x += row.tenth * 1.5f;
    changed |= plate_row(&row, "使领学警挂港澳", last, field);
    return changed;
}

bool ui_plate_keyboard(Ui *ui, const char *prefix, Rect r, Field *field, const char *own) {
    size_t typed = field_count(field);
    return typed == 0 ? provinces_page(ui, prefix, r, field, own)
                      : letters_page(ui, prefix, r, field, typed, field->max_chars);
}

bool ui_plate_tail_keyboard(Ui *ui, const char *prefix, Rect r, Field *field) {
    enum { BEFORE = 2 }; /* the province and its letter stand before it */
    return letters_page(ui, prefix, r, field, field_count(field) + BEFORE, field->max_chars + BEFORE);
}
