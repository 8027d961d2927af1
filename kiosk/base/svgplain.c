/* Is an SVG within what nanosvg draws right? Elements and attributes that it drops or spoils are named with their line.
 * Reads tags only; what is no tag is skipped. */
#include "mem.h"
#include "picfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *element, *en, *zh;
} refused_elements[] = {
    {"clipPath", TXT("nothing is clipped: draw the outline as a path", "裁剪不起作用：请把轮廓画成路径")},
    {"use", TXT("it is not drawn: repeat the shapes", "不会画出：请重复图形")},
    {"symbol", TXT("it is drawn where it stands: repeat the shapes", "会就地画出：请重复图形")},
    {"text", TXT("it is not drawn: turn letters into paths", "不会画出：请把文字转成路径")},
    {"tspan", TXT("it is not drawn: turn letters into paths", "不会画出：请把文字转成路径")},
    {"mask", TXT("nothing is masked: draw the visible part", "蒙版不起作用：请只画可见部分")},
    {"filter", TXT("it has no effect: leave it out", "滤镜不起作用：请去掉")},
    {"pattern", TXT("it is not drawn: repeat the shapes", "图案不会画出：请重复图形")},
    {"image", TXT("it is not drawn: give the picture itself as PNG, JPEG or WebP",
                  "不会画出：请直接使用 PNG、JPEG 或 WebP 图片")},
    {"style", TXT("style sheets are not read: write attributes", "不读样式表：请写成属性")},
    {"foreignObject", TXT("it is not drawn", "不会画出")},
    {"marker", TXT("it is not drawn: draw the arrow as a path", "标记不会画出：请把箭头画成路径")},
    {"switch", TXT("all of its branches are drawn", "所有分支都会画出")},
    {"script", TXT("it is not run", "不会执行")},
    {"animate", TXT("it stands still", "不会动")},
    {"animateTransform", TXT("it stands still", "不会动")},
    {"set", TXT("it stands still", "不会动")},
};

static const struct {
    const char *attribute, *en, *zh;
} refused_attributes[] = {
    {"clip-path", TXT("nothing is clipped", "裁剪不起作用")},
    {"mask", TXT("nothing is masked", "蒙版不起作用")},
    {"filter", TXT("it has no effect", "滤镜不起作用")},
    {"class", TXT("style sheets are not read: write attributes", "不读样式表：请写成属性")},
    {"marker-start", TXT("it is not drawn", "不会画出")},
    {"marker-mid", TXT("it is not drawn", "不会画出")},
    {"marker-end", TXT("it is not drawn", "不会画出")},
    {"mix-blend-mode", TXT("it has no effect", "混合模式不起作用")},
    {"vector-effect", TXT("strokes are scaled all the same", "描边仍会缩放")},
    {"href", TXT("only xlink:href is followed", "只支持 xlink:href")},
};

enum { ATTRIBUTES_MOST = 32, LOOKUPS_MOST = 300 };

typedef struct Span {
    const char *at;
    size_t len;
} Span;

typedef struct Tag {
    Span name;
    bool closes; /* </g> */
    int line;
    size_t n;
    struct {
        Span name, value;
    } attributes[ATTRIBUTES_MOST];
} Tag;

typedef struct Reader {
    const char *p, *end;
    int line;
    Span text; /* of the whole file */
    SvgFault *fault;
    int looked_up;
} Reader;

static bool is(Span s, const char *word) {
    return strlen(word) == s.len && memcmp(s.at, word, s.len) == 0;
}

static bool begins(Span s, const char *word) {
    return s.len >= strlen(word) && memcmp(s.at, word, strlen(word)) == 0;
}

static bool at_fault(Reader *r, const Tag *tag, Span what, const char *en, const char *zh) {
    SvgFault *f = r->fault;
    f->line = tag->line;
    snprintf(f->element, sizeof f->element, "%.*s", (int)(tag->name.len > 31 ? 31 : tag->name.len),
             tag->name.at ? tag->name.at : "");
    size_t n = what.len < sizeof f->what ? what.len : sizeof f->what - 1;
    if (n) memcpy(f->what, what.at, n);
    f->what[n] = '\0';
    f->en = en;
    f->zh = zh;
    return false;
}

/* --- reading tags ----------------------------------------------------------------------------------------------------
 */

static void step(Reader *r) {
    if (*r->p++ == '\n') r->line++;
}

static bool skip_past(Reader *r, const char *word) {
    size_t len = strlen(word);
    for (; (size_t)(r->end - r->p) >= len; step(r))
        if (memcmp(r->p, word, len) == 0) {
            r->p += len;
            return true;
        }
    r->p = r->end;
    return false;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(Reader *r) {
    while (r->p < r->end && is_blank(*r->p)) step(r);
}

static Span take_name(Reader *r) {
    const char *start = r->p;
    while (r->p < r->end && !is_blank(*r->p) && !strchr("=/>\"'", *r->p)) r->p++;
    return (Span){start, (size_t)(r->p - start)};
}

/* name="value"; false at the end of the tag. */
static bool take_attribute(Reader *r, Span *name, Span *value) {
    skip_blanks(r);
    while (r->p < r->end && *r->p == '/') step(r), skip_blanks(r);
    if (r->p == r->end || *r->p == '>') return false;
    *name = take_name(r);
    *value = (Span){r->p, 0};
    if (name->len == 0) step(r); /* a stray quote */
    skip_blanks(r);
    if (r->p == r->end || *r->p != '=') return true;
    step(r);
    skip_blanks(r);
    if (r->p == r->end || (*r->p != '"' && *r->p != '\'')) return true;
    char quote = *r->p;
    step(r);
    value->at = r->p;
    while (r->p < r->end && *r->p != quote) step(r);
    value->len = (size_t)(r->p - value->at);
    if (r->p < r->end) step(r);
    return true;
}

/* The next tag that is none of <?…>, <!…>, comments. False at the end. */
static bool next_tag(Reader *r, Tag *tag) {
    while (skip_past(r, "<")) {
        Span rest = {r->p, (size_t)(r->end - r->p)};
        if (begins(rest, "!--")) {
            skip_past(r, "-->");
            continue;
        }
        if (begins(rest, "![CDATA[")) {
            skip_past(r, "]]>");
            continue;
        }
        if (begins(rest, "?") || begins(rest, "!")) {
            skip_past(r, ">");
            continue;
        }
        *tag = (Tag){.line = r->line, .closes = begins(rest, "/")};
        if (tag->closes) r->p++;
        tag->name = take_name(r);
        Span name, value;
        while (take_attribute(r, &name, &value)) {
            if (tag->n == ATTRIBUTES_MOST || name.len == 0) continue;
            tag->attributes[tag->n].name = name;
            tag->attributes[tag->n++].value = value;
        }
        return true;
    }
    return false;
}

/* --- judging
 * ---------------------------------------------------------------------------------------------------------- */

static const Span *value_of(const Tag *tag, const char *name) {
    for (size_t i = 0; i < tag->n; i++)
        if (is(tag->attributes[i].name, name)) return &tag->attributes[i].value;
    return NULL;
}

/* Is there an element with this id? A file that asks too often is believed. */
static bool has_id(Reader *r, Span id) {
    Reader again = {.p = r->text.at, .end = r->text.at + r->text.len, .line = 1};
    if (++r->looked_up > LOOKUPS_MOST) return true;
    Tag tag;
    while (next_tag(&again, &tag)) {
        const Span *value = value_of(&tag, "id");
        if (value && value->len == id.len && memcmp(value->at, id.at, id.len) == 0) return true;
    }
    return false;
}

/* #rgb, #rrggbb, rgb(…), a name, none, url(#…) of something that is there. */
static bool good_paint(Reader *r, const Tag *tag, Span name, Span value) {
    if (begins(value, "#") && value.len != 4 && value.len != 7)
        return at_fault(
            r, tag, name,
            TXT("a colour is #rgb or #rrggbb; use fill-opacity", "颜色须为 #rgb 或 #rrggbb；透明请用 fill-opacity"));
    static const char *const forms[] = {"rgba(", "hsl(", "hsla(", "var(", "currentColor", "context-"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (begins(value, forms[i]))
            return at_fault(
                r, tag, name,
                TXT("this form of a colour is drawn grey: use #rrggbb", "这种颜色写法会变成灰色：请用 #rrggbb"));
    if (!begins(value, "url(#")) return true;
    const char *close = memchr(value.at, ')', value.len);
    Span id = {value.at + 5, close ? (size_t)(close - value.at - 5) : 0};
    return (id.len && has_id(r, id)) || at_fault(r, tag, name, TXT("there is no such gradient", "没有这个渐变"));
}

static bool is_group(const Tag *tag) {
    return is(tag->name, "g") || is(tag->name, "svg") || is(tag->name, "a");
}

static bool is_gradient(const Tag *tag) {
    return is(tag->name, "linearGradient") || is(tag->name, "radialGradient");
}

static bool good_attribute(Reader *r, const Tag *tag, Span name, Span value) {
    for (size_t i = 0; i < sizeof refused_attributes / sizeof *refused_attributes; i++)
        if (is(name, refused_attributes[i].attribute) && !is(value, "none"))
            return at_fault(r, tag, name, refused_attributes[i].en, refused_attributes[i].zh);
    if (is(name, "opacity") && is_group(tag) && !is(value, "1"))
        return at_fault(r, tag, name,
                        TXT("a group's opacity is applied to each of its shapes: give it to the shapes",
                            "组的透明度会作用到每个图形：请写在图形上"));
    if (is(name, "gradientUnits") && !is(value, "userSpaceOnUse"))
        return at_fault(
            r, tag, name,
            TXT("a gradient needs gradientUnits=\"userSpaceOnUse\"", "渐变须用 gradientUnits=\"userSpaceOnUse\""));
    if (is(name, "fill") || is(name, "stroke") || is(name, "stop-color")) return good_paint(r, tag, name, value);
    return true;
}

/* style="fill:#fff;opacity:0.5": each as if it were an attribute. */
static bool good_style(Reader *r, const Tag *tag, Span style) {
    const char *p = style.at, *end = style.at + style.len;
    while (p < end) {
        while (p < end && (is_blank(*p) || *p == ';')) p++;
        Span name = {p, 0}, value = {p, 0};
        while (p < end && *p != ':' && *p != ';') p++;
        name.len = (size_t)(p - name.at);
        if (p < end && *p == ':') p++;
        while (p < end && is_blank(*p)) p++;
        value.at = p;
        while (p < end && *p != ';') p++;
        value.len = (size_t)(p - value.at);
        if (name.len && !good_attribute(r, tag, name, value)) return false;
    }
    return true;
}

static bool good_tag(Reader *r, const Tag *tag) {
    for (size_t i = 0; i < sizeof refused_elements / sizeof *refused_elements; i++)
        if (is(tag->name, refused_elements[i].element))
            return at_fault(r, tag, (Span){0}, refused_elements[i].en, refused_elements[i].zh);
    if (is_gradient(tag) && !value_of(tag, "gradientUnits") && !value_of(tag, "xlink:href"))
        return at_fault(
            r, tag, (Span){"gradientUnits", 13},
            TXT("a gradient needs gradientUnits=\"userSpaceOnUse\"", "渐变须用 gradientUnits=\"userSpaceOnUse\""));
    for (size_t i = 0; i < tag->n; i++) {
        Span name = tag->attributes[i].name, value = tag->attributes[i].value;
        if (is(name, "style") ? !good_style(r, tag, value) : !good_attribute(r, tag, name, value)) return false;
    }
    return true;
}

bool svg_is_plain(const char *text, size_t len, SvgFault *fault) {
    *fault = (SvgFault){.line = 1, .en = "", .zh = ""};
    Reader r = {.p = text, .end = text + len, .line = 1, .text = {text, len}, .fault = fault};
    Tag tag;
    bool any = false;
    while (next_tag(&r, &tag)) {
        any = any || is(tag.name, "svg");
        if (!tag.closes && !good_tag(&r, &tag)) return false;
    }
    if (any) return true;
    tag = (Tag){.line = 1};
    return at_fault(&r, &tag, (Span){0}, TXT("there is no <svg>", "没有 <svg>"));
}

bool svg_file_is_plain(const char *path, SvgFault *fault) {
    Buf text = {0};
    char part[4096];
    FILE *f = fopen(path, "rb");
    *fault = (SvgFault){.en = "it cannot be read", .zh = "无法读取"};
    if (!f) return false;
    for (size_t n; text.len <= PIC_SVG_BYTES_MAX && (n = fread(part, 1, sizeof part, f)) > 0;) buf_add(&text, part, n);
    fclose(f);
    bool ok = svg_is_plain(buf_text(&text), text.len, fault);
    buf_free(&text);
    return ok;
}
