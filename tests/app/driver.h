/* A panel driven by hand in a test: taps by target, single fingers at chosen instants, what the screen says, and
 * numbers read straight from its store. Every job that a tap posts is noted before it is done. */
#ifndef LOUNGE_TESTS_APP_DRIVER_H
#define LOUNGE_TESTS_APP_DRIVER_H

#include "fixture.h"

#include "app/dump.h"
#include "app/writer.h"
#include "base/clock.h"
#include "store/sql.h"

#define SAMPLE_NOW "2026-11-23T14:26:00+08:00"

typedef struct Driver {
    Robot robot;
    int posted[JOBS]; /* by kind */
    bool held;        /* answers wait until driver_answer */
    ErrCode refuse;   /* not 0: the disk refuses every job with this */
    Job waiting[16];
    int n_waiting;
} Driver;

static inline void driver_do(Driver *d, const Job *job) {
    JobResult result = {.kind = job->kind, .key = job->key};
    if (d->refuse)
        err_set(&result.err, d->refuse, TXT("refused by the test", "测试拒绝"));
    else
        job_run(d->robot.db, &d->robot.key, job, &result);
    panel_result(&d->robot.panel, &result);
}

static inline void driver_post(void *ctx, const Job *job) {
    Driver *d = ctx;
    d->posted[job->kind]++;
    if (!d->held) {
        driver_do(d, job);
        return;
    }
    assert_true(d->n_waiting < 16);
    d->waiting[d->n_waiting++] = *job;
}

/* The writer has come round to what was posted while answers were held. */
static inline void driver_answer(Driver *d) {
    for (int i = 0; i < d->n_waiting; i++) driver_do(d, &d->waiting[i]);
    d->n_waiting = 0;
    panel_frame(&d->robot.panel, d->robot.mono);
}

static inline void driver_open(Driver *d, const char *db_path, int width, int height, Lang lang) {
    Err err = {0};
    *d = (Driver){0};
    if (!robot_open(&d->robot, db_path, width, height, lang, &err)) fail_msg("%s", err.en);
    d->robot.panel.kiosk.post = driver_post;
    d->robot.panel.kiosk.post_ctx = d;
}

static inline void driver_close(Driver *d) {
    robot_close(&d->robot);
}

/* For cmocka: a panel of its own on the sample store, in Chinese, landscape. */
static inline int driver_setup(void **state) {
    static Driver d;
    driver_open(&d, fixture_sample(), 1920, 1080, LANG_ZH);
    *state = &d;
    return 0;
}

static inline int driver_teardown(void **state) {
    driver_close(*state);
    return 0;
}

static inline Kiosk *kiosk_of(Driver *d) {
    return &d->robot.panel.kiosk;
}

/* --- time and fingers --------------------------------------------------------------------------------------------- */

static inline void wait_ms(Driver *d, Ms ms) {
    d->robot.mono += ms;
    panel_frame(&d->robot.panel, d->robot.mono);
}

static inline bool has(Driver *d, const char *target) {
    return draw_target(&d->robot.panel.list, target) != NULL;
}

static inline void finger(Driver *d, FingerKind kind, int64_t id, float x, float y) {
    Panel *p = &d->robot.panel;
    panel_finger(p, kind, id, x * p->scale, y * p->scale, d->robot.mono);
    panel_frame(p, d->robot.mono);
}

static inline void middle(Driver *d, const char *target, float *x, float *y) {
    const Target *t = draw_target(&d->robot.panel.list, target);
    if (!t) fail_msg("screen %s has no target %s", screen_of(kiosk_of(d)->screen)->id, target);
    *x = t->hit.x + t->hit.w / 2;
    *y = t->hit.y + t->hit.h / 2;
}

/* Press and release at once, wherever that is, without waiting before. */
static inline void poke(Driver *d, float x, float y) {
    finger(d, FINGER_DOWN, 1, x, y);
    d->robot.mono += 40;
    finger(d, FINGER_UP, 1, x, y);
}

/* A slow drag that throws nothing. */
static inline void drag(Driver *d, float x0, float y0, float x1, float y1) {
    wait_ms(d, 700);
    finger(d, FINGER_DOWN, 1, x0, y0);
    for (int i = 1; i <= 10; i++) {
        d->robot.mono += 20;
        finger(d, FINGER_MOVE, 1, x0 + (x1 - x0) * (float)i / 10, y0 + (y1 - y0) * (float)i / 10);
    }
    d->robot.mono += 200;
    finger(d, FINGER_UP, 1, x1, y1);
}

/* A calm tap, as a person taps who has read the screen. */
static inline void tap(Driver *d, const char *target) {
    if (!robot_tap(&d->robot, target))
        fail_msg("screen %s has no target %s", screen_of(kiosk_of(d)->screen)->id, target);
}

static inline void tap_twice(Driver *d, const char *target) {
    float x, y;
    wait_ms(d, 700);
    middle(d, target, &x, &y);
    poke(d, x, y);
    d->robot.mono += 120;
    poke(d, x, y);
}

static inline void type_keys(Driver *d, const char *keys) {
    for (; *keys; keys++) {
        char id[16];
        if (*keys == ' ')
            strcpy(id, "key.space");
        else
            snprintf(id, sizeof id, "key.%c", *keys);
        tap(d, id);
    }
}

/* --- what it shows, what is stored ----------------------------------------------------------------------------------
 */

static inline bool shows(Driver *d, const char *text) {
    const DrawList *list = &d->robot.panel.list;
    for (size_t i = list->modal_from; i < list->n_cmds; i++)
        if (list->cmds[i].kind == DRAW_TEXT && strstr(list->cmds[i].text, text)) return true;
    return false;
}

static inline void assert_on(Driver *d, ScreenId screen) {
    assert_string_equal(screen_of(kiosk_of(d)->screen)->id, screen_of(screen)->id);
}

static inline int64_t count(Driver *d, const char *sql) {
    int64_t n = 0;
    Err err = {0};
    if (!sql_number(d->robot.db, &n, sql, SQL_NO_ARGS, &err)) fail_msg("%s: %s", sql, err.en);
    return n;
}

/* Somebody else's commit, and the kiosk is told. */
static inline void commit(Driver *d, const char *sql) {
    Err err = {0};
    if (!sql_script(d->robot.db, sql, &err)) fail_msg("%s: %s", sql, err.en);
    panel_changed(&d->robot.panel);
    panel_frame(&d->robot.panel, d->robot.mono);
}

/* --- my car ---------------------------------------------------------------------------------------------------------
 */

/* The number in board.row.N of the first car that the last four digits of a phone can open; fills them in. */
static inline size_t openable(Driver *d, size_t from, char digits[5]) {
    const Snapshot *s = &kiosk_of(d)->snap;
    for (size_t i = from; i < s->n_board; i++) {
        bool usable = false, matches;
        if (!orders_phone_opens(d->robot.db, s->board[i].order_no, "", &usable, &matches, NULL) || !usable) continue;
        Arena arena = {0};
        OrderPeople people;
        assert_true(orders_people(d->robot.db, &arena, s->board[i].order_no, &people, NULL));
        size_t len = strlen(people.owner_phone);
        if (len >= 4) memcpy(digits, people.owner_phone + len - 4, 5);
        arena_free(&arena);
        if (len >= 4) return i + 1;
    }
    fail_msg("no car can be opened");
    return 0;
}

static inline void open_my_car(Driver *d) {
    char digits[5], row[24];
    snprintf(row, sizeof row, "board.row.%zu", openable(d, 0, digits));
    tap(d, row);
    assert_on(d, SCREEN_UNLOCK);
    type_keys(d, digits);
    assert_on(d, SCREEN_MYCAR);
}

#endif
