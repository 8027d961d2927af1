/* The pending call for the manager. */
#include "called.h"

#include "common.h"

#include <stdio.h>
#include <string.h>

static bool is_manager(const char *kind) {
    return strcmp(kind, "manager") == 0;
}

void called_made(Kiosk *k, const Uuid *call_key) {
    const Visit *v = &k->visit;
    if (!v->active || strcmp(call_key->text, v->call_key.text) != 0 || !is_manager(v->call_kind)) return;
    k->called = (Called){.on = true, .call_key = *call_key, .visit_id = v->id, .asked_mono = k->mono};
}

static Ms due_mono(const Kiosk *k) {
    int minutes = setting(k, "case.manager_minutes");
    return minutes ? k->called.asked_mono + minutes * MS_MINUTE : 0;
}

bool called_is_late(const Kiosk *k) {
    const Called *c = &k->called;
    Ms due = due_mono(k);
    return c->on && !c->taken && !c->done && due && k->mono >= due &&
           strcmp(c->call_key.text, k->visit.call_key.text) == 0;
}

bool called_read(Kiosk *k, Err *err) {
    Called *c = &k->called;
    Arena arena = {0};
    Call call;
    Err why = {0};
    if (!c->on) return true;
    bool ok = call_find(k->db, &arena, c->call_key.text, &call, &why);
    if (ok) {
        c->taken = call.taken;
        c->done = call.done;
        snprintf(c->by, sizeof c->by, "%s", call.by);
    }
    arena_free(&arena);
    if (ok || why.code == ERR_NOT_FOUND) return true;
    *err = why;
    return false;
}

bool called_is_pending(const Kiosk *k, const char *kind) {
    const Called *c = &k->called;
    return c->on && !c->done && is_manager(kind) && k->visit.active && strcmp(c->visit_id.text, k->visit.id.text) == 0;
}

void called_show(Kiosk *k, const char *kind) {
    Visit *v = &k->visit;
    Called *c = &k->called;
    if (!called_is_pending(k, kind)) return;
    v->call_key = c->call_key;
    v->call_progress = PROGRESS_SAVED;
    snprintf(v->call_kind, sizeof v->call_kind, "manager");
    v->call_taken = c->taken;
    v->call_done = c->done;
    snprintf(v->call_by, sizeof v->call_by, "%s", c->by);
}

/* Over the visit that called; on the board it begins one, so that it goes by itself. Nobody else is told. */
static bool open_sheet(Kiosk *k) {
    Called *c = &k->called;
    Visit *v = &k->visit;
    bool same = v->active && strcmp(c->visit_id.text, v->id.text) == 0;
    if (k->staff.on || (v->active && !same)) return false;
    if (!same) {
        if (k->screen != SCREEN_BOARD) return false;
        call_sheet(k, "manager", ""); /* begins the visit */
        c->visit_id = v->id;
        k->touched_mono = k->mono;
    }
    v->sheet = SHEET_CALL;
    called_show(k, "manager");
    k->again = true;
    return true;
}

void called_watch(Kiosk *k) {
    Called *c = &k->called;
    if (!c->on || !k->snap.settings) return;
    Ms due = due_mono(k);
    if (c->done) {
        c->on = false;
    } else if (c->taken) {
        if (!c->told_taken && open_sheet(k)) c->told_taken = true;
    } else if (due && k->mono >= due) {
        if (!c->told_late && open_sheet(k)) c->told_late = true;
    } else if (due) {
        ui_wake_at(&k->ui, due);
    }
}

void called_ask_again(Kiosk *k) {
    Called *c = &k->called;
    if (c->again == PROGRESS_SAVING) return;
    c->again_key = uuid_new();
    c->again = PROGRESS_SAVING;
    Job job = job_new(k, JOB_CALL_AGAIN, c->again_key);
    job.call_key = c->call_key;
    k->post(k->post_ctx, &job);
    k->again = true;
}

/* When it was taken meanwhile the commit has told so already. */
void called_again_result(Kiosk *k, const JobResult *r) {
    Called *c = &k->called;
    if (!c->on || strcmp(c->again_key.text, r->key.text) != 0) return;
    c->again = r->ok ? PROGRESS_SAVED : PROGRESS_FAILED;
    if (!r->ok) return;
    c->asked_mono = k->mono;
    c->told_late = false;
}
