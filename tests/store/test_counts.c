/* store/counts: sums by the store's local day and hour and, of an axis, by its week; against a slow model; and that the
 * table has nothing by which anybody could be found. */
#include "store_test.h"

#include "store/counts.h"

static Count a_count(const char *when, CountKind kind, const char *id) {
    Count c = {.kind = kind, .place = PLACE_LIST, .at = at(when), .n = 1};
    snprintf(c.item_id, sizeof c.item_id, "%s", id);
    return c;
}

static Count of_axis(Count c, const char *axis, const char *band) {
    c.place = PLACE_ANY;
    snprintf(c.axis, sizeof c.axis, "%s", axis);
    snprintf(c.band, sizeof c.band, "%s", band);
    return c;
}

static void the_table_has_no_column_that_could_name_anybody(void **state) {
    (void)state;
    Store *s = store_new();
    assert_string_equal(text(s, "SELECT group_concat(name) FROM pragma_table_info('offer_count')"),
                        "store_id,day,hour,subject,item_id,kind,place,axis,band,n");
    assert_string_equal(text(s, "SELECT group_concat(name) FROM pragma_table_info('v_offer_counts')"),
                        "store_id,day,week,hour,subject,offer_id,title,kind,place,axis,band,n");
    store_free(s);
}

static void day_and_hour_are_the_stores_and_an_axis_keeps_only_its_week(void **state) {
    (void)state;
    Store *s = store_new();
    /* 23:59 and 00:00 in Shanghai are 15:59 and 16:00 UTC of one day; the 29th is a Sunday */
    Count counts[] = {a_count("2026-11-29T23:59:59+08:00", COUNT_SHOWN, "wash"),
                      a_count("2026-11-30T00:00:00+08:00", COUNT_SHOWN, "wash"),
                      of_axis(a_count("2026-11-29T23:59:59+08:00", COUNT_SHOWN, "wash"), "age_months", "12-23"),
                      of_axis(a_count("2026-11-30T00:00:00+08:00", COUNT_SHOWN, "wash"), "age_months", "12-23")};
    must(s, counts_add(s->db, counts, 4, &s->err));
    assert_string_equal(text(s, "SELECT group_concat(day || ' ' || hour || ' ' || axis, ',') FROM"
                                " (SELECT * FROM offer_count ORDER BY axis, day)"),
                        "2026-11-29 23 ,2026-11-30 0 ,2026-11-23 -1 age_months,2026-11-30 -1 age_months");
    store_free(s);
}

static void the_view_leaves_out_groups_of_fewer_than_five(void **state) {
    (void)state;
    Store *s = store_new();
    Count few = of_axis(a_count("2026-11-24T10:00", COUNT_SHOWN, "wash"), "model", "皇冠"), many = few;
    few.n = 4, many.n = 5;
    snprintf(many.band, sizeof many.band, "雷凌");
    Count counts[] = {few, many, a_count("2026-11-24T10:00", COUNT_SHOWN, "wash")};
    must(s, counts_add(s->db, counts, 3, &s->err));
    assert_string_equal(
        text(s, "SELECT group_concat(band || n, ',') FROM (SELECT * FROM v_offer_counts ORDER BY band)"), "1,雷凌5");
    must(s, counts_add(s->db, &few, 1, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM v_offer_counts WHERE band = '皇冠' AND n = 8"), 1);
    store_free(s);
}

static void what_the_store_refuses_is_refused_whole(void **state) {
    (void)state;
    Store *s = store_new();
    Count counts[] = {a_count("2026-11-24T10:00", COUNT_SHOWN, "wash"),
                      of_axis(a_count("2026-11-24T10:00", COUNT_SHOWN, "wash"), "phone", "199")};
    must_not(s, counts_add(s->db, counts, 2, &s->err), s->err.code);
    assert_int_equal(number(s, "SELECT count(*) FROM offer_count"), 0);
    store_free(s);
}

/* ---- against a slow model ---- */

enum { EVENTS = 2000, ITEMS = 4, DAYS = 9 };
typedef struct Event {
    int item, day, hour, kind;
} Event;

static bool sum_row(void *ctx, const CountRow *r) {
    Event *e = ctx; /* what is looked for; found so far in kind */
    char id[8];
    snprintf(id, sizeof id, "o%d", e->item);
    if (strcmp(r->item_id, id) == 0 && r->hour == e->hour && (int)r->kind == e->kind) e->day += (int)r->n;
    return true;
}

static void sums_are_those_of_the_events_however_they_are_batched(void **state) {
    (void)state;
    Store *s = store_new();
    static Event events[EVENTS];
    Count batch[64];
    size_t n = 0;
    unsigned seed = 7;
    for (int i = 0; i < EVENTS; i++) {
        int r[4];
        for (int j = 0; j < 4; j++) r[j] = (int)((seed = seed * 1103515245u + 12345u) >> 16 & 0x7FFF);
        events[i] = (Event){r[0] % ITEMS, r[1] % DAYS, r[2] % 24, r[3] % 2};
        char when[32], id[8];
        snprintf(when, sizeof when, "2026-11-%02dT%02d:%02d", 20 + events[i].day, events[i].hour, r[3] % 60);
        snprintf(id, sizeof id, "o%d", events[i].item);
        batch[n++] = a_count(when, (CountKind)events[i].kind, id);
        if (n == 64 || r[0] % 61 == 0 || i == EVENTS - 1) {
            must(s, counts_add(s->db, batch, n, &s->err));
            n = 0;
        }
    }
    for (int item = 0; item < ITEMS; item++)
        for (int hour = 0; hour < 24; hour++)
            for (int kind = 0; kind < 2; kind++) {
                int want = 0;
                for (int i = 0; i < EVENTS; i++)
                    want += events[i].item == item && events[i].hour == hour && events[i].kind == kind &&
                            events[i].day >= 2 && events[i].day < 7; /* from the 22nd, before the 27th */
                Event e = {item, 0, hour, kind};
                must(s, counts_each(s->db, "2026-11-22", "2026-11-27", sum_row, &e, &s->err));
                assert_int_equal(e.day, want);
            }
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_no_column_that_could_name_anybody),
        cmocka_unit_test(day_and_hour_are_the_stores_and_an_axis_keeps_only_its_week),
        cmocka_unit_test(the_view_leaves_out_groups_of_fewer_than_five),
        cmocka_unit_test(what_the_store_refuses_is_refused_whole),
        cmocka_unit_test(sums_are_those_of_the_events_however_they_are_batched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
