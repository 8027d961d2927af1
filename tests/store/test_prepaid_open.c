/* store/prepaid_open: packages sold before Lounge are taken over by an opening entry and then work like sold ones
 * (policies.md 5). */
#include "prepaid_test.h"

#include "store/prepaid_open.h"

extern const char *const *const db_migrations[];

static PrepaidOpening a_line(const char *order_no, const char *package, int left, Fen paid) {
    return (PrepaidOpening){.line = 2,
                            .order_no = order_no,
                            .plate = "川A11111",
                            .vin = "",
                            .package = package,
                            .grade = "0W-20",
                            .service_ml = 4200,
                            .left = left,
                            .paid = paid,
                            .owed = -1,
                            .filter_free = -1,
                            .sold = at("2026-05-11T00:00")};
}

static ImportCounts open_at(Store *s, const PrepaidOpening *lines, size_t n, const char *when) {
    static int files;
    char digest[16];
    Settings *settings;
    ImportCounts counts = {0};
    snprintf(digest, sizeof digest, "d%d", ++files);
    ImportMeta meta = {"prepaid", "old.csv", digest, at(when), (int)n};
    must(s, settings_read_at(s->db, at(when), &settings, &s->err));
    must(s, prepaid_open_import(s->db, settings, lines, n, at(when), &meta, NULL, 0, &counts, &s->err));
    settings_free(settings);
    return counts;
}

static void refused(Store *s, const PrepaidOpening *line, OpeningField where, ErrCode why) {
    PrepaidSale sale;
    OpeningField field;
    bool there;
    Settings *settings;
    must(s, settings_read_at(s->db, at("2026-11-23T10:00"), &settings, &s->err));
    must_not(s,
             prepaid_opening(s->db, &s->arena, settings, line, at("2026-11-23T10:00"), &sale, &there, &field, &s->err),
             why);
    assert_int_equal(field, where);
    settings_free(settings);
}

static int64_t account(Store *s, const char *name) {
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT coalesce(sum(debit - credit), 0) FROM prepaid_line WHERE account = '%s'", name);
    return number(s, sql);
}

/* Five at 1,470 with two used at list 420: 756 is owed, 630.00 goes back (policies.md 5). */
static void what_is_left_works_like_a_sale(void **state) {
    (void)state;
    Store *s = with_policy("list");
    Uuid car = a_car(s, "川A11111", "");
    PrepaidOpening line = a_line("OLD1", "五次套餐", 3, 147000);
    ImportCounts counts = open_at(s, &line, 1, "2026-11-23T10:00");
    assert_int_equal(counts.created, 1);
    assert_int_equal(account(s, "opening"), 75600);
    assert_int_equal(account(s, "deposit"), -75600);
    assert_int_equal(account(s, "cash"), 0);
    assert_int_equal(account(s, "oil_held"), 12600);
    assert_int_equal(account(s, "oil_stock"), 0);
    PrepaidSale sale = sale_now(s, "OLD1");
    assert_string_equal(sale.car_id.text, car.text);
    assert_string_equal(sale.package_id, "five");
    assert_int_equal(prepaid_used(&sale), 2);
    assert_int_equal(book_refund(&sale.book, &sale.state), 63000);
    assert_int_equal(sale.valid_until, at("2028-05-11T23:59:59") + 999);
    PrepaidEntry e = used(s, car, "RO1", "2026-11-24T10:00");
    assert_int_equal(e.turn, 3);
    assert_int_equal(e.fen, 29400);
    corrected(s, e.no, "2026-11-24T11:00");
    e = used(s, car, "RO2", "2026-12-02T10:00"); /* November's month end was booked before it: nothing was out */
    assert_int_equal(number(s, "SELECT count(*) FROM prepaid_entry WHERE kind = 'month_end'"), 0);
    assert_int_equal(number(s, "SELECT services FROM prepaid_count WHERE month = '2026-11'"), 3);
    sale = sale_now(s, "OLD1");
    Fen back = book_refund(&sale.book, &sale.state);
    assert_int_equal(back, 147000 - 3 * 42000);
    e = returned(s, "OLD1", back, "2026-12-03T10:00");
    assert_int_equal(account(s, "deposit"), 0);
    assert_int_equal(account(s, "oil_held"), 0);
    assert_int_equal(account(s, "oil_stock"), 8400); /* the store's own now */
    assert_int_equal(number(s, "SELECT sum(cash_fen + opening_fen - deposit_fen - revenue_fen)"
                               " FROM v_prepaid_postings"),
                     0);
    corrected(s, e.no, "2026-12-03T11:00");
    assert_string_equal(
        text(s, "SELECT used || '|' || remaining || '|' || deposit_fen || '|' || opened FROM v_prepaid"),
        "3|2|46200|1");
    sound(s);
    store_free(s);
}

static void an_opening_is_taken_back_while_nothing_stands_on_it(void **state) {
    (void)state;
    Store *s = with_policy("tier");
    Uuid car = a_car(s, "川A11111", "");
    PrepaidOpening line = a_line("OLD1", "five", 3, 147000);
    open_at(s, &line, 1, "2026-11-23T10:00");
    PrepaidEntry e = used(s, car, "RO1", "2026-11-24T10:00"), c;
    PrepaidAct undo = {.entry_id = uuid_new(), .no = 1, .by = "经理", .reason = "错", .at = at("2026-11-24T11:00")};
    undo.sale_no = undo.order_no = undo.slip_no = undo.manager = "";
    must_not(s, prepaid_correct(s->db, &s->arena, &undo, &c, &s->err), ERR_RULE);
    corrected(s, e.no, "2026-11-24T12:00");
    c = corrected(s, 1, "2026-11-24T13:00");
    assert_int_equal(c.fen, 75600);
    static const char *const all[] = {"opening", "deposit", "revenue", "cash", "oil_held", "oil_opening", "oil_used"};
    for (size_t i = 0; i < LENGTH(all); i++) assert_int_equal(account(s, all[i]), 0);
    sound(s);
    store_free(s);
}

/* A package the policy does not have, or money that is not its price: even parts, those used and those left apart. */
static void money_that_is_no_package_price_is_split(void **state) {
    (void)state;
    Store *s = with_policy("list");
    PrepaidOpening lines[] = {a_line("OLD1", "老套餐", 2, 100000), a_line("OLD2", "五次套餐", 3, 140000)};
    lines[0].services = 3;
    lines[1].owed = 70000;
    lines[1].plate = "川A22222";
    open_at(s, lines, 2, "2026-11-23T10:00");
    PrepaidSale sale = sale_now(s, "OLD1");
    static const Fen thirds[] = {33334, 33333, 33333}, parts[] = {35000, 35000, 23334, 23333, 23333};
    for (int i = 0; i < 3; i++) assert_int_equal(sale.book.price[i], thirds[i]);
    assert_int_equal(sale.state.deposit, 66666);
    sale = sale_now(s, "OLD2");
    for (int i = 0; i < 5; i++) assert_int_equal(sale.book.price[i], parts[i]);
    assert_int_equal(sale.state.deposit, 70000);
    assert_int_equal(number(s, "SELECT count(*) FROM car"), 2); /* made, for nobody had come with them yet */
    sound(s);
    store_free(s);
}

static void the_same_again_writes_nothing_and_another_is_refused(void **state) {
    (void)state;
    Store *s = with_policy("list");
    PrepaidOpening line = a_line("OLD1", "五次套餐", 3, 147000);
    open_at(s, &line, 1, "2026-11-23T10:00");
    Uuid car = sale_now(s, "OLD1").car_id;
    used(s, car, "RO1", "2026-11-23T12:00");
    assert_int_equal(open_at(s, &line, 1, "2026-11-24T10:00").same, 1);
    assert_int_equal(number(s, "SELECT count(*) FROM prepaid_entry"), 2);
    struct {
        OpeningField where;
        PrepaidOpening line;
    } other[8];
    for (size_t i = 0; i < LENGTH(other); i++) other[i].where = OPENING_ORDER_NO, other[i].line = line;
    other[0].line.left = 2;
    other[1].line.paid++;
    other[2].line.plate = "川A22222";
    other[3].line.grade = "5W-30";
    other[4].line.service_ml = 4000;
    other[5].line.owed = 75601;
    other[6].line.valid_until = at("2028-05-12T10:00");
    other[7].line.sold += MS_DAY;
    for (size_t i = 0; i < LENGTH(other); i++) refused(s, &other[i].line, other[i].where, ERR_RULE);
    sold(s, car, "oil", 0, 33600, "2026-11-24T12:00");
    line.order_no = arena_strdup(&s->arena, text(s, "SELECT order_no FROM prepaid_sale WHERE package_id = 'oil'"));
    refused(s, &line, OPENING_ORDER_NO, ERR_RULE); /* a sale's number */
    store_free(s);
}

static void faults_name_their_field(void **state) {
    (void)state;
    Store *s = with_policy("list");
    PrepaidOpening good = a_line("OLD1", "五次套餐", 3, 147000), line;
    line = good, line.left = 6;
    refused(s, &line, OPENING_LEFT, ERR_INPUT);
    line = good, line.package = "老套餐";
    refused(s, &line, OPENING_SERVICES, ERR_INPUT);
    line = good, line.grade = "";
    refused(s, &line, OPENING_GRADE, ERR_INPUT);
    line = good, line.grade = "0W-99";
    refused(s, &line, OPENING_GRADE, ERR_RULE);
    line = good, line.service_ml = 0;
    refused(s, &line, OPENING_ML, ERR_INPUT);
    line = good, line.owed = 147001;
    refused(s, &line, OPENING_OWED, ERR_INPUT);
    line = good, line.left = 5, line.owed = 100;
    refused(s, &line, OPENING_OWED, ERR_INPUT);
    line = good, line.sold = at("2026-11-24T00:00");
    refused(s, &line, OPENING_SOLD, ERR_INPUT);
    line = good, line.sold = 0;
    refused(s, &line, OPENING_VALID, ERR_INPUT);
    assert_int_equal(number(s, "SELECT count(*) FROM prepaid_sale"), 0);
    store_free(s);
}

static const char version_6[] =
    "PRAGMA foreign_keys = ON;"
    "INSERT INTO setting VALUES ('store.id', 'cd01', 1);"
    "INSERT INTO person (person_id, store_id, plate, created_ms) VALUES ('p', 'cd01', '川A11111', 1);"
    "INSERT INTO car (car_id, store_id, person_id, created_ms) VALUES ('c', 'cd01', 'p', 1);"
    "INSERT INTO prepaid_sale VALUES ('s', 'cd01', 'YC1', 'c', '', 'oil', '油', 'Oil', 1, '0W-20', 4200, 42000, 6000, "
    "0,"
    " 33600, 'list', '', '', 9, 1, '2026-11-23 10:00:00', 'A', '');"
    "BEGIN;"
    "INSERT INTO prepaid_line VALUES ('e', 1, 'cd01', 'cash', '', 33600, 0), ('e', 2, 'cd01', 'deposit', '', 0, 33600),"
    " ('e', 3, 'cd01', 'oil_out', '0W-20', 4200, 0), ('e', 4, 'cd01', 'oil_stock', '0W-20', 0, 4200);"
    "INSERT INTO prepaid_entry VALUES ('e', 'cd01', 1, 's', 'sold', 1, NULL, 'YC1', '', NULL, 1, '2026-11-23 10:00:00',"
    " 'A', '', '');"
    "COMMIT; PRAGMA user_version = 6;";

/* The journal of a store that sold before openings were known is the same afterwards, and guarded as before. */
static void a_journal_from_before_is_kept(void **state) {
    (void)state;
    Store *s = calloc(1, sizeof *s);
    sqlite3 *old;
    Buf sql = {0};
    store_folder(s);
    assert_int_equal(sqlite3_open(s->path, &old), SQLITE_OK);
    for (int i = 0; i < 6; i++)
        for (const char *const *part = db_migrations[i]; *part; part++) buf_puts(&sql, *part);
    buf_printf(&sql, "%s PRAGMA application_id = %d;", version_6, DB_APPLICATION_ID);
    if (sqlite3_exec(old, buf_text(&sql), NULL, NULL, NULL) != SQLITE_OK) fail_msg("%s", sqlite3_errmsg(old));
    buf_free(&sql);
    sqlite3_close(old);
    must(s, db_open(&s->db, s->path, DB_WRITE, &s->err));
    assert_string_equal(text(s, "SELECT group_concat(account || debit || '/' || credit, ' ') FROM prepaid_line"),
                        "cash33600/0 deposit0/33600 oil_out4200/0 oil_stock0/4200");
    assert_string_equal(text(s, "SELECT posting || cash_fen || '|' || opening_fen FROM v_prepaid_postings"),
                        "sale_out33600|0");
    assert_int_equal(number(s, "SELECT used * 10 + opened FROM v_prepaid"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    static const char *const guarded[] = {
        "UPDATE prepaid_line SET debit = 1 WHERE line = 1", "DELETE FROM prepaid_line",
        "INSERT INTO prepaid_line VALUES ('e', 5, 'cd01', 'opening', '', 1, 0)",
        "INSERT INTO prepaid_entry VALUES ('f', 'cd01', 2, 's', 'sold', 1, NULL, 'YC1', '', NULL, 1, '', 'A', '', '')"};
    for (size_t i = 0; i < LENGTH(guarded); i++)
        assert_int_equal(sqlite3_exec(db_handle(s->db), guarded[i], NULL, NULL, NULL) & 0xFF, SQLITE_CONSTRAINT);
    sound(s);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_works_like_a_sale),
        cmocka_unit_test(an_opening_is_taken_back_while_nothing_stands_on_it),
        cmocka_unit_test(money_that_is_no_package_price_is_split),
        cmocka_unit_test(the_same_again_writes_nothing_and_another_is_refused),
        cmocka_unit_test(faults_name_their_field),
        cmocka_unit_test(a_journal_from_before_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
