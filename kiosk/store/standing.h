/* How many things stand open at an instant: what everybody in the store should know. Counts only. */
#ifndef LOUNGE_STORE_STANDING_H
#define LOUNGE_STORE_STANDING_H

#include "db.h"

typedef struct Standing {
    int64_t cases, cases_late; /* complaints not closed; of these past the deadline of their next step */
    int64_t leads;             /* nobody has done them yet */
    int64_t calls;             /* not done */
} Standing;
bool standing_read(Db *db, Ms at, Standing *out, Err *err);

#endif
