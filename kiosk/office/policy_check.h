/* What is wrong with policies beyond keys and types: lists that leave holes or overlap, entries named twice, and days
 * on which two versions hold. */
#ifndef LOUNGE_OFFICE_POLICY_CHECK_H
#define LOUNGE_OFFICE_POLICY_CHECK_H

#include "policy_file.h"

/* Tells each fault once, with line and key; false to stop. */
typedef bool (*PolicyFaultFn)(void *ctx, int line, const char *key, const Err *why);

typedef struct PolicyCheck {
    const Policy *policy;
    PolicyFaultFn fault;
    void *ctx;
} PolicyCheck;

/* For checks in files of their own: a version's values by name. NULL, "" and 0 where it is not said. */
const PolicyValue *policy_value(const Policy *policy, const char *key);
const PolicyValue *policy_field(const Policy *policy, const char *list, int i, const char *name);
const char *policy_text(const PolicyValue *value);
int policy_entries(const Policy *policy, const char *list); /* the highest number any key of the list has */
/* A fault of LIST.I.NAME; its line is the entry's where that is not said. */
bool policy_tell(const PolicyCheck *check, const char *list, int i, const char *name, const Err *why);

/* Of one version's values (sorted): renewal.tiers from_fen to to_fen without hole or overlap and the last one open;
 * deposits and the days of warranty terms rising; ids once a list; percents of prepaid packages not rising and
 * `partial` within them; what an entry refers to is there. */
bool policy_check_values(const Policy *policy, PolicyFaultFn fault, void *ctx);
/* Versions of the same subject in one file that share a day. */
bool policy_check_days(const PolicyFile *file, PolicyFaultFn fault, void *ctx);
/* Do they share a day? */
bool policy_days_meet(const Policy *a, const Policy *b);

#endif
