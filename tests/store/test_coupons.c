/* store/coupons: the key, limits, expiry, wrong codes; redeemed once, and taken back. Eight at the same
 * instant: faults/test_coupon_race.c. */
#include "store_test.h"

static const CouponKey key = {{7, 1, 9}};

static CouponAsk an_ask(const char *offer_id, const char *order_no, const char *when) {
    return (CouponAsk){uuid_new(), uuid_new(), offer_id, order_no, at(when)};
}

static Coupon issue(Store *s, const char *offer_id, const char *order_no, const char *when) {
    Coupon coupon;
    CouponAsk ask = an_ask(offer_id, order_no, when);
    must(s, coupon_issue(s->db, &key, &ask, &coupon, &s->err));
    return coupon;
}

static void refused(Store *s, const char *offer_id, const char *order_no, const char *when, ErrCode why) {
    Coupon coupon;
    CouponAsk ask = an_ask(offer_id, order_no, when);
    must_not(s, coupon_issue(s->db, &key, &ask, &coupon, &s->err), why);
}

static Store *with_offer(Offer offer) {
    Store *s = store_new();
    POLICY(s, "coupons", {"coupons.days", "30"});
    replace_offers(s, "1", &offer, 1);
    return s;
}

static void the_key_is_made_once_and_nobody_else_reads_it(void **state) {
    (void)state;
    Store *s = store_new();
    CouponKey one = {{0}}, two = {{0}}, none = {{0}};
    char name[128];
    struct stat st;
    snprintf(name, sizeof name, "%s.key", s->path);
    must_not(s, coupon_key_read(s->path, &one, &s->err), ERR_NOT_FOUND);
    mode_t old = umask(0);
    must(s, coupon_key_make(s->path, &s->err));
    umask(old);
    assert_int_equal(stat(name, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(st.st_size, 32);
    must(s, coupon_key_read(s->path, &one, &s->err));
    assert_memory_not_equal(&one, &none, sizeof one);
    must_not(s, coupon_key_make(s->path, &s->err), ERR_EXISTS);
    must(s, coupon_key_read(s->path, &two, &s->err));
    assert_memory_equal(&one, &two, sizeof one);
    chmod(name, 0640);
    must_not(s, coupon_key_read(s->path, &two, &s->err), ERR_RULE);
    chmod(name, 0600);
    assert_int_equal(truncate(name, 31), 0);
    must_not(s, coupon_key_read(s->path, &two, &s->err), ERR_INPUT);
    assert_int_equal(truncate(name, 33), 0);
    must_not(s, coupon_key_read(s->path, &two, &s->err), ERR_INPUT);
    store_free(s);
}

static void a_coupon_says_what_it_is_worth_and_asking_again_gives_the_same(void **state) {
    (void)state;
    Store *s = with_offer(an_offer("wash", "fen"));
    CouponAsk ask = an_ask("wash", "RO1", "2026-11-23T10:00");
    Coupon coupon, again;
    must(s, coupon_issue(s->db, &key, &ask, &coupon, &s->err));
    must(s, coupon_issue(s->db, &key, &ask, &again, &s->err));
    assert_string_equal(coupon.code, again.code);
    assert_int_equal(number(s, "SELECT count(*) FROM coupon"), 1);
    assert_int_equal(strlen(coupon.code), 14);
    assert_string_equal(coupon.offer_id, "wash");
    assert_string_equal(coupon.order_no, "RO1");
    assert_string_equal(coupon.title_zh, "亮光蜡洗车");
    assert_string_equal(coupon.title_en, "Bright-wax wash");
    assert_string_equal(coupon.kind, "fen");
    assert_int_equal(coupon.value, 1000);
    assert_int_equal(coupon.price, 8800);
    assert_int_equal(coupon.redeemed, 0);
    Coupon other = issue(s, "wash", "", "2026-11-23T10:00");
    assert_string_not_equal(coupon.code, other.code);
    assert_string_equal(text(s, "SELECT group_concat(serial) FROM coupon"), "1,2");
    store_free(s);
}

static void it_expires_at_the_last_moment_of_a_local_day(void **state) {
    (void)state;
    Store *s = with_offer(an_offer("wash", "fen"));
    Coupon coupon = issue(s, "wash", "", "2026-11-23T10:00"), out;
    assert_int_equal(coupon.expires, at("2026-12-24T00:00") - 1);
    POLICY(s, "coupons", {"coupons.days", "0"});
    coupon = issue(s, "wash", "", "2026-11-23T23:59:59");
    assert_int_equal(coupon.expires, at("2026-11-24T00:00") - 1);
    must_not(s, coupon_redeem(s->db, &key, coupon.code, "x", at("2026-11-24T00:00"), &out, &s->err), ERR_RULE);
    must(s, coupon_redeem(s->db, &key, coupon.code, "x", at("2026-11-24T00:00") - 1, &out, &s->err));
    Offer dated = an_offer("wash", "fen");
    dated.to_day = "2026-11-30", dated.from_day = "2026-11-23";
    replace_offers(s, "2", &dated, 1);
    coupon = issue(s, "wash", "", "2026-11-30T23:59:59");
    assert_int_equal(coupon.expires, at("2026-12-01T00:00") - 1);
    refused(s, "wash", "", "2026-12-01T00:00", ERR_RULE);
    refused(s, "wash", "", "2026-11-22T23:59:59", ERR_RULE);
    store_free(s);
}

static void an_offer_without_coupon_or_withdrawn_issues_none_but_old_ones_stay_good(void **state) {
    (void)state;
    Store *s = with_offer(an_offer("wash", "percent"));
    Coupon coupon = issue(s, "wash", "", "2026-11-23T10:00"), out;
    Offer others[] = {an_offer("bar", "none")};
    replace_offers(s, "2", others, 1);
    refused(s, "bar", "", "2026-11-23T10:00", ERR_RULE);
    refused(s, "wash", "", "2026-11-23T10:00", ERR_RULE);
    refused(s, "nothing", "", "2026-11-23T10:00", ERR_NOT_FOUND);
    must(s, coupon_redeem(s->db, &key, coupon.code, "吧台", at("2026-11-23T11:00"), &out, &s->err));
    store_free(s);
}

static void each_limit_holds_at_its_number(void **state) {
    (void)state;
    Offer offer = an_offer("wash", "fen");
    offer.limit_all = 3;
    Store *s = with_offer(offer);
    for (int i = 0; i < 3; i++) issue(s, "wash", "", "2026-11-23T10:00");
    refused(s, "wash", "", "2026-11-24T10:00", ERR_RULE);
    store_free(s);

    offer.limit_all = 0, offer.limit_day = 2;
    s = with_offer(offer);
    issue(s, "wash", "", "2026-11-23T00:00");
    issue(s, "wash", "", "2026-11-23T23:59:59");
    refused(s, "wash", "", "2026-11-23T12:00", ERR_RULE);
    issue(s, "wash", "", "2026-11-24T00:00");
    store_free(s);
}

static void a_car_is_known_by_plate_or_vin_else_by_the_visit(void **state) {
    (void)state;
    Offer offer = an_offer("wash", "fen");
    offer.limit_car = 1;
    Store *s = with_offer(offer);
    ImportOrder orders[] = {an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO2", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO3", "", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO4", "川A4AX04", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO5", "", "2026-11-23T09:00", STAGE_IN_WORK)};
    orders[2].vin = orders[3].vin = "LFMDLWWN1UEX16149";
    import_list(s, "a", "2026-11-23T09:30", orders, 5);
    issue(s, "wash", "RO1", "2026-11-23T10:00");
    refused(s, "wash", "RO1", "2026-11-23T10:00", ERR_RULE);
    refused(s, "wash", "RO2", "2026-11-23T10:00", ERR_RULE); /* the same plate */
    issue(s, "wash", "RO3", "2026-11-23T10:00");
    refused(s, "wash", "RO4", "2026-11-23T10:00", ERR_RULE); /* the same VIN */
    issue(s, "wash", "RO5", "2026-11-23T10:00");
    refused(s, "wash", "RO5", "2026-11-23T10:00", ERR_RULE); /* neither: the order itself */
    CouponAsk ask = an_ask("wash", "", "2026-11-23T10:00");
    Coupon coupon;
    must(s, coupon_issue(s->db, &key, &ask, &coupon, &s->err));
    ask.coupon_id = uuid_new();
    must_not(s, coupon_issue(s->db, &key, &ask, &coupon, &s->err), ERR_RULE); /* the same visit */
    store_free(s);
}

static void a_code_is_read_as_people_type_it_and_each_wrong_one_has_its_reason(void **state) {
    (void)state;
    Store *s = with_offer(an_offer("wash", "fen"));
    Coupon coupon = issue(s, "wash", "", "2026-11-23T10:00"), out;
    char typed[32] = " ";
    for (const char *p = coupon.code; *p; p++) {
        char c = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p == '-' ? ' ' : *p == '0' ? 'o' : *p == '1' ? 'l' : *p;
        typed[strlen(typed) + 1] = '\0';
        typed[strlen(typed)] = c;
    }
    must(s, coupon_find(s->db, &key, typed, &out, &s->err));
    assert_string_equal(out.code, coupon.code);
    must_not(s, coupon_find(s->db, &key, "K7PM-4XQ2", &out, &s->err), ERR_INPUT);
    must_not(s, coupon_find(s->db, &key, "UUUU-UUUU-UUUU", &out, &s->err), ERR_INPUT);
    snprintf(typed, sizeof typed, "%s", coupon.code);
    typed[0] = typed[0] == 'A' ? 'B' : 'A';
    must_not(s, coupon_find(s->db, &key, typed, &out, &s->err), ERR_INPUT);
    must_not(s, coupon_redeem(s->db, &key, typed, "x", coupon.issued, &out, &s->err), ERR_INPUT);

    CouponKey elsewhere = {{1}};
    char code[COUPON_CODE_SIZE];
    assert_true(coupon_code_make(&elsewhere, "cd09", "wash", 1, code));
    must_not(s, coupon_find(s->db, &key, code, &out, &s->err), ERR_RULE);
    assert_true(coupon_code_make(&key, "cd01", "wash", 999, code)); /* ours, but lost with a restored backup */
    must_not(s, coupon_find(s->db, &key, code, &out, &s->err), ERR_NOT_FOUND);
    run(s, "UPDATE coupon SET code = '0000-0000-0000'"); /* written by hand, without the key */
    must_not(s, coupon_find(s->db, &key, "0000-0000-0000", &out, &s->err), ERR_RULE);
    store_free(s);
}

static void a_redemption_can_be_taken_back_with_a_reason_as_a_new_row(void **state) {
    (void)state;
    Store *s = with_offer(an_offer("wash", "fen"));
    Coupon coupon = issue(s, "wash", "", "2026-11-23T10:00"), out;
    Ms now = at("2026-11-23T11:00");
    must_not(s, coupon_undo(s->db, &key, coupon.code, "经理", "点错", now, &out, &s->err), ERR_RULE);
    must(s, coupon_redeem(s->db, &key, coupon.code, "吧台甲", now, &out, &s->err));
    assert_int_equal(out.redeemed, now);
    assert_string_equal(out.redeemed_by, "吧台甲");
    must_not(s, coupon_redeem(s->db, &key, coupon.code, "吧台乙", now + 1, &out, &s->err), ERR_RULE);
    assert_non_null(strstr(s->err.zh, "吧台甲"));
    assert_non_null(strstr(s->err.en, "2026-11-23 11:00:00"));
    must_not(s, coupon_undo(s->db, &key, coupon.code, "经理", "", now, &out, &s->err), ERR_INPUT);
    must(s, coupon_undo(s->db, &key, coupon.code, "经理", "点错", now + 2, &out, &s->err));
    assert_int_equal(out.redeemed, 0);
    assert_string_equal(out.redeemed_by, "");
    assert_int_equal(number(s, "SELECT redeemed_ms IS NULL AND redeemed_by IS NULL FROM v_coupons"), 1);
    assert_int_equal(number(s, "SELECT undone_ms FROM v_coupons"), now + 2);
    must(s, coupon_redeem(s->db, &key, coupon.code, "吧台乙", now + 3, &out, &s->err));
    assert_string_equal(text(s, "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM coupon_event ORDER BY seq)"),
                        "redeemed undone redeemed");
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_is_made_once_and_nobody_else_reads_it),
        cmocka_unit_test(a_coupon_says_what_it_is_worth_and_asking_again_gives_the_same),
        cmocka_unit_test(it_expires_at_the_last_moment_of_a_local_day),
        cmocka_unit_test(an_offer_without_coupon_or_withdrawn_issues_none_but_old_ones_stay_good),
        cmocka_unit_test(each_limit_holds_at_its_number),
        cmocka_unit_test(a_car_is_known_by_plate_or_vin_else_by_the_visit),
        cmocka_unit_test(a_code_is_read_as_people_type_it_and_each_wrong_one_has_its_reason),
        cmocka_unit_test(a_redemption_can_be_taken_back_with_a_reason_as_a_new_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
