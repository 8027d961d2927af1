/* Consent, kept with each number that is given (PIPL articles 14 and 17): by whom, when, for what, under which words,
 * until when. */
#ifndef LOUNGE_STORE_CONSENTS_H
#define LOUNGE_STORE_CONSENTS_H

#include "base/uuid.h"
#include "db.h"

typedef struct Consent {
    const char *person_id; /* the row that holds the number */
    const char *purpose;   /* feedback, lead, correction */
    const char *about;     /* the key of what it is about */
    const char *order_no;  /* "" = none */
    const char *visit_id, *lang;
    const char *words; /* the sentence that was shown; "" or NULL = not known */
    Ms at;
} Consent;

/* Inside the caller's transaction; the same again is nothing. Until: retention.contact_months from now. */
bool consent_keep(Db *db, const Consent *consent, Err *err);

#endif
