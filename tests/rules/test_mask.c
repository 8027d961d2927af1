/* Plates, phones and names on a shared screen (domain.md 10, 11). */
#include "rules/mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

static void plates_are_read_as_people_and_systems_write_them(void **state) {
    (void)state;
    static const struct {
        const char *typed, *normal, *masked; /* normal NULL: no plate */
    } cases[] = {
        {"川A4AX00", "川A4AX00", "川A·4**00"},        /* mask.h, domain.md 11 line 4 */
        {"川A1ZZK7", "川A1ZZK7", "川A·1**K7"},        /* domain.md 10 */
        {"川a·ejdn0", "川AEJDN0", "川A·E**N0"},       /* domain.md 11: understood without a flag */
        {"川AD53566", "川AD53566", "川A·D**566"},     /* new energy, domain.md 10 */
        {"川A12345F", "川A12345F", "川A·1**45F"},     /* new energy, large vehicles */
        {"川A・D53566", "川AD53566", "川A·D**566"},   /* a Japanese dot */
        {"川A.4AX00", "川A4AX00", "川A·4**00"},       /* a full stop */
        {"川A-4AX-00", "川A4AX00", "川A·4**00"},      /* hyphens */
        {" 川 A 4AX00 ", "川A4AX00", "川A·4**00"},    /* spaces */
        {"川Ａ·４ａｘ００", "川A4AX00", "川A·4**00"}, /* full width */
        {"京A•12345", "京A12345", "京A·1**45"},       /* a bullet */
        {"川A1234学", "川A1234学", "川A·1**4学"},     /* a driving school's */
        {"京A1234使", "京A1234使", "京A·1**4使"},     /* an embassy's */
        {"粤Z1234港", "粤Z1234港", "粤Z·1**4港"},     /* from Hong Kong */
        {"", NULL, ""},                               /* domain.md 11 line 10 */
        {"川", NULL, ""},
        {"川A", NULL, ""},
        {"川A1234", NULL, ""},     /* four */
        {"川A1234567", NULL, ""},  /* seven */
        {"川A12345678", NULL, ""}, /* eight */
        {"川112345", NULL, ""},    /* no letter of the city */
        {"A412345", NULL, ""},     /* no province */
        {"国A12345", NULL, ""},    /* no such province */
        {"川A12_45", NULL, ""},
        {"川A12川45", NULL, ""},
        {"川A1学234", NULL, ""}, /* the word only at the end */
        {"川A1234\xE5", NULL, ""},
        {"无牌", NULL, ""},
        {"RO2611230001", NULL, ""},
    };
    for
        EACH(i, cases) {
            char out[40] = "kept", masked[40];
            assert_int_equal(plate_normal(cases[i].typed, out, sizeof out), cases[i].normal != NULL);
            assert_string_equal(out, cases[i].normal ? cases[i].normal : "kept");
            mask_plate(cases[i].typed, masked, sizeof masked);
            assert_string_equal(masked, cases[i].masked);
        }
}

static void every_province_has_plates(void **state) {
    (void)state;
    const char *const provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    assert_int_equal(strlen(provinces), 31 * 3);
    for (const char *p = provinces; *p; p += 3) {
        char plate[16], out[16];
        snprintf(plate, sizeof plate, "%.3sA12345", p);
        assert_true(plate_normal(plate, out, sizeof out));
        assert_string_equal(out, plate);
    }
}

static void what_does_not_fit_is_not_shown_in_part(void **state) {
    (void)state;
    char out[16] = "kept";
    assert_false(plate_normal("川A4AX00", out, 9)); /* nine bytes and the end */
    assert_string_equal(out, "kept");
    assert_true(plate_normal("川A4AX00", out, 10));
    mask_plate("川A4AX00", out, 11);
    assert_string_equal(out, "");
    mask_plate("川A4AX00", out, 12);
    assert_string_equal(out, "川A·4**00");
    mask_phone("19900009774", out, 11);
    assert_string_equal(out, "");
    assert_false(phone_normal("19900009774", out, 11));
    name_surname("欧阳芳", out, 6);
    assert_string_equal(out, "");
    mask_plate("川A4AX00", NULL, 0);
}

static void phones_are_read_and_masked(void **state) {
    (void)state;
    static const struct {
        const char *typed, *normal, *masked;
    } cases[] = {
        {"19900009774", "19900009774", "199****9774"},     /* mask.h */
        {"199 0000-8000", "19900008000", "199****8000"},   /* domain.md 11: understood without a flag */
        {"+86 19900008000", "19900008000", "199****8000"}, /* mask.h */
        {"8619900008000", "19900008000", "199****8000"},   /* without the plus */
        {"0086-199-0000-8000", "19900008000", "199****8000"},
        {"１９９００００８０００", "19900008000", "199****8000"}, /* full width */
        {"1.99E+10", NULL, NULL},                                 /* domain.md 11 line 12 */
        {"19900008000.0", NULL, NULL},
        {"1990000800", NULL, NULL},   /* ten */
        {"199000080000", NULL, NULL}, /* twelve */
        {"29900008000", NULL, NULL},  /* must start with 1 */
        {"+19900008000", NULL, NULL}, /* a number of another country */
        {"199****8000", NULL, NULL},  /* masked by somebody already */
        {"19900008000/19900008001", NULL, NULL},
        {"02887654321", NULL, NULL}, /* a land line */
        {"未留", NULL, NULL},
        {"", NULL, NULL},
    };
    for
        EACH(i, cases) {
            char out[16] = "kept", masked[16];
            assert_int_equal(phone_normal(cases[i].typed, out, sizeof out), cases[i].normal != NULL);
            assert_string_equal(out, cases[i].normal ? cases[i].normal : "kept");
            mask_phone(cases[i].normal ? out : cases[i].typed, masked, sizeof masked);
            assert_string_equal(masked, cases[i].masked ? cases[i].masked : "");
        }
    char masked[16];
    mask_phone("199 0000-8000", masked, sizeof masked); /* not in normal form */
    assert_string_equal(masked, "");
}

/* domain.md 10: my car opens with the last four. */
static void the_last_four_must_match_exactly(void **state) {
    (void)state;
    assert_true(phone_last4("19900009774", "9774"));
    static const char *const wrong[] = {"9775", "774", "09774", "", "97 4", "９７７４"};
    for
        EACH(i, wrong) assert_false(phone_last4("19900009774", wrong[i]));
    assert_false(phone_last4("", ""));
    assert_false(phone_last4("9774", "9774")); /* no phone in normal form */
    assert_false(phone_last4("1.99E+10", "E+10"));
}

static void surnames_are_those_of_chinese_names(void **state) {
    (void)state;
    static const struct {
        const char *name, *surname;
    } cases[] = {
        {"王伟", "王"},          {"陈秀英", "陈"},
        {"欧阳芳", "欧阳"},      {"司马秀英", "司马"},
        {"司马洋", "司马"},      {"司徒静", "司徒"},
        {"诸葛亮", "诸葛"},      {"𠮷田", "𠮷"}, /* domain.md 11: outside the BMP */
        {"王 伟", "王"},         {"王", "王"},
        {"王先生", "王"},        {"欧阳女士", "欧阳"},
        {"=HYPERLINK(0)", ""},   {"John Smith", ""},
        {"阿依古丽·买买提", ""}, {"成都某某贸易有限公司", ""},
        {"某某公司", ""},        {"", ""},
        {"王伟2", ""},           {"王伟\xE5", ""},
        {"山田太郎子", ""},
    };
    for
        EACH(i, cases) {
            char out[16];
            name_surname(cases[i].name, out, sizeof out);
            assert_string_equal(out, cases[i].surname);
        }
}

static void a_plate_is_known_by_its_last_four(void **state) {
    (void)state;
    static const struct {
        const char *plate, *tail;
        bool fits;
    } cases[] = {{"川A1B2K7", "B2K7", true},       {"川A1B2K7", "ｂ2k7", true}, {"川A1B2K7", "1B2K7", true},
                 {"川A1B2K7", "川A·1B2K7", true},  {"川A1B2K7", "2K7", false},  {"川A1B2K7", "B2K8", false},
                 {"川A1B2K7", "", false},          {"", "B2K7", false},         {"川AD12345", "2345", true},
                 {"川A1B2K7", "粤川A1B2K7", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (plate_ends_with(cases[i].plate, cases[i].tail) != cases[i].fits) fail_msg("%s", cases[i].tail);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plate_is_known_by_its_last_four),
        cmocka_unit_test(plates_are_read_as_people_and_systems_write_them),
        cmocka_unit_test(every_province_has_plates),
        cmocka_unit_test(what_does_not_fit_is_not_shown_in_part),
        cmocka_unit_test(phones_are_read_and_masked),
        cmocka_unit_test(the_last_four_must_match_exactly),
        cmocka_unit_test(surnames_are_those_of_chinese_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
