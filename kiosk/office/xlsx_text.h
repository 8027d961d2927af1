/* Texts in Excel files. XML cannot hold every character, so the format writes some as _x001F_ (ECMA-376, ST_Xstring),
 * and a text that looks like such an escape has its underscore escaped. */
#ifndef LOUNGE_OFFICE_XLSX_TEXT_H
#define LOUNGE_OFFICE_XLSX_TEXT_H

#include "base/mem.h"

#include <stdbool.h>

/* What a cell may hold, in UTF-16 units; and a sheet. */
enum { XLSX_TEXT_MAX = 32767, XLSX_ROWS_MAX = 1048576 };

/* Adds the text as the format writes it, before XML's own escaping; bytes that are no UTF-8 become U+FFFD. Returns its
 * length as Excel counts it. */
size_t xlsx_escape(Buf *out, const char *text, size_t len);
/* The same of a whole text, cut to what a cell holds. */
void xlsx_cell(Buf *out, const char *text);
/* For names that have no escapes (of sheets, charts, the workbook): what XML cannot hold becomes a blank, and a formula
 * gets one in front. */
void xlsx_name(Buf *out, const char *text);
/* Back again, in place. */
void xlsx_unescape(char *text);

#endif
