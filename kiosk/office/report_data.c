/* A report for programs: JSON of all of it, CSV of one table. Shares and means come with what they were made of. */
#include "report_doc.h"

#include <stdlib.h>
#include <string.h>

/* What stands behind a column: its own value, then the parts. */
typedef struct Part {
    const char *suffix;
    char text[40]; /* "" = null */
} Part;
enum { PARTS = 5 };

static void number(Part *part, double value, int decimals) {
    snprintf(part->text, sizeof part->text, "%.*f", decimals, value);
    if (strtod(part->text, NULL) == 0) /* −0.0 */
        snprintf(part->text, sizeof part->text, "%.*f", decimals, 0.0);
}

static void whole(Part *part, int64_t value) {
    snprintf(part->text, sizeof part->text, "%lld", (long long)value);
}

/* Money is fen in JSON and CSV as everywhere, under a name that ends so; instants end in _ms. */
static size_t parts_of(const DocColumn *column, const Cell *cell, Part parts[PARTS]) {
    const Mean *m = &cell->mean;
    const Share *s = &cell->share;
    if (column->kind == CELL_SHARE) {
        static const char *const names[] = {"_n", "_base", "_permille", "_low", "_high"};
        int64_t values[] = {s->n, s->base, s->rate, s->low, s->high};
        for (int i = 0; i < 5; i++) {
            parts[i] = (Part){.suffix = names[i]};
            if (cell->kind == CELL_SHARE) whole(&parts[i], values[i]);
        }
        return 5;
    }
    parts[0] = (Part){.suffix = ""};
    if (column->kind == CELL_MEAN) {
        for (int i = 0; i < 3; i++) parts[i + 1] = (Part){.suffix = (const char *const[]){"_n", "_low", "_high"}[i]};
        if (cell->kind != CELL_MEAN) return 4;
        number(&parts[0], m->mean, column->decimals + 2);
        whole(&parts[1], m->n);
        if (m->interval) number(&parts[2], m->low, column->decimals + 2);
        if (m->interval) number(&parts[3], m->high, column->decimals + 2);
        return 4;
    }
    if (cell->kind == CELL_DAY)
        day_show(cell->number, parts[0].text, sizeof parts[0].text);
    else if (cell->kind == CELL_COUNT || cell->kind == CELL_MONEY || cell->kind == CELL_TIME)
        whole(&parts[0], cell->number);
    return 1;
}

static bool is_quoted(CellKind kind) {
    return kind == CELL_TEXT || kind == CELL_DAY;
}

/* ---- JSON ---- */

static void json_part(Buf *out, const char *id, const DocColumn *column, const Cell *cell, const Part *part,
                      bool first) {
    buf_printf(out, "%s\"%s%s\": ", first ? "" : ", ", id, part->suffix);
    if (cell->kind == CELL_TEXT)
        json_quote(out, cell->text);
    else if (!*part->text)
        buf_puts(out, "null");
    else if (is_quoted(column->kind))
        json_quote(out, part->text);
    else
        buf_puts(out, part->text);
}

/* "fewer_than_5" says why a row's values are null. */
static void json_row(Buf *out, const DocTable *table, size_t row) {
    bool few = false, first = true;
    buf_puts(out, "{");
    for (size_t c = 0; c < table->n_columns; c++) {
        Part parts[PARTS];
        const Cell *cell = doc_at(table, row, c);
        size_t n = parts_of(&table->columns[c], cell, parts);
        few |= cell->kind == CELL_FEW;
        for (size_t i = 0; i < n; i++, first = false)
            json_part(out, table->columns[c].id, &table->columns[c], cell, &parts[i], first);
    }
    if (few) buf_puts(out, ", \"fewer_than_5\": true");
    buf_puts(out, "}");
}

static void json_table(Buf *out, const DocTable *table) {
    size_t n = doc_chart_rows(table);
    buf_puts(out, "\n  {\"id\": ");
    json_quote(out, table->id);
    buf_puts(out, ", \"title\": ");
    json_quote(out, table->title);
    buf_puts(out, ", \"rows\": [");
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, i ? ",\n    " : "\n    ");
        json_row(out, table, i);
    }
    buf_puts(out, "]");
    if (n < table->n_rows) {
        buf_puts(out, ",\n   \"sum\": ");
        json_row(out, table, n);
    }
    buf_puts(out, "}");
}

static void json_figure(Buf *out, const DocFigure *figure) {
    Part parts[PARTS];
    DocColumn column = {"value", "", figure->cell.kind, figure->decimals, false};
    size_t n = parts_of(&column, &figure->cell, parts);
    buf_puts(out, "{\"id\": ");
    json_quote(out, figure->id);
    buf_puts(out, ", \"label\": ");
    json_quote(out, figure->label);
    for (size_t i = 0; i < n; i++) json_part(out, "value", &column, &figure->cell, &parts[i], false);
    if (figure->cell.kind == CELL_FEW) buf_puts(out, ", \"fewer_than_5\": true");
    buf_puts(out, "}");
}

static void json_field(Buf *out, const char *name, const char *text) {
    buf_printf(out, ", \"%s\": ", name);
    json_quote(out, text);
}

void doc_json(const Doc *doc, Buf *out) {
    buf_puts(out, "{\"report\": ");
    json_quote(out, doc->id);
    json_field(out, "title", doc->title);
    json_field(out, "from", doc->from);
    json_field(out, "to", doc->to);
    buf_printf(out, ", \"demo\": %s,\n \"figures\": [", doc->demo ? "true" : "false");
    for (size_t i = 0; i < doc->n_figures; i++) {
        buf_puts(out, i ? ",\n  " : "\n  ");
        json_figure(out, &doc->figures[i]);
    }
    buf_puts(out, "],\n \"tables\": [");
    for (size_t i = 0; i < doc->n_tables; i++) {
        if (i) buf_puts(out, ",");
        json_table(out, doc->tables[i]);
    }
    buf_puts(out, "],\n \"notes\": [");
    for (size_t i = 0; i < doc->n_notes; i++) {
        buf_puts(out, i ? ",\n  " : "\n  ");
        json_quote(out, doc->notes[i]);
    }
    buf_puts(out, "]}\n");
}

/* ---- CSV ---- */

static void csv_head(Out *out, const DocTable *table) {
    bool first = true;
    for (size_t c = 0; c < table->n_columns; c++) {
        Part parts[PARTS];
        Cell none = cell_none();
        size_t n = parts_of(&table->columns[c], &none, parts);
        for (size_t i = 0; i < n; i++, first = false) {
            if (!first) out_bytes(out, ",", 1);
            out_bytes(out, table->columns[c].id, strlen(table->columns[c].id));
            out_bytes(out, parts[i].suffix, strlen(parts[i].suffix));
        }
    }
    out_bytes(out, "\r\n", 2);
}

/* A count of a group under five is "<5", all else of it is empty. */
static void csv_row(Out *out, const DocTable *table, size_t row) {
    bool first = true;
    for (size_t c = 0; c < table->n_columns; c++) {
        Part parts[PARTS];
        const Cell *cell = doc_at(table, row, c);
        size_t n = parts_of(&table->columns[c], cell, parts);
        for (size_t i = 0; i < n; i++, first = false) {
            if (!first) out_bytes(out, ",", 1);
            if (cell->kind == CELL_TEXT)
                csv_cell(out, cell->text);
            else if (cell->kind == CELL_FEW && table->columns[c].kind == CELL_COUNT)
                csv_cell(out, "<5");
            else
                csv_cell(out, parts[i].text);
        }
    }
    out_bytes(out, "\r\n", 2);
}

void doc_csv(const DocTable *table, Out *out) {
    out_bytes(out, "\xEF\xBB\xBF", 3);
    csv_head(out, table);
    for (size_t i = 0; i < doc_chart_rows(table); i++) csv_row(out, table, i);
}
