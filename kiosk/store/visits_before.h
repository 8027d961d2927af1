/* What My car knows from a car's history: its last regular service, for the next one; and the levels of inspection that
 * exports told of. */
#ifndef LOUNGE_STORE_VISITS_BEFORE_H
#define LOUNGE_STORE_VISITS_BEFORE_H

#include "db.h"
#include "rules/stage_stay.h"

typedef struct LastService {
    Ms day;      /* arrival of the newest maintenance order of this car, the given one included; 0 = none */
    int km;      /* its mileage; −1 = not known */
    int now_km;  /* the newest reading of all its orders; −1 = none … */
    Ms now_day;  /* … and when */
    bool is_now; /* the given order is that service */
} LastService;
/* By VIN, else by plate. ERR_NOT_FOUND: no such order. */
bool last_service(Db *db, const char *order_no, LastService *out, Err *err);

/* When each level was first told of in the last round; 0 = not. */
bool inspection_seen(Db *db, const char *order_no, Ms seen[INSPECTION_LEVELS], Err *err);

#endif
