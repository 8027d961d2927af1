/* Damaged workbooks: the zip cut, its bytes changed, and its XML changed before it is zipped. Nothing crashes or hangs;
 * what is refused says why; what is read is sound text. The seeds are fixed: a failure can be repeated. */
#include "../office/workbook.h"

#include "base/utf8.h"

enum { CUTS = 200, FLIPS = 500, XML_CHANGES = 600 };

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static const char shared[] = XML_HEAD "<sst xmlns=\"" MAIN_NS "\"><si><t>工单号</t></si><si><t>状态</t></si><si>"
                                      "<t>进厂时间</t></si><si><r><t>施工</t></r><r><t>中</t></r></si></sst>";
static const char styles[] =
    XML_HEAD "<styleSheet xmlns=\"" MAIN_NS "\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts>"
             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>";

static void sheet_of(Buf *xml) {
    buf_puts(xml, XML_HEAD "<worksheet xmlns=\"" MAIN_NS "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                           "<c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>");
    for (int i = 2; i < 60; i++)
        buf_printf(
            xml,
            "<row r=\"%d\"><c r=\"A%d\" t=\"inlineStr\"><is><t>RO%d</t></is></c><c r=\"B%d\" t=\"s\"><v>3</v></c>"
            "<c r=\"C%d\" s=\"2\"><v>46349.%d</v></c></row>",
            i, i, i, i, i, i);
    buf_puts(xml, "</sheetData></worksheet>");
}

/* How many records; −1 when it was refused in words. */
static int read_or_words(const char *path) {
    Sheet *sheet;
    CsvRecord record;
    CsvStep step = CSV_FAILED;
    Err err = {0};
    int records = 0;
    if (sheet_open(&sheet, path, NULL, &err)) {
        while ((step = sheet_next(sheet, &record, &err)) == CSV_RECORD) {
            records++;
            assert_true(record.line > 0 && record.n <= CSV_CELLS_MAX);
            for (size_t i = 0; i < record.n; i++) assert_true(utf8_valid(record.cells[i], strlen(record.cells[i])));
        }
        sheet_close(sheet);
    }
    if (step == CSV_END) return records;
    assert_true(err.code == ERR_INPUT && *err.en && *err.zh && utf8_valid(err.en, strlen(err.en)));
    return -1;
}

static Buf sound_book(Fixture *f) {
    Buf xml = {0};
    sheet_of(&xml);
    const Part parts[] = {
        {"xl/sharedStrings.xml", shared}, {"xl/styles.xml", styles}, {"xl/worksheets/sheet1.xml", buf_text(&xml)}};
    Buf book = read_all(write_book(f, parts, 3));
    buf_free(&xml);
    assert_int_equal(read_or_words(f->file), 59);
    return book;
}

static void a_book_cut_anywhere_is_refused(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Buf book = sound_book(f);
    for (size_t i = 0; i < CUTS; i++) {
        size_t len = book.len * i / CUTS;
        if (len < 4) continue; /* no zip's beginning yet: read as CSV */
        assert_int_equal(read_or_words(write_file(f, book.text, len)), -1);
    }
    buf_free(&book);
    fixture_free(f);
}

static void changed_bytes_of_the_zip(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Buf book = sound_book(f);
    uint32_t seed = 20261123;
    for (int i = 0; i < FLIPS; i++) {
        char *copy = mem_alloc(book.len);
        memcpy(copy, book.text, book.len);
        for (uint32_t k = 1 + next_random(&seed) % 4; k > 0; k--)
            copy[4 + next_random(&seed) % (book.len - 4)] = (char)next_random(&seed);
        read_or_words(write_file(f, copy, book.len));
        free(copy);
    }
    buf_free(&book);
    fixture_free(f);
}

/* One or two pieces of a part are replaced by something else from this list. */
static void damage(Buf *xml, uint32_t *seed) {
    static const char *const pieces[] = {"<",
                                         ">",
                                         "\"",
                                         "</row>",
                                         "<row r=\"0\">",
                                         "<c r=\"ZZZZ9\" t=\"s\">",
                                         "r=\"A-1\"",
                                         "s=\"99999999\"",
                                         "t=\"s\"",
                                         "\xFF",
                                         "&#0;",
                                         "&x;",
                                         "<v>9e999</v>",
                                         "<v>-1</v>",
                                         "<is>",
                                         "</c>",
                                         "<t>",
                                         "<!DOCTYPE a>",
                                         "<?x?>",
                                         "<v>nan</v>",
                                         "_xD800_",
                                         "numFmtId=\"-5\"",
                                         "formatCode=\"[\"",
                                         "Target=\"../../../../etc/passwd\"",
                                         "Id=\"\"",
                                         "]]>",
                                         "<f>",
                                         "1e308"};
    for (uint32_t k = 1 + next_random(seed) % 2; k > 0 && xml->len; k--) {
        const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
        size_t at = next_random(seed) % xml->len, gone = next_random(seed) % 12;
        if (gone > xml->len - at) gone = xml->len - at;
        Buf changed = {0};
        buf_add(&changed, xml->text, at);
        buf_puts(&changed, piece);
        buf_add(&changed, xml->text + at + gone, xml->len - at - gone);
        buf_free(xml);
        *xml = changed;
    }
}

static void changed_xml_of_each_part(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    uint32_t seed = 42;
    int taken = 0;
    for (int i = 0; i < XML_CHANGES; i++) {
        Buf parts[6] = {{0}};
        const char *names[] = {"xl/sharedStrings.xml", "xl/styles.xml",   "xl/worksheets/sheet1.xml",
                               "_rels/.rels",          "xl/workbook.xml", "xl/_rels/workbook.xml.rels"};
        const char *const usual[] = {shared, styles, "", PACKAGE_RELS, ONE_SHEET, BOOK_RELS};
        Part list[6];
        sheet_of(&parts[2]);
        for (int k = 0; k < 6; k++) buf_puts(&parts[k], usual[k]);
        damage(&parts[i % 6], &seed);
        for (int k = 0; k < 6; k++) list[k] = (Part){names[k], buf_text(&parts[k])};
        taken += read_or_words(write_book(f, list, 6)) > 0;
        for (int k = 0; k < 6; k++) buf_free(&parts[k]);
    }
    assert_in_range(taken, XML_CHANGES / 50, XML_CHANGES - XML_CHANGES / 50); /* both happen: the damage bites */
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_book_cut_anywhere_is_refused),
        cmocka_unit_test(changed_bytes_of_the_zip),
        cmocka_unit_test(changed_xml_of_each_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
