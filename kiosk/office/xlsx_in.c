/* Rows of a sheet: expat is paused at the end of each row, so that one is in memory at a time. */
#include "xlsx_in.h"

#include "xlsx_book.h"
#include "xlsx_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OLE_SECTORS = 8 };

typedef enum CellType { CELL_NUMBER, CELL_SHARED, CELL_INLINE, CELL_FORMULA_TEXT, CELL_BOOL, CELL_OTHER } CellType;

struct XlsxIn {
    XlsxBook book;
    int64_t size;
    size_t sheet; /* the one that is read; 0-based */
    XlsxPart *part;
    int line, column; /* column: of the next cell without an address; 0-based */
    bool row_ended;
    /* the cell */
    CellType type;
    XlsxShow show;
    bool in_value, in_formula, in_text, in_phonetic, has_value, in_cell;
    Buf value, formula;
    /* the record: cells one after another in text */
    Buf text;
    size_t at[CSV_CELLS_MAX], n;
    char *cells[CSV_CELLS_MAX];
    CsvFault fault;
    Buf first_row; /* of the first sheet: what a sheet must begin with to belong to it */
    bool first;    /* no row of this sheet was given yet */
    const char *left_out;
};

/* ---- cells ---- */

/* "C7" is column 2; −1 when it is no address. */
static int column_of(const char *address) {
    int column = 0;
    for (; isalpha((unsigned char)*address); address++) {
        if (column > 100000) return -1;
        column = column * 26 + toupper((unsigned char)*address) - 'A' + 1;
    }
    return isdigit((unsigned char)*address) ? column - 1 : -1;
}

static void end_cells_before(XlsxIn *x, int column) {
    while (x->n < (size_t)column && x->n < CSV_CELLS_MAX) {
        x->at[x->n++] = x->text.len;
        buf_add(&x->text, "", 1);
    }
}

static const char *shared_text(const XlsxIn *x) {
    char *end;
    unsigned long i = strtoul(buf_text(&x->value), &end, 10);
    bool known = isdigit((unsigned char)*buf_text(&x->value)) && !*end && i < x->book.n_shared;
    return known ? x->book.shared + x->book.shared_at[i] : "#REF!";
}

static const char *cell_text(XlsxIn *x, char number[XLSX_NUMBER_SIZE]) {
    if (!x->has_value && x->formula.len) { /* never calculated: its own text is better than nothing */
        buf_clear(&x->value);
        buf_printf(&x->value, "=%s", buf_text(&x->formula));
        return buf_text(&x->value);
    }
    switch (x->type) {
    case CELL_SHARED: return x->value.len ? shared_text(x) : "";
    case CELL_NUMBER:
        if (!x->value.len) return "";
        xlsx_number(buf_text(&x->value), x->show, x->book.since_1904, number);
        return number;
    case CELL_BOOL: return strcmp(buf_text(&x->value), "1") == 0 ? "TRUE" : x->value.len ? "FALSE" : "";
    case CELL_INLINE:
    case CELL_FORMULA_TEXT:
        if (x->value.len) xlsx_unescape(x->value.text);
        return buf_text(&x->value);
    case CELL_OTHER: break; /* an error such as #N/A, a date in words */
    }
    return buf_text(&x->value);
}

static void end_cell(XlsxIn *x) {
    char number[XLSX_NUMBER_SIZE];
    const char *text = cell_text(x, number);
    size_t len = strlen(text);
    int column = x->column++;
    if (x->fault || !len) return;
    if (column >= CSV_CELLS_MAX) x->fault = CSV_MANY_CELLS;
    if (len > CSV_CELL_MAX) x->fault = CSV_LONG_CELL;
    if (x->text.len + len > CSV_RECORD_MAX) x->fault = CSV_LONG_RECORD;
    if (x->fault || (size_t)column < x->n) return; /* the second: a cell that stands there twice */
    end_cells_before(x, column);
    x->at[x->n++] = x->text.len;
    buf_add(&x->text, text, len + 1);
}

static void begin_cell(XlsxIn *x, const char *const *attributes) {
    const char *type = xlsx_attribute(attributes, "t"), *style = xlsx_attribute(attributes, "s");
    const char *address = xlsx_attribute(attributes, "r");
    unsigned long format = style ? strtoul(style, NULL, 10) : 0;
    int column = address ? column_of(address) : -1;
    if (column >= 0) x->column = column;
    x->type = !type || strcmp(type, "n") == 0  ? CELL_NUMBER
              : strcmp(type, "s") == 0         ? CELL_SHARED
              : strcmp(type, "inlineStr") == 0 ? CELL_INLINE
              : strcmp(type, "str") == 0       ? CELL_FORMULA_TEXT
              : strcmp(type, "b") == 0         ? CELL_BOOL
                                               : CELL_OTHER;
    x->show = format < x->book.n_shows ? (XlsxShow)x->book.shows[format] : XLSX_NUMBER;
    x->has_value = false;
    x->in_cell = true;
    buf_clear(&x->value);
    buf_clear(&x->formula);
}

/* ---- events ---- */

static void on_start(void *ctx, const char *name, const char *const *attributes) {
    XlsxIn *x = ctx;
    if (strcmp(name, "row") == 0) {
        const char *number = xlsx_attribute(attributes, "r");
        long line = number ? strtol(number, NULL, 10) : 0;
        x->line = line > 0 && line <= XLSX_ROWS_MAX ? (int)line : x->line + 1;
        x->column = 0;
        x->n = 0;
        x->fault = CSV_SOUND;
        buf_clear(&x->text);
        if (line > XLSX_ROWS_MAX || x->line > XLSX_ROWS_MAX)
            xlsx_part_refuse(x->part, TXT("it has more rows than Excel knows", "行数超过 Excel 上限"));
    } else if (strcmp(name, "c") == 0) {
        begin_cell(x, attributes);
    } else if (strcmp(name, "v") == 0) {
        x->in_value = x->has_value = true;
    } else if (strcmp(name, "f") == 0) {
        x->in_formula = true;
    } else if (strcmp(name, "rPh") == 0) {
        x->in_phonetic = true;
    } else if (strcmp(name, "t") == 0) {
        x->in_text = x->in_cell && !x->in_phonetic;
        x->has_value = x->has_value || x->in_text;
    }
}

static void on_end(void *ctx, const char *name) {
    XlsxIn *x = ctx;
    if (strcmp(name, "row") == 0) {
        x->row_ended = true;
        xlsx_part_pause(x->part);
    } else if (strcmp(name, "c") == 0) {
        end_cell(x);
        x->in_cell = false;
    } else if (strcmp(name, "v") == 0) {
        x->in_value = false;
    } else if (strcmp(name, "f") == 0) {
        x->in_formula = false;
    } else if (strcmp(name, "rPh") == 0) {
        x->in_phonetic = false;
    } else if (strcmp(name, "t") == 0) {
        x->in_text = false;
    }
}

static void on_text(void *ctx, const char *bytes, int len) {
    XlsxIn *x = ctx;
    if (!x->in_cell) return;
    /* what is longer is a fault anyway */
    if (x->in_formula && x->formula.len <= CSV_CELL_MAX) buf_add(&x->formula, bytes, (size_t)len);
    bool wanted = x->type == CELL_INLINE ? x->in_text : x->in_value;
    if (wanted && x->value.len <= CSV_CELL_MAX) buf_add(&x->value, bytes, (size_t)len);
}

/* ---- sheets ---- */

static bool open_sheet(XlsxIn *x, Err *err) {
    static const XlsxHandlers handlers = {on_start, on_end, on_text};
    xlsx_part_close(x->part);
    x->part = NULL;
    x->line = 0;
    x->first = true;
    return xlsx_part_open(&x->part, &x->book.zip, x->book.sheets[x->sheet].part, &handlers, x, err);
}

bool xlsx_in_open(XlsxIn **out, int fd, int64_t size, Err *err) {
    XlsxIn *x = mem_alloc(sizeof *x);
    x->size = size;
    x->left_out = "";
    if (!xlsx_book_open(&x->book, fd, size, err) || !open_sheet(x, err)) {
        xlsx_in_close(x);
        return false;
    }
    *out = x;
    return true;
}

void xlsx_in_close(XlsxIn *x) {
    if (!x) return;
    xlsx_part_close(x->part);
    xlsx_book_close(&x->book);
    buf_free(&x->value);
    buf_free(&x->formula);
    buf_free(&x->text);
    buf_free(&x->first_row);
    free(x);
}

/* The first row with something in it says whether a further sheet goes on with the first one's table. */
static bool belongs(XlsxIn *x) {
    if (x->sheet == 0) {
        buf_clear(&x->first_row);
        buf_add(&x->first_row, buf_text(&x->text), x->text.len);
        return true;
    }
    return x->text.len == x->first_row.len && memcmp(buf_text(&x->text), buf_text(&x->first_row), x->text.len) == 0;
}

static void give(XlsxIn *x, CsvRecord *out) {
    for (size_t i = 0; i < x->n; i++) x->cells[i] = x->text.text + x->at[i];
    *out = (CsvRecord){
        .line = x->line, .n = x->n, .cells = x->cells, .sparse = true, .fault = x->fault, .fault_line = x->line};
}

/* The next row with something in it; false at the end of the sheet, or on failure. */
static bool next_row(XlsxIn *x, bool *failed, Err *err) {
    for (;;) {
        x->row_ended = false;
        XlsxStep step = xlsx_part_run(x->part, err);
        *failed = step == XLSX_FAILED;
        if (*failed || !x->row_ended) return false;
        if (x->n || x->fault) return true;
    }
}

CsvStep xlsx_in_next(XlsxIn *x, CsvRecord *out, Err *err) {
    for (;;) {
        bool failed;
        if (x->part && next_row(x, &failed, err)) {
            bool first = x->first;
            x->first = false;
            bool ours = !first || belongs(x), again = first && x->sheet > 0; /* the heading once more */
            if (ours && !again) {
                give(x, out);
                return CSV_RECORD;
            }
            if (ours) continue;
            if (!*x->left_out) x->left_out = x->book.sheets[x->sheet].name;
        } else if (x->part && failed) {
            return CSV_FAILED;
        }
        if (x->sheet + 1 >= x->book.n_sheets) {
            xlsx_part_close(x->part);
            x->part = NULL;
            return CSV_END;
        }
        /* A first sheet with nothing in it is passed over. */
        bool empty = x->sheet == 0 && x->first;
        x->sheet++;
        if (empty) {
            x->book.sheets[0] = x->book.sheets[x->sheet];
            memmove(x->book.sheets + 1, x->book.sheets + 2, (--x->book.n_sheets - 1) * sizeof *x->book.sheets);
            x->sheet = 0;
        }
        if (!open_sheet(x, err)) return CSV_FAILED;
    }
}

int64_t xlsx_in_done(const XlsxIn *x) {
    return x->part ? (int64_t)(xlsx_part_done(x->part) * (double)x->size) : x->size;
}

const char *xlsx_in_left_out(const XlsxIn *x) {
    return x->left_out;
}

/* ---- what only looks like a workbook ---- */

/* The names of an OLE document's streams stand in its directory, in UTF-16. */
static bool has_name(const unsigned char *bytes, size_t n, const char *name) {
    size_t len = strlen(name);
    for (size_t i = 0; i + 2 * len <= n; i += 2) {
        size_t k = 0;
        while (k < len && bytes[i + 2 * k] == (unsigned char)name[k] && bytes[i + 2 * k + 1] == 0) k++;
        if (k == len) return true;
    }
    return false;
}

bool xlsx_refuse_ole(int fd, Err *err) {
    unsigned char head[512] = {0}, directory[OLE_SECTORS * 512] = {0};
    bool read = pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head;
    int64_t sector = head[48] | head[49] << 8 | head[50] << 16 | (int64_t)head[51] << 24;
    int64_t size = head[30] == 12 ? 4096 : 512;
    ssize_t got = read ? pread(fd, directory, sizeof directory, (off_t)((sector + 1) * size)) : 0;
    if (got > 0 && has_name(directory, (size_t)got, "EncryptedPackage"))
        return err_set(err, ERR_INPUT,
                       TXT("the workbook has a password: save it without one", "工作簿设有密码：请取消密码后另存"));
    return err_set(err, ERR_INPUT,
                   TXT("this is an old Excel workbook (.xls): save it as .xlsx or CSV",
                       "这是旧版 Excel 工作簿（.xls）：请另存为 .xlsx 或 CSV"));
}
