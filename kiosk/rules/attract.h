/* What the board's large place shows between visits: offers, the week's activities, the Wi-Fi's code, the bar and what
 * was changed because of customers, in turns. */
#ifndef LOUNGE_RULES_ATTRACT_H
#define LOUNGE_RULES_ATTRACT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum HeroKind { HERO_NONE, HERO_OFFER, HERO_ACTIVITY, HERO_WIFI, HERO_BAR, HERO_CHANGES } HeroKind;

typedef struct HeroStock {
    size_t offers, activities; /* how many there are to show now */
    bool wifi, bar, changes;
} HeroStock;

typedef struct HeroCard {
    HeroKind kind;
    size_t index; /* which offer or activity */
} HeroCard;

/* The card of the turn-th change, from 0. Every offer and activity gets its turn; HERO_NONE only of an empty stock. */
HeroCard attract_card(HeroStock stock, unsigned turn);

#endif
