/* The audit: every act of staff, append-only (the schema refuses changes). Never holds a customer's data. */
#ifndef LOUNGE_STORE_AUDIT_H
#define LOUNGE_STORE_AUDIT_H

#include "db.h"

/* Inside the caller's transaction. what: "coupon.redeem"; about: the row's key or an order number; note: a reason. */
bool audit_write(Db *db, const char *by, const char *what, const char *about, const char *note, Ms at, Err *err);

#endif
