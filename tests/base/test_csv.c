/* CSV as spreadsheets write it: quotes, line breaks, delimiters, physical line numbers, bounds, and an unclosed quote
 * that costs its own line only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/csv.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

typedef struct Source {
    const char *text;
    size_t len, at, step; /* step: bytes a read gives */
} Source;

static bool give(void *ctx, char *out, size_t size, size_t *got, Err *err) {
    Source *s = ctx;
    (void)err;
    size_t n = s->len - s->at;
    if (n > size) n = size;
    if (n > s->step) n = s->step;
    memcpy(out, s->text + s->at, n);
    s->at += n;
    *got = n;
    return true;
}

/* Every record as "LINE:cell|cell" or "LINE:!FAULT", one a line. */
static void dump(Buf *out, const char *text, size_t len, size_t step) {
    Source source = {text, len, 0, step};
    Csv *csv;
    CsvRecord record;
    assert_true(csv_open(&csv, give, &source, NULL));
    while (csv_next(csv, &record, NULL) == CSV_RECORD) {
        buf_printf(out, "%d:", record.line);
        for (size_t i = 0; i < record.n; i++) buf_printf(out, "%s%s", i ? "|" : "", record.cells[i]);
        if (record.fault) buf_printf(out, "!%d", record.fault);
        buf_putc(out, '\n');
    }
    csv_close(csv);
}

static void expect(const char *text, const char *want) {
    static const size_t steps[] = {1, 2, 3, 7, 100000};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        Buf out = {0};
        dump(&out, text, strlen(text), steps[i]);
        assert_string_equal(buf_text(&out), want);
        buf_free(&out);
    }
}

static void plain_and_quoted_cells(void **state) {
    (void)state;
    expect("", "");
    expect("a,b,c", "1:a|b|c\n");
    expect("a,b,c\n", "1:a|b|c\n");
    expect("a,,\n,b\n\n", "1:a||\n2:|b\n3:\n");
    expect("\"a\",\"b,c\",\"\"\n", "1:a|b,c|\n");
    expect("\"say \"\"hi\"\"\",x\n", "1:say \"hi\"|x\n");
    expect("\"=\"\"LFM\"\"\",x\n", "1:=\"LFM\"|x\n");
    expect("a\"b,c\n", "1:a\"b|c\n");
    expect("\"a\"b\",c\n", "1:a\"b|c\n");
}

static void line_ends_and_line_numbers(void **state) {
    (void)state;
    expect("a\r\nb\r\nc", "1:a\n2:b\n3:c\n");
    expect("a\rb\rc\r", "1:a\n2:b\n3:c\n");
    expect("a\n\"b\nb\",1\nc", "1:a\n2:b\nb|1\n4:c\n");
    expect("a\r\n\"b\r\nb\r\nb\",1\r\nc", "1:a\n2:b\r\nb\r\nb|1\n5:c\n");
}

static void delimiters_are_found(void **state) {
    (void)state;
    expect("a\tb\n1,5\t2\n", "1:a|b\n2:1,5|2\n");
    expect("a;b;c\n1,5;2;3\n2,5;3;4\n", "1:a|b|c\n2:1,5|2|3\n3:2,5|3|4\n");
    expect("title\na,b,c\nx;y;z;w,2,3\n", "1:title\n2:a|b|c\n3:x;y;z;w|2|3\n");
    expect("sep=;\na;b,c\n", "1:sep=|\n2:a|b,c\n");
}

static void an_open_quote_costs_its_line(void **state) {
    (void)state;
    expect("a,b\n1,\"open\n2,x\n3,y\n", "1:a|b\n2:1!1\n3:2|x\n4:3|y\n");
    /* a later quoted cell shows that the first was never closed */
    expect("a,b\n1,\"open\n2,\"x,y\"\n3,z\n", "1:a|b\n2:1!1\n3:2|x,y\n4:3|z\n");
    expect("a,b\n1,\"open\n2,\"\"\n3,z\n", "1:a|b\n2:1!1\n3:2|\n4:3|z\n");
    /* … also where every cell is quoted */
    expect("\"a\",\"b\"\n\"1\",\"open\n\"2\",\"x\"\n", "1:a|b\n2:1!1\n3:2|x\n");
    /* the last line, cut within a quoted cell */
    expect("a,b\n1,\"cut", "1:a|b\n2:1!1\n");
    /* the quote opens on the second physical line of its record: only what stands below that one is read again */
    expect("a,\"b\nb\",\"open\nc,d\n", "1:a|b\nb!1\n3:c|d\n");
}

static void *filled(size_t n, const char *before, const char *after, size_t *len) {
    size_t a = strlen(before), b = strlen(after);
    char *text = mem_alloc(a + n + b + 1);
    memcpy(text, before, a);
    memset(text + a, 'x', n);
    memcpy(text + a + n, after, b);
    *len = a + n + b;
    return text;
}

static CsvFault fault_of_line_2(const char *text, size_t len, bool *line_3_follows) {
    Source source = {text, len, 0, 4000};
    Csv *csv;
    CsvRecord record;
    assert_true(csv_open(&csv, give, &source, NULL));
    assert_int_equal(csv_next(csv, &record, NULL), CSV_RECORD);
    assert_int_equal(csv_next(csv, &record, NULL), CSV_RECORD);
    assert_int_equal(record.line, 2);
    CsvFault fault = record.fault;
    *line_3_follows = csv_next(csv, &record, NULL) == CSV_RECORD && record.line == 3 && record.n == 2 &&
                      strcmp(record.cells[0], "good") == 0;
    csv_close(csv);
    return fault;
}

static void cells_and_records_are_bounded(void **state) {
    (void)state;
    static const struct {
        size_t n;
        const char *before, *after;
        CsvFault fault;
    } cases[] = {
        {CSV_CELL_MAX, "a,b\n1,", "\ngood,2\n", CSV_SOUND},
        {CSV_CELL_MAX + 1, "a,b\n1,", "\ngood,2\n", CSV_LONG_CELL},
        {CSV_CELL_MAX + 1, "a,b\n1,\"", "\"\ngood,2\n", CSV_LONG_CELL},
        {3 * CSV_RECORD_MAX, "a,b\n1,", "\ngood,2\n", CSV_LONG_CELL},
        {3 * CSV_RECORD_MAX, "a,b\n1,\"", "\"\ngood,2\n", CSV_LONG_CELL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len;
        bool follows;
        char *text = filled(cases[i].n, cases[i].before, cases[i].after, &len);
        assert_int_equal(fault_of_line_2(text, len, &follows), cases[i].fault);
        assert_true(follows);
        free(text);
    }
}

static void many_long_cells_are_a_long_record(void **state) {
    (void)state;
    Buf text = {0};
    bool follows;
    buf_puts(&text, "a,b\n");
    for (int i = 0; i < 40; i++) {
        for (int k = 0; k < 3000; k++) buf_puts(&text, "0123456789");
        buf_putc(&text, ',');
    }
    buf_puts(&text, "\ngood,2\n");
    assert_int_equal(fault_of_line_2(text.text, text.len, &follows), CSV_LONG_RECORD);
    assert_true(follows);
    buf_clear(&text);
    buf_puts(&text, "a,b\n");
    for (int i = 0; i < CSV_CELLS_MAX; i++) buf_putc(&text, ',');
    buf_puts(&text, "\ngood,2\n");
    assert_int_equal(fault_of_line_2(text.text, text.len, &follows), CSV_MANY_CELLS);
    assert_true(follows);
    buf_free(&text);
}

static bool fail_second(void *ctx, char *out, size_t size, size_t *got, Err *err) {
    int *calls = ctx;
    if (++*calls > 2) return err_set(err, ERR_IO, TXT("gone", "没了"));
    memset(out, 'a', size);
    out[size - 1] = '\n';
    *got = size;
    return true;
}

static void a_failing_source_is_told(void **state) {
    (void)state;
    int calls = 0;
    Csv *csv;
    CsvRecord record;
    Err err = {0};
    CsvStep step;
    assert_true(csv_open(&csv, fail_second, &calls, &err));
    while ((step = csv_next(csv, &record, &err)) == CSV_RECORD) continue;
    assert_int_equal(step, CSV_FAILED);
    assert_int_equal(err.code, ERR_IO);
    csv_close(csv);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_and_quoted_cells),        cmocka_unit_test(line_ends_and_line_numbers),
        cmocka_unit_test(delimiters_are_found),          cmocka_unit_test(an_open_quote_costs_its_line),
        cmocka_unit_test(cells_and_records_are_bounded), cmocka_unit_test(many_long_cells_are_a_long_record),
        cmocka_unit_test(a_failing_source_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
