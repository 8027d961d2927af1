/* The database: one SQLite file in WAL mode, its schema by numbered migrations, one connection a thread.
 * Only this folder speaks SQL. Writers take BEGIN IMMEDIATE and wait for each other; a commit rings the bell. */
#ifndef LOUNGE_STORE_DB_H
#define LOUNGE_STORE_DB_H

#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Db Db; /* belongs to one thread */

typedef enum DbMode {
    DB_READ,   /* must exist; no writing */
    DB_WRITE,  /* must exist; migrates an older schema; synchronous=FULL */
    DB_CREATE, /* must not exist (ERR_EXISTS) */
    DB_SCRATCH /* an in-memory copy of the file, for dumps: nothing reaches the disk */
} DbMode;

enum { DB_APPLICATION_ID = 0x4C4E4745, STORE_ID_MAX = 40 };

/* ERR_NOT_FOUND no such file; ERR_NEWER made by a newer program; ERR_INPUT not a Lounge database, or on a network file
 * system (WAL does not work there); ERR_CORRUPT; ERR_IO. */
bool db_open(Db **out, const char *path, DbMode mode, Err *err);
void db_close(Db *db); /* NULL is fine */
const char *db_path(const Db *db);
const char *db_store_id(const Db *db); /* setting store.id; "" before it is set */
int db_schema_version(const Db *db);

/* Transactions nest by count: the outermost begins, commits and rings the bell. After any failure inside, the
 * outermost must roll back. ERR_BUSY after 5 s of waiting for another writer. */
bool db_begin(Db *db, Err *err);
bool db_commit(Db *db, Err *err);
void db_rollback(Db *db);
/* Commits what is good, takes back what is not; false then, with *err as whatever failed left it. */
bool db_end(Db *db, bool good, Err *err);

/* Something costly to read that lives as long as the connection: what is kept is given back by db_kept (NULL =
 * nothing), and freed when another is kept or the connection is closed. */
void db_keep(Db *db, void *kept, void (*free_kept)(void *kept));
void *db_kept(const Db *db);

/* PRAGMA data_version, reset at once (an open statement would pin an old snapshot). Changes with others' commits. */
int64_t db_data_version(Db *db);

/* integrity_check and foreign_key_check: adds a line a fault to `faults`; true when the checks could be run. */
bool db_check(Db *db, Buf *faults, size_t *n_faults, Err *err);

/* A row of a view, as text; NULL values are NULL. Return false to stop. */
typedef bool (*DbRowFn)(void *ctx, int n, const char *const *names, const char *const *values);
typedef enum DbView { VIEW_RATINGS, VIEW_COMPLAINTS, VIEW_COUPONS, VIEW_CALLS, VIEW_ORDERS } DbView;
const char *db_view_name(DbView view); /* "ratings": for view.h, which knows all of them by name */
/* Rows of a documented view with from <= instant < to (rating, complaint and call by at_ms, coupon by issued_ms,
 * order by arrived_ms), oldest first, streamed. */
bool db_view_each(Db *db, DbView view, Ms from, Ms to, DbRowFn row, void *ctx, Err *err);

#endif
