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
