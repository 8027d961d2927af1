/* When the next service is due, by the model's schedule: so many km or so many months after the last one, whichever
 * comes first (policies.md 1: recall of due cars); and the evening slots in which it can be booked. Pure functions. */
#ifndef LOUNGE_RULES_NEXT_SERVICE_H
#define LOUNGE_RULES_NEXT_SERVICE_H

#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ServiceCar {
    Ms last;        /* day of the last service; 0 = none known */
    int last_km;    /* its mileage, −1 = not known */
    Ms bought;      /* 0 = not known */
    int now_km;     /* the newest reading, −1 = not known … */
    Ms now_day;     /* … and its day */
    int km, months; /* the schedule; 0 = it does not say */
} ServiceCar;

typedef struct ServiceDue {
    Ms day;     /* 00:00 of the local day; 0 = not known */
    int km;     /* at this mileage; −1 = not known */
    bool by_km; /* the mileage comes first */
    bool about; /* the day is reckoned: from how the car was driven so far, or with the mileage not known */
} ServiceDue;

/* The day by mileage is the first one at which the car, driven on as so far, has gone the schedule's km: from the last
 * service to the newest reading when 30 days or more lie between, else from the purchase. A day of the month that does
 * not exist becomes the month's last. All not known: {0, −1}. */
ServiceDue service_due(const ServiceCar *car);

typedef enum ServiceWhen { SERVICE_UNKNOWN, SERVICE_LATER, SERVICE_SOON, SERVICE_OVERDUE } ServiceWhen;
/* Soon: within soon_days, or within soon_km of the newest reading. Overdue: the day has passed, or the mileage. */
ServiceWhen service_when(const ServiceDue *due, int now_km, Ms now, int soon_days, int soon_km);

enum { SERVICE_SLOTS_MAX = 24 };
/* Minutes of the day at which a slot begins: every `step` from `from` on, each ending by `to`. Returns how many. */
size_t service_slots(int from, int to, int step, int out[SERVICE_SLOTS_MAX]);

#endif
