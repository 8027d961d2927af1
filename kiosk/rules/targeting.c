/* Asking a rule about a car: three verdicts through conditions, brackets and negations. */
#include "targeting.h"

#include <string.h>

/* --- ids ---------------------------------------------------------------------------------------------------------- */

const char *axis_id(Axis axis) {
    static const char *const ids[AXES] = {"model", "age_months", "mileage_km", "visits_12m", "habit", "environment"};
    return ids[axis];
}

bool axis_is_number(Axis axis) {
    return axis == AXIS_AGE || axis == AXIS_MILEAGE || axis == AXIS_VISITS;
}

const char *verdict_id(Verdict verdict) {
    static const char *const ids[] = {"no", "not_known", "yes"};
    return ids[verdict];
}

const char *fit_id(Fit fit) {
    static const char *const ids[FITS] = {"fits", "everybody", "not_known", "does_not_fit", "hidden"};
    return ids[fit];
}

/* --- one condition ------------------------------------------------------------------------------------------------ */

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Letters alike in either case; `whole`: nothing may follow. */
static bool begins(const char *text, const char *with, bool whole) {
    while (*with && lower(*text) == lower(*with)) text++, with++;
    return !*with && (!whole || !*text);
}

/* A model of the store's table goes by the table's names, so that 卡罗拉 is not 卡罗拉锐放; a longer word may narrow it
 * down ("卡罗拉 1.2T"). Another goes by how the DMS's words begin. */
static bool is_model(const CarFacts *car, const char *word) {
    if (!*car->prefix) return begins(car->model, word, false);
    if (begins(car->prefix, word, true) || begins(car->model_zh, word, true) || begins(car->model_en, word, true))
        return true;
    return strlen(word) > strlen(car->prefix) && begins(car->model, word, false);
}

/* One of words with a blank between. */
static bool among(const char *list, const char *word) {
    size_t len = strlen(word);
    for (const char *p = list; *p; p += *p == ' ') {
        size_t piece = strcspn(p, " ");
        if (piece == len && memcmp(p, word, len) == 0) return true;
        p += piece;
    }
    return false;
}

static int number_of(const CarFacts *car, Axis axis) {
    return axis == AXIS_AGE ? car->age_months : axis == AXIS_MILEAGE ? car->mileage_km : car->visits_12m;
}

static const char *words_of(const CarFacts *car, Axis axis) {
    return axis == AXIS_MODEL ? car->model : axis == AXIS_HABIT ? car->habit : car->environment;
}

bool target_value_holds(const TargetNode *node, const TargetValue *value, const CarFacts *car) {
    if (axis_is_number(node->axis)) {
        int number = number_of(car, node->axis);
        return number >= value->low && number <= value->high;
    }
    return node->axis == AXIS_MODEL ? is_model(car, value->word) : among(words_of(car, node->axis), value->word);
}

static Verdict condition(const TargetRule *t, const TargetNode *node, const CarFacts *car) {
    if (axis_is_number(node->axis) ? number_of(car, node->axis) < 0 : !*words_of(car, node->axis))
        return VERDICT_UNKNOWN;
    for (size_t i = 0; i < node->n; i++)
        if (target_value_holds(node, &t->values[node->first + i], car)) return VERDICT_YES;
    return VERDICT_NO;
}

/* --- brackets ----------------------------------------------------------------------------------------------------- */

static Verdict settled(const TargetNode *node, Verdict verdict) {
    if (verdict != VERDICT_UNKNOWN || node->unknown == UNKNOWN_STAYS) return verdict;
    return node->unknown == UNKNOWN_IS_YES ? VERDICT_YES : VERDICT_NO;
}

Verdict target_verdict(const TargetRule *t, size_t at, const CarFacts *car) {
    const TargetNode *node = &t->nodes[at];
    Verdict verdict;
    if (node->kind == TARGET_CONDITION) {
        verdict = condition(t, node, car);
    } else {
        Verdict decides = node->kind == TARGET_ALL ? VERDICT_NO : VERDICT_YES;
        verdict = node->kind == TARGET_ALL ? VERDICT_YES : VERDICT_NO;
        for (size_t i = at + 1; i < at + node->size && verdict != decides; i += t->nodes[i].size) {
            Verdict one = settled(&t->nodes[i], target_verdict(t, i, car));
            if (decides == VERDICT_NO ? one < verdict : one > verdict) verdict = one;
        }
    }
    return node->negated ? (Verdict)(VERDICT_YES - verdict) : verdict;
}

Fit target_fit(const TargetRule *t, const CarFacts *car) {
    if (!t->n_nodes) return FIT_EVERYBODY;
    switch (settled(t->nodes, target_verdict(t, 0, car))) {
    case VERDICT_YES: return FIT_YES;
    case VERDICT_UNKNOWN: return FIT_UNKNOWN;
    case VERDICT_NO: break;
    }
    return t->hide ? FIT_HIDDEN : FIT_NO;
}

/* Into brackets that hold and are not negated: what stands under a "not" speaks against, not for. */
static size_t reasons_in(const TargetRule *t, size_t at, const CarFacts *car, size_t *nodes, size_t n, size_t max) {
    const TargetNode *node = &t->nodes[at];
    if (n == max || target_verdict(t, at, car) != VERDICT_YES) return n;
    if (node->kind == TARGET_CONDITION) {
        nodes[n] = at;
        return n + 1;
    }
    if (node->negated) return n;
    for (size_t i = at + 1; i < at + node->size; i += t->nodes[i].size) n = reasons_in(t, i, car, nodes, n, max);
    return n;
}

size_t target_reasons(const TargetRule *t, const CarFacts *car, size_t *nodes, size_t max) {
    if (target_fit(t, car) != FIT_YES) return 0;
    return reasons_in(t, 0, car, nodes, 0, max);
}

/* --- showing and sorting ------------------------------------------------------------------------------------------ */

static void show_value(const TargetValue *v, Buf *out) {
    if (v->word)
        buf_puts(out, v->word);
    else if (v->low == v->high)
        buf_printf(out, "%d", v->low);
    else if (v->high > TARGET_NUMBER_MAX)
        buf_printf(out, "%d-", v->low);
    else if (v->low == 0)
        buf_printf(out, "-%d", v->high);
    else
        buf_printf(out, "%d-%d", v->low, v->high);
}

void target_show(const TargetRule *t, size_t at, Buf *out) {
    const TargetNode *node = &t->nodes[at];
    if (node->negated) buf_puts(out, "not ");
    if (node->kind == TARGET_CONDITION) {
        buf_printf(out, "%s ", axis_id(node->axis));
        for (size_t i = 0; i < node->n; i++) {
            if (i) buf_putc(out, ';');
            show_value(&t->values[node->first + i], out);
        }
    } else {
        buf_puts(out, node->kind == TARGET_ALL ? "all(" : "any(");
        for (size_t i = at + 1; i < at + node->size; i += t->nodes[i].size) {
            if (i > at + 1) buf_puts(out, ", ");
            target_show(t, i, out);
        }
        buf_putc(out, ')');
    }
    if (node->unknown != UNKNOWN_STAYS) buf_puts(out, node->unknown == UNKNOWN_IS_YES ? " ?yes" : " ?no");
}

size_t fits_order(const unsigned char *fits, size_t n, uint32_t *order) {
    size_t start[FITS + 1] = {0};
    for (size_t i = 0; i < n; i++) start[fits[i] + 1]++;
    for (size_t f = 1; f <= FITS; f++) start[f] += start[f - 1];
    size_t shown = start[FIT_HIDDEN];
    for (size_t i = 0; i < n; i++)
        if (fits[i] != FIT_HIDDEN) order[start[fits[i]]++] = (uint32_t)i;
    return shown;
}
