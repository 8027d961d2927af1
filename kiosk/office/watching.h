/* --watch: a listing that goes on telling what is new until interrupted (lounge calls, lounge leads). */
#ifndef LOUNGE_OFFICE_WATCHING_H
#define LOUNGE_OFFICE_WATCHING_H

#include "base/uuid.h"
#include "office.h"

/* Ids that were told and were still there the last time. Zero-initialised is empty; free(told->ids) at the end. */
typedef struct Told {
    Uuid *ids;
    size_t n;
} Told;
bool told_before(const Told *told, const Uuid *id);
/* From now on it is these n; they are copied. */
void told_now(Told *told, const Uuid *ids, size_t n);

/* Opens the store for reading and calls `tell` at once and after every commit, until SIGINT or SIGTERM, or until it
 * fails or stdout does. */
Exit office_watch(Office *office, bool (*tell)(Office *office, void *ctx, Err *err), void *ctx);

#endif
