/* Staff's tables: the catalogue and the models as they come with the product, every fault by cell, and that a slip of
 * the pen takes nothing away. */
#include "import_fixture.h"

#include "base/utf8.h"
#include "store/offers.h"
#include "store/orders.h"

static bool offers(Fixture *f, const char *path, ImportReport *r, Err *err) {
    import_report_free(r);
    return import_offers_file(f->office.db, path, NULL, r, err);
}

static void import_offers(Fixture *f, const char *path, ImportReport *r) {
    Err err = {0};
    must(offers(f, path, r, &err), &err);
}

static void import_models(Fixture *f, const char *path, ImportReport *r) {
    Err err = {0};
    import_report_free(r);
    must(import_models_file(f->office.db, path, NULL, r, &err), &err);
}

static bool find(Fixture *f, Arena *arena, const char *id, Offer *out) {
    Err err = {0};
    bool found = offers_find(f->office.db, arena, id, out, &err);
    if (!found) assert_int_equal(err.code, ERR_NOT_FOUND);
    return found;
}

/* ---- what comes with the product ---- */

static void the_catalogue_is_sound_and_its_words_are_short(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Err err = {0};
    Offer *list;
    size_t n, coupons = 0;
    import_offers(f, shared_data("offers.csv"), &r);
    assert_int_equal(r.n_faults, 0);
    must(offers_read(f->office.db, &arena, local("2026-11-23T14:26"), &list, &n, &err), &err);
    assert_int_equal(n, 42);
    for (size_t i = 0; i < n; i++) {
        const Offer *o = &list[i];
        if (utf8_count(o->title_zh) > 8 || utf8_count(o->title_en) > 24 || utf8_count(o->text_zh) > 14 ||
            utf8_count(o->text_en) > 44)
            fail_msg("the words of %s are too long", o->offer_id);
        if (utf8_count(o->why_zh) > 14 || utf8_count(o->why_en) > 32) fail_msg("why %s fits is too long", o->offer_id);
        assert_int_equal(!*o->why_zh, !*o->why_en);
        coupons += strcmp(o->coupon, "none") != 0;
        assert_true(*o->title_zh && *o->title_en && *o->text_zh && *o->text_en);
    }
    assert_in_range(coupons, n / 3, 2 * n / 3);
    Offer o;
    assert_true(find(f, &arena, "mt-throttle", &o));
    assert_int_equal(o.price, 8200);
    assert_int_equal(o.was, 11800);
    assert_true(find(f, &arena, "paint-coating", &o));
    assert_int_equal(o.price, 68000);
    assert_true(find(f, &arena, "renewal-voucher", &o));
    assert_int_equal(o.price, -1);
    import_offers(f, shared_data("offers.csv"), &r);
    assert_int_equal(r.counts.same, 42);
    import_report_free(&r);
    arena_free(&arena);
    fixture_free(f);
}

static void the_models_know_every_car_of_the_demo(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Err err = {0};
    import_models(f, shared_data("models.csv"), &r);
    assert_int_equal(r.n_faults, 0);
    assert_true(r.counts.orders >= 10);
    import_report_free(&r);
    must(import_orders_file(f->office.db, f->office.settings, shared_data("orders.csv"), NULL, &r, &err), &err);
    Order *board;
    size_t n;
    Ms as_of;
    must(orders_board(f->office.db, &arena, &board, &n, &as_of, &err), &err);
    for (size_t i = 0; i < n; i++)
        if (!*board[i].body) fail_msg("no model for %s", board[i].model);
    import_report_free(&r);
    arena_free(&arena);
    fixture_free(f);
}

/* ---- faults ---- */

#define OFFERS                                                                                                         \
    "offer_id,kind,title_zh,title_en,price,was,was_basis,minutes,picture,from,to,coupon,coupon_value,limit_car,"       \
    "age_months\n"
#define GOOD "good,wash,洗车,Wash,48,,,30,,,,none,,,\n"

static void each_fault_of_an_offer_is_told(void **state) {
    (void)state;
    static const struct {
        const char *line, *field, *code;
        bool refused;
    } cases[] = {
        {"a,wash,洗车,Wash,48,,,,,,,,,,,extra\n", "", "many_cells", true},
        {",wash,洗车,Wash,48,,,,,,,,,,\n", "offer_id", "missing_value", true},
        {"Bad Id,wash,洗车,Wash,48,,,,,,,,,,\n", "offer_id", "bad_id", true},
        {"good,wash,洗车,Wash,48,,,,,,,,,,\n", "offer_id", "double_id", true},
        {"a,cleaning,洗车,Wash,48,,,,,,,,,,\n", "kind", "unknown_kind", true},
        {"a,wash,,Wash,48,,,,,,,,,,\n", "title_zh", "missing_value", true},
        {"a,wash,洗车,Wash,cheap,,,,,,,,,,\n", "price", "bad_amount", true},
        {"a,wash,洗车,Wash,-1,,,,,,,,,,\n", "price", "bad_amount", true},
        {"a,wash,洗车,Wash,48.005,,,,,,,,,,\n", "price", "bad_amount", true},
        {"a,wash,洗车,Wash,48,60,,,,,,,,,\n", "was", "was_without_basis", true},
        {"a,wash,洗车,Wash,48,60,-,,,,,,,,\n", "was", "was_without_basis", true}, /* nor is a mark one */
        {"a,wash,洗车,Wash,48,60,1,,,,,,,,\n", "was", "was_without_basis", true},
        {"a,wash,洗车,Wash,48,40,list,,,,,,,,\n", "was", "was_not_higher", true},
        {"a,wash,洗车,Wash,48,,,soon,,,,,,,\n", "minutes", "bad_number", true},
        {"a,wash,洗车,Wash,48,,,,,2026-02-30,,,,,\n", "from", "bad_date", true},
        {"a,wash,洗车,Wash,48,,,,,2026-03-01,2026-02-01,,,,\n", "to", "to_before_from", true},
        {"a,wash,洗车,Wash,48,,,,,,,free,,,\n", "coupon", "unknown_coupon", true},
        {"a,wash,洗车,Wash,48,,,,,,,fen,,,\n", "coupon_value", "bad_coupon_value", true},
        {"a,wash,洗车,Wash,48,,,,,,,fen,4801,,\n", "coupon_value", "bad_coupon_value", true},
        {"a,wash,洗车,Wash,48,,,,,,,percent,101,,\n", "coupon_value", "bad_coupon_value", true},
        {"a,wash,洗车,Wash,48,,,,,,,percent,x,,\n", "coupon_value", "bad_number", true},
        {"a,wash,洗车,Wash,48,,,,,,,,,-1,\n", "limit_car", "bad_number", true},
        {"a,wash,洗车,Wash,48,,,,,,,,,,young\n", "age_months", "bad_range", true},
        {"a,wash,洗车,Wash,48,,,,nothing.svg,,,,,,\n", "picture", "picture_missing", false},
        {"a,wash,洗车,Wash,48,,,,../../secret,,,,,,\n", "picture", "picture_missing", false},
    };
    Fixture *f = fixture_new();
    ImportReport r = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf text = {0};
        buf_printf(&text, OFFERS GOOD "%s", cases[i].line);
        import_offers(f, write_text(f, buf_text(&text)), &r);
        const ImportFault *fault = fault_at(&r, 3);
        if (strcmp(fault->code, cases[i].code) != 0) fail_msg("%s is told as %s", cases[i].line, fault->code);
        assert_string_equal(fault->field, cases[i].field);
        assert_int_equal(fault->refused, cases[i].refused);
        assert_int_equal(r.counts.orders, cases[i].refused ? 1 : 2);
        buf_free(&text);
    }
    import_report_free(&r);
    fixture_free(f);
}

/* Which of two lines of one id is meant is not for the store to guess, whatever it holds by then. */
static void a_file_gets_the_same_verdict_every_time(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    const char *file = write_text(f, OFFERS "a,wash,,Wash,48,,,,,,,,,,\n" GOOD "a,wash,洗车,Wash,48,,,,,,,,,,\n");
    for (int i = 0; i < 2; i++) {
        import_offers(f, file, &r);
        assert_int_equal(r.n_faults, 2);
        assert_string_equal(fault_at(&r, 2)->code, "missing_value");
        assert_string_equal(fault_at(&r, 4)->code, "double_id");
        assert_int_equal(r.counts.orders, 1);
    }
    import_report_free(&r);
    fixture_free(f);
}

static void prices_in_yuan_or_in_whole_fen(void **state) {
    (void)state;
    static const struct {
        const char *column, *value;
        Fen want; /* −2: refused */
    } cases[] = {
        {"price", "680", 68000},       {"price", "680.00", 68000},  {"price", "¥1,280.50", 128050},
        {"price_fen", "68000", 68000}, {"price_fen", "680.00", -2}, {"price", "", -1},
    };
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf text = {0};
        Offer o;
        buf_printf(&text, "offer_id,kind,title_zh,title_en,%s\nother,wash,洗,W,\np%zu,wash,洗车,Wash,\"%s\"\n",
                   cases[i].column, i, cases[i].value);
        import_offers(f, write_text(f, buf_text(&text)), &r);
        char id[16];
        snprintf(id, sizeof id, "p%zu", i);
        assert_int_equal(find(f, &arena, id, &o), cases[i].want != -2);
        if (cases[i].want != -2) assert_int_equal(o.price, cases[i].want);
        buf_free(&text);
    }
    import_report_free(&r);
    arena_free(&arena);
    fixture_free(f);
}

static void a_refused_line_leaves_the_offer_as_it_was(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Err err = {0};
    Offer *list;
    size_t n;
    import_offers(f, write_text(f, OFFERS GOOD "b,wash,洗,B,10,,,,,,,,,,\nc,wash,洗,C,10,,,,,,,,,,\n"), &r);
    import_offers(f, write_text(f, OFFERS GOOD "b,wash,洗,B,oops,,,,,,,,,,\n"), &r);
    assert_int_equal(r.refused, 1);
    must(offers_read(f->office.db, &arena, local("2026-11-23T14:26"), &list, &n, &err), &err);
    assert_int_equal(n, 2); /* c is no longer named, b is */
    assert_string_equal(list[1].offer_id, "b");
    assert_int_equal(list[1].price, 1000);
    import_report_free(&r);
    arena_free(&arena);
    fixture_free(f);
}

static void a_table_without_its_columns_is_refused(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Err err = {0};
    import_offers(f, write_text(f, OFFERS GOOD), &r);
    assert_false(offers(f, write_text(f, "offer_id,title_zh\na,b\n"), &r, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.en, "kind"));
    assert_false(offers(f, write_text(f, OFFERS "a,nonsense,洗,W,,,,,,,,,,,\n"), &r, &err));
    assert_int_equal(err.code, ERR_INPUT);
    Arena arena = {0};
    Offer o;
    assert_true(find(f, &arena, "good", &o));
    import_offers(f, write_text(f, "offer_id,kind,title_zh,title_en,prise\nz,wash,洗,Z,1\n"), &r);
    assert_string_equal(fault_at(&r, 1)->code, "unknown_column");
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

#define MODELS "prefix,zh,en,body,oil_litres,oil_grade,warranty_months,warranty_km\n"

static void each_fault_of_a_model_is_told(void **state) {
    (void)state;
    static const struct {
        const char *line, *field, *code;
    } cases[] = {
        {",雷凌,Levin,sedan,4.2,0W-20,36,100000\n", "prefix", "missing_value"},
        {"雷凌,雷凌,Levin,boat,4.2,0W-20,36,100000\n", "body", "unknown_body"},
        {"雷凌,雷凌,Levin,sedan,four,0W-20,36,100000\n", "oil_litres", "bad_number"},
        {"雷凌,雷凌,Levin,sedan,4.2001,0W-20,36,100000\n", "oil_litres", "bad_number"},
        {"雷凌,雷凌,Levin,sedan,42,0W-20,36,100000\n", "oil_litres", "bad_number"},
        {"雷凌,雷凌,Levin,sedan,4.2,0W-20,3 years,100000\n", "warranty_months", "bad_number"},
        {"卡罗拉,卡罗拉,Corolla,sedan,4.2,0W-20,36,100000\n", "prefix", "double_id"},
    };
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf text = {0};
        Model *models;
        size_t n;
        Err err = {0};
        buf_printf(&text, MODELS "卡罗拉,卡罗拉,Corolla,sedan,4.2,0W-20,36,100000\n%s", cases[i].line);
        import_models(f, write_text(f, buf_text(&text)), &r);
        assert_string_equal(fault_at(&r, 3)->code, cases[i].code);
        assert_string_equal(fault_at(&r, 3)->field, cases[i].field);
        must(models_read(f->office.db, &arena, &models, &n, &err), &err);
        assert_int_equal(n, 1);
        assert_int_equal(models[0].oil_ml, 4200);
        buf_free(&text);
    }
    import_report_free(&r);
    arena_free(&arena);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_is_sound_and_its_words_are_short),
        cmocka_unit_test(the_models_know_every_car_of_the_demo),
        cmocka_unit_test(each_fault_of_an_offer_is_told),
        cmocka_unit_test(a_file_gets_the_same_verdict_every_time),
        cmocka_unit_test(prices_in_yuan_or_in_whole_fen),
        cmocka_unit_test(a_refused_line_leaves_the_offer_as_it_was),
        cmocka_unit_test(a_table_without_its_columns_is_refused),
        cmocka_unit_test(each_fault_of_a_model_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
