/* The journal of prepaid packages (policies.md 5, its three postings): which lines an act writes. Double entry, in fen
 * and in millilitres: each entry's debits and credits are equal in both. Pure; store/prepaid.c writes what is made
 * here.
 *
 *   sale       cash -> deposit (owed to the customer); the whole package's oil leaves stock
 *   month end  oil that is out and unused is counted and booked back in, held for the customer
 *   use        the turn's price: deposit -> revenue; its oil is used (internal sale 内销)
 *   return     deposit -> cash, what the refund keeps back -> revenue; the oil is the store's again
 *   opening    of a package sold before the books began: opening -> deposit for what is left; its oil is held
 *   correction takes one of them back, as it was */
#ifndef LOUNGE_RULES_PREPAID_BOOK_H
#define LOUNGE_RULES_PREPAID_BOOK_H

#include "prepaid.h"

typedef enum BookAccount {
    BOOK_CASH,
    BOOK_DEPOSIT,
    BOOK_REVENUE,
    BOOK_OPENING,
    BOOK_OIL_STOCK, /* from here on in millilitres */
    BOOK_OIL_OUT,
    BOOK_OIL_HELD,
    BOOK_OIL_USED,
    BOOK_OIL_OPENING,
    BOOK_ACCOUNTS
} BookAccount;

typedef struct BookLine {
    BookAccount account;
    int64_t debit, credit; /* one of them is 0, the other above it */
} BookLine;

enum { BOOK_LINES_MAX = 8 };
typedef struct BookEntry {
    int services; /* what it adds to the balance */
    BookLine lines[BOOK_LINES_MAX];
    int n;
} BookEntry;

/* A sale as it was frozen. */
typedef struct BookSale {
    Fen price[PREPAID_SERVICES_MAX]; /* of each turn */
    int services;
    Fen list;     /* what one service costs without the package: oil, and the filter where that is free */
    bool by_tier; /* refund: what was used counts at its turn's price, else at list price */
    int64_t service_ml;
    bool opened; /* sold before the books began … */
    int before;  /* … and this many of its services were used before */
} BookSale;

/* What the journal says of a sale by now. */
typedef struct BookState {
    bool used[PREPAID_SERVICES_MAX]; /* by turn − 1 */
    int left;                        /* services */
    Fen deposit;
    int64_t out_ml, held_ml;
} BookState;

const char *book_account(BookAccount account); /* "oil_stock": as the journal writes it */
static inline bool book_is_oil(BookAccount account) {
    return account >= BOOK_OIL_STOCK;
}

BookEntry book_sold(const BookSale *sale);
BookEntry book_opened(const BookSale *sale);
/* The turn that is used next: the first unused one, from 1; 0 = none is left. */
int book_next_turn(const BookSale *sale, const BookState *state);
/* state->left must be above 0. */
BookEntry book_used(const BookSale *sale, const BookState *state);
/* All that is left goes back. */
Fen book_refund(const BookSale *sale, const BookState *state);
BookEntry book_returned(const BookSale *sale, const BookState *state);
/* What is out is booked in; nothing out: n is 0. */
BookEntry book_month_end(const BookState *state);
/* A sale, or an opening, of which nothing was used in these books; a use of this turn; a return (state as it is after
 * it). */
BookEntry book_undo_sold(const BookSale *sale, const BookState *state);
BookEntry book_undo_used(const BookSale *sale, int turn);
BookEntry book_undo_returned(const BookSale *sale, const BookState *state);

/* Debits equal credits in fen and in millilitres, no line is empty or below zero, and there are two or more. */
bool book_balances(const BookEntry *entry);
/* The state after an entry; false when anything of it would be below zero. Turns are the caller's. */
bool book_apply(BookState *state, const BookEntry *entry);

#endif
