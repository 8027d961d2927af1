/* Seeing commits at once, without polling: a thread with its own read connection sleeps on inotify of the database's
 * folder. Our writers ring the bell file after COMMIT; for anybody else's commit it asks PRAGMA data_version again
 * after 1, 4, 16 … ms, because the event comes before the commit can be seen. */
#ifndef LOUNGE_STORE_WATCH_H
#define LOUNGE_STORE_WATCH_H

#include "db.h"

typedef struct Watch Watch;

/* changed(ctx) is called on the watcher's thread after each commit by anyone, at least once for several close
 * together. ERR_IO when the folder cannot be watched. */
bool watch_start(Watch **out, const char *db_path, void (*changed)(void *ctx), void *ctx, Err *err);
void watch_stop(Watch *watch); /* joins the thread; NULL is fine */

#endif
