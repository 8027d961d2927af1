/* The history of a complaint's case: a step is a row, nothing is overwritten (domain.md 5). */
#ifndef LOUNGE_STORE_CASES_H
#define LOUNGE_STORE_CASES_H

#include "base/uuid.h"
#include "db.h"

typedef struct CaseStep {
    const char *state; /* assigned, contacted, resolved, closed, reopened */
    Ms at, due;        /* due: of the next step, 0 = none */
    const char *by, *responsible;
    const char *outcome; /* "", kept, lost */
} CaseStep;

/* Adds a step to the case. ERR_NOT_FOUND when there is no such complaint. */
bool case_step(Db *db, Uuid complaint_id, const CaseStep *step, Err *err);

#endif
