/* Prepaid packages (policies.md 5): sold on an order of their own, used turn by turn, returned, corrected. Every act is
 * one transaction: the sale's frozen terms, a balanced journal entry (rules/prepaid_book.h) and a row of the audit.
 * What a month's end makes due is booked before the first act of the next month, by itself; after a longer pause only
 * where the store's exports agree with the clock. */
#ifndef LOUNGE_STORE_PREPAID_H
#define LOUNGE_STORE_PREPAID_H

#include "base/uuid.h"
#include "db.h"
#include "rules/prepaid_book.h"
#include "settings.h"

/* --- the price list in force ------------------------------------------------------------------------------------ */

/* Packages of the policy in force; returns how many, `max` at most. */
size_t prepaid_packages(const Settings *s, PrepaidPackage *out, size_t max);
/* List price of one service's oil, and of its filter; false when the price list does not have the grade. */
bool prepaid_price(const Settings *s, const char *oil_grade, int oil_ml, Fen *oil, Fen *filter);

/* The oil a car takes, by the models table and its newest order; grade "" and 0 when not known. */
typedef struct PrepaidOil {
    char order_no[40], model_zh[64], model_en[64], grade[40];
    int ml;
} PrepaidOil;
bool prepaid_oil_of_car(Db *db, const char *car_id, PrepaidOil *out, Err *err);

/* --- what was sold ------------------------------------------------------------------------------------------------ */

typedef struct PrepaidSale { /* texts live in the arena */
    Uuid sale_id, car_id;
    const char *order_no, *policy_id, *package_id, *title_zh, *title_en, *grade;
    const char *terms_zh, *terms_en, *by, *manager;
    Fen oil, filter, sum;
    bool filter_free;
    int percent[PREPAID_SERVICES_MAX];
    BookSale book; /* its frozen prices */
    Ms at, valid_until;
    BookState state; /* by now */
    bool returned;
} PrepaidSale;

static inline int prepaid_used(const PrepaidSale *s) {
    int n = 0;
    for (int i = 0; i < s->book.services; i++) n += s->state.used[i];
    return n;
}

/* All of a car's sales, oldest first, also those used up or returned. */
bool prepaid_sales(Db *db, Arena *arena, const char *car_id, PrepaidSale **out, size_t *n, Err *err);
/* By the sale's own order number; ERR_NOT_FOUND. */
bool prepaid_sale_find(Db *db, Arena *arena, const char *order_no, PrepaidSale *out, Err *err);

typedef struct PrepaidEntry { /* a row of the ledger */
    Uuid entry_id;
    int64_t no;       /* of the store's journal; of a use: its pair's number */
    const char *kind; /* sold, used, returned, corrected, month_end */
    const char *sale_no, *order_no, *by, *reason;
    int services, turn; /* turn 0 = none */
    Fen fen;            /* paid; what the turn cost; what was given back; of a correction what it takes back */
    int64_t ml;
    Ms at;
    bool undone;       /* by a later correction */
    int64_t undoes_no; /* of a correction */
} PrepaidEntry;

/* The ledger of a car, oldest first, without month ends. */
bool prepaid_history(Db *db, Arena *arena, const char *car_id, PrepaidEntry **out, size_t *n, Err *err);
bool prepaid_entry_find(Db *db, Arena *arena, int64_t no, PrepaidEntry *out, Err *err);

/* --- acts -----------------------------------------------------------------------------------------------------------
 */

typedef struct PrepaidSell {
    Uuid sale_id; /* made by the caller: the same again changes nothing and gives the sale */
    Uuid car_id;
    const char *order_no; /* its own; "" = one is counted: YC261124-01 */
    const char *visit_no; /* the visit's order, which the sale's must not be; "" = none */
    const char *package_id;
    int services; /* 0 = all of the package */
    const char *grade;
    int service_ml;
    Fen paid;                 /* must be the sum */
    const char *by, *manager; /* manager: "" = none agreed */
    Ms at;
} PrepaidSell;

/* What it would cost by the policy in force at that time, and what is kept of it; nothing is written. ERR_NOT_FOUND no
 * such package; ERR_RULE no price for the grade, or not so many services. *asks_manager: with what this person has on
 * deposit it is more than the limit. */
bool prepaid_offer(Db *db, Arena *arena, const PrepaidSell *ask, PrepaidSale *out, bool *asks_manager, Err *err);
/* ERR_RULE also when the sum is another than was paid, a manager is asked, the order number is in use, or, where the
 * store keeps staff, `by` is none of them or `manager` is no manager: the last two of every act. */
bool prepaid_sell(Db *db, Arena *arena, const PrepaidSell *ask, PrepaidSale *out, Err *err);

typedef struct PrepaidAct {
    Uuid entry_id;        /* made by the caller: the same again changes nothing and gives the entry */
    const char *sale_no;  /* order number of the sale; use: "" = the car's oldest that is valid and has one left */
    Uuid car_id;          /* use */
    const char *order_no; /* use: the visit's */
    const char *slip_no;  /* use: of the internal sale, "" = not there yet */
    Fen back;             /* return: must be the refund */
    int64_t no;           /* correct: the entry that is taken back */
    const char *by, *manager, *reason;
    Ms at;
} PrepaidAct;

/* One service at a visit's order. ERR_RULE: nothing left, no longer valid (a manager may allow it), the order has its
 * use already or is a sale's, the slip is another use's. */
bool prepaid_use(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err);
/* All that is left goes back for money. ERR_RULE: nothing left, or `back` is not the refund. */
bool prepaid_return(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err);
/* Takes a sale, a use or a return back, as a row of its own. ERR_RULE: taken back already, a correction itself, or
 * something later stands on it. */
bool prepaid_correct(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err);

/* --- month ends, stock, postings --------------------------------------------------------------------------------- */

/* "2026-11": *end is its last moment; false when it is no month. */
bool prepaid_month_read(const char *month, Ms *end);
/* Counts and books in what is out, dated at the month's end; earlier months that are due are booked with it. *fresh:
 * something was done; a month that is booked already changes nothing. ERR_RULE: the month is not over. */
bool prepaid_month_end(Db *db, const char *month, const char *by, Ms at, bool *fresh, Err *err);

typedef struct PrepaidStock { /* unused oil of one grade */
    const char *grade;
    int64_t services, ml, held_ml; /* held: of it booked in at month ends, the rest is out on sale orders */
    Fen deposit;                   /* what customers have paid for it */
} PrepaidStock;
/* As it was after the last moment before `before`. */
bool prepaid_stock(Db *db, Arena *arena, Ms before, PrepaidStock **out, size_t *n, Err *err);

typedef struct PrepaidPosting {
    int64_t no, pair; /* pair 0 = none */
    Ms at, closed;
    const char *posting; /* sale_out, month_end_in, use_out, return_in, corrected */
    const char *sale_no, *order_no, *grade, *slip_no, *pair_state, *closed_by, *by;
    int turn, services;
    int64_t ml, book_ml; /* on the slip; what it does to the oil in the store's books */
    Fen cash, deposit, revenue;
    bool carried; /* of an earlier month, and its pair not closed when this one began */
} PrepaidPosting;
/* Those of a month, after the uses that were carried into it; by number. */
bool prepaid_postings(Db *db, Arena *arena, const char *month, PrepaidPosting **out, size_t *n, Err *err);

/* The internal sale's slip of a use has come. ERR_NOT_FOUND no such pair; ERR_RULE it has one, or it is another's. */
bool prepaid_slip(Db *db, int64_t pair, const char *slip_no, const char *by, Ms at, Err *err);
/* Finance closes a pair that has both slips. ERR_RULE: one is missing, closed already, or the use was taken back. */
bool prepaid_close(Db *db, int64_t pair, const char *by, Ms at, Err *err);

/* How many entries do not balance, or stand below zero: always 0. For doctor and tests. */
bool prepaid_faults(Db *db, int64_t *n, Err *err);

#endif
