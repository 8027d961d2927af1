/* The writer: a thread that owns the writing connection and does the jobs that taps post, one durable transaction
 * each. The UI never waits for the disk. A busy database is waited for; a refusal comes back as a result. */
#ifndef LOUNGE_APP_WRITER_H
#define LOUNGE_APP_WRITER_H

#include "screens/job.h"
#include "store/counts.h"

typedef struct Writer Writer;

/* done(ctx) is called on the writer's thread whenever a result waits to be taken. The database is opened on that
 * thread, so that starting is instant; when it cannot be, each job fails with why. */
Writer *writer_start(const char *db_path, void (*done)(void *ctx), void *ctx);
void writer_post(Writer *writer, const Job *job); /* copies the job */
/* Sums of what was shown: copied, and added without an answer. What the store refuses is logged and lost. */
void writer_count(Writer *writer, const Count *counts, size_t n);
/* Does what time alone has made due (store/tick.h), once the jobs are done. Without a result: what changes is told by
 * the commit. Call it when the program is awake anyway, at most once a minute. */
void writer_tick(Writer *writer);
bool writer_take(Writer *writer, JobResult *out); /* false: nothing waits */
void writer_stop(Writer *writer);                 /* does all that was posted, then ends; NULL is fine */

/* One job on this connection, at once. */
void job_run(Db *db, const CouponKey *key, const Job *job, JobResult *out);

#endif
