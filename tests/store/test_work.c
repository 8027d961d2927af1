/* Additional work in the store: an answer holds only for what was shown; silence, imports and time approve nothing; of
 * two panels one counts; declined work comes back at the next visit; and 4,000 random acts against a slow model. */
#include "store_test.h"

#include "store/cars.h"
#include "store/work.h"

#define RO       "RO2611231011"
#define RO2      "RO2611240001"
#define COUNT(a) (sizeof(a) / sizeof *(a))

static const CouponKey key = {{7, 7, 7}};

static int setup(void **state) {
    Store *s = store_new();
    *state = s;
    clock_freeze(at("2026-11-23T15:00"));
    policy_is(s, "work", "2026-01-01", "",
              (const char *const[][2]){{"work.advisor_over_fen", "500000"},
                                       {"work.insured_kinds", "body_paint"},
                                       {"work.wait_step_minutes", "10"}},
              3);
    ImportOrder o = an_order(RO, "川AK82P6", "2026-11-23T13:11", STAGE_IN_WORK);
    import_one(s, "2026-11-23T14:20", &o);
    return 0;
}

static int teardown(void **state) {
    store_free(*state);
    return 0;
}

static WorkWrite brakes(void) {
    WorkWrite w = WORK_WRITE_NOTHING;
    w.what = "前刹车片更换", w.what_en = "Front brake pads", w.why = "剩 2 毫米", w.why_en = "2 mm are left";
    w.later = "刹车变长", w.later_en = "longer stopping", w.picture = "work-brake-pad.svg", w.level = "red";
    w.parts = 52000, w.labour = 16000, w.minutes = 40;
    return w;
}

static int propose(Store *s, const WorkWrite *w) {
    int item = 0;
    Uuid id = uuid_new();
    must(s, work_propose(s->db, &id, RO, w, "唐师傅", clock_now(), &item, &s->err));
    return item;
}

static Finding find(Store *s, int item) {
    Finding f;
    must(s, work_find(s->db, &key, &s->arena, RO, item, &f, &s->err));
    return f;
}

static WorkDecision decision(const Finding *f, WorkChoice choice, int lang) {
    WorkDecision d = {.answer_id = uuid_new(), .finding_id = f->finding_id, .version = f->version, .choice = choice};
    memcpy(d.hash, f->hash[lang], sizeof d.hash);
    return d;
}

static bool send_as(Store *s, const char *lang, const WorkDecision *items, size_t n) {
    WorkAnswer a = {.order_no = RO,
                    .visit_id = uuid_new(),
                    .lang = lang,
                    .total = 257700,
                    .finish = at("2026-11-23T17:30"),
                    .items = items,
                    .n = n,
                    .call_key = uuid_new(),
                    .at = clock_now()};
    return work_answer(s->db, &key, &a, &s->err);
}

static bool answer(Store *s, int item, WorkChoice choice) {
    Finding f = find(s, item);
    WorkDecision d = decision(&f, choice, 0);
    return send_as(s, "zh", &d, 1);
}

/* --- what an answer is
 * ------------------------------------------------------------------------------------------------ */

static void an_answer_keeps_version_price_and_time_and_reaches_the_view(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    int item = propose(s, &w);
    assert_string_equal(text(s, "SELECT state FROM v_findings"), "open");
    must(s, answer(s, item, WORK_YES));
    assert_string_equal(
        text(s, "SELECT state || ' ' || answered_price_fen || ' ' || how || ' ' || version FROM v_findings"),
        "yes 68000 panel 1");
    assert_string_equal(text(s, "SELECT choice || total_fen || at_local FROM finding_answer"),
                        "yes2577002026-11-23 15:00:00");
    assert_true(number(s, "SELECT finish_ms FROM finding_answer") == at("2026-11-23T17:30"));
    assert_int_equal(number(s, "SELECT count(*) FROM finding_answer WHERE policy_id <> '' AND car_id IS NOT NULL"), 1);
    Finding f = find(s, item);
    assert_int_equal(f.choice, WORK_YES);
    assert_int_equal(f.answered_price, 68000);
    assert_string_equal(text(s, "SELECT what FROM audit"), "work.propose");
}

static void sending_it_twice_is_one_answer(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    int item = propose(s, &w);
    Finding f = find(s, item);
    WorkDecision d = decision(&f, WORK_YES, 0);
    must(s, send_as(s, "zh", &d, 1));
    char *before = dump(s);
    must(s, send_as(s, "zh", &d, 1));
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void the_history_of_answers_cannot_be_changed(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    must(s, answer(s, propose(s, &w), WORK_NO));
    static const char *const tries[] = {"UPDATE finding_answer SET choice = 'yes'", "DELETE FROM finding_answer",
                                        "UPDATE finding_version SET price_fen = 1", "DELETE FROM finding_version"};
    for (size_t i = 0; i < COUNT(tries); i++)
        assert_int_not_equal(sqlite3_exec(db_handle(s->db), tries[i], NULL, NULL, NULL), SQLITE_OK);
    assert_string_equal(text(s, "SELECT state FROM v_findings"), "no");
}

/* --- bound to what was shown
 * -------------------------------------------------------------------------------------------- */

/* Behind the program's back, with the guard taken off: one shown field at a time. */
static void any_shown_field_that_changes_voids_the_answer(void **state) {
    Store *s = *state;
    static const struct {
        const char *set;
        bool zh, en; /* shown in that language */
    } fields[] = {{"level = 'amber'", true, true},
                  {"what = what || '。'", true, false},
                  {"what_en = what_en || '.'", false, true},
                  {"why = '剩 3 毫米'", true, false},
                  {"why_en = '3 mm'", false, true},
                  {"later = ''", true, false},
                  {"later_en = 'x'", false, true},
                  {"picture = ''", true, true},
                  {"parts_fen = 52001, price_fen = 68001", true, true},
                  {"parts_fen = 51999, labour_fen = 16001", true, true},
                  {"parts_fen = NULL, labour_fen = NULL", true, true},
                  {"minutes = 41", true, true}};
    run(s, "DROP TRIGGER finding_version_is_not_changed");
    for (int lang = 0; lang < 2; lang++) {
        WorkWrite w = brakes();
        int item = propose(s, &w);
        Finding f = find(s, item);
        WorkDecision d = decision(&f, WORK_YES, lang);
        must(s, send_as(s, lang ? "en" : "zh", &d, 1));
        for (size_t i = 0; i < COUNT(fields); i++) {
            char sql[200];
            run(s, "SAVEPOINT t");
            snprintf(sql, sizeof sql, "UPDATE finding_version SET %s WHERE finding_id = '%s'", fields[i].set,
                     f.finding_id.text);
            run(s, sql);
            Finding now = find(s, item);
            bool shown = lang ? fields[i].en : fields[i].zh;
            if (now.voided != shown || (now.choice == WORK_YES) == shown) fail_msg("%d: %s", lang, fields[i].set);
            run(s, "ROLLBACK TO t; RELEASE t");
        }
        assert_int_equal(find(s, item).choice, WORK_YES);
    }
}

static void an_edit_voids_and_asks_again(void **state) {
    Store *s = *state;
    WorkWrite w = brakes(), more = WORK_WRITE_NOTHING;
    int item = propose(s, &w);
    must(s, answer(s, item, WORK_YES));
    must(s, work_edit(s->db, RO, item, &w, "唐师傅", clock_now(), &s->err)); /* nothing changed: no new version */
    assert_int_equal(find(s, item).choice, WORK_YES);
    more.labour = 16001;
    must(s, work_edit(s->db, RO, item, &more, "唐师傅", clock_now(), &s->err));
    Finding f = find(s, item);
    assert_int_equal(f.version, 2);
    assert_int_equal(f.price, 68001);
    assert_int_equal(f.choice, WORK_OPEN);
    assert_true(f.voided);
    assert_string_equal(text(s, "SELECT state || voided FROM v_findings"), "open1");
    must(s, answer(s, item, WORK_NO));
    assert_string_equal(text(s, "SELECT state || answered_price_fen FROM v_findings"), "no68001");
    assert_int_equal(number(s, "SELECT count(*) FROM finding_answer"), 2); /* both are kept */
}

static void an_edit_between_the_look_and_the_tap_is_told_and_nothing_is_kept(void **state) {
    Store *s = *state;
    WorkWrite w = brakes(), more = WORK_WRITE_NOTHING;
    int item = propose(s, &w);
    Finding f = find(s, item);
    WorkDecision d = decision(&f, WORK_YES, 0);
    more.minutes = 90;
    must(s, work_edit(s->db, RO, item, &more, "唐师傅", clock_now(), &s->err));
    must_not(s, send_as(s, "zh", &d, 1), ERR_RULE);
    d = decision(&f, WORK_YES, 1);
    d.version = 2; /* the new version with the old hash is no better */
    must_not(s, send_as(s, "en", &d, 1), ERR_RULE);
    f = find(s, item);
    d = decision(&f, WORK_YES, 0);
    must_not(s, send_as(s, "en", &d, 1), ERR_RULE); /* what was read in Chinese is no answer in English */
    assert_int_equal(number(s, "SELECT count(*) FROM finding_answer"), 0);
}

static void all_that_is_sent_together_is_kept_or_nothing(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    int one = propose(s, &w), two = propose(s, &w);
    Finding f1 = find(s, one), f2 = find(s, two);
    WorkDecision d[2] = {decision(&f1, WORK_YES, 0), decision(&f2, WORK_NO, 0)};
    d[1].hash[5] = d[1].hash[5] == 'a' ? 'b' : 'a';
    must_not(s, send_as(s, "zh", d, 2), ERR_RULE);
    assert_int_equal(number(s, "SELECT count(*) FROM finding_answer"), 0);
}

/* --- silence
 * ------------------------------------------------------------------------------------------------------------ */

static void silence_never_approves(void **state) {
    Store *s = *state;
    ImportOrder o = an_order(RO, "川AK82P6", "2026-11-23T13:11", STAGE_IN_WORK);
    WorkWrite w = brakes();
    int item = propose(s, &w);
    Finding f = find(s, item);
    Uuid visit = uuid_new();
    must(s, work_saw(s->db, &f.finding_id, 1, &visit, "zh", clock_now(), &s->err)); /* looking is no answer */
    o.n_proposals = 2;
    o.proposals[0] = (Proposal){"节气门清洗", 8200};
    o.proposals[1] = (Proposal){"四轮定位", 40000};
    for (int day = 23; day < 30; day++) {
        char exported[32];
        snprintf(exported, sizeof exported, "2026-11-%02dT17:50", day);
        clock_freeze(at(exported));
        o.stage = day < 26 ? STAGE_IN_WORK : day < 28 ? STAGE_INSPECTION : STAGE_READY;
        o.bay = day % 2 ? "1" : "2";
        import_one(s, exported, &o);
    }
    o.stage = STAGE_DELIVERED, o.delivered = at("2026-11-30T10:00");
    import_one(s, "2026-11-30T10:10", &o);
    assert_int_equal(number(s, "SELECT count(*) FROM finding_answer"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM v_findings WHERE state <> 'open'"), 0);
    assert_int_equal(number(s, "SELECT count(*) FROM v_findings WHERE version <> 1"), 0); /* nothing of it changed */
    assert_true(find(s, item).seen > 0);
    must_not(s, answer(s, item, WORK_YES), ERR_RULE); /* handed over: too late to say yes to anything */
}

/* --- what is refused
 * ------------------------------------------------------------------------------------------------------ */

static void above_the_sum_the_advisor_comes(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    w.parts = 300000, w.labour = 0;
    int one = propose(s, &w);
    w.parts = 200000;
    int two = propose(s, &w);
    w.parts = 1;
    int three = propose(s, &w);
    must(s, answer(s, one, WORK_YES));
    must(s, answer(s, two, WORK_YES));                 /* 5,000.00 in all: at the sum */
    must_not(s, answer(s, three, WORK_YES), ERR_RULE); /* 5,000.01 */
    must(s, answer(s, three, WORK_NO));
    w = WORK_WRITE_NOTHING;
    w.what = "异响诊断", w.level = "amber", w.minutes = 0;
    int unpriced = propose(s, &w);
    must_not(s, answer(s, unpriced, WORK_YES), ERR_RULE);
    must_not(s, work_spoken(s->db, &key, RO, unpriced, true, WORK_PAYS_UNSAID, "李欣", "phone", clock_now(), &s->err),
             ERR_RULE);
    must(s, answer(s, unpriced, WORK_TALK));
    assert_string_equal(text(s, "SELECT kind || about || order_no FROM call"), "advisorapproval" RO);
}

static void of_two_panels_the_first_counts_and_staff_may_correct_it(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    int item = propose(s, &w);
    Finding f = find(s, item);
    WorkDecision here = decision(&f, WORK_NO, 0), there = decision(&f, WORK_YES, 1);
    must(s, send_as(s, "zh", &here, 1));
    must_not(s, send_as(s, "en", &there, 1), ERR_RULE);
    assert_string_equal(text(s, "SELECT state FROM v_findings"), "no");
    must(s, work_spoken(s->db, &key, RO, item, true, WORK_PAYS_UNSAID, "李欣", "phone", clock_now(), &s->err));
    f = find(s, item);
    assert_int_equal(f.choice, WORK_YES);
    assert_string_equal(f.how, "phone");
    assert_string_equal(f.answered_by, "李欣");
    assert_string_equal(text(s, "SELECT group_concat(choice) FROM (SELECT choice FROM finding_answer ORDER BY seq)"),
                        "no,yes");
    assert_string_equal(text(s, "SELECT note FROM audit WHERE what = 'work.answer'"), "yes phone");
    must_not(s, work_spoken(s->db, &key, RO, item, true, WORK_PAYS_UNSAID, "李欣", "telepathy", clock_now(), &s->err),
             ERR_INPUT);
}

static void two_connections_at_once_leave_one_answer(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    Db *other;
    must(s, db_open(&other, s->path, DB_WRITE, &s->err));
    for (int i = 0; i < 10; i++) {
        int item = propose(s, &w);
        Finding f = find(s, item);
        WorkDecision mine = decision(&f, i % 2 ? WORK_YES : WORK_NO, 0),
                     theirs = decision(&f, i % 2 ? WORK_NO : WORK_YES, 0);
        WorkAnswer a = {.order_no = RO, .lang = "zh", .total = -1, .items = &theirs, .n = 1, .at = clock_now()};
        Err err = {0};
        must(s, send_as(s, "zh", &mine, 1));
        assert_false(work_answer(other, &key, &a, &err));
        assert_int_equal(err.code, ERR_RULE);
        must(s, work_withdraw(s->db, RO, item, "唐师傅", clock_now(), &s->err));
    }
    assert_int_equal(number(s, "SELECT count(*) FROM finding_answer"), 10);
    db_close(other);
}

static void who_pays_is_asked_for_insured_repairs_and_only_there(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    int item = propose(s, &w);
    Finding f = find(s, item);
    WorkDecision d = decision(&f, WORK_YES, 0);
    d.pays = WORK_PAYS_INSURER;
    must_not(s, send_as(s, "zh", &d, 1), ERR_INPUT);
    run(s, "UPDATE work_order SET kind = 'body_paint'");
    d.pays = WORK_PAYS_UNSAID;
    must_not(s, send_as(s, "zh", &d, 1), ERR_INPUT);
    d.pays = WORK_PAYS_CUSTOMER;
    must(s, send_as(s, "zh", &d, 1));
    assert_string_equal(text(s, "SELECT pays FROM v_findings"), "customer");
    /* said to staff too */
    Ms now = clock_now();
    must_not(s, work_spoken(s->db, &key, RO, item, true, WORK_PAYS_UNSAID, "李欣", "phone", now, &s->err), ERR_INPUT);
    must_not(s, work_spoken(s->db, &key, RO, item, false, WORK_PAYS_INSURER, "李欣", "phone", now, &s->err), ERR_INPUT);
    must(s, work_spoken(s->db, &key, RO, item, true, WORK_PAYS_INSURER, "李欣", "phone", now, &s->err));
    assert_string_equal(text(s, "SELECT pays FROM v_findings"), "insurer");
    must(s, work_spoken(s->db, &key, RO, item, false, WORK_PAYS_UNSAID, "李欣", "phone", now, &s->err));
    run(s, "UPDATE work_order SET kind = 'maintenance'");
    must_not(s, work_spoken(s->db, &key, RO, item, true, WORK_PAYS_ASK, "李欣", "phone", now, &s->err), ERR_INPUT);
}

static void two_hundred_bad_amounts_change_nothing(void **state) {
    Store *s = *state;
    int tried = 0;
    char *before = dump(s);
    static const Fen bad[] = {-3, -100, FEN_MAX + 1, INT64_MAX, INT64_MIN, -68000};
    for (size_t i = 0; i < COUNT(bad); i++) {
        for (int field = 0; field < 3; field++) {
            for (int delta = 0; delta < 11; delta++, tried++) {
                WorkWrite w = brakes();
                int item;
                Uuid id = uuid_new();
                Fen fen = bad[i] == INT64_MAX                 ? bad[i] - delta
                          : bad[i] == INT64_MIN || bad[i] > 0 ? bad[i] + delta
                                                              : bad[i] - delta;
                if (field == 0) w.parts = fen;
                if (field == 1) w.labour = fen;
                if (field == 2) w.parts = w.labour = -2, w.price = fen;
                if (work_propose(s->db, &id, RO, &w, "唐师傅", clock_now(), &item, &s->err))
                    fail_msg("%lld went through", (long long)fen);
                assert_true(s->err.code == ERR_INPUT && *s->err.en && *s->err.zh);
            }
        }
    }
    static const int minutes[] = {-1, -3, -1000, WORK_MINUTES_MAX + 1, 2000000000};
    for (size_t i = 0; i < COUNT(minutes); i++, tried++) {
        WorkWrite w = brakes();
        int item;
        Uuid id = uuid_new();
        w.minutes = minutes[i];
        must_not(s, work_propose(s->db, &id, RO, &w, "唐师傅", clock_now(), &item, &s->err), ERR_INPUT);
    }
    WorkWrite one = brakes(), both = brakes();
    int item;
    Uuid id = uuid_new();
    one.labour = -1; /* half a split */
    must_not(s, work_propose(s->db, &id, RO, &one, "唐师傅", clock_now(), &item, &s->err), ERR_INPUT);
    both.price = 1;
    must_not(s, work_propose(s->db, &id, RO, &both, "唐师傅", clock_now(), &item, &s->err), ERR_INPUT);
    must_not(s, work_propose(s->db, &id, "RO-NONE", &one, "唐师傅", clock_now(), &item, &s->err), ERR_INPUT);
    assert_true(tried + 3 >= 200);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void more_than_a_screen_can_ask_is_refused(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    for (int i = 1; i <= WORK_ITEMS_MAX; i++) assert_int_equal(propose(s, &w), i);
    Uuid id = uuid_new();
    int item;
    must_not(s, work_propose(s->db, &id, RO, &w, "唐师傅", clock_now(), &item, &s->err), ERR_RULE);
    must(s, work_withdraw(s->db, RO, 3, "唐师傅", clock_now(), &s->err));
    assert_int_equal(propose(s, &w), WORK_ITEMS_MAX + 1); /* numbers are not used again */
}

/* --- what the DMS says
 * ------------------------------------------------------------------------------------------------------ */

static void the_next_import_with_another_sum_or_text_asks_again(void **state) {
    Store *s = *state;
    ImportOrder o = an_order(RO, "川AK82P6", "2026-11-23T13:11", STAGE_IN_WORK);
    o.n_proposals = 2;
    o.proposals[0] = (Proposal){"节气门清洗", 8200};
    o.proposals[1] = (Proposal){"四轮定位", -1};
    import_one(s, "2026-11-23T14:30", &o);
    Finding f = find(s, 1);
    assert_true(f.imported && f.version == 1 && f.price == 8200 && f.parts == -1 && f.level == WORK_UNSAID);
    assert_int_equal(find(s, 2).price, -1);
    must(s, answer(s, 1, WORK_YES));
    must(s, answer(s, 2, WORK_NO));
    o.bay = "9";
    import_one(s, "2026-11-23T14:40", &o); /* something else changed */
    assert_int_equal(find(s, 1).choice, WORK_YES);
    o.proposals[0].amount = 8201;
    import_one(s, "2026-11-23T14:50", &o);
    f = find(s, 1);
    assert_true(f.version == 2 && f.choice == WORK_OPEN && f.voided && f.price == 8201);
    assert_int_equal(find(s, 2).choice, WORK_NO);
    o.proposals[1].what = "四轮定位及动平衡";
    import_one(s, "2026-11-23T15:00", &o);
    assert_int_equal(find(s, 2).choice, WORK_OPEN);
    o.n_proposals = 0; /* gone from the list: what was not answered is withdrawn */
    must(s, answer(s, 1, WORK_YES));
    import_one(s, "2026-11-23T15:10", &o);
    assert_int_equal(find(s, 1).choice, WORK_YES);
    assert_true(find(s, 2).withdrawn);
}

static void what_staff_added_to_an_imported_finding_stays_until_the_dms_says_otherwise(void **state) {
    Store *s = *state;
    ImportOrder o = an_order(RO, "川AK82P6", "2026-11-23T13:11", STAGE_IN_WORK);
    o.n_proposals = 1;
    o.proposals[0] = (Proposal){"前刹车片更换", 68000};
    import_one(s, "2026-11-23T14:30", &o);
    WorkWrite w = brakes();
    must(s, work_edit(s->db, RO, 1, &w, "唐师傅", clock_now(), &s->err));
    o.bay = "9";
    import_one(s, "2026-11-23T14:40", &o);
    Finding f = find(s, 1);
    assert_true(f.version == 2 && f.parts == 52000 && strcmp(f.why, "剩 2 毫米") == 0);
    o.proposals[0].amount = 70000;
    import_one(s, "2026-11-23T14:50", &o);
    f = find(s, 1);
    assert_true(f.version == 3 && f.price == 70000 && f.parts == -1 && strcmp(f.why, "剩 2 毫米") == 0);
}

/* --- the next visit
 * --------------------------------------------------------------------------------------------------------- */

static void what_was_declined_shows_at_the_next_visit(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    Uuid car;
    Finding *list;
    size_t n;
    must(s, answer(s, propose(s, &w), WORK_NO));
    ImportOrder o[2] = {an_order(RO, "川AK82P6", "2026-11-23T13:11", STAGE_DELIVERED),
                        an_order(RO2, "川AK82P6", "2026-11-24T09:00", STAGE_IN_WORK)};
    o[0].delivered = at("2026-11-23T18:00");
    import_list(s, "next", "2026-11-24T09:10", o, 2);
    must(s, car_find(s->db, RO2, &car, &s->err));
    must(s, work_declined(s->db, &key, &s->arena, &car, RO2, &list, &n, &s->err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].what, "前刹车片更换");
    must(s, car_by_plate(s->db, "川A·K82P6", &car, &s->err));
    must(s, work_declined(s->db, &key, &s->arena, &car, RO, &list, &n, &s->err)); /* not of its own order */
    assert_int_equal(n, 0);
    must(s, work_withdraw(s->db, RO, 1, "李欣", clock_now(), &s->err)); /* staff were told to forget it */
    must(s, work_declined(s->db, &key, &s->arena, &car, RO2, &list, &n, &s->err));
    assert_int_equal(n, 0);
}

/* --- against a slow model
 * --------------------------------------------------------------------------------------------------- */

typedef struct Slow {
    bool there, withdrawn;
    int version;
    Fen price;
    WorkChoice choice; /* that holds */
} Slow;

static uint32_t roll(uint64_t *seed, uint32_t below) {
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (uint32_t)((*seed * 0x2545F4914F6CDD1Dull) >> 33) % below;
}

static Fen accepted(const Slow *m, int n) {
    Fen sum = 0;
    for (int i = 0; i < n; i++) sum += m[i].choice == WORK_YES && !m[i].withdrawn ? m[i].price : 0;
    return sum;
}

static void random_acts_agree_with_a_plain_model(void **state) {
    Store *s = *state;
    enum { ACTS = 1200, ITEMS = 200 };
    static Slow m[ITEMS];
    uint64_t seed = 20261123;
    int n = 0, shown = 0;
    memset(m, 0, sizeof m);
    for (int act = 0; act < ACTS; act++) {
        int i = n ? (int)roll(&seed, (uint32_t)n) : 0;
        WorkWrite w = brakes();
        Fen price = 1 + roll(&seed, 200000);
        w.parts = price, w.labour = 0;
        bool ok;
        switch (roll(&seed, n < 3 ? 1 : 6)) {
        case 0:
            if (n == ITEMS) break;
            int item = 0;
            Uuid id = uuid_new();
            ok = work_propose(s->db, &id, RO, &w, "a", clock_now(), &item, &s->err);
            assert_int_equal(ok, shown < WORK_ITEMS_MAX);
            if (ok) m[n++] = (Slow){true, false, 1, price, WORK_OPEN}, shown++;
            break;
        case 1:
            ok = work_edit(s->db, RO, i + 1, &w, "a", clock_now(), &s->err);
            assert_int_equal(ok, !m[i].withdrawn);
            if (ok && price != m[i].price) m[i].version++, m[i].price = price, m[i].choice = WORK_OPEN;
            break;
        case 2:
            if (roll(&seed, 3)) break;
            must(s, work_withdraw(s->db, RO, i + 1, "a", clock_now(), &s->err));
            if (!m[i].withdrawn) shown--, m[i].version++;
            m[i].withdrawn = true, m[i].choice = WORK_OPEN;
            break;
        case 3: {
            WorkChoice choice = (WorkChoice)(1 + roll(&seed, 3));
            Fen sum = accepted(m, n) + (choice == WORK_YES ? m[i].price : 0);
            bool may = !m[i].withdrawn && m[i].choice != WORK_YES && m[i].choice != WORK_NO &&
                       (choice != WORK_YES || sum <= 500000);
            ok = answer(s, i + 1, choice);
            assert_int_equal(ok, may);
            if (ok) m[i].choice = choice;
            break;
        }
        case 4: {
            bool yes = roll(&seed, 2);
            ok = work_spoken(s->db, &key, RO, i + 1, yes, WORK_PAYS_UNSAID, "a", "phone", clock_now(), &s->err);
            assert_int_equal(ok, !m[i].withdrawn);
            if (ok) m[i].choice = yes ? WORK_YES : WORK_NO;
            break;
        }
        default: clock_freeze(clock_now() + MS_HOUR); break; /* time passes */
        }
        if (!n) continue;
        Finding f = find(s, i + 1);
        assert_int_equal(f.version, m[i].version);
        assert_int_equal(f.price, m[i].price);
        assert_int_equal(f.withdrawn, m[i].withdrawn);
        if (!m[i].withdrawn) assert_int_equal(f.choice, m[i].choice);
        arena_reset(&s->arena);
    }
    Finding *list;
    size_t left;
    must(s, work_read(s->db, &key, &s->arena, RO, &list, &left, &s->err));
    assert_int_equal(left, shown);
    for (size_t k = 0; k < left; k++) assert_int_equal(list[k].choice, m[list[k].item - 1].choice);
    assert_int_equal(
        number(s, "SELECT count(*) FROM v_findings WHERE state = 'yes'"),
        number(s, "SELECT count(*) FROM v_findings WHERE state = 'yes' AND answered_price_fen = price_fen"));
}

/* --- what the board waits for ----------------------------------------------------------------------------------------
 */

static Hold hold_now(Store *s) {
    Order o;
    must(s, orders_find(s->db, &s->arena, RO, &o, &s->err));
    return o.hold;
}

/* domain.md 9: hold `approval` while a finding wants its answer, whoever proposed it; derived, never written. */
static void an_open_finding_holds_the_order_until_it_is_answered(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    assert_int_equal(hold_now(s), HOLD_NONE);
    int item = propose(s, &w);
    assert_int_equal(hold_now(s), HOLD_APPROVAL);
    must(s, answer(s, item, WORK_TALK)); /* nothing is decided by it */
    assert_int_equal(hold_now(s), HOLD_APPROVAL);
    must(s, answer(s, item, WORK_YES));
    assert_int_equal(hold_now(s), HOLD_NONE);
    w.labour = 18000;
    must(s, work_edit(s->db, RO, item, &w, "唐师傅", clock_now(), &s->err)); /* a changed price asks again */
    assert_int_equal(hold_now(s), HOLD_APPROVAL);
    must(s, work_spoken(s->db, &key, RO, item, false, WORK_PAYS_UNSAID, "李欣", "phone", clock_now(), &s->err));
    assert_int_equal(hold_now(s), HOLD_NONE);
    int second = propose(s, &w);
    assert_int_equal(hold_now(s), HOLD_APPROVAL);
    must(s, work_withdraw(s->db, RO, second, "唐师傅", clock_now(), &s->err));
    assert_int_equal(hold_now(s), HOLD_NONE);
    assert_string_equal(text(s, "SELECT hold FROM work_order"), "");
    assert_int_equal(number(s, "SELECT count(*) FROM order_stage WHERE hold <> ''"), 0);
}

static void parts_come_first_and_a_ready_car_waits_for_nobody(void **state) {
    Store *s = *state;
    WorkWrite w = brakes();
    propose(s, &w);
    ImportOrder o = an_order(RO, "川AK82P6", "2026-11-23T13:11", STAGE_IN_WORK);
    o.hold = HOLD_PARTS;
    import_one(s, "2026-11-23T15:20", &o);
    assert_int_equal(hold_now(s), HOLD_PARTS);
    o.hold = HOLD_NONE, o.stage = STAGE_ADVISOR_CHECK;
    import_one(s, "2026-11-23T15:30", &o);
    assert_int_equal(hold_now(s), HOLD_APPROVAL);
    o.stage = STAGE_READY;
    import_one(s, "2026-11-23T15:40", &o);
    assert_int_equal(hold_now(s), HOLD_NONE);
}

/* The DMS says "waiting for approval" until somebody changes it there; the customer who has answered waits no more. */
static void what_the_dms_waits_for_ends_with_the_answer_too(void **state) {
    Store *s = *state;
    ImportOrder o = an_order(RO, "川AK82P6", "2026-11-23T13:11", STAGE_IN_WORK);
    o.hold = HOLD_APPROVAL;
    import_one(s, "2026-11-23T15:10", &o);
    assert_int_equal(hold_now(s), HOLD_APPROVAL); /* it names no finding: as the DMS says */
    WorkWrite w = brakes();
    int item = propose(s, &w);
    assert_int_equal(hold_now(s), HOLD_APPROVAL);
    must(s, answer(s, item, WORK_NO));
    assert_int_equal(hold_now(s), HOLD_NONE);
}

int main(void) {
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(an_answer_keeps_version_price_and_time_and_reaches_the_view),
        T(sending_it_twice_is_one_answer),
        T(the_history_of_answers_cannot_be_changed),
        T(any_shown_field_that_changes_voids_the_answer),
        T(an_edit_voids_and_asks_again),
        T(an_edit_between_the_look_and_the_tap_is_told_and_nothing_is_kept),
        T(all_that_is_sent_together_is_kept_or_nothing),
        T(silence_never_approves),
        T(above_the_sum_the_advisor_comes),
        T(of_two_panels_the_first_counts_and_staff_may_correct_it),
        T(two_connections_at_once_leave_one_answer),
        T(who_pays_is_asked_for_insured_repairs_and_only_there),
        T(two_hundred_bad_amounts_change_nothing),
        T(more_than_a_screen_can_ask_is_refused),
        T(the_next_import_with_another_sum_or_text_asks_again),
        T(what_staff_added_to_an_imported_finding_stays_until_the_dms_says_otherwise),
        T(what_was_declined_shows_at_the_next_visit),
        T(an_open_finding_holds_the_order_until_it_is_answered),
        T(parts_come_first_and_a_ready_car_waits_for_nobody),
        T(what_the_dms_waits_for_ends_with_the_answer_too),
        T(random_acts_agree_with_a_plain_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
