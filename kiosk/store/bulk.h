/* Inside store/ only: filling empty tables. Their indexes are put aside and built at the end by sorting, which takes a
 * third of the time of keeping them in order row by row. All inside the caller's transaction: nobody else ever sees
 * the tables without them, and a rollback puts everything back. */
#ifndef LOUNGE_STORE_BULK_H
#define LOUNGE_STORE_BULK_H

#include "db.h"

typedef struct Bulk {
    Arena arena;
    const char **sql; /* what makes the indexes again */
    size_t n;
} Bulk;

/* The indexes of work_order and person. */
bool bulk_begin(Db *db, Bulk *bulk, Err *err);
/* Builds them again; releases bulk in any case. */
bool bulk_end(Db *db, Bulk *bulk, Err *err);
void bulk_release(Bulk *bulk);

#endif
