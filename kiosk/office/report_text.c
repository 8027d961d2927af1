/* A report in the terminal: figures, aligned tables, a small bar beside each row of what has a chart. */
#include "report_doc.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { BAR_WIDE = 24, GAP = 2 };

typedef struct Page {
    const Doc *doc;
    Buf *out;
    Arena arena;
    bool colour;
} Page;

static const char bold[] = "\033[1m", dim[] = "\033[2m", red[] = "\033[31m", green[] = "\033[32m",
                  yellow[] = "\033[33m", plain[] = "\033[0m";

static void in_style(Page *p, const char *style, const char *text) {
    if (p->colour) buf_puts(p->out, style);
    buf_puts(p->out, text);
    if (p->colour) buf_puts(p->out, plain);
}

/* What would move the cursor or colour the terminal becomes a blank: a cell comes from outside. */
static const char *safe(Page *p, const char *text) {
    char *own = arena_strdup(&p->arena, text);
    for (unsigned char *c = (unsigned char *)own; *c; c++)
        if (*c < 0x20 || *c == 0x7F) *c = ' ';
    return own;
}

static void spaces(Page *p, size_t n) {
    while (n--) buf_putc(p->out, ' ');
}

/* ---- figures ---- */

static void figures(Page *p) {
    static const char *const styles[] = {
        [TONE_PLAIN] = bold, [TONE_GOOD] = green, [TONE_WAIT] = yellow, [TONE_BAD] = red};
    const Doc *doc = p->doc;
    size_t wide = 0;
    for (size_t i = 0; i < doc->n_figures; i++) {
        size_t own = table_width(doc->figures[i].label);
        if (own > wide) wide = own;
    }
    for (size_t i = 0; i < doc->n_figures; i++) {
        const DocFigure *f = &doc->figures[i];
        const char *detail = cell_detail(&p->arena, doc->zh, &f->cell, f->decimals);
        buf_puts(p->out, f->label);
        spaces(p, wide - table_width(f->label) + GAP);
        in_style(p, styles[f->tone], safe(p, cell_value(&p->arena, doc->zh, &f->cell, f->decimals)));
        if (*detail) in_style(p, dim, arena_printf(&p->arena, "  (%s)", detail));
        buf_putc(p->out, '\n');
    }
}

/* ---- bars ---- */

/* So many eighths of a character's width. */
static const char *blocks(Page *p, int eighths) {
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    Buf bar = {0};
    for (int i = 0; i < eighths / 8; i++) buf_puts(&bar, "█");
    buf_puts(&bar, parts[eighths % 8]);
    const char *text = arena_strdup(&p->arena, buf_text(&bar));
    buf_free(&bar);
    return text;
}

static double row_total(const DocTable *t, const DocChart *chart, size_t row) {
    double sum = 0, value, low, high;
    for (size_t i = 0; i < chart->n_values; i++)
        if (cell_number(doc_at(t, row, chart->values[i]), &value, &low, &high)) sum += value;
    return sum;
}

static double axis_end(const DocTable *t, const DocChart *chart) {
    double most = chart->most;
    if (chart->most > chart->least) return most;
    for (size_t i = 0; i < doc_chart_rows(t); i++)
        if (row_total(t, chart, i) > most) most = row_total(t, chart, i);
    return most > 0 ? most : 1;
}

/* Parts of the whole in four shades, each at least one character wide when there is any. */
static const char *stacked(Page *p, const DocTable *t, const DocChart *chart, size_t row, double most) {
    static const char *const shades[] = {"█", "▓", "▒", "░"};
    Buf bar = {0};
    for (size_t i = 0; i < chart->n_values; i++) {
        double value, low, high;
        if (!cell_number(doc_at(t, row, chart->values[i]), &value, &low, &high) || value <= 0) continue;
        int n = (int)(value * BAR_WIDE / most + 0.5);
        for (int k = 0; k < (n ? n : 1); k++) buf_puts(&bar, shades[i % 4]);
    }
    const char *text = arena_strdup(&p->arena, buf_text(&bar));
    buf_free(&bar);
    return text;
}

static const char *bar_of(Page *p, const DocTable *t, size_t row) {
    const DocChart *chart = &t->charts[0];
    double most = axis_end(t, chart), least = chart->most > chart->least ? chart->least : 0, value, low, high;
    if (row >= doc_chart_rows(t)) return "";
    if (chart->n_values > 1) return stacked(p, t, chart, row, most);
    if (!cell_number(doc_at(t, row, chart->values[0]), &value, &low, &high) || value <= least) return "";
    double part = (value - least) / (most - least);
    int eighths = (int)((part > 1 ? 1 : part) * BAR_WIDE * 8 + 0.5);
    return blocks(p, eighths ? eighths : 1);
}

static void legend(Page *p, const DocTable *t) {
    static const char *const shades[] = {"█", "▓", "▒", "░"};
    const DocChart *chart = &t->charts[0];
    if (chart->n_values < 2) return;
    for (size_t i = 0; i < chart->n_values; i++)
        buf_printf(p->out, "%s%s %s", i ? "  " : "", shades[i % 4], t->columns[chart->values[i]].title);
    buf_putc(p->out, '\n');
}

/* ---- tables ---- */

static bool is_right(CellKind kind) {
    return kind == CELL_COUNT || kind == CELL_MONEY || kind == CELL_SHARE || kind == CELL_MEAN;
}

static const char *words_of(Page *p, const DocTable *t, size_t row, size_t c) {
    const Cell *cell = doc_at(t, row, c);
    const char *value = safe(p, cell_value(&p->arena, p->doc->zh, cell, t->columns[c].decimals));
    const char *detail = cell_detail(&p->arena, p->doc->zh, cell, t->columns[c].decimals);
    if (cell->kind == CELL_SHARE) /* in a table as short as can be: "80.8 % (74.4–85.9, 147/182)" */
        return arena_printf(&p->arena, "%s (%d.%d–%d.%d, %lld/%lld)", value, cell->share.low / 10, cell->share.low % 10,
                            cell->share.high / 10, cell->share.high % 10, (long long)cell->share.n,
                            (long long)cell->share.base);
    return *detail ? arena_printf(&p->arena, "%s (%s)", value, detail) : value;
}

static void measure(Page *p, const DocTable *t, const char **cells, size_t widths[DOC_COLUMNS]) {
    for (size_t c = 0; c < t->n_columns; c++) widths[c] = t->columns[c].data ? 0 : table_width(t->columns[c].title);
    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        size_t c = i % t->n_columns;
        if (t->columns[c].data) continue;
        cells[i] = words_of(p, t, i / t->n_columns, c);
        size_t own = table_width(cells[i]);
        if (own > widths[c]) widths[c] = own;
    }
}

/* The last column of text is not padded: a long one goes on as the terminal breaks it. */
static void one_line(Page *p, const DocTable *t, const char *const *cells, const size_t widths[DOC_COLUMNS],
                     const char *bar, bool titles) {
    size_t last = t->n_columns;
    while (last && t->columns[last - 1].data) last--;
    for (size_t c = 0; c < last; c++) {
        if (t->columns[c].data) continue;
        const char *text = titles ? t->columns[c].title : cells[c];
        size_t own = table_width(text), pad = widths[c] > own ? widths[c] - own : 0;
        bool right = is_right(t->columns[c].kind);
        if (right) spaces(p, pad);
        in_style(p, titles ? dim : "", text);
        if (!right && (c + 1 < last || *bar)) spaces(p, pad);
        if (c + 1 < last || *bar) spaces(p, GAP);
    }
    if (*bar) in_style(p, green, bar);
    buf_putc(p->out, '\n');
}

static void one_table(Page *p, const DocTable *t) {
    size_t widths[DOC_COLUMNS];
    buf_putc(p->out, '\n');
    in_style(p, bold, t->title);
    buf_putc(p->out, '\n');
    if (!t->n_rows) {
        buf_puts(p->out, t->empty ? t->empty : "–");
        buf_putc(p->out, '\n');
        return;
    }
    const char **cells = mem_alloc(t->n_rows * t->n_columns * sizeof *cells);
    measure(p, t, cells, widths);
    one_line(p, t, NULL, widths, "", true);
    for (size_t i = 0; i < t->n_rows; i++)
        one_line(p, t, cells + i * t->n_columns, widths, t->n_charts ? bar_of(p, t, i) : "", false);
    if (t->n_charts) legend(p, t);
    if (t->note) in_style(p, dim, arena_printf(&p->arena, "%s\n", t->note));
    free(cells);
}

void doc_text(const Doc *doc, bool colour, Buf *out) {
    Page p = {.doc = doc, .out = out, .colour = colour};
    in_style(&p, bold, doc->title);
    buf_printf(out, "\n%s\n\n", doc->sub);
    figures(&p);
    for (size_t i = 0; i < doc->n_tables; i++) one_table(&p, doc->tables[i]);
    if (doc->n_notes) buf_putc(out, '\n');
    for (size_t i = 0; i < doc->n_notes; i++) in_style(&p, dim, arena_printf(&p.arena, "%s\n", doc->notes[i]));
    arena_free(&p.arena);
}
