/* Inside store/ only: the journal behind prepaid.h. A sale is read with its state by now; an entry is written with its
 * lines, checked first in words. All inside the caller's transaction. */
#ifndef LOUNGE_STORE_PREPAID_JOURNAL_H
#define LOUNGE_STORE_PREPAID_JOURNAL_H

#include "prepaid.h"
#include "sql.h"

typedef struct Posting {
    Uuid entry_id;
    const char *sale_id, *kind, *grade, *order_no, *month, *undoes, *by, *manager, *reason;
    int turn;
    Ms at;
} Posting;

/* Refuses what does not balance or would take the state below zero; *no is its number. */
bool journal_post(Db *db, const Posting *posting, const BookEntry *entry, BookState *state, int64_t *no, Err *err);
/* The sale's row and those of its services, as they are frozen. */
bool journal_put_sale(Db *db, const PrepaidSale *sale, Err *err);
/* The last moment of the local day so many months later. */
Ms journal_last_moment(Ms at, int months);
/* The sale of this id with its state; ERR_NOT_FOUND. */
bool journal_sale(Db *db, Arena *arena, const char *sale_id, PrepaidSale *out, Err *err);
/* Fills in sale->state and returned from the journal. */
bool journal_state(Db *db, PrepaidSale *sale, Err *err);
/* The entry of this id; *there = false when there is none. */
bool journal_entry(Db *db, Arena *arena, const char *entry_id, PrepaidEntry *out, bool *there, Err *err);
/* Books the month ends that are due before `at`. Refuses an instant in a month that is closed, and one that would close
 * two or more at once while the newest export is from before the last of them: the clock may be wrong. */
bool journal_open_month(Db *db, Ms at, Err *err);

#endif
