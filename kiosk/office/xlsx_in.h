/* Excel workbooks (.xlsx) read as records, like a CSV file's: one row at a time, in bounded memory. Zip and XML are
 * libzip's and expat's; what a file may unpack to is limited, and a DOCTYPE ends it.
 *
 * Read are the cells' values: shared, inline and rich texts, numbers (dates by their format), a formula's last result;
 * a formula without one is its own text. The first visible sheet is read, and those after it that begin with the same
 * row: what one sheet could not hold. */
#ifndef LOUNGE_OFFICE_XLSX_IN_H
#define LOUNGE_OFFICE_XLSX_IN_H

#include "base/csv.h"

#include <stdint.h>

typedef struct XlsxIn XlsxIn;

/* `fd` stays the caller's; size: of the file. ERR_INPUT: no workbook, damaged, with a password, or beyond the limits;
 * the words say which. */
bool xlsx_in_open(XlsxIn **out, int fd, int64_t size, Err *err);
void xlsx_in_close(XlsxIn *in); /* NULL is fine */
/* As csv_next; record->line is the row's number, and cells at its end that are empty are not there (sparse). */
CsvStep xlsx_in_next(XlsxIn *in, CsvRecord *out, Err *err);
int64_t xlsx_in_done(const XlsxIn *in); /* of the file's bytes, about */
/* A visible sheet of another shape that was left out; "" = none. Known at the end. */
const char *xlsx_in_left_out(const XlsxIn *in);
/* Why a file that begins as an OLE document (.xls, or a workbook with a password) cannot be read. */
bool xlsx_refuse_ole(int fd, Err *err);

#endif
