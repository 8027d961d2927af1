/* Staff: people with a name, a role and a PIN. The PIN is kept as an Argon2id hash of 8 MiB, so that checking one takes
 * tens of milliseconds: never on the UI thread. Wrong ones lock (rules/staff.h); the count is in the database, so that
 * neither a restart nor another panel helps. Every act here is in the audit. */
#ifndef LOUNGE_STORE_STAFF_H
#define LOUNGE_STORE_STAFF_H

#include "base/uuid.h"
#include "import.h"
#include "rules/staff.h"

typedef struct Staff {
    Uuid staff_id;
    char name[STAFF_NAME_SIZE];
    StaffRole role;
    bool off; /* locked by hand */
    PinCount count;
    Ms pin_set, created;
} Staff;

/* All of them: advisors, bar, managers, each by name. */
bool staff_list(Db *db, Arena *arena, Staff **out, size_t *n, Err *err);
bool staff_find(Db *db, const char *name, Staff *out, Err *err); /* ERR_NOT_FOUND */

/* `by` is who does it ("" = whoever is at the command line); names are 1–20 characters in one line. ERR_INPUT: a name
 * or a PIN that will not do, says why and never the PIN; ERR_EXISTS: the name is taken. The caller wipes the PIN. */
bool staff_add(Db *db, const char *name, StaffRole role, const char *pin, const char *by, Ms at, Err *err);
bool staff_set_pin(Db *db, const char *name, const char *pin, const char *by, Ms at, Err *err);
/* off: may not come in; on again: also what wrong PINs locked is open. The state it is in already is no write. */
bool staff_set_off(Db *db, const char *name, bool off, const char *by, Ms at, Err *err);
/* Would this do as a name? ERR_INPUT in words when not. */
bool staff_name_will_do(const char *name, Err *err);
typedef struct StaffLine {
    const char *name;
    StaffRole role;
} StaffLine;
/* Takes a list of staff in, one transaction: new ones without a PIN, others get the role it says; who is not in it
 * stays. The same again writes nothing. */
bool staff_import(Db *db, const StaffLine *lines, size_t n, const ImportMeta *meta, const ImportNote *notes,
                  size_t n_notes, ImportCounts *out, Err *err);
/* A PIN that is not weak, from the system's randomness. */
void staff_pin_make(char out[STAFF_PIN_SIZE]);

/* At the panel: is this the person's PIN? True fills *out and forgets earlier wrong ones. ERR_INPUT: not six digits,
 * nothing is counted; ERR_RULE: wrong (says how many tries are left, or for how long it locks), locked, off, or without
 * a PIN yet;
 * ERR_NOT_FOUND. */
bool staff_login(Db *db, const Uuid *staff_id, const char *pin, Ms at, Staff *out, Err *err);

/* Whether that person may do this now: ERR_RULE in words when not. Inside or outside a transaction. */
bool staff_allow(Db *db, const Uuid *staff_id, StaffAct act, Staff *out, Err *err);
/* For acts that a name on the command line does. True: there is a person of this name with this role, not locked by
 * hand. *known: the store keeps staff at all; while it does not, any name will do: `!known || staff_is(…)`. A database
 * that cannot be read is false with *known true and *err filled in; else *err is untouched. */
bool staff_is(Db *db, const char *name, StaffRole role, bool *known, Err *err);
/* … that only a manager does or agrees to: ERR_RULE in words when it is none; any name, while the store keeps no
 * staff. */
bool staff_is_manager(Db *db, const char *name, Err *err);
/* For acts that anybody of the staff may do by name: is this one of them, not locked by hand? Any name, while the store
 * keeps no staff. ERR_RULE in words when not. */
bool staff_is_active(Db *db, const char *name, Err *err);

#endif
