/* Time: cases and calls whose deadline passed climb to the next of the chain, once a deadline. Whether something is
 * overdue is never asked here: that is a matter of now. */
#include "calls.h"
#include "cases.h"
#include "cases_sql.h"
#include "sql.h"

#include <stdio.h>
#include <string.h>

enum { PASSED_MAX = 100 }; /* at once; the others come a minute later */

void case_chain_name(const Settings *s, int level, char *out, size_t size) {
    int n = settings_count(s, "case.chain");
    *out = '\0';
    if (n == 0) return;
    int i = (int)case_climbs_to(level, (size_t)n) + 1;
    const char *name = settings_item(s, "case.chain", i, "name");
    snprintf(out, size, "%s", *name ? name : settings_item(s, "case.chain", i, "role"));
}

typedef struct Passed {
    Uuid id;
    Ms due;
} Passed;

static bool find_passed(Db *db, Ms now, Passed out[PASSED_MAX], size_t *n, Err *err) {
    bool ok, row;
    *n = 0;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT e.complaint_id, e.due_ms FROM complaint_event e WHERE e.store_id = ?1 AND e.due_ms < ?2"
                  " AND e.seq = (SELECT max(seq) FROM complaint_event l WHERE l.complaint_id = e.complaint_id)"
                  " AND NOT EXISTS (SELECT 1 FROM tick_act a WHERE a.store_id = ?1 AND a.what = 'case'"
                  " AND a.about = e.complaint_id || ' ' || e.due_ms) ORDER BY e.due_ms, e.feed LIMIT ?3",
                  SQL_ARGS(txt(db_store_id(db)), num(now), num(PASSED_MAX)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        sql_copy(q, 0, out[*n].id.text, sizeof out->id.text);
        out[(*n)++].due = sql_int(q, 1, 0);
    }
    return ok;
}

/* The row is read again: since it was found somebody may have done the step. */
static bool climb(Db *db, const Settings *s, const Passed *p, Ms now, TickDone *out, Err *err) {
    CaseRow row;
    char about[80];
    bool fresh;
    if (!case_row_last(db, &p->id, &row, err)) return false;
    if (row.due != p->due) return true;
    snprintf(about, sizeof about, "%.36s %lld", p->id.text, (long long)p->due);
    if (!tick_act(db, "case", about, now, &fresh, err)) return false;
    if (!fresh || !case_after(row.now, CASE_CLIMB, &row.now, NULL)) return true;
    row.act = CASE_CLIMB;
    row.at = now;
    case_chain_name(s, row.level, row.climbed_to, sizeof row.climbed_to);
    row.level++;
    out->done++;
    return case_row_add(db, NULL, &p->id, &row, err);
}

bool cases_tick(Db *db, const CouponKey *key, const Settings *s, Ms now, TickDone *out, Err *err) {
    Passed passed[PASSED_MAX];
    size_t n;
    (void)key;
    if (settings_count(s, "case.chain") == 0) return true; /* nobody to climb to */
    if (!find_passed(db, now, passed, &n, err)) return false;
    if (n == 0) return true;
    if (!db_begin(db, err)) return false;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) ok = climb(db, s, &passed[i], now, out, err);
    return db_end(db, ok, err);
}
