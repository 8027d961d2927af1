/* What is known of a car for targeting offers (policies.md 2): four axes from its orders, two from what its customer
 * said. What is not known stays "" or −1. */
#ifndef LOUNGE_STORE_CAR_FACTS_H
#define LOUNGE_STORE_CAR_FACTS_H

#include "base/uuid.h"
#include "orders.h"
#include "rules/targeting.h"

/* What the customer answered to the two questions of the policy axes: its ids with a space between; "" = not said. */
typedef struct CarUse {
    Uuid use_id, visit_id;
    const char *order_no;
    const char *habit, *environment;
    Ms at;
} CarUse;

/* Adds the answers to the order's car; the last ones count. The same use_id again changes nothing. ERR_NOT_FOUND no
 * such order; ERR_INPUT an answer that is no id. */
bool car_use_save(Db *db, const CarUse *use, Err *err);

/* Of the order's car, as of the local day of `at`: its age by the day of purchase in whole months, the order's mileage,
 * visits that arrived in the twelve months up to `at`, this one included (by VIN or plate, no PDS), and the answers.
 * Texts live in the arena or in `o`. */
bool car_facts_read(Db *db, Arena *arena, const Order *o, Ms at, CarFacts *out, Err *err);

#endif
