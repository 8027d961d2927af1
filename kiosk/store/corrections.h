/* "Is this still your number?" on My car: answers about the number on record, for the office to put into its own
 * system (policies.md 1: the recorded contact is often not who uses the car). Numbers live in rows of `person`. */
#ifndef LOUNGE_STORE_CORRECTIONS_H
#define LOUNGE_STORE_CORRECTIONS_H

#include "base/uuid.h"
#include "db.h"

enum { CORRECTION_NOT_SAID = -1 };

typedef struct Correction { /* texts never NULL */
    Uuid correction_id, visit_id;
    const char *order_no;
    const char *answer;         /* yes, changed, not_owner */
    const char *new_phone;      /* normal form; "" = none given */
    const char *lang, *purpose; /* when made: the sentence the number was given under, or NULL */
    int bringer_is_owner;       /* 1, 0, CORRECTION_NOT_SAID */
    Ms at;
    /* for staff: */
    const char *old_phone, *plate, *model, *advisor, *by;
    Ms done; /* 0 = not yet */
} Correction;

/* Idempotent by correction_id; keeps the number on record as it is now. ERR_INPUT: no such answer, or a number that
 * was given without `changed` or is none; ERR_NOT_FOUND: no such order. */
bool correction_save(Db *db, const Correction *correction, Err *err);
/* Has this order's car an answer about the number now on record: asked once a car and number? */
bool correction_answered(Db *db, const char *order_no, bool *answered, Err *err);
/* Oldest first. all: also those done, and every "yes". */
bool corrections_list(Db *db, Arena *arena, bool all, Correction **out, size_t *n, Err *err);
/* A unique beginning or end of its key will do. ERR_NOT_FOUND, ERR_INPUT. */
bool correction_find(Db *db, Arena *arena, const char *id, Correction *out, Err *err);
/* Audited. ERR_RULE: done already, or a "yes", which asks for nothing. */
bool correction_done(Db *db, const char *id, const char *by, const char *note, Ms at, Err *err);

#endif
