/* store/car_facts: what is known of a car for the six axes of policies.md 2, and what stays not known. */
#include "store_test.h"

#include "store/car_facts.h"

static CarFacts facts_at(Store *s, const char *order_no, const char *when) {
    Order o;
    CarFacts facts;
    must(s, orders_find(s->db, &s->arena, order_no, &o, &s->err));
    must(s, car_facts_read(s->db, &s->arena, &o, at(when), &facts, &s->err));
    return facts;
}

static void say(Store *s, const char *order_no, const char *habit, const char *environment, const char *when) {
    CarUse use = {.use_id = uuid_new(),
                  .visit_id = uuid_new(),
                  .order_no = order_no,
                  .habit = habit,
                  .environment = environment,
                  .at = at(when)};
    must(s, car_use_save(s->db, &use, &s->err));
}

static void age_is_whole_months_since_the_purchase(void **state) {
    (void)state;
    static const struct {
        const char *purchased, *at;
        int months;
    } table[] = {
        {"2019-06-09", "2026-11-23T14:26", 89}, {"2024-11-23", "2026-11-23T00:00", 24},
        {"2024-11-24", "2026-11-23T23:59", 23}, {"2026-11-23", "2026-11-23T08:00", 0},
        {"2026-10-31", "2026-11-30T08:00", 0},  {"2026-11-24", "2026-11-23T08:00", -1}, /* bought tomorrow */
        {"", "2026-11-23T08:00", -1},           {"2026-02-30", "2026-11-23T08:00", -1},
    };
    Store *s = store_new();
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ImportOrder o = an_order("RO1", "川A00001", "2026-11-23T08:00", STAGE_IN_WORK);
        char name[24];
        snprintf(name, sizeof name, "2026-11-23T09:%02zu", i);
        o.purchased_day = table[i].purchased;
        import_one(s, name, &o);
        assert_int_equal(facts_at(s, "RO1", table[i].at).age_months, table[i].months);
    }
    store_free(s);
}

static void visits_of_twelve_months_are_counted_by_vin_or_plate(void **state) {
    (void)state;
    static const char vin[] = "LFMDLWWN1UEX16149";
    Store *s = store_new();
    ImportOrder orders[] = {
        an_order("NOW", "川A00001", "2026-11-23T08:00", STAGE_IN_WORK),
        an_order("BYVIN", "川A99999", "2026-05-01T08:00", STAGE_DELIVERED),   /* another plate then */
        an_order("BYPLATE", "川A00001", "2026-03-01T08:00", STAGE_DELIVERED), /* VIN not written */
        an_order("BOTH", "川A00001", "2025-11-23T15:00", STAGE_DELIVERED),    /* within the year by minutes */
        an_order("OLD", "川A00001", "2025-11-23T14:00", STAGE_DELIVERED),     /* a year and some minutes ago */
        an_order("PDS", "川A00001", "2026-04-01T08:00", STAGE_DELIVERED),     /* no visit */
        an_order("OTHER", "川A00002", "2026-04-01T08:00", STAGE_DELIVERED),
        an_order("NAMELESS", "", "2026-11-23T08:00", STAGE_IN_WORK), /* nobody can tell this car again */
    };
    orders[0].vin = orders[1].vin = orders[3].vin = vin;
    orders[5].kind = KIND_PDS;
    import_list(s, "a", "2026-11-23T10:00", orders, sizeof orders / sizeof *orders);
    assert_int_equal(facts_at(s, "NOW", "2026-11-23T14:26").visits_12m, 4);
    assert_int_equal(facts_at(s, "OTHER", "2026-11-23T14:26").visits_12m, 1);
    assert_int_equal(facts_at(s, "NAMELESS", "2026-11-23T14:26").visits_12m, -1);
    store_free(s);
}

static void what_the_export_does_not_say_is_not_known(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "", "2026-11-23T08:00", STAGE_IN_WORK);
    o.purchased_day = o.model = "";
    o.mileage_km = -1;
    import_one(s, "2026-11-23T09:00", &o);
    CarFacts facts = facts_at(s, "RO1", "2026-11-23T10:00");
    assert_string_equal(facts.model, "");
    assert_int_equal(facts.age_months, -1);
    assert_int_equal(facts.mileage_km, -1);
    assert_int_equal(facts.visits_12m, -1);
    assert_string_equal(facts.habit, "");
    assert_string_equal(facts.environment, "");
    store_free(s);
}

static void answers_stay_with_the_car_and_the_last_ones_count(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder first = an_order("RO1", "川A00001", "2026-10-01T08:00", STAGE_IN_WORK);
    ImportOrder other = an_order("RO9", "川A00009", "2026-10-01T08:00", STAGE_IN_WORK);
    import_one(s, "2026-10-01T09:00", &first);
    import_one(s, "2026-10-01T09:01", &other);
    assert_string_equal(facts_at(s, "RO1", "2026-10-01T10:00").habit, "");
    say(s, "RO1", "short city", "", "2026-10-01T10:00");
    assert_string_equal(facts_at(s, "RO1", "2026-10-01T10:00").habit, "short city");
    assert_string_equal(facts_at(s, "RO1", "2026-10-01T10:00").environment, "");
    say(s, "RO1", "long", "dust rain", "2026-10-01T10:05");
    ImportOrder again = an_order("RO2", "川A00001", "2026-11-23T08:00", STAGE_IN_WORK); /* the next visit */
    import_one(s, "2026-11-23T09:00", &again);
    CarFacts facts = facts_at(s, "RO2", "2026-11-23T10:00");
    assert_string_equal(facts.habit, "long");
    assert_string_equal(facts.environment, "dust rain");
    assert_string_equal(facts_at(s, "RO9", "2026-11-23T10:00").habit, ""); /* nobody else's */
    assert_int_equal(number(s, "SELECT count(*) FROM car_use"), 2);        /* nothing is overwritten */
    assert_string_equal(text(s, "SELECT habit || '|' || environment FROM v_car_use"), "long|dust rain");
    say(s, "RO2", "", "", "2026-11-23T10:10"); /* taken back */
    assert_string_equal(facts_at(s, "RO2", "2026-11-23T10:11").habit, "");
    store_free(s);
}

static void saving_twice_is_saving_once(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A00001", "2026-11-23T08:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:00", &o);
    CarUse use = {.use_id = uuid_new(),
                  .visit_id = uuid_new(),
                  .order_no = "RO1",
                  .habit = "short",
                  .environment = "",
                  .at = at("2026-11-23T10:00")};
    must(s, car_use_save(s->db, &use, &s->err));
    char *before = dump(s), *after;
    must(s, car_use_save(s->db, &use, &s->err));
    after = dump(s);
    assert_string_equal(before, after);
    free(after);
    use.use_id = uuid_new();
    use.habit = "short'; --";
    must_not(s, car_use_save(s->db, &use, &s->err), ERR_INPUT);
    use.habit = "short";
    use.order_no = "RO404";
    must_not(s, car_use_save(s->db, &use, &s->err), ERR_NOT_FOUND);
    after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

/* The rules of a catalogue are read with it; one that another program spoilt is for everybody, and is marked. */
static void offers_bring_their_rules_along(void **state) {
    (void)state;
    Store *s = store_new();
    Offer offers[] = {an_offer("a", "none"), an_offer("b", "none"), an_offer("c", "none")}, *list;
    ImportCounts counts;
    ImportMeta meta = {"offers", "o.csv", "o", at("2026-11-23T08:00"), 3};
    size_t n;
    offers[0].axis_age = "24-";
    offers[0].rule = "not environment dust else hide";
    offers[0].why_zh = "两年以上", offers[0].why_en = "Over 2 years";
    offers[1].axis_mileage = "spoilt";
    must(s, offers_replace(s->db, offers, 3, &meta, NULL, 0, &counts, &s->err));
    must(s, offers_read(s->db, &s->arena, at("2026-11-23T09:00"), &list, &n, &s->err));
    assert_int_equal(n, 3);
    CarFacts car = {"", "", "", "", 30, -1, -1, "", "rain"}, dusty = {"", "", "", "", 30, -1, -1, "", "dust"};
    assert_int_equal(target_fit(&list[0].target, &car), FIT_YES);
    assert_int_equal(target_fit(&list[0].target, &dusty), FIT_HIDDEN);
    assert_string_equal(list[0].why_zh, "两年以上");
    assert_true(list[1].rule_broken && !list[0].rule_broken && !list[2].rule_broken);
    assert_int_equal(target_fit(&list[1].target, &car), FIT_EVERYBODY);
    assert_int_equal(target_fit(&list[2].target, &car), FIT_EVERYBODY);
    meta.digest = "again";
    must(s, offers_replace(s->db, offers, 3, &meta, NULL, 0, &counts, &s->err));
    assert_int_equal(counts.same, 3);
    offers[0].rule = "not environment dust";
    offers[2].why_en = "x";
    meta.digest = "changed";
    must(s, offers_replace(s->db, offers, 3, &meta, NULL, 0, &counts, &s->err));
    assert_int_equal(counts.changed, 2);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(age_is_whole_months_since_the_purchase),
        cmocka_unit_test(visits_of_twelve_months_are_counted_by_vin_or_plate),
        cmocka_unit_test(what_the_export_does_not_say_is_not_known),
        cmocka_unit_test(answers_stay_with_the_car_and_the_last_ones_count),
        cmocka_unit_test(saving_twice_is_saving_once),
        cmocka_unit_test(offers_bring_their_rules_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
