/* Inside store/ only: what an export says of orders whose stage was moved by hand. */
#ifndef LOUNGE_STORE_IMPORT_HAND_H
#define LOUNGE_STORE_IMPORT_HAND_H

#include "db.h"

/* Beside import.c's own TEMP tables. */
bool import_hand_tables(Db *db, Err *err);
/* Among the gathered rows: those whose stage is not the one that a hand set last. Each gets the flag `stage_by_hand`
 * and a note; an export written before the move then keeps the hand's stage, a newer one its own. The same rows asked
 * again give the same, also after they were applied. `older`: the export only fills in history, nothing is touched. */
bool import_hand_find(Db *db, Ms exported, bool older, int *flagged, Err *err);

#endif
