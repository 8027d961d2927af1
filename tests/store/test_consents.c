/* Consent beside each number that is given: for what, under which sentence, in which visit, until when; none without a
 * number; the number itself stays masked in the view, and says whether it is still kept. */
#include "store_test.h"

#include "store/corrections.h"
#include "store/leads.h"

static Answers some_answers(bool consent, const char *purpose) {
    return (Answers){.rating_id = uuid_new(),
                     .complaint_id = uuid_new(),
                     .voice_id = uuid_new(),
                     .visit_id = uuid_new(),
                     .at = at("2026-11-23T14:20"),
                     .lang = "zh",
                     .order_no = "",
                     .score = 2,
                     .questionnaire_version = 1,
                     .reasons = "wait",
                     .words = "等太久",
                     .nps = -1,
                     .phone = "19900009774",
                     .consent = consent,
                     .purpose = purpose};
}

static void a_number_for_feedback_is_kept_with_what_was_said(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    Answers a = some_answers(true, "号码只用于回复这次评价，保存 24 个月");
    must(s, answers_save(s->db, &a, case_no, &s->err));
    must(s, answers_save(s->db, &a, case_no, &s->err)); /* sent again */
    assert_int_equal(number(s, "SELECT count(*) FROM v_contacts"), 1);
    assert_string_equal(text(s, "SELECT purpose || '|' || at || '|' || words_version || '|' || words || '|' || phone ||"
                                " '|' || state FROM v_contacts"),
                        "feedback|2026-11-23 14:20:00|1|号码只用于回复这次评价，保存 24 个月|199****9774|kept");
    assert_string_equal(text(s, "SELECT about FROM v_contacts"), a.rating_id.text);
    assert_string_equal(text(s, "SELECT visit_id FROM v_contacts"), a.visit_id.text);
    assert_int_equal(number(s, "SELECT until_ms FROM v_contacts"), at("2028-11-24T00:00")); /* the last day is whole */
    a.consent = false; /* thought better of it, and sent again */
    must(s, answers_save(s->db, &a, case_no, &s->err));
    assert_string_equal(text(s, "SELECT phone || state FROM v_contacts"), "withdrawn");
    store_free(s);
}

static void without_a_number_or_a_yes_there_is_none(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    Answers no = some_answers(false, "…"), empty = some_answers(true, "…");
    empty.phone = "";
    must(s, answers_save(s->db, &no, case_no, &s->err));
    must(s, answers_save(s->db, &empty, case_no, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM consent"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM person WHERE phone <> ''"), 0);
    store_free(s);
}

static void leads_and_corrections_keep_it_too(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder order = an_order("RO1", "川A12345", "2026-11-22T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-22T10:00", &order);
    Lead lead = {.lead_id = uuid_new(),
                 .visit_id = uuid_new(),
                 .kind = "callback",
                 .desk = "advisor",
                 .order_no = "",
                 .about = "offer:wash",
                 .detail = "",
                 .phone = "19900001111",
                 .lang = "en",
                 .purpose = "Only to call you about this",
                 .at = at("2026-11-23T14:20")};
    Correction c = {.correction_id = uuid_new(),
                    .visit_id = uuid_new(),
                    .order_no = "RO1",
                    .answer = "changed",
                    .new_phone = "19900002222",
                    .bringer_is_owner = 1,
                    .lang = "zh",
                    .purpose = "只用于这台车",
                    .at = at("2026-11-23T14:30")};
    must(s, lead_make(s->db, &lead, &s->err));
    must(s, lead_make(s->db, &lead, &s->err));
    must(s, correction_save(s->db, &c, &s->err));
    lead.lead_id = uuid_new();
    lead.at = at("2026-11-23T15:00");
    must(s, lead_make(s->db, &lead, &s->err));
    lead.lead_id = uuid_new();
    lead.phone = "";
    must(s, lead_make(s->db, &lead, &s->err));
    assert_string_equal(text(s,
                             "SELECT group_concat(purpose || ' ' || lang || ' ' || words_version || ' ' || phone, ', ')"
                             " FROM (SELECT * FROM v_contacts ORDER BY at_ms)"),
                        "lead en 1 199****1111, correction zh 2 199****2222, lead en 1 199****1111");
    assert_int_equal(number(s, "SELECT count(*) FROM consent_words"), 2); /* a sentence is kept once */
    store_free(s);
}

static void what_was_said_cannot_be_changed(void **state) {
    (void)state;
    Store *s = store_new();
    char case_no[24];
    Answers a = some_answers(true, "只用于回复");
    must(s, answers_save(s->db, &a, case_no, &s->err));
    static const char *const attempts[] = {"UPDATE consent SET until_ms = 0", "DELETE FROM consent",
                                           "UPDATE consent_words SET words = 'anything'", "DELETE FROM consent_words"};
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        assert_int_equal(sqlite3_exec(db_handle(s->db), attempts[i], NULL, NULL, NULL), SQLITE_CONSTRAINT_TRIGGER);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_for_feedback_is_kept_with_what_was_said),
        cmocka_unit_test(without_a_number_or_a_yes_there_is_none),
        cmocka_unit_test(leads_and_corrections_keep_it_too),
        cmocka_unit_test(what_was_said_cannot_be_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
