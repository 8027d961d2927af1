/* When a car's warranty ends, by time and by kilometres. */
#include "warranty.h"

#include "months.h"

static WarrantyState by_time(const WarrantyPolicy *p, Ms last, Ms today) {
    if (today > last) return WARRANTY_OVER;
    return today >= months_add(last, -p->months_before) ? WARRANTY_ENDS : WARRANTY_RUNS;
}

static WarrantyState by_km(const WarrantyPolicy *p, int left) {
    if (left < 0) return WARRANTY_OVER;
    return left <= p->km_before ? WARRANTY_ENDS : WARRANTY_RUNS;
}

Warranty warranty_of(const WarrantyPolicy *p, const WarrantyCar *car, Ms now) {
    Warranty w = {.km_left = -1};
    int months = car->months > 0 ? car->months : p->months, km = car->km > 0 ? car->km : p->km;
    WarrantyState time = WARRANTY_UNKNOWN, way = WARRANTY_UNKNOWN;
    if (car->bought && months > 0) {
        w.last_day = months_add(car->bought, months);
        time = by_time(p, w.last_day, day_start(now));
    }
    if (car->mileage_km >= 0 && km > 0) {
        way = by_km(p, km - car->mileage_km);
        w.km_left = way == WARRANTY_OVER ? -1 : km - car->mileage_km;
    }
    /* Over by one is over; without the day nobody knows that it still runs, unless its end by kilometres is near. */
    w.state = time > way ? time : way;
    if (time == WARRANTY_UNKNOWN && way == WARRANTY_RUNS) w.state = WARRANTY_UNKNOWN;
    w.by_km = w.state == WARRANTY_ENDS && time != WARRANTY_ENDS;
    return w;
}
