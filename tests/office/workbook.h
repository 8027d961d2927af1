/* Workbooks made part by part for tests, as other programs write them; and what a file read as. */
#ifndef LOUNGE_TESTS_WORKBOOK_H
#define LOUNGE_TESTS_WORKBOOK_H

#include "import_fixture.h"

#include "office/import_sheet.h"

#include <zip.h>

typedef struct Part {
    const char *name, *xml;
} Part;

#define XML_HEAD  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN_NS   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE_NS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_RELS                                                                                                   \
    XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"                  \
             "<Relationship Id=\"r1\" Type=\"" OFFICE_NS "/officeDocument\" Target=\"xl/workbook.xml\"/>"              \
             "</Relationships>"
#define BOOK_RELS                                                                                                      \
    XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"                  \
             "<Relationship Id=\"rId1\" Type=\"" OFFICE_NS "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"           \
             "<Relationship Id=\"rId2\" Type=\"" OFFICE_NS "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"       \
             "<Relationship Id=\"rId3\" Type=\"" OFFICE_NS "/styles\" Target=\"styles.xml\"/>"                         \
             "<Relationship Id=\"rId4\" Type=\"" OFFICE_NS "/sharedStrings\" Target=\"sharedStrings.xml\"/>"           \
             "</Relationships>"
#define BOOK(sheets) XML_HEAD "<workbook xmlns=\"" MAIN_NS "\" xmlns:r=\"" OFFICE_NS "\">" sheets "</workbook>"
#define ONE_SHEET    BOOK("<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets>")
#define SHEET(rows)  XML_HEAD "<worksheet xmlns=\"" MAIN_NS "\"><sheetData>" rows "</sheetData></worksheet>"

/* A workbook of these parts over the usual ones (a part with xml NULL is left out), at the fixture's file. */
static inline const char *write_book(Fixture *f, const Part *parts, size_t n) {
    const Part usual[] = {
        {"_rels/.rels", PACKAGE_RELS}, {"xl/workbook.xml", ONE_SHEET}, {"xl/_rels/workbook.xml.rels", BOOK_RELS}};
    int error;
    unlink(f->file);
    zip_t *zip = zip_open(f->file, ZIP_CREATE | ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (size_t i = 0; i < sizeof usual / sizeof *usual + n; i++) {
        const Part *part = i < sizeof usual / sizeof *usual ? &usual[i] : &parts[i - sizeof usual / sizeof *usual];
        bool replaced = false;
        for (size_t k = 0; i < sizeof usual / sizeof *usual && k < n; k++)
            replaced = replaced || strcmp(parts[k].name, part->name) == 0;
        if (replaced || !part->xml) continue;
        zip_source_t *source = zip_source_buffer(zip, part->xml, strlen(part->xml), 0);
        assert_true(zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    return f->file;
}

/* Every record as "LINE: cell|cell", a line each; "" and *err when the file is refused. */
static inline Buf read_sheet(const char *path, Err *err) {
    Sheet *sheet;
    CsvRecord record;
    CsvStep step;
    Buf out = {0};
    if (!sheet_open(&sheet, path, NULL, err)) return out;
    while ((step = sheet_next(sheet, &record, err)) == CSV_RECORD) {
        buf_printf(&out, "%d:%s", record.line, record.fault ? "!" : "");
        for (size_t i = 0; i < record.n; i++) buf_printf(&out, "%s%s", i ? "|" : " ", record.cells[i]);
        buf_puts(&out, "\n");
    }
    if (step == CSV_END && *sheet_left_out(sheet)) buf_printf(&out, "left out %s\n", sheet_left_out(sheet));
    if (step == CSV_FAILED) buf_free(&out);
    sheet_close(sheet);
    return out;
}

static inline void reads_as(Fixture *f, const Part *parts, size_t n, const char *want) {
    Err err = {0};
    Buf got = read_sheet(write_book(f, parts, n), &err);
    if (err.code) fail_msg("refused: %s", err.en);
    assert_string_equal(buf_text(&got), want);
    buf_free(&got);
}

static inline void is_refused(const char *path, const char *words) {
    Err err = {0};
    Buf got = read_sheet(path, &err);
    if (err.code != ERR_INPUT || !strstr(err.en, words) || !*err.zh)
        fail_msg("no \"%s\" in: %d %s %s", words, err.code, err.en, buf_text(&got));
    buf_free(&got);
}

#endif
