/* 10,000 hostile texts through every writer and reader, from a customer's finger and from a DMS's file to each export
 * and back: unchanged in JSON and Excel files, in CSV with an apostrophe that import takes off again, or refused in
 * words. */
#include "workbook.h"

#include "base/csv_write.h"
#include "base/utf8.h"
#include "office/import_cells.h"
#include "office/report_doc.h"
#include "office/xlsx_out.h"
#include "office/xlsx_text.h"
#include "store/feedback.h"
#include "store/view.h"

#include <expat.h>
#include <jansson.h>

enum { TEXTS = 10000, STORED = 2000 };

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static const char *const atoms[] = {
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "'",
    "''",
    "\"",
    "\"\"",
    ",",
    ";",
    "|",
    " ",
    "　",
    "=1+1",
    "=cmd|'/c calc'!A0",
    "=\"x\"",
    "=HYPERLINK(\"http://x\",\"y\")",
    "-1",
    "-12.50",
    "+1",
    "@SUM(A1)",
    "＝1",
    "＠a",
    "\u202E",
    "\u202D",
    "\u2066",
    "\u2069",
    "\u200B",
    "\u200D",
    "\uFEFF",
    "\u0301",
    "e\u0301",
    "𠮷",
    "👩‍🔧",
    "等太久",
    "a",
    "Z",
    "0",
    "19900001234",
    "1.99E+10",
    "_x0041_",
    "_x000D_",
    "_x",
    "_",
    "<",
    ">",
    "&",
    "&amp;",
    "]]>",
    "<![CDATA[",
    "\\",
    "\\u0000",
    "\x01",
    "\x08",
    "\x0B",
    "\x0C",
    "\x1A",
    "\x1F",
    "\x7F",
    "\xC2\x85",
    "\u2028",
    "\uFFFE",
    "\uFFFF",
    "\uFFFD",
    "\xED\xA0\x80",
    "\xED\xBF\xBF",
    "\xFF",
    "\xC0\xAF",
    "\xE4\xB8",
    "\xF4\x90\x80\x80",
    "NULL",
    "null",
    "#N/A",
    "%s%n",
    "'; DROP TABLE rating; --",
    "../../etc/passwd",
};

/* The i-th text; the first ones are the atoms themselves. */
static void hostile(uint32_t i, Buf *out) {
    const size_t n = sizeof atoms / sizeof *atoms;
    uint32_t seed = i * 2654435761u + 1;
    buf_clear(out);
    if (i < n) {
        buf_puts(out, atoms[i]);
        return;
    }
    uint32_t parts = 1 + next_random(&seed) % 7;
    for (uint32_t k = 0; k < parts; k++) buf_puts(out, atoms[next_random(&seed) % n]);
}

/* What is not UTF-8 can only be shown as U+FFFD. */
static void repair(const char *text, Buf *out) {
    const char *p = text, *end = text + strlen(text);
    buf_clear(out);
    while (p < end) {
        char bytes[5];
        buf_add(out, bytes, utf8_put(bytes, utf8_next(&p, end)));
    }
}

static void same_text(const char *got, const char *want, uint32_t i, const char *where) {
    if (strcmp(got, want) == 0) return;
    Buf told = {0};
    json_quote(&told, got);
    buf_puts(&told, " is not ");
    json_quote(&told, want);
    fail_msg("text %u in %s: %s", i, where, buf_text(&told));
}

static const char *const names[] = {"id", "text", "end"};

static ViewRow row_of(const char *text, const char **values, size_t *lens, ViewType *types) {
    const char *const cells[] = {"x", text, "y"};
    for (int i = 0; i < 3; i++) {
        values[i] = cells[i];
        lens[i] = strlen(cells[i]);
        types[i] = VIEW_TEXT;
    }
    return (ViewRow){.n = 3, .names = names, .values = values, .lens = lens, .types = types};
}

static void write_csv(Fixture *f) {
    Out out;
    Err err = {0};
    Buf text = {0};
    must(out_begin(&out, f->file, &err), &err);
    out_bytes(&out, "\xEF\xBB\xBF", 3);
    for (uint32_t i = 0; i < TEXTS; i++) {
        hostile(i, &text);
        csv_cell(&out, "x");
        out_bytes(&out, ",", 1);
        csv_cell(&out, buf_text(&text));
        out_bytes(&out, ",y\r\n", 4);
    }
    must(out_finish(&out, &err), &err);
    buf_free(&text);
}

static void write_xlsx(Fixture *f) {
    XlsxOut *out;
    Err err = {0};
    Buf text = {0};
    const char *values[3];
    size_t lens[3];
    ViewType types[3];
    must(xlsx_out_begin(&out, f->file, "texts", names, 3, &err), &err);
    for (uint32_t i = 0; i < TEXTS; i++) {
        hostile(i, &text);
        ViewRow row = row_of(buf_text(&text), values, lens, types);
        must(xlsx_out_row(out, &row, &err), &err);
    }
    must(xlsx_out_end(out, &err), &err);
    buf_free(&text);
}

static void read_back(Fixture *f, const char *where) {
    Sheet *sheet;
    CsvRecord record;
    Err err = {0};
    Buf text = {0}, want = {0};
    must(sheet_open(&sheet, f->file, NULL, &err), &err);
    if (strcmp(where, "xlsx") == 0) assert_int_equal(sheet_next(sheet, &record, &err), CSV_RECORD);
    for (uint32_t i = 0; i < TEXTS; i++) {
        hostile(i, &text);
        repair(buf_text(&text), &want);
        if (sheet_next(sheet, &record, &err) != CSV_RECORD) fail_msg("%s ends at text %u: %s", where, i, err.en);
        assert_int_equal(record.fault, CSV_SOUND);
        assert_int_equal(record.n, 3);
        same_text(record.cells[1], buf_text(&want), i, where);
        assert_string_equal(record.cells[2], "y");
    }
    assert_int_equal(sheet_next(sheet, &record, &err), CSV_END);
    sheet_close(sheet);
    buf_free(&text);
    buf_free(&want);
}

static void csv_gives_every_text_back(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    write_csv(f);
    read_back(f, "csv");
    fixture_free(f);
}

static void excel_gives_every_text_back(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    write_xlsx(f);
    read_back(f, "xlsx");
    fixture_free(f);
}

/* Read by a JSON library that is not ours; a NUL too. */
static void json_gives_every_text_back(void **state) {
    (void)state;
    Buf text = {0}, want = {0}, json = {0};
    for (uint32_t i = 0; i < TEXTS; i++) {
        hostile(i, &text);
        repair(buf_text(&text), &want);
        buf_clear(&json);
        json_quote(&json, buf_text(&text));
        json_t *read = json_loads(buf_text(&json), JSON_DECODE_ANY, NULL);
        if (!read) fail_msg("text %u is no JSON: %s", i, buf_text(&json));
        same_text(json_string_value(read), buf_text(&want), i, "json");
        json_decref(read);
    }
    Fixture *f = fixture_new();
    Out out;
    Err err = {0};
    must(out_begin(&out, f->file, &err), &err);
    out_json_bytes(&out, "a\0b", 3);
    must(out_finish(&out, &err), &err);
    Buf bytes = read_all(f->file);
    assert_string_equal(buf_text(&bytes), "\"a\\u0000b\"");
    buf_free(&bytes);
    fixture_free(f);
    buf_free(&text);
    buf_free(&want);
    buf_free(&json);
}

/* No cell of a CSV file begins with what a spreadsheet runs. */
static void no_cell_runs(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Err err = {0};
    Buf text = {0}, raw = {0};
    for (uint32_t i = 0; i < TEXTS; i += 5) { /* a file each */
        Out out;
        hostile(i, &text);
        must(out_begin(&out, f->file, &err), &err);
        out_bytes(&out, "x,", 2);
        csv_cell(&out, buf_text(&text));
        must(out_finish(&out, &err), &err);
        raw = read_all(f->file);
        const char *cell = raw.text + 2 + (raw.text[2] == '"');
        bool number = strspn(cell, "-0123456789.") == strlen(cell) && cell[0] == '-' && cell[1];
        if (*cell && strchr("=+@\t\r\n-", *cell) && !number) fail_msg("text %u would run: %s", i, cell);
        buf_free(&raw);
    }
    buf_free(&text);
    fixture_free(f);
}

/* A megabyte: JSON and CSV carry it, Excel's cells and our import's limits refuse it in words. */
static void a_megabyte_is_carried_or_refused_in_words(void **state) {
    (void)state;
    enum { LONG = 1024 * 1024 };
    Fixture *f = fixture_new();
    Err err = {0};
    XlsxOut *book;
    Out out;
    const char *values[3];
    size_t lens[3];
    ViewType types[3];
    char *text = mem_alloc(LONG + 1);
    memset(text, 'x', LONG);
    ViewRow row = row_of(text, values, lens, types);
    must(xlsx_out_begin(&book, f->file, "long", names, 3, &err), &err);
    assert_false(xlsx_out_row(book, &row, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.en, "32,767"));
    xlsx_out_abandon(book);
    Buf json = {0};
    json_quote(&json, text);
    assert_int_equal(json.len, LONG + 2);
    buf_free(&json);
    must(out_begin(&out, f->file, &err), &err);
    csv_cell(&out, text);
    out_bytes(&out, "\r\na,b\r\n", 7);
    must(out_finish(&out, &err), &err);
    Buf read = read_sheet(f->file, &err);
    assert_string_equal(buf_text(&read), "1:!\n2: a|b\n");
    buf_free(&read);
    free(text);
    fixture_free(f);
}

/* ---- reports ---- */

static void report_of_texts(Doc *doc) {
    Buf text = {0};
    *doc = (Doc){.id = "x", .title = "=1+1\x01", .sub = "\x0B\xFF_x0041_"};
    for (uint32_t i = 0; i < STORED; i++) {
        hostile(i, &text);
        doc_figure(doc, "f", buf_text(&text), cell_int((int64_t)i), 0, TONE_PLAIN);
    }
    for (uint32_t t = 0; t < 40; t++) { /* each text is a sheet's and a chart's name too */
        hostile(t * 2, &text);
        DocTable *table = doc_table(doc, "t", arena_strdup(&doc->arena, buf_text(&text)), "");
        doc_column(table, "a", table->title, CELL_TEXT, 0);
        size_t n = doc_column(table, "n", table->title, CELL_COUNT, 0);
        for (uint32_t i = t; i < STORED; i += 100) {
            hostile(i, &text);
            doc_cell(table, cell_text(doc, buf_text(&text)));
            doc_cell(table, cell_int(1));
        }
        doc_chart(table, CHART_BARS, table->title, n);
    }
    buf_free(&text);
}

static void every_part_is_xml(const char *path) {
    int error;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &error);
    assert_non_null(zip);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        char bytes[4096];
        zip_int64_t n;
        zip_file_t *part = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        XML_Parser xml = XML_ParserCreate(NULL);
        do {
            n = zip_fread(part, bytes, sizeof bytes);
            assert_true(n >= 0);
            if (!XML_Parse(xml, bytes, (int)n, n == 0))
                fail_msg("%s: %s", zip_get_name(zip, (zip_uint64_t)i, 0), XML_ErrorString(XML_GetErrorCode(xml)));
        } while (n > 0);
        XML_ParserFree(xml);
        zip_fclose(part);
    }
    zip_discard(zip);
}

/* The summary gives every text back, and all parts of the workbook are XML that a strict parser reads. */
static void a_report_gives_every_text_back(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Doc doc = {0};
    Err err = {0};
    Sheet *sheet;
    CsvRecord record;
    Buf text = {0}, want = {0};
    report_of_texts(&doc);
    must(doc_xlsx(&doc, f->file, &err), &err);
    must(sheet_open(&sheet, f->file, NULL, &err), &err);
    for (int row = 0; row < 3; row++) assert_int_equal(sheet_next(sheet, &record, &err), CSV_RECORD);
    for (uint32_t i = 0; i < STORED; i++) {
        hostile(i, &text);
        repair(buf_text(&text), &want);
        if (sheet_next(sheet, &record, &err) != CSV_RECORD) fail_msg("the summary ends at text %u: %s", i, err.en);
        same_text(record.cells[0], buf_text(&want), i, "a report");
        assert_int_equal(strtol(record.cells[1], NULL, 10), i);
    }
    sheet_close(sheet);
    every_part_is_xml(f->file);
    buf_free(&text);
    buf_free(&want);
    doc_free(&doc);
    fixture_free(f);
}

/* A cell is cut to what Excel holds, on a whole escape; libxlsxwriter counts the escapes too. */
static void a_long_text_of_a_report_is_cut(void **state) {
    (void)state;
    static const char *const units[] = {"x", "\x01", "_x0041_", "𠮷", "等"};
    Fixture *f = fixture_new();
    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        Err err = {0};
        Doc doc = {.title = "long", .sub = ""};
        Buf text = {0}, cell = {0};
        for (int i = 0; i < 40000; i++) buf_puts(&text, units[k]);
        doc_figure(&doc, "f", buf_text(&text), cell_int(1), 0, TONE_PLAIN);
        must(doc_xlsx(&doc, f->file, &err), &err);
        xlsx_cell(&cell, buf_text(&text));
        assert_in_range(utf8_count(buf_text(&cell)), 16383, XLSX_TEXT_MAX);
        xlsx_unescape(cell.text);
        assert_int_equal(strncmp(cell.text, buf_text(&text), strlen(cell.text)), 0);
        buf_free(&text);
        buf_free(&cell);
        doc_free(&doc);
    }
    fixture_free(f);
}

/* ---- through the store ---- */

static Buf export_as(Fixture *f, const char *listing, const char *format, char path[160]) {
    char command[640];
    snprintf(path, 160, "%s/out.%s", f->folder, format);
    snprintf(command, sizeof command, "'%s/lounge' --db '%s' export %s -o '%s' 2>/dev/null", getenv("LOUNGE_BUILD"),
             f->db_path, listing, path);
    if (system(command) != 0) fail_msg("%s", command);
    return strcmp(format, "json") == 0 ? read_all(path) : (Buf){0};
}

typedef struct Column { /* of a view, as it is stored */
    const char *name;
    Arena arena;
    const char **texts;
    size_t n, cap;
} Column;

static bool keep_text(void *ctx, const ViewRow *row) {
    Column *c = ctx;
    for (int i = 0; i < row->n; i++) {
        if (strcmp(row->names[i], c->name) != 0) continue;
        if (c->n == c->cap) c->texts = mem_grow(c->texts, (c->cap = c->cap ? c->cap * 2 : 1024) * sizeof *c->texts);
        c->texts[c->n++] = arena_strdup(&c->arena, row->values[i] ? row->values[i] : "");
    }
    return true;
}

static void check_sheet(const char *path, const Column *want) {
    Sheet *sheet;
    CsvRecord record;
    Err err = {0};
    Buf repaired = {0};
    must(sheet_open(&sheet, path, NULL, &err), &err);
    assert_int_equal(sheet_next(sheet, &record, &err), CSV_RECORD);
    size_t column = 0;
    while (column < record.n && strcmp(record.cells[column], want->name) != 0) column++;
    assert_true(column < record.n);
    for (size_t i = 0; i < want->n; i++) {
        assert_int_equal(sheet_next(sheet, &record, &err), CSV_RECORD);
        repair(want->texts[i], &repaired);
        same_text(column < record.n ? record.cells[column] : "", buf_text(&repaired), (uint32_t)i, path);
    }
    assert_int_equal(sheet_next(sheet, &record, &err), CSV_END);
    sheet_close(sheet);
    buf_free(&repaired);
}

static void check_json(const Buf *text, const Column *want) {
    Buf repaired = {0};
    json_t *rows = json_loadb(text->text, text->len, 0, NULL);
    assert_non_null(rows);
    assert_int_equal(json_array_size(rows), want->n);
    for (size_t i = 0; i < want->n; i++) {
        repair(want->texts[i], &repaired);
        same_text(json_string_value(json_object_get(json_array_get(rows, i), want->name)), buf_text(&repaired),
                  (uint32_t)i, "json");
    }
    json_decref(rows);
    buf_free(&repaired);
}

static void exports_give_back(Fixture *f, const char *listing, Column *column) {
    char path[160];
    Err err = {0};
    must(view_each(f->office.db, listing, INT64_MIN, INT64_MAX, keep_text, column, &err), &err);
    assert_int_equal(column->n, STORED);
    export_as(f, listing, "csv", path);
    check_sheet(path, column);
    export_as(f, listing, "xlsx", path);
    check_sheet(path, column);
    Buf json = export_as(f, listing, "json", path);
    check_json(&json, column);
    buf_free(&json);
    arena_free(&column->arena);
    free(column->texts);
}

static void what_a_customer_wrote_reaches_every_export(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Err err = {0};
    Buf text = {0};
    must(db_begin(f->office.db, &err), &err);
    for (uint32_t i = 0; i < STORED; i++) {
        char case_no[24];
        RatingTap tap = {uuid_new(), uuid_new(), local("2026-11-23T10:00") + i, "zh", 5, "", 1, false};
        Answers answers = {.rating_id = tap.rating_id,
                           .complaint_id = uuid_new(),
                           .voice_id = uuid_new(),
                           .visit_id = tap.visit_id,
                           .at = tap.at,
                           .lang = "zh",
                           .order_no = "",
                           .score = 5,
                           .reasons = "",
                           .nps = -1,
                           .phone = ""};
        hostile(i * (TEXTS / STORED), &text);
        answers.words = buf_text(&text);
        must(rating_save(f->office.db, &tap, &err), &err);
        must(answers_save(f->office.db, &answers, case_no, &err), &err);
    }
    must(db_commit(f->office.db, &err), &err);
    Column column = {.name = "comment"};
    exports_give_back(f, "ratings", &column);
    buf_free(&text);
    fixture_free(f);
}

static void what_a_dms_wrote_reaches_every_export(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Err err = {0};
    Out out;
    Buf text = {0}, want = {0};
    ImportReport report = {0};
    must(out_begin(&out, f->file, &err), &err);
    out_bytes(&out, "\xEF\xBB\xBF工单号,状态,进厂时间,客户姓名\n",
              strlen("\xEF\xBB\xBF工单号,状态,进厂时间,客户姓名\n"));
    for (uint32_t i = 0; i < STORED; i++) {
        char head[64];
        int n = snprintf(head, sizeof head, "RO%05u,施工中,2026-11-%02u 09:%02u,", i, 1 + i / 60 % 28, i % 60);
        hostile(i * (TEXTS / STORED), &text);
        out_bytes(&out, head, (size_t)n);
        csv_cell(&out, buf_text(&text));
        out_bytes(&out, "\r\n", 2);
    }
    must(out_finish(&out, &err), &err);
    must(import_orders_file(f->office.db, f->office.settings, f->file, NULL, &report, &err), &err);
    assert_int_equal(report.counts.created, STORED);
    Column owners = {.name = "owner"}, orders = {.name = "order_no"};
    must(view_each(f->office.db, "orders", INT64_MIN, INT64_MAX, keep_text, &owners, &err), &err);
    must(view_each(f->office.db, "orders", INT64_MIN, INT64_MAX, keep_text, &orders, &err), &err);
    for (size_t k = 0; k < orders.n; k++) { /* blanks and control characters around and between are cleaned away */
        uint32_t i = (uint32_t)atoi(orders.texts[k] + 2);
        hostile(i * (TEXTS / STORED), &text);
        repair(buf_text(&text), &want);
        if (!want.len) continue;
        cell_clean(want.text, false);
        if (!cell_says_nothing(want.text)) same_text(owners.texts[k], want.text, i, "the store");
    }
    arena_free(&owners.arena);
    arena_free(&orders.arena);
    free(owners.texts);
    free(orders.texts);
    Column column = {.name = "owner"};
    exports_give_back(f, "orders", &column);
    import_report_free(&report);
    buf_free(&text);
    buf_free(&want);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_gives_every_text_back),
        cmocka_unit_test(excel_gives_every_text_back),
        cmocka_unit_test(json_gives_every_text_back),
        cmocka_unit_test(no_cell_runs),
        cmocka_unit_test(a_megabyte_is_carried_or_refused_in_words),
        cmocka_unit_test(a_report_gives_every_text_back),
        cmocka_unit_test(a_long_text_of_a_report_is_cut),
        cmocka_unit_test(what_a_customer_wrote_reaches_every_export),
        cmocka_unit_test(what_a_dms_wrote_reaches_every_export),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
