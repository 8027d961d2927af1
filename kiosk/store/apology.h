/* An apology for a car that is late (policy "apology"): a coupon by rule, once an order, within a month's budget, with
 * the manager's own words. */
#ifndef LOUNGE_STORE_APOLOGY_H
#define LOUNGE_STORE_APOLOGY_H

#include "tick.h"

/* Late: more than apology.late_minutes past the promise, as the newest export shows it: not ready by then, or ready
 * only after that. refused: late, but the month's budget (by local months, of all that was given) does not hold it. */
bool apology_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err);

#endif
