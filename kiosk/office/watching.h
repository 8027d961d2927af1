/* --watch: what goes on telling until interrupted (lounge calls --watch, lounge watch). Sleeps; nothing polls. */
#ifndef LOUNGE_OFFICE_WATCHING_H
#define LOUNGE_OFFICE_WATCHING_H

#include "base/uuid.h"
#include "office.h"
#include "store/watch.h"

/* Ids that were told and were still there the last time. Zero-initialised is empty; free(told->ids) at the end. */
typedef struct Told {
    Uuid *ids;
    size_t n;
} Told;
bool told_before(const Told *told, const Uuid *id);
/* From now on it is these n; they are copied. */
void told_now(Told *told, const Uuid *ids, size_t n);

typedef struct Vigil {
    Office *office;
    Watch *watch;
    int bell, signals;
} Vigil;

/* Opens the store and wakes from now on at commits, at SIGINT and SIGTERM (which no longer end the process by
 * themselves). The error is told by the caller; stop is safe after a failure too. */
bool vigil_start(Vigil *w, Office *office, DbMode mode, Err *err);
void vigil_stop(Vigil *w);

enum { WOKEN_END = 1, WOKEN_COMMIT = 2, WOKEN_FD = 4 };
/* Sleeps until one of these, or `timeout` ms (below 0: for ever), then 0. `fd`: another thing to wait for, −1 none. */
int vigil_sleep(Vigil *w, int fd, Ms timeout);

/* Opens the store for reading and calls `tell` at once and after every commit, until SIGINT or SIGTERM, or until it
 * fails or stdout does. */
Exit office_watch(Office *office, bool (*tell)(Office *office, void *ctx, Err *err), void *ctx);

#endif
