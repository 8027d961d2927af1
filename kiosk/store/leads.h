/* Leads: a customer would like to see or hear more, or is to be called in (policies.md 4–7). A desk works them: taken,
 * visited at home, closed with an outcome. Each act is an event of its own and a line in the audit; nothing is
 * overwritten. */
#ifndef LOUNGE_STORE_LEADS_H
#define LOUNGE_STORE_LEADS_H

#include "base/uuid.h"
#include "db.h"

typedef struct Lead { /* texts never NULL */
    Uuid lead_id, visit_id;
    const char *kind;           /* show, callback, prepaid, renewal, warranty, booking, trade_in, recall */
    const char *desk;           /* advisor, insurance, bar, sales, recall */
    const char *order_no;       /* "" = none */
    const char *about;          /* "offer:ID", "prepaid:five" */
    const char *detail;         /* "key=value" with spaces between */
    const char *phone;          /* when made: a number to call, in normal form, given with consent; "" = none */
    const char *lang, *purpose; /* when made, with a phone: the sentence it was given under, or NULL */
    Ms at;
    /* for staff: */
    Ms taken, done; /* 0 = not yet */
    const char *by, *outcome, *plate, *model, *name, *advisor;
    const char *note;                /* of the last event; a package's sale by its number */
    const char *title_zh, *title_en; /* of the offer it is about; "" = about none */
    const char *state;               /* of the last event: open, taken, visit, done, withdrawn */
    const char *visit_day;           /* of the home visit planned last, "2026-11-28" */
} Lead;

/* Idempotent by lead_id. With an order the lead belongs to its car; another choice of a renewal or a warranty for the
 * same order withdraws the one before, unless somebody has taken that. ERR_INPUT: kind or desk not known. */
bool lead_make(Db *db, const Lead *lead, Err *err);
/* Open leads of a desk ("" = all), oldest first. `phone` is the number given, else the order's: of who brought the car,
 * or its owner; "" where nobody asked to be called (kind show: they sit in the lounge). */
bool leads_open(Db *db, Arena *arena, const char *desk, Lead **out, size_t *n, Err *err);
bool lead_find(Db *db, Arena *arena, const char *lead_id, Lead *out, Err *err); /* a unique beginning or end will do */
/* What was asked for in a visit (of the last day), and for an order ("" = none) whenever: newest first, without what
 * was withdrawn. Never a name or a number: for the panel. */
bool leads_asked(Db *db, Arena *arena, const Uuid *visit_id, const char *order_no, Lead **out, size_t *n, Err *err);
/* What the newest lead of this kind from this order asked for (its `about`, cut to fit), unless it was withdrawn; ""
 * and *at 0 when there is none. */
bool lead_asked(Db *db, const char *order_no, const char *kind, char *about, size_t size, Ms *at, Err *err);

/* ERR_NOT_FOUND; ERR_RULE when it is done already, or taken by somebody else; ERR_INPUT without a name. The same again
 * by the same person changes nothing. */
bool lead_take(Db *db, const char *lead_id, const char *by, Ms at, Err *err);
/* A home visit is planned, or put off to another day; ERR_INPUT too when `day` is none, or before that of `at`. */
bool lead_visit(Db *db, const char *lead_id, const char *by, const char *day, const char *note, Ms at, Err *err);
/* outcome: won, lost or later; ERR_INPUT when it is none of them. */
bool lead_done(Db *db, const char *lead_id, const char *by, const char *outcome, const char *note, Ms at, Err *err);

#endif
