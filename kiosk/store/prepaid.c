/* Acts on prepaid packages: each reads the sale as it stands, lets the rules make the lines, and writes them with a row
 * of the audit, in one transaction. */
#include "prepaid.h"

#include "audit.h"
#include "prepaid_journal.h"
#include "staff.h"

#include <stdio.h>
#include <string.h>

/* Ends a transaction that was begun by whoever calls this: commit when ok, else rollback. */
static bool settle(Db *db, bool ok, Err *err) {
    return db_end(db, ok, err);
}

static bool somebody(const char *by, Err *err) {
    return *by || err_set(err, ERR_RULE, TXT("who does it is missing", "缺少经办人"));
}

/* One of the staff does it; whoever is said to agree as manager is one. */
static bool are_staff(Db *db, const char *by, const char *manager, Err *err) {
    return somebody(by, err) && staff_is_active(db, by, err) && (!*manager || staff_is_manager(db, manager, err));
}

/* ---- the offer ---- */

static bool find_package(const Settings *s, const char *id, PrepaidPackage *out, Err *err) {
    PrepaidPackage all[PREPAID_PACKAGES_MAX];
    size_t n = prepaid_packages(s, all, PREPAID_PACKAGES_MAX);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].id, id) != 0) continue;
        *out = all[i];
        return true;
    }
    return err_set(err, ERR_NOT_FOUND,
                   TXT("there is no package %.40s in the policy in force", "现行政策中没有套餐 %.40s"), id);
}

/* All of the package, or the first so many that its policy lets a customer take. */
static bool cut_package(PrepaidPackage *p, int services, Err *err) {
    if (services == 0 || services == p->services) return true;
    if (p->partial < 1 || services != p->partial)
        return err_set(err, ERR_RULE, TXT("package %s is not sold as %d services", "套餐 %s 不能只存 %d 次"), p->id,
                       services);
    p->services = services;
    return true;
}

static bool describe(Arena *arena, const Settings *s, const PrepaidSell *ask, PrepaidSale *out, Err *err) {
    PrepaidPackage p;
    Fen oil, filter;
    const char *refund = settings_text(s, "prepaid.refund");
    int months = (int)settings_int(s, "prepaid.validity_months");
    if (!find_package(s, ask->package_id, &p, err) || !cut_package(&p, ask->services, err)) return false;
    if (!*ask->grade)
        return err_set(err, ERR_RULE,
                       TXT("which oil this car takes is not known: see lounge import models",
                           "不知道这款车用哪种机油：见 lounge import models"));
    if (!prepaid_price(s, ask->grade, ask->service_ml, &oil, &filter) || ask->service_ml <= 0)
        return err_set(
            err, ERR_RULE,
            TXT("the price list has no oil for this car (grade \"%.40s\")", "价目表没有这款车的机油（%.40s）"),
            ask->grade);
    if (!*refund || months < 1)
        return err_set(err, ERR_RULE,
                       TXT("no prepaid policy in force says refund and validity: nothing can be sold",
                           "现行预存政策未写明退款方式和有效期：不能办理"));
    PrepaidQuote quote = prepaid_quote(&p, oil, filter);
    *out = (PrepaidSale){
        .sale_id = ask->sale_id,
        .car_id = ask->car_id,
        .order_no = ask->order_no,
        .policy_id = arena_strdup(arena, settings_policy(s, "prepaid")),
        .package_id = arena_strdup(arena, p.id),
        .title_zh = arena_strdup(arena, p.title_zh),
        .title_en = arena_strdup(arena, p.title_en),
        .grade = arena_strdup(arena, ask->grade),
        .terms_zh = arena_strdup(arena, settings_text(s, "prepaid.terms_zh")),
        .terms_en = arena_strdup(arena, settings_text(s, "prepaid.terms_en")),
        .by = ask->by,
        .manager = ask->manager,
        .oil = oil,
        .filter = filter,
        .sum = quote.sum,
        .filter_free = p.filter_free,
        .at = ask->at,
        .valid_until = journal_last_moment(ask->at, months),
    };
    memcpy(out->percent, p.percent, sizeof out->percent);
    memcpy(out->book.price, quote.each, sizeof out->book.price);
    out->book.services = p.services;
    out->book.list = oil + (p.filter_free ? filter : 0);
    out->book.by_tier = strcmp(refund, "tier") == 0;
    out->book.service_ml = ask->service_ml;
    return true;
}

/* What one person has on deposit: all cars of the phone of this one's owner. */
static bool person_deposit(Db *db, const char *car_id, Fen *out, Err *err) {
    *out = 0;
    return sql_number(db, out,
                      "WITH cars (car_id) AS (SELECT ?2 UNION SELECT c.car_id FROM car m"
                      "  JOIN person me ON me.person_id = m.person_id AND me.phone <> ''"
                      "  JOIN person p ON p.phone = me.phone AND p.phone <> ''"
                      "  JOIN car c ON c.person_id = p.person_id AND c.store_id = ?1 WHERE m.car_id = ?2)"
                      " SELECT sum(l.credit - l.debit) FROM cars JOIN prepaid_sale s ON s.car_id = cars.car_id"
                      " JOIN prepaid_entry e ON e.sale_id = s.sale_id"
                      " JOIN prepaid_line l ON l.entry_id = e.entry_id AND l.account = 'deposit'",
                      SQL_ARGS(txt(db_store_id(db)), txt(car_id)), err);
}

/* A policy without a limit asks for every sale. */
static bool over_limit(Db *db, const Settings *s, const PrepaidSale *sale, bool *asks, Err *err) {
    Fen before;
    if (!person_deposit(db, sale->car_id.text, &before, err)) return false;
    *asks = before + sale->sum > settings_int(s, "prepaid.ask_manager_fen");
    return true;
}

bool prepaid_offer(Db *db, Arena *arena, const PrepaidSell *ask, PrepaidSale *out, bool *asks_manager, Err *err) {
    Settings *s;
    if (!settings_read_at(db, ask->at, &s, err)) return false;
    PrepaidSale sale;
    bool ok = describe(arena, s, ask, &sale, err) && over_limit(db, s, &sale, asks_manager, err);
    settings_free(s);
    if (ok) *out = sale;
    return ok;
}

/* ---- selling ---- */

static bool number_taken(Db *db, const char *order_no, bool *taken, Err *err) {
    int64_t n = 0;
    bool ok = sql_number(db, &n,
                         "SELECT EXISTS (SELECT 1 FROM prepaid_sale WHERE store_id = ?1 AND order_no = ?2)"
                         " OR EXISTS (SELECT 1 FROM prepaid_entry WHERE store_id = ?1 AND order_no = ?2)",
                         SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    *taken = n != 0;
    return ok;
}

/* Without a number of the DMS one is counted within the day: YC261124-01 (预存). */
static bool own_number(Db *db, Arena *arena, const PrepaidSell *ask, const char **out, Err *err) {
    LocalTime lt = local_of(ask->at);
    bool taken = true;
    *out = ask->order_no;
    if (**out && strcmp(*out, ask->visit_no) == 0)
        return err_set(
            err, ERR_RULE,
            TXT("a sale needs an order number of its own, not the visit's", "预存须单独开单，不能用本次维修工单号"));
    if (**out) {
        if (!number_taken(db, *out, &taken, err)) return false;
        return !taken || err_set(err, ERR_RULE,
                                 TXT("order %.60s is in the prepaid ledger already", "单号 %.60s 已入预存账"), *out);
    }
    for (int i = 1; taken; i++) {
        *out = arena_printf(arena, "YC%02d%02d%02d-%02d", lt.year % 100, lt.month, lt.day, i);
        if (!number_taken(db, *out, &taken, err)) return false;
    }
    return true;
}

static bool agreed(const PrepaidSale *s, const PrepaidSell *ask, bool asks_manager, Err *err) {
    char due[32], paid[32];
    if (ask->paid != s->sum)
        return err_set(err, ERR_RULE, TXT("this costs %s, not %s: nothing was recorded", "应收 %s，而不是 %s：未入账"),
                       fen_plain(s->sum, due, sizeof due), fen_plain(ask->paid, paid, sizeof paid));
    if (asks_manager && !*ask->manager)
        return err_set(err, ERR_RULE,
                       TXT("with this the person stores more than the limit: a manager must agree (--manager NAME)",
                           "该客户预存将超过限额：须经理同意（--manager 姓名）"));
    return true;
}

static bool sell(Db *db, Arena *arena, const PrepaidSell *ask, PrepaidSale *out, Err *err) {
    int64_t there = 0, no;
    bool asks_manager;
    PrepaidSale s;
    if (!sql_number(db, &there, "SELECT count(*) FROM prepaid_sale WHERE sale_id = ?1",
                    SQL_ARGS(txt(ask->sale_id.text)), err))
        return false;
    if (there) return journal_sale(db, arena, ask->sale_id.text, out, err);
    if (!are_staff(db, ask->by, ask->manager, err) || !prepaid_offer(db, arena, ask, &s, &asks_manager, err) ||
        !agreed(&s, ask, asks_manager, err) || !journal_open_month(db, ask->at, err) ||
        !own_number(db, arena, ask, &s.order_no, err) || !journal_put_sale(db, &s, err))
        return false;
    BookEntry entry = book_sold(&s.book);
    Posting posting = {.entry_id = uuid_new_at(ask->at),
                       .sale_id = s.sale_id.text,
                       .kind = "sold",
                       .grade = s.grade,
                       .order_no = s.order_no,
                       .month = "",
                       .undoes = "",
                       .by = ask->by,
                       .manager = ask->manager,
                       .reason = "",
                       .at = ask->at};
    if (!journal_post(db, &posting, &entry, &s.state, &no, err) ||
        !audit_write(db, ask->by, "prepaid.sell", s.order_no, *ask->manager ? ask->manager : "", ask->at, err))
        return false;
    *out = s;
    return true;
}

bool prepaid_sell(Db *db, Arena *arena, const PrepaidSell *ask, PrepaidSale *out, Err *err) {
    return db_begin(db, err) && settle(db, sell(db, arena, ask, out, err), err);
}

/* ---- use, return, correct ---- */

static Posting posting_of(const PrepaidAct *ask, const PrepaidSale *s, const char *kind, const char *order_no) {
    return (Posting){.entry_id = ask->entry_id,
                     .sale_id = s->sale_id.text,
                     .kind = kind,
                     .grade = s->grade,
                     .order_no = order_no,
                     .month = "",
                     .undoes = "",
                     .by = ask->by,
                     .manager = ask->manager,
                     .reason = ask->reason,
                     .at = ask->at};
}

static bool write_act(Db *db, Arena *arena, const Posting *p, const BookEntry *entry, PrepaidSale *s, const char *what,
                      PrepaidEntry *out, Err *err) {
    int64_t no;
    bool there;
    return journal_post(db, p, entry, &s->state, &no, err) &&
           audit_write(db, p->by, what, p->order_no, p->reason, p->at, err) &&
           journal_entry(db, arena, p->entry_id.text, out, &there, err);
}

typedef bool (*ActFn)(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err);

/* The same act again is no second one. */
static bool once(Db *db, Arena *arena, const PrepaidAct *ask, ActFn act, PrepaidEntry *out, Err *err) {
    bool there;
    if (!somebody(ask->by, err) || !journal_entry(db, arena, ask->entry_id.text, out, &there, err)) return false;
    return there || (are_staff(db, ask->by, ask->manager, err) && journal_open_month(db, ask->at, err) &&
                     act(db, arena, ask, out, err));
}

static bool do_act(Db *db, Arena *arena, const PrepaidAct *ask, ActFn act, PrepaidEntry *out, Err *err) {
    return db_begin(db, err) && settle(db, once(db, arena, ask, act, out, err), err);
}

/* The one that was named, else the oldest that is valid and has a service left; a manager may take one that is over. */
static bool sale_to_use(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidSale *out, Err *err) {
    bool row;
    Uuid id;
    sqlite3_stmt *q =
        sql_query(db,
                  "SELECT s.sale_id, s.valid_until_ms < ?4 AS over FROM prepaid_sale s WHERE s.store_id = ?1"
                  " AND s.car_id = ?2 AND (?3 = '' OR s.order_no = ?3)"
                  " AND (SELECT sum(e.services) FROM prepaid_entry e WHERE e.sale_id = s.sale_id) > 0"
                  " ORDER BY over, s.at_ms, s.sale_id LIMIT 1",
                  SQL_ARGS(txt(db_store_id(db)), txt(ask->car_id.text), txt(ask->sale_no), num(ask->at)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_RULE, TXT("this car has no prepaid service left", "该车没有剩余的预存次数"));
    bool over = sql_int(q, 1, 0) != 0;
    sql_copy(q, 0, id.text, sizeof id.text);
    sql_end(q);
    if (over && !*ask->manager)
        return err_set(err, ERR_RULE,
                       TXT("the package is no longer valid: a manager may still allow it (--manager NAME)",
                           "套餐已过有效期：须经理同意（--manager 姓名）"));
    return journal_sale(db, arena, id.text, out, err);
}

static bool order_is_free(Db *db, const char *order_no, Err *err) {
    int64_t n = 0;
    if (!*order_no) return err_set(err, ERR_RULE, TXT("a use needs the visit's order", "使用须有本次工单号"));
    if (!sql_number(
            db, &n,
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM prepaid_sale WHERE store_id = ?1 AND order_no = ?2) THEN 2"
            " WHEN EXISTS (SELECT 1 FROM prepaid_entry e WHERE e.store_id = ?1 AND e.order_no = ?2 AND"
            " e.kind = 'used' AND NOT EXISTS (SELECT 1 FROM prepaid_entry u WHERE u.undoes = e.entry_id)) THEN 1"
            " ELSE 0 END",
            SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err))
        return false;
    if (n == 2)
        return err_set(err, ERR_RULE,
                       TXT("order %.60s is a prepaid sale, not a visit", "单号 %.60s 是预存单，不是维修工单"),
                       order_no);
    return n == 0 ||
           err_set(err, ERR_RULE, TXT("order %.60s has used its prepaid service already", "工单 %.60s 已使用过预存"),
                   order_no);
}

static bool put_slip(Db *db, const char *entry_id, const char *slip_no, const char *by, Ms at, Err *err) {
    char local[32];
    int64_t n = 0;
    if (!sql_number(db, &n, "SELECT count(*) FROM prepaid_slip WHERE store_id = ?1 AND slip_no = ?2",
                    SQL_ARGS(txt(db_store_id(db)), txt(slip_no)), err))
        return false;
    if (n)
        return err_set(err, ERR_RULE, TXT("slip %.60s belongs to another use", "内销单 %.60s 已属于另一次使用"),
                       slip_no);
    return sql_run(db,
                   "INSERT INTO prepaid_slip (entry_id, store_id, slip_no, at_ms, at_local, by_name)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   SQL_ARGS(txt(entry_id), txt(db_store_id(db)), txt(slip_no), num(at),
                            txt(instant_show(at, local, sizeof local)), txt(by)),
                   err);
}

static bool use(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err) {
    PrepaidSale s;
    if (!order_is_free(db, ask->order_no, err) || !sale_to_use(db, arena, ask, &s, err)) return false;
    BookEntry entry = book_used(&s.book, &s.state);
    Posting posting = posting_of(ask, &s, "used", ask->order_no);
    posting.turn = book_next_turn(&s.book, &s.state);
    return write_act(db, arena, &posting, &entry, &s, "prepaid.use", out, err) &&
           (!*ask->slip_no || put_slip(db, ask->entry_id.text, ask->slip_no, ask->by, ask->at, err));
}

bool prepaid_use(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err) {
    return do_act(db, arena, ask, use, out, err);
}

static bool give_back(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err) {
    PrepaidSale s;
    char due[32], said[32];
    if (!prepaid_sale_find(db, arena, ask->sale_no, &s, err)) return false;
    if (s.state.left < 1)
        return err_set(err, ERR_RULE, TXT("nothing is left of sale %.60s", "预存单 %.60s 已无剩余"), ask->sale_no);
    Fen back = book_refund(&s.book, &s.state);
    if (back != ask->back)
        return err_set(err, ERR_RULE, TXT("%s goes back, not %s: nothing was recorded", "应退 %s，而不是 %s：未入账"),
                       fen_plain(back, due, sizeof due), fen_plain(ask->back, said, sizeof said));
    BookEntry entry = book_returned(&s.book, &s.state);
    Posting posting = posting_of(ask, &s, "returned", s.order_no);
    return write_act(db, arena, &posting, &entry, &s, "prepaid.return", out, err);
}

bool prepaid_return(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err) {
    return do_act(db, arena, ask, give_back, out, err);
}

static bool undoing(const PrepaidEntry *e, const PrepaidSale *s, BookEntry *entry, Err *err) {
    if (strcmp(e->kind, "used") == 0 && !s->returned) {
        *entry = book_undo_used(&s->book, e->turn);
        return true;
    }
    if (strcmp(e->kind, "returned") == 0) {
        *entry = book_undo_returned(&s->book, &s->state);
        return true;
    }
    if (strcmp(e->kind, "sold") == 0 && s->state.left == s->book.services - s->book.before) {
        *entry = book_undo_sold(&s->book, &s->state);
        return true;
    }
    return err_set(err, ERR_RULE,
                   TXT("entry %lld cannot be taken back: uses or a return stand on it; take those back first",
                       "第 %lld 号分录不能冲销：其后已有使用或退款，请先冲销后者"),
                   (long long)e->no);
}

static bool correct(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err) {
    PrepaidEntry e;
    PrepaidSale s;
    BookEntry entry;
    if (!*ask->reason) return err_set(err, ERR_RULE, TXT("a correction needs a reason", "冲销须写明原因"));
    if (!prepaid_entry_find(db, arena, ask->no, &e, err)) return false;
    if (e.undone)
        return err_set(err, ERR_RULE, TXT("entry %lld is taken back already", "第 %lld 号分录已冲销"), (long long)e.no);
    if (strcmp(e.kind, "corrected") == 0 || strcmp(e.kind, "month_end") == 0)
        return err_set(err, ERR_RULE, TXT("entry %lld is no sale, use or return", "第 %lld 号分录不是预存、使用或退款"),
                       (long long)e.no);
    if (!prepaid_sale_find(db, arena, e.sale_no, &s, err) || !undoing(&e, &s, &entry, err)) return false;
    Posting posting = posting_of(ask, &s, "corrected", e.order_no);
    posting.undoes = e.entry_id.text;
    posting.turn = e.turn;
    return write_act(db, arena, &posting, &entry, &s, "prepaid.correct", out, err);
}

bool prepaid_correct(Db *db, Arena *arena, const PrepaidAct *ask, PrepaidEntry *out, Err *err) {
    return do_act(db, arena, ask, correct, out, err);
}

/* ---- the pair of a use ---- */

static bool pair_of(Db *db, int64_t pair, char id[UUID_LEN + 1], const char **state, Err *err) {
    static const char *const states[] = {"unpaired", "paired", "closed", "undone"};
    bool row;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT e.entry_id, v.pair_state FROM prepaid_entry e JOIN v_prepaid_postings v"
                                " ON v.store_id = e.store_id AND v.entry_no = e.no"
                                " WHERE e.store_id = ?1 AND e.no = ?2 AND e.kind = 'used'",
                                SQL_ARGS(txt(db_store_id(db)), num(pair)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row)
        return err_set(
            err, ERR_NOT_FOUND,
            TXT("there is no pair %lld: see lounge prepaid postings", "没有第 %lld 号配对：见 lounge prepaid postings"),
            (long long)pair);
    sql_copy(q, 0, id, UUID_LEN + 1);
    *state = states[0];
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i], sql_text(q, 1)) == 0) *state = states[i];
    sql_end(q);
    return true;
}

static bool add_slip(Db *db, int64_t pair, const char *slip_no, const char *by, Ms at, Err *err) {
    char id[UUID_LEN + 1];
    const char *state;
    if (!somebody(by, err) || !pair_of(db, pair, id, &state, err)) return false;
    if (!*slip_no) return err_set(err, ERR_RULE, TXT("the slip's number is missing", "缺少内销单号"));
    if (strcmp(state, "undone") == 0)
        return err_set(err, ERR_RULE, TXT("the use of pair %lld was taken back", "第 %lld 号的使用已冲销"),
                       (long long)pair);
    if (strcmp(state, "unpaired") != 0)
        return err_set(err, ERR_RULE, TXT("pair %lld has its slip already", "第 %lld 号已有内销单"), (long long)pair);
    return put_slip(db, id, slip_no, by, at, err) && audit_write(db, by, "prepaid.slip", id, "", at, err);
}

bool prepaid_slip(Db *db, int64_t pair, const char *slip_no, const char *by, Ms at, Err *err) {
    return db_begin(db, err) && settle(db, add_slip(db, pair, slip_no, by, at, err), err);
}

static bool close_pair(Db *db, int64_t pair, const char *by, Ms at, Err *err) {
    char id[UUID_LEN + 1], local[32];
    const char *state;
    if (!somebody(by, err) || !pair_of(db, pair, id, &state, err)) return false;
    if (strcmp(state, "closed") == 0)
        return err_set(err, ERR_RULE, TXT("pair %lld is closed already", "第 %lld 号已核销"), (long long)pair);
    if (strcmp(state, "undone") == 0)
        return err_set(err, ERR_RULE, TXT("the use of pair %lld was taken back", "第 %lld 号的使用已冲销"),
                       (long long)pair);
    if (strcmp(state, "paired") != 0)
        return err_set(
            err, ERR_RULE,
            TXT("pair %lld is not complete: the internal sale's slip is missing", "第 %lld 号未配齐：缺少内销单"),
            (long long)pair);
    return sql_run(
               db,
               "INSERT INTO prepaid_close (entry_id, store_id, at_ms, at_local, by_name) VALUES (?1, ?2, ?3, ?4, ?5)",
               SQL_ARGS(txt(id), txt(db_store_id(db)), num(at), txt(instant_show(at, local, sizeof local)), txt(by)),
               err) &&
           audit_write(db, by, "prepaid.close", id, "", at, err);
}

bool prepaid_close(Db *db, int64_t pair, const char *by, Ms at, Err *err) {
    return db_begin(db, err) && settle(db, close_pair(db, pair, by, at, err), err);
}
