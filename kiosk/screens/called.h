/* The manager called to the lounge: known beyond the visit that called, for who sits and waits does not touch the
 * panel. "The manager is on the way" is shown when staff accept, and whoever called is asked once more when nobody has
 * within policy case.manager_minutes (domain.md 5): to the same visit, else on the board while nobody uses the panel.
 * Holds nothing of the customer. */
#ifndef LOUNGE_SCREENS_CALLED_H
#define LOUNGE_SCREENS_CALLED_H

#include "base/err.h"
#include "base/uuid.h"
#include "progress.h"

typedef struct Kiosk Kiosk;
typedef struct JobResult JobResult;

typedef struct Called {
    bool on;
    Uuid call_key, visit_id;
    Ms asked_mono; /* last */
    Ms taken, done;
    char by[64];
    bool told_taken, told_late; /* shown, of what was asked last */
    Uuid again_key;
    Progress again;
} Called;

void called_made(Kiosk *k, const Uuid *call_key);            /* JOB_CALL is in the store */
void called_again_result(Kiosk *k, const JobResult *result); /* JOB_CALL_AGAIN */
bool called_read(Kiosk *k, Err *err);                        /* after each commit */
void called_watch(Kiosk *k);                                 /* before each frame: opens the sheet when due */
bool called_is_pending(const Kiosk *k, const char *kind);    /* called in this visit and not done */
void called_show(Kiosk *k, const char *kind);                /* the sheet of that call as it stands */
bool called_is_late(const Kiosk *k);                         /* the sheet asks once more */
void called_ask_again(Kiosk *k);

#endif
