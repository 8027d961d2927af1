/* A table file from outside, CSV in whatever encoding or an Excel workbook, as records of UTF-8 cells: what the file is
 * (name, digest, time), in which encoding it is written, and its bytes decoded as they stream. Bytes that cannot be
 * decoded become U+FFFD. */
#ifndef LOUNGE_OFFICE_IMPORT_SHEET_H
#define LOUNGE_OFFICE_IMPORT_SHEET_H

#include "base/clock.h"
#include "base/csv.h"

#include <stdint.h>

typedef struct Sheet Sheet;

typedef struct SheetAbout {
    char name[128];     /* without the folder */
    char digest[65];    /* BLAKE2b of the bytes, in hexadecimal */
    char encoding[32];  /* as iconv names it, or "xlsx" */
    bool encoding_said; /* by the caller, not found out */
    Ms modified;
    int64_t size;
} SheetAbout;

/* encoding NULL: by byte order mark, else UTF-16 when every other byte is zero, else UTF-8 when the bytes are such,
 * else GB18030. ERR_NOT_FOUND, ERR_IO; ERR_INPUT when it is empty, no plain file, or a workbook that cannot be read
 * (damaged, with a password, .xls); ERR_USAGE for an encoding that is not known. */
bool sheet_open(Sheet **out, const char *path, const char *encoding, Err *err);
void sheet_close(Sheet *sheet); /* NULL is fine */
const SheetAbout *sheet_about(const Sheet *sheet);
/* As csv_next, with what csv_cell and ="…" put around a cell taken off. CSV_FAILED also when the file changed while it
 * was read: it may be half an export. */
CsvStep sheet_next(Sheet *sheet, CsvRecord *out, Err *err);
int64_t sheet_done(const Sheet *sheet); /* bytes of the file consumed so far */
/* After the last record: a sheet of the workbook that is another table and was not read; "" = none. */
const char *sheet_left_out(const Sheet *sheet);

#endif
