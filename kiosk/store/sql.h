/* Inside store/ only: prepared statements kept by their text, values bound by type, SQLite's results as our errors.
 * Usual form:  q = sql_query(db, "SELECT …", SQL_ARGS(txt(a), num(b)), err);
 *              while ((ok = sql_step(db, q, &row, err)) && row) …;  return ok; */
#ifndef LOUNGE_STORE_SQL_H
#define LOUNGE_STORE_SQL_H

#include "db.h"

#include <sqlite3.h>

typedef struct SqlArg {
    enum { SQL_NULL, SQL_TEXT, SQL_NUMBER } type;
    const char *text; /* must live until the statement has ended: it is not copied */
    int64_t number;
} SqlArg;

static inline SqlArg txt(const char *text) {
    return (SqlArg){SQL_TEXT, text, 0};
}
/* "" is stored as NULL. */
static inline SqlArg txt_or_null(const char *text) {
    return (SqlArg){text[0] ? SQL_TEXT : SQL_NULL, text, 0};
}
static inline SqlArg num(int64_t number) {
    return (SqlArg){SQL_NUMBER, NULL, number};
}
/* The value that means "none" is stored as NULL. */
static inline SqlArg num_unless(int64_t none, int64_t number) {
    return (SqlArg){number == none ? SQL_NULL : SQL_NUMBER, NULL, number};
}

/* Values for ?1, ?2 … in order. */
#define SQL_ARGS(...) (const SqlArg[]){__VA_ARGS__}, sizeof((const SqlArg[]){__VA_ARGS__}) / sizeof(SqlArg)
#define SQL_NO_ARGS   NULL, 0
/* A key as a person gives it in ?2: whole, its beginning or end, or the beginning of the eight characters that lists
 * show. */
#define SQL_KEY_FITS(column)                                                                                           \
    "(?2 <> '' AND (substr(" column ", 1, length(?2)) = lower(?2) OR substr(" column                                   \
    ", -length(?2)) = lower(?2) OR substr(" column ", -8, length(?2)) = lower(?2)))"

sqlite3 *db_handle(Db *db);
/* Fills err in from the connection's last result and returns false. */
bool sql_fail(Db *db, Err *err);

/* The statement of this text (a literal), bound and ready to step; NULL on failure, which sql_step passes on.
 * A text may be in use once at a time. */
sqlite3_stmt *sql_query(Db *db, const char *sql, const SqlArg *args, size_t n, Err *err);
/* Binds and rewinds a statement that is stepped many times. */
bool sql_bind(Db *db, sqlite3_stmt *q, const SqlArg *args, size_t n, Err *err);
/* *row: there is one. At the end and after a failure the statement is rewound and holds no lock. */
bool sql_step(Db *db, sqlite3_stmt *q, bool *row, Err *err);
/* To stop before the last row. */
void sql_end(sqlite3_stmt *q);

/* Runs one statement to its end. */
bool sql_run(Db *db, const char *sql, const SqlArg *args, size_t n, Err *err);
/* The same for a text made at run time, which is not kept: kept ones are known again by where their literal stands. */
bool sql_run_made(Db *db, const char *sql, const SqlArg *args, size_t n, Err *err);
/* First column of the first row; *out is untouched when there is no row or it is NULL. */
bool sql_number(Db *db, int64_t *out, const char *sql, const SqlArg *args, size_t n, Err *err);
/* Several statements without values. */
bool sql_script(Db *db, const char *sql, Err *err);
int sql_changes(Db *db); /* rows the last INSERT, UPDATE or DELETE touched */

const char *sql_text(sqlite3_stmt *q, int column); /* never NULL; until the next step */
char *sql_keep(Arena *arena, sqlite3_stmt *q, int column);
void sql_copy(sqlite3_stmt *q, int column, char *out, size_t size); /* cut at a whole character */
int64_t sql_int(sqlite3_stmt *q, int column, int64_t none);         /* none: what NULL reads as */

/* While rows are gathered in TEMP tables one transaction spans them; it locks nothing of the database itself. The
 * next db_begin ends it. */
bool sql_gather(Db *db, Err *err);
bool sql_gather_end(Db *db, Err *err);

void db_store_id_changed(Db *db); /* setting store.id was written */
/* The name of a network file system by its statfs magic number, else NULL. */
const char *db_network_fs(long magic);

#endif
