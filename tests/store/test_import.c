/* store/import: an export is taken in by its difference; stages keep their history; older files only fill it in. */
#include "store_test.h"

static StageSeen *history(Store *s, const char *order_no, size_t *n) {
    StageSeen *list;
    must(s, orders_history(s->db, &s->arena, order_no, &list, n, &s->err));
    return list;
}

/* "in_work, wash<-09:30 internal_rework, …": stage, hold, the export before it, step. */
static void assert_history(Store *s, const char *order_no, const char *want) {
    size_t n;
    Buf got = {0};
    StageSeen *list = history(s, order_no, &n);
    for (size_t i = 0; i < n; i++) {
        static const char *const steps[] = {"", " failed", " internal", " external"};
        LocalTime seen = local_of(list[i].seen), since = local_of(list[i].since);
        buf_printf(&got, "%s%s%s%s %02d:%02d", i ? ", " : "", stage_id(list[i].stage), list[i].hold ? "/" : "",
                   hold_id(list[i].hold), seen.hour, seen.minute);
        if (list[i].since) buf_printf(&got, "<%02d:%02d", since.hour, since.minute);
        buf_puts(&got, steps[list[i].step]);
    }
    assert_string_equal(buf_text(&got), want);
    buf_free(&got);
}

static void assert_counts(ImportCounts c, int created, int changed, int same, int gone) {
    if (c.created != created || c.changed != changed || c.same != same || c.gone != gone)
        fail_msg("created %d changed %d same %d gone %d", c.created, c.changed, c.same, c.gone);
    assert_int_equal(c.orders, created + changed + same);
}

static size_t on_board(Store *s, Ms *as_of) {
    Order *list;
    size_t n;
    Ms newest;
    must(s, orders_board(s->db, &s->arena, &list, &n, &newest, &s->err));
    if (as_of) *as_of = newest;
    return n;
}

static void the_same_file_twice_changes_nothing(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder orders[] = {an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK),
                            an_order("RO2", "川APX9DE", "2026-11-23T09:10", STAGE_QUEUED)};
    orders[1].hold = HOLD_APPROVAL;
    orders[1].bringer = "李强";
    orders[1].bringer_phone = "19900006889";
    orders[1].proposals[0] = (Proposal){"刹车片", 68000};
    orders[1].proposals[1] = (Proposal){"雨刮", -1};
    orders[1].n_proposals = 2;
    ImportCounts counts = import_list(s, "a", "2026-11-23T09:30", orders, 2);
    assert_counts(counts, 2, 0, 0, 0);
    assert_false(counts.known);
    char *before = dump(s);
    struct stat bell;
    char name[128];
    snprintf(name, sizeof name, "%s-wal", s->path);
    assert_int_equal(stat(name, &bell), 0);
    off_t log = bell.st_size;

    counts = import_list(s, "a", "2026-11-23T09:30", orders, 2);
    assert_counts(counts, 0, 0, 2, 0);
    assert_true(counts.known);
    assert_false(counts.older);
    char *after = dump(s);
    assert_string_equal(before, after);
    stat(name, &bell);
    assert_int_equal(bell.st_size, log); /* not one page was written */
    free(before);
    free(after);
    store_free(s);
}

static void the_same_content_later_moves_only_the_boards_time(void **state) {
    (void)state;
    Store *s = store_new();
    Ms as_of;
    ImportOrder order = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    clock_freeze(at("2026-11-23T09:31"));
    import_one(s, "2026-11-23T09:30", &order);
    assert_int_equal(on_board(s, &as_of), 1);
    assert_int_equal(as_of, at("2026-11-23T09:30"));
    clock_freeze(at("2026-11-23T09:41"));
    assert_counts(import_one(s, "2026-11-23T09:40", &order), 0, 0, 1, 0);
    on_board(s, &as_of);
    assert_int_equal(as_of, at("2026-11-23T09:40"));
    assert_int_equal(number(s, "SELECT updated_ms FROM work_order"), at("2026-11-23T09:31"));
    assert_history(s, "RO1", "in_work 09:30");
    store_free(s);
}

static void each_column_of_an_order_is_compared(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder base = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK), changed[20];
    size_t n = sizeof changed / sizeof *changed;
    for (size_t i = 0; i < n; i++) changed[i] = base;
    changed[0].plate = "川A4AX01";
    changed[1].vin = "LFMDLWWN1UEX16149";
    changed[2].model = "凯美瑞";
    changed[3].purchased_day = "";
    changed[4].mileage_km = -1;
    changed[5].owner = "王伟伟", changed[5].bringer = "王伟伟";
    changed[6].owner_phone = "";
    changed[7].bringer = "李强";
    changed[8].advisor = "";
    changed[9].kind_words = "一般维修";
    changed[10].kind = KIND_REPAIR;
    changed[11].arrived += 1;
    changed[12].promised = at("2026-11-23T16:00");
    changed[13].delivered = at("2026-11-23T16:00");
    changed[14].parts_at = at("2026-11-23T16:00");
    changed[15].bay = "";
    changed[16].technician = "技师丙";
    changed[17].remark = "左前门异响";
    changed[18].amount = -1;
    changed[19].flags = "vin_length";
    import_one(s, "2026-11-23T09:00", &base);
    for (size_t i = 0; i < n; i++) {
        char exported[32];
        snprintf(exported, sizeof exported, "2026-11-23T10:%02d", (int)i * 2);
        ImportCounts counts = import_one(s, exported, &changed[i]);
        if (counts.changed != 1) fail_msg("change %zu was not seen", i);
        assert_counts(import_list(s, "again", exported, &changed[i], 1), 0, 0, 1, 0);
        run(s, "DELETE FROM import_file WHERE digest = 'again'");
        snprintf(exported, sizeof exported, "2026-11-23T10:%02d", (int)i * 2 + 1);
        counts = import_one(s, exported, &base);
        if (counts.changed != 1) fail_msg("change %zu was not taken back", i);
    }
    assert_int_equal(number(s, "SELECT count(*) FROM person"), 2); /* the one bringer's row serves again */
    assert_history(s, "RO1", "in_work 09:00");
    store_free(s);
}

static void stages_move_with_their_history(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:30", &o);
    o.hold = HOLD_PARTS;
    import_one(s, "2026-11-23T09:40", &o);
    o.hold = HOLD_NONE, o.stage = STAGE_INSPECTION;
    import_one(s, "2026-11-23T09:50", &o);
    o.stage = STAGE_IN_WORK;
    import_one(s, "2026-11-23T10:00", &o);
    o.stage = STAGE_READY;
    import_one(s, "2026-11-23T10:10", &o);
    import_one(s, "2026-11-23T10:20", &o);
    o.stage = STAGE_WASH;
    import_one(s, "2026-11-23T11:00", &o);
    o.stage = STAGE_DELIVERED, o.delivered = at("2026-11-23T11:05");
    import_one(s, "2026-11-23T11:10", &o);
    assert_int_equal(on_board(s, NULL), 0);
    o.stage = STAGE_IN_WORK, o.delivered = 0;
    import_one(s, "2026-11-23T11:20", &o);
    assert_history(s, "RO1",
                   "in_work 09:30, in_work/parts 09:40<09:30, inspection 09:50<09:40, "
                   "in_work 10:00<09:50 failed, ready 10:10<10:00, wash 11:00<10:20 internal, "
                   "delivered 11:10<11:00, in_work 11:20<11:10 external");
    assert_int_equal(number(s, "SELECT rework FROM v_orders"), 2);
    assert_int_equal(on_board(s, NULL), 1);
    store_free(s);
}

static void the_boards_stage_begins_with_its_run_of_entries(void **state) {
    (void)state;
    Store *s = store_new();
    Order order;
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_QUEUED);
    import_one(s, "2026-11-23T09:00", &o);
    must(s, orders_find(s->db, &s->arena, "RO1", &order, &s->err));
    assert_false(order.stage_exact); /* the first export ever */
    o.stage = STAGE_IN_WORK;
    import_one(s, "2026-11-23T09:15", &o);
    o.hold = HOLD_PARTS;
    import_one(s, "2026-11-23T10:00", &o);
    must(s, orders_find(s->db, &s->arena, "RO1", &order, &s->err));
    assert_int_equal(order.stage_seen, at("2026-11-23T09:15"));
    assert_true(order.stage_exact); /* 15 minutes apart */
    assert_int_equal(order.changed, at("2026-11-23T10:00"));
    o.stage = STAGE_WASH, o.hold = HOLD_NONE;
    import_one(s, "2026-11-23T10:16", &o);
    must(s, orders_find(s->db, &s->arena, "RO1", &order, &s->err));
    assert_false(order.stage_exact); /* 16 */
    store_free(s);
}

static void the_dms_word_for_rework_counts_once_a_stay(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:00", &o);
    o.rework = true; /* 施工中 -> 返工: the same stage */
    assert_counts(import_one(s, "2026-11-23T09:10", &o), 0, 1, 0, 0);
    assert_counts(import_one(s, "2026-11-23T09:20", &o), 0, 0, 1, 0);
    o.rework = false, o.hold = HOLD_PARTS;
    import_one(s, "2026-11-23T09:30", &o);
    o.rework = true, o.hold = HOLD_NONE;
    import_one(s, "2026-11-23T09:40", &o);
    o.rework = false, o.stage = STAGE_INSPECTION;
    import_one(s, "2026-11-23T09:50", &o);
    o.rework = true, o.stage = STAGE_IN_WORK; /* back from inspection is a failed inspection, whatever the word */
    import_one(s, "2026-11-23T10:00", &o);
    assert_history(s, "RO1",
                   "in_work 09:00, in_work 09:10<09:00 internal, in_work/parts 09:30<09:20, "
                   "in_work 09:40<09:30, inspection 09:50<09:40, in_work 10:00<09:50 failed");
    ImportOrder fresh = an_order("RO2", "川A4AX02", "2026-11-23T09:00", STAGE_IN_WORK);
    fresh.rework = true;
    import_one(s, "2026-11-23T10:10", &fresh);
    assert_history(s, "RO2", "in_work 10:10<10:00 internal");
    store_free(s);
}

static void the_same_car_for_the_same_work_within_30_days_is_external_rework(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder first = an_order("RO1", "川A4AX00", "2026-10-20T09:00", STAGE_DELIVERED);
    first.vin = "LFMDLWWN1UEX16149";
    first.delivered = at("2026-10-24T10:00");
    import_one(s, "2026-10-24T11:00", &first);
    ImportOrder again[6];
    static const char *const no[] = {"RO2", "RO3", "RO4", "RO5", "RO6", "RO7"};
    for (int i = 0; i < 6; i++) again[i] = an_order(no[i], "", "2026-11-23T10:00", STAGE_CHECK_IN);
    again[0].plate = "川A4AX00";                                            /* by plate, on the last moment */
    again[1].vin = "LFMDLWWN1UEX16149";                                     /* by VIN */
    again[2].plate = "川A4AX00", again[2].kind_words = "一般维修";          /* other work */
    again[3].plate = "川A4AX00", again[3].arrived += 1;                     /* a millisecond too late */
    again[4].plate = "川A4AX00", again[4].arrived = at("2026-10-24T09:59"); /* before the hand-over */
    again[5].model = "no plate, no VIN";
    import_list(s, "b", "2026-11-23T10:10", again, 6);
    assert_string_equal(text(s, "SELECT group_concat(order_no, ' ') FROM order_stage WHERE step = 'external_rework'"),
                        "RO2 RO3");

    /* both in one export */
    ImportOrder pair[] = {an_order("X1", "川B12345", "2026-11-01T09:00", STAGE_DELIVERED),
                          an_order("X2", "川B12345", "2026-11-10T09:00", STAGE_QUEUED)};
    pair[0].delivered = at("2026-11-02T09:00");
    import_list(s, "c", "2026-11-23T10:20", pair, 2);
    assert_history(s, "X2", "queued 10:20<10:10 external");
    store_free(s);
}

static void an_order_missing_from_a_newer_list_is_gone_until_it_comes_back(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder two[] = {an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK),
                         an_order("RO2", "川A4AX01", "2026-11-23T09:00", STAGE_IN_WORK)};
    two[1].flags = "vin_length";
    import_list(s, "a", "2026-11-23T09:10", two, 2);
    assert_counts(import_list(s, "b", "2026-11-23T09:20", two, 1), 0, 0, 1, 1);
    assert_int_equal(on_board(s, NULL), 1);
    assert_string_equal(text(s, "SELECT gone || flags FROM work_order WHERE order_no = 'RO2'"), "1vin_length gone");
    assert_counts(import_list(s, "c", "2026-11-23T09:30", two, 1), 0, 0, 1, 0);
    assert_counts(import_list(s, "d", "2026-11-23T09:40", two, 2), 0, 1, 1, 0);
    assert_string_equal(text(s, "SELECT gone || flags FROM work_order WHERE order_no = 'RO2'"), "0vin_length");
    assert_int_equal(on_board(s, NULL), 2);
    assert_history(s, "RO2", "in_work 09:10");
    store_free(s);
}

static void a_missing_order_stays_when_the_store_says_so_or_its_line_was_refused(void **state) {
    (void)state;
    Store *s = store_new();
    Import *import;
    ImportCounts counts;
    ImportOrder two[] = {an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK),
                         an_order("RO2", "川A4AX01", "2026-11-23T09:00", STAGE_IN_WORK)};
    import_list(s, "a", "2026-11-23T09:10", two, 2);
    ImportMeta keep = {"orders", "b", "b", at("2026-11-23T09:20"), 1};
    must(s, import_begin(s->db, &import, &s->err));
    must(s, import_add(import, &two[0], &s->err));
    must(s, import_apply(import, &keep, true, &counts, &s->err));
    import_end(import);
    assert_counts(counts, 0, 0, 1, 0);
    ImportMeta refused = {"orders", "c", "c", at("2026-11-23T09:30"), 2};
    ImportNote note = {17, "state", "暂存", "unknown_state", "状态无法识别", true};
    must(s, import_begin(s->db, &import, &s->err));
    must(s, import_add(import, &two[0], &s->err));
    must(s, import_note(import, &note, &s->err));
    must(s, import_mention(import, "RO2", &s->err));
    must(s, import_apply(import, &refused, false, &counts, &s->err));
    import_end(import);
    assert_counts(counts, 0, 0, 1, 0);
    assert_int_equal(counts.refused, 1);
    assert_int_equal(on_board(s, NULL), 2);
    store_free(s);
}

static void an_older_export_only_fills_in_history(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_QUEUED);
    import_one(s, "2026-11-23T09:00", &o);
    o.stage = STAGE_IN_WORK;
    import_one(s, "2026-11-23T10:00", &o);
    import_one(s, "2026-11-23T11:00", &o);
    o.stage = STAGE_WASH, o.bay = "洗车位";
    import_one(s, "2026-11-23T12:00", &o);

    ImportOrder late = an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_INSPECTION);
    late.bay = "5号工位", late.n_proposals = 1, late.proposals[0] = (Proposal){"机油", 1};
    ImportCounts counts = import_one(s, "2026-11-23T11:30", &late); /* between in_work and wash */
    assert_true(counts.older);
    assert_counts(counts, 0, 1, 0, 0);
    assert_history(s, "RO1", "queued 09:00, in_work 10:00<09:00, inspection 11:30<11:00, wash 12:00<11:00");
    late.hold = HOLD_PARTS, late.stage = STAGE_IN_WORK;
    import_one(s, "2026-11-23T10:30", &late); /* a hold that the next export no longer shows */
    assert_history(s, "RO1",
                   "queued 09:00, in_work 10:00<09:00, in_work/parts 10:30<10:00, in_work 11:00<10:30, "
                   "inspection 11:30<11:00, wash 12:00<11:00");
    char *before = dump(s);
    import_one(s, "2026-11-23T10:30", &late);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);

    Order order;
    must(s, orders_find(s->db, &s->arena, "RO1", &order, &s->err));
    assert_int_equal(order.stage, STAGE_WASH);
    assert_string_equal(order.bay, "洗车位");
    assert_int_equal(order.stage_seen, at("2026-11-23T12:00"));
    Ms as_of;
    on_board(s, &as_of);
    assert_int_equal(as_of, at("2026-11-23T12:00"));
    assert_int_equal(number(s, "SELECT count(*) FROM proposal"), 0);
    store_free(s);
}

static void an_older_export_from_before_the_first_begins_the_history(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T10:00", &o);
    ImportOrder early[] = {an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_CHECK_IN),
                           an_order("RO0", "川A4AX09", "2026-11-22T08:00", STAGE_READY),
                           an_order("RO00", "川A4AX08", "2026-11-22T08:00", STAGE_DELIVERED)};
    assert_counts(import_list(s, "early", "2026-11-23T09:00", early, 3), 2, 1, 0, 0);
    assert_history(s, "RO1", "check_in 09:00, in_work 10:00");
    assert_string_equal(text(s, "SELECT gone || flags FROM work_order WHERE order_no = 'RO0'"), "1gone");
    assert_string_equal(text(s, "SELECT gone || flags FROM work_order WHERE order_no = 'RO00'"), "0");
    assert_int_equal(on_board(s, NULL), 1); /* what the newer list no longer has is not on the board */
    store_free(s);
}

static void the_later_line_wins(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder lines[] = {an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK),
                           an_order("RO2", "川A4AX02", "2026-11-23T08:00", STAGE_IN_WORK),
                           an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_WASH)};
    lines[0].n_proposals = 1, lines[0].proposals[0] = (Proposal){"刹车片", 100};
    assert_counts(import_list(s, "a", "2026-11-23T10:00", lines, 3), 2, 0, 0, 0);
    assert_history(s, "RO1", "wash 10:00");
    assert_int_equal(number(s, "SELECT count(*) FROM proposal"), 0);
    store_free(s);
}

static void proposals_are_replaced_only_where_they_differ(void **state) {
    (void)state;
    Store *s = store_new();
    Proposal *list;
    size_t n;
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK);
    o.hold = HOLD_APPROVAL;
    o.n_proposals = 3;
    o.proposals[0] = (Proposal){"刹车片", 68000};
    o.proposals[1] = (Proposal){"雨刮", 9900};
    o.proposals[2] = (Proposal){"空调滤芯", -1};
    import_one(s, "2026-11-23T09:00", &o);
    o.n_proposals = 2;
    o.proposals[1].amount = 8900;
    assert_counts(import_one(s, "2026-11-23T10:00", &o), 0, 1, 0, 0);
    must(s, orders_proposals(s->db, &s->arena, "RO1", &list, &n, &s->err));
    assert_int_equal(n, 2);
    assert_string_equal(list[0].what, "刹车片");
    assert_int_equal(list[1].amount, 8900);
    assert_int_equal(number(s, "SELECT seen_ms FROM proposal WHERE item = 1"), at("2026-11-23T09:00"));
    assert_int_equal(number(s, "SELECT seen_ms FROM proposal WHERE item = 2"), at("2026-11-23T10:00"));
    store_free(s);
}

static void the_bringer_is_a_person_only_when_somebody_else(void **state) {
    (void)state;
    Store *s = store_new();
    OrderPeople people;
    ImportOrder orders[] = {an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK),
                            an_order("RO2", "川A4AX02", "2026-11-23T08:00", STAGE_IN_WORK),
                            an_order("RO3", "川A4AX03", "2026-11-23T08:00", STAGE_IN_WORK)};
    orders[0].remark = "左前门异响";
    orders[1].bringer = "李强", orders[1].bringer_phone = "19900006889";
    orders[2].bringer = "", orders[2].bringer_phone = orders[2].owner_phone;
    import_list(s, "a", "2026-11-23T10:00", orders, 3);
    assert_int_equal(number(s, "SELECT count(*) FROM person"), 4);
    assert_int_equal(number(s, "SELECT count(*) FROM work_order WHERE owner_id = bringer_id"), 2);
    must(s, orders_people(s->db, &s->arena, "RO2", &people, &s->err));
    assert_string_equal(people.owner, "王伟");
    assert_string_equal(people.bringer, "李强");
    assert_string_equal(people.bringer_phone, "19900006889");
    must(s, orders_people(s->db, &s->arena, "RO1", &people, &s->err));
    assert_string_equal(people.bringer, "王伟");
    assert_string_equal(text(s, "SELECT words FROM person WHERE plate = '川A4AX00'"), "左前门异响");
    store_free(s);
}

static void who_was_forgotten_stays_forgotten(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK);
    o.bringer = "李强";
    import_one(s, "2026-11-23T10:00", &o);
    run(s, "UPDATE person SET name = '', phone = '', plate = '', words = '', erased_ms = 5");
    assert_counts(import_one(s, "2026-11-23T10:10", &o), 0, 0, 1, 0);
    o.stage = STAGE_WASH;
    assert_counts(import_one(s, "2026-11-23T10:20", &o), 0, 1, 0, 0);
    assert_int_equal(number(s, "SELECT count(*) FROM person WHERE name <> '' OR phone <> '' OR plate <> ''"), 0);
    store_free(s);
}

static void notes_are_kept_and_a_file_that_reads_better_is_taken_again(void **state) {
    (void)state;
    Store *s = store_new();
    Import *import;
    ImportCounts counts;
    LastImport last;
    ImportMeta meta = {"orders", "dms.csv", "digest", at("2026-11-23T14:20"), 3};
    ImportNote refused = {17, "状态", "暂存", "unknown_state", "状态无法识别", true};
    ImportNote flagged = {25, "VIN码", "LFM", "vin_length", "16 位", false};
    ImportOrder orders[] = {an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK),
                            an_order("RO2", "川A4AX02", "2026-11-23T08:00", STAGE_CHECK_IN)};
    must(s, import_last(s->db, "orders", &last, &s->err));
    assert_int_equal(last.exported, 0);
    for (int round = 0; round < 3; round++) {
        bool word_is_known = round == 2;
        must(s, import_begin(s->db, &import, &s->err));
        must(s, import_add(import, &orders[0], &s->err));
        must(s, import_note(import, &flagged, &s->err));
        if (word_is_known)
            must(s, import_add(import, &orders[1], &s->err));
        else
            must(s, import_note(import, &refused, &s->err));
        must(s, import_apply(import, &meta, false, &counts, &s->err));
        import_end(import);
        assert_int_equal(counts.known, round > 0);
        assert_int_equal(counts.refused, word_is_known ? 0 : 1);
        assert_int_equal(counts.flagged, 1);
        assert_int_equal(number(s, "SELECT count(*) FROM import_note"), word_is_known ? 1 : 2);
    }
    assert_counts(counts, 1, 0, 1, 0);
    assert_int_equal(number(s, "SELECT count(*) FROM import_file"), 1);
    must(s, import_last(s->db, "orders", &last, &s->err));
    assert_string_equal(last.file, "dms.csv");
    assert_int_equal(last.exported, meta.exported);
    assert_int_equal(last.orders, 2);
    assert_int_equal(last.refused, 0);
    store_free(s);
}

static void an_import_given_up_leaves_nothing(void **state) {
    (void)state;
    Store *s = store_new();
    Import *import;
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK);
    char *before = dump(s);
    must(s, import_begin(s->db, &import, &s->err));
    must(s, import_add(import, &o, &s->err));
    must(s, settings_set(s->db, "demo", "0", &s->err)); /* a transaction in the middle ends the gathering, no more */
    run(s, "DELETE FROM setting WHERE key = 'demo'");
    must(s, import_add(import, &o, &s->err));
    import_end(import);
    import_end(NULL);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

static void gathering_locks_nobody_out(void **state) {
    (void)state;
    Store *s = store_new();
    Db *kiosk;
    Import *import;
    ImportCounts counts;
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-23T08:00", STAGE_IN_WORK);
    ImportMeta meta = {"orders", "a", "a", at("2026-11-23T09:00"), 1};
    must(s, db_open(&kiosk, s->path, DB_WRITE, &s->err));
    sqlite3_busy_timeout(db_handle(kiosk), 0);
    must(s, import_begin(s->db, &import, &s->err));
    must(s, import_add(import, &o, &s->err));
    must(s, settings_set(kiosk, "demo", "1", &s->err));
    must(s, import_apply(import, &meta, false, &counts, &s->err));
    import_end(import);
    must(s, settings_set(kiosk, "demo", "0", &s->err));
    db_close(kiosk);
    store_free(s);
}

static void a_past_order_comes_with_its_whole_history(void **state) {
    (void)state;
    Store *s = store_new();
    EtaPast *past;
    size_t n;
    ImportOrder o = an_order("RO1", "川A4AX00", "2026-11-20T09:00", STAGE_DELIVERED);
    o.delivered = at("2026-11-20T12:00");
    o.bringer = "李强";
    StageSeen seen[] = {{STAGE_QUEUED, HOLD_NONE, STEP_FORWARD, at("2026-11-20T09:10"), at("2026-11-20T09:00")},
                        {STAGE_IN_WORK, HOLD_NONE, STEP_FORWARD, at("2026-11-20T09:40"), at("2026-11-20T09:20")},
                        {STAGE_READY, HOLD_NONE, STEP_FORWARD, at("2026-11-20T11:00"), at("2026-11-20T10:50")},
                        {STAGE_DELIVERED, HOLD_NONE, STEP_FORWARD, at("2026-11-20T12:10"), at("2026-11-20T12:00")}};
    must(s, db_begin(s->db, &s->err));
    must(s, import_past_order(s->db, &o, seen, 4, &s->err));
    must(s, db_commit(s->db, &s->err));
    assert_history(s, "RO1", "queued 09:10<09:00, in_work 09:40<09:20, ready 11:00<10:50, delivered 12:10<12:00");
    must(s, orders_past(s->db, &s->arena, at("2026-11-20T00:00"), &past, &n, &s->err));
    assert_int_equal(n, 1);
    assert_int_equal(past->kind, KIND_MAINTENANCE);
    assert_int_equal(past->arrived, o.arrived);
    assert_int_equal(past->ready, at("2026-11-20T11:00"));
    assert_int_equal(past->entered[STAGE_IN_WORK - 1], at("2026-11-20T09:40"));
    assert_false(past->exact[STAGE_IN_WORK - 1]);
    assert_true(past->exact[STAGE_QUEUED - 1]);
    assert_int_equal(past->entered[STAGE_WASH - 1], 0);
    must(s, orders_past(s->db, &s->arena, at("2026-11-21T00:00"), &past, &n, &s->err));
    assert_int_equal(n, 0);
    must_not(s, import_past_order(s->db, &o, seen, 4, &s->err), ERR_INPUT); /* it is there already */
    store_free(s);
}

/* Years of orders into an empty store: the indexes are put aside for it, and are back whatever happens. */
static void a_first_import_of_years_keeps_every_index(void **state) {
    (void)state;
    enum { ORDERS = 6000 };
    Store *s = store_new();
    Import *import;
    ImportCounts counts;
    Buf faults = {0};
    size_t n;
    static const char indexes[] = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE type = "
                                  "'index' AND sql IS NOT NULL ORDER BY name)";
    const char *before = text(s, indexes);
    for (int round = 0; round < 3; round++) {
        ImportMeta meta = {"orders", "years", "years", at("2026-11-23T09:00"), ORDERS};
        if (round == 0) run(s, "PRAGMA max_page_count = 300");
        must(s, import_begin(s->db, &import, &s->err));
        for (int i = 0; i < ORDERS; i++) {
            char no[16], plate[16];
            snprintf(no, sizeof no, "RO%05d", i);
            snprintf(plate, sizeof plate, "川A%05d", i * 7 % ORDERS);
            ImportOrder o = an_order(no, plate, "2026-11-20T09:00", i % 100 ? STAGE_DELIVERED : STAGE_IN_WORK);
            must(s, import_add(import, &o, &s->err));
        }
        if (round == 0)
            must_not(s, import_apply(import, &meta, false, &counts, &s->err), ERR_FULL);
        else
            must(s, import_apply(import, &meta, false, &counts, &s->err));
        import_end(import);
        assert_string_equal(text(s, indexes), before);
        assert_int_equal(number(s, "PRAGMA foreign_keys"), 1);
        run(s, "PRAGMA max_page_count = 100000");
        if (round == 0) assert_int_equal(number(s, "SELECT count(*) FROM work_order"), 0);
        if (round == 1) assert_counts(counts, ORDERS, 0, 0, 0);
        if (round == 2) assert_counts(counts, 0, 0, ORDERS, 0);
    }
    assert_int_equal(on_board(s, NULL), ORDERS / 100);
    must(s, db_check(s->db, &faults, &n, &s->err));
    assert_string_equal(buf_text(&faults), "");
    buf_free(&faults);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_file_twice_changes_nothing),
        cmocka_unit_test(the_same_content_later_moves_only_the_boards_time),
        cmocka_unit_test(each_column_of_an_order_is_compared),
        cmocka_unit_test(stages_move_with_their_history),
        cmocka_unit_test(the_boards_stage_begins_with_its_run_of_entries),
        cmocka_unit_test(the_dms_word_for_rework_counts_once_a_stay),
        cmocka_unit_test(the_same_car_for_the_same_work_within_30_days_is_external_rework),
        cmocka_unit_test(an_order_missing_from_a_newer_list_is_gone_until_it_comes_back),
        cmocka_unit_test(a_missing_order_stays_when_the_store_says_so_or_its_line_was_refused),
        cmocka_unit_test(an_older_export_only_fills_in_history),
        cmocka_unit_test(an_older_export_from_before_the_first_begins_the_history),
        cmocka_unit_test(the_later_line_wins),
        cmocka_unit_test(proposals_are_replaced_only_where_they_differ),
        cmocka_unit_test(the_bringer_is_a_person_only_when_somebody_else),
        cmocka_unit_test(who_was_forgotten_stays_forgotten),
        cmocka_unit_test(notes_are_kept_and_a_file_that_reads_better_is_taken_again),
        cmocka_unit_test(an_import_given_up_leaves_nothing),
        cmocka_unit_test(gathering_locks_nobody_out),
        cmocka_unit_test(a_first_import_of_years_keeps_every_index),
        cmocka_unit_test(a_past_order_comes_with_its_whole_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
