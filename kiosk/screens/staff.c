/* A staff session: beginning, posting, what was answered, what a scanner types, and the end that leaves nothing. */
#include "staff.h"

#include "base/log.h"
#include "staff_parts.h"
#include "store/backups.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* --- beginning and end -------------------------------------------------------------------------------------------- */

void staff_begin(Kiosk *k) {
    Err err = {0};
    kiosk_leave(k);
    k->staff.on = true;
    k->staff.pin.max_chars = STAFF_PIN_DIGITS;
    if (!staff_read(k, &err)) log_err(LOG_ERROR, "staff", &err);
    nav_go(k, SCREEN_STAFF_WHO);
}

void staff_clear(Kiosk *k) {
    arena_free(&k->staff.arena);
    sodium_memzero(&k->staff, sizeof k->staff);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Without the store's key no answer can be trusted: all is asked. */
static bool read_findings(Kiosk *k, Err *err) {
    StaffSession *s = &k->staff;
    CouponKey key = {{0}};
    if (!coupon_key_read(db_path(k->db), &key, err)) log_err(LOG_ERROR, "staff", err);
    bool ok = work_open(k->db, &key, &s->arena, &s->findings, &s->n_findings, err);
    sodium_memzero(&key, sizeof key);
    return ok;
}

/* Managers work all of them, others those that are theirs. */
static bool read_cases(Kiosk *k, Err *err) {
    StaffSession *s = &k->staff;
    CaseFilter filter = {.who = s->who.role == STAFF_MANAGER ? NULL : s->who.name, .now = clock_now()};
    return cases_read(k->db, &s->arena, &filter, &s->cases, &s->n_cases, err);
}

bool staff_read(Kiosk *k, Err *err) {
    StaffSession *s = &k->staff;
    if (!s->on) return true;
    arena_reset(&s->arena);
    s->n_people = s->n_calls = s->n_leads = s->n_bar = s->n_findings = s->n_cases = 0;
    if (!staff_list(k->db, &s->arena, &s->people, &s->n_people, err)) return false;
    if (!s->in) return true;
    return backup_overdue(k->db, k->snap.settings, clock_now(), &s->backup_overdue, &s->backup_never, &s->backup_hours,
                          err) &&
           calls_open(k->db, &s->arena, &s->calls, &s->n_calls, err) &&
           (!staff_may(s->who.role, STAFF_ACT_LEADS) ||
            leads_open(k->db, &s->arena, "", &s->leads, &s->n_leads, err)) &&
           (!staff_may(s->who.role, STAFF_ACT_BAR) ||
            bar_open(k->db, &s->arena, clock_now(), &s->bar, &s->n_bar, err)) &&
           (!staff_may(s->who.role, STAFF_ACT_WORK) || read_findings(k, err)) &&
           (!staff_may(s->who.role, STAFF_ACT_CASES) || read_cases(k, err));
}

/* --- posting and answers ------------------------------------------------------------------------------------------ */

Job staff_job(Kiosk *k, StaffDo what) {
    Job job = {.kind = JOB_STAFF, .key = uuid_new(), .at = clock_now(), .lang = (int)k->lang, .nps = -1};
    job.staff.what = what;
    job.staff.staff_id = k->staff.who.staff_id;
    return job;
}

void staff_post(Kiosk *k, const Job *job) {
    StaffSession *s = &k->staff;
    s->key = job->key;
    s->doing = job->staff.what;
    s->progress = PROGRESS_SAVING;
    s->err = (Err){0};
    s->armed[0] = '\0';
    k->post(k->post_ctx, job);
    k->again = true;
}

/* Back from the staff's page leads out, not to the keypad. */
static void logged_in(Kiosk *k, const Staff *who) {
    StaffSession *s = &k->staff;
    Err err = {0};
    s->in = true;
    s->who = *who;
    s->progress = PROGRESS_NONE;
    if (!staff_read(k, &err)) log_err(LOG_ERROR, "staff", &err);
    k->visit.depth = 0;
    k->screen = SCREEN_BOARD;
    nav_go(k, SCREEN_STAFF);
}

static void done(Kiosk *k, const JobResult *r) {
    StaffSession *s = &k->staff;
    switch (r->staff.what) {
    case STAFF_DO_LOGIN: logged_in(k, &r->staff.who); break;
    case STAFF_DO_FIND_COUPON:
    case STAFF_DO_REDEEM:
    case STAFF_DO_UNDO:
        s->coupon = r->coupon;
        s->has_coupon = true;
        s->undoing = false;
        s->redeemed_now = r->staff.what == STAFF_DO_REDEEM;
        if (r->staff.what == STAFF_DO_FIND_COUPON) staff_use_default(k);
        break;
    case STAFF_DO_STAGE: s->moved = true; break;
    case STAFF_DO_CASE: s->giving = false; break;
    case STAFF_DO_EXPORT: s->exported = r->staff.exported; break;
    case STAFF_DO_WORK_PROPOSE:
    case STAFF_DO_WORK_EDIT: staff_propose_saved(k); break;
    case STAFF_DO_CALL_TAKE:
    case STAFF_DO_CALL_DONE:
    case STAFF_DO_LEAD_TAKE:
    case STAFF_DO_LEAD_DONE:
    case STAFF_DO_BAR_TAKE:
    case STAFF_DO_BAR_DONE:
    case STAFF_DO_BAR_CANCEL:
    case STAFF_DO_WORK_SPOKEN:
    case STAFF_DO_WORK_WITHDRAW: break; /* the commit brings the list up to date */
    }
}

/* An answer to a session that has ended, or to another one's, tells nobody anything. */
void staff_result(Kiosk *k, const JobResult *r) {
    StaffSession *s = &k->staff;
    if (!s->on || strcmp(s->key.text, r->key.text) != 0) return;
    s->progress = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    s->err = r->err;
    if (r->ok) done(k, r);
    Err err = {0};
    if (!staff_read(k, &err)) log_err(LOG_ERROR, "staff", &err);
}

const char *staff_says(Kiosk *k) {
    const StaffSession *s = &k->staff;
    if (s->progress == PROGRESS_SAVING) return w(k, W_SAVING);
    if (s->progress != PROGRESS_FAILED) return "";
    bool in_words = s->err.code == ERR_RULE || s->err.code == ERR_NOT_FOUND || s->err.code == ERR_INPUT;
    return in_words || s->doing == STAFF_DO_EXPORT ? err_text(&s->err, zh(k)) : says_error(k, &s->err);
}

/* --- scanners ------------------------------------------------------------------------------------------------------
 */

bool staff_typed(Kiosk *k, const char *utf8) {
    StaffSession *s = &k->staff;
    if (!s->in || k->screen != SCREEN_STAFF_REDEEM || staff_busy(k) || s->has_coupon) return false;
    field_insert(&s->code, utf8);
    s->progress = PROGRESS_NONE;
    k->again = true;
    return true;
}

bool staff_enter(Kiosk *k) {
    StaffSession *s = &k->staff;
    if (!s->in || k->screen != SCREEN_STAFF_REDEEM || staff_busy(k) || s->has_coupon || !*s->code.text) return false;
    staff_find_coupon(k);
    return true;
}
