/* store/prepaid: what policies.md 5 and domain.md 6 say, to the fen and the millilitre; what is refused changes
 * nothing. */
#include "prepaid_test.h"
#include "store/staff.h"

static void sales_cost_and_are_kept_as_the_table_says(void **state) {
    (void)state;
    static const struct { /* domain.md 6; litres so that the oil costs what the line names at 100.00 a litre */
        const char *package;
        int services, ml, turns;
        Fen sum, price[5];
    } cases[] = {
        {"oil", 0, 4200, 1, 33600, {33600}},
        {"full", 0, 4200, 1, 33600, {33600}},
        {"five", 0, 4200, 5, 147000, {37800, 33600, 29400, 25200, 21000}},
        {"five", 5, 4200, 5, 147000, {37800, 33600, 29400, 25200, 21000}},
        {"five", 3, 4200, 3, 100800, {37800, 33600, 29400}},
    };
    Store *s = with_policy("list");
    for (size_t i = 0; i < LENGTH(cases); i++) {
        Uuid car = a_car(s, "川A00000", "");
        PrepaidSale sale = sold(s, car, cases[i].package, cases[i].services, cases[i].sum, "2026-11-23T10:00");
        assert_int_equal(sale.sum, cases[i].sum);
        assert_int_equal(sale.book.services, cases[i].turns);
        assert_int_equal(sale.state.left, cases[i].turns);
        assert_int_equal(sale.state.deposit, cases[i].sum);
        for (int t = 0; t < cases[i].turns; t++) {
            char order[32];
            snprintf(order, sizeof order, "RO%zu-%d", i, t);
            PrepaidEntry e = used(s, car, order, "2026-11-24T10:00");
            assert_int_equal(e.turn, t + 1);
            assert_int_equal(e.fen, cases[i].price[t]);
            assert_int_equal(e.ml, 4200);
        }
        assert_int_equal(sale_now(s, sale.order_no).state.deposit, 0);
    }
    assert_int_equal(number(s, "SELECT count(DISTINCT order_no) FROM prepaid_sale"), LENGTH(cases));
    assert_string_equal(text(s, "SELECT min(order_no) FROM prepaid_sale"), "YC261123-01");
    sound(s);
    store_free(s);
}

/* domain.md 6: oil 388.88 and 0.05, each service rounded half up by itself. */
static void odd_prices_are_rounded_service_by_service(void **state) {
    (void)state;
    static const struct {
        const char *litre;
        int ml;
        Fen sum, price[5];
    } cases[] = {
        {"38888", 1000, 136108, {34999, 31110, 27222, 23333, 19444}},
        {"5", 1000, 19, {5, 4, 4, 3, 3}},
        {"0", 1000, 0, {0}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        Store *s = store_new();
        save_policy(s, (Priced){"", "tier", cases[i].litre, "500000", "24"});
        Uuid car = a_car(s, "川A00000", "");
        PrepaidSell ask = a_sale(car, "five", 0, cases[i].sum, "2026-11-23T10:00");
        ask.service_ml = cases[i].ml;
        PrepaidSale sale;
        must(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err));
        for (int t = 0; t < 5; t++) {
            char order[16];
            snprintf(order, sizeof order, "RO%d", t);
            assert_int_equal(used(s, car, order, "2026-11-23T11:00").fen, cases[i].price[t]);
        }
        sound(s);
        store_free(s);
    }
}

static void refunds_by_list_and_by_tier(void **state) {
    (void)state;
    static const struct {
        const char *refund, *package;
        int services, used;
        Fen sum, back, kept; /* kept: what the store earns by the return */
    } cases[] = {
        {"list", "five", 0, 2, 147000, 63000, 12600}, /* policies.md 5: 630.00 back */
        {"list", "five", 0, 0, 147000, 147000, 0},    {"list", "five", 0, 3, 147000, 21000, 25200},
        {"list", "five", 0, 4, 147000, 0, 21000}, /* 1,470 − 1,680: never below 0 */
        {"list", "five", 3, 2, 100800, 16800, 12600}, {"tier", "five", 0, 2, 147000, 75600, 0},
        {"tier", "five", 0, 4, 147000, 21000, 0},     {"tier", "five", 0, 0, 147000, 147000, 0},
        {"list", "full", 0, 0, 33600, 33600, 0},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        Store *s = with_policy(cases[i].refund);
        Uuid car = a_car(s, "川A00000", "");
        PrepaidSale sale = sold(s, car, cases[i].package, cases[i].services, cases[i].sum, "2026-11-23T10:00");
        for (int t = 0; t < cases[i].used; t++) {
            char order[16];
            snprintf(order, sizeof order, "RO%d", t);
            used(s, car, order, "2026-11-24T10:00");
        }
        PrepaidAct wrong = {.entry_id = uuid_new(),
                            .sale_no = sale.order_no,
                            .order_no = "",
                            .slip_no = "",
                            .back = cases[i].back + 1,
                            .by = "李欣",
                            .manager = "",
                            .reason = "",
                            .at = at("2026-12-24T10:00")};
        PrepaidEntry e;
        char *before = dump(s), *after;
        must_not(s, prepaid_return(s->db, &s->arena, &wrong, &e, &s->err), ERR_RULE);
        after = dump(s);
        assert_string_equal(before, after); /* not even the month end that was due */
        free(before);
        free(after);
        e = returned(s, sale.order_no, cases[i].back, "2026-12-24T10:00");
        assert_int_equal(e.fen, cases[i].back);
        assert_int_equal(number(s, "SELECT revenue_fen FROM v_prepaid_postings WHERE posting = 'return_in'"),
                         cases[i].kept);
        assert_int_equal(number(s, "SELECT remaining + deposit_fen + remaining_ml FROM v_prepaid"), 0);
        assert_int_equal(number(s, "SELECT refunded_fen FROM v_prepaid"), cases[i].back);
        sound(s);
        store_free(s);
    }
}

static void a_later_policy_changes_nothing_of_what_was_sold(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A00000", "");
    PrepaidSale sale = sold(s, car, "five", 0, 147000, "2026-11-23T10:00");
    save_policy(s, (Priced){"2026-11-24", "tier", "20000", "500000", "1"});
    assert_int_equal(used(s, car, "RO1", "2026-11-25T10:00").fen, 37800);
    PrepaidSale now = sale_now(s, sale.order_no);
    assert_int_equal(now.valid_until, sale.valid_until);
    assert_string_equal(now.policy_id, sale.policy_id);
    assert_true(*now.policy_id);
    assert_int_equal(book_refund(&now.book, &now.state), 105000); /* by list price of then: 1,470 − 420 */
    PrepaidSale next = sold(s, car, "five", 0, 294000, "2026-11-25T11:00");
    assert_true(next.book.by_tier);
    assert_string_not_equal(next.policy_id, sale.policy_id);
    assert_int_equal(used(s, car, "RO2", "2026-11-26T10:00").fen, 33600); /* the older sale first */
    assert_int_equal(sale_now(s, sale.order_no).state.left, 3);
    store_free(s);
}

/* policies.md 5: storing more than 5,000 yuan for one person asks a manager. */
static void more_than_the_limit_for_one_person_asks_a_manager(void **state) {
    (void)state;
    Store *s = store_new();
    save_policy(s, (Priced){"", "list", "10000", "294000", "24"});
    Uuid one = a_car(s, "川A11111", "19900001111"), two = a_car(s, "川A22222", "19900001111");
    Uuid other = a_car(s, "川A33333", "19900003333"), bare = a_car(s, "川A44444", "");
    sold(s, one, "five", 0, 147000, "2026-11-23T10:00");
    sold(s, two, "five", 0, 147000, "2026-11-23T10:05"); /* 2,940.00 in all: not more than the limit */
    sold(s, other, "five", 0, 147000, "2026-11-23T10:06");
    sold(s, bare, "five", 0, 147000, "2026-11-23T10:07"); /* no phone: nobody else's */
    PrepaidSell ask = a_sale(one, "oil", 0, 33600, "2026-11-23T10:10");
    PrepaidSale sale;
    bool asks = false;
    must(s, prepaid_offer(s->db, &s->arena, &ask, &sale, &asks, &s->err));
    assert_true(asks);
    must_not(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err), ERR_RULE);
    ask.manager = "王经理";
    must(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err));
    assert_string_equal(text(s, "SELECT manager FROM v_prepaid WHERE package_id = 'oil'"), "王经理");
    used(s, two, "RO1", "2026-11-24T10:00"); /* what is used is stored no more */
    used(s, two, "RO2", "2026-11-24T10:00");
    sold(s, two, "oil", 0, 33600, "2026-11-24T10:10");
    store_free(s);
}

static void what_is_refused_changes_nothing(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A00000", ""), none = a_car(s, "川A99999", "");
    PrepaidSale sale = sold(s, car, "oil", 0, 33600, "2026-11-23T10:00"), out;
    PrepaidEntry e = used(s, car, "RO1", "2026-11-23T11:00");
    char *before = dump(s);
    static const struct {
        const char *package, *grade, *order_no, *visit_no, *by;
        int services, ml;
        Fen paid;
        ErrCode why;
    } sells[] = {
        {"six", "0W-20", "", "", "李欣", 0, 4200, 33600, ERR_NOT_FOUND},
        {"five", "0W-20", "", "", "李欣", 4, 4200, 126000, ERR_RULE}, /* the first three or all */
        {"five", "0W-20", "", "", "李欣", -1, 4200, 0, ERR_RULE},
        {"five", "0W-20", "", "", "李欣", 1, 4200, 37800, ERR_RULE},
        {"oil", "0W-20", "", "", "李欣", 2, 4200, 67200, ERR_RULE},
        {"oil", "0W-40", "", "", "李欣", 0, 4200, 33600, ERR_RULE},
        {"oil", "", "", "", "李欣", 0, 0, 0, ERR_RULE},
        {"oil", "0W-20", "", "", "李欣", 0, 4200, 33599, ERR_RULE},
        {"oil", "0W-20", "", "", "李欣", 0, 4200, -33600, ERR_RULE},
        {"oil", "0W-20", "", "", "", 0, 4200, 33600, ERR_RULE},
        {"oil", "0W-20", "RO1", "", "李欣", 0, 4200, 33600, ERR_RULE}, /* a visit's that has its use */
        {"oil", "0W-20", "RO9", "RO9", "李欣", 0, 4200, 33600, ERR_RULE},
        {"oil", "0W-20", "YC261123-01", "", "李欣", 0, 4200, 33600, ERR_RULE},
    };
    for (size_t i = 0; i < LENGTH(sells); i++) {
        PrepaidSell ask = a_sale(car, sells[i].package, sells[i].services, sells[i].paid, "2026-11-23T12:00");
        ask.grade = sells[i].grade, ask.service_ml = sells[i].ml, ask.by = sells[i].by;
        ask.order_no = sells[i].order_no, ask.visit_no = sells[i].visit_no;
        must_not(s, prepaid_sell(s->db, &s->arena, &ask, &out, &s->err), sells[i].why);
    }
    PrepaidAct act = an_act(none, "", "RO2", "2026-11-23T12:00");
    must_not(s, prepaid_use(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* another car's */
    act.car_id = car;
    must_not(s, prepaid_use(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* used up */
    act.order_no = "RO1";
    must_not(s, prepaid_use(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* the order has its use */
    act.order_no = sale.order_no;
    must_not(s, prepaid_use(s->db, &s->arena, &act, &e, &s->err), ERR_RULE);
    act.order_no = "";
    must_not(s, prepaid_use(s->db, &s->arena, &act, &e, &s->err), ERR_RULE);
    act.sale_no = sale.order_no;
    must_not(s, prepaid_return(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* nothing left */
    act.sale_no = "YC0";
    must_not(s, prepaid_return(s->db, &s->arena, &act, &e, &s->err), ERR_NOT_FOUND);
    act.no = 1;
    must_not(s, prepaid_correct(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* no reason */
    act.reason = "误收";
    must_not(s, prepaid_correct(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* a use stands on it */
    act.no = 99;
    must_not(s, prepaid_correct(s->db, &s->arena, &act, &e, &s->err), ERR_NOT_FOUND);
    must_not(s, prepaid_close(s->db, 2, "出纳", at("2026-11-23T12:00"), &s->err), ERR_RULE); /* a slip is missing */
    must_not(s, prepaid_close(s->db, 1, "出纳", at("2026-11-23T12:00"), &s->err), ERR_NOT_FOUND);
    must_not(s, prepaid_slip(s->db, 2, "", "出纳", at("2026-11-23T12:00"), &s->err), ERR_RULE);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

static void corrections_take_back_and_are_rows_of_their_own(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A00000", "");
    PrepaidSale sale = sold(s, car, "five", 0, 147000, "2026-11-23T10:00"); /* 1 */
    used(s, car, "RO1", "2026-11-23T11:00");                                /* 2 */
    PrepaidEntry wrong = used(s, car, "RO2", "2026-11-23T11:05");           /* 3: turn 2 */
    used(s, car, "RO3", "2026-11-23T11:10");                                /* 4: turn 3 */
    PrepaidEntry e = corrected(s, wrong.no, "2026-11-23T11:20");            /* 5 */
    assert_int_equal(e.services, 1);
    assert_int_equal(e.fen, 33600);
    assert_int_equal(e.undoes_no, wrong.no);
    PrepaidSale now = sale_now(s, sale.order_no);
    assert_int_equal(now.state.left, 3);
    assert_int_equal(now.state.deposit, 147000 - 37800 - 29400);
    assert_int_equal(now.state.held_ml, 4200);
    PrepaidEntry again = used(s, car, "RO2", "2026-11-23T12:00"); /* 6: turn 2 is free again */
    assert_int_equal(again.turn, 2);
    assert_int_equal(again.fen, 33600);
    PrepaidAct act = {.entry_id = uuid_new(),
                      .sale_no = "",
                      .order_no = "",
                      .slip_no = "",
                      .no = wrong.no,
                      .by = "经理",
                      .manager = "",
                      .reason = "再来",
                      .at = at("2026-11-23T12:30")};
    must_not(s, prepaid_correct(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* once */
    act.no = 5;
    must_not(s, prepaid_correct(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* a correction itself */
    PrepaidEntry back = returned(s, sale.order_no, 21000, "2026-11-23T13:00");   /* 7: 1,470 − 3 × 420 */
    act.no = again.no;
    must_not(s, prepaid_correct(s->db, &s->arena, &act, &e, &s->err), ERR_RULE); /* a return stands on it */
    corrected(s, back.no, "2026-11-23T13:10");                                   /* 8 */
    now = sale_now(s, sale.order_no);
    assert_int_equal(now.state.left, 2);
    assert_int_equal(now.state.deposit, 25200 + 21000);
    assert_false(now.returned);
    for (int64_t no = 2; no <= 6; no++)
        if (no == 2 || no == 4 || no == 6) corrected(s, no, "2026-11-23T14:00");
    corrected(s, 1, "2026-11-23T14:10"); /* nothing stands on the sale any more */
    assert_int_equal(number(s, "SELECT remaining + deposit_fen + remaining_ml FROM v_prepaid"), 0);
    assert_int_equal(number(s, "SELECT sum(cash_fen) FROM v_prepaid_postings"), 0);
    assert_int_equal(number(s, "SELECT sum(revenue_fen) FROM v_prepaid_postings"), 0);
    assert_int_equal(number(s, "SELECT sum(book_ml) FROM v_prepaid_postings"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE what = 'prepaid.correct' AND note = '录错工单'"), 6);
    sound(s);
    store_free(s);
}

static void the_same_act_again_is_no_second_one(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A00000", "");
    PrepaidSell ask = a_sale(car, "five", 0, 147000, "2026-11-23T10:00");
    PrepaidSale one, two;
    must(s, prepaid_sell(s->db, &s->arena, &ask, &one, &s->err));
    must(s, prepaid_sell(s->db, &s->arena, &ask, &two, &s->err));
    assert_string_equal(one.order_no, two.order_no);
    PrepaidAct act = an_act(car, "", "RO1", "2026-11-23T11:00");
    PrepaidEntry first, second;
    must(s, prepaid_use(s->db, &s->arena, &act, &first, &s->err));
    must(s, prepaid_use(s->db, &s->arena, &act, &second, &s->err));
    assert_int_equal(first.no, second.no);
    assert_int_equal(number(s, "SELECT count(*) FROM prepaid_entry"), 2);
    assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE what LIKE 'prepaid.%'"), 2);
    store_free(s);
}

static void after_its_validity_only_a_manager_lets_it_be_used(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A00000", "");
    sold(s, car, "five", 0, 147000, "2026-11-23T10:00");
    used(s, car, "RO1", "2028-11-23T23:59:59"); /* 24 months, to the last second of the day */
    PrepaidAct late = an_act(car, "", "RO2", "2028-11-24T00:00:00");
    PrepaidEntry e;
    must_not(s, prepaid_use(s->db, &s->arena, &late, &e, &s->err), ERR_RULE);
    late.manager = "王经理";
    must(s, prepaid_use(s->db, &s->arena, &late, &e, &s->err));
    assert_string_equal(text(s, "SELECT manager_name FROM prepaid_entry WHERE order_no = 'RO2'"), "王经理");
    store_free(s);
}

static void only_staff_act_and_only_managers_agree(void **state) {
    (void)state;
    Store *s = store_new();
    save_policy(s, (Priced){"", "list", "10000", "100000", "24"});
    Uuid car = a_car(s, "川A00000", "");
    must(s, staff_add(s->db, "王经理", STAFF_MANAGER, "271828", "", at("2026-11-01T10:00"), &s->err));
    must(s, staff_add(s->db, "李欣", STAFF_ADVISOR, "271828", "", at("2026-11-01T10:00"), &s->err));
    PrepaidSell ask = a_sale(car, "five", 0, 147000, "2026-11-23T10:00"); /* more than the limit */
    PrepaidSale sale;
    PrepaidEntry e;
    char *before = dump(s);
    static const char *const names[][2] = {{"李欣", ""}, {"李欣", "李欣"}, {"李欣", "店长"}, {"何俊", "王经理"}};
    for (size_t i = 0; i < LENGTH(names); i++) {
        ask.by = names[i][0], ask.manager = names[i][1];
        must_not(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err), ERR_RULE);
    }
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    ask.by = "李欣", ask.manager = "王经理";
    must(s, prepaid_sell(s->db, &s->arena, &ask, &sale, &s->err));
    PrepaidAct late = an_act(car, "", "RO1", "2029-11-24T10:00"); /* no longer valid */
    static const char *const uses[][2] = {{"李欣", ""}, {"李欣", "李欣"}, {"何俊", "王经理"}};
    for (size_t i = 0; i < LENGTH(uses); i++) {
        late.by = uses[i][0], late.manager = uses[i][1];
        must_not(s, prepaid_use(s->db, &s->arena, &late, &e, &s->err), ERR_RULE);
    }
    late.by = "李欣", late.manager = "王经理";
    must(s, prepaid_use(s->db, &s->arena, &late, &e, &s->err));
    PrepaidAct act = an_act(car, sale.order_no, "", "2029-11-24T11:00");
    act.back = 105000, act.no = e.no, act.reason = "录错";
    must_not(s, prepaid_correct(s->db, &s->arena, &act, &e, &s->err), ERR_RULE);
    must_not(s, prepaid_return(s->db, &s->arena, &act, &e, &s->err), ERR_RULE);
    act.by = "李欣";
    must(s, prepaid_return(s->db, &s->arena, &act, &e, &s->err));
    store_free(s);
}

/* Whoever writes past the program: the schema itself refuses it. */
static void the_schema_refuses_what_does_not_balance(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A00000", "");
    sold(s, car, "five", 0, 147000, "2026-11-23T10:00");
    static const char *const bad[] = {
        /* unbalanced in fen; in millilitres of one grade; balanced only across grades; no lines; one line */
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'deposit', '', 100, 0), ('x', 2, 'cd01', 'revenue', '', 0, "
        "99)",
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'oil_used', '0W-20', 2, 0), ('x', 2, 'cd01', 'oil_out', "
        "'0W-20', 0, 1)",
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'oil_used', '5W-30', 1, 0), ('x', 2, 'cd01', 'oil_out', "
        "'0W-20', 0, 1)",
        "SELECT 1",
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'revenue', '', 0, 1)",
        /* below zero: money, oil */
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'deposit', '', 147001, 0), ('x', 2, 'cd01', 'revenue', '', "
        "0, 147001)",
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'oil_used', '0W-20', 21001, 0), ('x', 2, 'cd01', 'oil_out', "
        "'0W-20', 0, 21001)",
    };
    for (size_t i = 0; i < LENGTH(bad); i++) {
        char sql[1024];
        snprintf(
            sql, sizeof sql,
            "BEGIN; %s; INSERT INTO prepaid_entry (entry_id, store_id, no, sale_id, kind, services, turn, order_no,"
            " at_ms, at_local, by_name) SELECT 'x', 'cd01', 2, sale_id, 'used', -1, 1, 'RO1', 1, '', 'x'"
            " FROM prepaid_sale; COMMIT",
            bad[i]);
        assert_int_not_equal(sqlite3_exec(db_handle(s->db), sql, NULL, NULL, NULL), SQLITE_OK);
        run(s, "ROLLBACK");
    }
    static const char *const never[] = {
        "UPDATE prepaid_line SET debit = debit + 1 WHERE debit > 0",
        "DELETE FROM prepaid_line",
        "UPDATE prepaid_entry SET services = services + 1",
        "DELETE FROM prepaid_entry",
        "UPDATE prepaid_sale SET sum_fen = 1",
        "DELETE FROM prepaid_turn",
        "INSERT INTO prepaid_line SELECT entry_id, 9, 'cd01', 'cash', '', 5, 0 FROM prepaid_entry",
        "INSERT INTO prepaid_line VALUES ('nowhere', 1, 'cd01', 'cash', '', 5, 0)", /* lines without an entry */
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'cash', '0W-20', 5, 0)",
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'oil_out', '', 5, 0)",
        "INSERT INTO prepaid_line VALUES ('x', 1, 'cd01', 'cash', '', 5, 5)",
    };
    for (size_t i = 0; i < LENGTH(never); i++)
        assert_int_not_equal(sqlite3_exec(db_handle(s->db), never[i], NULL, NULL, NULL), SQLITE_OK);
    sound(s);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sales_cost_and_are_kept_as_the_table_says),
        cmocka_unit_test(odd_prices_are_rounded_service_by_service),
        cmocka_unit_test(refunds_by_list_and_by_tier),
        cmocka_unit_test(a_later_policy_changes_nothing_of_what_was_sold),
        cmocka_unit_test(more_than_the_limit_for_one_person_asks_a_manager),
        cmocka_unit_test(what_is_refused_changes_nothing),
        cmocka_unit_test(corrections_take_back_and_are_rows_of_their_own),
        cmocka_unit_test(the_same_act_again_is_no_second_one),
        cmocka_unit_test(after_its_validity_only_a_manager_lets_it_be_used),
        cmocka_unit_test(only_staff_act_and_only_managers_agree),
        cmocka_unit_test(the_schema_refuses_what_does_not_balance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
