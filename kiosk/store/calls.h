/* Calls: a customer asks for the advisor, the manager, the bar or help; staff take and close them. */
#ifndef LOUNGE_STORE_CALLS_H
#define LOUNGE_STORE_CALLS_H

#include "base/uuid.h"
#include "db.h"
#include "tick.h"

typedef struct Call {
    Uuid call_id, visit_id;
    const char *kind;     /* advisor, manager, bar, help */
    const char *order_no; /* "" = none */
    const char *about;    /* "" or what for: "prepaid:five", "offer:ID" */
    Ms at, taken, done;   /* 0 = not yet */
    const char *by;
    Ms asked;               /* last: `at`, or once more */
    int again;              /* how often once more */
    const char *climbed_to; /* a name, or a role's id; "" = nobody */
    /* for staff, from the order: */
    const char *plate, *model, *advisor, *bay; /* "" = none */
} Call;

/* Idempotent by call_id. */
bool call_make(Db *db, const Call *call, Err *err);
/* Open calls, oldest first. */
bool calls_open(Db *db, Arena *arena, Call **out, size_t *n, Err *err);
bool call_find(Db *db, Arena *arena, const char *call_id, Call *out, Err *err); /* a unique prefix or end will do */
/* ERR_NOT_FOUND; ERR_RULE when it is done already (taking twice by the same name is fine). */
bool call_take(Db *db, const char *call_id, const char *by, Ms at, Err *err);
bool call_done(Db *db, const char *call_id, const char *by, Ms at, Err *err);
/* The customer asks once more, for nobody has taken it: a row of its own; when a deadline had passed it climbs to the
 * next of policy case.chain. Idempotent by event_id. ERR_NOT_FOUND; ERR_RULE when it was taken meanwhile. */
bool call_again(Db *db, const Uuid *event_id, const Uuid *call_id, Ms at, Err *err);
/* Calls for the manager that nobody took within case.manager_minutes climb, once each time they were asked. */
bool calls_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err);

#endif
