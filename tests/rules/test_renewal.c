/* The renewal deposit to the fen (policies.md 4, domain.md 7). */
#include "rules/renewal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EACH(i, table) (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)

/* policies.md 4 as the store's paper has it, its overlaps read as [5,000, 10,000), [10,000, 20,000], above 20,000. */
static RenewalPolicy paper(void) {
    return (RenewalPolicy){
        .policy_id = "p1",
        .least = 100000,
        .most = 300000,
        .advisor = 5000,
        .kinds = 1U << KIND_BODY_PAINT,
        .tiers = {{1, 500000, 999999, "养护礼", "Care gift", 80000, 0, 0},
                  {2, 1000000, 2000000, "养护礼", "Care gift", 80000, 50, 50000},
                  {3, 2000001, -1, "养护礼", "Care gift", 100000, 100, 100000}},
        .n_tiers = 3,
        .choices = {{1, "A", -1}, {1, "B", -1}, {2, "A", -1}, {2, "B", -1}, {3, "A", -1}, {3, "B", -1}, {3, "C", -1}},
        .n_choices = 7,
        .items = {{1, "A", "service", "四轮定位 1 次", "1 wheel alignment", 40000, ""},
                  {1, "B", "service", "内饰清洗 1 次", "1 interior cleaning", -1, ""},
                  {2, "A", "service", "抛光打蜡 1 次", "1 polish and wax", -1, ""},
                  {2, "B", "voucher", "400 元精品券", "¥400 accessory voucher", 40000, ""},
                  {3, "A", "service", "内饰清洗 1 次", "1 interior cleaning", -1, ""},
                  {3, "A", "voucher", "300 元精品券", "¥300 accessory voucher", 30000, ""},
                  {3, "B", "service", "四轮定位 1 次", "1 wheel alignment", 40000, ""},
                  {3, "B", "voucher", "300 元精品券", "¥300 accessory voucher", 30000, ""},
                  {3, "C", "voucher", "700 元精品券", "¥700 accessory voucher", 70000, ""}},
        .n_items = 9,
    };
}

static void tiers_hold_at_their_edges(void **state) {
    (void)state;
    static const struct {
        Fen repair;
        int tier;  /* 0 = none */
        Fen worth; /* with the tow */
    } cases[] = {
        /* domain.md 7 */
        {499999, 0, 0},
        {500000, 1, 80000},
        {999999, 1, 80000},
        {1000000, 2, 130000},
        {2000000, 2, 130000},
        {2000001, 3, 200000},
        /* further edges */
        {-1, 0, 0}, /* not known */
        {0, 0, 0},
        {1, 0, 0},
        {1000001, 2, 130000},
        {1999999, 2, 130000},
        {FEN_MAX, 3, 200000},
    };
    RenewalPolicy p = paper();
    for
        EACH(i, cases) {
            const RenewalTier *tier = renewal_tier(&p, cases[i].repair);
            assert_int_equal(tier ? tier->id : 0, cases[i].tier);
            assert_int_equal(tier ? renewal_worth(tier) : 0, cases[i].worth);
        }
}

/* Every fen around each edge belongs to exactly one tier or, below the first, to none. */
static void no_fen_is_in_two_tiers_or_between_them(void **state) {
    (void)state;
    RenewalPolicy p = paper();
    static const Fen edges[] = {500000, 1000000, 2000000};
    for
        EACH(i, edges)
    for (Fen fen = edges[i] - 300; fen <= edges[i] + 300; fen++) {
        int in = 0;
        for (size_t t = 0; t < p.n_tiers; t++)
            in += fen >= p.tiers[t].from && (p.tiers[t].to < 0 || fen <= p.tiers[t].to);
        assert_int_equal(in, fen >= 500000 ? 1 : 0);
    }
}

static void it_is_due_for_an_insured_repair_from_the_advisors_check(void **state) {
    (void)state;
    RenewalPolicy p = paper();
    for (int kind = 0; kind < KINDS; kind++)
        for (int stage = STAGE_NONE; stage <= STAGE_DELIVERED; stage++) {
            bool due = kind == KIND_BODY_PAINT && stage >= STAGE_ADVISOR_CHECK;
            const RenewalTier *tier = renewal_due(&p, (Kind)kind, (Stage)stage, 1250000);
            assert_int_equal(tier ? tier->id : 0, due ? 2 : 0);
        }
    assert_null(renewal_due(&p, KIND_BODY_PAINT, STAGE_READY, 499999));
    RenewalPolicy none = {.policy_id = ""};
    assert_null(renewal_due(&none, KIND_BODY_PAINT, STAGE_READY, 1250000));
}

static void a_choice_belongs_to_its_tier(void **state) {
    (void)state;
    RenewalPolicy p = paper();
    assert_non_null(renewal_choice(&p, 1, "A"));
    assert_non_null(renewal_choice(&p, 1, "b"));
    assert_null(renewal_choice(&p, 1, "C"));
    assert_null(renewal_choice(&p, 2, "C"));
    assert_non_null(renewal_choice(&p, 3, "c"));
    assert_null(renewal_choice(&p, 4, "A"));
    assert_null(renewal_choice(&p, 3, ""));
    assert_null(renewal_choice(&p, 3, "AB"));
}

static void the_worth_implies_a_voucher_where_all_else_is_priced(void **state) {
    (void)state;
    static const struct {
        int tier;
        const char *choice;
        Fen implied;
    } cases[] = {
        /* policies.md 4: "wheel alignment is 400: tier 1 A 400; tier 2 B 400; tier 3 B and C 300" */
        {1, "A", 40000}, {1, "B", -1}, {2, "A", -1}, {2, "B", 40000}, {3, "A", -1}, {3, "B", 30000}, {3, "C", 30000},
    };
    RenewalPolicy p = paper();
    for
        EACH(i, cases)
    assert_int_equal(renewal_implied(&p, renewal_choice(&p, cases[i].tier, cases[i].choice)), cases[i].implied);
    p.items[0].worth = 80000; /* all of the gift: nothing is left for a voucher */
    assert_int_equal(renewal_implied(&p, renewal_choice(&p, 1, "A")), -1);
}

static void deposits_are_within_their_range_to_the_fen(void **state) {
    (void)state;
    static const struct {
        Fen deposit;
        bool taken;
    } cases[] = {
        /* domain.md 7 */
        {99999, false},
        {300001, false},
        /* further edges */
        {100000, true},
        {100001, true},
        {299999, true},
        {300000, true},
        {0, false},
        {-100000, false},
        {FEN_MAX, false},
    };
    RenewalPolicy p = paper();
    for
        EACH(i, cases) {
            Err err = {0};
            assert_int_equal(renewal_deposit_check(&p, cases[i].deposit, &err), cases[i].taken);
            assert_int_equal(err.code, cases[i].taken ? ERR_NONE : ERR_RULE);
            assert_int_equal(err.en[0] != '\0', !cases[i].taken);
        }
    Err err = {0};
    assert_false(renewal_deposit_check(&p, 99999, &err));
    assert_string_equal(err.en, "a deposit is ¥1,000 to ¥3,000, not ¥999.99");
    assert_string_equal(err.zh, "定金为 ¥1,000 至 ¥3,000，不能是 ¥999.99");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiers_hold_at_their_edges),
        cmocka_unit_test(no_fen_is_in_two_tiers_or_between_them),
        cmocka_unit_test(it_is_due_for_an_insured_repair_from_the_advisors_check),
        cmocka_unit_test(a_choice_belongs_to_its_tier),
        cmocka_unit_test(the_worth_implies_a_voucher_where_all_else_is_priced),
        cmocka_unit_test(deposits_are_within_their_range_to_the_fen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
