/* A year's export in one file: every line lands, and the memory stays that of one day's. */
#include "import_fixture.h"

#include <iconv.h>
#include <sys/resource.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
enum { LINES = 10000, PEAK_KIB = 0 }; /* a sanitizer's own memory hides ours */
#else
enum { LINES = 100000, PEAK_KIB = 64 * 1024 };
#endif

static void write_large(Fixture *f) {
    static const char *const states[] = {"施工中", "洗车", "待料", "可取车", "已交车"};
    FILE *out = fopen(f->file, "wb");
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    assert_non_null(out);
    assert_true(cd != (iconv_t)-1);
    for (int i = -2; i < LINES; i++) {
        char line[512], coded[512], *from = line, *to = coded;
        if (i == -2)
            snprintf(line, sizeof line, "在修车辆清单（导出时间：2026年11月23日 14:20）\r\n");
        else if (i == -1)
            snprintf(line, sizeof line, "工单号,车牌号,VIN码,车型,客户姓名,联系电话,进厂时间,预计交车,状态,备注\r\n");
        else
            snprintf(line, sizeof line,
                     "RO%09d,川A%05d,LFMTEST%010d,卡罗拉 1.2T,王先生,1990%07d,2026-11-%02d 08:%02d,2026-11-23 16:00,%s,"
                     "客户说\"刹车有异响\"，请试车\r\n",
                     i, i % 100000, i, i, 1 + i % 22, i % 60, states[i % 5]);
        size_t left = strlen(line), room = sizeof coded;
        assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
        assert_int_equal(fwrite(coded, 1, sizeof coded - room, out), sizeof coded - room);
    }
    iconv_close(cd);
    assert_int_equal(fclose(out), 0);
}

static void a_hundred_thousand_lines_in_bounded_memory(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Err err = {0};
    struct rusage use;
    write_large(f);
    must(import_orders_file(f->office.db, f->office.settings, f->file, NULL, &r, &err), &err);
    assert_int_equal(r.read, LINES);
    assert_int_equal(r.counts.created, LINES);
    assert_int_equal(r.n_faults, 0);
    assert_int_equal(getrusage(RUSAGE_SELF, &use), 0);
    if (PEAK_KIB == 0)
        print_message("built with a sanitizer: memory is not measured\n");
    else if (use.ru_maxrss > PEAK_KIB)
        fail_msg("peak memory is %ld KiB", use.ru_maxrss);
    import_report_free(&r);
    fixture_free(f);
}

static void a_file_of_faults_only_is_bounded_too(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Err err = {0};
    Buf text = {0};
    buf_puts(&text, "工单号,状态,进厂时间\nRO1,施工中,2026-11-23 09:00\n");
    for (int i = 0; i < IMPORT_FAULTS_KEPT + 500; i++) buf_printf(&text, "RO%d,未知,2026-11-23 09:00\n", i + 2);
    must(import_orders_file(f->office.db, f->office.settings, write_text(f, buf_text(&text)), NULL, &r, &err), &err);
    assert_int_equal(r.refused, IMPORT_FAULTS_KEPT + 500);
    assert_int_equal(r.n_faults, IMPORT_FAULTS_KEPT);
    assert_int_equal(r.counts.orders, 1);
    buf_free(&text);
    import_report_free(&r);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_thousand_lines_in_bounded_memory),
        cmocka_unit_test(a_file_of_faults_only_is_bounded_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
