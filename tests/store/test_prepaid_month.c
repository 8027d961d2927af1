/* store/prepaid: month ends over several months, stock at a day, postings, and the pairs that finance closes
 * (policies.md 5, the three postings). */
#include "prepaid_test.h"

static PrepaidStock stock_at(Store *s, const char *before, const char *grade) {
    PrepaidStock *list;
    size_t n;
    must(s, prepaid_stock(s->db, &s->arena, at(before), &list, &n, &s->err));
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].grade, grade) == 0) return list[i];
    return (PrepaidStock){0};
}

static bool month_end(Store *s, const char *month, const char *when) {
    bool fresh = false;
    must(s, prepaid_month_end(s->db, month, "仓管", at(when), &fresh, &s->err));
    return fresh;
}

static void months_are_counted_and_booked_in_once(void **state) {
    (void)state;
    Store *s = with_policy("list");
    bool fresh;
    Uuid car = a_car(s, "川A11111", ""), other = a_car(s, "川A22222", "");
    assert_false(month_end(s, "2026-08", "2026-09-05T09:00")); /* nothing was ever sold: nothing to book */
    sold(s, car, "five", 0, 147000, "2026-09-20T10:00");
    used(s, car, "RO1", "2026-09-21T10:00");
    must_not(s, prepaid_month_end(s->db, "2026-09", "仓管", at("2026-09-30T23:59:59"), &fresh, &s->err), ERR_RULE);
    must_not(s, prepaid_month_end(s->db, "2026-9", "仓管", at("2026-10-01T09:00"), &fresh, &s->err), ERR_INPUT);
    must_not(s, prepaid_month_end(s->db, "2026-13", "仓管", at("2027-10-01T09:00"), &fresh, &s->err), ERR_INPUT);
    assert_int_equal(stock_at(s, "2026-10-01T00:00", "0W-20").held_ml, 0);
    assert_true(month_end(s, "2026-09", "2026-10-01T09:00"));
    char *before = dump(s);
    assert_false(month_end(s, "2026-09", "2026-10-01T09:05"));
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    PrepaidStock stock = stock_at(s, "2026-10-01T00:00", "0W-20"); /* dated at the month's last moment */
    assert_int_equal(stock.services, 4);
    assert_int_equal(stock.ml, 16800);
    assert_int_equal(stock.held_ml, 16800);
    assert_int_equal(stock.deposit, 147000 - 37800);
    assert_int_equal(stock_at(s, "2026-09-30T00:00", "0W-20").held_ml, 0);
    used(s, car, "RO2", "2026-10-03T10:00"); /* leaves again, from what was booked in */
    assert_int_equal(number(s, "SELECT book_ml FROM v_prepaid_postings WHERE order_no = 'RO2'"), -4200);
    assert_int_equal(number(s, "SELECT book_ml FROM v_prepaid_postings WHERE order_no = 'RO1'"), 0);
    PrepaidSell ask = a_sale(other, "oil", 0, 34400, "2026-10-10T10:00");
    ask.grade = "5W-30", ask.service_ml = 5000; /* 86.00 a litre: 430.00, at 8 折 344.00 */
    PrepaidSale sale;
    must(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err));
    assert_true(month_end(s, "2026-10", "2026-11-02T09:00"));
    assert_int_equal(number(s, "SELECT count(*) FROM prepaid_entry WHERE month = '2026-10'"),
                     1); /* the new one's alone */
    assert_int_equal(number(s, "SELECT services FROM prepaid_count WHERE month = '2026-10' AND grade = '0W-20'"), 3);
    assert_int_equal(number(s, "SELECT booked_ml FROM prepaid_count WHERE month = '2026-10' AND grade = '0W-20'"), 0);
    assert_int_equal(number(s, "SELECT booked_ml FROM prepaid_count WHERE month = '2026-10' AND grade = '5W-30'"),
                     5000);
    sound(s);
    store_free(s);
}

/* Nobody thought of it: the first act of a later month books what was due, month by month. */
static void what_is_due_is_booked_by_the_next_act(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A11111", "");
    PrepaidSale sale = sold(s, car, "five", 0, 147000, "2026-09-20T10:00");
    used(s, car, "RO1", "2026-12-24T10:00");
    assert_string_equal(text(s, "SELECT group_concat(month || by_name, ' ') FROM prepaid_month"),
                        "2026-09lounge 2026-10lounge 2026-11lounge");
    assert_int_equal(stock_at(s, "2026-10-01T00:00", "0W-20").held_ml, 21000);
    assert_int_equal(sale_now(s, sale.order_no).state.held_ml, 16800);
    PrepaidAct late = an_act(car, "", "RO2", "2026-11-30T10:00"); /* a clock that went back */
    PrepaidEntry e;
    must_not(s, prepaid_use(s->db, &s->arena, &late, &e, &s->err), ERR_RULE);
    bool fresh;
    must(s, prepaid_month_end(s->db, "2026-10", "仓管", at("2026-12-25T09:00"), &fresh, &s->err));
    assert_false(fresh);
    must(s, prepaid_month_end(s->db, "2027-01", "仓管", at("2027-02-01T00:00"), &fresh, &s->err)); /* and December */
    assert_int_equal(number(s, "SELECT count(*) FROM prepaid_month"), 5);
    sound(s);
    store_free(s);
}

static const PrepaidPosting *posting(const PrepaidPosting *list, size_t n, const char *order_no, const char *what) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].order_no, order_no) == 0 && strcmp(list[i].posting, what) == 0) return &list[i];
    return NULL;
}

static void pairs_are_closed_by_finance_and_the_rest_is_carried(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A11111", "");
    PrepaidPosting *list;
    size_t n;
    PrepaidSale sale = sold(s, car, "five", 0, 147000, "2026-09-20T10:00");
    PrepaidAct with_slip = an_act(car, "", "RO1", "2026-09-21T10:00");
    with_slip.slip_no = "NX1";
    PrepaidEntry one;
    must(s, prepaid_use(s->db, &s->arena, &with_slip, &one, &s->err));
    PrepaidEntry two = used(s, car, "RO2", "2026-09-22T10:00"), three = used(s, car, "RO3", "2026-09-23T10:00");
    must_not(s, prepaid_slip(s->db, two.no, "NX1", "库管", at("2026-09-22T11:00"), &s->err), ERR_RULE); /* another's */
    must_not(s, prepaid_slip(s->db, one.no, "NX9", "库管", at("2026-09-22T11:00"), &s->err),
             ERR_RULE); /* has its own */
    must(s, prepaid_slip(s->db, two.no, "NX2", "库管", at("2026-09-22T11:00"), &s->err));
    must(s, prepaid_postings(s->db, &s->arena, "2026-09", &list, &n, &s->err));
    assert_int_equal(n, 4);
    assert_int_equal(posting(list, n, sale.order_no, "sale_out")->ml, 21000);
    assert_int_equal(posting(list, n, sale.order_no, "sale_out")->book_ml, -21000);
    assert_int_equal(posting(list, n, sale.order_no, "sale_out")->cash, 147000);
    assert_int_equal(posting(list, n, "RO2", "use_out")->revenue, 33600);
    assert_int_equal(posting(list, n, "RO2", "use_out")->deposit, -33600);
    assert_string_equal(posting(list, n, "RO2", "use_out")->pair_state, "paired");
    assert_string_equal(posting(list, n, "RO3", "use_out")->pair_state, "unpaired");
    assert_int_equal(posting(list, n, "RO3", "use_out")->pair, three.no);
    assert_false(posting(list, n, "RO3", "use_out")->carried);
    must(s, prepaid_close(s->db, one.no, "出纳", at("2026-09-30T17:00"), &s->err)); /* before the month begins */
    must(s, prepaid_close(s->db, two.no, "出纳", at("2026-10-01T09:00"), &s->err)); /* at its start */
    must_not(s, prepaid_close(s->db, two.no, "出纳", at("2026-10-01T09:01"), &s->err), ERR_RULE);
    must_not(s, prepaid_close(s->db, three.no, "出纳", at("2026-10-01T09:01"), &s->err), ERR_RULE);
    used(s, car, "RO4", "2026-10-05T10:00");
    must(s, prepaid_postings(s->db, &s->arena, "2026-10", &list, &n, &s->err));
    assert_int_equal(n, 3); /* two carried, RO4 */
    assert_null(posting(list, n, "RO1", "use_out"));
    assert_true(posting(list, n, "RO2", "use_out")->carried);
    assert_string_equal(posting(list, n, "RO2", "use_out")->closed_by, "出纳");
    assert_true(posting(list, n, "RO3", "use_out")->carried);
    assert_string_equal(posting(list, n, "RO3", "use_out")->pair_state, "unpaired");
    must(s, prepaid_postings(s->db, &s->arena, "2026-09", &list, &n, &s->err));
    assert_int_equal(posting(list, n, sale.order_no, "month_end_in")->ml, 8400);
    assert_int_equal(posting(list, n, sale.order_no, "month_end_in")->book_ml, 8400);
    corrected(s, three.no, "2026-10-06T10:00"); /* taken back: no longer carried from November on */
    must_not(s, prepaid_slip(s->db, three.no, "NX3", "库管", at("2026-10-06T11:00"), &s->err), ERR_RULE);
    must_not(s, prepaid_close(s->db, three.no, "出纳", at("2026-10-06T11:00"), &s->err), ERR_RULE);
    must(s, prepaid_postings(s->db, &s->arena, "2026-10", &list, &n, &s->err));
    assert_true(posting(list, n, "RO3", "use_out")->carried);
    assert_non_null(posting(list, n, "RO3", "corrected"));
    must(s, prepaid_postings(s->db, &s->arena, "2026-11", &list, &n, &s->err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].order_no, "RO4");
    assert_true(list[0].carried);
    sound(s);
    store_free(s);
}

static void a_clock_far_ahead_closes_no_months_by_itself(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A00000", "");
    bool fresh;
    ImportOrder o = an_order("RO1", "川A11111", "2026-11-30T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-30T10:00", &o);
    sold(s, car, "five", 0, 147000, "2026-11-30T10:00");
    PrepaidAct ahead = an_act(car, "", "RO8", "2027-03-02T10:00");
    PrepaidEntry e;
    char *before = dump(s);
    must_not(s, prepaid_use(s->db, &s->arena, &ahead, &e, &s->err), ERR_RULE);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    used(s, car, "RO2", "2026-12-01T10:00"); /* one month, as ever */
    must(s, prepaid_month_end(s->db, "2027-02", "仓管", at("2027-03-02T10:00"), &fresh, &s->err)); /* said by name */
    must(s, prepaid_use(s->db, &s->arena, &ahead, &e, &s->err));
    import_one(s, "2027-05-01T10:00", &o); /* the clock is right: the store's own exports say so */
    used(s, car, "RO9", "2027-06-02T10:00");
    sound(s);
    store_free(s);
}

/* Whatever happens, the books of oil and what customers have left agree at every month's end. */
static void stock_and_counts_agree_at_every_month_end(void **state) {
    (void)state;
    Store *s = with_policy("tier");
    uint32_t dice = 7;
    Ms now = at("2026-01-05T10:00");
    Uuid cars[12];
    for (int i = 0; i < 12; i++) cars[i] = a_car(s, "川A00000", "");
    for (int i = 0; i < 300; i++) {
        dice = dice * 1664525u + 1013904223u;
        Uuid car = cars[(dice >> 20) % 12];
        char when[32], order[16];
        instant_show(now, when, sizeof when);
        when[10] = 'T';
        snprintf(order, sizeof order, "RO%d", i);
        PrepaidAct act = an_act(car, "", order, when);
        PrepaidEntry e;
        if ((dice >> 10) % 4 == 0 || !prepaid_use(s->db, &s->arena, &act, &e, &s->err)) {
            PrepaidSell ask = a_sale(car, "five", 3, 100800, when);
            PrepaidSale sale;
            ask.manager = "经理";
            must(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err));
        }
        now += (Ms)(dice >> 8) % 72 * MS_HOUR;
    }
    int64_t months = number(s, "SELECT count(*) FROM prepaid_month");
    assert_true(months >= 10);
    for (int64_t i = 0; i < months; i++) {
        char sql[128];
        Ms end;
        PrepaidStock *list;
        size_t n;
        snprintf(sql, sizeof sql, "SELECT month FROM prepaid_month ORDER BY month LIMIT 1 OFFSET %d", (int)i);
        const char *month = text(s, sql);
        assert_true(prepaid_month_read(month, &end));
        must(s, prepaid_stock(s->db, &s->arena, end + 1, &list, &n, &s->err));
        assert_int_equal(n, 1);
        assert_int_equal(list[0].held_ml, list[0].ml);
        snprintf(sql, sizeof sql, "SELECT ml FROM prepaid_count WHERE month = '%s'", month);
        assert_int_equal(number(s, sql), list[0].ml);
        assert_int_equal(list[0].ml, list[0].services * 4200);
    }
    sound(s);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(months_are_counted_and_booked_in_once),
        cmocka_unit_test(what_is_due_is_booked_by_the_next_act),
        cmocka_unit_test(pairs_are_closed_by_finance_and_the_rest_is_carried),
        cmocka_unit_test(a_clock_far_ahead_closes_no_months_by_itself),
        cmocka_unit_test(stock_and_counts_agree_at_every_month_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
