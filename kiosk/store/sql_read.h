/* One SELECT of a clerk's own, over a connection that can do nothing else: the file is opened read-only, query_only is
 * on, and an authorizer allows reading alone (no ATTACH, no PRAGMA that sets anything, no PIN's hash, customers' own
 * words only where they are asked for). It ends when it is told to, after its time, and at its limits of memory. */
#ifndef LOUNGE_STORE_SQL_READ_H
#define LOUNGE_STORE_SQL_READ_H

#include "db.h"

#include <signal.h>

typedef struct SqlValue { /* until the next row */
    enum { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BLOB } type;
    int64_t integer;
    double real;
    const char *text; /* of an integer, a real and a text; of a blob its bytes in hex */
} SqlValue;

typedef struct SqlReader {
    void *ctx;
    bool (*head)(void *ctx, int n, const char *const *names); /* false: stop, with nothing wrong */
    bool (*row)(void *ctx, int n, const SqlValue *values);
    const volatile sig_atomic_t *stop; /* set by a signal; NULL = none */
    int seconds;                       /* at most so long */
    bool own_words;                    /* also what customers wrote themselves; else NULL stands there … */
    bool *left_out;                    /* … and this is set when the statement asked for it; NULL = not wanted */
} SqlReader;

/* ERR_RULE: it is no reading, or more than one statement. ERR_INPUT: SQLite does not understand it, in its own words.
 * ERR_BUSY: stopped, or its time was over. */
bool sql_read(const char *path, const char *sql, const SqlReader *reader, Err *err);

#endif
