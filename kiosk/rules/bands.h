/* Bands: what is counted of a car is only in which band a number lies. The edges are data ("12 24 36 60"). */
#ifndef LOUNGE_RULES_BANDS_H
#define LOUNGE_RULES_BANDS_H

#include <stdbool.h>
#include <stddef.h>

enum { BANDS_MAX = 12, BAND_TEXT = 40 };

typedef struct Bands {
    int edges[BANDS_MAX]; /* rising; a number at an edge is in the band above it */
    int n;
} Bands; /* zeroed: no bands */

/* Whole numbers above 0, rising, with spaces between, at most BANDS_MAX. False (and no bands) for anything else. */
bool bands_read(const char *text, Bands *out);
/* "0-11", "12-23", "60+"; "" when there are no bands or the number is not known (below 0). Returns out. */
char *band_of(const Bands *bands, int number, char out[BAND_TEXT]);

#endif
