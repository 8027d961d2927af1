/* The writer: two threads, each with a queue of jobs; one queue of results out. What customers tap goes by one of them,
 * what takes long (a PIN's hash, a USB stick) by the other, so that nobody's "saved" waits for it. */
#include "writer.h"

#include "base/log.h"
#include "screens/words.h"
#include "staff_jobs.h"
#include "store/bar.h"
#include "store/calls.h"
#include "store/car_facts.h"
#include "store/cases.h"
#include "store/corrections.h"
#include "store/feedback.h"
#include "store/leads.h"
#include "store/renewal.h"
#include "store/tick.h"
#include "store/work.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

typedef struct Item {
    struct Item *next;
    Count *counts; /* not NULL: sums, and no job */
    size_t n_counts;
    bool tick; /* what time alone makes due is to be done, and no job */
    union {
        Job job;
        JobResult result;
    };
} Item;

typedef struct Queue {
    Item *first, **last;
} Queue;

enum { LANE_TAPS, LANE_SLOW, LANES };

typedef struct Lane {
    Writer *writer;
    pthread_t thread;
    pthread_cond_t posted;
    Queue jobs;
    bool started;
} Lane;

struct Writer {
    char *db_path;
    void (*done)(void *ctx);
    void *ctx;
    pthread_mutex_t lock;
    Lane lanes[LANES];
    Queue results;
    bool stopping;
};

static void queue_add(Queue *q, Item *item) {
    item->next = NULL;
    *q->last = item;
    q->last = &item->next;
}

static Item *queue_take(Queue *q) {
    Item *item = q->first;
    if (!item) return NULL;
    q->first = item->next;
    if (!q->first) q->last = &q->first;
    return item;
}

/* --- one job ----------------------------------------------------------------------------------------------------- */

static const char *lang_of(const Job *job) {
    return job->lang == LANG_EN ? "en" : "zh";
}

static bool run_rating(Db *db, const Job *job, Err *err) {
    RatingTap tap = {.rating_id = job->rating_id,
                     .visit_id = job->visit_id,
                     .at = job->at,
                     .lang = lang_of(job),
                     .score = job->score,
                     .order_no = job->order_no,
                     .questionnaire_version = job->questionnaire_version};
    return rating_save_timed(db, &tap, job->face_ms, err);
}

static Answers answers_of(const Job *job) {
    return (Answers){.rating_id = job->rating_id,
                     .complaint_id = job->complaint_id,
                     .voice_id = job->voice_id,
                     .visit_id = job->visit_id,
                     .at = job->at,
                     .lang = lang_of(job),
                     .order_no = job->order_no,
                     .score = job->score,
                     .questionnaire_version = job->questionnaire_version,
                     .reasons = job->reasons,
                     .words = job->words,
                     .factors = job->factors,
                     .marks = job->marks,
                     .n_factors = (size_t)job->n_factors,
                     .nps = job->nps,
                     .phone = job->phone,
                     .consent = job->consent,
                     .purpose = job->purpose};
}

static bool run_answers(Db *db, const Job *job, char case_no[24], Err *err) {
    Answers answers = answers_of(job);
    return answers_save(db, &answers, case_no, err);
}

static bool run_keep(Db *db, const Job *job, Err *err) {
    Answers answers = answers_of(job);
    return answers_keep(db, &answers, job->marks_ms, err);
}

static bool run_own(Db *db, const Job *job, Err *err) {
    OwnAnswer answer = {.visit_id = job->visit_id,
                        .rating_id = job->rating_id,
                        .complaint_id = job->complaint_id,
                        .voice_id = job->key,
                        .question = job->question,
                        .kind = job->question_kind,
                        .value = job->reasons,
                        .words = job->words,
                        .questionnaire_version = job->questionnaire_version,
                        .lang = lang_of(job),
                        .at = job->at};
    return own_answer_save(db, &answer, err);
}

static bool run_coupon(Db *db, const CouponKey *key, const Job *job, Coupon *out, Err *err) {
    CouponAsk ask = {.coupon_id = job->key,
                     .visit_id = job->visit_id,
                     .offer_id = job->offer_id,
                     .order_no = job->order_no,
                     .at = job->at};
    return coupon_issue(db, key, &ask, out, err);
}

static bool run_call(Db *db, const Job *job, Err *err) {
    Call call = {.call_id = job->key,
                 .visit_id = job->visit_id,
                 .kind = job->call_kind,
                 .order_no = job->order_no,
                 .about = job->about,
                 .at = job->at,
                 .by = ""};
    return call_make(db, &call, err);
}

static bool run_lead(Db *db, const Job *job, Err *err) {
    Lead lead = {.lead_id = job->key,
                 .visit_id = job->visit_id,
                 .kind = job->lead_kind,
                 .desk = job->lead_desk,
                 .order_no = job->order_no,
                 .about = job->about,
                 .detail = job->detail,
                 .phone = job->phone,
                 .lang = lang_of(job),
                 .purpose = job->purpose,
                 .at = job->at};
    return lead_make(db, &lead, err);
}

static bool run_car_use(Db *db, const Job *job, Err *err) {
    CarUse use = {.use_id = job->key,
                  .visit_id = job->visit_id,
                  .order_no = job->order_no,
                  .habit = job->habit,
                  .environment = job->environment,
                  .at = job->at};
    return car_use_save(db, &use, err);
}

static bool run_correction(Db *db, const Job *job, Err *err) {
    Correction c = {.correction_id = job->key,
                    .visit_id = job->visit_id,
                    .order_no = job->order_no,
                    .answer = job->answer,
                    .new_phone = job->phone,
                    .lang = lang_of(job),
                    .purpose = job->purpose,
                    .bringer_is_owner = job->bringer_is_owner,
                    .at = job->at};
    return correction_save(db, &c, err);
}

/* The panel showed it: once an order, whoever came first. */
static bool run_renewal_shown(Db *db, const Job *job, Err *err) {
    bool first;
    RenewalOffer offer = {.order_no = job->order_no, .visit_id = job->visit_id, .by = "", .at = job->at};
    return renewal_offer(db, &offer, &first, err);
}

static bool run_work(Db *db, const CouponKey *key, const Job *job, Err *err) {
    WorkAnswer answer = {.order_no = job->order_no,
                         .visit_id = job->visit_id,
                         .lang = lang_of(job),
                         .total = job->total,
                         .finish = job->finish,
                         .items = job->work,
                         .n = (size_t)job->n_work,
                         .call_key = job->call_key,
                         .at = job->at};
    return work_answer(db, key, &answer, err);
}

static bool run_bar(Db *db, const Job *job, Err *err) {
    BarAsk ask = {.bar_order_id = job->key,
                  .visit_id = job->visit_id,
                  .lang = lang_of(job),
                  .seat = job->seat,
                  .items = job->basket,
                  .n = (size_t)job->n_basket,
                  .at = job->at};
    Arena arena = {0};
    BarOrder made;
    bool ok = bar_make(db, &ask, &made, &arena, err);
    arena_free(&arena);
    return ok;
}

void job_run(Db *db, const CouponKey *key, const Job *job, JobResult *out) {
    *out = (JobResult){.kind = job->kind, .key = job->key};
    switch (job->kind) {
    case JOB_RATING: out->ok = run_rating(db, job, &out->err); break;
    case JOB_RATING_UNDO: out->ok = rating_undo(db, job->rating_id, job->at, &out->err); break;
    case JOB_ANSWERS: out->ok = run_answers(db, job, out->case_no, &out->err); break;
    case JOB_KEEP: out->ok = run_keep(db, job, &out->err); break;
    case JOB_OWN: out->ok = run_own(db, job, &out->err); break;
    case JOB_COUPON: out->ok = run_coupon(db, key, job, &out->coupon, &out->err); break;
    case JOB_CALL: out->ok = run_call(db, job, &out->err); break;
    case JOB_RENEWAL_SHOWN: out->ok = run_renewal_shown(db, job, &out->err); break;
    case JOB_LEAD: out->ok = run_lead(db, job, &out->err); break;
    case JOB_STAFF: staff_job_run(db, key, job, out); break;
    case JOB_CORRECTION: out->ok = run_correction(db, job, &out->err); break;
    case JOB_WORK: out->ok = run_work(db, key, job, &out->err); break;
    case JOB_WORK_SEEN:
        out->ok = work_saw(db, &job->work[0].finding_id, job->work[0].version, &job->visit_id, lang_of(job), job->at,
                           &out->err);
        break;
    case JOB_BAR: out->ok = run_bar(db, job, &out->err); break;
    case JOB_BAR_CANCEL: out->ok = bar_cancel(db, &job->key, &job->visit_id, "", job->at, &out->err); break;
    case JOB_CALL_AGAIN: out->ok = call_again(db, &job->key, &job->call_key, job->at, &out->err); break;
    case JOB_CASE_RATE: out->ok = case_rate(db, &job->key, &job->case_id, job->score, job->at, &out->err); break;
    case JOBS: break;
    case JOB_CAR_USE: out->ok = run_car_use(db, job, &out->err); break;
    }
}

/* --- the thread ----------------------------------------------------------------------------------------------------
 */

/* The connection and the coupon key, opened when first needed and tried again with each job while they fail. */
typedef struct Store {
    Db *db;
    CouponKey key;
    bool has_key, tick_failed;
} Store;

static bool store_open(Store *store, const char *db_path, Err *err) {
    return store->db || db_open(&store->db, db_path, DB_WRITE, err);
}

static bool store_key(Store *store, const char *db_path, Err *err) {
    if (!store->has_key) store->has_key = coupon_key_read(db_path, &store->key, err);
    return store->has_key;
}

static bool store_ready(Store *store, const char *db_path, const Job *job, Err *err) {
    bool wants_key =
        job->kind == JOB_COUPON || job->kind == JOB_WORK || (job->kind == JOB_STAFF && staff_wants_key(&job->staff));
    return store_open(store, db_path, err) && (!wants_key || store_key(store, db_path, err));
}

/* Somebody else writing is no failure: the customer sees "saving" until they are done. Each try waits 5 s itself. */
static void run_patiently(Store *store, const char *db_path, const Job *job, JobResult *out) {
    enum { TRIES = 12 };
    for (int i = 0; i < TRIES; i++) {
        *out = (JobResult){.kind = job->kind, .key = job->key};
        if (store_ready(store, db_path, job, &out->err)) job_run(store->db, &store->key, job, out);
        if (out->ok || out->err.code != ERR_BUSY) break;
    }
    bool expected = out->err.code == ERR_RULE || out->err.code == ERR_NOT_FOUND || out->err.code == ERR_INPUT;
    if (!out->ok) log_err(expected ? LOG_INFO : LOG_ERROR, "writer", &out->err);
}

/* Nobody waits for these. */
static void add_counts(Store *store, const char *db_path, const Item *item) {
    Err err = {0};
    if (!store_open(store, db_path, &err) || !counts_add(store->db, item->counts, item->n_counts, &err))
        log_err(LOG_WARN, "writer", &err);
}

/* What fails is told once, not each minute anew. */
static void run_tick(Store *store, const char *db_path) {
    Err err = {0};
    TickDone done[TICK_RULES_MAX];
    size_t n;
    bool ok = store_open(store, db_path, &err) && store_key(store, db_path, &err) &&
              tick_run(store->db, &store->key, clock_now(), done, &n, &err);
    if (!ok && err.code != ERR_BUSY && !store->tick_failed) log_err(LOG_ERROR, "tick", &err);
    store->tick_failed = !ok;
}

static Item *next_job(Lane *lane) {
    Writer *w = lane->writer;
    pthread_mutex_lock(&w->lock);
    while (!lane->jobs.first && !w->stopping) pthread_cond_wait(&lane->posted, &w->lock);
    Item *item = queue_take(&lane->jobs);
    pthread_mutex_unlock(&w->lock);
    return item;
}

/* A job may hold a PIN. */
static void wipe(Item *item) {
    sodium_memzero(item, sizeof *item);
    free(item);
}

static void *writer_main(void *arg) {
    Lane *lane = arg;
    Writer *w = lane->writer;
    Store store = {0};
    for (Item *item; (item = next_job(lane)) != NULL;) {
        if (item->tick) {
            run_tick(&store, w->db_path);
            free(item);
            continue;
        }
        if (item->counts) {
            add_counts(&store, w->db_path, item);
            free(item->counts);
            free(item);
            continue;
        }
        Item *answer = mem_alloc(sizeof *answer);
        run_patiently(&store, w->db_path, &item->job, &answer->result);
        wipe(item);
        pthread_mutex_lock(&w->lock);
        queue_add(&w->results, answer);
        pthread_mutex_unlock(&w->lock);
        w->done(w->ctx);
    }
    db_close(store.db);
    return NULL;
}

Writer *writer_start(const char *db_path, void (*done)(void *ctx), void *ctx) {
    Writer *w = mem_alloc(sizeof *w);
    w->db_path = mem_strdup(db_path);
    w->done = done;
    w->ctx = ctx;
    w->results.last = &w->results.first;
    pthread_mutex_init(&w->lock, NULL);
    bool ok = true;
    for (int i = 0; i < LANES; i++) {
        Lane *lane = &w->lanes[i];
        lane->writer = w;
        lane->jobs.last = &lane->jobs.first;
        pthread_cond_init(&lane->posted, NULL);
        lane->started = ok && pthread_create(&lane->thread, NULL, writer_main, lane) == 0;
        ok = lane->started;
    }
    if (ok) return w;
    writer_stop(w);
    return NULL;
}

static void post(Writer *w, int which, Item *item) {
    Lane *lane = &w->lanes[which];
    pthread_mutex_lock(&w->lock);
    queue_add(&lane->jobs, item);
    pthread_cond_signal(&lane->posted);
    pthread_mutex_unlock(&w->lock);
}

void writer_post(Writer *w, const Job *job) {
    Item *item = mem_alloc(sizeof *item);
    item->job = *job;
    post(w, job->kind == JOB_STAFF && staff_is_slow(&job->staff) ? LANE_SLOW : LANE_TAPS, item);
}

void writer_count(Writer *w, const Count *counts, size_t n) {
    Item *item = mem_alloc(sizeof *item);
    item->counts = mem_alloc(n * sizeof *counts);
    item->n_counts = n;
    memcpy(item->counts, counts, n * sizeof *counts);
    post(w, LANE_TAPS, item);
}

void writer_tick(Writer *w) {
    Item *item = mem_alloc(sizeof *item);
    item->tick = true;
    post(w, LANE_TAPS, item);
}

bool writer_take(Writer *w, JobResult *out) {
    pthread_mutex_lock(&w->lock);
    Item *item = queue_take(&w->results);
    pthread_mutex_unlock(&w->lock);
    if (!item) return false;
    *out = item->result;
    free(item);
    return true;
}

void writer_stop(Writer *w) {
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    for (int i = 0; i < LANES; i++) pthread_cond_signal(&w->lanes[i].posted);
    pthread_mutex_unlock(&w->lock);
    for (int i = 0; i < LANES; i++) {
        if (w->lanes[i].started) pthread_join(w->lanes[i].thread, NULL);
        pthread_cond_destroy(&w->lanes[i].posted);
    }
    for (Item *item; (item = queue_take(&w->results)) != NULL;) free(item);
    pthread_mutex_destroy(&w->lock);
    free(w->db_path);
    free(w);
}
