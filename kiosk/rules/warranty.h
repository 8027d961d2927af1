/* The maker's warranty of a car, and when more of it is offered (policies.md 6): from months_before or km_before its
 * end until it ends. It ends with the last day of the model's term after the purchase, or beyond the term's last
 * kilometre, whichever comes first; the day and the kilometre it ends with still belong to it. */
#ifndef LOUNGE_RULES_WARRANTY_H
#define LOUNGE_RULES_WARRANTY_H

#include "base/clock.h"
#include "base/fen.h"

enum { WARRANTY_TERMS_MAX = 8 };

typedef struct WarrantyTerm { /* what can be bought; texts are the policy's */
    const char *id, *title_zh, *title_en;
    int months, km;
    Fen price;           /* −1 = on request */
    const char *picture; /* as offers name one; "" = none */
} WarrantyTerm;

typedef struct WarrantyPolicy {
    const char *policy_id;
    int months_before, km_before;
    int months, km; /* of the maker's warranty where the model's are not known; 0 = not said */
    WarrantyTerm terms[WARRANTY_TERMS_MAX];
    size_t n_terms; /* 0 = nothing is offered */
} WarrantyPolicy;

typedef struct WarrantyCar {
    Ms bought;      /* 00:00 of the local day; 0 = not known */
    int months, km; /* of its model; 0 = not known */
    int mileage_km; /* −1 = not known */
} WarrantyCar;

typedef enum WarrantyState {
    WARRANTY_UNKNOWN, /* neither day nor kilometres tell: nothing is offered */
    WARRANTY_RUNS,    /* far from its end */
    WARRANTY_ENDS,    /* near: offered */
    WARRANTY_OVER,    /* by day or by kilometres: not offered */
} WarrantyState;

typedef struct Warranty {
    WarrantyState state;
    Ms last_day; /* 00:00 of the last local day by time; 0 = not known */
    int km_left; /* −1 = not known, or over */
    bool by_km;  /* near its end by kilometres and not by time */
} Warranty;

Warranty warranty_of(const WarrantyPolicy *policy, const WarrantyCar *car, Ms now);

#endif
