/* The customer's complaint at the panel: asked for by its number and the plate's end, or opened with the car; how far
 * it is, and rated once it is closed. Nothing of what anybody wrote is shown. */
#ifndef LOUNGE_SCREENS_CASE_PAGE_H
#define LOUNGE_SCREENS_CASE_PAGE_H

#include "progress.h"
#include "store/cases.h"
#include "ui/field.h"

typedef struct Kiosk Kiosk;
typedef struct JobResult JobResult;

typedef struct CaseVisit {
    Uuid id;      /* of the case that may be read; all zero = not yet */
    bool by_tail; /* the number is typed; now the plate's end */
    Field no, tail;
    bool failed;
    Err err; /* why it cannot be shown at all */
    Uuid rate_key;
    int score;
    Progress rate;
} CaseVisit;

typedef struct CaseDetail { /* of visit.kase.id, read when it opens and after each commit */
    Arena arena;
    bool found;
    Case c;
    CaseEvent *events;
    size_t n;
} CaseDetail;

void case_page_ask(Kiosk *k);                  /* by number and plate */
void case_page_open(Kiosk *k, const Uuid *id); /* of the opened car */
void case_page_read(Kiosk *k);
void case_page_rated(Kiosk *k, const JobResult *result);

#endif
