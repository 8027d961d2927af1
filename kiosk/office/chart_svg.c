/* Charts as SVG in a page of the house's colours: every bar, part and point has its value beside it, every chart a
 * title and a description for whoever cannot see it. Colours are classes of html.c, so that dark and print are its
 * matter. */
#include "html.h"
#include "report_doc.h"
#include "table.h"

#include <math.h>
#include <string.h>

enum {
    WIDE = 680,       /* units; the page scales them to its width */
    LETTER = 6,       /* about the width of a terminal column at 12 units a letter */
    VALUE_LETTER = 7, /* the same of a bold value */
    LABEL_MOST = 210, /* what a label may take */
    ROW = 30,         /* a bar and the air around it */
    BAR = 16,
    TOP = 30, /* above columns and lines: values */
    HIGH = 170,
    FOOT = 26,
    LEGEND = 26,
};

typedef struct Chart {
    const Doc *doc;
    const DocTable *t;
    const DocChart *c;
    Buf *out;
    Arena arena;
    size_t rows, label; /* label: the column */
    double least, most; /* of the axis */
} Chart;

/* ---- axis ---- */

/* The next round number: 1, 2, 2.5 or 5 times a power of ten. */
static double round_up(double value) {
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double power = pow(10, floor(log10(value)));
    for (int i = 0; i < 5; i++)
        if (value <= steps[i] * power * (1 + 1e-9)) return steps[i] * power;
    return 10 * power;
}

static bool is_stacked(const DocChart *c) {
    return c->kind == CHART_STACK || c->kind == CHART_COLUMNS;
}

static double row_top(const Chart *k, size_t row) {
    double top = 0, value, low, high;
    for (size_t i = 0; i < k->c->n_values; i++) {
        if (!cell_number(doc_at(k->t, row, k->c->values[i]), &value, &low, &high)) continue;
        if (is_stacked(k->c))
            top += value;
        else if (high > top)
            top = high;
    }
    return top;
}

static void set_axis(Chart *k) {
    k->least = k->c->least;
    k->most = k->c->most;
    if (k->most > k->least) return;
    k->least = 0;
    k->most = 0;
    for (size_t i = 0; i < k->rows; i++) k->most = fmax(k->most, row_top(k, i));
    if (k->c->kind == CHART_COLUMNS || k->c->kind == CHART_LINE) k->most = k->most > 0 ? round_up(k->most) : 1;
    if (k->most <= 0) k->most = 1;
}

static double on_axis(const Chart *k, double value, double length) {
    double part = (value - k->least) / (k->most - k->least);
    return fmin(fmax(part, 0), 1) * length;
}

/* ---- words ---- */

static const char *value_words(Chart *k, size_t row, size_t column) {
    return cell_value(&k->arena, k->doc->zh, doc_at(k->t, row, column), k->t->columns[column].decimals);
}

/* Cut with an ellipsis to what fits into so many units. */
static const char *fitted(Chart *k, const char *text, double units) {
    size_t room = units > LETTER * 2 ? (size_t)(units / LETTER) : 2, bytes = 0, wide = 0;
    if (table_width(text) <= room) return text;
    for (const char *p = text; *p;) {
        size_t len = 1;
        while ((p[len] & 0xC0) == 0x80) len++;
        size_t own = table_width(arena_strndup(&k->arena, p, len));
        if (wide + own + 1 > room) break;
        wide += own;
        bytes += len;
        p += len;
    }
    return arena_printf(&k->arena, "%.*s…", (int)bytes, text);
}

static const char *total_words(Chart *k, size_t row) {
    Cell total = cell_int((int64_t)(row_top(k, row) + 0.5));
    if (k->c->n_values == 1) return value_words(k, row, k->c->values[0]);
    return cell_value(&k->arena, k->doc->zh, &total, 0);
}

static const char *label_words(Chart *k, size_t row) {
    const Cell *cell = doc_at(k->t, row, k->label);
    if (cell->kind != CELL_DAY) return value_words(k, row, k->label);
    LocalTime t = local_of(cell->number);
    return arena_printf(&k->arena, "%d/%d", t.month, t.day);
}

static void text_at(Chart *k, const char *class_name, const char *anchor, double x, double y, const char *text) {
    buf_printf(k->out, "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">", class_name, anchor, x, y);
    html_text(k->out, text);
    buf_puts(k->out, "</text>\n");
}

static void rect(Chart *k, const char *class_name, double x, double y, double w, double h, double r) {
    buf_printf(k->out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>\n",
               class_name, x, y, w, h, fmin(r, fmin(w, h) / 2));
}

/* Says all values in words, for a screen reader. */
static void describe(Chart *k, int id, double high) {
    buf_printf(
        k->out,
        "<svg class=\"chart\" viewBox=\"0 0 %d %.0f\" role=\"img\" aria-labelledby=\"t%d d%d\">\n<title id=\"t%d\">",
        WIDE, high, id, id, id);
    html_text(k->out, k->c->title);
    buf_printf(k->out, "</title>\n<desc id=\"d%d\">", id);
    for (size_t row = 0; row < k->rows; row++) {
        if (row) buf_puts(k->out, "; ");
        html_text(k->out, value_words(k, row, k->label));
        for (size_t i = 0; i < k->c->n_values; i++) {
            buf_puts(k->out, i ? ", " : ": ");
            if (k->c->n_values > 1) html_text(k->out, k->t->columns[k->c->values[i]].title);
            if (k->c->n_values > 1) buf_putc(k->out, ' ');
            html_text(k->out, value_words(k, row, k->c->values[i]));
        }
    }
    buf_puts(k->out, "</desc>\n");
}

static double label_width(Chart *k) {
    size_t most = 0;
    for (size_t i = 0; i < k->rows; i++) {
        size_t own = table_width(label_words(k, i));
        if (own > most) most = own;
    }
    return fmin((double)most * LETTER * 1.06 + 14, LABEL_MOST);
}

static void legend(Chart *k, double y) {
    double x = 0;
    for (size_t i = 0; i < k->c->n_values; i++) {
        const char *title = k->t->columns[k->c->values[i]].title;
        rect(k, arena_printf(&k->arena, "s%zu", i % 8), x, y - 9, 11, 11, 3);
        text_at(k, "l", "start", x + 16, y, title);
        x += 16 + (double)table_width(title) * LETTER * 1.08 + 20;
    }
}

/* ---- bars ---- */

static void whisker(Chart *k, double low, double high, double y) {
    if (high - low < 0.5) return;
    buf_printf(k->out, "<path class=\"i\" d=\"M%.1f %.1fH%.1fM%.1f %.1fv8M%.1f %.1fv8\"/>\n", low, y, high, low, y - 4,
               high, y - 4);
}

static void bars(Chart *k, int id) {
    double x0 = label_width(k), detail = 0, room;
    size_t column = k->c->values[0];
    int decimals = k->t->columns[column].decimals;
    bool scaled = k->c->most > k->c->least; /* a scale with an end of its own, as 0 to 100 */
    for (size_t i = 0; i < k->rows; i++) {
        const Cell *cell = doc_at(k->t, i, column);
        const char *more = cell_detail(&k->arena, k->doc->zh, cell, decimals);
        double own = (double)table_width(value_words(k, i, column)) * VALUE_LETTER +
                     (double)table_width(more) * LETTER + (*more ? 18 : 8);
        detail = fmax(detail, own);
    }
    room = WIDE - x0 - detail - 8;
    describe(k, id, (double)k->rows * ROW + 4);
    for (size_t i = 0; i < k->rows; i++) {
        double y = (double)i * ROW + 4, middle = y + BAR / 2.0, value, low, high;
        const Cell *cell = doc_at(k->t, i, column);
        const char *words = value_words(k, i, column), *more = cell_detail(&k->arena, k->doc->zh, cell, decimals);
        bool there = cell_number(cell, &value, &low, &high);
        text_at(k, "l", "start", 0, middle + 4, fitted(k, label_words(k, i), x0 - 10));
        if (scaled) rect(k, "track", x0, y, room, BAR, 5);
        if (there && value > k->least) rect(k, "s0", x0, y, fmax(on_axis(k, value, room), 2), BAR, 5);
        if (there) whisker(k, x0 + on_axis(k, low, room), x0 + on_axis(k, high, room), middle);
        text_at(k, there ? "v" : "l", "start", x0 + room + 10, middle + 4, words);
        if (*more)
            text_at(k, "d", "start", x0 + room + 18 + (double)table_width(words) * VALUE_LETTER, middle + 4, more);
    }
}

static void stack(Chart *k, int id) {
    double x0 = label_width(k), room = WIDE - x0 - 44;
    describe(k, id, (double)k->rows * ROW + LEGEND);
    legend(k, 10);
    for (size_t i = 0; i < k->rows; i++) {
        double y = (double)i * ROW + LEGEND, x = x0, value, low, high;
        text_at(k, "l", "start", 0, y + BAR / 2.0 + 4, fitted(k, label_words(k, i), x0 - 10));
        for (size_t p = 0; p < k->c->n_values; p++) {
            if (!cell_number(doc_at(k->t, i, k->c->values[p]), &value, &low, &high) || value <= 0) continue;
            double w = on_axis(k, k->least + value, room);
            const char *words = value_words(k, i, k->c->values[p]);
            rect(k, arena_printf(&k->arena, "s%zu", p % 8), x, y, fmax(w - 1.5, 1.5), BAR, 3);
            if (w > (double)table_width(words) * LETTER + 8)
                text_at(k, arena_printf(&k->arena, "o%zu", p % 8), "middle", x + w / 2, y + BAR / 2.0 + 4, words);
            x += w;
        }
        text_at(k, "v", "start", x + 6, y + BAR / 2.0 + 4, total_words(k, i));
    }
}

/* ---- in time ---- */

/* So that each step is a round number too: 2 is four halves, 2.5 five of them. */
static int steps_of(double most) {
    double first = most / pow(10, floor(log10(most) + 1e-9));
    return first > 1.9 && first < 2.1 ? 4 : 5;
}

/* Lines with their values on the left; labels below, as many as do not touch. */
static void grid(Chart *k, double x0, double each) {
    size_t every = 1;
    while ((double)every * each < 40) every++;
    int steps = k->c->most > k->c->least ? 4 : steps_of(k->most);
    double step = (k->most - k->least) / steps;
    for (int i = 0; i <= steps; i++) {
        double value = k->least + step * i, y = TOP + HIGH - on_axis(k, value, HIGH);
        buf_printf(k->out, "<path class=\"g\" d=\"M%.1f %.1fH%d\"/>\n", x0, y, WIDE);
        text_at(k, "d", "end", x0 - 6, y + 4,
                arena_printf(&k->arena, "%.*f",
                             step < 0.1 ? 2
                             : step < 1 ? 1
                                        : 0,
                             value));
    }
    for (size_t i = 0; i < k->rows; i += every)
        text_at(k, "l", "middle", x0 + ((double)i + 0.5) * each, TOP + HIGH + 18, label_words(k, i));
}

static void columns(Chart *k, int id) {
    double x0 = 40, each = (WIDE - x0) / (double)k->rows, w = fmin(each * 0.68, 56),
           top = k->c->n_values > 1 ? LEGEND : 0;
    describe(k, id, TOP + HIGH + FOOT + top);
    grid(k, x0, each);
    for (size_t i = 0; i < k->rows; i++) {
        double x = x0 + (double)i * each + (each - w) / 2, y = TOP + HIGH, value, low, high;
        for (size_t p = 0; p < k->c->n_values; p++) {
            if (!cell_number(doc_at(k->t, i, k->c->values[p]), &value, &low, &high) || value <= 0) continue;
            double h = on_axis(k, k->least + value, HIGH);
            y -= h;
            rect(k, arena_printf(&k->arena, "s%zu", p % 8), x, y, w, fmax(h - 1, 1), 3);
            const char *words = value_words(k, i, k->c->values[p]);
            if (k->c->n_values > 1 && h > 14 && w > (double)table_width(words) * LETTER + 2)
                text_at(k, arena_printf(&k->arena, "o%zu", p % 8), "middle", x + w / 2, y + h / 2 + 4, words);
        }
        if (each >= 22) text_at(k, "v", "middle", x + w / 2, y - 6, total_words(k, i));
    }
    if (k->c->n_values > 1) legend(k, TOP + HIGH + FOOT + 16);
}

typedef struct Point {
    bool there;
    double x, y, low, high;
} Point;

/* A band from the first to the last point of a run without gaps, its line, its points. */
static void one_run(Chart *k, const Point *p, size_t from, size_t to) {
    if (to - from > 1) {
        buf_puts(k->out, "<path class=\"band\" d=\"");
        for (size_t i = from; i < to; i++) buf_printf(k->out, "%c%.1f %.1f", i == from ? 'M' : 'L', p[i].x, p[i].high);
        for (size_t i = to; i-- > from;) buf_printf(k->out, "L%.1f %.1f", p[i].x, p[i].low);
        buf_puts(k->out, "Z\"/>\n<path class=\"line\" d=\"");
        for (size_t i = from; i < to; i++) buf_printf(k->out, "%c%.1f %.1f", i == from ? 'M' : 'L', p[i].x, p[i].y);
        buf_puts(k->out, "\"/>\n");
    } else if (p[from].low - p[from].high > 0.5) {
        buf_printf(k->out, "<path class=\"i\" d=\"M%.1f %.1fV%.1f\"/>\n", p[from].x, p[from].low, p[from].high);
    }
    for (size_t i = from; i < to; i++)
        buf_printf(k->out, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", p[i].x, p[i].y);
}

static void line(Chart *k, int id) {
    double x0 = 44, each = (WIDE - x0) / (double)k->rows, value, low, high;
    size_t column = k->c->values[0];
    Point *p = arena_alloc(&k->arena, (k->rows + 1) * sizeof *p);
    describe(k, id, TOP + HIGH + FOOT);
    grid(k, x0, each);
    for (size_t i = 0; i < k->rows; i++) {
        p[i] = (Point){.x = x0 + ((double)i + 0.5) * each};
        p[i].there = cell_number(doc_at(k->t, i, column), &value, &low, &high);
        if (!p[i].there) {
            text_at(k, "d", "middle", p[i].x, TOP + HIGH - 6, k->doc->zh ? "少于5" : "<5");
            continue;
        }
        p[i].y = TOP + HIGH - on_axis(k, value, HIGH);
        p[i].low = TOP + HIGH - on_axis(k, low, HIGH);
        p[i].high = TOP + HIGH - on_axis(k, high, HIGH);
    }
    for (size_t from = 0, to; from < k->rows; from = to) {
        to = from + 1;
        if (!p[from].there) continue;
        while (to < k->rows && p[to].there) to++;
        one_run(k, p, from, to);
    }
    for (size_t i = 0; i < k->rows; i++)
        if (p[i].there && each >= 26) text_at(k, "v", "middle", p[i].x, p[i].y - 9, value_words(k, i, column));
}

void chart_svg(const Doc *doc, const DocTable *table, const DocChart *chart, int id, Buf *out) {
    Chart k = {
        .doc = doc, .t = table, .c = chart, .out = out, .rows = doc_chart_rows(table), .label = doc_label(table)};
    if (!k.rows) return;
    set_axis(&k);
    switch (chart->kind) {
    case CHART_BARS: bars(&k, id); break;
    case CHART_STACK: stack(&k, id); break;
    case CHART_COLUMNS: columns(&k, id); break;
    case CHART_LINE: line(&k, id); break;
    }
    buf_puts(out, "</svg>\n");
    arena_free(&k.arena);
}
