/* A part of an Excel workbook's zip as a stream of XML events. The handlers get names without prefix or namespace.
 * Inside office/xlsx_*.c only. */
#ifndef LOUNGE_OFFICE_XLSX_PART_H
#define LOUNGE_OFFICE_XLSX_PART_H

#include "base/err.h"

#include <expat.h>
#include <stdint.h>
#include <zip.h>

/* The zip, and what may still be unpacked of it: a file of some kilobytes must not become gigabytes. */
typedef struct XlsxZip {
    zip_t *zip;
    int64_t left; /* bytes */
} XlsxZip;

typedef struct XlsxPart XlsxPart;
typedef struct XlsxHandlers {
    void (*start)(void *ctx, const char *name, const char *const *attributes); /* name, value, … NULL */
    void (*end)(void *ctx, const char *name);
    void (*text)(void *ctx, const char *bytes, int len);
} XlsxHandlers;

/* ERR_INPUT: there is no such part, or it is encrypted. */
bool xlsx_part_open(XlsxPart **out, XlsxZip *zip, const char *name, const XlsxHandlers *handlers, void *ctx, Err *err);
void xlsx_part_close(XlsxPart *part); /* NULL is fine */

typedef enum XlsxStep { XLSX_END, XLSX_PAUSED, XLSX_FAILED } XlsxStep;
/* Goes on to the end, or until a handler pauses. */
XlsxStep xlsx_part_run(XlsxPart *part, Err *err);
void xlsx_part_pause(XlsxPart *part);
/* A handler's way to end it all, with words; xlsx_part_run returns XLSX_FAILED. */
void xlsx_part_refuse(XlsxPart *part, const char *en, const char *zh);
double xlsx_part_done(const XlsxPart *part); /* 0–1 */

/* Opens, reads to the end and closes. A part that is not there is no failure: *there = false. */
bool xlsx_part_read(XlsxZip *zip, const char *name, const XlsxHandlers *handlers, void *ctx, bool *there, Err *err);
/* The attribute's value; NULL when it is not there. */
const char *xlsx_attribute(const char *const *attributes, const char *name);

#endif
