/* Renewal brought forward (policies.md 4): which tier an insured repair is in, what its gift holds and is worth, and
 * which deposits are taken. Money in fen; texts are the policy's. */
#ifndef LOUNGE_RULES_RENEWAL_H
#define LOUNGE_RULES_RENEWAL_H

#include "base/err.h"
#include "base/fen.h"
#include "stage.h"

enum { RENEWAL_TIERS_MAX = 12, RENEWAL_CHOICES_MAX = 24, RENEWAL_ITEMS_MAX = 48 };

typedef struct RenewalTier {
    int id;
    Fen from, to; /* both included; to −1 = no end */
    const char *gift_zh, *gift_en;
    Fen worth;   /* of the gift that is chosen, without the tow */
    int tow_km;  /* one accident tow within so many; 0 = none */
    Fen tow_fen; /* what it is worth */
} RenewalTier;

typedef struct RenewalChoice {
    int tier;
    const char *id; /* "A" */
    Fen voucher;    /* of the renewal voucher; −1 = not set: its amount is not shown */
} RenewalChoice;

typedef struct RenewalItem { /* what comes besides the voucher */
    int tier;
    const char *choice, *kind; /* kind: service, voucher, goods */
    const char *title_zh, *title_en;
    Fen worth;           /* −1 = not said */
    const char *picture; /* as offers name one; "" = none */
} RenewalItem;

typedef struct RenewalPolicy {
    const char *policy_id; /* "" = no policy: nothing is offered */
    Fen least, most;       /* of a deposit, both included */
    Fen advisor;           /* for each deposit taken */
    unsigned kinds;        /* bit 1 << Kind: the kinds of work that are insured repairs */
    RenewalTier tiers[RENEWAL_TIERS_MAX];
    RenewalChoice choices[RENEWAL_CHOICES_MAX];
    RenewalItem items[RENEWAL_ITEMS_MAX];
    size_t n_tiers, n_choices, n_items;
} RenewalPolicy;

/* The tier of a repair's sum; NULL = none, or the sum is not known (−1). */
const RenewalTier *renewal_tier(const RenewalPolicy *policy, Fen repair);
/* Is it due: an insured repair in a tier, at the advisor's check, ready or handed over? NULL = no. */
const RenewalTier *renewal_due(const RenewalPolicy *policy, Kind kind, Stage stage, Fen repair);
/* "a" is "A"; NULL when the tier has no such choice. */
const RenewalChoice *renewal_choice(const RenewalPolicy *policy, int tier, const char *id);
bool renewal_item_is_of(const RenewalItem *item, const RenewalChoice *choice);
/* The whole gift: what is chosen and the tow. */
Fen renewal_worth(const RenewalTier *tier);
/* What the gift's worth leaves for the voucher of this choice, where every other thing in it has a known worth: for the
 * store to confirm, never shown to a customer. −1 = it does not tell. */
Fen renewal_implied(const RenewalPolicy *policy, const RenewalChoice *choice);
/* ERR_RULE in words when a deposit is not between least and most. */
bool renewal_deposit_check(const RenewalPolicy *policy, Fen deposit, Err *err);

#endif
