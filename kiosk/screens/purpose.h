/* What a number is asked for and how long it is kept, in the sentence that stands beside the field; the same sentence
 * goes with the number into the store, as what was agreed to (domain.md 10). */
#ifndef LOUNGE_SCREENS_PURPOSE_H
#define LOUNGE_SCREENS_PURPOSE_H

#include "kiosk.h"

/* Each lives until the next frame. */
const char *purpose_of_answers(Kiosk *k); /* as the store's questionnaire says it */
const char *purpose_of_lead(Kiosk *k);
const char *purpose_of_correction(Kiosk *k);
/* Into job->purpose, when the job has a number. */
void purpose_put(Job *job, const char *purpose);

#endif
