/* Composing: letters that wait until a candidate is taken for them, and the row of candidates above the keys. */
#include "keys.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CHOICE_PX   34.0f
#define CHOICE_PAD  28.0f /* left and right of its words */
#define CHOICE_GAP  12.0f
#define SPELLING_W  210.0f /* the letters at the left of a wide row */
#define SPELLING_PX 27.0f
#define SWITCH_PX   30.0f

/* --- what waits --------------------------------------------------------------------------------------------- */

static Pinyin *engine(const Compose *c) {
    return c->typing && c->kb->chinese && !c->kb->hand ? typing_pinyin(c->typing, c->ui) : NULL;
}

bool compose_is_on(const Compose *c) {
    return c->typing && c->kb->chinese && !c->kb->hand && !c->typing->pinyin_state.missing;
}

/* The engine, told of what waits; NULL while there is none. */
static Pinyin *told(const Compose *c) {
    Pinyin *pinyin = engine(c);
    if (!pinyin) return NULL;
    size_t at = field_cursor(c->field);
    const char *before = arena_strndup(&c->ui->list->arena, c->field->text, at);
    pinyin_type(pinyin, c->ui->text, c->kb->letters, before);
    return pinyin;
}

/* The first `len` of these letters wait now; the candidates begin again. */
static void set_letters(Keyboard *kb, const char *letters, size_t len) {
    memmove(kb->letters, letters, len);
    memset(kb->letters + len, 0, sizeof kb->letters - len);
    kb->page = 0;
    kb->from[0] = 0;
}

static bool add_letter(Keyboard *kb, char letter) {
    size_t len = strlen(kb->letters);
    if (len == PINYIN_LETTERS) return false;
    kb->letters[len] = letter;
    set_letters(kb, kb->letters, len + 1);
    return true;
}

bool compose_as_letters(Compose *c) {
    if (!*c->kb->letters) return false;
    bool fits = field_insert(c->field, c->kb->letters);
    set_letters(c->kb, "", 0);
    return fits;
}

bool compose_take(Compose *c, size_t i) {
    Pinyin *pinyin = told(c);
    if (!pinyin || pinyin_count(pinyin) <= i) return compose_as_letters(c);
    char text[4 * PINYIN_LETTERS + 1], left[sizeof text];
    pinyin_take(pinyin, i, text, left, sizeof text);
    if (!field_insert(c->field, text)) return false;
    size_t rest = strlen(left);
    set_letters(c->kb, left, rest < strlen(c->kb->letters) ? rest : 0);
    return true;
}

bool compose_finish(Compose *c) {
    while (*c->kb->letters) {
        if (!compose_take(c, 0)) return false;
    }
    return true;
}

bool compose_type(Compose *c, const char *label) {
    bool small = label[0] >= 'a' && label[0] <= 'z', waited = *c->kb->letters != '\0';
    if (small && compose_is_on(c)) return add_letter(c->kb, label[0]);
    if (waited && label[0] == ' ') return compose_take(c, c->kb->from[c->kb->page]);
    if (!compose_finish(c)) return false;
    return field_insert(c->field, label) || waited;
}

bool compose_delete(Compose *c) {
    size_t len = strlen(c->kb->letters);
    if (len == 0) return field_delete(c->field);
    set_letters(c->kb, c->kb->letters, len - 1);
    return true;
}

const char *ui_keyboard_preedit(Ui *ui, Keyboard *kb, Field *field, Typing *typing) {
    Compose c = {ui, kb, field, typing};
    if (!*kb->letters) return "";
    Pinyin *pinyin = told(&c);
    if (!pinyin) return kb->letters;
    size_t lit = kb->from[kb->page];
    bool turned = lit > 0 && lit < pinyin_count(pinyin);
    return arena_strdup(&ui->list->arena, turned ? pinyin_candidate(pinyin, lit) : pinyin_preview(pinyin));
}

bool ui_keyboard_finish(Ui *ui, Keyboard *kb, Field *field, Typing *typing) {
    Compose c = {ui, kb, field, typing};
    return compose_finish(&c);
}

/* --- things to choose from ---------------------------------------------------------------------------------- */

float choice_width(Ui *ui, const char *label, float most) {
    TextStyle style = {.px = CHOICE_PX, .bold = true};
    float width = ui_text_width(ui, label, style) + 2 * CHOICE_PAD + CHOICE_GAP;
    return fminf(fmaxf(width, TOUCH_MIN), most);
}

bool choice_draw(Ui *ui, const char *prefix, Rect cell, Choice choice) {
    const Theme *t = ui->theme;
    const char *id = ui_id(ui, "%s.%s", prefix, choice.id);
    Rect r = rect_inset(cell, CHOICE_GAP / 2, 10);
    bool tapped = ui_key_hit(ui, id, r, cell);
    Color ground = choice.lit ? t->ink : t->surface, ink = choice.lit ? t->paper : t->ink;
    if (ui_is_pressed(ui, id)) ground = color_mix(ink, ground, 12);
    ui_fill(ui, r, ground, 24);
    TextStyle style = {.px = CHOICE_PX, .bold = true, .color = ink, .align = ALIGN_CENTER};
    ui_text(ui, rect_inset(r, 8, 0), choice.label, style);
    return tapped;
}

bool row_switch(Compose *c, const char *prefix, Rect *r, const char *label) {
    float width = ui_text_width(c->ui, label, (TextStyle){.px = SWITCH_PX, .bold = true}) + 40;
    Key k = {.id = "hand", .label = label, .px = SWITCH_PX, .bold = true, .gap = CHOICE_GAP, .bare = true};
    k.cell = cut_right(r, fmaxf(width, TOUCH_MIN), 8);
    return key_draw(c->ui, prefix, k, NULL);
}

/* --- the row ------------------------------------------------------------------------------------------------ */

/* By single letters: a spelling is new at each key, and need not be rendered to be measured. */
static float spelling_width(const Ui *ui, const char *from, const char *to) {
    TextStyle style = {.px = SPELLING_PX * ui->zoom};
    float width = 0;
    for (const char *p = from; p < to;) width += text_advance(ui->text, utf8_next(&p, to), style);
    return width;
}

/* The space that parts a spelling into two lines most evenly; NULL when it is one syllable. */
static const char *even_break(const Ui *ui, const char *text, float *widest) {
    const char *end = text + strlen(text), *best = NULL;
    for (const char *space = strchr(text, ' '); space; space = strchr(space + 1, ' ')) {
        float w = fmaxf(spelling_width(ui, text, space), spelling_width(ui, space + 1, end));
        if (best && w >= *widest) continue;
        best = space;
        *widest = w;
    }
    return best;
}

/* On one line or two even ones; of one too long for that its end is shown, where the next letter goes. */
static void draw_spelling(Ui *ui, Rect r, const char *spelling) {
    TextStyle style = {.px = SPELLING_PX, .color = ui->theme->ink2};
    float line_h = fminf(38 * ui->zoom, r.h / 2), widest = 0;
    const char *shown = spelling, *middle = NULL;
    while (spelling_width(ui, shown, shown + strlen(shown)) > r.w) {
        middle = even_break(ui, shown, &widest);
        const char *next = strchr(spelling, ' ');
        if (!middle || widest <= r.w) break;
        middle = NULL;
        if (!next) break;
        spelling = next + 1;
        shown = arena_printf(&ui->list->arena, "… %s", spelling);
    }
    if (!middle) {
        ui_text(ui, r, shown, style);
        return;
    }
    Rect line = {r.x, r.y + r.h / 2 - line_h, r.w, line_h};
    ui_text(ui, line, arena_strndup(&ui->list->arena, shown, (size_t)(middle - shown)), style);
    line.y += line_h;
    ui_text(ui, line, middle + 1, style);
}

static bool is_there(Pinyin *pinyin, size_t i) {
    while (i >= pinyin_count(pinyin)) {
        if (!pinyin_more(pinyin)) return false;
    }
    return true;
}

static void draw_arrows(Compose *c, const char *prefix, Rect r, bool more, size_t next) {
    Keyboard *kb = c->kb;
    Key k = {.id = "prev", .icon = "back", .cell = cut_left(&r, r.w / 2, 0), .gap = CHOICE_GAP, .bare = true};
    if (kb->page > 0 && key_draw(c->ui, prefix, k, NULL)) kb->page--;
    k = (Key){.id = "next", .icon = "next", .cell = r, .gap = CHOICE_GAP, .bare = true};
    if (!more || kb->page + 1 == KEYBOARD_PAGES || !key_draw(c->ui, prefix, k, NULL)) return;
    kb->from[++kb->page] = next;
}

/* As many candidates from the page's first as fit, one at least. Returns the one that was tapped, −1 = none. */
static int draw_candidates(Compose *c, const char *prefix, Rect r, Rect arrows, Pinyin *pinyin) {
    size_t i = c->kb->from[c->kb->page];
    int tapped = -1;
    for (int n = 0; is_there(pinyin, i); i++, n++) {
        const char *label = arena_strdup(&c->ui->list->arena, pinyin_candidate(pinyin, i));
        float width = choice_width(c->ui, label, n ? INFINITY : r.w);
        if (width > r.w) break;
        Choice choice = {ui_id(c->ui, "cand.%d", n + 1), label, n == 0};
        if (choice_draw(c->ui, prefix, cut_left(&r, width, 0), choice)) tapped = (int)i;
    }
    draw_arrows(c, prefix, arrows, is_there(pinyin, i), i);
    return tapped;
}

bool compose_row(Compose *c, const char *prefix, Rect r, KeyboardWords words) {
    bool narrow = ui_portrait(c->ui), changed = false;
    Rect above = narrow ? cut_top(&r, r.h / 2, 0) : r, spelling;
    if (!c->typing->hand_state.missing && row_switch(c, prefix, &above, words.hand)) {
        c->kb->hand = true;
        set_letters(c->kb, "", 0);
        changed = true;
    }
    Rect arrows = cut_right(&above, 2 * TOUCH_MIN, 8);
    spelling = narrow ? above : cut_left(&above, SPELLING_W, 8);
    if (!narrow) r = above;
    Pinyin *pinyin = told(c);
    if (!*c->kb->letters) return changed;
    draw_spelling(c->ui, rect_inset(spelling, 8, 0), pinyin ? pinyin_spelling(pinyin) : c->kb->letters);
    int tapped = pinyin ? draw_candidates(c, prefix, r, arrows, pinyin) : -1;
    return (tapped >= 0 && compose_take(c, (size_t)tapped)) || changed;
}
