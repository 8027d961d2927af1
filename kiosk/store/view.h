/* The documented views (v_*) as streams of rows with their types, by name: a view that a later schema adds can be
 * exported without a line of code. */
#ifndef LOUNGE_STORE_VIEW_H
#define LOUNGE_STORE_VIEW_H

#include "db.h"

#define VIEW_PREFIX "v_"

/* Their names without the prefix ("ratings", "bar_orders"), sorted; they live in the arena. */
bool view_list(Db *db, Arena *arena, const char *const **names, size_t *n, Err *err);
/* Columns in the view's order; they live in the arena. ERR_NOT_FOUND: no such view. */
bool view_columns(Db *db, const char *view, Arena *arena, const char *const **names, int *n, Err *err);

typedef enum ViewType { VIEW_NULL, VIEW_INTEGER, VIEW_REAL, VIEW_TEXT } ViewType;
typedef struct ViewRow {
    int n;
    const char *const *names;
    const char *const *values; /* NULL values are NULL; numbers as text; NUL-terminated, until the next row */
    const size_t *lens;        /* in bytes: a text may hold a NUL that somebody's own SQL put there */
    const ViewType *types;
} ViewRow;
/* Return false to stop: no failure. */
typedef bool (*ViewRowFn)(void *ctx, const ViewRow *row);
/* Rows of a view with from <= instant < to, oldest first, streamed. The instant is the first of its columns at_ms,
 * issued_ms, sold_ms, proposed_ms, created_ms, arrived_ms, else its local `day`. ERR_NOT_FOUND: no such view;
 * ERR_USAGE: from or to is said (not INT64_MIN, INT64_MAX) of a view without an instant. */
bool view_each(Db *db, const char *view, Ms from, Ms to, ViewRowFn fn, void *ctx, Err *err);
/* The same for who needs the texts alone: row->lens and row->types are NULL, which makes a large export quicker. */
bool view_each_text(Db *db, const char *view, Ms from, Ms to, ViewRowFn fn, void *ctx, Err *err);

#endif
