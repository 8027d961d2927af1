/* A report as data: a title, key figures, tables with typed columns, and charts that are views of a table. The reports
 * build it (doc_…), the renderers write it: text, JSON, CSV, HTML, XLSX. A number is stated once, in a cell; every
 * renderer says a rate with its base and never more of a group under five than that it is one. */
#ifndef LOUNGE_OFFICE_REPORT_DOC_H
#define LOUNGE_OFFICE_REPORT_DOC_H

#include "base/csv_write.h"
#include "base/fen.h"
#include "office.h"
#include "rules/means.h"
#include "rules/shares.h"

typedef enum CellKind {
    CELL_NONE,  /* not known, or does not apply: "–" */
    CELL_FEW,   /* of a group under five */
    CELL_TEXT,  /* as it is: never a formula */
    CELL_COUNT, /* a whole number */
    CELL_MONEY, /* fen */
    CELL_DAY,   /* 00:00 of a local day, as Ms */
    CELL_TIME,  /* an instant, told to the minute */
    CELL_SHARE, /* with n, base and interval */
    CELL_MEAN,  /* with n and interval */
} CellKind;

typedef struct Cell {
    CellKind kind;
    const char *text; /* the document's */
    int64_t number;   /* a count, fen, Ms */
    Share share;
    Mean mean;
} Cell;

typedef struct DocColumn {
    const char *id; /* in JSON and CSV; a share adds _n, _base, _permille, _low, _high; a mean _n, _low, _high */
    const char *title;
    CellKind kind; /* of its cells, which may also be NONE or FEW */
    int decimals;  /* of a mean */
    bool data;     /* in JSON and CSV alone: a key */
} DocColumn;

typedef enum ChartKind {
    CHART_BARS,    /* a bar a row of one column, with its interval */
    CHART_STACK,   /* a bar a row, parts of the whole of several counts */
    CHART_COLUMNS, /* several counts in time, one on the other */
    CHART_LINE,    /* one column in time, with its interval as a band */
} ChartKind;

enum { CHART_VALUES = 8, DOC_COLUMNS = 24, TABLE_CHARTS = 3 };

typedef struct DocChart {
    ChartKind kind;
    const char *title;
    size_t values[CHART_VALUES], n_values; /* columns */
    double least, most;                    /* of the axis; both 0 = by the values, from 0 */
} DocChart;

typedef struct DocTable {
    const char *id, *title;
    const char *note;  /* under it; NULL = none */
    const char *empty; /* said when there is no row */
    DocColumn columns[DOC_COLUMNS];
    size_t n_columns;
    Cell *cells; /* row by row */
    size_t n_rows, n_cells, cap;
    bool sum;                      /* the last row is the sum of the others: in no chart */
    DocChart charts[TABLE_CHARTS]; /* their labels are the first column that is not data */
    size_t n_charts;
    bool beside; /* on a page the next table stands beside it */
} DocTable;

typedef enum Tone { TONE_PLAIN, TONE_GOOD, TONE_WAIT, TONE_BAD } Tone;

typedef struct DocFigure {
    const char *id, *label;
    Cell cell;
    int decimals;
    Tone tone;
} DocFigure;

typedef struct Doc {
    Arena arena; /* of all texts */
    bool zh, demo;
    const char *id, *title, *sub; /* sub: store and span in words */
    char from[32], to[32];        /* local days, both included; "" = of no span */
    DocFigure *figures;
    size_t n_figures;
    DocTable **tables;
    size_t n_tables;
    const char **notes; /* how it was counted */
    size_t n_notes;
    bool sheet; /* set smaller: one sheet of A4 */
} Doc;

/* In the office's language; `title` is kept as it is. sub is made of the store's name and the span. */
void doc_begin(Doc *doc, const Office *office, const char *id, const char *title, const char *from, const char *to);
void doc_free(Doc *doc);
const char *doc_say(const Doc *doc, const char *en, const char *zh);

/* Texts are copied into the document. decimals only matters for a mean. */
void doc_figure(Doc *doc, const char *id, const char *label, Cell cell, int decimals, Tone tone);
void doc_note(Doc *doc, const char *text);

DocTable *doc_table(Doc *doc, const char *id, const char *title, const char *empty); /* the document's */
/* Returns its number. id and title must outlive the document or be its arena's. */
size_t doc_column(DocTable *table, const char *id, const char *title, CellKind kind, int decimals);
size_t doc_key(DocTable *table, const char *id); /* a column of text in JSON and CSV alone */
/* Cells come row by row, from the first column to the last. */
void doc_cell(DocTable *table, Cell cell);
DocChart *doc_chart(DocTable *table, ChartKind kind, const char *title, size_t value);
const Cell *doc_at(const DocTable *table, size_t row, size_t column);
size_t doc_label(const DocTable *table);      /* the first column that is not data */
size_t doc_chart_rows(const DocTable *table); /* without the sum */

Cell cell_none(void);
Cell cell_few(void);
Cell cell_text(Doc *doc, const char *text); /* copied; NULL = none */
Cell cell_int(int64_t n);
Cell cell_money(Fen fen);
Cell cell_day(Ms day);
Cell cell_time(Ms at);                                   /* 0 = none */
Cell cell_share(int64_t n, int64_t base);                /* FEW when the base is under five, NONE when it is 0 */
Cell cell_mean(const MeanSum *sum, int least, int most); /* the same */

/* What a person reads: "72.4 %", "4.31", "¥1,470", "23 Nov", "fewer than 5". */
const char *cell_value(Arena *arena, bool zh, const Cell *cell, int decimals);
/* Interval and base beside it: "68.1–76.3 %, 210 of 290"; "" for cells that have none. */
const char *cell_detail(Arena *arena, bool zh, const Cell *cell, int decimals);
/* The value as a number for an axis (share in percent, money in yuan), and its interval; false for NONE, FEW, texts. */
bool cell_number(const Cell *cell, double *value, double *low, double *high);

/* ---- writing; path NULL or "-" = standard output ---- */

typedef enum ReportFormat { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML, FORMAT_CSV, FORMAT_XLSX } ReportFormat;

/* table: the id of the one that CSV is of; NULL = the first. ERR_USAGE when there is none of that name, or an XLSX
 * would go to a terminal. */
bool doc_write(const Doc *doc, ReportFormat format, const char *path, const char *table, Err *err);

void doc_text(const Doc *doc, bool colour, Buf *out);
void doc_json(const Doc *doc, Buf *out);
void doc_csv(const DocTable *table, Out *out);
void doc_html(const Doc *doc, Buf *out);
bool doc_xlsx(const Doc *doc, const char *path, Err *err); /* path: a file that is written over */

/* One chart of a table as SVG that stands in a page of html.h; `id` makes its title's id. */
void chart_svg(const Doc *doc, const DocTable *table, const DocChart *chart, int id, Buf *out);

#endif
