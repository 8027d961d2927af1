/* What staff do on the panel, done for them on the writer's threads: allowed or not, then written with its audit. */
#ifndef LOUNGE_APP_STAFF_JOBS_H
#define LOUNGE_APP_STAFF_JOBS_H

#include "screens/job.h"

/* Fills in ok, err and what the act yields. `key` may be empty where no coupon is asked for, see staff_wants_key. */
void staff_job_run(Db *db, const CouponKey *key, const Job *job, JobResult *out);
bool staff_wants_key(const StaffJob *job);
/* Takes long (a PIN's hash, a stick): must not keep customers' taps waiting. */
bool staff_is_slow(const StaffJob *job);

#endif
