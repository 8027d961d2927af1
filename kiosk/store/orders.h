/* Work orders as the kiosk and the office read them: the board, one order, its history, past orders for the ETA. */
#ifndef LOUNGE_STORE_ORDERS_H
#define LOUNGE_STORE_ORDERS_H

#include "base/fen.h"
#include "db.h"
#include "rules/eta_life.h"
#include "rules/stage.h"

typedef struct Order { /* texts live in the arena they were read into; never NULL */
    const char *order_no;
    const char *plate;                /* normal form, "" = none */
    const char *vin4;                 /* last four of the VIN, "" = none */
    const char *model;                /* as the DMS writes it */
    const char *model_zh, *model_en;  /* by the models table; the DMS's own words when no prefix fits */
    const char *model_prefix;         /* the models table's; "" when none fits */
    const char *body;                 /* sedan, suv …; "" = not known */
    const char *oil_grade;            /* "" = not known */
    int oil_ml;                       /* a service; 0 = not known */
    int warranty_months, warranty_km; /* 0 = not known */
    Kind kind;
    const char *kind_words; /* the DMS's words, for staff */
    const char *purchased_day;
    int mileage_km; /* −1 = not known */
    const char *advisor, *bay, *technician;
    Ms arrived, promised, delivered; /* 0 = not known */
    Ms parts_at;                     /* by the list of parts where it has one that has not come, else by the DMS */
    const char *parts_supplier;      /* of that part; "" = not known */
    Stage stage;
    Hold hold;        /* approval also while a finding wants its answer, see v_findings; not as the DMS has it */
    Ms stage_seen;    /* when the present stage was first seen */
    bool stage_exact; /* … by exports at most 15 minutes apart */
    Ms resumed;       /* when a wait for parts in this stage was first seen to be over; 0 = there was none */
    Ms changed;       /* when stage or hold last changed */
    Fen amount;       /* −1 = not known */
} Order;

/* Time of the newest export applied, 0 when there was none. */
bool orders_as_of(Db *db, Ms *as_of, Err *err);
/* Cars in service: not delivered, not gone, no PDS; oldest arrival first. */
bool orders_board(Db *db, Arena *arena, Order **out, size_t *n, Ms *as_of, Err *err);
/* One order; ERR_NOT_FOUND. */
bool orders_find(Db *db, Arena *arena, const char *order_no, Order *out, Err *err);
/* The newest open order with this plate (normal form); ERR_NOT_FOUND. */
bool orders_find_plate(Db *db, Arena *arena, const char *plate, Order *out, Err *err);

typedef struct OrderPeople { /* read only for the customer who opened the car */
    const char *owner, *bringer, *owner_phone, *bringer_phone;
} OrderPeople;
bool orders_people(Db *db, Arena *arena, const char *order_no, OrderPeople *out, Err *err);
/* Can this order be opened by the last four digits of a phone (has a plate and a usable phone)? And do they match? */
bool orders_phone_opens(Db *db, const char *order_no, const char *last4, bool *usable, bool *matches, Err *err);

typedef struct StageSeen {
    Stage stage;
    Hold hold;
    StepBack step;
    Ms seen, since; /* since 0 = not known */
} StageSeen;
bool orders_history(Db *db, Arena *arena, const char *order_no, StageSeen **out, size_t *n, Err *err);

typedef struct Proposal {
    const char *what;
    Fen amount; /* −1 = not said */
} Proposal;
bool orders_proposals(Db *db, Arena *arena, const char *order_no, Proposal **out, size_t *n, Err *err);

/* Orders that became ready or were delivered since `since`, for eta_build. */
bool orders_past(Db *db, Arena *arena, Ms since, EtaPast **out, size_t *n, Err *err);
/* The same with their whole history, for eta_check. */
bool orders_lives(Db *db, Arena *arena, Ms since, EtaLife **out, size_t *n, Err *err);
/* Times of the exports of orders that were applied, or that left an entry in a history, from–to; ascending. */
bool orders_exports(Db *db, Arena *arena, Ms from, Ms to, Ms **out, size_t *n, Err *err);

#endif
