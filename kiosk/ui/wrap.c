/* Breaking text into lines, by advances of single characters first and the shaped width at the end. A unit is what
 * never breaks: one ideograph with its punctuation, or a word, number or price of Latin letters. */
#include "text.h"

#include "base/utf8.h"

#include <string.h>

#define ELLIPSIS "…"
#define SLACK    0.01f /* of a unit: sums of floats */

typedef struct Unit {
    const char *start, *end; /* without the space before it */
    float width, space;      /* its own, and that of the space before it */
    bool lone;               /* one ideograph, with its punctuation */
} Unit;

typedef struct Line {
    const char *start, *end;
    size_t from, to; /* units */
} Line;

typedef struct Wrap {
    Text *text;
    Arena *arena;
    TextStyle style;
    float width;
    Unit *units; /* of the paragraph at hand */
    size_t n_units;
} Wrap;

/* --- what may part ----------------------------------------------------------------------------------------- */

static bool is_one_of(uint32_t cp, const char *set) {
    for (const char *p = set, *end = set + strlen(set); p < end;) {
        if (utf8_next(&p, end) == cp) return true;
    }
    return false;
}

static bool closes(uint32_t cp) {
    return is_one_of(cp, "，。、；：？！）》〉」』】〕”’…—～·％℃°,.;:?!)]}%");
}

static bool opens(uint32_t cp) {
    return is_one_of(cp, "（《〈「『【〔“‘¥￥$([{#");
}

/* Parts freely from its neighbours: ideographs, kana, full-width signs, pictographs. */
static bool is_wide(uint32_t cp) {
    return cp >= 0x2E80 && !(cp >= 0xFE00 && cp <= 0xFE0F) && !(cp >= 0xFF10 && cp <= 0xFF5A);
}

static bool is_digit(uint32_t cp) {
    return cp >= '0' && cp <= '9';
}

/* A number keeps its measure: 630元, 12月, 5折. */
static bool is_measure(uint32_t cp) {
    return is_one_of(cp, "元年月日号次折天个分秒时点里万千百条台位升倍岁");
}

/* Belongs to the character before it: accents, variation selectors, skin tones, what joins emoji, tags. */
static bool joins(uint32_t cp) {
    return cp == 0x200D || cp == 0x20E3 || (cp >= 0x300 && cp <= 0x36F) || (cp >= 0xFE00 && cp <= 0xFE0F) ||
           (cp >= 0x1F3FB && cp <= 0x1F3FF) || (cp >= 0xE0020 && cp <= 0xE01EF);
}

static bool may_part(uint32_t before, uint32_t after) {
    if (joins(after) || before == 0x200D) return false;
    if (closes(after) || opens(before) || (is_digit(before) && is_measure(after))) return false;
    return is_wide(before) || is_wide(after);
}

/* --- units ------------------------------------------------------------------------------------------------- */

/* Reads one unit at *p and moves past it; false at the end of the paragraph. */
static bool unit_next(const Wrap *w, const char **p, const char *end, Unit *unit) {
    *unit = (Unit){0};
    for (; *p < end && **p == ' '; (*p)++) unit->space += text_advance(w->text, ' ', w->style);
    if (*p == end) return false;
    unit->start = *p;
    size_t bodies = 0;
    for (uint32_t before = 0; *p < end && **p != ' ';) {
        const char *next = *p;
        uint32_t cp = utf8_next(&next, end);
        if (before && may_part(before, cp)) break;
        unit->width += text_advance(w->text, cp, w->style);
        unit->lone = is_wide(cp) || (unit->lone && closes(cp));
        bodies += !closes(cp) && !opens(cp);
        before = cp;
        *p = next;
    }
    if (end - *p > 2 && memcmp(*p, " ·", 3) == 0) { /* a dot between two words ends a line rather than begin one */
        unit->width += text_advance(w->text, ' ', w->style) + text_advance(w->text, 0xB7, w->style);
        *p += 3;
    }
    unit->end = *p;
    unit->lone = unit->lone && bodies == 1;
    return true;
}

static void units_of(Wrap *w, const char *start, const char *end) {
    w->units = arena_alloc(w->arena, (size_t)(end - start + 1) * sizeof *w->units); /* the last stays empty */
    w->n_units = 0;
    for (const char *p = start; unit_next(w, &p, end, &w->units[w->n_units]);) w->n_units++;
}

static bool fits(const Wrap *w, const char *start, const char *end) {
    const char *line = arena_strndup(w->arena, start, (size_t)(end - start));
    return text_width(w->text, line, w->style) <= w->width + SLACK;
}

/* The longest beginning, of at least one character, that is no wider than `width`. */
static const char *head_within(const Wrap *w, const char *start, const char *end, float width) {
    const char *p = start;
    for (float sum = 0; p < end;) {
        const char *next = p;
        sum += text_advance(w->text, utf8_next(&next, end), w->style);
        if (p > start && sum > width + SLACK) break;
        p = next;
    }
    return p;
}

/* --- lines ------------------------------------------------------------------------------------------------- */

/* Where start..end ends without its last character. */
static const char *without_last(const Wrap *w, const char *start, const char *end) {
    return start + utf8_len_without_last(arena_strndup(w->arena, start, (size_t)(end - start)));
}

/* A line of as much of a unit as fits, at least a character; the rest stays behind as that unit. */
static Line cut_unit(const Wrap *w, size_t i) {
    Unit *unit = &w->units[i];
    const char *start = unit->start, *cut = head_within(w, start, unit->end, w->width);
    for (const char *less = without_last(w, start, cut); less > start && !fits(w, start, cut);) {
        cut = less;
        less = without_last(w, start, cut);
    }
    unit->start = cut;
    unit->width = 0;
    for (const char *p = cut; p < unit->end;) unit->width += text_advance(w->text, utf8_next(&p, unit->end), w->style);
    return (Line){start, cut, i, i + (cut == unit->end)};
}

/* The line that begins with unit `from`. */
static Line line_from(const Wrap *w, size_t from) {
    const Unit *first = &w->units[from];
    size_t to = from + 1;
    for (float sum = first->width; to < w->n_units; to++) {
        sum += w->units[to].space + w->units[to].width;
        if (sum > w->width + SLACK) break;
    }
    while (to > from && !fits(w, first->start, w->units[to - 1].end)) to--; /* shaped wider than its characters */
    return to > from ? (Line){first->start, w->units[to - 1].end, from, to} : cut_unit(w, from);
}

/* A last line of one character looks like a mistake: it takes one more from the line above. */
static void join_lone_end(const Wrap *w, Line *above, Line *last) {
    if (last->to - last->from != 1 || !w->units[last->from].lone || above->to - above->from < 2) return;
    const Unit *moved = &w->units[above->to - 1];
    if (!fits(w, moved->start, last->end)) return;
    last->start = moved->start;
    last->from = --above->to;
    above->end = w->units[above->to - 1].end;
}

/* At most `max` lines of the paragraph; the number of them. */
static size_t break_paragraph(Wrap *w, const char *start, const char *end, Line *lines, size_t max) {
    units_of(w, start, end);
    if (w->n_units == 0) return lines[0] = (Line){start, start, 0, 0}, 1;
    size_t n = 0;
    for (size_t unit = 0; unit < w->n_units && n < max; n++) {
        lines[n] = line_from(w, unit);
        unit = lines[n].to;
    }
    if (n >= 2 && lines[n - 1].to == w->n_units) join_lone_end(w, &lines[n - 2], &lines[n - 1]);
    return n;
}

/* start..end cut so that it ends with "…" within the width. */
static const char *cut_with_ellipsis(const Wrap *w, const char *start, const char *end) {
    float room = w->width - text_width(w->text, ELLIPSIS, w->style);
    const char *cut = room > 0 ? head_within(w, start, end, room) : start;
    for (;;) {
        while (cut > start && cut[-1] == ' ') cut--;
        size_t len = (size_t)(cut - start);
        char *line = arena_alloc(w->arena, len + sizeof ELLIPSIS);
        memcpy(line, start, len);
        memcpy(line + len, ELLIPSIS, sizeof ELLIPSIS);
        if (len == 0 || text_width(w->text, line, w->style) <= w->width + SLACK) return line;
        line[len] = '\0';
        cut = start + utf8_len_without_last(line);
    }
}

size_t text_break(Text *text, Arena *arena, const char *utf8, TextStyle style, float width, size_t *starts,
                  size_t max) {
    Wrap w = {.text = text, .arena = arena, .style = style, .width = width};
    units_of(&w, utf8, utf8 + strlen(utf8));
    size_t n = 0;
    starts[n++] = 0;
    for (size_t unit = 0; unit < w.n_units && n < max;) {
        unit = line_from(&w, unit).to;
        if (unit >= w.n_units) break;
        starts[n++] = (size_t)(w.units[unit].start - utf8);
    }
    return n;
}

size_t text_wrap(Text *text, Arena *arena, const char *utf8, TextStyle style, float width, const char **lines,
                 size_t max_lines) {
    Wrap w = {.text = text, .arena = arena, .style = style, .width = width};
    Line *broken = arena_alloc(arena, (max_lines + 1) * sizeof *broken);
    size_t n = 0;
    for (const char *p = utf8, *all_end = utf8 + strlen(utf8); n < max_lines; p++) {
        const char *end = p + strcspn(p, "\n"), *text_end = end > p && end[-1] == '\r' ? end - 1 : end;
        size_t room = max_lines - n, got = break_paragraph(&w, p, text_end, broken, room + 1);
        bool more = got > room || (got == room && end < all_end);
        if (got > room) got = room;
        for (size_t i = 0; i < got; i++) {
            const Line *line = &broken[i];
            bool cut = more && i + 1 == room;
            lines[n + i] = cut ? cut_with_ellipsis(&w, line->start, text_end)
                               : arena_strndup(arena, line->start, (size_t)(line->end - line->start));
        }
        n += got;
        if (end == all_end) break;
        p = end;
    }
    return n;
}

const char *text_elide(Text *text, Arena *arena, const char *utf8, TextStyle style, float width) {
    if (text_width(text, utf8, style) <= width + SLACK) return utf8;
    Wrap w = {.text = text, .arena = arena, .style = style, .width = width};
    return cut_with_ellipsis(&w, utf8, utf8 + strlen(utf8));
}
