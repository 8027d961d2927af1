/* The demo store's open orders have one export behind them; this fills in what earlier ones would have told. */
#ifndef LOUNGE_STORE_HISTORY_FILL_H
#define LOUNGE_STORE_HISTORY_FILL_H

#include "orders.h"
#include "rules/stage_stay.h"

/* Adds entries before those there are, oldest first. Inside the caller's transaction. */
bool history_fill(Db *db, const char *order_no, const StageSeen *stages, size_t n, Err *err);
/* … and when an export told of each level of inspection, 0 = none did; what is known already stays. */
bool history_fill_levels(Db *db, const char *order_no, const Ms seen[INSPECTION_LEVELS], Err *err);

#endif
