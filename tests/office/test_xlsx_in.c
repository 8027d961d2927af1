/* Reading workbooks: every form a cell takes, dates by their format, sheets, and what is no workbook or a hostile one.
 */
#include "workbook.h"

#include "office/xlsx_number.h"
#include "office/xlsx_text.h"

#define CELLS(...) (const Part[]){__VA_ARGS__}, sizeof((const Part[]){__VA_ARGS__}) / sizeof(Part)

static const char styles[] =
    XML_HEAD "<styleSheet xmlns=\"" MAIN_NS "\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" "
             "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/><numFmt numFmtId=\"165\" "
             "formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/>"
             "<xf numFmtId=\"20\"/><xf numFmtId=\"165\"/><xf numFmtId=\"4\"/></cellXfs></styleSheet>";

static void every_form_of_a_cell(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    static const char shared[] =
        XML_HEAD "<sst xmlns=\"" MAIN_NS "\"><si><t>工单号</t></si><si><r><t>前</t></r><r><rPr><b/></rPr><t "
                 "xml:space=\"preserve\"> 刹车片</t></r><rPh><t>qian</t></rPh></si><si><t/></si>"
                 "<si><t>a_x000D_b_x005F_x0041_</t></si></sst>";
    static const char sheet[] = SHEET(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
        "<c t=\"s\"><v>3</v></c></row>"
        "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t> =1+1</t></is></c>"
        "<c r=\"C3\" t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r><rPh><t>no</t></rPh></is></c></row>"
        "<row r=\"4\"/>"
        "<row><c><v>19900000001</v></c><c><v>1.9900000001E10</v></c><c><v>0.1</v></c>"
        "<c><v>0.10000000000000001</v></c><c s=\"6\"><v>12800.5</v></c><c><v>-5</v></c></row>"
        "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c>"
        "<c t=\"str\"><f>A1&amp;\"x\"</f><v>RO1x</v></c><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c></row>"
        "<row r=\"9\"><c r=\"A9\" t=\"s\"><v>99</v></c><c r=\"B9\" t=\"s\"><v>x</v></c><c r=\"A9\"><v>7</v></c></row>");
    reads_as(f, CELLS({"xl/sharedStrings.xml", shared}, {"xl/styles.xml", styles}, {"xl/worksheets/sheet1.xml", sheet}),
             "1: 工单号||前 刹车片||a\rb_x0041_\n"
             "3: | =1+1|xy\n"
             "5: 19900000001|19900000001|0.1|0.1|12800.5|-5\n"
             "6: TRUE|FALSE|#N/A|RO1x|2|=NOW()\n"
             "9: #REF!|#REF!\n");
    fixture_free(f);
}

static void dates_are_known_by_their_formats(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    static const char sheet[] =
        SHEET("<row><c s=\"1\"><v>46349</v></c><c s=\"1\"><v>46349.375</v></c><c s=\"2\"><v>46349.375</v></c>"
              "<c s=\"2\"><v>46349</v></c><c s=\"3\"><v>46349</v></c><c s=\"4\"><v>0.375</v></c>"
              "<c s=\"5\"><v>0.5</v></c><c s=\"0\"><v>46349</v></c><c s=\"1\"><v>-1</v></c>"
              "<c s=\"2\"><v>46349.99999999</v></c><c s=\"77\"><v>1</v></c></row>");
    reads_as(f, CELLS({"xl/styles.xml", styles}, {"xl/worksheets/sheet1.xml", sheet}),
             "1: 2026-11-23|2026-11-23 09:00:00|2026-11-23 09:00:00|2026-11-23 00:00:00|2026-11-23|09:00:00|12:00:00"
             "|46349|-1|2026-11-24 00:00:00|1\n");
    static const char mac[] = BOOK("<workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" r:id=\"rId1\"/></sheets>");
    reads_as(f,
             CELLS({"xl/workbook.xml", mac}, {"xl/styles.xml", styles},
                   {"xl/worksheets/sheet1.xml", SHEET("<row><c s=\"1\"><v>44887</v></c></row>")}),
             "1: 2026-11-23\n");
    static const struct {
        const char *code;
        XlsxShow show;
    } codes[] = {
        {"General", XLSX_NUMBER},
        {"0.00E+00", XLSX_NUMBER},
        {"#,##0.00\\ \"元\"", XLSX_NUMBER},
        {"[Red]0.00;[Blue]-0.00", XLSX_NUMBER},
        {"\"day\" 0", XLSX_NUMBER},
        {"yyyy\\-mm\\-dd;@", XLSX_DAY},
        {"[$-804]yyyy/m/d", XLSX_DAY},
        {"m/d/yy h:mm", XLSX_DAY_TIME},
        {"h:mm AM/PM", XLSX_TIME},
        {"[mm]:ss", XLSX_TIME},
        {"mmm", XLSX_DAY},
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (xlsx_show_of(164, codes[i].code) != codes[i].show) fail_msg("format %s", codes[i].code);
    fixture_free(f);
}

/* Against the C library's calendar, every day that Excel and the tables of stores can mean. */
static void every_day_since_1900(void **state) {
    (void)state;
    char out[XLSX_NUMBER_SIZE], value[16], want[16];
    xlsx_number("1", XLSX_DAY, false, out);
    assert_string_equal(out, "1900-01-01");
    xlsx_number("59", XLSX_DAY, false, out);
    assert_string_equal(out, "1900-02-28");
    for (int day = 61; day < 73051; day++) { /* to 2099 */
        time_t at = ((time_t)day - 25569) * 86400;
        struct tm tm;
        gmtime_r(&at, &tm);
        strftime(want, sizeof want, "%Y-%m-%d", &tm);
        snprintf(value, sizeof value, "%d", day);
        xlsx_number(value, XLSX_DAY, false, out);
        assert_string_equal(out, want);
    }
}

static void sheets_are_read_in_the_order_of_their_tabs(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    const char *one = SHEET("<row><c t=\"str\"><v>h</v></c></row><row><c><v>1</v></c></row>");
    const char *two = SHEET("<row><c t=\"str\"><v>h</v></c></row><row><c><v>2</v></c></row>");
    const char *other = SHEET("<row><c t=\"str\"><v>notes</v></c></row><row><c><v>3</v></c></row>");
    const char *empty = SHEET("");
    const char *both = BOOK("<sheets><sheet name=\"B\" r:id=\"rId2\"/><sheet name=\"A\" r:id=\"rId1\"/></sheets>");
    const char *hidden =
        BOOK("<sheets><sheet name=\"B\" state=\"hidden\" r:id=\"rId2\"/><sheet name=\"A\" r:id=\"rId1\"/></sheets>");
    reads_as(f, CELLS({"xl/workbook.xml", both}, {"xl/worksheets/sheet1.xml", one}, {"xl/worksheets/sheet2.xml", two}),
             "1: h\n2: 2\n2: 1\n");
    reads_as(f,
             CELLS({"xl/workbook.xml", hidden}, {"xl/worksheets/sheet1.xml", one}, {"xl/worksheets/sheet2.xml", two}),
             "1: h\n2: 1\n");
    reads_as(f,
             CELLS({"xl/workbook.xml", both}, {"xl/worksheets/sheet1.xml", other}, {"xl/worksheets/sheet2.xml", two}),
             "1: h\n2: 2\nleft out A\n");
    reads_as(f,
             CELLS({"xl/workbook.xml", both}, {"xl/worksheets/sheet1.xml", one}, {"xl/worksheets/sheet2.xml", empty}),
             "1: h\n2: 1\n");
    fixture_free(f);
}

static void names_may_have_any_prefix(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    reads_as(
        f,
        CELLS({"xl/workbook.xml", XML_HEAD "<x:workbook xmlns:x=\"" MAIN_NS "\" xmlns:q=\"" OFFICE_NS
                                           "\"><x:sheets><x:sheet name=\"A\" q:id=\"rId1\"/></x:sheets></x:workbook>"},
              {"xl/worksheets/sheet1.xml",
               XML_HEAD "<m:worksheet xmlns:m=\"" MAIN_NS "\"><m:sheetData><m:row><m:c><m:v>1</m:v></m:c></m:row>"
                        "</m:sheetData></m:worksheet>"}),
        "1: 1\n");
    fixture_free(f);
}

static void what_cannot_be_read_is_told_in_words(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    const char *row = SHEET("<row><c><v>1</v></c></row>");
    is_refused(write_book(f, CELLS({"xl/worksheets/sheet1.xml",
                                    XML_HEAD "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>"})),
               "DOCTYPE");
    is_refused(write_book(f, CELLS({"xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c>"})), "damaged");
    is_refused(write_book(f, CELLS({"xl/worksheets/other.xml", row})), "lacks its part");
    is_refused(write_book(f, CELLS({"xl/workbook.xml", BOOK("<sheets/>")})), "no visible sheet");
    is_refused(write_book(f, CELLS({"_rels/.rels", NULL}, {"content.xml", row})), "zip file without");
    is_refused(write_book(f, CELLS({"_rels/.rels", "<R xmlns=\"x\"><Relationship Id=\"1\" Type=\"a/officeDocument\" "
                                                   "Target=\"xl/workbook.bin\"/></R>"})),
               ".xlsb");
    is_refused(write_book(f, CELLS({"xl/worksheets/sheet1.xml", SHEET("<row r=\"1048577\"><c><v>1</v></c></row>")})),
               "more rows");
    Buf whole = read_all(write_book(f, CELLS({"xl/worksheets/sheet1.xml", row})));
    is_refused(write_file(f, whole.text, whole.len - 30), "damaged or not complete");
    buf_free(&whole);
    Buf deep = {0};
    for (int i = 0; i < 100000; i++) buf_puts(&deep, "<a>");
    is_refused(write_book(f, CELLS({"xl/worksheets/sheet1.xml", buf_text(&deep)})), "nested too deeply");
    buf_free(&deep);
    fixture_free(f);
}

/* An OLE document with these words in its directory, which is the sector behind the header's. */
static void old_workbooks_and_passwords_are_told(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    static const char *const streams[][2] = {{"EncryptedPackage", "password"}, {"Workbook", ".xls)"}};
    for (size_t i = 0; i < 2; i++) {
        unsigned char ole[2048] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
        ole[30] = 9;
        ole[48] = 1;
        for (size_t k = 0; streams[i][0][k]; k++) ole[1024 + 128 + 2 * k] = (unsigned char)streams[i][0][k];
        is_refused(write_file(f, ole, sizeof ole), streams[i][1]);
    }
    is_refused(write_file(f, "\xD0\xCF\x11\xE0", 4), ".xls");
    fixture_free(f);
}

static void a_zip_bomb_is_refused_soon(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    enum { BOMB = 120 * 1024 * 1024 };
    char *blanks = mem_alloc(BOMB + 1);
    memset(blanks, ' ', BOMB);
    memcpy(blanks, "<worksheet>", 11);
    is_refused(write_book(f, CELLS({"xl/worksheets/sheet1.xml", blanks})), "unpacks to far more");
    free(blanks);
    fixture_free(f);
}

static void a_cell_or_row_beyond_the_limits_costs_its_row_only(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Buf xml = {0};
    buf_puts(&xml, "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>");
    for (int i = 0; i < 70000; i++) buf_puts(&xml, "x");
    buf_puts(&xml, "</v></c></row><row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row><row r=\"3\"><c><v>3</v></c></row>"
                   "</sheetData></worksheet>");
    reads_as(f, CELLS({"xl/worksheets/sheet1.xml", buf_text(&xml)}), "1:!\n2:!\n3: 3\n");
    buf_free(&xml);
    fixture_free(f);
}

/* The sample of a real export, as LibreOffice or Excel would save it, yields the same orders and faults. */
static void the_sample_as_a_workbook_reads_as_its_csv(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport csv = {0}, book = {0};
    Err err = {0};
    Sheet *sheet;
    CsvRecord record;
    Buf xml = {0};
    must(sheet_open(&sheet, test_data("dms-orders-gb18030.csv"), NULL, &err), &err);
    buf_puts(&xml, "<worksheet><sheetData>");
    while (sheet_next(sheet, &record, &err) == CSV_RECORD) {
        buf_printf(&xml, "<row r=\"%d\">", record.line);
        for (size_t i = 0; i < record.n; i++) {
            if (!*record.cells[i]) continue;
            buf_printf(&xml, "<c r=\"%c%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", (char)('A' + i),
                       record.line);
            for (const char *p = record.cells[i]; *p; p++)
                if (*p == '<' || *p == '&')
                    buf_printf(&xml, "&#%d;", *p);
                else
                    buf_putc(&xml, *p);
            buf_puts(&xml, "</t></is></c>");
        }
        buf_puts(&xml, "</row>");
    }
    sheet_close(sheet);
    buf_puts(&xml, "</sheetData></worksheet>");
    const char *path = write_book(f, CELLS({"xl/worksheets/sheet1.xml", buf_text(&xml)}));
    must(import_orders_file(f->office.db, f->office.settings, path, NULL, &book, &err), &err);
    must(import_orders_file(f->office.db, f->office.settings, test_data("dms-orders-gb18030.csv"), NULL, &csv, &err),
         &err);
    assert_string_equal(book.encoding, "xlsx");
    assert_int_equal(book.counts.created, 56);
    assert_int_equal(csv.counts.same, 56);
    assert_int_equal(book.exported, csv.exported);
    assert_int_equal(book.n_faults, csv.n_faults);
    for (size_t i = 0; i < csv.n_faults; i++) {
        assert_int_equal(book.faults[i].line, csv.faults[i].line);
        assert_string_equal(book.faults[i].code, csv.faults[i].code);
        assert_string_equal(book.faults[i].field, csv.faults[i].field);
    }
    buf_free(&xml);
    import_report_free(&csv);
    import_report_free(&book);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_of_a_cell),
        cmocka_unit_test(dates_are_known_by_their_formats),
        cmocka_unit_test(every_day_since_1900),
        cmocka_unit_test(sheets_are_read_in_the_order_of_their_tabs),
        cmocka_unit_test(names_may_have_any_prefix),
        cmocka_unit_test(what_cannot_be_read_is_told_in_words),
        cmocka_unit_test(old_workbooks_and_passwords_are_told),
        cmocka_unit_test(a_zip_bomb_is_refused_soon),
        cmocka_unit_test(a_cell_or_row_beyond_the_limits_costs_its_row_only),
        cmocka_unit_test(the_sample_as_a_workbook_reads_as_its_csv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
