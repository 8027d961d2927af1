/* Leads: a customer would like to see or hear more, or is to be called in (policies.md 4–7). A desk works them. */
#ifndef LOUNGE_STORE_LEADS_H
#define LOUNGE_STORE_LEADS_H

#include "base/uuid.h"
#include "db.h"

typedef struct Lead { /* texts never NULL */
    Uuid lead_id, visit_id;
    const char *kind;     /* show, callback, prepaid, renewal, warranty, booking, trade_in, recall */
    const char *desk;     /* advisor, insurance, bar, sales, recall */
    const char *order_no; /* "" = none */
    const char *about;    /* "offer:ID", "prepaid:five" */
    const char *detail;   /* "key=value" with spaces between */
    const char *phone;    /* when made: a number to call, in normal form, given with consent; "" = none */
    Ms at;
    /* for staff: */
    Ms taken, done; /* 0 = not yet */
    const char *by, *outcome, *plate, *model, *name, *advisor;
} Lead;

/* Idempotent by lead_id. With an order the lead belongs to its car. ERR_INPUT: kind or desk not known. */
bool lead_make(Db *db, const Lead *lead, Err *err);
/* Open leads of a desk ("" = all), oldest first. `phone` is the number given, else the order's. */
bool leads_open(Db *db, Arena *arena, const char *desk, Lead **out, size_t *n, Err *err);
bool lead_find(Db *db, Arena *arena, const char *lead_id, Lead *out, Err *err); /* a unique beginning or end will do */
/* ERR_NOT_FOUND; ERR_RULE when it is done already, or taken by somebody else. Each writes the audit. */
bool lead_take(Db *db, const char *lead_id, const char *by, Ms at, Err *err);
bool lead_done(Db *db, const char *lead_id, const char *by, const char *outcome, const char *note, Ms at, Err *err);

#endif
