/* Inside store/ only: which orders of an import are a car back for the same work (external rework, domain.md 2). */
#ifndef LOUNGE_STORE_RETURNING_H
#define LOUNGE_STORE_RETURNING_H

#include "db.h"

/* Marks the new orders of temp.todo: the same car (VIN or plate) was handed over after the same work within 30 days
 * before, in a stored order or in another order of temp.incoming. */
bool returning_find(Db *db, Err *err);

#endif
