/* Calls: a customer asks for the advisor, the manager, the bar or help; staff take and close them. */
#ifndef LOUNGE_STORE_CALLS_H
#define LOUNGE_STORE_CALLS_H

#include "base/uuid.h"
#include "db.h"

typedef struct Call {
    Uuid call_id, visit_id;
    const char *kind;     /* advisor, manager, bar, help */
    const char *order_no; /* "" = none */
    const char *about;    /* "" or what for: "prepaid:five", "offer:ID" */
    Ms at, taken, done;   /* 0 = not yet */
    const char *by;
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

#endif
