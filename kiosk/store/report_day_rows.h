/* What the page of the day is made of: cars that were in the house, and calls. Spans and row functions as in
 * report_rows.h. */
#ifndef LOUNGE_STORE_REPORT_DAY_ROWS_H
#define LOUNGE_STORE_REPORT_DAY_ROWS_H

#include "report_rows.h"

/* An order that was in the house at some moment of the span, oldest arrival first; without those a later list no longer
 * has, and without pre-delivery inspections. */
typedef struct DayOrderRow {
    const char *order_no, *plate, *model, *advisor, *stage, *hold; /* stage and hold at the end of the span */
    Ms arrived, promised, ready, delivered,
        parts_at; /* 0 = not known, or not yet; ready: first seen so, else delivered */
} DayOrderRow;
typedef bool (*DayOrderRowFn)(void *ctx, const DayOrderRow *row);
bool day_orders_each(Db *db, const RowSpan *span, DayOrderRowFn row, void *ctx, Err *err);

/* A call that was made in the span, oldest first. */
typedef struct DayCallRow {
    const char *kind, *order_no, *by;
    Ms at, taken, done; /* 0 = not yet */
} DayCallRow;
typedef bool (*DayCallRowFn)(void *ctx, const DayCallRow *row);
bool day_calls_each(Db *db, const RowSpan *span, DayCallRowFn row, void *ctx, Err *err);

#endif
