/* The checks of a screen, each a small pass over the draw list that writes a line for what it finds. */
#include "check.h"

#include "base/utf8.h"
#include "theme.h"
#include "touch.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CONTRAST_MIN 4.5
#define ICON_SLACK   4.0f /* a line's box is higher than its letters, an icon's wider than its strokes */
#define SLACK        0.5f /* of a unit: rounding of sums and of whole pixels */

typedef struct Check {
    const DrawList *list;
    Text *text;
    Buf *faults;
    size_t n;
} Check;

#define FAULT(c, ...) ((c)->n++, buf_printf((c)->faults, __VA_ARGS__), buf_putc((c)->faults, '\n'))

static bool within(Rect inner, Rect outer) {
    return inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK && inner.x + inner.w <= outer.x + outer.w + SLACK &&
           inner.y + inner.h <= outer.y + outer.h + SLACK;
}

static bool near(float a, float b) {
    return fabsf(a - b) < SLACK;
}

static bool meet(Rect a, Rect b) {
    Rect both = rect_intersect(a, b);
    return both.w > SLACK && both.h > SLACK;
}

static bool scrolls(const DrawList *list, Rect r) {
    for (size_t i = 0; i < list->n_scrolls; i++) {
        if (meet(list->scrolls[i].rect, r)) return true;
    }
    return false;
}

/* What a bezel, a frame or a crooked panel may hide has nothing to read or to touch. */
static Rect safe_of(const DrawList *list) {
    return rect_inset((Rect){0, 0, list->width, list->height}, EDGE_MIN, EDGE_MIN);
}

/* --- texts ------------------------------------------------------------------------------------------------- */

/* Where the letters stand: as wide as they are, one em high. */
static Rect letters_of(const DrawCmd *cmd, float width) {
    Rect box = cmd->rect;
    float rest = box.w - width;
    float x = box.x + (cmd->style.align == ALIGN_RIGHT ? rest : cmd->style.align == ALIGN_CENTER ? rest / 2 : 0);
    return (Rect){x, box.y + (box.h - cmd->style.px) / 2, width, cmd->style.px};
}

static void check_fit(Check *c, const DrawCmd *cmd, float width) {
    if (width > cmd->rect.w + SLACK) {
        FAULT(c, "text %.1f wide in a box of %.1f: %s", (double)width, (double)cmd->rect.w, cmd->text);
    }
    if (cmd->style.px > cmd->rect.h + SLACK) {
        FAULT(c, "text of size %.1f in a box %.1f high: %s", (double)cmd->style.px, (double)cmd->rect.h, cmd->text);
    }
    if (cmd->style.px < c->list->text_min - 0.01f) {
        FAULT(c, "text of size %.1f, least is %.0f: %s", (double)cmd->style.px, (double)c->list->text_min, cmd->text);
    }
}

/* What a scroll area cuts off will be scrolled to, and what lies under a modal sheet was seen before it. */
static void check_place(Check *c, size_t i, Rect letters) {
    const DrawCmd *cmd = &c->list->cmds[i];
    bool panel = within(letters, (Rect){0, 0, c->list->width, c->list->height}), whole = within(letters, cmd->clip);
    bool may_be_cut = i < c->list->modal_from || scrolls(c->list, cmd->clip);
    if (may_be_cut && !whole) return;
    if (panel && !within(letters, safe_of(c->list))) {
        FAULT(c, "text nearer to the panel's edge than %.0f at %.1f, %.1f: %s", (double)EDGE_MIN, (double)letters.x,
              (double)letters.y, cmd->text);
    }
    if (!panel) {
        FAULT(c, "text outside the panel at %.1f, %.1f: %s", (double)letters.x, (double)letters.y, cmd->text);
    } else if (!whole) {
        FAULT(c, "text cut by its clip at %.1f, %.1f: %s", (double)letters.x, (double)letters.y, cmd->text);
    }
}

/* Looks under the first, the middle and the last letter. */
static void check_contrast(Check *c, size_t i, Rect letters) {
    const DrawCmd *cmd = &c->list->cmds[i];
    double least = 21;
    for (int k = 1; k <= 3; k++) {
        float x = letters.x + letters.w * (k == 1 ? 0.05f : k == 2 ? 0.5f : 0.95f), y = letters.y + letters.h / 2;
        if (!rect_contains(cmd->clip, x, y)) continue;
        Color ground = draw_ground_at(c->list, i, x, y);
        least = fmin(least, color_contrast(color_over(cmd->style.color, ground), ground));
    }
    if (least < CONTRAST_MIN) FAULT(c, "contrast %.2f, least is %.1f: %s", least, CONTRAST_MIN, cmd->text);
}

/* Has something opaque been painted over this point between the two? */
static bool is_apart(const DrawList *list, size_t first, size_t second, float x, float y) {
    if (first < list->modal_from && second >= list->modal_from) return true;
    for (size_t i = first + 1; i < second; i++)
        if (list->cmds[i].kind == DRAW_RECT && list->cmds[i].color >> 24 == 0xFF &&
            rect_contains(list->cmds[i].rect, x, y))
            return true;
    return false;
}

static bool is_icon(const DrawCmd *cmd) {
    return cmd->kind == DRAW_PICTURE && strncmp(cmd->text, "assets/icons/", 13) == 0;
}

static void check_icons(Check *c, size_t i, Rect letters) {
    const DrawList *list = c->list;
    for (size_t k = 0; k < list->n_cmds; k++) {
        const DrawCmd *icon = &list->cmds[k];
        if (!is_icon(icon)) continue;
        Rect both = rect_intersect(rect_intersect(icon->rect, icon->clip), rect_intersect(letters, list->cmds[i].clip));
        if (both.w <= ICON_SLACK || both.h <= ICON_SLACK ||
            is_apart(list, k < i ? k : i, k < i ? i : k, both.x + both.w / 2, both.y + both.h / 2))
            continue;
        FAULT(c, "text on the icon %s: %s", icon->text, list->cmds[i].text);
    }
}

static void check_text(Check *c, size_t i) {
    const DrawCmd *cmd = &c->list->cmds[i];
    if (!cmd->text || cmd->text[strspn(cmd->text, " ")] == '\0') {
        FAULT(c, "empty text at %.1f, %.1f", (double)cmd->rect.x, (double)cmd->rect.y);
        return;
    }
    float width = text_width(c->text, cmd->text, cmd->style);
    Rect letters = letters_of(cmd, width);
    if (rect_intersect(cmd->clip, letters).w <= 0 && scrolls(c->list, letters)) return; /* scrolled out whole */
    check_fit(c, cmd, width);
    check_place(c, i, letters);
    check_contrast(c, i, letters);
    check_icons(c, i, letters);
}

/* --- paragraphs -------------------------------------------------------------------------------------------- */

static bool is_next_line(const DrawCmd *a, const DrawCmd *b) {
    return a->kind == DRAW_TEXT && b->kind == DRAW_TEXT && near(a->rect.x, b->rect.x) && near(a->rect.w, b->rect.w) &&
           near(a->rect.h, b->rect.h) && near(a->rect.y + a->rect.h, b->rect.y) && near(a->style.px, b->style.px) &&
           a->style.bold == b->style.bold && a->style.color == b->style.color;
}

static size_t count_words(const char *text) {
    size_t n = 0;
    for (const char *p = text; *p;) {
        p += strspn(p, " ");
        size_t len = strcspn(p, " ");
        n += len > 0;
        p += len;
    }
    return n;
}

static bool is_latin(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text >= 0xE3) return false; /* from U+3000 on: Chinese */
    return true;
}

/* Characters that stand by themselves; punctuation hangs on the one before. */
static size_t count_signs(const char *text) {
    size_t n = 0;
    for (const char *p = text, *end = text + strlen(text); p < end;) {
        uint32_t cp = utf8_next(&p, end);
        bool hangs = cp == ' ' || (cp >= 0x3001 && cp <= 0x3002) || (cp >= 0xFF01 && cp <= 0xFF1F);
        n += !hangs;
    }
    return n;
}

/* The last word of the line before could join the lone one: then nobody need have left it alone. */
static void check_widow(Check *c, const DrawCmd *before, const DrawCmd *last) {
    if (is_latin(last->text) && is_latin(before->text)) {
        const char *space = strrchr(before->text, ' ');
        if (count_words(last->text) != 1 || count_words(before->text) < 3 || !space) return;
        char joined[512];
        snprintf(joined, sizeof joined, "%s %s", space + 1, last->text);
        if (text_width(c->text, joined, last->style) > last->rect.w) return;
    } else if (count_signs(last->text) != 1 || count_signs(before->text) < 3) {
        return;
    }
    FAULT(c, "alone on its line: %s (after %s)", last->text, before->text);
}

static void check_paragraphs(Check *c) {
    const DrawCmd *cmds = c->list->cmds;
    for (size_t i = 1; i < c->list->n_cmds; i++) {
        bool goes_on = i + 1 < c->list->n_cmds && is_next_line(&cmds[i], &cmds[i + 1]);
        if (is_next_line(&cmds[i - 1], &cmds[i]) && !goes_on) check_widow(c, &cmds[i - 1], &cmds[i]);
    }
}

/* --- targets ----------------------------------------------------------------------------------------------- */

/* Whether the target is too small one way and no edge of a scroll area cuts it there. */
static bool too_small(const DrawList *list, Rect hit, float least) {
    bool narrow = hit.w < least - SLACK, low = hit.h < least - SLACK;
    for (size_t i = 0; i < list->n_scrolls; i++) {
        Rect area = list->scrolls[i].rect;
        if (!within(hit, area)) continue;
        if (near(hit.x, area.x) || near(hit.x + hit.w, area.x + area.w)) narrow = false;
        if (near(hit.y, area.y) || near(hit.y + hit.h, area.y + area.h)) low = false;
    }
    return narrow || low;
}

static void check_target(Check *c, const Target *t) {
    Rect hit = t->hit;
    float least = t->quick ? TOUCH_MIN : c->list->touch_min;
    if (too_small(c->list, hit, least)) {
        FAULT(c, "target %s is %.1f × %.1f, least is %.0f", t->id, (double)hit.w, (double)hit.h, (double)least);
    }
    Rect seen = rect_intersect(t->rect, hit); /* a full-bleed one has no edge */
    if (!within(hit, (Rect){0, 0, c->list->width, c->list->height}))
        FAULT(c, "target %s leaves the panel", t->id);
    else if (!within(hit, c->list->reach) && !t->quick && !t->held)
        FAULT(c, "target %s lies out of reach", t->id);
    else if (seen.w > 0 && !within(seen, safe_of(c->list)) && t->rect.w < c->list->width - SLACK) {
        FAULT(c, "target %s nearer to the panel's edge than %.0f", t->id, (double)EDGE_MIN);
    }
    if (strlen(t->id) >= TOUCH_ID_MAX) FAULT(c, "target id longer than %d: %s", TOUCH_ID_MAX - 1, t->id);
}

static void check_pair(Check *c, const Target *a, const Target *b) {
    if (strcmp(a->id, b->id) == 0) FAULT(c, "target %s is there twice", a->id);
    Rect both = rect_intersect(a->hit, b->hit);
    if (both.w > SLACK && both.h > SLACK) {
        FAULT(c, "targets %s and %s overlap by %.1f × %.1f", a->id, b->id, (double)both.w, (double)both.h);
    }
}

size_t check_list(const DrawList *list, Text *text, Buf *faults) {
    Check c = {list, text, faults, 0};
    for (size_t i = 0; i < list->n_cmds; i++) {
        if (list->cmds[i].kind == DRAW_TEXT) check_text(&c, i);
    }
    check_paragraphs(&c);
    for (size_t i = 0; i < list->n_targets; i++) {
        check_target(&c, &list->targets[i]);
        for (size_t j = 0; j < i; j++) check_pair(&c, &list->targets[j], &list->targets[i]);
    }
    return c.n;
}
