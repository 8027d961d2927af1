// One durable row in a SQLite file, as every peer that takes a rating writes it: WAL, synchronous=FULL.
#pragma once

#include <sqlite3.h>

// Opens or makes the file. Ends the program in words when it cannot.
sqlite3 *rating_open(const char *path);

// Commits one rating; returns when it is on the disk. Ends the program in words when it cannot.
void rating_commit(sqlite3 *store, int mark);
