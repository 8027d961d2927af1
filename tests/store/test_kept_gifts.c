/* store/gifts, reminders that came too early (policies.md 3): a booking that asks to keep today's gift is given it,
 * once a visit; a lead closed "later" too; what was lost or asks for nothing is not. */
#include "store/gifts.h"
#include "store/leads.h"
#include "store_test.h"

static Store *with_programme(void) {
    Store *s = store_new();
    POLICY(s, "gifts", {"gifts.programmes.1.id", "too_early"}, {"gifts.programmes.1.rule", "too_early"},
           {"gifts.programmes.1.title_zh", "为您保留的礼品"}, {"gifts.programmes.1.title_en", "Kept for you"},
           {"gifts.items.1.programme", "too_early"}, {"gifts.items.1.id", "activity"}, {"gifts.items.1.kind", "goods"},
           {"gifts.items.1.title_zh", "活动礼品"}, {"gifts.items.1.title_en", "The activity's gift"},
           {"gifts.items.1.days", "180"});
    ImportOrder orders[] = {an_order("RO1", "川A12345", "2026-11-24T09:00", STAGE_READY),
                            an_order("RO2", "川A67890", "2026-11-24T09:30", STAGE_READY)};
    orders[1].vin = "LFMTEST0000000002";
    import_list(s, "a.csv", "2026-11-24T09:40", orders, 2);
    return s;
}

static void ask(Store *s, const char *id, const char *kind, const char *order_no, const char *detail,
                const char *when) {
    Lead lead = {.kind = kind,
                 .desk = "advisor",
                 .order_no = order_no,
                 .about = "service",
                 .detail = detail,
                 .phone = "",
                 .at = at(when)};
    snprintf(lead.lead_id.text, sizeof lead.lead_id.text, "%s", id);
    must(s, lead_make(s->db, &lead, &s->err));
}

/* "RO1:1 …": for what it is given once, and whether it was kept with a booking. */
static const char *due_on(Store *s, const char *day) {
    GiftDue *due;
    size_t n;
    const char *out = "";
    must(s, gifts_due(s->db, &s->arena, at(day), &due, &n, &s->err));
    for (size_t i = 0; i < n; i++)
        out = arena_printf(&s->arena, "%s%s%s:%d", out, *out ? " " : "", due[i].period, due[i].kept);
    return out;
}

static void a_booking_that_keeps_the_gift_is_due_once_a_visit(void **state) {
    (void)state;
    static const struct {
        const char *name, *kind, *detail, *outcome, *due;
    } table[] = {
        {"kept", "booking", "day=2026-12-03 slot=18:30 keep_gift=1", "", "RO1:1"},
        {"kept and fetched", "booking", "day=2026-12-03 slot=day pickup=1 keep_gift=1", "", "RO1:1"},
        {"kept, confirmed", "booking", "day=2026-12-03 slot=18:30 keep_gift=1", "won", "RO1:1"},
        {"kept, put off", "booking", "day=2026-12-03 slot=18:30 keep_gift=1", "later", "RO1:1"},
        {"kept, called off", "booking", "day=2026-12-03 slot=18:30 keep_gift=1", "lost", ""},
        {"not kept", "booking", "day=2026-12-03 slot=18:30", "", ""},
        {"not kept, put off", "booking", "day=2026-12-03 slot=18:30", "later", "lead-1:0"},
        {"says 0", "booking", "day=2026-12-03 slot=18:30 keep_gift=0", "", ""},
        {"says 10", "booking", "day=2026-12-03 slot=18:30 keep_gift=10", "", ""},
        {"no booking", "callback", "keep_gift=1", "", ""},
        {"called in, put off", "recall", "since=2026-11-01", "later", "lead-1:0"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        Store *s = with_programme();
        ask(s, "lead-1", table[i].kind, "RO1", table[i].detail, "2026-11-24T10:00");
        if (*table[i].outcome)
            must(s, lead_done(s->db, "lead-1", "李欣", table[i].outcome, "", at("2026-11-24T11:00"), &s->err));
        const char *due = due_on(s, "2026-11-24T00:00");
        if (strcmp(due, table[i].due) != 0) fail_msg("%s: \"%s\", not \"%s\"", table[i].name, due, table[i].due);
        assert_string_equal(due_on(s, "2026-11-23T23:59"), ""); /* the day before nobody had asked */
        store_free(s);
    }
}

static void who_books_twice_in_a_visit_is_given_it_once(void **state) {
    (void)state;
    Store *s = with_programme();
    CouponKey key = {{7}};
    int given;
    static const char kept[] = "day=2026-12-03 slot=18:30 keep_gift=1";
    ask(s, "lead-1", "booking", "RO1", kept, "2026-11-24T10:00");
    ask(s, "lead-2", "booking", "RO1", "day=2026-12-04 slot=day keep_gift=1", "2026-11-24T10:05");
    ask(s, "lead-3", "booking", "RO2", kept, "2026-11-24T10:06");
    assert_string_equal(due_on(s, "2026-11-24T00:00"), "RO1:1 RO2:1");
    must(s, gifts_grant_due(s->db, &key, at("2026-11-24T12:00"), at("2026-11-24T12:00"), "王经理", &given, &s->err));
    assert_int_equal(given, 2);
    assert_int_equal(number(s, "SELECT count(*) FROM v_gifts WHERE programme = 'too_early' AND item = 'activity'"
                               " AND period IN ('RO1', 'RO2')"),
                     2);
    ask(s, "lead-4", "booking", "RO1", kept, "2026-11-24T13:00");
    must(s, lead_done(s->db, "lead-1", "李欣", "later", "", at("2026-11-24T13:05"), &s->err));
    assert_string_equal(due_on(s, "2026-11-24T00:00"), "");
    must(s, gifts_grant_due(s->db, &key, at("2026-11-24T14:00"), at("2026-11-24T14:00"), "王经理", &given, &s->err));
    assert_int_equal(given, 0);
    store_free(s);
}

static void the_first_called_off_leaves_the_second(void **state) {
    (void)state;
    Store *s = with_programme();
    ask(s, "lead-1", "booking", "RO1", "day=2026-12-03 slot=18:30 keep_gift=1", "2026-11-24T10:00");
    ask(s, "lead-2", "booking", "RO1", "day=2026-12-04 slot=18:30 keep_gift=1", "2026-11-24T10:05");
    must(s, lead_done(s->db, "lead-1", "李欣", "lost", "", at("2026-11-24T11:00"), &s->err));
    assert_string_equal(due_on(s, "2026-11-24T00:00"), "RO1:1");
    must(s, lead_done(s->db, "lead-2", "李欣", "lost", "", at("2026-11-24T11:00"), &s->err));
    assert_string_equal(due_on(s, "2026-11-24T00:00"), "");
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_booking_that_keeps_the_gift_is_due_once_a_visit),
        cmocka_unit_test(who_books_twice_in_a_visit_is_given_it_once),
        cmocka_unit_test(the_first_called_off_leaves_the_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
