/* In which bands the opened car is, by the policy "counts"; and whether the offer was meant for it. */
#include "common.h"
#include "rules/bands.h"

#include <stdio.h>
#include <string.h>

typedef struct Axes {
    SeenAxis *list;
    size_t n;
} Axes;

static void add(Axes *axes, const char *axis, const char *band) {
    if (!*band) return;
    SeenAxis *a = &axes->list[axes->n++];
    snprintf(a->axis, sizeof a->axis, "%s", axis);
    snprintf(a->band, sizeof a->band, "%.36s", band);
}

static void add_number(const Kiosk *k, Axes *axes, const char *axis, int number) {
    char key[40], band[BAND_TEXT];
    Bands bands;
    snprintf(key, sizeof key, "counts.%s", axis);
    bands_read(setting_text(k, key), &bands);
    add(axes, axis, band_of(&bands, number, band));
}

static Fit fit_of(const Kiosk *k, const char *item_id, bool *known) {
    *known = false;
    for (size_t i = 0; i < k->snap.n_known && k->car.fits; i++) {
        if (strcmp(k->snap.offers[i].offer_id, item_id) != 0) continue;
        *known = true;
        return (Fit)k->car.fits[i];
    }
    return FIT_UNKNOWN;
}

size_t seen_axes(Kiosk *k, const char *item_id, SeenAxis out[SEEN_AXES_MAX]) {
    Axes axes = {out, 0};
    const CarFacts *facts = &k->car.facts;
    bool known;
    if (!k->car.found) return 0;
    Fit fit = fit_of(k, item_id, &known);
    if (facts->prefix && *facts->prefix) add(&axes, "model", facts->prefix);
    add_number(k, &axes, "age_months", facts->age_months);
    add_number(k, &axes, "mileage_km", facts->mileage_km);
    add_number(k, &axes, "visits_12m", facts->visits_12m);
    if (facts->habit && !strchr(facts->habit, ' ')) add(&axes, "habit", facts->habit);
    if (facts->environment && !strchr(facts->environment, ' ')) add(&axes, "environment", facts->environment);
    if (known) add(&axes, "fit", fit_id(fit));
    return axes.n;
}
