/* store/leads: leads by desk with whom to call, taken by one, visited, closed once; every act an event and an audit
 * line. */
#include "store/leads.h"
#include "store_test.h"

static void add_lead(Store *s, const char *id, const char *kind, const char *desk, const char *order_no,
                     const char *about, const char *when) {
    run(s, arena_printf(&s->arena,
                        "INSERT INTO lead (lead_id, store_id, kind, desk, order_no, about, at_ms, at_local)"
                        " VALUES ('%s', 'cd01', '%s', '%s', '%s', '%s', %lld, '')",
                        id, kind, desk, order_no, about, (long long)at(when)));
}

static Store *with_leads(void) {
    Store *s = store_new();
    ImportOrder o = an_order("RO1", "川A12345", "2026-11-24T09:00", STAGE_READY);
    o.bringer = "李芳";
    o.bringer_phone = "19900001111";
    import_one(s, "2026-11-24T14:00", &o);
    add_lead(s, "0193-aaaa", "renewal", "insurance", "RO1", "renewal:2/B", "2026-11-24T14:10");
    add_lead(s, "0193-bbbb", "show", "bar", "RO1", "offer:dvd", "2026-11-24T14:05");
    add_lead(s, "0193-cccc", "warranty", "advisor", "RO1", "warranty:one", "2026-11-24T14:20");
    return s;
}

static const char *const now = "2026-11-24T15:00";

static void open_leads_are_listed_by_desk_with_whom_to_call(void **state) {
    (void)state;
    Store *s = with_leads();
    Lead *list;
    size_t n;
    must(s, leads_open(s->db, &s->arena, "", &list, &n, &s->err));
    assert_int_equal(n, 3);
    assert_string_equal(list[0].lead_id.text, "0193-bbbb"); /* oldest first */
    must(s, leads_open(s->db, &s->arena, "insurance", &list, &n, &s->err));
    assert_int_equal(n, 1);
    assert_string_equal(list[0].about, "renewal:2/B");
    assert_string_equal(list[0].plate, "川A12345");
    assert_string_equal(list[0].name, "李芳"); /* who brought the car */
    assert_string_equal(list[0].phone, "19900001111");
    assert_string_equal(list[0].state, "open");
    /* a number left with consent comes first */
    run(s,
        "INSERT INTO person (person_id, store_id, name, phone, created_ms) VALUES ('p', 'cd01', '', '19900002222', 0)");
    run(s, "UPDATE lead SET person_id = 'p' WHERE lead_id = '0193-aaaa'");
    must(s, leads_open(s->db, &s->arena, "insurance", &list, &n, &s->err));
    assert_string_equal(list[0].phone, "19900002222");
    assert_string_equal(list[0].name, "李芳");
    store_free(s);
}

static void a_lead_is_taken_by_one_and_closed_once(void **state) {
    (void)state;
    Store *s = with_leads();
    Lead *list, lead;
    size_t n;
    must(s, lead_take(s->db, "aaaa", "小李", at(now), &s->err));
    must(s, lead_take(s->db, "aaaa", "小李", at(now), &s->err)); /* the same again */
    must_not(s, lead_take(s->db, "aaaa", "小陈", at(now), &s->err), ERR_RULE);
    must_not(s, lead_take(s->db, "bbbb", "", at(now), &s->err), ERR_INPUT);
    assert_int_equal(number(s, "SELECT count(*) FROM lead_event"), 1);
    must_not(s, lead_done(s->db, "aaaa", "小李", "maybe", "", at(now), &s->err), ERR_INPUT);
    must(s, lead_done(s->db, "aaaa", "小李", "won", "已收定金", at(now), &s->err));
    must(s, lead_done(s->db, "aaaa", "小李", "won", "", at(now), &s->err));
    must_not(s, lead_done(s->db, "aaaa", "小陈", "lost", "", at(now), &s->err), ERR_RULE);
    must_not(s, lead_take(s->db, "aaaa", "小陈", at(now), &s->err), ERR_RULE);
    must(s, lead_find(s->db, &s->arena, "aaaa", &lead, &s->err));
    assert_string_equal(lead.state, "done");
    assert_string_equal(lead.outcome, "won");
    must(s, leads_open(s->db, &s->arena, "insurance", &list, &n, &s->err));
    assert_int_equal(n, 0);
    assert_string_equal(text(s, "SELECT group_concat(what || ' ' || by_name || ' ' || note, '; ') FROM"
                                " (SELECT * FROM audit ORDER BY audit_id)"),
                        "lead.taken 小李 ; lead.done 小李 won");
    assert_string_equal(text(s, "SELECT state || ' ' || outcome || ' ' || \"by\" FROM v_leads WHERE kind = 'renewal'"),
                        "done won 小李");
    store_free(s);
}

static void a_home_visit_has_a_day_from_today_on(void **state) {
    (void)state;
    static const struct {
        const char *day;
        bool good;
    } cases[] = {{"2026-11-23", false}, {"2026-11-24", true}, {"2026-12-01", true}, {"2026-02-30", false},
                 {"", false},           {"tomorrow", false},  {"2026-11-31", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Store *s = with_leads();
        const char *day = cases[i].day;
        if (!cases[i].good) {
            must_not(s, lead_visit(s->db, "cccc", "小李", day, "", at(now), &s->err), ERR_INPUT);
            assert_int_equal(number(s, "SELECT count(*) FROM lead_event"), 0);
        } else {
            Lead lead;
            must(s, lead_visit(s->db, "cccc", "小李", day, "", at(now), &s->err));
            must(s, lead_visit(s->db, "cccc", "小李", day, "", at(now), &s->err));
            assert_int_equal(number(s, "SELECT count(*) FROM lead_event"), 1);
            must(s, lead_find(s->db, &s->arena, "cccc", &lead, &s->err));
            assert_string_equal(lead.state, "visit");
            assert_string_equal(lead.visit_day, cases[i].day);
            day = "2026-12-24"; /* put off */
            must(s, lead_visit(s->db, "cccc", "小李", day, "", at(now), &s->err));
            must(s, lead_find(s->db, &s->arena, "cccc", &lead, &s->err));
            assert_string_equal(lead.visit_day, "2026-12-24");
            must(s, lead_done(s->db, "cccc", "小李", "later", "", at(now), &s->err));
            must_not(s, lead_visit(s->db, "cccc", "小李", day, "", at(now), &s->err), ERR_RULE);
            assert_string_equal(text(s, "SELECT visit_day FROM v_leads WHERE kind = 'warranty'"), "2026-12-24");
        }
        store_free(s);
    }
}

static void a_lead_is_named_by_a_part_that_only_one_has(void **state) {
    (void)state;
    Store *s = with_leads();
    Lead lead;
    must(s, lead_find(s->db, &s->arena, "BBBB", &lead, &s->err));
    assert_string_equal(lead.kind, "show");
    must_not(s, lead_find(s->db, &s->arena, "0193", &lead, &s->err), ERR_INPUT);
    must_not(s, lead_find(s->db, &s->arena, "dddd", &lead, &s->err), ERR_NOT_FOUND);
    must_not(s, lead_find(s->db, &s->arena, "", &lead, &s->err), ERR_NOT_FOUND);
    store_free(s);
}

static Lead a_choice(const char *about) {
    return (Lead){.lead_id = uuid_new(),
                  .kind = "renewal",
                  .desk = "insurance",
                  .order_no = "RO1",
                  .about = about,
                  .detail = "",
                  .phone = "",
                  .at = at("2026-11-24T14:30")};
}

static void another_choice_takes_the_place_of_one_nobody_has_taken(void **state) {
    (void)state;
    Store *s = with_leads();
    char about[80];
    Ms when;
    must(s, lead_asked(s->db, "RO1", "renewal", about, sizeof about, &when, &s->err));
    assert_string_equal(about, "renewal:2/B");
    Lead other = a_choice("renewal:2/A"), third = a_choice("renewal:2/B");
    must(s, lead_make(s->db, &other, &s->err));
    must(s, lead_make(s->db, &other, &s->err));
    must(s, lead_asked(s->db, "RO1", "renewal", about, sizeof about, &when, &s->err));
    assert_string_equal(about, "renewal:2/A");
    Lead *list;
    size_t n;
    must(s, leads_open(s->db, &s->arena, "insurance", &list, &n, &s->err));
    assert_int_equal(n, 1);
    must(s, lead_take(s->db, other.lead_id.text, "小李", at(now), &s->err));
    must(s, lead_make(s->db, &third, &s->err)); /* the one that was taken stays: somebody is at it */
    must(s, leads_open(s->db, &s->arena, "insurance", &list, &n, &s->err));
    assert_int_equal(n, 2);
    must(s, lead_asked(s->db, "RO2", "renewal", about, sizeof about, &when, &s->err));
    assert_string_equal(about, "");
    assert_int_equal(when, 0);
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_leads_are_listed_by_desk_with_whom_to_call),
        cmocka_unit_test(a_lead_is_taken_by_one_and_closed_once),
        cmocka_unit_test(a_home_visit_has_a_day_from_today_on),
        cmocka_unit_test(a_lead_is_named_by_a_part_that_only_one_has),
        cmocka_unit_test(another_choice_takes_the_place_of_one_nobody_has_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
