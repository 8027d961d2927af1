/* The tokens of the look, day and night, and the arithmetic of colours. */
#include "theme.h"

#include <math.h>

const Theme theme_day = {
    .paper = 0xFFF4F1EA,
    .surface = 0xFFFFFFFF,
    .sunken = 0xFFEAE5DA,
    .line = 0xFFDED7C9,
    .ink = 0xFF17191E,
    .ink2 = 0xFF4B505B,
    .ink3 = 0xFF60666F,
    .accent = 0xFFC2311D,
    .on_accent = 0xFFFFFFFF,
    .accent_soft = 0xFFFBE9E4,
    .go = 0xFF0A6E60,
    .go_soft = 0xFFDDF1EC,
    .wait = 0xFF9A5800,
    .wait_soft = 0xFFFBEBD2,
    .gold = 0xFF7C5C12,
    .gold_soft = 0xFFF6ECD0,
    .shade = 0x99000000,
};

const Theme theme_night = {
    .paper = 0xFF14161B,
    .surface = 0xFF1E2128,
    .sunken = 0xFF262A33,
    .line = 0xFF343945,
    .ink = 0xFFF4F1EA,
    .ink2 = 0xFFBFC3CC,
    .ink3 = 0xFF8E94A1,
    .accent = 0xFFFF7A63,
    .on_accent = 0xFF17191E,
    .accent_soft = 0xFF3A211D,
    .go = 0xFF5ED3BF,
    .go_soft = 0xFF17332F,
    .wait = 0xFFF2B25A,
    .wait_soft = 0xFF3A2B16,
    .gold = 0xFFE3C26B,
    .gold_soft = 0xFF332B17,
    .shade = 0x99000000,
};

Color color_mix(Color a, Color b, int percent) {
    Color mixed = a & 0xFF000000u;
    uint32_t p = percent < 0 ? 0 : percent > 100 ? 100 : (uint32_t)percent;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        uint32_t ca = (a >> shift) & 0xFF, cb = (b >> shift) & 0xFF;
        mixed |= ((ca * p + cb * (100 - p) + 50) / 100) << shift;
    }
    return mixed;
}

Color color_alpha(Color c, uint8_t alpha) {
    return (c & 0x00FFFFFFu) | (Color)alpha << 24;
}

static double luminance(Color c) {
    static const double weight[] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    double sum = 0;
    for (unsigned i = 0; i < 3; i++) {
        double v = ((c >> (8 * i)) & 0xFF) / 255.0;
        sum += weight[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double color_contrast(Color a, Color b) {
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}
