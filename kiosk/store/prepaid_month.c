/* What happens by the month: the month end's count and book-in, stock at a day, postings and the pairs finance closes.
 */
#include "audit.h"
#include "prepaid_journal.h"
#include "rules/months.h"

#include <stdio.h>
#include <string.h>

/* ---- months as "2026-11" ---- */

static const char *month_of(Ms at, char out[32]) {
    day_show(at, out, 32)[7] = '\0';
    return out;
}

static Ms month_start(Ms at, int months_later) {
    LocalTime lt = local_of(at);
    return local_to_ms((LocalTime){.year = lt.year, .month = lt.month + months_later, .day = 1});
}

bool prepaid_month_read(const char *month, Ms *end) {
    char day[16];
    Ms start;
    if (strlen(month) != 7 || snprintf(day, sizeof day, "%s-01", month) != 10 || !day_parse(day, &start)) return false;
    *end = month_start(start, 1) - 1;
    return true;
}

/* ---- the month end ---- */

typedef struct Found { /* sales with oil out, gathered before anything is written */
    Uuid *ids;
    size_t n;
} Found;

/* Only what moved since the month end before can have oil out: that one booked all in. */
static bool sales_out(Db *db, Arena *arena, Ms since, Found *out, Err *err) {
    static const char counting[] =
        "SELECT count(DISTINCT sale_id) FROM prepaid_entry WHERE store_id = ?1 AND at_ms > ?2";
    bool ok, row;
    int64_t most = 0;
    if (!sql_number(db, &most, counting, SQL_ARGS(txt(db_store_id(db)), num(since)), err)) return false;
    out->ids = arena_alloc(arena, sizeof *out->ids * ((size_t)most + 1));
    sqlite3_stmt *q = sql_query(db,
                                "SELECT e.sale_id FROM prepaid_entry e JOIN prepaid_line l ON l.entry_id = e.entry_id"
                                " WHERE l.account = 'oil_out' AND e.sale_id IN (SELECT sale_id FROM prepaid_entry"
                                " WHERE store_id = ?1 AND at_ms > ?2) GROUP BY e.sale_id"
                                " HAVING sum(l.debit - l.credit) > 0 ORDER BY e.sale_id LIMIT ?3",
                                SQL_ARGS(txt(db_store_id(db)), num(since), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        Uuid *id = &out->ids[out->n++];
        sql_copy(q, 0, id->text, sizeof id->text);
    }
    return ok;
}

static bool book_in(Db *db, Arena *arena, const char *sale_id, const char *month, Ms end, const char *by, Err *err) {
    PrepaidSale s;
    int64_t no;
    if (!journal_sale(db, arena, sale_id, &s, err)) return false;
    BookEntry entry = book_month_end(&s.state);
    Posting posting = {.entry_id = uuid_new_at(end),
                       .sale_id = sale_id,
                       .kind = "month_end",
                       .grade = s.grade,
                       .order_no = s.order_no,
                       .month = month,
                       .undoes = "",
                       .by = by,
                       .manager = "",
                       .reason = "",
                       .at = end};
    return journal_post(db, &posting, &entry, &s.state, &no, err);
}

static bool put_count(Db *db, const char *month, Ms end, Err *err) {
    return sql_run(
        db,
        "INSERT INTO prepaid_count (store_id, month, grade, services, ml, booked_ml)"
        " SELECT ?1, ?2, s.grade, sum(b.n), sum(b.n * s.service_ml), coalesce((SELECT sum(l.debit)"
        "  FROM prepaid_entry e JOIN prepaid_sale t ON t.sale_id = e.sale_id JOIN prepaid_line l"
        "  ON l.entry_id = e.entry_id WHERE e.store_id = ?1 AND e.month = ?2 AND e.at_ms = ?3"
        "  AND t.grade = s.grade), 0)"
        " FROM (SELECT sale_id, sum(services) AS n FROM prepaid_entry WHERE store_id = ?1 GROUP BY sale_id) b"
        " JOIN prepaid_sale s ON s.sale_id = b.sale_id WHERE b.n > 0 GROUP BY s.grade",
        SQL_ARGS(txt(db_store_id(db)), txt(month), num(end)), err);
}

static bool close_month(Db *db, Ms start, Ms since, const char *by, Ms at, Err *err) {
    char month[32], local[32];
    Ms end = month_start(start, 1) - 1;
    Arena arena = {0};
    Found found = {0};
    month_of(start, month);
    bool ok = sales_out(db, &arena, since, &found, err);
    for (size_t i = 0; ok && i < found.n; i++) ok = book_in(db, &arena, found.ids[i].text, month, end, by, err);
    ok = ok &&
         sql_run(
             db, "INSERT INTO prepaid_month (store_id, month, at_ms, at_local, by_name) VALUES (?1, ?2, ?3, ?4, ?5)",
             SQL_ARGS(txt(db_store_id(db)), txt(month), num(at), txt(instant_show(at, local, sizeof local)), txt(by)),
             err) &&
         put_count(db, month, end, err) && audit_write(db, by, "prepaid.month_end", month, "", at, err);
    arena_free(&arena);
    return ok;
}

/* The first month that is not closed, and the end of the one before it; 0 when nothing was ever sold. */
static bool open_month(Db *db, Ms *start, Ms *closed_to, Err *err) {
    bool row;
    Ms first = 0;
    *start = *closed_to = 0;
    sqlite3_stmt *q =
        sql_query(db, "SELECT max(month) FROM prepaid_month WHERE store_id = ?1", SQL_ARGS(txt(db_store_id(db))), err);
    if (!sql_step(db, q, &row, err)) return false;
    bool closed = row && prepaid_month_read(sql_text(q, 0), closed_to);
    sql_end(q);
    if (closed) {
        *start = *closed_to + 1;
        return true;
    }
    if (!sql_number(db, &first, "SELECT min(at_ms) FROM prepaid_entry WHERE store_id = ?1",
                    SQL_ARGS(txt(db_store_id(db))), err))
        return false;
    if (first) *start = month_start(first, 0);
    return true;
}

/* Books the months that end before `until`, one after the other. */
static bool close_months(Db *db, Ms until, const char *by, Ms at, bool *fresh, Ms *closed_to, Err *err) {
    Ms start;
    if (!open_month(db, &start, closed_to, err)) return false;
    while (start && month_start(start, 1) <= until) {
        if (!close_month(db, start, *closed_to, by, at, err)) return false;
        *closed_to = month_start(start, 1) - 1;
        start = *closed_to + 1;
        *fresh = true;
    }
    return true;
}

/* What a clock far ahead closes stays closed: two months or more at once want an export since the last of them began.
 */
static bool clock_is_likely(Db *db, Ms at, Err *err) {
    Ms start, closed_to, newest = 0, last = months_add(month_start(at, 0), -1);
    char now[32], known[32], month[32];
    if (!open_month(db, &start, &closed_to, err)) return false;
    if (!start || month_start(start, 2) > at) return true;
    if (!sql_number(db, &newest, "SELECT max(exported_ms) FROM import_file WHERE store_id = ?1 AND subject = 'orders'",
                    SQL_ARGS(txt(db_store_id(db))), err))
        return false;
    return !newest || newest >= last ||
           err_set(
               err, ERR_RULE,
               TXT("the clock says %s, but the newest export is of %s: is the clock right? If it is: lounge prepaid "
                   "month-end --month %s",
                   "系统时间为 %s，而最新的工单导出是 %s：请检查时间。时间无误时先执行 lounge prepaid month-end "
                   "--month %s"),
               day_show(at, now, sizeof now), day_show(newest, known, sizeof known), month_of(last, month));
}

bool journal_open_month(Db *db, Ms at, Err *err) {
    bool fresh = false;
    Ms closed_to;
    if (!clock_is_likely(db, at, err) || !close_months(db, at, "lounge", at, &fresh, &closed_to, err)) return false;
    return at > closed_to ||
           err_set(err, ERR_RULE, TXT("that month is closed: its month end was booked", "该月已月末入账，不能再记入"));
}

bool prepaid_month_end(Db *db, const char *month, const char *by, Ms at, bool *fresh, Err *err) {
    Ms end, closed_to;
    *fresh = false;
    if (!*by) return err_set(err, ERR_RULE, TXT("who does it is missing", "缺少经办人"));
    if (!prepaid_month_read(month, &end))
        return err_set(err, ERR_INPUT, TXT("%.20s is no month like 2026-11", "%.20s 不是 2026-11 这样的月份"), month);
    if (at <= end)
        return err_set(err, ERR_RULE,
                       TXT("%s is not over: its month end is booked afterwards", "%s 尚未结束：月末过后方可入账"),
                       month);
    if (!db_begin(db, err)) return false;
    return db_end(db, close_months(db, end + 1, by, at, fresh, &closed_to, err), err);
}

/* ---- stock ---- */

bool prepaid_stock(Db *db, Arena *arena, Ms before, PrepaidStock **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    if (!sql_number(db, &most, "SELECT count(DISTINCT grade) FROM prepaid_sale WHERE store_id = ?1",
                    SQL_ARGS(txt(db_store_id(db))), err))
        return false;
    PrepaidStock *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT s.grade, sum(b.n), sum(b.n * s.service_ml), sum(b.held), sum(b.deposit) FROM ("
        " SELECT e.sale_id, sum(e.services) AS n, sum((SELECT coalesce(sum(l.debit - l.credit), 0)"
        "  FROM prepaid_line l WHERE l.entry_id = e.entry_id AND l.account = 'oil_held')) AS held,"
        "  sum((SELECT coalesce(sum(l.credit - l.debit), 0) FROM prepaid_line l"
        "  WHERE l.entry_id = e.entry_id AND l.account = 'deposit')) AS deposit"
        " FROM prepaid_entry e WHERE e.store_id = ?1 AND e.at_ms < ?2 GROUP BY e.sale_id) b"
        " JOIN prepaid_sale s ON s.sale_id = b.sale_id WHERE b.n > 0 GROUP BY s.grade ORDER BY s.grade LIMIT ?3",
        SQL_ARGS(txt(db_store_id(db)), num(before), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        list[count++] = (PrepaidStock){.grade = sql_keep(arena, q, 0),
                                       .services = sql_int(q, 1, 0),
                                       .ml = sql_int(q, 2, 0),
                                       .held_ml = sql_int(q, 3, 0),
                                       .deposit = sql_int(q, 4, 0)};
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

/* ---- postings ---- */

/* Carried: uses of earlier months whose pair was not closed when this month began, nor taken back by then. */
#define POSTINGS_OF_MONTH                                                                                              \
    " FROM v_prepaid_postings v WHERE v.store_id = ?1 AND ((v.at_ms >= ?2 AND v.at_ms <= ?3)"                          \
    " OR (v.at_ms < ?2 AND v.pair IS NOT NULL AND (v.closed_ms IS NULL OR v.closed_ms >= ?2)"                          \
    "  AND NOT EXISTS (SELECT 1 FROM prepaid_entry o JOIN prepaid_entry u ON u.undoes = o.entry_id"                    \
    "  WHERE o.store_id = v.store_id AND o.no = v.entry_no AND u.at_ms < ?2)))"

static PrepaidPosting posting_of(Arena *arena, sqlite3_stmt *q, Ms start) {
    PrepaidPosting p = {
        .no = sql_int(q, 0, 0),
        .at = sql_int(q, 1, 0),
        .posting = sql_keep(arena, q, 2),
        .sale_no = sql_keep(arena, q, 3),
        .order_no = sql_keep(arena, q, 4),
        .turn = (int)sql_int(q, 5, 0),
        .services = (int)sql_int(q, 6, 0),
        .grade = sql_keep(arena, q, 7),
        .ml = sql_int(q, 8, 0),
        .book_ml = sql_int(q, 9, 0),
        .cash = sql_int(q, 10, 0),
        .deposit = sql_int(q, 11, 0),
        .revenue = sql_int(q, 12, 0),
        .pair = sql_int(q, 13, 0),
        .slip_no = sql_keep(arena, q, 14),
        .closed = sql_int(q, 15, 0),
        .closed_by = sql_keep(arena, q, 16),
        .pair_state = sql_keep(arena, q, 17),
        .by = sql_keep(arena, q, 18),
    };
    p.carried = p.at < start;
    return p;
}

bool prepaid_postings(Db *db, Arena *arena, const char *month, PrepaidPosting **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    Ms end;
    if (!prepaid_month_read(month, &end))
        return err_set(err, ERR_INPUT, TXT("%.20s is no month like 2026-11", "%.20s 不是 2026-11 这样的月份"), month);
    Ms start = month_start(end, 0);
    if (!sql_number(db, &most, "SELECT count(*)" POSTINGS_OF_MONTH,
                    SQL_ARGS(txt(db_store_id(db)), num(start), num(end)), err))
        return false;
    PrepaidPosting *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT entry_no, at_ms, posting, sale_order_no, order_no, turn, services, grade, ml, book_ml, cash_fen,"
        " deposit_fen, revenue_fen, pair, slip_no, closed_ms, closed_by, pair_state, \"by\"" POSTINGS_OF_MONTH
        " ORDER BY entry_no LIMIT ?4",
        SQL_ARGS(txt(db_store_id(db)), num(start), num(end), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = posting_of(arena, q, start);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}
