/* Listings, gathered first: a column is as wide as its widest cell, counted in terminal columns. */
#include "table.h"

#include "base/csv_write.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2 };

/* First and last code points of what takes two columns (East Asian Wide and Fullwidth, emoji), and of what takes
 * none; ascending. */
static const uint32_t wide[][2] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
static const uint32_t narrowest[][2] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
};

static bool is_in(const uint32_t (*ranges)[2], size_t n, uint32_t cp) {
    for (size_t i = 0; i < n; i++)
        if (cp <= ranges[i][1]) return cp >= ranges[i][0];
    return false;
}

size_t table_width(const char *text) {
    size_t width = 0;
    const char *p = text, *end = text + strlen(text);
    while (p < end) {
        uint32_t cp = utf8_next(&p, end);
        if (is_in(wide, sizeof wide / sizeof *wide, cp)) {
            width += 2;
        } else if (!is_in(narrowest, sizeof narrowest / sizeof *narrowest, cp)) {
            width++;
        }
    }
    return width;
}

void table_begin(Table *table, const Office *office, const Column *columns, size_t n_columns) {
    *table = (Table){.office = office, .columns = columns, .n_columns = n_columns};
    if (office->json) buf_putc(&table->json, '[');
}

/* What would move the cursor or colour the terminal becomes a blank: a cell comes from outside. */
static char *without_controls(char *cell) {
    for (unsigned char *p = (unsigned char *)cell; *p; p++)
        if (*p < 0x20 || *p == 0x7F) *p = ' ';
    return cell;
}

static void next_cell(Table *table) {
    if (++table->at < table->n_columns) return;
    table->at = 0;
    table->n_rows++;
}

static void table_cell(Table *table, const char *text) {
    size_t i = table->n_rows * table->n_columns + table->at;
    if (i >= table->cap) {
        table->cap = table->cap ? table->cap * 2 : 256;
        table->cells = mem_grow(table->cells, table->cap * sizeof *table->cells);
    }
    table->cells[i] = without_controls(arena_strdup(&table->arena, text));
    next_cell(table);
}

/* The value as it stands in JSON: a number, null, or a text already quoted. */
static void json_cell(Table *table, const char *value) {
    Buf *json = &table->json;
    if (table->at == 0) buf_puts(json, table->n_rows ? ",\n {" : "\n {");
    buf_printf(json, "%s\"%s\": %s", table->at ? ", " : "", table->columns[table->at].id, value);
    if (table->at + 1 == table->n_columns) buf_putc(json, '}');
    next_cell(table);
}

void table_text(Table *table, const char *text) {
    if (!table->office->json) {
        table_cell(table, text ? text : "");
        return;
    }
    Buf quoted = {0};
    if (text) json_quote(&quoted, text);
    json_cell(table, text ? buf_text(&quoted) : "null");
    buf_free(&quoted);
}

void table_int(Table *table, int64_t value) {
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)value);
    if (table->office->json) {
        json_cell(table, text);
    } else {
        table_cell(table, text);
    }
}

void table_fen(Table *table, Fen fen) {
    char text[32];
    if (fen == -1) {
        table_text(table, NULL);
    } else if (table->office->json) {
        table_int(table, fen);
    } else {
        table_cell(table, fen_show(fen, text, sizeof text));
    }
}

void table_instant(Table *table, Ms at) {
    char text[32];
    if (at == 0) {
        table_text(table, NULL);
    } else if (table->office->json) {
        table_int(table, at);
    } else {
        instant_show(at, text, sizeof text);
        text[16] = '\0'; /* to the minute */
        table_cell(table, text);
    }
}

static void padded(const char *text, size_t width, bool right, bool last) {
    size_t own = table_width(text), pad = width > own ? width - own : 0;
    if (right) printf("%*s", (int)pad, "");
    fputs(text, stdout);
    if (!right && !last) printf("%*s", (int)pad, "");
    if (!last) printf("%*s", GAP, "");
}

static const char *title(const Table *table, size_t column) {
    return office_words(table->office, table->columns[column].title);
}

static void print_aligned(const Table *table) {
    size_t n = table->n_columns, *widths = mem_alloc(n * sizeof *widths);
    for (size_t c = 0; c < n; c++) widths[c] = table_width(title(table, c));
    for (size_t i = 0; i < table->n_rows * n; i++) {
        size_t own = table_width(table->cells[i]);
        if (own > widths[i % n]) widths[i % n] = own;
    }
    for (size_t c = 0; c < n; c++) padded(title(table, c), widths[c], table->columns[c].right, c + 1 == n);
    putchar('\n');
    for (size_t i = 0; i < table->n_rows * n; i++) {
        size_t c = i % n;
        padded(table->cells[i], widths[c], table->columns[c].right, c + 1 == n);
        if (c + 1 == n) putchar('\n');
    }
    free(widths);
}

void table_end(Table *table, Words empty) {
    if (table->office->json) {
        printf("%s%s]\n", buf_text(&table->json), table->n_rows ? "\n" : "");
    } else if (table->n_rows) {
        print_aligned(table);
    } else {
        puts(office_words(table->office, empty));
    }
    table_drop(table);
}

void table_end_line(Table *table) {
    const char *text = buf_text(&table->json);
    const char *object = strchr(text, '{'); /* after "[\n " */
    if (object) puts(object);
    table_drop(table);
}

void table_drop(Table *table) {
    buf_free(&table->json);
    arena_free(&table->arena);
    free(table->cells);
    *table = (Table){0};
}
