/* Tables of things: the header by ids and by the names that settings know, rows cell by cell. */
#include "import_staff.h"

#include "base/utf8.h"
#include "import_cells.h"
#include "import_header.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHOWN_OF_HEADER = 120, ROWS_SEARCHED = 200, NAME_MAX_BYTES = 256, VIN_LENGTH = 17 };

/* ---- the header ---- */

static size_t column_index(const StaffTable *t, const char *name) {
    for (size_t c = 0; c < t->n_columns; c++)
        if (strcmp(t->columns[c].id, name) == 0) return c;
    int n = t->names ? settings_count(t->settings, "dms.tables") : 0;
    for (int i = 1; i <= n; i++) {
        char known[NAME_MAX_BYTES];
        if (strcmp(settings_item(t->settings, "dms.tables", i, "table"), t->names) != 0) continue;
        snprintf(known, sizeof known, "%s", settings_item(t->settings, "dms.tables", i, "name"));
        if (strcmp(cell_word(known), name) != 0) continue;
        const char *field = settings_item(t->settings, "dms.tables", i, "field");
        for (size_t c = 0; c < t->n_columns; c++)
            if (strcmp(t->columns[c].id, field) == 0) return c;
    }
    return t->n_columns;
}

/* Those that are required; all of them when too few are known for a header. */
static bool missing_columns(const StaffTable *t, const CsvRecord *header, size_t known, Buf *missing) {
    bool few = known < t->least;
    for (size_t c = 0; c < t->n_columns; c++) {
        if ((!t->columns[c].required && !(few && t->names)) || memchr(t->column_of, (int)c + 1, header->n)) continue;
        if (missing->len) buf_puts(missing, ", ");
        buf_puts(missing, t->columns[c].id);
    }
    return missing->len > 0;
}

/* A cell with many digits is no column's name, and may be a customer's number: it is not shown. */
static void show_cell(Buf *out, const char *cell) {
    size_t figures = 0;
    for (const char *p = cell; *p; p++) figures += *p >= '0' && *p <= '9';
    buf_printf(out, "%s%s", out->len ? ", " : "", figures > 4 ? "…" : cell);
}

static bool refuse_header(const StaffTable *t, const CsvRecord *header, const Buf *missing, Err *err) {
    Buf there = {0};
    for (size_t i = 0; i < header->n; i++) show_cell(&there, header->cells[i]);
    const char *shown = buf_text(&there);
    err_set(err, ERR_INPUT,
            TXT("%s line %d: the header lacks the columns %s; it has: %.*s", "%s 第 %d 行：表头缺少列 %s；现有：%.*s"),
            t->report->file, header->line, buf_text(missing), (int)utf8_len_of(shown, SHOWN_OF_HEADER), shown);
    buf_free(&there);
    return false;
}

/* The columns of a row that may be the header; how many of them are known. */
static size_t map_columns(StaffTable *t, const CsvRecord *header) {
    size_t known = 0;
    t->width = 0;
    for (size_t i = 0; i < header->n; i++) {
        char name[NAME_MAX_BYTES];
        snprintf(name, sizeof name, "%.*s", (int)sizeof name - 1, header->cells[i]);
        cell_clean(name, false);
        size_t c = column_index(t, cell_word(name));
        t->column_of[i] = (unsigned char)(c < t->n_columns ? c + 1 : 0);
        if (*name) t->width = i + 1;
        known += c < t->n_columns;
    }
    return known;
}

/* A column of another program's table that means nothing here is no fault; in staff's own it may be a slip. */
static void tell_unknown(StaffTable *t, const CsvRecord *header) {
    for (size_t i = 0; i < header->n && !t->names; i++)
        if (*header->cells[i] && !t->column_of[i])
            report_fault(t->report, header->line, FAULT_UNKNOWN_COLUMN, "", cell_word(header->cells[i]), false);
}

static void read_title(StaffTable *t, const CsvRecord *record) {
    Ms said = header_export_time(record->cells, record->n);
    if (!said || t->report->exported_said) return;
    t->report->exported = said;
    t->report->exported_said = true;
}

/* The header: the first row, or below title lines the first one with all that is required; else the row that came
 * nearest is told. */
static bool read_header(StaffTable *t, Err *err) {
    CsvRecord header;
    size_t best = 0;
    Err nearest = {0};
    for (int row = 0; row < (t->names ? ROWS_SEARCHED : 1); row++) {
        CsvStep step = sheet_next(t->sheet, &header, err);
        if (step == CSV_FAILED) return false;
        if (step == CSV_END) break;
        size_t known = map_columns(t, &header);
        Buf missing = {0};
        bool found = !missing_columns(t, &header, known, &missing);
        if (!found && (known > best || !nearest.code)) refuse_header(t, &header, &missing, &nearest);
        buf_free(&missing);
        if (found) {
            tell_unknown(t, &header);
            return true;
        }
        if (known > best) best = known;
        read_title(t, &header);
    }
    if (!nearest.code) return err_set(err, ERR_INPUT, TXT("%s: no header", "%s：没有表头"), t->report->file);
    if (err) *err = nearest;
    return false;
}

static bool open_table(StaffTable *table, const char *path, Err *err) {
    ImportReport *report = table->report;
    if (!sheet_open(&table->sheet, path, table->options->encoding, err)) return false;
    const SheetAbout *about = sheet_about(table->sheet);
    snprintf(report->file, sizeof report->file, "%s", about->name);
    snprintf(report->encoding, sizeof report->encoding, "%s", about->encoding);
    report->exported = about->modified;
    report->whole = true;
    return read_header(table, err);
}

bool staff_open(StaffTable *table, const char *path, const ImportOptions *options, const StaffColumn *columns,
                size_t n_columns, ImportReport *report, Err *err) {
    StaffShape own = {columns, n_columns, NULL, 0};
    return staff_open_named(table, path, options, NULL, &own, report, err);
}

bool staff_open_named(StaffTable *table, const char *path, const ImportOptions *options, const Settings *settings,
                      const StaffShape *shape, ImportReport *report, Err *err) {
    static const ImportOptions usual;
    *table = (StaffTable){.report = report,
                          .options = options ? options : &usual,
                          .settings = settings,
                          .names = shape->names,
                          .least = shape->least,
                          .columns = shape->columns,
                          .n_columns = shape->n};
    return open_table(table, path, err);
}

void staff_close(StaffTable *table) {
    sheet_close(table->sheet);
    free(table->taken);
    table->sheet = NULL;
    table->taken = NULL;
}

/* ---- rows ---- */

void staff_refuse(StaffTable *table, FaultCode code, size_t column) {
    report_fault(table->report, table->line, code, table->columns[column].id, table->cell[column], true);
    table->refused = true;
}

void staff_refuse_said(StaffTable *table, FaultCode code, size_t column, const Err *why) {
    report_fault_said(table->report, table->line, code, table->columns[column].id, table->cell[column], true, why);
    table->refused = true;
}

void staff_flag(StaffTable *table, FaultCode code, size_t column) {
    report_fault(table->report, table->line, code, table->columns[column].id, table->cell[column], false);
}

static void refuse_line(StaffTable *t, FaultCode code, const char *value) {
    report_fault(t->report, t->line, code, "", value, true);
    t->refused = true;
}

/* Sorts the cells by column; false when none says anything. *extra: one beyond the header does. */
static bool gather(StaffTable *t, const CsvRecord *record, bool *extra) {
    bool any = false;
    for (size_t c = 0; c < t->n_columns; c++) t->cell[c] = t->empty;
    for (size_t i = 0; i < record->n; i++) {
        cell_clean(record->cells[i], false);
        any = any || *record->cells[i];
        if (i >= t->width) *extra = *extra || *record->cells[i];
        if (i < t->width && t->column_of[i]) t->cell[t->column_of[i] - 1] = record->cells[i];
    }
    return any;
}

static void check_cells(StaffTable *t) {
    for (size_t c = 0; c < t->n_columns; c++) {
        if (t->columns[c].required && !*t->cell[c]) staff_refuse(t, FAULT_MISSING_VALUE, c);
        if (cell_damaged(t->cell[c])) staff_flag(t, FAULT_BAD_ENCODING, c);
    }
}

/* A total below the things, or the header again on the next page of a paged list. */
static bool is_no_thing(const StaffTable *t, const CsvRecord *record) {
    static const char *const totals[] = {"合计", "总计", "小计", "共计", "Total"};
    size_t first = 0, lacking = 0;
    if (!t->names) return false;
    while (first < record->n && !*record->cells[first]) first++;
    for (size_t c = 0; c < t->n_columns; c++) {
        if (!t->columns[c].required) continue;
        char name[NAME_MAX_BYTES];
        snprintf(name, sizeof name, "%.*s", (int)sizeof name - 1, t->cell[c]);
        if (*name && column_index(t, cell_word(name)) == c) return true;
        lacking += !*t->cell[c];
    }
    for (size_t i = 0; i < sizeof totals / sizeof *totals && first < record->n; i++)
        if (strncasecmp(record->cells[first], totals[i], lacking ? strlen(totals[i]) : SIZE_MAX) == 0) return true;
    return false;
}

CsvStep staff_next(StaffTable *table, Err *err) {
    CsvRecord record;
    for (;;) {
        bool extra = false;
        CsvStep step = sheet_next(table->sheet, &record, err);
        if (step == CSV_END && *sheet_left_out(table->sheet))
            report_fault(table->report, 1, FAULT_MORE_SHEETS, "", sheet_left_out(table->sheet), false);
        if (step != CSV_RECORD) return step;
        if (!gather(table, &record, &extra) && !record.fault) continue;
        if (!record.fault && is_no_thing(table, &record)) continue;
        table->line = record.line;
        table->refused = false;
        table->report->read++;
        char counts[48];
        snprintf(counts, sizeof counts, "%zu/%zu", record.n, table->width);
        if (record.fault)
            refuse_line(table, fault_of_csv(record.fault), "");
        else if (extra)
            refuse_line(table, FAULT_MANY_CELLS, counts);
        else if (record.n < table->width && record.stray)
            refuse_line(table, FAULT_BAD_QUOTES, counts);
        else
            check_cells(table);
        return CSV_RECORD;
    }
}

/* ---- cells ---- */

int64_t staff_int(StaffTable *table, size_t column, int64_t least, int64_t most, int64_t none) {
    char copy[48];
    const char *p = table->cell[column];
    int64_t value = 0;
    if (!*p) return none;
    snprintf(copy, sizeof copy, "%s", p);
    utf8_fold_width(copy);
    size_t digits = strspn(copy, "0123456789");
    bool sound = digits > 0 && digits <= 15 && !copy[digits];
    for (size_t i = 0; sound && i < digits; i++) value = value * 10 + (copy[i] - '0');
    if (sound && value >= least && value <= most) return value;
    staff_refuse(table, FAULT_BAD_NUMBER, column);
    return none;
}

Ms staff_instant(StaffTable *table, size_t column, int of_day) {
    LocalTime lt;
    switch (cell_date(table->cell[column], &lt)) {
    case CELL_DATE_NONE: break;
    case CELL_DATE_DAY:
        lt.hour = of_day / 60;
        lt.minute = of_day % 60;
        return local_to_ms(lt);
    case CELL_DATE_TIME: return local_to_ms(lt);
    case CELL_DATE_BAD: staff_refuse(table, FAULT_BAD_DATE, column);
    }
    return 0;
}

const char *staff_vin(StaffTable *table, size_t column) {
    char *vin = table->cell[column], *out = vin;
    bool strange = false;
    utf8_fold_width(vin);
    for (const char *p = vin; *p; p++) {
        if (*p == ' ' || *p == '-' || *p == '\'') continue;
        strange = strange || !isalnum((unsigned char)*p);
        *out++ = (char)toupper((unsigned char)*p);
    }
    *out = '\0';
    if (*vin && (strange || strlen(vin) != VIN_LENGTH)) staff_flag(table, FAULT_VIN_LENGTH, column);
    return vin;
}

bool staff_is_id(const char *text) {
    size_t len = strlen(text);
    return len > 0 && len <= STAFF_ID_MAX && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == len;
}

/* ---- ids ---- */

/* The place of an id among cap: its own, or the free one where it would go. */
static size_t place_of(const char *const *taken, size_t cap, const char *id) {
    uint64_t hash = 14695981039346656037u;
    for (const char *p = id; *p; p++) hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    size_t at = (size_t)(hash ^ hash >> 32) & (cap - 1);
    while (taken[at] && strcmp(taken[at], id) != 0) at = (at + 1) & (cap - 1);
    return at;
}

bool staff_taken(const StaffTable *table, const char *id) {
    return table->taken_cap && table->taken[place_of(table->taken, table->taken_cap, id)];
}

void staff_take(StaffTable *table, const char *id) {
    if (2 * (table->n_taken + 1) > table->taken_cap) {
        size_t cap = table->taken_cap ? table->taken_cap * 2 : 128;
        const char **more = mem_alloc(cap * sizeof *more);
        for (size_t i = 0; i < table->taken_cap; i++)
            if (table->taken[i]) more[place_of(more, cap, table->taken[i])] = table->taken[i];
        free(table->taken);
        table->taken = more;
        table->taken_cap = cap;
    }
    table->taken[place_of(table->taken, table->taken_cap, id)] = id;
    table->n_taken++;
}

/* ---- for the store ---- */

ImportMeta staff_meta(const StaffTable *table, const char *subject) {
    return (ImportMeta){.subject = subject,
                        .file = table->report->file,
                        .digest = sheet_about(table->sheet)->digest,
                        .exported = table->report->exported,
                        .records = table->report->read};
}

ImportNote *staff_notes(ImportReport *report, bool zh) {
    ImportNote *notes = arena_alloc(&report->arena, (report->n_faults + 1) * sizeof *notes);
    for (size_t i = 0; i < report->n_faults; i++) {
        const ImportFault *f = &report->faults[i];
        notes[i] = (ImportNote){f->line, f->field, f->value, f->code, zh ? f->zh : f->en, f->refused};
    }
    return notes;
}

ImportNote *staff_notes_masked(const StaffTable *table, uint64_t personal, bool zh) {
    ImportNote *notes = staff_notes(table->report, zh);
    for (size_t i = 0; i < table->report->n_faults; i++)
        for (size_t c = 0; c < table->n_columns; c++)
            if (personal >> c & 1 && strcmp(notes[i].field, table->columns[c].id) == 0) notes[i].value = "";
    return notes;
}
