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

/* Reports: the house's paper with cards on it; on A4 white with lines. s0–s7 are the series of charts, o0–o7 what is
 * written on them. */
static const char report_style[] =
    ":root{--page:#f4f1ea;--card:#fff;--sunken:#eae5da;--ink3:#60666f;--good:#0a6e60;--wait:#9a5800;--bad:#c2311d;"
    "--band:#ddf1ec;--c0:#0a6e60;--c1:#e0a64b;--c2:#c2311d;--c3:#8e94a1;--c4:#7c5c12;--c5:#4b6fa5;--c6:#17191e;"
    "--c7:#b9ddd5;--on0:#fff;--on1:#17191e;--on2:#fff;--on3:#17191e;--on4:#fff;--on5:#fff;--on6:#f4f1ea;--on7:#17191e}"
    "@media screen and (prefers-color-scheme:dark){:root{--page:#14161b;--card:#1e2128;--sunken:#262a33;--ink3:#8e94a1;"
    "--good:#5ed3bf;--wait:#f2b25a;--bad:#ff7a63;--band:#17332f;--c0:#5ed3bf;--c1:#f2b25a;--c2:#ff7a63;--c3:#8e94a1;"
    "--c4:#e3c26b;--c5:#8fb0e0;--c6:#f4f1ea;--c7:#2b5a52;--on0:#17191e;--on2:#17191e;--on4:#17191e;--on5:#17191e;"
    "--on6:#17191e;--on7:#f4f1ea}}"
    "body.report{max-width:1000px;padding:40px 28px;background:var(--page);font-size:15px;line-height:1.5}"
    ".report h1{font-size:32px;letter-spacing:-.3px}.report .sub{font-size:16px;margin:.2em 0 1.4em}"
    ".report h2{font-size:19px;border:0;margin:0 0 .5em;padding:0}"
    ".report .card{background:var(--card);border-radius:18px;padding:24px 26px;margin:0 0 18px;break-inside:auto}"
    ".report .card.kept{break-inside:avoid}.pair{display:grid;grid-template-columns:13fr 7fr;gap:0 "
    "14px;align-items:start}"
    ".report .figures{display:grid;grid-template-columns:repeat(var(--n),1fr);gap:10px;margin:0 0 18px}"
    ".report .figures div{background:var(--card);border-radius:18px;padding:15px 16px}"
    ".report .figures "
    ".k{display:block;color:var(--ink2);font-size:13.5px;line-height:1.3;min-height:2.6em;margin-bottom:3px}"
    ".report .figures b{display:block;font-size:27px;line-height:1.25}"
    ".report small{display:block;color:var(--ink3);font-size:12px;font-weight:400;white-space:nowrap;line-height:1.35}"
    ".report .figures small{white-space:normal}.report b.good{color:var(--good)}.report b.wait{color:var(--wait)}"
    ".report b.bad{color:var(--bad)}.report figure{margin:0 0 20px;break-inside:avoid}"
    ".report figcaption{color:var(--ink2);font-size:13.5px;margin:0 0 10px}.report .wide{overflow-x:auto}"
    ".report table{margin:0;font-size:14px}.report th,.report td{padding:8px 14px 8px 0;vertical-align:top}"
    ".report td.n,.report thead th.n{padding:8px 0 8px 16px}.report thead th{vertical-align:bottom;font-size:13px;"
    "border-bottom:2px solid var(--line)}.report tbody th{color:var(--ink);font-weight:600;font-size:14px}"
    ".report tbody tr:last-child>*{border-bottom:0}.report td.soft{color:var(--ink3)}.report td.d{white-space:nowrap}"
    ".report .note{font-size:13px;color:var(--ink2);margin:.7em 0 0;max-width:78ch}.report "
    ".foot{border:0;font-size:13px}"
    ".report tr.sum>*{border-top:2px solid var(--ink);font-weight:700}.report thead{display:table-header-group}.report "
    "tr{break-inside:avoid}.report h2,.report "
    "figcaption{break-after:avoid}";
static const char report_charts[] =
    "svg.chart{overflow:visible;height:auto}svg.chart text{font-size:12px;fill:var(--ink2)}svg.chart "
    "text.v{fill:var(--ink);"
    "font-weight:700;paint-order:stroke;stroke:var(--card);stroke-width:3px}svg.chart text.l{fill:var(--ink)}svg.chart "
    "text.d{fill:var(--ink3);font-size:11px}"
    ".track{fill:var(--sunken)}.i{stroke:var(--ink);stroke-width:1.5;fill:none}.g{stroke:var(--line);fill:none}"
    ".band{fill:var(--band)}.line{stroke:var(--c0);stroke-width:2.5;fill:none;stroke-linejoin:round}"
    ".dot{fill:var(--c0);stroke:var(--card);stroke-width:2}.s0{fill:var(--c0)}.s1{fill:var(--c1)}.s2{fill:var(--c2)}"
    ".s3{fill:var(--c3)}.s4{fill:var(--c4)}.s5{fill:var(--c5)}.s6{fill:var(--c6)}.s7{fill:var(--c7)}"
    "svg.chart text.o0{fill:var(--on0)}svg.chart text.o1{fill:var(--on1)}svg.chart text.o2{fill:var(--on2)}"
    "svg.chart text.o3{fill:var(--on3)}svg.chart text.o4{fill:var(--on4)}svg.chart text.o5{fill:var(--on5)}"
    "svg.chart text.o6{fill:var(--on6)}svg.chart text.o7{fill:var(--on7)}"
    "@media screen and (max-width:760px){.report "
    ".figures{grid-template-columns:repeat(2,1fr)}.pair{display:block}body.report{padding:20px "
    "12px}"
    ".report .card{padding:16px 14px}}"
    "@media print{body.report{background:#fff;padding:0 .4mm!important;font-size:9.5pt}.report .card,.report .figures "
    "div{background:#fff;"
    "border:1px solid var(--line);border-radius:8px}.report .card{padding:4mm 5mm;margin-bottom:4mm}"
    ".report .figures{gap:2.5mm;margin-bottom:4mm;break-inside:avoid}.report .figures div{padding:2.5mm 3mm}"
    ".report .figures b{font-size:15pt}.report h1{font-size:20pt}.report .sub{font-size:10.5pt;margin-bottom:1em}"
    ".report table,.report tbody th{font-size:8.5pt}.report thead th,.report small,.report .note,.report "
    ".foot{font-size:7.8pt}"
    ".report th,.report td{padding:1.3mm 2.5mm 1.3mm 0}.report td.n,.report thead th.n{padding:1.3mm 0 1.3mm 3mm}"
    ".report h2{font-size:12.5pt}.report .wide{overflow:visible}}"
    ".sheet .card{position:relative}.sheet "
    ".card>.note{position:absolute;top:26px;right:26px;margin:0}.sheet>.note{max-width:none}"
    "@media print{.pair{gap:0 2mm}.sheet .card{padding:2mm 3.5mm;margin-bottom:2mm}.sheet "
    ".figures{margin-bottom:2mm;gap:2mm}"
    ".sheet .figures div{padding:1.4mm 2.4mm}.sheet .figures .k{min-height:0;font-size:7.6pt}"
    ".sheet .figures b{font-size:12pt}.sheet small{font-size:6.8pt}.sheet h1{font-size:16pt}.sheet .sub{margin:0 0 "
    ".5em}"
    ".sheet h2{font-size:10pt;margin:0}.sheet table,.sheet tbody th{font-size:7.8pt}.sheet thead th{font-size:7pt}"
    ".sheet th,.sheet td{padding:.4mm 2.5mm .4mm 0;line-height:1.25}.sheet .note{margin:.3mm 0 0;font-size:7.2pt}"
    ".sheet .card>.note{top:2.4mm;right:3.5mm;margin:0}.sheet .foot{margin:0;padding:0}}";

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

void html_begin(Buf *page, bool zh, const char *class_name, const char *title, const char *sub) {
    bool report = strncmp(class_name, "report", 6) == 0;
    buf_printf(page,
               "<!DOCTYPE html>\n<html lang=\"%s\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
               "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n",
               zh ? "zh-CN" : "en");
    html_element(page, "title", title);
    buf_printf(page, "<style>%s%s%s</style>\n</head>\n<body class=\"%s\">\n", style, report ? report_style : "",
               report ? report_charts : "", class_name);
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
