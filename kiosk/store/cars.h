/* Cars: what belongs to a car over its visits (prepaid services, gifts, how it is driven) hangs on one key, by its VIN
 * where that is known, else by its plate. */
#ifndef LOUNGE_STORE_CARS_H
#define LOUNGE_STORE_CARS_H

#include "base/uuid.h"
#include "db.h"

/* The order's car; all zero when nothing belongs to it yet. ERR_NOT_FOUND: no such order. */
bool car_find(Db *db, const char *order_no, Uuid *out, Err *err);
/* … made when it is not there yet; learns the VIN of a car known by its plate. Inside the caller's transaction.
 * ERR_RULE: the order names neither VIN nor plate. */
bool car_ensure(Db *db, const char *order_no, Uuid *out, Err *err);
/* By VIN, then by plate, both in normal form, "" = not known; all zero when there is none. */
bool car_by_papers(Db *db, const char *vin, const char *plate, Uuid *out, Err *err);
/* A car that is not there yet, with a person of whom only the plate is known. Inside the caller's transaction. */
bool car_make(Db *db, const char *vin, const char *plate, Uuid *out, Err *err);
/* The car with this plate (any spelling); ERR_INPUT, ERR_NOT_FOUND. */
bool car_by_plate(Db *db, const char *plate, Uuid *out, Err *err);

#endif
