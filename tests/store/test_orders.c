/* store/orders and store/offers: the board, car names, plates and phones, the catalogue, models and prices. */
#include "store/prepaid.h"
#include "store_test.h"

static void put_models(Store *s, const Model *models, size_t n) {
    ImportCounts counts;
    ImportMeta meta = {"models", "models.csv", "m", at("2026-11-23T08:00"), (int)n};
    must(s, models_replace(s->db, models, n, &meta, NULL, 0, &counts, &s->err));
}

static const Model highlander = {"汉兰达", "汉兰达", "Highlander", "suv", "0W-20", 4600, 36, 100000};
static const Model large = {"汉兰达 3.5", "汉兰达 3.5", "Highlander 3.5", "suv", "5W-30", 6100, 36, 100000};

static void the_board_has_the_cars_in_service_oldest_first(void **state) {
    (void)state;
    Store *s = store_new();
    Order *list;
    size_t n;
    Ms as_of = 1;
    must(s, orders_board(s->db, &s->arena, &list, &n, &as_of, &s->err));
    assert_int_equal(n, 0);
    assert_int_equal(as_of, 0);
    ImportOrder orders[] = {an_order("RO1", "川A00001", "2026-11-23T10:00", STAGE_IN_WORK),
                            an_order("RO2", "川A00002", "2026-11-23T08:00", STAGE_READY),
                            an_order("RO3", "川A00003", "2026-11-23T07:00", STAGE_DELIVERED),
                            an_order("RO4", "川A00004", "2026-11-23T06:00", STAGE_IN_WORK),
                            an_order("RO5", "", "2026-11-23T08:00", STAGE_CHECK_IN)};
    orders[3].kind = KIND_PDS;
    orders[4].vin = "LFMDLWWN1UEX16149", orders[4].mileage_km = -1, orders[4].amount = -1;
    orders[4].hold = HOLD_PARTS, orders[4].parts_at = at("2026-11-25T00:00");
    import_list(s, "a", "2026-11-23T10:30", orders, 5);
    must(s, orders_board(s->db, &s->arena, &list, &n, &as_of, &s->err));
    assert_int_equal(n, 3);
    assert_int_equal(as_of, at("2026-11-23T10:30"));
    assert_string_equal(list[0].order_no, "RO2");
    assert_string_equal(list[1].order_no, "RO5");
    assert_string_equal(list[2].order_no, "RO1");
    const Order *o = &list[1];
    assert_string_equal(o->plate, "");
    assert_string_equal(o->vin4, "6149");
    assert_int_equal(o->mileage_km, -1);
    assert_int_equal(o->amount, -1);
    assert_int_equal(o->promised, 0);
    assert_int_equal(o->hold, HOLD_PARTS);
    assert_int_equal(o->parts_at, at("2026-11-25T00:00"));
    o = &list[2];
    assert_string_equal(o->plate, "川A00001");
    assert_string_equal(o->vin4, "");
    assert_int_equal(o->kind, KIND_MAINTENANCE);
    assert_string_equal(o->kind_words, "定期保养");
    assert_string_equal(o->advisor, "顾问甲");
    assert_string_equal(o->bay, "3号工位");
    assert_string_equal(o->technician, "技师乙");
    assert_int_equal(o->amount, 189700);
    assert_int_equal(o->stage, STAGE_IN_WORK);
    store_free(s);
}

static void a_car_is_named_by_the_longest_prefix(void **state) {
    (void)state;
    Store *s = store_new();
    Order order;
    Model both[] = {highlander, large};
    put_models(s, both, 2);
    ImportOrder orders[] = {an_order("RO1", "", "2026-11-23T10:00", STAGE_IN_WORK),
                            an_order("RO2", "", "2026-11-23T10:00", STAGE_IN_WORK),
                            an_order("RO3", "", "2026-11-23T10:00", STAGE_IN_WORK)};
    orders[0].model = "汉兰达 3.5L 四驱", orders[1].model = "汉兰达 2.0T", orders[2].model = "BYD 秦";
    import_list(s, "a", "2026-11-23T10:30", orders, 3);
    must(s, orders_find(s->db, &s->arena, "RO1", &order, &s->err));
    assert_string_equal(order.model_en, "Highlander 3.5");
    assert_string_equal(order.oil_grade, "5W-30");
    assert_int_equal(order.oil_ml, 6100);
    must(s, orders_find(s->db, &s->arena, "RO2", &order, &s->err));
    assert_string_equal(order.model_zh, "汉兰达");
    assert_string_equal(order.body, "suv");
    assert_int_equal(order.warranty_km, 100000);
    must(s, orders_find(s->db, &s->arena, "RO3", &order, &s->err));
    assert_string_equal(order.model_zh, "BYD 秦");
    assert_string_equal(order.model_en, "BYD 秦");
    assert_string_equal(order.body, "");
    assert_int_equal(order.oil_ml, 0);
    must_not(s, orders_find(s->db, &s->arena, "RO9", &order, &s->err), ERR_NOT_FOUND);
    store_free(s);
}

static void a_plate_finds_its_newest_open_order(void **state) {
    (void)state;
    Store *s = store_new();
    Order order;
    ImportOrder orders[] = {an_order("RO1", "川A4AX00", "2026-11-22T10:00", STAGE_IN_WORK),
                            an_order("RO2", "川A4AX00", "2026-11-23T10:00", STAGE_IN_WORK),
                            an_order("RO3", "川A4AX00", "2026-11-23T11:00", STAGE_DELIVERED),
                            an_order("RO4", "", "2026-11-23T11:00", STAGE_IN_WORK)};
    import_list(s, "a", "2026-11-23T12:00", orders, 4);
    must(s, orders_find_plate(s->db, &s->arena, "川A4AX00", &order, &s->err));
    assert_string_equal(order.order_no, "RO2");
    must_not(s, orders_find_plate(s->db, &s->arena, "川A99999", &order, &s->err), ERR_NOT_FOUND);
    must_not(s, orders_find_plate(s->db, &s->arena, "", &order, &s->err), ERR_NOT_FOUND);
    assert_string_equal(order.order_no, "RO2"); /* untouched by a failure */
    store_free(s);
}

static void the_owners_or_the_bringers_phone_opens_a_car_with_a_plate(void **state) {
    (void)state;
    static const struct {
        const char *plate, *owner, *bringer, *typed;
        bool usable, matches;
    } cases[] = {
        {"川A4AX00", "19900009774", "", "9774", true, true},
        {"川A4AX00", "19900009774", "19900001111", "1111", true, true},
        {"川A4AX00", "19900009774", "19900001111", "1112", true, false},
        {"川A4AX00", "", "19900001111", "1111", true, true},
        {"川A4AX00", "", "", "", false, false},
        {"川A4AX00", "", "", "0000", false, false},
        {"", "19900009774", "", "9774", false, false},
        {"川A4AX00", "19900009774", "", "", true, false},
        {"川A4AX00", "19900009774", "", "774", true, false},
    };
    Store *s = store_new();
    bool usable, matches;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char exported[32];
        ImportOrder o = an_order("RO1", cases[i].plate, "2026-11-23T10:00", STAGE_IN_WORK);
        o.owner_phone = cases[i].owner, o.bringer_phone = cases[i].bringer;
        snprintf(exported, sizeof exported, "2026-11-23T12:%02d", (int)i);
        import_one(s, exported, &o);
        must(s, orders_phone_opens(s->db, "RO1", cases[i].typed, &usable, &matches, &s->err));
        if (usable != cases[i].usable || matches != cases[i].matches) fail_msg("case %zu: %d %d", i, usable, matches);
    }
    must_not(s, orders_phone_opens(s->db, "RO2", "9774", &usable, &matches, &s->err), ERR_NOT_FOUND);
    OrderPeople people;
    must_not(s, orders_people(s->db, &s->arena, "RO2", &people, &s->err), ERR_NOT_FOUND);
    store_free(s);
}

static void past_orders_are_those_that_got_ready_since(void **state) {
    (void)state;
    Store *s = store_new();
    EtaPast *past;
    size_t n;
    ImportOrder orders[] = {an_order("RO1", "", "2026-11-20T09:00", STAGE_DELIVERED), /* known only as handed over */
                            an_order("RO2", "", "2026-11-20T09:00", STAGE_READY),     /* ready, since when is unknown */
                            an_order("RO3", "", "2026-11-20T09:00", STAGE_IN_WORK),   /* not ready */
                            an_order("RO4", "", "2026-11-20T09:00", STAGE_DELIVERED)}; /* nobody knows when */
    orders[0].delivered = at("2026-11-20T15:00");
    import_list(s, "a", "2026-11-20T16:00", orders, 4);
    must(s, orders_past(s->db, &s->arena, 0, &past, &n, &s->err));
    assert_int_equal(n, 1);
    assert_int_equal(past[0].ready, at("2026-11-20T15:00"));
    orders[2].stage = STAGE_READY;
    import_list(s, "b", "2026-11-20T16:10", orders, 4);
    must(s, orders_past(s->db, &s->arena, 0, &past, &n, &s->err));
    assert_int_equal(n, 2);
    assert_int_equal(past[1].ready, at("2026-11-20T16:10"));
    assert_true(past[1].exact[STAGE_READY - 1]);
    must(s, orders_past(s->db, &s->arena, at("2026-11-20T16:00"), &past, &n, &s->err));
    assert_int_equal(n, 1);
    store_free(s);
}

/* ---- offers ---- */

static const char *offer_ids(Store *s, const char *when) {
    Offer *list;
    size_t n;
    Buf ids = {0};
    must(s, offers_read(s->db, &s->arena, at(when), &list, &n, &s->err));
    for (size_t i = 0; i < n; i++) buf_printf(&ids, "%s%s", i ? " " : "", list[i].offer_id);
    const char *text = arena_strdup(&s->arena, buf_text(&ids));
    buf_free(&ids);
    return text;
}

static void offers_are_valid_by_local_days_in_the_files_order(void **state) {
    (void)state;
    Store *s = store_new();
    Offer offers[] = {an_offer("b", "none"), an_offer("a", "fen"), an_offer("c", "percent")};
    offers[1].from_day = "2026-11-23";
    offers[2].to_day = "2026-11-23";
    replace_offers(s, "1", offers, 3);
    assert_string_equal(offer_ids(s, "2026-11-22T23:59:59"), "b c");
    assert_string_equal(offer_ids(s, "2026-11-23T00:00"), "b a c");
    assert_string_equal(offer_ids(s, "2026-11-23T23:59:59"), "b a c");
    assert_string_equal(offer_ids(s, "2026-11-24T00:00"), "b a");
    store_free(s);
}

static void a_catalogue_is_replaced_by_its_difference(void **state) {
    (void)state;
    Store *s = store_new();
    Offer offers[] = {an_offer("a", "none"), an_offer("b", "fen"), an_offer("c", "percent")}, back;
    ImportCounts counts = replace_offers(s, "1", offers, 3);
    assert_int_equal(counts.created, 3);
    char *before = dump(s);
    counts = replace_offers(s, "1", offers, 3);
    assert_true(counts.known);
    assert_int_equal(counts.same, 3);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);

    Offer next[] = {offers[2], offers[0]};
    next[1].price = -1, next[1].minutes = 20;
    counts = replace_offers(s, "2", next, 2);
    assert_int_equal(counts.same, 1);
    assert_int_equal(counts.changed, 1);
    assert_int_equal(counts.gone, 1);
    assert_string_equal(offer_ids(s, "2026-11-23T00:00"), "c a");
    must(s, offers_find(s->db, &s->arena, "a", &back, &s->err));
    assert_int_equal(back.price, -1);
    assert_int_equal(back.minutes, 20);
    assert_int_equal(back.limit_all, 0);
    must(s, offers_find(s->db, &s->arena, "b", &back, &s->err)); /* withdrawn, but its coupons stay good */
    must_not(s, offers_find(s->db, &s->arena, "z", &back, &s->err), ERR_NOT_FOUND);
    counts = replace_offers(s, "3", offers, 3);
    assert_int_equal(counts.changed, 2); /* a as it was, b back again */
    assert_string_equal(offer_ids(s, "2026-11-23T00:00"), "a b c");

    Offer twice[] = {offers[0], offers[0]};
    ImportMeta meta = {"offers", "f", "4", 0, 2};
    must_not(s, offers_replace(s->db, twice, 2, &meta, NULL, 0, &counts, &s->err), ERR_INPUT);
    assert_string_equal(offer_ids(s, "2026-11-23T00:00"), "a b c");
    store_free(s);
}

static void notes_of_a_catalogue_are_kept(void **state) {
    (void)state;
    Store *s = store_new();
    ImportCounts counts;
    Offer offer = an_offer("a", "none");
    ImportNote notes[] = {{3, "price_fen", "12,5,0", "bad_price", "not a price", true},
                          {4, "picture", "x.svg", "no_picture", "no such picture", false}};
    ImportMeta meta = {"offers", "f", "1", 0, 2};
    must(s, offers_replace(s->db, &offer, 1, &meta, notes, 2, &counts, &s->err));
    assert_int_equal(counts.refused, 1);
    assert_int_equal(counts.flagged, 1);
    assert_int_equal(number(s, "SELECT count(*) FROM import_note"), 2);
    store_free(s);
}

static void models_are_replaced_as_a_whole(void **state) {
    (void)state;
    Store *s = store_new();
    Model *list, both[] = {highlander, large};
    size_t n;
    put_models(s, both, 2);
    put_models(s, both, 2);
    both[1].oil_ml = 6000;
    ImportCounts counts;
    ImportMeta meta = {"models", "models.csv", "m2", 0, 1};
    must(s, models_replace(s->db, both + 1, 1, &meta, NULL, 0, &counts, &s->err));
    assert_int_equal(counts.changed, 1);
    assert_int_equal(counts.gone, 1);
    must(s, models_read(s->db, &s->arena, &list, &n, &s->err));
    assert_int_equal(n, 1);
    assert_int_equal(list[0].oil_ml, 6000);
    store_free(s);
}

static void prepaid_packages_and_prices_come_from_the_policy_of_the_day(void **state) {
    (void)state;
#define PACKAGES                                                                                                       \
    {"prepaid.packages.1.id", "five"}, {"prepaid.packages.1.title_zh", "五次"},                                        \
        {"prepaid.packages.1.title_en", "Five"}, {"prepaid.packages.1.percents", "90 80 70 60 50"},                    \
        {"prepaid.packages.1.filter_free", "0"}, {"prepaid.packages.2.id", "full"},                                    \
        {"prepaid.packages.2.title_zh", "全套"}, {"prepaid.packages.2.title_en", "Full set"},                          \
        {"prepaid.packages.2.percents", "80"}, {"prepaid.packages.2.filter_free", "1"}, {                              \
        "prepaid.prices.1.grade", "0W-20"                                                                              \
    }
    static const char *const old_list[][2] = {
        PACKAGES, {"prepaid.prices.1.litre_fen", "9130"}, {"prepaid.prices.1.filter_fen", "6000"}};
    static const char *const new_list[][2] = {
        PACKAGES, {"prepaid.prices.1.litre_fen", "10000"}, {"prepaid.prices.1.filter_fen", "6500"}};
    Store *s = store_new();
    Settings *settings;
    PrepaidPackage packages[4];
    Fen oil = 0, filter = 0;
    policy_is(s, "prepaid", "2026-01-01", "2026-11-23", old_list, sizeof old_list / sizeof *old_list);
    policy_is(s, "prepaid", "2026-11-24", "", new_list, sizeof new_list / sizeof *new_list);
    must(s, settings_read_at(s->db, at("2026-11-23T23:59"), &settings, &s->err));
    assert_int_equal(prepaid_packages(settings, packages, 4), 2);
    assert_string_equal(packages[0].id, "five");
    assert_int_equal(packages[0].services, 5);
    assert_int_equal(packages[0].percent[4], 50);
    assert_false(packages[0].filter_free);
    assert_int_equal(packages[1].services, 1);
    assert_true(packages[1].filter_free);
    assert_int_equal(prepaid_packages(settings, packages, 1), 1);
    assert_true(prepaid_price(settings, "0W-20", 4600, &oil, &filter));
    assert_int_equal(oil, 41998); /* 419.98 */
    assert_int_equal(filter, 6000);
    assert_false(prepaid_price(settings, "5W-40", 4600, &oil, &filter));
    assert_false(prepaid_price(settings, "", 0, &oil, &filter));
    settings_free(settings);
    must(s, settings_read_at(s->db, at("2026-11-24T00:00"), &settings, &s->err));
    assert_true(prepaid_price(settings, "0W-20", 4600, &oil, &filter));
    assert_int_equal(oil, 46000);
    settings_free(settings);
    must(s, settings_read_at(s->db, at("2025-12-31T12:00"), &settings, &s->err));
    assert_false(prepaid_price(settings, "0W-20", 4600, &oil, &filter));
    assert_string_equal(settings_policy(settings, "prepaid"), "");
    settings_free(settings);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_board_has_the_cars_in_service_oldest_first),
        cmocka_unit_test(a_car_is_named_by_the_longest_prefix),
        cmocka_unit_test(a_plate_finds_its_newest_open_order),
        cmocka_unit_test(the_owners_or_the_bringers_phone_opens_a_car_with_a_plate),
        cmocka_unit_test(past_orders_are_those_that_got_ready_since),
        cmocka_unit_test(offers_are_valid_by_local_days_in_the_files_order),
        cmocka_unit_test(a_catalogue_is_replaced_by_its_difference),
        cmocka_unit_test(notes_of_a_catalogue_are_kept),
        cmocka_unit_test(models_are_replaced_as_a_whole),
        cmocka_unit_test(prepaid_packages_and_prices_come_from_the_policy_of_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
