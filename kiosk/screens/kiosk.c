/* The kiosk's state: reading the snapshot, the way between screens, the visit's end, what the writer answered. */
#include "kiosk.h"

#include "answers.h"
#include "base/log.h"
#include "common.h"
#include "fits.h"
#include "habits.h"
#include "rules/mask.h"
#include "store/cars.h"
#include "store/corrections.h"
#include "store/coupons.h"
#include "store/leads.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the snapshot -------------------------------------------------------------------------------------------- */

/* "08:30" -> 510 */
static int minute_of_day(const char *text) {
    int h = 0, m = 0;
    return sscanf(text, "%d:%d", &h, &m) == 2 ? h * 60 + m : 0;
}

static WorkHours read_hours(const Settings *s, Arena *arena) {
    size_t listed = (size_t)settings_count(s, "hours.holidays"), kept = 0;
    Ms *holidays = arena_alloc(arena, (listed + 1) * sizeof *holidays);
    for (size_t i = 0; i < listed; i++)
        if (day_parse(settings_item(s, "hours.holidays", (int)i + 1, "day"), &holidays[kept])) kept++;
    return (WorkHours){.open_minute = minute_of_day(settings_text(s, "hours.open")),
                       .close_minute = minute_of_day(settings_text(s, "hours.close")),
                       .holidays = holidays,
                       .n_holidays = kept};
}

static void past_free(Past *past) {
    eta_free(past->table);
    part_slips_free(past->slips);
    arena_free(&past->arena);
    *past = (Past){0};
}

static bool past_read(Past *past, Db *db, const Settings *s, Err *err) {
    Ms today = day_start(clock_now());
    if (past->day == today) return true;
    past_free(past);
    Arena arena = {0};
    EtaPast *orders;
    size_t n;
    bool ok = orders_past(db, &arena, clock_now() - settings_int(s, "eta.past_days") * MS_DAY, &orders, &n, err);
    ok = ok && parts_slips(db, clock_now() - settings_int(s, "parts.past_days") * MS_DAY, &past->slips, err);
    if (ok) {
        past->hours = read_hours(s, &past->arena);
        past->table = eta_build(orders, n, &past->hours);
        past->day = today;
    }
    arena_free(&arena);
    return ok;
}

static void snapshot_free(Snapshot *snap) {
    settings_free(snap->settings);
    arena_free(&snap->arena);
    *snap = (Snapshot){0};
}

static void note_change(Snapshot *snap, const DayPart *part, Ms now) {
    Ms next = daypart_next(part, now);
    if (next && (!snap->next_change || next < snap->next_change)) snap->next_change = next;
}

/* Those that are on at this hour come first, in their order; the others of today behind them. */
static bool read_offers(Snapshot *snap, Db *db, Ms now, Err *err) {
    Offer *all;
    size_t off = 0;
    if (!offers_read(db, &snap->arena, now, &all, &snap->n_known, err)) return false;
    snap->offers = arena_alloc(&snap->arena, (snap->n_known + 1) * sizeof *snap->offers);
    for (size_t i = 0; i < snap->n_known; i++) {
        if (daypart_is_on(&all[i].part, now))
            snap->offers[snap->n_offers++] = all[i];
        else
            snap->offers[snap->n_known - ++off] = all[i];
        note_change(snap, &all[i].part, now);
    }
    return true;
}

static bool read_activities(Snapshot *snap, Db *db, Ms now, Err *err) {
    enum { DAYS_AHEAD = 14 };
    if (!activities_read(db, &snap->arena, now, DAYS_AHEAD, &snap->activities, &snap->n_activities, err)) return false;
    for (size_t i = 0; i < snap->n_activities; i++) note_change(snap, &snap->activities[i].part, now);
    return true;
}

/* What was changed, by the month that was written last. */
static bool read_changes(Snapshot *snap, Db *db, Ms now, Err *err) {
    char month[8];
    if (!changes_month(db, now, month, err)) return false;
    return !*month || changes_read(db, &snap->arena, month, &snap->changes, &snap->n_changes, err);
}

static bool snapshot_read(Snapshot *snap, Db *db, Err *err) {
    if (!settings_read(db, &snap->settings, err)) return false;
    if (!orders_board(db, &snap->arena, &snap->board, &snap->n_board, &snap->as_of, err)) return false;
    Ms now = clock_now();
    if (!read_offers(snap, db, now, err) || !read_activities(snap, db, now, err)) return false;
    if (!read_changes(snap, db, now, err)) return false;
    if (!models_read(db, &snap->arena, &snap->models, &snap->n_models, err)) return false;
    snap->n_packages = prepaid_packages(snap->settings, snap->packages, sizeof snap->packages / sizeof *snap->packages);
    return true;
}

/* The number on record is kept masked: in full it is read while a finger holds it. */
static bool read_number(Kiosk *k, Err *err) {
    CarDetail *car = &k->car;
    Arena arena = {0};
    OrderPeople people;
    car->number[0] = '\0';
    bool ok = orders_people(k->db, &arena, k->visit.order_no, &people, err);
    if (ok)
        mask_phone(*people.owner_phone ? people.owner_phone : people.bringer_phone, car->number, sizeof car->number);
    arena_free(&arena);
    return ok && correction_answered(k->db, k->visit.order_no, &car->number_answered, err);
}

/* Which extended warranty was asked for: "warranty:one". */
static bool warranty_read_asked(Kiosk *k, Err *err) {
    char about[80];
    Ms at;
    if (!lead_asked(k->db, k->visit.order_no, "warranty", about, sizeof about, &at, err)) return false;
    const char *term = strchr(about, ':');
    snprintf(k->car.warranty_asked, sizeof k->car.warranty_asked, "%.31s", term ? term + 1 : "");
    return true;
}

/* What the car has prepaid; nothing when nothing belongs to it yet. */
static bool read_prepaid(Db *db, CarDetail *car, const char *order_no, Err *err) {
    Uuid id;
    if (!car_find(db, order_no, &id, err)) return false;
    if (!uuid_is_set(&id)) return true;
    return prepaid_sales(db, &car->arena, id.text, &car->prepaid, &car->n_prepaid, err) &&
           prepaid_history(db, &car->arena, id.text, &car->prepaid_log, &car->n_prepaid_log, err);
}

/* What was given to the opened car, or taken with it. */
static bool gifts_read(Kiosk *k, Err *err) {
    CarDetail *car = &k->car;
    Uuid id;
    car->n_gifts = 0;
    if (!car_find(k->db, k->visit.order_no, &id, err)) return false;
    return !uuid_is_set(&id) || coupons_of_car(k->db, &car->arena, &id, clock_now(), &car->gifts, &car->n_gifts, err);
}

/* Additional work, and what was declined before. Without the store's key no answer can be trusted: all is asked. */
static bool work_of_car(Kiosk *k, Err *err) {
    CarDetail *car = &k->car;
    CouponKey key = {{0}};
    Uuid car_id = {0};
    if (!coupon_key_read(db_path(k->db), &key, err)) log_err(LOG_ERROR, "kiosk", err);
    bool ok =
        work_read(k->db, &key, &car->arena, k->visit.order_no, &car->findings, &car->n_findings, err) &&
        car_find(k->db, k->visit.order_no, &car_id, err) &&
        work_declined(k->db, &key, &car->arena, &car_id, k->visit.order_no, &car->declined, &car->n_declined, err);
    sodium_memzero(&key, sizeof key);
    return ok;
}

/* My car, when one is opened: the order, how it moved, what was found. */
static bool car_read(Kiosk *k, Err *err) {
    CarDetail *car = &k->car;
    arena_reset(&car->arena);
    car->found = false;
    car->fits = NULL;
    car->shown = NULL;
    car->n_prepaid = car->n_prepaid_log = 0;
    if (!*k->visit.order_no) return true;
    if (!orders_find(k->db, &car->arena, k->visit.order_no, &car->order, err)) return err->code == ERR_NOT_FOUND;
    if (!orders_history(k->db, &car->arena, k->visit.order_no, &car->history, &car->n_history, err)) return false;
    if (!car_facts_read(k->db, &car->arena, &car->order, clock_now(), &car->facts, err)) return false;
    if (!read_number(k, err) || !last_service(k->db, k->visit.order_no, &car->service, err)) return false;
    if (!inspection_seen(k->db, k->visit.order_no, car->inspection, err)) return false;
    if (!renewal_state(k->db, &car->arena, k->visit.order_no, &car->renewal, err)) return false;
    if (!warranty_read_asked(k, err)) return false;
    if (!read_prepaid(k->db, car, k->visit.order_no, err)) return false;
    if (!gifts_read(k, err)) return false;
    if (!work_of_car(k, err)) return false;
    if (!case_of_car(k->db, k->visit.order_no, &car->case_id, err)) return false;
    car->found = true;
    return true;
}

/* Has staff taken the call that the open sheet shows? */
static bool call_read(Kiosk *k, Err *err) {
    Visit *v = &k->visit;
    if (v->sheet != SHEET_CALL || v->call_progress != PROGRESS_SAVED) return true;
    Arena arena = {0};
    Call call;
    bool ok = call_find(k->db, &arena, v->call_key.text, &call, err);
    if (ok) {
        v->call_taken = call.taken;
        v->call_done = call.done;
        snprintf(v->call_by, sizeof v->call_by, "%s", call.by);
    }
    arena_free(&arena);
    return ok;
}

void kiosk_read_car(Kiosk *k) {
    Err err = {0};
    if (!car_read(k, &err)) log_err(LOG_ERROR, "kiosk", &err);
    ask_read(k);
    fits_refresh(k);
}

/* A new questionnaire holds at once, but whoever is answering finishes with theirs. */
static void survey_refresh(Kiosk *k) {
    if (k->visit.answering || !k->snap.settings) return;
    arena_reset(&k->survey_texts);
    questionnaire_read(k->snap.settings, &k->survey_texts, &k->survey);
}

void kiosk_reload(Kiosk *k) {
    Err err = {0};
    Snapshot fresh = {0};
    bool ok = snapshot_read(&fresh, k->db, &err) && past_read(&k->past, k->db, fresh.settings, &err) &&
              car_read(k, &err) && call_read(k, &err) && called_read(k, &err) && staff_read(k, &err);
    if (!ok) {
        log_err(LOG_ERROR, "kiosk", &err);
        snapshot_free(&fresh);
        k->snap.broken = true;
        k->snap.next_change = 0; /* asked again with the next commit, not in a circle */
        return;
    }
    bar_read(k);
    ask_read(k);
    case_page_read(k);
    news_compare(&k->news, k->snap.board, k->snap.n_board, fresh.board, fresh.n_board);
    snapshot_free(&k->snap);
    k->snap = fresh;
    survey_refresh(k);
    fits_refresh(k);
}

void kiosk_free(Kiosk *k) {
    seen_free(&k->seen);
    typing_close(&k->typing);
    snapshot_free(&k->snap);
    past_free(&k->past);
    arena_free(&k->car.arena);
    staff_clear(k);
    arena_free(&k->bar.arena);
    arena_free(&k->ask.arena);
    arena_free(&k->kase.arena);
    arena_free(&k->survey_texts);
}

/* --- the way between screens ------------------------------------------------------------------------------- */

static const Screen *const screens[SCREENS] = {
    [SCREEN_BOARD] = &screen_board,
    [SCREEN_PICK] = &screen_pick,
    [SCREEN_UNLOCK] = &screen_unlock,
    [SCREEN_MYCAR] = &screen_mycar,
    [SCREEN_OFFERS] = &screen_offers,
    [SCREEN_OFFER] = &screen_offer,
    [SCREEN_COUPON] = &screen_coupon,
    [SCREEN_PREPAID] = &screen_prepaid,
    [SCREEN_RATE] = &screen_rate,
    [SCREEN_WHY] = &screen_why,
    [SCREEN_FACTORS] = &screen_factors,
    [SCREEN_WORDS] = &screen_words,
    [SCREEN_RECOMMEND] = &screen_recommend,
    [SCREEN_CONTACT] = &screen_contact,
    [SCREEN_THANKS] = &screen_thanks,
    [SCREEN_WIFI] = &screen_wifi,
    [SCREEN_ACTIVITY] = &screen_activity,
    [SCREEN_PLATE] = &screen_plate,
    [SCREEN_FORCAR] = &screen_forcar,
    [SCREEN_HABITS] = &screen_habits,
    [SCREEN_GIFTS] = &screen_gifts,
    [SCREEN_STAFF_WHO] = &screen_staff_who,
    [SCREEN_STAFF_PIN] = &screen_staff_pin,
    [SCREEN_STAFF] = &screen_staff,
    [SCREEN_STAFF_REDEEM] = &screen_staff_redeem,
    [SCREEN_STAFF_CALLS] = &screen_staff_calls,
    [SCREEN_STAFF_LEADS] = &screen_staff_leads,
    [SCREEN_STAFF_STAGE] = &screen_staff_stage,
    [SCREEN_STAFF_EXPORT] = &screen_staff_export,
    [SCREEN_STAFF_BAR] = &screen_staff_bar,
    [SCREEN_STAFF_WORK] = &screen_staff_work,
    [SCREEN_STAFF_FINDINGS] = &screen_staff_findings,
    [SCREEN_STAFF_FINDING] = &screen_staff_finding,
    [SCREEN_STAFF_PROPOSE] = &screen_staff_propose,
    [SCREEN_STAFF_WHAT] = &screen_staff_what,
    [SCREEN_STAFF_SUMS] = &screen_staff_sums,
    [SCREEN_STAFF_TEXTS] = &screen_staff_texts,
    [SCREEN_NUMBER] = &screen_number,
    [SCREEN_SERVICE] = &screen_service,
    [SCREEN_PRICES] = &screen_prices,
    [SCREEN_RENEWAL] = &screen_renewal,
    [SCREEN_WARRANTY] = &screen_warranty,
    [SCREEN_BALANCE] = &screen_balance,
    [SCREEN_FINDINGS] = &screen_findings,
    [SCREEN_FINDINGS_REVIEW] = &screen_findings_review,
    [SCREEN_BAR] = &screen_bar,
    [SCREEN_BAR_ORDER] = &screen_bar_order,
    [SCREEN_SHOW] = &screen_show,
    [SCREEN_CALLME] = &screen_callme,
    [SCREEN_OWN] = &screen_own,
    [SCREEN_CASE] = &screen_case,
    [SCREEN_CHANGES] = &screen_changes,
    [SCREEN_STAFF_CASES] = &screen_staff_cases,
    [SCREEN_STAFF_CASE] = &screen_staff_case,
};

const Screen *screen_of(ScreenId id) {
    return screens[id];
}

static void visit_start(Kiosk *k) {
    if (k->visit.active) return;
    k->visit = (Visit){.active = true,
                       .large = k->home_large,
                       .id = uuid_new(),
                       .nps = -1,
                       .code = {.max_chars = 24},
                       .phone = {.max_chars = 11},
                       .plate = {.max_chars = 8}};
}

static void show(Kiosk *k, ScreenId to, NavWay way) {
    if (to == SCREEN_BOARD && k->staff.on) { /* whichever way leads out: nothing stays */
        kiosk_leave(k);
        return;
    }
    k->screen = to;
    k->way = way;
    k->visit.sheet = SHEET_NONE;
    k->again = true;
    if (screens[to]->enter) screens[to]->enter(k);
}

void nav_go(Kiosk *k, ScreenId to) {
    visit_start(k);
    Visit *v = &k->visit;
    if (v->depth == NAV_DEPTH) memmove(v->back, v->back + 1, sizeof v->back - sizeof *v->back), v->depth--;
    v->back[v->depth++] = k->screen;
    show(k, to, WAY_FORWARD);
}

void nav_back(Kiosk *k) {
    Visit *v = &k->visit;
    show(k, v->depth > 0 ? v->back[--v->depth] : SCREEN_BOARD, WAY_BACK);
}

void nav_home(Kiosk *k) {
    k->visit.depth = 0;
    show(k, SCREEN_BOARD, WAY_BACK);
}

void nav_language(Kiosk *k) {
    visit_start(k);
    k->lang = k->lang == LANG_ZH ? LANG_EN : LANG_ZH;
    k->again = true;
}

void nav_large(Kiosk *k) {
    visit_start(k);
    k->visit.large = !k->visit.large;
    k->again = true;
}

void kiosk_leave(Kiosk *k) {
    seen_leave(k);
    memset(&k->visit, 0, sizeof k->visit);
    survey_refresh(k);
    staff_clear(k);
    typing_close(&k->typing);
    arena_free(&k->car.arena);
    k->car = (CarDetail){0};
    arena_free(&k->bar.arena);
    k->bar = (BarDetail){0};
    arena_free(&k->ask.arena);
    k->ask = (AskDetail){0};
    arena_free(&k->kase.arena);
    k->kase = (CaseDetail){0};
    k->lang = k->home_lang;
    k->screen = SCREEN_BOARD;
    k->way = WAY_LEFT;
    k->board_scroll = (Scroll){0};
    k->board_page_mono = k->mono;
    k->again = true;
    touch_cancel(&k->touch);
}

void call_sheet(Kiosk *k, const char *kind, const char *about) {
    visit_start(k);
    Visit *v = &k->visit;
    bool same = (v->sheet == SHEET_CALL && strcmp(v->call_kind, kind) == 0) || called_is_pending(k, kind);
    v->sheet = SHEET_CALL;
    k->again = true;
    if (same) {
        called_show(k, kind);
        return;
    }
    v->call_key = uuid_new();
    v->call_progress = PROGRESS_NONE;
    v->call_taken = v->call_done = 0;
    snprintf(v->call_kind, sizeof v->call_kind, "%s", kind);
    snprintf(v->call_about, sizeof v->call_about, "%s", about);
}

void lead_begin(Kiosk *k, const char *kind, const char *desk, const char *about, const char *detail) {
    visit_start(k);
    Visit *v = &k->visit;
    bool same = strcmp(v->lead_kind, kind) == 0 && strcmp(v->lead_about, about) == 0 &&
                strcmp(v->lead_detail, detail) == 0 && strcmp(v->lead_desk, desk) == 0;
    if (same) return;
    v->lead_key = uuid_new();
    v->lead_progress = PROGRESS_NONE;
    snprintf(v->lead_kind, sizeof v->lead_kind, "%s", kind);
    snprintf(v->lead_desk, sizeof v->lead_desk, "%s", desk);
    snprintf(v->lead_about, sizeof v->lead_about, "%s", about);
    snprintf(v->lead_detail, sizeof v->lead_detail, "%s", detail);
}

void lead_ask(Kiosk *k) {
    k->visit.sheet = SHEET_LEAD;
    k->again = true;
}

void lead_sheet(Kiosk *k, const char *kind, const char *desk, const char *about, const char *detail) {
    lead_begin(k, kind, desk, about, detail);
    lead_ask(k);
}

/* --- what the writer answered --------------------------------------------------------------------------------- */

static bool same_key(Uuid a, Uuid b) {
    return strcmp(a.text, b.text) == 0;
}

static void rating_result(Kiosk *k, const JobResult *r) {
    Visit *v = &k->visit;
    if (--v->rating_pending > 0) return;
    v->rating_progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    v->rating_err = r->err;
}

/* Answers bring their rating along, should its own tap have been refused. */
static void answers_result(Kiosk *k, const JobResult *r) {
    Visit *v = &k->visit;
    if (--v->answers_pending > 0) return;
    v->answers_progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    v->answers_err = r->err;
    if (!r->ok) return;
    if (v->rating_progress == PROGRESS_FAILED && !v->complaining) v->rating_progress = PROGRESS_SAVED;
    if (*r->case_no) snprintf(v->case_no, sizeof v->case_no, "%s", r->case_no);
    if (k->screen == SCREEN_WHY || k->screen == SCREEN_FACTORS || k->screen == SCREEN_WORDS)
        answers_next(k);
    else if (k->screen == SCREEN_RECOMMEND || k->screen == SCREEN_CONTACT)
        nav_go(k, SCREEN_THANKS);
}

static void coupon_result(Kiosk *k, const JobResult *r) {
    Visit *v = &k->visit;
    v->coupon_progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    v->coupon = r->coupon;
    v->coupon_err = r->err;
}

static void number_result(Kiosk *k, const JobResult *r) {
    k->visit.number_progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    k->visit.number_err = r->err;
    kiosk_read_car(k);
}

static void work_result(Kiosk *k, const JobResult *r) {
    k->visit.work.progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    k->visit.work.err = r->err;
    kiosk_read_car(k);
}

static void bar_result(Kiosk *k, const JobResult *r, Progress *progress) {
    *progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    k->visit.bar.err = r->err;
    if (r->ok && r->kind == JOB_BAR) k->visit.bar.n = 0; /* what is chosen from now on is another order */
    bar_read(k);
}

/* What a visit waits for: only while it lasts, and only for what it has asked last. */
static void visit_result(Kiosk *k, const JobResult *r) {
    Visit *v = &k->visit;
    const Uuid keys[JOBS] = {
        [JOB_RATING] = v->rating_id, [JOB_RATING_UNDO] = v->rating_id, [JOB_ANSWERS] = v->voice_id,
        [JOB_COUPON] = v->coupon_id, [JOB_CORRECTION] = v->number_key, [JOB_CALL] = v->call_key,
        [JOB_LEAD] = v->lead_key,    [JOB_CAR_USE] = v->use_id,        [JOB_WORK] = v->work.send_key,
        [JOB_BAR] = v->bar.key,      [JOB_BAR_CANCEL] = r->key};
    if (!v->active || !same_key(r->key, keys[r->kind])) return;
    switch (r->kind) {
    case JOB_RATING:
    case JOB_RATING_UNDO: rating_result(k, r); break;
    case JOB_ANSWERS: answers_result(k, r); break;
    case JOB_COUPON: coupon_result(k, r); break;
    case JOB_CORRECTION: number_result(k, r); break;
    case JOB_CALL: v->call_progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED; break;
    case JOB_LEAD:
        v->lead_progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
        ask_read(k);
        break;
    case JOB_CAR_USE: habits_result(k, r); break;
    case JOB_WORK: work_result(k, r); break;
    case JOB_BAR: bar_result(k, r, &v->bar.progress); break;
    case JOB_BAR_CANCEL: bar_result(k, r, &v->bar.cancel); break;
    default: break; /* nobody waits for it */
    }
}

/* Results of a visit that has ended are saved all the same; only nobody is left to be told. */
void kiosk_result(Kiosk *k, const JobResult *r) {
    k->again = true;
    switch (r->kind) {
    case JOB_STAFF: staff_result(k, r); break;
    case JOB_CALL_AGAIN: called_again_result(k, r); break;
    case JOB_CASE_RATE: case_page_rated(k, r); break;
    default: visit_result(k, r);
    }
    if (r->kind == JOB_CALL && r->ok) called_made(k, &r->key);
}

/* --- how it looks ------------------------------------------------------------------------------------------------
 */

/* Night by the clock: from may be later than to, over midnight. */
static bool is_night(const Kiosk *k) {
    ThemeChoice choice = k->theme;
    const char *set = setting_text(k, "display.theme");
    if (choice == THEME_AUTO && strcmp(set, "auto") != 0) choice = strcmp(set, "night") == 0 ? THEME_NIGHT : THEME_DAY;
    if (choice != THEME_AUTO) return choice == THEME_NIGHT;
    LocalTime t = local_of(clock_now());
    int now = t.hour * 60 + t.minute, from = minute_of_day(setting_text(k, "display.night_from")),
        to = minute_of_day(setting_text(k, "display.night_to"));
    return from <= to ? now >= from && now < to : now >= from || now < to;
}

void kiosk_dress(Kiosk *k) {
    Ui *ui = &k->ui;
    if (!k->snap.settings) return;
    ui->theme = is_night(k) || k->dimmed ? &theme_night : &theme_day;
    ui->large = k->visit.active ? k->visit.large : k->home_large;
    ui->bottom_mm = (float)setting(k, "panel.bottom_mm");
    ui->diagonal_mm = (float)setting(k, "panel.diagonal_mm");
}

/* --- drawing ---------------------------------------------------------------------------------------------------
 */

static void draw_broken(Kiosk *k) {
    Rect r = centered((Rect){0, 0, k->ui.width, k->ui.height}, k->ui.width - 2 * MARGIN, 200);
    ui_paragraph(&k->ui, r, w(k, W_STORE_DOWN), center(style_title(k)), 64);
}

void kiosk_draw(Kiosk *k) {
    called_watch(k);
    seen_begin(k);
    ui_fill(&k->ui, (Rect){0, 0, k->ui.width, k->ui.height}, k->ui.theme->paper, 0);
    if (k->snap.broken || !k->snap.settings) {
        draw_broken(k);
        return;
    }
    typing_begin(&k->typing);
    screens[k->screen]->draw(k);
    typing_end(&k->typing);
    if (k->visit.sheet == SHEET_CALL) sheet_call_draw(k);
    if (k->visit.sheet == SHEET_MODEL) sheet_model_draw(k);
    if (k->visit.sheet == SHEET_LEAD) sheet_lead_draw(k);
}
