/* The top of an orders export: title lines, the time of the export among them, and the row of column names. */
#ifndef LOUNGE_OFFICE_IMPORT_HEADER_H
#define LOUNGE_OFFICE_IMPORT_HEADER_H

#include "import_sheet.h"
#include "import_words.h"

typedef struct OrdersHeader {
    unsigned char field[CSV_CELLS_MAX]; /* Field of each column; FIELD_NONE: not used */
    size_t n;                           /* columns, without empty ones at the end */
    size_t n_cells;                     /* … with them */
    Ms exported;                        /* from a title line; 0 = not said there */
} OrdersHeader;

/* Reads up to and with the header row: the first one that names order number, state and arrival. ERR_INPUT: there is
 * none; the text says what was looked for and what stood in the row that came nearest. */
bool header_find(Sheet *sheet, const DmsWords *words, OrdersHeader *out, Err *err);
/* The time in "导出时间：2026年11月23日 14:20）", or in the cell after it; 0 when these cells say none. A day without
 * a time is the last minute of it. */
Ms header_export_time(char *const *cells, size_t n);

#endif
