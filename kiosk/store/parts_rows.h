/* What the report of parts is made of: parts that came, waits that ended, and what is waited for now. */
#ifndef LOUNGE_STORE_PARTS_ROWS_H
#define LOUNGE_STORE_PARTS_ROWS_H

#include "report_rows.h"

/* A part that came in the span, by that time. Slips are against the first date promised for it and the last one said
 * before it came; `promised` is false where none ever was. */
typedef struct PartCameRow {
    const char *store_id, *order_no, *supplier;
    Ms came;
    bool promised;
    Ms slip, last_slip;
    int moved; /* how often another date was said */
} PartCameRow;
typedef bool (*PartCameFn)(void *ctx, const PartCameRow *row);
bool parts_came_each(Db *db, const RowSpan *span, PartCameFn fn, void *ctx, Err *err);

/* A wait for parts, as the exports showed it, that ended in the span; by its end. */
typedef struct PartWaitRow {
    const char *store_id, *order_no, *kind;
    Ms from, to;
} PartWaitRow;
typedef bool (*PartWaitFn)(void *ctx, const PartWaitRow *row);
bool part_waits_each(Db *db, const RowSpan *span, PartWaitFn fn, void *ctx, Err *err);

/* What an order in service waits for now: a row a part that has not come, one without a part where no list has it. By
 * the time the wait began. */
typedef struct PartOpenRow {
    const char *order_no, *model, *advisor, *part, *part_no, *supplier; /* "" = not known */
    Ms since, first_expected, expected;                                 /* 0 = not known */
    int moved;
} PartOpenRow;
typedef bool (*PartOpenFn)(void *ctx, const PartOpenRow *row);
bool parts_open_each(Db *db, PartOpenFn fn, void *ctx, Err *err);

#endif
