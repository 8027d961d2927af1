/* store/settings: shipped values, types, lists, and the store's id that cannot change any more. */
#include "store_test.h"

static const char *value_of(Store *s, const char *key) {
    Settings *settings;
    must(s, settings_read(s->db, &settings, &s->err));
    const char *value = arena_strdup(&s->arena, settings_text(settings, key));
    settings_free(settings);
    return value;
}

static void what_was_never_set_has_the_shipped_value(void **state) {
    (void)state;
    static const char *const shipped[][2] = {
        {"store.name_zh", ""},
        {"store.tz", "Asia/Shanghai"},
        {"demo", "0"},
        {"hours.open", "08:30"},
        {"hours.close", "18:00"},
        {"board.stale_minutes", "30"},
        {"board.page_seconds", "12"},
        {"board.dim_percent", "60"},
        {"display.theme", "auto"},
        {"display.night_from", "19:00"},
        {"display.night_to", "07:00"},
        {"display.motion", "1"},
        {"display.sound", "0"},
        {"panel.bottom_mm", "800"},
        {"panel.diagonal_mm", "546"},
        {"retention.contact_months", "24"},
        {"visit.idle_seconds", "60"},
        {"visit.countdown_seconds", "20"},
        {"visit.unlock_tries", "5"},
        {"visit.unlock_lock_minutes", "5"},
        {"eta.past_days", "90"},
        {"rate.guard_ms", "400"},
        {"rate.undo_seconds", "3"},
        {"coupon.link", ""},
        {"import.missing", "gone"},
        {"wifi.ssid", ""},
        {"prepaid.terms_en", ""}, /* a policy: nothing ships */
        {"coupons.days", ""},
        {"questionnaire.words_max", ""},
        {"no.such.key", ""},
    };
    Store *s = store_new();
    for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++)
        assert_string_equal(value_of(s, shipped[i][0]), shipped[i][1]);
    Settings *settings;
    must(s, settings_read(s->db, &settings, &s->err));
    assert_int_equal(settings_int(settings, "rate.guard_ms"), 400);
    assert_int_equal(settings_int(settings, "hours.open"), 510);
    assert_int_equal(settings_int(settings, "store.tz"), 0);
    assert_int_equal(settings_int(settings, "no.such.key"), 0);
    assert_int_equal(settings_count(settings, "dms.columns"), 0);
    assert_string_equal(settings_item(settings, "dms.columns", 1, "id"), "");
    settings_free(settings);
    settings_free(NULL);
    store_free(s);
}

static void a_value_is_taken_when_it_is_of_its_type(void **state) {
    (void)state;
    static const struct {
        const char *key, *good, *bad[6];
    } cases[] = {
        {"board.page_seconds", "20", {"", "2", "601", "-5", "12x", "99999999999999999999"}},
        {"demo", "1", {"2", "yes", " 1", "", NULL}},
        {"hours.open", "09:00", {"9:00", "24:01", "09:60", "0900", "09:00 ", ""}},
        {"import.missing", "keep", {"", "kept", "gone|keep", "|", NULL}},
        {"store.tz", "Asia/Urumqi", {"", "Asia/Nowhere", "../../etc/passwd", "/etc/passwd", NULL}},
        {"store.name_zh", "成都某某", {"bell\a", "\xFF\xFE", NULL}},
        {"wifi.ssid", "Lounge", {"123456789012345678901234567890123", NULL}},
        {"hours.holidays.1.day", "2026-10-01", {"", "2026-02-30", "2026-10-1", "1.10.2026", NULL}},
        {"dms.columns.1.field", "order_no", {"", "two words", "词", NULL}},
        {"dms.stages.1.level", "3", {"4", "x", "", NULL}},
        {"dms.columns.999.name", "工单号", {"", NULL}},
        {"dms.stages.1.stage", "in_work", {"", "working", "in_work|wash", NULL}},
        {"dms.stages.1.hold", "", {"wait", NULL}},
        {"dms.kinds.1.kind", "pds", {"pd", NULL}},
        {"dms.columns.12.name", "委托书号", {"", NULL}},
    };
    Store *s = store_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!settings_set(s->db, cases[i].key, cases[i].good, &s->err)) fail_msg("%s: %s", cases[i].key, s->err.en);
        for (size_t b = 0; b < 6 && cases[i].bad[b]; b++) {
            if (settings_set(s->db, cases[i].key, cases[i].bad[b], &s->err))
                fail_msg("%s took '%s'", cases[i].key, cases[i].bad[b]);
            assert_int_equal(s->err.code, ERR_INPUT);
            assert_non_null(strstr(s->err.en, cases[i].key));
            assert_non_null(strstr(s->err.zh, cases[i].key));
        }
        assert_string_equal(value_of(s, cases[i].key), cases[i].good);
    }
    store_free(s);
}

static void a_key_that_is_not_known_is_refused(void **state) {
    (void)state;
    static const char *const unknown[] = {"",
                                          "board",
                                          "board.pages",
                                          "dms.columns",
                                          "dms.columns.1",
                                          "dms.columns.0.id",
                                          "dms.columns.01.id",
                                          "dms.columns.1000.id",
                                          "dms.columns.x.id",
                                          "dms.columns.1.fr",
                                          "dms.columns.1.id.x",
                                          "hours.1.day",
                                          ".1.id"};
    Store *s = store_new();
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        must_not(s, settings_set(s->db, unknown[i], "1", &s->err), ERR_INPUT);
    must_not(s, settings_clear_list(s->db, "dms", &s->err), ERR_INPUT);
    must_not(s, settings_clear_list(s->db, "import.missing", &s->err), ERR_INPUT);
    store_free(s);
}

static void a_refusal_does_not_repeat_a_password(void **state) {
    (void)state;
    Store *s = store_new();
    char secret[80];
    memset(secret, 'q', sizeof secret - 1);
    secret[sizeof secret - 1] = '\0';
    must_not(s, settings_set(s->db, "wifi.password", secret, &s->err), ERR_INPUT);
    assert_null(strstr(s->err.en, "qqq"));
    store_free(s);
}

static void lists_are_counted_and_cleared_alone(void **state) {
    (void)state;
    Store *s = store_new();
    Settings *settings;
    must(s, settings_set(s->db, "dms.columns.1.field", "order_no", &s->err));
    must(s, settings_set(s->db, "dms.columns.1.name", "工单号", &s->err));
    must(s, settings_set(s->db, "dms.columns.12.field", "vin", &s->err));
    must(s, settings_set(s->db, "dms.kinds.1.kind", "pds", &s->err));
    must(s, settings_read(s->db, &settings, &s->err));
    assert_int_equal(settings_count(settings, "dms.columns"), 12);
    assert_string_equal(settings_item(settings, "dms.columns", 1, "name"), "工单号");
    assert_string_equal(settings_item(settings, "dms.columns", 2, "name"), "");
    settings_free(settings);
    must(s, settings_clear_list(s->db, "dms.columns", &s->err));
    must(s, settings_read(s->db, &settings, &s->err));
    assert_int_equal(settings_count(settings, "dms.columns"), 0);
    assert_int_equal(settings_count(settings, "dms.kinds"), 1);
    settings_free(settings);
    store_free(s);
}

static void working_hours_come_with_their_holidays_in_order(void **state) {
    (void)state;
    Store *s = store_new();
    Settings *settings;
    must(s, settings_set(s->db, "hours.open", "09:00", &s->err));
    must(s, settings_set(s->db, "hours.holidays.1.day", "2026-10-02", &s->err));
    must(s, settings_set(s->db, "hours.holidays.2.day", "2026-10-01", &s->err));
    must(s, settings_read(s->db, &settings, &s->err));
    const WorkHours *hours = settings_hours(settings);
    assert_int_equal(hours->open_minute, 540);
    assert_int_equal(hours->close_minute, 1080);
    assert_int_equal(hours->n_holidays, 2);
    assert_int_equal(hours->holidays[0], at("2026-10-01T00:00"));
    settings_free(settings);
    store_free(s);
}

static bool first_and_last(void *ctx, const char *key, const char *value, const char *shipped) {
    Buf *all = ctx;
    if (strcmp(key, "store.id") == 0 || strncmp(key, "hours.holidays", 14) == 0 || strcmp(key, "hours.open") == 0)
        buf_printf(all, "%s=%s (%s); ", key, value, shipped);
    return strcmp(key, "hours.holidays.1.day") != 0;
}

static void each_known_key_is_listed_until_told_to_stop(void **state) {
    (void)state;
    Store *s = store_new();
    Buf all = {0};
    must(s, settings_set(s->db, "hours.open", "09:00", &s->err));
    must(s, settings_set(s->db, "hours.holidays.1.day", "2026-10-01", &s->err));
    must(s, settings_set(s->db, "hours.holidays.2.day", "2026-10-02", &s->err));
    must(s, settings_each(s->db, first_and_last, &all, &s->err));
    assert_string_equal(buf_text(&all),
                        "store.id=cd01 (); hours.open=09:00 (08:30); hours.holidays.1.day=2026-10-01 (); ");
    buf_free(&all);
    store_free(s);
}

static void the_stores_id_changes_only_while_there_is_nothing_under_it(void **state) {
    (void)state;
    Store *s = store_new();
    must(s, settings_set(s->db, "store.id", "cd02", &s->err));
    assert_string_equal(db_store_id(s->db), "cd02");
    ImportOrder order = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:30", &order);
    must_not(s, settings_set(s->db, "store.id", "cd03", &s->err), ERR_RULE);
    must(s, settings_set(s->db, "store.id", "cd02", &s->err));
    assert_string_equal(db_store_id(s->db), "cd02");
    must_not(s, settings_set(s->db, "store.id", "", &s->err), ERR_INPUT);
    char name[STORE_ID_MAX + 2];
    memset(name, 'a', sizeof name - 1);
    name[STORE_ID_MAX + 1] = '\0';
    must_not(s, settings_set(s->db, "store.id", name, &s->err), ERR_INPUT);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_never_set_has_the_shipped_value),
        cmocka_unit_test(a_value_is_taken_when_it_is_of_its_type),
        cmocka_unit_test(a_key_that_is_not_known_is_refused),
        cmocka_unit_test(a_refusal_does_not_repeat_a_password),
        cmocka_unit_test(lists_are_counted_and_cleared_alone),
        cmocka_unit_test(working_hours_come_with_their_holidays_in_order),
        cmocka_unit_test(each_known_key_is_listed_until_told_to_stop),
        cmocka_unit_test(the_stores_id_changes_only_while_there_is_nothing_under_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
