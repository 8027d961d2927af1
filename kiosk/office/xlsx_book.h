/* What a workbook says about its sheets before the first row: which sheets there are, its shared texts, which cell
 * formats show dates. Inside office/xlsx_*.c only. */
#ifndef LOUNGE_OFFICE_XLSX_BOOK_H
#define LOUNGE_OFFICE_XLSX_BOOK_H

#include "base/mem.h"
#include "xlsx_number.h"
#include "xlsx_part.h"

enum { XLSX_SHEETS_MAX = 256 };

typedef struct XlsxSheet {
    const char *name, *part; /* "xl/worksheets/sheet1.xml" */
} XlsxSheet;

typedef struct XlsxBook {
    XlsxZip zip;
    Arena arena;
    XlsxSheet sheets[XLSX_SHEETS_MAX]; /* the visible ones, in the order of their tabs */
    size_t n_sheets;
    bool since_1904;
    char *shared;                /* the shared texts one after another, each with its NUL … */
    size_t *shared_at, n_shared; /* … where each begins */
    unsigned char *shows;        /* XlsxShow of each cell format */
    size_t n_shows;
} XlsxBook;

/* size: of the file. Frees what it took on failure. */
bool xlsx_book_open(XlsxBook *book, int fd, int64_t size, Err *err);
void xlsx_book_close(XlsxBook *book);

#endif
