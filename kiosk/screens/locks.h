/* Wrong tries at something that customers open with what only they know: kept beyond the visit, so that leaving and
 * coming back does not help. Settings visit.unlock_tries and visit.unlock_lock_minutes (domain.md 10). */
#ifndef LOUNGE_SCREENS_LOCKS_H
#define LOUNGE_SCREENS_LOCKS_H

#include "kiosk.h"

/* The lock of a car by its order number ("" counts the tries by order number alone), or of a case by its number. The
 * oldest is reused when all are taken. */
Lock *lock_of(Kiosk *k, const char *key);
bool lock_is_on(Kiosk *k, Lock *l); /* opens it when its time is over */
void lock_wrong(Kiosk *k, Lock *l); /* one more; locks when it is one too many */

#endif
