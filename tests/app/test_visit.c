/* What one customer lives through at the panel: leaving and being left, touches that do not count, undo, sending once,
 * my car with its lock, offers and coupons, news from the store while something is open. */
#include "driver.h"

#include "screens/common.h"

static int setup(void **state) {
    driver_setup(state);
    commit(*state, "UPDATE setting SET value = '600' WHERE key = 'board.page_seconds'"); /* a row stays where it is */
    return 0;
}

static void assert_nothing_left(Driver *d) {
    static const Visit empty;
    assert_on(d, SCREEN_BOARD);
    assert_memory_equal(&kiosk_of(d)->visit, &empty, sizeof empty);
    assert_false(kiosk_of(d)->car.found);
    assert_null(kiosk_of(d)->car.arena.first);
    assert_int_equal(kiosk_of(d)->lang, LANG_ZH);
}

/* --- leaving --------------------------------------------------------------------------------------------------------
 */

static void a_minute_untouched_asks_and_i_am_still_here_extends(void **state) {
    Driver *d = *state;
    open_my_car(d);
    for (int i = 0; i < 3; i++) {
        wait_ms(d, 59 * MS_SECOND);
        assert_false(has(d, "idle.stay"));
        wait_ms(d, 2 * MS_SECOND);
        assert_true(has(d, "idle.stay"));
        assert_false(has(d, "mycar.exit")); /* nothing under the sheet can be touched */
        assert_true(shows(d, "19 秒") || shows(d, "20 秒"));
        wait_ms(d, 10 * MS_SECOND);
        assert_true(shows(d, "9 秒") || shows(d, "10 秒"));
        tap(d, "idle.stay");
        assert_false(has(d, "idle.stay"));
        assert_on(d, SCREEN_MYCAR);
        assert_non_null(my_order(kiosk_of(d)));
    }
}

static void without_an_answer_everything_of_the_visit_is_gone(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "nav.lang");
    tap(d, "mycar.rate");
    tap(d, "rate.face.1");
    tap(d, "why.reason.wait");
    type_keys(d, "never again");
    tap(d, "why.submit");
    tap(d, "recommend.3");
    type_keys(d, "19900001234");
    assert_true(shows(d, "19900001234"));
    assert_int_equal(kiosk_of(d)->lang, LANG_EN);
    wait_ms(d, 61 * MS_SECOND);
    assert_true(has(d, "idle.stay"));
    wait_ms(d, 20 * MS_SECOND);
    assert_nothing_left(d);
    assert_false(shows(d, "19900001234"));
    assert_int_equal(count(d, "SELECT count(*) FROM person WHERE phone = '19900001234'"), 0); /* never sent */
}

static void any_touch_extends_while_it_counts_down(void **state) {
    Driver *d = *state;
    tap(d, "board.offers");
    wait_ms(d, 70 * MS_SECOND);
    assert_true(has(d, "idle.stay"));
    poke(d, 5, 5);
    assert_false(has(d, "idle.stay"));
    assert_on(d, SCREEN_OFFERS);
    wait_ms(d, 59 * MS_SECOND);
    assert_false(has(d, "idle.stay"));
}

static void a_visit_that_ended_on_the_board_ends_without_a_question(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "nav.back");
    assert_on(d, SCREEN_BOARD);
    wait_ms(d, 61 * MS_SECOND);
    assert_false(has(d, "idle.stay"));
    assert_nothing_left(d);
}

static void exit_forgets_at_once(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.exit");
    assert_nothing_left(d);
}

static void screens_find_their_own_way_back_to_the_board(void **state) {
    Driver *d = *state;
    const char *ways[] = {"board.offers", "board.prepaid", "board.mycar", "board.rate", "board.hero"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        tap(d, ways[i]);
        wait_ms(d, 61 * MS_SECOND);
        wait_ms(d, 20 * MS_SECOND);
        assert_nothing_left(d);
    }
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factors.skip");
    tap(d, "recommend.skip");
    assert_on(d, SCREEN_THANKS);
    wait_ms(d, 9 * MS_SECOND);
    assert_on(d, SCREEN_THANKS);
    wait_ms(d, 2 * MS_SECOND);
    assert_nothing_left(d);
}

static void the_panel_sleeps_until_its_next_deadline(void **state) {
    Driver *d = *state;
    wait_ms(d, 1);
    Ms next = panel_deadline(&d->robot.panel) - d->robot.mono;
    assert_in_range(next, 1, MS_MINUTE);
    tap(d, "board.rate");
    wait_ms(d, 59 * MS_SECOND);
    assert_true(panel_deadline(&d->robot.panel) <= d->robot.mono + 2 * MS_SECOND); /* the question comes in time */
}

/* --- touches that do not count
 * ---------------------------------------------------------------------------------------- */

static void a_face_within_400_ms_is_not_taken(void **state) {
    Driver *d = *state;
    static const Ms too_soon[] = {0, 150, 320, 395};
    float x, y;
    for (size_t i = 0; i < sizeof too_soon / sizeof *too_soon; i++) {
        tap(d, "board.rate");
        middle(d, "rate.face.4", &x, &y);
        d->robot.mono = kiosk_of(d)->visit.rate_shown_mono + too_soon[i] - (too_soon[i] > 40 ? 40 : 0);
        poke(d, x, y);
        assert_on(d, SCREEN_RATE);
        assert_int_equal(count(d, "SELECT count(*) FROM rating"), 0);
        tap(d, "nav.back");
    }
    tap(d, "board.rate");
    wait_ms(d, 450);
    poke(d, x, y);
    assert_on(d, SCREEN_FACTORS);
    assert_int_equal(count(d, "SELECT score FROM rating"), 4);
}

static void another_face_changes_the_same_row(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    assert_int_equal(count(d, "SELECT score FROM rating"), 2);
    tap(d, "nav.back");
    tap(d, "rate.face.5");
    tap(d, "nav.back");
    tap(d, "rate.face.3");
    assert_int_equal(count(d, "SELECT count(*) FROM rating"), 1);
    assert_int_equal(count(d, "SELECT score FROM rating"), 3);
    assert_int_equal(count(d, "SELECT group_concat(score, '') FROM (SELECT score FROM rating_score ORDER BY seq)"),
                     253);
    assert_int_equal(count(d, "SELECT count(*) FROM complaint"), 0); /* a face alone never is one */
}

static void undo_takes_the_face_back_for_three_seconds(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    tap(d, "rate.face.1");
    assert_true(shows(d, "已记下"));
    tap(d, "rate.undo");
    assert_on(d, SCREEN_RATE);
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings"), 0);
    tap(d, "rate.face.4");
    assert_int_equal(count(d, "SELECT score FROM v_ratings"), 4);
    assert_int_equal(count(d, "SELECT count(*) FROM rating"), 1);
    assert_true(has(d, "rate.undo"));
    wait_ms(d, 3001);
    assert_false(has(d, "rate.undo"));
}

static void undo_from_the_last_step_leads_back_to_the_faces(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    tap(d, "why.skip");
    assert_on(d, SCREEN_RECOMMEND);
    wait_ms(d, 700);
    middle(d, "rate.undo", &x, &y);
    poke(d, x, y);
    assert_on(d, SCREEN_RATE);
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings"), 0);
}

static void what_was_sent_can_no_longer_be_undone_by_a_slip(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    tap(d, "why.reason.price");
    tap(d, "why.submit");
    assert_on(d, SCREEN_RECOMMEND);
    assert_true(d->robot.mono < kiosk_of(d)->visit.rated_mono + 3000);
    assert_false(has(d, "rate.undo"));
}

static void a_double_tap_on_submit_sends_once(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    tap(d, "why.reason.wait");
    tap_twice(d, "why.submit");
    assert_int_equal(d->posted[JOB_ANSWERS], 1);
    assert_on(d, SCREEN_RECOMMEND); /* and the third step was not skipped by the second half */
    tap_twice(d, "recommend.submit");
    assert_int_equal(d->posted[JOB_ANSWERS], 2);
    assert_int_equal(count(d, "SELECT count(*) FROM complaint"), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM rating"), 1);
    assert_on(d, SCREEN_THANKS);
}

static void taps_while_it_is_saving_send_nothing_more(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    tap(d, "why.reason.wait");
    wait_ms(d, 700);
    middle(d, "why.submit", &x, &y);
    d->held = true;
    for (int i = 0; i < 5; i++) {
        poke(d, x, y);
        d->robot.mono += 500;
    }
    assert_int_equal(d->posted[JOB_ANSWERS], 1);
    assert_true(shows(d, "正在保存"));
    finger(d, FINGER_DOWN, 1, x, y); /* impatient: the answer comes while the finger is down */
    driver_answer(d);
    assert_on(d, SCREEN_RECOMMEND);
    finger(d, FINGER_UP, 1, x, y);
    d->robot.mono += 100;
    poke(d, x, y);
    assert_on(d, SCREEN_RECOMMEND);
    assert_int_equal(d->posted[JOB_ANSWERS], 1);
}

static void a_double_tap_never_reaches_through_to_what_appears(void **state) {
    Driver *d = *state;
    tap(d, "board.offers");
    for (int i = 1; i <= 8; i++) { /* one of the cards lies where the offer's coupon is taken */
        char card[24];
        snprintf(card, sizeof card, "offer.card.%d", i);
        if (!has(d, card)) break;
        float x, y, take_x, take_y;
        wait_ms(d, 700);
        middle(d, card, &x, &y);
        const Target *t = draw_target(&d->robot.panel.list, card);
        Rect hit = t->hit;
        tap(d, card);
        if (has(d, "coupon.take")) {
            middle(d, "coupon.take", &take_x, &take_y);
            if (rect_contains(hit, take_x, take_y)) x = take_x, y = take_y;
        }
        tap(d, "nav.back");
        wait_ms(d, 700);
        poke(d, x, y);
        d->robot.mono += 90;
        poke(d, x, y);
        assert_on(d, SCREEN_OFFER);
        tap(d, "nav.back");
    }
    assert_int_equal(count(d, "SELECT count(*) FROM coupon WHERE source = 'offer'"), 0);
    tap(d, "nav.back");
    open_my_car(d);
    tap_twice(d, "nav.call");
    assert_true(has(d, "call.yes"));
    tap_twice(d, "call.yes");
    assert_true(has(d, "call.close")); /* "they have been told" stays to be read */
    assert_int_equal(d->posted[JOB_CALL], 1);
}

static void a_second_finger_and_a_palm_do_no_harm(void **state) {
    Driver *d = *state;
    float x, y, x2, y2;
    tap(d, "board.rate");
    wait_ms(d, 700);
    middle(d, "rate.face.4", &x, &y);
    middle(d, "rate.face.1", &x2, &y2);
    finger(d, FINGER_DOWN, 1, x, y);
    finger(d, FINGER_DOWN, 2, x2, y2);
    finger(d, FINGER_UP, 2, x2, y2);
    assert_int_equal(d->posted[JOB_RATING], 0);
    finger(d, FINGER_UP, 1, x, y);
    assert_int_equal(count(d, "SELECT score FROM rating"), 4);
    tap(d, "nav.back");

    wait_ms(d, 700);
    for (int i = 1; i <= 5; i++) finger(d, FINGER_DOWN, i, x2 + (float)i * 30, y2);
    for (int i = 1; i <= 5; i++) finger(d, FINGER_UP, i, x2 + (float)i * 30, y2);
    assert_int_equal(d->posted[JOB_RATING], 1);
    assert_on(d, SCREEN_RATE);
    wait_ms(d, PAUSE_MS);
    tap(d, "rate.face.5"); /* and the next finger counts again */
    assert_int_equal(count(d, "SELECT score FROM rating"), 5);
}

static void a_finger_that_slides_off_changes_its_mind(void **state) {
    Driver *d = *state;
    float x, y;
    tap(d, "board.rate");
    wait_ms(d, 700);
    middle(d, "rate.face.1", &x, &y);
    finger(d, FINGER_DOWN, 1, x, y);
    finger(d, FINGER_MOVE, 1, x, y + 400);
    finger(d, FINGER_UP, 1, x, y + 400);
    assert_int_equal(d->posted[JOB_RATING], 0);
}

/* --- what is refused -----------------------------------------------------------------------------------------------
 */

static void a_refusing_disk_is_told_and_the_form_keeps_what_was_typed(void **state) {
    Driver *d = *state;
    d->refuse = ERR_FULL;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    assert_true(shows(d, "存储已满")); /* the face is not saved, and that is said */
    assert_false(shows(d, "已记下"));
    tap(d, "why.reason.wait");
    tap(d, "key.mode"); /* letters as they are */
    type_keys(d, "slow");
    tap(d, "why.submit");
    assert_on(d, SCREEN_WHY);
    assert_true(shows(d, "存储已满"));
    assert_true(shows(d, "slow"));
    d->refuse = 0;
    tap(d, "why.submit");
    assert_on(d, SCREEN_RECOMMEND);
    assert_int_equal(count(d, "SELECT count(*) FROM v_ratings WHERE score = 2 AND comment = 'slow'"), 1);
}

static void we_have_it_is_said_only_when_we_have_it(void **state) {
    Driver *d = *state;
    d->refuse = ERR_IO;
    tap(d, "board.rate");
    tap(d, "rate.face.5");
    tap(d, "factors.skip");
    tap(d, "recommend.skip");
    assert_on(d, SCREEN_RECOMMEND);
    assert_true(shows(d, "没有保存成功"));
    d->refuse = 0;
    d->held = true;
    tap(d, "recommend.skip");
    assert_on(d, SCREEN_RECOMMEND);
    assert_true(shows(d, "正在保存"));
    driver_answer(d);
    assert_on(d, SCREEN_THANKS);
    assert_int_equal(count(d, "SELECT score FROM v_ratings"), 5);
}

static void noted_is_shown_only_after_the_last_face_is_saved(void **state) {
    Driver *d = *state;
    d->held = true;
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    assert_false(shows(d, "已记下"));
    tap(d, "nav.back");
    tap(d, "rate.face.3");
    driver_do(d, &d->waiting[0]); /* the first is saved, the second not yet */
    wait_ms(d, 10);
    assert_false(shows(d, "已记下"));
    driver_do(d, &d->waiting[1]);
    wait_ms(d, 10);
    assert_true(shows(d, "已记下"));
}

static void a_complaint_without_a_word_is_not_sent(void **state) {
    Driver *d = *state;
    tap(d, "board.rate");
    tap(d, "rate.complain");
    tap(d, "why.submit");
    assert_int_equal(d->posted[JOB_ANSWERS], 0);
    assert_true(shows(d, "请选一个原因"));
    tap(d, "why.reason.attitude");
    tap(d, "why.submit");
    tap(d, "recommend.skip");
    assert_true(shows(d, "261123-01")); /* the case's number, told at the end */
    assert_int_equal(count(d, "SELECT count(*) FROM v_complaints WHERE rating_id IS NULL"), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM rating"), 0);
}

/* --- my car ----------------------------------------------------------------------------------------------------------
 */

static void the_plate_that_is_picked_is_the_car_that_opens(void **state) {
    Driver *d = *state;
    char digits[5];
    const Order *o = &kiosk_of(d)->snap.board[openable(d, 3, digits) - 1];
    char order_no[ORDER_NO_SIZE];
    snprintf(order_no, sizeof order_no, "%s", o->order_no);
    const char *plate = show_plate(kiosk_of(d), o);
    char masked[48];
    snprintf(masked, sizeof masked, "%s", plate);
    tap(d, "board.mycar");
    for (size_t i = 1;; i++) {
        char id[24];
        snprintf(id, sizeof id, "pick.car.%zu", i);
        if (!has(d, id)) drag(d, 960, 900, 960, 300);
        tap(d, id);
        if (strcmp(kiosk_of(d)->visit.pick_no, order_no) == 0) break;
        tap(d, "nav.back");
        for (size_t n = 0; n < i / 30; n++) drag(d, 960, 900, 960, 300);
    }
    assert_true(shows(d, masked));
    type_keys(d, digits);
    assert_on(d, SCREEN_MYCAR);
    assert_string_equal(kiosk_of(d)->visit.order_no, order_no);
    tap(d, "nav.back");
    assert_on(d, SCREEN_BOARD); /* not the keypad */
}

static void the_number_of_the_slip_opens_a_car_without_a_plate(void **state) {
    Driver *d = *state;
    tap(d, "board.mycar");
    tap(d, "pick.order");
    type_keys(d, "2611239999");
    tap(d, "unlock.open");
    assert_true(shows(d, "没有找到"));
    const Order *o = &kiosk_of(d)->snap.board[0];
    char digits[ORDER_NO_SIZE] = "", order_no[ORDER_NO_SIZE];
    snprintf(order_no, sizeof order_no, "%s", o->order_no);
    for (const char *p = order_no; *p; p++)
        if (*p >= '0' && *p <= '9') strncat(digits, p, 1);
    type_keys(d, digits);
    tap(d, "unlock.open");
    assert_on(d, SCREEN_MYCAR);
    assert_string_equal(kiosk_of(d)->visit.order_no, order_no);
}

static void five_wrong_tries_lock_that_car_and_no_other(void **state) {
    Driver *d = *state;
    char digits[5], wrong[5], row[24], other_digits[5], other[24];
    size_t first = openable(d, 0, digits);
    snprintf(row, sizeof row, "board.row.%zu", first);
    snprintf(other, sizeof other, "board.row.%zu", openable(d, first, other_digits));
    strcpy(wrong, digits);
    wrong[3] = digits[3] == '9' ? '0' : (char)(digits[3] + 1);
    tap(d, row);
    for (int i = 1; i <= 4; i++) {
        type_keys(d, wrong);
        assert_on(d, SCREEN_UNLOCK);
        char says[64];
        snprintf(says, sizeof says, "还可以试 %d 次", 5 - i);
        assert_true(shows(d, says));
        if (i == 2) { /* leaving and coming back does not help */
            wait_ms(d, 81 * MS_SECOND);
            wait_ms(d, 1);
            assert_nothing_left(d);
            tap(d, row);
        }
    }
    type_keys(d, wrong);
    assert_true(shows(d, "5 分钟后再试"));
    assert_false(has(d, "key.1"));
    tap(d, "nav.call"); /* the advisor's help is offered */
    tap(d, "call.yes");
    assert_int_equal(count(d, "SELECT count(*) FROM call WHERE kind = 'help' AND about = 'unlock' AND order_no <> ''"),
                     1);
    tap(d, "call.close");
    tap(d, "nav.back");
    tap(d, other);
    type_keys(d, other_digits);
    assert_on(d, SCREEN_MYCAR);
    tap(d, "mycar.exit");
    tap(d, row);
    assert_false(has(d, "key.1"));
    wait_ms(d, 5 * MS_MINUTE); /* the visit ends, the lock too */
    wait_ms(d, 1);
    tap(d, row);
    type_keys(d, digits);
    assert_on(d, SCREEN_MYCAR);
}

static void a_rating_is_tied_to_the_opened_car_only_and_can_be_made_anonymous(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "mycar.rate");
    assert_true(shows(d, "记在您这次的工单上"));
    tap(d, "rate.face.4");
    assert_int_equal(count(d, "SELECT count(*) FROM rating WHERE order_no IS NOT NULL"), 1);
    tap(d, "nav.back");
    tap(d, "rate.anonymous");
    assert_true(shows(d, "匿名"));
    tap(d, "rate.face.4");
    assert_int_equal(count(d, "SELECT count(*) FROM rating WHERE order_no IS NULL"), 1);
    assert_int_equal(count(d, "SELECT count(*) FROM rating"), 1);
}

static void a_car_handed_over_meanwhile_closes_my_car(void **state) {
    Driver *d = *state;
    char sql[160];
    open_my_car(d);
    snprintf(sql, sizeof sql, "UPDATE work_order SET stage = 'delivered', delivered_ms = 1 WHERE order_no = '%s'",
             kiosk_of(d)->visit.order_no);
    commit(d, sql);
    assert_on(d, SCREEN_BOARD);
}

static void a_car_handed_over_while_its_digits_are_typed_closes_the_keypad(void **state) {
    Driver *d = *state;
    char digits[5], row[24], sql[160];
    snprintf(row, sizeof row, "board.row.%zu", openable(d, 0, digits));
    tap(d, row);
    type_keys(d, "12");
    snprintf(sql, sizeof sql, "UPDATE work_order SET gone = 1 WHERE order_no = '%s'", kiosk_of(d)->visit.pick_no);
    commit(d, sql);
    assert_on(d, SCREEN_BOARD);
}

/* --- offers and coupons
 * ------------------------------------------------------------------------------------------------ */

static void offers_turn_page_by_page(void **state) {
    Driver *d = *state;
    size_t seen = 0;
    int pages = 0;
    tap(d, "board.offers");
    for (;; pages++) {
        char card[24];
        for (int i = 1; i <= 9; i++) {
            snprintf(card, sizeof card, "offer.card.%d", i);
            seen += has(d, card);
            assert_true(i <= 8 || !has(d, card));
        }
        if (!has(d, "offers.next")) break;
        tap(d, "offers.next");
    }
    assert_int_equal(seen, kiosk_of(d)->snap.n_offers);
    assert_true(pages >= 1);
    for (int i = 0; i < pages; i++) tap(d, "offers.prev");
    assert_false(has(d, "offers.prev"));
    tap(d, "offers.next");
    tap(d, "offers.group.bar"); /* another kind starts at its first page */
    assert_false(has(d, "offers.prev"));
}

/* Opens the first offer with a coupon. */
static void open_coupon_offer(Driver *d) {
    Err err = {0};
    if (!robot_go(&d->robot, "offer", &err)) fail_msg("%s", err.en);
    assert_true(has(d, "coupon.take"));
}

static void a_refused_coupon_says_so_in_words(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE offer SET limit_all = 1, limit_day = NULL, limit_car = NULL WHERE coupon <> 'none'");
    open_coupon_offer(d);
    tap(d, "coupon.take");
    assert_true(shows(d, kiosk_of(d)->visit.coupon.code));
    tap(d, "nav.back");
    tap(d, "coupon.take");
    assert_on(d, SCREEN_COUPON);
    assert_int_equal(count(d, "SELECT count(*) FROM coupon WHERE source = 'offer'"), 1);
    assert_int_equal(kiosk_of(d)->visit.coupon_progress, PROGRESS_FAILED);
    const char *why = kiosk_of(d)->visit.coupon_err.zh;
    assert_true(strlen(why) > 6);
    char start[7] = "";
    memcpy(start, why, 6); /* its first two characters: the rest may stand on further lines */
    assert_true(shows(d, start));
}

static void an_offer_withdrawn_while_it_is_open_closes(void **state) {
    Driver *d = *state;
    open_coupon_offer(d);
    commit(d, "UPDATE offer SET withdrawn = 1");
    assert_on(d, SCREEN_OFFERS);
    assert_true(shows(d, "")); /* it draws */
    tap(d, "nav.back");
    assert_on(d, SCREEN_BOARD);
}

static void a_call_shows_how_far_it_has_come(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "nav.call");
    assert_int_equal(d->posted[JOB_CALL], 0);
    tap(d, "call.cancel");
    assert_int_equal(d->posted[JOB_CALL], 0);
    tap(d, "nav.call");
    tap(d, "call.yes");
    assert_true(shows(d, "已经通知"));
    commit(d, "UPDATE call SET taken_ms = 1, by_name = '何俊'");
    assert_true(shows(d, "何俊正在过来"));
    commit(d, "UPDATE call SET done_ms = 2");
    assert_true(shows(d, "已处理"));
    tap(d, "call.close");
    assert_on(d, SCREEN_MYCAR);
}

static void until_somebody_comes_only_that_the_advisor_was_told_is_said(void **state) {
    Driver *d = *state;
    open_my_car(d);
    tap(d, "nav.call");
    kiosk_of(d)->lang = LANG_EN;
    tap(d, "call.yes");
    assert_true(shows(d, "Your advisor has been told"));
    assert_false(shows(d, "coming"));
}

static void a_numbered_bay_is_named_in_the_readers_language(void **state) {
    Kiosk *k = kiosk_of(*state);
    assert_string_equal(show_bay(k, "2号工位"), "2号工位");
    k->lang = LANG_EN;
    assert_string_equal(show_bay(k, "2号工位"), "Bay 2");
    assert_string_equal(show_bay(k, "2号工位B"), "2号工位B");
    assert_string_equal(show_bay(k, "钣金房"), "钣金房");
}

static void a_model_is_named_by_the_models_table(void **state) {
    Kiosk *k = kiosk_of(*state);
    k->lang = LANG_EN;
    assert_string_equal(show_model_named(k, "亚洲龙 2.5L"), "Avalon");
    assert_string_equal(show_model_named(k, "别家的车"), "别家的车");
}

static void no_space_is_left_between_two_chinese_characters(void **state) {
    Kiosk *k = kiosk_of(*state);
    assert_string_equal(close_up(k, "预计 明天 11:10 到"), "预计明天 11:10 到");
    assert_string_equal(close_up(k, "顾问约 16:00 · 明天"), "顾问约 16:00 · 明天");
    k->lang = LANG_EN;
    assert_string_equal(close_up(k, "due 明天 后天"), "due 明天 后天");
}

/* --- news from the store ---------------------------------------------------------------------------------------------
 */

static void a_stale_store_hides_its_estimates_after_half_an_hour(void **state) {
    Driver *d = *state;
    Ms now;
    assert_true(instant_parse(SAMPLE_NOW, &now));
    assert_true(shows(d, "截至 14:20"));
    assert_true(shows(d, "顾问约") || shows(d, "–"));
    clock_freeze(now + 24 * MS_MINUTE); /* 30 after the export, not more */
    wait_ms(d, MS_SECOND);
    assert_true(shows(d, "截至 14:20"));
    clock_freeze(now + 24 * MS_MINUTE + MS_SECOND);
    wait_ms(d, MS_SECOND);
    assert_true(shows(d, "进度停在 14:20"));
    assert_false(shows(d, "顾问约"));
    assert_false(shows(d, "–"));
    open_my_car(d);
    assert_true(shows(d, "进度停在 14:20") || shows(d, "可以取车"));
    clock_freeze(now);
}

/* The kiosk's own connection reads; a plain second one commits. */
static void a_commit_by_anybody_shows_when_the_panel_is_told(void **state) {
    (void)state;
    Driver d = {0};
    Err err = {0};
    char path[128];
    snprintf(path, sizeof path, "%s/second.db", fixture_folder());
    assert_int_equal(fixture_run("cp '%s' '%s'", fixture_sample(), path), 0);
    assert_true(db_open(&d.robot.db, path, DB_READ, &err));
    assert_true(panel_open(&d.robot.panel, d.robot.db, 1920, 1080, LANG_ZH, &err));
    d.robot.mono = kiosk_of(&d)->mono;
    wait_ms(&d, 1);
    assert_false(shows(&d, "川Z·9**99"));
    size_t before = kiosk_of(&d)->snap.n_board;
    assert_int_equal(fixture_run("sqlite3 '%s' \"UPDATE person SET plate = '川Z99999' WHERE person_id ="
                                 " (SELECT owner_id FROM work_order WHERE order_no = '%s')\"",
                                 path, kiosk_of(&d)->snap.board[0].order_no),
                     0);
    wait_ms(&d, 1);
    assert_false(shows(&d, "川Z·9**99"));
    panel_changed(&d.robot.panel);
    wait_ms(&d, 1);
    assert_true(shows(&d, "川Z·9**99"));
    assert_int_equal(kiosk_of(&d)->snap.n_board, before);
    panel_close(&d.robot.panel);
    db_close(d.robot.db);
}

static void the_board_turns_its_pages_and_a_hand_holds_it(void **state) {
    Driver *d = *state;
    commit(d, "UPDATE setting SET value = '12' WHERE key = 'board.page_seconds'");
    Ms page = settings_int(kiosk_of(d)->snap.settings, "board.page_seconds") * MS_SECOND;
    wait_ms(d, page + 1);
    float second = kiosk_of(d)->board_scroll.offset;
    assert_true(second > 0);
    float x, y;
    wait_ms(d, page / 2);
    middle(d, "board.row.9", &x, &y);
    finger(d, FINGER_DOWN, 1, x, y);
    wait_ms(d, page);
    assert_true(kiosk_of(d)->board_scroll.offset == second);
    finger(d, FINGER_UP, 1, 5, 5);
    wait_ms(d, page + 1);
    assert_true(kiosk_of(d)->board_scroll.offset > second);
    for (int i = 0; i < 20 && kiosk_of(d)->board_scroll.offset > 0; i++) wait_ms(d, page + 1);
    assert_true(kiosk_of(d)->board_scroll.offset == 0); /* round and round */
}

static void the_language_is_switched_on_every_screen(void **state) {
    Driver *d = *state;
    assert_true(shows(d, "我的爱车"));
    tap(d, "nav.lang");
    assert_true(shows(d, "My car"));
    tap(d, "board.rate");
    assert_true(shows(d, "How was our service today?"));
    tap(d, "nav.lang");
    assert_true(shows(d, "今天的服务"));
    tap(d, "rate.face.5");
    assert_int_equal(count(d, "SELECT lang = 'zh' FROM rating"), 1);
}

#define ON_A_PANEL(test) cmocka_unit_test_setup_teardown(test, setup, driver_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_A_PANEL(a_minute_untouched_asks_and_i_am_still_here_extends),
        ON_A_PANEL(without_an_answer_everything_of_the_visit_is_gone),
        ON_A_PANEL(any_touch_extends_while_it_counts_down),
        ON_A_PANEL(a_visit_that_ended_on_the_board_ends_without_a_question),
        ON_A_PANEL(exit_forgets_at_once),
        ON_A_PANEL(screens_find_their_own_way_back_to_the_board),
        ON_A_PANEL(the_panel_sleeps_until_its_next_deadline),
        ON_A_PANEL(a_face_within_400_ms_is_not_taken),
        ON_A_PANEL(another_face_changes_the_same_row),
        ON_A_PANEL(undo_takes_the_face_back_for_three_seconds),
        ON_A_PANEL(undo_from_the_last_step_leads_back_to_the_faces),
        ON_A_PANEL(what_was_sent_can_no_longer_be_undone_by_a_slip),
        ON_A_PANEL(a_double_tap_on_submit_sends_once),
        ON_A_PANEL(taps_while_it_is_saving_send_nothing_more),
        ON_A_PANEL(a_double_tap_never_reaches_through_to_what_appears),
        ON_A_PANEL(a_second_finger_and_a_palm_do_no_harm),
        ON_A_PANEL(a_finger_that_slides_off_changes_its_mind),
        ON_A_PANEL(a_refusing_disk_is_told_and_the_form_keeps_what_was_typed),
        ON_A_PANEL(we_have_it_is_said_only_when_we_have_it),
        ON_A_PANEL(noted_is_shown_only_after_the_last_face_is_saved),
        ON_A_PANEL(a_complaint_without_a_word_is_not_sent),
        ON_A_PANEL(the_plate_that_is_picked_is_the_car_that_opens),
        ON_A_PANEL(the_number_of_the_slip_opens_a_car_without_a_plate),
        ON_A_PANEL(five_wrong_tries_lock_that_car_and_no_other),
        ON_A_PANEL(a_rating_is_tied_to_the_opened_car_only_and_can_be_made_anonymous),
        ON_A_PANEL(a_car_handed_over_meanwhile_closes_my_car),
        ON_A_PANEL(a_car_handed_over_while_its_digits_are_typed_closes_the_keypad),
        ON_A_PANEL(offers_turn_page_by_page),
        ON_A_PANEL(a_refused_coupon_says_so_in_words),
        ON_A_PANEL(an_offer_withdrawn_while_it_is_open_closes),
        ON_A_PANEL(a_call_shows_how_far_it_has_come),
        ON_A_PANEL(until_somebody_comes_only_that_the_advisor_was_told_is_said),
        ON_A_PANEL(a_numbered_bay_is_named_in_the_readers_language),
        ON_A_PANEL(a_model_is_named_by_the_models_table),
        ON_A_PANEL(no_space_is_left_between_two_chinese_characters),
        ON_A_PANEL(a_stale_store_hides_its_estimates_after_half_an_hour),
        cmocka_unit_test(a_commit_by_anybody_shows_when_the_panel_is_told),
        ON_A_PANEL(the_board_turns_its_pages_and_a_hand_holds_it),
        ON_A_PANEL(the_language_is_switched_on_every_screen),
    };
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
