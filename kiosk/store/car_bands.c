/* A car's facts as bands. */
#include "car_bands.h"

#include "rules/bands.h"

#include <stdio.h>
#include <string.h>

static size_t add(CarBand *out, size_t n, const char *axis, const char *band) {
    if (!band || !*band) return n;
    snprintf(out[n].axis, sizeof out[n].axis, "%s", axis);
    snprintf(out[n].band, sizeof out[n].band, "%.36s", band);
    return n + 1;
}

static size_t add_number(const Settings *settings, CarBand *out, size_t n, const char *axis, int number) {
    char key[40], band[BAND_TEXT];
    Bands bands;
    snprintf(key, sizeof key, "counts.%s", axis);
    bands_read(settings_text(settings, key), &bands);
    return add(out, n, axis, band_of(&bands, number, band));
}

/* Several answers together would say too much of one car. */
static size_t add_answer(CarBand *out, size_t n, const char *axis, const char *ids) {
    return ids && strchr(ids, ' ') ? n : add(out, n, axis, ids);
}

size_t car_bands(const Settings *settings, const CarFacts *facts, CarBand out[CAR_BANDS_MAX]) {
    size_t n = add(out, 0, "model", facts->prefix);
    n = add_number(settings, out, n, "age_months", facts->age_months);
    n = add_number(settings, out, n, "mileage_km", facts->mileage_km);
    n = add_number(settings, out, n, "visits_12m", facts->visits_12m);
    n = add_answer(out, n, "habit", facts->habit);
    return add_answer(out, n, "environment", facts->environment);
}
