/* Staff: how long wrong PINs lock (numbers of the trade's task: 5 tries, 5 minutes, then 10, 20 …), which PINs are
 * weak, what each role may do. */
#include "rules/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const PinLock shipped = {5, 5, 2};

/* Wrong tries, one after the other, each as soon as it is taken. Returns the minutes the n-th lock lasts. */
static int minutes_of_lock(const PinLock *lock, int n) {
    PinCount c = {0};
    Ms now = 1000000;
    for (int locks = 1;; locks++) {
        for (int i = 1; i < lock->tries; i++) {
            c = staff_wrong_try(c, lock, now);
            assert_false(staff_is_locked(&c, now));
            assert_int_equal(c.wrong, i);
        }
        c = staff_wrong_try(c, lock, now);
        assert_true(staff_is_locked(&c, now));
        Ms length = c.until - now;
        assert_true(staff_is_locked(&c, now + length - 1));
        assert_false(staff_is_locked(&c, now + length));
        if (locks == n) return (int)(length / MS_MINUTE);
        now += length;
    }
}

static void locks_last_longer_each_time(void **state) {
    (void)state;
    static const struct {
        PinLock lock;
        int nth, minutes;
    } rows[] = {
        {{5, 5, 2}, 1, 5},    {{5, 5, 2}, 2, 10},    {{5, 5, 2}, 3, 20},
        {{5, 5, 2}, 4, 40},   {{5, 5, 2}, 5, 80},    {{5, 5, 2}, 6, 160},
        {{5, 5, 2}, 9, 1280}, {{5, 5, 2}, 10, 1440}, {{5, 5, 2}, 40, 1440}, /* a day at most */
        {{3, 1, 1}, 1, 1},    {{3, 1, 1}, 7, 1},     {{1, 10, 3}, 1, 10},
        {{1, 10, 3}, 3, 90},  {{5, 0, 0}, 2, 1}, /* nonsense is at least a minute */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(minutes_of_lock(&rows[i].lock, rows[i].nth), rows[i].minutes);
}

static void a_try_while_locked_counts_for_nothing(void **state) {
    (void)state;
    PinCount c = {0};
    for (int i = 0; i < 5; i++) c = staff_wrong_try(c, &shipped, 1000);
    PinCount before = c;
    for (Ms at = 1000; at < c.until; at += 7777) c = staff_wrong_try(c, &shipped, at);
    assert_memory_equal(&c, &before, sizeof c);
}

static void weak_and_malformed_pins_are_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *pin;
        PinVerdict want;
    } rows[] = {
        {"123456", PIN_WEAK},  {"000000", PIN_WEAK},       {"654321", PIN_WEAK}, {"012345", PIN_WEAK},
        {"789012", PIN_WEAK},  {"098765", PIN_WEAK},       {"888888", PIN_WEAK}, {"121212", PIN_WEAK},
        {"909090", PIN_WEAK},  {"123123", PIN_WEAK},       {"520520", PIN_WEAK}, {"112233", PIN_WEAK},
        {"111222", PIN_WEAK},  {"123321", PIN_WEAK},       {"147258", PIN_WEAK}, {"159357", PIN_WEAK},
        {"789456", PIN_WEAK},  {"271828", PIN_OK},         {"271829", PIN_OK},   {"135790", PIN_OK},
        {"100200", PIN_OK},    {"880231", PIN_OK},         {"", PIN_FORM},       {"12345", PIN_FORM},
        {"1234567", PIN_FORM}, {"12345a", PIN_FORM},       {" 12345", PIN_FORM}, {"1234 6", PIN_FORM},
        {"-12345", PIN_FORM},  {"１２３４５６", PIN_FORM}, {"٣٤٥٦٧٨", PIN_FORM}, {"27182\n", PIN_FORM},
        {"0x1234", PIN_FORM},  {"五六七八九十", PIN_FORM},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (staff_pin_check(rows[i].pin) != rows[i].want) fail_msg("\"%s\"", rows[i].pin);
}

/* The shapes above are a small part of all PINs: choosing one must not become a riddle. */
static void few_pins_are_weak(void **state) {
    (void)state;
    int weak = 0;
    for (int i = 0; i < 1000000; i++) {
        char pin[8];
        snprintf(pin, sizeof pin, "%06d", i);
        weak += staff_pin_check(pin) == PIN_WEAK;
    }
    assert_in_range(weak, 1000, 5000);
}

static void each_role_may_do_its_own(void **state) {
    (void)state;
    static const char *const may[STAFF_ROLES] = {
        [STAFF_ADVISOR] = "CBR-LWS-K", [STAFF_BAR] = "CB-------", [STAFF_MANAGER] = "CBRULWSEK"}; /* in the order of
                                                                                                  StaffAct */
    for (int role = 0; role < STAFF_ROLES; role++)
        for (int act = 0; act < STAFF_ACTS; act++)
            assert_int_equal(staff_may((StaffRole)role, (StaffAct)act), may[role][act] != '-');
    assert_false(staff_sees_plates(STAFF_BAR));
    assert_true(staff_sees_plates(STAFF_ADVISOR) && staff_sees_plates(STAFF_MANAGER));
    for (int role = 0; role < STAFF_ROLES; role++) {
        StaffRole back;
        assert_true(staff_role_of(staff_role_id((StaffRole)role), &back));
        assert_int_equal(back, role);
    }
    StaffRole none;
    assert_false(staff_role_of("", &none) || staff_role_of("boss", &none) || staff_role_of("Manager", &none));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(locks_last_longer_each_time),
        cmocka_unit_test(a_try_while_locked_counts_for_nothing),
        cmocka_unit_test(weak_and_malformed_pins_are_told_apart),
        cmocka_unit_test(few_pins_are_weak),
        cmocka_unit_test(each_role_may_do_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
