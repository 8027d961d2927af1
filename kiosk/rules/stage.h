/* The trade's words as values: stages of a work order, holds, kinds of work (domain.md 1, 2). */
#ifndef LOUNGE_RULES_STAGE_H
#define LOUNGE_RULES_STAGE_H

#include <stdbool.h>

typedef enum Stage {
    STAGE_NONE = 0,
    STAGE_CHECK_IN = 1,
    STAGE_QUEUED,
    STAGE_IN_WORK,
    STAGE_INSPECTION,
    STAGE_WASH,
    STAGE_ADVISOR_CHECK,
    STAGE_READY,
    STAGE_DELIVERED, /* left the board */
} Stage;
enum { STAGES_SHOWN = 7 };

typedef enum Hold { HOLD_NONE = 0, HOLD_PARTS, HOLD_APPROVAL } Hold;

typedef enum Kind {
    KIND_NONE = 0,
    KIND_MAINTENANCE,
    KIND_SERVICE_5K,
    KIND_SERVICE_10K,
    KIND_REPAIR,
    KIND_BODY_PAINT,
    KIND_WARRANTY,
    KIND_PDS, /* never on the customers' board */
} Kind;
enum { KINDS = 8 };

/* Identifiers as stored and exported ("in_work", "parts", "service_5k"); "" for none. */
const char *stage_id(Stage stage);
const char *hold_id(Hold hold);
const char *kind_id(Kind kind);
/* The way back; NONE for "" and for anything unknown. */
Stage stage_of(const char *id);
Hold hold_of(const char *id);
Kind kind_of(const char *id);

/* What a move between two stages means (domain.md 2); three numbers, never one. */
typedef enum StepBack { STEP_FORWARD = 0, STEP_FAILED_INSPECTION, STEP_INTERNAL_REWORK, STEP_EXTERNAL_REWORK } StepBack;
StepBack stage_step(Stage from, Stage to);

#endif
