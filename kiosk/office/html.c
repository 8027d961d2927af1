/* Pages and charts. */
#include "html.h"

#include "base/utf8.h"

#include <string.h>

static const char style[] =
    ":root{--paper:#fff;--soft:#f4f1ea;--line:#ded7c9;--ink:#17191e;--ink2:#4b505b;--bar:#0a6e60;--bar2:#b9ddd5;"
    "--accent:#c2311d;color-scheme:light dark}"
    "@media(prefers-color-scheme:dark){:root{--paper:#14161b;--soft:#1e2128;--line:#343945;--ink:#f4f1ea;--ink2:#"
    "bfc3cc;"
    "--bar:#5ed3bf;--bar2:#2b5a52;--accent:#ff7a63}}"
    "@media print{:root{--paper:#fff;--soft:#f4f1ea;--line:#ded7c9;--ink:#17191e;--ink2:#4b505b;--bar:#0a6e60;"
    "--bar2:#b9ddd5;--accent:#c2311d}body{padding:0!important;max-width:none!important}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}"
    "@page{size:A4;margin:12mm}*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:190mm;padding:10mm 6mm;background:var(--paper);color:var(--ink);"
    "font:10.5pt/1.45 'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;"
    "font-variant-numeric:tabular-nums}"
    "body.dense{font-size:8.6pt;line-height:1.34}"
    "h1{font-size:1.9em;line-height:1.2;margin:0}h2{font-size:1.2em;margin:1.1em 0 .4em;padding-bottom:.15em;"
    "border-bottom:2px solid var(--ink)}h3{font-size:1em;margin:.7em 0 .2em}p{margin:.25em 0}"
    ".sub,.foot,.note{color:var(--ink2)}.foot{margin-top:1em;border-top:1px solid var(--line);padding-top:.4em;"
    "font-size:.9em}"
    "table{border-collapse:collapse;width:100%;margin:.3em 0}th,td{text-align:left;padding:.18em .55em .18em 0;"
    "border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--ink2);font-weight:600;font-size:.92em}"
    "th.n,td.n{text-align:right;white-space:nowrap;padding-right:0;padding-left:.7em}"
    "tr.sum td{font-weight:700;border-bottom:0;border-top:2px solid var(--ink)}"
    ".bars{display:grid;grid-template-columns:minmax(7em,auto) 1fr auto;gap:.22em .8em;align-items:center;margin:.4em "
    "0}"
    ".bars span{white-space:nowrap}.bars .v{text-align:right}svg{display:block;width:100%}"
    "svg text{fill:var(--ink2);font-size:10px}rect.a{fill:var(--bar)}rect.b{fill:var(--bar2)}rect.t{fill:var(--soft)}"
    "line.i{stroke:var(--ink);stroke-width:2}"
    ".two{display:grid;grid-template-columns:1fr 1fr;gap:0 7mm}.facts{display:flex;flex-wrap:wrap;gap:2mm;margin:.5em "
    "0}"
    ".facts div{background:var(--soft);border-radius:6px;padding:.45em .8em;flex:1 1 0;min-width:24mm}"
    ".facts b{display:block;font-size:1.5em;line-height:1.2}"
    "li{margin:.12em 0}ul{margin:.2em 0;padding-left:1.2em}section{break-inside:avoid}";

void html_text(Buf *page, const char *text) {
    const char *p = text, *end = text + strlen(text);
    while (p < end) {
        char out[8];
        uint32_t cp = utf8_next(&p, end);
        switch (cp) {
        case '&': buf_puts(page, "&amp;"); break;
        case '<': buf_puts(page, "&lt;"); break;
        case '>': buf_puts(page, "&gt;"); break;
        case '"': buf_puts(page, "&quot;"); break;
        default: buf_add(page, out, utf8_put(out, (cp < 0x20 && cp != '\n') || cp == 0x7F ? ' ' : cp));
        }
    }
}

void html_classed(Buf *page, const char *tag, const char *class_name, const char *text) {
    buf_printf(page, "<%s", tag);
    if (*class_name) buf_printf(page, " class=\"%s\"", class_name);
    buf_putc(page, '>');
    html_text(page, text);
    buf_printf(page, "</%s>\n", tag);
}

void html_element(Buf *page, const char *tag, const char *text) {
    html_classed(page, tag, "", text);
}

void html_begin(Buf *page, bool zh, bool dense, const char *title, const char *sub) {
    buf_printf(page,
               "<!DOCTYPE html>\n<html lang=\"%s\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
               "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n",
               zh ? "zh-CN" : "en");
    html_element(page, "title", title);
    buf_printf(page, "<style>%s</style>\n</head>\n<body%s>\n", style, dense ? " class=\"dense\"" : "");
    html_element(page, "h1", title);
    html_classed(page, "p", "sub", sub);
}

void html_end(Buf *page, const char *foot) {
    html_classed(page, "p", "foot", foot);
    buf_puts(page, "</body>\n</html>\n");
}

/* --- charts --------------------------------------------------------------------------------------------------------
 */

static int64_t most_of(const HtmlBar *bars, size_t n) {
    int64_t most = 1;
    for (size_t i = 0; i < n; i++)
        if (bars[i].amount > most) most = bars[i].amount;
    return most;
}

static void one_bar(Buf *page, const HtmlBar *bar, int permille) {
    const Share *s = bar->share;
    html_element(page, "span", bar->label);
    buf_puts(page, "<svg height=\"12\" role=\"img\"><title>");
    html_text(page, bar->value);
    buf_puts(page, "</title>");
    if (s) buf_puts(page, "<rect class=\"t\" width=\"100%\" height=\"12\" rx=\"3\"/>");
    buf_printf(page, "<rect class=\"a\" width=\"%d.%d%%\" height=\"12\" rx=\"3\"/>", permille / 10, permille % 10);
    if (s)
        buf_printf(page, "<line class=\"i\" x1=\"%d.%d%%\" x2=\"%d.%d%%\" y1=\"6\" y2=\"6\"/>", s->low / 10,
                   s->low % 10, s->high / 10, s->high % 10);
    buf_puts(page, "</svg>");
    html_classed(page, "span", "v", bar->value);
}

void html_bars(Buf *page, const HtmlBar *bars, size_t n) {
    int64_t most = most_of(bars, n);
    buf_puts(page, "<div class=\"bars\">\n");
    for (size_t i = 0; i < n; i++)
        one_bar(page, &bars[i], bars[i].share ? bars[i].share->rate : (int)(bars[i].amount * 1000 / most));
    buf_puts(page, "</div>\n");
}

/* Values stand above all columns that are wide enough for them; labels below as many as do not touch. */
void html_columns(Buf *page, const char *about, const HtmlColumn *columns, size_t n) {
    enum { WIDE = 700, HIGH = 110, TOP = 16, FOOT = 16, LABEL = 62, GAP = 3 };
    int64_t most = 1;
    for (size_t i = 0; i < n; i++)
        if (columns[i].amount > most) most = columns[i].amount;
    if (!n) return;
    int each = WIDE / (int)n, every = 1;
    while (every * each < LABEL) every++;
    buf_printf(page, "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>", WIDE, TOP + HIGH + FOOT);
    html_text(page, about);
    buf_puts(page, "</title>\n");
    for (int i = 0; i < (int)n; i++) {
        const HtmlColumn *c = &columns[i];
        int x = i * each, w = each > 2 * GAP ? each - GAP : 1, h = (int)(c->amount * HIGH / most),
            part = (int)(c->part * HIGH / most), middle = x + w / 2;
        buf_printf(page, "<rect class=\"b\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x, TOP + HIGH - h, w, h);
        buf_printf(page, "<rect class=\"a\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x, TOP + HIGH - part, w,
                   part);
        if (each >= 20)
            buf_printf(page, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%lld</text>", middle, TOP + HIGH - h - 4,
                       (long long)c->amount);
        if (i % every) continue;
        buf_printf(page, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", i ? middle : x, TOP + HIGH + FOOT - 3,
                   i ? "middle" : "start");
        html_text(page, c->label);
        buf_puts(page, "</text>\n");
    }
    buf_puts(page, "</svg>\n");
}
