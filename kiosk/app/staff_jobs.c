/* What staff do on the panel: the person is looked up again for each act, for a manager may have locked them since. */
#include "staff_jobs.h"

#include "store/audit.h"
#include "store/bar.h"
#include "store/calls.h"
#include "store/cases.h"
#include "store/leads.h"
#include "store/settings.h"
#include "store/stage_hand.h"
#include "store/work.h"

#include <stdio.h>
#include <string.h>

bool staff_wants_key(const StaffJob *job) {
    return job->what == STAFF_DO_FIND_COUPON || job->what == STAFF_DO_REDEEM || job->what == STAFF_DO_UNDO ||
           job->what == STAFF_DO_WORK_SPOKEN;
}

bool staff_is_slow(const StaffJob *job) {
    return job->what == STAFF_DO_LOGIN || job->what == STAFF_DO_EXPORT;
}

static StaffAct act_of(StaffDo what) {
    switch (what) {
    case STAFF_DO_UNDO: return STAFF_ACT_UNDO;
    case STAFF_DO_CALL_TAKE:
    case STAFF_DO_CALL_DONE: return STAFF_ACT_CALLS;
    case STAFF_DO_LEAD_TAKE:
    case STAFF_DO_LEAD_DONE: return STAFF_ACT_LEADS;
    case STAFF_DO_BAR_TAKE:
    case STAFF_DO_BAR_DONE:
    case STAFF_DO_BAR_CANCEL: return STAFF_ACT_BAR;
    case STAFF_DO_WORK_PROPOSE:
    case STAFF_DO_WORK_EDIT:
    case STAFF_DO_WORK_SPOKEN:
    case STAFF_DO_WORK_WITHDRAW: return STAFF_ACT_WORK;
    case STAFF_DO_STAGE: return STAFF_ACT_STAGE;
    case STAFF_DO_EXPORT: return STAFF_ACT_EXPORT;
    case STAFF_DO_CASE: return STAFF_ACT_CASES;
    case STAFF_DO_LOGIN:
    case STAFF_DO_FIND_COUPON:
    case STAFF_DO_REDEEM: break;
    }
    return STAFF_ACT_REDEEM;
}

static bool write_audit(Db *db, const char *by, const char *what, const char *about, const char *note, Ms at,
                        Err *err) {
    if (!db_begin(db, err)) return false;
    return db_end(db, audit_write(db, by, what, about, note, at, err), err);
}

static bool export_day(Db *db, const char *by, Ms at, DayExport *out, Err *err) {
    Settings *s;
    char stick[STICK_PATH_MAX];
    if (!settings_read(db, &s, err)) return false;
    bool ok = stick_find(db, "/proc/self/mountinfo", settings_text(s, "staff.export_dir"), stick, err) &&
              day_export(db, stick, day_start(at), out, err);
    settings_free(s);
    char day[16];
    return ok && write_audit(db, by, "day.export", day_show(at, day, sizeof day), "", at, err);
}

static bool redeem(Db *db, const CouponKey *key, const Job *job, const char *by, Coupon *out, Err *err) {
    CouponUse use = {.typed = job->staff.code, .by = by, .order_no = job->order_no, .at = job->at};
    return coupon_redeem_on(db, key, &use, out, err);
}

static bool write_work(Db *db, const Job *job, const char *by, Err *err) {
    const StaffJob *s = &job->staff;
    WorkWrite write = WORK_WRITE_NOTHING;
    int item;
    write.level = *s->level ? s->level : NULL;
    write.what = s->texts[STAFF_TEXT_WHAT].zh;
    write.what_en = s->texts[STAFF_TEXT_WHAT].en;
    write.why = s->texts[STAFF_TEXT_WHY].zh;
    write.why_en = s->texts[STAFF_TEXT_WHY].en;
    write.later = s->texts[STAFF_TEXT_LATER].zh;
    write.later_en = s->texts[STAFF_TEXT_LATER].en;
    write.picture = s->picture;
    write.parts = s->parts;
    write.labour = s->labour;
    write.minutes = s->minutes;
    if (s->what == STAFF_DO_WORK_EDIT) return work_edit(db, job->order_no, s->item, &write, by, job->at, err);
    return work_propose(db, &s->row_id, job->order_no, &write, by, job->at, &item, err);
}

static bool work_case(Db *db, const Job *job, const char *by, Err *err) {
    const StaffJob *s = &job->staff;
    CaseDo what = {.act = s->case_act, .by = by, .at = job->at, .to = s->give_to, .outcome = s->reason};
    return case_do(db, &s->row_id, &what, err);
}

static bool do_act(Db *db, const CouponKey *key, const Job *job, const char *by, JobResult *out) {
    const StaffJob *s = &job->staff;
    Err *err = &out->err;
    switch (s->what) {
    case STAFF_DO_FIND_COUPON: return coupon_find(db, key, s->code, &out->coupon, err);
    case STAFF_DO_REDEEM: return redeem(db, key, job, by, &out->coupon, err);
    case STAFF_DO_UNDO: return coupon_undo(db, key, s->code, by, s->reason, job->at, &out->coupon, err);
    case STAFF_DO_CALL_TAKE: return call_take(db, s->row_id.text, by, job->at, err);
    case STAFF_DO_CALL_DONE: return call_done(db, s->row_id.text, by, job->at, err);
    case STAFF_DO_LEAD_TAKE: return lead_take(db, s->row_id.text, by, job->at, err);
    case STAFF_DO_LEAD_DONE: return lead_done(db, s->row_id.text, by, s->reason, "", job->at, err);
    case STAFF_DO_BAR_TAKE: return bar_take(db, s->row_id.text, by, job->at, err);
    case STAFF_DO_BAR_DONE: return bar_done(db, s->row_id.text, by, job->at, err);
    case STAFF_DO_BAR_CANCEL: return bar_cancel(db, &s->row_id, NULL, by, job->at, err);
    case STAFF_DO_WORK_PROPOSE:
    case STAFF_DO_WORK_EDIT: return write_work(db, job, by, err);
    case STAFF_DO_WORK_SPOKEN:
        return work_spoken(db, key, job->order_no, s->item, s->yes, s->pays, by, s->how, job->at, err);
    case STAFF_DO_WORK_WITHDRAW: return work_withdraw(db, job->order_no, s->item, by, job->at, err);
    case STAFF_DO_STAGE: return stage_move(db, job->order_no, s->seen, s->to, by, job->at, err);
    case STAFF_DO_EXPORT: return export_day(db, by, job->at, &out->staff.exported, err);
    case STAFF_DO_CASE: return work_case(db, job, by, err);
    case STAFF_DO_LOGIN: break;
    }
    return staff_login(db, &s->staff_id, s->pin, job->at, &out->staff.who, err);
}

void staff_job_run(Db *db, const CouponKey *key, const Job *job, JobResult *out) {
    Staff who = {0};
    bool login = job->staff.what == STAFF_DO_LOGIN;
    out->staff.what = job->staff.what;
    out->ok = (login || staff_allow(db, &job->staff.staff_id, act_of(job->staff.what), &who, &out->err)) &&
              do_act(db, key, job, who.name, out);
}
