/* The renewal deposit (policies.md 4): the policy as settings tell it, to which repairs it was offered, what was paid
 * in and what was promised for it. A row keeps its numbers: a later policy changes nothing that was taken. */
#ifndef LOUNGE_STORE_RENEWAL_H
#define LOUNGE_STORE_RENEWAL_H

#include "base/uuid.h"
#include "db.h"
#include "rules/renewal.h"
#include "settings.h"

/* Texts are owned by s. Without a policy in force, or one without tiers, it has none and nothing is offered. */
RenewalPolicy renewal_policy(const Settings *s);

typedef struct RenewalOffer {
    const char *order_no;
    Uuid visit_id;  /* none = told by staff */
    const char *by; /* "" = the panel */
    Ms at;
} RenewalOffer;

/* That it was offered, once an order: *first is false, and nothing written, when it was offered before. ERR_NOT_FOUND;
 * ERR_RULE in words when it is not due (policy of that day). An offer by staff is audited. */
bool renewal_offer(Db *db, const RenewalOffer *offer, bool *first, Err *err);

typedef struct DepositItem {
    const char *kind; /* renewal_voucher, voucher, service, goods, tow */
    const char *title_zh, *title_en;
    Fen worth;  /* −1 = not said */
    int tow_km; /* 0 = no tow */
} DepositItem;

typedef struct Deposit { /* texts live in the arena */
    Uuid deposit_id;
    const char *order_no, *by, *choice, *policy_id;
    const char *plate, *model; /* for staff; "" = none */
    Ms at;
    Fen amount, commission, repair, worth;
    int tier;
    DepositItem *items;
    size_t n_items;
    Ms undone; /* 0 = it stands */
    const char *undone_by, *undone_reason;
} Deposit;

typedef struct DepositAsk {
    Uuid deposit_id;
    const char *order_no, *choice, *by;
    Fen amount;
    Ms at;
} DepositAsk;

/* Takes a deposit, with the advisor's commission and the gift's items of that day's policy. *known: the very same
 * stands already (order, amount, choice, advisor), and nothing was written. ERR_NOT_FOUND no such order; ERR_RULE in
 * words: no policy, not due, handed over on a day before, no such choice, amount out of range, another deposit stands.
 * Audited. */
bool deposit_take(Db *db, Arena *arena, const DepositAsk *ask, Deposit *out, bool *known, Err *err);
/* With a reason. ERR_NOT_FOUND; ERR_RULE when it was taken back already. Audited. */
bool deposit_undo(Db *db, Arena *arena, const char *deposit_id, const char *by, const char *reason, Ms at, Deposit *out,
                  Err *err);
/* A unique beginning or end of the id, or the number of an order that has one. ERR_NOT_FOUND, ERR_INPUT. */
bool deposit_find(Db *db, Arena *arena, const char *deposit_id, Deposit *out, Err *err);
/* Taken or taken back from <= then < to, by when they were taken. */
bool deposits_read(Db *db, Arena *arena, Ms from, Ms to, Deposit **out, size_t *n, Err *err);

typedef struct RenewalDue { /* an insured repair to which it has to be offered */
    const char *order_no, *advisor, *plate;
    Fen repair;
    int tier;
    Ms due;                 /* when it was first seen at the advisor's check, ready or handed over */
    Ms offered;             /* 0 = not yet */
    const char *offered_by; /* "" = the panel */
    bool deposit;           /* one stands */
} RenewalDue;
/* Those that became due from <= due < to, oldest first; each by the policy of its own day. */
bool renewal_due_read(Db *db, Arena *arena, Ms from, Ms to, RenewalDue **out, size_t *n, Err *err);

/* What My car shows of one order: the choice that was asked for, and the deposit that stands. */
typedef struct RenewalState {
    char asked[8]; /* choice of the newest lead, "" = none */
    Ms asked_at;   /* 0 = not asked */
    Deposit taken; /* deposit_id not set = none */
} RenewalState;
bool renewal_state(Db *db, Arena *arena, const char *order_no, RenewalState *out, Err *err);

#endif
