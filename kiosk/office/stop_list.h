/* The stop list beside backups: whom a restore of an older one must erase again. Kinds and keyed hashes, nothing else.
 */
#ifndef LOUNGE_OFFICE_STOP_LIST_H
#define LOUNGE_OFFICE_STOP_LIST_H

#include "base/err.h"
#include "base/mem.h"

/* Into folder/lounge-STORE.forgotten, 0600, whole or not at all. */
bool stop_list_write(const char *folder, const char *store_id, const char *lines, Err *err);
/* That of the folder in which the backup `beside` lies; empty when there is none. */
bool stop_list_read(const char *beside, const char *store_id, Buf *lines, Err *err);

#endif
