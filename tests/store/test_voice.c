/* What customers leave beyond what they send: taps that are kept, own questions, verdicts on ratings, praise told. */
#include "store_test.h"

#include "store/praise.h"
#include "store/suspect.h"

static const SurveyFactor factors[] = {{"advisor", "", "", 18}, {"quality", "", "", 24}};

static RatingTap a_tap(int score, const char *when) {
    return (RatingTap){.rating_id = uuid_new(),
                       .visit_id = uuid_new(),
                       .at = at(when),
                       .lang = "zh",
                       .score = score,
                       .order_no = "",
                       .questionnaire_version = 2};
}

static Answers answers_to(const RatingTap *tap) {
    return (Answers){.rating_id = tap->rating_id,
                     .complaint_id = uuid_new(),
                     .voice_id = uuid_new(),
                     .visit_id = tap->visit_id,
                     .at = tap->at,
                     .lang = "zh",
                     .order_no = "",
                     .score = tap->score,
                     .questionnaire_version = 2,
                     .reasons = "",
                     .words = "",
                     .nps = -1,
                     .phone = ""};
}

/* ---- kept, not sent ---- */

static void taps_are_kept_without_words_and_number_and_make_no_complaint(void **state) {
    (void)state;
    Store *s = store_new();
    int marks[] = {0, 4};
    RatingTap tap = a_tap(2, "2026-11-23T14:26");
    Answers a = answers_to(&tap);
    a.reasons = "wait", a.words = "不给别人看", a.phone = "19900009774", a.consent = true, a.nps = 3;
    a.factors = factors, a.marks = marks, a.n_factors = 2;
    must(s, rating_save_timed(s->db, &tap, 900, &s->err));
    must(s, answers_keep(s->db, &a, 1500, &s->err));
    char *before = dump(s);
    must(s, answers_keep(s->db, &a, 1500, &s->err));
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings WHERE reasons = 'wait' AND nps = 3 AND quality = 4 AND"
                               " csi = 750 AND comment = '' AND phone = '' AND contact_consent = 0"),
                     1);
    assert_int_equal(number(s, "SELECT face_ms = 900 AND marks_ms = 1500 FROM rating"), 1);
    assert_int_equal(number(s, "SELECT (SELECT count(*) FROM complaint) + (SELECT count(*) FROM person)"), 0);
    store_free(s);
}

static void what_was_sent_stands_when_taps_are_kept_after_it(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    RatingTap tap = a_tap(2, "2026-11-23T14:26");
    Answers a = answers_to(&tap);
    a.reasons = "wait", a.words = "等太久", a.phone = "19900009774", a.consent = true;
    must(s, rating_save(s->db, &tap, &s->err));
    must(s, answers_save(s->db, &a, case_no, &s->err));
    a.reasons = "wait price", a.words = "还没写完", a.phone = "", a.consent = false;
    must(s, answers_keep(s->db, &a, -1, &s->err));
    assert_string_equal(text(s, "SELECT reasons || '|' || comment || '|' || phone FROM v_ratings"),
                        "wait price|等太久|19900009774");
    assert_string_equal(text(s, "SELECT reasons || text FROM v_complaints"), "wait等太久");
    store_free(s);
}

static void a_face_whose_tap_was_refused_comes_with_what_is_kept(void **state) {
    (void)state;
    Store *s = store_new();
    RatingTap tap = a_tap(2, "2026-11-23T14:26");
    Answers a = answers_to(&tap);
    a.reasons = "wait";
    must(s, answers_keep(s->db, &a, -1, &s->err));
    assert_int_equal(number(s, "SELECT score = 2 AND questionnaire_version = 2 FROM v_ratings"), 1);
    store_free(s);
}

static void a_complaint_that_was_begun_is_known_until_it_is_sent(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    RatingTap tap = a_tap(0, "2026-11-23T14:26");
    Answers a = answers_to(&tap);
    a.rating_id = (Uuid){0}, a.reasons = "wait";
    must(s, answers_keep(s->db, &a, -1, &s->err));
    a.reasons = "wait price";
    must(s, answers_keep(s->db, &a, -1, &s->err));
    assert_string_equal(text(s, "SELECT group_concat(reasons || version) FROM v_unsent"), "wait price2");
    assert_int_equal(number(s, "SELECT count(*) FROM complaint"), 0);
    Answers other = answers_to(&tap);
    other.rating_id = (Uuid){0}, other.reasons = "fix";
    must(s, answers_keep(s->db, &other, -1, &s->err));
    other.reasons = "";
    must(s, answers_keep(s->db, &other, -1, &s->err)); /* tapped off again: nothing was begun */
    assert_int_equal(number(s, "SELECT count(*) FROM v_unsent"), 1);
    must(s, answers_save(s->db, &a, case_no, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM v_unsent"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM v_complaints"), 1);
    store_free(s);
}

/* ---- own questions ---- */

static void an_own_answer_takes_the_place_of_the_one_before(void **state) {
    (void)state;
    Store *s = store_new();
    RatingTap tap = a_tap(2, "2026-11-23T14:26");
    must(s, rating_save(s->db, &tap, &s->err));
    OwnAnswer a = {.visit_id = tap.visit_id,
                   .rating_id = tap.rating_id,
                   .voice_id = uuid_new(),
                   .question = "drinks",
                   .kind = "many",
                   .value = "tea",
                   .words = "",
                   .questionnaire_version = 2,
                   .lang = "zh",
                   .at = tap.at};
    must(s, own_answer_save(s->db, &a, &s->err));
    a.value = "tea coffee";
    must(s, own_answer_save(s->db, &a, &s->err));
    must(s, own_answer_save(s->db, &a, &s->err));
    OwnAnswer said = a;
    said.question = "else", said.kind = "text", said.value = "", said.words = "多放几本书", said.voice_id = uuid_new();
    must(s, own_answer_save(s->db, &said, &s->err));
    assert_string_equal(text(s, "SELECT group_concat(question || '=' || kind || '=' || answer || '=' || version) FROM"
                                " (SELECT * FROM v_answers WHERE rating_id IS NOT NULL ORDER BY question)"),
                        "drinks=many=tea coffee=2,else=text=多放几本书=2");
    run(s, "UPDATE person SET words = '', erased_ms = 1"); /* forgotten, and it stays so */
    must(s, own_answer_save(s->db, &said, &s->err));
    assert_string_equal(text(s, "SELECT answer FROM v_answers WHERE question = 'else'"), "");
    a.value = "";
    must(s, own_answer_save(s->db, &a, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM answer"), 1);
    must(s, rating_undo(s->db, tap.rating_id, tap.at, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM v_answers"), 0);
    store_free(s);
}

static void a_text_taken_back_leaves_no_words_behind(void **state) {
    (void)state;
    Store *s = store_new();
    RatingTap tap = a_tap(2, "2026-11-23T14:26");
    OwnAnswer a = {.visit_id = tap.visit_id, /* and no rating: its tap was refused */
                   .voice_id = uuid_new(),
                   .question = "else",
                   .kind = "text",
                   .value = "",
                   .words = "写错了",
                   .questionnaire_version = 1,
                   .lang = "zh",
                   .at = tap.at};
    must(s, own_answer_save(s->db, &a, &s->err));
    assert_string_equal(text(s, "SELECT answer FROM v_answers"), "写错了");
    a.words = "";
    must(s, own_answer_save(s->db, &a, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM person WHERE words <> ''"), 0);
    store_free(s);
}

/* ---- verdicts ---- */

static void judge(Store *s, int want) {
    Settings *settings;
    int changed;
    must(s, settings_read_at(s->db, at("2026-11-24T09:00"), &settings, &s->err));
    must(s, suspect_run(s->db, settings, at("2026-11-23T00:00"), at("2026-11-25T00:00"), at("2026-11-24T09:00"),
                        &changed, &s->err));
    settings_free(settings);
    assert_int_equal(changed, want);
}

#define SUSPECT(s, face, count)                                                                                        \
    POLICY(s, "suspect", {"suspect.face_ms", face}, {"suspect.mark_ms", "0"}, {"suspect.faces", "3"},                  \
           {"suspect.visit_ratings", "1"}, {"suspect.run_score", "5"}, {"suspect.run_count", count},                   \
           {"suspect.run_minutes", "20"}, {"suspect.night_from", "19:00"}, {"suspect.night_to", "07:30"},              \
           {"suspect.look_days", "2"})

static void verdicts_follow_the_thresholds_and_are_never_lost(void **state) {
    (void)state;
    Store *s = store_new();
    char when[32];
    for (int i = 0; i < 4; i++) { /* one an hour before the window that is judged begins, three in it */
        snprintf(when, sizeof when, i ? "2026-11-23T00:0%d" : "2026-11-22T23:55", i);
        RatingTap tap = a_tap(5, when);
        must(s, rating_save_timed(s->db, &tap, 2000, &s->err));
    }
    RatingTap quick = a_tap(3, "2026-11-23T10:00");
    must(s, rating_save_timed(s->db, &quick, 450, &s->err));
    judge(s, 0); /* no policy: nobody is judged */
    SUSPECT(s, "600", "4");
    judge(s, 4);
    judge(s, 0); /* the same again */
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings WHERE suspect = 1 AND suspect_reasons = 'night_run'"),
                     3);
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings WHERE suspect_reasons = 'fast_face'"), 1);
    SUSPECT(s, "400", "5"); /* milder: all are cleared, and it is known that they were not */
    judge(s, 4);
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings WHERE suspect = 1 OR suspect_reasons <> ''"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM rating_suspect"), 8);
    assert_int_equal(number(s, "SELECT count(DISTINCT policy_id) FROM rating_suspect"), 2);
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings"), 5);
    Err err;
    assert_false(sql_run(s->db, "DELETE FROM rating_suspect", SQL_NO_ARGS, &err));
    store_free(s);
}

/* Each minute, on the writer's thread: never a look through all ratings of the store for each. */
static void a_visits_ratings_are_found_by_the_visit(void **state) {
    (void)state;
    Store *s = store_new();
    sqlite3_stmt *q;
    bool by_visit = false;
    const char *sql = "EXPLAIN QUERY PLAN SELECT count(*) FROM rating o WHERE o.store_id = 's' AND o.visit_id = 'v'"
                      " AND o.undone_ms IS NULL";
    assert_int_equal(sqlite3_prepare_v2(db_handle(s->db), sql, -1, &q, NULL), SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW)
        by_visit |= strstr((const char *)sqlite3_column_text(q, 3), "(visit_id=?)") != NULL;
    sqlite3_finalize(q);
    assert_true(by_visit);
    store_free(s);
}

static void one_visit_rating_many_times_is_told(void **state) {
    (void)state;
    Store *s = store_new();
    SuspectRow *rows;
    size_t n;
    SUSPECT(s, "600", "4");
    RatingTap a = a_tap(4, "2026-11-23T10:00"), b = a_tap(5, "2026-11-23T10:01"), c = a_tap(3, "2026-11-23T11:00");
    b.visit_id = a.visit_id;
    must(s, rating_save(s->db, &a, &s->err));
    must(s, rating_save(s->db, &b, &s->err));
    for (int i = 0; i < 4; i++) { /* three other faces and back: four taps in one rating */
        c.score = 1 + i, c.at += 1000;
        must(s, rating_save(s->db, &c, &s->err));
    }
    judge(s, 3);
    must(s, suspect_read(s->db, &s->arena, at("2026-11-23T00:00"), at("2026-11-24T00:00"), &rows, &n, &s->err));
    assert_int_equal(n, 3);
    assert_string_equal(rows[0].reasons, "many_ratings");
    assert_string_equal(rows[2].reasons, "many_faces");
    must(s, rating_undo(s->db, b.rating_id, b.at, &s->err)); /* taken back: the visit has rated once */
    judge(s, 1);
    must(s, suspect_read(s->db, &s->arena, INT64_MIN, INT64_MAX, &rows, &n, &s->err));
    assert_int_equal(n, 1);
    store_free(s);
}

/* ---- praise ---- */

static void praise_waits_until_it_was_told(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    Praise *list;
    size_t n;
    ImportOrder order = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:30", &order);
    for (int score = 3; score <= 5; score++) {
        RatingTap tap = a_tap(score, "2026-11-23T14:26");
        tap.order_no = score == 5 ? "RO1" : "";
        Answers a = answers_to(&tap);
        a.order_no = tap.order_no, a.words = "师傅很细心";
        must(s, rating_save(s->db, &tap, &s->err));
        must(s, answers_save(s->db, &a, case_no, &s->err));
    }
    must(s, praise_read(s->db, &s->arena, "", false, &list, &n, &s->err));
    assert_int_equal(n, 2); /* at 3 it is a complaint */
    must(s, praise_read(s->db, &s->arena, "顾问甲", false, &list, &n, &s->err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].text, "师傅很细心");
    assert_string_equal(list[0].order_no, "RO1");
    const char *id = list[0].rating_id.text;
    must_not(s, praise_tell(s->db, id, "", 1, &s->err), ERR_INPUT);
    must_not(s, praise_tell(s->db, "nobody", "王经理", 1, &s->err), ERR_NOT_FOUND);
    must(s, praise_tell(s->db, id + 24, "王经理", at("2026-11-23T18:00"), &s->err));
    must(s, praise_tell(s->db, id, "陈经理", at("2026-11-23T19:00"), &s->err)); /* it was told already */
    must(s, praise_read(s->db, &s->arena, "顾问甲", false, &list, &n, &s->err));
    assert_int_equal(n, 0);
    must(s, praise_read(s->db, &s->arena, "顾问甲", true, &list, &n, &s->err));
    assert_string_equal(list[0].told_by, "王经理");
    assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE what = 'praise.told' AND by_name = '王经理'"), 1);
    store_free(s);
}

static void views_of_voices_have_the_documented_columns(void **state) {
    (void)state;
    static const char *const views[][2] = {
        {"v_answers", "store_id rating_id complaint_id version question kind answer at_ms at lang suspect"},
        {"v_praise", "rating_id store_id at_ms at score text order_no advisor_name kind suspect told_ms told_by"},
        {"v_unsent", "complaint_id store_id at_ms at reasons order_no version"}};
    Store *s = store_new();
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        char sql[160];
        snprintf(sql, sizeof sql, "SELECT group_concat(name, ' ') FROM pragma_table_info('%s')", views[i][0]);
        assert_string_equal(text(s, sql), views[i][1]);
    }
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(taps_are_kept_without_words_and_number_and_make_no_complaint),
        cmocka_unit_test(what_was_sent_stands_when_taps_are_kept_after_it),
        cmocka_unit_test(a_face_whose_tap_was_refused_comes_with_what_is_kept),
        cmocka_unit_test(a_complaint_that_was_begun_is_known_until_it_is_sent),
        cmocka_unit_test(an_own_answer_takes_the_place_of_the_one_before),
        cmocka_unit_test(a_text_taken_back_leaves_no_words_behind),
        cmocka_unit_test(verdicts_follow_the_thresholds_and_are_never_lost),
        cmocka_unit_test(a_visits_ratings_are_found_by_the_visit),
        cmocka_unit_test(one_visit_rating_many_times_is_told),
        cmocka_unit_test(praise_waits_until_it_was_told),
        cmocka_unit_test(views_of_voices_have_the_documented_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
