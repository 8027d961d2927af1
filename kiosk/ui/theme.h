/* Colours and measures of the look, as tokens; day and night. A screen names tokens, never colours. */
#ifndef LOUNGE_UI_THEME_H
#define LOUNGE_UI_THEME_H

#include "draw.h"

typedef struct Theme {
    Color paper, surface, sunken, line;
    Color ink, ink2, ink3;
    Color accent, on_accent, accent_soft;
    Color go, go_soft, wait, wait_soft, gold, gold_soft;
    Color shade; /* over the screen, under a modal sheet */
} Theme;

extern const Theme theme_day, theme_night;

#define RADIUS 28.0f /* of cards and buttons */
#define GAP    32.0f
#define MARGIN 48.0f  /* left and right of every screen */
#define BAR_H  120.0f /* the bar at the foot of every screen */

/* Mixes `percent` of a with the rest of b; alpha of a. */
Color color_mix(Color a, Color b, int percent);
Color color_alpha(Color c, uint8_t alpha);
/* WCAG 2 contrast ratio of two opaque colours, 1–21. */
double color_contrast(Color a, Color b);

#endif
