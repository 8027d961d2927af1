/* Making a store's database: folder, schema, policies, coupon key. Used by init and demo. */
#ifndef LOUNGE_OFFICE_NEW_STORE_H
#define LOUNGE_OFFICE_NEW_STORE_H

#include "office.h"

typedef struct NewStore {
    const char *path;
    const char *id, *name_zh, *name_en; /* NULL = as in store.cfg */
} NewStore;

/* Makes it and leaves it open in office->db. ERR_EXISTS when it is there. On failure nothing is left behind, but the
 * folder. */
bool new_store(Office *office, const NewStore *store, Err *err);
/* Deletes a database with what SQLite and Lounge keep beside it. Only for one that nobody has open. */
void remove_store(const char *path);

#endif
