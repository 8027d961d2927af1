/* Orders exports: the sample of a DMS, exactly; the same in other encodings and delimiters; the forms a cell may have;
 * what is refused or flagged, and that good lines land beside it. */
#include "import_fixture.h"

#include "store/orders.h"

static const char *sample(void) {
    return test_data("dms-orders-gb18030.csv");
}

static void import(Fixture *f, const char *path, ImportReport *report) {
    Err err = {0};
    must(import_orders_file(f->office.db, f->office.settings, path, NULL, report, &err), &err);
}

static Order find(Fixture *f, Arena *arena, const char *order_no) {
    Order order;
    Err err = {0};
    must(orders_find(f->office.db, arena, order_no, &order, &err), &err);
    return order;
}

static size_t board_size(Fixture *f) {
    Arena arena = {0};
    Order *orders;
    size_t n;
    Ms as_of;
    Err err = {0};
    must(orders_board(f->office.db, &arena, &orders, &n, &as_of, &err), &err);
    arena_free(&arena);
    return n;
}

/* ---- the sample ---- */

static void check_sample_faults(const ImportReport *r) {
    static const struct {
        int line;
        const char *field, *value, *code;
        bool refused;
    } want[] = {
        {10, "plate", "", "no_plate", false},
        {12, "owner_phone", "1.99E+10", "phone_damaged", false},
        {17, "state", "暂存", "unknown_state", true},
        {18, "order_no", "", "missing_order_no", true},
        {20, "promised", "2026-11-22 09:00", "promised_before_arrival", false},
        {22, "mileage", "-5", "mileage_dropped", false},
        {25, "vin", "LFM07ZNC04AA8982", "vin_length", false},
        {27, "arrived", "2026-02-30 09:00", "bad_date", true},
        {29, "delivered", "2026-11-23 18:00", "delivered_in_future", false},
    };
    size_t n = sizeof want / sizeof *want;
    assert_int_equal(r->n_faults, n);
    for (size_t i = 0; i < n; i++) {
        const ImportFault *fault = &r->faults[i];
        assert_int_equal(fault->line, want[i].line);
        assert_string_equal(fault->field, want[i].field);
        assert_string_equal(fault->value, want[i].value);
        assert_string_equal(fault->code, want[i].code);
        assert_int_equal(fault->refused, want[i].refused);
        assert_true(*fault->en && *fault->zh);
    }
}

static void check_sample_counts(const ImportReport *r) {
    assert_int_equal(r->read, 60);
    assert_int_equal(r->counts.orders, 56);
    assert_int_equal(r->refused, 3);
    assert_int_equal(r->flagged, 6);
    assert_int_equal(r->counts.refused, 3);
    assert_int_equal(r->counts.flagged, 6);
    assert_true(r->exported_said);
    assert_int_equal(r->exported, local("2026-11-23T14:20"));
    check_sample_faults(r);
}

/* The lines of domain.md that are special, as they stand in the store afterwards. */
static void check_sample_orders(Fixture *f) {
    Arena arena = {0};
    Err err = {0};
    Order o = find(f, &arena, "RO2611230002"); /* line 19 wins over line 5 */
    assert_int_equal(o.stage, STAGE_WASH);
    o = find(f, &arena, "RO2611230003");
    assert_int_equal(o.mileage_km, 42318);
    assert_int_equal(o.hold, HOLD_PARTS);
    assert_int_equal(o.kind, KIND_SERVICE_5K);
    o = find(f, &arena, "RO2611230004");
    assert_int_equal(o.arrived, local("2026-11-23T08:05"));
    assert_int_equal(o.stage, STAGE_DELIVERED);
    assert_int_equal(o.delivered, local("2026-11-23T10:07"));
    o = find(f, &arena, "RO2611230005");
    assert_int_equal(o.arrived, local("2026-11-23T08:40"));
    o = find(f, &arena, "RO2611230006");
    assert_int_equal(o.arrived, local("2026-11-23T09:00"));
    assert_int_equal(o.parts_at, local("2026-11-23T13:40"));
    o = find(f, &arena, "RO2611230007");
    assert_string_equal(o.plate, "");
    assert_string_equal(o.vin4, "8943");
    o = find(f, &arena, "RO2611230008");
    assert_string_equal(o.plate, "川AEJDN0");
    o = find(f, &arena, "RO2611230017");
    assert_int_equal(o.amount, 1280050);
    assert_int_equal(o.kind, KIND_REPAIR);
    o = find(f, &arena, "RO2611230016");
    assert_int_equal(o.promised, local("2026-11-22T09:00")); /* flagged, not changed */
    o = find(f, &arena, "RO2611230018");
    assert_int_equal(o.mileage_km, -1);
    assert_int_equal(o.kind, KIND_PDS);
    o = find(f, &arena, "RO2611230012");
    assert_string_equal(o.vin4, "8689"); /* out of ="…" */
    o = find(f, &arena, "RO2611230020");
    assert_int_equal(o.kind, KIND_MAINTENANCE);
    assert_string_equal(o.kind_words, "定期保养/一般维修");
    o = find(f, &arena, "RO2611230024");
    assert_int_equal(o.stage, STAGE_IN_WORK);
    o = find(f, &arena, "RO2611230025");
    assert_int_equal(o.stage, STAGE_DELIVERED);
    o = find(f, &arena, "RO2611230027");
    assert_int_equal(o.parts_at, local("2026-11-23T16:40"));
    o = find(f, &arena, "RO2611230028");
    assert_int_equal(o.parts_at, local("2026-11-25T00:00"));
    o = find(f, &arena, "RO2611230029");
    assert_int_equal(o.parts_at, 0);
    assert_int_equal(o.hold, HOLD_PARTS);
    assert_false(orders_find(f->office.db, &arena, "RO2611230013", &o, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(orders_find(f->office.db, &arena, "RO2611230023", &o, &err));
    arena_free(&arena);
}

static void check_sample_people(Fixture *f) {
    Arena arena = {0};
    Err err = {0};
    OrderPeople p;
    must(orders_people(f->office.db, &arena, "RO2611230009", &p, &err), &err);
    assert_string_equal(p.owner_phone, "");
    must(orders_people(f->office.db, &arena, "RO2611230010", &p, &err), &err);
    assert_string_equal(p.owner_phone, "19900008000");
    must(orders_people(f->office.db, &arena, "RO2611230019", &p, &err), &err);
    assert_string_equal(p.owner, "=HYPERLINK(0)");
    assert_string_equal(p.bringer, "王秀英");
    must(orders_people(f->office.db, &arena, "RO2611230022", &p, &err), &err);
    assert_string_equal(p.owner, "𠮷田");
    assert_string_equal(p.bringer_phone, "19900017071");
    arena_free(&arena);
}

static void check_sample_proposals(Fixture *f) {
    Arena arena = {0};
    Err err = {0};
    Proposal *p;
    size_t n;
    must(orders_proposals(f->office.db, &arena, "RO2611230030", &p, &n, &err), &err);
    assert_int_equal(n, 1);
    assert_string_equal(p[0].what, "前刹车片更换（剩余 2 mm）");
    assert_int_equal(p[0].amount, 68000);
    must(orders_proposals(f->office.db, &arena, "RO2611230031", &p, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_string_equal(p[0].what, "节气门清洗");
    assert_int_equal(p[0].amount, 11800);
    assert_string_equal(p[1].what, "四轮定位");
    assert_int_equal(p[1].amount, 40000);
    arena_free(&arena);
}

static int count_rework(void *ctx, int n, const char *const *names, const char *const *values) {
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], "rework") == 0) *(int *)ctx += atoi(values[i]);
    return true;
}

static bool rework_row(void *ctx, int n, const char *const *names, const char *const *values) {
    return count_rework(ctx, n, names, values);
}

static void the_sample_reads_exactly(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    Err err = {0};
    int rework = 0;
    import(f, sample(), &r);
    check_sample_counts(&r);
    assert_string_equal(r.encoding, "GB18030");
    assert_int_equal(r.counts.created, 56);
    check_sample_orders(f);
    check_sample_people(f);
    check_sample_proposals(f);
    assert_int_equal(board_size(f), 50);
    must(db_view_each(f->office.db, VIEW_ORDERS, 0, INT64_MAX, rework_row, &rework, &err), &err);
    assert_int_equal(rework, 1);
    import_report_free(&r);
    fixture_free(f);
}

static void the_sample_twice_is_the_same(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport first = {0}, again = {0};
    import(f, sample(), &first);
    import(f, sample(), &again);
    check_sample_counts(&again);
    assert_int_equal(again.counts.created, 0);
    assert_int_equal(again.counts.changed, 0);
    assert_int_equal(again.counts.same, 56);
    assert_true(again.counts.known);
    assert_int_equal(board_size(f), 50);
    import_report_free(&first);
    import_report_free(&again);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_reads_exactly),
        cmocka_unit_test(the_sample_twice_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
