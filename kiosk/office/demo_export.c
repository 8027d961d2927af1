/* Moves an export in time, cell by cell: the columns that are times by the DMS's own words, the time in the title, and
 * the day within the order numbers. Everything else, odd spellings included, is copied. */
#include "demo_export.h"

#include "base/csv_write.h"
#include "import_cells.h"
#include "import_sheet.h"
#include "import_words.h"

#include <stdio.h>
#include <string.h>

#define TITLE_WORD "导出时间："

enum { COLUMNS_MAX = 64, CELL_TEXT = 512 };

typedef struct Move {
    Sheet *sheet;
    DmsWords *words;
    Out out;
    Ms written, exported;        /* written: the export's own time; 0 until its title was read */
    char old_day[8], new_day[8]; /* "261123" */
    Field fields[COLUMNS_MAX];   /* by column, once the header was read */
    size_t n_fields;
} Move;

static void short_day(Ms at, char out[8]) {
    LocalTime t = local_of(at);
    snprintf(out, 8, "%02u%02u%02u", (unsigned)t.year % 100U, (unsigned)t.month % 100U, (unsigned)t.day % 100U);
}

/* A time as the cell says it, moved; false when the cell is none. */
static bool moved(const Move *move, const char *cell, char *out, size_t size) {
    LocalTime lt;
    char text[32];
    switch (cell_date(cell, &lt)) {
    case CELL_DATE_TIME:
        instant_show(local_to_ms(lt) + (move->exported - move->written), text, sizeof text);
        snprintf(out, size, "%.16s", text);
        return true;
    case CELL_DATE_DAY:
        day_show(day_add(local_to_ms(lt), days_between(move->written, move->exported)), out, size);
        return true;
    default: return false;
    }
}

/* "…（导出时间：2026年11月23日 14:20）": the first one found says when the export was written. */
static bool move_title(Move *move, const char *cell, char *out, size_t size) {
    const char *word = strstr(cell, TITLE_WORD);
    if (!word || move->written) return false;
    const char *from = word + strlen(TITLE_WORD), *end = strstr(from, "）");
    char when[64];
    LocalTime lt;
    snprintf(when, sizeof when, "%.*s", end ? (int)(end - from) : (int)sizeof when - 1, from);
    if (cell_date(when, &lt) != CELL_DATE_TIME) return false;
    move->written = local_to_ms(lt);
    short_day(move->written, move->old_day);
    short_day(move->exported, move->new_day);
    instant_show(move->exported, when, sizeof when);
    snprintf(out, size, "%.*s%.16s%s", (int)(from - cell), cell, when, end ? end : "");
    return true;
}

static bool move_order_no(const Move *move, const char *cell, char *out, size_t size) {
    const char *day = strstr(cell, move->old_day);
    if (!day) return false;
    snprintf(out, size, "%.*s%s%s", (int)(day - cell), cell, move->new_day, day + strlen(move->old_day));
    return true;
}

static bool move_cell(Move *move, size_t column, const char *cell, char *out, size_t size) {
    if (!move->n_fields) return move_title(move, cell, out, size);
    switch (column < move->n_fields ? move->fields[column] : FIELD_NONE) {
    case FIELD_ARRIVED:
    case FIELD_PROMISED:
    case FIELD_DELIVERED:
    case FIELD_PARTS_AT: return moved(move, cell, out, size);
    case FIELD_ORDER_NO: return move_order_no(move, cell, out, size);
    default: return false;
    }
}

/* The header is the first record that names the order number and the arrival. */
static void read_header(Move *move, const CsvRecord *record) {
    bool order_no = false, arrived = false;
    size_t n = record->n < COLUMNS_MAX ? record->n : COLUMNS_MAX;
    for (size_t i = 0; i < n; i++) {
        char word[CELL_TEXT];
        snprintf(word, sizeof word, "%s", record->cells[i]);
        cell_word(word);
        move->fields[i] = dms_column(move->words, word);
        order_no = order_no || move->fields[i] == FIELD_ORDER_NO;
        arrived = arrived || move->fields[i] == FIELD_ARRIVED;
    }
    if (order_no && arrived) move->n_fields = n;
}

static void copy_record(Move *move, const CsvRecord *record) {
    bool header = !move->n_fields;
    for (size_t i = 0; i < record->n; i++) {
        char text[CELL_TEXT];
        const char *cell = record->cells[i];
        if (i) out_bytes(&move->out, ",", 1);
        csv_cell_as_it_is(&move->out, move_cell(move, i, cell, text, sizeof text) ? text : cell);
    }
    out_bytes(&move->out, "\r\n", 2);
    if (header) read_header(move, record);
}

static bool copy_all(Move *move, const char *from, Err *err) {
    CsvRecord record;
    CsvStep step;
    while ((step = sheet_next(move->sheet, &record, err)) == CSV_RECORD) copy_record(move, &record);
    if (step == CSV_FAILED) return false;
    if (move->written && move->n_fields) return true;
    return err_set(err, ERR_INPUT, TXT("%s is no export with its time in the title", "%s 不是标题中带导出时间的清单"),
                   from);
}

bool demo_export(const char *from, const char *to, const Settings *s, Ms exported, Err *err) {
    Move move = {.exported = exported};
    if (!sheet_open(&move.sheet, from, NULL, err)) return false;
    bool good = dms_words_read(s, &move.words, err) && out_begin(&move.out, to, err);
    if (good && copy_all(&move, from, err)) {
        good = out_finish(&move.out, err);
    } else if (good) {
        out_abandon(&move.out);
        good = false;
    }
    dms_words_free(move.words);
    sheet_close(move.sheet);
    return good;
}
