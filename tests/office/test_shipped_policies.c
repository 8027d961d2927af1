/* The policy files that ship, number by number against the store's own paper (policies.md 3–6, domain.md 5–8): a table
 * with the source of each. A number in a file that the table does not have fails the test, so that none comes in
 * without a source; the rules are then asked at the edges with what was read. */
#include "import_fixture.h"

#include "office/policy_file.h"
#include "rules/gift_rule.h"
#include "store/prepaid.h"
#include "store/renewal.h"
#include "store/warranty.h"

#include <glob.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The paper does not name it: the store's to choose, pinned so that a change is meant. */
#define CHOSEN "not in the paper"

typedef struct Row {
    const char *key, *value, *source;
} Row;

static const Row rows[] = {
    /* gifts: who */
    {"gifts.programmes.1.id", "new_customer", "policies.md 3: new customer's thanks"},
    {"gifts.programmes.1.rule", "delivery", "policies.md 3: at delivery of a new car"},
    {"gifts.programmes.1.months", "1", CHOSEN},
    {"gifts.programmes.2.id", "consolation", "policies.md 3: complaint consolation"},
    {"gifts.programmes.2.rule", "complaint", "policies.md 3: a complaint, once staff grant it"},
    {"gifts.programmes.3.id", "loyal", "policies.md 3: loyal customers"},
    {"gifts.programmes.3.rule", "loyal", "policies.md 3: those with frequent visits"},
    {"gifts.programmes.3.visits", "3", CHOSEN},
    {"gifts.programmes.3.months", "6", "policies.md 3: at half-year and year end"},
    {"gifts.programmes.4.id", "win_back", "policies.md 3: win-back"},
    {"gifts.programmes.4.rule", "win_back", "policies.md 3: lost customers"},
    {"gifts.programmes.4.months", "12", CHOSEN},
    {"gifts.programmes.5.id", "first_visit", "policies.md 3: first-timers from outside"},
    {"gifts.programmes.5.rule", "first_visit", "policies.md 3: first visit to the store"},
    {"gifts.programmes.6.id", "too_early", "policies.md 3: reminder came too early"},
    {"gifts.programmes.6.rule", "too_early", "policies.md 3: the gift is kept for the next visit"},
    /* gifts: what */
    {"gifts.items.1.programme", "new_customer", "policies.md 3"},
    {"gifts.items.1.kind", "fund", "policies.md 3: fund for a referred new-car purchase"},
    {"gifts.items.1.worth_fen", "100000", "policies.md 3: 1,000 yuan"},
    {"gifts.items.1.days", "365", CHOSEN},
    {"gifts.items.2.programme", "consolation", "policies.md 3"},
    {"gifts.items.2.id", "alignment", "policies.md 3: wheel alignment"},
    {"gifts.items.2.worth_fen", "40000", "policies.md 3: worth 400"},
    {"gifts.items.2.days", "180", CHOSEN},
    {"gifts.items.3.programme", "consolation", "policies.md 3"},
    {"gifts.items.3.kind", "voucher", "policies.md 3: renewal voucher"},
    {"gifts.items.3.worth_fen", "10000", "policies.md 3: 100 yuan"},
    {"gifts.items.3.days", "365", CHOSEN},
    {"gifts.items.4.programme", "consolation", "policies.md 3"},
    {"gifts.items.4.kind", "fund", "policies.md 3: referral fund"},
    {"gifts.items.4.worth_fen", "50000", "policies.md 3: 500 yuan"},
    {"gifts.items.4.days", "365", CHOSEN},
    {"gifts.items.5.programme", "loyal", "policies.md 3"},
    {"gifts.items.5.kind", "service", "policies.md 3: one regular maintenance free"},
    {"gifts.items.5.redeem_kinds", "maintenance service_5k service_10k", "policies.md 3: regular maintenance"},
    {"gifts.items.5.days", "365", CHOSEN},
    {"gifts.items.6.programme", "win_back", "policies.md 3"},
    {"gifts.items.6.kind", "voucher", "policies.md 3: renewal voucher"},
    {"gifts.items.6.worth_fen", "20000", "policies.md 3: 200 yuan"},
    {"gifts.items.6.days", "365", CHOSEN},
    {"gifts.items.7.programme", "win_back", "policies.md 3"},
    {"gifts.items.7.id", "throttle", "policies.md 3: throttle-cleaning voucher"},
    {"gifts.items.7.worth_fen", "11800", "policies.md 3: worth 118"},
    {"gifts.items.7.days", "180", CHOSEN},
    {"gifts.items.8.programme", "first_visit", "policies.md 3"},
    {"gifts.items.8.id", "labour", "policies.md 3: labour at 30 % off (7 折)"},
    {"gifts.items.8.percent", "70", "policies.md 3: 30 % off; domain.md 1: percent is what is paid"},
    {"gifts.items.8.redeem_kinds", "maintenance service_5k service_10k", "policies.md 3: on regular maintenance"},
    {"gifts.items.8.days", "180", CHOSEN},
    {"gifts.items.9.programme", "first_visit", "policies.md 3"},
    {"gifts.items.9.percent", "10", "policies.md 3: 10–15 % of the commercial renewal premium"},
    {"gifts.items.9.percent_to", "15", "policies.md 3: 10–15 % of the commercial renewal premium"},
    {"gifts.items.9.days", "365", CHOSEN},
    {"gifts.items.10.programme", "too_early", "policies.md 3: the activity's gift"},
    {"gifts.items.10.days", "180", CHOSEN},
    /* renewal brought forward */
    {"renewal.deposit_least_fen", "100000", "policies.md 4: deposit of 1,000–3,000 yuan"},
    {"renewal.deposit_most_fen", "300000", "policies.md 4: deposit of 1,000–3,000 yuan"},
    {"renewal.advisor_fen", "5000", "policies.md 4: 50 yuan for each deposit"},
    {"renewal.kinds", "body_paint", "policies.md 4: an insured repair"},
    {"renewal.tiers.1.id", "1", "domain.md 7: tier 1"},
    {"renewal.tiers.1.from_fen", "500000", "policies.md 4: [5,000, 10,000)"},
    {"renewal.tiers.1.to_fen", "999999", "policies.md 4: [5,000, 10,000)"},
    {"renewal.tiers.1.worth_fen", "80000", "policies.md 4: worth 800"},
    {"renewal.tiers.2.id", "2", "domain.md 7: tier 2"},
    {"renewal.tiers.2.from_fen", "1000000", "policies.md 4: [10,000, 20,000]"},
    {"renewal.tiers.2.to_fen", "2000000", "policies.md 4: [10,000, 20,000]"},
    {"renewal.tiers.2.worth_fen", "80000", "policies.md 4: care gift 800"},
    {"renewal.tiers.2.tow_km", "50", "policies.md 4: one accident tow within 50 km"},
    {"renewal.tiers.2.tow_fen", "50000", "policies.md 4: worth 500"},
    {"renewal.tiers.3.id", "3", "domain.md 7: tier 3"},
    {"renewal.tiers.3.from_fen", "2000001", "policies.md 4: above 20,000"},
    {"renewal.tiers.3.worth_fen", "100000", "policies.md 4: care gift 1,000"},
    {"renewal.tiers.3.tow_km", "100", "policies.md 4: one accident tow within 100 km"},
    {"renewal.tiers.3.tow_fen", "100000", "policies.md 4: worth 1,000"},
    {"renewal.choices.1.tier", "1", "policies.md 4: A, B"},
    {"renewal.choices.1.id", "A", "policies.md 4: A, B"},
    {"renewal.choices.2.tier", "1", "policies.md 4: A, B"},
    {"renewal.choices.2.id", "B", "policies.md 4: A, B"},
    {"renewal.choices.3.tier", "2", "policies.md 4: A, B"},
    {"renewal.choices.3.id", "A", "policies.md 4: A, B"},
    {"renewal.choices.4.tier", "2", "policies.md 4: A, B"},
    {"renewal.choices.4.id", "B", "policies.md 4: A, B"},
    {"renewal.choices.5.tier", "3", "policies.md 4: A, B, C"},
    {"renewal.choices.5.id", "A", "policies.md 4: A, B, C"},
    {"renewal.choices.6.tier", "3", "policies.md 4: A, B, C"},
    {"renewal.choices.6.id", "B", "policies.md 4: A, B, C"},
    {"renewal.choices.7.tier", "3", "policies.md 4: A, B, C"},
    {"renewal.choices.7.id", "C", "policies.md 4: A, B, C"},
    {"renewal.items.1.tier", "1", "policies.md 4"},
    {"renewal.items.1.choice", "A", "policies.md 4"},
    {"renewal.items.1.title_zh", "四轮定位 1 次", "policies.md 4: 1 wheel alignment"},
    {"renewal.items.1.worth_fen", "40000", "policies.md 4: wheel alignment is 400"},
    {"renewal.items.2.tier", "1", "policies.md 4"},
    {"renewal.items.2.choice", "B", "policies.md 4"},
    {"renewal.items.2.title_zh", "内饰清洗 1 次", "policies.md 4: 1 interior cleaning"},
    {"renewal.items.3.tier", "2", "policies.md 4"},
    {"renewal.items.3.choice", "A", "policies.md 4"},
    {"renewal.items.3.title_zh", "抛光打蜡 1 次", "policies.md 4: 1 polish and wax"},
    {"renewal.items.4.tier", "2", "policies.md 4"},
    {"renewal.items.4.choice", "B", "policies.md 4"},
    {"renewal.items.4.worth_fen", "40000", "policies.md 4: 400 yuan accessory voucher"},
    {"renewal.items.5.tier", "3", "policies.md 4"},
    {"renewal.items.5.choice", "A", "policies.md 4"},
    {"renewal.items.5.title_zh", "内饰清洗 1 次", "policies.md 4: 1 interior cleaning"},
    {"renewal.items.6.tier", "3", "policies.md 4"},
    {"renewal.items.6.choice", "A", "policies.md 4"},
    {"renewal.items.6.worth_fen", "30000", "policies.md 4: 300 accessory voucher"},
    {"renewal.items.7.tier", "3", "policies.md 4"},
    {"renewal.items.7.choice", "B", "policies.md 4"},
    {"renewal.items.7.title_zh", "四轮定位 1 次", "policies.md 4: 1 wheel alignment"},
    {"renewal.items.7.worth_fen", "40000", "policies.md 4: wheel alignment is 400"},
    {"renewal.items.8.tier", "3", "policies.md 4"},
    {"renewal.items.8.choice", "B", "policies.md 4"},
    {"renewal.items.8.worth_fen", "30000", "policies.md 4: 300 accessory voucher"},
    {"renewal.items.9.tier", "3", "policies.md 4"},
    {"renewal.items.9.choice", "C", "policies.md 4"},
    {"renewal.items.9.worth_fen", "70000", "policies.md 4: 700 accessory voucher"},
    /* prepaid */
    {"prepaid.packages.1.id", "five", "policies.md 5: five sets"},
    {"prepaid.packages.1.percents", "90 80 70 60 50", "policies.md 5: 9, 8, 7, 6, 5 折"},
    {"prepaid.packages.1.filter_free", "0", "policies.md 5: filter and labour are paid each time"},
    {"prepaid.packages.1.partial", "3", "policies.md 5: may take only the first three"},
    {"prepaid.packages.2.id", "oil", "policies.md 5: oil only"},
    {"prepaid.packages.2.percents", "80", "policies.md 5: 20 % off (8 折)"},
    {"prepaid.packages.2.filter_free", "0", "policies.md 5: oil only"},
    {"prepaid.packages.3.id", "full", "policies.md 5: full maintenance set"},
    {"prepaid.packages.3.percents", "80", "policies.md 5: oil at 20 % off"},
    {"prepaid.packages.3.filter_free", "1", "policies.md 5: the oil filter free"},
    {"prepaid.prices.1.grade", "0W-20", "domain.md 6: oil 420.00, filter 60.00"},
    {"prepaid.prices.1.litre_fen", "10000", "domain.md 6: 420.00 for 4.2 litres"},
    {"prepaid.prices.1.filter_fen", "6000", "domain.md 6: filter 60.00"},
    {"prepaid.prices.2.litre_fen", "11800", CHOSEN},
    {"prepaid.prices.2.filter_fen", "6000", CHOSEN},
    {"prepaid.prices.3.litre_fen", "8600", CHOSEN},
    {"prepaid.prices.3.filter_fen", "5500", CHOSEN},
    {"prepaid.prices.4.litre_fen", "9200", CHOSEN},
    {"prepaid.prices.4.filter_fen", "5500", CHOSEN},
    {"prepaid.prices.5.litre_fen", "6800", CHOSEN},
    {"prepaid.prices.5.filter_fen", "4800", CHOSEN},
    {"prepaid.refund", "list", "policies.md 5: paid less what was used at list price"},
    {"prepaid.validity_months", "24", CHOSEN},
    {"prepaid.ask_manager_fen", "500000", "policies.md 5: more than 5,000 yuan asks a manager"},
    /* extended warranty */
    {"warranty.months_before", "6", "policies.md 6: about to leave warranty; within 6 months"},
    {"warranty.km_before", "10000", "policies.md 6: about to leave warranty; or 10,000 km"},
    {"warranty.term_months", "36", "policies.md 6: default 36 months"},
    {"warranty.term_km", "100000", "policies.md 6: or 100,000 km"},
    {"warranty.terms.1.months", "12", "policies.md 6: one year"},
    {"warranty.terms.1.km", "30000", "policies.md 6: or 30,000 km"},
    {"warranty.terms.1.price_fen", "128000", CHOSEN},
    {"warranty.terms.2.months", "24", "policies.md 6: two years"},
    {"warranty.terms.2.km", "60000", "policies.md 6: or 60,000 km"},
    {"warranty.terms.2.price_fen", "218000", CHOSEN},
    /* complaints, coupons */
    {"case.manager_minutes", "5", "domain.md 5: manager called to the lounge 5 min"},
    {"case.assigned_minutes", "15", "domain.md 5: assigned 15 min"},
    {"case.contacted_minutes", "120", "domain.md 5: contacted 2 business hours"},
    {"case.resolved_days", "3", "domain.md 5: resolved 3 business days"},
    {"coupons.days", "30", CHOSEN},
};

static bool is_number(const char *text) {
    return *text && text[strspn(text, "0123456789 ")] == '\0';
}

static const PolicyValue *value_of(const PolicyFile *files, size_t n_files, const char *key) {
    const PolicyValue *found = NULL;
    for (size_t i = 0; i < n_files; i++)
        for (size_t p = 0; p < files[i].n; p++)
            for (size_t v = 0; v < files[i].policies[p].n; v++) {
                if (strcmp(files[i].policies[p].values[v].key, key) != 0) continue;
                if (found) fail_msg("%s is in two versions: the table speaks of one", key);
                found = &files[i].policies[p].values[v];
            }
    return found;
}

static const Row *row_of(const char *key) {
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(rows[i].key, key) == 0) return &rows[i];
    return NULL;
}

enum { FILES_MAX = 12 };
static size_t read_files(Arena *arena, PolicyFile out[FILES_MAX]) {
    static const char *const names[] = {"gifts", "renewal", "prepaid", "warranty", "case", "coupons"};
    for (size_t i = 0; i < COUNT(names); i++) {
        char name[64];
        Err err = {0};
        snprintf(name, sizeof name, "policies/%s.cfg", names[i]);
        must(policy_file_read(shared_data(name), arena, &out[i], &err), &err);
        assert_int_equal(out[i].n_faults, 0);
        assert_int_equal(out[i].n, 1);
        assert_string_equal(out[i].policies[0].to_day, "");
    }
    return COUNT(names);
}

static void each_number_is_the_papers(void **state) {
    (void)state;
    Arena arena = {0};
    PolicyFile files[FILES_MAX];
    size_t n = read_files(&arena, files);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const PolicyValue *v = value_of(files, n, rows[i].key);
        if (!v) fail_msg("%s is not in the files (%s)", rows[i].key, rows[i].source);
        if (strcmp(v->value, rows[i].value) != 0)
            fail_msg("%s is %s, not %s (%s)", rows[i].key, v->value, rows[i].value, rows[i].source);
        for (size_t j = 0; j < i; j++) assert_string_not_equal(rows[i].key, rows[j].key);
    }
    arena_free(&arena);
}

static void no_number_is_there_without_a_source(void **state) {
    (void)state;
    Arena arena = {0};
    PolicyFile files[FILES_MAX];
    size_t n = read_files(&arena, files), numbers = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t v = 0; v < files[i].policies[0].n; v++) {
            const PolicyValue *value = &files[i].policies[0].values[v];
            if (!is_number(value->value)) continue;
            numbers++;
            if (!row_of(value->key))
                fail_msg("%s line %d: %s = %s has no row with its source", files[i].path, value->line, value->key,
                         value->value);
        }
    assert_in_range(numbers, 90, COUNT(rows)); /* the files were read */
    arena_free(&arena);
}

/* A store with every shipped policy, asked on a day of theirs. */
static Settings *settings_of(Fixture *f) {
    glob_t found;
    PolicyCounts counts;
    Settings *s;
    Err err = {0};
    assert_int_equal(glob(shared_data("policies/*.cfg"), 0, NULL, &found), 0);
    must(policies_import(&f->office, (const char *const *)found.gl_pathv, found.gl_pathc, "", "x", &counts, &err),
         &err);
    assert_int_equal(counts.faults, 0);
    globfree(&found);
    must(settings_read_at(f->office.db, local("2026-11-23 12:00"), &s, &err), &err);
    return s;
}

static void the_renewal_deposit_stands_at_its_edges(void **state) {
    (void)state;
    static const struct { /* domain.md 7; worth and choices policies.md 4 */
        Fen repair;
        int tier, choices;
        Fen worth;
    } edges[] = {
        {499999, 0, 0, 0},       {500000, 1, 2, 80000},   {999999, 1, 2, 80000},   {1000000, 2, 2, 130000},
        {2000000, 2, 2, 130000}, {2000001, 3, 3, 200000}, {FEN_MAX, 3, 3, 200000}, {0, 0, 0, 0},
        {-1, 0, 0, 0},
    };
    static const struct { /* policies.md 4: what the worth implies is a value to confirm; −1 = it does not tell */
        int tier;
        const char *choice;
        Fen implied;
    } implied[] = {{1, "A", 40000}, {1, "B", -1},    {2, "A", -1},   {2, "B", 40000},
                   {3, "A", -1},    {3, "B", 30000}, {3, "C", 30000}};
    static const struct { /* domain.md 7 */
        Fen deposit;
        bool good;
    } deposits[] = {{99999, false}, {100000, true}, {300000, true}, {300001, false}, {0, false}};
    Fixture *f = fixture_new();
    Settings *s = settings_of(f);
    RenewalPolicy p = renewal_policy(s);
    assert_int_equal(p.advisor, 5000);
    for (size_t i = 0; i < COUNT(edges); i++) {
        const RenewalTier *tier = renewal_tier(&p, edges[i].repair);
        int choices = 0;
        assert_int_equal(tier ? tier->id : 0, edges[i].tier);
        assert_int_equal(tier ? renewal_worth(tier) : 0, edges[i].worth);
        for (size_t c = 0; tier && c < p.n_choices; c++) choices += p.choices[c].tier == tier->id;
        assert_int_equal(choices, edges[i].choices);
    }
    for (size_t i = 0; i < COUNT(implied); i++) {
        const RenewalChoice *c = renewal_choice(&p, implied[i].tier, implied[i].choice);
        assert_non_null(c);
        assert_int_equal(c->voucher, -1); /* lost in the paper: shown only when set */
        assert_int_equal(renewal_implied(&p, c), implied[i].implied);
    }
    for (size_t i = 0; i < COUNT(deposits); i++) {
        Err err = {0};
        assert_int_equal(renewal_deposit_check(&p, deposits[i].deposit, &err), deposits[i].good);
        assert_true(deposits[i].good || (err.code == ERR_RULE && *err.en && *err.zh));
    }
    settings_free(s);
    fixture_free(f);
}

static void packages_cost_what_the_paper_says(void **state) {
    (void)state;
    static const struct { /* domain.md 6: oil 420.00, filter 60.00 a service */
        const char *id;
        int services; /* 0 = all */
        Fen sum, saved;
    } table[] = {
        {"oil", 0, 33600, 8400}, {"full", 0, 33600, 14400}, {"five", 0, 147000, 63000}, {"five", 3, 100800, 25200}};
    Fixture *f = fixture_new();
    Settings *s = settings_of(f);
    PrepaidPackage packages[PREPAID_PACKAGES_MAX];
    size_t n = prepaid_packages(s, packages, PREPAID_PACKAGES_MAX);
    Fen oil, filter;
    assert_int_equal(n, 3);
    assert_true(prepaid_price(s, "0W-20", 4200, &oil, &filter));
    assert_int_equal(oil, 42000);
    assert_int_equal(filter, 6000);
    assert_false(prepaid_price(s, "20W-60", 4200, &oil, &filter));
    assert_true(prepaid_price(s, "0W-20", 4200, &oil, &filter));
    for (size_t i = 0; i < COUNT(table); i++) {
        size_t at = 0;
        while (at < n && strcmp(packages[at].id, table[i].id) != 0) at++;
        assert_in_range(at, 0, n - 1);
        PrepaidPackage package = packages[at];
        if (table[i].services) {
            assert_int_equal(package.partial, table[i].services);
            package.services = table[i].services;
        }
        PrepaidQuote quote = prepaid_quote(&package, oil, filter);
        assert_int_equal(quote.sum, table[i].sum);
        assert_int_equal(quote.saved, table[i].saved);
    }
    /* policies.md 5: five at 1,470 with two used at list 420 */
    assert_string_equal(settings_text(s, "prepaid.refund"), "list");
    assert_int_equal(prepaid_refund(147000, 2, oil), 63000);
    assert_int_equal(prepaid_refund(147000, 4, oil), 0); /* never below 0 */
    settings_free(s);
    fixture_free(f);
}

static void the_warranty_is_offered_from_six_months_or_ten_thousand_km_before_its_end(void **state) {
    (void)state;
    /* bought 2023-11-24: 36 months end with 2026-11-23 (policies.md 6) */
    static const struct {
        const char *bought, *now;
        int km;
        WarrantyState state;
    } cases[] = {
        {"2023-11-24", "2026-05-22 12:00", 1000, WARRANTY_RUNS},
        {"2023-11-24", "2026-05-24 12:00", 1000, WARRANTY_ENDS},
        {"2023-11-24", "2026-11-23 23:59", 1000, WARRANTY_ENDS},
        {"2023-11-24", "2026-11-25 00:00", 1000, WARRANTY_OVER},
        {"2026-01-01", "2026-05-01 12:00", 89999, WARRANTY_RUNS},
        {"2026-01-01", "2026-05-01 12:00", 90000, WARRANTY_ENDS},
        {"2026-01-01", "2026-05-01 12:00", 100000, WARRANTY_ENDS},
        {"2026-01-01", "2026-05-01 12:00", 100001, WARRANTY_OVER},
    };
    Fixture *f = fixture_new();
    Settings *s = settings_of(f);
    WarrantyPolicy p = warranty_policy(s);
    assert_int_equal(p.n_terms, 2);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char day[32];
        snprintf(day, sizeof day, "%s 00:00", cases[i].bought);
        WarrantyCar car = {.bought = local(day), .mileage_km = cases[i].km};
        Warranty w = warranty_of(&p, &car, local(cases[i].now));
        if (w.state != cases[i].state) fail_msg("%s, %d km: %d", cases[i].now, cases[i].km, (int)w.state);
    }
    settings_free(s);
    fixture_free(f);
}

static void every_programme_has_a_rule_that_is_known(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Settings *s = settings_of(f);
    unsigned rules = 0;
    for (int i = 1; i <= settings_count(s, "gifts.programmes"); i++)
        rules |= 1U << gift_rule_of(settings_item(s, "gifts.programmes", i, "rule"));
    /* delivery, complaint, loyal, win-back, first visit, too early: each row of policies.md 3 */
    assert_int_equal(rules, 0x7e);
    settings_free(s);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_number_is_the_papers),
        cmocka_unit_test(no_number_is_there_without_a_source),
        cmocka_unit_test(the_renewal_deposit_stands_at_its_edges),
        cmocka_unit_test(packages_cost_what_the_paper_says),
        cmocka_unit_test(the_warranty_is_offered_from_six_months_or_ten_thousand_km_before_its_end),
        cmocka_unit_test(every_programme_has_a_rule_that_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
