/* store/renewal: offered once, deposits frozen as they were taken, one an order, taken back by a row; due repairs
 * against a plain count (policies.md 4, domain.md 7). */
#include "policy_test.h"
#include "store/renewal.h"

static const char *const day = "2026-11-24T15:00";

static ImportOrder a_repair(const char *order_no, Fen amount, Stage stage) {
    ImportOrder o = an_order(order_no, "川A12345", "2026-11-24T09:00", stage);
    o.kind = KIND_BODY_PAINT;
    o.kind_words = "钣金喷漆";
    o.amount = amount;
    return o;
}

static Store *with_repairs(const ImportOrder *orders, size_t n) {
    Store *s = store_new();
    save_renewal(s, "2026-01-01", "5000");
    import_list(s, "a.csv", "2026-11-24T14:00", orders, n);
    return s;
}

static Store *with_repair(Fen amount, Stage stage) {
    ImportOrder order = a_repair("RO1", amount, stage);
    return with_repairs(&order, 1);
}

static DepositAsk an_ask(const char *order_no, Fen amount, const char *choice, const char *when) {
    return (DepositAsk){uuid_new(), order_no, choice, "李欣", amount, at(when)};
}

static Deposit take(Store *s, DepositAsk ask) {
    Deposit d;
    bool known;
    must(s, deposit_take(s->db, &s->arena, &ask, &d, &known, &s->err));
    assert_false(known);
    return d;
}

static void refused(Store *s, DepositAsk ask, ErrCode why) {
    Deposit d;
    bool known;
    char *before = dump(s);
    must_not(s, deposit_take(s->db, &s->arena, &ask, &d, &known, &s->err), why);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void a_deposit_keeps_what_was_promised_and_the_commission(void **state) {
    (void)state;
    Store *s = with_repair(1250000, STAGE_READY);
    Deposit d = take(s, an_ask("RO1", 200000, "b", day));
    assert_int_equal(d.amount, 200000);
    assert_int_equal(d.commission, 5000); /* policies.md 4: 50 yuan for each deposit */
    assert_int_equal(d.repair, 1250000);
    assert_int_equal(d.tier, 2);
    assert_string_equal(d.choice, "B");
    assert_int_equal(d.worth, 130000); /* 800 + 500 = 1,300 */
    assert_string_equal(d.by, "李欣");
    assert_int_equal(d.n_items, 3);
    assert_string_equal(d.items[0].kind, "renewal_voucher");
    assert_int_equal(d.items[0].worth, 40000);
    assert_string_equal(d.items[1].title_en, "¥400 accessory voucher");
    assert_string_equal(d.items[2].kind, "tow");
    assert_int_equal(d.items[2].tow_km, 50);
    assert_int_equal(d.items[2].worth, 50000);
    /* who takes a deposit has offered it: both are staff's acts */
    assert_string_equal(text(s, "SELECT group_concat(line, '; ') FROM (SELECT what || ' ' || about || ' ' || by_name ||"
                                " ' ' || note AS line FROM audit ORDER BY what)"),
                        "deposit.offer RO1 李欣 ; deposit.take RO1 李欣 2000.00 2/B");
    assert_int_equal(number(s, "SELECT count(*) FROM deposit d JOIN car c ON c.car_id = d.car_id"), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM renewal_offered WHERE by_name = '李欣'"), 1);
    assert_string_equal(text(s, "SELECT items FROM v_deposits"), "续保抵扣券; 精品券 400 元; 事故拖车");
    store_free(s);
}

static void the_same_again_changes_nothing_and_another_is_refused(void **state) {
    (void)state;
    Store *s = with_repair(1250000, STAGE_READY);
    Deposit d, again;
    bool known;
    DepositAsk ask = an_ask("RO1", 200000, "B", day);
    d = take(s, ask);
    char *before = dump(s);
    ask.deposit_id = uuid_new();
    ask.at += MS_HOUR;
    must(s, deposit_take(s->db, &s->arena, &ask, &again, &known, &s->err));
    assert_true(known);
    assert_string_equal(again.deposit_id.text, d.deposit_id.text);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    refused(s, an_ask("RO1", 200001, "B", day), ERR_RULE);
    refused(s, an_ask("RO1", 200000, "A", day), ERR_RULE);
    store_free(s);
}

static void what_may_be_taken_is_the_policys_to_the_fen(void **state) {
    (void)state;
    static const struct {
        Fen repair;
        Kind kind;
        Stage stage;
        Fen deposit;
        const char *choice;
        bool taken;
    } cases[] = {
        /* domain.md 7 */
        {499999, KIND_BODY_PAINT, STAGE_READY, 100000, "A", false},
        {500000, KIND_BODY_PAINT, STAGE_READY, 100000, "A", true},
        {999999, KIND_BODY_PAINT, STAGE_READY, 300000, "B", true},
        {500000, KIND_BODY_PAINT, STAGE_READY, 99999, "A", false},
        {500000, KIND_BODY_PAINT, STAGE_READY, 300001, "A", false},
        {2000000, KIND_BODY_PAINT, STAGE_READY, 100000, "C", false}, /* tier 2 has A and B */
        {2000001, KIND_BODY_PAINT, STAGE_READY, 100000, "C", true},
        /* which repair and when */
        {1250000, KIND_REPAIR, STAGE_READY, 200000, "A", false},
        {1250000, KIND_BODY_PAINT, STAGE_WASH, 200000, "A", false},
        {1250000, KIND_BODY_PAINT, STAGE_ADVISOR_CHECK, 200000, "A", true},
        {1250000, KIND_BODY_PAINT, STAGE_DELIVERED, 200000, "A", true},
        {-1, KIND_BODY_PAINT, STAGE_READY, 200000, "A", false},
        {1250000, KIND_BODY_PAINT, STAGE_READY, 200000, "", false},
        {1250000, KIND_BODY_PAINT, STAGE_READY, 200000, "AA", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ImportOrder o = a_repair("RO1", cases[i].repair, cases[i].stage);
        o.kind = cases[i].kind;
        Store *s = with_repairs(&o, 1);
        DepositAsk ask = an_ask("RO1", cases[i].deposit, cases[i].choice, day);
        if (cases[i].taken)
            take(s, ask);
        else
            refused(s, ask, ERR_RULE);
        store_free(s);
    }
}

static void two_hundred_bad_amounts_are_refused_and_change_nothing(void **state) {
    (void)state;
    Store *s = with_repair(1250000, STAGE_READY);
    char *before = dump(s);
    uint64_t x = 20261124;
    for (int i = 0; i < 200; i++) {
        x = x * 6364136223846793005ULL + 1442695040888963407ULL;
        Fen bad = (Fen)((x >> 20) % 100000); /* below the least */
        if (i % 3 == 1) bad = 300001 + (Fen)((x >> 20) % (uint64_t)(FEN_MAX - 300001));
        if (i % 3 == 2) bad = -(Fen)((x >> 20) % (uint64_t)FEN_MAX);
        DepositAsk ask = an_ask("RO1", bad, "A", day);
        Deposit d;
        bool known;
        must_not(s, deposit_take(s->db, &s->arena, &ask, &d, &known, &s->err), ERR_RULE);
        assert_non_null(strstr(s->err.en, "¥1,000 to ¥3,000"));
        assert_non_null(strstr(s->err.zh, "¥1,000 至 ¥3,000"));
    }
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

static void a_later_policy_changes_nothing_that_was_taken(void **state) {
    (void)state;
    ImportOrder orders[] = {a_repair("RO1", 1250000, STAGE_READY), a_repair("RO2", 1250000, STAGE_READY)};
    orders[1].plate = "川A54321";
    Store *s = with_repairs(orders, 2);
    Deposit first = take(s, an_ask("RO1", 200000, "B", day));
    save_renewal(s, "2026-11-25", "8000");
    Deposit second = take(s, an_ask("RO2", 200000, "B", "2026-11-25T09:00"));
    Deposit again;
    must(s, deposit_find(s->db, &s->arena, "RO1", &again, &s->err));
    assert_int_equal(again.commission, 5000);
    assert_string_equal(again.policy_id, first.policy_id);
    assert_int_equal(second.commission, 8000);
    assert_string_not_equal(second.policy_id, first.policy_id);
    store_free(s);
}

static void without_a_policy_nothing_is_taken_or_offered(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = a_repair("RO1", 1250000, STAGE_READY);
    import_one(s, "2026-11-24T14:00", &o);
    refused(s, an_ask("RO1", 200000, "A", day), ERR_RULE);
    save_renewal(s, "2026-12-01", "5000"); /* not yet in force */
    refused(s, an_ask("RO1", 200000, "A", day), ERR_RULE);
    refused(s, an_ask("RO9", 200000, "A", day), ERR_NOT_FOUND);
    store_free(s);
}

static void it_is_taken_back_once_with_a_reason_and_can_be_taken_anew(void **state) {
    (void)state;
    Store *s = with_repair(1250000, STAGE_READY);
    Deposit d = take(s, an_ask("RO1", 200000, "B", day)), gone;
    must(s, deposit_undo(s->db, &s->arena, "RO1", "经理", "客户改主意", at("2026-11-24T16:00"), &gone, &s->err));
    assert_string_equal(gone.deposit_id.text, d.deposit_id.text);
    assert_int_equal(gone.undone, at("2026-11-24T16:00"));
    assert_string_equal(gone.undone_reason, "客户改主意");
    must_not(s, deposit_undo(s->db, &s->arena, d.deposit_id.text, "经理", "x", at(day), &gone, &s->err), ERR_RULE);
    must_not(s, deposit_undo(s->db, &s->arena, "nothing", "经理", "x", at(day), &gone, &s->err), ERR_NOT_FOUND);
    assert_int_equal(number(s, "SELECT count(*) FROM audit WHERE what = 'deposit.undo' AND about = 'RO1'"), 1);
    Deposit anew = take(s, an_ask("RO1", 100000, "A", "2026-11-24T17:00"));
    RenewalState now;
    must(s, renewal_state(s->db, &s->arena, "RO1", &now, &s->err));
    assert_string_equal(now.taken.deposit_id.text, anew.deposit_id.text);
    store_free(s);
}

static void it_is_offered_once_by_whoever_came_first(void **state) {
    (void)state;
    Store *s = with_repair(1250000, STAGE_ADVISOR_CHECK);
    bool first;
    Uuid visit = uuid_new();
    RenewalOffer panel = {.order_no = "RO1", .visit_id = visit, .by = "", .at = at(day)};
    must(s, renewal_offer(s->db, &panel, &first, &s->err));
    assert_true(first);
    assert_int_equal(number(s, "SELECT count(*) FROM audit"), 0); /* no staff act */
    RenewalOffer staff = {.order_no = "RO1", .by = "何俊", .at = at("2026-11-24T16:00")};
    must(s, renewal_offer(s->db, &staff, &first, &s->err));
    assert_false(first);
    assert_string_equal(text(s, "SELECT by_name || tier || ' ' || repair_fen FROM renewal_offered"), "2 1250000");
    assert_int_equal(number(s, "SELECT count(*) FROM renewal_offered"), 1);
    RenewalOffer none = {.order_no = "RO9", .by = "何俊", .at = at(day)};
    must_not(s, renewal_offer(s->db, &none, &first, &s->err), ERR_NOT_FOUND);
    store_free(s);
    s = with_repair(499999, STAGE_READY);
    must_not(s, renewal_offer(s->db, &staff, &first, &s->err), ERR_RULE);
    assert_int_equal(number(s, "SELECT count(*) FROM renewal_offered"), 0);
    store_free(s);
}

static void a_deposit_is_taken_until_the_end_of_the_hand_overs_day(void **state) {
    (void)state;
    ImportOrder left[] = {a_repair("RO1", 1250000, STAGE_DELIVERED), a_repair("RO2", 1250000, STAGE_DELIVERED),
                          a_repair("RO3", 1250000, STAGE_READY)};
    left[0].delivered = at("2026-11-24T12:00"); /* of RO2 the export of 14:00 told, and no more */
    Store *s = with_repairs(left, 3);
    for (int i = 0; i < 2; i++) refused(s, an_ask(left[i].order_no, 200000, "A", "2026-11-25T00:00:00"), ERR_RULE);
    DepositAsk last = an_ask("RO1", 200000, "A", "2026-11-24T23:59:59");
    take(s, last);
    take(s, an_ask("RO2", 200000, "A", "2026-11-24T23:59:59"));
    take(s, an_ask("RO3", 200000, "A", "2026-12-24T10:00")); /* still here */
    Deposit d;
    bool known = false;
    last.at = at("2026-11-30T10:00");
    must(s, deposit_take(s->db, &s->arena, &last, &d, &known, &s->err));
    assert_true(known); /* the same again */
    store_free(s);
}

/* 300 repairs of every kind, sum and stage against a plain count of those that are due. */
static void due_repairs_are_those_a_plain_count_finds(void **state) {
    (void)state;
    enum { N = 300 };
    Store *s = store_new();
    save_renewal(s, "2026-01-01", "5000");
    ImportOrder *orders = arena_alloc(&s->arena, N * sizeof *orders);
    int due = 0, offered = 0;
    uint64_t x = 7;
    for (int i = 0; i < N; i++) {
        x = x * 6364136223846793005ULL + 1442695040888963407ULL;
        int r = (int)(x >> 33);
        Stage stage = (Stage)(1 + r % 8);
        Fen sums[] = {499999, 500000, 999999, 1000000, 2000000, 2000001, 0, 777700};
        orders[i] = an_order(arena_printf(&s->arena, "RO%03d", i), arena_printf(&s->arena, "川A%05d", i),
                             "2026-11-20T09:00", stage);
        orders[i].kind = r / 8 % 3 ? KIND_BODY_PAINT : KIND_REPAIR;
        orders[i].amount = sums[r / 64 % 8];
        if (stage == STAGE_DELIVERED) orders[i].delivered = at("2026-11-20T12:00");
        due += stage >= STAGE_ADVISOR_CHECK && orders[i].kind == KIND_BODY_PAINT && orders[i].amount >= 500000;
    }
    import_list(s, "a.csv", "2026-11-20T14:00", orders, N);
    for (int i = 0; i < N; i += 2) {
        bool first = false;
        RenewalOffer offer = {.order_no = orders[i].order_no, .by = "何俊", .at = at(day)};
        if (renewal_offer(s->db, &offer, &first, &s->err)) offered++;
    }
    RenewalDue *list;
    size_t n, told = 0;
    must(s, renewal_due_read(s->db, &s->arena, at("2026-11-01T00:00"), at("2026-12-01T00:00"), &list, &n, &s->err));
    assert_int_equal(n, due);
    assert_true(due > 50);
    for (size_t i = 0; i < n; i++) told += list[i].offered != 0;
    assert_int_equal(told, offered);
    must(s, renewal_due_read(s->db, &s->arena, at("2026-12-01T00:00"), at("2027-01-01T00:00"), &list, &n, &s->err));
    assert_int_equal(n, 0);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deposit_keeps_what_was_promised_and_the_commission),
        cmocka_unit_test(the_same_again_changes_nothing_and_another_is_refused),
        cmocka_unit_test(what_may_be_taken_is_the_policys_to_the_fen),
        cmocka_unit_test(a_deposit_is_taken_until_the_end_of_the_hand_overs_day),
        cmocka_unit_test(two_hundred_bad_amounts_are_refused_and_change_nothing),
        cmocka_unit_test(a_later_policy_changes_nothing_that_was_taken),
        cmocka_unit_test(without_a_policy_nothing_is_taken_or_offered),
        cmocka_unit_test(it_is_taken_back_once_with_a_reason_and_can_be_taken_anew),
        cmocka_unit_test(it_is_offered_once_by_whoever_came_first),
        cmocka_unit_test(due_repairs_are_those_a_plain_count_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
