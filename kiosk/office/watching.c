/* Sleeps on the store's watcher and on signals; nothing polls. */
#include "watching.h"

#include <limits.h>
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

bool vigil_start(Vigil *w, Office *office, DbMode mode, Err *err) {
    sigset_t ends;
    *w = (Vigil){.office = office, .bell = -1, .signals = -1};
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before the watcher's thread starts */
    if (!office_open(office, mode, err)) return false;
    office_mark_demo(office);
    w->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    w->signals = signalfd(-1, &ends, SFD_CLOEXEC);
    if (w->bell < 0 || w->signals < 0)
        return err_set(err, ERR_IO, TXT("no more files can be opened", "无法再打开文件"));
    return watch_start(&w->watch, office->db_path, ring, &w->bell, err);
}

void vigil_stop(Vigil *w) {
    watch_stop(w->watch);
    if (w->bell >= 0) close(w->bell);
    if (w->signals >= 0) close(w->signals);
}

int vigil_sleep(Vigil *w, int fd, Ms timeout) {
    struct pollfd fds[] = {
        {.fd = w->bell, .events = POLLIN}, {.fd = w->signals, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
    uint64_t count;
    int ms = timeout < 0 ? -1 : timeout > INT_MAX ? INT_MAX : (int)timeout;
    if (poll(fds, 3, ms) < 0) return 0; /* EINTR: looked at again */
    int woken = fds[1].revents ? WOKEN_END : 0;
    if (fds[0].revents && read(w->bell, &count, sizeof count) == sizeof count) woken |= WOKEN_COMMIT;
    if (fds[2].revents) woken |= WOKEN_FD;
    return woken;
}

Exit office_watch(Office *office, bool (*tell)(Office *office, void *ctx, Err *err), void *ctx) {
    Err err;
    Vigil w;
    bool good = vigil_start(&w, office, DB_READ, &err) && tell(office, ctx, &err);
    while (good && !ferror(stdout)) {
        int woken = vigil_sleep(&w, -1, -1);
        if (woken & WOKEN_END) break;
        if (woken & WOKEN_COMMIT) good = tell(office, ctx, &err);
    }
    vigil_stop(&w);
    return good ? EXIT_DONE : office_fail(office, &err);
}
