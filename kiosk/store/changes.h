/* "You said, we changed": what was corrected because of what customers said, in the staff's words, by month and cause.
 * Append-only; a line that is taken down is another row. */
#ifndef LOUNGE_STORE_CHANGES_H
#define LOUNGE_STORE_CHANGES_H

#include "base/uuid.h"
#include "db.h"

typedef struct Change { /* texts never NULL */
    Uuid change_id;
    const char *month;    /* whose board it stands on: "2026-11" */
    const char *cause;    /* id, see cause_name in cases.h */
    const char *zh, *en;  /* en "" = as the Chinese */
    const char *from_day; /* local day since when it is so */
    const char *by;
    Ms at;
    int said; /* how many complaints of that month name the cause */
} Change;

/* ERR_INPUT: a month, day or cause that is none, no words, or more than 120 characters; ERR_RULE: `by` is no manager
 * of a store that keeps staff. Makes change_id and fills it in. */
bool change_add(Db *db, Change *change, Err *err);
/* By the whole id or an end of it that only one has; ERR_NOT_FOUND, ERR_INPUT, ERR_RULE (taken down already). */
bool change_remove(Db *db, const char *id, const char *by, const char *reason, Ms at, Err *err);
/* Those that stand, of a month ("" = all), newest month first, then what most customers said. */
bool changes_read(Db *db, Arena *arena, const char *month, Change **out, size_t *n, Err *err);
/* The newest month up to that of `now` that has any; "" when there is none. Size 8. */
bool changes_month(Db *db, Ms now, char out[8], Err *err);

typedef struct Cause {
    const char *id;
    int cases, lost;       /* complaints opened in the span that name it; those lost in the end */
    const char *corrected; /* first day of the newest change that stands, up to the span's end; "" = none */
    int before, after;     /* complaints in the 30 days up to that day, and from it up to 30 days on, not past `now` */
    int after_days;        /* so many days of it have passed */
} Cause;
/* Root causes of complaints opened in from <= at < to, most often named first; a complaint may name several. *cases:
 * how many complaints there are. */
bool causes_read(Db *db, Arena *arena, Ms from, Ms to, Ms now, Cause **out, size_t *n, int *cases, Err *err);

#endif
