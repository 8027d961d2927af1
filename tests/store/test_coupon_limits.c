/* store/coupons: limits per car, per day and in all against a slow model that only counts; and terms that stay as they
 * were. LOUNGE_SEED=n tries other sequences. */
#include "store_test.h"

static const CouponKey key = {{7, 1, 9}};

enum { OFFERS = 4, CARS = 9, STEPS = 700, VISITS = 40 };

/* All that was ever taken; the model looks through it from its beginning each time. */
typedef struct Taken {
    int offer, car, visit; /* car −1: none was open */
    Ms day;
} Taken;

typedef struct Slow {
    Taken taken[STEPS];
    int n;
} Slow;

static const struct { int car, day, all; } limits[OFFERS] = {{1, 0, 0}, {2, 5, 0}, {0, 3, 40}, {1, 6, 25}};

static bool allowed(const Slow *m, int offer, int car, int visit, Ms day) {
    int by_car = 0, by_day = 0, all = 0;
    for (int i = 0; i < m->n; i++) {
        const Taken *t = &m->taken[i];
        if (t->offer != offer) continue;
        all++;
        by_day += t->day == day;
        by_car += t->visit == visit || (car >= 0 && t->car == car);
    }
    return (!limits[offer].all || all < limits[offer].all) && (!limits[offer].day || by_day < limits[offer].day) &&
           (!limits[offer].car || by_car < limits[offer].car);
}

static uint32_t roll(uint32_t *dice, uint32_t below) {
    *dice ^= *dice << 13;
    *dice ^= *dice >> 17;
    *dice ^= *dice << 5;
    return *dice % below;
}

/* Two orders a car: each third car is known by its plate, by its VIN, by both. */
static void add_cars(Store *s) {
    static char numbers[2 * CARS][8], plates[CARS][16], vins[CARS][20];
    ImportOrder orders[2 * CARS];
    for (int i = 0; i < 2 * CARS; i++) {
        int car = i % CARS;
        snprintf(numbers[i], sizeof numbers[i], "RO%d", i);
        snprintf(plates[car], sizeof plates[car], "川A1234%d", car);
        snprintf(vins[car], sizeof vins[car], "LFMDLWWN1UEX1614%d", car);
        orders[i] = an_order(numbers[i], car % 3 == 1 ? "" : plates[car], "2026-11-23T09:00", STAGE_IN_WORK);
        orders[i].vin = car % 3 == 0 ? "" : vins[car];
    }
    import_list(s, "a", "2026-11-23T09:30", orders, 2 * CARS);
}

static Store *new_store(void) {
    Store *s = store_new();
    static const char *const ids[OFFERS] = {"a", "b", "c", "d"};
    Offer offers[OFFERS];
    for (int i = 0; i < OFFERS; i++) {
        offers[i] = an_offer(ids[i], "fen");
        offers[i].limit_car = limits[i].car, offers[i].limit_day = limits[i].day, offers[i].limit_all = limits[i].all;
    }
    POLICY(s, "coupons", {"coupons.days", "30"});
    replace_offers(s, "1", offers, OFFERS);
    add_cars(s);
    return s;
}

static void what_is_given_is_what_a_slow_count_allows(void **state) {
    (void)state;
    Store *s = new_store();
    Slow *model = mem_alloc(sizeof *model);
    *model = (Slow){0};
    Uuid visits[VISITS];
    int cars[VISITS]; /* what a visit has opened; −1 = nothing yet */
    const char *seed = getenv("LOUNGE_SEED");
    uint32_t dice = seed ? (uint32_t)atoi(seed) | 1 : 20261123;
    for (int i = 0; i < VISITS; i++) visits[i] = uuid_new(), cars[i] = -1;
    run(s, "PRAGMA synchronous = OFF");
    for (int step = 0; step < STEPS; step++) {
        int offer = (int)roll(&dice, OFFERS), visit = (int)roll(&dice, VISITS);
        if (cars[visit] < 0 && roll(&dice, 2)) cars[visit] = (int)roll(&dice, CARS);
        char order_no[8] = "";
        if (cars[visit] >= 0) snprintf(order_no, sizeof order_no, "RO%d", cars[visit] + (int)roll(&dice, 2) * CARS);
        Ms when = at("2026-11-23T10:00") + step / 100 * MS_DAY + (step % 100) * MS_MINUTE, day = day_start(when);
        CouponAsk ask = {uuid_new(), visits[visit], (const char *[]){"a", "b", "c", "d"}[offer], order_no, when};
        Coupon coupon;
        Err err = {0};
        bool given = coupon_issue(s->db, &key, &ask, &coupon, &err);
        if (given != allowed(model, offer, cars[visit], visit, day))
            fail_msg("step %d: offer %d, car %d: %s", step, offer, cars[visit], given ? "given" : err.en);
        if (!given) assert_int_equal(err.code, ERR_RULE);
        if (given) model->taken[model->n++] = (Taken){offer, cars[visit], visit, day};
    }
    assert_in_range(model->n, 60, STEPS - 100); /* both answers came often */
    assert_int_equal(number(s, "SELECT count(*) FROM coupon"), model->n);
    assert_int_equal(number(s, "SELECT max(serial) FROM coupon"), model->n);
    free(model);
    store_free(s);
}

static void what_was_given_stays_as_it_was_when_the_offer_changes(void **state) {
    (void)state;
    Store *s = store_new();
    POLICY(s, "coupons", {"coupons.days", "30"});
    Offer offer = an_offer("wash", "fen");
    offer.redeem_kinds = "maintenance", offer.min_sum = 50000;
    replace_offers(s, "1", &offer, 1);
    CouponAsk ask = {uuid_new(), uuid_new(), "wash", "", at("2026-11-23T10:00")};
    Coupon before, after;
    must(s, coupon_issue(s->db, &key, &ask, &before, &s->err));
    offer.title_zh = "别的", offer.title_en = "Other", offer.coupon = "percent", offer.coupon_value = 50;
    offer.price = 1, offer.redeem_kinds = "repair", offer.min_sum = 1;
    assert_int_equal(replace_offers(s, "2", &offer, 1).changed, 1);
    POLICY(s, "coupons", {"coupons.days", "1"});
    must(s, coupon_find(s->db, &key, before.code, &after, &s->err));
    assert_memory_equal(&before, &after, sizeof before);
    assert_string_equal(after.kind, "fen");
    assert_int_equal(after.value, 1000);
    assert_int_equal(after.price, 8800);
    assert_int_equal(after.min_sum, 50000);
    assert_string_equal(after.redeem_kinds, "maintenance");
    assert_string_equal(text(s, "SELECT offer FROM v_coupons"), "亮光蜡洗车");
    offer.min_sum = 0; /* a condition alone is a change too */
    assert_int_equal(replace_offers(s, "3", &offer, 1).changed, 1);
    assert_int_equal(replace_offers(s, "4", &offer, 1).same, 1);
    store_free(s);
}

static Coupon redeem(Store *s, const char *code, const char *order_no, ErrCode why) {
    Coupon out = {0};
    CouponUse use = {code, "吧台甲", order_no, at("2026-11-23T12:00")};
    if (why == ERR_NONE)
        must(s, coupon_redeem_on(s->db, &key, &use, &out, &s->err));
    else
        must_not(s, coupon_redeem_on(s->db, &key, &use, &out, &s->err), why);
    return out;
}

static void a_coupon_is_taken_only_on_an_order_that_fits(void **state) {
    (void)state;
    Store *s = store_new();
    POLICY(s, "coupons", {"coupons.days", "30"});
    Offer offer = an_offer("wash", "fen");
    offer.redeem_kinds = "maintenance", offer.min_sum = 50000;
    replace_offers(s, "1", &offer, 1);
    ImportOrder orders[] = {an_order("RO1", "川A4AX01", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO2", "川A4AX02", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO3", "川A4AX01", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO4", "川A4AX01", "2026-11-23T09:00", STAGE_IN_WORK)};
    orders[0].amount = 49999;
    orders[2].kind = KIND_BODY_PAINT, orders[2].kind_words = "钣金喷漆";
    orders[3].amount = 50000;
    import_list(s, "a", "2026-11-23T09:30", orders, 4);
    CouponAsk ask = {uuid_new(), uuid_new(), "wash", "RO1", at("2026-11-23T10:00")};
    Coupon c;
    must(s, coupon_issue(s->db, &key, &ask, &c, &s->err));
    char *before = dump(s);
    redeem(s, c.code, "", ERR_RULE);
    assert_non_null(strstr(s->err.en, "--order"));
    redeem(s, c.code, "RO9", ERR_NOT_FOUND);
    redeem(s, c.code, "RO1", ERR_RULE);
    assert_non_null(strstr(s->err.en, "¥499.99"));
    redeem(s, c.code, "RO2", ERR_RULE);
    assert_non_null(strstr(s->err.en, "another car"));
    redeem(s, c.code, "RO3", ERR_RULE);
    assert_non_null(strstr(s->err.zh, "钣金喷漆"));
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    redeem(s, c.code, "RO4", ERR_NONE);
    assert_string_equal(text(s, "SELECT redeemed_order FROM v_coupons"), "RO4");
    assert_string_equal(text(s, "SELECT group_concat(what || ' ' || by_name) FROM audit"), "coupon.redeem 吧台甲");
    store_free(s);
}

static void a_cars_coupons_are_found_by_its_plate(void **state) {
    (void)state;
    Store *s = new_store();
    Coupon c, *list;
    size_t n;
    CouponAsk one = {uuid_new(), uuid_new(), "a", "RO0", at("2026-11-23T10:00")},
              two = {uuid_new(), uuid_new(), "b", "RO9", at("2026-11-23T11:00")}, /* the same car */
        other = {uuid_new(), uuid_new(), "b", "RO2", at("2026-11-23T11:00")};
    must(s, coupon_issue(s->db, &key, &one, &c, &s->err));
    must(s, coupon_issue(s->db, &key, &two, &c, &s->err));
    must(s, coupon_issue(s->db, &key, &other, &c, &s->err));
    must(s, coupons_of_plate(s->db, &s->arena, "川A12340", &list, &n, &s->err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].offer_id, "b");
    assert_string_equal(list[1].offer_id, "a");
    assert_string_equal(list[0].car_id, list[1].car_id);
    must(s, coupons_of_plate(s->db, &s->arena, "川A99999", &list, &n, &s->err));
    assert_int_equal(n, 0);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_is_what_a_slow_count_allows),
        cmocka_unit_test(what_was_given_stays_as_it_was_when_the_offer_changes),
        cmocka_unit_test(a_coupon_is_taken_only_on_an_order_that_fits),
        cmocka_unit_test(a_cars_coupons_are_found_by_its_plate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
