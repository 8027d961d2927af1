/* store/changes: lines by month, taken down by another row; causes counted against a plain count in the test, with what
 * was named before and after a correction. */
#include "store/cases.h"
#include "store/changes.h"
#include "store/staff.h"
#include "store_test.h"

static Store *with_causes(void) {
    Store *s = store_new();
    POLICY(s, "questionnaire", {"questionnaire.reasons.1.id", "wait"}, {"questionnaire.reasons.1.zh", "等太久"},
           {"questionnaire.reasons.1.en", "Waited"}, {"questionnaire.reasons.2.id", "wash"},
           {"questionnaire.reasons.2.zh", "没洗干净"}, {"questionnaire.reasons.2.en", "Not clean"},
           {"questionnaire.reasons.3.id", "price"}, {"questionnaire.reasons.3.zh", "价格"},
           {"questionnaire.reasons.3.en", "Price"});
    return s;
}

static Uuid complain(Store *s, Ms when, const char *reasons) {
    char case_no[24];
    Answers a = {.complaint_id = uuid_new(),
                 .visit_id = uuid_new(),
                 .at = when,
                 .lang = "zh",
                 .order_no = "",
                 .reasons = reasons,
                 .words = "",
                 .nps = -1,
                 .phone = ""};
    must(s, answers_save(s->db, &a, case_no, &s->err));
    return a.complaint_id;
}

static bool add(Store *s, Change *c, const char *month, const char *cause, const char *from_day) {
    *c = (Change){.month = month,
                  .cause = cause,
                  .zh = "改了",
                  .en = "",
                  .from_day = from_day,
                  .by = "王经理",
                  .at = at("2026-11-20T10:00")};
    return change_add(s->db, c, &s->err);
}

static void lines_stand_by_month_and_are_taken_down_by_a_row(void **state) {
    (void)state;
    Store *s = with_causes();
    Change a, b, c, *list;
    size_t n;
    char month[8];
    must(s, changes_month(s->db, at("2026-11-24T10:00"), month, &s->err));
    assert_string_equal(month, "");
    complain(s, at("2026-11-02T10:00"), "wash wait");
    complain(s, at("2026-11-03T10:00"), "wait");
    complain(s, at("2026-10-31T23:59"), "wait"); /* last month's */
    must(s, add(s, &a, "2026-11", "wash", "2026-11-10"));
    must(s, add(s, &b, "2026-11", "wait", "2026-11-10"));
    must(s, add(s, &c, "2026-12", "wait", "2026-11-10"));
    must(s, changes_month(s->db, at("2026-11-24T10:00"), month, &s->err));
    assert_string_equal(month, "2026-11");
    must(s, changes_read(s->db, &s->arena, "2026-11", &list, &n, &s->err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].cause, "wait"); /* what most said comes first */
    assert_int_equal(list[0].said, 2);
    assert_int_equal(list[1].said, 1);
    must(s, change_remove(s->db, b.change_id.text + 28, "王经理", "错字", at("2026-11-21T10:00"), &s->err));
    must_not(s, change_remove(s->db, b.change_id.text, "王经理", "", at("2026-11-21T10:00"), &s->err), ERR_RULE);
    must_not(s, change_remove(s->db, "nothing", "王经理", "", at("2026-11-21T10:00"), &s->err), ERR_NOT_FOUND);
    must(s, changes_read(s->db, &s->arena, "", &list, &n, &s->err));
    assert_int_equal(n, 2);
    assert_int_equal(number(s, "SELECT count(*) FROM change"), 3);
    assert_int_equal(number(s, "SELECT count(*) FROM v_changes WHERE removed_by = '王经理'"), 1);
    assert_false(sql_run(s->db, "UPDATE change SET zh = 'x'", SQL_NO_ARGS, &s->err));
    assert_false(sql_run(s->db, "DELETE FROM change_removed", SQL_NO_ARGS, &s->err));
    store_free(s);
}

static void what_is_no_line_is_refused(void **state) {
    (void)state;
    Store *s = with_causes();
    Change c;
    must_not(s, add(s, &c, "2026-13", "wait", "2026-11-10"), ERR_INPUT);
    must_not(s, add(s, &c, "2026-11", "nonsense", "2026-11-10"), ERR_INPUT);
    must_not(s, add(s, &c, "2026-11", "wait", "10.11."), ERR_INPUT);
    must(s, staff_add(s->db, "李欣", STAFF_ADVISOR, "271828", "", at("2026-11-01T10:00"), &s->err));
    must_not(s, add(s, &c, "2026-11", "wait", "2026-11-10"), ERR_RULE); /* no manager of this store */
    assert_int_equal(number(s, "SELECT count(*) FROM change"), 0);
    store_free(s);
}

/* 200 complaints with made-up causes over three months, and the same counted by hand. */
static void causes_are_counted_as_a_plain_count_does(void **state) {
    (void)state;
    static const char *const ids[] = {"wait", "wash", "price"};
    Store *s = with_causes();
    Ms from = at("2026-10-01T00:00"), to = at("2026-11-01T00:00"), day = at("2026-10-15T00:00");
    int count[3] = {0}, before = 0, after = 0, all = 0, cases;
    unsigned seed = 7;
    for (int i = 0; i < 200; i++) {
        char reasons[32] = "";
        Ms when = at("2026-09-01T09:00") + (Ms)i * 10 * MS_HOUR;
        seed = seed * 1103515245u + 12345u;
        unsigned pick = 1 + (seed >> 16) % 7; /* some of the three, at least one */
        for (int k = 0; k < 3; k++) {
            if (!(pick & (1u << k))) continue;
            snprintf(reasons + strlen(reasons), sizeof reasons - strlen(reasons), "%s%s", *reasons ? " " : "", ids[k]);
            count[k] += when >= from && when < to;
        }
        complain(s, when, reasons);
        all += when >= from && when < to;
        before += (pick & 2) && when >= day - 30 * MS_DAY && when < day;
        after += (pick & 2) && when >= day && when < day + 30 * MS_DAY;
    }
    Change c;
    must(s, add(s, &c, "2026-10", "wash", "2026-10-15"));
    Cause *list;
    size_t n;
    must(s, causes_read(s->db, &s->arena, from, to, at("2027-01-01T00:00"), &list, &n, &cases, &s->err));
    assert_int_equal(cases, all);
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++) {
        int k = strcmp(list[i].id, "wait") == 0 ? 0 : strcmp(list[i].id, "wash") == 0 ? 1 : 2;
        assert_int_equal(list[i].cases, count[k]);
        if (i) assert_true(list[i - 1].cases >= list[i].cases);
        assert_string_equal(list[i].corrected, k == 1 ? "2026-10-15" : "");
        if (k != 1) continue;
        assert_int_equal(list[i].before, before);
        assert_int_equal(list[i].after, after);
        assert_int_equal(list[i].after_days, 30);
    }
    store_free(s);
}

static void what_staff_found_counts_instead_of_what_was_chosen(void **state) {
    (void)state;
    Store *s = with_causes();
    Uuid id = complain(s, at("2026-11-02T10:00"), "wait");
    Ms then = at("2026-11-02T11:00");
    CaseDo acts[] = {{.act = CASE_ASSIGN, .by = "王经理", .to = "王经理", .at = then},
                     {.act = CASE_CONTACT, .by = "王经理", .at = then},
                     {.act = CASE_RESOLVE, .by = "王经理", .outcome = "lost", .causes = "wash", .at = then}};
    for (size_t i = 0; i < 3; i++) must(s, case_do(s->db, &id, &acts[i], &s->err));
    Cause *list;
    size_t n;
    int cases;
    must(s, causes_read(s->db, &s->arena, at("2026-11-01T00:00"), at("2026-12-01T00:00"), then, &list, &n, &cases,
                        &s->err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].id, "wash");
    assert_int_equal(list[0].lost, 1);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_stand_by_month_and_are_taken_down_by_a_row),
        cmocka_unit_test(what_is_no_line_is_refused),
        cmocka_unit_test(causes_are_counted_as_a_plain_count_does),
        cmocka_unit_test(what_staff_found_counts_instead_of_what_was_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
