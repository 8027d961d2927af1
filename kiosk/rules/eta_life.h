/* An order's history of stages as exports showed it, and what it says at one moment without looking ahead: the past
 * order for an estimate's table, and the question to ask about an order in service (domain.md 3). Pure functions. */
#ifndef LOUNGE_RULES_ETA_LIFE_H
#define LOUNGE_RULES_ETA_LIFE_H

#include "eta.h"

enum { ETA_EXACT_MS = 15 * 60000 }; /* exports at most so far apart tell when a stage began */

typedef struct EtaSeen {
    Stage stage;
    Hold hold;
    Ms seen, since; /* since: the export before, 0 = there was none */
} EtaSeen;

typedef struct EtaLife {
    Kind kind;
    Ms arrived, promised, delivered; /* 0 = not known; delivered: the DMS's own time of hand-over */
    const EtaSeen *seen;             /* oldest first; the caller's */
    size_t n;
} EtaLife;

/* By what was seen until `until`. `ready` is 0 when it was not seen ready by then; of an order that the first export
 * showed ready only a known hand-over says when. *known: when it was first seen ready, 0 = not by then. */
EtaPast eta_past_of(const EtaLife *life, Ms until, Ms *known);
/* How the order stood at `until`: stage, hold, their starts; the promise. False when it was not there yet, or handed
 * over by then. Leaves as_of, now and the parts alone. */
bool eta_ask_of(const EtaLife *life, Ms until, EtaAsk *ask);

#endif
