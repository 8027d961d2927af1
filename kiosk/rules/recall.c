/* Why a car's owner is called in; the gravest reason counts. */
#include "recall.h"

#include "months.h"

const char *recall_id(RecallReason reason) {
    static const char *const ids[] = {"", "due", "lost", "never", "case"};
    return ids[reason];
}

/* When the kilometres to the next service are driven, at the pace of the last readings. */
static Ms due_by_km(const RecallCar *c) {
    if (c->every_km <= 0 || c->service_km < 0 || c->km < 0 || c->km_a_month <= 0 || !c->km_at) return 0;
    int64_t left = (int64_t)c->service_km + c->every_km - c->km;
    if (left <= 0) return day_start(c->km_at);
    return day_add(day_start(c->km_at), (int)(left * 30 / c->km_a_month));
}

Ms recall_due_day(const RecallCar *c) {
    if (!c->service) return 0;
    Ms time = c->every_months > 0 ? months_add(c->service, c->every_months) : 0, way = due_by_km(c);
    return way && (!time || way < time) ? way : time;
}

static bool is_past(Ms at, int months, Ms today) {
    return at && months > 0 && months_add(at, months) <= today;
}

RecallReason recall_lost(int months, const RecallCar *c, Ms now, Ms *since) {
    Ms today = day_start(now);
    RecallReason reason = RECALL_NONE;
    *since = 0;
    if (c->in_shop || !c->seen) return RECALL_NONE;
    if (c->lost_case && c->lost_case > c->paid)
        reason = RECALL_CASE, *since = c->lost_case;
    else if (c->paid && is_past(c->paid, months, today))
        reason = RECALL_LOST, *since = c->paid;
    else if (!c->paid && is_past(c->seen, months, today))
        reason = RECALL_NEVER, *since = c->seen;
    return reason;
}

RecallReason recall_reason(const RecallPolicy *p, const RecallCar *c, Ms now, Ms *since) {
    Ms due = recall_due_day(c);
    RecallReason reason = recall_lost(p->lost_months, c, now, since);
    if (reason != RECALL_NONE || c->in_shop || !c->seen) return reason;
    if (!due || due > day_add(day_start(now), p->due_days)) return RECALL_NONE;
    *since = due;
    return RECALL_DUE;
}
