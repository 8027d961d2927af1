/* Building a report, and how its cells are said. */
#include "report_doc.h"

#include "report_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *doc_say(const Doc *doc, const char *en, const char *zh) {
    return doc->zh ? zh : en;
}

/* ---- building ---- */

static const char *store_name(const Office *office) {
    const char *zh = settings_text(office->settings, "store.name_zh"),
               *en = settings_text(office->settings, "store.name_en");
    return (office->zh && *zh) || !*en ? zh : en;
}

void doc_begin(Doc *doc, const Office *office, const char *id, const char *title, const char *from, const char *to) {
    *doc = (Doc){.zh = office->zh, .id = id, .title = title};
    doc->demo = settings_int(office->settings, "demo") == 1;
    snprintf(doc->from, sizeof doc->from, "%s", from);
    snprintf(doc->to, sizeof doc->to, "%s", to);
    const char *store = store_name(office), *between = *store && *from ? " · " : "";
    if (strcmp(from, to) == 0)
        doc->sub = arena_printf(&doc->arena, "%s%s%s", store, between, from);
    else
        doc->sub = arena_printf(&doc->arena, "%s%s%s – %s", store, between, from, to);
}

void doc_free(Doc *doc) {
    for (size_t i = 0; i < doc->n_tables; i++) free(doc->tables[i]->cells);
    free(doc->tables);
    free(doc->figures);
    free(doc->notes);
    arena_free(&doc->arena);
    *doc = (Doc){0};
}

void doc_figure(Doc *doc, const char *id, const char *label, Cell cell, int decimals, Tone tone) {
    doc->figures = mem_grow(doc->figures, (doc->n_figures + 1) * sizeof *doc->figures);
    doc->figures[doc->n_figures++] = (DocFigure){id, arena_strdup(&doc->arena, label), cell, decimals, tone};
}

void doc_note(Doc *doc, const char *text) {
    doc->notes = mem_grow(doc->notes, (doc->n_notes + 1) * sizeof *doc->notes);
    doc->notes[doc->n_notes++] = arena_strdup(&doc->arena, text);
}

DocTable *doc_table(Doc *doc, const char *id, const char *title, const char *empty) {
    DocTable *table = arena_alloc(&doc->arena, sizeof *table);
    *table = (DocTable){.id = id, .title = arena_strdup(&doc->arena, title), .empty = empty};
    doc->tables = mem_grow(doc->tables, (doc->n_tables + 1) * sizeof(DocTable *));
    doc->tables[doc->n_tables++] = table;
    return table;
}

size_t doc_column(DocTable *table, const char *id, const char *title, CellKind kind, int decimals) {
    if (table->n_columns == DOC_COLUMNS) abort(); /* our own mistake */
    table->columns[table->n_columns] = (DocColumn){id, title, kind, decimals, false};
    return table->n_columns++;
}

size_t doc_key(DocTable *table, const char *id) {
    size_t column = doc_column(table, id, id, CELL_TEXT, 0);
    table->columns[column].data = true;
    return column;
}

void doc_cell(DocTable *table, Cell cell) {
    if (table->n_cells == table->cap)
        table->cells = mem_grow(table->cells, (table->cap = table->cap * 2 + 64) * sizeof *table->cells);
    table->cells[table->n_cells++] = cell;
    table->n_rows = table->n_cells / table->n_columns;
}

DocChart *doc_chart(DocTable *table, ChartKind kind, const char *title, size_t value) {
    if (table->n_charts == TABLE_CHARTS) abort();
    DocChart *chart = &table->charts[table->n_charts++];
    *chart = (DocChart){.kind = kind, .title = title, .values = {value}, .n_values = 1};
    return chart;
}

const Cell *doc_at(const DocTable *table, size_t row, size_t column) {
    return &table->cells[row * table->n_columns + column];
}

size_t doc_label(const DocTable *table) {
    size_t column = 0;
    while (column + 1 < table->n_columns && table->columns[column].data) column++;
    return column;
}

size_t doc_chart_rows(const DocTable *table) {
    return table->n_rows - (table->sum && table->n_rows);
}

/* ---- cells ---- */

Cell cell_none(void) {
    return (Cell){.kind = CELL_NONE};
}

Cell cell_few(void) {
    return (Cell){.kind = CELL_FEW};
}

Cell cell_text(Doc *doc, const char *text) {
    if (!text) return cell_none();
    return (Cell){.kind = CELL_TEXT, .text = arena_strdup(&doc->arena, text)};
}

Cell cell_int(int64_t n) {
    return (Cell){.kind = CELL_COUNT, .number = n};
}

Cell cell_money(Fen fen) {
    return (Cell){.kind = CELL_MONEY, .number = fen};
}

Cell cell_day(Ms day) {
    return (Cell){.kind = CELL_DAY, .number = day};
}

Cell cell_time(Ms at) {
    return at ? (Cell){.kind = CELL_TIME, .number = at} : cell_none();
}

Cell cell_share(int64_t n, int64_t base) {
    Cell cell = {.kind = CELL_SHARE};
    if (!share_of(n, base, &cell.share)) return cell_none();
    return base < GROUP_LEAST ? cell_few() : cell;
}

Cell cell_mean(const MeanSum *sum, int least, int most) {
    Cell cell = {.kind = CELL_MEAN};
    if (!mean_of(sum, least, most, &cell.mean)) return cell_none();
    return sum->n < GROUP_LEAST ? cell_few() : cell;
}

/* ---- in words ---- */

/* "18,723". */
static const char *whole_words(Arena *arena, int64_t n) {
    char digits[24], out[40];
    size_t len = (size_t)snprintf(digits, sizeof digits, "%lld", (long long)(n < 0 ? -n : n)), at = 0;
    for (size_t i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0) out[at++] = ',';
        out[at++] = digits[i];
    }
    return arena_printf(arena, "%s%.*s", n < 0 ? "−" : "", (int)at, out);
}

/* With a true minus, and none before a zero. */
static const char *real_words(Arena *arena, double value, int decimals) {
    const char *text = arena_printf(arena, "%.*f", decimals, fabs(value));
    bool zero = strspn(text, "0.") == strlen(text);
    return value < 0 && !zero ? arena_printf(arena, "−%s", text) : text;
}

const char *cell_value(Arena *arena, bool zh, const Cell *cell, int decimals) {
    char text[64];
    const Share *s = &cell->share;
    switch (cell->kind) {
    case CELL_NONE: return "–";
    case CELL_FEW: return zh ? "少于 5" : "fewer than 5";
    case CELL_TEXT: return cell->text;
    case CELL_COUNT: return whole_words(arena, cell->number);
    case CELL_MONEY: return arena_strdup(arena, fen_show(cell->number, text, sizeof text));
    case CELL_DAY: return arena_strdup(arena, day_show(cell->number, text, sizeof text));
    case CELL_TIME:
        instant_show(cell->number, text, sizeof text);
        text[16] = '\0'; /* to the minute */
        return arena_strdup(arena, text);
    case CELL_SHARE: return arena_printf(arena, zh ? "%d.%d%%" : "%d.%d %%", s->rate / 10, s->rate % 10);
    case CELL_MEAN: return real_words(arena, cell->mean.mean, decimals);
    }
    return "";
}

const char *cell_detail(Arena *arena, bool zh, const Cell *cell, int decimals) {
    const Share *s = &cell->share;
    const Mean *m = &cell->mean;
    if (cell->kind == CELL_SHARE)
        return arena_printf(arena, zh ? "%d.%d–%d.%d%%，%lld / %lld" : "%d.%d–%d.%d %%, %lld of %lld", s->low / 10,
                            s->low % 10, s->high / 10, s->high % 10, (long long)s->n, (long long)s->base);
    if (cell->kind != CELL_MEAN) return "";
    if (!m->interval) return arena_printf(arena, "n = %lld", (long long)m->n);
    const char *between = m->low < 0 ? (zh ? " ~ " : " to ") : "–";
    return arena_printf(arena, zh ? "%s%s%s，n = %lld" : "%s%s%s, n = %lld", real_words(arena, m->low, decimals),
                        between, real_words(arena, m->high, decimals), (long long)m->n);
}

bool cell_number(const Cell *cell, double *value, double *low, double *high) {
    switch (cell->kind) {
    case CELL_NONE:
    case CELL_FEW:
    case CELL_TEXT: return false;
    case CELL_COUNT:
    case CELL_DAY:
    case CELL_TIME: *value = *low = *high = (double)cell->number; return true;
    case CELL_MONEY: *value = *low = *high = (double)cell->number / 100; return true;
    case CELL_SHARE:
        *value = (double)cell->share.n * 100 / (double)cell->share.base;
        *low = fmin(cell->share.low / 10.0, *value);
        *high = fmax(cell->share.high / 10.0, *value);
        return true;
    case CELL_MEAN:
        *value = cell->mean.mean;
        *low = cell->mean.low;
        *high = cell->mean.high;
        return true;
    }
    return false;
}

/* ---- writing ---- */

static const DocTable *table_of(const Doc *doc, const char *id, Err *err) {
    if (!doc->n_tables) {
        err_set(err, ERR_USAGE, TXT("this report has no table", "该报表没有表格"));
        return NULL;
    }
    if (!id) return doc->tables[0];
    for (size_t i = 0; i < doc->n_tables; i++)
        if (strcmp(doc->tables[i]->id, id) == 0) return doc->tables[i];
    char names[200] = "";
    for (size_t i = 0, at = 0; i < doc->n_tables && at < sizeof names; i++)
        at += (size_t)snprintf(names + at, sizeof names - at, "%s%s", i ? ", " : "", doc->tables[i]->id);
    err_set(err, ERR_USAGE, TXT("there is no table %s in it; there are: %s", "没有表格 %s；现有：%s"), id, names);
    return NULL;
}

static bool write_csv(const DocTable *table, const char *path, Err *err) {
    Out out;
    if (!table || !out_begin(&out, path, err)) return false;
    doc_csv(table, &out);
    return out_finish(&out, err);
}

static bool copy_file(FILE *file, const char *path, Err *err) {
    Out out;
    char chunk[16384];
    if (!out_begin(&out, path, err)) return false;
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;) out_bytes(&out, chunk, n);
    if (!ferror(file)) return out_finish(&out, err);
    out_abandon(&out);
    return err_set(err, ERR_IO, TXT("the workbook could not be read back", "无法读回工作簿"));
}

/* libxlsxwriter writes to a name: to one of our own, which only we can read; then the result is put in its place whole.
 */
static bool write_xlsx(const Doc *doc, const char *path, Err *err) {
    const char *folder = getenv("TMPDIR");
    char name[PATH_MAX];
    if ((!path || strcmp(path, "-") == 0) && isatty(STDOUT_FILENO))
        return err_set(err, ERR_USAGE,
                       TXT("a workbook is no text: name a file with -o", "工作簿不是文本：请用 -o 指定文件"));
    snprintf(name, sizeof name, "%s/lounge-report-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(name);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "rb");
    if (!file) return err_set(err, ERR_IO, TXT("%s cannot be written", "无法写入 %s"), name);
    bool ok = doc_xlsx(doc, name, err);
    FILE *whole = ok ? freopen(name, "rb", file) : NULL; /* the writer may have put another file under the name */
    unlink(name);
    if (ok && !whole) return err_set(err, ERR_IO, TXT("%s cannot be read", "无法读取 %s"), name);
    ok = ok && copy_file(whole, path, err);
    fclose(ok || whole ? whole : file);
    return ok;
}

/* Colours are for a person at a terminal who has not declined them (no-color.org). */
static bool wants_colour(const char *path) {
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return (!path || strcmp(path, "-") == 0) && isatty(STDOUT_FILENO) && !(no && *no) && term &&
           strcmp(term, "dumb") != 0;
}

bool doc_write(const Doc *doc, ReportFormat format, const char *path, const char *table, Err *err) {
    Buf page = {0};
    fflush(stdout);
    switch (format) {
    case FORMAT_CSV: return write_csv(table_of(doc, table, err), path, err);
    case FORMAT_XLSX: return write_xlsx(doc, path, err);
    case FORMAT_TEXT: doc_text(doc, wants_colour(path), &page); break;
    case FORMAT_JSON: doc_json(doc, &page); break;
    case FORMAT_HTML: doc_html(doc, &page); break;
    }
    bool ok = report_write(&page, path, err);
    buf_free(&page);
    return ok;
}
