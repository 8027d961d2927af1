/* A child at the panel: 20,000 random taps, drags, palms and pauses (seeded), every screen reached. The program stays
 * alive, its memory flat, and nothing is called, complained of or taken without a tap of its own on the very button
 * that says so, made after that button had been seen. LOUNGE_SEED=n plays another child. */
#include "driver.h"

#include "store/changes.h"

#include "store/cars.h"
#include "store/prepaid.h"
#include "ui/raster.h"

#include <malloc.h>

enum { TOUCHES = 20000, WIDTH = 960, HEIGHT = 540, RASTER_EACH = 50, SHOWN_EACH = 500 };

/* With AddressSanitizer the allocator's own count; its quarantine is kept small, so that memory is flat in fact. */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "quarantine_size_mb=16";
}

/* What the program itself holds: the in-memory store grows with each rating, as it should. */
static size_t held(void) {
    size_t all =
        __sanitizer_get_current_allocated_bytes ? __sanitizer_get_current_allocated_bytes() : mallinfo2().uordblks;
    return all - (size_t)sqlite3_memory_used();
}

typedef struct Child {
    Driver d;
    uint64_t seed;
    bool seen[SCREENS], seen_sheet[SHEET_LEAD + 1], seen_idle, seen_candidates, seen_ink;
    int calls, coupons, answers, ratings, pauses;
} Child;

/* xorshift64*: the same child on every machine. */
static uint32_t roll(Child *c, uint32_t below) {
    c->seed ^= c->seed >> 12;
    c->seed ^= c->seed << 25;
    c->seed ^= c->seed >> 27;
    return (uint32_t)((c->seed * 0x2545F4914F6CDD1Dull) >> 33) % below;
}

static bool one_of(const char *what, const char *const *list) {
    for (; *list; list++)
        if (strcmp(what, *list) == 0) return true;
    return false;
}

static bool wants_to_talk(const Job *job) {
    for (int i = 0; i < job->n_work; i++)
        if (job->work[i].choice == WORK_TALK) return true;
    return false;
}

/* Each job is posted while its own tap is being handled, by a finger that came down after the button appeared. */
static void watched_post(void *ctx, const Job *job) {
    static const char *const submits[] = {
        "why.submit", "factors.submit", "recommend.submit", "recommend.skip", "contact.submit", "contact.skip", NULL};
    static const char *const leads[] = {"lead.yes", "show.send", "callme.send", NULL};
    static const char *const corrections[] = {"number.yes", "number.send", NULL};
    Child *c = ctx;
    Panel *p = &c->d.robot.panel;
    const char *tapped = p->kiosk.touch.tapped;
    if (job->kind == JOB_RENEWAL_SHOWN || job->kind == JOB_WORK_SEEN) { /* noted by itself: that the page was there */
        driver_do(&c->d, job);
        return;
    }
    assert_true(p->kiosk.touch.down_at - p->shown_mono >= REPEAT_MS || !p->shown_mono);
    assert_false(touch_paused(&p->kiosk.touch, p->kiosk.mono));
    switch (job->kind) {
    case JOB_CALL:
        assert_string_equal(tapped, "call.yes");
        c->calls++;
        break;
    case JOB_COUPON:
        assert_string_equal(tapped, "coupon.take");
        c->coupons++;
        break;
    case JOB_ANSWERS:
        assert_true(one_of(tapped, submits));
        c->answers++;
        break;
    case JOB_RATING:
        assert_int_equal(strncmp(tapped, "rate.face.", 10), 0);
        c->ratings++;
        break;
    case JOB_WORK:
        assert_string_equal(tapped, "review.send");
        c->calls += wants_to_talk(job); /* that calls the advisor */
        break;
    case JOB_WORK_SEEN: break; /* looked at, not touched */
    case JOB_BAR: assert_string_equal(tapped, "bar.send"); break;
    case JOB_BAR_CANCEL: assert_string_equal(tapped, "bar.cancel"); break;
    case JOB_RATING_UNDO: assert_string_equal(tapped, "rate.undo"); break;
    case JOB_LEAD: assert_true(one_of(tapped, leads)); break;
    case JOB_CAR_USE: assert_string_equal(tapped, "habits.save"); break;
    case JOB_CORRECTION: assert_true(one_of(tapped, corrections)); break;
    case JOB_STAFF: fail_msg("a child is taken for staff"); break;
    default: break;
    }
    driver_do(&c->d, job);
}

static void look(Child *c) {
    const Kiosk *k = kiosk_of(&c->d);
    c->seen[k->screen] = true;
    c->seen_sheet[k->visit.sheet] = true;
    c->seen_candidates = c->seen_candidates || draw_target(k->ui.list, "key.cand.2");
    c->seen_ink = c->seen_ink || k->visit.keyboard.ink.n_strokes > 0;
    c->seen_idle = c->seen_idle || draw_target(k->ui.list, "idle.stay");
}

/* Somebody helps now and then: the digits that open a car are not found by chance. */
static void help(Child *c) {
    Driver *d = &c->d;
    const char *order_no = kiosk_of(d)->visit.pick_no;
    Arena arena = {0};
    OrderPeople people;
    if (*order_no && has(d, "key.1") && !kiosk_of(d)->visit.by_order &&
        orders_people(d->robot.db, &arena, order_no, &people, NULL) && strlen(people.owner_phone) >= 4) {
        for (int i = 0; i < 4; i++) robot_tap(&d->robot, "key.delete");
        for (const char *p = people.owner_phone + strlen(people.owner_phone) - 4; *p; p++) {
            char id[] = {'k', 'e', 'y', '.', *p, '\0'};
            if (!robot_tap(&d->robot, id)) break; /* a finger still down swallowed some, and the car is locked now */
        }
    }
    arena_free(&arena);
}

/* Some letters on the keys, a scrawl on the pad, and from one to the other. */
static void write_something(Child *c) {
    Driver *d = &c->d;
    float x, y;
    if (!has(d, "key.pad")) {
        static const char *const taps[] = {"key.y", "key.i", "key.d", "key.cand.2", "key.next", "key.hand"};
        for (int i = 0; i < 4; i++) robot_tap(&d->robot, taps[roll(c, 6)]); /* what is not there is not tapped */
        return;
    }
    middle(d, "key.pad", &x, &y);
    finger(d, FINGER_DOWN, 1, x, y);
    for (int i = 0; i < 8; i++) {
        d->robot.mono += 16;
        finger(d, FINGER_MOVE, 1, x + (float)roll(c, 500) - 250, y + (float)roll(c, 500) - 250);
    }
    finger(d, FINGER_UP, 1, x, y);
    d->robot.mono += roll(c, 800);
}

/* Half the taps aim at something that can be touched: a child does too. */
static void aim(Child *c, float *x, float *y) {
    const DrawList *list = &c->d.robot.panel.list;
    if (list->n_targets && roll(c, 2)) {
        const Target *t = &list->targets[roll(c, (uint32_t)list->n_targets)];
        *x = t->hit.x + t->hit.w * (float)roll(c, 100) / 100;
        *y = t->hit.y + t->hit.h * (float)roll(c, 100) / 100;
        return;
    }
    *x = (float)roll(c, 1920);
    *y = (float)roll(c, 1080);
}

/* As fast as small hands can: the panel stops listening for a while. */
static void hammer(Child *c, float x, float y) {
    for (int i = 0; i < 12; i++) {
        c->d.robot.mono += 50;
        poke(&c->d, x + (float)(i % 3) * 40, y);
    }
    c->pauses += touch_paused(&kiosk_of(&c->d)->touch, c->d.robot.mono);
}

static void touch(Child *c) {
    Driver *d = &c->d;
    float x, y, x2, y2;
    aim(c, &x, &y);
    d->robot.mono += 150 + roll(c, roll(c, 4) ? 300 : 1500); /* slow enough to be taken, most of the time */
    uint32_t what = roll(c, 200) / 2;
    if (roll(c, 50) == 0) hammer(c, x, y);
    if (what == 0) { /* a palm */
        for (int i = 1; i <= 4; i++) finger(d, FINGER_DOWN, i, x + (float)i * 20, y);
        for (int i = 1; i <= 4; i++) finger(d, FINGER_UP, i, x + (float)i * 20, y);
    } else if (what < 6) { /* a drag */
        aim(c, &x2, &y2);
        finger(d, FINGER_DOWN, 1, x, y);
        for (int i = 1; i <= 3; i++) {
            d->robot.mono += 16;
            finger(d, FINGER_MOVE, 1, x + (x2 - x) * (float)i / 3, y + (y2 - y) * (float)i / 3);
        }
        finger(d, FINGER_UP, 1, x2, y2);
    } else if (what < 8) { /* a finger that is never seen to leave */
        finger(d, FINGER_DOWN, 7, x, y);
    } else if (what < 9) { /* away for a while, and then the large picture has changed */
        wait_ms(d, (Ms)roll(c, 90) * MS_SECOND);
        robot_tap(&d->robot, "board.hero"); /* where it is */
    } else if (what < 12 && kiosk_of(d)->screen == SCREEN_UNLOCK) {
        help(c);
    } else if (what < 10 &&
               kiosk_of(d)->screen == SCREEN_BOARD) { /* left alone the large place turns; then it is tapped */
        wait_ms(d, 45 * MS_SECOND);
        robot_tap(&d->robot, "board.hero");
    } else if (what < 14 && has(d, "key.q") && has(d, "key.hand")) {
        write_something(c);
    } else if (what < 30 && has(d, "key.pad")) {
        write_something(c);
    } else {
        poke(d, x, y);
    }
    look(c);
}

static bool is_for_staff(int screen) {
    return screen >= SCREEN_STAFF_WHO && screen <= SCREEN_STAFF_EXPORT;
}

/* Half way on somebody older shows a page that chance has not found; the child plays on from there. By then cars that
 * were locked for wrong digits open again. */
static void show_page(Child *c) {
    clock_freeze(clock_now() + 6 * MS_MINUTE);
    wait_ms(&c->d, 6 * MS_MINUTE);
    for (int i = 0; i < SCREENS; i++) {
        const char *id = screen_of((ScreenId)i)->id;
        if (c->seen[i] || is_for_staff(i) || !robot_knows(id)) continue;
        c->seen[i] = robot_go(&c->d.robot, id, NULL); /* what is in its way just then comes another time */
        look(c);
        if (c->seen[i]) return;
    }
}

static void raster(Child *c, Pixels pixels) {
    Panel *p = &c->d.robot.panel;
    raster_draw(pixels, &p->list, (PixRect){0, 0, pixels.w, pixels.h}, p->scale, p->text, p->pics);
}

/* Something is left of a package of the cars whose oil has a price. */
static void sell_packages(Driver *d) {
    const Snapshot *s = &kiosk_of(d)->snap;
    size_t sold = 0;
    for (size_t i = 0; i < s->n_board; i++) {
        const Order *o = &s->board[i];
        PrepaidSell ask = {.sale_id = uuid_new(),
                           .order_no = "",
                           .visit_no = "",
                           .package_id = "oil",
                           .grade = o->oil_grade,
                           .service_ml = o->oil_ml,
                           .by = "李欣",
                           .manager = "",
                           .at = clock_now()};
        PrepaidSale sale;
        Arena arena = {0};
        Fen oil, filter;
        Err err;
        bool asks;
        if (!prepaid_price(s->settings, o->oil_grade, o->oil_ml, &oil, &filter)) continue;
        assert_true(car_ensure(d->robot.db, o->order_no, &ask.car_id, &err));
        assert_true(prepaid_offer(d->robot.db, &arena, &ask, &sale, &asks, &err));
        ask.paid = sale.sum;
        if (!prepaid_sell(d->robot.db, &arena, &ask, &sale, &err)) fail_msg("%s", err.en);
        sold++;
        arena_free(&arena);
    }
    assert_true(sold > 0);
}

/* The board has one line of what was changed because of customers. */
static void say_change(Driver *d) {
    Err err;
    Change change = {.month = "2026-11",
                     .cause = "wait",
                     .zh = "午间加一名顾问",
                     .en = "",
                     .from_day = "2026-11-20",
                     .by = "陈建华",
                     .at = clock_now()};
    if (!change_add(d->robot.db, &change, &err)) fail_msg("%s", err.en);
    panel_changed(&d->robot.panel);
}

static void a_child_does_no_harm(void **state) {
    (void)state;
    static Child c;
    const char *told = getenv("LOUNGE_SEED");
    uint64_t seed = told ? strtoull(told, NULL, 10) : 20261123;
    c.seed = seed * 0x9E3779B97F4A7C15ull | 1;
    printf("seed %llu\n", (unsigned long long)seed);
    driver_open(&c.d, fixture_sample(), WIDTH, HEIGHT, LANG_ZH);
    commit(&c.d, "UPDATE setting SET value = 'Lounge' WHERE key = 'wifi.ssid'");
    /* Cars that a child comes to by chance: many are insured repairs to be fetched, and near the end of their warranty.
     */
    commit(&c.d, "UPDATE work_order SET stage = 'ready', hold = '', kind = 'body_paint', amount_fen = 1280000,"
                 " purchased_day = '2023-12-20', mileage_km = 40000 WHERE stage = 'in_work'");
    sell_packages(&c.d);
    say_change(&c.d);
    c.d.robot.panel.kiosk.post = watched_post;
    c.d.robot.panel.kiosk.post_ctx = &c;
    uint32_t *px = calloc(WIDTH * HEIGHT, sizeof *px);
    Pixels pixels = {px, WIDTH, HEIGHT, WIDTH};
    size_t half = 0;
    for (int i = 0; i < TOUCHES; i++) {
        touch(&c);
        if (i % RASTER_EACH == 0) raster(&c, pixels);
        if (i > TOUCHES / 2 && i % SHOWN_EACH == 0) show_page(&c);
        if (i == TOUCHES / 2) half = held();
    }
    size_t end = held();
    printf("%d ratings, %d answers, %d calls, %d coupons; %zu KiB half way, %zu KiB at the end\n", c.ratings, c.answers,
           c.calls, c.coupons, half / 1024, end / 1024);
    assert_true(c.seen_candidates && c.seen_ink); /* pinyin was typed, the pad was scrawled on */
    /* Play opens no door: a finger that rests on the clock finds who is there, and nobody gets past the PIN. */
    for (int i = SCREEN_STAFF; i <= SCREEN_STAFF_EXPORT; i++) assert_false(c.seen[i]);
    for (int i = 0; i < SCREENS; i++)
        if (!c.seen[i] && !is_for_staff(i) && (i != SCREEN_ACTIVITY || kiosk_of(&c.d)->snap.n_activities))
            fail_msg("screen %s was never reached", screen_of((ScreenId)i)->id);
    assert_true(c.seen_sheet[SHEET_CALL] && c.seen_sheet[SHEET_MODEL] && c.seen_idle);
    assert_true(c.pauses > 100);
    assert_true(end < half + 3 * 1024 * 1024); /* caches have their bounds, and go on filling up to them */

    assert_int_equal(count(&c.d, "SELECT count(*) FROM call"), c.calls);
    assert_true(count(&c.d, "SELECT count(*) FROM coupon WHERE source = 'offer'") <= c.coupons);
    assert_true(count(&c.d, "SELECT count(*) FROM complaint") <= c.answers);
    assert_int_equal(count(&c.d, "SELECT count(*) FROM rating r WHERE NOT EXISTS"
                                 " (SELECT 1 FROM rating_score s WHERE s.rating_id = r.rating_id)"),
                     0);
    Buf faults = {0};
    size_t n = 0;
    assert_true(db_check(c.d.robot.db, &faults, &n, NULL));
    assert_int_equal(n, 0);
    buf_free(&faults);
    free(px);
    driver_close(&c.d);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_child_does_no_harm)};
    Err err;
    Ms now;
    if (!zone_use("Asia/Shanghai", &err) || !instant_parse(SAMPLE_NOW, &now)) return 1;
    clock_freeze(now);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
