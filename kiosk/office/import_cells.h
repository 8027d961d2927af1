/* What a cell of somebody else's table means: texts without wrappers and blanks, dates in every form a DMS or a
 * spreadsheet writes, whole numbers with separators. Nothing here fails aloud: a cell is read or it is not. */
#ifndef LOUNGE_OFFICE_IMPORT_CELLS_H
#define LOUNGE_OFFICE_IMPORT_CELLS_H

#include "base/clock.h"

#include <stddef.h>

/* In place: drops blanks around (also full-width ones) and control characters; line breaks become spaces unless lines
 * are kept. */
void cell_clean(char *cell, bool keep_lines);
/* In place: drops a ="…" wrapper, also with blanks around it; anything else stays as it is. Of a CSV file's cells. */
void cell_unwrap(char *cell);
/* Some of its bytes could not be decoded. */
bool cell_damaged(const char *cell);
/* In place: the form in which words of the DMS are compared: half width, without blanks, lower case.
 * Returns it. */
char *cell_word(char *cell);
/* Cuts to at most `points` code points; true when something was cut. */
bool cell_cut(char *cell, size_t points);
/* Did a spreadsheet turn a long number into "1.99E+10"? */
bool cell_is_scientific(const char *cell);
/* Empty, or a word for "not known": 未定, 待定, 无, - … */
bool cell_says_nothing(const char *cell);

typedef enum CellDate {
    CELL_DATE_NONE, /* empty or 未定: not known */
    CELL_DATE_TIME, /* a day and a time of day */
    CELL_DATE_DAY,  /* a day only; the time is 00:00 */
    CELL_DATE_BAD
} CellDate;
/* 2026-11-23 12:46, 2026/11/23 8:05, 2026年11月23日 08时40分, 20261123 0840, 46349.375 (a spreadsheet's day number),
 * with seconds, 上午/下午 or AM/PM. Only days and times that exist; a 24:00 is the next day's 00:00. */
CellDate cell_date(const char *cell, LocalTime *out);

/* Local times to instants with the days seen lately remembered: a table names few days and many times. Zeroed to
 * start with; belongs to one zone. */
enum { CELL_DAYS = 16 };
typedef struct CellDays {
    struct {
        int key;
        bool plain; /* 24 hours long: no change of clocks */
        Ms start;
    } days[CELL_DAYS];
} CellDays;
Ms cell_instant(CellDays *days, LocalTime lt);

/* "42,318", "４２，３１８", "42318 km", "42318公里", "42318.0"; false for anything else and beyond 0–max. */
bool cell_count(const char *cell, int max, int *out);

#endif
