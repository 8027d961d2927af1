/* Additional work: what was decided in this visit, its sums and times, sending it, and how a finding is named. */
#include "common.h"

#include <stdio.h>
#include <string.h>

/* --- what is decided ---------------------------------------------------------------------------------------------- */

bool finding_is_open(const Finding *f) {
    return f->choice == WORK_OPEN || f->choice == WORK_TALK;
}

size_t findings_open(const Kiosk *k) {
    size_t n = 0;
    for (size_t i = 0; i < k->car.n_findings; i++) n += finding_is_open(&k->car.findings[i]);
    return n;
}

bool findings_any(const Kiosk *k) {
    return k->car.n_findings > 0;
}

static bool same(const Uuid *a, const Uuid *b) {
    return strcmp(a->text, b->text) == 0;
}

/* Another version is another question: what was decided of the one before is forgotten. */
Deciding *finding_deciding(Kiosk *k, const Finding *f) {
    Deciding *empty = NULL;
    for (int i = 0; i < WORK_ITEMS_MAX; i++) {
        Deciding *d = &k->visit.work.items[i];
        if (!uuid_is_set(&d->finding_id)) {
            if (!empty) empty = d;
        } else if (same(&d->finding_id, &f->finding_id)) {
            if (d->version != f->version) *d = (Deciding){.finding_id = f->finding_id, .version = f->version};
            return d;
        }
    }
    if (empty) *empty = (Deciding){.finding_id = f->finding_id, .version = f->version};
    return empty;
}

bool finding_needs_advisor(const Kiosk *k, const Finding *f) {
    return work_needs_advisor(f->price, settings_int(k->snap.settings, "work.advisor_over_fen"));
}

bool findings_ask_payer(const Kiosk *k) {
    const Order *o = my_order(k);
    return o && work_insured(setting_text(k, "work.insured_kinds"), kind_id(o->kind));
}

/* The estimate's end where it can be trusted, else the advisor's promise. */
static Ms finish_base(const Kiosk *k, const Order *o) {
    Eta eta = order_eta(k, o);
    if (eta.kind == ETA_READY || eta.kind == ETA_LATE || eta.kind == ETA_PARTS) return 0;
    if (eta.kind == ETA_INTERVAL && !board_is_stale(k)) return eta.to;
    return o->promised > clock_now() ? o->promised : 0;
}

/* From the first question to now, or to the last answer: working minutes that the car stood still for it. */
static int waited(const Kiosk *k) {
    Ms from = 0, to = 0;
    for (size_t i = 0; i < k->car.n_findings; i++) {
        const Finding *f = &k->car.findings[i];
        Ms end = finding_is_open(f) ? clock_now() : f->answered;
        if (!from || f->proposed < from) from = f->proposed;
        if (end > to) to = end;
    }
    return work_minutes(settings_hours(k->snap.settings), from, to);
}

Decided findings_decided(Kiosk *k) {
    WorkItem items[64];
    Decided d = {.ready = true};
    size_t n = 0;
    Fen yes = 0;
    bool payer = findings_ask_payer(k), any_yes = false;
    for (size_t i = 0; i < k->car.n_findings && n < 64; i++) {
        const Finding *f = &k->car.findings[i];
        const Deciding *mine = finding_is_open(f) ? finding_deciding(k, f) : NULL;
        WorkChoice choice = mine && mine->choice ? mine->choice : finding_is_open(f) ? WORK_OPEN : f->choice;
        items[n++] = (WorkItem){choice, f->price, f->minutes};
        if (choice == WORK_YES && f->price > 0) yes += f->price;
        if (!mine || !mine->choice) continue;
        d.now++;
        any_yes = any_yes || choice == WORK_YES;
        if (choice == WORK_YES && payer && !mine->pays) d.ready = false;
    }
    const Order *o = my_order(k);
    d.sum = work_sum(o ? o->amount : -1, items, n);
    d.advisor = any_yes && work_needs_advisor(yes, settings_int(k->snap.settings, "work.advisor_over_fen"));
    d.ready = d.ready && d.now > 0;
    d.finish = o ? work_finish(settings_hours(k->snap.settings), finish_base(k, o), d.sum.minutes, waited(k),
                               setting(k, "work.wait_step_minutes"))
                 : 0;
    return d;
}

/* Exactly what stands on the screen, in its language. A second tap, or a retry after a failure, sends the same keys. */
void findings_send(Kiosk *k) {
    WorkVisit *v = &k->visit.work;
    Decided d = findings_decided(k);
    if (!d.ready || d.advisor || v->progress == PROGRESS_SAVING) return;
    Job job = job_new(k, JOB_WORK, v->send_key);
    job.total = d.sum.total;
    job.finish = d.finish;
    v->sent = v->talk = 0;
    for (size_t i = 0; i < k->car.n_findings && job.n_work < WORK_ITEMS_MAX; i++) {
        const Finding *f = &k->car.findings[i];
        Deciding *mine = finding_is_open(f) ? finding_deciding(k, f) : NULL;
        if (!mine || !mine->choice) continue;
        if (!uuid_is_set(&mine->answer_id)) mine->answer_id = uuid_new();
        WorkDecision *out = &job.work[job.n_work++];
        *out = (WorkDecision){mine->answer_id, f->finding_id,
                              f->version,      "",
                              mine->choice,    mine->choice == WORK_YES ? mine->pays : WORK_PAYS_UNSAID};
        memcpy(out->hash, f->hash[zh(k) ? 0 : 1], sizeof out->hash);
        v->sent++;
        v->talk += mine->choice == WORK_TALK;
    }
    job.call_key = v->send_key;
    v->progress = PROGRESS_SAVING;
    k->post(k->post_ctx, &job);
    k->again = true;
}

/* --- words ---------------------------------------------------------------------------------------------------------
 */

const char *finding_what(const Kiosk *k, const Finding *f) {
    return pick(k, f->what, f->what_en);
}

const char *finding_price(Kiosk *k, const Finding *f) {
    return f->price < 0 ? w(k, W_WORK_ASK_PRICE) : show_fen(k, f->price);
}

const char *choice_words(Kiosk *k, WorkChoice choice) {
    switch (choice) {
    case WORK_YES: return w(k, W_WORK_YES);
    case WORK_NO: return w(k, W_WORK_NO);
    case WORK_TALK: return w(k, W_WORK_TALK);
    case WORK_OPEN: break;
    }
    return "";
}

/* Who cannot tell the colours has the shape and the word. */
typedef struct Light {
    const char *icon;
    Word word;
    Color front, back;
} Light;

static Light light_of(const Kiosk *k, WorkLevel level) {
    const Theme *t = k->ui.theme;
    switch (level) {
    case WORK_RED: return (Light){"warning", W_WORK_RED, t->accent, t->accent_soft};
    case WORK_AMBER: return (Light){"clock", W_WORK_AMBER, t->wait, t->wait_soft};
    case WORK_GREEN: return (Light){"info", W_WORK_GREEN, t->go, t->go_soft};
    case WORK_UNSAID: break;
    }
    return (Light){"wrench", W_WORK_UNSAID, t->ink2, t->sunken};
}

float finding_light(Kiosk *k, float x, float y, WorkLevel level) {
    Light l = light_of(k, level);
    return ui_pill(&k->ui, x, y, false, l.icon, w(k, l.word), l.front, l.back);
}

float findings_figures_px(Kiosk *k, const char *const figures[3], float width, float px) {
    for (int i = 0; i < 3; i++)
        while (px > TEXT_MIN && ui_text_width(&k->ui, figures[i], style(px, true, 0, ALIGN_LEFT)) > width) px--;
    return px;
}
