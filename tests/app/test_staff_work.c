/* Bar orders and additional work on the staff's pages, by taps: what is shown, the second tap, who did it, and that the
 * board waits for the customer's answer from the proposal on until there is one. */
#include "staff_driver.h"

#include "store/bar.h"
#include "store/work.h"

static Ms noon(void) {
    Ms at = 0;
    if (!instant_parse(SAMPLE_NOW, &at)) fail_msg("no instant");
    return at;
}

static int setup(void **state) {
    clock_freeze(noon());
    return staff_setup(state);
}

static int teardown(void **state) {
    clock_unset();
    return driver_teardown(state);
}

static const char *text_of(Driver *d, const char *sql) {
    static char out[400];
    Err err = {0};
    bool row;
    sqlite3_stmt *q = sql_query(d->robot.db, sql, SQL_NO_ARGS, &err);
    if (!sql_step(d->robot.db, q, &row, &err)) fail_msg("%s: %s", sql, err.en);
    snprintf(out, sizeof out, "%s", row ? sql_text(q, 0) : "(no row)");
    if (row) sql_end(q);
    return out;
}

static void told(Driver *d) { /* of a commit */
    panel_changed(&d->robot.panel);
    panel_frame(&d->robot.panel, d->robot.mono);
}

static const char *id_of(const char *prefix, const char *id) {
    static char out[TOUCH_ID_MAX];
    snprintf(out, sizeof out, "%s%s", prefix, id);
    return out;
}

/* --- the bar -------------------------------------------------------------------------------------------------------
 */

static BarOrder ordered(Driver *d, const char *seat) {
    BarAskItem items[] = {{.offer_id = "bar-tea", .count = 2, .price = 1200},
                          {.offer_id = "bar-juice", .count = 1, .price = 1600}};
    BarAsk ask = {.bar_order_id = uuid_new(),
                  .visit_id = uuid_new(),
                  .lang = "zh",
                  .seat = seat,
                  .items = items,
                  .n = 2,
                  .at = clock_now() - 4 * MS_MINUTE};
    Arena arena = {0};
    BarOrder o;
    Err err = {0};
    if (!bar_make(d->robot.db, &ask, &o, &arena, &err)) fail_msg("%s", err.en);
    arena_free(&arena);
    told(d);
    return o;
}

static void a_bar_order_is_made_and_handed_over(void **state) {
    Driver *d = *state;
    BarOrder o = ordered(d, "A1");
    come_in(d, "staff.who.2");
    assert_true(shows(d, "吧台订单") && shows(d, "1 个待处理"));
    tap(d, "staff.bar");
    assert_on(d, SCREEN_STAFF_BAR);
    assert_true(shows(d, "A1 沙发") && shows(d, "2 × 盖碗茶") && shows(d, "1 × 鲜榨果汁"));
    assert_true(shows(d, "¥40") && shows(d, "4 分钟前"));
    tap(d, id_of("act.", o.bar_order_id.text));
    assert_string_equal(text_of(d, "SELECT state || taken_by FROM v_bar_orders"), "taken赵小敏");
    assert_true(shows(d, "赵小敏 已接") && shows(d, "做好了"));
    tap(d, id_of("act.", o.bar_order_id.text));
    assert_string_equal(text_of(d, "SELECT state FROM v_bar_orders"), "done");
    assert_true(shows(d, "现在没有吧台订单"));
    assert_string_equal(text_of(d, "SELECT group_concat(what || note, ' ') FROM (SELECT * FROM audit WHERE what LIKE"
                                   " 'bar.%' ORDER BY at_ms, audit_id)"),
                        "bar.take1 bar.done1");
}

static void cancelling_at_the_bar_takes_a_second_tap(void **state) {
    Driver *d = *state;
    BarOrder o = ordered(d, "");
    come_in(d, "staff.who.2");
    tap(d, "staff.bar");
    assert_true(shows(d, "客户自取"));
    tap(d, id_of("cancel.", o.bar_order_id.text));
    assert_string_equal(text_of(d, "SELECT state FROM v_bar_orders"), "ordered");
    tap(d, id_of("cancel.no.", o.bar_order_id.text));
    tap(d, id_of("cancel.", o.bar_order_id.text));
    tap(d, id_of("cancel.yes.", o.bar_order_id.text));
    assert_string_equal(text_of(d, "SELECT state FROM v_bar_orders"), "cancelled");
    assert_int_equal(count(d, "SELECT count(*) FROM audit WHERE what = 'bar.cancel' AND by_name = '赵小敏'"), 1);
}

/* The customer was quicker: their panel told the store, this one has not read it yet. */
static void what_the_customer_cancelled_cannot_be_taken(void **state) {
    Driver *d = *state;
    Err err = {0};
    BarOrder o = ordered(d, "A1");
    come_in(d, "staff.who.2");
    tap(d, "staff.bar");
    assert_true(bar_cancel(d->robot.db, &o.bar_order_id, &o.visit_id, "", clock_now(), &err));
    tap(d, id_of("act.", o.bar_order_id.text));
    assert_true(shows(d, "该订单已取消"));
    assert_string_equal(text_of(d, "SELECT state FROM v_bar_orders"), "cancelled");
}

/* --- additional work -----------------------------------------------------------------------------------------------
 */

/* A car in service that waits for nothing, and on which nothing was found. */
static const char *free_car(Driver *d) {
    static char no[ORDER_NO_SIZE];
    const Snapshot *snap = &kiosk_of(d)->snap;
    for (size_t i = 0; i < snap->n_board; i++) {
        const Order *o = &snap->board[i];
        if (o->hold != HOLD_NONE || o->stage != STAGE_IN_WORK || !*o->plate) continue;
        snprintf(no, sizeof no, "%s", o->order_no);
        return no;
    }
    fail_msg("no such car");
    return "";
}

static const char *open_car(Driver *d) {
    const char *no = free_car(d), *id;
    come_in(d, "staff.who.1");
    tap(d, "staff.work");
    assert_on(d, SCREEN_STAFF_WORK);
    for (int i = 0; i < 40 && !has(d, id_of("car.", no)); i++) drag(d, 600, 800, 600, 500);
    id = id_of("car.", no);
    tap(d, id);
    assert_on(d, SCREEN_STAFF_FINDINGS);
    return no;
}

static Hold hold_of_car(Driver *d, const char *no) {
    told(d);
    const Order *o = board_order(kiosk_of(d), no);
    assert_non_null(o);
    return o->hold;
}

#define MINE                                                                                                           \
    "SELECT level || '|' || what || '|' || coalesce(parts_fen, '') || '|' || coalesce(labour_fen, '') || '|' ||"       \
    " minutes || '|' || state || '|' || \"by\" FROM v_findings WHERE source = 'staff' ORDER BY changed_ms DESC"

/* The first of the common items in data/policies/work.cfg. */
static void propose_common(Driver *d) {
    tap(d, "work.add");
    assert_on(d, SCREEN_STAFF_PROPOSE);
    assert_false(has(d, "propose.next")); /* not before both are said */
    tap(d, "common.5");                   /* brings its own level … */
    assert_int_equal(kiosk_of(d)->staff.work.form.level, WORK_GREEN);
    tap(d, "common.1");
    assert_int_equal(kiosk_of(d)->staff.work.form.level, WORK_RED);
    tap(d, "level.amber"); /* … until one is said */
    tap(d, "common.5");
    tap(d, "common.1");
    assert_int_equal(kiosk_of(d)->staff.work.form.level, WORK_AMBER);
    tap(d, "propose.next");
    assert_on(d, SCREEN_STAFF_SUMS);
}

static void a_proposal_reaches_the_customer_and_the_board_waits(void **state) {
    Driver *d = *state;
    const char *no = open_car(d);
    assert_true(shows(d, "这台车还没有增项"));
    propose_common(d);
    assert_true(shows(d, "¥520") && shows(d, "¥160") && shows(d, "合计 ¥680"));
    tap(d, "sum.labour");
    tap(d, "key.delete");
    tap(d, "key.5"); /* 165 */
    assert_true(shows(d, "合计 ¥685"));
    assert_int_equal(count(d, "SELECT count(*) FROM v_findings WHERE source = 'staff'"), 0);
    tap_twice(d, "propose.send");
    wait_ms(d, 700);
    assert_on(d, SCREEN_STAFF_FINDINGS);
    assert_string_equal(text_of(d, MINE), "amber|前刹车片更换|52000|16500|40|open|周洁");
    assert_int_equal(count(d, "SELECT count(*) FROM v_findings WHERE source = 'staff'"), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM audit WHERE what = 'work.propose' AND by_name = '周洁'"), 1);
    assert_true(shows(d, "已提报") && shows(d, "待答复，客户还没看"));
    assert_int_equal(hold_of_car(d, no), HOLD_APPROVAL);
    tap(d, "nav.back");
    assert_true(shows(d, "1 项待答复"));
    tap(d, "staff.end");
    assert_on(d, SCREEN_BOARD);
}

static void what_is_not_common_is_typed(void **state) {
    Driver *d = *state;
    open_car(d);
    tap(d, "work.add");
    tap(d, "level.red");
    tap(d, "propose.own");
    assert_on(d, SCREEN_STAFF_WHAT);
    tap(d, "key.mode");
    type_keys(d, "damper leaks");
    tap(d, "what.done");
    assert_true(shows(d, "damper leaks"));
    tap(d, "propose.next");
    assert_true(shows(d, "不填金额"));
    tap(d, "sum.minutes");
    type_keys(d, "45");
    tap(d, "propose.send");
    assert_string_equal(text_of(d, MINE), "red|damper leaks|||45|open|周洁");
    tap(d, "finding.1");
    assert_true(shows(d, "没有价格"));
    assert_false(has(d, "finding.yes")); /* a yes needs a price … */
    assert_true(has(d, "finding.no"));
    tap(d, "finding.edit");
    tap(d, "propose.next");
    type_keys(d, "300");
    tap(d, "propose.send");
    assert_string_equal(text_of(d, MINE), "red|damper leaks|30000|0|45|open|周洁");
    tap(d, "finding.1");
    assert_true(has(d, "finding.yes")); /* … and now has one */
}

#define SAID "SELECT why || '|' || later || '|' || picture FROM v_findings WHERE source = 'staff' ORDER BY item DESC"

static void type_latin(Driver *d, const char *keys) {
    if (kiosk_of(d)->visit.keyboard.chinese) tap(d, "key.mode");
    type_keys(d, keys);
}

static void type_text(Driver *d, const char *card, const char *keys) {
    tap(d, "propose.texts");
    assert_on(d, SCREEN_STAFF_TEXTS);
    tap(d, card);
    assert_on(d, SCREEN_STAFF_WHAT);
    type_latin(d, keys);
    tap(d, "what.done");
    assert_true(shows(d, keys));
    tap(d, "texts.done");
    assert_on(d, SCREEN_STAFF_SUMS);
}

/* What happens if it waits comes with the item, why this car wants it is typed; the customer reads both. */
static void why_and_if_it_waits_reach_the_customer(void **state) {
    Driver *d = *state;
    const char *no = open_car(d);
    propose_common(d);
    assert_true(shows(d, "暂不处理：刹车距离变长"));
    type_text(d, "text.why", "thin pads");
    assert_true(shows(d, "thin pads"));
    tap(d, "propose.send");
    assert_string_equal(text_of(d, SAID), "thin pads|刹车距离变长；磨到刹车盘时，费用更高|work-brake-pad.svg");
    tap(d, "staff.end");
    nav_go(kiosk_of(d), SCREEN_UNLOCK);
    kiosk_open_car(kiosk_of(d), no);
    wait_ms(d, 700);
    tap(d, "mycar.findings");
    assert_true(shows(d, "thin pads") && shows(d, "刹车距离变长"));
}

static void another_item_brings_its_own_and_typed_words_stay(void **state) {
    Driver *d = *state;
    open_car(d);
    propose_common(d);
    type_text(d, "text.why", "thin pads");
    tap(d, "nav.back");
    tap(d, "common.1"); /* the same: nothing is lost */
    tap(d, "propose.next");
    assert_true(shows(d, "thin pads"));
    tap(d, "nav.back");
    tap(d, "common.6"); /* a battery has no pads */
    tap(d, "propose.next");
    assert_false(shows(d, "thin pads"));
    type_text(d, "text.later", "x");
    tap(d, "propose.send");
    assert_string_equal(text_of(d, SAID), "|天冷或久停后可能打不着车x|mt-battery.svg");
    tap(d, "work.add");
    tap(d, "common.6");
    tap(d, "propose.own"); /* typed, it is a battery no more */
    type_latin(d, "damper");
    tap(d, "what.done");
    tap(d, "propose.next");
    assert_false(shows(d, "打不着车"));
    tap(d, "propose.send");
    assert_string_equal(text_of(d, SAID), "||");
}

static Uuid the_finding(Driver *d) {
    Uuid id = {0};
    snprintf(id.text, sizeof id.text, "%s", text_of(d, "SELECT finding_id FROM finding WHERE dms_item IS NULL"));
    return id;
}

static void staff_see_that_the_customer_looked_and_note_a_spoken_yes(void **state) {
    Driver *d = *state;
    Err err = {0};
    const char *no = open_car(d);
    propose_common(d);
    tap(d, "propose.send");
    Uuid id = the_finding(d), visit = uuid_new();
    assert_true(work_saw(d->robot.db, &id, 1, &visit, "zh", clock_now(), &err));
    told(d);
    assert_true(shows(d, "待答复，客户 14:26 看过"));
    tap(d, "finding.1");
    assert_true(shows(d, "配件 ¥520 · 工时 ¥160"));
    tap(d, "finding.yes");
    assert_true(shows(d, "怎么说的"));
    tap(d, "how.cancel");
    assert_int_equal(count(d, "SELECT count(*) FROM finding_answer"), 0);
    tap(d, "finding.yes");
    tap(d, "how.phone");
    assert_string_equal(text_of(d, "SELECT choice || how || by_name || price_fen FROM finding_answer"),
                        "yesphone周洁68000");
    assert_true(shows(d, "客户同意 · 14:26 · 电话 · 周洁"));
    assert_int_equal(hold_of_car(d, no), HOLD_NONE);
    tap(d, "finding.edit"); /* a later edit voids it */
    tap(d, "propose.next");
    tap(d, "sum.parts");
    type_keys(d, "0"); /* 5200 yuan */
    tap(d, "propose.send");
    assert_string_equal(text_of(d, MINE), "amber|前刹车片更换|520000|16000|40|open|周洁");
    assert_true(shows(d, "已修改，待重新答复"));
    assert_int_equal(hold_of_car(d, no), HOLD_APPROVAL);
    tap(d, "finding.1");
    tap(d, "finding.no");
    tap(d, "how.in_person");
    assert_true(shows(d, "今天不做 · 14:26 · 当面 · 周洁"));
    assert_int_equal(hold_of_car(d, no), HOLD_NONE);
    assert_string_equal(text_of(d,
                                "SELECT group_concat(what, ' ') FROM (SELECT what FROM audit WHERE what LIKE 'work.%'"
                                " ORDER BY at_ms, audit_id)"),
                        "work.propose work.answer work.edit work.answer");
}

static void a_spoken_yes_to_an_insured_repair_asks_who_pays(void **state) {
    Driver *d = *state;
    const char *no = open_car(d);
    Err err = {0};
    assert_true(
        sql_run(d->robot.db, "UPDATE work_order SET kind = 'body_paint' WHERE order_no = ?1", SQL_ARGS(txt(no)), &err));
    propose_common(d);
    tap(d, "propose.send");
    told(d);
    tap(d, "finding.1");
    tap(d, "finding.yes");
    assert_true(shows(d, "这一项由谁付？"));
    tap(d, "pays.cancel");
    tap(d, "finding.yes");
    tap(d, "pays.insurer");
    tap(d, "how.cancel"); /* forgets who pays too */
    tap(d, "finding.yes");
    tap(d, "pays.customer");
    tap(d, "how.phone");
    assert_string_equal(text_of(d, "SELECT choice || pays || how FROM finding_answer"), "yescustomerphone");
    tap(d, "finding.no"); /* asks nobody */
    tap(d, "how.phone");
    assert_string_equal(text_of(d, "SELECT pays FROM v_findings"), "");
}

static void withdrawing_takes_a_second_tap(void **state) {
    Driver *d = *state;
    const char *no = open_car(d);
    propose_common(d);
    tap(d, "propose.send");
    tap(d, "finding.1");
    tap(d, "finding.withdraw");
    assert_int_equal(count(d, "SELECT count(*) FROM v_findings WHERE state = 'withdrawn'"), 0);
    tap(d, "withdraw.no");
    tap(d, "finding.withdraw");
    tap(d, "withdraw.yes");
    assert_int_equal(count(d, "SELECT count(*) FROM v_findings WHERE state = 'withdrawn'"), 1);
    assert_on(d, SCREEN_STAFF_FINDINGS);
    assert_true(shows(d, "这台车还没有增项"));
    assert_int_equal(hold_of_car(d, no), HOLD_NONE);
}

/* Before the customer's own panel: it is theirs to decide, as if the DMS had named it. */
static void my_car_asks_what_staff_proposed(void **state) {
    Driver *d = *state;
    const char *no = open_car(d);
    propose_common(d);
    tap(d, "propose.send");
    tap(d, "staff.end");
    nav_go(kiosk_of(d), SCREEN_UNLOCK);
    kiosk_open_car(kiosk_of(d), no);
    wait_ms(d, 700);
    assert_true(shows(d, "待您确认"));
    tap(d, "mycar.findings");
    assert_true(shows(d, "前刹车片更换"));
    tap(d, "finding.1.no");
    tap(d, "findings.review");
    tap(d, "review.send");
    assert_string_equal(text_of(d, "SELECT state || how FROM v_findings WHERE source = 'staff'"), "nopanel");
    assert_int_equal(hold_of_car(d, no), HOLD_NONE);
}

/* The store tells that it has changed, and only then the writer that it was this customer's answer. */
static void an_answer_that_is_read_before_it_is_told_is_sent_all_the_same(void **state) {
    Driver *d = *state;
    const char *no = open_car(d);
    propose_common(d);
    tap(d, "propose.send");
    tap(d, "staff.end");
    nav_go(kiosk_of(d), SCREEN_UNLOCK);
    kiosk_open_car(kiosk_of(d), no);
    wait_ms(d, 700);
    tap(d, "mycar.findings");
    tap(d, "finding.1.no");
    tap(d, "findings.review");
    d->held = true;
    tap(d, "review.send");
    assert_true(d->n_waiting > 0);
    Job job = d->waiting[d->n_waiting - 1];
    JobResult result = {.kind = job.kind, .key = job.key};
    job_run(d->robot.db, &d->robot.key, &job, &result);
    told(d);
    assert_on(d, SCREEN_FINDINGS_REVIEW);
    panel_result(&d->robot.panel, &result);
    panel_frame(&d->robot.panel, d->robot.mono);
    assert_on(d, SCREEN_FINDINGS_REVIEW);
    assert_true(has(d, "review.car")); /* it says that it was sent */
}

static void who_may_not_is_refused_by_the_store_too(void **state) {
    Driver *d = *state;
    open_car(d);
    propose_common(d);
    commit(d, "UPDATE staff SET role = 'bar' WHERE name = '周洁'");
    tap(d, "propose.send");
    assert_on(d, SCREEN_STAFF_SUMS);
    assert_true(shows(d, "没有权限"));
    assert_int_equal(count(d, "SELECT count(*) FROM v_findings WHERE source = 'staff'"), 0);
}

int main(void) {
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
#define ON_A_PANEL(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        ON_A_PANEL(a_bar_order_is_made_and_handed_over),
        ON_A_PANEL(cancelling_at_the_bar_takes_a_second_tap),
        ON_A_PANEL(what_the_customer_cancelled_cannot_be_taken),
        ON_A_PANEL(a_proposal_reaches_the_customer_and_the_board_waits),
        ON_A_PANEL(what_is_not_common_is_typed),
        ON_A_PANEL(why_and_if_it_waits_reach_the_customer),
        ON_A_PANEL(another_item_brings_its_own_and_typed_words_stay),
        ON_A_PANEL(staff_see_that_the_customer_looked_and_note_a_spoken_yes),
        ON_A_PANEL(a_spoken_yes_to_an_insured_repair_asks_who_pays),
        ON_A_PANEL(withdrawing_takes_a_second_tap),
        ON_A_PANEL(my_car_asks_what_staff_proposed),
        ON_A_PANEL(an_answer_that_is_read_before_it_is_told_is_sent_all_the_same),
        ON_A_PANEL(who_may_not_is_refused_by_the_store_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
