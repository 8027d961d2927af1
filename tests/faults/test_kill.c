/* kill -9 of a kiosk at 200 random moments of submitting, all on one file. A child process runs the real panel and the
 * real writer thread, as window.c does but without a window, and tells through a pipe what it posts and what its
 * screen shows as saved. Whatever was shown is there afterwards, exactly once; the next start needs no repair.
 * LOUNGE_SEED=n kills at other moments. */
#include "../app/driver.h"

#include "screens/common.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/wait.h>

enum { KILLS = 200, LOOK_EACH = 3 };

/* What the child says, one write each: smaller than PIPE_BUF, so that none arrives in parts. */
typedef enum NewsKind {
    POSTED_FACE,
    POSTED_ANSWERS,
    POSTED_CALL,
    POSTED_COUPON,
    SHOWN_FACE,
    SHOWN_THANKS,
    SHOWN_CALL,
    SHOWN_COUPON
} NewsKind;
typedef struct News {
    NewsKind kind;
    Uuid key; /* of the rating, the complaint, the call, the coupon */
    int score, nps;
    char says[32]; /* reasons, the case's number, the coupon's code */
    char words[16];
} News;

/* --- the child: a kiosk
 * ----------------------------------------------------------------------------------------------- */

typedef struct Kid {
    Panel *panel;
    Writer *writer;
    int news, wake;
    Ms mono; /* its own clock: nobody waits for guards */
    uint32_t dice;
    News shown; /* told last, so that each is told once */
    char reason[16], words[16];
} Kid;

static uint32_t roll(uint32_t *dice, uint32_t below) {
    *dice ^= *dice << 13;
    *dice ^= *dice >> 17;
    *dice ^= *dice << 5;
    return *dice % below;
}

static void tell(Kid *kid, const News *news) {
    if (write(kid->news, news, sizeof *news) != sizeof *news) _exit(9);
}

static void wake(void *ctx) {
    uint64_t one = 1;
    Kid *kid = ctx;
    if (write(kid->wake, &one, sizeof one) != sizeof one) _exit(9);
}

/* What was tapped and not sent is kept in rows of its own: they are not counted. */
static bool is_counted(JobKind job, NewsKind *kind) {
    switch (job) {
    case JOB_RATING:
    case JOB_RATING_UNDO: *kind = POSTED_FACE; return true;
    case JOB_ANSWERS: *kind = POSTED_ANSWERS; return true;
    case JOB_COUPON: *kind = POSTED_COUPON; return true;
    case JOB_CALL: *kind = POSTED_CALL; return true;
    default: return false;
    }
}

static void post(void *ctx, const Job *job) {
    Kid *kid = ctx;
    News news = {.key = job->key, .score = job->score, .nps = job->nps};
    if (is_counted(job->kind, &news.kind)) tell(kid, &news);
    writer_post(kid->writer, job);
}

static bool on_screen(const Panel *p, const char *text) {
    for (size_t i = 0; i < p->list.n_cmds; i++)
        if (p->list.cmds[i].kind == DRAW_TEXT && strstr(p->list.cmds[i].text, text)) return true;
    return false;
}

/* What a customer could now read: "noted", "we have it", "they have been told", the coupon's code. */
static void tell_what_shows(Kid *kid) {
    const Kiosk *k = &kid->panel->kiosk;
    const Visit *v = &k->visit;
    News news = {0};
    if (on_screen(kid->panel, w(k, W_THANKS_TITLE))) {
        news = (News){.kind = SHOWN_THANKS,
                      .key = v->complaining ? v->complaint_id : v->rating_id,
                      .score = v->score,
                      .nps = v->nps};
        if (*v->case_no && !on_screen(kid->panel, v->case_no)) _exit(8);
        snprintf(news.says, sizeof news.says, "%s", v->complaining ? v->case_no : kid->reason);
        snprintf(news.words, sizeof news.words, "%s", kid->words);
    } else if (on_screen(kid->panel, w(k, W_RATE_SAVED))) {
        news = (News){.kind = SHOWN_FACE, .key = v->rating_id, .score = v->score};
    } else if (on_screen(kid->panel, w(k, W_CALL_SENT))) {
        news = (News){.kind = SHOWN_CALL, .key = v->call_key};
    } else if (*v->coupon.code && on_screen(kid->panel, v->coupon.code)) {
        news = (News){.kind = SHOWN_COUPON, .key = v->coupon_id};
        snprintf(news.says, sizeof news.says, "%s", v->coupon.code);
    } else {
        return;
    }
    if (memcmp(&news, &kid->shown, sizeof news) == 0) return;
    kid->shown = news;
    tell(kid, &news);
}

static void frame(Kid *kid) {
    JobResult result;
    while (writer_take(kid->writer, &result)) {
        if (!result.ok) _exit(7);
        panel_result(kid->panel, &result);
    }
    panel_frame(kid->panel, kid->mono);
    tell_what_shows(kid);
}

static void kid_tap(Kid *kid, const char *target) {
    kid->mono += 700;
    const Target *t = draw_target(&kid->panel->list, target);
    if (!t) {
        fprintf(stderr, "the child's screen %s has no %s\n", screen_of(kid->panel->kiosk.screen)->id, target);
        _exit(6);
    }
    float s = kid->panel->scale, x = (t->hit.x + t->hit.w / 2) * s, y = (t->hit.y + t->hit.h / 2) * s;
    panel_finger(kid->panel, FINGER_DOWN, 1, x, y, kid->mono);
    panel_finger(kid->panel, FINGER_UP, 1, x, y, ++kid->mono);
    frame(kid);
}

/* Sleeps until the writer has something to say, as the window's loop does. */
static void wait_for(Kid *kid, Progress *progress) {
    while (*progress == PROGRESS_SAVING) {
        struct pollfd fd = {kid->wake, POLLIN, 0};
        uint64_t n;
        if (poll(&fd, 1, -1) < 0 || read(kid->wake, &n, sizeof n) < 0) _exit(5);
        kid->mono++;
        frame(kid);
    }
}

static void type(Kid *kid) {
    char id[8];
    if (kid->panel->kiosk.visit.keyboard.chinese) kid_tap(kid, "key.mode"); /* letters as they are */
    for (int i = 0; i < 3; i++) {
        char c = (char)('a' + roll(&kid->dice, 26));
        snprintf(id, sizeof id, "key.%c", c);
        kid->words[i] = c;
        kid_tap(kid, id);
    }
    kid->words[3] = '\0';
}

static void pick_reason(Kid *kid) {
    static const char *const reasons[] = {"wait", "price", "attitude", "lounge"};
    char id[32];
    snprintf(kid->reason, sizeof kid->reason, "%s", reasons[roll(&kid->dice, 4)]);
    snprintf(id, sizeof id, "why.reason.%s", kid->reason);
    kid_tap(kid, id);
}

static void send_the_rest(Kid *kid, const char *submit) {
    char id[16];
    Visit *v = &kid->panel->kiosk.visit;
    kid_tap(kid, submit);
    wait_for(kid, &v->answers_progress);
    while (draw_target(&kid->panel->list, "own.skip")) kid_tap(kid, "own.skip"); /* the store's own questions */
    snprintf(id, sizeof id, "recommend.%u", roll(&kid->dice, 11));
    kid_tap(kid, id);
    kid_tap(kid, "recommend.submit");
    wait_for(kid, &v->answers_progress);
    frame(kid);
    kid_tap(kid, "thanks.home");
}

static void tap_face(Kid *kid) {
    char id[16];
    snprintf(id, sizeof id, "rate.face.%u", 1 + roll(&kid->dice, 5));
    kid_tap(kid, id);
    if (roll(&kid->dice, 2)) wait_for(kid, &kid->panel->kiosk.visit.rating_progress);
}

static void rates(Kid *kid) {
    Visit *v = &kid->panel->kiosk.visit;
    kid->reason[0] = kid->words[0] = '\0';
    kid_tap(kid, "board.rate");
    tap_face(kid);
    while (roll(&kid->dice, 3) == 0) { /* another face */
        kid_tap(kid, "nav.back");
        tap_face(kid);
    }
    if (v->score >= 4) {
        send_the_rest(kid, "factors.submit");
        return;
    }
    pick_reason(kid);
    type(kid);
    send_the_rest(kid, "why.submit");
}

static void complains(Kid *kid) {
    kid->words[0] = '\0';
    kid_tap(kid, "board.rate");
    kid_tap(kid, "rate.complain");
    pick_reason(kid);
    type(kid);
    send_the_rest(kid, "why.submit");
}

static void leaves(Kid *kid) {
    kid->mono += 61 * MS_SECOND;
    frame(kid);
    kid->mono += 20 * MS_SECOND;
    frame(kid);
}

static void calls(Kid *kid) {
    kid_tap(kid, "board.bar");
    kid_tap(kid, "nav.bell");
    kid_tap(kid, "call.yes");
    wait_for(kid, &kid->panel->kiosk.visit.call_progress);
    kid_tap(kid, "call.close");
    leaves(kid);
}

static void takes_a_coupon(Kid *kid) {
    kid_tap(kid, "board.hero");
    if (draw_target(&kid->panel->list, "coupon.take")) {
        kid_tap(kid, "coupon.take");
        wait_for(kid, &kid->panel->kiosk.visit.coupon_progress);
        kid_tap(kid, "coupon.done");
    }
    leaves(kid);
}

static void be_a_kiosk(Panel *panel, const char *path, int news, uint32_t seed) {
    static void (*const visits[])(Kid *) = {rates, rates, rates, complains, calls, takes_a_coupon};
    Db *db;
    Err err;
    Kid kid = {.panel = panel, .news = news, .wake = eventfd(0, 0), .mono = 1000000, .dice = seed};
    if (!db_open(&db, path, DB_READ, &err)) {
        fprintf(stderr, "the next start fails: %s\n", err.en);
        _exit(4);
    }
    panel->kiosk.db = db;
    kiosk_reload(&panel->kiosk);
    kid.writer = writer_start(path, wake, &kid);
    panel->kiosk.post = post;
    panel->kiosk.post_ctx = &kid;
    panel->kiosk.board_page_mono = kid.mono;
    for (;;) visits[roll(&kid.dice, sizeof visits / sizeof *visits)](&kid);
}

/* --- the parent: kills, and looks
 * ------------------------------------------------------------------------------------- */

typedef struct Round {
    News *news;
    size_t n;
} Round;

/* Reads one piece of news; false at the end of the pipe. */
static bool hear(int fd, Round *round) {
    News news;
    ssize_t n;
    do n = read(fd, &news, sizeof news);
    while (n < 0 && errno == EINTR);
    if (n == 0) return false;
    assert_int_equal(n, sizeof news);
    round->news = mem_grow(round->news, (round->n + 1) * sizeof news);
    round->news[round->n++] = news;
    return true;
}

/* Lets a child live until its n-th submit and a little longer, then kills it. */
static void one_life(Panel *panel, const char *path, uint32_t *dice, Round *round) {
    int fds[2], status;
    assert_int_equal(pipe(fds), 0);
    uint32_t seed = *dice | 1, submits = 1 + roll(dice, 6), longer_us = roll(dice, 4) ? roll(dice, 3000) : 0;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(fds[0]);
        be_a_kiosk(panel, path, fds[1], seed);
    }
    close(fds[1]);
    size_t from = round->n;
    for (uint32_t seen = 0; seen < submits && hear(fds[0], round);) seen += round->news[round->n - 1].kind < SHOWN_FACE;
    usleep(longer_us);
    kill(pid, SIGKILL);
    while (hear(fds[0], round)) {
    }
    close(fds[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFSIGNALED(status)) fail_msg("the child ended by itself with %d", WEXITSTATUS(status));
    assert_true(round->n > from);
}

static void number_is(Db *db, int64_t want, const char *sql, const SqlArg *args, size_t n) {
    int64_t got = -1;
    Err err;
    if (!sql_number(db, &got, sql, args, n, &err)) fail_msg("%s: %s", sql, err.en);
    if (got != want)
        fail_msg("%s: %lld, not %lld (?1 = %s)", sql, (long long)got, (long long)want, n ? args[0].text : "");
}

/* The face that counts is the one shown last, or one that was tapped after it. */
static bool may_be(const Round *round, size_t shown, int64_t score) {
    if (round->news[shown].score == score) return true;
    for (size_t i = shown + 1; i < round->n; i++) {
        const News *n = &round->news[i];
        if (n->kind == POSTED_FACE && n->score == score && !strcmp(n->key.text, round->news[shown].key.text))
            return true;
    }
    return false;
}

static void face_is_there(Db *db, const Round *round, size_t i) {
    const News *n = &round->news[i];
    int64_t score = 0;
    number_is(db, 1, "SELECT count(*) FROM v_ratings WHERE rating_id = ?1", SQL_ARGS(txt(n->key.text)));
    number_is(db, 1, "SELECT count(*) > 0 FROM rating_score WHERE rating_id = ?1 AND score = ?2",
              SQL_ARGS(txt(n->key.text), num(n->score)));
    assert_true(
        sql_number(db, &score, "SELECT score FROM rating WHERE rating_id = ?1", SQL_ARGS(txt(n->key.text)), NULL));
    assert_true(may_be(round, i, score));
}

static void thanks_were_true(Db *db, const News *n) {
    if (n->score == 0) {
        number_is(db, 1, "SELECT count(*) FROM v_complaints WHERE complaint_id = ?1 AND case_no = ?2 AND text = ?3",
                  SQL_ARGS(txt(n->key.text), txt(n->says), txt(n->words)));
        return;
    }
    number_is(db, 1,
              "SELECT count(*) FROM v_ratings WHERE rating_id = ?1 AND score = ?2 AND nps = ?3 AND reasons = ?4"
              " AND comment = ?5",
              SQL_ARGS(txt(n->key.text), num(n->score), num(n->nps), txt(n->says), txt(n->words)));
    number_is(db, n->score <= 3, "SELECT count(*) FROM v_complaints WHERE rating_id = ?1", SQL_ARGS(txt(n->key.text)));
}

static void all_shown_is_there(Db *db, const Round *round, size_t from) {
    for (size_t i = from; i < round->n; i++) {
        const News *n = &round->news[i];
        switch (n->kind) {
        case SHOWN_FACE: face_is_there(db, round, i); break;
        case SHOWN_THANKS: thanks_were_true(db, n); break;
        case SHOWN_CALL:
            number_is(db, 1, "SELECT count(*) FROM call WHERE call_id = ?1", SQL_ARGS(txt(n->key.text)));
            break;
        case SHOWN_COUPON:
            number_is(db, 1, "SELECT count(*) FROM coupon WHERE coupon_id = ?1 AND code = ?2",
                      SQL_ARGS(txt(n->key.text), txt(n->says)));
            break;
        default: break;
        }
    }
}

/* Each visit of these children leaves one of a kind at most. */
static void nothing_is_doubled(Db *db) {
    static const char *const tables[] = {"rating", "complaint", "call", "coupon WHERE source = 'offer'"};
    for (size_t i = 0; i < 4; i++) {
        char sql[128];
        snprintf(sql, sizeof sql, "SELECT count(*) - count(DISTINCT visit_id) FROM %s", tables[i]);
        number_is(db, 0, sql, SQL_NO_ARGS);
    }
}

/* No row that no tap asked for; an apology to a late car is the store's own act. */
static void nothing_came_by_itself(Db *db, const Round *round) {
    static const char *const counts[] = {[POSTED_FACE] = "SELECT count(*) FROM rating_score",
                                         [POSTED_ANSWERS] = "SELECT count(*) FROM complaint",
                                         [POSTED_CALL] = "SELECT count(*) FROM call",
                                         [POSTED_COUPON] = "SELECT count(*) FROM coupon WHERE source = 'offer'"};
    int64_t posted[SHOWN_FACE] = {0}, there = 0;
    for (size_t i = 0; i < round->n; i++)
        if (round->news[i].kind < SHOWN_FACE) posted[round->news[i].kind]++;
    for (int kind = 0; kind < SHOWN_FACE; kind++) {
        assert_true(sql_number(db, &there, counts[kind], SQL_NO_ARGS, NULL));
        assert_true(there <= posted[kind]);
    }
}

static void the_file_is_sound(const char *path, const Round *round, size_t from) {
    Db *db;
    Err err;
    Buf faults = {0};
    size_t n = 0;
    if (!db_open(&db, path, DB_READ, &err)) fail_msg("the next start fails: %s", err.en);
    all_shown_is_there(db, round, from);
    if (!db_check(db, &faults, &n, &err)) fail_msg("%s", err.en);
    if (n) fail_msg("%s", buf_text(&faults));
    nothing_is_doubled(db);
    buf_free(&faults);
    db_close(db);
}

/* One panel for all children: fonts are opened once, the children are copies of it. Its store is a copy in memory, so
 * that no connection to the file is inherited. */
static void what_was_shown_as_saved_survives_kill_9(void **state) {
    (void)state;
    const char *told = getenv("LOUNGE_SEED"), *path = fixture_sample();
    uint32_t dice = told ? (uint32_t)strtoul(told, NULL, 10) : (uint32_t)getpid();
    printf("seed %u\n", dice);
    dice = dice * 2654435761u | 1;
    Db *memory, *db;
    Err err;
    Panel panel;
    assert_true(db_open(&memory, path, DB_SCRATCH, &err));
    assert_true(panel_open(&panel, memory, 960, 540, LANG_ZH, &err));
    panel_frame(&panel, 1000);
    assert_int_equal(
        fixture_run("sqlite3 '%s' 'UPDATE offer SET limit_car = NULL, limit_day = NULL, limit_all = NULL'", path), 0);
    Round round = {0};
    for (int i = 0; i < KILLS; i++) {
        size_t from = round.n;
        one_life(&panel, path, &dice, &round);
        if (i % LOOK_EACH == 0) the_file_is_sound(path, &round, from); /* else the next child finds it as it was left */
    }
    the_file_is_sound(path, &round, 0);
    assert_true(db_open(&db, path, DB_READ, &err));
    nothing_came_by_itself(db, &round);
    db_close(db);
    int of_kind[SHOWN_COUPON + 1] = {0};
    for (size_t i = 0; i < round.n; i++) of_kind[round.news[i].kind]++;
    printf("posted: %d faces, %d answers, %d calls, %d coupons; shown as saved: %d faces, %d thanks, %d calls, %d "
           "coupons\n",
           of_kind[0], of_kind[1], of_kind[2], of_kind[3], of_kind[4], of_kind[5], of_kind[6], of_kind[7]);
    for (int kind = 0; kind <= SHOWN_COUPON; kind++) assert_true(of_kind[kind] > 0);
    free(round.news);
    panel_close(&panel);
    db_close(memory);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_shown_as_saved_survives_kill_9)};
    Err err;
    if (!zone_use("Asia/Shanghai", &err)) return 1;
    Ms now;
    if (!instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_set(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
