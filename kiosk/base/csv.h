/* Comma-separated tables as spreadsheets and other programs really write them, read one record at a time in bounded
 * memory. Own code, because libcsv gives no physical line numbers and sets no bounds.
 * A quote that is opened and never closed costs its own line only: it is told, and reading goes on below it. */
#ifndef LOUNGE_BASE_CSV_H
#define LOUNGE_BASE_CSV_H

#include "err.h"

#include <stddef.h>

/* A remark fits a cell many times over; what is longer is a fault of the file. */
enum { CSV_CELL_MAX = 64 * 1024, CSV_RECORD_MAX = 1024 * 1024, CSV_CELLS_MAX = 4096 };

typedef struct Csv Csv;

/* Gives up to `size` bytes of UTF-8, *got = 0 at the end. */
typedef bool (*CsvRead)(void *ctx, char *out, size_t size, size_t *got, Err *err);

typedef enum CsvFault {
    CSV_SOUND = 0,
    CSV_OPEN_QUOTE,  /* a quote was opened and never closed */
    CSV_LONG_CELL,   /* more than CSV_CELL_MAX bytes */
    CSV_LONG_RECORD, /* more than CSV_RECORD_MAX bytes */
    CSV_MANY_CELLS,  /* more than CSV_CELLS_MAX cells */
} CsvFault;

typedef struct CsvRecord {
    int line;     /* physical line where it starts, from 1 */
    size_t n;     /* cells; with a fault those before the faulty one */
    char **cells; /* NUL-terminated, the reader's, good until the next csv_next; may be written into, not lengthened */
    bool stray;   /* a quote stood inside a cell: cells may have run together */
    bool cut;     /* the input ended without a line break after it */
    bool sparse;  /* of a workbook: empty cells at the end are not there */
    CsvFault fault;
    int fault_line; /* where the faulty cell starts */
} CsvRecord;

/* The delimiter (comma, tab or semicolon) is found from the first bytes, or said by a first line "sep=;". */
bool csv_open(Csv **out, CsvRead read, void *ctx, Err *err);
void csv_close(Csv *csv); /* NULL is fine */

typedef enum CsvStep { CSV_END, CSV_RECORD, CSV_FAILED } CsvStep;
/* The next record; empty lines are records of one empty cell. A record with a fault says so and the next call goes on
 * with the line below. CSV_FAILED: the input could not be read; *err says why. */
CsvStep csv_next(Csv *csv, CsvRecord *out, Err *err);

#endif
