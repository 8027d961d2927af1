/* Later: a short array of jobs in the order they were asked for, under one lock. */
#include "later.h"

#include "base/mem.h"

#include <SDL.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct Job {
    LaterJob job;
    enum { ASKED, IN_HAND, DONE } state;
} Job;

struct Later {
    void *(*work)(const void *ask);
    void (*ready)(void *ctx);
    void *ctx;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t asked;
    Job jobs[LATER_MAX];
    size_t n;
    bool stop;
};

static Job *first_in(Later *later, int state) {
    for (size_t i = 0; i < later->n; i++)
        if ((int)later->jobs[i].state == state) return &later->jobs[i];
    return NULL;
}

/* Does one job without the lock. Others may have moved it in the array meanwhile. */
static void do_one(Later *later, Job *job) {
    const void *ask = job->job.ask;
    job->state = IN_HAND;
    pthread_mutex_unlock(&later->lock);
    void *made = later->work(ask);
    pthread_mutex_lock(&later->lock);
    job = first_in(later, IN_HAND);
    job->job.made = made;
    job->state = DONE;
}

static void *run(void *arg) {
    Later *later = arg;
    pthread_mutex_lock(&later->lock);
    while (!later->stop) {
        Job *job = first_in(later, ASKED);
        if (!job) {
            pthread_cond_wait(&later->asked, &later->lock);
            continue;
        }
        do_one(later, job);
        pthread_mutex_unlock(&later->lock);
        later->ready(later->ctx);
        pthread_mutex_lock(&later->lock);
    }
    pthread_mutex_unlock(&later->lock);
    SDL_TLSCleanup(); /* what SDL keeps for a thread that is not its own, should the work have used it */
    return NULL;
}

Later *later_start(void *(*work)(const void *ask), void (*ready)(void *ctx), void *ctx) {
    Later *later = mem_alloc(sizeof *later);
    *later = (Later){.work = work, .ready = ready, .ctx = ctx};
    pthread_mutex_init(&later->lock, NULL);
    pthread_cond_init(&later->asked, NULL);
    if (pthread_create(&later->thread, NULL, run, later) == 0) return later;
    free(later);
    return NULL;
}

bool later_has(Later *later, uint64_t key) {
    bool has = false;
    pthread_mutex_lock(&later->lock);
    for (size_t i = 0; i < later->n; i++) has = has || later->jobs[i].job.key == key;
    pthread_mutex_unlock(&later->lock);
    return has;
}

bool later_ask(Later *later, uint64_t key, void *ask) {
    pthread_mutex_lock(&later->lock);
    bool room = later->n < LATER_MAX;
    if (room) later->jobs[later->n++] = (Job){.job = {.key = key, .ask = ask}, .state = ASKED};
    pthread_cond_signal(&later->asked);
    pthread_mutex_unlock(&later->lock);
    return room;
}

bool later_take(Later *later, LaterJob *out) {
    pthread_mutex_lock(&later->lock);
    Job *job = first_in(later, DONE);
    if (job) {
        size_t at = (size_t)(job - later->jobs);
        *out = job->job;
        memmove(job, job + 1, (--later->n - at) * sizeof *job);
    }
    pthread_mutex_unlock(&later->lock);
    return job != NULL;
}

void later_stop(Later *later, void (*drop)(LaterJob job)) {
    if (!later) return;
    pthread_mutex_lock(&later->lock);
    later->stop = true;
    pthread_cond_signal(&later->asked);
    pthread_mutex_unlock(&later->lock);
    pthread_join(later->thread, NULL);
    for (size_t i = 0; i < later->n; i++) drop(later->jobs[i].job);
    pthread_cond_destroy(&later->asked);
    pthread_mutex_destroy(&later->lock);
    free(later);
}
