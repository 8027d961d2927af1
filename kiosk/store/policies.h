/* Policies: the trade's rules and numbers as dated data (policies.md). A version holds from a day to a day; on a day
 * that several name the latest counts. Versions are never changed: what was sold or given keeps the one it was made
 * under. Their values are read through settings.h. */
#ifndef LOUNGE_STORE_POLICIES_H
#define LOUNGE_STORE_POLICIES_H

#include "base/uuid.h"
#include "db.h"

typedef struct PolicyValue {
    const char *key, *value; /* "prepaid.packages.1.id" */
    int line;                /* of its file; 0 = not from one */
} PolicyValue;

typedef struct Policy {
    const char *policy_id;
    const char *subject;           /* "prepaid" */
    const char *from_day, *to_day; /* local days, both included; "" = open */
    int version;                   /* counted by subject, from 1 */
    int line;                      /* of its file */
    const char *file, *by;
    Ms imported;
    PolicyValue *values; /* sorted by key */
    size_t n;
} Policy;

/* ERR_INPUT: no policy has this key, or the value is not of its type; the words name the key. */
bool policy_value_check(const char *key, const char *value, Err *err);
/* Is the name before the dot one of policies' subjects? */
bool policy_subject_known(const char *subject);
/* The first key that the policy has to name and does not, into key; "" = none is missing. Values sorted by key. */
void policy_missing(const Policy *policy, char *key, size_t size);
void policy_sort(Policy *policy);

/* Adds a version (subject, days, file, by, values; sorted). *known: the version in force on those days is this one
 * already, and nothing was written. One transaction. */
bool policy_save(Db *db, const Policy *policy, bool *known, Err *err);
/* All versions, by subject, oldest first; with_values: with what they hold. */
bool policies_read(Db *db, Arena *arena, bool with_values, Policy **out, size_t *n, Err *err);
/* Of those, the one of a subject that holds on a day ("2026-11-23"): the latest that names it. NULL = none does. */
const Policy *policy_on(const Policy *all, size_t n, const char *subject, const char *day);

#endif
