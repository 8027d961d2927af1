/* store/db: opening in words, migrations, permissions, transactions, views as documented, and a full disk. */
#include "store_test.h"

extern const int db_migration_count; /* of the schema that is built in */

#include <fcntl.h>
#include <sys/mount.h>

static mode_t mode_of(const Store *s, const char *ending) {
    char name[128];
    struct stat st;
    snprintf(name, sizeof name, "%s%s", s->path, ending);
    if (stat(name, &st) != 0) fail_msg("%s is not there", name);
    return st.st_mode & 0777;
}

static void a_new_database_is_ours_and_the_groups_whatever_the_umask(void **state) {
    (void)state;
    mode_t old = umask(077);
    Store *s = store_new();
    assert_int_equal(number(s, "PRAGMA application_id"), DB_APPLICATION_ID);
    assert_int_equal(db_schema_version(s->db), db_migration_count);
    assert_string_equal(text(s, "PRAGMA journal_mode"), "wal");
    assert_int_equal(number(s, "PRAGMA synchronous"), 2);
    assert_int_equal(number(s, "PRAGMA foreign_keys"), 1);
    assert_int_equal(mode_of(s, ""), 0660);
    assert_int_equal(mode_of(s, "-wal"), 0660);
    assert_int_equal(mode_of(s, "-shm"), 0660);
    assert_int_equal(mode_of(s, ".bell"), 0660);
    assert_string_equal(db_path(s->db), s->path);
    assert_string_equal(db_store_id(s->db), "cd01");
    umask(old);
    store_free(s);
}

static void every_way_of_opening_says_what_is_wrong(void **state) {
    (void)state;
    Store *s = store_new();
    Db *db = NULL;
    char other[128];
    must_not(s, db_open(&db, s->path, DB_CREATE, &s->err), ERR_EXISTS);
    must_not(s, db_open(&db, s->folder, DB_READ, &s->err), ERR_INPUT);
    snprintf(other, sizeof other, "%s/none.db", s->folder);
    must_not(s, db_open(&db, other, DB_READ, &s->err), ERR_NOT_FOUND);
    must_not(s, db_open(&db, other, DB_WRITE, &s->err), ERR_NOT_FOUND);
    must_not(s, db_open(&db, other, DB_SCRATCH, &s->err), ERR_NOT_FOUND);
    assert_int_equal(access(other, F_OK), -1);
    assert_null(db);

    FILE *f = fopen(other, "w");
    fputs("工单号,车牌号 this is a table and no database at all\n", f);
    fclose(f);
    must_not(s, db_open(&db, other, DB_READ, &s->err), ERR_INPUT);
    must_not(s, db_open(&db, other, DB_WRITE, &s->err), ERR_INPUT);
    must_not(s, db_open(&db, other, DB_SCRATCH, &s->err), ERR_INPUT);
    unlink(other);

    sqlite3 *foreign;
    sqlite3_open(other, &foreign);
    sqlite3_exec(foreign, "PRAGMA application_id = 7; CREATE TABLE t (a)", NULL, NULL, NULL);
    sqlite3_close(foreign);
    must_not(s, db_open(&db, other, DB_READ, &s->err), ERR_INPUT);
    must_not(s, db_open(&db, other, DB_WRITE, &s->err), ERR_INPUT);
    must_not(s, db_open(&db, other, DB_SCRATCH, &s->err), ERR_INPUT);
    unlink(other);

    run(s, "PRAGMA user_version = 99");
    must_not(s, db_open(&db, s->path, DB_READ, &s->err), ERR_NEWER);
    must_not(s, db_open(&db, s->path, DB_WRITE, &s->err), ERR_NEWER);
    must_not(s, db_open(&db, s->path, DB_SCRATCH, &s->err), ERR_NEWER);
    store_free(s);
}

static void an_interrupted_creation_is_no_obstacle(void **state) {
    (void)state;
    Store s = {0};
    store_folder(&s);
    close(open(s.path, O_CREAT | O_WRONLY, 0600));
    must(&s, db_open(&s.db, s.path, DB_CREATE, &s.err));
    assert_int_equal(db_schema_version(s.db), db_migration_count);
    Store *copy = mem_alloc(sizeof s);
    *copy = s;
    store_free(copy);
}

/* A store of the first schema, made from the very migration that made it, with files, notes, an offer and its coupon.
 */
static void an_older_database_is_brought_up_with_all_it_holds(void **state) {
    (void)state;
    Store *s = store_new();
    Store older = {0};
    Db *reader;
    sqlite3 *old;
    char path[512];
    store_folder(&older);
    assert_int_equal(sqlite3_open(older.path, &old), SQLITE_OK);
    snprintf(path, sizeof path, "%s/kiosk/store/migrations/001_first.sql", getenv("LOUNGE_SHARE"));
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    char *sql = mem_alloc(100000);
    assert_true(fread(sql, 1, 99999, f) > 1000);
    fclose(f);
    assert_int_equal(sqlite3_exec(old, sql, NULL, NULL, NULL), SQLITE_OK);
    free(sql);
    assert_int_equal(
        sqlite3_exec(
            old,
            "PRAGMA foreign_keys = ON;"
            "INSERT INTO setting VALUES ('store.id', 'cd01', 1);"
            "INSERT INTO setting VALUES ('prepaid.packages.1.id', 'five', 1), ('prepaid.prices.1.grade', '0W-20', 1),"
            " ('prepaid.prices.1.from', '', 1), ('survey.version', '7', 5), ('survey.words_max', '120', 1),"
            " ('survey.reasons.1.id', 'slow', 1), ('survey.factors.1.weight', '9', 1), ('case.assigned_minutes', '20', "
            "1), ('coupon.days', '45', 1);"
            "INSERT INTO import_file VALUES ('i1', 'cd01', 'offers', 'd1', 'offers.csv', 1, 2, 3, 3, 3, 0, 0, 1, 1);"
            "INSERT INTO import_note VALUES ('i1', 1, 7, 'price', 'x', 'bad_amount', 'no amount', 1);"
            "INSERT INTO import_note VALUES ('i1', 2, 8, 'picture', 'y', 'picture_missing', 'none', 0);"
            "INSERT INTO offer (store_id, offer_id, position, kind, title_zh, title_en, updated_ms)"
            " VALUES ('cd01', 'a', 1, 'wash', '洗车', 'Wash', 1);"
            "INSERT INTO coupon VALUES ('c', 'cd01', 'a', 1, 'CODE', NULL, 'v', 1, '', 2);"
            "INSERT INTO complaint (complaint_id, store_id, case_no, visit_id, at_ms, at_local, lang)"
            " VALUES ('k', 'cd01', '250101-01', 'v', 5, '', 'zh');"
            "INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, state, at_ms, due_ms)"
            " VALUES ('k1', 'cd01', 'k', 1, 'new', 5, 9);"
            "INSERT INTO complaint_event (event_id, store_id, complaint_id, seq, state, at_ms, by_name, responsible,"
            " outcome) VALUES ('k2', 'cd01', 'k', 2, 'closed', 7, '王经理', '李欣', 'lost');"
            "PRAGMA user_version = 1;",
            NULL, NULL, NULL),
        SQLITE_OK);
    char id[64];
    snprintf(id, sizeof id, "PRAGMA application_id = %d", DB_APPLICATION_ID);
    assert_int_equal(sqlite3_exec(old, id, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(old);

    must_not(&older, db_open(&reader, older.path, DB_READ, &older.err), ERR_RULE);
    must(&older, db_open(&older.db, older.path, DB_WRITE, &older.err));
    assert_int_equal(db_schema_version(older.db), db_migration_count);
    assert_int_equal(number(&older, "SELECT count(*) FROM import_file WHERE import_id = 'i1' AND flagged = 1"), 1);
    assert_int_equal(number(&older, "SELECT count(*) FROM import_note WHERE import_id = 'i1'"), 2);
    assert_string_equal(text(&older, "SELECT focus_x || ',' || focus_y || weekdays || hours FROM offer"), "50,50");
    assert_int_equal(number(&older, "SELECT count(*) FROM coupon JOIN offer USING (store_id, offer_id)"), 1);
    assert_int_equal(number(&older, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_string_equal(text(&older, "SELECT group_concat(act || state || responsible || coalesce(due_ms, ''), ' ')"
                                     " FROM (SELECT * FROM v_case_events ORDER BY feed)"),
                        "openednew9 closedclosed李欣");
    assert_string_equal(text(&older, "SELECT group_concat(key || '=' || value) FROM (SELECT * FROM policy_value"
                                     " WHERE key NOT LIKE 'questionnaire.%' ORDER BY key)"),
                        "case.assigned_minutes=20,coupons.days=45,prepaid.packages.1.id=five,prepaid.prices.1.grade="
                        "0W-20");
    assert_string_equal(text(&older, "SELECT group_concat(key) FROM setting"), "store.id");
    assert_string_equal(text(&older, "SELECT version || file || from_day || to_day || imported_ms FROM policy_version"
                                     " WHERE subject = 'questionnaire'"),
                        "7settings5"); /* its answers already say 7 */
    assert_string_equal(text(&older, "SELECT group_concat(value) FROM (SELECT value FROM policy_value WHERE key IN"
                                     " ('questionnaire.words_max', 'questionnaire.reasons.1.id',"
                                     " 'questionnaire.factors.1.weight', 'questionnaire.faces.5.en') ORDER BY key)"),
                        "Very good,9,slow,120");
    run(&older, "DELETE FROM import_file"); /* the notes still hang on their file */
    assert_int_equal(number(&older, "SELECT count(*) FROM import_note"), 0);
    /* upgraded and made anew are the same tables */
    static const char schema[] = "SELECT group_concat(name || ':' || replace(replace(coalesce(sql, ''), '\"', ''), "
                                 "' ', '')) FROM (SELECT * FROM sqlite_schema ORDER BY type, name)";
    assert_string_equal(text(&older, schema), text(s, schema));
    Store *copy = mem_alloc(sizeof older);
    *copy = older;
    store_free(copy);
    store_free(s);
}

static void network_file_systems_have_names(void **state) {
    (void)state;
    assert_string_equal(db_network_fs(0x6969), "NFS");
    assert_string_equal(db_network_fs((long)0xFF534D42), "SMB/CIFS");
    assert_string_equal(db_network_fs((long)0xFE534D42), "SMB/CIFS");
    assert_string_equal(db_network_fs((int)0xFE534D42), "SMB/CIFS"); /* where the field is a signed 32-bit word */
    assert_non_null(db_network_fs(0x65735546));
    assert_null(db_network_fs(0xEF53));     /* ext4 */
    assert_null(db_network_fs(0x01021994)); /* tmpfs */
}

static void a_reader_cannot_write_and_a_scratch_copy_reaches_no_disk(void **state) {
    (void)state;
    Store *s = store_new();
    char *before = dump(s);
    Db *reader, *scratch;
    must(s, db_open(&reader, s->path, DB_READ, &s->err));
    must_not(s, db_begin(reader, &s->err), ERR_IO);
    must_not(s, settings_set(reader, "board.page_seconds", "20", &s->err), ERR_IO);
    must(s, db_open(&scratch, s->path, DB_SCRATCH, &s->err));
    must(s, settings_set(scratch, "board.page_seconds", "20", &s->err));
    Settings *settings;
    must(s, settings_read(scratch, &settings, &s->err));
    assert_int_equal(settings_int(settings, "board.page_seconds"), 20);
    settings_free(settings);
    assert_string_equal(db_store_id(scratch), "cd01");
    db_close(scratch);
    db_close(reader);
    char *after = dump(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    store_free(s);
}

static void transactions_nest_and_a_failure_inside_undoes_all(void **state) {
    (void)state;
    Store *s = store_new();
    must(s, db_begin(s->db, &s->err));
    must(s, settings_set(s->db, "demo", "1", &s->err));
    must(s, settings_set(s->db, "board.page_seconds", "20", &s->err));
    assert_int_equal(sqlite3_get_autocommit(db_handle(s->db)), 0);
    must(s, db_commit(s->db, &s->err));
    assert_int_equal(number(s, "SELECT value FROM setting WHERE key = 'board.page_seconds'"), 20);

    must(s, db_begin(s->db, &s->err));
    must(s, settings_set(s->db, "board.page_seconds", "30", &s->err));
    must_not(s, settings_set(s->db, "store.id", "cd 02", &s->err), ERR_INPUT);
    must(s, db_begin(s->db, &s->err));
    db_rollback(s->db);
    must_not(s, db_commit(s->db, &s->err), ERR_IO);
    assert_int_equal(number(s, "SELECT value FROM setting WHERE key = 'board.page_seconds'"), 20);
    must_not(s, db_commit(s->db, &s->err), ERR_IO); /* nothing is open */
    must(s, settings_set(s->db, "board.page_seconds", "40", &s->err));
    store_free(s);
}

static void a_second_writer_waits_and_is_told_who_is_in_the_way(void **state) {
    (void)state;
    Store *s = store_new();
    Db *other;
    must(s, db_open(&other, s->path, DB_WRITE, &s->err));
    sqlite3_busy_timeout(db_handle(other), 50); /* not the 5 s of the product */
    must(s, db_begin(s->db, &s->err));
    must_not(s, settings_set(other, "demo", "1", &s->err), ERR_BUSY);
    must(s, db_commit(s->db, &s->err));
    must(s, settings_set(other, "demo", "1", &s->err));
    db_close(other);
    store_free(s);
}

static void data_version_moves_with_others_commits_only(void **state) {
    (void)state;
    Store *s = store_new();
    Db *reader;
    must(s, db_open(&reader, s->path, DB_READ, &s->err));
    int64_t first = db_data_version(reader);
    assert_int_equal(db_data_version(reader), first);
    must(s, settings_set(s->db, "demo", "1", &s->err));
    int64_t second = db_data_version(reader);
    assert_int_not_equal(second, first);
    assert_int_equal(db_data_version(reader), second);
    must(s, settings_set(s->db, "demo", "1", &s->err)); /* the same again writes nothing */
    assert_int_equal(db_data_version(reader), second);
    db_close(reader);
    store_free(s);
}

static void a_sound_database_has_no_faults_and_a_broken_reference_is_one(void **state) {
    (void)state;
    Store *s = store_new();
    Buf faults = {0};
    size_t n = 9;
    must(s, db_check(s->db, &faults, &n, &s->err));
    assert_int_equal(n, 0);
    run(s, "PRAGMA foreign_keys = OFF");
    run(s, "INSERT INTO rating_mark VALUES ('no-such-rating', 'advisor', 'cd01', 5)");
    must(s, db_check(s->db, &faults, &n, &s->err));
    assert_int_equal(n, 1);
    assert_non_null(strstr(buf_text(&faults), "rating"));
    buf_free(&faults);
    store_free(s);
}

typedef struct Names {
    char line[512];
    int rows, stop_after;
} Names;

static bool note_names(void *ctx, int n, const char *const *names, const char *const *values) {
    Names *out = ctx;
    (void)values;
    out->line[0] = '\0';
    for (int i = 0; i < n; i++) {
        strcat(out->line, i ? " " : "");
        strcat(out->line, names[i]);
    }
    return ++out->rows != out->stop_after;
}

/* One row in every view. */
static void fill(Store *s) {
    ImportOrder order = an_order("RO1", "川A4AX00", "2026-11-23T09:00", STAGE_IN_WORK);
    import_one(s, "2026-11-23T09:30", &order);
    Offer offer = an_offer("wash", "fen");
    replace_offers(s, "o1", &offer, 1);
    POLICY(s, "coupons", {"coupons.days", "30"});
    CouponKey key = {{1}};
    Coupon coupon;
    CouponAsk ask = {uuid_new(), uuid_new(), "wash", "RO1", at("2026-11-23T10:00")};
    must(s, coupon_issue(s->db, &key, &ask, &coupon, &s->err));
    Call call = {.call_id = uuid_new(),
                 .visit_id = uuid_new(),
                 .kind = "bar",
                 .order_no = "",
                 .about = "",
                 .at = at("2026-11-23T10:00")};
    must(s, call_make(s->db, &call, &s->err));
    RatingTap tap = {uuid_new(), uuid_new(), at("2026-11-23T10:00"), "zh", 2, "RO1", 1, false};
    must(s, rating_save(s->db, &tap, &s->err));
    Answers answers = {.rating_id = tap.rating_id,
                       .complaint_id = uuid_new(),
                       .voice_id = uuid_new(),
                       .visit_id = tap.visit_id,
                       .at = tap.at,
                       .lang = "zh",
                       .order_no = "RO1",
                       .score = 2,
                       .reasons = "wait",
                       .words = "等太久",
                       .nps = -1,
                       .phone = ""};
    char case_no[24];
    must(s, answers_save(s->db, &answers, case_no, &s->err));
    OwnAnswer own = {.visit_id = tap.visit_id,
                     .rating_id = tap.rating_id,
                     .question = "drinks",
                     .kind = "one",
                     .value = "tea",
                     .words = "",
                     .lang = "zh",
                     .at = tap.at};
    must(s, own_answer_save(s->db, &own, &s->err));
}

static void views_have_the_documented_columns_in_their_order(void **state) {
    (void)state;
    static const struct {
        DbView view;
        const char *columns;
    } views[] = {
        {VIEW_RATINGS, "rating_id store_id at_ms at lang score reasons comment initiation advisor facility pickup "
                       "quality csi nps order_no advisor_name kind contact_consent phone suspect "
                       "questionnaire_version suspect_reasons"},
        {VIEW_COMPLAINTS, "complaint_id store_id case_no rating_id at_ms at reasons text order_no advisor_name kind "
                          "phone state responsible due_ms outcome waiting level climbed_to causes"},
        {VIEW_COUPONS, "code store_id offer_id offer order_no issued_ms expires_ms redeemed_ms redeemed_by undone_ms "
                       "source kind value price_fen min_sum_fen redeem_kinds car_id redeemed_order"},
        {VIEW_CALLS, "call_id store_id kind order_no at_ms taken_ms done_ms by again climbed_to"},
        {VIEW_ORDERS, "order_no store_id plate vin model owner bringer advisor_name kind stage hold rework arrived_ms "
                      "promised_ms delivered_ms mileage_km bay technician parts_at_ms amount_fen updated_ms"},
    };
    Store *s = store_new();
    fill(s);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        Names names = {0};
        must(s, db_view_each(s->db, views[i].view, at("2026-11-23T00:00"), at("2026-11-24T00:00"), note_names, &names,
                             &s->err));
        assert_int_equal(names.rows, 1);
        assert_string_equal(names.line, views[i].columns);
        names.rows = 0;
        must(s, db_view_each(s->db, views[i].view, at("2026-11-22T00:00"), at("2026-11-23T00:00"), note_names, &names,
                             &s->err));
        assert_int_equal(names.rows, 0);
    }
    store_free(s);
}

static void views_are_read_by_their_instants_without_sorting(void **state) {
    (void)state;
    static const char *const tables[] = {"rating WHERE store_id = 'x' AND at_ms >= 1 AND at_ms < 2 ORDER BY at_ms",
                                         "v_ratings WHERE store_id = 'x' AND at_ms >= 1 AND at_ms < 2 ORDER BY at_ms",
                                         "v_orders WHERE store_id = 'x' AND arrived_ms >= 1 ORDER BY arrived_ms",
                                         "v_calls WHERE store_id = 'x' AND at_ms >= 1 ORDER BY at_ms"};
    Store *s = store_new();
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[256];
        snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN SELECT * FROM %s", tables[i]);
        sqlite3_stmt *q;
        assert_int_equal(sqlite3_prepare_v2(db_handle(s->db), sql, -1, &q, NULL), SQLITE_OK);
        while (sqlite3_step(q) == SQLITE_ROW)
            if (strstr((const char *)sqlite3_column_text(q, 3), "B-TREE")) fail_msg("%s is sorted", tables[i]);
        sqlite3_finalize(q);
    }
    store_free(s);
}

static void a_view_can_be_left_early(void **state) {
    (void)state;
    Store *s = store_new();
    for (int i = 0; i < 5; i++) {
        RatingTap tap = {uuid_new(), uuid_new(), at("2026-11-23T10:00") + i, "zh", 5, "", 1, false};
        must(s, rating_save(s->db, &tap, &s->err));
    }
    Names names = {.stop_after = 2};
    must(s, db_view_each(s->db, VIEW_RATINGS, 0, INT64_MAX, note_names, &names, &s->err));
    assert_int_equal(names.rows, 2);
    RatingTap tap = {uuid_new(), uuid_new(), at("2026-11-23T11:00"), "en", 5, "", 1, false};
    must(s, rating_save(s->db, &tap, &s->err)); /* no lock was left behind */
    store_free(s);
}

/* Writes ratings until the disk is full, then again when there is room. */
static void fill_the_disk(Store *s, void (*make_room)(Store *s)) {
    int saved = 0;
    RatingTap tap = {uuid_new(), uuid_new(), at("2026-11-23T10:00"), "zh", 5, "", 1, false};
    while (rating_save(s->db, &tap, &s->err)) {
        tap.rating_id = uuid_new();
        if (++saved > 20000) fail_msg("the disk never got full");
    }
    assert_int_equal(s->err.code, ERR_FULL);
    assert_int_equal(number(s, "SELECT count(*) FROM rating"), saved);
    Buf faults = {0};
    size_t n;
    must(s, db_check(s->db, &faults, &n, &s->err));
    assert_string_equal(buf_text(&faults), "");
    buf_free(&faults);
    make_room(s);
    must(s, rating_save(s->db, &tap, &s->err));
    assert_int_equal(number(s, "SELECT count(*) FROM rating"), saved + 1);
}

static void larger_tmpfs(Store *s) {
    if (mount("tmpfs", s->folder, "tmpfs", MS_REMOUNT, "size=8m") != 0) fail_msg("no remount");
}

static void more_pages(Store *s) {
    run(s, "PRAGMA max_page_count = 100000");
}

static void a_full_disk_is_said_and_leaves_a_good_database(void **state) {
    (void)state;
    Store *s = store_new();
    char limit[64];
    snprintf(limit, sizeof limit, "PRAGMA max_page_count = %lld", (long long)number(s, "PRAGMA page_count") + 20);
    run(s, limit);
    fill_the_disk(s, more_pages);
    store_free(s);

    Store tmp = {0};
    store_folder(&tmp);
    if (mount("tmpfs", tmp.folder, "tmpfs", 0, "size=1500k") != 0) {
        rmdir(tmp.folder);
        print_message("not allowed to mount a small tmpfs: tried with a page limit only\n");
        return;
    }
    must(&tmp, db_open(&tmp.db, tmp.path, DB_CREATE, &tmp.err));
    fill_the_disk(&tmp, larger_tmpfs);
    db_close(tmp.db);
    umount(tmp.folder);
    rmdir(tmp.folder);
    arena_free(&tmp.arena);
}

static void a_database_that_does_not_fit_is_not_half_made(void **state) {
    (void)state;
    Store s = {0};
    store_folder(&s);
    if (mount("tmpfs", s.folder, "tmpfs", 0, "size=64k") == 0) {
        must_not(&s, db_open(&s.db, s.path, DB_CREATE, &s.err), ERR_FULL);
        assert_int_equal(access(s.path, F_OK), -1);
        umount(s.folder);
    }
    rmdir(s.folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_database_is_ours_and_the_groups_whatever_the_umask),
        cmocka_unit_test(every_way_of_opening_says_what_is_wrong),
        cmocka_unit_test(an_interrupted_creation_is_no_obstacle),
        cmocka_unit_test(an_older_database_is_brought_up_with_all_it_holds),
        cmocka_unit_test(network_file_systems_have_names),
        cmocka_unit_test(a_reader_cannot_write_and_a_scratch_copy_reaches_no_disk),
        cmocka_unit_test(transactions_nest_and_a_failure_inside_undoes_all),
        cmocka_unit_test(a_second_writer_waits_and_is_told_who_is_in_the_way),
        cmocka_unit_test(data_version_moves_with_others_commits_only),
        cmocka_unit_test(a_sound_database_has_no_faults_and_a_broken_reference_is_one),
        cmocka_unit_test(views_have_the_documented_columns_in_their_order),
        cmocka_unit_test(views_are_read_by_their_instants_without_sorting),
        cmocka_unit_test(a_view_can_be_left_early),
        cmocka_unit_test(a_full_disk_is_said_and_leaves_a_good_database),
        cmocka_unit_test(a_database_that_does_not_fit_is_not_half_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
