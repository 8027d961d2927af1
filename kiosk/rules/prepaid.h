/* Prepaid packages (policies.md 5): what each service costs, the sum, what is saved; refunds. */
#ifndef LOUNGE_RULES_PREPAID_H
#define LOUNGE_RULES_PREPAID_H

#include "base/fen.h"

#include <stdbool.h>
#include <stddef.h>

enum { PREPAID_SERVICES_MAX = 12, PREPAID_PACKAGES_MAX = 12 };

/* A package as the price list has it: the percent of the oil's list price paid at each service. */
typedef struct PrepaidPackage {
    char id[32];
    char title_zh[208], title_en[208];
    int percent[PREPAID_SERVICES_MAX]; /* 1–100 */
    int services;
    bool filter_free; /* the oil filter comes with it */
    int partial;      /* a customer may take the first so many only; 0 = all or none */
} PrepaidPackage;

typedef struct PrepaidQuote {
    Fen each[PREPAID_SERVICES_MAX]; /* rounded half up to the fen, each by itself */
    Fen sum;
    Fen saved; /* against paying list price each time, with the filter where it is free */
} PrepaidQuote;

PrepaidQuote prepaid_quote(const PrepaidPackage *package, Fen oil, Fen filter);
/* Paid less what was used at list price, never below 0; without a list price nothing is taken off. */
Fen prepaid_refund(Fen paid, int used, Fen list);
/* The other policy, `tier`: what the services not yet used cost in this quote. */
Fen prepaid_refund_tier(const PrepaidQuote *quote, int used);

#endif
