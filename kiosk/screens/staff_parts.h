/* What the staff's pages share: the frame with the clock, tiles, rows with one button, posting. */
#ifndef LOUNGE_SCREENS_STAFF_PARTS_H
#define LOUNGE_SCREENS_STAFF_PARTS_H

#include "common.h"

/* Header with the clock, foot with the way out and how long the session lasts. Returns the page's body; *actions is
 * what is left of the foot (or large on a narrow panel a row of its own). */
Rect staff_frame(Kiosk *k, const char *title, const char *sub, Rect *actions);

Word word_of_role(StaffRole role);

typedef struct StaffTile {
    const char *id, *icon, *head, *sub;
    bool accent, lit; /* lit: something waits there */
} StaffTile;
bool staff_tile(Kiosk *k, Rect r, StaffTile tile);

typedef struct StaffRow {
    const char *id, *icon, *head;
    const char *parts[6]; /* below it, as many as fit, the first always; "" = none */
    const char *button;   /* NULL = none */
    bool armed;
} StaffRow;
float staff_row_height(const Kiosk *k);         /* with the gap below it */
bool staff_row(Kiosk *k, Rect r, StaffRow row); /* true: its button was tapped */

/* The plate as this person may see it; without one the car by its model. */
const char *staff_car_name(Kiosk *k, const Order *o);
/* The cars in service to choose from, scrolling in r. `note` is what stands at the right of each (may be NULL: its
 * stage); where `first` says so (may be NULL) it comes before the others and its note is lit. Returns the one that was
 * tapped. Ids: car.ORDER. */
typedef struct StaffCars {
    const char *(*note)(Kiosk *k, const Order *o);
    bool (*first)(const Kiosk *k, const Order *o);
} StaffCars;
const Order *staff_cars(Kiosk *k, Rect r, StaffCars cars);

/* A page with something to read and a few things to do: where to read (on a card, or large above what is touched), and
 * where the buttons go. */
void staff_halves(Kiosk *k, Rect body, Rect *words, Rect *choices);
/* Button i of n there: below each other where there is room beside the card, else in rows. */
Rect staff_choice(const Kiosk *k, Rect choices, int i, int n);
/* A button of the page's own at the right end of the foot, with words that may be longer than a Word. */
bool staff_action(Kiosk *k, Rect *actions, const char *id, const char *label, ButtonLook look, bool disabled);

const char *staff_ago(Kiosk *k, Ms at);
/* What the last act came to, where it failed or is under way: "" = nothing to say. */
const char *staff_says(Kiosk *k);

/* A job of this session, ready to be filled in and posted. */
Job staff_job(Kiosk *k, StaffDo what);
void staff_post(Kiosk *k, const Job *job);
static inline bool staff_busy(const Kiosk *k) {
    return k->staff.progress == PROGRESS_SAVING;
}

#endif
