/* Whom an offer is for, as staff write it into the table: columns and rule are kept as written, the same table again
 * changes nothing, and 200 bad rules are named by line and field and change nothing. */
#include "import_fixture.h"

#include "office/policy_file.h"
#include "rules/targeting.h"
#include "store/offers.h"

#define HEADER                                                                                                         \
    "offer_id,kind,title_zh,title_en,model,age_months,mileage_km,visits_12m,habit,environment,rule,why_zh,why_en\n"

static ImportCounts import(Fixture *f, const char *text, ImportReport *r) {
    Err err = {0};
    import_report_free(r);
    must(import_offers_file(f->office.db, write_text(f, text), NULL, r, &err), &err);
    return r->counts;
}

static Offer offer(Fixture *f, Arena *arena, const char *id) {
    Offer o;
    Err err = {0};
    must(offers_find(f->office.db, arena, id, &o, &err), &err);
    return o;
}

static void rules_are_kept_as_they_were_written(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    const char *table =
        HEADER "a,wash,洗,W,卡罗拉;雷凌,24-,40000-,2-,short,!dust,,4 万公里见效,From 40 000 km\n"
               "b,wash,洗,W,,,,,,,\"any(mileage_km 40000-, habit short) & not environment dust ?yes else hide\",,\n"
               "c,wash,洗,W,,２４－,,,,,?no,,\n";
    import(f, table, &r);
    assert_int_equal(r.n_faults, 0);
    Offer o = offer(f, &arena, "a");
    assert_string_equal(o.axis_model, "卡罗拉;雷凌");
    assert_string_equal(o.axis_environment, "!dust");
    assert_string_equal(o.why_zh, "4 万公里见效");
    assert_int_equal(o.target.n_nodes, 7);
    o = offer(f, &arena, "b");
    assert_string_equal(o.rule, "any(mileage_km 40000-, habit short) & not environment dust ?yes else hide");
    assert_true(o.target.hide);
    o = offer(f, &arena, "c");
    assert_int_equal(o.target.nodes[0].unknown, UNKNOWN_IS_NO);
    import(f, table, &r);
    assert_int_equal(r.counts.same, 3);
    assert_int_equal(r.counts.changed, 0);
    import_report_free(&r);
    arena_free(&arena);
    fixture_free(f);
}

static void answers_nobody_is_asked_for_are_flagged(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    ImportReport r = {0};
    PolicyCounts counts;
    Err err = {0};
    const char *path = shared_data("policies/axes.cfg");
    must(policies_import(&f->office, &path, 1, "", "test", &counts, &err), &err);
    assert_int_equal(counts.added, 1);
    import(f, HEADER "a,wash,洗,W,,,,,short;racing,,environment dust;moon,,\n", &r);
    assert_int_equal(r.n_faults, 2);
    assert_string_equal(r.faults[0].code, "unknown_answer");
    assert_string_equal(r.faults[0].field, "habit");
    assert_string_equal(r.faults[0].value, "racing");
    assert_string_equal(r.faults[1].value, "moon");
    assert_false(r.faults[0].refused);
    assert_int_equal(r.counts.created, 1);
    import_report_free(&r);
    fixture_free(f);
}

/* --- 200 bad ones ------------------------------------------------------------------------------------------------- */

static uint32_t seed = 42;
static int dice(int n) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)n);
}

static const char *const fields[] = {"model", "age_months", "mileage_km", "visits_12m", "habit", "environment", "rule"};

/* Something that is wrong in this column, each time another thing. */
static const char *bad_cell(Arena *arena, int field) {
    static const char *const numbers[] = {"%d-%d-%d", "x%d",     "%d..%d",      "%d-;", ";%d-", "-",     "%d%%",  "+%d",
                                          "%d- ?%d",  "%d & %d", "%d- ?no ?no", "1,%d", "!",    "%d.5-", "99%06d"};
    static const char *const words[] = {"a b%d", "短%d途",       ";a%d",  "a%d;",         "a%d;;b",
                                        "a%d?",  "a%d ?perhaps", "!;a%d", "a%d(b)",       "a%d & b",
                                        "not",   "a%d|b",        "a,%d",  "a%d ?yes ?no", "(a%d)"};
    static const char *const models[] = {";卡%d",  "卡%d;",         "卡%d;;雷",  "卡%d?",    "卡%d ?或许",
                                         "!;卡%d", "卡%d(雷)",      "卡%d & 雷", "!",        "卡%d|雷",
                                         "卡,%d",  "卡%d ?yes ?no", "(卡%d)",    "卡%d;!雷", "not"};
    static const char *const rules[] = {"any(age %d-",
                                        "age %d-)",
                                        "age",
                                        "years %d",
                                        "any age %d-",
                                        "age %d- | age 2-",
                                        "age %d- &",
                                        "& age %d-",
                                        "any()",
                                        "not not",
                                        "age %d- else",
                                        "age %d- else show",
                                        "(age %d-, age 2-)",
                                        "all(age %d- age 3-)",
                                        "age %d- ?"};
    const char *const *from = field == 6 ? rules : field == 0 ? models : field < 4 ? numbers : words;
    const char *cell = arena_strdup(arena, from[dice(15)]);
    char out[96];
    size_t used = 0;
    for (const char *p = cell; *p && used < 80; p++) { /* numbers in place of %d, … */
        if (strncmp(p, "%d", 2) == 0) {
            used += (size_t)snprintf(out + used, sizeof out - used, "%d", 10 + dice(80));
            p++;
        } else if (strncmp(p, "%06d", 4) == 0) {
            used += (size_t)snprintf(out + used, sizeof out - used, "%06d", dice(999999));
            p += 3;
        } else if (strncmp(p, "%%", 2) == 0) {
            out[used++] = '%';
            p++;
        } else {
            out[used++] = *p;
        }
    }
    out[used] = '\0';
    return arena_strdup(arena, out);
}

static void two_hundred_bad_rules_are_named_and_change_nothing(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Buf text = {0};
    import(f, HEADER "keep,wash,洗,W,卡罗拉,24-,,,,,,两年,Two years\n", &r);
    for (int i = 0; i < 200; i++) {
        int field = i % 7;
        const char *cell = bad_cell(&arena, field);
        buf_clear(&text);
        buf_puts(&text, HEADER "other,wash,洗,W,,,,,,,,,\n");
        buf_puts(&text, "keep,paint,漆,P");
        for (int c = 0; c < 7; c++) buf_printf(&text, ",\"%s\"", c == field ? cell : "");
        buf_puts(&text, ",,\n");
        import(f, buf_text(&text), &r);
        if (r.n_faults != 1) fail_msg("%s %s: %zu faults", fields[field], cell, r.n_faults);
        const ImportFault *fault = &r.faults[0];
        assert_int_equal(fault->line, 3);
        assert_string_equal(fault->field, fields[field]);
        assert_string_equal(fault->code, field >= 1 && field <= 3 ? "bad_range" : "bad_rule");
        assert_string_equal(fault->value, cell);
        assert_true(fault->refused && strlen(fault->en) > 10 && strlen(fault->zh) > 10);
        assert_string_not_equal(fault->en, "whom the offer is for cannot be read");
        Offer o = offer(f, &arena, "keep");
        assert_string_equal(o.kind, "wash");
        assert_string_equal(o.axis_model, "卡罗拉");
        assert_string_equal(o.why_zh, "两年");
        arena_reset(&arena);
    }
    buf_free(&text);
    import_report_free(&r);
    arena_free(&arena);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_kept_as_they_were_written),
        cmocka_unit_test(answers_nobody_is_asked_for_are_flagged),
        cmocka_unit_test(two_hundred_bad_rules_are_named_and_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
