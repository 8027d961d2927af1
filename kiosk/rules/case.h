/* The case of a complaint (domain.md 5): which act leads from which state to which, when the next step is due in the
 * store's business hours, and whom it climbs to. Pure; the deadlines are the store's data (policy "case"). */
#ifndef LOUNGE_RULES_CASE_H
#define LOUNGE_RULES_CASE_H

#include "base/err.h"
#include "staff.h"
#include "worktime.h"

typedef enum CaseState { CASE_NEW, CASE_ASSIGNED, CASE_CONTACTED, CASE_RESOLVED, CASE_CLOSED, CASE_REOPENED } CaseState;
enum { CASE_STATES = CASE_REOPENED + 1 };

typedef enum CaseAct {
    CASE_OPEN, /* the customer complained: the first of every history, never done to a case */
    CASE_ASSIGN,
    CASE_NOTE,
    CASE_CONTACT, /* the customer was spoken to */
    CASE_VISIT,   /* a visit at home is planned, or put off */
    CASE_VISITED, /* … was paid: the customer was spoken to */
    CASE_GRANT,   /* the consolation gift */
    CASE_WAIT,    /* the customer has to answer first: deadlines stand still */
    CASE_RESUME,
    CASE_RESOLVE,
    CASE_CLOSE,
    CASE_REOPEN,
    CASE_CLIMB, /* a deadline passed */
    CASE_RATE   /* the customer says how it was solved */
} CaseAct;
enum { CASE_ACTS = CASE_RATE + 1, CASE_NO_SIZE = 24, CASE_CALLBACK_MARK = 2 };
/* CASE_CALLBACK_MARK: a rating as low as this, with a number and the wish to be called, opens a case too. */

/* "new", "assigned" … and "opened", "assigned", "noted" …: how they are kept and exported. */
const char *case_state_id(CaseState state);
bool case_state_of(const char *id, CaseState *out);
const char *case_act_id(CaseAct act);
bool case_act_of(const char *id, CaseAct *out);

typedef struct CaseNow {
    CaseState state;
    bool waiting; /* for the customer */
    bool visit;   /* a visit at home was asked for and is not paid yet */
} CaseNow;
/* What the act makes of the case. ERR_RULE in words where the state does not allow it; *next is untouched then. */
bool case_after(CaseNow now, CaseAct act, CaseNow *next, Err *err);

/* May a person of this role do it? Managers work every case, advisors those they are responsible for (`own`); giving a
 * case to somebody, its consolation, closing and reopening are the manager's. */
bool case_may(StaffRole role, bool own, CaseAct act);
/* … and read what the customer wrote (domain.md 10). */
bool case_may_read(StaffRole role, bool own);

typedef struct CaseTerms { /* 0 = no such deadline */
    int assigned_minutes, contacted_minutes, resolved_days;
} CaseTerms;
typedef struct CasePause {
    Ms from, to;
} CasePause;
/* When the step after `state` is due, in business time since the case was opened (or opened again); a case that is
 * handed on gains no time. What was left when it began to wait for the customer is left when it goes on. 0 = nothing is
 * due. Pauses are in order and end. */
Ms case_due(const CaseTerms *terms, const WorkHours *hours, Ms opened, const CasePause *pauses, size_t n,
            CaseState state);
/* When a visit at home that is planned for this local day ("2026-11-24") has to be paid: by the end of that day's
 * business, of a day without business by its end. 0 = no day. */
Ms case_visit_due(const WorkHours *hours, const char *day);
/* Passed, as of now: never a matter of who looked when. */
bool case_overdue(Ms due, Ms now);
/* Which of a chain of n (> 0) a case climbs to that has climbed `level` times: the last one again at its end. */
size_t case_climbs_to(int level, size_t n);

/* A case number as a customer says it ("261123-01", "26112301", "２６１１２３－１", "20261123-1", or "1" of today) in
 * the form it is kept in. False: it is none. */
bool case_no_normal(const char *typed, Ms today, char out[CASE_NO_SIZE]);

#endif
