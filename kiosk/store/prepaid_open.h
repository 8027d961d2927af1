/* Packages that were sold before Lounge (policies.md 5): what is left of each is taken over by an opening entry of the
 * journal, against the account `opening`. From then on a package is used, returned and corrected like a sold one. */
#ifndef LOUNGE_STORE_PREPAID_OPEN_H
#define LOUNGE_STORE_PREPAID_OPEN_H

#include "import.h"
#include "prepaid.h"

typedef enum OpeningField {
    OPENING_ORDER_NO,
    OPENING_PLATE,
    OPENING_VIN,
    OPENING_PACKAGE,
    OPENING_GRADE,
    OPENING_ML,
    OPENING_SERVICES,
    OPENING_LEFT,
    OPENING_PAID,
    OPENING_OWED,
    OPENING_FILTER,
    OPENING_SOLD,
    OPENING_VALID,
    OPENING_FIELDS
} OpeningField;

typedef struct PrepaidOpening { /* a line, read and normalised; texts are the caller's, "" = not said */
    int line;
    const char *order_no;     /* the package's own in the old books; never "" */
    const char *plate, *vin;  /* one is there */
    const char *package;      /* id or title of the policy in force, else any name */
    const char *grade;        /* "" = as the car's model takes it */
    int service_ml, services; /* 0 = as the model takes it; as the package has them */
    int left;                 /* services not yet used, above 0 */
    Fen paid, owed;           /* for all of it; of that for what is left, −1 = by the prices of its services */
    int filter_free;          /* −1 = as the package has it, else not */
    Ms sold, valid_until;     /* 0 = not said; valid_until: any moment of its last day */
} PrepaidOpening;

/* What a line comes to at that time, by the policy in force; nothing is written. *there: it was taken over before and
 * still reads the same. Prices of services: the package's where they come to what was paid and is owed, else even
 * parts, those used and those left each by themselves. ERR_RULE or ERR_INPUT: *field is where the fault is. */
bool prepaid_opening(Db *db, Arena *arena, const Settings *s, const PrepaidOpening *line, Ms at, PrepaidSale *out,
                     bool *there, OpeningField *field, Err *err);

/* Takes a list in, one transaction: cars that are not known are made, each package gets its entry at that time. A line
 * that is in the books already stays as it is: the same again writes nothing. */
bool prepaid_open_import(Db *db, const Settings *s, const PrepaidOpening *lines, size_t n, Ms at,
                         const ImportMeta *meta, const ImportNote *notes, size_t n_notes, ImportCounts *out, Err *err);

#endif
