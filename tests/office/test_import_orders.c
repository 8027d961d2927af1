/* Orders exports: the sample of a DMS, exactly; the same in other encodings and delimiters; the forms a cell may have;
 * what is refused or flagged, and that good lines land beside it. */
#include "import_fixture.h"

#include "base/csv.h"
#include "store/orders.h"

#include <iconv.h>

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

static bool count_rework(void *ctx, int n, const char *const *names, const char *const *values) {
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], "rework") == 0) *(int *)ctx += atoi(values[i]);
    return true;
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
    must(db_view_each(f->office.db, VIEW_ORDERS, 0, INT64_MAX, count_rework, &rework, &err), &err);
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

/* ---- the sample in other clothes ---- */

static Buf converted(const Buf *from, const char *encoding, const char *to, const char *mark) {
    Buf out = {0};
    char *in = from->text, room[4096];
    size_t left = from->len;
    iconv_t cd = iconv_open(to, encoding);
    assert_true(cd != (iconv_t)-1);
    buf_puts(&out, mark);
    while (left) {
        char *end = room;
        size_t free_bytes = sizeof room;
        iconv(cd, &in, &left, &end, &free_bytes);
        buf_add(&out, room, sizeof room - free_bytes);
    }
    iconv_close(cd);
    return out;
}

static bool take_text(void *ctx, char *out, size_t size, size_t *got, Err *err) {
    Buf *b = ctx; /* cap counts what was given already */
    (void)err;
    *got = b->len - b->cap < size ? b->len - b->cap : size;
    memcpy(out, b->text + b->cap, *got);
    b->cap += *got;
    return true;
}

/* The same records with another delimiter, every cell quoted or only where it must be. */
static Buf with_delimiter(const Buf *utf8, char delimiter, bool all_quoted) {
    Buf out = {0}, source = {utf8->text, utf8->len, 0};
    Csv *csv;
    CsvRecord record;
    assert_true(csv_open(&csv, take_text, &source, NULL));
    while (csv_next(csv, &record, NULL) == CSV_RECORD) {
        for (size_t i = 0; i < record.n; i++) {
            const char special[] = {delimiter, '"', '\r', '\n', '\0'};
            bool quote = all_quoted || strpbrk(record.cells[i], special);
            if (i) buf_putc(&out, delimiter);
            if (quote) buf_putc(&out, '"');
            for (const char *p = record.cells[i]; *p; p++) {
                if (*p == '"' && quote) buf_putc(&out, '"');
                buf_putc(&out, *p);
            }
            if (quote) buf_putc(&out, '"');
        }
        buf_puts(&out, "\r\n");
    }
    csv_close(csv);
    return out;
}

/* Imports bytes into a fresh store and checks everything there is to the sample. */
static void is_the_sample(Buf bytes, const char *encoding) {
    Fixture *f = fixture_new();
    ImportReport r = {0};
    import(f, write_file(f, bytes.text, bytes.len), &r);
    assert_string_equal(r.encoding, encoding);
    check_sample_counts(&r);
    check_sample_orders(f);
    check_sample_people(f);
    check_sample_proposals(f);
    assert_int_equal(board_size(f), 50);
    import_report_free(&r);
    fixture_free(f);
    buf_free(&bytes);
}

static void the_sample_in_other_encodings_and_delimiters(void **state) {
    (void)state;
    Buf original = read_all(sample());
    Buf utf8 = converted(&original, "GB18030", "UTF-8", "");
    is_the_sample(converted(&utf8, "UTF-8", "UTF-8", ""), "UTF-8");
    is_the_sample(converted(&utf8, "UTF-8", "UTF-8", "\xEF\xBB\xBF"), "UTF-8");
    is_the_sample(converted(&utf8, "UTF-8", "UTF-16LE", "\xFF\xFE"), "UTF-16LE");
    is_the_sample(converted(&utf8, "UTF-8", "UTF-16BE", "\xFE\xFF"), "UTF-16BE");
    is_the_sample(converted(&utf8, "UTF-8", "UTF-16LE", ""), "UTF-16LE");
    is_the_sample(converted(&utf8, "UTF-8", "UTF-16BE", ""), "UTF-16BE");
    is_the_sample(with_delimiter(&utf8, '\t', false), "UTF-8");
    is_the_sample(with_delimiter(&utf8, ';', false), "UTF-8");
    is_the_sample(with_delimiter(&utf8, ',', true), "UTF-8");
    buf_free(&original);
    buf_free(&utf8);
}

static void an_encoding_can_be_said(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0}, wrong = {0};
    Err err = {0};
    ImportOptions options = {.encoding = "gbk"};
    must(import_orders_file(f->office.db, f->office.settings, sample(), &options, &r, &err), &err);
    check_sample_counts(&r);
    options.encoding = "klingon";
    assert_false(import_orders_file(f->office.db, f->office.settings, sample(), &options, &wrong, &err));
    assert_int_equal(err.code, ERR_USAGE);
    import_report_free(&r);
    import_report_free(&wrong);
    fixture_free(f);
}

/* ---- small exports ---- */

#define HEAD "导出时间：2026-11-23 14:20\n"
#define NAMES                                                                                                                                                  \
    "工单号,车牌号,VIN码,车型,行驶里程,客户姓名,联系电话,维修类型,进厂时间,预计交车,实际交车,状态,应收金额,增项," \
    "增项金额,备注\n"
#define GOOD "RO9,川A12345,,,,,,,2026-11-23 09:00,,,施工中,,,,\n"

static bool try_text(Fixture *f, const char *text, ImportReport *r, Err *err) {
    import_report_free(r);
    return import_orders_file(f->office.db, f->office.settings, write_text(f, text), NULL, r, err);
}

static void import_text(Fixture *f, const char *text, ImportReport *r) {
    Err err = {0};
    must(try_text(f, text, r, &err), &err);
}

static void each_fault_is_told_and_the_good_line_lands(void **state) {
    (void)state;
    static const struct {
        const char *line, *field, *code;
        bool refused;
    } cases[] = {
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,暂存,,,,\n", "state", "unknown_state", true},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,,,,,\n", "state", "missing_state", true},
        {",川A12345,,,,,,,2026-11-23 09:00,,,施工中,,,,\n", "order_no", "missing_order_no", true},
        {"2.61123E+11,川A12345,,,,,,,2026-11-23 09:00,,,施工中,,,,\n", "order_no", "order_no_damaged", true},
        {"RO1,川A12345,,,,,,,未定,,,施工中,,,,\n", "arrived", "missing_arrival", true},
        {"RO1,川A12345,,,,,,,11-23,,,施工中,,,,\n", "arrived", "bad_date", true},
        {"RO1,川A12345,,,,,,,2026-11-23,,,施工中,,,,\n", "arrived", "date_only", false},
        {"RO1,川A12345,,,,,,,2026-11-23 15:00,,,施工中,,,,\n", "arrived", "arrived_in_future", false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,2026-11-23 08:00,,施工中,,,,\n", "promised", "promised_before_arrival",
         false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,2026-11-24,,施工中,,,,\n", "promised", "date_only", false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,soon,,施工中,,,,\n", "promised", "bad_date", false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,2026-11-23 15:00,已交车,,,,\n", "delivered", "delivered_in_future",
         false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,2026-11-23 08:00,已交车,,,,\n", "delivered", "delivered_before_arrival",
         false},
        {"RO1,,,,,,,,2026-11-23 09:00,,,施工中,,,,\n", "plate", "no_plate", false},
        {"RO1,无牌,,,,,,,2026-11-23 09:00,,,施工中,,,,\n", "plate", "no_plate", false},
        {"RO1,XYZ,,,,,,,2026-11-23 09:00,,,施工中,,,,\n", "plate", "plate_unreadable", false},
        {"RO1,川A12345,LFM1,,,,,,2026-11-23 09:00,,,施工中,,,,\n", "vin", "vin_length", false},
        {"RO1,川A12345,,,-5,,,,2026-11-23 09:00,,,施工中,,,,\n", "mileage", "mileage_dropped", false},
        {"RO1,川A12345,,,,,028-88880000,,2026-11-23 09:00,,,施工中,,,,\n", "owner_phone", "phone_damaged", false},
        {"RO1,川A12345,,,,,,清洗,2026-11-23 09:00,,,施工中,,,,\n", "kind", "unknown_kind", false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,施工中,many,,,\n", "amount", "bad_amount", false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,施工中,-5,,,\n", "amount", "bad_amount", false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,待增项确认,,a；b,1;2;3,\n", "proposal_amount", "proposals_unmatched",
         false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,待增项确认,,a,x,\n", "proposal_amount", "bad_amount", false},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,施工中,1,234.00,,,\n", "", "many_cells", true},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00\n", "", "few_cells", true},
        {"RO1,川A12345,,,,,,,2026-11-23 09:00,,,施工中\n", "", "few_cells", false},
        {"RO1,川A12345,,,,\"王\"伟,,,2026-11-23 09:00\",,,施工中,,,,\n", "", "bad_quotes", true},
        {"RO1,川A12345,,,,王\xFF伟,,,2026-11-23 09:00,,,施工中,,,,\n", "owner", "bad_encoding", false},
        {"RO1,\"川A12345,,,,,,,2026-11-23 09:00,,,施工中,,,,\n", "", "open_quote", true},
    };
    Fixture *f = fixture_new();
    ImportReport r = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf text = {0};
        buf_printf(&text, HEAD NAMES GOOD "%s", cases[i].line);
        import_text(f, buf_text(&text), &r);
        const ImportFault *fault = fault_at(&r, 4);
        if (strcmp(fault->code, cases[i].code) != 0) fail_msg("%s is told as %s", cases[i].line, fault->code);
        assert_string_equal(fault->field, cases[i].field);
        assert_int_equal(fault->refused, cases[i].refused);
        assert_int_equal(r.counts.orders, cases[i].refused ? 1 : 2);
        assert_int_equal(r.n_faults, 1);
        buf_free(&text);
    }
    import_report_free(&r);
    fixture_free(f);
}

static void lines_that_are_no_orders_are_skipped(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    import_text(
        f, "\n\n某店\n" HEAD "\n" NAMES GOOD ",,,,,,,,,,,,,,,\n小计,,,,,,,,,,,,1.00,,,\n" NAMES GOOD "总计：1 张\n",
        &r);
    assert_int_equal(r.read, 2);
    assert_int_equal(r.counts.orders, 1);
    assert_int_equal(r.n_faults, 0);
    import_report_free(&r);
    fixture_free(f);
}

static void columns_go_by_many_names_in_any_order(void **state) {
    (void)state;
    static const char *const heads[] = {
        "RO号,状态,到店时间,车牌\nRO9,施工中,2026-11-23 09:00,川A12345\n",
        "车牌号码,工单状态,委托书号,开单时间\n川A12345,作业中,RO9,2026-11-23 09:00\n",
        "进度,ＲＯ 号,进厂时间*,车牌（新）,没人要的列\n维修中,RO9,2026-11-23 09:00,川A12345,x\n",
        "\"当前\n状态\",维修单号,接车时间,车号\n在修,RO9,2026-11-23 09:00,川A12345\n",
        "Status,Order No,Arrival,Plate\n施工中,RO9,2026-11-23 09:00,川a·12345\n",
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        Fixture *f = fixture_new();
        Arena arena = {0};
        ImportReport r = {0};
        import_text(f, heads[i], &r);
        Order o = find(f, &arena, "RO9");
        assert_int_equal(o.stage, STAGE_IN_WORK);
        assert_int_equal(o.arrived, local("2026-11-23T09:00"));
        assert_string_equal(o.plate, "川A12345");
        assert_false(r.exported_said);
        import_report_free(&r);
        arena_free(&arena);
        fixture_free(f);
    }
}

static void what_is_no_orders_export_is_refused_in_words(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"", "empty"},
        {"hello\n", "工单号"},
        {"工单号,车牌号,进厂时间\nRO1,川A12345,2026-11-23 09:00\n", "lacks 状态"},
        {"PK\x03\x04 and so on", "Excel"},
        {HEAD NAMES, "no order"},
        {HEAD NAMES "RO1,川A12345,,,,,,,2026-11-23 09:00,,,暂存,,,,\n", "no order"},
    };
    Fixture *f = fixture_new();
    ImportReport r = {0};
    import_text(f, HEAD NAMES GOOD, &r);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Err err = {0};
        assert_false(try_text(f, cases[i].text, &r, &err));
        assert_int_equal(err.code, ERR_INPUT);
        if (!strstr(err.en, cases[i].says)) fail_msg("no \"%s\" in: %s", cases[i].says, err.en);
        assert_true(*err.zh);
        assert_int_equal(board_size(f), 1); /* nothing was changed */
    }
    Err err = {0};
    assert_false(import_orders_file(f->office.db, f->office.settings, "/no/such/file", NULL, &r, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(import_orders_file(f->office.db, f->office.settings, f->folder, NULL, &r, &err));
    assert_int_equal(err.code, ERR_INPUT);
    import_report_free(&r);
    fixture_free(f);
}

/* ---- what a list no longer has ---- */

#define AT(time) "导出时间：2026-11-23 " time "\n"
#define OTHER    "RO8,川A88888,,,,,,,2026-11-23 09:00,,,施工中,,,,\n"

static void a_missing_order_is_gone_but_a_refused_one_stays(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    import_text(f, AT("10:00") NAMES OTHER GOOD, &r);
    assert_int_equal(board_size(f), 2);
    import_text(f, AT("10:10") NAMES "RO8,川A88888,,,,,,,2026-11-23 09:00,,,暂存,,,,\n" GOOD, &r);
    assert_int_equal(board_size(f), 2); /* the list names it, in words not understood */
    assert_true(r.whole);
    import_text(f, AT("10:20") NAMES GOOD, &r);
    assert_int_equal(r.counts.gone, 1);
    assert_int_equal(board_size(f), 1);
    import_report_free(&r);
    fixture_free(f);
}

static void a_damaged_list_takes_nothing_off_the_board(void **state) {
    (void)state;
    static const char *const damaged[] = {
        NAMES GOOD "\"RO8,川A88888,,,,,,,2026-11-23 09:00,,,施工中,,,,\n", /* which order it was is lost */
        NAMES GOOD "RO7,川A7",                                             /* the file ends too early */
    };
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        Fixture *f = fixture_new();
        ImportReport r = {0};
        Buf text = {0};
        import_text(f, AT("10:00") NAMES OTHER GOOD, &r);
        buf_printf(&text, AT("10:10") "%s", damaged[i]);
        import_text(f, buf_text(&text), &r);
        assert_false(r.whole);
        assert_int_equal(board_size(f), 2);
        buf_free(&text);
        import_report_free(&r);
        fixture_free(f);
    }
}

/* ---- the demo's exports ---- */

static void the_later_demo_export_moves_cars(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0}, later = {0};
    import(f, shared_data("orders.csv"), &r);
    assert_true(r.counts.orders >= 45);
    assert_int_equal(r.n_faults, 0);
    size_t before = board_size(f);
    import(f, shared_data("orders-later.csv"), &later);
    assert_int_equal(later.n_faults, 0);
    assert_int_equal(later.counts.created, 1);
    assert_int_equal(later.counts.gone, 0);
    assert_true(later.counts.changed >= 8);
    assert_int_equal(board_size(f), before); /* one delivered, one new */
    Order o = find(f, &arena, "RO2611231001");
    assert_int_equal(o.stage, STAGE_INSPECTION);
    StageSeen *seen;
    size_t n;
    Err err = {0};
    must(orders_history(f->office.db, &arena, "RO2611231001", &seen, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_int_equal(seen[1].seen, local("2026-11-23T14:40"));
    import(f, shared_data("orders.csv"), &r); /* the older one again changes nothing */
    assert_int_equal(find(f, &arena, "RO2611231001").stage, STAGE_INSPECTION);
    arena_free(&arena);
    import_report_free(&r);
    import_report_free(&later);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_reads_exactly),
        cmocka_unit_test(the_sample_twice_is_the_same),
        cmocka_unit_test(the_sample_in_other_encodings_and_delimiters),
        cmocka_unit_test(an_encoding_can_be_said),
        cmocka_unit_test(each_fault_is_told_and_the_good_line_lands),
        cmocka_unit_test(lines_that_are_no_orders_are_skipped),
        cmocka_unit_test(columns_go_by_many_names_in_any_order),
        cmocka_unit_test(what_is_no_orders_export_is_refused_in_words),
        cmocka_unit_test(a_missing_order_is_gone_but_a_refused_one_stays),
        cmocka_unit_test(a_damaged_list_takes_nothing_off_the_board),
        cmocka_unit_test(the_later_demo_export_moves_cars),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
