/* One walk along a car's history. */
#include "stage_stay.h"

void stage_stays(const StageAt *history, size_t n, Ms arrived, Ms until, StageStay out[STAGES_SHOWN]) {
    for (int i = 0; i < STAGES_SHOWN; i++) out[i] = (StageStay){0};
    Stage before = STAGE_NONE;
    for (size_t i = 0; i < n; i++) {
        Stage stage = history[i].stage;
        Ms from = history[i].at, to = i + 1 < n ? history[i + 1].at : until;
        if (i == 0 && stage == STAGE_CHECK_IN && arrived && arrived < from) from = arrived;
        if (stage >= STAGE_CHECK_IN && stage <= STAGE_READY) {
            StageStay *stay = &out[stage - 1];
            if (!stay->rounds) stay->entered = from;
            stay->rounds += stage != before;
            stay->length += to > from ? to - from : 0;
        }
        before = stage;
    }
}

Ms stage_ready_at(const StageAt *history, size_t n) {
    Ms at = 0;
    while (n-- > 0 && history[n].stage >= STAGE_READY) at = history[n].at;
    return at;
}

int stage_deviation(Ms promised, Ms ready) {
    Ms late = ready - promised;
    return (int)((late >= 0 ? late + MS_MINUTE / 2 : late - MS_MINUTE / 2) / MS_MINUTE);
}

Inspection inspection_ticks(const Ms seen[INSPECTION_LEVELS], Stage now) {
    Inspection in = {0};
    int last = -1;
    for (int i = 0; i < INSPECTION_LEVELS; i++) {
        in.at[i] = seen[i];
        if (seen[i]) last = i;
    }
    in.known = last >= 0;
    for (int i = 0; i < INSPECTION_LEVELS && in.known; i++) {
        if (i < last || now > STAGE_INSPECTION)
            in.tick[i] = TICK_DONE;
        else
            in.tick[i] = i == last && now == STAGE_INSPECTION ? TICK_NOW : TICK_OPEN;
    }
    return in;
}
