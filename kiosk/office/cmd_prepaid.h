/* What the parts of `lounge prepaid` share: the command line as it was understood, and how things are shown. */
#ifndef LOUNGE_OFFICE_CMD_PREPAID_H
#define LOUNGE_OFFICE_CMD_PREPAID_H

#include "office.h"
#include "store/prepaid.h"

typedef struct PrepaidAsked { /* texts never NULL, "" = not said */
    const char *package, *order, *plate, *car, *no, *by, *manager, *reason, *lead, *slip, *month, *day;
    int services;
    int64_t entry;
    Fen paid, back;
    bool paid_said, back_said;
} PrepaidAsked;

/* month-end, stock, postings (cmd_prepaid_books.c). */
Exit prepaid_books(Office *office, const PrepaidAsked *a, const char *verb, int n_words, char **word);

/* A sale, or only what it would come to. */
void prepaid_show_sale(const Office *office, const PrepaidSale *sale, bool only_asked);
void prepaid_show_entry(const Office *office, const PrepaidEntry *entry, const PrepaidSale *sale);
void prepaid_show_balance(const Office *office, const PrepaidSale *sales, size_t n);

#endif
