/* The documented views' columns: the header of an export that has no rows. */
#ifndef LOUNGE_STORE_VIEW_H
#define LOUNGE_STORE_VIEW_H

#include "db.h"

/* Names in the view's order; they live in the arena. */
bool view_columns(Db *db, DbView view, Arena *arena, const char *const **names, int *n, Err *err);

#endif
