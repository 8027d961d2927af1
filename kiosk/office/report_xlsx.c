/* A report as a workbook: a sheet of figures, then a sheet a table with real numbers and dates, frozen headings, a
 * filter and native charts. A share is a number from 0 to 1 with its base and interval in columns beside it; texts are
 * written as texts, so that none is ever run as a formula, whatever characters it has. */
#include "report_doc.h"

#include "table.h"
#include "xlsx_text.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { WIDTH_LEAST = 9, WIDTH_MOST = 60, PARTS = 4, CHART_ROWS = 20, ROWS_SEEN = 24, FORMATS = 9 };

typedef enum Style { S_TEXT, S_COUNT, S_MONEY, S_DAY, S_TIME, S_SHARE, S_MEAN, S_WHOLE_MEAN, S_FEW } Style;

typedef struct Book {
    const Doc *doc;
    lxw_workbook *file;
    lxw_format *title, *head, *head_right, *soft, *formats[FORMATS], *sums[FORMATS];
    lxw_error error; /* the first one */
    Arena arena;
    Buf text; /* the one being written */
} Book;

static void keep(Book *b, lxw_error error) {
    if (error != LXW_NO_ERROR && b->error == LXW_NO_ERROR) b->error = error;
}

/* ---- formats ---- */

static lxw_format *made(Book *b, const char *number, bool sum) {
    lxw_format *f = workbook_add_format(b->file);
    if (number) format_set_num_format(f, number);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (sum) format_set_bold(f);
    if (sum) format_set_top(f, LXW_BORDER_MEDIUM);
    return f;
}

static void make_formats(Book *b) {
    static const char *const numbers[FORMATS] = {
        [S_TEXT] = NULL,        [S_COUNT] = "#,##0",           [S_MONEY] = "[$¥-804]#,##0.00",
        [S_DAY] = "yyyy-mm-dd", [S_TIME] = "yyyy-mm-dd hh:mm", [S_SHARE] = "0.0%",
        [S_MEAN] = "0.00",      [S_WHOLE_MEAN] = "0",          [S_FEW] = NULL};
    for (int i = 0; i < FORMATS; i++)
        b->formats[i] = made(b, numbers[i], false), b->sums[i] = made(b, numbers[i], true);
    for (int i = S_DAY; i <= S_TIME; i++) {
        format_set_align(b->formats[i], LXW_ALIGN_LEFT);
        format_set_align(b->sums[i], LXW_ALIGN_LEFT);
    }
    format_set_font_color(b->formats[S_FEW], 0x60666F);
    format_set_align(b->formats[S_FEW], LXW_ALIGN_RIGHT);
    b->title = workbook_add_format(b->file);
    format_set_bold(b->title);
    format_set_font_size(b->title, 16);
    b->soft = workbook_add_format(b->file);
    format_set_font_color(b->soft, 0x4B505B);
    b->head = workbook_add_format(b->file);
    format_set_bold(b->head);
    format_set_bg_color(b->head, 0xEAE5DA);
    format_set_bottom(b->head, LXW_BORDER_THIN);
    format_set_text_wrap(b->head);
    format_set_align(b->head, LXW_ALIGN_VERTICAL_CENTER);
    b->head_right = workbook_add_format(b->file);
    format_set_bold(b->head_right);
    format_set_bg_color(b->head_right, 0xEAE5DA);
    format_set_bottom(b->head_right, LXW_BORDER_THIN);
    format_set_text_wrap(b->head_right);
    format_set_align(b->head_right, LXW_ALIGN_RIGHT);
    format_set_align(b->head_right, LXW_ALIGN_VERTICAL_CENTER);
}

/* ---- cells ---- */

static void put_text(Book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const char *text,
                     lxw_format *format) {
    buf_clear(&b->text);
    xlsx_cell(&b->text, text);
    keep(b, worksheet_write_string(sheet, row, col, buf_text(&b->text), format));
}

/* A name that is no cell's. */
static char *name_of(Book *b, const char *text) {
    buf_clear(&b->text);
    xlsx_name(&b->text, text);
    return arena_strdup(&b->arena, buf_text(&b->text));
}

/* Days and minutes of local time as the spreadsheet's own numbers. */
static void put_time(Book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, Ms at, lxw_format *format) {
    LocalTime t = local_of(at);
    lxw_datetime when = {t.year, t.month, t.day, t.hour, t.minute, 0};
    keep(b, worksheet_write_datetime(sheet, row, col, &when, format));
}

static Style style_of(CellKind kind, int decimals) {
    switch (kind) {
    case CELL_COUNT: return S_COUNT;
    case CELL_MONEY: return S_MONEY;
    case CELL_DAY: return S_DAY;
    case CELL_TIME: return S_TIME;
    case CELL_SHARE: return S_SHARE;
    case CELL_MEAN: return decimals ? S_MEAN : S_WHOLE_MEAN;
    case CELL_FEW: return S_FEW;
    case CELL_NONE:
    case CELL_TEXT: break;
    }
    return S_TEXT;
}

static lxw_col_t width_in_columns(CellKind kind) {
    return kind == CELL_SHARE || kind == CELL_MEAN ? PARTS : 1; /* value, base, low, high */
}

static void put_cell(Book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const Cell *cell, int decimals,
                     bool sum) {
    lxw_format *const *formats = sum ? b->sums : b->formats;
    lxw_format *f = formats[style_of(cell->kind, decimals)];
    double value, low, high;
    switch (cell->kind) {
    case CELL_NONE: keep(b, worksheet_write_blank(sheet, row, col, formats[S_TEXT])); return;
    case CELL_FEW: put_text(b, sheet, row, col, cell_value(&b->arena, b->doc->zh, cell, 0), f); return;
    case CELL_TEXT: put_text(b, sheet, row, col, cell->text, f); return;
    case CELL_DAY:
    case CELL_TIME: put_time(b, sheet, row, col, cell->number, f); return;
    case CELL_COUNT:
    case CELL_MONEY:
    case CELL_SHARE:
    case CELL_MEAN: break;
    }
    if (!cell_number(cell, &value, &low, &high)) return;
    double scale = cell->kind == CELL_SHARE ? 100 : 1;
    keep(b, worksheet_write_number(sheet, row, col, value / scale, f));
    if (width_in_columns(cell->kind) == 1) return;
    int64_t base = cell->kind == CELL_SHARE ? cell->share.base : cell->mean.n;
    keep(b, worksheet_write_number(sheet, row, (lxw_col_t)(col + 1), (double)base, formats[S_COUNT]));
    if (cell->kind == CELL_MEAN && !cell->mean.interval) return;
    keep(b, worksheet_write_number(sheet, row, (lxw_col_t)(col + 2), low / scale, f));
    keep(b, worksheet_write_number(sheet, row, (lxw_col_t)(col + 3), high / scale, f));
}

/* ---- sheets ---- */

/* Without what a sheet's name may not hold, at most 31 characters, each name once. */
static lxw_worksheet *add_sheet(Book *b, const char *title, size_t number) {
    char name[160];
    size_t n = 0, characters = 0;
    for (const char *p = name_of(b, title); *p && n < sizeof name - 12; p++) {
        bool begins = (*p & 0xC0) != 0x80;
        if (begins && ++characters > 26) break;
        if (!strchr("[]:*?/\\'", *p)) name[n++] = *p;
    }
    name[n] = '\0';
    if (workbook_get_worksheet_by_name(b->file, name) || !n) snprintf(name + n, sizeof name - n, " %zu", number);
    return workbook_add_worksheet(b->file, name);
}

static void set_page(lxw_worksheet *sheet) {
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.6);
    worksheet_set_footer(sheet, "&L&A&R&P / &N");
}

static void summary(Book *b) {
    const Doc *doc = b->doc;
    lxw_worksheet *sheet = add_sheet(b, doc_say(doc, "Summary", "概要"), 0);
    lxw_row_t row = 0;
    set_page(sheet);
    worksheet_set_column(sheet, 0, 0, 38, NULL);
    worksheet_set_column(sheet, 1, 4, 14, NULL);
    put_text(b, sheet, row++, 0, doc->title, b->title);
    put_text(b, sheet, row++, 0, doc->sub, b->soft);
    if (doc->demo)
        put_text(b, sheet, row++, 0, doc_say(doc, "Demo store: simulated numbers.", "演示门店：数据为模拟。"), b->soft);
    row++;
    const char *heads[] = {"", doc_say(doc, "value", "数值"), doc_say(doc, "base (n)", "基数 n"),
                           doc_say(doc, "95 % from", "95% 下限"), doc_say(doc, "95 % to", "95% 上限")};
    for (lxw_col_t c = 0; c < 5; c++) put_text(b, sheet, row, c, heads[c], c ? b->head_right : b->head);
    for (size_t i = 0; i < doc->n_figures; i++) {
        row++;
        put_text(b, sheet, row, 0, doc->figures[i].label, b->formats[S_TEXT]);
        put_cell(b, sheet, row, 1, &doc->figures[i].cell, doc->figures[i].decimals, false);
    }
    row += 2;
    for (size_t i = 0; i < doc->n_notes; i++) put_text(b, sheet, row++, 0, doc->notes[i], b->soft);
}

typedef struct Layout { /* where a column of the table begins on its sheet */
    lxw_col_t at[DOC_COLUMNS], end;
} Layout;

static Layout lay_out(const DocTable *t) {
    Layout l = {.end = 0};
    for (size_t c = 0; c < t->n_columns; c++) {
        l.at[c] = l.end;
        if (!t->columns[c].data) l.end = (lxw_col_t)(l.end + width_in_columns(t->columns[c].kind));
    }
    return l;
}

static void head_of(Book *b, lxw_worksheet *sheet, const DocColumn *column, lxw_col_t at) {
    bool text = column->kind == CELL_TEXT || column->kind == CELL_DAY || column->kind == CELL_TIME;
    const char *parts[] = {"", doc_say(b->doc, "%s: base", "%s 基数"), doc_say(b->doc, "%s: 95 %% from", "%s 下限"),
                           doc_say(b->doc, "%s: 95 %% to", "%s 上限")};
    put_text(b, sheet, 0, at, column->title, text ? b->head : b->head_right);
    for (lxw_col_t i = 1; i < width_in_columns(column->kind); i++) {
        const char *words = parts[i], *rest = strstr(words, "%s");
        const char *tail = i == 1 || b->doc->zh ? rest + 2 : i == 2 ? ": 95 % from" : ": 95 % to";
        put_text(b, sheet, 0, (lxw_col_t)(at + i), arena_printf(&b->arena, "%s%s", column->title, tail), b->head_right);
    }
}

static void widths_of(Book *b, lxw_worksheet *sheet, const DocTable *t, size_t c, lxw_col_t at) {
    size_t wide = table_width(t->columns[c].title);
    if (t->columns[c].kind != CELL_TEXT && wide > 12) wide = 12; /* heads of numbers wrap */
    for (size_t i = 0; i < t->n_rows; i++) {
        size_t own = table_width(cell_value(&b->arena, b->doc->zh, doc_at(t, i, c), t->columns[c].decimals));
        if (own > wide) wide = own;
    }
    if (wide < WIDTH_LEAST) wide = WIDTH_LEAST;
    if (wide > WIDTH_MOST) wide = WIDTH_MOST;
    lxw_col_t parts = width_in_columns(t->columns[c].kind);
    worksheet_set_column(sheet, at, at, (double)wide + 3, NULL); /* 3: the filter's arrow */
    if (parts > 1) worksheet_set_column(sheet, (lxw_col_t)(at + 1), (lxw_col_t)(at + parts - 1), WIDTH_LEAST + 1, NULL);
}

/* ---- charts ---- */

static uint8_t chart_type(ChartKind kind) {
    switch (kind) {
    case CHART_BARS: return LXW_CHART_BAR;
    case CHART_STACK: return LXW_CHART_BAR_STACKED;
    case CHART_COLUMNS: return LXW_CHART_COLUMN_STACKED;
    case CHART_LINE: return LXW_CHART_LINE;
    }
    return LXW_CHART_BAR;
}

static const lxw_color_t palette[] = {0x0A6E60, 0xE0A64B, 0xC2311D, 0x8E94A1, 0x7C5C12, 0x4B6FA5, 0x17191E, 0xB9DDD5};

static lxw_chart_series *add_series(lxw_chart *chart, const char *sheet, const DocTable *t, const Layout *l,
                                    size_t column, int part, lxw_color_t color) {
    lxw_row_t last = (lxw_row_t)doc_chart_rows(t);
    lxw_col_t value = (lxw_col_t)(l->at[column] + part), label = l->at[doc_label(t)];
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    lxw_chart_fill fill = {.color = color};
    lxw_chart_line line = {.color = color,
                           .width = part ? 0.75F : 2.25F,
                           .dash_type = part ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID};
    chart_series_set_categories(s, sheet, 1, label, last, label);
    chart_series_set_values(s, sheet, 1, value, last, value);
    chart_series_set_name_range(s, sheet, 0, value);
    chart_series_set_fill(s, &fill);
    chart_series_set_line(s, &line);
    return s;
}

static void soften(lxw_chart_axis *axis, CellKind kind) {
    lxw_chart_line light = {.color = 0xDED7C9, .width = 0.75F};
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &light);
    if (kind == CELL_SHARE) chart_axis_set_num_format(axis, "0%");
}

static void one_chart(Book *b, lxw_worksheet *sheet, const DocTable *t, const Layout *l, size_t number) {
    const DocChart *c = &t->charts[number];
    lxw_chart *chart = workbook_add_chart(b->file, chart_type(c->kind));
    lxw_chart_options place = {.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                               .x_scale = 1.3,
                               .y_scale = 1.2,
                               .description = name_of(b, c->title)};
    lxw_chart_font small = {.size = 9};
    chart_title_set_name(chart, place.description);
    for (size_t i = 0; i < c->n_values; i++) {
        lxw_chart_series *s = add_series(chart, sheet->name, t, l, c->values[i], 0, palette[i % 8]);
        chart_series_set_labels(s);
        chart_series_set_labels_font(s, &small);
    }
    bool interval = c->kind == CHART_LINE && width_in_columns(t->columns[c->values[0]].kind) == PARTS;
    for (int part = 2; interval && part <= 3; part++)
        add_series(chart, sheet->name, t, l, c->values[0], part, 0x8E94A1);
    if (c->n_values == 1 && !interval)
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    else
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    if (c->kind == CHART_BARS || c->kind == CHART_STACK) chart_axis_set_reverse(chart->y_axis); /* as the rows stand */
    double scale = t->columns[c->values[0]].kind == CELL_SHARE ? 100 : 1;
    lxw_chart_axis *axis = c->kind == CHART_BARS || c->kind == CHART_STACK ? chart->x_axis : chart->y_axis;
    soften(axis, t->columns[c->values[0]].kind);
    if (t->columns[doc_label(t)].kind == CELL_DAY) chart_axis_set_num_format(chart->x_axis, "m/d");
    if (c->most > c->least) {
        chart_axis_set_min(axis, c->least / scale);
        chart_axis_set_max(axis, c->most / scale);
    }
    /* below a table that is seen whole, beside a long one */
    bool below = t->n_rows <= ROWS_SEEN;
    lxw_row_t row = (lxw_row_t)((below ? t->n_rows + 2 : 1) + number * CHART_ROWS);
    keep(b, worksheet_insert_chart_opt(sheet, row, below ? 0 : (lxw_col_t)(l->end + 1), chart, &place));
}

static void one_table(Book *b, const DocTable *t, size_t number) {
    lxw_worksheet *sheet = add_sheet(b, t->title, number + 1);
    Layout l = lay_out(t);
    if (!sheet) {
        keep(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
        return;
    }
    set_page(sheet);
    worksheet_set_row(sheet, 0, 32, NULL);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_freeze_panes(sheet, 1, l.at[doc_label(t)] + 1 < l.end ? (lxw_col_t)(l.at[doc_label(t)] + 1) : 0);
    for (size_t c = 0; c < t->n_columns; c++) {
        if (t->columns[c].data) continue;
        widths_of(b, sheet, t, c, l.at[c]);
        head_of(b, sheet, &t->columns[c], l.at[c]);
        for (size_t i = 0; i < t->n_rows; i++)
            put_cell(b, sheet, (lxw_row_t)(i + 1), l.at[c], doc_at(t, i, c), t->columns[c].decimals,
                     i >= doc_chart_rows(t));
    }
    if (!t->n_rows && t->empty) put_text(b, sheet, 1, 0, t->empty, b->soft);
    if (doc_chart_rows(t))
        keep(b, worksheet_autofilter(sheet, 0, 0, (lxw_row_t)doc_chart_rows(t), (lxw_col_t)(l.end - 1)));
    for (size_t i = 0; i < t->n_charts && doc_chart_rows(t); i++) one_chart(b, sheet, t, &l, i);
}

bool doc_xlsx(const Doc *doc, const char *path, Err *err) {
    Book b = {.doc = doc, .file = workbook_new(path)};
    if (!b.file) return err_set(err, ERR_IO, TXT("%s cannot be written", "无法写入 %s"), path);
    lxw_doc_properties about = {.title = name_of(&b, doc->title), .subject = name_of(&b, doc->sub)};
    workbook_set_properties(b.file, &about);
    make_formats(&b);
    summary(&b);
    for (size_t i = 0; i < doc->n_tables; i++) one_table(&b, doc->tables[i], i);
    lxw_error closed = workbook_close(b.file);
    keep(&b, closed);
    arena_free(&b.arena);
    buf_free(&b.text);
    if (b.error == LXW_NO_ERROR) return true;
    return err_set(err, ERR_IO, TXT("the workbook %s cannot be written: %s", "无法写入工作簿 %s：%s"), path,
                   lxw_strerror(b.error));
}
