/* Twelve real paths as recordings: each is walked on a panel while it is recorded and played back; the pixels and the
 * rows in the store are those of the walk. The recordings in tests/app/recordings were made by an earlier build and are
 * played twice. tests/app/make_recordings.sh makes them anew after layouts have changed.
 * No hash of pixels is kept in a file: other versions of the font or of FreeType draw other pixels, rightly. Pixels are
 * compared within one run of one machine; between machines the screens and the rows are. */
#include "driver.h"

#include "app/replay.h"

#include <errno.h>
#include <sys/stat.h>

#define MAKE "run tests/app/make_recordings.sh after layouts, words or the sample's data have changed"

/* --- walking --------------------------------------------------------------------------------------------------------
 */

typedef struct Walk {
    Driver d;
    Ms start, base;
    char screens[2048]; /* each as it came */
    Shown shown;
    bool any;
} Walk;

/* The clock goes with the panel's own time, as it does outside. */
static void tick(Walk *w) {
    clock_freeze(w->start + w->d.robot.mono - w->base);
}

static void note(char *screens, size_t size, const char *name) {
    size_t len = strlen(screens);
    snprintf(screens + len, size - len, "%s%s", len ? " " : "", name);
}

/* The writer takes its time. */
static void answer(Walk *w) {
    if (!w->d.n_waiting) return;
    wait_ms(&w->d, 35);
    driver_answer(&w->d);
    tick(w);
}

static void touch(Walk *w, const char *target) {
    tap(&w->d, target);
    tick(w);
    answer(w);
}

static void rest(Walk *w, Ms ms) {
    wait_ms(&w->d, ms);
    tick(w);
}

static void keys(Walk *w, const char *text) {
    for (; *text; text++) {
        char id[16];
        if (*text == ' ')
            strcpy(id, "key.space");
        else
            snprintf(id, sizeof id, "key.%c", *text);
        touch(w, id);
    }
}

static void open_row(Walk *w) {
    char digits[5], row[24];
    snprintf(row, sizeof row, "board.row.%zu", openable(&w->d, 0, digits));
    touch(w, row);
    keys(w, digits);
    assert_on(&w->d, SCREEN_MYCAR);
}

/* --- the twelve paths
 * ---------------------------------------------------------------------------------------------------
 */

static void open_my_car_and_call(Walk *w) {
    open_row(w);
    rest(w, 4000);
    touch(w, "nav.call");
    touch(w, "call.yes");
    rest(w, 2500);
    touch(w, "call.close");
}

static void open_by_slip(Walk *w, const char *order_no) {
    char digits[ORDER_NO_SIZE] = "";
    for (const char *p = order_no; *p; p++)
        if (*p >= '0' && *p <= '9') strncat(digits, p, 1);
    touch(w, "board.mycar");
    touch(w, "pick.order");
    keys(w, digits);
    touch(w, "unlock.open");
    assert_on(&w->d, SCREEN_MYCAR);
}

static void open_by_the_number_of_the_slip(Walk *w) {
    open_by_slip(w, kiosk_of(&w->d)->snap.board[2].order_no);
}

static void mistype_the_digits_then_open(Walk *w) {
    char digits[5], row[24], wrong[5];
    snprintf(row, sizeof row, "board.row.%zu", openable(&w->d, 0, digits));
    strcpy(wrong, digits);
    wrong[3] = digits[3] == '9' ? '0' : (char)(digits[3] + 1);
    touch(w, row);
    keys(w, wrong);
    assert_on(&w->d, SCREEN_UNLOCK);
    keys(w, "9");
    touch(w, "key.delete");
    keys(w, digits);
    assert_on(&w->d, SCREEN_MYCAR);
    touch(w, "mycar.exit");
    assert_on(&w->d, SCREEN_BOARD);
}

static void praise_and_recommend(Walk *w) {
    touch(w, "board.rate");
    touch(w, "rate.face.5");
    touch(w, "factor.advisor.5");
    touch(w, "factor.quality.4");
    touch(w, "factors.submit");
    touch(w, "recommend.9");
    touch(w, "recommend.submit");
    assert_on(&w->d, SCREEN_THANKS);
}

static void complain_in_own_words(Walk *w) {
    touch(w, "board.rate");
    touch(w, "rate.face.2");
    touch(w, "why.reason.wait");
    keys(w, "waited two hours");
    touch(w, "why.submit");
    touch(w, "recommend.2");
    touch(w, "recommend.submit");
    assert_on(&w->d, SCREEN_THANKS);
}

static void complain_without_a_rating_and_leave_a_number(Walk *w) {
    touch(w, "board.rate");
    touch(w, "rate.complain");
    touch(w, "why.reason.attitude");
    touch(w, "why.submit");
    touch(w, "contact.consent");
    keys(w, "19900001234");
    touch(w, "recommend.submit");
    assert_on(&w->d, SCREEN_THANKS);
}

static void take_a_coupon(Walk *w) {
    touch(w, "board.offers");
    for (int i = 1;; i++) {
        char card[24];
        snprintf(card, sizeof card, "offer.card.%d", i);
        touch(w, card);
        if (has(&w->d, "coupon.take")) break;
        touch(w, "nav.back");
    }
    touch(w, "coupon.take");
    assert_on(&w->d, SCREEN_COUPON);
    rest(w, 1500);
}

static void look_up_prepaid_and_ask(Walk *w) {
    touch(w, "board.prepaid");
    touch(w, "prepaid.car");
    touch(w, "sheet.close");
    touch(w, "nav.lang");
    touch(w, "prepaid.lead");
    touch(w, "lead.yes");
    rest(w, 1000);
}

/* The first car with something found on it. */
static void open_found_car(Walk *w) {
    const Snapshot *s = &kiosk_of(&w->d)->snap;
    for (size_t i = 0; i < s->n_board; i++) {
        int64_t found = 0;
        Err err;
        assert_true(sql_number(w->d.robot.db, &found, "SELECT count(*) FROM v_findings WHERE order_no = ?1",
                               SQL_ARGS(txt(s->board[i].order_no)), &err));
        if (found < 2) continue;
        open_by_slip(w, s->board[i].order_no);
        return;
    }
    fail_msg("nothing was found on any car");
}

static void decide_what_was_found(Walk *w) {
    open_found_car(w);
    touch(w, "mycar.findings");
    touch(w, "finding.1.yes");
    touch(w, "finding.2.no");
    rest(w, 2000);
    touch(w, "findings.review");
    touch(w, "review.send");
    assert_on(&w->d, SCREEN_FINDINGS_REVIEW);
    rest(w, 1000);
}

static void order_at_the_bar_and_cancel(Walk *w) {
    touch(w, "board.bar");
    touch(w, "bar.more.1");
    touch(w, "bar.more.1");
    touch(w, "bar.more.2");
    touch(w, "bar.next");
    touch(w, "bar.seat.1");
    touch(w, "bar.send");
    rest(w, 1500);
    touch(w, "bar.cancel");
    touch(w, "bar.cancel");
    rest(w, 1000);
}

/* Things a hand does that are no taps. */
static void a_child_at_the_board(Walk *w) {
    Driver *d = &w->d;
    drag(d, 900, 800, 900, 300);
    tick(w);
    rest(w, 700);
    for (int i = 1; i <= 4; i++) finger(d, FINGER_DOWN, i, 600 + (float)i * 40, 600);
    for (int i = 1; i <= 4; i++) finger(d, FINGER_UP, i, 600 + (float)i * 40, 600);
    rest(w, 3500); /* a palm is a child's: touch pauses for three seconds */
    float x, y;
    middle(d, "board.rate", &x, &y);
    finger(d, FINGER_DOWN, 1, x, y);
    finger(d, FINGER_DOWN, 2, 500, 500);
    d->robot.mono += 50;
    finger(d, FINGER_UP, 2, 500, 500);
    finger(d, FINGER_UP, 1, x, y);
    assert_on(d, SCREEN_RATE);
    tap_twice(d, "rate.face.4");
    tick(w);
    answer(w);
    touch(w, "rate.undo");
    assert_on(d, SCREEN_RATE);
    finger(d, FINGER_DOWN, 3, 300, 900); /* and never seen to leave */
    rest(w, 61 * MS_SECOND);
    touch(w, "idle.stay");
}

static void walk_away_from_a_form(Walk *w) {
    touch(w, "nav.lang");
    touch(w, "board.rate");
    touch(w, "rate.face.3");
    keys(w, "never mind");
    rest(w, 61 * MS_SECOND);
    rest(w, 20 * MS_SECOND);
    assert_on(&w->d, SCREEN_BOARD);
    rest(w, 30 * MS_SECOND);
}

static const struct Path {
    const char *name;
    void (*walk)(Walk *w);
    int width, height;
    Lang lang;
    ThemeChoice theme;
    bool typed;
} paths[] = {
    {"open-and-call", open_my_car_and_call, 1920, 1080, LANG_ZH, THEME_AUTO, false},
    {"slip-number", open_by_the_number_of_the_slip, 1080, 1920, LANG_ZH, THEME_AUTO, false},
    {"mistyped", mistype_the_digits_then_open, 1920, 1080, LANG_EN, THEME_NIGHT, true},
    {"praise", praise_and_recommend, 1280, 720, LANG_ZH, THEME_DAY, false},
    {"complain", complain_in_own_words, 1920, 1080, LANG_EN, THEME_AUTO, true},
    {"complain-only", complain_without_a_rating_and_leave_a_number, 1920, 1080, LANG_ZH, THEME_AUTO, false},
    {"coupon", take_a_coupon, 1080, 1920, LANG_EN, THEME_AUTO, false},
    {"prepaid", look_up_prepaid_and_ask, 1920, 1080, LANG_ZH, THEME_NIGHT, false},
    {"decide", decide_what_was_found, 1920, 1080, LANG_ZH, THEME_AUTO, false},
    {"bar", order_at_the_bar_and_cancel, 1080, 1920, LANG_EN, THEME_AUTO, false},
    {"child", a_child_at_the_board, 1920, 1080, LANG_ZH, THEME_AUTO, false},
    {"walk-away", walk_away_from_a_form, 1920, 1080, LANG_ZH, THEME_AUTO, false},
};
enum { PATHS = sizeof paths / sizeof *paths };

/* --- what came of it
 * -------------------------------------------------------------------------------------------------- */

static const char *const questions[] = {
    "SELECT count(*) FROM rating",
    "SELECT count(*) FROM v_ratings",
    "SELECT coalesce(sum(score), 0) FROM v_ratings",
    "SELECT count(*) FROM rating_mark",
    "SELECT count(*) FROM v_complaints",
    "SELECT count(*) FROM coupon WHERE source = 'offer'",
    "SELECT count(*) FROM lead",
    "SELECT count(*) FROM call",
    "SELECT count(*) FROM call WHERE order_no <> ''",
    "SELECT count(*) FROM v_findings WHERE state = 'yes'",
    "SELECT count(*) FROM v_findings WHERE state = 'no'",
    "SELECT coalesce(sum(total_fen), 0) FROM v_bar_orders",
    "SELECT count(*) FROM v_bar_orders WHERE state = 'cancelled'",
    "SELECT count(*) FROM person WHERE phone LIKE '1%' AND length(phone) = 11",
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

typedef struct Outcome {
    char screens[2048];
    int64_t rows[QUESTIONS];
    uint64_t pixels; /* of the last picture */
} Outcome;

static void look(Db *db, Panel *panel, Outcome *out) {
    Err err = {0};
    for (int i = 0; i < QUESTIONS; i++)
        if (!sql_number(db, &out->rows[i], questions[i], SQL_NO_ARGS, &err)) fail_msg("%s: %s", questions[i], err.en);
    assert_true(dump_pixels(panel, &out->pixels, &err));
}

static void assert_same(const Outcome *got, const Outcome *want, const char *what) {
    if (strcmp(got->screens, want->screens) != 0) fail_msg("%s: screens %s, not %s", what, got->screens, want->screens);
    for (int i = 0; i < QUESTIONS; i++)
        if (got->rows[i] != want->rows[i])
            fail_msg("%s: %s is %lld, not %lld", what, questions[i], (long long)got->rows[i], (long long)want->rows[i]);
}

static void write_outcome(const Outcome *o, const char *path) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "%s\n", o->screens);
    for (int i = 0; i < QUESTIONS; i++) fprintf(f, "%lld\t%s\n", (long long)o->rows[i], questions[i]);
    assert_int_equal(fclose(f), 0);
}

static void read_outcome(Outcome *o, const char *path) {
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("%s: %s: " MAKE, path, strerror(errno));
    *o = (Outcome){0};
    assert_non_null(fgets(o->screens, sizeof o->screens, f));
    o->screens[strcspn(o->screens, "\n")] = '\0';
    for (int i = 0; i < QUESTIONS; i++) {
        char line[256], sql[256];
        long long n = 0;
        bool ok = fgets(line, sizeof line, f) && sscanf(line, "%lld\t%255[^\n]", &n, sql) == 2;
        if (!ok || strcmp(sql, questions[i]) != 0) fail_msg("%s line %d is out of date: " MAKE, path, i + 2);
        o->rows[i] = n;
    }
    fclose(f);
}

/* --- walking, playing
 * -------------------------------------------------------------------------------------------------- */

static void walk(const struct Path *path, const char *file, bool text, Outcome *out) {
    Err err = {0};
    Walk w = {0};
    assert_true(instant_parse(SAMPLE_NOW, &w.start));
    clock_freeze(w.start);
    driver_open(&w.d, fixture_sample(), path->width, path->height, path->lang);
    w.base = w.d.robot.mono;
    w.d.held = true;
    Kiosk *k = kiosk_of(&w.d);
    k->theme = path->theme;
    if (!record_start(&w.d.robot.panel, file, false, text, &err)) fail_msg("%s", err.en);
    path->walk(&w);
    rest(&w, 400);
    look(w.d.robot.db, &w.d.robot.panel, out);
    driver_close(&w.d);
}

typedef struct Seen {
    Outcome *out;
    uint64_t pixels; /* of all screens as they came */
} Seen;

static void see(void *ctx, Ms at, const char *screen, uint64_t pixels) {
    Seen *s = ctx;
    note(s->out->screens, sizeof s->out->screens, screen);
    s->pixels = (s->pixels ^ pixels ^ (uint64_t)at) * 0x9E3779B97F4A7C15ULL;
}

static void play(const char *file, Outcome *out, uint64_t *all) {
    Err err = {0};
    Recording rec;
    Replay r;
    Seen seen = {.out = out};
    *out = (Outcome){0};
    if (!recording_read(&rec, file, &err)) fail_msg("%s", err.en);
    if (!replay_open(&r, &rec, fixture_sample(), &err)) fail_msg("%s", err.en);
    if (r.another_store) fail_msg("%s was recorded on another store: " MAKE, file);
    if (!replay_play(&r, see, &seen, &err)) fail_msg("%s", err.en);
    if (r.astray) fail_msg("%s went astray at line %d: " MAKE, file, r.astray);
    look(r.db, &r.panel, out);
    *all = seen.pixels;
    replay_close(&r);
    recording_free(&rec);
}

static void play_twice(const char *file, Outcome *out) {
    Outcome again;
    uint64_t all, all_again;
    play(file, out, &all);
    play(file, &again, &all_again);
    assert_same(&again, out, file);
    assert_true(again.pixels == out->pixels);
    assert_true(all == all_again);
}

static void each_path_replays_to_what_it_was(void **state) {
    (void)state;
    for (int i = 0; i < PATHS; i++) {
        for (int text = 0; text <= paths[i].typed; text++) { /* with what was typed where something is */
            char file[128];
            Outcome live = {0}, played;
            uint64_t all;
            snprintf(file, sizeof file, "%s/%s.%d.rec", fixture_folder(), paths[i].name, text);
            walk(&paths[i], file, text, &live);
            play(file, &played, &all);
            strcpy(live.screens, played.screens);
            assert_same(&played, &live, paths[i].name);
            if (played.pixels != live.pixels) fail_msg("%s: the last picture is another than when it was walked", file);
        }
    }
}

static const char *recordings(void) {
    static char dir[512];
    snprintf(dir, sizeof dir, "%s/tests/app/recordings", getenv("LOUNGE_SHARE"));
    return dir;
}

static void recordings_of_an_earlier_build_still_lead_where_they_led(void **state) {
    (void)state;
    for (int i = 0; i < PATHS; i++) {
        char file[640];
        Outcome want, got;
        snprintf(file, sizeof file, "%s/%s.expect", recordings(), paths[i].name);
        read_outcome(&want, file);
        snprintf(file, sizeof file, "%s/%s.rec", recordings(), paths[i].name);
        play_twice(file, &got);
        assert_same(&got, &want, paths[i].name);
    }
}

static void make_recordings(void **state) {
    (void)state;
    const char *dir = getenv("LOUNGE_MAKE_RECORDINGS");
    for (int i = 0; i < PATHS; i++) {
        char file[640];
        Outcome live, played;
        snprintf(file, sizeof file, "%s/%s.rec", dir, paths[i].name);
        unlink(file);
        walk(&paths[i], file, false, &live);
        chmod(file, 0644);
        play_twice(file, &played);
        snprintf(file, sizeof file, "%s/%s.expect", dir, paths[i].name);
        write_outcome(&played, file);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_path_replays_to_what_it_was),
        cmocka_unit_test(recordings_of_an_earlier_build_still_lead_where_they_led),
    };
    const struct CMUnitTest make[] = {cmocka_unit_test(make_recordings)};
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    if (getenv("LOUNGE_MAKE_RECORDINGS")) return cmocka_run_group_tests(make, NULL, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
