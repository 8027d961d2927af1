/* The questionnaire on the panel: a new version holds at once, but whoever is answering finishes with theirs; and what
 * the store does not ask is not there. */
#include "driver.h"

#include "screens/common.h"

/* A copy of the version in force, changed by this SQL of the copy's policy_value rows. */
static void new_version(Driver *d, const char *change) {
    char sql[4096];
    snprintf(
        sql, sizeof sql,
        "INSERT INTO policy_version SELECT 'q' || (version + 1), store_id, subject, version + 1, '', '', '', 'x', '',"
        " 0 FROM policy_version WHERE subject = 'questionnaire' ORDER BY version DESC LIMIT 1;"
        "CREATE TEMP TABLE made AS SELECT policy_id FROM policy_version WHERE subject = 'questionnaire'"
        " ORDER BY version DESC LIMIT 2;"
        "INSERT INTO policy_value SELECT (SELECT policy_id FROM made LIMIT 1), key, value FROM policy_value"
        " WHERE policy_id = (SELECT policy_id FROM made LIMIT 1 OFFSET 1);"
        "%s DROP TABLE made;",
        change);
    commit(d, sql);
}
#define OF_IT "WHERE policy_id = (SELECT policy_id FROM made LIMIT 1) AND key = "

static void a_new_version_holds_at_once_but_not_for_who_is_answering(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    assert_true(shows(d, "很不满意"));
    new_version(d, "UPDATE policy_value SET value = '糟透了' " OF_IT "'questionnaire.faces.1.zh';"
                   "UPDATE policy_value SET value = '太慢' " OF_IT "'questionnaire.reasons.1.zh';"
                   "UPDATE policy_value SET value = 'slow' " OF_IT "'questionnaire.reasons.1.id';");
    assert_true(shows(d, "糟透了")); /* nothing was answered yet */
    tap(d, "rate.face.2");
    assert_true(shows(d, "太慢"));
    new_version(d, "UPDATE policy_value SET value = '等' " OF_IT "'questionnaire.reasons.1.zh';"
                   "UPDATE policy_value SET value = 'w' " OF_IT "'questionnaire.reasons.1.id';");
    assert_true(shows(d, "太慢"));
    tap(d, "why.reason.slow");
    tap(d, "why.submit");
    tap(d, "recommend.skip");
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings WHERE reasons = 'slow' AND questionnaire_version = 2"),
                     1);
    assert_int_equal(count(d, "SELECT questionnaire_version FROM complaint"), 2);
    tap(d, "thanks.home");
    tap(d, "board.rate");
    tap(d, "rate.complain");
    tap(d, "why.reason.w");
    tap(d, "why.submit");
    assert_int_equal(count(d, "SELECT questionnaire_version FROM complaint WHERE reasons = 'w'"), 3);
}

static void the_third_step_asks_only_what_the_store_asks(void **state) {
    Driver *d = *state;
    new_version(d, "UPDATE policy_value SET value = '0' " OF_IT "'questionnaire.nps';");
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factors.skip");
    assert_on(d, SCREEN_RECOMMEND);
    assert_false(has(d, "recommend.9"));
    assert_true(has(d, "contact.consent"));
    assert_true(shows(d, "最后一个问题"));
    assert_true(shows(d, "保存 24 个月"));
    tap(d, "recommend.submit");
    assert_on(d, SCREEN_THANKS);
    tap(d, "thanks.home");

    new_version(d, "UPDATE policy_value SET value = '1' " OF_IT "'questionnaire.nps';"
                   "UPDATE policy_value SET value = '0' " OF_IT "'questionnaire.contact';");
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factors.skip");
    assert_false(has(d, "contact.consent"));
    tap(d, "recommend.9");
    tap(d, "recommend.submit");
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings WHERE nps = 9"), 1);
    tap(d, "thanks.home");

    new_version(d, "UPDATE policy_value SET value = '0' " OF_IT "'questionnaire.nps';");
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factor.quality.4");
    tap(d, "factors.submit");
    assert_on(d, SCREEN_THANKS);
    tap(d, "thanks.home");
    tap(d, "board.rate");
    tap(d, "rate.face.1");
    tap(d, "why.skip");
    assert_on(d, SCREEN_THANKS);
}

static void large_and_low_the_third_step_asks_the_same(void **state) {
    Driver *d = *state;
    tap(d, "nav.size");
    new_version(d, "UPDATE policy_value SET value = '0' " OF_IT "'questionnaire.nps';");
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factors.skip");
    assert_true(has(d, "contact.consent"));
    tap(d, "contact.submit");
    assert_on(d, SCREEN_THANKS);
    tap(d, "thanks.home");
    new_version(d, "UPDATE policy_value SET value = '1' " OF_IT "'questionnaire.nps';"
                   "UPDATE policy_value SET value = '0' " OF_IT "'questionnaire.contact';");
    tap(d, "nav.size");
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factors.skip");
    assert_false(has(d, "recommend.next"));
    tap(d, "recommend.7");
    tap(d, "recommend.submit");
    assert_on(d, SCREEN_THANKS);
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings WHERE nps = 7"), 1);
}

static void without_a_questionnaire_a_face_still_counts(void **state) {
    Driver *d = *state;
    commit(d, "DELETE FROM policy_value WHERE key LIKE 'questionnaire.%'; DELETE FROM policy_version WHERE subject ="
              " 'questionnaire'");
    tap(d, "board.rate");
    assert_true(shows(d, "非常满意"));
    tap(d, "rate.face.5");
    assert_int_equal(count(d, "SELECT score FROM v_ratings"), 5);
    tap(d, "factors.skip");
    assert_on(d, SCREEN_THANKS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_version_holds_at_once_but_not_for_who_is_answering, driver_setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(the_third_step_asks_only_what_the_store_asks, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(large_and_low_the_third_step_asks_the_same, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(without_a_questionnaire_a_face_still_counts, driver_setup, driver_teardown),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
