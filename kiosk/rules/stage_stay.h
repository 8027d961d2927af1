/* Plan against actual at the hand-over: when a car came into each stage, how long it was there in all its rounds, and
 * how the end lies to the promised time. And the three levels of inspection (三级质检, domain.md 1). Pure functions. */
#ifndef LOUNGE_RULES_STAGE_STAY_H
#define LOUNGE_RULES_STAGE_STAY_H

#include "base/clock.h"
#include "stage.h"

#include <stddef.h>

typedef struct StageAt { /* the history: this stage was seen from here on */
    Stage stage;
    Ms at;
} StageAt;

typedef struct StageStay {
    Ms entered; /* first seen; 0 = never seen */
    Ms length;  /* of all rounds together, up to `until` for the one that lasts */
    int rounds; /* 0 = never seen */
} StageStay;

/* The history oldest first; `arrived` (0 = not known) is when a first check-in began. Several entries of one stage in
 * a row are one round. The lengths together are the time from the first entry (or arrival) to `until`. */
void stage_stays(const StageAt *history, size_t n, Ms arrived, Ms until, StageStay out[STAGES_SHOWN]);
/* When it became ready for good: the start of the last run of ready (or delivered); 0 = it is not. */
Ms stage_ready_at(const StageAt *history, size_t n);
/* Whole minutes from the promise to `ready`, rounded to the nearer; below 0 it was early. */
int stage_deviation(Ms promised, Ms ready);

enum { INSPECTION_LEVELS = 3 };
typedef enum Tick { TICK_UNKNOWN, TICK_OPEN, TICK_NOW, TICK_DONE } Tick;
typedef struct Inspection {
    Tick tick[INSPECTION_LEVELS];
    Ms at[INSPECTION_LEVELS]; /* when that level was first seen in the last round; 0 = the export did not show it */
    bool known;               /* the store's system tells levels apart for this car */
} Inspection;
/* `seen`: when each level was first seen in the last round of inspection, 0 = not. They come one after the other, so a
 * later level, or a later stage after any level was told, says that the ones before it are done. Where no level was
 * ever told nothing is claimed. */
Inspection inspection_ticks(const Ms seen[INSPECTION_LEVELS], Stage now);

#endif
