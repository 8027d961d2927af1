/* Orders that take longer than the span, the promise or the parts' time said (domain.md 3): found from what is known
 * now, and told once each by tick, so that the advisor hears of it before the customer asks. */
#ifndef LOUNGE_STORE_LATE_H
#define LOUNGE_STORE_LATE_H

#include "orders.h"
#include "parts.h"
#include "rules/eta.h"
#include "tick.h"

typedef enum LateWhy { LATE_NOT, LATE_SPAN, LATE_PROMISE, LATE_PARTS } LateWhy;
const char *late_id(LateWhy why); /* "span", "promise", "parts"; "" */

/* What eta_ask wants to know of an order; the slips of its supplier where it waits for parts. slips may be NULL. */
EtaAsk order_ask(const Order *order, const PartSlips *slips, Ms as_of, Ms now);
/* Was it late at `at`, when it was last seen? Cars that have not arrived or are ready never are. A promise counts
 * before the span: it was given to this customer. table and slips may be NULL; *due as in LateOrder, 0 where nothing is
 * due. */
LateWhy late_why(const EtaTable *table, const PartSlips *slips, const Order *order, Ms at, Ms *due);

typedef struct LateOrder {
    Order order;
    LateWhy why;
    Ms due;  /* the end that passed */
    Ms at;   /* as of when: the newest export, not now */
    Ms told; /* when tick told of it; 0 = not yet */
} LateOrder;

/* Those in service and not ready that were late when the newest export was written: what came after it is not known. By
 * advisor, then by what was due first. In `arena`. */
bool late_orders(Db *db, Arena *arena, const Settings *settings, Ms now, LateOrder **out, size_t *n, Err *err);
/* A row of order_late and of tick_act for each that has none. */
bool late_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err);

#endif
