/* Inside store/ only: what the files of additional work share. */
#ifndef LOUNGE_STORE_WORK_SQL_H
#define LOUNGE_STORE_WORK_SQL_H

#include "work.h"

/* By its key; ERR_NOT_FOUND. */
bool work_by_id(Db *db, const CouponKey *key, Arena *arena, const Uuid *id, Finding *out, Err *err);

#endif
