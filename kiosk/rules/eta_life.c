/* One walk along the history for each question. */
#include "eta_life.h"

static bool is_exact(const EtaSeen *s) {
    return s->since && s->seen - s->since <= ETA_EXACT_MS;
}

static void see_stage(EtaPast *past, const EtaSeen *s) {
    int i = (int)s->stage - 1;
    if (s->stage < STAGE_CHECK_IN || s->stage > STAGE_READY || past->entered[i]) return;
    past->entered[i] = s->seen;
    past->after[i] = s->since;
    past->exact[i] = is_exact(s);
}

/* The first wait for parts, and what was seen first after it. */
static void see_wait(EtaPast *past, const EtaSeen *s, bool *waits) {
    if (s->hold == HOLD_PARTS && !past->waited) {
        past->waited = s->seen;
        past->waited_after = s->since;
        past->wait_stage = s->stage;
        *waits = true;
    } else if (*waits && s->hold != HOLD_PARTS) {
        past->resumed = is_exact(s) ? s->seen : 0;
        *waits = false;
    }
}

EtaPast eta_past_of(const EtaLife *life, Ms until, Ms *known) {
    EtaPast past = {.kind = life->kind, .arrived = life->arrived};
    bool waits = false;
    *known = 0;
    for (size_t i = 0; i < life->n && life->seen[i].seen <= until; i++) {
        const EtaSeen *s = &life->seen[i];
        see_stage(&past, s);
        see_wait(&past, s, &waits);
        if (s->stage < STAGE_READY || past.ready) continue;
        /* Ready at the very first export: only the DMS's own time of hand-over says when. */
        Ms ready = s->since ? s->seen : 0, handed = life->delivered <= until ? life->delivered : 0;
        if (handed > life->arrived && (!ready || handed < ready)) ready = handed;
        if (!ready) continue;
        past.ready = ready;
        past.ready_after = s->since < ready ? s->since : 0;
        *known = s->seen;
    }
    return past;
}

bool eta_ask_of(const EtaLife *life, Ms until, EtaAsk *ask) {
    size_t n = 0;
    while (n < life->n && life->seen[n].seen <= until) n++;
    if (!n || life->seen[n - 1].stage == STAGE_DELIVERED) return false;
    const EtaSeen *last = &life->seen[n - 1], *start = last;
    ask->kind = life->kind;
    ask->stage = last->stage;
    ask->hold = last->hold;
    ask->arrived = life->arrived;
    ask->promised = life->promised;
    ask->resumed = 0;
    for (; start > life->seen && start[-1].stage == last->stage; start--)
        if (!ask->resumed && last->hold != HOLD_PARTS && start[-1].hold == HOLD_PARTS) ask->resumed = start->seen;
    ask->entered = start->seen;
    ask->exact = is_exact(start);
    return true;
}
