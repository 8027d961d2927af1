// The least submit: one prepared insert, one transaction.

#include "rating.h"

#include <stdio.h>
#include <stdlib.h>

static void check(sqlite3 *store, int result, const char *what) {
    if (result == SQLITE_OK || result == SQLITE_DONE) return;
    fprintf(stderr, "cannot %s: %s\n", what, sqlite3_errmsg(store));
    exit(EXIT_FAILURE);
}

sqlite3 *rating_open(const char *path) {
    static const char setup[] =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE IF NOT EXISTS ratings(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, mark INTEGER NOT NULL);";
    sqlite3 *store;
    check(store, sqlite3_open(path, &store), "open the file for ratings");
    check(store, sqlite3_exec(store, setup, NULL, NULL, NULL), "make the table of ratings");
    return store;
}

void rating_commit(sqlite3 *store, int mark) {
    static sqlite3_stmt *insert;
    static const char sql[] = "INSERT INTO ratings(at, mark) VALUES (unixepoch(), ?)";
    if (!insert) check(store, sqlite3_prepare_v2(store, sql, -1, &insert, NULL), "prepare a rating");
    sqlite3_bind_int(insert, 1, mark);
    check(store, sqlite3_step(insert), "commit a rating");
    sqlite3_reset(insert);
}
