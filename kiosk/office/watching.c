/* Sleeps on the store's watcher and on signals; nothing polls. */
#include "watching.h"

#include "store/watch.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

bool told_before(const Told *told, const Uuid *id) {
    for (size_t i = 0; i < told->n; i++)
        if (strcmp(told->ids[i].text, id->text) == 0) return true;
    return false;
}

void told_now(Told *told, const Uuid *ids, size_t n) {
    Uuid *copy = mem_alloc((n + 1) * sizeof *copy);
    if (n) memcpy(copy, ids, n * sizeof *copy);
    free(told->ids);
    *told = (Told){copy, n};
}

static void ring(void *ctx) {
    uint64_t one = 1;
    if (write(*(int *)ctx, &one, sizeof one) < 0) return; /* full: it is ringing already */
}

/* Sleeps until a commit (true) or a signal that ends us. */
static bool next_commit(int bell, int signals) {
    struct pollfd fds[] = {{.fd = bell, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
    uint64_t count;
    while (poll(fds, 2, -1) < 0) {
    }
    return !fds[1].revents && read(bell, &count, sizeof count) == sizeof count;
}

typedef struct Teller {
    Office *office;
    bool (*tell)(Office *office, void *ctx, Err *err);
    void *ctx;
} Teller;

static bool watch(const Teller *t, int bell, int signals, Err *err) {
    Watch *watch;
    if (!watch_start(&watch, t->office->db_path, ring, &bell, err)) return false;
    bool good;
    do good = t->tell(t->office, t->ctx, err);
    while (good && !ferror(stdout) && next_commit(bell, signals));
    watch_stop(watch);
    return good;
}

Exit office_watch(Office *office, bool (*tell)(Office *office, void *ctx, Err *err), void *ctx) {
    Err err;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before the watcher's thread starts */
    if (!office_open(office, DB_READ, &err)) return office_fail(office, &err);
    office_mark_demo(office);
    int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), signals = signalfd(-1, &ends, SFD_CLOEXEC);
    Teller teller = {office, tell, ctx};
    bool good = bell >= 0 && signals >= 0;
    if (!good) err_set(&err, ERR_IO, TXT("no more files can be opened", "无法再打开文件"));
    good = good && watch(&teller, bell, signals, &err);
    if (bell >= 0) close(bell);
    if (signals >= 0) close(signals);
    return good ? EXIT_DONE : office_fail(office, &err);
}
