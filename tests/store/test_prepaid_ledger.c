/* 100,000 random acts on prepaid packages against a plain model that knows nothing of journals: after each, what was
 * granted or refused and every figure of the sale agree; at the end, every row. LOUNGE_SEED repeats a run. */
#include "prepaid_test.h"

#include "store/prepaid_open.h"

enum { ACTS = 100000, CARS = 4000, SALES_MAX = 40000, ENTRIES_MAX = 140000, LOOK_EACH = 33333 };

/* The address sanitizer keeps freed memory and call stacks for a fault's report; at a hundred thousand transactions
 * that is most of the time. It still finds the faults. */
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "quarantine_size_mb=1:malloc_context_size=2";
}

/* --- the model: arrays and sums --------------------------------------------------------------------------------- */

typedef struct MSale {
    int car, services, next; /* next: of the same car, + 1 */
    Fen price[5], list, deposit;
    bool tier, used[5], returned, gone;
    int before; /* used when it was taken over */
    int64_t ml, cash_in, opening, cash_out, revenue;
    char order_no[24];
    const char *grade;
} MSale;

typedef struct MEntry {
    int sale, turn;
    char kind; /* s u r c */
    bool undone;
    Fen back;
} MEntry;

typedef struct Plain {
    MSale *sales;
    MEntry *entries;                      /* by number; month ends take numbers too */
    int n_sales, first[CARS], last[CARS]; /* of each car, + 1 */
    int64_t granted, refused;
} Plain;

static uint32_t dice;

static int roll(int n) {
    dice ^= dice << 13;
    dice ^= dice >> 17;
    dice ^= dice << 5;
    return (int)(dice % (uint32_t)n);
}

static Fen percent_of(Fen fen, int percent) { /* half up, by another way than the code's */
    Fen whole = fen * percent, fens = whole / 100, rest = whole % 100;
    return rest >= 50 ? fens + 1 : fens;
}

static int left_of(const MSale *m) {
    int n = 0;
    for (int i = 0; i < m->services; i++) n += !m->used[i];
    return m->returned || m->gone ? 0 : n;
}

static Fen refund_of(const MSale *m) {
    Fen paid = 0, used_list = 0, unused = 0;
    for (int i = 0; i < m->services; i++) {
        paid += m->price[i];
        used_list += m->used[i] ? m->list : 0;
        unused += m->used[i] ? 0 : m->price[i];
    }
    if (m->tier) return unused;
    if (paid <= used_list) return 0;
    return paid - used_list < unused ? paid - used_list : unused; /* never more than stands on deposit */
}

/* --- acts on both ------------------------------------------------------------------------------------------------- */

typedef struct World {
    Store *s;
    Plain m;
    Uuid cars[CARS];
    Ms now;
    int order;
    bool tier;
    Fen litre;
} World;

static void agree(World *w, bool done, bool should, const char *what) {
    if (done != should)
        fail_msg("%s: %s, the model says otherwise (%s)", what, done ? "granted" : "refused", w->s->err.en);
    if (done)
        w->m.granted++;
    else
        w->m.refused++;
    if (!done && w->s->err.code != ERR_RULE && w->s->err.code != ERR_NOT_FOUND) fail_msg("%s: %s", what, w->s->err.en);
}

static void note(World *w, int64_t no, MEntry e) {
    assert_true(no > 0 && no < ENTRIES_MAX);
    assert_int_equal(w->m.entries[no].kind, 0);
    w->m.entries[no] = e;
}

static void act_sell(World *w) {
    static const struct {
        const char *id;
        int services, percent[5];
        bool filter;
    } packages[] = {{"five", 5, {90, 80, 70, 60, 50}, false},
                    {"five", 3, {90, 80, 70}, false},
                    {"oil", 1, {80}, false},
                    {"full", 1, {80}, true}};
    int p = roll(4), car = roll(CARS);
    MSale *m = &w->m.sales[w->m.n_sales];
    *m = (MSale){
        .car = car, .services = packages[p].services, .tier = w->tier, .grade = "0W-20", .ml = 3700 + roll(3) * 500};
    Fen oil = (w->litre * m->ml + 500) / 1000, sum = 0;
    for (int i = 0; i < m->services; i++) sum += m->price[i] = percent_of(oil, packages[p].percent[i]);
    m->list = oil + (packages[p].filter ? 6000 : 0);
    PrepaidSale sale;
    bool wrong = roll(10) == 0;
    PrepaidSell ask = {.sale_id = uuid_new(),
                       .car_id = w->cars[car],
                       .order_no = "",
                       .visit_no = "",
                       .package_id = packages[p].id,
                       .services = m->services,
                       .grade = m->grade,
                       .service_ml = (int)m->ml,
                       .paid = sum + (wrong ? 1 + roll(500) : 0),
                       .by = "甲",
                       .manager = "乙",
                       .at = w->now};
    bool done = prepaid_sell(w->s->db, &w->s->arena, &ask, &sale, &w->s->err);
    agree(w, done, !wrong, "sell");
    if (!done) return;
    m->deposit = m->cash_in = sum;
    snprintf(m->order_no, sizeof m->order_no, "%s", sale.order_no);
    int64_t no = number(w->s, "SELECT max(no) FROM prepaid_entry WHERE store_id = 'cd01'");
    note(w, no, (MEntry){.sale = w->m.n_sales++, .kind = 's'});
    *(w->m.last[car] ? &w->m.sales[w->m.last[car] - 1].next : &w->m.first[car]) = w->m.n_sales;
    w->m.last[car] = w->m.n_sales;
}

/* A package of before the books: its prices where it was paid so, else even parts. */
static void act_open(World *w) {
    static const int percent[] = {90, 80, 70, 60, 50};
    int car = roll(CARS), services = roll(2) ? 5 : 3, left = 1 + roll(services);
    MSale *m = &w->m.sales[w->m.n_sales];
    *m = (MSale){.car = car, .services = services, .before = services - left, .tier = w->tier, .grade = "0W-20"};
    m->ml = 3700 + roll(3) * 500;
    m->list = (w->litre * m->ml + 500) / 1000;
    Fen paid = 0, odd = roll(2) ? roll(100000) : -1;
    for (int i = 0; i < services; i++) paid += m->price[i] = percent_of(m->list, percent[i]);
    if (odd >= 0 && odd != paid)
        for (int i = services; i-- > 0;) m->price[i] = odd / services + (odd % services > i ? 1 : 0);
    if (odd >= 0) paid = odd;
    for (int i = 0; i < services; i++) *(i < m->before ? &m->cash_out : &m->deposit) += m->price[i];
    for (int i = 0; i < m->before; i++) m->used[i] = true;
    m->opening = m->deposit, m->cash_out = 0;
    char plate[24];
    snprintf(plate, sizeof plate, "川A%05d", car);
    snprintf(m->order_no, sizeof m->order_no, "OLD%d", w->m.n_sales);
    PrepaidOpening line = {.order_no = m->order_no,
                           .plate = plate,
                           .vin = "",
                           .package = "five",
                           .grade = "0W-20",
                           .service_ml = (int)m->ml,
                           .services = services,
                           .left = left,
                           .paid = paid,
                           .owed = roll(2) ? m->deposit : -1,
                           .filter_free = -1,
                           .valid_until = day_add(w->now, 20000)};
    if (line.owed >= 0 && odd >= 0 && m->before)
        line.owed = -1; /* even parts of both: another split, see test_prepaid_open */
    ImportMeta meta = {"prepaid", "old.csv", m->order_no, w->now, 1};
    ImportCounts counts;
    Settings *settings;
    must(w->s, settings_read_at(w->s->db, w->now, &settings, &w->s->err));
    must(w->s, prepaid_open_import(w->s->db, settings, &line, 1, w->now, &meta, NULL, 0, &counts, &w->s->err));
    settings_free(settings);
    assert_int_equal(counts.created, 1);
    int64_t no = number(w->s, "SELECT max(no) FROM prepaid_entry WHERE store_id = 'cd01'");
    note(w, no, (MEntry){.sale = w->m.n_sales++, .kind = 's'});
    *(w->m.last[car] ? &w->m.sales[w->m.last[car] - 1].next : &w->m.first[car]) = w->m.n_sales;
    w->m.last[car] = w->m.n_sales;
    w->m.granted++;
}

/* The car's oldest sale with one left. */
static void act_use(World *w) {
    int car = roll(CARS), found = -1;
    for (int i = w->m.first[car]; i && found < 0; i = w->m.sales[i - 1].next)
        if (left_of(&w->m.sales[i - 1]) > 0) found = i - 1;
    char order[24];
    snprintf(order, sizeof order, "RO%d", ++w->order);
    PrepaidAct ask = {.entry_id = uuid_new(),
                      .sale_no = "",
                      .car_id = w->cars[car],
                      .order_no = order,
                      .slip_no = "",
                      .by = "甲",
                      .manager = "",
                      .reason = "",
                      .at = w->now};
    PrepaidEntry e;
    bool done = prepaid_use(w->s->db, &w->s->arena, &ask, &e, &w->s->err);
    agree(w, done, found >= 0, "use");
    if (!done) return;
    MSale *m = &w->m.sales[found];
    int turn = 0;
    while (m->used[turn]) turn++;
    assert_string_equal(e.sale_no, m->order_no);
    assert_int_equal(e.turn, turn + 1);
    assert_int_equal(e.fen, m->price[turn]);
    m->used[turn] = true;
    m->deposit -= m->price[turn];
    m->revenue += m->price[turn];
    note(w, e.no, (MEntry){.sale = found, .turn = turn, .kind = 'u'});
}

static void act_return(World *w) {
    if (w->m.n_sales == 0) return;
    int i = roll(w->m.n_sales);
    MSale *m = &w->m.sales[i];
    bool wrong = roll(8) == 0;
    Fen back = refund_of(m);
    PrepaidAct ask = {.entry_id = uuid_new(),
                      .sale_no = m->order_no,
                      .order_no = "",
                      .slip_no = "",
                      .back = back + (wrong ? 1 : 0),
                      .by = "甲",
                      .manager = "",
                      .reason = "",
                      .at = w->now};
    PrepaidEntry e;
    bool done = prepaid_return(w->s->db, &w->s->arena, &ask, &e, &w->s->err);
    agree(w, done, !wrong && left_of(m) > 0, "return");
    if (!done) return;
    assert_int_equal(e.fen, back);
    assert_int_equal(e.services, -left_of(m));
    m->returned = true;
    m->cash_out += back;
    m->revenue += m->deposit - back;
    note(w, e.no, (MEntry){.sale = i, .kind = 'r', .back = back});
}

static bool may_undo(const Plain *m, int64_t no) {
    const MEntry *e = &m->entries[no];
    const MSale *s = &m->sales[e->sale];
    if (e->undone) return false;
    if (e->kind == 'u') return !s->returned;
    if (e->kind == 'r') return true;
    return e->kind == 's' && left_of(s) == s->services - s->before;
}

static void act_correct(World *w) {
    int64_t last = number(w->s, "SELECT coalesce(max(no), 0) FROM prepaid_entry WHERE store_id = 'cd01'"),
            no = 1 + roll((int)last + 2);
    bool should = no <= last && w->m.entries[no].kind && may_undo(&w->m, no);
    PrepaidAct ask = {.entry_id = uuid_new(),
                      .sale_no = "",
                      .order_no = "",
                      .slip_no = "",
                      .no = no,
                      .by = "甲",
                      .manager = "",
                      .reason = "错",
                      .at = w->now};
    PrepaidEntry e;
    bool done = prepaid_correct(w->s->db, &w->s->arena, &ask, &e, &w->s->err);
    agree(w, done, should, "correct");
    if (!done) return;
    MEntry *u = &w->m.entries[no];
    MSale *m = &w->m.sales[u->sale];
    u->undone = true;
    if (u->kind == 'u') {
        m->used[u->turn] = false;
        m->deposit += m->price[u->turn];
        m->revenue -= m->price[u->turn];
    } else if (u->kind == 'r') {
        m->returned = false;
        m->cash_out -= u->back;
        m->revenue -= m->deposit - u->back;
    } else {
        m->gone = true;
        *(m->opening ? &m->opening : &m->cash_in) -= m->deposit;
        m->deposit = 0;
    }
    note(w, e.no, (MEntry){.sale = u->sale, .kind = 'c'});
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

/* Each sale by the documented view, and the accounts over all. */
static void look(World *w) {
    int64_t cash = 0, opening = 0, revenue = 0, deposit = 0, ml = 0;
    sqlite3_stmt *q;
    assert_int_equal(
        sqlite3_prepare_v2(db_handle(w->s->db),
                           "SELECT remaining, used, deposit_fen, remaining_ml FROM v_prepaid WHERE store_id = 'cd01'"
                           " AND order_no = ?1",
                           -1, &q, NULL),
        SQLITE_OK);
    for (int i = 0; i < w->m.n_sales; i++) {
        const MSale *m = &w->m.sales[i];
        sqlite3_bind_text(q, 1, m->order_no, -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(q), SQLITE_ROW);
        int n = 0;
        for (int t = 0; t < m->services; t++) n += m->used[t];
        Fen owed = m->returned ? 0 : m->deposit;
        assert_int_equal(sqlite3_column_int(q, 0), left_of(m));
        assert_int_equal(sqlite3_column_int(q, 1), n);
        assert_int_equal(sqlite3_column_int64(q, 2), owed);
        assert_int_equal(sqlite3_column_int64(q, 3), left_of(m) * m->ml);
        cash += m->cash_in - m->cash_out;
        opening += m->opening;
        revenue += m->revenue;
        deposit += owed;
        ml += left_of(m) * m->ml;
        sqlite3_reset(q);
    }
    sqlite3_finalize(q);
    assert_int_equal(cash + opening, revenue + deposit);
    assert_int_equal(
        number(w->s, "SELECT coalesce(sum(debit - credit), 0) FROM prepaid_line WHERE account = 'opening'"), opening);
    assert_int_equal(number(w->s, "SELECT coalesce(sum(debit - credit), 0) FROM prepaid_line WHERE account = 'cash'"),
                     cash);
    assert_int_equal(
        number(w->s, "SELECT coalesce(sum(credit - debit), 0) FROM prepaid_line WHERE account = 'revenue'"), revenue);
    assert_int_equal(
        number(w->s, "SELECT coalesce(sum(credit - debit), 0) FROM prepaid_line WHERE account = 'deposit'"), deposit);
    assert_int_equal(
        number(w->s,
               "SELECT coalesce(sum(debit - credit), 0) FROM prepaid_line WHERE account IN ('oil_out', 'oil_held')"),
        ml);
    sound(w->s);
}

static void acts_and_a_plain_model_agree(void **state) {
    (void)state;
    const char *told = getenv("LOUNGE_SEED");
    dice = told ? (uint32_t)strtoul(told, NULL, 10) : (uint32_t)getpid() * 2654435761u;
    dice |= 1;
    printf("seed %u\n", dice);
    World w = {.s = with_policy("list"), .now = at("2026-01-05T10:00"), .litre = 10000};
    db_close(w.s->db); /* in memory: what survives a crash is proven by faults/test_prepaid_kill */
    must(w.s, db_open(&w.s->db, w.s->path, DB_SCRATCH, &w.s->err));
    save_policy(w.s, (Priced){"2026-01-01", "list", "10000", "0", "600"});
    w.m.sales = mem_alloc(sizeof *w.m.sales * SALES_MAX);
    w.m.entries = calloc(ENTRIES_MAX, sizeof *w.m.entries);
    for (int i = 0; i < CARS; i++) {
        char plate[24];
        snprintf(plate, sizeof plate, "川A%05d", i);
        w.cars[i] = a_car(w.s, plate, "");
    }
    for (int i = 0; i < ACTS; i++) {
        int what = roll(100);
        if (what < 3 && w.m.n_sales < SALES_MAX - 1)
            act_open(&w);
        else if (what < 25 && w.m.n_sales < SALES_MAX - 1)
            act_sell(&w);
        else if (what < 78)
            act_use(&w);
        else if (what < 88)
            act_return(&w);
        else
            act_correct(&w);
        w.now += roll(60) * MS_MINUTE;
        arena_reset(&w.s->arena);
        if (i % LOOK_EACH == 0) look(&w);
        if (i % 20000 == 19999) { /* a new price list and the other refund: nothing sold before changes */
            char day[32], litre[32];
            w.tier = !w.tier;
            w.litre = 5 + roll(50000);
            w.now = day_add(day_start(w.now), 1);
            snprintf(litre, sizeof litre, "%lld", (long long)w.litre);
            save_policy(w.s, (Priced){day_show(w.now, day, sizeof day), w.tier ? "tier" : "list", litre, "0", "600"});
        }
    }
    look(&w);
    printf("%lld granted, %lld refused, %d sales, %lld entries, %lld month ends\n", (long long)w.m.granted,
           (long long)w.m.refused, w.m.n_sales, (long long)number(w.s, "SELECT count(*) FROM prepaid_entry"),
           (long long)number(w.s, "SELECT count(*) FROM prepaid_month"));
    assert_true(w.m.granted > ACTS / 3 && w.m.refused > ACTS / 50);
    free(w.m.sales);
    free(w.m.entries);
    store_free(w.s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(acts_and_a_plain_model_agree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
