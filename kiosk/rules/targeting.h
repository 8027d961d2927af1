/* Whom an offer is for: a rule over six things known of a car (policies.md 2), written by staff in six columns and one
 * more for what the columns cannot say. Three verdicts: what is not known of a car never excludes it silently.
 *
 *   a column    VALUE;VALUE…   "24-", "-36", "24-60", "12"; "卡罗拉;雷凌"; "dust"
 *               !VALUE…        or "not …": none of these
 *               VALUE… ?no     where the car's value is not known, this counts as no (?yes: as yes)
 *   all columns that say something must fit, and so must the column `rule`:
 *   rule        TERM & TERM …  [else hide | else last]
 *   TERM        [not] COLUMN VALUE;VALUE… | any(RULE, RULE…) | all(RULE, RULE…) | (RULE), each with ?yes or ?no behind
 *               it where that is meant; a column may be named as in the header or 车型 车龄 里程 入库频次 习惯 环境
 * "any(mileage_km 40000-, habit short) & not environment dust ?yes else hide". A rule of "?no" or "?yes" alone is about
 * all columns together. Without a word on it, an offer of which something is not known comes behind those that fit, and
 * one that does not fit comes last (else hide: not at all). Full-width signs are as good; "and", "且" as good as &. */
#ifndef LOUNGE_RULES_TARGETING_H
#define LOUNGE_RULES_TARGETING_H

#include "base/err.h"
#include "base/mem.h"

#include <stdint.h>

typedef enum Axis { AXIS_MODEL, AXIS_AGE, AXIS_MILEAGE, AXIS_VISITS, AXIS_HABIT, AXIS_ENVIRONMENT, AXES } Axis;

enum {
    TARGET_CELL = 1000, /* bytes of a column */
    TARGET_NODES = 96,  /* conditions and brackets of a rule */
    TARGET_DEPTH = 8,
    TARGET_NUMBER_MAX = 9999999
};

const char *axis_id(Axis axis); /* "mileage_km" */
/* Ranges of whole numbers, else words. */
bool axis_is_number(Axis axis);

/* As staff wrote it; no text is NULL. */
typedef struct TargetText {
    const char *axis[AXES], *rule;
} TargetText;

/* What is known of a car. "" and −1: not known. */
typedef struct CarFacts {
    const char *model;                        /* as the DMS writes it */
    const char *prefix, *model_zh, *model_en; /* by the models table; prefix "" when it is not in there */
    int age_months, mileage_km, visits_12m;
    const char *habit, *environment; /* ids of what the customer chose, a space between */
} CarFacts;

/* In order: of all the least counts, of any the greatest. */
typedef enum Verdict { VERDICT_NO, VERDICT_UNKNOWN, VERDICT_YES } Verdict;
const char *verdict_id(Verdict verdict); /* "no", "not_known", "yes" */

/* What not known means where it matters. */
typedef enum Unknown { UNKNOWN_STAYS, UNKNOWN_IS_YES, UNKNOWN_IS_NO } Unknown;

typedef struct TargetValue {
    const char *word; /* NULL: a range */
    int low, high;    /* both included; an open end is 0 or TARGET_NUMBER_MAX + 1 */
} TargetValue;

typedef enum TargetKind { TARGET_CONDITION, TARGET_ALL, TARGET_ANY } TargetKind;
typedef struct TargetNode {
    TargetKind kind;
    Axis axis; /* of a condition */
    Unknown unknown;
    bool negated;
    uint16_t first, n; /* of a condition: its values */
    uint16_t size;     /* nodes of this one and all below it, which follow it */
} TargetNode;

/* A rule that was read. Zeroed: for every car. */
typedef struct TargetRule {
    const TargetNode *nodes; /* the first holds all others */
    const TargetValue *values;
    uint16_t n_nodes;
    bool hide; /* an offer that does not fit is not shown */
} TargetRule;

/* Reads a rule into the arena. On failure (ERR_INPUT) *field is the column at fault (an Axis, or AXES for `rule`) and
 * err says what is wrong with it; *out is untouched. */
bool target_parse(const TargetText *text, Arena *arena, TargetRule *out, int *field, Err *err);

/* How an offer stands to a car: the order in which offers are shown. */
typedef enum Fit { FIT_YES, FIT_EVERYBODY, FIT_UNKNOWN, FIT_NO, FIT_HIDDEN, FITS } Fit;
const char *fit_id(Fit fit); /* "fits", "everybody", "not_known", "does_not_fit", "hidden" */
Fit target_fit(const TargetRule *target, const CarFacts *car);

/* The verdict on one node, its "not" taken in and its ?yes or ?no left out: what explains a result. */
Verdict target_verdict(const TargetRule *target, size_t node, const CarFacts *car);
/* Conditions that are known to hold and for which the offer fits, in the rule's order: at most max of them. None when
 * it does not fit, or fits only by what is not known. */
size_t target_reasons(const TargetRule *target, const CarFacts *car, size_t *nodes, size_t max);
/* A condition as it would be written in a rule: "not environment dust;rain ?no". */
void target_show(const TargetRule *target, size_t node, Buf *out);
/* Does this value of the condition hold for the car? For saying which. */
bool target_value_holds(const TargetNode *node, const TargetValue *value, const CarFacts *car);

/* Stable: sorts the places 0 … n−1 by their fit into `order`, those hidden left out. Returns how many are left. */
size_t fits_order(const unsigned char *fits, size_t n, uint32_t *order);

#endif
