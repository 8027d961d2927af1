/* What time alone makes due: each rule of tick.c's table does it once, a row of tick_act for each act done. Run by
 * `lounge tick` and, at most once a minute, by the kiosk's writer. */
#ifndef LOUNGE_STORE_TICK_H
#define LOUNGE_STORE_TICK_H

#include "coupons.h"
#include "settings.h"

typedef struct TickDone {
    const char *what; /* "apology", "case", "call" */
    int done;
    int refused; /* due, but a limit of the store stands against it */
} TickDone;

enum { TICK_RULES_MAX = 16 };

/* Does what is due at `now`, each rule in one transaction of its own; a rule with nothing due writes nothing (the
 * daily ones note that their day is done).
 * `out` has an entry a rule. */
bool tick_run(Db *db, const CouponKey *key, Ms now, TickDone out[TICK_RULES_MAX], size_t *n, Err *err);

/* For the rules, inside their transaction: notes the act; *fresh is false when it was done before. */
bool tick_act(Db *db, const char *what, const char *about, Ms at, bool *fresh, Err *err);

typedef bool (*TickRule)(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err);

#endif
