/* In which bands the opened car is, and whether the offer was meant for it. */
#include "common.h"

#include <stdio.h>
#include <string.h>

/* "fits" …; "" for what is no offer. */
static const char *fit_words(const Kiosk *k, const char *item_id) {
    for (size_t i = 0; i < k->snap.n_known && k->car.fits; i++)
        if (strcmp(k->snap.offers[i].offer_id, item_id) == 0) return fit_id((Fit)k->car.fits[i]);
    return "";
}

size_t seen_axes(Kiosk *k, const char *item_id, CarBand out[CAR_BANDS_MAX]) {
    if (!k->car.found || !k->snap.settings) return 0;
    size_t n = car_bands(k->snap.settings, &k->car.facts, out);
    const char *fit = fit_words(k, item_id);
    if (!*fit) return n;
    snprintf(out[n].axis, sizeof out[n].axis, "fit");
    snprintf(out[n].band, sizeof out[n].band, "%s", fit);
    return n + 1;
}
