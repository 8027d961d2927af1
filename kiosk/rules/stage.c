/* Stages, holds and kinds by name, and what going back means. The names are those of the database and of every
 * export: never change one. */
#include "stage.h"

#include <stddef.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char *const stage_ids[] = {"",     "check_in",      "queued", "in_work",  "inspection",
                                        "wash", "advisor_check", "ready",  "delivered"};
static const char *const hold_ids[] = {"", "parts", "approval"};
static const char *const kind_ids[] = {"",       "maintenance", "service_5k", "service_10k",
                                       "repair", "body_paint",  "warranty",   "pds"};
_Static_assert(sizeof kind_ids / sizeof *kind_ids == KINDS, "every kind has a name");
_Static_assert(sizeof stage_ids / sizeof *stage_ids == STAGE_DELIVERED + 1, "every stage has a name");

static const char *id_at(const char *const *ids, int n, int i) {
    return i >= 0 && i < n ? ids[i] : "";
}

/* 0, which is NONE, when it is not there. */
static int index_of(const char *const *ids, int n, const char *id) {
    for (int i = 1; i < n && id; i++)
        if (strcmp(ids[i], id) == 0) return i;
    return 0;
}

const char *stage_id(Stage stage) {
    return id_at(stage_ids, COUNT(stage_ids), (int)stage);
}

const char *hold_id(Hold hold) {
    return id_at(hold_ids, COUNT(hold_ids), (int)hold);
}

const char *kind_id(Kind kind) {
    return id_at(kind_ids, COUNT(kind_ids), (int)kind);
}

Stage stage_of(const char *id) {
    return (Stage)index_of(stage_ids, COUNT(stage_ids), id);
}

Hold hold_of(const char *id) {
    return (Hold)index_of(hold_ids, COUNT(hold_ids), id);
}

Kind kind_of(const char *id) {
    return (Kind)index_of(kind_ids, COUNT(kind_ids), id);
}

StepBack stage_step(Stage from, Stage to) {
    if (to == STAGE_NONE || to >= from) return STEP_FORWARD;
    switch (from) {
    case STAGE_DELIVERED: return STEP_EXTERNAL_REWORK;
    case STAGE_READY:
    case STAGE_ADVISOR_CHECK:
    case STAGE_WASH: return STEP_INTERNAL_REWORK;
    case STAGE_INSPECTION: return STEP_FAILED_INSPECTION;
    default: return STEP_FORWARD; /* back before any inspection: nothing was done wrong yet */
    }
}
