/* The on-screen keyboard: rows of keys that fill the given rectangle, so that no touch falls between two keys; what is
 * painted is inset. A layout is a table of keys with their widths in tenths of a row. */
#include "keyboard.h"

#include "base/utf8.h"

#include <string.h>

#define KEY_PX     36.0f
#define KEY_RADIUS 20.0f
#define KEY_GAP    14.0f /* between painted keys; less where keys are narrow */
#define NARROW     110.0f
#define NARROW_GAP 8.0f
#define PAD_GAP    16.0f
#define PAD_PX     44.0f

/* --- the field --------------------------------------------------------------------------------------------- */

size_t field_count(const Field *field) {
    return utf8_count(field->text);
}

void field_insert(Field *field, const char *utf8) {
    size_t len = strlen(field->text), more = strlen(utf8);
    if (len + more >= FIELD_BYTES || field_count(field) + utf8_count(utf8) > field->max_chars) return;
    memcpy(field->text + len, utf8, more + 1);
}

void field_delete(Field *field) {
    field->text[utf8_len_without_last(field->text)] = '\0';
}

/* --- keys -------------------------------------------------------------------------------------------------- */

typedef struct Key {
    const char *id;    /* behind the prefix */
    const char *label; /* NULL: an icon alone */
    const char *icon;
    Rect cell;                   /* its share of the row; painted inset by half a gap */
    float more_left, more_right; /* what can be touched beyond the cell */
    float gap;
    float px;
    bool bold, lit;
} Key;

static bool key(Ui *ui, const char *prefix, Key k, const char **id) {
    const Theme *t = ui->theme;
    *id = ui_id(ui, "%s.%s", prefix, k.id);
    Rect r = rect_inset(k.cell, k.gap / 2, k.gap / 2);
    Rect hit = {k.cell.x - k.more_left, k.cell.y, k.more_left + k.cell.w + k.more_right, k.cell.h};
    bool tapped = ui_key_hit(ui, *id, r, hit);
    Color ink = k.lit ? t->paper : t->ink, ground = ui_sink_color(ui, *id, k.lit ? t->ink : t->surface, ink);
    r = ui_sink(ui, *id, r);
    ui_fill(ui, r, ground, KEY_RADIUS);
    TextStyle style = {.px = k.px, .bold = k.bold, .color = ink, .align = ALIGN_CENTER};
    if (k.label) ui_text(ui, r, k.label, style);
    const float side = 44;
    if (k.icon) ui_icon(ui, (Rect){r.x + (r.w - side) / 2, r.y + (r.h - side) / 2, side, side}, k.icon, ink);
    return tapped;
}

static bool type(Field *field, const char *utf8) {
    size_t before = strlen(field->text);
    field_insert(field, utf8);
    return strlen(field->text) != before;
}

static bool erase(Field *field) {
    bool any = field->text[0] != '\0';
    field_delete(field);
    return any;
}

static bool delete_key(Ui *ui, const char *prefix, Rect cell, float gap, Field *field) {
    const char *id;
    bool tapped = key(ui, prefix, (Key){.id = "delete", .icon = "backspace", .cell = cell, .gap = gap}, &id);
    bool repeated = ui_repeats(ui, id);
    return (tapped || repeated) && erase(field);
}

/* --- rows -------------------------------------------------------------------------------------------------- */

/* A row being laid out from the left. */
typedef struct Row {
    Ui *ui;
    const char *prefix;
    Rect r;
    float tenth; /* of the row's width */
    float x, gap;
    float set_in; /* of the first and the last key */
} Row;

static Row row_at(Ui *ui, const char *prefix, Rect r, int n) {
    float tenth = r.w / 10, h = r.h / 4;
    return (Row){.ui = ui,
                 .prefix = prefix,
                 .r = {r.x, r.y + h * (float)n, r.w, h},
                 .tenth = tenth,
                 .x = r.x,
                 .gap = tenth < NARROW ? NARROW_GAP : KEY_GAP};
}

static Rect row_take(Row *row, float tenths) {
    Rect cell = {row->x, row->r.y, tenths * row->tenth, row->r.h};
    row->x += cell.w;
    return cell;
}

/* One key for each character of `chars`; upper case of the same keys with shift. The first and the last can be touched
 * up to the row's ends. */
static bool typing_keys(Row *row, const char *chars, bool shift, Field *field, bool *typed) {
    bool changed = false;
    for (const char *p = chars, *end = p + strlen(p); p < end;) {
        char id[5], label[5];
        const char *first = p;
        uint32_t cp = utf8_next(&p, end);
        utf8_put(id, cp);
        utf8_put(label, shift && cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp);
        const char *full;
        Key k = {.id = id, .label = label, .cell = row_take(row, 1), .gap = row->gap, .px = KEY_PX};
        if (first == chars) k.more_left = row->set_in;
        if (p == end) k.more_right = row->set_in;
        if (!key(row->ui, row->prefix, k, &full)) continue;
        changed |= type(field, label);
        *typed = true;
    }
    return changed;
}

static bool last_row(Row *row, Keyboard *kb, Field *field, KeyboardWords words) {
    const char *id, *comma = words.comma ? words.comma : ",", *period = words.period ? words.period : ".";
    bool changed = false;
    Key signs = {.id = "signs", .label = kb->signs ? "abc" : "123", .px = 32, .bold = true, .gap = row->gap};
    signs.cell = row_take(row, 1.5f);
    if (key(row->ui, row->prefix, signs, &id)) kb->signs = !kb->signs;
    Key k = {.id = "comma", .label = comma, .px = 32, .bold = true, .gap = row->gap, .cell = row_take(row, 1)};
    if (key(row->ui, row->prefix, k, &id)) changed |= type(field, comma);
    k.id = "space", k.label = words.space, k.cell = row_take(row, 6);
    if (key(row->ui, row->prefix, k, &id)) changed |= type(field, " ");
    k.id = "period", k.label = period, k.cell = row_take(row, 1.5f);
    if (key(row->ui, row->prefix, k, &id)) changed |= type(field, period);
    return changed;
}

static bool letters(Ui *ui, const char *prefix, Rect r, Keyboard *kb, Field *field) {
    bool changed = false, typed = false;
    Row row = row_at(ui, prefix, r, 0);
    changed |= typing_keys(&row, "qwertyuiop", kb->shift, field, &typed);
    row = row_at(ui, prefix, r, 1);
    row.x += row.set_in = row.tenth / 2; /* nine keys under ten */
    changed |= typing_keys(&row, "asdfghjkl", kb->shift, field, &typed);
    row = row_at(ui, prefix, r, 2);
    const char *id;
    Key shift = {.id = "shift", .icon = "shift", .cell = row_take(&row, 1.5f), .gap = row.gap, .lit = kb->shift};
    bool toggled = key(ui, prefix, shift, &id);
    changed |= typing_keys(&row, "zxcvbnm", kb->shift, field, &typed);
    changed |= delete_key(ui, prefix, row_take(&row, 1.5f), row.gap, field);
    if (toggled) kb->shift = !kb->shift;
    if (typed) kb->shift = false; /* for one letter */
    return changed;
}

static bool signs(Ui *ui, const char *prefix, Rect r, Field *field) {
    bool changed = false, typed = false;
    Row row = row_at(ui, prefix, r, 0);
    changed |= typing_keys(&row, "1234567890", false, field, &typed);
    row = row_at(ui, prefix, r, 1);
    changed |= typing_keys(&row, "-/:;()¥&@\"", false, field, &typed);
    row = row_at(ui, prefix, r, 2);
    changed |= typing_keys(&row, "?!'#%+*=", false, field, &typed);
    changed |= delete_key(ui, prefix, row_take(&row, 2), row.gap, field);
    return changed;
}

bool ui_keyboard(Ui *ui, const char *prefix, Rect r, Keyboard *kb, Field *field, KeyboardWords words) {
    bool changed = kb->signs ? signs(ui, prefix, r, field) : letters(ui, prefix, r, kb, field);
    Row row = row_at(ui, prefix, r, 3);
    changed |= last_row(&row, kb, field, words);
    return changed;
}

bool ui_keypad(Ui *ui, const char *prefix, Rect r, Field *field) {
    static const char *const keys = "123456789_0"; /* _ = no key */
    float w = r.w / 3, h = r.h / 4;
    bool changed = false;
    for (int i = 0; i < 11; i++) {
        if (keys[i] == '_') continue;
        char digit[] = {keys[i], '\0'};
        Rect cell = {r.x + w * (float)(i % 3), r.y + h * (float)(i / 3), w, h};
        const char *id;
        Key k = {.id = digit, .label = digit, .cell = cell, .gap = PAD_GAP, .px = PAD_PX, .bold = true};
        if (key(ui, prefix, k, &id)) changed |= type(field, digit);
    }
    changed |= delete_key(ui, prefix, (Rect){r.x + 2 * w, r.y + 3 * h, w, h}, PAD_GAP, field);
    return changed;
}
