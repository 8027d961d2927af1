/* The rules of the gifts' programmes, each a comparison of whole local days or months. */
#include "gift_rule.h"

#include <stdio.h>
#include <string.h>

GiftRule gift_rule_of(const char *id) {
    static const char *const ids[] = {"", "delivery", "complaint", "loyal", "win_back", "first_visit", "too_early"};
    for (size_t i = 1; i < sizeof ids / sizeof *ids; i++)
        if (strcmp(ids[i], id) == 0) return (GiftRule)i;
    return GIFT_NONE;
}

/* 00:00 of a local day so many months before; a day the month does not have is its last one. */
static Ms months_before(Ms at, int months) {
    LocalTime lt = local_of(day_start(at));
    int month = lt.year * 12 + lt.month - 1 - months;
    lt.year = month / 12;
    lt.month = month % 12 + 1;
    while (!date_is_real(lt.year, lt.month, lt.day) && lt.day > 28) lt.day--;
    return local_to_ms(lt);
}

GiftPeriod gift_period(Ms at, int months) {
    LocalTime next = local_of(day_add(day_start(at), 1)); /* a half-year's last day counts as ended */
    bool second = next.month < 7;                         /* of the year before */
    LocalTime end = {.year = next.year, .month = second ? 1 : 7, .day = 1};
    GiftPeriod out = {.to = local_to_ms(end)};
    out.from = months_before(out.to, months);
    snprintf(out.label, sizeof out.label, "%04d%s", (second ? next.year - 1 : next.year) % 10000, second ? "H2" : "H1");
    return out;
}

bool gift_rule_met(GiftRule rule, int visits, int months, const GiftCar *car, Ms at) {
    Ms end = day_add(day_start(at), 1), since;
    switch (rule) {
    case GIFT_DELIVERY: return car->bought > 0 && car->bought < end && car->bought >= months_before(at, months);
    case GIFT_LOYAL: return visits > 0 && car->visits_period >= visits;
    case GIFT_WIN_BACK: return months > 0 && recall_lost(months, &car->recall, at, &since) != RECALL_NONE;
    case GIFT_FIRST_VISIT: return car->visits == 1 && car->in_house && !car->sold_here;
    case GIFT_NONE:
    case GIFT_COMPLAINT:
    case GIFT_TOO_EARLY: break;
    }
    return false;
}
