/* A recording says nothing of what was typed unless it was asked to; it is whole after a crash; whatever is wrong in
 * one is told with file, line and field. */
#include "driver.h"

#include "app/replay.h"

#include <sys/wait.h>

static Ms start_of_day;

static char *slurp(const char *path) {
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    Buf b = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;) buf_add(&b, part, n);
    fclose(f);
    return b.text ? b.text : mem_strdup("");
}

static const char *file_at(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", fixture_folder(), name);
    unlink(path);
    return path;
}

static void begin(Driver *d, const char *path, bool text) {
    Err err = {0};
    clock_freeze(start_of_day);
    driver_open(d, fixture_sample(), 1920, 1080, LANG_EN);
    if (!record_start(&d->robot.panel, path, false, text, &err)) fail_msg("%s", err.en);
}

/* Where each finger came down, "812.5,300 …". */
static void places(const char *recording, char *out, size_t size) {
    out[0] = '\0';
    for (const char *p = recording; (p = strstr(p, "\"do\":\"down\"")) != NULL; p++) {
        const char *x = strstr(p, "\"x\":"), *end = strchr(p, '\n');
        assert_true(x && end && x < end);
        size_t len = strlen(out), n = strcspn(x, "s}\n");
        assert_true(len + n + 2 < size);
        memcpy(out + len, x, n);
        strcpy(out + len + n, " ");
    }
}

static void type_a_complaint(Driver *d, const char *words, const char *phone) {
    tap(d, "board.rate");
    tap(d, "rate.face.2");
    type_keys(d, words);
    tap(d, "why.submit");
    tap(d, "recommend.2");
    tap(d, "contact.consent");
    type_keys(d, phone);
    tap(d, "recommend.submit");
    assert_on(d, SCREEN_THANKS);
}

/* Two people who typed other words of the same length leave the same recording. */
static void what_was_typed_cannot_be_told_from_a_recording(void **state) {
    (void)state;
    static const char *const words[] = {"brakes squeal", "zigzag plumbs"}, *const phones[] = {"19900001234",
                                                                                              "13858877665"};
    char spots[2][8192];
    for (int i = 0; i < 2; i++) {
        Driver d;
        const char *path = file_at("typed.rec");
        begin(&d, path, false);
        type_a_complaint(&d, words[i], phones[i]);
        driver_close(&d);
        char *text = slurp(path);
        assert_null(strstr(text, words[i]));
        assert_null(strstr(text, "brakes"));
        assert_null(strstr(text, phones[i]));
        assert_null(strstr(text, phones[i] + 7));
        assert_non_null(strstr(text, "\"text\":false"));
        assert_non_null(strstr(text, "\"secret\":true"));
        places(text, spots[i], sizeof spots[i]);
        free(text);
    }
    assert_string_equal(spots[0], spots[1]);
}

static void the_digits_that_open_a_car_cannot_be_told_nor_its_plate(void **state) {
    (void)state;
    Driver d;
    const char *path = file_at("opened.rec");
    begin(&d, path, false);
    char digits[5], row[24];
    snprintf(row, sizeof row, "board.row.%zu", openable(&d, 0, digits));
    const Order *o = &kiosk_of(&d)->snap.board[openable(&d, 0, digits) - 1];
    char plate[48], order_no[ORDER_NO_SIZE];
    snprintf(plate, sizeof plate, "%s", o->plate);
    snprintf(order_no, sizeof order_no, "%s", o->order_no);
    tap(&d, row);
    type_keys(&d, digits);
    assert_on(&d, SCREEN_MYCAR);
    driver_close(&d);
    char *text = slurp(path), spots[8192];
    assert_null(strstr(text, plate));
    assert_null(strstr(text, order_no));
    assert_non_null(strstr(text, "\"do\":\"opens\""));
    places(text, spots, sizeof spots);
    int same = 0; /* of the four keys the last three lie on one place */
    char *last = NULL, *save = NULL;
    for (char *p = strtok_r(spots, " ", &save); p; p = strtok_r(NULL, " ", &save)) {
        if (last && strcmp(last, p) == 0) same++;
        last = p;
    }
    assert_int_equal(same, 2);
    free(text);
}

static void record_text_keeps_every_key_where_it_was(void **state) {
    (void)state;
    Driver d;
    Recording rec;
    Replay r;
    Err err = {0};
    const char *path = file_at("text.rec");
    begin(&d, path, true);
    type_a_complaint(&d, "brakes squeal", "19900001234");
    driver_close(&d);
    assert_true(recording_read(&rec, path, &err));
    assert_true(rec.head.text);
    assert_true(replay_open(&r, &rec, fixture_sample(), &err));
    assert_true(replay_play(&r, NULL, NULL, &err));
    assert_int_equal(r.astray, 0);
    int64_t n = 0;
    assert_true(
        sql_number(r.db, &n, "SELECT count(*) FROM v_complaints WHERE text = 'brakes squeal'", SQL_NO_ARGS, &err));
    assert_int_equal(n, 1);
    replay_close(&r);
    recording_free(&rec);
}

/* A key that a finger leaves again types nothing, and is no tap in the recording either. */
static void a_key_that_was_left_again_stays_untyped(void **state) {
    (void)state;
    Driver d;
    float x, y;
    const char *path = file_at("left.rec");
    begin(&d, path, false);
    tap(&d, "board.rate");
    tap(&d, "rate.face.2");
    wait_ms(&d, 700);
    middle(&d, "key.m", &x, &y);
    finger(&d, FINGER_DOWN, 1, x, y);
    finger(&d, FINGER_MOVE, 1, x, y - 300);
    finger(&d, FINGER_UP, 1, x, y - 300);
    assert_string_equal(kiosk_of(&d)->visit.words.text, "");
    driver_close(&d);
    char *text = slurp(path);
    assert_non_null(strstr(text, "\"do\":\"cancel\""));
    assert_null(strstr(text, "\"do\":\"move\""));
    free(text);
}

static void a_refusal_is_replayed_as_one(void **state) {
    (void)state;
    Driver d;
    Recording rec;
    Replay r;
    Err err = {0};
    const char *path = file_at("refused.rec");
    begin(&d, path, false);
    d.refuse = ERR_FULL;
    tap(&d, "board.rate");
    tap(&d, "rate.face.2");
    assert_true(shows(&d, "disk is full"));
    uint64_t live, played;
    assert_true(dump_pixels(&d.robot.panel, &live, &err));
    driver_close(&d);
    assert_true(recording_read(&rec, path, &err));
    assert_true(replay_open(&r, &rec, fixture_sample(), &err));
    assert_true(replay_play(&r, NULL, NULL, &err));
    assert_int_equal(r.astray, 0);
    assert_true(dump_pixels(&r.panel, &played, &err));
    assert_true(live == played);
    replay_close(&r);
    recording_free(&rec);
}

/* On another store the same touches lead elsewhere: it is said, and where. */
static void a_replay_on_another_store_says_so(void **state) {
    (void)state;
    Driver d;
    Recording rec;
    Replay r;
    Err err = {0};
    char rec_path[128], other[128];
    snprintf(rec_path, sizeof rec_path, "%s", file_at("coupon.rec"));
    snprintf(other, sizeof other, "%s", file_at("other.db"));
    begin(&d, rec_path, false);
    assert_true(robot_go(&d.robot, "coupon", &err));
    driver_close(&d);
    assert_int_equal(fixture_run("cp '%s' '%s' && sqlite3 '%s' 'DELETE FROM offer'", fixture_sample(), other, other),
                     0);
    assert_true(recording_read(&rec, rec_path, &err));
    assert_true(replay_open(&r, &rec, other, &err));
    assert_true(r.another_store);
    assert_true(replay_play(&r, NULL, NULL, &err));
    assert_true(r.astray > 1);
    replay_close(&r);
    recording_free(&rec);
}

/* The process dies in the middle of a visit, without a word: what was touched until then is there. */
static void a_killed_kiosk_leaves_its_recording(void **state) {
    (void)state;
    Recording rec;
    Err err = {0};
    char path[128];
    snprintf(path, sizeof path, "%s", file_at("killed.rec"));
    fixture_sample(); /* made by this process, whose end removes it */
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        Driver d;
        begin(&d, path, false);
        tap(&d, "board.rate");
        tap(&d, "rate.face.5");
        raise(SIGKILL);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    assert_true(recording_read(&rec, path, &err));
    assert_false(rec.cut);
    int downs = 0;
    for (size_t i = 0; i < rec.n; i++)
        downs += rec.traces[i].kind == TRACE_FINGER && rec.traces[i].touch == FINGER_DOWN;
    assert_int_equal(downs, 2);
    recording_free(&rec);
}

static void a_recording_is_never_written_over(void **state) {
    (void)state;
    char path[128], second[140];
    snprintf(path, sizeof path, "%s", file_at("twice.rec"));
    snprintf(second, sizeof second, "%s.2", path);
    for (int i = 0; i < 2; i++) {
        Driver d;
        begin(&d, path, false);
        if (i == 0) tap(&d, "board.rate");
        driver_close(&d);
    }
    char *one = slurp(path), *two = slurp(second);
    assert_true(strlen(one) > strlen(two) && strlen(two) > 100);
    free(one);
    free(two);
}

static void a_disk_that_refuses_ends_the_recording_not_the_panel(void **state) {
    (void)state;
    Driver d;
    Err err = {0};
    driver_open(&d, fixture_sample(), 1920, 1080, LANG_EN);
    assert_false(record_start(&d.robot.panel, "/nowhere/at/all.rec", false, false, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.en, "/nowhere/at/all.rec"));
    tap(&d, "board.rate");
    assert_on(&d, SCREEN_RATE);
    driver_close(&d);
}

/* --- what is wrong in a file
 * ------------------------------------------------------------------------------------------ */

#define HEAD                                                                                                           \
    "{\"lounge\":\"0.1.0\",\"width\":1920,\"height\":1080,\"lang\":\"zh\",\"theme\":\"auto\",\"large\":false,"         \
    "\"motion\":true,\"screen\":\"board\",\"start_ms\":1795415160000,\"store\":\"0\",\"text\":false}\n"
#define FRAME "{\"at\":5,\"do\":\"frame\"}\n"

static bool reads(const char *text, size_t len, Recording *rec, Err *err) {
    const char *path = file_at("bad.rec");
    FILE *f = fopen(path, "w");
    assert_int_equal(fwrite(text, 1, len, f), len);
    fclose(f);
    *err = (Err){0};
    return recording_read(rec, path, err);
}

static void a_bad_line_is_told_with_file_line_and_field(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
    } bad[] = {
        {"", "is empty"},
        {"hello\n", "line 1: no JSON object"},
        {"{\"lounge\":\"0.1.0\"}\n", "line 1: the field \"width\""},
        {"{\"lounge\":\"0.1.0\",\"width\":99999}\n", "line 1: the field \"width\""},
        {HEAD "[]\n", "line 2: no JSON object"},
        {HEAD "{\"do\":\"frame\"}\n", "line 2: the field \"at\""},
        {HEAD "{\"at\":\"5\",\"do\":\"frame\"}\n", "line 2: the field \"at\""},
        {HEAD FRAME "{\"at\":4,\"do\":\"frame\"}\n", "line 3: the field \"at\""},
        {HEAD FRAME "{\"at\":6,\"do\":\"dance\"}\n", "line 3: the field \"do\""},
        {HEAD FRAME "{\"at\":6,\"do\":\"down\",\"x\":1,\"y\":1}\n", "line 3: the field \"finger\""},
        {HEAD FRAME "{\"at\":6,\"do\":\"down\",\"finger\":1,\"x\":1e300,\"y\":1}\n", "line 3: the field \"x\""},
        {HEAD "{\"at\":6,\"do\":\"result\",\"job\":1,\"ok\":false,\"code\":77}\n", "line 2: the field \"code\""},
        {HEAD "{\"at\":6,\"do\":\"opens\",\"row\":0}\n", "line 2: the field \"row\""},
        {HEAD "{\"at\":6,\"at\":7,\"do\":\"frame\"}\n", "line 2: no JSON object"},
        {HEAD FRAME "{\"at\":6,\"do\":\"fr\n" FRAME, "line 3: no JSON object"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Recording rec;
        Err err;
        if (reads(bad[i].text, strlen(bad[i].text), &rec, &err)) fail_msg("taken: %s", bad[i].text);
        if (!strstr(err.en, bad[i].says) || !strstr(err.en, "bad.rec"))
            fail_msg("%s: says %s, not %s", bad[i].text, err.en, bad[i].says);
    }
    Recording rec;
    Err err;
    static const char zero[] = HEAD "{\"at\":6\0,\"do\":\"frame\"}\n";
    assert_false(reads(zero, sizeof zero - 1, &rec, &err));
}

static void only_a_cut_last_line_is_forgiven(void **state) {
    (void)state;
    static const char whole[] = HEAD FRAME "{\"at\":6,\"do\":\"down\",\"finger\":1,\"x\":5.5,\"y\":1}\n";
    size_t head = strlen(HEAD), two = strlen(HEAD FRAME);
    for (size_t len = head; len < sizeof whole; len++) {
        Recording rec;
        Err err;
        if (!reads(whole, len, &rec, &err)) fail_msg("cut at %zu: %s", len, err.en);
        size_t lines = len >= sizeof whole - 2 ? 2 : len >= two - 1 ? 1 : 0;
        assert_int_equal(rec.n, lines);
        recording_free(&rec);
    }
    Recording rec;
    Err err;
    assert_false(reads(whole, head - 20, &rec, &err)); /* nothing can be played without its head */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_typed_cannot_be_told_from_a_recording),
        cmocka_unit_test(the_digits_that_open_a_car_cannot_be_told_nor_its_plate),
        cmocka_unit_test(record_text_keeps_every_key_where_it_was),
        cmocka_unit_test(a_key_that_was_left_again_stays_untyped),
        cmocka_unit_test(a_refusal_is_replayed_as_one),
        cmocka_unit_test(a_replay_on_another_store_says_so),
        cmocka_unit_test(a_killed_kiosk_leaves_its_recording),
        cmocka_unit_test(a_recording_is_never_written_over),
        cmocka_unit_test(a_disk_that_refuses_ends_the_recording_not_the_panel),
        cmocka_unit_test(a_bad_line_is_told_with_file_line_and_field),
        cmocka_unit_test(only_a_cut_last_line_is_forgiven),
    };
    Err err;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &start_of_day)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
