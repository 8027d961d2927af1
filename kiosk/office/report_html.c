/* A report as a page of html.h: figures, then each table with its charts above it. */
#include "html.h"
#include "report_doc.h"

enum { FIGURES_A_ROW = 6, ROWS_KEPT = 16 /* a table of so few is never torn by a page's end */ };

typedef struct Page {
    const Doc *doc;
    Buf *out;
    Arena arena;
    int charts; /* drawn so far: their ids */
} Page;

static void one_figure(Page *p, const DocFigure *f) {
    static const char *const tones[] = {
        [TONE_PLAIN] = "", [TONE_GOOD] = "good", [TONE_WAIT] = "wait", [TONE_BAD] = "bad"};
    const char *detail = cell_detail(&p->arena, p->doc->zh, &f->cell, f->decimals);
    buf_puts(p->out, "<div>");
    html_classed(p->out, "span", "k", f->label);
    html_classed(p->out, "b", tones[f->tone], cell_value(&p->arena, p->doc->zh, &f->cell, f->decimals));
    if (*detail) html_classed(p->out, "small", "", detail);
    buf_puts(p->out, "</div>\n");
}

static bool is_number(CellKind kind) {
    return kind == CELL_COUNT || kind == CELL_MONEY || kind == CELL_SHARE || kind == CELL_MEAN;
}

static void one_cell(Page *p, const DocColumn *column, const Cell *cell, bool heads_row) {
    const char *tag = heads_row ? "th" : "td", *detail = cell_detail(&p->arena, p->doc->zh, cell, column->decimals);
    const char *class_name = is_number(column->kind) ? "n" : column->kind == CELL_TEXT ? "" : "d";
    buf_printf(p->out, "<%s%s", tag, heads_row ? " scope=\"row\"" : "");
    if (*class_name) buf_printf(p->out, " class=\"%s%s\"", class_name, cell->kind <= CELL_FEW ? " soft" : "");
    buf_putc(p->out, '>');
    html_text(p->out, cell_value(&p->arena, p->doc->zh, cell, column->decimals));
    if (*detail) html_classed(p->out, "small", "", detail);
    buf_printf(p->out, "</%s>\n", tag);
}

static void heads(Page *p, const DocTable *t) {
    buf_puts(p->out, "<thead><tr>");
    for (size_t c = 0; c < t->n_columns; c++) {
        if (t->columns[c].data) continue;
        buf_printf(p->out, "<th scope=\"col\"%s>", is_number(t->columns[c].kind) ? " class=\"n\"" : "");
        html_text(p->out, t->columns[c].title);
        buf_puts(p->out, "</th>\n");
    }
    buf_puts(p->out, "</tr></thead>\n");
}

static void rows(Page *p, const DocTable *t) {
    buf_puts(p->out, "<div class=\"wide\"><table>\n");
    heads(p, t);
    buf_puts(p->out, "<tbody>\n");
    for (size_t i = 0; i < t->n_rows; i++) {
        buf_puts(p->out, i >= doc_chart_rows(t) ? "<tr class=\"sum\">" : "<tr>");
        for (size_t c = 0; c < t->n_columns; c++)
            if (!t->columns[c].data) one_cell(p, &t->columns[c], doc_at(t, i, c), c == doc_label(t));
        buf_puts(p->out, "</tr>\n");
    }
    buf_puts(p->out, "</tbody></table></div>\n");
}

static void one_table(Page *p, const DocTable *t) {
    buf_printf(p->out, "<section class=\"card%s\">\n", t->n_rows <= ROWS_KEPT ? " kept" : "");
    html_element(p->out, "h2", t->title);
    for (size_t i = 0; i < t->n_charts && doc_chart_rows(t); i++) {
        buf_puts(p->out, "<figure>\n");
        html_element(p->out, "figcaption", t->charts[i].title);
        chart_svg(p->doc, t, &t->charts[i], ++p->charts, p->out);
        buf_puts(p->out, "</figure>\n");
    }
    if (t->n_rows)
        rows(p, t);
    else
        html_classed(p->out, "p", "note", t->empty ? t->empty : "–");
    if (t->note) html_classed(p->out, "p", "note", t->note);
    buf_puts(p->out, "</section>\n");
}

void doc_html(const Doc *doc, Buf *out) {
    Page p = {.doc = doc, .out = out};
    html_begin(out, doc->zh, doc->sheet ? "report sheet" : "report", doc->title, doc->sub);
    size_t n = doc->n_figures;
    if (n) buf_printf(out, "<div class=\"figures\" style=\"--n:%zu\">\n", n > FIGURES_A_ROW ? (n + 1) / 2 : n);
    for (size_t i = 0; i < doc->n_figures; i++) one_figure(&p, &doc->figures[i]);
    if (doc->n_figures) buf_puts(out, "</div>\n");
    for (size_t i = 0; i < doc->n_tables; i++) {
        bool pair = doc->tables[i]->beside && i + 1 < doc->n_tables;
        if (pair) buf_puts(out, "<div class=\"pair\">\n");
        one_table(&p, doc->tables[i]);
        if (pair) one_table(&p, doc->tables[++i]);
        if (pair) buf_puts(out, "</div>\n");
    }
    for (size_t i = 0; i < doc->n_notes; i++) html_classed(out, "p", "note", doc->notes[i]);
    html_end(out, doc->demo ? doc_say(doc, "Demo store: simulated numbers.", "演示门店：数据为模拟。") : "");
    arena_free(&p.arena);
}
