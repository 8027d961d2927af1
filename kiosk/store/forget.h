/* Erasing one person's data, by their phone, a car's plate or an order (domain.md 10): rows of `person` become
 * tombstones, free text is emptied, append-only histories keep their keys only. What is known by a keyed hash on the
 * stop list does not come back by an export of visits before that day, nor by a restored backup. */
#ifndef LOUNGE_STORE_FORGET_H
#define LOUNGE_STORE_FORGET_H

#include "coupons.h"
#include "db.h"

typedef struct ForgetAsk {
    const char *phone, *plate, *order_no; /* one of them, in normal form; the others NULL */
    const char *by;
    Ms at;
    bool dry_run;
} ForgetAsk;

typedef struct ForgetCount {
    const char *what;    /* "table.column", or of what is kept: a word of forget.c */
    const char *en, *zh; /* in words; of what is kept: why too */
    int n;
} ForgetCount;

enum { FORGET_COUNTS_MAX = 24 };
typedef struct ForgetDone {
    int persons, orders; /* rows of people emptied; orders they hang on */
    Ms first;            /* when the oldest of those rows was made: backups since then hold them */
    ForgetCount erased[FORGET_COUNTS_MAX], kept[FORGET_COUNTS_MAX];
    size_t n_erased, n_kept;
    const char **traces; /* byte strings that no page may hold any more; in the arena */
    size_t n_traces;
} ForgetDone;

/* One transaction. ERR_NOT_FOUND: nobody is known by that; ERR_RULE: `by` is no manager of the store's, the car is
 * still here, or something prepaid is left. dry_run: everything is tried, nothing stays. */
bool forget(Db *db, const CouponKey *key, const ForgetAsk *ask, Arena *arena, ForgetDone *out, Err *err);

/* After it: empties the write-ahead log, looks for the traces in every byte of the file and its log, and writes the
 * file anew (VACUUM) when an old page still holds one. *clean: none is left. *busy: a reader kept the log. */
bool forget_settle(Db *db, const ForgetDone *done, bool *clean, bool *busy, bool *rewritten, Err *err);

/* One line of what is held on who is asked for, by table; instants in ms, `value` as it is stored. */
typedef struct HeldRow {
    const char *table, *what, *value;
    Ms at; /* 0 = not said */
} HeldRow;
bool privacy_held(Db *db, const ForgetAsk *ask, Arena *arena, HeldRow **out, size_t *n, Err *err);

/* The stop list as lines "kind hash at_ms", for keeping beside backups. */
bool forgotten_lines(Db *db, Buf *out, Err *err);
/* Takes such lines in and erases again whom they name and who is there from before: after a restore. *n: rows of
 * people emptied. A line that is none is skipped. */
bool forgotten_again(Db *db, const CouponKey *key, const char *lines, Ms at, int *n, Err *err);

/* Writes the file anew, so that no page keeps what was emptied; nobody else has it open. */
bool forgotten_vacuum(Db *db, Err *err);

/* For imports, while rows stand in temp.incoming: leaves the personal fields of forgotten people's earlier visits out.
 * Costs one look while nobody was forgotten. ERR_NOT_FOUND when somebody was and the store's key is missing. */
bool forgotten_left_out(Db *db, Err *err);

/* For lists without visits (customers): whether anybody was forgotten, asked once, and whether this one was and has not
 * come again since. "" = not said. */
bool forgotten_some(Db *db, bool *some, Err *err);
bool forgotten_listed(Db *db, const char *phone, const char *plate, const char *vin, bool *listed, Err *err);

#endif
