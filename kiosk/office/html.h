/* One HTML page that stands alone: no network, light and dark, printed on A4. Charts are inline SVG with their values
 * beside them. Texts are escaped here and nowhere else. */
#ifndef LOUNGE_OFFICE_HTML_H
#define LOUNGE_OFFICE_HTML_H

#include "base/mem.h"
#include "rules/shares.h"

#include <stdbool.h>
#include <stdint.h>

/* Head, style and <h1>; `sub` is the line under it. class_name: "dense" = set smaller, for what must fit one sheet;
 * "report" = figures and cards with charts; "report sheet" = such a page on one sheet of A4. */
void html_begin(Buf *page, bool zh, const char *class_name, const char *title, const char *sub);
void html_end(Buf *page, const char *foot);

void html_text(Buf *page, const char *text); /* escaped; what XML does not allow becomes a blank */
void html_element(Buf *page, const char *tag, const char *text);
/* … with a class. */
void html_classed(Buf *page, const char *tag, const char *class_name, const char *text);

/* A bar a line: label, bar to scale, value in words. With a share the bar is its rate of 100 % and a line shows the
 * interval. */
typedef struct HtmlBar {
    const char *label, *value;
    int64_t amount;
    const Share *share; /* NULL = none */
} HtmlBar;
void html_bars(Buf *page, const HtmlBar *bars, size_t n);

/* Columns in time, each with its value above and a label below where there is room. */
typedef struct HtmlColumn {
    const char *label;
    int64_t amount, part; /* part: of the amount, drawn dark */
} HtmlColumn;
void html_columns(Buf *page, const char *about, const HtmlColumn *columns, size_t n);

#endif
