/* Amounts that staff type: 200 that are wrong for each option that takes one are refused in both languages, with what
 * was typed or what is allowed, exit 2 or 4, and nothing is written. The commands run whole in this process, so that
 * each amount costs no start; another connection watches that nothing is committed. `prepaid sell --paid` has its 200
 * in test_prepaid.sh. */
#include "whole_command.h"

#include "store/coupons.h"

#define ORDER "RO1"

enum { AMOUNTS = 200 };

/* ---- amounts that are wrong, made from a fixed seed ---- */

/* A good amount with one thing spoilt. */
static void spoilt(char out[64]) {
    static const char *const inside[] = {
        "x", "..",  " ",  "'",  "\"", ";", "--", "e3", "%", "\\", "０x", "一", "\xF0\x9F\x9A\x97",
        "$", "NaN", "/*", "\t", "\n"};
    static const char *const whole[] = {"",
                                        " ",
                                        "¥",
                                        "元",
                                        "一千",
                                        "two",
                                        "1e3",
                                        "0x3E8",
                                        "inf",
                                        ".",
                                        ",",
                                        "-",
                                        "+",
                                        "1,",
                                        "1000000000.01",
                                        "NULL",
                                        "1000.001",
                                        "0.009",
                                        "99999999999999999999999999"};
    char good[32];
    snprintf(good, sizeof good, "%u.%02u", 1000 + below(2000), below(100));
    switch (below(5)) {
    case 0: snprintf(out, 64, "%s", whole[below(sizeof whole / sizeof *whole)]); break;
    case 1: snprintf(out, 64, "%s%u", good, 1 + below(9)); break;                   /* a third decimal */
    case 2: snprintf(out, 64, "%u%s", below(2) ? 99999999 : 10000000, good); break; /* beyond any bill */
    default: {
        size_t at = 1 + below(3);
        snprintf(out, 64, "%.*s%s%s", (int)at, good, inside[below(sizeof inside / sizeof *inside)], good + at);
    }
    }
}

/* Refused: the exit code, words in that language with what was typed or what is allowed, and nothing committed. */
static void refused(Bench *b, const Command *command, char **argv, const char *amount, const char *allowed) {
    for (int zh = 0; zh < 2; zh++) {
        Buf told;
        int64_t before = version_of(b);
        int code = run_lounge(b, zh, command, argv, &told);
        if (code != EXIT_USAGE && code != EXIT_REFUSED)
            fail_msg("%s \"%s\" exits %d: %s", command->name, amount, code, told.text);
        if (!strstr(told.text, amount) && !strstr(told.text, allowed))
            fail_msg("%s \"%s\": neither it nor %s is named: %s", command->name, amount, allowed, told.text);
        if (!*told.text || (zh && !is_chinese(told.text))) fail_msg("\"%s\" is refused without words", amount);
        if (version_of(b) != before) fail_msg("%s \"%s\" wrote something", command->name, amount);
        buf_free(&told);
    }
}

/* ---- the store ---- */

static int setup(void **state) {
    static const char orders[] =
        "工单号,车牌号,客户姓名,联系电话,服务顾问,维修类型,进厂时间,实际交车,状态,应收金额\n" ORDER
        ",川A12345,王先生,19900001111,李欣,钣金喷漆,2026-11-23 09:00,,可取车,12500.00\n";
    Bench *b = mem_alloc(sizeof *b);
    Buf told;
    b->f = fixture_new();
    clock_set(local("2026-11-23 14:26"));
    office_close(&b->f->office);
    const Command *import = office_command("import");
    write_text(b->f, orders);
    char policies[512];
    snprintf(policies, sizeof policies, "%s", shared_data("policies/renewal.cfg"));
    char *first[] = {"import", "policies", policies, NULL}, *second[] = {"import", "orders", b->f->file, NULL};
    Err err = {0};
    must(coupon_key_make(b->f->db_path, &err), &err);
    assert_int_equal(run_lounge(b, false, import, first, &told), EXIT_DONE);
    buf_free(&told);
    assert_int_equal(run_lounge(b, false, import, second, &told), EXIT_DONE);
    buf_free(&told);
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

/* A call that is good, with its amount in its place, must go through: else the refusals prove nothing. */
static void goes_through(Bench *b, const Command *command, char **argv) {
    Buf told;
    int64_t before = version_of(b);
    int code = run_lounge(b, false, command, argv, &told);
    if (code != EXIT_DONE) fail_msg("a good amount exits %d: %s", code, told.text);
    assert_int_not_equal(version_of(b), before);
    buf_free(&told);
}

static void bad_deposits_are_refused(void **state) {
    Bench *b = *state;
    char amount[80];
    char *argv[] = {"deposit", "take", "--order", ORDER, amount, "--choice", "A", "--by", "李欣", NULL};
    Buf before = content(b);
    for (int i = 0; i < AMOUNTS; i++) {
        char typed[64];
        if (i % 4 == 0) /* an amount, outside 1,000 to 3,000 */
            snprintf(typed, sizeof typed, i % 8 ? "%u.%02u" : "-%u.%02u", below(2) ? below(1000) : 3001 + below(900000),
                     below(100));
        else
            spoilt(typed);
        snprintf(amount, sizeof amount, "--amount=%s", typed);
        refused(b, office_command("deposit"), argv, typed, i % 4 == 0 ? "¥3,000" : *typed ? "\x01" : "--amount");
    }
    Buf after = content(b);
    assert_string_equal(buf_text(&before), buf_text(&after));
    buf_free(&before);
    buf_free(&after);
    snprintf(amount, sizeof amount, "--amount=2000");
    goes_through(b, office_command("deposit"), argv);
}

/* other: an option that is good beside it. */
static void bad_sums_of_additional_work(Bench *b, const char *option, const char *other) {
    char amount[80], good[32];
    char *argv[] = {"work", "propose", "--order", ORDER,    "--what", "前刹车片更换", "--level", "red",
                    amount, good,      "--by",    "唐师傅", NULL};
    Buf before = content(b);
    snprintf(good, sizeof good, "%s", other);
    for (int i = 0; i < AMOUNTS; i++) {
        char typed[64];
        if (i % 8 == 0)
            snprintf(typed, sizeof typed, "-%u.%02u", 1 + below(3000), below(100));
        else
            spoilt(typed);
        snprintf(amount, sizeof amount, "--%s=%s", option, typed);
        refused(b, office_command("work"), argv, typed, *typed ? "\x01" : option);
    }
    Buf after = content(b);
    assert_string_equal(buf_text(&before), buf_text(&after));
    buf_free(&before);
    buf_free(&after);
    snprintf(amount, sizeof amount, "--%s=520.50", option);
    goes_through(b, office_command("work"), argv);
}

static void bad_parts_are_refused(void **state) {
    bad_sums_of_additional_work(*state, "parts", "--labour=160");
}
static void bad_labour_is_refused(void **state) {
    bad_sums_of_additional_work(*state, "labour", "--parts=520");
}
static void bad_prices_are_refused(void **state) {
    bad_sums_of_additional_work(*state, "price", "--minutes=40");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bad_deposits_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_parts_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_labour_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_prices_are_refused, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
