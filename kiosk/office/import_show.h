/* What offers and activities have in common: a picture with its focus, and when they are shown. */
#ifndef LOUNGE_OFFICE_IMPORT_SHOW_H
#define LOUNGE_OFFICE_IMPORT_SHOW_H

#include "import_staff.h"
#include "rules/daypart.h"

/* The picture's name: one below assets/pictures, or the whole path of staff's own. "" when it leads elsewhere. One that
 * is not there or cannot be shown is flagged; it is kept all the same, for the file may come later. */
const char *show_picture(StaffTable *t, size_t column);
/* 0–100 percent, empty = 50, as percent from the middle; refuses anything else. */
int show_focus(StaffTable *t, size_t column);
/* A day in any form, as "2026-11-23"; "" = open. Refuses what is none. */
const char *show_day(StaffTable *t, Arena *arena, size_t column);
/* The days read by show_day, weekdays and hours; refuses what cannot be read, each by its field. */
DayPart show_part(StaffTable *t, const char *from_day, const char *to_day, size_t to, size_t weekdays, size_t hours);

#endif
