/* Listings as workbooks, by libxlsxwriter with constant_memory: rows go to temporary files as they come. */
#include "xlsx_out.h"

#include "table.h"
#include "xlsx_text.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { COLUMNS_MAX = 64, ROWS_MEASURED = 200, WIDTH_LEAST = 8, WIDTH_MOST = 60, FILTER_ARROW = 3, SHEET_NAME = 32 };

typedef enum ColumnKind { COLUMN_PLAIN, COLUMN_INSTANT, COLUMN_LOCAL_TIME, COLUMN_DAY } ColumnKind;

struct XlsxOut {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *heading, *time, *day, *number;
    char title[SHEET_NAME], folder[PATH_MAX];
    const char *const *names;
    int n, sheets;
    ColumnKind kind[COLUMNS_MAX];
    size_t width[COLUMNS_MAX];
    lxw_row_t row; /* the next one of the sheet */
    size_t rows;
    Buf text;
};

/* ---- words ---- */

static bool refused(lxw_error error, Err *err) {
    if (error == LXW_NO_ERROR) return true;
    if (errno == ENOSPC || errno == EDQUOT)
        return err_set(err, ERR_FULL, TXT("no space left to write the workbook", "没有空间写入工作簿"));
    return err_set(err, ERR_IO, TXT("the workbook cannot be written: %s", "工作簿无法写入：%s"), lxw_strerror(error));
}

static bool too_long(const XlsxOut *x, int column, Err *err) {
    return err_set(err, ERR_INPUT,
                   TXT("row %zu, %s: the text is longer than the 32,767 characters that a cell of Excel holds; "
                       "export it as csv or json",
                       "第 %zu 行 %s：文字超过 Excel 单元格的 32767 个字符上限，请导出为 csv 或 json"),
                   x->rows + 1, x->names[column]);
}

/* ---- sheets ---- */

static bool ends_with(const char *name, const char *end) {
    size_t len = strlen(name), n = strlen(end);
    return len >= n && strcmp(name + len - n, end) == 0;
}

static ColumnKind kind_of_column(const char *name) {
    if (ends_with(name, "_ms") && strcmp(name, "slip_ms") != 0 && strcmp(name, "last_slip_ms") != 0)
        return COLUMN_INSTANT;
    if (strcmp(name, "at") == 0 || ends_with(name, "_at")) return COLUMN_LOCAL_TIME;
    if (strcmp(name, "day") == 0 || strcmp(name, "week") == 0 || ends_with(name, "_day")) return COLUMN_DAY;
    return COLUMN_PLAIN;
}

/* Widths are known once rows were seen; libxlsxwriter writes them when the book is closed. */
static bool finish_sheet(XlsxOut *x, Err *err) {
    lxw_error error = LXW_NO_ERROR;
    for (int i = 0; i < x->n && !error; i++) {
        double width = (double)(x->width[i] < WIDTH_MOST ? x->width[i] : WIDTH_MOST) + 1;
        error = worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL);
    }
    if (!error && x->n > 0)
        error = worksheet_autofilter(x->sheet, 0, 0, x->row ? x->row - 1 : 0, (lxw_col_t)(x->n - 1));
    return refused(error, err);
}

static bool begin_sheet(XlsxOut *x, Err *err) {
    char name[SHEET_NAME + 12];
    lxw_error error = LXW_NO_ERROR;
    snprintf(name, sizeof name, x->sheets ? "%s %d" : "%s", x->title, x->sheets + 1);
    x->sheet = workbook_add_worksheet(x->book, name);
    if (!x->sheet) return refused(LXW_ERROR_MEMORY_MALLOC_FAILED, err);
    x->sheets++;
    x->row = 0;
    worksheet_freeze_panes(x->sheet, 1, 0);
    worksheet_set_landscape(x->sheet); /* printed: all columns on a page of A4, the heading on each */
    worksheet_set_paper(x->sheet, 9);
    worksheet_fit_to_pages(x->sheet, 1, 0);
    worksheet_repeat_rows(x->sheet, 0, 0);
    for (int i = 0; i < x->n && !error; i++)
        error = worksheet_write_string(x->sheet, 0, (lxw_col_t)i, x->names[i], x->heading);
    x->row = 1;
    return refused(error, err);
}

static void add_formats(XlsxOut *x) {
    x->heading = workbook_add_format(x->book);
    format_set_bold(x->heading);
    format_set_bottom(x->heading, LXW_BORDER_THIN);
    format_set_bg_color(x->heading, 0xEDEFF2);
    x->time = workbook_add_format(x->book);
    format_set_num_format(x->time, "yyyy-mm-dd hh:mm:ss");
    format_set_align(x->time, LXW_ALIGN_LEFT);
    x->number = workbook_add_format(x->book); /* away from a text in the next column */
    format_set_align(x->number, LXW_ALIGN_RIGHT);
    format_set_indent(x->number, 1);
    x->day = workbook_add_format(x->book);
    format_set_num_format(x->day, "yyyy-mm-dd");
    format_set_align(x->day, LXW_ALIGN_LEFT);
}

bool xlsx_out_begin(XlsxOut **out, const char *file, const char *title, const char *const *names, int n, Err *err) {
    XlsxOut *x = mem_alloc(sizeof *x);
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", file);
    snprintf(x->folder, sizeof x->folder, "%s", dirname(copy));
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = x->folder};
    errno = 0;
    x->book = workbook_new_opt(file, &options);
    snprintf(x->title, sizeof x->title - 4, "%s", title);
    x->names = names;
    x->n = n < COLUMNS_MAX ? n : COLUMNS_MAX;
    for (int i = 0; i < x->n; i++) {
        x->kind[i] = kind_of_column(names[i]);
        x->width[i] = strlen(names[i]) + FILTER_ARROW;
        if (x->width[i] < WIDTH_LEAST) x->width[i] = WIDTH_LEAST;
    }
    *out = x;
    if (!x->book) {
        xlsx_out_abandon(x);
        *out = NULL;
        return refused(LXW_ERROR_CREATING_XLSX_FILE, err);
    }
    lxw_doc_properties about = {.title = x->title, .created = (time_t)(clock_now() / MS_SECOND)};
    workbook_set_properties(x->book, &about);
    add_formats(x);
    return begin_sheet(x, err);
}

/* ---- cells ---- */

/* A spreadsheet's count of days has 1899-12-30 as day 0, and no zone: local time, to the second. Milliseconds would be
 * rounded when it is shown, and the last moment of a day would become the next day. */
static double serial_of(LocalTime lt) {
    int64_t y = lt.year - (lt.month <= 2), era = y / 400, yoe = y - era * 400;
    int64_t doy = (153 * (lt.month + (lt.month > 2 ? -3 : 9)) + 2) / 5 + lt.day - 1;
    int64_t days = era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468 + 25569;
    return (double)days + ((lt.hour * 60 + lt.minute) * 60 + lt.second) / 86400.0;
}

static bool fits_serial(const LocalTime *lt) {
    return lt->year >= 1900 && lt->year <= 9999 && !(lt->year == 1900 && lt->month < 3);
}

static void widen(XlsxOut *x, int column, size_t width) {
    if (x->rows < ROWS_MEASURED && width > x->width[column]) x->width[column] = width;
}

static lxw_error put_text(XlsxOut *x, int column, const char *text, size_t len, bool *long_text) {
    buf_clear(&x->text);
    size_t units = xlsx_escape(&x->text, text, len);
    *long_text = units > XLSX_TEXT_MAX || x->text.len > 4 * (size_t)XLSX_TEXT_MAX;
    if (*long_text || len == 0) return LXW_NO_ERROR;
    widen(x, column, table_width(buf_text(&x->text)) + 1);
    lxw_error error = worksheet_write_string(x->sheet, x->row, (lxw_col_t)column, buf_text(&x->text), NULL);
    *long_text = error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
    return *long_text ? LXW_NO_ERROR : error;
}

static lxw_error put_number(XlsxOut *x, int column, double number, lxw_format *format) {
    return worksheet_write_number(x->sheet, x->row, (lxw_col_t)column, number, format);
}

/* "2026-11-23 14:26:00" or "2026-11-23" as a date; false when it reads as neither. */
static bool put_local(XlsxOut *x, int column, const char *text, lxw_error *error) {
    Ms at;
    bool day = x->kind[column] == COLUMN_DAY;
    if (day ? !day_parse(text, &at) : strlen(text) != 19 || !instant_parse(text, &at)) return false;
    LocalTime lt = local_of(at);
    if (!fits_serial(&lt)) return false;
    widen(x, column, day ? 11 : 20);
    *error = put_number(x, column, serial_of(lt), day ? x->day : x->time);
    return true;
}

static lxw_error put_integer(XlsxOut *x, int column, const ViewRow *row, bool *long_text) {
    const char *text = row->values[column];
    int64_t number = strtoll(text, NULL, 10);
    if (x->kind[column] == COLUMN_INSTANT) {
        LocalTime lt = local_of(number);
        widen(x, column, 20);
        if (fits_serial(&lt)) return put_number(x, column, serial_of(lt), x->time);
    }
    widen(x, column, row->lens[column] + 2);
    if (number > 9007199254740992 || number < -9007199254740992) /* a double would round it */
        return put_text(x, column, text, row->lens[column], long_text);
    return put_number(x, column, (double)number, x->number);
}

static lxw_error put_cell(XlsxOut *x, int column, const ViewRow *row, bool *long_text) {
    lxw_error error;
    bool local = x->kind[column] == COLUMN_LOCAL_TIME || x->kind[column] == COLUMN_DAY;
    switch (row->types[column]) {
    case VIEW_NULL: break;
    case VIEW_INTEGER: return put_integer(x, column, row, long_text);
    case VIEW_REAL: return put_number(x, column, strtod(row->values[column], NULL), x->number);
    case VIEW_TEXT:
        if (local && put_local(x, column, row->values[column], &error)) return error;
        return put_text(x, column, row->values[column], row->lens[column], long_text);
    }
    return LXW_NO_ERROR;
}

bool xlsx_out_row(XlsxOut *x, const ViewRow *row, Err *err) {
    if (x->row == XLSX_ROWS_MAX && (!finish_sheet(x, err) || !begin_sheet(x, err))) return false;
    errno = 0;
    for (int i = 0; i < x->n && i < row->n; i++) {
        bool long_text = false;
        lxw_error error = put_cell(x, i, row, &long_text);
        if (long_text) return too_long(x, i, err);
        if (error) return refused(error, err);
    }
    x->row++;
    x->rows++;
    return true;
}

int xlsx_out_sheets(const XlsxOut *out) {
    return out->sheets;
}

/* workbook_close writes the file and frees the book, also after a failure. */
bool xlsx_out_end(XlsxOut *x, Err *err) {
    bool ok = finish_sheet(x, err);
    errno = 0;
    lxw_error error = workbook_close(x->book);
    x->book = NULL;
    xlsx_out_abandon(x);
    return ok && refused(error, err);
}

void xlsx_out_abandon(XlsxOut *x) {
    if (!x) return;
    if (x->book) lxw_workbook_free(x->book);
    buf_free(&x->text);
    free(x);
}
