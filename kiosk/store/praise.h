/* Praise: own words at 4–5 (domain.md 4). Staff read it here and tell the advisor; that it was told is a row. */
#ifndef LOUNGE_STORE_PRAISE_H
#define LOUNGE_STORE_PRAISE_H

#include "base/uuid.h"
#include "db.h"

typedef struct Praise { /* texts in the arena */
    Uuid rating_id;
    Ms at, told; /* told: 0 = not yet */
    int score;
    bool suspect;
    const char *text, *order_no, *advisor, *told_by; /* "" = none */
} Praise;

/* Oldest first; `advisor` "" = all; with_told: also what was told already. */
bool praise_read(Db *db, Arena *arena, const char *advisor, bool with_told, Praise **out, size_t *n, Err *err);
/* By a unique beginning or end of the rating's id, and a line in the audit. Again changes nothing. ERR_NOT_FOUND;
 * ERR_INPUT without a name. */
bool praise_tell(Db *db, const char *rating_id, const char *by, Ms at, Err *err);

#endif
