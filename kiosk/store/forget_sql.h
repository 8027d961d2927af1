/* Inside store/ only: what forget.c shares with its two other files. */
#ifndef LOUNGE_STORE_FORGET_SQL_H
#define LOUNGE_STORE_FORGET_SQL_H

#include "forget.h"

/* keyed(kind, value) as a SQL function of the connection. */
bool forget_functions(Db *db, const CouponKey *key, Err *err);
/* Fills temp.forget_person and temp.forget_order. */
bool forget_find(Db *db, const ForgetAsk *ask, Err *err);

#endif
