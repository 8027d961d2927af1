/* Writing exports: cells gathered in a large buffer, CSV as RFC 4180 that is safe to open in a spreadsheet, JSON
 * texts, and a file that is there whole or not at all. */
#ifndef LOUNGE_BASE_CSV_WRITE_H
#define LOUNGE_BASE_CSV_WRITE_H

#include "base/err.h"
#include "base/mem.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

enum { OUT_BUFFER = 256 * 1024 };

/* A file being written: a temporary one beside it, renamed over at the end. NULL or "-" is standard output; a device
 * or pipe is written as it is. */
typedef struct Out {
    const char *path; /* NULL = standard output; the caller's */
    char temporary[PATH_MAX];
    int fd;
    int error; /* errno of the first write that failed: what follows is dropped, out_finish tells */
    size_t used;
    char *buffer;
} Out;

/* ERR_IO when it cannot be made. */
bool out_begin(Out *out, const char *path, Err *err);
void out_bytes(Out *out, const char *bytes, size_t len);
/* Writes the rest, makes it durable, puts it in place. ERR_FULL, ERR_IO: nothing is left behind. */
bool out_finish(Out *out, Err *err);
/* Drops what was written; after out_finish nothing. */
void out_abandon(Out *out);

/* One CSV cell without its separator; NULL is empty. Quoted where RFC 4180 asks for it; a cell that a spreadsheet
 * would take for a formula gets an apostrophe in front, a plain negative number does not. So does one that already
 * begins with apostrophes before such a text: csv_unguard takes exactly one off again. */
void csv_cell(Out *out, const char *text);
/* Takes the apostrophe off that csv_cell put there, in place; any other text stays as it is. */
void csv_unguard(char *cell);
/* The same without that apostrophe: for a program that reads tables, not for a spreadsheet. */
void csv_cell_as_it_is(Out *out, const char *text);
/* A JSON text with its quotes; bytes that are not UTF-8 become U+FFFD. */
void out_json_text(Out *out, const char *text);
void out_json_bytes(Out *out, const char *text, size_t len); /* … also a NUL inside */
void json_quote(Buf *buf, const char *text);

#endif
