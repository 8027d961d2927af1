/* Replaying a recording: its lines are given to a panel one by one, the clock set to each line's time before. */
#include "replay.h"

#include "dump.h"
#include "writer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BASE_MONO 1000000 /* the monotonic instant of the recording's start */

/* --- jobs ----------------------------------------------------------------------------------------------------------
 */

static void keep_job(void *ctx, const Job *job) {
    Replay *r = ctx;
    if (r->n_jobs == r->cap_jobs) {
        r->cap_jobs = r->cap_jobs ? r->cap_jobs * 2 : 8;
        r->jobs = mem_grow(r->jobs, r->cap_jobs * sizeof *r->jobs);
    }
    r->jobs[r->n_jobs++] = *job;
}

static void went_astray(Replay *r, const Trace *t) {
    if (!r->astray) r->astray = t->line;
}

/* The next job's turn has come: it is done now, or refused as it was. */
static void answer(Replay *r, const Trace *t) {
    if (r->n_answered == r->n_jobs) {
        went_astray(r, t); /* nothing was posted here */
        return;
    }
    const Job *job = &r->jobs[r->n_answered++];
    JobResult result = {.kind = job->kind, .key = job->key, .err = t->err};
    if (t->ok && job->kind == JOB_COUPON && !r->has_key)
        err_set(&result.err, ERR_RULE, TXT("no key", "没有密钥"));
    else if (t->ok)
        job_run(r->db, &r->key, job, &result);
    if (result.ok != t->ok) went_astray(r, t);
    panel_result(&r->panel, &result);
}

/* --- one line ------------------------------------------------------------------------------------------------------
 */

/* The digits that opened it are not in the recording; where they are, it is open by now. */
static void open_row(Replay *r, const Trace *t, Ms mono) {
    Kiosk *k = &r->panel.kiosk;
    if (*k->visit.order_no) return;
    if ((size_t)t->number > k->snap.n_board) {
        went_astray(r, t);
        return;
    }
    kiosk_open_car(k, k->snap.board[t->number - 1].order_no);
    panel_frame(&r->panel, mono);
}

static bool do_trace(Replay *r, const Trace *t, Err *err) {
    Panel *p = &r->panel;
    Ms mono = BASE_MONO + t->at;
    clock_freeze(r->rec->head.start + t->at + t->drift);
    switch (t->kind) {
    case TRACE_FRAME: panel_frame(p, mono); break;
    case TRACE_FINGER: panel_finger(p, t->touch, t->finger, t->x_px, t->y_px, mono); break;
    case TRACE_LET_GO: panel_let_go(p); break;
    case TRACE_CHANGED: panel_changed(p); break;
    case TRACE_RESULT: answer(r, t); break;
    case TRACE_OPENS: open_row(r, t, mono); break;
    case TRACE_SIZE: return panel_resize(p, t->width_px, t->height_px, err);
    case TRACE_KINDS: break;
    }
    return true;
}

/* --- pictures ------------------------------------------------------------------------------------------------------
 */

const char *replay_screen(const Replay *r, char *out, size_t size) {
    static const char *const sheets[] = {
        [SHEET_NONE] = "", [SHEET_CALL] = "+call", [SHEET_MODEL] = "+model", [SHEET_LEAD] = "+lead"};
    const Shown *s = &r->panel.shown;
    snprintf(out, size, "%s%s%s%s", screen_of(s->screen)->id, sheets[s->sheet], s->sent ? "+told" : "",
             s->asking ? "+idle" : "");
    return out;
}

static bool say_screen(Replay *r, Ms at, ReplaySay say, void *ctx, Err *err) {
    char name[48];
    uint64_t hash;
    if (!dump_pixels(&r->panel, &hash, err)) return false;
    say(ctx, at, replay_screen(r, name, sizeof name), hash);
    return true;
}

/* --- all of it -----------------------------------------------------------------------------------------------------
 */

static void begin(Replay *r) {
    const RecordHead *h = &r->rec->head;
    Kiosk *k = &r->panel.kiosk;
    char store[20];
    k->mono = k->board_page_mono = BASE_MONO;
    k->theme = h->theme;
    k->home_large = h->large;
    r->panel.still = true; /* what is compared is what each motion comes to */
    k->post = keep_job;
    k->post_ctx = r;
    record_fingerprint(k, store);
    r->another_store = strcmp(store, h->store) != 0;
    for (int i = 1; i < SCREENS; i++)
        if (strcmp(screen_of((ScreenId)i)->id, h->screen) == 0) nav_go(k, (ScreenId)i);
}

bool replay_open(Replay *r, const Recording *rec, const char *db_path, Err *err) {
    *r = (Replay){.rec = rec};
    clock_freeze(rec->head.start);
    if (!db_open(&r->db, db_path, DB_SCRATCH, err)) return false;
    r->has_key = coupon_key_read(db_path, &r->key, NULL);
    if (!panel_open(&r->panel, r->db, rec->head.width_px, rec->head.height_px, rec->head.lang, err)) {
        db_close(r->db);
        return false;
    }
    begin(r);
    return true;
}

void replay_close(Replay *r) {
    panel_close(&r->panel);
    db_close(r->db);
    free(r->jobs);
}

static bool same_shown(Shown a, Shown b) {
    return a.screen == b.screen && a.sheet == b.sheet && a.sent == b.sent && a.asking == b.asking;
}

bool replay_play(Replay *r, ReplaySay say, void *ctx, Err *err) {
    bool any = false;
    Shown was = {0};
    for (size_t i = 0; i < r->rec->n; i++) {
        const Trace *t = &r->rec->traces[i];
        if (!do_trace(r, t, err)) return false;
        bool drawn = t->kind == TRACE_FRAME || t->kind == TRACE_OPENS;
        if (!say || !drawn || (any && same_shown(was, r->panel.shown))) continue;
        if (!say_screen(r, t->at, say, ctx, err)) return false;
        any = true;
        was = r->panel.shown;
    }
    return true;
}

/* --- the command ---------------------------------------------------------------------------------------------------
 */

static void print_screen(void *ctx, Ms at, const char *screen, uint64_t pixels) {
    (void)ctx;
    printf("%" PRId64 "\t%s\t%016" PRIx64 "\n", at, screen, pixels);
}

static bool finish(Replay *r, const Options *o, Err *err) {
    char name[48];
    uint64_t hash;
    if (!dump_pixels(&r->panel, &hash, err)) return false;
    printf("end\t%s\t%016" PRIx64 "\n", replay_screen(r, name, sizeof name), hash);
    if (o->dump && !dump_panel(&r->panel, o->dump, "replay", o->json_only, err)) return false;
    if (!r->astray) return true;
    return err_set(err, ERR_RULE,
                   TXT("from line %d on it went another way than the recording%s", "从第 %d 行起与录制不一致%s"),
                   r->astray, r->rec->head.text ? "" : " (--record-text)");
}

bool replay_run(const Options *o, Err *err) {
    Recording rec;
    Replay r;
    if (!recording_read(&rec, o->replay, err)) return false;
    bool ok = replay_open(&r, &rec, o->db, err);
    if (ok) {
        if (rec.cut) fprintf(stderr, "lounge-kiosk: %s: the last line is cut off and left out\n", o->replay);
        if (r.another_store)
            fprintf(stderr, "lounge-kiosk: %s was recorded on another store or state: pictures can differ\n",
                    o->replay);
        ok = replay_play(&r, print_screen, NULL, err) && finish(&r, o, err);
        replay_close(&r);
    }
    recording_free(&rec);
    return ok;
}
