/* Where customers' data stands, in one table: a column that holds some is a line here, with when time alone empties it
 * and whose it is. Every other text column is named as not personal; a test compares both lists with the schema, so
 * that a migration cannot add a text that nobody thought about. */
#ifndef LOUNGE_STORE_PERSONAL_H
#define LOUNGE_STORE_PERSONAL_H

#include "coupons.h"
#include "settings.h"
#include "tick.h"

typedef enum PersonalKind {
    PERSONAL_CONTACT, /* kept for retention.contact_months */
    PERSONAL_WORDS,   /* free text: retention.text_months */
    PERSONAL_CAR,     /* emptied when somebody is forgotten, not by time */
} PersonalKind;

typedef struct PersonalColumn {
    const char *table, *column; /* emptied by setting '' */
    PersonalKind kind;
    const char *aged;    /* SQL, of the row: older than ?1 and no longer needed; NULL = never by time */
    const char *whose;   /* SQL, of the row: of who is being forgotten (temp.forget_person, temp.forget_order); NULL */
    const char *en, *zh; /* what it is */
} PersonalColumn;

/* Rows of person that hang on something by a key: how to find them from a forgotten order. */
typedef struct PersonalLink {
    const char *table, *column;
    const char *of_order; /* SQL, of the row: of an order in temp.forget_order o; NULL = by the column alone */
    bool whole;           /* only where the order's owner is forgotten, not only who brought the car */
} PersonalLink;

typedef struct NotPersonal {
    const char *table, *columns; /* names with spaces between */
} NotPersonal;

extern const PersonalColumn personal_columns[]; /* each ends with a table of NULL */
extern const PersonalLink personal_links[];
extern const NotPersonal not_personal[];

/* Empties what `kind` holds of the rows where `where` (aged or whose) is so, and notes the counts as erasures. `cut` is
 * ?1 of `aged`. Inside the caller's transaction. *n is raised by the rows emptied. */
bool personal_empty(Db *db, const PersonalColumn *column, const char *where, Ms cut, const char *why, const char *by,
                    Ms at, int *n, Err *err);

/* The daily purge, a rule of tick: once a local day. */
bool privacy_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err);

#endif
