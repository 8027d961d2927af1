/* Next service: the schedule counted on from the last service, and what the car's own mileage says about the day. */
#include "next_service.h"

#include "months.h"

enum { DAYS_LEAST = 30 }; /* over fewer days a trip would pass for a habit */

/* km gone in so many days; false when the readings say nothing. */
static bool pace(const ServiceCar *car, int *km, int *days) {
    if (car->now_km < 0 || !car->now_day) return false;
    if (car->last && car->last_km >= 0 && days_between(car->last, car->now_day) >= DAYS_LEAST) {
        *km = car->now_km - car->last_km;
        *days = days_between(car->last, car->now_day);
    } else if (car->bought) {
        *km = car->now_km;
        *days = days_between(car->bought, car->now_day);
    } else {
        return false;
    }
    return *km > 0 && *days >= DAYS_LEAST;
}

/* The first day on which the schedule's km are reached: the last service's day and km × days / gone, rounded up. */
static Ms day_by_km(const ServiceCar *car) {
    int gone, days;
    if (car->km <= 0 || car->last_km < 0 || !pace(car, &gone, &days)) return 0;
    int64_t ahead = ((int64_t)car->km * days + gone - 1) / gone;
    return ahead > 36500 ? 0 : day_add(day_start(car->last), (int)ahead);
}

ServiceDue service_due(const ServiceCar *car) {
    ServiceDue due = {.km = -1};
    if (!car->last) return due;
    if (car->km > 0 && car->last_km >= 0) due.km = car->last_km + car->km;
    Ms by_months = car->months > 0 ? months_add(car->last, car->months) : 0, by_km = day_by_km(car);
    due.by_km = by_km && (!by_months || by_km < by_months);
    due.day = due.by_km ? by_km : by_months;
    due.about = due.day && (due.by_km || (car->km > 0 && !by_km));
    return due;
}

ServiceWhen service_when(const ServiceDue *due, int now_km, Ms now, int soon_days, int soon_km) {
    bool km = due->km >= 0 && now_km >= 0;
    if (!due->day && !km) return SERVICE_UNKNOWN;
    int days = due->day ? days_between(now, due->day) : soon_days + 1;
    if (days < 0 || (km && now_km >= due->km)) return SERVICE_OVERDUE;
    return days <= soon_days || (km && due->km - now_km <= soon_km) ? SERVICE_SOON : SERVICE_LATER;
}

size_t service_slots(int from, int to, int step, int out[SERVICE_SLOTS_MAX]) {
    size_t n = 0;
    for (int at = from; step > 0 && at + step <= to && n < SERVICE_SLOTS_MAX; at += step) out[n++] = at;
    return n;
}
