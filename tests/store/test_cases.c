/* store/cases: a case is opened with the complaint, worked by those who may, each act a row that nothing can change;
 * deadlines pass by now and climb once; the customer reads it by number and plate, and rates it once it is closed. */
#include "store/cases.h"
#include "store/events.h"
#include "store/gifts.h"
#include "store/staff.h"
#include "store/tick.h"
#include "store_test.h"

static const CouponKey key = {{7, 1, 9}};

static void case_policy(Store *s) {
    POLICY(s, "case", {"case.manager_minutes", "5"}, {"case.assigned_minutes", "15"}, {"case.contacted_minutes", "120"},
           {"case.resolved_days", "3"}, {"case.chain.1.role", "manager"}, {"case.chain.2.name", "周总"},
           {"case.causes.1.id", "parts"}, {"case.causes.1.zh", "配件慢"}, {"case.causes.1.en", "Parts late"});
}

static Store *with_staff(void) {
    Store *s = store_new();
    case_policy(s);
    POLICY(s, "questionnaire", {"questionnaire.reasons.1.id", "wait"}, {"questionnaire.reasons.1.zh", "等太久"},
           {"questionnaire.reasons.1.en", "Waited too long"});
    Ms then = at("2026-11-20T09:00");
    must(s, staff_add(s->db, "陈建华", STAFF_MANAGER, "271828", "", then, &s->err));
    must(s, staff_add(s->db, "李欣", STAFF_ADVISOR, "271828", "", then, &s->err));
    must(s, staff_add(s->db, "赵小敏", STAFF_BAR, "271828", "", then, &s->err));
    return s;
}

static Case complain(Store *s, const char *when, const char *order_no, const char *phone) {
    char case_no[24];
    Case c;
    Answers answers = {.complaint_id = uuid_new(),
                       .voice_id = uuid_new(),
                       .visit_id = uuid_new(),
                       .at = at(when),
                       .lang = "zh",
                       .order_no = order_no,
                       .reasons = "wait",
                       .words = "等了三个小时",
                       .nps = -1,
                       .phone = phone,
                       .consent = *phone != '\0'};
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    must(s, case_find(s->db, &s->arena, case_no, answers.at, &c, &s->err));
    return c;
}

static Case now_of(Store *s, const Case *c) {
    Case out;
    must(s, case_find(s->db, &s->arena, c->case_id.text, c->opened, &out, &s->err));
    return out;
}

static bool act(Store *s, const Case *c, CaseDo what, const char *when) {
    what.at = at(when);
    return case_do(s->db, &c->case_id, &what, &s->err);
}
#define ACT(s, c, when, ...) act(s, c, (CaseDo){__VA_ARGS__}, when)

static void a_complaint_is_worked_to_its_end(void **state) {
    (void)state;
    Store *s = with_staff();
    Case c = complain(s, "2026-11-23T14:00", "", "19900009774");
    assert_int_equal(c.state, CASE_NEW);
    assert_int_equal(c.due, at("2026-11-23T14:15"));
    must(s, ACT(s, &c, "2026-11-23T14:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    assert_int_equal(now_of(s, &c).due, at("2026-11-23T16:00")); /* since the complaint, not since it was assigned */
    must(s, ACT(s, &c, "2026-11-23T15:00", .act = CASE_CONTACT, .by = "李欣", .note = "已道歉"));
    assert_int_equal(now_of(s, &c).due, at("2026-11-26T14:00"));
    must(s, ACT(s, &c, "2026-11-23T15:10", .act = CASE_VISIT, .by = "李欣", .day = "2026-11-24"));
    assert_string_equal(now_of(s, &c).visit_day, "2026-11-24");
    must(s, ACT(s, &c, "2026-11-24T10:00", .act = CASE_VISITED, .by = "李欣"));
    assert_int_equal(now_of(s, &c).visited, at("2026-11-24T10:00"));
    must(s, ACT(s, &c, "2026-11-24T11:00", .act = CASE_RESOLVE, .by = "李欣", .outcome = "kept",
                .causes = "wait, parts,wait"));
    Case done = now_of(s, &c);
    assert_string_equal(done.causes, "wait parts");
    assert_string_equal(done.reasons, "wait");
    assert_int_equal(done.due, 0);
    must(s, ACT(s, &c, "2026-11-25T09:00", .act = CASE_CLOSE, .by = "陈建华"));
    assert_string_equal(text(s, "SELECT state || ' ' || outcome || ' ' || responsible FROM v_cases"),
                        "closed kept 李欣");
    assert_string_equal(text(s, "SELECT group_concat(act, ' ') FROM (SELECT act FROM v_case_events ORDER BY feed)"),
                        "opened assigned contacted visit visited resolved closed");
    assert_string_equal(text(s, "SELECT group_concat(what, ' ') FROM (SELECT what FROM audit WHERE what LIKE 'case%'"
                                " ORDER BY at_ms)"),
                        "case.assigned case.contacted case.visit case.visited case.resolved case.closed");
    /* words about a customer are no part of the history itself: forgetting them leaves it whole */
    assert_int_equal(number(s, "SELECT count(*) FROM person WHERE words = '已道歉'"), 1);
    run(s, "UPDATE person SET words = '', erased_ms = 1 WHERE words = '已道歉'");
    assert_int_equal(number(s, "SELECT count(*) FROM v_case_events WHERE note <> ''"), 0);
    store_free(s);
}

static void nothing_of_a_history_is_overwritten(void **state) {
    (void)state;
    Store *s = with_staff();
    complain(s, "2026-11-23T14:00", "", "");
    assert_false(sql_run(s->db, "UPDATE complaint_event SET by_name = 'x'", SQL_NO_ARGS, &s->err));
    assert_false(sql_run(s->db, "DELETE FROM complaint_event", SQL_NO_ARGS, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM complaint_event WHERE by_name = ''"), 1);
    store_free(s);
}

static void who_may_not_is_refused_and_nothing_is_written(void **state) {
    (void)state;
    Store *s = with_staff();
    Case c = complain(s, "2026-11-23T14:00", "", "");
    must_not(s, ACT(s, &c, "2026-11-23T14:01", .act = CASE_ASSIGN, .by = "李欣", .to = "李欣"), ERR_RULE);
    must_not(s, ACT(s, &c, "2026-11-23T14:01", .act = CASE_ASSIGN, .by = "nobody", .to = "李欣"), ERR_RULE);
    must_not(s, ACT(s, &c, "2026-11-23T14:01", .act = CASE_ASSIGN, .by = "", .to = "李欣"), ERR_INPUT);
    must_not(s, ACT(s, &c, "2026-11-23T14:01", .act = CASE_ASSIGN, .by = "陈建华", .to = "赵小敏"), ERR_RULE);
    must_not(s, ACT(s, &c, "2026-11-23T14:01", .act = CASE_ASSIGN, .by = "陈建华", .to = "谁"), ERR_RULE);
    must_not(s, ACT(s, &c, "2026-11-23T14:01", .act = CASE_CONTACT, .by = "陈建华"), ERR_RULE);
    must(s, ACT(s, &c, "2026-11-23T14:02", .act = CASE_ASSIGN, .by = "陈建华", .to = "陈建华"));
    must_not(s, ACT(s, &c, "2026-11-23T14:03", .act = CASE_CONTACT, .by = "李欣"), ERR_RULE); /* not hers */
    must_not(s, ACT(s, &c, "2026-11-23T14:03", .act = CASE_RESOLVE, .by = "陈建华", .outcome = "kept"), ERR_RULE);
    must(s, ACT(s, &c, "2026-11-23T14:04", .act = CASE_CONTACT, .by = "陈建华"));
    must_not(s, ACT(s, &c, "2026-11-23T14:05", .act = CASE_RESOLVE, .by = "陈建华", .outcome = "won"), ERR_INPUT);
    must_not(s, ACT(s, &c, "2026-11-23T14:05", .act = CASE_RESOLVE, .by = "陈建华", .outcome = "lost", .causes = "x"),
             ERR_INPUT);
    must_not(s, ACT(s, &c, "2026-11-23T14:05", .act = CASE_VISIT, .by = "陈建华", .day = "2026-11-22"), ERR_INPUT);
    must_not(s, ACT(s, &c, "2026-11-23T14:05", .act = CASE_NOTE, .by = "陈建华"), ERR_INPUT);
    must_not(s, ACT(s, &c, "2026-11-23T14:05", .act = CASE_CLOSE, .by = "陈建华"), ERR_RULE);
    must_not(s, ACT(s, &c, "2026-11-23T14:05", .act = CASE_CLIMB, .by = "陈建华"), ERR_INPUT);
    assert_int_equal(number(s, "SELECT count(*) FROM complaint_event"), 3);
    bool may;
    c = now_of(s, &c);
    must(s, case_readable(s->db, &c, "陈建华", &may, &s->err));
    assert_true(may);
    must(s, case_readable(s->db, &c, "李欣", &may, &s->err));
    assert_false(may);
    must(s, case_readable(s->db, &c, "", &may, &s->err));
    assert_false(may);
    store_free(s);
}

static void a_low_rating_with_the_wish_to_be_called_opens_a_case(void **state) {
    (void)state;
    static const struct {
        int score;
        const char *phone;
        bool consent, opens;
    } cases[] = {{1, "19900009774", true, true},   {2, "19900009774", true, true}, {3, "19900009774", true, false},
                 {2, "19900009774", false, false}, {2, "", true, false},           {5, "19900009774", true, false}};
    Store *s = with_staff();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char case_no[24];
        Answers answers = {.rating_id = uuid_new(),
                           .complaint_id = uuid_new(),
                           .voice_id = uuid_new(),
                           .visit_id = uuid_new(),
                           .at = at("2026-11-23T14:00"),
                           .lang = "zh",
                           .order_no = "",
                           .score = cases[i].score,
                           .reasons = "",
                           .words = "",
                           .nps = -1,
                           .phone = cases[i].phone,
                           .consent = cases[i].consent};
        must(s, answers_save(s->db, &answers, case_no, &s->err));
        if ((*case_no != 0) != cases[i].opens) fail_msg("case %zu: '%s'", i, case_no);
    }
    store_free(s);
}

static int ticked(Store *s, const char *when, const char *what) {
    TickDone done[TICK_RULES_MAX];
    size_t n;
    must(s, tick_run(s->db, &key, at(when), done, &n, &s->err));
    for (size_t i = 0; i < n; i++)
        if (strcmp(done[i].what, what) == 0) return done[i].done;
    fail_msg("no rule %s", what);
    return -1;
}

static size_t overdue(Store *s, const char *when, const char *who) {
    Case *list;
    size_t n;
    CaseFilter filter = {.overdue = true, .now = at(when), .who = who};
    must(s, cases_read(s->db, &s->arena, &filter, &list, &n, &s->err));
    return n;
}

static void a_passed_deadline_climbs_once_and_is_overdue_without_a_tick(void **state) {
    (void)state;
    Store *s = with_staff();
    Case c = complain(s, "2026-11-23T14:00", "", "");
    assert_int_equal(overdue(s, "2026-11-23T14:15", NULL), 0);
    assert_int_equal(overdue(s, "2026-11-23T14:16", NULL), 1);
    assert_int_equal(ticked(s, "2026-11-23T14:15", "case"), 0);
    assert_int_equal(ticked(s, "2026-11-23T14:16", "case"), 1);
    assert_int_equal(ticked(s, "2026-11-23T18:16", "case"), 0);
    assert_string_equal(now_of(s, &c).climbed_to, "manager");
    assert_int_equal(overdue(s, "2026-11-23T14:16", "陈建华"), 1); /* a role's: everybody who has it */
    assert_int_equal(overdue(s, "2026-11-23T14:16", "李欣"), 0);
    must(s, ACT(s, &c, "2026-11-23T15:30", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    assert_int_equal(ticked(s, "2026-11-23T16:01", "case"), 1); /* the next deadline, the next person */
    assert_string_equal(now_of(s, &c).climbed_to, "周总");
    assert_int_equal(now_of(s, &c).level, 2);
    must(s, ACT(s, &c, "2026-11-23T16:05", .act = CASE_CONTACT, .by = "李欣"));
    assert_int_equal(ticked(s, "2026-12-23T16:05", "case"), 1);
    assert_string_equal(now_of(s, &c).climbed_to, "周总");  /* there is nobody above */
    assert_string_equal(now_of(s, &c).responsible, "李欣"); /* stays responsible */
    store_free(s);
}

/* What a watch is told of cases, and told now: "overdue 2026-11-23T14:15 manager;…" */
static const char *heard(Store *s, const char *when) {
    Event *events;
    size_t n;
    char said[400] = "", local[32];
    must(s, events_untold(s->db, &s->arena, "desk", 2, at(when), &events, &n, &s->err));
    for (size_t i = 0; i < n; i++) {
        if (strcmp(events[i].kind, "complaint") == 0) continue;
        size_t len = strlen(said);
        instant_show(events[i].due ? events[i].due : events[i].at, local, sizeof local);
        snprintf(said + len, sizeof said - len, "%s %.16s %s/%s;", events[i].kind, local, events[i].responsible,
                 events[i].climbed_to);
        must(s, event_told(s->db, "desk", &events[i], at(when), &s->err));
    }
    return arena_strdup(&s->arena, said);
}

static void a_deadline_that_passed_is_told_also_when_the_case_has_gone_on(void **state) {
    (void)state;
    Store *s = with_staff();
    must(s, follower_open(s->db, "desk", 2, at("2026-11-23T08:00"), &s->err));
    Case c = complain(s, "2026-11-23T14:00", "", ""), quick = complain(s, "2026-11-23T14:00", "", "");
    must(s, ACT(s, &quick, "2026-11-23T14:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    must(s, ACT(s, &quick, "2026-11-23T14:06", .act = CASE_WAIT, .by = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T14:20", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T16:01", .act = CASE_NOTE, .by = "李欣", .note = "没人接"));
    must(s, ACT(s, &c, "2026-11-23T16:02", .act = CASE_CONTACT, .by = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T16:03", .act = CASE_RESOLVE, .by = "李欣", .outcome = "kept"));
    assert_string_equal(heard(s, "2026-11-23T17:00"), "overdue 2026-11-23 14:15 /;overdue 2026-11-23 16:00 李欣/;");
    assert_string_equal(heard(s, "2026-11-23T17:01"), "");
    store_free(s);
}

static void a_watch_is_told_to_whom_a_case_climbs(void **state) {
    (void)state;
    Store *s = with_staff();
    must(s, follower_open(s->db, "desk", 2, at("2026-11-23T08:00"), &s->err));
    Case c = complain(s, "2026-11-23T14:00", "", "");
    assert_int_equal(ticked(s, "2026-11-23T14:16", "case"), 1);
    assert_string_equal(heard(s, "2026-11-23T14:16"),
                        "overdue 2026-11-23 14:15 /manager;case_climbed 2026-11-23 14:15 /manager;");
    must(s, ACT(s, &c, "2026-11-23T15:30", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    assert_int_equal(ticked(s, "2026-11-23T16:01", "case"), 1);
    must(s, ACT(s, &c, "2026-11-23T16:05", .act = CASE_CONTACT, .by = "李欣"));
    assert_string_equal(heard(s, "2026-11-23T16:30"),
                        "overdue 2026-11-23 16:00 李欣/周总;case_climbed 2026-11-23 16:00 李欣/周总;");
    store_free(s);
}

static void waiting_for_the_customer_stops_the_clock(void **state) {
    (void)state;
    Store *s = with_staff();
    Case c = complain(s, "2026-11-23T10:00", "", "");
    must(s, ACT(s, &c, "2026-11-23T10:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T11:30", .act = CASE_WAIT, .by = "李欣"));
    assert_int_equal(now_of(s, &c).due, 0);
    assert_int_equal(ticked(s, "2026-11-25T10:00", "case"), 0);
    must(s, ACT(s, &c, "2026-11-25T10:00", .act = CASE_RESUME, .by = "李欣"));
    assert_int_equal(now_of(s, &c).due, at("2026-11-25T10:30"));
    must(s, ACT(s, &c, "2026-11-25T10:10", .act = CASE_CONTACT, .by = "李欣"));
    /* 11-26 10:00 without the wait: 6.5 + 9.5 + 9.5 + 1.5 hours were left, now 8 + 9.5 + 9.5 from 11-25 10:00 on */
    assert_int_equal(now_of(s, &c).due, at("2026-11-27T18:00"));
    store_free(s);
}

static void a_visit_that_was_not_paid_is_overdue_and_climbs(void **state) {
    (void)state;
    Store *s = with_staff();
    must(s, follower_open(s->db, "desk", 2, at("2026-11-23T08:00"), &s->err));
    Case c = complain(s, "2026-11-23T10:00", "", "");
    must(s, ACT(s, &c, "2026-11-23T10:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T10:10", .act = CASE_CONTACT, .by = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T10:15", .act = CASE_VISIT, .by = "李欣", .day = "2026-11-24"));
    must(s, ACT(s, &c, "2026-11-23T10:20", .act = CASE_WAIT, .by = "李欣")); /* puts off no visit */
    assert_int_equal(overdue(s, "2026-11-24T18:00", NULL), 0);
    assert_int_equal(overdue(s, "2026-11-24T18:01", NULL), 1);
    assert_int_equal(ticked(s, "2026-11-24T18:01", "case"), 1);
    assert_int_equal(ticked(s, "2026-11-25T10:00", "case"), 0);
    assert_string_equal(now_of(s, &c).climbed_to, "manager");
    assert_string_equal(heard(s, "2026-11-25T10:00"),
                        "overdue 2026-11-24 18:00 李欣/manager;case_climbed 2026-11-24 18:00 李欣/manager;");
    must(s, ACT(s, &c, "2026-11-25T10:05", .act = CASE_VISIT, .by = "李欣", .day = "2026-11-25")); /* put off */
    assert_int_equal(overdue(s, "2026-11-25T18:00", NULL), 0);
    must(s, ACT(s, &c, "2026-11-25T11:00", .act = CASE_VISITED, .by = "李欣"));
    must(s, ACT(s, &c, "2026-11-25T11:05", .act = CASE_RESUME, .by = "李欣"));
    assert_int_equal(overdue(s, "2026-11-25T18:01", NULL), 0);
    must(s, ACT(s, &c, "2026-11-25T11:10", .act = CASE_RESOLVE, .by = "李欣", .outcome = "kept"));
    must(s, ACT(s, &c, "2026-11-25T11:15", .act = CASE_VISIT, .by = "李欣", .day = "2026-11-26"));
    assert_int_equal(ticked(s, "2026-11-26T18:01", "case"), 1); /* resolved, and yet it was promised */
    must(s, ACT(s, &c, "2026-11-26T18:05", .act = CASE_CLOSE, .by = "陈建华"));
    assert_int_equal(overdue(s, "2026-11-26T18:05", NULL), 0);
    must(s, ACT(s, &c, "2026-11-27T10:00", .act = CASE_REOPEN, .by = "陈建华"));
    assert_int_equal(now_of(s, &c).due, at("2026-11-27T10:15"));
    store_free(s);
}

static void every_wait_counts_however_many_there_are(void **state) {
    (void)state;
    Store *s = with_staff();
    Case c = complain(s, "2026-11-23T10:00", "", "");
    must(s, ACT(s, &c, "2026-11-23T10:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    for (int i = 0; i < 70; i++) {
        CaseDo wait = {.act = CASE_WAIT, .by = "李欣", .at = at("2026-11-23T10:10") + 2 * i * MS_MINUTE};
        CaseDo resume = {.act = CASE_RESUME, .by = "李欣", .at = wait.at + MS_MINUTE};
        must(s, case_do(s->db, &c.case_id, &wait, &s->err));
        must(s, case_do(s->db, &c.case_id, &resume, &s->err));
    }
    assert_int_equal(now_of(s, &c).due, at("2026-11-23T13:10"));
    store_free(s);
}

static void reopening_starts_the_deadlines_anew(void **state) {
    (void)state;
    Store *s = with_staff();
    Case c = complain(s, "2026-11-23T10:00", "", "");
    must(s, ACT(s, &c, "2026-11-23T10:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T10:10", .act = CASE_CONTACT, .by = "李欣"));
    must(s, ACT(s, &c, "2026-11-23T10:20", .act = CASE_RESOLVE, .by = "李欣", .outcome = "lost"));
    assert_string_equal(now_of(s, &c).causes, "wait");
    must(s, ACT(s, &c, "2026-11-23T10:30", .act = CASE_CLOSE, .by = "陈建华"));
    must(s, ACT(s, &c, "2026-11-30T10:00", .act = CASE_REOPEN, .by = "陈建华", .note = "又来了"));
    assert_int_equal(now_of(s, &c).due, at("2026-11-30T10:15"));
    assert_string_equal(now_of(s, &c).outcome, "");
    must(s, ACT(s, &c, "2026-11-30T10:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    assert_int_equal(now_of(s, &c).due, at("2026-11-30T12:00"));
    assert_int_equal(number(s, "SELECT reopened FROM v_cases"), 1);
    store_free(s);
}

static void a_case_keeps_the_policy_it_was_opened_under(void **state) {
    (void)state;
    Store *s = with_staff();
    Case c = complain(s, "2026-11-23T10:00", "", "");
    const char *const pairs[][2] = {
        {"case.manager_minutes", "5"}, {"case.assigned_minutes", "15"}, {"case.contacted_minutes", "10"}};
    policy_is(s, "case", "2026-11-24", "", pairs, 3);
    must(s, ACT(s, &c, "2026-11-24T10:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    assert_int_equal(now_of(s, &c).due, at("2026-11-23T12:00"));
    Case later = complain(s, "2026-11-24T10:00", "", "");
    must(s, ACT(s, &later, "2026-11-24T10:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    assert_int_equal(now_of(s, &later).due, at("2026-11-24T10:10"));
    store_free(s);
}

static void the_customer_reads_it_by_number_and_plate_and_rates_it_once(void **state) {
    (void)state;
    Store *s = with_staff();
    ImportOrder o = an_order("RO1", "川A1B2K7", "2026-11-23T09:00", STAGE_READY);
    import_one(s, "2026-11-23T13:00", &o);
    Case c = complain(s, "2026-11-23T14:00", "RO1", ""), none = complain(s, "2026-11-23T14:01", "", ""),
         phone = complain(s, "2026-11-23T14:02", "", "19900009774"), got;
    Ms then = at("2026-11-23T15:00");
    must(s, case_look(s->db, &s->arena, "1", "b2k7", then, &got, &s->err));
    assert_string_equal(got.case_id.text, c.case_id.text);
    must(s, case_look(s->db, &s->arena, "261123-1", "川A·1B2K7", then, &got, &s->err));
    must_not(s, case_look(s->db, &s->arena, "1", "K7", then, &got, &s->err), ERR_NOT_FOUND); /* stands on the board */
    must_not(s, case_look(s->db, &s->arena, "1", "B2K8", then, &got, &s->err), ERR_NOT_FOUND);
    char en[480];
    snprintf(en, sizeof en, "%s", s->err.en);
    must_not(s, case_look(s->db, &s->arena, "9", "B2K7", then, &got, &s->err), ERR_NOT_FOUND);
    assert_string_equal(s->err.en, en); /* does not tell which numbers there are */
    must_not(s, case_look(s->db, &s->arena, none.case_no, "B2K7", then, &got, &s->err), ERR_RULE);
    must(s, case_look(s->db, &s->arena, phone.case_no, "9774", then, &got, &s->err));

    Uuid row = uuid_new(), second = uuid_new();
    must_not(s, case_rate(s->db, &row, &c.case_id, 5, then, &s->err), ERR_RULE);
    must(s, ACT(s, &c, "2026-11-23T15:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "陈建华"));
    must(s, ACT(s, &c, "2026-11-23T15:10", .act = CASE_CONTACT, .by = "陈建华"));
    must(s, ACT(s, &c, "2026-11-23T15:20", .act = CASE_RESOLVE, .by = "陈建华", .outcome = "kept"));
    must_not(s, case_rate(s->db, &row, &c.case_id, 5, then, &s->err), ERR_RULE);
    must(s, ACT(s, &c, "2026-11-23T15:30", .act = CASE_CLOSE, .by = "陈建华"));
    must_not(s, case_rate(s->db, &row, &c.case_id, 6, then, &s->err), ERR_INPUT);
    must(s, case_rate(s->db, &row, &c.case_id, 4, at("2026-11-24T09:00"), &s->err));
    must(s, case_rate(s->db, &row, &c.case_id, 4, at("2026-11-24T09:00"), &s->err)); /* sent again */
    must_not(s, case_rate(s->db, &second, &c.case_id, 5, at("2026-11-24T09:01"), &s->err), ERR_RULE);
    assert_int_equal(now_of(s, &c).score, 4);
    assert_int_equal(number(s, "SELECT count(*) FROM v_case_events WHERE act = 'rated' AND \"by\" = ''"), 1);
    store_free(s);
}

static void its_consolation_stands_in_the_history(void **state) {
    (void)state;
    Store *s = with_staff();
    ImportOrder o = an_order("RO1", "川A1B2K7", "2026-11-23T09:00", STAGE_READY);
    import_one(s, "2026-11-23T13:00", &o);
    POLICY(s, "gifts", {"gifts.programmes.1.id", "sorry"}, {"gifts.programmes.1.rule", "complaint"},
           {"gifts.programmes.1.title_zh", "抚慰礼"}, {"gifts.programmes.1.title_en", "Consolation"},
           {"gifts.items.1.programme", "sorry"}, {"gifts.items.1.id", "align"}, {"gifts.items.1.kind", "service"},
           {"gifts.items.1.title_zh", "四轮定位"}, {"gifts.items.1.title_en", "Alignment"},
           {"gifts.items.1.worth_fen", "40000"}, {"gifts.items.1.days", "90"});
    Case c = complain(s, "2026-11-23T14:00", "RO1", "");
    int given;
    GiftAsk ask = {.case_no = c.case_no, .order_no = "", .by = "李欣", .at = at("2026-11-23T15:00")};
    must_not(s, gift_grant(s->db, &key, &ask, &given, &s->err), ERR_RULE); /* the manager's */
    assert_int_equal(number(s, "SELECT count(*) FROM coupon"), 0);
    ask.by = "陈建华";
    must(s, gift_grant(s->db, &key, &ask, &given, &s->err));
    assert_int_equal(now_of(s, &c).gifts, 1);
    assert_int_equal(now_of(s, &c).state, CASE_NEW);
    assert_int_equal(now_of(s, &c).due, c.due);
    must_not(s, gift_grant(s->db, &key, &ask, &given, &s->err), ERR_RULE);
    assert_int_equal(number(s, "SELECT count(*) FROM v_case_events WHERE act = 'granted'"), 1);
    store_free(s);
}

static void a_manager_who_does_not_come_is_asked_again_and_it_climbs(void **state) {
    (void)state;
    Store *s = with_staff();
    Call call = {.call_id = uuid_new(),
                 .visit_id = uuid_new(),
                 .kind = "manager",
                 .order_no = "",
                 .about = "",
                 .at = at("2026-11-23T19:00")}; /* after closing too: the customer sits there */
    Uuid first = uuid_new(), second = uuid_new(), late = uuid_new();
    must(s, call_make(s->db, &call, &s->err));
    assert_int_equal(ticked(s, "2026-11-23T19:05", "call"), 0);
    assert_int_equal(ticked(s, "2026-11-23T19:06", "call"), 1);
    assert_int_equal(ticked(s, "2026-11-23T19:30", "call"), 0);
    must(s, call_again(s->db, &first, &call.call_id, at("2026-11-23T19:31"), &s->err));
    must(s, call_again(s->db, &first, &call.call_id, at("2026-11-23T19:31"), &s->err)); /* sent again */
    assert_string_equal(text(s, "SELECT again || ' ' || climbed_to FROM v_calls"), "1 manager");
    must(s, call_again(s->db, &second, &call.call_id, at("2026-11-23T19:40"), &s->err)); /* passed: at once */
    assert_string_equal(text(s, "SELECT again || ' ' || climbed_to FROM v_calls"), "2 周总");
    must(s, call_take(s->db, call.call_id.text, "陈建华", at("2026-11-23T19:41"), &s->err));
    assert_int_equal(ticked(s, "2026-11-23T20:30", "call"), 0);
    must_not(s, call_again(s->db, &late, &call.call_id, at("2026-11-23T20:31"), &s->err), ERR_RULE);
    assert_false(sql_run(s->db, "DELETE FROM call_event", SQL_NO_ARGS, &s->err));
    store_free(s);
}

static void a_reader_goes_on_behind_what_it_has_seen(void **state) {
    (void)state;
    Store *s = with_staff();
    Case a = complain(s, "2026-11-23T14:00", "", ""), b = complain(s, "2026-11-23T13:00", "", "");
    int64_t seen = number(s, "SELECT max(feed) FROM v_case_events");
    must(s, ACT(s, &b, "2026-11-23T13:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    must(s, ACT(s, &a, "2026-11-23T14:05", .act = CASE_ASSIGN, .by = "陈建华", .to = "李欣"));
    assert_int_equal(number(s, "SELECT count(*) FROM v_case_events"), 4);
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM v_case_events WHERE feed > %lld", (long long)seen);
    assert_int_equal(number(s, sql), 2);
    store_free(s);
}

/* The README documents them; columns are only ever added, at the end. */
static void views_have_the_documented_columns(void **state) {
    (void)state;
    static const struct {
        const char *view, *columns;
    } views[] = {
        {"v_cases", "case_id store_id case_no at_ms at order_no plate model advisor_name kind reasons causes"
                    " state waiting responsible due_ms level climbed_to assigned_ms contacted_ms resolved_ms closed_ms"
                    " reopened visit_day visited_ms gifts outcome score changed_ms"},
        {"v_case_events",
         "feed event_id store_id case_id case_no seq act at_ms by note state waiting responsible due_ms"
         " level climbed_to causes visit_day gifts outcome score"},
        {"v_changes", "change_id store_id month cause zh en from_day at_ms by removed_ms removed_by"},
    };
    Store *s = store_new();
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        char sql[160];
        snprintf(sql, sizeof sql,
                 "SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_table_info('%s') ORDER"
                 " BY cid)",
                 views[i].view);
        assert_string_equal(text(s, sql), views[i].columns);
    }
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_complaint_is_worked_to_its_end),
        cmocka_unit_test(nothing_of_a_history_is_overwritten),
        cmocka_unit_test(who_may_not_is_refused_and_nothing_is_written),
        cmocka_unit_test(a_low_rating_with_the_wish_to_be_called_opens_a_case),
        cmocka_unit_test(a_passed_deadline_climbs_once_and_is_overdue_without_a_tick),
        cmocka_unit_test(a_deadline_that_passed_is_told_also_when_the_case_has_gone_on),
        cmocka_unit_test(a_watch_is_told_to_whom_a_case_climbs),
        cmocka_unit_test(waiting_for_the_customer_stops_the_clock),
        cmocka_unit_test(a_visit_that_was_not_paid_is_overdue_and_climbs),
        cmocka_unit_test(every_wait_counts_however_many_there_are),
        cmocka_unit_test(reopening_starts_the_deadlines_anew),
        cmocka_unit_test(a_case_keeps_the_policy_it_was_opened_under),
        cmocka_unit_test(the_customer_reads_it_by_number_and_plate_and_rates_it_once),
        cmocka_unit_test(its_consolation_stands_in_the_history),
        cmocka_unit_test(a_manager_who_does_not_come_is_asked_again_and_it_climbs),
        cmocka_unit_test(views_have_the_documented_columns),
        cmocka_unit_test(a_reader_goes_on_behind_what_it_has_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
