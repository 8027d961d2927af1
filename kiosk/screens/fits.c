/* Offers and the opened car: their order, and sentences made of conditions where the table has none of its own. */
#include "fits.h"

#include <stdio.h>
#include <string.h>

enum { REASONS_SAID = 2 };

/* --- order -------------------------------------------------------------------------------------------------------- */

void fits_refresh(Kiosk *k) {
    CarDetail *car = &k->car;
    car->fits = NULL;
    car->shown = NULL;
    car->n_shown = 0;
    if (!car->found) return;
    car->fits = arena_alloc(&car->arena, k->snap.n_known + 1);
    car->shown = arena_alloc(&car->arena, (k->snap.n_offers + 1) * sizeof *car->shown);
    for (size_t i = 0; i < k->snap.n_known; i++)
        car->fits[i] = (unsigned char)target_fit(&k->snap.offers[i].target, &car->facts);
    car->n_shown = fits_order(car->fits, k->snap.n_offers, car->shown);
}

/* Is the visit's order another one than the catalogue's? */
static bool is_sorted(const Kiosk *k) {
    return k->car.shown && !k->visit.show_all;
}

size_t offers_shown(const Kiosk *k) {
    return is_sorted(k) ? k->car.n_shown : k->snap.n_offers;
}

const Offer *offer_shown(const Kiosk *k, size_t i) {
    return &k->snap.offers[is_sorted(k) ? k->car.shown[i] : i];
}

bool offer_fits(const Kiosk *k, const Offer *o) {
    size_t node;
    return is_sorted(k) && k->car.fits[o - k->snap.offers] == FIT_YES &&
           target_reasons(&o->target, &k->car.facts, &node, 1) > 0;
}

bool fits_any(const Kiosk *k) {
    for (size_t i = 0; k->car.shown && i < k->snap.n_offers; i++)
        if (k->car.fits[i] != FIT_EVERYBODY) return true;
    return false;
}

void fits_toggle(Kiosk *k) {
    k->visit.show_all = !k->visit.show_all;
    k->visit.offer_page = 0;
    k->again = true;
}

Word fits_toggle_word(const Kiosk *k, bool brief) {
    if (k->visit.show_all) return brief ? W_FITS_SORT_SHORT : W_FITS_SORT;
    return brief ? W_FITS_ALL_SHORT : W_FITS_SHOW_ALL;
}

/* --- the sentence ------------------------------------------------------------------------------------------------- */

/* 40000 -> "4 万公里", "40,000 km" */
static const char *km(Kiosk *k, int n) {
    Arena *a = &k->ui.list->arena;
    if (zh(k) && n >= 10000 && n % 10000 == 0) return arena_printf(a, "%d 万公里", n / 10000);
    if (zh(k) && n >= 10000 && n % 1000 == 0) return arena_printf(a, "%d.%d 万公里", n / 10000, n / 1000 % 10);
    if (zh(k)) return arena_printf(a, "%d 公里", n);
    return n >= 1000 ? arena_printf(a, "%d,%03d km", n / 1000, n % 1000) : arena_printf(a, "%d km", n);
}

static bool whole_years(int months) {
    return months >= 12 && months % 12 == 0;
}

/* 24 -> "2 年", "2 years"; 18 -> "18 个月", "18 months" */
static const char *age(Kiosk *k, int months) {
    return whole_years(months) ? wf(k, months == 12 ? W_FITS_YEAR : W_FITS_YEARS, months / 12)
                               : wf(k, W_FITS_MONTHS, months);
}

static const char *number_reason(Kiosk *k, Axis axis, const TargetValue *v) {
    bool open = v->high > TARGET_NUMBER_MAX;
    switch (axis) {
    case AXIS_MILEAGE:
        if (open) return wf(k, W_FITS_KM_FROM, km(k, v->low));
        return v->low ? wf(k, W_FITS_KM_BETWEEN, km(k, v->low), km(k, v->high)) : wf(k, W_FITS_KM_TO, km(k, v->high));
    case AXIS_AGE:
        if (open) return wf(k, W_FITS_AGE_FROM, age(k, v->low));
        return v->low ? wf(k, W_FITS_AGE_BETWEEN, age(k, v->low), age(k, v->high))
                      : wf(k, W_FITS_AGE_TO, age(k, v->high));
    default: break;
    }
    if (open) return wf(k, W_FITS_VISITS_FROM, v->low);
    return v->low == v->high ? wf(k, W_FITS_VISITS, v->low) : wf(k, W_FITS_VISITS_TO, v->high);
}

static const char *answer_reason(Kiosk *k, Axis axis, const char *id) {
    const char *list = axis == AXIS_HABIT ? "axes.habits" : "axes.environments";
    int n = settings_count(k->snap.settings, list);
    for (int i = 1; i <= n; i++)
        if (strcmp(settings_item(k->snap.settings, list, i, "id"), id) == 0)
            return pick(k, settings_item(k->snap.settings, list, i, "zh"),
                        settings_item(k->snap.settings, list, i, "en"));
    return "";
}

/* A condition that holds, in words; "" for one that says what the car is not. */
static const char *reason(Kiosk *k, const TargetRule *t, size_t at) {
    const TargetNode *node = &t->nodes[at];
    if (node->negated) return "";
    for (size_t i = 0; i < node->n; i++) {
        const TargetValue *v = &t->values[node->first + i];
        if (!target_value_holds(node, v, &k->car.facts)) continue;
        if (axis_is_number(node->axis)) return number_reason(k, node->axis, v);
        return node->axis == AXIS_MODEL ? wf(k, W_FITS_MODEL, show_model(k, &k->car.order))
                                        : answer_reason(k, node->axis, v->word);
    }
    return "";
}

/* English: the first word of a sentence with a capital letter, those that follow without, unless it is a name. */
static const char *in_sentence(Kiosk *k, const char *words, bool first) {
    char *copy = arena_strdup(&k->ui.list->arena, words);
    bool upper = *copy >= 'A' && *copy <= 'Z', lower = *copy >= 'a' && *copy <= 'z';
    if (first && lower) *copy = (char)(*copy - 32);
    if (!first && upper && copy[1] >= 'a' && copy[1] <= 'z') *copy = (char)(*copy + 32);
    return copy;
}

const char *offer_why(Kiosk *k, const Offer *o) {
    if (!offer_fits(k, o)) return "";
    const char *own = pick(k, o->why_zh, o->why_en);
    if (*own) return own;
    size_t nodes[AXES], n = target_reasons(&o->target, &k->car.facts, nodes, AXES), said = 0;
    const char *sentence = "";
    for (size_t i = 0; i < n && said < REASONS_SAID; i++) {
        const char *words = reason(k, &o->target, nodes[i]);
        if (!*words) continue;
        words = in_sentence(k, words, said == 0);
        sentence = said++ ? wf(k, W_FITS_AND, sentence, words) : words;
    }
    return sentence;
}

const char *offer_why_line(Kiosk *k, const Offer *o) {
    const char *why = offer_why(k, o);
    if (*why) return arena_printf(&k->ui.list->arena, "%s · %s", w(k, W_FITS_CAR), why);
    return offer_fits(k, o) ? w(k, W_FITS_CAR) : "";
}

TextStyle fits_style(const Kiosk *k) {
    return style(27, false, k->ui.theme->go, ALIGN_LEFT);
}

void fits_pill(Kiosk *k, Rect picture, const Offer *o) {
    if (!offer_fits(k, o)) return;
    ui_pill(&k->ui, picture.x + 16, picture.y + 16, false, "check", w(k, W_FITS_CAR), k->ui.theme->go,
            k->ui.theme->surface);
}
