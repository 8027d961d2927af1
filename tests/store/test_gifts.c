/* store/gifts (policies.md 3): whom the rules find in the orders, packages and complaints of a store. */
#include "prepaid_test.h"
#include "store/gifts.h"

static void programme(Store *s, const char *rule, const char *months) {
    POLICY(s, "gifts", {"gifts.programmes.1.id", "p"}, {"gifts.programmes.1.rule", rule},
           {"gifts.programmes.1.months", months}, {"gifts.programmes.1.title_zh", "礼"},
           {"gifts.programmes.1.title_en", "Gift"}, {"gifts.items.1.programme", "p"}, {"gifts.items.1.id", "i"},
           {"gifts.items.1.kind", "goods"}, {"gifts.items.1.title_zh", "礼"}, {"gifts.items.1.title_en", "Gift"},
           {"gifts.items.1.days", "90"});
}

/* Orders of those that are due on the day, "RO1 …". */
static const char *due_on(Store *s, const char *day, GiftDue **due) {
    size_t n;
    const char *out = "";
    must(s, gifts_due(s->db, &s->arena, at(day), due, &n, &s->err));
    for (size_t i = 0; i < n; i++) out = arena_printf(&s->arena, "%s%s%s", out, *out ? " " : "", (*due)[i].order_no);
    return out;
}

static ImportOrder order(const char *no, const char *plate, const char *arrived, const char *delivered, Fen amount) {
    ImportOrder o = an_order(no, plate, arrived, *delivered ? STAGE_DELIVERED : STAGE_IN_WORK);
    o.vin = "";
    o.amount = amount;
    if (*delivered) o.delivered = at(delivered);
    return o;
}

static void lost_is_what_recall_says(void **state) {
    (void)state;
    Store *s = store_new();
    GiftDue *due;
    programme(s, "win_back", "12");
    ImportOrder orders[] = {
        order("RO1", "川A10001", "2025-01-10T09:00", "2025-01-10T12:00", 90000), /* paid long ago … */
        order("RO2", "川A10001", "2026-10-10T09:00", "2026-10-10T12:00", 0),     /* … and since for nothing */
        order("RO3", "川A10002", "2025-01-10T09:00", "2025-01-10T12:00", 0),     /* never paid */
        order("RO4", "川A10003", "2026-10-10T09:00", "2026-10-10T12:00", 90000), /* lost with a complaint */
        order("RO5", "川A10004", "2026-10-10T09:00", "2026-10-10T12:00", 90000),
        order("RO6", "川A10005", "2025-01-10T09:00", "2025-01-10T12:00", 90000),
        order("RO7", "川A10005", "2026-11-23T09:00", "", 90000), /* back: in the shop */
    };
    import_list(s, "a.csv", "2026-11-23T10:00", orders, LENGTH(orders));
    assert_string_equal(due_on(s, "2026-11-23T10:00", &due), "RO2 RO3");
    assert_int_equal(due[0].lost, RECALL_LOST);
    assert_int_equal(due[0].from, at("2025-01-10T09:00"));
    assert_int_equal(due[1].lost, RECALL_NEVER);
    run(s, "INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang, order_no)"
           " VALUES ('c', 'cd01', '261010-01', 'v', 1, '', 'zh', 'RO4');"
           "INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, act, state, outcome, at_ms)"
           " VALUES ('e', 'cd01', 'c', 1, 'closed', 'closed', 'lost', 1793000000000)"); /* 2026-10-26 */
    assert_string_equal(due_on(s, "2026-11-23T10:00", &due), "RO2 RO3 RO4");
    assert_int_equal(due[2].lost, RECALL_CASE);
    store_free(s);
}

static void a_new_cars_thanks_waits_for_the_hand_over(void **state) {
    (void)state;
    Store *s = store_new();
    GiftDue *due;
    programme(s, "delivery", "1");
    ImportOrder o = order("RO1", "川A10001", "2026-11-20T09:00", "", 0);
    o.kind = KIND_PDS, o.kind_words = "PDS", o.purchased_day = "2026-11-21";
    import_list(s, "a.csv", "2026-11-23T10:00", &o, 1);
    assert_string_equal(due_on(s, "2026-11-23T10:00", &due), "");
    o.stage = STAGE_DELIVERED, o.delivered = at("2026-11-24T16:00");
    import_list(s, "b.csv", "2026-11-24T18:00", &o, 1);
    assert_string_equal(due_on(s, "2026-11-23T10:00", &due), "");
    assert_string_equal(due_on(s, "2026-11-24T18:00", &due), "RO1");
    store_free(s);
}

static void who_has_a_package_was_here_before(void **state) {
    (void)state;
    Store *s = with_policy("list");
    GiftDue *due;
    programme(s, "first_visit", "");
    ImportOrder orders[] = {order("RO1", "川A10001", "2025-01-10T09:00", "2025-01-10T12:00", 1),
                            order("RO2", "川A10002", "2026-11-23T09:00", "", 1),
                            order("RO3", "川A10003", "2026-11-23T09:00", "", 1)};
    import_list(s, "a.csv", "2026-11-23T10:00", orders, 3);
    Uuid one = a_car(s, "川A10002", ""), two = a_car(s, "川A10003", "");
    sold(s, one, "oil", 0, 33600, "2026-11-20T10:00");
    sold(s, two, "oil", 0, 33600, "2026-11-23T10:30"); /* in this very visit */
    assert_string_equal(due_on(s, "2026-11-23T11:00", &due), "RO3");
    assert_int_equal(due[0].known_since, 0);
    store_free(s);
}

static void a_store_of_less_than_a_year_gives_no_first_visit_by_itself(void **state) {
    (void)state;
    Store *s = store_new();
    GiftDue *due;
    CouponKey key = {{7}};
    int given;
    programme(s, "first_visit", "");
    ImportOrder orders[] = {order("RO1", "川A10001", "2025-11-24T09:00", "2025-11-24T12:00", 1),
                            order("RO2", "川A10002", "2026-11-23T09:00", "", 1)};
    import_list(s, "a.csv", "2026-11-23T10:00", orders, 2);
    Ms now = at("2026-11-23T11:00");
    assert_string_equal(due_on(s, "2026-11-23T11:00", &due), "RO2");
    assert_int_equal(due[0].known_since, at("2025-11-24T09:00"));
    must(s, gifts_grant_due(s->db, &key, now, now, "李欣", &given, &s->err));
    assert_int_equal(given, 0);
    must(s, gifts_grant_due(s->db, &key, at("2026-11-24T11:00"), at("2026-11-24T11:00"), "李欣", &given, &s->err));
    assert_int_equal(given, 1); /* a year is known */
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lost_is_what_recall_says),
        cmocka_unit_test(a_new_cars_thanks_waits_for_the_hand_over),
        cmocka_unit_test(who_has_a_package_was_here_before),
        cmocka_unit_test(a_store_of_less_than_a_year_gives_no_first_visit_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
