/* The week's activities: staff's table, read as the board shows them and replaced as a whole. */
#ifndef LOUNGE_STORE_ACTIVITIES_H
#define LOUNGE_STORE_ACTIVITIES_H

#include "db.h"
#include "import.h"
#include "rules/daypart.h"

typedef struct Activity { /* texts never NULL */
    const char *activity_id, *title_zh, *title_en, *text_zh, *text_en;
    const char *picture;
    int focus_x, focus_y;          /* percent from the picture's middle, −50 … 50 */
    const char *from_day, *to_day; /* "" = open */
    DayPart part;                  /* when it takes place; its days are those of from_day and to_day */
    const char *place_zh, *place_en;
    const char *offers;            /* ids of those it is carried by, ; between */
    const char *why_zh, *why_en;   /* market analysis, in staff's words */
    const char *whom_zh, *whom_en; /* target customers */
    int target;                    /* coupons to be redeemed; −1 = none set */
} Activity;

/* Activities that are not over: on, or coming within `days` days, in the table's order. */
bool activities_read(Db *db, Arena *arena, Ms at, int days, Activity **out, size_t *n, Err *err);
/* All of them, also those that are over, in the table's order. */
bool activities_all(Db *db, Arena *arena, Activity **out, size_t *n, Err *err);
bool activities_find(Db *db, Arena *arena, const char *activity_id, Activity *out, Err *err);
/* Replaces all by these in one transaction; what is no longer named is removed. */
bool activities_replace(Db *db, const Activity *activities, size_t n, const ImportMeta *meta, const ImportNote *notes,
                        size_t n_notes, ImportCounts *out, Err *err);

#endif
