/* Cases of complaints (domain.md 5): an append-only history, of which the last row is the case's state. Every act is a
 * row with who, when and what, and a line in the audit; nothing is overwritten. Deadlines are those of the policy
 * "case" that was in force when the case was opened, or opened again. */
#ifndef LOUNGE_STORE_CASES_H
#define LOUNGE_STORE_CASES_H

#include "base/uuid.h"
#include "coupons.h"
#include "rules/case.h"
#include "tick.h"

typedef struct Case { /* texts never NULL */
    Uuid case_id;
    const char *case_no, *order_no, *plate, *model, *advisor;
    const char *reasons, *causes; /* ids, a space between; causes: what was found, else the reasons */
    const char *text, *phone;     /* the customer's; phone "" without consent */
    const char *responsible, *climbed_to, *outcome, *visit_day;
    CaseState state;
    bool waiting;
    Ms opened, due, changed; /* due: of the next step, or of the visit, whichever is sooner; 0 = nothing is */
    Ms visited;              /* 0 = not */
    int level;               /* how often it climbed */
    int gifts;               /* given with it */
    int score;               /* the customer's, once it was closed; 0 = none */
} Case;

typedef struct CaseFilter {
    const char *who; /* those this person is responsible for, or that climbed to them; NULL = all */
    bool overdue;    /* as of `now` */
    bool closed;     /* closed ones too */
    Ms now;
} CaseFilter;
/* By what is due first; what is not due stands behind, newest first. */
bool cases_read(Db *db, Arena *arena, const CaseFilter *filter, Case **out, size_t *n, Err *err);
/* By its number as a customer says it (case_no_normal, today's of `now`), or its key. ERR_INPUT, ERR_NOT_FOUND. */
bool case_find(Db *db, Arena *arena, const char *typed, Ms now, Case *out, Err *err);

typedef struct CaseEvent {
    CaseAct act;
    CaseState state;
    Ms at, due;
    const char *by, *note, *responsible, *climbed_to, *causes, *visit_day, *outcome;
    int score, seq;
    int64_t feed; /* goes up with every commit, over all cases: a reader goes on behind the last it has seen */
} CaseEvent;
bool case_events(Db *db, Arena *arena, const Uuid *case_id, CaseEvent **out, size_t *n, Err *err);

typedef struct CaseDo { /* texts may be NULL = not said */
    CaseAct act;
    const char *by;
    Ms at;
    const char *to;      /* assign: who is responsible */
    const char *note;    /* any: what was done or said; note: wanted */
    const char *day;     /* visit: "2026-11-28" */
    const char *outcome; /* resolve: kept, lost */
    const char *causes;  /* resolve: ids, a space or comma between; NULL = as they are */
} CaseDo;
/* One act by one of the staff, or the refusal in words: ERR_RULE where the state or the role does not allow it,
 * ERR_INPUT where something is missing or not known, ERR_NOT_FOUND. Not for open, grant (gift_grant), climb, rate. */
bool case_do(Db *db, const Uuid *case_id, const CaseDo *what, Err *err);
/* ERR_RULE in words unless this name may do that to the case; any name will do while the store keeps no staff. */
bool case_allow(Db *db, const Case *c, const char *by, CaseAct act, Err *err);
/* Whether this name may read what the customer wrote. */
bool case_readable(Db *db, const Case *c, const char *by, bool *may, Err *err);

/* Inside the caller's transaction: the first row of a history, and the gifts of one. */
bool case_open(Db *db, const Uuid *case_id, Ms at, Err *err);
bool case_granted(Db *db, const char *case_no, const char *by, int gifts, Ms at, Err *err);

/* The customer, at the panel. Closed cases are rated once each time they were closed; idempotent by event_id. */
bool case_rate(Db *db, const Uuid *event_id, const Uuid *case_id, int score, Ms at, Err *err);
/* The case of this number when `tail` is the end of its plate (4 signs at least, any spelling), or of the number that
 * was left with consent. ERR_NOT_FOUND says the same whichever of the two is wrong; ERR_RULE: the case can be read by
 * neither. */
bool case_look(Db *db, Arena *arena, const char *typed, const char *tail, Ms now, Case *out, Err *err);

/* The newest case of the order's car, by VIN or plate; all zero when it has none. */
bool case_of_car(Db *db, const char *order_no, Uuid *out, Err *err);

/* Cases whose deadline passed climb to the next of policy case.chain, once a deadline. */
bool cases_tick(Db *db, const CouponKey *key, const Settings *settings, Ms now, TickDone *out, Err *err);

/* Whom what has climbed `level` times climbs to next: a name, or a role's id; "" without a chain in the policy. */
void case_chain_name(const Settings *settings, int level, char *out, size_t size);

/* The name of a root cause: a reason of the questionnaire or a cause of the policy; its id where it has none. */
const char *cause_name(const Settings *settings, const char *id, bool zh);
bool cause_known(const Settings *settings, const char *id);

#endif
