/* Reading edges, naming bands. */
#include "bands.h"

#include <stdio.h>
#include <stdlib.h>

enum { EDGE_MAX = 10000000 };

bool bands_read(const char *text, Bands *out) {
    Bands bands = {0};
    *out = bands;
    for (char *end; *text; text = end) {
        long edge = strtol(text, &end, 10);
        if (end == text || (*end && *end != ' ')) return false;
        if (edge <= (bands.n ? bands.edges[bands.n - 1] : 0) || edge > EDGE_MAX || bands.n == BANDS_MAX) return false;
        bands.edges[bands.n++] = (int)edge;
    }
    *out = bands;
    return bands.n > 0;
}

char *band_of(const Bands *bands, int number, char out[BAND_TEXT]) {
    int i = 0;
    *out = '\0';
    if (!bands->n || number < 0) return out;
    while (i < bands->n && number >= bands->edges[i]) i++;
    int from = i ? bands->edges[i - 1] : 0;
    if (i == bands->n)
        snprintf(out, BAND_TEXT, "%d+", from);
    else
        snprintf(out, BAND_TEXT, "%d-%d", from, bands->edges[i] - 1);
    return out;
}
