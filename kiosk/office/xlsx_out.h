/* A listing as an Excel workbook, in constant memory: dates and numbers as such, everything else text as it is, a
 * heading that stays in sight, a filter, columns as wide as their first rows ask. What one sheet cannot hold goes on on
 * the next. */
#ifndef LOUNGE_OFFICE_XLSX_OUT_H
#define LOUNGE_OFFICE_XLSX_OUT_H

#include "store/view.h"

typedef struct XlsxOut XlsxOut;

/* `file` is written over; `title` names the sheets. Columns whose names end in _ms are instants, shown in the store's
 * zone; at, day and names that end in _at and _day are local times or days as text. */
bool xlsx_out_begin(XlsxOut **out, const char *file, const char *title, const char *const *names, int n, Err *err);
/* ERR_INPUT: a text is longer than a cell of Excel may be. After a failure: xlsx_out_abandon. */
bool xlsx_out_row(XlsxOut *out, const ViewRow *row, Err *err);
/* Writes the file and frees. */
bool xlsx_out_end(XlsxOut *out, Err *err);
void xlsx_out_abandon(XlsxOut *out); /* NULL is fine */
int xlsx_out_sheets(const XlsxOut *out);

#endif
