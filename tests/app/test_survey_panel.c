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

static Rect text_at(const Driver *d, const char *text) {
    const DrawList *list = &d->robot.panel.list;
    for (size_t i = 0; i < list->n_cmds; i++)
        if (list->cmds[i].kind == DRAW_TEXT && strcmp(list->cmds[i].text, text) == 0) return list->cmds[i].rect;
    fail_msg("%s is not there", text);
    return (Rect){0};
}

/* "Certainly" is nearer to 10 than to any other number, "not at all" to 0, also where the numbers stand in two rows. */
static void each_end_of_the_scale_stands_by_its_own_number(void **state) {
    (void)state;
    for (int way = 0; way < 4; way++) {
        Driver d;
        Err err = {0};
        bool portrait = way & 1;
        driver_open(&d, fixture_sample(), portrait ? 1080 : 1920, portrait ? 1920 : 1080, LANG_ZH);
        kiosk_of(&d)->home_large = way & 2;
        panel_frame(&d.robot.panel, d.robot.mono);
        if (!robot_go(&d.robot, "recommend", &err)) fail_msg("%s", err.en);
        Rect first = draw_target(&d.robot.panel.list, "recommend.0")->rect;
        Rect last = draw_target(&d.robot.panel.list, "recommend.10")->rect;
        Rect low = text_at(&d, "不会"), high = text_at(&d, "一定会");
        assert_float_equal(low.x, first.x, 4);
        assert_true(low.y + low.h <= first.y + 1 ? first.y - low.y < 80 : low.y - first.y - first.h < 80);
        assert_float_equal(high.x + high.w, last.x + last.w, 4);
        assert_true(high.y >= last.y + last.h && high.y - last.y - last.h < 80);
        driver_close(&d);
    }
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

/* --- the store's own questions ---------------------------------------------------------------------------------------
 */

/* Three of them, each kind of condition: after a low face, after an answer to the first, and for everybody. */
#define OWN                                                                                                                \
    "DELETE FROM policy_value WHERE policy_id = (SELECT policy_id FROM made LIMIT 1)"                                      \
    " AND (key LIKE 'questionnaire.questions.%' OR key LIKE 'questionnaire.options.%');"                                   \
    "INSERT INTO policy_value SELECT (SELECT policy_id FROM made LIMIT 1), 'questionnaire.' || key, value FROM ("          \
    "SELECT 'questions.1.id' AS key, 'seen' AS value UNION ALL SELECT 'questions.1.kind', 'one'"                           \
    " UNION ALL SELECT 'questions.1.zh', '旧件给您看了吗？' UNION ALL SELECT 'questions.1.en', 'Old parts shown?'" \
    " UNION ALL SELECT 'questions.1.if_score', '1 2 3'"                                                                    \
    " UNION ALL SELECT 'questions.2.id', 'how' UNION ALL SELECT 'questions.2.kind', 'scale10'"                             \
    " UNION ALL SELECT 'questions.2.zh', '说明得清楚吗？' UNION ALL SELECT 'questions.2.en', 'How clearly?'"        \
    " UNION ALL SELECT 'questions.2.if_answer', 'seen: yes'"                                                               \
    " UNION ALL SELECT 'questions.3.id', 'more' UNION ALL SELECT 'questions.3.kind', 'text'"                               \
    " UNION ALL SELECT 'questions.3.zh', '还有呢？' UNION ALL SELECT 'questions.3.en', 'Anything else?'"               \
    " UNION ALL SELECT 'options.1.question', 'seen' UNION ALL SELECT 'options.1.id', 'yes'"                                \
    " UNION ALL SELECT 'options.1.zh', '给我看了' UNION ALL SELECT 'options.1.en', 'Yes'"                              \
    " UNION ALL SELECT 'options.2.question', 'seen' UNION ALL SELECT 'options.2.id', 'no'"                                 \
    " UNION ALL SELECT 'options.2.zh', '没有' UNION ALL SELECT 'options.2.en', 'No');"

static void own_questions_come_one_by_one_as_their_conditions_hold(void **state) {
    Driver *d = *state;
    new_version(d, OWN);
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    tap(d, "why.skip");
    assert_on(d, SCREEN_OWN);
    assert_true(shows(d, "旧件给您看了吗"));
    tap(d, "own.no");
    tap(d, "own.yes"); /* one of them */
    assert_int_equal(
        count(d, "SELECT count(*) FROM v_answers WHERE question = 'seen' AND answer = 'yes' AND version = 2"),
        1); /* in the file as it is tapped */
    tap(d, "own.next");
    assert_true(shows(d, "说明得清楚吗"));
    tap(d, "own.10");
    tap(d, "nav.back");
    assert_true(shows(d, "旧件给您看了吗")); /* the way back is the way it came */
    tap(d, "own.no");
    tap(d, "own.next");
    assert_true(shows(d, "还有呢")); /* and its answer decides anew */
    tap(d, "key.mode");
    type_keys(d, "more tea");
    assert_int_equal(count(d, "SELECT count(*) FROM person WHERE words LIKE '%tea%'"), 0); /* theirs until they go on */
    tap(d, "own.next");
    assert_on(d, SCREEN_RECOMMEND);
    assert_int_equal(count(d, "SELECT count(*) FROM v_answers WHERE question = 'more' AND answer = 'more tea'"), 1);
    tap(d, "nav.back");
    assert_on(d, SCREEN_OWN);
    assert_true(shows(d, "more tea"));
    tap(d, "own.skip"); /* nothing of it stays */
    assert_int_equal(count(d, "SELECT count(*) FROM v_answers WHERE question = 'more'"), 0);
    assert_int_equal(count(d, "SELECT count(*) FROM person WHERE words LIKE '%tea%'"), 0);
    assert_on(d, SCREEN_RECOMMEND);
    assert_int_equal(count(d, "SELECT count(*) FROM complaint"), 0);
}

static void after_a_good_face_and_a_complaint_only_what_fits_is_asked(void **state) {
    Driver *d = *state;
    new_version(d, OWN);
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factors.submit");
    assert_true(shows(d, "还有呢"));
    tap(d, "own.skip");
    tap(d, "recommend.skip");
    tap(d, "thanks.home");
    tap(d, "board.rate");
    tap(d, "rate.complain");
    tap(d, "why.reason.wait");
    tap(d, "why.submit");
    assert_true(shows(d, "还有呢")); /* no face: nothing about one */
    tap(d, "key.mode");
    type_keys(d, "ok");
    tap(d, "own.next");
    assert_int_equal(count(d, "SELECT count(*) FROM answer a JOIN complaint c USING (complaint_id) WHERE a.rating_id IS"
                              " NULL AND question = 'more'"),
                     1);
}

/* --- half-done -------------------------------------------------------------------------------------------------------
 */

static void who_walks_off_leaves_what_they_tapped_and_not_what_they_typed(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    tap(d, "why.reason.price");
    tap(d, "key.mode");
    type_keys(d, "secret");
    /* a power cut here loses nothing that was tapped: it is in the file already */
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings WHERE score = 2 AND reasons = 'price' AND comment = ''"),
                     1);
    wait_ms(d, 61 * MS_SECOND);
    wait_ms(d, 20 * MS_SECOND);
    assert_on(d, SCREEN_BOARD);
    assert_int_equal(count(d, "SELECT count(*) FROM complaint"), 0);
    assert_int_equal(count(d, "SELECT count(*) FROM person WHERE words LIKE '%secret%'"), 0);

    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factor.quality.5");
    tap(d, "factor.advisor.3");
    tap(d, "factors.skip");
    tap(d, "recommend.8");
    assert_int_equal(count(d,
                           "SELECT count(*) FROM v_ratings WHERE score = 5 AND quality = 5 AND advisor = 3 AND nps = 8"
                           " AND csi IS NOT NULL"),
                     1);
    kiosk_leave(kiosk_of(d));
    wait_ms(d, 10);

    tap(d, "board.rate");
    tap(d, "rate.complain");
    tap(d, "why.reason.fix");
    tap(d, "nav.back");
    assert_int_equal(count(d, "SELECT count(*) FROM v_unsent WHERE reasons = 'fix'"), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM complaint"), 0);
}

static void made_anonymous_later_a_rating_lets_go_of_its_order(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.rate");
    tap(d, "rate.face.4");
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings WHERE order_no IS NOT NULL"), 1);
    tap(d, "nav.back");
    tap(d, "rate.anonymous");
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings WHERE order_no IS NOT NULL"), 0);
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings"), 1);
}

static void how_fast_it_was_tapped_is_kept_with_it(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.rate");
    middle(d, "rate.face.5", &x, &y);
    d->robot.mono = kiosk_of(d)->visit.rate_shown_mono + 450;
    poke(d, x, y);
    assert_in_range(count(d, "SELECT face_ms FROM rating"), 400, 599);
    tap(d, "factor.quality.5");
    assert_in_range(count(d, "SELECT marks_ms FROM rating"), 600, 2000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_version_holds_at_once_but_not_for_who_is_answering, driver_setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(the_third_step_asks_only_what_the_store_asks, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(large_and_low_the_third_step_asks_the_same, driver_setup, driver_teardown),
        cmocka_unit_test(each_end_of_the_scale_stands_by_its_own_number),
        cmocka_unit_test_setup_teardown(without_a_questionnaire_a_face_still_counts, driver_setup, driver_teardown),
        cmocka_unit_test_setup_teardown(own_questions_come_one_by_one_as_their_conditions_hold, driver_setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(after_a_good_face_and_a_complaint_only_what_fits_is_asked, driver_setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(who_walks_off_leaves_what_they_tapped_and_not_what_they_typed, driver_setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(made_anonymous_later_a_rating_lets_go_of_its_order, driver_setup,
                                        driver_teardown),
        cmocka_unit_test_setup_teardown(how_fast_it_was_tapped_is_kept_with_it, driver_setup, driver_teardown),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
