/* My car's own pages at the panel: a number shown in full only while a finger holds it, answers about it, the next
 * service asked for, plan and actual at the hand-over, the bell on every page, and nothing left behind. */
#include "driver.h"

#include "rules/mask.h"
#include "screens/common.h"

static int setup(void **state) {
    driver_setup(state);
    commit(*state, "UPDATE setting SET value = '600' WHERE key = 'board.page_seconds'"); /* a row stays where it is */
    return 0;
}

/* The whole number and plate of the opened car, read beside the panel. */
typedef struct Known {
    char phone[16], masked[16], plate[48];
} Known;

static Known known(Driver *d) {
    Known k = {0};
    Arena arena = {0};
    OrderPeople people;
    assert_true(orders_people(d->robot.db, &arena, kiosk_of(d)->visit.order_no, &people, NULL));
    snprintf(k.phone, sizeof k.phone, "%s", *people.owner_phone ? people.owner_phone : people.bringer_phone);
    mask_phone(k.phone, k.masked, sizeof k.masked);
    snprintf(k.plate, sizeof k.plate, "%s", kiosk_of(d)->car.order.plate + strlen("川A"));
    arena_free(&arena);
    return k;
}

static void go(Driver *d, const char *link) {
    if (!has(d, link)) tap(d, "mycar.all");
    tap(d, link);
}

static void open_number(Driver *d) {
    open_my_car(d);
    go(d, "mycar.number");
    assert_on(d, SCREEN_NUMBER);
}

/* --- the number -----------------------------------------------------------------------------------------------------
 */

static void in_full_only_while_a_finger_holds_it(void **state) {
    Driver *d = *state;
    float x, y;
    open_number(d);
    Known k = known(d);
    assert_true(shows(d, k.masked));
    assert_false(shows(d, k.phone));
    assert_false(shows(d, k.plate));
    wait_ms(d, 700);
    middle(d, "number.hold", &x, &y);
    finger(d, FINGER_DOWN, 1, x, y);
    assert_true(shows(d, k.phone));
    assert_true(shows(d, k.plate));
    wait_ms(d, 5000); /* as long as it is held */
    assert_true(shows(d, k.phone));
    finger(d, FINGER_UP, 1, x, y);
    assert_false(shows(d, k.phone));
    assert_false(shows(d, k.plate));
    assert_true(shows(d, k.masked));

    wait_ms(d, 700); /* a finger that slides off has let go */
    finger(d, FINGER_DOWN, 1, x, y);
    assert_true(shows(d, k.phone));
    finger(d, FINGER_MOVE, 1, x, y + 300);
    assert_false(shows(d, k.phone));
    finger(d, FINGER_UP, 1, x, y + 300);
    assert_on(d, SCREEN_NUMBER);
    assert_int_equal(d->posted[JOB_CORRECTION], 0);
}

static void one_tap_confirms_and_it_is_never_asked_again(void **state) {
    Driver *d = *state;
    open_number(d);
    tap_twice(d, "number.yes");
    assert_int_equal(d->posted[JOB_CORRECTION], 1);
    assert_int_equal(count(d, "SELECT count(*) FROM v_corrections WHERE answer = 'yes' AND new_phone = ''"
                              " AND bringer_is_owner IS NULL AND old_phone <> ''"),
                     1);
    assert_true(shows(d, "已记下"));
    tap(d, "number.done");
    assert_false(has(d, "mycar.number"));
    if (has(d, "mycar.all")) tap(d, "mycar.all");
    assert_false(has(d, "mycar.number"));
    kiosk_leave(kiosk_of(d));
    wait_ms(d, 700);
    open_my_car(d);
    assert_false(has(d, "mycar.number"));
    if (has(d, "mycar.all")) tap(d, "mycar.all");
    assert_false(has(d, "mycar.number"));
}

static void a_new_number_on_record_is_asked_about_anew(void **state) {
    Driver *d = *state;
    open_number(d);
    tap(d, "number.yes");
    tap(d, "number.done");
    commit(d, "UPDATE person SET phone = '1880000' || substr(phone, -4) WHERE phone <> '' AND person_id IN"
              " (SELECT owner_id FROM work_order)");
    assert_true(kiosk_of(d)->car.found);
    assert_false(kiosk_of(d)->car.number_answered);
}

static void a_changed_number_needs_eleven_digits_and_a_send(void **state) {
    Driver *d = *state;
    open_number(d);
    tap(d, "number.changed");
    assert_int_equal(d->posted[JOB_CORRECTION], 0);
    tap(d, "number.send");
    assert_true(shows(d, "请输入 11 位手机号"));
    type_keys(d, "1990001");
    tap(d, "number.send");
    assert_int_equal(d->posted[JOB_CORRECTION], 0);
    type_keys(d, "2880");
    tap(d, "number.owner");
    tap(d, "number.send");
    assert_int_equal(count(d, "SELECT count(*) FROM v_corrections WHERE answer = 'changed'"
                              " AND new_phone = '19900012880' AND bringer_is_owner = 1 AND order_no <> ''"),
                     1);
    assert_int_equal(count(d, "SELECT count(*) FROM person WHERE phone = '19900012880'"), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM work_order o JOIN person p ON p.person_id = o.owner_id"
                              " WHERE p.phone = '19900012880'"),
                     0); /* the record itself is the office's to change */
}

static void not_the_owner_may_leave_no_number(void **state) {
    Driver *d = *state;
    open_number(d);
    tap(d, "number.other");
    type_keys(d, "199");
    tap(d, "number.send");
    assert_int_equal(d->posted[JOB_CORRECTION], 0); /* part of one is none */
    tap(d, "number.cancel");
    tap(d, "number.other");
    tap(d, "number.send");
    assert_int_equal(count(d, "SELECT count(*) FROM v_corrections WHERE answer = 'not_owner' AND new_phone = ''"
                              " AND bringer_is_owner = 0"),
                     1);
}

static void a_refusing_disk_is_told_and_the_digits_stay(void **state) {
    Driver *d = *state;
    open_number(d);
    tap(d, "number.changed");
    type_keys(d, "19900012880");
    d->refuse = ERR_FULL;
    tap(d, "number.send");
    assert_true(shows(d, "存储已满"));
    assert_true(shows(d, "19900012880"));
    d->refuse = ERR_NONE;
    tap(d, "number.send");
    assert_int_equal(count(d, "SELECT count(*) FROM correction"), 1);
}

static void nothing_typed_is_left_after_leaving(void **state) {
    static const Visit empty;
    Driver *d = *state;
    open_number(d);
    Known k = known(d);
    tap(d, "number.changed");
    type_keys(d, "19900012880");
    wait_ms(d, 61 * MS_SECOND);
    wait_ms(d, 20 * MS_SECOND);
    assert_on(d, SCREEN_BOARD);
    assert_memory_equal(&kiosk_of(d)->visit, &empty, sizeof empty);
    assert_string_equal(kiosk_of(d)->car.number, "");
    assert_false(shows(d, k.masked));
    assert_int_equal(count(d, "SELECT count(*) FROM correction"), 0);
}

/* --- the next service -----------------------------------------------------------------------------------------------
 */

static void a_day_and_a_slot_become_one_lead_after_a_second_tap(void **state) {
    Driver *d = *state;
    open_my_car(d);
    go(d, "mycar.service");
    assert_on(d, SCREEN_SERVICE);
    assert_false(has(d, "service.ask")); /* nothing chosen yet */
    tap(d, "service.day.2");
    assert_false(has(d, "service.ask"));
    tap(d, "service.slot.2");
    tap(d, "service.pickup");
    tap(d, "service.ask");
    assert_int_equal(count(d, "SELECT count(*) FROM lead"), 0);
    tap(d, "lead.yes");
    assert_int_equal(count(d, "SELECT count(*) FROM lead WHERE kind = 'booking' AND desk = 'advisor'"
                              " AND detail LIKE 'day=2026-11-25 slot=18:30 pickup=1%' AND order_no <> ''"),
                     1);
}

static void an_electric_car_is_offered_no_oil(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.all");
    assert_true(has(d, "mycar.prepaid"));
    nav_home(kiosk_of(d));
    commit(d, "UPDATE work_order SET model = 'bZ4X 长续航'");
    open_my_car(d);
    tap(d, "mycar.all");
    assert_false(has(d, "mycar.prepaid"));
    nav_home(kiosk_of(d));
    commit(d, "UPDATE work_order SET model = '卡罗拉 1.2T'");
    tap(d, "board.prepaid");
    tap(d, "prepaid.car");
    assert_true(shows(d, "GR86"));
    assert_false(shows(d, "bZ4X"));
}

/* The width of the code that is drawn, in units. */
static float width_of_code(Driver *d) {
    const DrawList *list = &d->robot.panel.list;
    float left = 1e6f, right = 0;
    for (size_t i = 0; i < list->n_cmds; i++) {
        const DrawCmd *c = &list->cmds[i];
        if (c->kind != DRAW_RECT || c->color != 0xFF17191E || c->rect.h > 40) continue;
        if (c->rect.x < left) left = c->rect.x;
        if (c->rect.x + c->rect.w > right) right = c->rect.x + c->rect.w;
    }
    return right - left;
}

static void large_and_low_a_gifts_code_is_no_smaller_than_a_coupons(void **state) {
    Driver *d = *state;
    Kiosk *k = kiosk_of(d);
    static Coupon gift = {
        .code = "X04A-G030-10BN", .source = "gift", .kind = "percent", .value = 70, .price = -1, .min_sum = -1};
    open_my_car(d);
    tap(d, "nav.size");
    k->car.gifts = &gift;
    k->car.n_gifts = 1;
    nav_go(k, SCREEN_GIFTS);
    wait_ms(d, 700);
    assert_on(d, SCREEN_GIFTS);
    assert_true(width_of_code(d) >= 380);
}

static void trade_in_is_a_lead_for_sales(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.all");
    if (!has(d, "mycar.trade_in")) {
        assert_int_equal(count(d, "SELECT count(*) FROM offer WHERE kind = 'trade_in' AND withdrawn = 0"), 0);
        return;
    }
    tap(d, "mycar.trade_in");
    assert_int_equal(count(d, "SELECT count(*) FROM lead"), 0);
    tap(d, "lead.yes");
    assert_int_equal(count(d, "SELECT count(*) FROM lead WHERE kind = 'trade_in' AND desk = 'sales'"), 1);
}

/* --- plan and actual ------------------------------------------------------------------------------------------------
 */

static void at_the_hand_over_plan_and_actual_are_compared(void **state) {
    Driver *d = *state;
    Ms ready, promised;
    char sql[1400];
    open_my_car(d);
    const char *no = kiosk_of(d)->visit.order_no;
    assert_true(instant_parse("2026-11-23T14:08:00+08:00", &ready));
    assert_true(instant_parse("2026-11-23T14:20:00+08:00", &promised));
    snprintf(sql, sizeof sql,
             "UPDATE work_order SET stage = 'ready', hold = '', promised_ms = %lld WHERE order_no = '%s';"
             "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms) SELECT store_id, "
             "order_no, 90, 'inspection', '', '', %lld, 1 FROM work_order"
             " WHERE order_no = '%s';"
             "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms) SELECT store_id, "
             "order_no, 91, 'ready', '', '', %lld, 1 FROM work_order"
             " WHERE order_no = '%s'; DELETE FROM order_stage WHERE order_no = '%s' AND seq < 90;",
             (long long)promised, no, (long long)(ready - 20 * MS_MINUTE), no, (long long)ready, no, no);
    commit(d, sql);
    assert_true(shows(d, "约定 14:20，完成 14:08 · 早 12 分钟"));
    assert_true(shows(d, "20 分钟")); /* in inspection */
    assert_true(shows(d, "系统未分级记录"));
    assert_true(shows(d, "未记录")); /* stages that no export showed */
    snprintf(sql, sizeof sql,
             "INSERT INTO order_inspection (store_id, order_no, round, level, seen_ms) SELECT store_id, order_no, 1, "
             "2, %lld FROM work_order WHERE order_no = '%s';",
             (long long)(ready - 10 * MS_MINUTE), no);
    commit(d, sql);
    assert_false(shows(d, "系统未分级记录"));
    assert_true(shows(d, "自检") && shows(d, "组长") && shows(d, "总检"));
    snprintf(sql, sizeof sql, "UPDATE work_order SET promised_ms = %lld WHERE order_no = '%s';",
             (long long)(ready + 3 * MS_HOUR), no);
    commit(d, sql);
    assert_true(shows(d, "早 3 小时"));
    assert_false(shows(d, "3 小时 00 分"));
}

/* Nothing is expected of it and nobody waits for it any more; on a narrow panel no stage loses how long it took. */
static void a_finished_car_is_spoken_of_as_finished(void **state) {
    (void)state;
    for (int way = 0; way < 4; way++) {
        Driver d;
        Err err = {0};
        bool portrait = way & 1;
        driver_open(&d, fixture_sample(), portrait ? 1080 : 1920, portrait ? 1920 : 1080, LANG_ZH);
        kiosk_of(&d)->home_large = way & 2;
        panel_frame(&d.robot.panel, d.robot.mono);
        if (!robot_go(&d.robot, "mycar", &err)) fail_msg("%s", err.en);
        assert_true(shows(&d, "预计交车"));
        char sql[700];
        const char *no = kiosk_of(&d)->visit.order_no;
        long long now = (long long)clock_now();
        snprintf(sql, sizeof sql,
                 "DELETE FROM order_stage WHERE order_no = '%s';"
                 "UPDATE work_order SET stage = 'ready', hold = '' WHERE order_no = '%s';"
                 "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms) SELECT"
                 " store_id, order_no, 90, 'inspection', '', '', %lld, 1 FROM work_order WHERE order_no = '%s';"
                 "INSERT INTO order_stage (store_id, order_no, seq, stage, hold, step, seen_ms, since_ms) SELECT"
                 " store_id, order_no, 91, 'ready', '', '', %lld, 1 FROM work_order WHERE order_no = '%s';",
                 no, no, now - 41 * (long long)MS_MINUTE, no, now - 9 * (long long)MS_MINUTE, no);
        commit(&d, sql);
        snprintf(
            sql, sizeof sql,
            "INSERT INTO order_inspection (store_id, order_no, round, level, seen_ms) SELECT store_id, order_no, 1,"
            " 3, %lld FROM work_order WHERE order_no = '%s';",
            now - 20 * (long long)MS_MINUTE, no);
        commit(&d, sql);
        assert_true(shows(&d, "可以取车了"));
        assert_false(shows(&d, "预计交车"));
        assert_false(shows(&d, "等候时可以做"));
        if (portrait || !(way & 2)) assert_true(shows(&d, "32 分钟")); /* in inspection */
        driver_close(&d);
    }
}

/* --- the bell -------------------------------------------------------------------------------------------------------
 */

static void the_advisor_can_be_called_from_every_page(void **state) {
    static const char *const ways[] = {"board.offers", "board.prepaid", "board.mycar", "board.rate"};
    Driver *d = *state;
    assert_true(has(d, "nav.bell"));
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        tap(d, ways[i]);
        tap(d, "nav.bell");
        assert_true(has(d, "call.yes"));
        assert_int_equal(d->posted[JOB_CALL], 0);
        tap(d, "call.cancel");
        tap(d, "nav.back");
    }
    tap(d, "board.offers");
    tap(d, "nav.bell");
    tap(d, "call.yes");
    assert_int_equal(count(d, "SELECT count(*) FROM call WHERE kind = 'advisor' AND order_no IS NULL"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, driver_teardown)

int main(void) {
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    const struct CMUnitTest tests[] = {
        TEST(in_full_only_while_a_finger_holds_it),
        TEST(one_tap_confirms_and_it_is_never_asked_again),
        TEST(a_new_number_on_record_is_asked_about_anew),
        TEST(a_changed_number_needs_eleven_digits_and_a_send),
        TEST(not_the_owner_may_leave_no_number),
        TEST(a_refusing_disk_is_told_and_the_digits_stay),
        TEST(nothing_typed_is_left_after_leaving),
        TEST(a_day_and_a_slot_become_one_lead_after_a_second_tap),
        TEST(an_electric_car_is_offered_no_oil),
        TEST(large_and_low_a_gifts_code_is_no_smaller_than_a_coupons),
        TEST(trade_in_is_a_lead_for_sales),
        TEST(at_the_hand_over_plan_and_actual_are_compared),
        cmocka_unit_test(a_finished_car_is_spoken_of_as_finished),
        TEST(the_advisor_can_be_called_from_every_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
