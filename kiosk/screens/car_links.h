/* What can be done for the opened car besides waiting: each subject offers a link when it has something to say. My car
 * shows the most important ones, the page "for this car" all of them. */
#ifndef LOUNGE_SCREENS_CAR_LINKS_H
#define LOUNGE_SCREENS_CAR_LINKS_H

#include "kiosk.h"

typedef struct CarLink { /* texts live as long as the frame */
    const char *id;      /* of its target: "mycar.warranty" */
    const char *head, *sub;
    const char *pill; /* NULL = none */
    int priority; /* higher comes first: 100 wants an answer now, 50 is good for this car today, 10 is always there */
    void (*open)(Kiosk *k);
} CarLink;

enum { CAR_LINKS_MAX = 24 };

/* The links of the opened car, the most important first; returns how many. */
size_t car_links(Kiosk *k, CarLink out[CAR_LINKS_MAX]);
/* A card with head, sub and pill; tapped, it opens. Words keep to two lines; without_pill leaves the pill out. */
void car_link_draw(Kiosk *k, Rect r, const CarLink *link, bool without_pill);

/* --- one a subject: false = nothing to say for this car --------------------------------------------------------- */
bool renewal_link(Kiosk *k, CarLink *out);
bool gifts_link(Kiosk *k, CarLink *out);
bool warranty_link(Kiosk *k, CarLink *out);
bool prepaid_link(Kiosk *k, CarLink *out);
bool habits_link(Kiosk *k, CarLink *out);
bool number_link(Kiosk *k, CarLink *out);
bool service_link(Kiosk *k, CarLink *out);
bool trade_in_link(Kiosk *k, CarLink *out);
bool bar_link(Kiosk *k, CarLink *out);
bool prices_link(Kiosk *k, CarLink *out);
bool case_link(Kiosk *k, CarLink *out);

#endif
