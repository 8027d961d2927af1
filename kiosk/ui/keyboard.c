/* The on-screen keyboard: rows of keys that fill the given rectangle, so that no touch falls between two keys; what is
 * painted is inset. In Chinese a row of candidates lies above; composing and the pad are files of their own. */
#include "keys.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define PAD_GAP 16.0f
#define PAD_PX  44.0f
#define ICON    44.0f

/* --- keys -------------------------------------------------------------------------------------------------- */

bool key_draw(Ui *ui, const char *prefix, Key k, const char **id) {
    const Theme *t = ui->theme;
    const char *full = ui_id(ui, "%s.%s", prefix, k.id);
    if (id) *id = full;
    Rect r = rect_inset(k.cell, k.gap / 2, k.gap / 2);
    Rect hit = {k.cell.x - k.more_left, k.cell.y, k.more_left + k.cell.w + k.more_right, k.cell.h};
    bool tapped = !k.disabled && ui_key_hit(ui, full, r, hit);
    Color ground = k.lit ? t->ink : k.bare ? t->sunken : t->surface, ink = k.lit ? t->paper : t->ink;
    if (k.disabled) {
        ground = color_mix(t->surface, t->sunken, 45); /* a key still, also where all of them rest */
        ink = t->ink3;
    } else {
        ground = ui_sink_color(ui, full, ground, ink);
        r = ui_sink(ui, full, r);
    }
    ui_fill(ui, r, ground, KEY_RADIUS);
    TextStyle style = {.px = k.px, .bold = k.bold, .color = ink, .align = ALIGN_CENTER};
    if (k.label) ui_text(ui, rect_inset(r, 4, 0), k.label, style);
    if (k.icon) ui_icon(ui, (Rect){r.x + (r.w - ICON) / 2, r.y + (r.h - ICON) / 2, ICON, ICON}, k.icon, ink);
    return tapped;
}

bool key_delete(Ui *ui, const char *prefix, Rect cell, float gap) {
    const char *id;
    bool tapped = key_draw(ui, prefix, (Key){.id = "delete", .icon = "backspace", .cell = cell, .gap = gap}, &id);
    bool repeated = ui_repeats(ui, id);
    return tapped || repeated;
}

/* --- rows -------------------------------------------------------------------------------------------------- */

Row row_at(Ui *ui, const char *prefix, Rect r, int n, int of) {
    float tenth = r.w / 10, h = r.h / (float)of;
    return (Row){.ui = ui,
                 .prefix = prefix,
                 .r = {r.x, r.y + h * (float)n, r.w, h},
                 .tenth = tenth,
                 .x = r.x,
                 .gap = tenth < NARROW ? NARROW_GAP : KEY_GAP};
}

Rect row_take(Row *row, float tenths) {
    Rect cell = {row->x, row->r.y, tenths * row->tenth, row->r.h};
    row->x += cell.w;
    return cell;
}

const char *row_chars(Row *row, const char *chars, bool shift) {
    const char *tapped = NULL;
    for (const char *p = chars, *end = p + strlen(p); p < end;) {
        char id[5], label[5];
        const char *first = p;
        uint32_t cp = utf8_next(&p, end);
        utf8_put(id, cp);
        utf8_put(label, shift && cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp);
        Key k = {.id = id, .label = label, .cell = row_take(row, 1), .gap = row->gap, .px = KEY_PX};
        if (first == chars) k.more_left = row->set_in;
        if (p == end) k.more_right = row->set_in;
        if (key_draw(row->ui, row->prefix, k, NULL)) tapped = arena_strdup(&row->ui->list->arena, label);
    }
    return tapped;
}

/* --- the pages --------------------------------------------------------------------------------------------- */

enum { ROWS = 4 };

static bool can_chinese(const Compose *c) {
    return c->typing && !(c->typing->pinyin_state.missing && c->typing->hand_state.missing);
}

static bool type_one(Compose *c, const char *label) {
    return label && compose_type(c, label);
}

static bool letters_page(Compose *c, const char *prefix, Rect r) {
    Keyboard *kb = c->kb;
    bool changed = false;
    Row row = row_at(c->ui, prefix, r, 0, ROWS);
    const char *typed = row_chars(&row, "qwertyuiop", kb->shift), *one;
    row = row_at(c->ui, prefix, r, 1, ROWS);
    row.x += row.set_in = row.tenth / 2; /* nine keys under ten */
    if ((one = row_chars(&row, "asdfghjkl", kb->shift))) typed = one;
    row = row_at(c->ui, prefix, r, 2, ROWS);
    Key shift = {.id = "shift", .icon = "shift", .cell = row_take(&row, 1.5f), .gap = row.gap, .lit = kb->shift};
    bool toggled = key_draw(c->ui, prefix, shift, NULL);
    if ((one = row_chars(&row, "zxcvbnm", kb->shift))) typed = one;
    if (key_delete(c->ui, prefix, row_take(&row, 1.5f), row.gap)) changed |= compose_delete(c);
    changed |= type_one(c, typed);
    if (toggled) kb->shift = !kb->shift;
    if (typed) kb->shift = false; /* for one letter */
    return changed;
}

/* A step of the cursor. What waits stays, and goes with it. */
static void arrow_keys(Compose *c, Row *row) {
    Key k = {.id = "left", .icon = "back", .gap = row->gap, .cell = row_take(row, 1)};
    if (key_draw(c->ui, row->prefix, k, NULL)) field_step(c->field, true);
    k = (Key){.id = "right", .icon = "next", .gap = row->gap, .cell = row_take(row, 1)};
    if (key_draw(c->ui, row->prefix, k, NULL)) field_step(c->field, false);
}

static bool signs_page(Compose *c, const char *prefix, Rect r) {
    bool zh = c->kb->chinese;
    Row row = row_at(c->ui, prefix, r, 0, ROWS);
    const char *typed = row_chars(&row, "1234567890", false), *one;
    row = row_at(c->ui, prefix, r, 1, ROWS);
    if ((one = row_chars(&row, zh ? "、：；（）“”《》…" : "-/:;()¥&@\"", false))) typed = one;
    row = row_at(c->ui, prefix, r, 2, ROWS);
    if ((one = row_chars(&row, zh ? "？！.—%¥" : "?!'%+=", false))) typed = one;
    arrow_keys(c, &row);
    bool changed = key_delete(c->ui, prefix, row_take(&row, 2), row.gap) && compose_delete(c);
    return type_one(c, typed) || changed;
}

/* What waits in pinyin was meant as letters, when Chinese is left; written ink is dropped. */
static bool change_mode(Compose *c) {
    Keyboard *kb = c->kb;
    bool changed = kb->chinese && compose_as_letters(c);
    kb->chinese = !kb->chinese;
    kb->signs = false;
    kb->hand = kb->chinese && c->typing->pinyin_state.missing;
    ink_clear(&kb->ink);
    return changed;
}

static bool last_row(Compose *c, const char *prefix, Rect r, KeyboardWords words) {
    Keyboard *kb = c->kb;
    bool modes = can_chinese(c), changed = false;
    const char *comma = kb->chinese ? "，" : ",", *period = kb->chinese ? "。" : ".";
    Row row = row_at(c->ui, prefix, r, ROWS - 1, ROWS);
    Key k = {.id = "signs", .label = kb->signs ? "abc" : "123", .px = 32, .bold = true, .gap = row.gap};
    k.cell = row_take(&row, modes ? 1.3f : 1.5f);
    if (key_draw(c->ui, prefix, k, NULL)) kb->signs = !kb->signs;
    k.id = "comma", k.label = comma, k.cell = row_take(&row, 1);
    if (key_draw(c->ui, prefix, k, NULL)) changed |= compose_type(c, comma);
    k.id = "space", k.label = words.space, k.cell = row_take(&row, modes ? 5.1f : 6);
    if (key_draw(c->ui, prefix, k, NULL)) changed |= compose_type(c, " ");
    k.id = "period", k.label = period, k.cell = row_take(&row, modes ? 1 : 1.5f);
    if (key_draw(c->ui, prefix, k, NULL)) changed |= compose_type(c, period);
    if (!modes) return changed;
    k.id = "mode", k.label = words.mode, k.cell = row_take(&row, 1.6f);
    return (key_draw(c->ui, prefix, k, NULL) && change_mode(c)) || changed;
}

/* The pad at the left, its keys in two columns beside it. */
static bool pad_page(Compose *c, const char *prefix, Rect strip, Rect r, KeyboardWords words) {
    static const struct {
        const char *id, *icon;
    } keys[] = {{"undo", NULL},  {"delete", "backspace"}, {"clear", NULL}, {"comma", NULL},
                {"signs", NULL}, {"period", NULL},        {"space", NULL}, {"mode", NULL}};
    const char *labels[] = {words.undo, NULL, words.clear, "，", "123", "。", words.space, words.mode};
    float col = fminf(fmaxf(r.w / 10, 120), 180), gap = r.w / 10 < NARROW ? NARROW_GAP : KEY_GAP;
    Rect pad = {r.x, r.y, r.w - 2 * col, r.h};
    bool changed = pad_row(c, prefix, strip, words);
    pad_draw(c, prefix, rect_inset(pad, gap / 2, gap / 2));
    for (int i = 0; i < 8; i++) {
        Rect cell = {pad.x + pad.w + col * (float)(i % 2), r.y + r.h / ROWS * (float)(i / 2), col, r.h / ROWS};
        if (i == 1) {
            if (key_delete(c->ui, prefix, cell, gap)) changed |= compose_delete(c);
            continue;
        }
        Key k = {.id = keys[i].id, .label = labels[i], .cell = cell, .gap = gap, .px = 30, .bold = true};
        if (!key_draw(c->ui, prefix, k, NULL)) continue;
        switch (i) {
        case 0: ink_undo(&c->kb->ink); break;
        case 2: ink_clear(&c->kb->ink); break;
        case 4: c->kb->signs = true; break;
        case 7: change_mode(c); break;
        default: changed |= compose_type(c, i == 6 ? " " : labels[i]); break;
        }
    }
    return changed;
}

/* --- the keyboard ------------------------------------------------------------------------------------------ */

static bool has_strip(const Compose *c) {
    return c->kb->chinese && can_chinese(c) && !(c->kb->signs && c->kb->hand);
}

/* Rows above the keys: where the panel is narrow the letters have a row of their own. */
static int strip_rows(const Ui *ui) {
    return ui_portrait(ui) ? 2 : 1;
}

float ui_keyboard_least(const Ui *ui, const Keyboard *kb) {
    return TOUCH_MIN * (float)(ROWS + (kb->chinese ? strip_rows(ui) : 0));
}

static Rect cut_strip(const Ui *ui, Rect *r) {
    int n = strip_rows(ui);
    return cut_top(r, r->h / (float)(ROWS + n) * (float)n, 0);
}

bool ui_keyboard(Ui *ui, const char *prefix, Rect r, Keyboard *kb, Field *field, Typing *typing, KeyboardWords words) {
    Compose c = {ui, kb, field, typing};
    bool changed = false;
    if (typing && typing->hand_state.missing) kb->hand = false;
    if (has_strip(&c)) {
        Rect strip = cut_strip(ui, &r);
        if (kb->hand) return pad_page(&c, prefix, strip, r, words);
        changed |= compose_row(&c, prefix, strip, words);
    }
    changed |= kb->signs ? signs_page(&c, prefix, r) : letters_page(&c, prefix, r);
    changed |= last_row(&c, prefix, r, words);
    return changed;
}

/* The keys, row by row: _ = no key, - = delete. The outer ones end on r's edges, what can be touched half a gap further
 * out. */
static bool keypad(Ui *ui, const char *prefix, Rect r, Field *field, const char *keys, int cols, int rows) {
    bool changed = false;
    Rect all = rect_inset(r, -PAD_GAP / 2, -PAD_GAP / 2);
    for (int i = 0; keys[i]; i++) {
        if (keys[i] == '_') continue;
        Rect cell = grid_cell(all, cols, rows, i, 0);
        if (keys[i] == '-') {
            if (key_delete(ui, prefix, cell, PAD_GAP)) changed |= field_delete(field);
            continue;
        }
        char digit[] = {keys[i], '\0'};
        Key k = {.id = digit, .label = digit, .cell = cell, .gap = PAD_GAP, .px = PAD_PX, .bold = true};
        if (key_draw(ui, prefix, k, NULL)) changed |= field_insert(field, digit);
    }
    return changed;
}

bool ui_keypad(Ui *ui, const char *prefix, Rect r, Field *field) {
    return keypad(ui, prefix, r, field, "123456789_0-", 3, 4);
}

bool ui_keypad_wide(Ui *ui, const char *prefix, Rect r, Field *field) {
    return keypad(ui, prefix, r, field, "12345-67890", 6, 2);
}
