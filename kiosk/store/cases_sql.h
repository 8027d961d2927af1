/* Inside store/ only: a row of a case's history, which holds the whole state after it. */
#ifndef LOUNGE_STORE_CASES_SQL_H
#define LOUNGE_STORE_CASES_SQL_H

#include "cases.h"

typedef struct CaseRow {
    CaseAct act;
    CaseNow now;
    Ms at, due;
    const char *by, *note; /* note: "" = none */
    char responsible[64], climbed_to[64], causes[160], visit_day[16], outcome[8];
    int level, gifts, score; /* score 0 = none */
} CaseRow;

/* The last row of a history as the start of the next one: without act, author, time and note. ERR_NOT_FOUND. */
bool case_row_last(Db *db, const Uuid *case_id, CaseRow *out, Err *err);
/* Appends a row; `event` NULL makes a key. Inside the caller's transaction. */
bool case_row_add(Db *db, const Uuid *event, const Uuid *case_id, const CaseRow *row, Err *err);
/* When the step after row->now is due, by the policy of when the case was opened last, or the visit that is planned, if
 * that is sooner; waiting for the customer puts off the step, no visit. *due 0 = nothing. */
bool case_row_due(Db *db, const Uuid *case_id, const CaseRow *row, Ms *due, Err *err);

#endif
