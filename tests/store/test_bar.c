/* The bar's orders in the store: names and prices as they were, a number of its local day, and an order's way, of which
 * every act is tried at every place; the customer can cancel until the bar has taken it, and only their own. */
#include "store_test.h"

#include "store/audit.h"
#include "store/bar.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define NOON     "2026-11-23T12:00"

static int setup(void **state) {
    Store *s = store_new();
    Offer menu[] = {an_offer("tea", "none"), an_offer("coffee", "none"), an_offer("wash", "none")};
    for (int i = 0; i < 2; i++) menu[i].kind = "bar";
    menu[0].title_zh = "龙井茶", menu[0].title_en = "Green tea", menu[0].price = 1800;
    menu[1].title_zh = "美式咖啡", menu[1].title_en = "Americano", menu[1].price = 2200;
    replace_offers(s, "menu", menu, COUNT(menu));
    POLICY(s, "bar", {"bar.seats.1.id", "A1"}, {"bar.seats.1.zh", "A1 沙发"}, {"bar.seats.1.en", "Sofa A1"});
    clock_freeze(at(NOON));
    *state = s;
    return 0;
}

static int teardown(void **state) {
    store_free(*state);
    return 0;
}

static const BarAskItem two_teas = {.offer_id = "tea", .count = 2, .price = 1800};

static BarAsk ask_of(const BarAskItem *items, size_t n, const char *seat) {
    return (BarAsk){.bar_order_id = uuid_new(),
                    .visit_id = uuid_new(),
                    .lang = "zh",
                    .seat = seat,
                    .items = items,
                    .n = n,
                    .at = clock_now()};
}

static BarOrder make(Store *s, const BarAsk *ask) {
    BarOrder o;
    must(s, bar_make(s->db, ask, &o, &s->arena, &s->err));
    return o;
}

static BarOrder an_order_of_tea(Store *s) {
    BarAsk ask = ask_of(&two_teas, 1, "");
    return make(s, &ask);
}

/* --- ordering ------------------------------------------------------------------------------------------------------
 */

static void an_order_keeps_names_prices_and_seat(void **state) {
    Store *s = *state;
    BarAskItem items[] = {two_teas, {.offer_id = "coffee", .count = 1, .price = 2200}};
    BarAsk ask = ask_of(items, 2, "A1");
    BarOrder o = make(s, &ask);
    assert_int_equal(o.total, 2 * 1800 + 2200);
    assert_int_equal(o.n, 2);
    assert_string_equal(o.items[0].title_en, "Green tea");
    assert_string_equal(o.seat_zh, "A1 沙发");
    Offer dearer = an_offer("tea", "none");
    dearer.kind = "bar", dearer.price = 9900;
    replace_offers(s, "dearer", &dearer, 1);
    assert_string_equal(text(s, "SELECT items || ' ' || total_fen || ' ' || seat_zh || ' ' || state FROM v_bar_orders"),
                        "2 × 龙井茶; 1 × 美式咖啡 5800 A1 沙发 ordered");
}

static void the_same_order_again_is_one_order(void **state) {
    Store *s = *state;
    BarAsk ask = ask_of(&two_teas, 1, "A1");
    BarOrder first = make(s, &ask);
    char *before = dump(s);
    BarOrder again = make(s, &ask);
    char *after = dump(s);
    assert_int_equal(again.number, first.number);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* Counted within the store's own day: the number is called out. */
static void numbers_begin_anew_with_each_local_day(void **state) {
    Store *s = *state;
    static const struct {
        const char *at;
        int number;
    } rows[] = {{"2026-11-23T08:30", 1}, {"2026-11-23T08:30", 2}, {"2026-11-23T23:59:59", 3},
                {"2026-11-24T00:00", 1}, {"2026-11-24T00:01", 2}, {"2026-11-26T09:00", 1}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        clock_freeze(at(rows[i].at));
        assert_int_equal(an_order_of_tea(s).number, rows[i].number);
    }
    BarOrder found;
    clock_freeze(at("2026-11-24T10:00"));
    must(s, bar_find(s->db, &s->arena, "2", clock_now(), &found, &s->err)); /* today's */
    assert_int_equal(found.at, at("2026-11-24T00:01"));
    must_not(s, bar_find(s->db, &s->arena, "3", clock_now(), &found, &s->err), ERR_NOT_FOUND);
}

static void what_is_not_on_the_menu_or_dearer_now_is_refused_whole(void **state) {
    Store *s = *state;
    static const struct {
        const char *id, *seat;
        int count;
        Fen price;
        ErrCode why;
    } rows[] = {{"tea", "", 0, 1800, ERR_INPUT}, {"tea", "", BAR_COUNT_MAX + 1, 1800, ERR_INPUT},
                {"tea", "", 1, 1700, ERR_RULE},  {"milk", "", 1, 1800, ERR_RULE},
                {"wash", "", 1, 8800, ERR_RULE}, {"tea", "Z9", 1, 1800, ERR_RULE}};
    char *before = dump(s);
    for (size_t i = 0; i < COUNT(rows); i++) {
        BarAskItem items[] = {two_teas, {.count = rows[i].count, .price = rows[i].price}};
        snprintf(items[1].offer_id, sizeof items[1].offer_id, "%s", rows[i].id);
        BarAsk ask = ask_of(items, 2, rows[i].seat);
        BarOrder o;
        must_not(s, bar_make(s->db, &ask, &o, &s->arena, &s->err), rows[i].why);
    }
    BarAsk nothing = ask_of(NULL, 0, "");
    BarOrder o;
    must_not(s, bar_make(s->db, &nothing, &o, &s->arena, &s->err), ERR_INPUT);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* --- its way -------------------------------------------------------------------------------------------------------
 */

typedef enum Act { ACT_TAKE, ACT_DONE, ACT_STAFF_CANCEL, ACT_CUSTOMER_CANCEL, ACTS } Act;

static bool act(Store *s, Act what, const BarOrder *o, const char *by) {
    switch (what) {
    case ACT_TAKE: return bar_take(s->db, o->bar_order_id.text, by, clock_now(), &s->err);
    case ACT_DONE: return bar_done(s->db, o->bar_order_id.text, by, clock_now(), &s->err);
    case ACT_STAFF_CANCEL: return bar_cancel(s->db, &o->bar_order_id, NULL, by, clock_now(), &s->err);
    case ACT_CUSTOMER_CANCEL:
    case ACTS: break;
    }
    return bar_cancel(s->db, &o->bar_order_id, &o->visit_id, "", clock_now(), &s->err);
}

static BarOrder order_at(Store *s, BarState state) {
    BarOrder o = an_order_of_tea(s);
    if (state != BAR_ORDERED)
        must(s, act(s, state == BAR_TAKEN ? ACT_TAKE : state == BAR_DONE ? ACT_DONE : ACT_STAFF_CANCEL, &o, "赵小敏"));
    return o;
}

/* Taken can no longer be cancelled by the customer; what is done or cancelled stays so (the customer may cancel until
 * it is taken). */
static void every_act_from_every_state(void **state) {
    Store *s = *state;
    static const bool may[4][ACTS] = {
        /*                 take   done   staff  customer */
        [BAR_ORDERED] = {true, true, true, true},
        [BAR_TAKEN] = {false, true, true, false},
        [BAR_DONE] = {false, false, false, false},
        [BAR_CANCELLED] = {false, false, false, false},
    };
    static const BarState to[ACTS] = {BAR_TAKEN, BAR_DONE, BAR_CANCELLED, BAR_CANCELLED};
    for (int from = BAR_ORDERED; from <= BAR_CANCELLED; from++)
        for (int what = 0; what < ACTS; what++) {
            BarOrder o = order_at(s, (BarState)from), now;
            if (may[from][what])
                must(s, act(s, (Act)what, &o, "李欣"));
            else
                must_not(s, act(s, (Act)what, &o, "李欣"), ERR_RULE);
            must(s, bar_find(s->db, &s->arena, o.bar_order_id.text, clock_now(), &now, &s->err));
            assert_int_equal(now.state, may[from][what] ? to[what] : (BarState)from);
        }
}

static void the_same_act_again_by_the_same_name_changes_nothing(void **state) {
    Store *s = *state;
    for (int what = 0; what < ACTS; what++) {
        BarOrder o = an_order_of_tea(s);
        must(s, act(s, (Act)what, &o, "赵小敏"));
        char *before = dump(s);
        must(s, act(s, (Act)what, &o, "赵小敏"));
        char *after = dump(s);
        assert_string_equal(before, after);
        free(before);
        free(after);
    }
}

static void nobody_cancels_somebody_elses_order(void **state) {
    Store *s = *state;
    BarOrder o = an_order_of_tea(s);
    Uuid other = uuid_new();
    must_not(s, bar_cancel(s->db, &o.bar_order_id, &other, "", clock_now(), &s->err), ERR_RULE);
    must(s, bar_cancel(s->db, &o.bar_order_id, &o.visit_id, "", clock_now(), &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM audit"), 0); /* a customer's act is no staff act */
}

static void each_act_of_staff_is_in_the_audit_by_number_and_name(void **state) {
    Store *s = *state;
    BarOrder a = an_order_of_tea(s), b = an_order_of_tea(s);
    must(s, act(s, ACT_TAKE, &a, "赵小敏"));
    must(s, act(s, ACT_DONE, &a, "赵小敏"));
    must(s, act(s, ACT_STAFF_CANCEL, &b, "陈建华"));
    must_not(s, act(s, ACT_TAKE, &b, "赵小敏"), ERR_RULE);
    assert_string_equal(text(s, "SELECT group_concat(by_name || ' ' || what || ' ' || note, '; ') FROM"
                                " (SELECT * FROM audit ORDER BY audit_id)"),
                        "赵小敏 bar.take 1; 赵小敏 bar.done 1; 陈建华 bar.cancel 2");
}

static void open_are_todays_oldest_first_until_done_or_cancelled(void **state) {
    Store *s = *state;
    BarOrder *list;
    size_t n;
    an_order_of_tea(s); /* forgotten: it is nobody's tomorrow */
    clock_freeze(at("2026-11-24T09:00"));
    BarOrder first = an_order_of_tea(s), second = an_order_of_tea(s), third = an_order_of_tea(s);
    must(s, act(s, ACT_TAKE, &second, "赵小敏"));
    must(s, act(s, ACT_DONE, &first, "赵小敏"));
    must(s, bar_open(s->db, &s->arena, clock_now(), &list, &n, &s->err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].bar_order_id.text, second.bar_order_id.text);
    assert_string_equal(list[0].by, "赵小敏");
    assert_string_equal(list[1].bar_order_id.text, third.bar_order_id.text);
    must(s, bar_of_visit(s->db, &s->arena, &first.visit_id, &list, &n, &s->err));
    assert_int_equal(n, 1);
    assert_int_equal(list[0].state, BAR_DONE);
}

static void its_history_cannot_be_changed(void **state) {
    Store *s = *state;
    order_at(s, BAR_TAKEN);
    static const char *const tries[] = {"UPDATE bar_order_event SET kind = 'done'", "DELETE FROM bar_order_event"};
    for (size_t i = 0; i < COUNT(tries); i++)
        assert_int_not_equal(sqlite3_exec(db_handle(s->db), tries[i], NULL, NULL, NULL), SQLITE_OK);
}

int main(void) {
#define IN_A_STORE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        IN_A_STORE(an_order_keeps_names_prices_and_seat),
        IN_A_STORE(the_same_order_again_is_one_order),
        IN_A_STORE(numbers_begin_anew_with_each_local_day),
        IN_A_STORE(what_is_not_on_the_menu_or_dearer_now_is_refused_whole),
        IN_A_STORE(every_act_from_every_state),
        IN_A_STORE(the_same_act_again_by_the_same_name_changes_nothing),
        IN_A_STORE(nobody_cancels_somebody_elses_order),
        IN_A_STORE(each_act_of_staff_is_in_the_audit_by_number_and_name),
        IN_A_STORE(open_are_todays_oldest_first_until_done_or_cancelled),
        IN_A_STORE(its_history_cannot_be_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
