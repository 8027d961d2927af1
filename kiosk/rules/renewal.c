/* Tiers and choices of the renewal deposit, looked up in what the policy says. */
#include "renewal.h"

#include <string.h>
#include <strings.h>

const RenewalTier *renewal_tier(const RenewalPolicy *p, Fen repair) {
    for (size_t i = 0; i < p->n_tiers && repair >= 0; i++)
        if (repair >= p->tiers[i].from && (p->tiers[i].to < 0 || repair <= p->tiers[i].to)) return &p->tiers[i];
    return NULL;
}

const RenewalTier *renewal_due(const RenewalPolicy *p, Kind kind, Stage stage, Fen repair) {
    if (stage < STAGE_ADVISOR_CHECK || !(p->kinds & 1U << kind)) return NULL;
    return renewal_tier(p, repair);
}

const RenewalChoice *renewal_choice(const RenewalPolicy *p, int tier, const char *id) {
    for (size_t i = 0; i < p->n_choices; i++)
        if (p->choices[i].tier == tier && strcasecmp(p->choices[i].id, id) == 0) return &p->choices[i];
    return NULL;
}

bool renewal_item_is_of(const RenewalItem *item, const RenewalChoice *choice) {
    return item->tier == choice->tier && strcmp(item->choice, choice->id) == 0;
}

Fen renewal_worth(const RenewalTier *tier) {
    return tier->worth + (tier->tow_km > 0 ? tier->tow_fen : 0);
}

Fen renewal_implied(const RenewalPolicy *p, const RenewalChoice *choice) {
    Fen left = -1;
    for (size_t i = 0; i < p->n_tiers; i++)
        if (p->tiers[i].id == choice->tier) left = p->tiers[i].worth;
    for (size_t i = 0; i < p->n_items; i++) {
        if (!renewal_item_is_of(&p->items[i], choice)) continue;
        if (p->items[i].worth < 0) return -1;
        left -= p->items[i].worth;
    }
    return left > 0 ? left : -1;
}

bool renewal_deposit_check(const RenewalPolicy *p, Fen deposit, Err *err) {
    if (deposit >= p->least && deposit <= p->most) return true;
    char least[32], most[32], told[32];
    fen_show(p->least, least, sizeof least);
    fen_show(p->most, most, sizeof most);
    fen_show(deposit, told, sizeof told);
    return err_set(err, ERR_RULE, TXT("a deposit is %s to %s, not %s", "定金为 %s 至 %s，不能是 %s"), least, most,
                   told);
}
