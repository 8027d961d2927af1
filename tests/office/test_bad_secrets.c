/* What staff type at the counter: 200 codes and 200 PINs that are wrong, through the whole commands, are refused in
 * both languages with words a person can act on; nothing is written, and no PIN is repeated. */
#include "whole_command.h"

#include "store/coupons.h"
#include "store/staff.h"

enum { SECRETS = 200 };

static int setup(void **state) {
    Bench *b = mem_alloc(sizeof *b);
    Err err = {0};
    b->f = fixture_new();
    clock_set(local("2026-11-23 14:26"));
    must(coupon_key_make(b->f->db_path, &err), &err);
    must(staff_add(b->f->office.db, "何俊", STAFF_ADVISOR, "271828", "test", clock_now(), &err), &err);
    office_close(&b->f->office);
    assert_int_equal(sqlite3_open(b->f->db_path, &b->watch), SQLITE_OK);
    seed = 20261123;
    *state = b;
    return 0;
}

static int teardown(void **state) {
    Bench *b = *state;
    sqlite3_close(b->watch);
    fixture_free(b->f);
    free(b);
    return 0;
}

/* ---- codes ---- */

/* Symbols of the right alphabet, of any length; or one that is not in it; or what else is under a scanner. */
static void bad_code(char out[64]) {
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    static const char *const other[] = {
        "", "--", "优惠券", "https://example.com/c/", "6901234567892", "' OR 1=1 --", "K7PM-4XQ2-9RTU", "١٢٣٤٥٦٧٨٩٠١٢"};
    size_t n = below(4) ? 12 : below(30);
    if (below(8) == 0) {
        snprintf(out, 64, "%s", other[below(sizeof other / sizeof *other)]);
        return;
    }
    for (size_t i = 0; i < n; i++) out[i] = alphabet[below(32)];
    out[n] = '\0';
    if (n && below(6) == 0) out[below((unsigned)n)] = "U*?!_"[below(5)];
}

static void wrong_codes_are_refused(void **state) {
    Bench *b = *state;
    char code[64];
    char *argv[] = {"coupon", "redeem", "--by", "何俊", "--", code, NULL};
    Buf before = content(b);
    for (int i = 0; i < SECRETS; i++) {
        bad_code(code);
        for (int zh = 0; zh < 2; zh++) {
            Buf told;
            int64_t version = version_of(b);
            int exit = run_lounge(b, zh, office_command("coupon"), argv, &told);
            if (exit == EXIT_DONE || exit == EXIT_PART) fail_msg("\"%s\" exits %d: %s", code, exit, told.text);
            if (!*told.text || is_chinese(told.text) != (zh == 1)) fail_msg("\"%s\" says: %s", code, told.text);
            if (version_of(b) != version) fail_msg("\"%s\" wrote something", code);
            buf_free(&told);
        }
    }
    Buf after = content(b);
    assert_string_equal(buf_text(&before), buf_text(&after));
    buf_free(&before);
    buf_free(&after);
}

/* ---- PINs ---- */

static void bad_pin(char out[80]) {
    static const char *const worst[] = {"123456", "654321",       "111111",  "000000",
                                        "123123", "１２３４５６", "12345六", " 271829"};
    size_t n = below(2) ? below(6) : 7 + below(60);
    switch (below(4)) {
    case 0: snprintf(out, 80, "%s", worst[below(sizeof worst / sizeof *worst)]); return;
    case 1: /* six, one of them no digit */
        snprintf(out, 80, "%06u", 314159 + below(500000));
        out[below(6)] = "abO-+. "[below(7)];
        return;
    default:
        for (size_t i = 0; i < n; i++) out[i] = (char)('0' + below(10));
        out[n] = '\0';
    }
}

/* The command reads it from its standard input. */
static int with_input(Bench *b, bool zh, const char *line, char **argv, Buf *told) {
    int fds[2], in = dup(0);
    assert_int_equal(pipe(fds), 0);
    assert_true(write(fds[1], line, strlen(line)) >= 0 && write(fds[1], "\n", 1) == 1);
    close(fds[1]);
    dup2(fds[0], 0);
    close(fds[0]);
    int code = run_lounge(b, zh, office_command("staff"), argv, told);
    dup2(in, 0);
    close(in);
    return code;
}

static void wrong_pins_are_refused(void **state) {
    Bench *b = *state;
    char *add[] = {"staff", "add", "周洁", "--role", "advisor", NULL}, *change[] = {"staff", "pin", "何俊", NULL};
    Buf before = content(b), told;
    for (int i = 0; i < SECRETS; i++) {
        char pin[80];
        bad_pin(pin);
        int64_t version = version_of(b);
        bool zh = i % 4 >= 2;
        int exit = with_input(b, zh, pin, i % 2 ? add : change, &told);
        if (exit == EXIT_DONE || exit == EXIT_PART) fail_msg("PIN \"%s\" exits %d: %s", pin, exit, told.text);
        if (!strstr(told.text, "PIN") || is_chinese(told.text) != zh) fail_msg("PIN \"%s\" says: %s", pin, told.text);
        if (strlen(pin) > 2 && strstr(told.text, pin)) fail_msg("PIN \"%s\" is repeated: %s", pin, told.text);
        if (version_of(b) != version) fail_msg("PIN \"%s\" wrote something", pin);
        buf_free(&told);
    }
    Buf after = content(b);
    assert_string_equal(buf_text(&before), buf_text(&after));
    buf_free(&before);
    buf_free(&after);
    assert_int_equal(with_input(b, false, "602214", add, &told), EXIT_DONE); /* else the refusals prove nothing */
    buf_free(&told);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(wrong_codes_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_pins_are_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
