/* The journal: lines first, the entry last, so that the schema's own triggers see the whole of it. */
#include "prepaid_journal.h"

#include <stdio.h>
#include <string.h>

/* ---- writing ---- */

static bool put_line(Db *db, const Posting *p, int number, const BookLine *line, Err *err) {
    return sql_run(db,
                   "INSERT INTO prepaid_line (entry_id, line, store_id, account, grade, debit, credit)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                   SQL_ARGS(txt(p->entry_id.text), num(number), txt(db_store_id(db)), txt(book_account(line->account)),
                            txt(book_is_oil(line->account) ? p->grade : ""), num(line->debit), num(line->credit)),
                   err);
}

static bool put_entry(Db *db, const Posting *p, const BookEntry *entry, int64_t no, Err *err) {
    char local[32];
    return sql_run(
        db,
        "INSERT INTO prepaid_entry (entry_id, store_id, no, sale_id, kind, services, turn, order_no, month, undoes,"
        " at_ms, at_local, by_name, manager_name, reason)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        SQL_ARGS(txt(p->entry_id.text), txt(db_store_id(db)), num(no), txt(p->sale_id), txt(p->kind),
                 num(entry->services), num_unless(0, p->turn), txt(p->order_no), txt(p->month), txt_or_null(p->undoes),
                 num(p->at), txt(instant_show(p->at, local, sizeof local)), txt(p->by), txt(p->manager),
                 txt(p->reason)),
        err);
}

bool journal_post(Db *db, const Posting *posting, const BookEntry *entry, BookState *state, int64_t *no, Err *err) {
    BookState next = *state;
    if (!book_balances(entry))
        return err_set(err, ERR_RULE,
                       TXT("this posting does not balance: nothing was recorded", "分录借贷不平：未入账"));
    if (!book_apply(&next, entry))
        return err_set(err, ERR_RULE,
                       TXT("a balance would fall below zero: nothing was recorded", "余额将为负数：未入账"));
    *no = 0;
    if (!sql_number(db, no, "SELECT max(no) FROM prepaid_entry WHERE store_id = ?1", SQL_ARGS(txt(db_store_id(db))),
                    err))
        return false;
    ++*no;
    for (int i = 0; i < entry->n; i++)
        if (!put_line(db, posting, i + 1, &entry->lines[i], err)) return false;
    if (!put_entry(db, posting, entry, *no, err)) return false;
    *state = next;
    return true;
}

/* ---- writing a sale ---- */

Ms journal_last_moment(Ms at, int months) {
    LocalTime lt = local_of(at);
    lt.month += months;
    return day_add(day_start(local_to_ms(lt)), 1) - 1;
}

static bool put_turns(Db *db, const PrepaidSale *s, Err *err) {
    for (int i = 0; i < s->book.services; i++)
        if (!sql_run(
                db,
                "INSERT INTO prepaid_turn (sale_id, turn, store_id, percent, price_fen) VALUES (?1, ?2, ?3, ?4, ?5)",
                SQL_ARGS(txt(s->sale_id.text), num(i + 1), txt(db_store_id(db)), num(s->percent[i]),
                         num(s->book.price[i])),
                err))
            return false;
    return true;
}

bool journal_put_sale(Db *db, const PrepaidSale *s, Err *err) {
    char local[32];
    return sql_run(
               db,
               "INSERT INTO prepaid_sale (sale_id, store_id, order_no, car_id, policy_id, package_id, title_zh,"
               " title_en, services, grade, service_ml, oil_fen, filter_fen, filter_free, sum_fen, refund, terms_zh,"
               " terms_en, valid_until_ms, at_ms, at_local, by_name, manager_name) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
               " ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
               SQL_ARGS(txt(s->sale_id.text), txt(db_store_id(db)), txt(s->order_no), txt(s->car_id.text),
                        txt(s->policy_id), txt(s->package_id), txt(s->title_zh), txt(s->title_en),
                        num(s->book.services), txt(s->grade), num(s->book.service_ml), num(s->oil), num(s->filter),
                        num(s->filter_free), num(s->sum), txt(s->book.by_tier ? "tier" : "list"), txt(s->terms_zh),
                        txt(s->terms_en), num(s->valid_until), num(s->at),
                        txt(instant_show(s->at, local, sizeof local)), txt(s->by), txt(s->manager)),
               err) &&
           put_turns(db, s, err);
}

/* ---- reading a sale ---- */

#define SALE_COLUMNS                                                                                                   \
    "SELECT sale_id, car_id, order_no, policy_id, package_id, title_zh, title_en, grade, terms_zh, terms_en, by_name," \
    " manager_name, oil_fen, filter_fen, sum_fen, filter_free, services, service_ml, refund, at_ms, valid_until_ms"    \
    " FROM prepaid_sale "

static PrepaidSale sale_of(Arena *arena, sqlite3_stmt *q) {
    PrepaidSale s = {
        .order_no = sql_keep(arena, q, 2),
        .policy_id = sql_keep(arena, q, 3),
        .package_id = sql_keep(arena, q, 4),
        .title_zh = sql_keep(arena, q, 5),
        .title_en = sql_keep(arena, q, 6),
        .grade = sql_keep(arena, q, 7),
        .terms_zh = sql_keep(arena, q, 8),
        .terms_en = sql_keep(arena, q, 9),
        .by = sql_keep(arena, q, 10),
        .manager = sql_keep(arena, q, 11),
        .oil = sql_int(q, 12, 0),
        .filter = sql_int(q, 13, 0),
        .sum = sql_int(q, 14, 0),
        .filter_free = sql_int(q, 15, 0) != 0,
        .at = sql_int(q, 19, 0),
        .valid_until = sql_int(q, 20, 0),
    };
    sql_copy(q, 0, s.sale_id.text, sizeof s.sale_id.text);
    sql_copy(q, 1, s.car_id.text, sizeof s.car_id.text);
    s.book.services = (int)sql_int(q, 16, 0);
    s.book.service_ml = sql_int(q, 17, 0);
    s.book.by_tier = strcmp(sql_text(q, 18), "tier") == 0;
    s.book.list = s.oil + (s.filter_free ? s.filter : 0);
    return s;
}

static bool read_turns(Db *db, PrepaidSale *s, Err *err) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(db, "SELECT turn, percent, price_fen FROM prepaid_turn WHERE sale_id = ?1",
                                SQL_ARGS(txt(s->sale_id.text)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        int64_t i = sql_int(q, 0, 0) - 1;
        if (i < 0 || i >= PREPAID_SERVICES_MAX) continue;
        s->percent[i] = (int)sql_int(q, 1, 0);
        s->book.price[i] = sql_int(q, 2, 0);
    }
    return ok;
}

static bool read_sums(Db *db, PrepaidSale *s, Err *err) {
    bool ok, row;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT l.account, sum(l.debit - l.credit) FROM prepaid_entry e"
                  " JOIN prepaid_line l ON l.entry_id = e.entry_id WHERE e.sale_id = ?1"
                  " AND l.account IN ('deposit', 'oil_out', 'oil_held', 'oil_opening') GROUP BY l.account",
                  SQL_ARGS(txt(s->sale_id.text)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        const char *account = sql_text(q, 0);
        int64_t sum = sql_int(q, 1, 0);
        if (strcmp(account, "deposit") == 0) s->state.deposit = -sum;
        if (strcmp(account, "oil_out") == 0) s->state.out_ml = sum;
        if (strcmp(account, "oil_held") == 0) s->state.held_ml = sum;
        if (strcmp(account, "oil_opening") == 0) s->book.opened = true;
    }
    return ok;
}

bool journal_state(Db *db, PrepaidSale *s, Err *err) {
    bool ok, row;
    s->state = (BookState){0};
    s->returned = false;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT e.kind, e.services, e.turn, u.entry_id IS NOT NULL FROM prepaid_entry e"
                                " LEFT JOIN prepaid_entry u ON u.undoes = e.entry_id WHERE e.sale_id = ?1",
                                SQL_ARGS(txt(s->sale_id.text)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        const char *kind = sql_text(q, 0);
        int64_t turn = sql_int(q, 2, 0);
        bool undone = sql_int(q, 3, 0) != 0;
        int services = (int)sql_int(q, 1, 0);
        s->state.left += services;
        if (strcmp(kind, "sold") == 0) s->book.before = s->book.services - services;
        if (undone) continue;
        if (strcmp(kind, "used") == 0 && turn >= 1 && turn <= PREPAID_SERVICES_MAX) s->state.used[turn - 1] = true;
        if (strcmp(kind, "returned") == 0) s->returned = true;
    }
    for (int i = 0; i < s->book.before && i < PREPAID_SERVICES_MAX; i++) s->state.used[i] = true;
    return ok && read_sums(db, s, err);
}

bool journal_sale(Db *db, Arena *arena, const char *sale_id, PrepaidSale *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, SALE_COLUMNS "WHERE store_id = ?1 AND sale_id = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(sale_id)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no such sale", "没有这笔预存"));
    *out = sale_of(arena, q);
    sql_end(q);
    return read_turns(db, out, err) && journal_state(db, out, err);
}

bool prepaid_sale_find(Db *db, Arena *arena, const char *order_no, PrepaidSale *out, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, SALE_COLUMNS "WHERE store_id = ?1 AND order_no = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no prepaid sale %.60s", "没有预存单 %.60s"), order_no);
    *out = sale_of(arena, q);
    sql_end(q);
    return read_turns(db, out, err) && journal_state(db, out, err);
}

bool prepaid_sales(Db *db, Arena *arena, const char *car_id, PrepaidSale **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    if (!sql_number(db, &most, "SELECT count(*) FROM prepaid_sale WHERE store_id = ?1 AND car_id = ?2",
                    SQL_ARGS(txt(db_store_id(db)), txt(car_id)), err))
        return false;
    PrepaidSale *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db, SALE_COLUMNS "WHERE store_id = ?1 AND car_id = ?2 ORDER BY at_ms, sale_id LIMIT ?3",
                                SQL_ARGS(txt(db_store_id(db)), txt(car_id), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = sale_of(arena, q);
    for (size_t i = 0; ok && i < count; i++) ok = read_turns(db, &list[i], err) && journal_state(db, &list[i], err);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

/* ---- reading entries ---- */

/* fen: money of the act as people speak of it. A use's is its turn's price, also where a return followed. */
#define ENTRY_COLUMNS                                                                                                  \
    "SELECT e.entry_id, e.no, e.kind, s.order_no, e.order_no, e.by_name, e.reason, e.services, e.turn,"                \
    " (SELECT coalesce(sum(l.debit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id AND l.grade = ''"            \
    "  AND (CASE coalesce(o.kind, e.kind) WHEN 'used' THEN 1 ELSE l.account IN ('cash', 'opening') END))"              \
    " + (SELECT coalesce(sum(l.credit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id"                          \
    "  AND l.account IN ('cash', 'opening')),"                                                                         \
    " (SELECT coalesce(sum(l.debit), 0) FROM prepaid_line l WHERE l.entry_id = e.entry_id AND l.grade <> ''),"         \
    " e.at_ms, EXISTS (SELECT 1 FROM prepaid_entry u WHERE u.undoes = e.entry_id), o.no"                               \
    " FROM prepaid_entry e JOIN prepaid_sale s ON s.sale_id = e.sale_id"                                               \
    " LEFT JOIN prepaid_entry o ON o.entry_id = e.undoes "

static PrepaidEntry entry_of(Arena *arena, sqlite3_stmt *q) {
    PrepaidEntry e = {
        .no = sql_int(q, 1, 0),
        .kind = sql_keep(arena, q, 2),
        .sale_no = sql_keep(arena, q, 3),
        .order_no = sql_keep(arena, q, 4),
        .by = sql_keep(arena, q, 5),
        .reason = sql_keep(arena, q, 6),
        .services = (int)sql_int(q, 7, 0),
        .turn = (int)sql_int(q, 8, 0),
        .fen = sql_int(q, 9, 0),
        .ml = sql_int(q, 10, 0),
        .at = sql_int(q, 11, 0),
        .undone = sql_int(q, 12, 0) != 0,
        .undoes_no = sql_int(q, 13, 0),
    };
    sql_copy(q, 0, e.entry_id.text, sizeof e.entry_id.text);
    return e;
}

bool journal_entry(Db *db, Arena *arena, const char *entry_id, PrepaidEntry *out, bool *there, Err *err) {
    sqlite3_stmt *q = sql_query(db, ENTRY_COLUMNS "WHERE e.entry_id = ?1", SQL_ARGS(txt(entry_id)), err);
    if (!sql_step(db, q, there, err)) return false;
    if (!*there) return true;
    *out = entry_of(arena, q);
    sql_end(q);
    return true;
}

bool prepaid_entry_find(Db *db, Arena *arena, int64_t no, PrepaidEntry *out, Err *err) {
    bool there;
    sqlite3_stmt *q = sql_query(db, ENTRY_COLUMNS "WHERE e.store_id = ?1 AND e.no = ?2",
                                SQL_ARGS(txt(db_store_id(db)), num(no)), err);
    if (!sql_step(db, q, &there, err)) return false;
    if (!there) return err_set(err, ERR_NOT_FOUND, TXT("there is no entry %lld", "没有第 %lld 号分录"), (long long)no);
    *out = entry_of(arena, q);
    sql_end(q);
    return true;
}

bool prepaid_history(Db *db, Arena *arena, const char *car_id, PrepaidEntry **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    if (!sql_number(db, &most,
                    "SELECT count(*) FROM prepaid_sale s JOIN prepaid_entry e ON e.sale_id = s.sale_id"
                    " WHERE s.store_id = ?1 AND s.car_id = ?2 AND e.kind <> 'month_end'",
                    SQL_ARGS(txt(db_store_id(db)), txt(car_id)), err))
        return false;
    PrepaidEntry *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q = sql_query(db,
                                ENTRY_COLUMNS "WHERE s.store_id = ?1 AND s.car_id = ?2 AND e.kind <> 'month_end'"
                                              " ORDER BY e.no LIMIT ?3",
                                SQL_ARGS(txt(db_store_id(db)), txt(car_id), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = entry_of(arena, q);
    if (!ok) return false;
    *out = list;
    *n = count;
    return true;
}

bool prepaid_faults(Db *db, int64_t *n, Err *err) {
    *n = 0;
    return sql_number(
        db, n,
        "SELECT (SELECT count(*) FROM v_prepaid_unbalanced)"
        " + (SELECT count(*) FROM v_prepaid v WHERE remaining < 0 OR deposit_fen < 0"
        "    OR (remaining = 0 AND deposit_fen <> 0) OR remaining_ml <>"
        "    (SELECT coalesce(sum(l.debit - l.credit), 0) FROM prepaid_entry e JOIN prepaid_line l"
        "     ON l.entry_id = e.entry_id WHERE e.sale_id = v.sale_id AND l.account IN ('oil_out', 'oil_held')))",
        SQL_NO_ARGS, err);
}
