/* The bar: what a customer ordered on the panel, with names and prices as they were then, where it is brought, and how
 * far it is. Paid at the bar. A row is a customer's second tap; its history is append-only. */
#ifndef LOUNGE_STORE_BAR_H
#define LOUNGE_STORE_BAR_H

#include "base/fen.h"
#include "base/uuid.h"
#include "db.h"

enum { BAR_ITEMS_MAX = 12, BAR_COUNT_MAX = 9 };

typedef enum BarState { BAR_ORDERED, BAR_TAKEN, BAR_DONE, BAR_CANCELLED } BarState;
const char *bar_state_id(BarState state); /* "ordered", "taken", "done", "cancelled" */

typedef struct BarAskItem {
    char offer_id[64];
    int count; /* 1–BAR_COUNT_MAX */
    Fen price; /* that was shown, of one */
} BarAskItem;

typedef struct BarAsk {
    Uuid bar_order_id, visit_id;
    const char *lang; /* "zh", "en" */
    const char *seat; /* id of policy bar.seats; "" = the customer fetches it */
    const BarAskItem *items;
    size_t n;
    Ms at;
} BarAsk;

typedef struct BarItem {
    const char *offer_id, *title_zh, *title_en;
    int count;
    Fen price;
} BarItem;

typedef struct BarOrder { /* texts live in the arena, never NULL */
    Uuid bar_order_id, visit_id;
    int number; /* of its local day */
    const char *seat, *seat_zh, *seat_en;
    BarItem *items;
    size_t n;
    Fen total;
    BarState state;
    Ms at, changed;
    const char *by; /* who took, finished or cancelled it; "" = nobody yet, or the customer */
} BarOrder;

/* Idempotent by bar_order_id. ERR_RULE in words: something is off the menu at this hour, or its price was changed since
 * it was shown; the seat is none of the store's. ERR_INPUT: nothing in it, or too much. */
bool bar_make(Db *db, const BarAsk *ask, BarOrder *out, Arena *arena, Err *err);
/* Those of today that are not done or cancelled, oldest first. */
bool bar_open(Db *db, Arena *arena, Ms now, BarOrder **out, size_t *n, Err *err);
/* What a visit ordered, newest first. */
bool bar_of_visit(Db *db, Arena *arena, const Uuid *visit_id, BarOrder **out, size_t *n, Err *err);
/* By its number of today, or a unique beginning or end of its key; ERR_NOT_FOUND, ERR_INPUT. */
bool bar_find(Db *db, Arena *arena, const char *id, Ms now, BarOrder *out, Err *err);
/* ordered → taken → done, for staff; done also from ordered. ERR_RULE: not from where it is now. The same again by the
 * same name changes nothing. */
bool bar_take(Db *db, const char *id, const char *by, Ms at, Err *err);
bool bar_done(Db *db, const char *id, const char *by, Ms at, Err *err);
/* by "" = the customer, and then only of their own visit. ERR_RULE: the bar has taken it already. */
bool bar_cancel(Db *db, const Uuid *id, const Uuid *visit_id, const char *by, Ms at, Err *err);

#endif
