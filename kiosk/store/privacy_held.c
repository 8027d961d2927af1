/* All that is held on one person, by table, read from the same lists that an erasure uses. */
#include "forget.h"
#include "forget_sql.h"
#include "sql.h"

#include <string.h>

#define THEIRS " IN (SELECT person_id FROM temp.forget_person)"
#define ORDERS " IN (SELECT order_no FROM temp.forget_order)"
#define CARS   " IN (SELECT car_id FROM car WHERE person_id" THEIRS ")"

/* table, what, value, at; what is empty is not held. */
static const char held_sql[] =
    "SELECT 'person', 'name', name, created_ms FROM person WHERE person_id" THEIRS " AND name <> ''"
    " UNION ALL SELECT 'person', 'phone', phone, created_ms FROM person WHERE person_id" THEIRS " AND phone <> ''"
    " UNION ALL SELECT 'person', 'plate', plate, created_ms FROM person WHERE person_id" THEIRS " AND plate <> ''"
    " UNION ALL SELECT 'person', 'words', words, created_ms FROM person WHERE person_id" THEIRS " AND words <> ''"
    " UNION ALL SELECT 'work_order', 'order', order_no || ' ' || model || ' ' || kind_words, arrived_ms FROM work_order"
    "  WHERE order_no" ORDERS
    " UNION ALL SELECT 'work_order', 'vin', vin, arrived_ms FROM work_order WHERE order_no IN (SELECT order_no FROM"
    "  temp.forget_order WHERE whole) AND vin <> ''"
    " UNION ALL SELECT 'rating', 'score', score || ' ' || reasons, at_ms FROM rating WHERE order_no" ORDERS
    "  OR voice_id" THEIRS
    " UNION ALL SELECT 'complaint', 'case', case_no || ' ' || reasons, at_ms FROM complaint WHERE order_no" ORDERS
    "  OR voice_id" THEIRS
    " UNION ALL SELECT 'lead', kind, about || ' ' || detail, at_ms FROM lead WHERE order_no" ORDERS
    " OR person_id" THEIRS " UNION ALL SELECT 'lead_event', 'note', note, at_ms FROM lead_event WHERE note <> '' AND "
    "lead_id IN (SELECT lead_id"
    "  FROM lead WHERE order_no" ORDERS " OR person_id" THEIRS ")"
    " UNION ALL SELECT 'consent', purpose, coalesce(words, '') || ' (' || date(until_ms / 1000, 'unixepoch') || ')', "
    "at_ms"
    "  FROM v_contacts WHERE contact_id IN (SELECT consent_id FROM consent WHERE person_id" THEIRS ")"
    " UNION ALL SELECT 'correction', 'answer', answer, at_ms FROM correction WHERE order_no" ORDERS
    " UNION ALL SELECT 'call', kind, about, at_ms FROM call WHERE order_no" ORDERS
    " UNION ALL SELECT 'coupon', title_zh, code, issued_ms FROM coupon WHERE order_no" ORDERS " OR car_id" CARS
    " UNION ALL SELECT 'prepaid_sale', package, remaining || '/' || services, sold_ms FROM v_prepaid WHERE car_id" CARS
    " UNION ALL SELECT 'deposit', choice, printf('%.2f', amount_fen / 100.0), at_ms FROM deposit WHERE order_no" ORDERS
    " UNION ALL SELECT 'finding', state, what, proposed_ms FROM v_findings WHERE order_no" ORDERS
    " UNION ALL SELECT 'car_use', 'habit', habit || ' ' || environment, at_ms FROM car_use WHERE car_id" CARS
    " ORDER BY 1, 4, 2, 3";

static bool read_held(Db *db, Arena *arena, HeldRow **out, size_t *n, Err *err) {
    bool ok, row;
    size_t cap = 0;
    *n = 0;
    *out = NULL;
    sqlite3_stmt *q = sql_query(db, held_sql, SQL_NO_ARGS, err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (*n == cap) {
            HeldRow *more = arena_alloc(arena, sizeof *more * (cap = cap ? cap * 2 : 64));
            if (*n) memcpy(more, *out, sizeof *more * *n);
            *out = more;
        }
        (*out)[(*n)++] = (HeldRow){.table = sql_keep(arena, q, 0),
                                   .what = sql_keep(arena, q, 1),
                                   .value = sql_keep(arena, q, 2),
                                   .at = sql_int(q, 3, 0)};
    }
    return ok;
}

bool privacy_held(Db *db, const ForgetAsk *ask, Arena *arena, HeldRow **out, size_t *n, Err *err) {
    return forget_find(db, ask, err) && read_held(db, arena, out, n, err);
}
