/* All that is held on one person, by table, read from the same lists that an erasure uses. */
#include "forget.h"
#include "forget_sql.h"
#include "sql.h"

#include <stdlib.h>
#include <string.h>

#define THEIRS " IN (SELECT person_id FROM temp.forget_person)"
#define ORDERS " IN (SELECT order_no FROM temp.forget_order)"
#define CARS   " IN (SELECT car_id FROM car WHERE person_id" THEIRS ")"
/* Hung on an order, or on what they wrote; one that was made anonymous is nobody's. */
#define RATINGS    " IN (SELECT rating_id FROM rating WHERE order_no" ORDERS " OR voice_id" THEIRS ")"
#define COMPLAINTS " IN (SELECT complaint_id FROM complaint WHERE order_no" ORDERS " OR voice_id" THEIRS ")"
#define LEADS      " IN (SELECT lead_id FROM lead WHERE order_no" ORDERS " OR person_id" THEIRS ")"
#define FINDINGS   " IN (SELECT finding_id FROM finding WHERE order_no" ORDERS ")"
#define COUPONS    " IN (SELECT coupon_id FROM coupon WHERE order_no" ORDERS " OR car_id" CARS ")"
#define DEPOSITS   " IN (SELECT deposit_id FROM deposit WHERE order_no" ORDERS ")"
/* Where the car was opened at the panel, so that what was asked for there has an order. */
#define VISITS                                                                                                         \
    " IN (SELECT visit_id FROM call WHERE order_no" ORDERS " UNION SELECT visit_id FROM lead WHERE order_no" ORDERS    \
    " UNION SELECT visit_id FROM correction WHERE order_no" ORDERS ")"

/* table, what, value, at of each; what is empty is not held. */
static const char *const held_sql[] = {
    "SELECT 'person', 'name', name, created_ms FROM person WHERE person_id" THEIRS " AND name <> ''",
    "SELECT 'person', 'phone', phone, created_ms FROM person WHERE person_id" THEIRS " AND phone <> ''",
    "SELECT 'person', 'plate', plate, created_ms FROM person WHERE person_id" THEIRS " AND plate <> ''",
    "SELECT 'person', 'words', words, created_ms FROM person WHERE person_id" THEIRS " AND words <> ''",
    "SELECT 'work_order', 'order', order_no || ' ' || model || ' ' || kind_words, arrived_ms FROM work_order WHERE "
    "order_no" ORDERS,
    "SELECT 'work_order', 'vin', vin, arrived_ms FROM work_order WHERE order_no IN (SELECT order_no FROM "
    "temp.forget_order WHERE whole) AND vin <> ''",
    "SELECT 'work_order', 'mileage', mileage_km, arrived_ms FROM work_order WHERE order_no" ORDERS
    " AND mileage_km IS NOT NULL",
    "SELECT 'work_order', 'amount', printf('%.2f', amount_fen / 100.0), arrived_ms FROM work_order WHERE "
    "order_no" ORDERS " AND amount_fen IS NOT NULL",
    "SELECT 'work_order', 'purchased', purchased_day, arrived_ms FROM work_order WHERE order_no" ORDERS
    " AND coalesce(purchased_day, '') <> ''",
    "SELECT 'order_stage', stage, hold, seen_ms FROM order_stage WHERE order_no" ORDERS,
    "SELECT 'part_arrival', 'part', part_no || ' ' || part, ordered_ms FROM part_arrival WHERE order_no" ORDERS,
    "SELECT 'rating', 'score', score || ' ' || reasons, at_ms FROM rating WHERE rating_id" RATINGS,
    "SELECT 'rating', 'index', csi, at_ms FROM rating WHERE rating_id" RATINGS " AND csi IS NOT NULL",
    "SELECT 'rating', 'recommend', nps, at_ms FROM rating WHERE rating_id" RATINGS " AND nps IS NOT NULL",
    "SELECT 'rating_score', 'face', score, at_ms FROM rating_score WHERE rating_id" RATINGS,
    "SELECT 'rating_mark', factor, mark, at_ms FROM rating_mark JOIN rating USING (rating_id) WHERE rating_id" RATINGS,
    "SELECT 'rating_suspect', 'suspect', reasons, at_ms FROM rating_suspect WHERE reasons <> '' AND rating_id" RATINGS,
    "SELECT 'praise_told', 'told', by_name, at_ms FROM praise_told WHERE rating_id" RATINGS,
    "SELECT 'answer', question, value, at_ms FROM answer WHERE value <> '' AND (rating_id" RATINGS
    " OR complaint_id" COMPLAINTS ")",
    "SELECT 'complaint_begun', 'reasons', reasons, at_ms FROM complaint_begun WHERE order_no" ORDERS,
    "SELECT 'complaint_event', act, by_name || ' ' || state || ' ' || outcome, at_ms FROM complaint_event WHERE "
    "complaint_id" COMPLAINTS,
    "SELECT 'complaint', 'case', case_no || ' ' || reasons, at_ms FROM complaint WHERE order_no" ORDERS
    " OR voice_id" THEIRS,
    "SELECT 'lead', kind, about || ' ' || detail, at_ms FROM lead WHERE order_no" ORDERS " OR person_id" THEIRS,
    "SELECT 'lead_event', 'note', note, at_ms FROM lead_event WHERE note <> '' AND lead_id" LEADS,
    "SELECT 'lead_event', kind, by_name || ' ' || outcome, at_ms FROM lead_event WHERE lead_id" LEADS,
    "SELECT 'lead_visit', 'visit', day, at_ms FROM lead_visit JOIN lead_event USING (event_id) WHERE "
    "lead_visit.lead_id" LEADS,
    "SELECT 'consent', purpose, coalesce(words, '') || ' (' || date(until_ms / 1000, 'unixepoch') || ')', at_ms FROM "
    "v_contacts WHERE contact_id IN (SELECT consent_id FROM consent WHERE person_id" THEIRS ")",
    "SELECT 'correction', 'answer', answer, at_ms FROM correction WHERE order_no" ORDERS,
    "SELECT 'correction_event', 'note', note, at_ms FROM correction_event WHERE note <> '' AND correction_id IN "
    "(SELECT correction_id FROM correction WHERE order_no" ORDERS ")",
    "SELECT 'call', kind, about, at_ms FROM call WHERE order_no" ORDERS,
    "SELECT 'bar_order', 'ordered', i.title_zh || ' × ' || i.count, b.at_ms FROM bar_order b JOIN bar_order_item i "
    "USING (bar_order_id) WHERE b.visit_id" VISITS,
    "SELECT 'coupon', title_zh, code, issued_ms FROM coupon WHERE order_no" ORDERS " OR car_id" CARS,
    "SELECT 'coupon_event', kind, by_name || ' ' || reason, at_ms FROM coupon_event WHERE coupon_id" COUPONS,
    "SELECT 'prepaid_sale', package, remaining || '/' || services, sold_ms FROM v_prepaid WHERE car_id" CARS,
    "SELECT 'prepaid_entry', kind, services || ' ' || reason, at_ms FROM prepaid_entry WHERE sale_id IN (SELECT "
    "sale_id FROM prepaid_sale WHERE car_id" CARS ")",
    "SELECT 'deposit', choice, printf('%.2f', amount_fen / 100.0), at_ms FROM deposit WHERE order_no" ORDERS,
    "SELECT 'deposit_item', kind, title_zh, at_ms FROM deposit_item JOIN deposit USING (deposit_id) WHERE "
    "deposit_id" DEPOSITS,
    "SELECT 'deposit_undone', 'undone', reason, at_ms FROM deposit_undone WHERE deposit_id" DEPOSITS,
    "SELECT 'renewal_offered', 'offered', printf('%.2f', repair_fen / 100.0), at_ms FROM renewal_offered WHERE "
    "order_no" ORDERS,
    "SELECT 'finding', state, what, proposed_ms FROM v_findings WHERE order_no" ORDERS,
    "SELECT 'finding_seen', 'seen', 'v' || version, at_ms FROM finding_seen WHERE finding_id" FINDINGS,
    "SELECT 'finding_answer', choice, how || iif(price_fen IS NULL, '', printf(' %.2f', price_fen / 100.0)) || ' ' || "
    "pays, at_ms FROM finding_answer WHERE finding_id" FINDINGS,
    "SELECT 'car_use', 'habit', habit || ' ' || environment, at_ms FROM car_use WHERE car_id" CARS,
};

typedef struct Held {
    Arena *arena;
    HeldRow *rows;
    size_t n, cap;
} Held;

static bool read_one(Db *db, const char *sql, Held *held, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db, sql, SQL_NO_ARGS, err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (held->n == held->cap) {
            HeldRow *more = arena_alloc(held->arena, sizeof *more * (held->cap = held->cap ? held->cap * 2 : 64));
            if (held->n) memcpy(more, held->rows, sizeof *more * held->n);
            held->rows = more;
        }
        held->rows[held->n++] = (HeldRow){.table = sql_keep(held->arena, q, 0),
                                          .what = sql_keep(held->arena, q, 1),
                                          .value = sql_keep(held->arena, q, 2),
                                          .at = sql_int(q, 3, 0)};
    }
    return ok;
}

static int by_table(const void *a, const void *b) {
    const HeldRow *x = a, *y = b;
    int tables = strcmp(x->table, y->table);
    if (tables) return tables;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    int what = strcmp(x->what, y->what);
    return what ? what : strcmp(x->value, y->value);
}

static bool read_held(Db *db, Arena *arena, HeldRow **out, size_t *n, Err *err) {
    Held held = {.arena = arena};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof held_sql / sizeof *held_sql; i++) ok = read_one(db, held_sql[i], &held, err);
    if (held.n) qsort(held.rows, held.n, sizeof *held.rows, by_table);
    *out = held.rows;
    *n = held.n;
    return ok;
}

bool privacy_held(Db *db, const ForgetAsk *ask, Arena *arena, HeldRow **out, size_t *n, Err *err) {
    return forget_find(db, ask, err) && read_held(db, arena, out, n, err);
}
