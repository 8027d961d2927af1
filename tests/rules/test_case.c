/* The case of a complaint (domain.md 5): every act in every state, deadlines to the minute over nights, holidays and
 * waits, whom it climbs to, and how customers say its number. */
#include "rules/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

static Ms at(const char *text) {
    Ms ms = 0;
    if (!instant_parse(text, &ms)) fail_msg("no instant: %s", text);
    return ms;
}

/* A row for each act, a letter for each state in the order new assigned contacted resolved closed reopened: the state
 * after it (n a c r x o), or - where it is refused. */
static void every_act_in_every_state(void **state) {
    (void)state;
    static const char letters[] = "nacrxo";
    static const struct {
        CaseAct act;
        const char *after;
    } table[] = {
        {CASE_OPEN, "------"},  {CASE_ASSIGN, "aac--a"}, {CASE_NOTE, "nacrxo"},  {CASE_CONTACT, "-cc---"},
        {CASE_VISIT, "-acr--"}, {CASE_GRANT, "nacrxo"},  {CASE_WAIT, "-ac---"},  {CASE_RESOLVE, "--r---"},
        {CASE_CLOSE, "---x--"}, {CASE_REOPEN, "---oo-"}, {CASE_CLIMB, "nacr-o"}, {CASE_RATE, "----x-"},
    };
    for
        EACH(i, table) for (int s = 0; s < CASE_STATES; s++) {
            CaseNow next = {CASE_NEW, true, true};
            Err err = {0};
            bool done = case_after((CaseNow){(CaseState)s, false, false}, table[i].act, &next, &err);
            char want = table[i].after[s], got = done ? letters[next.state] : '-';
            if (got != want)
                fail_msg("%s in %s: %c, not %c", case_act_id(table[i].act), case_state_id((CaseState)s), got, want);
            assert_true(done || (err.code == ERR_RULE && *err.en && *err.zh));
        }
}

static void what_was_opened_again_is_said_to_be_assigned_anew(void **state) {
    (void)state;
    CaseNow now = {CASE_REOPENED, false, false};
    Err err;
    assert_false(case_after(now, CASE_CONTACT, &now, &err));
    assert_non_null(strstr(err.en, "opened again"));
    assert_non_null(strstr(err.zh, "重新分派"));
    now.state = CASE_NEW;
    assert_false(case_after(now, CASE_CONTACT, &now, &err));
    assert_non_null(strstr(err.en, "nobody is responsible"));
}

static void waiting_begins_and_ends_once(void **state) {
    (void)state;
    CaseNow now = {CASE_CONTACTED, false, false};
    Err err;
    assert_false(case_after(now, CASE_RESUME, &now, &err));
    assert_true(case_after(now, CASE_WAIT, &now, &err));
    assert_true(now.waiting);
    assert_false(case_after(now, CASE_WAIT, &now, &err));
    assert_int_equal(err.code, ERR_RULE);
    assert_true(case_after(now, CASE_NOTE, &now, &err));
    assert_true(now.waiting); /* a note does not end it */
    assert_true(case_after(now, CASE_RESOLVE, &now, &err));
    assert_false(now.waiting);
}

static void a_visit_is_paid_once_and_is_a_contact(void **state) {
    (void)state;
    CaseNow now = {CASE_ASSIGNED, false, false};
    Err err;
    assert_false(case_after(now, CASE_VISITED, &now, &err));
    assert_true(case_after(now, CASE_VISIT, &now, &err));
    assert_true(now.visit && now.state == CASE_ASSIGNED);
    assert_true(case_after(now, CASE_VISITED, &now, &err));
    assert_true(!now.visit && now.state == CASE_CONTACTED);
    assert_false(case_after(now, CASE_VISITED, &now, &err));
}

static void managers_work_every_case_and_advisors_their_own(void **state) {
    (void)state;
    for (int a = CASE_ASSIGN; a < CASE_CLIMB; a++) {
        bool managers = a == CASE_ASSIGN || a == CASE_GRANT || a == CASE_CLOSE || a == CASE_REOPEN;
        assert_true(case_may(STAFF_MANAGER, false, (CaseAct)a));
        assert_int_equal(case_may(STAFF_ADVISOR, true, (CaseAct)a), !managers);
        assert_false(case_may(STAFF_ADVISOR, false, (CaseAct)a));
        assert_false(case_may(STAFF_BAR, true, (CaseAct)a));
    }
    assert_true(case_may_read(STAFF_MANAGER, false) && case_may_read(STAFF_ADVISOR, true));
    assert_false(case_may_read(STAFF_ADVISOR, false) || case_may_read(STAFF_BAR, true));
}

/* 2026-11-27 is a Friday; 11-28 (Saturday) is open, 11-30 is a holiday here. */
static void deadlines_run_in_business_time_and_stand_still_while_it_waits(void **state) {
    (void)state;
    Ms holidays[] = {at("2026-11-30T00:00")};
    WorkHours hours = {510, 1080, holidays, 1};
    CaseTerms terms = {15, 120, 3};
    static const struct {
        const char *opened;
        CaseState state;
        const char *wait, *resume, *due;
    } cases[] = {
        {"2026-11-23T14:00", CASE_NEW, "", "", "2026-11-23T14:15"},
        {"2026-11-23T14:00", CASE_ASSIGNED, "", "", "2026-11-23T16:00"},
        {"2026-11-23T14:00", CASE_CONTACTED, "", "", "2026-11-26T14:00"},
        {"2026-11-23T14:00", CASE_RESOLVED, "", "", ""},
        {"2026-11-23T14:00", CASE_CLOSED, "", "", ""},
        {"2026-11-23T14:00", CASE_REOPENED, "", "", "2026-11-23T14:15"},
        /* five minutes before closing; after closing; before a holiday */
        {"2026-11-23T17:55", CASE_NEW, "", "", "2026-11-24T08:40"},
        {"2026-11-23T20:00", CASE_NEW, "", "", "2026-11-24T08:45"},
        {"2026-11-29T17:00", CASE_ASSIGNED, "", "", "2026-12-01T09:30"},
        {"2026-11-29T17:00", CASE_CONTACTED, "", "", "2026-12-03T17:00"},
        /* 30 of the two hours are left when it begins to wait */
        {"2026-11-23T10:00", CASE_ASSIGNED, "2026-11-23T11:30", "2026-11-23T15:00", "2026-11-23T15:30"},
        {"2026-11-23T10:00", CASE_ASSIGNED, "2026-11-23T11:30", "2026-11-23T19:00", "2026-11-24T09:00"},
        {"2026-11-23T10:00", CASE_CONTACTED, "2026-11-24T10:00", "2026-11-25T10:00", "2026-11-27T10:00"},
        /* passed before it waited, or waited before it was opened again: as it was */
        {"2026-11-23T10:00", CASE_ASSIGNED, "2026-11-23T12:30", "2026-11-23T15:00", "2026-11-23T12:00"},
        {"2026-11-23T10:00", CASE_ASSIGNED, "2026-11-22T09:00", "2026-11-22T10:00", "2026-11-23T12:00"},
    };
    for
        EACH(i, cases) {
            CasePause pause = {0, 0};
            size_t n = *cases[i].wait != '\0';
            if (n) pause = (CasePause){at(cases[i].wait), at(cases[i].resume)};
            Ms due = case_due(&terms, &hours, at(cases[i].opened), &pause, n, cases[i].state);
            Ms want = *cases[i].due ? at(cases[i].due) : 0;
            char got[32];
            if (due != want) fail_msg("case %zu: due %s", i, instant_show(due, got, sizeof got));
        }
    CaseTerms none = {0, 0, 0};
    for (int s = 0; s < CASE_STATES; s++)
        assert_int_equal(case_due(&none, &hours, at("2026-11-23T14:00"), NULL, 0, (CaseState)s), 0);
}

/* What is left when it begins to wait is left when it goes on, to the millisecond. */
static void waits_of_seconds_cost_no_minutes(void **state) {
    (void)state;
    WorkHours hours = {510, 1080, NULL, 0};
    CaseTerms terms = {15, 120, 3};
    Ms opened = at("2026-11-23T13:40");
    CasePause waits[10];
    for (int i = 0; i < 10; i++) {
        Ms from = opened + i * MS_MINUTE + 7 * MS_SECOND + 1;
        waits[i] = (CasePause){from, from + MS_SECOND};
    }
    assert_int_equal(case_due(&terms, &hours, opened, waits, 10, CASE_ASSIGNED),
                     at("2026-11-23T15:40") + 10 * MS_SECOND);
    CasePause over_night = {at("2026-11-23T15:40") - 40 * MS_SECOND, at("2026-11-23T19:00")};
    assert_int_equal(case_due(&terms, &hours, opened, &over_night, 1, CASE_ASSIGNED),
                     at("2026-11-24T08:30") + 40 * MS_SECOND);
}

static void a_visit_is_due_by_the_end_of_its_day(void **state) {
    (void)state;
    Ms holidays[] = {at("2026-11-30T00:00")};
    WorkHours hours = {510, 1080, holidays, 1};
    assert_int_equal(case_visit_due(&hours, "2026-11-24"), at("2026-11-24T18:00"));
    assert_int_equal(case_visit_due(&hours, "2026-11-30"), at("2026-12-01T00:00")); /* as the customer wished */
    assert_int_equal(case_visit_due(&hours, ""), 0);
}

static void overdue_is_a_matter_of_now(void **state) {
    (void)state;
    Ms due = at("2026-11-23T14:15");
    assert_false(case_overdue(due, due));
    assert_true(case_overdue(due, due + 1));
    assert_false(case_overdue(0, due));
}

static void it_climbs_one_by_one_and_stays_at_the_top(void **state) {
    (void)state;
    assert_int_equal(case_climbs_to(0, 3), 0);
    assert_int_equal(case_climbs_to(2, 3), 2);
    assert_int_equal(case_climbs_to(7, 3), 2);
    assert_int_equal(case_climbs_to(1, 1), 0);
}

static void a_number_is_read_however_it_is_said(void **state) {
    (void)state;
    static const struct {
        const char *typed, *number; /* "" = none */
    } cases[] = {
        {"261123-01", "261123-01"},
        {"26112301", "261123-01"},
        {"２６１１２３－１", "261123-01"},
        {"20261123-1", "261123-01"},
        {"261123–101", "261123-101"},
        {" 261123 - 01 ", "261123-01"},
        {"#3", "261124-03"},
        {"03", "261124-03"},
        {"2611231", "261123-01"},
        {"", ""},
        {"0", ""},
        {"-01", ""},
        {"261123-", ""},
        {"261123-0", ""},
        {"261123-01-2", ""},
        {"2611", ""},
        {"26112-01", ""},
        {"A61123-01", ""},
        {"261123-00001", ""},
        {"26112300000000001", ""},
    };
    for
        EACH(i, cases) {
            char out[CASE_NO_SIZE] = "";
            bool done = case_no_normal(cases[i].typed, at("2026-11-24T09:00"), out);
            if (done != (*cases[i].number != '\0') || strcmp(out, cases[i].number) != 0)
                fail_msg("'%s' is '%s'", cases[i].typed, out);
        }
}

static void ids_go_both_ways(void **state) {
    (void)state;
    for (int i = 0; i < CASE_STATES; i++) {
        CaseState s;
        assert_true(case_state_of(case_state_id((CaseState)i), &s) && s == (CaseState)i);
    }
    for (int i = 0; i < CASE_ACTS; i++) {
        CaseAct a;
        assert_true(case_act_of(case_act_id((CaseAct)i), &a) && a == (CaseAct)i);
    }
    CaseState s;
    assert_false(case_state_of("done", &s));
}

int main(void) {
    zone_use("Asia/Shanghai", NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_in_every_state),
        cmocka_unit_test(what_was_opened_again_is_said_to_be_assigned_anew),
        cmocka_unit_test(waiting_begins_and_ends_once),
        cmocka_unit_test(a_visit_is_paid_once_and_is_a_contact),
        cmocka_unit_test(managers_work_every_case_and_advisors_their_own),
        cmocka_unit_test(deadlines_run_in_business_time_and_stand_still_while_it_waits),
        cmocka_unit_test(waits_of_seconds_cost_no_minutes),
        cmocka_unit_test(a_visit_is_due_by_the_end_of_its_day),
        cmocka_unit_test(overdue_is_a_matter_of_now),
        cmocka_unit_test(it_climbs_one_by_one_and_stays_at_the_top),
        cmocka_unit_test(a_number_is_read_however_it_is_said),
        cmocka_unit_test(ids_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
