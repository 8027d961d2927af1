/* What staff can change, by name and type: plain settings, which ship with a value, and policies, which are dated data
 * and have none. Inside store/ only. */
#ifndef LOUNGE_STORE_KNOWN_H
#define LOUNGE_STORE_KNOWN_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

typedef enum KnownType {
    KNOWN_TEXT,     /* least–most: bytes; a policy's may be missing when least is 0 */
    KNOWN_ID,       /* letters, digits, - and _; most: bytes */
    KNOWN_INTEGER,  /* least–most */
    KNOWN_MAYBE,    /* least–most, or "" and missing: not said */
    KNOWN_TIME,     /* "08:30" */
    KNOWN_DAY,      /* "2026-11-23" */
    KNOWN_OPEN_DAY, /* … or "" */
    KNOWN_CHOICE,   /* one of words, separated by | ; may hold an empty word */
    KNOWN_CHOICES,  /* some of words, with spaces between; may be none when least is 0 */
    KNOWN_PERCENTS, /* "90 80 70": 1–100 each, at most `most` */
    KNOWN_ZONE,     /* an installed time zone */
} KnownType;

typedef struct Known {
    const char *key; /* or FIELD of a list */
    KnownType type;
    const char *shipped; /* "" for policies and for fields of lists */
    int64_t least, most;
    const char *words;
} Known;

enum { KNOWN_LIST_MAX = 999, KNOWN_KEY_MAX = 96, KNOWN_FIELDS_MAX = 16, KNOWN_FEN_MAX = 100000000 };

typedef struct KnownList {
    const char *name; /* "hours.holidays" */
    Known fields[KNOWN_FIELDS_MAX];
} KnownList;

/* Each ends with a key or name of NULL. */
extern const Known known_settings[], known_policies[];
extern const KnownList known_setting_lists[], known_policy_lists[];

/* Of a scalar's key or of LIST.N.FIELD; NULL when nothing is known by this name. */
const Known *known_key(const char *key);
const KnownList *known_list(const char *name); /* NULL */
bool known_is_policy(const char *key);         /* by what stands before its first dot */
/* Must a policy that has this list entry, or this subject, name it? */
bool known_is_wanted(const Known *known);
/* The number of "3.zh", written plainly; 0 when it is not 1–KNOWN_LIST_MAX. *field is what follows the dot. */
int known_entry(const char *text, const char **field);

bool known_fits(const Known *known, const char *text);
/* ERR_INPUT, saying what is wanted; the value may be a password and is not repeated. */
bool known_refuse(const Known *known, const char *key, Err *err);

bool known_integer(const char *text, int64_t *out); /* a whole number, not negative */
bool known_minute(const char *text, int64_t *out);  /* "08:30" -> 510 */

#endif
