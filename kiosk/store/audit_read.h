/* The audit, read: who did what and when, oldest first. */
#ifndef LOUNGE_STORE_AUDIT_READ_H
#define LOUNGE_STORE_AUDIT_READ_H

#include "db.h"

typedef struct AuditAsk {
    Ms from, to;      /* to: exclusive */
    const char *by;   /* "" = anybody */
    const char *what; /* "" = anything; "coupon" is also "coupon.redeem" */
} AuditAsk;

typedef struct AuditRow { /* texts until the next row */
    const char *by, *what, *about, *note;
    Ms at;
    const char
        *named; /* what `about` is the key of, as staff know it: a coupon's code, an order, a name; "" = nothing */
} AuditRow;

/* Return false to stop. */
bool audit_each(Db *db, const AuditAsk *ask, bool (*row)(void *ctx, const AuditRow *row), void *ctx, Err *err);

#endif
