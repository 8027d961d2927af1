/* What can be asked of an offer at the panel: to be shown it, with or without a seat; to be called about it, at the
 * number on record or a typed one; a drink is ordered. Each once, after a tap of its own, and the page says what became
 * of it. Prices without a car; the next service says what was booked. */
#include "driver.h"

#include "rules/mask.h"
#include "screens/ask.h"
#include "screens/common.h"

static int setup(void **state) {
    driver_setup(state);
    commit(*state, "UPDATE setting SET value = '600' WHERE key = 'board.page_seconds'"); /* a row stays where it is */
    return 0;
}

/* The page of the first offer of this kind, as if its card had been tapped. */
static const Offer *open_offer_of(Driver *d, const char *kind) {
    Kiosk *k = kiosk_of(d);
    for (size_t i = 0; i < k->snap.n_offers; i++) {
        if (strcmp(k->snap.offers[i].kind, kind) != 0) continue;
        nav_go(k, SCREEN_OFFERS);
        nav_go(k, SCREEN_OFFER);
        snprintf(k->visit.offer_id, sizeof k->visit.offer_id, "%s", k->snap.offers[i].offer_id);
        k->touched_mono = d->robot.mono;
        wait_ms(d, 0);
        return offer_by_id(k, k->visit.offer_id);
    }
    fail_msg("the catalogue has no %s", kind);
    return NULL;
}

static void no_seats(Driver *d) {
    commit(d, "INSERT INTO policy_version (policy_id, store_id, subject, version, from_day, to_day, digest, file,"
              " imported_ms) SELECT 'none', store_id, 'bar', 1 + max(version), '', '', 'none', 'none.cfg', 0"
              " FROM policy_version WHERE subject = 'bar'");
    assert_int_equal(settings_count(kiosk_of(d)->snap.settings, "bar.seats"), 0);
}

static void event(Driver *d, const char *kind, const char *outcome, int seq) {
    char sql[400];
    snprintf(
        sql, sizeof sql,
        "INSERT INTO lead_event (event_id, store_id, lead_id, seq, kind, outcome, at_ms, by_name)"
        " SELECT lead_id || '-%d', store_id, lead_id, %d, '%s', '%s', at_ms + 1, '小周' FROM lead l WHERE NOT EXISTS"
        " (SELECT 1 FROM lead_event e WHERE e.lead_id = l.lead_id AND e.kind = 'done')",
        seq, seq, kind, outcome);
    commit(d, sql);
}

/* --- what a kind has ------------------------------------------------------------------------------------------------
 */

static void each_kind_has_what_makes_sense_for_it(void **state) {
    static const struct {
        const char *kind, *first, *desk; /* desk: who calls; NULL = nobody is asked to */
    } table[] = {
        /* shown are accessories, tyres and detailing (policies.md 7) */
        {"accessory", "offer.show", "sales"},    {"tyre", "offer.show", "sales"},
        {"wash", "offer.show", "advisor"},       {"paint", "offer.show", "advisor"},
        {"interior", "offer.show", "advisor"},   {"exterior", "offer.show", "advisor"},
        {"maintenance", "offer.ask", "advisor"}, {"renewal", "offer.ask", "insurance"},
        {"warranty", "offer.ask", "advisor"},    {"recycling", "offer.ask", "advisor"},
        {"trade_in", "offer.ask", "sales"},      {"bar", "offer.order", NULL},
    };
    Driver *d = *state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char want[200];
        const Offer *o = open_offer_of(d, table[i].kind);
        if (!has(d, table[i].first)) fail_msg("%s has no %s", table[i].kind, table[i].first);
        assert_int_equal(has(d, "coupon.take"), offer_has_coupon(o));
        assert_int_equal(has(d, "offer.call"), table[i].desk != NULL);
        if (!table[i].desk) continue;
        tap(d, "offer.call");
        type_keys(d, "19900012880");
        tap(d, "callme.send");
        snprintf(want, sizeof want,
                 "SELECT count(*) FROM lead WHERE kind = 'callback' AND desk = '%s' AND about = 'offer:%s'",
                 table[i].desk, o->offer_id);
        assert_int_equal(count(d, want), 1);
        assert_on(d, SCREEN_OFFER);
        assert_false(has(d, "offer.call"));
    }
}

/* --- show me --------------------------------------------------------------------------------------------------------
 */

static void the_bar_is_told_where_to_find_whom(void **state) {
    Driver *d = *state;
    const Offer *o = open_offer_of(d, "tyre");
    char sql[200];
    tap(d, "offer.show");
    assert_on(d, SCREEN_SHOW);
    tap(d, "show.seat.3");
    assert_int_equal(d->posted[JOB_LEAD], 0); /* a seat is no second tap */
    tap_twice(d, "show.send");
    assert_int_equal(d->posted[JOB_LEAD], 1);
    snprintf(
        sql, sizeof sql,
        "SELECT count(*) FROM lead WHERE kind = 'show' AND desk = 'bar' AND about = 'offer:%s' AND detail = 'seat=B1'"
        " AND order_no IS NULL AND person_id IS NULL",
        o->offer_id);
    assert_int_equal(count(d, sql), 1);
    assert_on(d, SCREEN_OFFER);
    assert_true(shows(d, "吧台马上带您去看"));
    assert_false(has(d, "offer.show"));
    assert_true(has(d, "offer.call")); /* the other question is still there */
    event(d, "taken", "", 1);
    assert_true(shows(d, "小周马上带您去看"));
    event(d, "done", "won", 2);
    assert_true(has(d, "offer.show")); /* and may be asked again: that is another lead */
    tap(d, "offer.show");
    tap(d, "show.send");
    assert_int_equal(count(d, "SELECT count(*) FROM lead"), 2);
    assert_int_equal(count(d, "SELECT count(*) FROM lead WHERE detail = ''"), 1); /* at the panel: no seat */
}

static void without_seats_one_sheet_asks(void **state) {
    Driver *d = *state;
    no_seats(d);
    open_offer_of(d, "accessory");
    tap(d, "offer.show");
    assert_on(d, SCREEN_OFFER);
    assert_true(shows(d, "请工作人员带您看看？"));
    tap(d, "lead.cancel");
    assert_int_equal(d->posted[JOB_LEAD], 0);
    tap(d, "offer.show");
    tap(d, "lead.yes");
    assert_true(shows(d, "吧台马上带您去看"));
    tap(d, "lead.close");
    assert_int_equal(count(d, "SELECT count(*) FROM lead WHERE kind = 'show' AND desk = 'bar'"), 1);
    assert_true(shows(d, "吧台马上带您去看"));
}

static void another_offer_is_another_question(void **state) {
    Driver *d = *state;
    open_offer_of(d, "tyre");
    tap(d, "offer.show");
    tap(d, "show.send");
    open_offer_of(d, "paint");
    assert_true(has(d, "offer.show"));
    tap(d, "offer.show");
    tap(d, "show.send");
    open_offer_of(d, "tyre"); /* asked first, and still said after the second */
    assert_false(has(d, "offer.show"));
    assert_int_equal(count(d, "SELECT count(DISTINCT about) FROM lead"), 2);
}

static void a_refusing_disk_is_told_and_a_retry_is_the_same_lead(void **state) {
    Driver *d = *state;
    open_offer_of(d, "wash");
    tap(d, "offer.show");
    Uuid key = kiosk_of(d)->visit.lead_key;
    d->refuse = ERR_FULL;
    tap(d, "show.send");
    assert_on(d, SCREEN_SHOW);
    assert_true(shows(d, "没有保存成功"));
    d->refuse = ERR_NONE;
    tap(d, "show.send");
    assert_on(d, SCREEN_OFFER);
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM lead WHERE lead_id = '%s'", key.text);
    assert_int_equal(count(d, sql), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM lead"), 1);
}

static void nothing_is_said_before_the_commit(void **state) {
    Driver *d = *state;
    open_offer_of(d, "wash");
    tap(d, "offer.show");
    d->held = true;
    tap(d, "show.send");
    assert_on(d, SCREEN_SHOW);
    assert_false(shows(d, "吧台马上带您去看"));
    assert_false(has(d, "show.send"));
    driver_answer(d);
    assert_on(d, SCREEN_OFFER);
    assert_true(shows(d, "吧台马上带您去看"));
}

/* --- call me --------------------------------------------------------------------------------------------------------
 */

static void a_typed_number_goes_with_the_lead_and_nowhere_else(void **state) {
    Driver *d = *state;
    open_offer_of(d, "tyre");
    tap(d, "offer.call");
    assert_on(d, SCREEN_CALLME);
    assert_true(shows(d, "保存 24 个月后删除")); /* what for and how long: beside the keys */
    tap(d, "callme.send");
    assert_true(shows(d, "请输入 11 位手机号"));
    type_keys(d, "1990001");
    tap(d, "callme.send");
    assert_int_equal(d->posted[JOB_LEAD], 0);
    type_keys(d, "2880");
    tap_twice(d, "callme.send");
    assert_int_equal(d->posted[JOB_LEAD], 1);
    assert_int_equal(count(d, "SELECT count(*) FROM v_leads WHERE kind = 'callback' AND desk = 'sales'"
                              " AND phone = '19900012880'"),
                     1);
    assert_on(d, SCREEN_OFFER);
    assert_true(shows(d, "我们会联系您"));
    assert_string_equal(kiosk_of(d)->visit.ask_phone.text, "");
    assert_string_equal(kiosk_of(d)->visit.lead_phone, "");
    open_offer_of(d, "paint"); /* given for the tyres alone */
    tap(d, "offer.call");
    assert_on(d, SCREEN_CALLME);
    assert_false(shows(d, "19900012880"));
    tap(d, "nav.back");
    assert_int_equal(count(d, "SELECT count(*) FROM lead"), 1);
}

static void the_number_on_record_is_asked_for_masked(void **state) {
    Driver *d = *state;
    open_my_car(d);
    Arena arena = {0};
    OrderPeople people;
    char masked[16], phone[16];
    assert_true(orders_people(d->robot.db, &arena, kiosk_of(d)->visit.order_no, &people, NULL));
    snprintf(phone, sizeof phone, "%s", *people.bringer_phone ? people.bringer_phone : people.owner_phone);
    mask_phone(phone, masked, sizeof masked);
    arena_free(&arena);
    open_offer_of(d, "accessory");
    tap(d, "offer.call");
    assert_on(d, SCREEN_OFFER);
    assert_true(shows(d, masked));
    assert_false(shows(d, phone));
    assert_int_equal(d->posted[JOB_LEAD], 0);
    tap(d, "lead.yes");
    tap(d, "lead.close");
    assert_int_equal(
        count(d, "SELECT count(*) FROM lead WHERE kind = 'callback' AND order_no <> '' AND person_id IS NULL"), 1);
    Lead *leads;
    size_t n;
    Err err;
    assert_true(leads_open(d->robot.db, &arena, "sales", &leads, &n, &err)); /* staff find that very number */
    assert_int_equal(n, 1);
    assert_string_equal(leads[0].phone, phone);
    arena_free(&arena);
    assert_true(shows(d, "我们会联系您"));
}

static void another_number_may_be_called_instead(void **state) {
    Driver *d = *state;
    open_my_car(d);
    open_offer_of(d, "accessory");
    tap(d, "offer.call");
    tap(d, "lead.number");
    assert_on(d, SCREEN_CALLME);
    type_keys(d, "19900012880");
    tap(d, "callme.send");
    assert_on(d, SCREEN_OFFER);
    assert_int_equal(count(d, "SELECT count(*) FROM v_leads WHERE phone = '19900012880' AND order_no <> ''"), 1);
}

static void nothing_of_it_is_left_after_leaving(void **state) {
    static const Visit empty;
    Driver *d = *state;
    open_offer_of(d, "tyre");
    tap(d, "offer.call");
    type_keys(d, "19900012880");
    kiosk_leave(kiosk_of(d));
    assert_memory_equal(&kiosk_of(d)->visit, &empty, sizeof empty);
    assert_int_equal(kiosk_of(d)->ask.n, 0);
    wait_ms(d, 700);
    open_offer_of(d, "tyre"); /* what the one before asked for is not the next one's to see */
    tap(d, "offer.show");
    tap(d, "show.send");
    kiosk_leave(kiosk_of(d));
    wait_ms(d, 700);
    open_offer_of(d, "tyre");
    assert_true(has(d, "offer.show"));
}

static void large_and_low_the_whole_menu_is_on_one_page(void **state) {
    Driver *d = *state;
    tap(d, "nav.size");
    tap(d, "board.bar");
    assert_on(d, SCREEN_BAR);
    assert_true(has(d, "bar.more.1") && has(d, "bar.more.4") && !has(d, "bar.page.next"));
    tap(d, "bar.more.1");
    tap(d, "bar.more.1");
    assert_true(shows(d, "已选 2 · 合计 ¥36"));
    tap(d, "bar.next");
    tap(d, "bar.seat.1");
    tap(d, "bar.send");
    nav_go(kiosk_of(d), SCREEN_BAR);
    wait_ms(d, 700);
    tap(d, "bar.more.2"); /* another one, and the first is still at hand */
    assert_true(shows(d, "已选 1 · 合计 ¥12"));
    tap(d, "bar.mine");
    assert_on(d, SCREEN_BAR_ORDER);
}

static void large_and_low_upright_the_first_offer_is_marked(void **state) {
    (void)state;
    Driver d;
    driver_open(&d, fixture_sample(), 1080, 1920, LANG_ZH);
    tap(&d, "nav.size");
    tap(&d, "board.offers");
    const Target *first = draw_target(&d.robot.panel.list, "offer.card.1");
    const DrawList *list = &d.robot.panel.list;
    int marked = 0;
    for (size_t i = 0; first && i < list->n_cmds; i++)
        marked += list->cmds[i].kind == DRAW_RECT && list->cmds[i].rect.y == first->rect.y &&
                  list->cmds[i].color == kiosk_of(&d)->ui.theme->gold_soft;
    assert_int_equal(marked, 1);
    driver_close(&d);
}

/* --- the bar --------------------------------------------------------------------------------------------------------
 */

static void a_drink_is_ordered_from_its_page_and_followed_from_the_board(void **state) {
    Driver *d = *state;
    const Offer *o = open_offer_of(d, "bar");
    tap(d, "offer.order");
    assert_on(d, SCREEN_BAR);
    assert_int_equal(bar_count(kiosk_of(d), o->offer_id), 1);
    tap(d, "nav.back");
    tap(d, "offer.order"); /* come back to, it is not one more */
    assert_int_equal(bar_count(kiosk_of(d), o->offer_id), 1);
    tap(d, "bar.next");
    tap(d, "bar.seat.1");
    assert_int_equal(count(d, "SELECT count(*) FROM bar_order"), 0);
    tap(d, "bar.send");
    assert_int_equal(count(d, "SELECT count(*) FROM bar_order"), 1);
    assert_int_equal(bar_count(kiosk_of(d), o->offer_id), 0); /* the next basket is a new one */
    nav_home(kiosk_of(d));
    wait_ms(d, 700);
    assert_true(shows(d, "1 号单 · 已收到"));
    Err err;
    assert_true(bar_take(d->robot.db, "1", "周洁", clock_now(), &err));
    panel_changed(&d->robot.panel);
    wait_ms(d, 0);
    assert_true(shows(d, "1 号单 · 正在制作"));
    open_my_car(d);
    assert_true(shows(d, "1 号单 · 正在制作"));
    assert_true(bar_done(d->robot.db, "1", "周洁", clock_now(), &err));
    panel_changed(&d->robot.panel);
    wait_ms(d, 0);
    assert_true(shows(d, "1 号单 · 做好了"));
    tap(d, "foot.bar");
    assert_on(d, SCREEN_BAR_ORDER);
    assert_true(shows(d, "做好了，马上送到"));
}

static void my_car_has_the_bar_among_its_links(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.all");
    tap(d, "mycar.bar");
    assert_on(d, SCREEN_BAR);
}

static void what_is_not_served_at_this_hour_is_asked_about(void **state) {
    Driver *d = *state;
    open_offer_of(d, "bar");
    commit(d, "UPDATE offer SET hours = '03:00-04:00' WHERE kind = 'bar'");
    tap(d, "offer.order");
    assert_on(d, SCREEN_OFFER);
    assert_true(has(d, "call.yes"));
    assert_int_equal(count(d, "SELECT count(*) FROM call"), 0);
    tap(d, "call.yes");
    assert_int_equal(count(d, "SELECT count(*) FROM call WHERE kind = 'bar'"), 1);
}

/* --- prices ---------------------------------------------------------------------------------------------------------
 */

static void prices_need_no_car(void **state) {
    (void)state;
    static Driver d;
    static const int sizes[][2] = {{1920, 1080}, {1080, 1920}};
    for (int i = 0; i < 4; i++) {
        driver_open(&d, fixture_sample(), sizes[i % 2][0], sizes[i % 2][1], i < 2 ? LANG_ZH : LANG_EN);
        if (i >= 2) tap(&d, "nav.size");
        tap(&d, "board.offers");
        tap(&d, "offers.prices");
        assert_on(&d, SCREEN_PRICES);
        assert_false(*kiosk_of(&d)->visit.order_no);
        driver_close(&d);
    }
}

static void what_a_price_is_compared_with_says_its_basis(void **state) {
    static const struct {
        const char *basis, *says;
    } table[] = {{"list", "原价 ¥99"}, {"last_month", "上月价 ¥99"}, {"厂家指导价", "厂家指导价 ¥99"}};
    Driver *d = *state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char sql[200];
        snprintf(sql, sizeof sql,
                 "UPDATE offer SET was_fen = 9900, was_basis = '%s', coupon = 'none' WHERE kind = 'wash'",
                 table[i].basis);
        commit(d, sql);
        open_offer_of(d, "wash");
        if (!shows(d, table[i].says)) fail_msg("%s is not said", table[i].says);
    }
    Err err; /* without one nothing gets as far as a screen */
    assert_false(sql_script(d->robot.db, "UPDATE offer SET was_basis = '' WHERE kind = 'wash'", &err));
}

/* --- the next service -----------------------------------------------------------------------------------------------
 */

static void my_car_says_back_what_was_booked(void **state) {
    Driver *d = *state;
    open_my_car(d);
    if (!has(d, "mycar.service")) tap(d, "mycar.all");
    tap(d, "mycar.service");
    tap(d, "service.day.2");
    tap(d, "service.slot.2");
    bool gift = has(d, "service.gift");
    if (gift) tap(d, "service.gift");
    tap(d, "service.ask");
    tap(d, "lead.yes");
    tap(d, "lead.close");
    assert_true(shows(d, "已提交预约 11月25日 18:30"));
    assert_int_equal(count(d, "SELECT count(*) FROM lead WHERE detail LIKE '%keep_gift=1'"), gift);
    while (kiosk_of(d)->screen != SCREEN_MYCAR) tap(d, "nav.back");
    if (!has(d, "mycar.service")) tap(d, "mycar.all");
    assert_true(has(d, "mycar.service"));
    assert_true(shows(d, "已提交预约 11月25日 18:30"));
    event(d, "done", "won", 1);
    assert_true(shows(d, "已约好 11月25日 18:30"));
    assert_true(shows(d, "顾问已确认"));
}

/* On every size the sent booking is told on its page, and the same one is not sent again. */
static void a_booking_that_was_sent_is_told_and_not_sent_twice(void **state) {
    (void)state;
    for (int way = 0; way < 4; way++) {
        Driver d;
        Err err = {0};
        bool portrait = way & 1, large = way & 2;
        driver_open(&d, fixture_sample(), portrait ? 1080 : 1920, portrait ? 1920 : 1080, LANG_ZH);
        kiosk_of(&d)->home_large = large;
        panel_frame(&d.robot.panel, d.robot.mono);
        if (!robot_go(&d.robot, "mycar", &err)) fail_msg("%s", err.en);
        if (!has(&d, "mycar.service")) tap(&d, "mycar.all");
        if (!has(&d, "mycar.service")) tap(&d, "forcar.next");
        tap(&d, "mycar.service");
        tap(&d, "service.day.2");
        tap(&d, "service.slot.2");
        tap(&d, "service.ask");
        tap(&d, "lead.yes");
        tap(&d, "lead.close");
        assert_on(&d, SCREEN_SERVICE);
        assert_true(shows(&d, "已提交预约 11月25日 18:30"));
        assert_true(shows(&d, "改时间"));
        assert_false(has(&d, "service.ask"));
        tap(&d, "service.slot.1");
        assert_true(has(&d, "service.ask"));
        driver_close(&d);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, driver_teardown)

int main(void) {
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    const struct CMUnitTest tests[] = {
        TEST(each_kind_has_what_makes_sense_for_it),
        TEST(the_bar_is_told_where_to_find_whom),
        TEST(without_seats_one_sheet_asks),
        TEST(another_offer_is_another_question),
        TEST(a_refusing_disk_is_told_and_a_retry_is_the_same_lead),
        TEST(nothing_is_said_before_the_commit),
        TEST(a_typed_number_goes_with_the_lead_and_nowhere_else),
        TEST(the_number_on_record_is_asked_for_masked),
        TEST(another_number_may_be_called_instead),
        TEST(nothing_of_it_is_left_after_leaving),
        TEST(a_drink_is_ordered_from_its_page_and_followed_from_the_board),
        TEST(large_and_low_the_whole_menu_is_on_one_page),
        cmocka_unit_test(large_and_low_upright_the_first_offer_is_marked),
        TEST(my_car_has_the_bar_among_its_links),
        TEST(what_is_not_served_at_this_hour_is_asked_about),
        cmocka_unit_test(prices_need_no_car),
        TEST(what_a_price_is_compared_with_says_its_basis),
        TEST(my_car_says_back_what_was_booked),
        cmocka_unit_test(a_booking_that_was_sent_is_told_and_not_sent_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
