/* store/feedback and store/calls: idempotent by key, history kept, complaints by the rules, calls taken and done. */
#include "store_test.h"

static const SurveyFactor factors[] = {{"initiation", "", "", 17},
                                       {"advisor", "", "", 18},
                                       {"facility", "", "", 21},
                                       {"pickup", "", "", 21},
                                       {"quality", "", "", 24}};

static RatingTap a_tap(int score) {
    return (RatingTap){uuid_new(), uuid_new(), at("2026-11-23T14:26"), "zh", score, "", 1, false};
}

static Answers answers_to(const RatingTap *tap) {
    return (Answers){
        .rating_id = tap->rating_id,
        .complaint_id = uuid_new(),
        .voice_id = uuid_new(),
        .visit_id = tap->visit_id,
        .at = tap->at + 60000,
        .lang = tap->lang,
        .order_no = tap->order_no,
        .score = tap->score,
        .reasons = "",
        .words = "",
        .nps = -1,
        .phone = "",
    };
}

static const char *scores(Store *s) {
    return text(s, "SELECT group_concat(score, ' ') FROM (SELECT score FROM rating_score ORDER BY rating_id, seq)");
}

static void the_last_face_counts_and_the_first_is_kept(void **state) {
    (void)state;
    Store *s = store_new();
    RatingTap tap = a_tap(4);
    must(s, rating_save(s->db, &tap, &s->err));
    char *before = dump(s);
    must(s, rating_save(s->db, &tap, &s->err)); /* a retry */
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    tap.score = 2, tap.at += 2000;
    must(s, rating_save(s->db, &tap, &s->err));
    tap.score = 5, tap.at += 2000;
    must(s, rating_save(s->db, &tap, &s->err));
    must(s, rating_save(s->db, &tap, &s->err));
    assert_int_equal(number(s, "SELECT score FROM v_ratings"), 5);
    assert_int_equal(number(s, "SELECT at_ms FROM v_ratings"), at("2026-11-23T14:26"));
    assert_string_equal(text(s, "SELECT at FROM v_ratings"), "2026-11-23 14:26:00");
    assert_string_equal(scores(s), "4 2 5");
    store_free(s);
}

static void a_rating_taken_back_can_come_again(void **state) {
    (void)state;
    Store *s = store_new();
    RatingTap tap = a_tap(4);
    must(s, rating_save(s->db, &tap, &s->err));
    must(s, rating_undo(s->db, tap.rating_id, tap.at + 1000, &s->err));
    must(s, rating_undo(s->db, tap.rating_id, tap.at + 1500, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings"), 0);
    must(s, rating_save(s->db, &tap, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings"), 1);
    assert_string_equal(scores(s), "4 0 4");
    must_not(s, rating_undo(s->db, uuid_new(), tap.at, &s->err), ERR_NOT_FOUND);
    store_free(s);
}

static void a_rating_can_be_made_anonymous_and_stays_suspect(void **state) {
    (void)state;
    Store *s = store_new();
    RatingTap tap = a_tap(4);
    tap.order_no = "RO1", tap.suspect = true;
    must(s, rating_save(s->db, &tap, &s->err));
    tap.order_no = "", tap.suspect = false;
    must(s, rating_save(s->db, &tap, &s->err));
    assert_int_equal(number(s, "SELECT order_no IS NULL AND suspect = 1 FROM v_ratings"), 1);
    store_free(s);
}

static void reasons_or_words_make_a_low_rating_a_complaint_a_face_alone_never(void **state) {
    (void)state;
    static const struct {
        int score; /* 0: without a rating */
        const char *reasons, *words;
        bool complaint;
    } cases[] = {
        {1, "", "", false},           {1, "wait", "", true},   {2, "", "车没洗干净", true},
        {3, "wait price", "x", true}, {4, "wait", "x", false}, {5, "", "很好", false},
        {0, "price", "", true},       {0, "", "x", true},      {0, "", "", false},
    };
    Store *s = store_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char case_no[24] = "untouched";
        RatingTap tap = a_tap(cases[i].score);
        Answers answers = answers_to(&tap);
        if (cases[i].score)
            must(s, rating_save(s->db, &tap, &s->err));
        else
            answers.rating_id = (Uuid){0};
        answers.reasons = cases[i].reasons, answers.words = cases[i].words;
        must(s, answers_save(s->db, &answers, case_no, &s->err));
        if ((*case_no != 0) != cases[i].complaint) fail_msg("case %zu: '%s'", i, case_no);
    }
    assert_int_equal(number(s, "SELECT count(*) FROM v_complaints"), 5);
    assert_int_equal(number(s, "SELECT count(*) FROM complaint WHERE rating_id IS NULL"), 2);
    assert_int_equal(number(s, "SELECT count(*) FROM v_ratings WHERE comment = '很好'"), 1);
    assert_string_equal(text(s, "SELECT max(case_no) FROM complaint"), "261123-05");
    store_free(s);
}

static void a_complaint_is_new_and_due_as_the_policy_says(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    RatingTap tap = a_tap(2);
    Answers answers = answers_to(&tap);
    answers.reasons = "wait", answers.words = "等了三个小时", answers.phone = "19900009774", answers.consent = true;
    POLICY(s, "case", {"case.manager_minutes", "5"}, {"case.assigned_minutes", "20"});
    must(s, rating_save(s->db, &tap, &s->err));
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    assert_string_equal(case_no, "261123-01");
    assert_string_equal(text(s, "SELECT state || '|' || reasons || '|' || text || '|' || phone || '|' || at FROM "
                                "v_complaints"),
                        "new|wait|等了三个小时|19900009774|2026-11-23 14:27:00");
    assert_int_equal(number(s, "SELECT due_ms - at_ms FROM v_complaints"), 20 * MS_MINUTE);
    store_free(s);
}

static void cases_are_counted_within_the_local_day(void **state) {
    (void)state;
    static const struct {
        const char *when, *case_no;
    } cases[] = {{"2026-11-23T23:59:59", "261123-01"},
                 {"2026-11-24T00:00", "261124-01"},
                 {"2026-11-24T12:00", "261124-02"},
                 {"2026-11-23T10:00", "261123-02"}};
    Store *s = store_new();
    char case_no[24];
    for (size_t i = 0; i < 4; i++) {
        RatingTap tap = a_tap(0);
        Answers answers = answers_to(&tap);
        answers.rating_id = (Uuid){0}, answers.at = at(cases[i].when), answers.reasons = "wait";
        must(s, answers_save(s->db, &answers, case_no, &s->err));
        assert_string_equal(case_no, cases[i].case_no);
    }
    for (int i = 3; i <= 101; i++) {
        RatingTap tap = a_tap(0);
        Answers answers = answers_to(&tap);
        answers.rating_id = (Uuid){0}, answers.at = at("2026-11-24T12:00"), answers.reasons = "wait";
        must(s, answers_save(s->db, &answers, case_no, &s->err));
    }
    assert_string_equal(case_no, "261124-101");
    store_free(s);
}

static void sending_again_replaces_and_never_doubles(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24], again[24];
    int marks[] = {5, 4, 0, 3, 5}, fewer[] = {0, 0, 0, 0, 1};
    RatingTap tap = a_tap(2);
    Answers answers = answers_to(&tap);
    answers.reasons = "wait", answers.words = "第一次", answers.nps = 3;
    answers.factors = factors, answers.marks = marks, answers.n_factors = 5;
    must(s, rating_save(s->db, &tap, &s->err));
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    char *before = dump(s);
    must(s, answers_save(s->db, &answers, again, &s->err));
    char *after = dump(s);
    assert_string_equal(before, after);
    assert_string_equal(case_no, again);
    free(before);
    free(after);

    answers.reasons = "price", answers.words = "第二次", answers.nps = -1, answers.marks = fewer;
    answers.complaint_id = uuid_new(); /* the form was lost and opened again */
    must(s, answers_save(s->db, &answers, again, &s->err));
    assert_string_equal(case_no, again);
    assert_int_equal(number(s, "SELECT count(*) FROM complaint"), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM complaint_event"), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM rating_mark"), 1);
    assert_int_equal(number(s, "SELECT nps IS NULL AND csi = 0 FROM rating"), 1);
    assert_string_equal(text(s, "SELECT reasons || text FROM v_complaints"), "price第二次");
    assert_string_equal(text(s, "SELECT comment FROM v_ratings"), "第二次");
    store_free(s);
}

static void the_index_is_over_the_factors_that_were_answered(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    int marks[] = {5, 4, 0, 3, 5}, none[] = {0, 0, 0, 0, 0};
    RatingTap tap = a_tap(5);
    Answers answers = answers_to(&tap);
    answers.factors = factors, answers.marks = marks, answers.n_factors = 5, answers.nps = 9;
    must(s, rating_save(s->db, &tap, &s->err));
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    assert_int_equal(number(s, "SELECT csi FROM v_ratings"), survey_index(factors, marks, 5));
    assert_int_equal(number(s, "SELECT initiation = 5 AND advisor = 4 AND facility IS NULL AND pickup = 3 AND quality "
                               "= 5 AND nps = 9 FROM v_ratings"),
                     1);
    answers.marks = none;
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    assert_int_equal(number(s, "SELECT csi IS NULL FROM v_ratings"), 1);
    store_free(s);
}

static bool keep_marks(void *ctx, int n, const char *const *names, const char *const *values) {
    Buf *out = ctx;
    for (int i = 0; i < n; i++) buf_printf(out, "%s=%s ", names[i], values[i] ? values[i] : "NULL");
    buf_puts(out, "\n");
    return true;
}

/* The stream reads a rating's marks by a query of its own. */
static void the_stream_of_ratings_is_the_view(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    int marks[] = {5, 4, 0, 3, 1};
    Buf stream = {0}, view = {0};
    for (int i = 0; i < 3; i++) {
        RatingTap tap = a_tap(5);
        tap.at += i;
        Answers answers = answers_to(&tap);
        answers.factors = factors, answers.marks = marks, answers.n_factors = 5, answers.words = i ? "" : "好";
        must(s, rating_save(s->db, &tap, &s->err));
        if (i != 1) must(s, answers_save(s->db, &answers, case_no, &s->err));
    }
    run(s, "INSERT INTO rating_mark SELECT rating_id, 'other', store_id, 2 FROM rating LIMIT 1");
    must(s, db_view_each(s->db, VIEW_RATINGS, 0, INT64_MAX, keep_marks, &stream, &s->err));
    sqlite3_stmt *q;
    assert_int_equal(sqlite3_prepare_v2(db_handle(s->db), "SELECT * FROM v_ratings ORDER BY at_ms", -1, &q, NULL), 0);
    while (sqlite3_step(q) == SQLITE_ROW) {
        const char *names[64], *values[64];
        for (int i = 0; i < sqlite3_column_count(q); i++) {
            names[i] = sqlite3_column_name(q, i);
            values[i] = (const char *)sqlite3_column_text(q, i);
        }
        keep_marks(&view, sqlite3_column_count(q), names, values);
    }
    sqlite3_finalize(q);
    assert_string_equal(buf_text(&stream), buf_text(&view));
    buf_free(&stream);
    buf_free(&view);
    store_free(s);
}

static void answers_make_a_rating_whose_tap_was_lost(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24] = "untouched";
    RatingTap tap = a_tap(3);
    Answers answers = answers_to(&tap);
    answers.reasons = "wait";
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    assert_int_equal(number(s, "SELECT score FROM v_ratings"), 3);
    assert_string_equal(scores(s), "3");
    answers = answers_to(&tap);
    answers.rating_id = uuid_new(), answers.score = 0;
    memcpy(case_no, "untouched", 10);
    must_not(s, answers_save(s->db, &answers, case_no, &s->err), ERR_NOT_FOUND);
    assert_string_equal(case_no, "untouched");
    store_free(s);
}

static void a_number_without_consent_is_not_kept_and_the_forgotten_stay_so(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    RatingTap tap = a_tap(4);
    Answers answers = answers_to(&tap);
    answers.phone = "19900009774";
    must(s, rating_save(s->db, &tap, &s->err));
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM person"), 0);
    answers.consent = true;
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    assert_string_equal(text(s, "SELECT phone FROM v_ratings"), "19900009774");
    run(s, "UPDATE person SET phone = '', words = '', erased_ms = 1");
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    assert_string_equal(text(s, "SELECT phone FROM v_ratings"), "");
    store_free(s);
}

/* ---- calls ---- */

static Call a_call(const char *kind, const char *order_no, const char *when) {
    return (Call){.call_id = uuid_new(),
                  .visit_id = uuid_new(),
                  .kind = kind,
                  .order_no = order_no,
                  .about = "prepaid:five",
                  .at = at(when)};
}

static void open_calls_come_oldest_first_with_what_staff_need(void **state) {
    (void)state;
    Store *s = store_new();
    Call *list;
    size_t n;
    ImportOrder order = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:30", &order);
    Call late = a_call("advisor", "RO1", "2026-11-23T10:10"), early = a_call("bar", "", "2026-11-23T10:00");
    must(s, call_make(s->db, &late, &s->err));
    must(s, call_make(s->db, &early, &s->err));
    must(s, call_make(s->db, &late, &s->err)); /* a retry */
    must(s, calls_open(s->db, &s->arena, &list, &n, &s->err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].kind, "bar");
    assert_string_equal(list[0].order_no, "");
    assert_string_equal(list[0].plate, "");
    assert_string_equal(list[1].call_id.text, late.call_id.text);
    assert_string_equal(list[1].visit_id.text, late.visit_id.text);
    assert_string_equal(list[1].about, "prepaid:five");
    assert_string_equal(list[1].plate, "川A4AX00");
    assert_string_equal(list[1].model, "汉兰达 3.5L");
    assert_string_equal(list[1].advisor, "顾问甲");
    assert_string_equal(list[1].bay, "3号工位");
    assert_int_equal(list[1].taken, 0);
    store_free(s);
}

static void a_call_is_taken_once_and_done_once(void **state) {
    (void)state;
    Store *s = store_new();
    Call call = a_call("advisor", "", "2026-11-23T10:00"), back;
    Ms now = at("2026-11-23T10:01");
    must(s, call_make(s->db, &call, &s->err));
    must(s, call_take(s->db, call.call_id.text, "顾问甲", now, &s->err));
    must(s, call_take(s->db, call.call_id.text, "顾问甲", now + 1, &s->err));
    must_not(s, call_take(s->db, call.call_id.text, "顾问乙", now, &s->err), ERR_RULE);
    must(s, call_done(s->db, call.call_id.text, "顾问乙", now + 2, &s->err));
    must(s, call_done(s->db, call.call_id.text, "顾问乙", now + 3, &s->err));
    must_not(s, call_done(s->db, call.call_id.text, "顾问甲", now, &s->err), ERR_RULE);
    must_not(s, call_take(s->db, call.call_id.text, "顾问乙", now, &s->err), ERR_RULE);
    must(s, call_find(s->db, &s->arena, call.call_id.text, &back, &s->err));
    assert_int_equal(back.taken, now);
    assert_int_equal(back.done, now + 2);
    assert_string_equal(back.by, "顾问乙");
    store_free(s);
}

static void a_call_is_found_by_its_beginning_or_its_end(void **state) {
    (void)state;
    Store *s = store_new();
    Call one = a_call("advisor", "", "2026-11-23T10:00"), two = one, found;
    memcpy(one.call_id.text, "019acf00-0000-7000-8000-0000000000aa", 37);
    memcpy(two.call_id.text, "019acf00-0000-7000-8000-0000000000ab", 37);
    must(s, call_make(s->db, &one, &s->err));
    must(s, call_make(s->db, &two, &s->err));
    must(s, call_find(s->db, &s->arena, "0AB", &found, &s->err));
    assert_string_equal(found.call_id.text, two.call_id.text);
    must_not(s, call_find(s->db, &s->arena, "019acf00", &found, &s->err), ERR_INPUT);
    must_not(s, call_find(s->db, &s->arena, "%", &found, &s->err), ERR_NOT_FOUND);
    must_not(s, call_find(s->db, &s->arena, "", &found, &s->err), ERR_NOT_FOUND);
    must_not(s, call_take(s->db, "xyz", "顾问甲", 1, &s->err), ERR_NOT_FOUND);
    must(s, call_done(s->db, "aa", "顾问甲", 1, &s->err));
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_face_counts_and_the_first_is_kept),
        cmocka_unit_test(a_rating_taken_back_can_come_again),
        cmocka_unit_test(a_rating_can_be_made_anonymous_and_stays_suspect),
        cmocka_unit_test(reasons_or_words_make_a_low_rating_a_complaint_a_face_alone_never),
        cmocka_unit_test(a_complaint_is_new_and_due_as_the_policy_says),
        cmocka_unit_test(cases_are_counted_within_the_local_day),
        cmocka_unit_test(sending_again_replaces_and_never_doubles),
        cmocka_unit_test(the_index_is_over_the_factors_that_were_answered),
        cmocka_unit_test(the_stream_of_ratings_is_the_view),
        cmocka_unit_test(answers_make_a_rating_whose_tap_was_lost),
        cmocka_unit_test(a_number_without_consent_is_not_kept_and_the_forgotten_stay_so),
        cmocka_unit_test(open_calls_come_oldest_first_with_what_staff_need),
        cmocka_unit_test(a_call_is_taken_once_and_done_once),
        cmocka_unit_test(a_call_is_found_by_its_beginning_or_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
