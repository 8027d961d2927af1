/* A text being typed: editing by whole characters, and its picture: lines, the underlined piece, the cursor. */
#include "field.h"

#include "grapheme.h"

#include <math.h>
#include <string.h>

/* --- editing ------------------------------------------------------------------------------------------------ */

size_t field_count(const Field *field) {
    return grapheme_count(field->text);
}

size_t field_cursor(const Field *field) {
    size_t len = strlen(field->text);
    return field->cursor < len ? field->cursor : len;
}

void field_place(Field *field, size_t at) {
    size_t len = strlen(field->text);
    field->cursor = at >= len ? len : grapheme_before(field->text, at + 1);
}

void field_step(Field *field, bool back) {
    size_t at = field_cursor(field);
    field->cursor = back ? grapheme_before(field->text, at) : grapheme_after(field->text, at);
}

bool field_insert(Field *field, const char *utf8) {
    size_t len = strlen(field->text), more = strlen(utf8), at = field_cursor(field);
    if (more == 0 || len + more >= FIELD_BYTES) return false;
    Field longer = *field;
    memmove(longer.text + at + more, longer.text + at, len - at + 1);
    memcpy(longer.text + at, utf8, more);
    if (field_count(&longer) > field->max_chars) return false;
    longer.cursor = at + more;
    *field = longer;
    return true;
}

bool field_delete(Field *field) {
    size_t at = field_cursor(field), from = grapheme_before(field->text, at);
    if (from == at) return false;
    memmove(field->text + from, field->text + at, strlen(field->text + at) + 1);
    field->cursor = from;
    return true;
}

/* --- lines -------------------------------------------------------------------------------------------------- */

enum { LINES_MOST = FIELD_BYTES };
#define TALL      180.0f /* a field higher than this fills from its top */
#define CURSOR_W  4.0f
#define CURSOR_UP 2.0f /* less than a line, above and below */

/* The text as shown, with the preedit in its place. */
typedef struct Shown {
    Ui *ui;
    TextStyle style; /* already zoomed: for measuring through text.h */
    const char *text;
    size_t len, pre0, pre1; /* the preedit's part of it */
    size_t *starts, n;      /* of lines; starts[n] = len */
    float line_h;
} Shown;

static float width_of(const Shown *s, size_t from, size_t to) {
    if (to <= from) return 0;
    const char *piece = arena_strndup(&s->ui->list->arena, s->text + from, to - from);
    return text_width(s->ui->text, piece, s->style);
}

static Shown show(Ui *ui, const Field *field, FieldLook look, TextStyle style, float width) {
    Arena *arena = &ui->list->arena;
    size_t at = field_cursor(field);
    Shown s = {.ui = ui, .style = style, .line_h = look.line_h, .pre0 = at, .pre1 = at + strlen(look.preedit)};
    s.style.px *= ui->zoom;
    s.text = arena_printf(arena, "%.*s%s%s", (int)at, field->text, look.preedit, field->text + at);
    s.len = strlen(s.text);
    s.starts = arena_alloc(arena, (s.len + 2) * sizeof *s.starts);
    s.n = text_break(ui->text, arena, s.text, s.style, width, s.starts, s.len + 1);
    s.starts[s.n] = s.len;
    return s;
}

static size_t line_at(const Shown *s, size_t at) {
    size_t line = 0;
    while (line + 1 < s->n && s->starts[line + 1] <= at) line++;
    return line;
}

/* The byte that a tap at x of this line means: before or after the character under it, whichever is nearer. */
static size_t byte_at(const Shown *s, size_t line, float x) {
    size_t from = s->starts[line], to = s->starts[line + 1], at = from;
    for (float left = 0; at < to;) {
        size_t next = grapheme_after(s->text, at);
        float right = width_of(s, from, next);
        if (x < (left + right) / 2) return at;
        left = right;
        at = next;
    }
    if (line + 1 < s->n) at = grapheme_before(s->text, to); /* the end of a broken line is the next one's beginning */
    return at < from ? from : at;
}

static bool is_blank(const char *text) {
    return text[strspn(text, " ")] == '\0';
}

/* One stretch of a line, in one style. Returns its width. */
static float draw_stretch(const Shown *s, float x, float y, size_t from, size_t to, bool underline) {
    float width = width_of(s, from, to);
    const char *piece = arena_strndup(&s->ui->list->arena, s->text + from, to > from ? to - from : 0);
    if (is_blank(piece)) return width;
    TextStyle style = s->style;
    style.px /= s->ui->zoom;
    style.underline = underline;
    ui_text(s->ui, (Rect){x, y, width + 1, s->line_h}, piece, style);
    return width;
}

static size_t clamp_to(size_t v, size_t low, size_t high) {
    return v < low ? low : v > high ? high : v;
}

static void draw_line(const Shown *s, size_t line, float x, float y) {
    size_t from = s->starts[line], to = s->starts[line + 1];
    size_t a = clamp_to(s->pre0, from, to), b = clamp_to(s->pre1, from, to);
    x += draw_stretch(s, x, y, from, a, false);
    x += draw_stretch(s, x, y, a, b, true);
    draw_stretch(s, x, y, b, to, false);
}

/* --- the box ------------------------------------------------------------------------------------------------ */

static void draw_cursor(Ui *ui, float x, float y, float line_h) {
    ui_fill(ui, (Rect){x, y + CURSOR_UP, CURSOR_W, line_h - 2 * CURSOR_UP}, ui->theme->accent, CURSOR_W / 2);
}

static void draw_placeholder(Ui *ui, Rect r, FieldLook look) {
    Rect line = {r.x, r.y, r.w, look.line_h};
    draw_cursor(ui, line.x, line.y, line.h);
    line.x += 20, line.w -= 20;
    TextStyle style = {.px = look.px, .color = ui->theme->ink2};
    if (look.placeholder && *look.placeholder) ui_text(ui, line, look.placeholder, style);
}

/* After the text or the cursor changed, the cursor's line is brought into view, and stays where it is otherwise. */
static void follow_cursor(const Shown *s, FieldView *view, Rect r, size_t cursor) {
    int width = (int)r.w;
    if (view->seen_len == s->len && view->seen_cursor == cursor && view->seen_width == width) return;
    view->seen_len = s->len, view->seen_cursor = cursor, view->seen_width = width;
    float top = (float)line_at(s, cursor) * s->line_h, most = fmaxf(0, (float)s->n * s->line_h - r.h);
    float offset = fminf(fmaxf(view->scroll.offset, top + s->line_h - r.h), top);
    view->scroll.velocity = 0;
    view->scroll.offset = fminf(fmaxf(offset, 0), most);
}

static bool take_tap(const Shown *s, const char *id, Rect r, float first_y, Field *field) {
    if (!ui_target_hit(s->ui, id, r, r)) return false;
    const Touch *touch = s->ui->touch;
    float row = floorf((touch->tap_y - first_y) / s->line_h);
    size_t line = row < 0 ? 0 : row >= (float)s->n ? s->n - 1 : (size_t)row;
    size_t at = byte_at(s, line, touch->tap_x - r.x), more = s->pre1 - s->pre0;
    if (at > s->pre0) at = at < s->pre1 ? s->pre0 : at - more;
    size_t before = field_cursor(field);
    field_place(field, at);
    return field_cursor(field) != before;
}

bool ui_field(Ui *ui, const char *id, Rect r, Field *field, FieldView *view, FieldLook look) {
    TextStyle style = {.px = look.px, .color = ui->theme->ink};
    Shown s = show(ui, field, look, style, r.w - CURSOR_W - 4);
    size_t rows = (size_t)fmaxf(1, floorf((r.h + 0.01f) / look.line_h));
    Rect in = {r.x, r.y, r.w, (float)rows * look.line_h};
    if (r.h < TALL) in.y += (r.h - (float)(s.n < rows ? s.n : rows) * look.line_h) / 2;
    if (s.len == 0) {
        draw_placeholder(ui, in, look);
        return false;
    }
    follow_cursor(&s, view, in, s.pre1);
    bool scrolls = s.n > rows;
    view->scroll.snap = look.line_h;
    if (scrolls)
        ui_scroll_begin(ui, ui_id(ui, "%s.scroll", id), in, (float)s.n * look.line_h, &view->scroll);
    else
        view->scroll.offset = 0;
    float first_y = in.y - view->scroll.offset;
    bool placed = !look.read_only && take_tap(&s, id, scrolls ? in : r, first_y, field);
    for (size_t i = 0; i < s.n; i++) {
        float y = first_y + (float)i * look.line_h;
        if (y + look.line_h > in.y - 1 && y < in.y + in.h + 1) draw_line(&s, i, in.x, y);
    }
    size_t line = line_at(&s, s.pre1);
    float x = fminf(width_of(&s, s.starts[line], s.pre1), in.w - CURSOR_W);
    draw_cursor(ui, in.x + x + 1, first_y + (float)line * look.line_h, look.line_h);
    if (scrolls) ui_scroll_end(ui);
    return placed;
}
