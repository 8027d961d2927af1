/* The table of activities, and what offers have in common with it: pictures, focus, weekdays and hours. */
#include "import_fixture.h"

#include "base/picfile.h"
#include "store/activities.h"
#include "store/offers.h"

static bool activities(Fixture *f, const char *path, ImportReport *r, Err *err) {
    import_report_free(r);
    return import_activities_file(f->office.db, path, NULL, r, err);
}

static void import_activities(Fixture *f, const char *path, ImportReport *r) {
    Err err = {0};
    must(activities(f, path, r, &err), &err);
}

static size_t read_at(Fixture *f, Arena *arena, const char *when, int days, Activity **list) {
    Err err = {0};
    size_t n;
    must(activities_read(f->office.db, arena, local(when), days, list, &n, &err), &err);
    return n;
}

#define HEAD                                                                                                           \
    "activity_id,title_zh,title_en,text_zh,text_en,picture,focus_x,focus_y,from,to,weekdays,hours,place_zh,place_en,"  \
    "sort\n"
#define GOOD "good,试茶,Tasting,,,,,,,,,,,,\n"

static void the_weeks_activities_of_the_product_are_sound(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Activity *list;
    import_activities(f, shared_data("activities.csv"), &r);
    for (size_t i = 0; i < r.n_faults; i++)
        assert_string_equal(r.faults[i].code, "unknown_offer"); /* none are there yet */
    assert_int_equal(r.n_faults, 5);
    import_report_free(&r);
    Err err;
    must(import_offers_file(f->office.db, shared_data("offers.csv"), NULL, &r, &err), &err);
    import_report_free(&r);
    import_activities(f, shared_data("activities.csv"), &r);
    assert_int_equal(r.n_faults, 0);
    size_t n = read_at(f, &arena, "2026-11-23T14:26", 14, &list);
    assert_in_range(n, 4, 6);
    for (size_t i = 0; i < n; i++) {
        const Activity *a = &list[i];
        assert_true(*a->title_zh && *a->title_en && *a->text_zh && *a->text_en && *a->place_zh && *a->place_en);
        for (size_t j = 0; j < i; j++) assert_string_not_equal(a->picture, list[j].picture);
    }
    import_activities(f, shared_data("activities.csv"), &r);
    assert_true(r.counts.known && r.counts.same == (int)n && r.counts.changed == 0 && r.counts.created == 0);
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

static void each_fault_of_an_activity_is_told(void **state) {
    (void)state;
    static const struct {
        const char *line, *field, *code;
        bool refused;
    } cases[] = {
        {"Bad Id,试,T,,,,,,,,,,,,\n", "activity_id", "bad_id", true},
        {"good,试,T,,,,,,,,,,,,\n", "activity_id", "double_id", true},
        {"a,,T,,,,,,,,,,,,\n", "title_zh", "missing_value", true},
        {"a,试,,,,,,,,,,,,,\n", "title_en", "missing_value", true},
        {"a,试,T,,,,101,,,,,,,,\n", "focus_x", "bad_number", true},
        {"a,试,T,,,,,left,,,,,,,\n", "focus_y", "bad_number", true},
        {"a,试,T,,,,,,2026-02-30,,,,,,\n", "from", "bad_date", true},
        {"a,试,T,,,,,,2026-03-02,2026-03-01,,,,,\n", "to", "to_before_from", true},
        {"a,试,T,,,,,,,,周末,,,,\n", "weekdays", "bad_weekdays", true},
        {"a,试,T,,,,,,,,,9-11,,,\n", "hours", "bad_hours", true},
        {"a,试,T,,,,,,,,,09:00-11:00;10:00-12:00,,,\n", "hours", "bad_hours", true},
        {"a,试,T,,,,,,,,,,,,first\n", "sort", "bad_number", true},
        {"a,试,T,,,nothing.svg,,,,,,,,,\n", "picture", "picture_missing", false},
        {"a,试,T,,,../secret.svg,,,,,,,,,\n", "picture", "picture_missing", false},
    };
    Fixture *f = fixture_new();
    ImportReport r = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf text = {0};
        buf_printf(&text, HEAD GOOD "%s", cases[i].line);
        import_activities(f, write_text(f, buf_text(&text)), &r);
        const ImportFault *fault = fault_at(&r, 3);
        if (strcmp(fault->code, cases[i].code) != 0) fail_msg("%s is told as %s", cases[i].line, fault->code);
        assert_string_equal(fault->field, cases[i].field);
        assert_int_equal(fault->refused, cases[i].refused);
        assert_int_equal(r.counts.orders, cases[i].refused ? 1 : 2);
        buf_free(&text);
    }
    import_report_free(&r);
    fixture_free(f);
}

static void sort_decides_and_the_file_between_equals(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Activity *list;
    import_activities(f,
                      write_text(f, HEAD "a,甲,A,,,,,,,,,,,,\nb,乙,B,,,,,,,,,,,,5\nc,丙,C,,,,,,,,,,,,1\nd,丁,D,,,,,,,"
                                         ",,,,,5\n"),
                      &r);
    assert_int_equal(read_at(f, &arena, "2026-11-23T14:26", 14, &list), 4);
    static const char *const order[] = {"c", "b", "d", "a"};
    for (int i = 0; i < 4; i++) assert_string_equal(list[i].activity_id, order[i]);
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

static void a_refused_line_leaves_the_activity_and_a_missing_one_goes(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Err err = {0};
    Activity *list;
    import_activities(f, write_text(f, HEAD GOOD "b,乙,B,,,,20,80,,,6,10:00-11:00,,,\nc,丙,C,,,,,,,,,,,,\n"), &r);
    import_activities(f, write_text(f, HEAD GOOD "b,乙,B,,,,20,80,,,sometimes,10:00-11:00,,,\n"), &r);
    assert_int_equal(r.refused, 1);
    assert_int_equal(r.counts.gone, 1);
    assert_int_equal(read_at(f, &arena, "2026-11-23T14:26", 14, &list), 2);
    assert_string_equal(list[1].activity_id, "b");
    assert_true(list[1].focus_x == -30 && list[1].focus_y == 30);
    assert_true(list[1].part.weekdays == 1u << 6 && list[1].part.n == 1 && list[1].part.spans[0].from == 600);
    assert_false(activities(f, write_text(f, HEAD "x,,,,,,,,,,,,,,\n"), &r, &err)); /* nothing usable */
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(read_at(f, &arena, "2026-11-23T14:26", 14, &list), 2);
    import_activities(f, write_text(f, HEAD), &r); /* a week without any */
    assert_int_equal(read_at(f, &arena, "2026-11-23T14:26", 14, &list), 0);
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

static void only_what_is_on_or_coming_is_read(void **state) {
    (void)state;
    static const struct {
        const char *when;
        int days;
        size_t n;
    } cases[] = {
        {"2026-11-23T14:26", 14, 3}, /* a Monday: all but the one that is over */
        {"2026-11-23T14:26", 3, 2},  /* Saturday's is too far */
        {"2026-11-24T23:59", 14, 3}, {"2026-11-25T00:00", 14, 2}, {"2026-11-25T00:30", 3, 2},
    };
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Activity *list;
    import_activities(f,
                      write_text(f, HEAD "over,甲,A,,,,,,,2026-11-22,,,,,\nsat,乙,B,,,,,,,,6,10:00-11:00,,,\n"
                                         "two,丙,C,,,,,,2026-11-23,2026-11-24,,,,,\nalways,丁,D,,,,,,,,,,,,\n"),
                      &r);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (read_at(f, &arena, cases[i].when, cases[i].days, &list) != cases[i].n) fail_msg("%s", cases[i].when);
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

/* --- what offers have in common with them
 * ------------------------------------------------------------------------------- */

static void every_offer_has_a_picture_of_its_own(void **state) {
    (void)state;
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Err err = {0};
    Offer *list;
    size_t n;
    must(import_offers_file(f->office.db, shared_data("offers.csv"), NULL, &r, &err), &err);
    must(offers_read(f->office.db, &arena, local("2026-11-23T14:26"), &list, &n, &err), &err);
    for (size_t i = 0; i < n; i++) {
        char path[512];
        PicFile pic;
        snprintf(path, sizeof path, "%s/assets/pictures/%s", getenv("LOUNGE_SHARE"), list[i].picture);
        must(*list[i].picture && picfile_read(path, &pic, &err), &err);
        for (size_t j = 0; j < i; j++)
            if (strcmp(list[i].picture, list[j].picture) == 0)
                fail_msg("%s and %s share %s", list[i].offer_id, list[j].offer_id, list[i].picture);
    }
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

static void staffs_own_pictures_are_looked_at(void **state) {
    (void)state;
    static const struct {
        const char *file, *code; /* NULL: sound */
    } cases[] = {
        {"wide.webp", NULL},
        {"tall.jpg", NULL},
        {"photo.png", NULL},
        {"own.svg", NULL},
        {"broken.jpg", "picture_unreadable"},
        {"broken.png", "picture_unreadable"},
        {"broken.webp", "picture_unreadable"},
        {"huge.png", "picture_unreadable"},
        {"note.png", "picture_unreadable"},
        {"lettered.svg", "picture_not_plain"},
        {"nobody.png", "picture_missing"},
    };
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf text = {0};
        Err err = {0};
        Offer o;
        char path[512];
        snprintf(path, sizeof path, "%s", test_data("pictures/"));
        buf_printf(&text, "offer_id,kind,title_zh,title_en,picture,focus_x,focus_y\na,wash,洗,W,%s%s,100,0\n", path,
                   cases[i].file);
        import_report_free(&r);
        must(import_offers_file(f->office.db, write_text(f, buf_text(&text)), NULL, &r, &err), &err);
        if (!cases[i].code && r.n_faults) fail_msg("%s: %s", cases[i].file, r.faults[0].code);
        if (cases[i].code) {
            assert_string_equal(fault_at(&r, 2)->code, cases[i].code);
            assert_string_equal(fault_at(&r, 2)->field, "picture");
            assert_false(fault_at(&r, 2)->refused);
        }
        must(offers_find(f->office.db, &arena, "a", &o, &err), &err); /* kept: the file may come later */
        assert_non_null(strstr(o.picture, cases[i].file));
        assert_true(o.focus_x == 50 && o.focus_y == -50);
        buf_free(&text);
    }
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

static void offers_keep_their_day_parts(void **state) {
    (void)state;
    static const char head[] = "offer_id,kind,title_zh,title_en,from,to,weekdays,hours\n";
    Fixture *f = fixture_new();
    Arena arena = {0};
    ImportReport r = {0};
    Err err = {0};
    Offer o, *list;
    size_t n;
    Buf text = {0};
    buf_printf(&text,
               "%sa,wash,洗,W,,,周一至周五,14:00-17:00;9:00-11:30\nb,bar,茶,T,,2026-11-22,,22:00-02:00\nc,wash,"
               "洗,C,,,1-5,noon\nd,wash,洗,D,,2026-11-22,,\n",
               head);
    must(import_offers_file(f->office.db, write_text(f, buf_text(&text)), NULL, &r, &err), &err);
    assert_string_equal(fault_at(&r, 4)->code, "bad_hours");
    assert_string_equal(fault_at(&r, 4)->field, "hours");
    must(offers_find(f->office.db, &arena, "a", &o, &err), &err);
    assert_true(daypart_is_on(&o.part, local("2026-11-23T09:00")) &&
                !daypart_is_on(&o.part, local("2026-11-23T12:00")));
    assert_false(daypart_is_on(&o.part, local("2026-11-22T09:00")));
    must(import_offers_file(f->office.db, f->file, NULL, &r, &err), &err);
    assert_int_equal(r.counts.changed, 0); /* written otherwise than read, and still the same */
    /* the night of the last day is still on after midnight, what ended at midnight is not */
    must(offers_read(f->office.db, &arena, local("2026-11-23T01:00"), &list, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_string_equal(list[1].offer_id, "b");
    must(offers_read(f->office.db, &arena, local("2026-11-23T02:00"), &list, &n, &err), &err);
    assert_int_equal(n, 1);
    buf_free(&text);
    arena_free(&arena);
    import_report_free(&r);
    fixture_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_weeks_activities_of_the_product_are_sound),
        cmocka_unit_test(each_fault_of_an_activity_is_told),
        cmocka_unit_test(sort_decides_and_the_file_between_equals),
        cmocka_unit_test(a_refused_line_leaves_the_activity_and_a_missing_one_goes),
        cmocka_unit_test(only_what_is_on_or_coming_is_read),
        cmocka_unit_test(every_offer_has_a_picture_of_its_own),
        cmocka_unit_test(staffs_own_pictures_are_looked_at),
        cmocka_unit_test(offers_keep_their_day_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
