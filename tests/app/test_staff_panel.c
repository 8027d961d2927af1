/* Staff on the panel: the clock that is held, the PIN that is checked elsewhere while frames go on, what each role
 * finds, the second tap, and that nothing is left whichever way the session ends. */
#include "staff_driver.h"

#include "store/backups.h"
#include "store/cars.h"

/* Not one byte of a session is left. */
static void assert_gone(Driver *d) {
    static const StaffSession none;
    assert_on(d, SCREEN_BOARD);
    assert_memory_equal(&kiosk_of(d)->staff, &none, sizeof none);
    assert_false(kiosk_of(d)->visit.active);
    assert_false(shows(d, "周洁") || shows(d, "陈建华"));
}

static void a_last_backup_of_over_a_day_ago_is_told(void **state) {
    Driver *d = *state;
    Err err = {0};
    Ms now;
    assert_true(instant_parse(SAMPLE_NOW, &now));
    clock_freeze(now);
    BackupRow row = {.at = now - 23 * MS_HOUR, .folder = "/srv/backup", .file = "a.db.zst"};
    come_in(d, "staff.who.2");
    assert_false(shows(d, "备份")); /* the store's first import was just now */
    tap(d, "staff.end");
    assert_true(backup_note(d->robot.db, &row, &err));
    come_in(d, "staff.who.2");
    assert_false(shows(d, "备份"));
    tap(d, "staff.end");
    clock_freeze(now + 3 * MS_HOUR);
    come_in(d, "staff.who.1");
    assert_true(shows(d, "最近备份是 26 小时前"));
    tap(d, "staff.end");
    row.at = clock_now();
    assert_true(backup_note(d->robot.db, &row, &err));
    come_in(d, "staff.who.1");
    assert_false(shows(d, "备份"));
    clock_unset();
}

static void only_a_long_hold_opens_the_door(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.clock"); /* a child's tap */
    assert_gone(d);
    hold_clock(d, 2900);
    assert_gone(d);
    middle(d, "board.clock", &x, &y); /* a finger that wanders off */
    finger(d, FINGER_DOWN, 1, x, y);
    wait_ms(d, 1500);
    finger(d, FINGER_MOVE, 1, x - 400, y + 300);
    wait_ms(d, 2500);
    finger(d, FINGER_UP, 1, x - 400, y + 300);
    assert_gone(d);
    size_t before = d->robot.panel.list.n_cmds;
    wait_ms(d, 700);
    finger(d, FINGER_DOWN, 1, x, y);
    wait_ms(d, 300);
    assert_int_equal(d->robot.panel.list.n_cmds, before); /* a tap shows no ring … */
    wait_ms(d, 1500);
    assert_true(d->robot.panel.list.n_cmds > before); /* … a hold does */
    finger(d, FINGER_UP, 1, x, y);
    hold_clock(d, 3100);
    assert_on(d, SCREEN_STAFF_WHO);
}

static void a_customers_visit_ends_where_staff_begin(void **state) {
    Driver *d = *state;
    open_my_car(d);
    nav_home(kiosk_of(d));
    wait_ms(d, 700);
    assert_true(*kiosk_of(d)->visit.order_no);
    hold_clock(d, 3200);
    assert_on(d, SCREEN_STAFF_WHO);
    assert_true(!*kiosk_of(d)->visit.order_no);
}

static void the_right_pin_opens_wrong_ones_lock(void **state) {
    Driver *d = *state;
    choose(d, "staff.who.1");
    for (int i = 4; i >= 1; i--) {
        char words[48];
        type_keys(d, "271820");
        assert_on(d, SCREEN_STAFF_PIN);
        snprintf(words, sizeof words, "还可以试 %d 次", i);
        assert_true(shows(d, words));
    }
    type_keys(d, "271820");
    assert_true(shows(d, "请 5 分钟后再试"));
    type_keys(d, PIN); /* locked: the right one is not taken */
    assert_on(d, SCREEN_STAFF_PIN);
    assert_true(shows(d, "分钟后再试"));
    tap(d, "nav.back");
    assert_true(shows(d, "锁定 5 分钟"));
    tap(d, "staff.who.3");
    type_keys(d, PIN);
    assert_on(d, SCREEN_STAFF);
    assert_int_equal(count(d, "SELECT count(*) FROM audit WHERE what = 'staff.login' AND by_name = '陈建华'"), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM audit WHERE what = 'staff.locked' AND by_name = '周洁'"), 1);
}

/* The answer does not come for a while: frames go on, keys do nothing, the PIN is nowhere in the kiosk any more. */
static void frames_go_on_while_a_pin_is_checked(void **state) {
    Driver *d = *state;
    choose(d, "staff.who.1");
    d->held = true;
    type_keys(d, PIN);
    assert_int_equal(d->n_waiting, 1);
    assert_true(shows(d, "正在核对"));
    assert_string_equal(kiosk_of(d)->staff.pin.text, "");
    for (size_t i = 0; i + 6 <= sizeof(Kiosk); i++)
        if (memcmp((const char *)kiosk_of(d) + i, PIN, 6) == 0) fail_msg("the PIN is still there at %zu", i);
    type_keys(d, "111");
    wait_ms(d, 5000);
    assert_int_equal(d->n_waiting, 1);
    assert_string_equal(kiosk_of(d)->staff.pin.text, "");
    driver_answer(d);
    assert_on(d, SCREEN_STAFF);
}

static void an_answer_that_comes_too_late_opens_nothing(void **state) {
    Driver *d = *state;
    choose(d, "staff.who.1");
    d->held = true;
    type_keys(d, PIN);
    tap(d, "nav.back");
    tap(d, "nav.back");
    assert_gone(d);
    driver_answer(d);
    assert_gone(d);
    hold_clock(d, 3200); /* nor does it open another session */
    tap(d, "staff.who.2");
    driver_answer(d);
    assert_on(d, SCREEN_STAFF_PIN);
}

static void a_session_ends_by_button_clock_and_time(void **state) {
    Driver *d = *state;
    come_in(d, "staff.who.1");
    tap(d, "staff.end");
    assert_gone(d);
    come_in(d, "staff.who.1");
    tap(d, "nav.back");
    assert_gone(d);
    come_in(d, "staff.who.3");
    tap(d, "staff.calls");
    hold_clock(d, 3200);
    assert_gone(d);
    come_in(d, "staff.who.3");
    wait_ms(d, 59000);
    assert_on(d, SCREEN_STAFF);
    wait_ms(d, 1500);
    assert_gone(d);
    hold_clock(d, 3200); /* also without anybody logged in */
    wait_ms(d, 61000);
    assert_gone(d);
}

static void each_role_finds_its_own(void **state) {
    Driver *d = *state;
    static const struct {
        const char *who, *tiles;
    } rows[] = {{"staff.who.1", "calls bar redeem leads work stage"},
                {"staff.who.2", "calls bar"},
                {"staff.who.3", "calls bar redeem leads work stage export"}};
    static const char *const all[] = {"calls", "bar", "redeem", "leads", "work", "stage", "export"};
    for (size_t i = 0; i < 3; i++) {
        come_in(d, rows[i].who);
        for (size_t t = 0; t < sizeof all / sizeof *all; t++) {
            char id[32];
            snprintf(id, sizeof id, "staff.%s", all[t]);
            assert_int_equal(has(d, id), strstr(rows[i].tiles, all[t]) != NULL);
        }
        tap(d, "staff.end");
    }
}

/* --- redeeming -----------------------------------------------------------------------------------------------------
 */

static void scan(Driver *d, const char *text) {
    for (const char *p = text; *p; p++) {
        char one[2] = {*p, '\0'};
        panel_typed(&d->robot.panel, one, d->robot.mono += 5);
    }
    panel_typed(&d->robot.panel, "\n", d->robot.mono);
    panel_frame(&d->robot.panel, d->robot.mono);
}

static const char *take_coupon(Driver *d) {
    static char code[COUPON_CODE_SIZE];
    if (!robot_go(&d->robot, "coupon", NULL)) fail_msg("no coupon");
    strcpy(code, kiosk_of(d)->visit.coupon.code);
    kiosk_leave(kiosk_of(d));
    wait_ms(d, 700);
    return code;
}

static void a_scan_shows_the_coupon_and_a_second_tap_redeems(void **state) {
    Driver *d = *state;
    const char *code = take_coupon(d);
    come_in(d, "staff.who.1");
    tap(d, "staff.redeem");
    scan(d, code);
    assert_true(shows(d, code) && shows(d, "可以核销"));
    assert_int_equal(count(d, "SELECT count(*) FROM coupon_event"), 0);
    tap(d, "staff.redeem_it");
    assert_int_equal(count(d, "SELECT count(*) FROM coupon_event WHERE kind = 'redeemed' AND by_name = '周洁'"), 1);
    assert_true(shows(d, "已核销"));
    assert_false(has(d, "staff.undo")); /* an advisor's it is not */
    tap(d, "staff.another");
    scan(d, code);
    assert_true(shows(d, "已核销") && shows(d, "周洁"));
    assert_false(has(d, "staff.redeem_it"));
    tap(d, "staff.end");
    come_in(d, "staff.who.3");
    tap(d, "staff.redeem");
    scan(d, code);
    tap(d, "staff.undo");
    assert_int_equal(count(d, "SELECT count(*) FROM coupon_event WHERE kind = 'undone'"), 0); /* asks why first */
    tap(d, "undo.later");
    assert_int_equal(count(d, "SELECT count(*) FROM coupon_event WHERE kind = 'undone' AND by_name = '陈建华'"
                              " AND reason = '客户改期'"),
                     1);
    assert_true(has(d, "staff.redeem_it"));
}

/* The first car in service of this kind, for at least so much. */
static const char *car_of_kind(Driver *d, Kind kind, Fen least) {
    const Snapshot *snap = &kiosk_of(d)->snap;
    for (size_t i = 0; i < snap->n_board; i++)
        if (snap->board[i].kind == kind && snap->board[i].amount >= least) return snap->board[i].order_no;
    fail_msg("no car of kind %s", kind_id(kind));
    return "";
}

static void choose_order(Driver *d, const char *order_no) {
    char id[TOUCH_ID_MAX];
    tap(d, "staff.order");
    snprintf(id, sizeof id, "car.%s", order_no);
    for (int i = 0; i < 40 && !has(d, id); i++) drag(d, 600, 800, 600, 500);
    tap(d, id);
}

/* domain.md 8: redeeming needs the offer's own conditions, which order and least sum, and says which one fails. */
static void a_coupon_with_conditions_asks_for_the_order_and_says_which_fails(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE offer SET redeem_kinds = 'repair', min_sum_fen = 100000");
    const char *code = take_coupon(d);
    commit(d, "UPDATE offer SET redeem_kinds = '', min_sum_fen = NULL");
    come_in(d, "staff.who.1");
    tap(d, "staff.redeem");
    scan(d, code);
    assert_true(shows(d, "还不能核销") && shows(d, "请先选工单") && shows(d, "限一般维修使用"));
    assert_false(has(d, "staff.redeem_it"));
    choose_order(d, car_of_kind(d, KIND_MAINTENANCE, 0));
    assert_true(shows(d, "此券仅限一般维修使用，本工单为定期保养"));
    assert_false(has(d, "staff.redeem_it"));
    tap(d, "nav.lang");
    assert_true(shows(d, "This coupon is good with general repair only"));
    tap(d, "nav.lang");
    const char *repair = car_of_kind(d, KIND_REPAIR, 100000);
    char sql[160];
    snprintf(sql, sizeof sql, "UPDATE work_order SET amount_fen = 99999 WHERE order_no = '%s'", repair);
    commit(d, sql);
    choose_order(d, car_of_kind(d, KIND_REPAIR, 99999));
    assert_true(shows(d, "此券满") && shows(d, "本工单为"));
    assert_false(has(d, "staff.redeem_it"));
    snprintf(sql, sizeof sql, "UPDATE work_order SET amount_fen = 100000 WHERE amount_fen = 99999");
    commit(d, sql);
    assert_true(shows(d, "可以核销"));
    tap(d, "staff.redeem_it");
    assert_int_equal(count(d, "SELECT count(*) FROM coupon_event e JOIN work_order o USING (order_no) WHERE e.kind ="
                              " 'redeemed' AND o.kind = 'repair' AND o.amount_fen = 100000"),
                     1);
}

static void a_gift_is_redeemed_on_its_own_car(void **state) {
    Driver *d = *state;
    static char code[COUPON_CODE_SIZE];
    open_my_car(d);
    const char *order_no = kiosk_of(d)->visit.order_no;
    char sql[400];
    Err err = {0};
    CouponKey key;
    Uuid car;
    bool given;
    assert_true(coupon_key_read(db_path(d->robot.db), &key, &err));
    assert_true(db_begin(d->robot.db, &err));
    assert_true(car_ensure(d->robot.db, order_no, &car, &err));
    CouponGrant grant = {.source = "gift",
                         .programme = "loyal",
                         .item = "x",
                         .period = "p",
                         .car_id = car,
                         .order_no = order_no,
                         .title_zh = "四轮定位一次",
                         .title_en = "Wheel alignment",
                         .words_zh = "",
                         .words_en = "",
                         .kind = "service",
                         .value = 40000,
                         .min_sum = -1,
                         .redeem_kinds = "",
                         .policy_id = "",
                         .by = "test",
                         .at = clock_now(),
                         .expires = coupon_expiry(clock_now(), 30)};
    assert_true(coupon_grant(d->robot.db, &key, &grant, &given, &err) && db_commit(d->robot.db, &err));
    sqlite3_stmt *q = sql_query(d->robot.db, "SELECT code FROM coupon WHERE item = 'x'", SQL_NO_ARGS, &err);
    bool row;
    assert_true(sql_step(d->robot.db, q, &row, &err) && row);
    sql_copy(q, 0, code, sizeof code);
    sql_end(q);
    char mine[ORDER_NO_SIZE];
    snprintf(mine, sizeof mine, "%s", order_no);
    kiosk_leave(kiosk_of(d));
    wait_ms(d, 700);
    come_in(d, "staff.who.1");
    tap(d, "staff.redeem");
    scan(d, code);
    assert_true(shows(d, "四轮定位一次") && shows(d, "价值 ¥400") && shows(d, "可以核销"));
    assert_string_equal(kiosk_of(d)->staff.use_no, mine); /* its car is here: no need to choose */
    const Snapshot *snap = &kiosk_of(d)->snap;
    const char *other = strcmp(snap->board[0].order_no, mine) == 0 ? snap->board[1].order_no : snap->board[0].order_no;
    choose_order(d, other);
    assert_true(shows(d, "此券属于另一辆车"));
    assert_false(has(d, "staff.redeem_it"));
    choose_order(d, mine);
    tap(d, "staff.redeem_it");
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM v_gifts WHERE code = '%s' AND redeemed_by = '周洁' AND"
             " redeemed_order = '%s'",
             code, mine);
    assert_int_equal(count(d, sql), 1);
}

static void a_code_can_be_typed_and_a_wrong_one_is_told(void **state) {
    Driver *d = *state;
    const char *code = take_coupon(d);
    come_in(d, "staff.who.1");
    tap(d, "staff.redeem");
    type_keys(d, "7777777777");
    assert_false(shows(d, "券码不对"));
    type_keys(d, "78");
    assert_true(shows(d, "券码不对"));
    for (const char *p = code; *p; p++)
        if (*p != '-') type_keys(d, (char[]){*p, '\0'});
    assert_true(shows(d, code));
}

static void keys_do_nothing_anywhere_else(void **state) {
    Driver *d = *state;
    const char *code = take_coupon(d);
    static const char *const pages[] = {"board",     "offers",    "rate",  "plate",
                                        "staff_who", "staff_pin", "staff", "staff_calls"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        Err err = {0};
        kiosk_leave(kiosk_of(d));
        wait_ms(d, 700);
        if (!robot_go(&d->robot, pages[i], &err)) fail_msg("%s", err.en);
        ScreenId screen = kiosk_of(d)->screen;
        assert_false(panel_typed(&d->robot.panel, "1", d->robot.mono));
        scan(d, code);
        assert_on(d, screen);
        assert_int_equal(count(d, "SELECT count(*) FROM coupon_event"), 0);
    }
    kiosk_leave(kiosk_of(d));
}

static void rubbish_from_a_scanner_is_told_and_changes_nothing(void **state) {
    Driver *d = *state;
    come_in(d, "staff.who.1");
    tap(d, "staff.redeem");
    unsigned seed = 7;
    int64_t before = count(d, "SELECT total_changes()");
    for (int i = 0; i < 200; i++) {
        char text[64];
        size_t len = 1 + (seed >> 8) % 60;
        for (size_t n = 0; n < len; n++) {
            seed = seed * 1664525u + 1013904223u;
            text[n] = (char)(33 + (seed >> 24) % 94);
        }
        text[len] = '\0';
        scan(d, text);
        assert_true(shows(d, "券码不对") || shows(d, "没有") || shows(d, "不是"));
        assert_false(has(d, "staff.redeem_it"));
    }
    assert_int_equal(count(d, "SELECT total_changes()"), before);
}

/* --- the rest ------------------------------------------------------------------------------------------------------
 */

static void calls_are_taken_and_done(void **state) {
    Driver *d = *state;
    commit(d, "INSERT INTO call (call_id, store_id, visit_id, kind, at_ms, at_local) SELECT"
              " '01a20e0c-0000-7000-8000-000000000001', value, 'v', 'bar', 1, '' FROM setting WHERE key = 'store.id'");
    come_in(d, "staff.who.2");
    tap(d, "staff.calls");
    tap(d, "act.01a20e0c-0000-7000-8000-000000000001");
    assert_int_equal(
        count(d, "SELECT count(*) FROM call WHERE taken_ms > 0 AND done_ms IS NULL AND by_name = '赵小敏'"), 1);
    tap(d, "act.01a20e0c-0000-7000-8000-000000000001");
    assert_int_equal(count(d, "SELECT count(*) FROM call WHERE done_ms > 0"), 1);
    assert_true(shows(d, "没有客户呼叫"));
    assert_int_equal(count(d, "SELECT count(*) FROM audit WHERE what IN ('call.take', 'call.done')"), 2);
}

static void a_stage_moves_with_the_second_tap(void **state) {
    Driver *d = *state;
    come_in(d, "staff.who.1");
    tap(d, "staff.stage");
    char id[TOUCH_ID_MAX], no[ORDER_NO_SIZE];
    snprintf(no, sizeof no, "%s", kiosk_of(d)->snap.board[0].order_no);
    snprintf(id, sizeof id, "car.%s", no);
    tap(d, id);
    Stage to = kiosk_of(d)->snap.board[0].stage == STAGE_WASH ? STAGE_READY : STAGE_WASH;
    tap(d, to == STAGE_WASH ? "to.wash" : "to.ready");
    assert_int_equal(count(d, "SELECT count(*) FROM order_stage WHERE source = 'hand'"), 0);
    tap(d, "stage.go");
    assert_int_equal(count(d, "SELECT count(*) FROM order_stage WHERE source = 'hand' AND by_name = '周洁'"), 1);
    panel_changed(&d->robot.panel);
    wait_ms(d, 50);
    assert_true(shows(d, "已改到"));
    assert_int_equal(board_order(kiosk_of(d), no)->stage, to);
}

static void who_is_locked_meanwhile_can_do_no_more(void **state) {
    Driver *d = *state;
    Err err = {0};
    const char *code = take_coupon(d);
    come_in(d, "staff.who.1");
    tap(d, "staff.redeem");
    scan(d, code);
    assert_true(staff_set_off(d->robot.db, "周洁", true, "陈建华", clock_now(), &err));
    tap(d, "staff.redeem_it");
    assert_true(shows(d, "已被经理停用"));
    assert_int_equal(count(d, "SELECT count(*) FROM coupon_event"), 0);
    assert_true(staff_of(d, "周洁").off);
}

/* Whoever records, even what was typed: two PINs leave the same recording. */
static void no_recording_tells_a_pin(void **state) {
    (void)state;
    static const char *const pins[] = {"271820", "980651"};
    char *texts[2];
    for (int text = 0; text < 2; text++) {
        for (int i = 0; i < 2; i++) {
            void *fresh;
            Err err = {0};
            char path[128], line[2048];
            clock_freeze(1795500000000);
            staff_setup(&fresh);
            Driver *d = fresh;
            snprintf(path, sizeof path, "%s/pin-%d-%d.rec", fixture_folder(), text, i);
            if (!record_start(&d->robot.panel, path, false, text, &err)) fail_msg("%s", err.en);
            choose(d, "staff.who.1");
            type_keys(d, pins[i]);
            driver_close(d);
            Buf all = {0};
            FILE *f = fopen(path, "r");
            assert_non_null(f);
            while (fgets(line, sizeof line, f)) buf_puts(&all, line);
            fclose(f);
            texts[i] = all.text;
        }
        assert_string_equal(texts[0], texts[1]);
        assert_non_null(strstr(texts[0], "\"secret\":true"));
        free(texts[0]);
        free(texts[1]);
    }
    clock_unset();
}

int main(void) {
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
#define ON_A_PANEL(test) cmocka_unit_test_setup_teardown(test, staff_setup, driver_teardown)
    const struct CMUnitTest tests[] = {
        ON_A_PANEL(a_last_backup_of_over_a_day_ago_is_told),
        ON_A_PANEL(only_a_long_hold_opens_the_door),
        ON_A_PANEL(a_customers_visit_ends_where_staff_begin),
        ON_A_PANEL(the_right_pin_opens_wrong_ones_lock),
        ON_A_PANEL(frames_go_on_while_a_pin_is_checked),
        ON_A_PANEL(an_answer_that_comes_too_late_opens_nothing),
        ON_A_PANEL(a_session_ends_by_button_clock_and_time),
        ON_A_PANEL(each_role_finds_its_own),
        ON_A_PANEL(a_scan_shows_the_coupon_and_a_second_tap_redeems),
        ON_A_PANEL(a_coupon_with_conditions_asks_for_the_order_and_says_which_fails),
        ON_A_PANEL(a_gift_is_redeemed_on_its_own_car),
        ON_A_PANEL(a_code_can_be_typed_and_a_wrong_one_is_told),
        ON_A_PANEL(keys_do_nothing_anywhere_else),
        ON_A_PANEL(rubbish_from_a_scanner_is_told_and_changes_nothing),
        ON_A_PANEL(calls_are_taken_and_done),
        ON_A_PANEL(a_stage_moves_with_the_second_tap),
        ON_A_PANEL(who_is_locked_meanwhile_can_do_no_more),
        cmocka_unit_test(no_recording_tells_a_pin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
