/* Dumps: walking to each screen, writing the draw list as JSON and the picture as PNG. */
#include "dump.h"

#include "base/mem.h"
#include "matrix.h"
#include "screens/ask.h"
#include "screens/common.h"
#include "screens/renewal.h"
#include "store/cars.h"
#include "ui/hash.h"
#include "writer.h"

#include <SDL.h>
#include <SDL_image.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* --- the ways
 * ------------------------------------------------------------------------------------------------------------ */

enum { STEPS_MOST = 9 };

static const struct Way {
    const char *screen, *steps[STEPS_MOST]; /* targets; "?…": only where there is one; "@…": more than one tap */
} ways[] = {
    {"board", {NULL}},
    {"pick", {"board.mycar"}},
    {"unlock", {"@car"}},
    {"mycar", {"@car", "@digits"}},
    {"habits", {"@car", "@digits", "@habits", "habits.habit.short", "habits.habit.city"}},
    {"fitting", {"@car", "@digits", "nav.back", "board.offers"}},
    {"fits", {"@car", "@digits", "nav.back", "board.offers", "offer.card.1"}},
    {"offers", {"board.offers"}},
    {"offer", {"board.offers", "@coupon-offer"}},
    {"coupon", {"board.offers", "@coupon-offer", "coupon.take"}},
    {"prepaid", {"board.prepaid"}},
    {"model", {"board.prepaid", "prepaid.car"}},
    {"rate", {"board.rate"}},
    {"why", {"board.rate", "rate.face.2", "why.reason.wait", "@words"}},
    {"factors", {"board.rate", "rate.face.5", "factor.initiation.5", "factor.advisor.4"}},
    {"words", {"board.rate", "rate.face.5", "factors.words", "@words"}},
    {"own", {"board.rate", "rate.face.2", "why.reason.lounge", "?why.next", "why.submit", "@own"}},
    {"recommend", {"board.rate", "rate.face.5", "factors.skip", "recommend.9"}},
    {"contact", {"board.rate", "rate.face.5", "factors.skip", "recommend.9", "recommend.next"}},
    {"thanks", {"board.rate", "rate.face.2", "why.reason.wait", "?why.next", "why.submit", "recommend.skip"}},
    {"wifi", {"board.wifi"}},
    {"activity", {"@activity"}},
    {"plate", {"board.mycar", "pick.plate", "@plate"}},
    {"balance", {"@balance"}},
    {"forcar", {"@car", "@digits", "mycar.all"}},
    {"gifts", {"@car", "@digits", "@gifts"}},
    {"staff_who", {"@who"}},
    {"staff_pin", {"@who", "staff.who.1"}},
    {"staff", {"@staff"}},
    {"staff_redeem", {"@staff", "staff.redeem", "key.7", "key.K"}},
    {"staff_coupon", {"@staff", "staff.redeem", "@scan"}},
    {"staff_calls", {"@staff", "staff.calls"}},
    {"staff_leads", {"@staff", "staff.leads"}},
    {"staff_stage", {"@staff", "staff.stage"}},
    {"staff_car", {"@staff", "staff.stage", "@stage"}},
    {"staff_order", {"@staff", "staff.redeem", "@scan", "staff.order"}},
    {"staff_bar", {"@staff", "staff.bar"}},
    {"staff_work", {"@staff", "staff.work"}},
    {"staff_findings", {"@staff", "staff.work", "@work-car"}},
    {"staff_finding", {"@staff", "staff.work", "@work-car", "finding.1"}},
    {"staff_spoken", {"@staff", "staff.work", "@work-car", "finding.1", "finding.no"}},
    {"staff_propose", {"@staff", "staff.work", "@work-car", "work.add", "@common"}},
    {"staff_what", {"@staff", "staff.work", "@work-car", "work.add", "level.red", "propose.own", "@words"}},
    {"staff_sums", {"@staff", "staff.work", "@work-car", "work.add", "@common", "propose.next", "key.0"}},
    {"staff_export", {"@staff", "staff.export"}},
    {"handover", {"@ready-car", "@digits"}},
    {"number", {"@car", "@digits", "@number"}},
    {"number-new", {"@car", "@digits", "@number", "number.changed", "key.1", "key.9", "key.9"}},
    {"service", {"@ready-car", "@digits", "@service", "service.day.2", "service.slot.1"}},
    {"booking", {"@ready-car", "@digits", "@service", "service.day.2", "service.slot.1", "service.ask"}},
    {"prices", {"@prices"}},
    {"renewal", {"@renewal"}},
    {"warranty", {"@warranty"}},
    {"call", {"@car", "@digits", "nav.call"}},
    {"called", {"@car", "@digits", "nav.call", "call.yes"}},
    {"idle", {"board.offers", "@idle"}},
    {"mycar_found", {"@found-car", "@digits"}},
    {"findings", {"@found-car", "@digits", "mycar.findings"}},
    {"findings_pays", {"@insured-car", "@digits", "mycar.findings", "finding.1.yes"}},
    {"findings_decided", {"@found-car", "@digits", "mycar.findings", "@decide"}},
    {"findings_review", {"@found-car", "@digits", "mycar.findings", "@decide", "findings.review"}},
    {"findings_sent", {"@found-car", "@digits", "mycar.findings", "@decide", "findings.review", "review.send"}},
    {"bar", {"board.bar", "bar.more.1", "bar.more.2"}},
    {"bar_order", {"board.bar", "bar.more.1", "bar.next", "bar.seat.1"}},
    {"ordered", {"board.bar", "bar.more.1", "bar.next", "bar.seat.1", "bar.send", "@board"}},
    {"booked",
     {"@ready-car", "@digits", "@service", "service.day.2", "service.slot.1", "?service.gift", "service.ask",
      "lead.yes", "lead.close"}},
    {"show", {"board.offers", "@show-offer", "offer.show", "show.seat.2"}},
    {"shown", {"board.offers", "@show-offer", "offer.show", "show.seat.2", "show.send"}},
    {"callme", {"board.offers", "@show-offer", "offer.call", "key.1", "key.9", "key.9"}},
    {"callback", {"@car", "@digits", "nav.back", "board.offers", "@show-offer", "offer.call"}},
    {"case", {"board.rate", "rate.case", "@case-no", "case.next", "@case-tail"}},
    {"case_tail", {"board.rate", "rate.case", "@case-no", "case.next", "key.B", "key.2", "key.K"}}, /* its keys */
    {"case_no", {"board.rate", "rate.case", "@case-no"}},
    {"case_state", {"@case"}},
    {"case_closed", {"@case-closed"}},
    {"changes", {"@changes"}},
    {"staff_cases", {"@staff", "staff.cases"}},
    {"staff_case", {"@staff", "staff.cases", "@staff-case"}},
    {"bar_sent", {"board.bar", "bar.more.1", "bar.next", "bar.seat.1", "bar.send"}},
};
enum { WAYS = sizeof ways / sizeof *ways };

const char *const dump_screens[] = {"board",
                                    "pick",
                                    "unlock",
                                    "mycar",
                                    "offers",
                                    "offer",
                                    "coupon",
                                    "prepaid",
                                    "model",
                                    "rate",
                                    "why",
                                    "factors",
                                    "words",
                                    "own",
                                    "recommend",
                                    "contact",
                                    "thanks",
                                    "wifi",
                                    "activity",
                                    "plate",
                                    "forcar",
                                    "balance",
                                    "gifts",
                                    "renewal",
                                    "warranty",
                                    "staff_who",
                                    "staff_pin",
                                    "staff",
                                    "staff_redeem",
                                    "staff_coupon",
                                    "staff_calls",
                                    "staff_leads",
                                    "staff_stage",
                                    "staff_car",
                                    "staff_export",
                                    "staff_order",
                                    "staff_bar",
                                    "staff_work",
                                    "staff_findings",
                                    "staff_finding",
                                    "staff_spoken",
                                    "staff_propose",
                                    "staff_what",
                                    "staff_sums",
                                    "fitting",
                                    "fits",
                                    "habits",
                                    "handover",
                                    "number",
                                    "number-new",
                                    "service",
                                    "booking",
                                    "prices",
                                    "mycar_found",
                                    "findings",
                                    "findings_decided",
                                    "findings_pays",
                                    "findings_review",
                                    "findings_sent",
                                    "bar",
                                    "bar_order",
                                    "bar_sent",
                                    "ordered",
                                    "booked",
                                    "show",
                                    "shown",
                                    "callme",
                                    "callback",
                                    "call",
                                    "called",
                                    "case",
                                    "case_tail",
                                    "case_no",
                                    "case_state",
                                    "case_closed",
                                    "changes",
                                    "staff_cases",
                                    "staff_case",
                                    "idle",
                                    NULL};

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

static bool step(Robot *r, const char *name) {
    if (strcmp(name, "@car") == 0) return tap_car(r);
    if (strcmp(name, "@found-car") == 0) return tap_found_car(r, false);
    if (strcmp(name, "@insured-car") == 0) return tap_found_car(r, true);
    if (strcmp(name, "@decide") == 0) return decide(r);
    if (strcmp(name, "@digits") == 0) return tap_digits(r);
    if (strcmp(name, "@coupon-offer") == 0) return tap_coupon_offer(r);
    if (strcmp(name, "@board") == 0) return go_home(r);
    if (strcmp(name, "@show-offer") == 0) return tap_show_offer(r);
    if (strcmp(name, "@activity") == 0) return tap_activity(r);
    if (strcmp(name, "@renewal") == 0) return open_car_for(r, renewal_is_for, SCREEN_RENEWAL);
    if (strcmp(name, "@warranty") == 0) return open_car_for(r, warranty_is_for, SCREEN_WARRANTY);
    if (strcmp(name, "@balance") == 0) return open_balance(r);
    if (strcmp(name, "@gifts") == 0) return tap_gifts(r);
    if (strcmp(name, "@words") == 0) return type_words(r);
    if (strcmp(name, "@plate") == 0) return type_plate(r);
    if (strcmp(name, "@habits") == 0) return go_to(r, SCREEN_HABITS);
    if (strcmp(name, "@ready-car") == 0) return tap_car_at(r, STAGE_READY);
    if (strcmp(name, "@number") == 0) return go_to(r, SCREEN_NUMBER);
    if (strcmp(name, "@service") == 0) return go_to(r, SCREEN_SERVICE);
    if (strcmp(name, "@prices") == 0) return go_to(r, SCREEN_PRICES);
    if (strcmp(name, "@idle") == 0) return wait_idle(r);
    if (strcmp(name, "@who") == 0) return choose_name(r);
    if (strcmp(name, "@staff") == 0) return log_in(r);
    if (strcmp(name, "@scan") == 0) return scan_coupon(r);
    if (strcmp(name, "@own") == 0) return answer_own(r);
    if (strcmp(name, "@stage") == 0) return choose_car(r);
    if (strcmp(name, "@work-car") == 0) return choose_found(r);
    if (strcmp(name, "@case-no") == 0) return type_keys(r, "26112301");
    if (strcmp(name, "@case-tail") == 0) return type_keys(r, "B2K7");
    if (strcmp(name, "@case") == 0) return show_case(r, false);
    if (strcmp(name, "@case-closed") == 0) return show_case(r, true);
    if (strcmp(name, "@changes") == 0) return r->panel.kiosk.snap.n_changes > 0 && go_to(r, SCREEN_CHANGES);
    if (strcmp(name, "@staff-case") == 0) return choose_case(r);
    if (strcmp(name, "@common") == 0) return choose_item(r);
    if (*name == '?') return !draw_target(&r->panel.list, name + 1) || robot_tap(r, name + 1);
    return robot_tap(r, name);
}

static const struct Way *way_to(const char *screen) {
    for (int i = 0; i < WAYS; i++)
        if (strcmp(ways[i].screen, screen) == 0) return &ways[i];
    return NULL;
}

bool robot_go(Robot *r, const char *screen, Err *err) {
    const struct Way *way = way_to(screen);
    if (!way) return err_set(err, ERR_USAGE, TXT("there is no screen %s", "没有名为 %s 的页面"), screen);
    for (int i = 0; i < STEPS_MOST && way->steps[i]; i++)
        if (!step(r, way->steps[i]))
            return err_set(err, ERR_NOT_FOUND,
                           TXT("screen %s cannot be reached: %s is missing", "无法到达页面 %s：缺少 %s"), screen,
                           way->steps[i]);
    return true;
}

bool robot_knows(const char *screen) {
    return way_to(screen) != NULL;
}

static bool goes_by(const char *screen, const char *name) {
    const struct Way *way = way_to(screen);
    for (int i = 0; way && i < STEPS_MOST && way->steps[i]; i++)
        if (strcmp(way->steps[i], name) == 0) return true;
    return false;
}

static bool has_staff(Db *db) {
    bool known;
    return !staff_is(db, "", STAFF_MANAGER, &known, NULL) && known;
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

bool robot_lacks(const Robot *r, const char *screen) {
    char code[COUPON_CODE_SIZE];
    Uuid id;
    const Snapshot *s = &r->panel.kiosk.snap;
    bool coupons = false, shown = false;
    for (size_t i = 0; i < s->n_offers; i++) {
        coupons = coupons || offer_has_coupon(&s->offers[i]);
        shown = shown || ask_can_show(&s->offers[i]);
    }
    return (goes_by(screen, "board.wifi") && !*setting_text(&r->panel.kiosk, "wifi.ssid")) ||
           (goes_by(screen, "@balance") && !prepaid_order(r)) ||
           (goes_by(screen, "@activity") && s->n_activities == 0) ||
           (goes_by(screen, "@prices") && settings_count(s->settings, "prices.items") == 0) ||
           (goes_by(screen, "@service") && settings_count(s->settings, "service.schedules") == 0) ||
           (goes_by(screen, "@renewal") && !car_for(&r->panel.kiosk, renewal_is_for)) ||
           (goes_by(screen, "@warranty") && !car_for(&r->panel.kiosk, warranty_is_for)) ||
           (goes_by(screen, "recommend.next") && !r->panel.kiosk.home_large) || /* one page with the question */
           (goes_by(screen, "@found-car") && !found_car(r, false)) ||
           (goes_by(screen, "@insured-car") && !found_car(r, true)) ||
           (goes_by(screen, "bar.more.1") && !bar_has_menu(&r->panel.kiosk)) ||
           ((goes_by(screen, "@staff") || goes_by(screen, "staff.who.1")) && !has_staff(r->db)) ||
           (goes_by(screen, "@scan") && (!r->has_key || !coupon_newest(r->db, clock_now(), code, NULL))) ||
           ((goes_by(screen, "@stage") || goes_by(screen, "@work-car")) && s->n_board == 0) ||
           (goes_by(screen, "finding.1") && !any_finding(r)) ||
           ((goes_by(screen, "@car") || goes_by(screen, "@ready-car")) && s->n_board == 0) ||
           (goes_by(screen, "@show-offer") && !shown) ||
           (goes_by(screen, "show.seat.2") && settings_count(s->settings, "bar.seats") < 2) ||
           (goes_by(screen, "@own") && r->panel.kiosk.survey.n_questions == 0) ||
           (goes_by(screen, "@case") && !find_case(r, false, &id)) ||
           (goes_by(screen, "@case-closed") && !find_case(r, true, &id)) ||
           (goes_by(screen, "@staff-case") && !find_case(r, false, &id)) ||
           (goes_by(screen, "@changes") && s->n_changes == 0) || (goes_by(screen, "@coupon-offer") && !coupons);
}

/* --- files
 * ----------------------------------------------------------------------------------------------------------------- */

static json_t *json_rect(Rect r) {
    json_t *a = json_array();
    float v[] = {r.x, r.y, r.w, r.h};
    for (int i = 0; i < 4; i++) json_array_append_new(a, json_real((double)SDL_roundf(v[i] * 100) / 100));
    return a;
}

static json_t *json_color(Color c) {
    char text[16];
    if (c >> 24 == 0xFF)
        snprintf(text, sizeof text, "#%06X", c & 0xFFFFFF);
    else
        snprintf(text, sizeof text, "#%06X%02X", c & 0xFFFFFF, c >> 24);
    return json_string(text);
}

static json_t *json_cmd(const DrawList *list, size_t i) {
    static const char *const kinds[] = {"rect", "text", "picture", "ink"};
    const DrawCmd *c = &list->cmds[i];
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_string(kinds[c->kind]));
    json_object_set_new(o, "rect", json_rect(c->rect));
    if (c->text) json_object_set_new(o, "text", json_string(c->text));
    if (c->kind == DRAW_TEXT) {
        json_object_set_new(o, "px", json_real((double)c->style.px));
        json_object_set_new(o, "fg", json_color(c->style.color));
        json_object_set_new(o, "bg", json_color(draw_ground_of(list, i)));
    } else if (c->kind == DRAW_RECT) {
        json_object_set_new(o, "bg", json_color(c->color));
    }
    return o;
}

static json_t *json_target(const Target *t) {
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_string("target"));
    json_object_set_new(o, "rect", json_rect(t->rect));
    json_object_set_new(o, "target", json_string(t->id));
    json_object_set_new(o, "hit", json_rect(t->hit));
    return o;
}

/* What is scrolled out whole is not on the screen. */
static bool in_sight(const DrawCmd *c) {
    Rect seen = rect_intersect(c->rect, c->clip);
    return seen.w > 0 && seen.h > 0;
}

static bool write_json(const Panel *p, const char *screen, const char *path, Err *err) {
    json_t *items = json_array();
    for (size_t i = 0; i < p->list.n_cmds; i++)
        if (in_sight(&p->list.cmds[i])) json_array_append_new(items, json_cmd(&p->list, i));
    for (size_t i = 0; i < p->list.n_targets; i++) json_array_append_new(items, json_target(&p->list.targets[i]));
    json_t *doc = json_object();
    json_object_set_new(doc, "screen", json_string(screen));
    json_object_set_new(doc, "size", json_pack("[i,i]", p->width_px, p->height_px));
    json_object_set_new(doc, "scale", json_real((double)p->scale));
    json_object_set_new(doc, "items", items);
    bool ok = json_dump_file(doc, path, JSON_COMPACT | JSON_REAL_PRECISION(8)) == 0;
    json_decref(doc);
    return ok || err_set(err, ERR_IO, TXT("cannot write %s: %s", "无法写入 %s：%s"), path, strerror(errno));
}

static bool write_png(Panel *p, const char *path, Err *err) {
    SDL_Surface *s = SDL_CreateRGBSurfaceWithFormat(0, p->width_px, p->height_px, 32, SDL_PIXELFORMAT_RGB888);
    if (!s) return err_set(err, ERR_IO, TXT("no memory for a picture: %s", "图片内存不足：%s"), SDL_GetError());
    Pixels pixels = {s->pixels, s->w, s->h, s->pitch / 4};
    raster_draw(pixels, &p->list, (PixRect){0, 0, s->w, s->h}, p->scale, p->text, p->pics);
    bool ok = IMG_SavePNG(s, path) == 0;
    SDL_FreeSurface(s);
    return ok || err_set(err, ERR_IO, TXT("cannot write %s: %s", "无法写入 %s：%s"), path, SDL_GetError());
}

bool dump_pixels(Panel *p, uint64_t *hash, Err *err) {
    size_t w = (size_t)p->width_px, h = (size_t)p->height_px;
    uint32_t *px = calloc(w * h, sizeof *px);
    if (!px) return err_set(err, ERR_IO, TXT("no memory for a picture", "图片内存不足"));
    raster_draw((Pixels){px, p->width_px, p->height_px, p->width_px}, &p->list,
                (PixRect){0, 0, p->width_px, p->height_px}, p->scale, p->text, p->pics);
    uint64_t sum = hash_mix(hash_mix(HASH_START, w), h);
    for (size_t i = 0; i < w * h; i++) sum = hash_mix(sum, px[i] & 0xFFFFFF);
    free(px);
    *hash = sum;
    return true;
}

static bool make_folder(const char *folder, Err *err) {
    if (mkdir(folder, 0777) == 0 || errno == EEXIST) return true;
    return err_set(err, ERR_IO, TXT("cannot make the folder %s: %s", "无法创建文件夹 %s：%s"), folder, strerror(errno));
}

bool dump_panel(Panel *p, const char *folder, const char *name, bool json_only, Err *err) {
    char path[1024];
    if (!make_folder(folder, err)) return false;
    int n = snprintf(path, sizeof path, "%s/%s.json", folder, name);
    if (n < 0 || (size_t)n >= sizeof path)
        return err_set(err, ERR_USAGE, TXT("the folder's name is too long", "文件夹名太长"));
    if (!write_json(p, name, path, err)) return false;
    snprintf(path, sizeof path, "%s/%s.png", folder, name);
    return json_only || write_png(p, path, err);
}

static bool dump_variant(void *ctx, Panel *panel, const Variant *v, Err *err) {
    const Options *o = ctx;
    return dump_panel(panel, o->dump, v->name, o->json_only, err);
}

static MatrixAsk asked_for(const Options *o) {
    return (MatrixAsk){.screen = o->screen,
                       .width = o->width,
                       .height = o->height,
                       .langs = !o->lang_told        ? LANGS_BOTH
                                : o->lang == LANG_EN ? LANG_ONLY_EN
                                                     : LANG_ONLY_ZH,
                       .theme = o->theme,
                       .text = o->large ? SIZE_ONLY_LARGE : SIZES_BOTH};
}

/* One picture: all that was not said is as it ships. Its theme does not depend on the hour. */
static MatrixAsk one_of(const Options *o) {
    return (MatrixAsk){.screen = o->screen ? o->screen : "board",
                       .width = o->width ? o->width : 1920,
                       .height = o->height ? o->height : 1080,
                       .langs = o->lang == LANG_EN ? LANG_ONLY_EN : LANG_ONLY_ZH,
                       .theme = o->theme == THEME_AUTO ? THEME_DAY : o->theme,
                       .text = o->large ? SIZE_ONLY_LARGE : SIZE_ONLY_PLAIN};
}

bool dump_run(const Options *o, Err *err) {
    if (!make_folder(o->dump, err)) return false;
    MatrixAsk ask = o->all ? asked_for(o) : one_of(o);
    Options copy = *o;
    return matrix_each(o->db, &ask, dump_variant, &copy, err);
}
