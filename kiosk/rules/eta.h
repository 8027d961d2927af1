/* When will it be ready: the 10th–90th percentile of what the store really took from here (domain.md 3). */
#ifndef LOUNGE_RULES_ETA_H
#define LOUNGE_RULES_ETA_H

#include "stage.h"
#include "worktime.h"

/* One past order of the last 90 days (the caller picks them), from its history of stages (eta_past_of). Instants 0
 * where not seen. What an export shows happened between the one before (`…after`, 0 = at that very instant) and it, and
 * is taken to lie anywhere between them in working time: whole gaps of ten minutes would make the interval a lattice
 * that covers too much. A stage counts where both its start and its end (the start of a later one, of a wait for parts,
 * else `ready`) are known so exactly. */
typedef struct EtaPast {
    Kind kind;
    Ms arrived, ready, ready_after; /* ready: first seen at stage ready or delivered */
    Ms entered[STAGES_SHOWN];       /* first seen in stage i+1 */
    Ms after[STAGES_SHOWN];
    bool exact[STAGES_SHOWN]; /* the exports around that were at most 15 minutes apart */
    Ms waited, waited_after;  /* first seen waiting for parts, in stage wait_stage */
    Stage wait_stage;
    Ms resumed; /* first seen no longer waiting after it; 0 = never, or known too roughly */
} EtaPast;

/* Past orders prepared for asking: working minutes, sorted. Immutable: threads may share it. About 8 bytes an order
 * and stage. */
typedef struct EtaTable EtaTable;
/* Keeps nothing of its inputs; hours is copied, its holidays must outlive the table. Free with eta_free. */
EtaTable *eta_build(const EtaPast *past, size_t n, const WorkHours *hours);
void eta_free(EtaTable *table);

typedef struct EtaAsk {
    Kind kind;
    Stage stage;
    Hold hold;
    Ms arrived, entered; /* entered: first seen in this stage; 0 = not known */
    bool exact;          /* the exports around `entered` were at most 15 minutes apart */
    Ms resumed;          /* a wait for parts ended then, in this stage; 0 = there was none */
    Ms promised;         /* the advisor's; 0 = none */
    Ms parts_at;         /* expected arrival of parts, as told (midnight: that day); 0 = not known */
    const int *slips;    /* how late such parts were, minutes, ascending (part_slips_of); NULL = not known */
    size_t n_slips;
    Ms as_of; /* of the newest export: it was still there then; 0 = now */
    Ms now;
} EtaAsk;

typedef enum EtaKind {
    ETA_NONE,     /* nothing is known: say nothing */
    ETA_READY,    /* it is ready */
    ETA_INTERVAL, /* from–to, by `sample` past orders */
    ETA_PROMISED, /* the advisor's promised time, in `to` */
    ETA_PARTS, /* waiting for parts: expected parts_from–parts_to; from–to as in ETA_INTERVAL when the store knows by
                  at least 20 slips and 20 past waits what then still takes how long, else 0 */
    ETA_LATE,  /* past the interval, the promise or the parts' time: taking longer than usual; tell the advisor.
                  from–to as in ETA_INTERVAL when enough past orders took as long, else 0 */
} EtaKind;

typedef struct Eta {
    EtaKind kind;
    Ms from, to; /* to 5 minutes, outwards but where that takes in more than 82 of 100 like orders (see eta.c); not
                    before now, within business hours; a promise as given */
    Ms parts_from, parts_to; /* 10th–90th percentile of the promise and the slip, not before now; both as told where the
                                slip is not known; 0 = nobody knows */
    int sample;              /* past orders found, also when they were too few */
    Ms due;                  /* ETA_LATE: the end that has passed */
    bool whole_stay;         /* computed from the whole stay, not from the stage */
} Eta;

/* At least 20 like orders that were still there as long after their start as this one was when last seen, else the
 * promise. A wait for parts is a state of its own: an order that had none is compared with those that had none by then,
 * and after one it is compared with those whose parts had come. Late is what is past the end of
 * the interval that stood at the stage's start (the arrival, for the whole stay). table may be NULL: only the promise
 * and the parts are known then. Takes O(log n) and a walk over the days since the start: about 5 µs with 100,000
 * orders. */
Eta eta_ask(const EtaTable *table, const EtaAsk *ask);
/* The p-quantile of sorted values by order statistics at p(n+1), interpolated, clamped to the ends. */
double eta_quantile(const int *sorted, size_t n, double p);

#endif
