/* Customers' data by one list: no text column of the schema is in neither list, no row of person hangs on something
 * that a search for somebody would miss, and time empties what is old enough and nothing else. */
#include "store_test.h"

#include "store/personal.h"
#include "store/tick.h"

static const CouponKey key = {{3, 1, 4}};

static bool has_word(const char *words, const char *word) {
    size_t len = strlen(word);
    for (const char *p = words; (p = strstr(p, word)); p++)
        if ((p == words || p[-1] == ' ') && (p[len] == ' ' || !p[len])) return true;
    return false;
}

static int listed(const char *table, const char *column) {
    int times = 0;
    for (const PersonalColumn *c = personal_columns; c->table; c++)
        times += strcmp(c->table, table) == 0 && strcmp(c->column, column) == 0;
    for (const NotPersonal *n = not_personal; n->table; n++)
        times += strcmp(n->table, table) == 0 && has_word(n->columns, column);
    return times;
}

/* A migration that adds a text column says in personal.c what it is: personal, or not. */
static void each_text_column_is_personal_or_not(void **state) {
    (void)state;
    Store *s = store_new();
    sqlite3_stmt *q;
    int columns = 0;
    assert_int_equal(sqlite3_prepare_v2(db_handle(s->db),
                                        "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p"
                                        " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND p.type IN ('TEXT',"
                                        " 'ANY', 'BLOB', '')",
                                        -1, &q, NULL),
                     SQLITE_OK);
    for (; sqlite3_step(q) == SQLITE_ROW; columns++) {
        const char *table = (const char *)sqlite3_column_text(q, 0), *column = (const char *)sqlite3_column_text(q, 1);
        if (listed(table, column) != 1)
            fail_msg(
                "%s.%s is listed %d times in kiosk/store/personal.c: say once whether it can hold a customer's data",
                table, column, listed(table, column));
    }
    sqlite3_finalize(q);
    assert_true(columns > 250);
    store_free(s);
}

static void nothing_is_listed_that_is_not_there(void **state) {
    (void)state;
    Store *s = store_new();
    char sql[256];
    for (const PersonalColumn *c = personal_columns; c->table; c++) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = '%s'", c->table,
                 c->column);
        if (number(s, sql) != 1) fail_msg("there is no %s.%s", c->table, c->column);
    }
    for (const NotPersonal *n = not_personal; n->table; n++) {
        char columns[1024], *rest, *column;
        snprintf(columns, sizeof columns, "%s", n->columns);
        for (column = strtok_r(columns, " ", &rest); column; column = strtok_r(NULL, " ", &rest)) {
            snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = '%s'", n->table,
                     column);
            if (number(s, sql) != 1) fail_msg("there is no %s.%s", n->table, column);
        }
    }
    store_free(s);
}

static void each_link_to_a_person_can_be_followed(void **state) {
    (void)state;
    Store *s = store_new();
    sqlite3_stmt *q;
    int links = 0;
    assert_int_equal(
        sqlite3_prepare_v2(db_handle(s->db),
                           "SELECT m.name, k.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) k"
                           " WHERE m.type = 'table' AND k.\"table\" = 'person'",
                           -1, &q, NULL),
        SQLITE_OK);
    for (; sqlite3_step(q) == SQLITE_ROW; links++) {
        bool known = false;
        for (const PersonalLink *l = personal_links; l->table; l++)
            known = known || (strcmp(l->table, (const char *)sqlite3_column_text(q, 0)) == 0 &&
                              strcmp(l->column, (const char *)sqlite3_column_text(q, 1)) == 0);
        if (!known)
            fail_msg("%s.%s names a person and is not in personal_links of kiosk/store/personal.c",
                     (const char *)sqlite3_column_text(q, 0), (const char *)sqlite3_column_text(q, 1));
    }
    sqlite3_finalize(q);
    assert_true(links >= 8);
    store_free(s);
}

static int tick(Store *s, const char *now) {
    TickDone done[TICK_RULES_MAX];
    size_t n;
    int retention = -1;
    clock_freeze(at(now));
    must(s, tick_run(s->db, &key, at(now), done, &n, &s->err));
    for (size_t i = 0; i < n; i++)
        if (strcmp(done[i].what, "retention") == 0) retention = done[i].done;
    return retention;
}

static void person(Store *s, const char *id, const char *created, const char *words) {
    char sql[512];
    snprintf(sql, sizeof sql,
             "INSERT INTO person VALUES ('%s', 'cd01', '王伟', '19900009774', '川A12345', '%s', %lld, NULL)", id, words,
             (long long)at(created));
    run(s, sql);
}

static void time_empties_what_is_old_enough(void **state) {
    (void)state;
    Store *s = store_new();
    person(s, "before", "2024-11-22T23:59:59", "旧的话");
    person(s, "after", "2024-11-23T00:00", "新的话"); /* two years ago to the day: kept till tomorrow */
    person(s, "long ago", "2023-11-22T23:59:59", "很旧的话");
    assert_int_equal(tick(s, "2026-11-23T09:00"), 7);
    assert_string_equal(text(s, "SELECT group_concat(name || phone || plate, '|') FROM (SELECT * FROM person ORDER BY"
                                " person_id)"),
                        "王伟19900009774川A12345||");
    assert_string_equal(text(s, "SELECT group_concat(words, '|') FROM (SELECT * FROM person ORDER BY person_id)"),
                        "新的话|旧的话|");
    assert_string_equal(text(s, "SELECT group_concat(in_column || ' ' || n) FROM (SELECT * FROM v_erasures ORDER BY"
                                " in_column)"),
                        "name 2,phone 2,plate 2,words 1");
    assert_int_equal(tick(s, "2026-11-23T23:59"), 0); /* once a day */
    assert_int_equal(tick(s, "2026-11-24T00:00"), 3);
    assert_int_equal(number(s, "SELECT count(*) FROM tick_act WHERE what = 'retention'"), 2);
    clock_unset();
    store_free(s);
}

static void the_store_says_for_how_long(void **state) {
    (void)state;
    Store *s = store_new();
    must(s, settings_set(s->db, "retention.contact_months", "1", &s->err));
    must(s, settings_set(s->db, "retention.text_months", "240", &s->err));
    person(s, "a", "2026-10-22T09:00", "话");
    assert_int_equal(tick(s, "2026-11-23T09:00"), 3);
    assert_string_equal(text(s, "SELECT phone || words FROM person"), "话");
    clock_unset();
    store_free(s);
}

/* Whoever's car is here, however long it has been, is not forgotten by time; scores never are. */
static void what_is_needed_stays(void **state) {
    (void)state;
    Store *s = store_new();
    ImportOrder orders[] = {an_order("RO1", "川A12345", "2022-11-20T09:00", STAGE_IN_WORK),
                            an_order("RO2", "川A54321", "2022-11-20T09:00", STAGE_DELIVERED)};
    orders[1].delivered = at("2022-11-21T09:00");
    import_list(s, "a", "2022-11-22T10:00", orders, 2);
    run(s, "UPDATE person SET created_ms = 0");
    run(s,
        "INSERT INTO rating (rating_id, store_id, visit_id, at_ms, at_local, lang, score, voice_id,"
        " questionnaire_version) SELECT 'r', 'cd01', 'v', 0, '', 'zh', 5, owner_id, 1 FROM work_order WHERE order_no ="
        " 'RO2'");
    assert_int_equal(tick(s, "2026-11-23T09:00"), 3);
    assert_string_equal(text(s, "SELECT p.phone FROM work_order JOIN person p ON person_id = owner_id WHERE order_no ="
                                " 'RO1'"),
                        "19900009774");
    assert_string_equal(text(s, "SELECT p.phone FROM work_order JOIN person p ON person_id = owner_id WHERE order_no ="
                                " 'RO2'"),
                        "");
    assert_int_equal(number(s, "SELECT score FROM v_ratings"), 5);
    clock_unset();
    store_free(s);
}

/* Every column's statement runs, also over rows that histories protect. */
static void each_column_can_be_emptied(void **state) {
    (void)state;
    Store *s = store_new();
    person(s, "p", "2020-01-01T00:00", "话");
    run(s, "CREATE TEMP TABLE forget_person (person_id TEXT PRIMARY KEY) WITHOUT ROWID;"
           "CREATE TEMP TABLE forget_order (order_no TEXT PRIMARY KEY, whole INTEGER) WITHOUT ROWID;"
           "INSERT INTO temp.forget_person VALUES ('p')");
    must(s, db_begin(s->db, &s->err));
    int n = 0;
    for (const PersonalColumn *c = personal_columns; c->table; c++) {
        must(s, personal_empty(s->db, c, c->whose, 0, "forget", "王经理", at("2026-11-23T09:00"), &n, &s->err));
        must(s, personal_empty(s->db, c, c->aged, at("2026-11-23T09:00"), "retention", "", at("2026-11-23T09:00"), &n,
                               &s->err));
    }
    must(s, db_commit(s->db, &s->err));
    assert_int_equal(n, 4);
    /* No trigger stands in the way of a column that is to be emptied. */
    for (const PersonalColumn *c = personal_columns; c->table; c++) {
        char sql[256];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '%s' AND sql LIKE '%%BEFORE"
                 " UPDATE ON%%'",
                 c->table);
        if (number(s, sql) != 0) fail_msg("%s refuses updates: %s cannot be emptied", c->table, c->column);
    }
    store_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_text_column_is_personal_or_not),
        cmocka_unit_test(nothing_is_listed_that_is_not_there),
        cmocka_unit_test(each_link_to_a_person_can_be_followed),
        cmocka_unit_test(time_empties_what_is_old_enough),
        cmocka_unit_test(the_store_says_for_how_long),
        cmocka_unit_test(what_is_needed_stays),
        cmocka_unit_test(each_column_can_be_emptied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
