/* A stage moved by hand, for stores whose export comes once a day. A newer export wins; where it disagrees its order is
 * flagged `stage_by_hand`. An export written before the move leaves it alone, and is flagged too. See import.c. */
#ifndef LOUNGE_STORE_STAGE_HAND_H
#define LOUNGE_STORE_STAGE_HAND_H

#include "db.h"
#include "rules/stage.h"

/* `seen`: the stage that the person saw, so that two who move at once do not undo each other. Any hold ends. Moving
 * back counts as what it is (domain.md 2). Handed over leaves the board. In one transaction with its audit row.
 * ERR_NOT_FOUND: no such order in service; ERR_RULE: it stands there already, or no longer where it was seen. */
bool stage_move(Db *db, const char *order_no, Stage seen, Stage to, const char *by, Ms at, Err *err);

#endif
