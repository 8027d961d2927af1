/* store/staff: PINs that lock and stay locked over a restart, bad ones that change nothing, an audit that cannot be
 * changed; stages moved by hand against the exports that come after. */
#include "store_test.h"

#include "store/audit_read.h"
#include "store/staff.h"
#include "store/stage_hand.h"

#define GOOD_PIN "271829"

static void add(Store *s, const char *name, StaffRole role) {
    must(s, staff_add(s->db, name, role, GOOD_PIN, "test", at("2026-11-23T08:00"), &s->err));
}

static Uuid id_of(Store *s, const char *name) {
    Staff staff;
    must(s, staff_find(s->db, name, &staff, &s->err));
    return staff.staff_id;
}

static bool login(Store *s, const char *name, const char *pin, Ms when) {
    Uuid id = id_of(s, name);
    Staff who;
    s->err = (Err){0};
    return staff_login(s->db, &id, pin, when, &who, &s->err);
}

static void restart(Store *s) {
    db_close(s->db);
    s->db = NULL;
    must(s, db_open(&s->db, s->path, DB_WRITE, &s->err));
}

static void a_lock_grows_and_a_restart_does_not_help(void **state) {
    (void)state;
    static const int minutes[] = {5, 10, 20, 40};
    Store *s = store_new();
    add(s, "周洁", STAFF_ADVISOR);
    Ms now = at("2026-11-23T09:00");
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        for (int n = 0; n < 5; n++) {
            assert_false(login(s, "周洁", "271820", now));
            assert_int_equal(s->err.code, ERR_RULE);
            restart(s);
        }
        char words[32];
        snprintf(words, sizeof words, "in %d min", minutes[i]);
        if (!strstr(s->err.en, words)) fail_msg("%s", s->err.en);
        Ms opens = now + minutes[i] * MS_MINUTE;
        assert_false(login(s, "周洁", GOOD_PIN, opens - 1)); /* the right one does not help either */
        assert_non_null(strstr(s->err.zh, "分钟"));
        now = opens;
    }
    must(s, login(s, "周洁", GOOD_PIN, now));
    for (int n = 0; n < 5; n++) login(s, "周洁", "271820", now);
    assert_non_null(strstr(s->err.en, "in 5 min")); /* the right one began anew */
    store_free(s);
}

static void the_numbers_of_a_lock_are_the_stores(void **state) {
    (void)state;
    Store *s = store_new();
    add(s, "周洁", STAFF_ADVISOR);
    must(s, settings_set(s->db, "staff.pin_tries", "2", &s->err));
    must(s, settings_set(s->db, "staff.lock_minutes", "7", &s->err));
    Ms now = at("2026-11-23T09:00");
    assert_false(login(s, "周洁", "000000", now));
    assert_non_null(strstr(s->err.en, "1 tries left"));
    assert_false(login(s, "周洁", "000000", now));
    assert_non_null(strstr(s->err.en, "in 7 min"));
    store_free(s);
}

static void somebody_elses_lock_is_not_mine(void **state) {
    (void)state;
    Store *s = store_new();
    add(s, "周洁", STAFF_ADVISOR);
    add(s, "何俊", STAFF_ADVISOR);
    Ms now = at("2026-11-23T09:00");
    for (int n = 0; n < 5; n++) login(s, "周洁", "271820", now);
    must(s, login(s, "何俊", GOOD_PIN, now)); /* the same PIN with another name is another's */
    store_free(s);
}

/* Short, long, letters, full-width digits, signs, random bytes: told, and not one row is another than before. */
static void two_hundred_bad_pins_change_nothing(void **state) {
    (void)state;
    static const char *const bad[] = {"",       "1",      "12345",  "1234567", "12345a", "abcdef",      "２７１８２９",
                                      "27182 ", " 27182", "2718,9", "-27182",  "+27182", "२७१८२९",      "271829\n",
                                      "0x1234", "1e5000", "......", "';--12",  "%n%n%n", "\xFF\xFE\xFD"};
    Store *s = store_new();
    add(s, "周洁", STAFF_ADVISOR);
    char *before = dump(s);
    Ms now = at("2026-11-23T09:00");
    unsigned seed = 20261123;
    for (int i = 0; i < 200; i++) {
        char pin[24];
        if (i < 20) {
            snprintf(pin, sizeof pin, "%s", bad[i]);
        } else {
            size_t len = (size_t)(seed >> 16) % 12;
            for (size_t n = 0; n < len; n++) {
                seed = seed * 1103515245u + 12345u;
                pin[n] = (char)(33 + (seed >> 16) % 90);
            }
            pin[len] = '\0';
            seed = seed * 1103515245u + 12345u;
            if (staff_pin_check(pin) != PIN_FORM) strcpy(pin, "no");
        }
        if (login(s, "周洁", pin, now)) fail_msg("\"%s\" opens", pin);
        if (s->err.code != ERR_INPUT || !s->err.en[0] || !s->err.zh[0]) fail_msg("\"%s\": %s", pin, s->err.en);
        if (*pin && strlen(pin) > 2 && strstr(s->err.en, pin)) fail_msg("\"%s\" is told: %s", pin, s->err.en);
        must_not(s, staff_set_pin(s->db, "周洁", pin, "test", now, &s->err), ERR_INPUT);
        must_not(s, staff_add(s->db, "新人", STAFF_BAR, pin, "test", now, &s->err), ERR_INPUT);
    }
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

static void a_pin_is_stored_as_a_hash_alone(void **state) {
    (void)state;
    Store *s = store_new();
    add(s, "周洁", STAFF_ADVISOR);
    add(s, "何俊", STAFF_ADVISOR);
    const char *one = text(s, "SELECT min(pin_hash) FROM staff"), *other = text(s, "SELECT max(pin_hash) FROM staff");
    assert_int_equal(strncmp(one, "$argon2id$v=19$m=8192,", 22), 0);
    assert_string_not_equal(one, other); /* of the same PIN: each has its salt */
    login(s, "周洁", GOOD_PIN, at("2026-11-23T09:00"));
    login(s, "周洁", "271820", at("2026-11-23T09:00"));
    char *all = dump(s);
    assert_null(strstr(all, GOOD_PIN));
    assert_null(strstr(all, "271820"));
    free(all);
    store_free(s);
}

static void names_are_one_line_and_one_person(void **state) {
    (void)state;
    static const char *const bad[] = {"",       " ",      " 周洁", "周洁 ",
                                      "周\n洁", "周\t洁", "\xFF",  "一二三四五六七八九十一二三四五六七八九十一"};
    Store *s = store_new();
    add(s, "周洁", STAFF_ADVISOR);
    char *before = dump(s);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        must_not(s, staff_add(s->db, bad[i], STAFF_BAR, GOOD_PIN, "", 1, &s->err), ERR_INPUT);
    must_not(s, staff_add(s->db, "周洁", STAFF_BAR, GOOD_PIN, "", 1, &s->err), ERR_EXISTS);
    must_not(s, staff_set_pin(s->db, "无名", GOOD_PIN, "", 1, &s->err), ERR_NOT_FOUND);
    must_not(s, staff_set_off(s->db, "无名", true, "", 1, &s->err), ERR_NOT_FOUND);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

static void who_is_locked_by_hand_stays_out_until_opened(void **state) {
    (void)state;
    Store *s = store_new();
    Staff who;
    bool known;
    Ms now = at("2026-11-23T09:00");
    assert_false(staff_is(s->db, "陈建华", STAFF_MANAGER, &known, &s->err));
    assert_false(known); /* a store without staff: any name will do */
    add(s, "陈建华", STAFF_MANAGER);
    Uuid id = id_of(s, "陈建华");
    assert_true(staff_is(s->db, "陈建华", STAFF_MANAGER, &known, &s->err) && known);
    assert_false(staff_is(s->db, "陈建华", STAFF_BAR, &known, &s->err));
    must(s, staff_allow(s->db, &id, STAFF_ACT_UNDO, &who, &s->err));
    must(s, staff_set_off(s->db, "陈建华", true, "test", now, &s->err));
    assert_false(login(s, "陈建华", GOOD_PIN, now));
    must_not(s, staff_allow(s->db, &id, STAFF_ACT_CALLS, &who, &s->err), ERR_RULE);
    assert_false(staff_is(s->db, "陈建华", STAFF_MANAGER, &known, &s->err));
    assert_true(known);
    must(s, staff_set_off(s->db, "陈建华", false, "test", now, &s->err));
    must(s, login(s, "陈建华", GOOD_PIN, now));
    for (int n = 0; n < 5; n++) login(s, "陈建华", "271820", now);
    must(s, staff_set_off(s->db, "陈建华", false, "test", now, &s->err)); /* opens what wrong PINs locked, too */
    must(s, login(s, "陈建华", GOOD_PIN, now));
    add(s, "赵小敏", STAFF_BAR);
    id = id_of(s, "赵小敏");
    must_not(s, staff_allow(s->db, &id, STAFF_ACT_REDEEM, &who, &s->err), ERR_RULE);
    store_free(s);
}

/* --- the audit ---------------------------------------------------------------------------------------------------- */

static bool count_row(void *ctx, const AuditRow *row) {
    assert_true(*row->by && *row->what && row->at);
    ++*(int *)ctx;
    return true;
}

static int audited(Store *s, const char *by, const char *what) {
    int n = 0;
    AuditAsk ask = {INT64_MIN, INT64_MAX, by, what};
    must(s, audit_each(s->db, &ask, count_row, &n, &s->err));
    return n;
}

static void every_act_is_in_an_audit_that_cannot_be_changed(void **state) {
    (void)state;
    Store *s = store_new();
    Ms now = at("2026-11-23T09:00");
    add(s, "周洁", STAFF_ADVISOR);
    for (int n = 0; n < 5; n++) login(s, "周洁", "271820", now);
    must(s, staff_set_off(s->db, "周洁", false, "陈建华", now, &s->err));
    must(s, login(s, "周洁", GOOD_PIN, now));
    must(s, staff_set_pin(s->db, "周洁", "271830", "陈建华", now, &s->err));
    must(s, staff_set_off(s->db, "周洁", true, "陈建华", now, &s->err));
    must(s, staff_set_off(s->db, "周洁", true, "陈建华", now, &s->err)); /* as it is: no act */
    static const struct {
        const char *by, *what;
        int want;
    } rows[] = {
        {"", "", 10},         {"", "staff", 10},         {"周洁", "staff.wrong_pin", 4}, {"周洁", "staff.locked", 1},
        {"", "staff.add", 1}, {"陈建华", "", 3},         {"周洁", "staff.login", 1},     {"陈建华", "staff.lock", 1},
        {"", "staff.l", 0},   {"陈建华", "staff.pin", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (audited(s, rows[i].by, rows[i].what) != rows[i].want)
            fail_msg("%s %s: %d", rows[i].by, rows[i].what, audited(s, rows[i].by, rows[i].what));
    char *before = dump(s);
    sqlite3 *raw = db_handle(s->db);
    assert_int_not_equal(sqlite3_exec(raw, "UPDATE audit SET by_name = '别人'", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(raw, "DELETE FROM audit", NULL, NULL, NULL), SQLITE_OK);
    assert_int_not_equal(sqlite3_exec(raw, "DELETE FROM audit WHERE what = 'staff.login'", NULL, NULL, NULL),
                         SQLITE_OK);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

/* --- stages by hand ------------------------------------------------------------------------------------------------
 */

static Order order_of(Store *s, const char *no) {
    Order o;
    must(s, orders_find(s->db, &s->arena, no, &o, &s->err));
    return o;
}

static void a_stage_moves_by_hand_with_its_history(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    o.hold = HOLD_PARTS;
    import_one(s, "2026-11-23T09:30", &o);
    Ms now = at("2026-11-23T10:00");
    must_not(s, stage_move(s->db, "RO9", STAGE_IN_WORK, STAGE_WASH, "周洁", now, &s->err), ERR_NOT_FOUND);
    must_not(s, stage_move(s->db, "RO1", STAGE_IN_WORK, STAGE_IN_WORK, "周洁", now, &s->err), ERR_RULE);
    must_not(s, stage_move(s->db, "RO1", STAGE_QUEUED, STAGE_WASH, "周洁", now, &s->err),
             ERR_RULE); /* stood elsewhere */
    must(s, stage_move(s->db, "RO1", STAGE_IN_WORK, STAGE_WASH, "周洁", now, &s->err));
    Order moved = order_of(s, "RO1");
    assert_int_equal(moved.stage, STAGE_WASH);
    assert_int_equal(moved.hold, HOLD_NONE);
    assert_int_equal(moved.stage_seen, now);
    assert_true(moved.stage_exact);
    must(s, stage_move(s->db, "RO1", STAGE_WASH, STAGE_IN_WORK, "何俊", now + 60000, &s->err));
    assert_string_equal(text(s, "SELECT group_concat(stage || source || by_name || step, ' ') FROM order_stage"),
                        "in_workexport washhand周洁 in_workhand何俊internal_rework");
    assert_string_equal(text(s, "SELECT group_concat(by_name || what || about || note, ' ') FROM audit"),
                        "周洁stage.moveRO1wash 何俊stage.moveRO1in_work");
    must(s, stage_move(s->db, "RO1", STAGE_IN_WORK, STAGE_DELIVERED, "何俊", now + 120000, &s->err));
    assert_int_equal(order_of(s, "RO1").delivered, now + 120000);
    must_not(s, stage_move(s->db, "RO1", STAGE_DELIVERED, STAGE_READY, "何俊", now + 180000, &s->err), ERR_NOT_FOUND);
    store_free(s);
}

/* Moved by hand at 10:00 to `hand`; an export of `exported` says `said`. */
static void exports_and_hands_settle_it(void **state) {
    (void)state;
    static const struct {
        Stage hand, said;
        const char *exported;
        Stage want;
        bool flagged;
    } rows[] = {
        {STAGE_WASH, STAGE_WASH, "2026-11-23T18:00", STAGE_WASH, false},           /* agrees */
        {STAGE_WASH, STAGE_READY, "2026-11-23T18:00", STAGE_READY, true},          /* newer: wins */
        {STAGE_WASH, STAGE_IN_WORK, "2026-11-23T18:00", STAGE_IN_WORK, true},      /* … also backwards */
        {STAGE_WASH, STAGE_IN_WORK, "2026-11-23T09:50", STAGE_WASH, true},         /* written before: the hand stays */
        {STAGE_WASH, STAGE_IN_WORK, "2026-11-23T10:00", STAGE_WASH, true},         /* in the same instant: too */
        {STAGE_DELIVERED, STAGE_READY, "2026-11-23T09:50", STAGE_DELIVERED, true}, /* not back on the board */
        {STAGE_DELIVERED, STAGE_DELIVERED, "2026-11-23T18:00", STAGE_DELIVERED, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Store *s = store_new();
        ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
        import_one(s, "2026-11-23T09:30", &o);
        must(s, stage_move(s->db, "RO1", STAGE_IN_WORK, rows[i].hand, "周洁", at("2026-11-23T10:00"), &s->err));
        o.stage = rows[i].said;
        o.line = 7;
        if (rows[i].said == STAGE_DELIVERED) o.delivered = at("2026-11-23T17:00");
        for (int again = 0; again < 2; again++) { /* the same file again says and does the same */
            ImportCounts c = import_one(s, rows[i].exported, &o);
            assert_int_equal(order_of(s, "RO1").stage, rows[i].want);
            assert_int_equal(c.flagged, rows[i].flagged);
            assert_int_equal(c.by_hand, rows[i].flagged);
            assert_int_equal(number(s, "SELECT instr(flags, 'stage_by_hand') > 0 FROM work_order"), rows[i].flagged);
            assert_int_equal(number(s, "SELECT count(*) FROM import_note WHERE code = 'stage_by_hand' AND line = 7"),
                             rows[i].flagged);
            if (again) assert_true(c.known && c.changed == 0);
        }
        if (rows[i].want == STAGE_DELIVERED) assert_true(order_of(s, "RO1").delivered > 0);
        assert_int_equal(number(s, "SELECT count(*) FROM order_stage WHERE step <> ''"), 0); /* no rework was seen */
        o.stage = STAGE_DELIVERED; /* a later export: the flag is gone */
        o.delivered = at("2026-11-23T19:00");
        import_one(s, "2026-11-23T19:10", &o);
        assert_int_equal(number(s, "SELECT instr(flags, 'stage_by_hand') > 0 FROM work_order"),
                         rows[i].hand != STAGE_DELIVERED && rows[i].want == rows[i].hand);
        store_free(s);
    }
}

static void an_older_export_leaves_hands_alone(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:30", &o);
    must(s, stage_move(s->db, "RO1", STAGE_IN_WORK, STAGE_WASH, "周洁", at("2026-11-23T10:00"), &s->err));
    o.stage = STAGE_QUEUED;
    ImportCounts c = import_one(s, "2026-11-23T09:10", &o);
    assert_true(c.older);
    assert_int_equal(c.by_hand, 0);
    assert_int_equal(order_of(s, "RO1").stage, STAGE_WASH);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lock_grows_and_a_restart_does_not_help),
        cmocka_unit_test(the_numbers_of_a_lock_are_the_stores),
        cmocka_unit_test(somebody_elses_lock_is_not_mine),
        cmocka_unit_test(two_hundred_bad_pins_change_nothing),
        cmocka_unit_test(a_pin_is_stored_as_a_hash_alone),
        cmocka_unit_test(names_are_one_line_and_one_person),
        cmocka_unit_test(who_is_locked_by_hand_stays_out_until_opened),
        cmocka_unit_test(every_act_is_in_an_audit_that_cannot_be_changed),
        cmocka_unit_test(a_stage_moves_by_hand_with_its_history),
        cmocka_unit_test(exports_and_hands_settle_it),
        cmocka_unit_test(an_older_export_leaves_hands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
