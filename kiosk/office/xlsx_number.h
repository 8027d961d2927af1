/* Numbers of Excel files as the texts that a table file would have: counts of days as dates where the cell's format
 * says so, everything else with the 15 digits that Excel shows. Pure. */
#ifndef LOUNGE_OFFICE_XLSX_NUMBER_H
#define LOUNGE_OFFICE_XLSX_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

typedef enum XlsxShow { XLSX_NUMBER = 0, XLSX_DAY = 1, XLSX_TIME = 2, XLSX_DAY_TIME = 3 } XlsxShow;

/* What a format shows: the built-in ones by their number, else by its code ("yyyy\-mm\-dd;@"). */
XlsxShow xlsx_show_of(int format_id, const char *code);

enum { XLSX_NUMBER_SIZE = 64 };
/* `value` as the file has it ("46349.375"), written as "2026-11-23 09:00:00" and the like; what is no number, or no day
 * that Excel knows, stays as it is. */
void xlsx_number(const char *value, XlsxShow show, bool since_1904, char out[XLSX_NUMBER_SIZE]);

#endif
