/* Finding the header row and the time of the export above it. */
#include "import_header.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "import_cells.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_SEARCHED = 200, NEAREST_SHOWN = 90 };

/* ---- the time of the export ---- */

/* The longest beginning of text that is a date: what follows it may be a bracket or other words. */
static Ms date_at_start(const char *text) {
    char part[80];
    snprintf(part, sizeof part, "%s", text);
    utf8_fold_width(part);
    part[strcspn(part, "(),;|")] = '\0';
    for (;;) {
        LocalTime lt;
        cell_clean(part, false);
        if (!*part) return 0;
        CellDate read = cell_date(part, &lt);
        if (read == CELL_DATE_TIME) return local_to_ms(lt);
        if (read == CELL_DATE_DAY) {
            lt.hour = 23;
            lt.minute = 59;
            return local_to_ms(lt);
        }
        char *space = strrchr(part, ' ');
        if (!space) return 0;
        *space = '\0';
    }
}

static Ms time_after_word(const char *cell, const char *next) {
    static const char *const words[] = {"导出时间", "导出日期",    "制表时间", "打印时间",
                                        "生成时间", "Export time", "Exported"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *found = strstr(cell, words[i]);
        if (!found) continue;
        char rest[160];
        snprintf(rest, sizeof rest, "%s", found + strlen(words[i]));
        utf8_fold_width(rest);
        const char *p = rest + strspn(rest, ": ");
        Ms at = date_at_start(*p && *p != ')' ? p : next);
        if (at) return at;
    }
    return 0;
}

Ms header_export_time(char *const *cells, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *next = "";
        for (size_t j = i + 1; j < n && !*next; j++) next = cells[j];
        Ms at = time_after_word(cells[i], next);
        if (at) return at;
    }
    return 0;
}

/* ---- the header row ---- */

typedef struct Nearest { /* the row with the most known names, for the message */
    int line, known;
    Buf cells, lacking;
} Nearest;

static const Field required[] = {FIELD_ORDER_NO, FIELD_STATE, FIELD_ARRIVED};
enum { REQUIRED = sizeof required / sizeof *required };

static int read_names(const CsvRecord *record, const DmsWords *words, OrdersHeader *out, bool has[FIELDS]) {
    int known = 0;
    memset(has, 0, FIELDS * sizeof *has);
    out->n = 0;
    out->n_cells = record->n;
    for (size_t i = 0; i < record->n; i++) {
        char name[256];
        snprintf(name, sizeof name, "%s", record->cells[i]);
        cell_clean(name, false);
        cell_word(name);
        if (*name) out->n = i + 1;
        Field field = dms_column(words, name);
        out->field[i] = (unsigned char)field;
        known += field && !has[field];
        has[field] = true;
    }
    return known;
}

static bool has_required(const bool has[FIELDS]) {
    for (size_t i = 0; i < REQUIRED; i++)
        if (!has[required[i]]) return false;
    return true;
}

/* A cell with many digits is no column's name, and may be a customer's number: it is not shown. */
static void show_cell(Buf *out, const char *cell, const char *between) {
    size_t figures = 0;
    for (const char *p = cell; *p; p++) figures += *p >= '0' && *p <= '9';
    if (out->len) buf_puts(out, between);
    if (figures > 4) cell = "…";
    for (const char *p = cell; *p; p++) buf_putc(out, (unsigned char)*p < ' ' || *p == 0x7F ? ' ' : *p);
}

static void remember_nearest(Nearest *nearest, const CsvRecord *record, const DmsWords *words, const bool has[FIELDS],
                             int known) {
    if (nearest->line && known <= nearest->known) return;
    nearest->line = record->line;
    nearest->known = known;
    buf_clear(&nearest->cells);
    buf_clear(&nearest->lacking);
    for (size_t i = 0; i < record->n; i++)
        if (*record->cells[i]) show_cell(&nearest->cells, record->cells[i], " | ");
    for (size_t i = 0; i < REQUIRED; i++)
        if (!has[required[i]]) show_cell(&nearest->lacking, dms_column_name(words, required[i]), ", ");
}

static bool no_header(const SheetAbout *about, const DmsWords *words, const Nearest *nearest, Err *err) {
    const char *cells = buf_text(&nearest->cells), *lacking = buf_text(&nearest->lacking);
    return err_set(err, ERR_INPUT,
                   TXT("%s (%s): no header row with the columns %s, %s and %s, or other names that setting dms.columns "
                       "has for them. Line %d comes nearest: it lacks %s and has: %.*s",
                       "%s（%s）：没有找到表头，需要列 %s、%s 和 %s（或设置 dms.columns 中的其他列名）。第 %d "
                       "行最接近：缺 %s，有：%.*s"),
                   about->name, about->encoding, dms_column_name(words, FIELD_ORDER_NO),
                   dms_column_name(words, FIELD_STATE), dms_column_name(words, FIELD_ARRIVED), nearest->line, lacking,
                   (int)utf8_len_of(cells, NEAREST_SHOWN), cells);
}

static bool search(Sheet *sheet, const DmsWords *words, OrdersHeader *out, Nearest *nearest, Err *err) {
    CsvRecord record;
    bool has[FIELDS];
    for (int row = 0; row < ROWS_SEARCHED; row++) {
        CsvStep step = sheet_next(sheet, &record, err);
        if (step == CSV_FAILED) return false;
        if (step == CSV_END) break;
        int known = read_names(&record, words, out, has);
        if (has_required(has)) return true;
        remember_nearest(nearest, &record, words, has, known);
        if (!out->exported) out->exported = header_export_time(record.cells, record.n);
    }
    return no_header(sheet_about(sheet), words, nearest, err);
}

bool header_find(Sheet *sheet, const DmsWords *words, OrdersHeader *out, Err *err) {
    Nearest nearest = {0};
    out->exported = 0;
    bool ok = search(sheet, words, out, &nearest, err);
    buf_free(&nearest.cells);
    buf_free(&nearest.lacking);
    return ok;
}
