/* Damaged exports: the sample cut at every byte, with bytes changed, random bytes. Nothing crashes or hangs; a file
 * that is refused says why; of one that is taken, what stands before the damage lands. */
#include "../office/import_fixture.h"

#include "base/utf8.h"
#include "office/import_orders.h"

enum { APPLY_EVERY = 97, MUTATIONS = 200, NOISES = 200 };

/* The same numbers everywhere: a failure can be repeated. */
static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static bool check_order(void *ctx, const ImportOrder *o, Err *err) {
    (void)err;
    *(int *)ctx += 1;
    assert_true(*o->order_no && o->stage != STAGE_NONE && o->arrived > 0 && o->line > 0);
    const char *texts[] = {o->order_no,    o->plate,         o->vin,     o->model,      o->owner,
                           o->owner_phone, o->bringer,       o->advisor, o->bay,        o->technician,
                           o->remark,      o->bringer_phone, o->flags,   o->kind_words, o->purchased_day};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_true(utf8_valid(texts[i], strlen(texts[i])));
    assert_in_range(o->n_proposals, 0, IMPORT_PROPOSALS_MAX);
    return true;
}

/* Reads without a database; returns the orders read, −1 when the file was refused in words. */
static int read_only(Fixture *f, const void *bytes, size_t len, ImportReport *r) {
    int orders = 0;
    OrdersSink sink = {&orders, check_order, NULL, NULL};
    ImportMeta meta;
    char digest[65];
    Err err = {0};
    import_report_free(r);
    if (orders_read(f->office.settings, write_file(f, bytes, len), NULL, &sink, r, &meta, digest, &err)) {
        assert_true(r->read >= orders);
        return orders;
    }
    assert_int_equal(err.code, ERR_INPUT);
    assert_true(*err.en && *err.zh && utf8_valid(err.en, strlen(err.en)));
    return -1;
}

static void the_sample_cut_at_every_byte(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Buf sample = read_all(test_data("dms-orders-gb18030.csv"));
    int most = -1;
    for (size_t len = 0; len <= sample.len; len++) {
        int orders = read_only(f, sample.text, len, &r);
        /* one less: the last line is refused while its quoted remark is open */
        if (orders < most - 1) fail_msg("cut at byte %zu: %d orders, and %d before", len, orders, most);
        if (orders > most) most = orders;
        if (orders >= 0 && r.refused > 4) fail_msg("cut at byte %zu: %d lines refused", len, r.refused);
    }
    assert_int_equal(most, 57); /* one order stands on two lines */
    import_report_free(&r);
    buf_free(&sample);
    fixture_free(f);
}

static void cuts_applied_one_after_another_end_in_the_whole(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Err err = {0};
    Buf sample = read_all(test_data("dms-orders-gb18030.csv"));
    for (size_t len = 0; len < sample.len; len += APPLY_EVERY) {
        import_report_free(&r);
        import_orders_file(f->office.db, f->office.settings, write_file(f, sample.text, len), NULL, &r, &err);
    }
    import_report_free(&r);
    must(import_orders_file(f->office.db, f->office.settings, test_data("dms-orders-gb18030.csv"), NULL, &r, &err),
         &err);
    assert_int_equal(r.counts.orders, 56);
    assert_int_equal(r.counts.gone, 0);
    Buf faults = {0};
    size_t n = 0;
    must(db_check(f->office.db, &faults, &n, &err), &err);
    assert_int_equal(n, 0);
    buf_free(&faults);
    import_report_free(&r);
    buf_free(&sample);
    fixture_free(f);
}

static void changed_bytes_cost_their_lines_only(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Buf sample = read_all(test_data("dms-orders-gb18030.csv"));
    const size_t body = 700; /* behind the header: damage there is another test's */
    uint32_t seed = 20261123;
    for (int i = 0; i < MUTATIONS; i++) {
        char *copy = mem_alloc(sample.len);
        memcpy(copy, sample.text, sample.len);
        size_t touched = 1 + next_random(&seed) % 3;
        static const char bytes[] = "\",\n\r\t;\x00\xFF\x80 0A=";
        for (size_t k = 0; k < touched; k++)
            copy[body + next_random(&seed) % (sample.len - body)] = bytes[next_random(&seed) % (sizeof bytes - 1)];
        int orders = read_only(f, copy, sample.len, &r);
        /* a byte can break one line, or join two, or split one */
        if (orders < 57 - 2 * (int)touched) fail_msg("mutation %d: only %d orders left", i, orders);
        free(copy);
    }
    import_report_free(&r);
    buf_free(&sample);
    fixture_free(f);
}

static void bytes_lost_or_doubled_anywhere(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Buf sample = read_all(test_data("dms-orders-gb18030.csv"));
    uint32_t seed = 42;
    for (int i = 0; i < MUTATIONS; i++) {
        Buf damaged = {0};
        size_t at = next_random(&seed) % sample.len, n = 1 + next_random(&seed) % 40;
        if (n > sample.len - at) n = sample.len - at;
        buf_add(&damaged, sample.text, at);
        if (i % 2) {
            buf_add(&damaged, sample.text + at, n);
            buf_add(&damaged, sample.text + at, sample.len - at);
        } else {
            buf_add(&damaged, sample.text + at + n, sample.len - at - n);
        }
        read_only(f, damaged.text, damaged.len, &r);
        buf_free(&damaged);
    }
    import_report_free(&r);
    buf_free(&sample);
    fixture_free(f);
}

static void random_bytes_are_refused_in_words(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    uint32_t seed = 7;
    static const char header[] = "RO,State,Arrival,增项,增项金额,Plate\n";
    for (int i = 0; i < NOISES; i++) {
        char noise[3000];
        size_t len = 1 + next_random(&seed) % sizeof noise;
        for (size_t k = 0; k < len; k++) noise[k] = (char)next_random(&seed);
        if (i % 2 && len > sizeof header) memcpy(noise, header, sizeof header - 1);
        assert_int_equal(read_only(f, noise, len, &r), -1);
    }
    import_report_free(&r);
    fixture_free(f);
}

/* Every line opens a quote and none closes it: the worst case of reading lines again. */
static void quotes_that_never_close(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Buf text = {0};
    buf_puts(&text, "工单号,状态,进厂时间,备注\n");
    for (int i = 0; i < 2000; i++) buf_printf(&text, "RO%d,施工中,2026-11-23 09:00,x\"\n", i);
    for (int i = 0; i < 3000; i++) buf_printf(&text, "RO%d,施工中,2026-11-23 09:00,\"x%d\n", 10000 + i, i);
    buf_puts(&text, "RO1,施工中,2026-11-23 09:00,good\n");
    Ms start = clock_mono();
    assert_int_equal(read_only(f, text.text, text.len, &r), 2001);
    assert_int_equal(r.refused, 3000);
    if (clock_mono() - start > 30000) fail_msg("reading lines again hangs");
    buf_free(&text);
    import_report_free(&r);
    fixture_free(f);
}

static void a_huge_cell_costs_its_line_only(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Buf text = {0};
    buf_puts(&text, "工单号,状态,进厂时间,备注\nRO1,施工中,2026-11-23 09:00,\"");
    for (int i = 0; i < 500000; i++) buf_puts(&text, "0123456789");
    buf_puts(&text, "\"\nRO2,施工中,2026-11-23 09:00,good\n");
    assert_int_equal(read_only(f, text.text, text.len, &r), 1);
    assert_string_equal(fault_at(&r, 2)->code, "long_cell");
    buf_free(&text);
    import_report_free(&r);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_cut_at_every_byte),
        cmocka_unit_test(cuts_applied_one_after_another_end_in_the_whole),
        cmocka_unit_test(changed_bytes_cost_their_lines_only),
        cmocka_unit_test(bytes_lost_or_doubled_anywhere),
        cmocka_unit_test(random_bytes_are_refused_in_words),
        cmocka_unit_test(quotes_that_never_close),
        cmocka_unit_test(a_huge_cell_costs_its_line_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
