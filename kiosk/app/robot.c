/* Driving a panel by the ids of its targets, and the steps that a way to a screen is made of. */
#include "robot.h"

#include "base/mem.h"
#include "screens/ask.h"
#include "screens/common.h"
#include "screens/renewal.h"
#include "store/cars.h"
#include "writer.h"

#include <stdio.h>
#include <string.h>

/* --- the robot
 * --------------------------------------------------------------------------------------------------------- */

static void post_at_once(void *ctx, const Job *job) {
    Robot *r = ctx;
    JobResult result = {.kind = job->kind, .key = job->key};
    if ((job->kind == JOB_COUPON || job->kind == JOB_WORK) && !r->has_key)
        err_set(&result.err, ERR_RULE, TXT("no key", "没有密钥"));
    else
        job_run(r->db, &r->key, job, &result);
    panel_result(&r->panel, &result);
}

bool robot_open(Robot *r, const char *db_path, int width_px, int height_px, Lang lang, Err *err) {
    *r = (Robot){.mono = 1000000};
    if (!db_open(&r->db, db_path, DB_SCRATCH, err)) return false;
    r->has_key = coupon_key_read(db_path, &r->key, NULL);
    if (!panel_open(&r->panel, r->db, width_px, height_px, lang, err)) {
        db_close(r->db);
        return false;
    }
    r->panel.kiosk.post = post_at_once;
    r->panel.kiosk.post_ctx = r;
    r->panel.kiosk.board_page_mono = r->mono;
    panel_frame(&r->panel, r->mono);
    return true;
}

void robot_close(Robot *r) {
    panel_close(&r->panel);
    db_close(r->db);
}

bool robot_tap(Robot *r, const char *target) {
    Panel *p = &r->panel;
    r->mono += 700; /* longer than the guard against repeated taps and against touches meant for the screen before */
    panel_frame(p, r->mono);
    const Target *t = draw_target(&p->list, target);
    if (!t) return false;
    float x = (t->hit.x + t->hit.w / 2) * p->scale, y = (t->hit.y + t->hit.h / 2) * p->scale;
    panel_finger(p, FINGER_DOWN, 1, x, y, r->mono);
    panel_frame(p, r->mono);
    panel_finger(p, FINGER_UP, 1, x, y, r->mono + 60);
    r->mono += 60;
    panel_frame(p, r->mono); /* the tap, and what a job answered */
    panel_frame(p, r->mono);
    return true;
}

/* Types the last four digits of the owner's phone of the car being opened. */
static bool tap_digits(Robot *r) {
    Arena arena = {0};
    OrderPeople people;
    bool ok =
        orders_people(r->db, &arena, r->panel.kiosk.visit.pick_no, &people, NULL) && strlen(people.owner_phone) >= 4;
    char digits[5] = "";
    if (ok) memcpy(digits, people.owner_phone + strlen(people.owner_phone) - 4, 4);
    arena_free(&arena);
    for (char *d = digits; ok && *d; d++) ok = robot_tap(r, (char[]){'k', 'e', 'y', '.', *d, '\0'});
    return ok;
}

/* The first offer of the page that has a coupon. */
static bool tap_coupon_offer(Robot *r) {
    for (int i = 1; i <= 8; i++) {
        char card[24];
        snprintf(card, sizeof card, "offer.card.%d", i);
        if (!robot_tap(r, card)) return false;
        if (draw_target(&r->panel.list, "coupon.take")) return true;
        if (!robot_tap(r, "nav.back")) return false;
    }
    return false;
}

/* The first offer of the page of which something stands in the display area. */
static bool tap_show_offer(Robot *r) {
    for (int i = 1; i <= 8; i++) {
        char card[24];
        snprintf(card, sizeof card, "offer.card.%d", i);
        if (!robot_tap(r, card)) return false;
        if (draw_target(&r->panel.list, "offer.show")) return true;
        if (!robot_tap(r, "nav.back")) return false;
    }
    return false;
}

/* The first car at this stage that phone digits can open and that waits for nothing; else one that waits. */
static bool tap_car_at(Robot *r, Stage stage) {
    Kiosk *k = &r->panel.kiosk;
    for (size_t i = 0; i < 2 * k->snap.n_board; i++) {
        const Order *o = &k->snap.board[i % k->snap.n_board];
        bool usable = false, matches, waits = i >= k->snap.n_board;
        if (o->stage != stage || (o->hold != HOLD_NONE) != waits) continue;
        if (!orders_phone_opens(r->db, o->order_no, "", &usable, &matches, NULL) || !usable) continue;
        nav_go(k, SCREEN_UNLOCK);
        snprintf(k->visit.pick_no, sizeof k->visit.pick_no, "%s", o->order_no);
        k->touched_mono = r->mono;
        panel_frame(&r->panel, r->mono);
        return true;
    }
    return robot_tap(r, "board.row.1");
}

static bool tap_car(Robot *r) {
    return tap_car_at(r, STAGE_IN_WORK);
}

/* The page that was come to without a finger. */
static bool show_page(Robot *r) {
    r->panel.kiosk.touched_mono = r->mono;
    panel_frame(&r->panel, r->mono);
    return true;
}

/* How many findings of a car want an answer; insured: of those that start with one the panel takes a yes to. */
static size_t count_findings(const Robot *r, const char *order_no, bool insured) {
    Arena arena = {0};
    Finding *list;
    size_t n = 0, open = 0;
    bool ok = work_read(r->db, &r->key, &arena, order_no, &list, &n, NULL);
    for (size_t i = 0; ok && i < n; i++) open += finding_is_open(&list[i]);
    if (insured && (!open || finding_needs_advisor(&r->panel.kiosk, &list[0]))) open = 0;
    arena_free(&arena);
    return open;
}

/* The car that phone digits can open with most to decide; insured: of those where who pays is asked. NULL = none. */
static const char *found_car(const Robot *r, bool insured) {
    const Kiosk *k = &r->panel.kiosk;
    const char *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < k->snap.n_board; i++) {
        const Order *o = &k->snap.board[i];
        bool usable = false, matches;
        if (insured && !work_insured(setting_text(k, "work.insured_kinds"), kind_id(o->kind))) continue;
        size_t n = count_findings(r, o->order_no, insured);
        if (n <= most || !orders_phone_opens(r->db, o->order_no, "", &usable, &matches, NULL) || !usable) continue;
        best = o->order_no;
        most = n;
    }
    return best;
}

static bool tap_found_car(Robot *r, bool insured) {
    const char *order_no = found_car(r, insured);
    Kiosk *k = &r->panel.kiosk;
    if (!order_no) return false;
    nav_go(k, SCREEN_UNLOCK);
    snprintf(k->visit.pick_no, sizeof k->visit.pick_no, "%s", order_no);
    return show_page(r);
}

/* A page whose way in depends on what else the car has. */
static bool go_to(Robot *r, ScreenId screen) {
    nav_go(&r->panel.kiosk, screen);
    return show_page(r);
}

static bool go_home(Robot *r) {
    nav_home(&r->panel.kiosk);
    return show_page(r);
}

/* The first car for which `is_for` says so, opened, and the page that belongs to it. */
static const Order *car_for(const Kiosk *k, bool (*is_for)(const Kiosk *k, const Order *o)) {
    for (size_t i = 0; i < k->snap.n_board; i++)
        if (is_for(k, &k->snap.board[i])) return &k->snap.board[i];
    return NULL;
}

static bool open_car_for(Robot *r, bool (*is_for)(const Kiosk *k, const Order *o), ScreenId page) {
    Kiosk *k = &r->panel.kiosk;
    const Order *o = car_for(k, is_for);
    if (!o) return false;
    nav_go(k, SCREEN_UNLOCK);
    kiosk_open_car(k, o->order_no);
    return go_to(r, page);
}

/* Each item that is in sight, one after the other: yes where that is offered, then not today. */
static bool decide(Robot *r) {
    static const char *const first[] = {"finding.%d.yes", "finding.%d.no"}, *const then = "finding.%d.pays.insurer";
    for (int item = 1, made = 0; item <= WORK_ITEMS_MAX; item++) {
        char id[40];
        for (int i = made > 0; i < 2; i++) {
            snprintf(id, sizeof id, i ? first[1] : first[0], item);
            if (!draw_target(&r->panel.list, id)) continue;
            made += robot_tap(r, id);
            break;
        }
        snprintf(id, sizeof id, then, item);
        if (draw_target(&r->panel.list, id)) robot_tap(r, id);
        if (made > 0 && draw_target(&r->panel.list, "findings.next")) robot_tap(r, "findings.next");
    }
    return draw_target(&r->panel.list, "findings.review");
}

/* The first activity, as if the board's large place had shown it. */
static bool tap_activity(Robot *r) {
    Kiosk *k = &r->panel.kiosk;
    if (k->snap.n_activities == 0) return false;
    nav_go(k, SCREEN_ACTIVITY);
    snprintf(k->visit.activity_id, sizeof k->visit.activity_id, "%s", k->snap.activities[0].activity_id);
    k->touched_mono = r->mono;
    panel_frame(&r->panel, r->mono);
    return true;
}

/* A car in service that has something prepaid left; NULL = none. */
static const char *prepaid_order(const Robot *r) {
    const Snapshot *s = &r->panel.kiosk.snap;
    const char *found = NULL;
    for (size_t i = 0; i < s->n_board && !found; i++) {
        Arena arena = {0};
        Uuid car;
        PrepaidSale *sales;
        size_t n = 0;
        if (car_find(r->db, s->board[i].order_no, &car, NULL) && uuid_is_set(&car) &&
            prepaid_sales(r->db, &arena, car.text, &sales, &n, NULL))
            for (size_t j = 0; j < n; j++)
                if (sales[j].state.left > 0) found = s->board[i].order_no;
        arena_free(&arena);
    }
    return found;
}

/* The page of such a car, as if its card on My car had been tapped. */
static bool open_balance(Robot *r) {
    const char *order_no = prepaid_order(r);
    if (!order_no) return false;
    nav_go(&r->panel.kiosk, SCREEN_UNLOCK);
    kiosk_open_car(&r->panel.kiosk, order_no);
    nav_go(&r->panel.kiosk, SCREEN_BALANCE);
    r->panel.kiosk.touched_mono = r->mono;
    panel_frame(&r->panel, r->mono);
    return true;
}

/* The opened car's gifts, wherever My car shows their link. */
static bool tap_gifts(Robot *r) {
    nav_go(&r->panel.kiosk, SCREEN_GIFTS);
    r->panel.kiosk.touched_mono = r->mono;
    panel_frame(&r->panel, r->mono);
    return true;
}

/* In Chinese the last words still wait for their candidate, as they do while somebody types. Where reasons and words
 * are two pages the reasons have no keys. */
static bool type_words(Robot *r) {
    if (draw_target(&r->panel.list, "why.next")) return true;
    const char *keys =
        r->panel.kiosk.lang == LANG_ZH ? "dengpeijian dengle lianggexiaoshi ,meirenlaishuoyisheng" : "waited too long";
    for (; *keys; keys++) {
        char id[24];
        if (*keys == ' ')
            snprintf(id, sizeof id, "key.space");
        else if (*keys == ',')
            snprintf(id, sizeof id, "key.comma");
        else
            snprintf(id, sizeof id, "key.%c", *keys);
        if (!robot_tap(r, id)) return false;
    }
    return true;
}

/* A manager is in, as if the clock had been held and the PIN been right: a picture needs no secret. */
static bool log_in(Robot *r) {
    Kiosk *k = &r->panel.kiosk;
    staff_begin(k);
    StaffSession *s = &k->staff;
    for (size_t i = 0; i < s->n_people && s->who.role != STAFF_MANAGER; i++) s->who = s->people[i];
    if (s->n_people == 0) return false;
    JobResult result = {
        .kind = JOB_STAFF, .key = uuid_new(), .ok = true, .staff = {STAFF_DO_LOGIN, s->who, {{0}, {0}}}};
    s->key = result.key;
    panel_result(&r->panel, &result);
    return show_page(r);
}

static bool choose_name(Robot *r) {
    staff_begin(&r->panel.kiosk);
    return show_page(r);
}

/* A scanner reads the newest coupon that is still good. */
static bool scan_coupon(Robot *r) {
    char code[COUPON_CODE_SIZE];
    if (!coupon_newest(r->db, clock_now(), code, NULL)) return false;
    panel_typed(&r->panel, code, r->mono);
    panel_typed(&r->panel, "\n", r->mono);
    panel_frame(&r->panel, r->mono);
    return true;
}

/* The first car of the list, and the stage after its own. */
static bool choose_car(Robot *r) {
    const Kiosk *k = &r->panel.kiosk;
    char id[TOUCH_ID_MAX];
    if (k->snap.n_board == 0) return false;
    snprintf(id, sizeof id, "car.%s", k->snap.board[0].order_no);
    if (!robot_tap(r, id)) return false;
    return robot_tap(r, k->snap.board[0].stage == STAGE_WASH ? "to.ready" : "to.wash");
}

/* The first of the store's common items; without any one's own words. */
static bool choose_item(Robot *r) {
    if (draw_target(&r->panel.list, "common.1")) return robot_tap(r, "common.1");
    return robot_tap(r, "level.red") && robot_tap(r, "propose.own") && type_words(r) && robot_tap(r, "what.done");
}

/* Answers the store's first own question: two of its options, a mark, or a few letters. */
static bool answer_own(Robot *r) {
    const Kiosk *k = &r->panel.kiosk;
    if (k->screen != SCREEN_OWN) return false;
    const OwnQuestion *q = &k->survey.questions[k->visit.own_at];
    if (q->kind == QUESTION_TEXT) return robot_tap(r, "key.h") && robot_tap(r, "key.a") && robot_tap(r, "key.o");
    if (q->n_options == 0) return robot_tap(r, "own.4");
    char second[QUESTIONNAIRE_ID_SIZE + 8], third[QUESTIONNAIRE_ID_SIZE + 8];
    snprintf(second, sizeof second, "own.%s", q->options[1].id);
    snprintf(third, sizeof third, "own.%s", q->options[q->n_options > 2 ? 2 : 0].id);
    return robot_tap(r, second) && robot_tap(r, third);
}

/* The first car of the list: those that additional work waits on come first. */
static bool choose_found(Robot *r) {
    const DrawList *list = &r->panel.list;
    for (size_t i = 0; i < list->n_targets; i++)
        if (strncmp(list->targets[i].id, "car.", 4) == 0) return robot_tap(r, list->targets[i].id);
    return false;
}

/* The beginning of a plate of the most usual province. */
static bool type_plate(Robot *r) {
    const char *own = r->panel.kiosk.visit.plate_own, *const rest[] = {"A", "1", "B", "2"};
    char id[24];
    snprintf(id, sizeof id, "key.%s", *own ? own : "川");
    bool ok = robot_tap(r, id);
    for (size_t i = 0; ok && i < sizeof rest / sizeof *rest; i++) {
        snprintf(id, sizeof id, "key.%s", rest[i]);
        ok = robot_tap(r, id);
    }
    return ok;
}

static bool wait_idle(Robot *r) {
    r->mono += settings_int(r->panel.kiosk.snap.settings, "visit.idle_seconds") * MS_SECOND + 5000;
    panel_frame(&r->panel, r->mono);
    return true;
}

static bool type_keys(Robot *r, const char *keys) {
    bool ok = true;
    for (; ok && *keys; keys++) ok = robot_tap(r, (char[]){'k', 'e', 'y', '.', *keys, '\0'});
    return ok;
}

/* The first open case of the store, or the first that is closed and not rated yet; false = there is none. */
static bool find_case(const Robot *r, bool closed, Uuid *out) {
    Arena arena = {0};
    Case *list;
    size_t n = 0;
    CaseFilter filter = {.closed = true, .now = clock_now()};
    bool found = false;
    if (cases_read(r->db, &arena, &filter, &list, &n, NULL))
        for (size_t i = 0; i < n && !found; i++) {
            if ((list[i].state == CASE_CLOSED) != closed || (closed && list[i].score)) continue;
            *out = list[i].case_id;
            found = true;
        }
    arena_free(&arena);
    return found;
}

static bool show_case(Robot *r, bool closed) {
    Uuid id;
    if (!find_case(r, closed, &id)) return false;
    case_page_open(&r->panel.kiosk, &id);
    return show_page(r);
}

static bool choose_case(Robot *r) {
    const StaffSession *s = &r->panel.kiosk.staff;
    char id[40];
    if (s->n_cases == 0) return false;
    snprintf(id, sizeof id, "case.%s", s->cases[0].case_no);
    return robot_tap(r, id);
}

/* --- what a step needs of the store --------------------------------------------------------------------------------
 */

static const Kiosk *kiosk_in(const Robot *r) {
    return &r->panel.kiosk;
}

static bool has_wifi(const Robot *r) {
    return *setting_text(kiosk_in(r), "wifi.ssid") != '\0';
}
static bool has_balance(const Robot *r) {
    return prepaid_order(r) != NULL;
}
static bool has_activity(const Robot *r) {
    return kiosk_in(r)->snap.n_activities > 0;
}
static bool has_prices(const Robot *r) {
    return settings_count(kiosk_in(r)->snap.settings, "prices.items") > 0;
}
static bool has_service(const Robot *r) {
    return settings_count(kiosk_in(r)->snap.settings, "service.schedules") > 0;
}
static bool has_renewal(const Robot *r) {
    return car_for(kiosk_in(r), renewal_is_for) != NULL;
}
static bool has_warranty(const Robot *r) {
    return car_for(kiosk_in(r), warranty_is_for) != NULL;
}
static bool asks_in_two(const Robot *r) { /* large and low: else one page has the number and the question */
    return kiosk_in(r)->home_large;
}
static bool has_found_car(const Robot *r) {
    return found_car(r, false) != NULL;
}
static bool has_insured_car(const Robot *r) {
    return found_car(r, true) != NULL;
}
static bool has_menu(const Robot *r) {
    return bar_has_menu(kiosk_in(r));
}
static bool has_cars(const Robot *r) {
    return kiosk_in(r)->snap.n_board > 0;
}
static bool has_seats(const Robot *r) {
    return settings_count(kiosk_in(r)->snap.settings, "bar.seats") > 1;
}
static bool has_own_questions(const Robot *r) {
    return kiosk_in(r)->survey.n_questions > 0;
}
static bool has_changes(const Robot *r) {
    return kiosk_in(r)->snap.n_changes > 0;
}
static bool has_open_case(const Robot *r) {
    Uuid id;
    return find_case(r, false, &id);
}
static bool has_closed_case(const Robot *r) {
    Uuid id;
    return find_case(r, true, &id);
}
static bool has_coupon(const Robot *r) {
    char code[COUPON_CODE_SIZE];
    return r->has_key && coupon_newest(r->db, clock_now(), code, NULL);
}
static bool has_staff(const Robot *r) {
    bool known;
    return !staff_is(r->db, "", STAFF_MANAGER, &known, NULL) && known;
}

static bool any_offer(const Robot *r, bool (*is_for)(const Offer *o)) {
    const Snapshot *s = &kiosk_in(r)->snap;
    for (size_t i = 0; i < s->n_offers; i++)
        if (is_for(&s->offers[i])) return true;
    return false;
}
static bool has_coupon_offer(const Robot *r) {
    return any_offer(r, offer_has_coupon);
}
static bool has_offer_to_show(const Robot *r) {
    return any_offer(r, ask_can_show);
}

/* Additional work on any car in service. */
static bool any_finding(const Robot *r) {
    Arena arena = {0};
    Finding *list;
    size_t n = 0;
    bool any = work_open(r->db, &r->key, &arena, &list, &n, NULL) && n > 0;
    arena_free(&arena);
    return any;
}

/* --- the steps -----------------------------------------------------------------------------------------------------
 */

static bool step_found_car(Robot *r) {
    return tap_found_car(r, false);
}

static bool step_insured_car(Robot *r) {
    return tap_found_car(r, true);
}

static bool step_renewal(Robot *r) {
    return open_car_for(r, renewal_is_for, SCREEN_RENEWAL);
}

static bool step_warranty(Robot *r) {
    return open_car_for(r, warranty_is_for, SCREEN_WARRANTY);
}

static bool step_habits(Robot *r) {
    return go_to(r, SCREEN_HABITS);
}

static bool step_ready_car(Robot *r) {
    return tap_car_at(r, STAGE_READY);
}

static bool step_number(Robot *r) {
    return go_to(r, SCREEN_NUMBER);
}

static bool step_service(Robot *r) {
    return go_to(r, SCREEN_SERVICE);
}

static bool step_prices(Robot *r) {
    return go_to(r, SCREEN_PRICES);
}

static bool step_case_no(Robot *r) {
    return type_keys(r, "26112301");
}

static bool step_case_tail(Robot *r) {
    return type_keys(r, "B2K7");
}

static bool step_case(Robot *r) {
    return show_case(r, false);
}

static bool step_case_closed(Robot *r) {
    return show_case(r, true);
}

static bool step_changes(Robot *r) {
    return r->panel.kiosk.snap.n_changes > 0 && go_to(r, SCREEN_CHANGES);
}

static const struct Step {
    const char *name;
    bool (*go)(Robot *r);          /* NULL: a target of that id is tapped */
    bool (*there)(const Robot *r); /* is what it needs in this store; NULL: always */
} steps[] = {
    {"@car", tap_car, has_cars},
    {"@found-car", step_found_car, has_found_car},
    {"@insured-car", step_insured_car, has_insured_car},
    {"@decide", decide, NULL},
    {"@digits", tap_digits, NULL},
    {"@coupon-offer", tap_coupon_offer, has_coupon_offer},
    {"@board", go_home, NULL},
    {"@show-offer", tap_show_offer, has_offer_to_show},
    {"@activity", tap_activity, has_activity},
    {"@renewal", step_renewal, has_renewal},
    {"@warranty", step_warranty, has_warranty},
    {"@balance", open_balance, has_balance},
    {"@gifts", tap_gifts, NULL},
    {"@words", type_words, NULL},
    {"@plate", type_plate, NULL},
    {"@habits", step_habits, NULL},
    {"@ready-car", step_ready_car, has_cars},
    {"@number", step_number, NULL},
    {"@service", step_service, has_service},
    {"@prices", step_prices, has_prices},
    {"@idle", wait_idle, NULL},
    {"@who", choose_name, NULL},
    {"@staff", log_in, has_staff},
    {"@scan", scan_coupon, has_coupon},
    {"@own", answer_own, has_own_questions},
    {"@stage", choose_car, has_cars},
    {"@work-car", choose_found, has_cars},
    {"@case-no", step_case_no, NULL},
    {"@case-tail", step_case_tail, NULL},
    {"@case", step_case, has_open_case},
    {"@case-closed", step_case_closed, has_closed_case},
    {"@changes", step_changes, has_changes},
    {"@staff-case", choose_case, has_open_case},
    {"@common", choose_item, NULL},
    {"board.wifi", NULL, has_wifi},
    {"recommend.next", NULL, asks_in_two},
    {"bar.more.1", NULL, has_menu},
    {"staff.who.1", NULL, has_staff},
    {"finding.1", NULL, any_finding},
    {"show.seat.2", NULL, has_seats},
};

static const struct Step *step_of(const char *name) {
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strcmp(steps[i].name, name) == 0) return &steps[i];
    return NULL;
}

bool robot_step(Robot *r, const char *name) {
    const struct Step *step = step_of(name);
    if (step && step->go) return step->go(r);
    if (*name == '?') return !draw_target(&r->panel.list, name + 1) || robot_tap(r, name + 1);
    return robot_tap(r, name);
}

bool robot_has(const Robot *r, const char *name) {
    const struct Step *step = step_of(name);
    return !step || !step->there || step->there(r);
}
