/* store/recall: leads for lost customers and due cars, once a car and period, from the orders alone (policies.md 1). */
#include "store/recall.h"
#include "store_test.h"

static Store *with_policies(void) {
    Store *s = store_new();
    POLICY(s, "leads", {"leads.lost_months", "12"}, {"leads.recall_again_months", "6"}, {"leads.due_days", "14"});
    POLICY(s, "service", {"service.schedules.1.model", ""}, {"service.schedules.1.km", "5000"},
           {"service.schedules.1.months", "6"});
    return s;
}

/* A delivered visit of a car of its own. */
static ImportOrder visit(Store *s, const char *order_no, const char *plate, const char *day, Kind kind, Fen amount,
                         int km) {
    ImportOrder o = an_order(order_no, plate, arena_printf(&s->arena, "%sT09:00", day), STAGE_DELIVERED);
    o.delivered = o.arrived + 3 * MS_HOUR;
    o.kind = kind;
    o.amount = amount;
    o.mileage_km = km;
    return o;
}

static RecallCounts recall(Store *s, const char *day) {
    RecallCounts counts;
    must(s, recall_make(s->db, "店长", at(arena_printf(&s->arena, "%sT10:00", day)), &counts, &s->err));
    return counts;
}

static const char *lead_of(Store *s, const char *plate) {
    return text(
        s, arena_printf(&s->arena,
                        "SELECT l.about || ' ' || l.detail FROM lead l JOIN work_order o ON o.order_no = l.order_no"
                        " JOIN person p ON p.person_id = o.owner_id WHERE p.plate = '%s' AND l.kind = 'recall'"
                        " AND l.desk = 'recall' ORDER BY l.at_ms DESC",
                        plate));
}

static void each_car_is_called_for_its_own_reason(void **state) {
    (void)state;
    Store *s = with_policies();
    ImportOrder orders[] = {
        visit(s, "RO01", "川A00001", "2025-10-01", KIND_MAINTENANCE, 60000, 20000), /* lost */
        visit(s, "RO02", "川A00002", "2025-10-01", KIND_WARRANTY, 0, 100),          /* never paid */
        visit(s, "RO03", "川A00003", "2026-06-01", KIND_MAINTENANCE, 60000, 20000), /* due on 1 December */
        visit(s, "RO04", "川A00004", "2026-07-01", KIND_MAINTENANCE, 60000, 20000), /* not yet */
        visit(s, "RO05", "川A00005", "2025-09-01", KIND_REPAIR, 60000, 20000),      /* came back since */
        visit(s, "RO06", "川A00005", "2026-08-01", KIND_REPAIR, 80000, 29000),
        visit(s, "RO07", "川A00007", "2025-09-01", KIND_REPAIR, 60000, 20000), /* is in the shop */
        visit(s, "RO08", "川A00007", "2026-11-24", KIND_REPAIR, 80000, 29000),
        /* 3,000 km a month by two readings: 5,000 after 50 days */
        visit(s, "RO09", "川A00009", "2026-08-20", KIND_REPAIR, 60000, 14000),
        visit(s, "RO10", "川A00009", "2026-10-19", KIND_MAINTENANCE, 60000, 20000),
        visit(s, "RO11", "川A00011", "2026-11-01", KIND_REPAIR, 60000, 20000), /* nothing to call for */
    };
    orders[7].stage = STAGE_IN_WORK;
    orders[7].delivered = 0;
    import_list(s, "a.csv", "2026-11-24T09:30", orders, sizeof orders / sizeof *orders);
    RecallCounts c = recall(s, "2026-11-24");
    assert_int_equal(c.cars, 8);
    assert_int_equal(c.lost, 1);
    assert_int_equal(c.never, 1);
    assert_int_equal(c.due, 2);
    assert_int_equal(c.known, 0);
    assert_string_equal(lead_of(s, "川A00001"), "lost since=2025-10-01 visits=1");
    assert_string_equal(lead_of(s, "川A00002"), "never since=2025-10-01 visits=0");
    assert_string_equal(lead_of(s, "川A00003"), "due since=2026-12-01 visits=1");
    assert_string_equal(lead_of(s, "川A00009"), "due since=2026-12-08 visits=2");
    assert_int_equal(number(s, "SELECT count(*) FROM lead"), 4);
    assert_string_equal(text(s, "SELECT by_name || ' ' || what || ' ' || note FROM audit"),
                        "店长 lead.recall due 2, lost 1, never 1, case 0");
    store_free(s);
}

static void once_a_car_and_period(void **state) {
    (void)state;
    Store *s = with_policies();
    ImportOrder o = visit(s, "RO01", "川A00001", "2025-10-01", KIND_MAINTENANCE, 60000, 20000);
    import_one(s, "2026-11-24T09:30", &o);
    assert_int_equal(recall(s, "2026-11-24").lost, 1);
    char *before = dump(s);
    RecallCounts again = recall(s, "2026-11-24");
    assert_int_equal(again.lost + again.due, 0);
    assert_int_equal(again.known, 1);
    char *after = dump(s);
    assert_string_equal(before, after); /* no lead, and no line in the audit */
    free(before);
    free(after);
    /* still open after the period: not called twice; done: called again once the period is over */
    assert_int_equal(recall(s, "2027-06-01").lost, 0);
    run(s, "INSERT INTO lead_event (event_id, store_id, lead_id, seq, kind, outcome, at_ms, by_name)"
           " SELECT 'e', store_id, lead_id, 1, 'done', 'later', at_ms + 1, '小陈' FROM lead");
    assert_int_equal(recall(s, "2027-05-23").lost, 0);
    assert_int_equal(recall(s, "2027-05-25").lost, 1);
    store_free(s);
}

static void a_lost_complaint_is_a_reason_and_a_forgotten_person_is_left_alone(void **state) {
    (void)state;
    Store *s = with_policies();
    ImportOrder orders[] = {visit(s, "RO01", "川A00001", "2026-10-01", KIND_REPAIR, 60000, 20000),
                            visit(s, "RO02", "川A00002", "2025-10-01", KIND_REPAIR, 60000, 20000)};
    import_list(s, "a.csv", "2026-11-24T09:30", orders, 2);
    run(s, "INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang, order_no)"
           " VALUES ('c', 'cd01', '261002-01', 'v', 1790900000000, '', 'zh', 'RO01')");
    run(s, "INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, state, at_ms, outcome)"
           " VALUES ('e', 'cd01', 'c', 1, 'closed', 1792000000000, 'lost')");
    run(s, "UPDATE person SET name = '', phone = '', plate = '', erased_ms = 1 WHERE plate = '川A00002'");
    RecallCounts c = recall(s, "2026-11-24");
    assert_int_equal(c.cars, 1);
    assert_int_equal(c.lost_case, 1);
    assert_int_equal(c.lost, 0);
    store_free(s);
}

static void without_a_policy_nobody_is_called(void **state) {
    (void)state;
    Store *s = store_new();
    RecallCounts counts;
    must_not(s, recall_make(s->db, "x", at("2026-11-24T10:00"), &counts, &s->err), ERR_RULE);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_car_is_called_for_its_own_reason),
        cmocka_unit_test(once_a_car_and_period),
        cmocka_unit_test(a_lost_complaint_is_a_reason_and_a_forgotten_person_is_left_alone),
        cmocka_unit_test(without_a_policy_nobody_is_called),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
