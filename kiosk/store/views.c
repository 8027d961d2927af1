/* The documented views as streams of rows. The marks of a rating are read by one look-up of their own instead of the
 * view's five: that is what makes an export of 100,000 ratings quicker than the sqlite3 shell's. */
#include "view.h"

#include "sql.h"

#include <stdlib.h>
#include <string.h>

enum { VIEW_COLUMNS_MAX = 64, MARKS = 5, NAME_MAX_BYTES = 48 };

/* ---- which views there are ---- */

bool view_list(Db *db, Arena *arena, const char *const **names, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    if (!sql_number(db, &most, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'", SQL_NO_ARGS, err))
        return false;
    const char **found = arena_alloc(arena, ((size_t)most + 1) * sizeof *found);
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT substr(name, 3) FROM sqlite_schema WHERE type = 'view' AND name GLOB 'v_*'"
                                " ORDER BY name LIMIT ?1",
                                SQL_ARGS(num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) found[count++] = sql_keep(arena, q, 0);
    if (!ok) return false;
    *names = found;
    *n = count;
    return true;
}

bool view_columns(Db *db, const char *view, Arena *arena, const char *const **names, int *n, Err *err) {
    bool ok, row;
    const char **found = arena_alloc(arena, VIEW_COLUMNS_MAX * sizeof *found);
    int count = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT c.name FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = 'view'"
                                " AND s.name = 'v_' || ?1 ORDER BY c.cid",
                                SQL_ARGS(txt(view)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        if (count < VIEW_COLUMNS_MAX) found[count++] = sql_keep(arena, q, 0);
    if (!ok) return false;
    if (count == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no view v_%.40s", "没有视图 v_%.40s"), view);
    *names = found;
    *n = count;
    return true;
}

/* ---- the query ---- */

#define RATINGS                                                                                                        \
    "SELECT rating_id, store_id, at_ms, at, lang, score, reasons, comment, NULL AS initiation, NULL AS advisor,"       \
    " NULL AS facility, NULL AS pickup, NULL AS quality, csi, nps, order_no, advisor_name, kind, contact_consent,"     \
    " phone, suspect, questionnaire_version, suspect_reasons"
/* As many columns as RATINGS names: a schema that has added one is read through the view. */
enum { RATINGS_COLUMNS = 23 };

typedef struct Shape {
    const char *const *columns;
    int n;
    const char *instant; /* "" = none */
    bool by_day;
} Shape;

static bool has_column(const Shape *s, const char *name) {
    for (int i = 0; i < s->n; i++)
        if (strcmp(s->columns[i], name) == 0) return true;
    return false;
}

static bool read_shape(Db *db, const char *view, Arena *arena, Shape *out, Err *err) {
    static const char *const instants[] = {"at_ms",      "issued_ms",  "sold_ms", "proposed_ms",
                                           "created_ms", "arrived_ms", "day"};
    *out = (Shape){.instant = ""};
    if (!view_columns(db, view, arena, &out->columns, &out->n, err)) return false;
    for (size_t i = 0; i < sizeof instants / sizeof *instants && !*out->instant; i++)
        if (has_column(out, instants[i])) out->instant = instants[i];
    out->by_day = strcmp(out->instant, "day") == 0;
    return true;
}

static bool is_bounded(Ms from, Ms to) {
    return from != INT64_MIN || to != INT64_MAX;
}

/* ?1 the store, so that an index on (store_id, instant) gives the rows in order without sorting. */
static const char *query_text(const char *view, const Shape *s, bool bounded, Arena *arena) {
    bool marks = strcmp(view, "ratings") == 0 && s->n == RATINGS_COLUMNS;
    const char *select = marks ? RATINGS : "SELECT *";
    if (!*s->instant) return arena_printf(arena, "%s FROM v_%s WHERE store_id = ?1", select, view);
    if (!bounded) return arena_printf(arena, "%s FROM v_%s WHERE store_id = ?1 ORDER BY %s", select, view, s->instant);
    return arena_printf(arena, "%s FROM v_%s WHERE store_id = ?1 AND %s >= ?2 AND %s < ?3 ORDER BY %s", select, view,
                        s->instant, s->instant, s->instant);
}

static bool bind_query(Db *db, sqlite3_stmt *q, const Shape *s, Ms from, Ms to, Err *err) {
    char first[32] = "0000-00-00", after[32] = "9999-99-99";
    const char *store = db_store_id(db);
    if (!is_bounded(from, to) || !*s->instant) return sql_bind(db, q, SQL_ARGS(txt(store)), err);
    if (!s->by_day) return sql_bind(db, q, SQL_ARGS(txt(store), num(from), num(to)), err);
    if (from != INT64_MIN) day_show(from, first, sizeof first);
    if (to != INT64_MAX) day_show(to, after, sizeof after);
    return sql_bind(db, q, SQL_ARGS(txt(store), txt(first), txt(after)), err);
}

/* ---- rows ---- */

typedef struct Row {
    ViewRow view;
    const char *names[VIEW_COLUMNS_MAX], *values[VIEW_COLUMNS_MAX];
    size_t lens[VIEW_COLUMNS_MAX];
    ViewType types[VIEW_COLUMNS_MAX];
    int first_mark; /* its column; −1 = the view has none, or gives them itself */
    char marks[MARKS][2];
} Row;

static void read_names(Row *r, sqlite3_stmt *q, bool marks, bool typed) {
    r->view = (ViewRow){.names = r->names, .values = r->values};
    if (typed) r->view.lens = r->lens;
    if (typed) r->view.types = r->types;
    r->view.n = sqlite3_column_count(q);
    if (r->view.n > VIEW_COLUMNS_MAX) r->view.n = VIEW_COLUMNS_MAX;
    r->first_mark = -1;
    for (int i = 0; i < r->view.n; i++) {
        r->names[i] = sqlite3_column_name(q, i);
        if (marks && strcmp(r->names[i], "initiation") == 0) r->first_mark = i;
    }
}

static void read_cells(Row *r, sqlite3_stmt *q) {
    static const ViewType types[] = {[SQLITE_INTEGER] = VIEW_INTEGER,
                                     [SQLITE_FLOAT] = VIEW_REAL,
                                     [SQLITE_TEXT] = VIEW_TEXT,
                                     [SQLITE_BLOB] = VIEW_TEXT,
                                     [SQLITE_NULL] = VIEW_NULL};
    for (int i = 0; i < r->view.n && !r->view.types; i++) r->values[i] = (const char *)sqlite3_column_text(q, i);
    for (int i = 0; i < r->view.n && r->view.types; i++) {
        r->types[i] = types[sqlite3_column_type(q, i)];
        r->values[i] = (const char *)sqlite3_column_text(q, i);
        r->lens[i] = (size_t)sqlite3_column_bytes(q, i);
    }
}

/* Factors that the view has no column for are left out, as the view does. */
static bool read_marks(Db *db, Row *r, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db, "SELECT factor, mark FROM rating_mark WHERE rating_id = ?1", SQL_ARGS(txt(r->values[0])), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        for (int i = 0; i < MARKS; i++) {
            int column = r->first_mark + i;
            if (strcmp(r->names[column], sql_text(q, 0)) != 0) continue;
            r->marks[i][0] = (char)('0' + sql_int(q, 1, 0) % 10); /* 1–5 by the table's own check */
            r->values[column] = r->marks[i];
            r->lens[column] = 1;
            r->types[column] = VIEW_INTEGER;
        }
    return ok;
}

static bool give_rows(Db *db, sqlite3_stmt *q, bool marks, bool typed, ViewRowFn fn, void *ctx, Err *err) {
    Row r = {0};
    bool ok, row;
    read_names(&r, q, marks, typed);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        read_cells(&r, q);
        ok = r.first_mark < 0 || read_marks(db, &r, err);
        if (!ok || !fn(ctx, &r.view)) break;
    }
    return ok;
}

static bool each(Db *db, const char *view, Ms from, Ms to, bool typed, ViewRowFn fn, void *ctx, Err *err) {
    Arena arena = {0};
    Shape shape;
    sqlite3_stmt *q = NULL;
    bool ok = read_shape(db, view, &arena, &shape, err);
    if (ok && is_bounded(from, to) && !*shape.instant)
        ok = err_set(err, ERR_USAGE,
                     TXT("%s has no days: leave --from and --to out", "%s 没有日期：请不要写 --from 和 --to"), view);
    const char *text = ok ? query_text(view, &shape, is_bounded(from, to), &arena) : "";
    if (ok && sqlite3_prepare_v2(db_handle(db), text, -1, &q, NULL) != SQLITE_OK) ok = sql_fail(db, err);
    ok = ok && bind_query(db, q, &shape, from, to, err) &&
         give_rows(db, q, strncmp(text, RATINGS, strlen(RATINGS)) == 0, typed, fn, ctx, err);
    sqlite3_finalize(q);
    arena_free(&arena);
    return ok;
}

bool view_each(Db *db, const char *view, Ms from, Ms to, ViewRowFn fn, void *ctx, Err *err) {
    return each(db, view, from, to, true, fn, ctx, err);
}

bool view_each_text(Db *db, const char *view, Ms from, Ms to, ViewRowFn fn, void *ctx, Err *err) {
    return each(db, view, from, to, false, fn, ctx, err);
}

/* ---- by DbView ---- */

const char *db_view_name(DbView view) {
    static const char *const names[] = {[VIEW_RATINGS] = "ratings",
                                        [VIEW_COMPLAINTS] = "complaints",
                                        [VIEW_COUPONS] = "coupons",
                                        [VIEW_CALLS] = "calls",
                                        [VIEW_ORDERS] = "orders"};
    return names[view];
}

typedef struct Texts {
    DbRowFn fn;
    void *ctx;
} Texts;

static bool give_texts(void *ctx, const ViewRow *row) {
    const Texts *t = ctx;
    return t->fn(t->ctx, row->n, row->names, row->values);
}

bool db_view_each(Db *db, DbView view, Ms from, Ms to, DbRowFn fn, void *ctx, Err *err) {
    Texts texts = {fn, ctx};
    return view_each_text(db, db_view_name(view), from, to, give_texts, &texts, err);
}
