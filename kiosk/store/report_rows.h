/* What reports are made of, streamed in order; the reports do the sums. Spans are from <= instant < to. A row function
 * returns false to stop. Rows are of the store, or of every store in the file with `all`. */
#ifndef LOUNGE_STORE_REPORT_ROWS_H
#define LOUNGE_STORE_REPORT_ROWS_H

#include "base/fen.h"
#include "db.h"

typedef struct RowSpan {
    Ms from, to;
    bool all; /* stores */
} RowSpan;

/* A rating that stands (was not taken back), oldest first. */
typedef struct RatedRow {
    const char *store_id, *order_no, *advisor, *kind; /* "" = not tied to an order */
    const char *lang, *reasons, *words;               /* words: "" = none, or forgotten */
    const char *marks;                                /* "initiation=4 advisor=5"; "" = none */
    Ms at;
    int score, csi, nps; /* −1 = not answered */
    bool suspect, complained;
} RatedRow;
typedef bool (*RatedRowFn)(void *ctx, const RatedRow *row);
bool rated_each(Db *db, const RowSpan *span, RatedRowFn row, void *ctx, Err *err);

/* A step of a complaint that was made in the span; complaints by time, each one's steps in order. */
typedef struct CaseStepRow {
    const char *complaint_id, *store_id, *case_no, *order_no, *advisor, *kind, *reasons, *words;
    Ms made; /* the complaint */
    int seq;
    const char *state, *responsible, *outcome;
    const char *visit_day; /* "" = none is planned */
    Ms at, due;            /* due: of the next step, or of that visit; 0 = none */
    bool last;
} CaseStepRow; /* a row is a change of state; person, outcome and deadline are those it had when it ended */
typedef bool (*CaseStepRowFn)(void *ctx, const CaseStepRow *row);
bool case_steps_each(Db *db, const RowSpan *span, CaseStepRowFn row, void *ctx, Err *err);

/* An order that was handed over in the span, by that time, and what its whole history holds (domain.md 2). */
typedef struct ThroughRow {
    const char *store_id, *order_no, *kind, *advisor, *technician;
    Ms delivered;
    bool failed_inspection, internal_rework, external_rework;
} ThroughRow;
typedef bool (*ThroughRowFn)(void *ctx, const ThroughRow *row);
bool through_each(Db *db, const RowSpan *span, ThroughRowFn row, void *ctx, Err *err);

/* Every visit of every car that arrived before span->to (from is not asked): by car, then by time. A car is its VIN,
 * else its plate; cars whose owner was forgotten are left out. */
typedef struct VisitRow {
    const char *store_id, *car, *order_no, *kind, *purchased_day;
    Ms arrived, delivered; /* delivered 0 = not yet */
    Fen amount;            /* −1 = not known */
    bool gone;
    Ms lost_case; /* a complaint of this order that was closed as lost; 0 = none */
} VisitRow;
typedef bool (*VisitRowFn)(void *ctx, const VisitRow *row);
bool visits_each(Db *db, const RowSpan *span, VisitRowFn row, void *ctx, Err *err);

#endif
