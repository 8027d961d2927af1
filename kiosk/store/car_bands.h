/* In which bands a car is counted, by the policy "counts": never finer than these. */
#ifndef LOUNGE_STORE_CAR_BANDS_H
#define LOUNGE_STORE_CAR_BANDS_H

#include "rules/targeting.h"
#include "settings.h"

typedef struct CarBand {
    char axis[16], band[40];
} CarBand;
enum { CAR_BANDS_MAX = 8 };

/* What is not known has no band. Returns how many, at most CAR_BANDS_MAX − 1. */
size_t car_bands(const Settings *settings, const CarFacts *facts, CarBand out[CAR_BANDS_MAX]);

#endif
