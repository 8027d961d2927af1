/* Locks by key, as many as fit. */
#include "locks.h"

#include "common.h"

#include <stdio.h>
#include <string.h>

Lock *lock_of(Kiosk *k, const char *key) {
    Lock *oldest = &k->locks[0];
    for (int i = 0; i < LOCKS; i++) {
        Lock *l = &k->locks[i];
        if (l->wrong && strcmp(l->order_no, key) == 0) return l;
        if (!l->wrong || (oldest->wrong && l->until < oldest->until)) oldest = l;
    }
    *oldest = (Lock){0};
    snprintf(oldest->order_no, sizeof oldest->order_no, "%s", key);
    return oldest;
}

bool lock_is_on(Kiosk *k, Lock *l) {
    if (l->until && k->mono >= l->until) *l = (Lock){0};
    return l->until != 0;
}

void lock_wrong(Kiosk *k, Lock *l) {
    l->wrong++;
    if (l->wrong >= setting(k, "visit.unlock_tries"))
        l->until = k->mono + setting(k, "visit.unlock_lock_minutes") * MS_MINUTE;
}
