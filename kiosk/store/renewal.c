/* Deposits: taken by that day's policy, frozen as they were taken, taken back by a row of their own. */
#include "renewal.h"

#include "audit.h"
#include "cars.h"
#include "leads.h"
#include "orders.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the policy ---- */

static int64_t number(const Settings *s, const char *list, int i, const char *field, int64_t none) {
    const char *text = settings_item(s, list, i, field);
    return *text ? strtoll(text, NULL, 10) : none;
}

static size_t entries(const Settings *s, const char *list, size_t most) {
    size_t n = (size_t)settings_count(s, list);
    return n < most ? n : most;
}

/* Kinds with spaces between, as bits. */
static unsigned kinds_of(const char *text) {
    unsigned kinds = 0;
    for (int k = KIND_NONE + 1; k < KINDS; k++) {
        size_t len = strlen(kind_id((Kind)k));
        for (const char *at = text; (at = strstr(at, kind_id((Kind)k))) != NULL; at += len)
            if ((at == text || at[-1] == ' ') && (at[len] == ' ' || !at[len])) kinds |= 1U << k;
    }
    return kinds;
}

static RenewalTier tier_of(const Settings *s, int i) {
    static const char list[] = "renewal.tiers";
    return (RenewalTier){
        .id = (int)number(s, list, i, "id", 0),
        .from = number(s, list, i, "from_fen", 0),
        .to = number(s, list, i, "to_fen", -1),
        .gift_zh = settings_item(s, list, i, "gift_zh"),
        .gift_en = settings_item(s, list, i, "gift_en"),
        .worth = number(s, list, i, "worth_fen", 0),
        .tow_km = (int)number(s, list, i, "tow_km", 0),
        .tow_fen = number(s, list, i, "tow_fen", 0),
    };
}

static RenewalItem item_of(const Settings *s, int i) {
    static const char list[] = "renewal.items";
    return (RenewalItem){
        .tier = (int)number(s, list, i, "tier", 0),
        .choice = settings_item(s, list, i, "choice"),
        .kind = settings_item(s, list, i, "kind"),
        .title_zh = settings_item(s, list, i, "title_zh"),
        .title_en = settings_item(s, list, i, "title_en"),
        .worth = number(s, list, i, "worth_fen", -1),
        .picture = settings_item(s, list, i, "picture"),
    };
}

RenewalPolicy renewal_policy(const Settings *s) {
    RenewalPolicy p = {
        .policy_id = settings_policy(s, "renewal"),
        .least = settings_int(s, "renewal.deposit_least_fen"),
        .most = settings_int(s, "renewal.deposit_most_fen"),
        .advisor = settings_int(s, "renewal.advisor_fen"),
        .kinds = kinds_of(settings_text(s, "renewal.kinds")),
        .n_tiers = entries(s, "renewal.tiers", RENEWAL_TIERS_MAX),
        .n_choices = entries(s, "renewal.choices", RENEWAL_CHOICES_MAX),
        .n_items = entries(s, "renewal.items", RENEWAL_ITEMS_MAX),
    };
    for (size_t i = 0; i < p.n_tiers; i++) p.tiers[i] = tier_of(s, (int)i + 1);
    for (size_t i = 0; i < p.n_items; i++) p.items[i] = item_of(s, (int)i + 1);
    for (size_t i = 0; i < p.n_choices; i++)
        p.choices[i] = (RenewalChoice){.tier = (int)number(s, "renewal.choices", (int)i + 1, "tier", 0),
                                       .id = settings_item(s, "renewal.choices", (int)i + 1, "id"),
                                       .voucher = number(s, "renewal.choices", (int)i + 1, "voucher_fen", -1)};
    return p;
}

/* ---- is it due? ---- */

/* The order and its tier by the policy of `at`; ERR_RULE in words when nothing is due. */
static bool find_due(Db *db, Arena *arena, const RenewalPolicy *p, const char *order_no, Order *order,
                     const RenewalTier **tier, Err *err) {
    if (!orders_find(db, arena, order_no, order, err)) return false;
    if (!p->n_tiers)
        return err_set(err, ERR_RULE, TXT("no policy is in force for renewal deposits", "目前没有生效的续保前移政策"));
    *tier = renewal_due(p, order->kind, order->stage, order->amount);
    if (*tier) return true;
    if (!(p->kinds & 1U << order->kind))
        return err_set(err, ERR_RULE, TXT("%s is no insured repair", "%s 不是保险维修"), order_no);
    if (order->stage < STAGE_ADVISOR_CHECK)
        return err_set(err, ERR_RULE, TXT("%s has not come to the advisor's check yet", "%s 还没有到顾问终检"),
                       order_no);
    if (order->amount < 0) return err_set(err, ERR_RULE, TXT("the sum of %s is not known", "%s 的金额未知"), order_no);
    char sum[32];
    return err_set(err, ERR_RULE, TXT("%s is %s: no tier holds it", "%s 金额 %s，不在任何档位内"), order_no,
                   fen_show(order->amount, sum, sizeof sum));
}

/* ---- offered ---- */

static bool was_offered(Db *db, const char *order_no, bool *out, Err *err) {
    int64_t n = 0;
    if (!sql_number(db, &n, "SELECT count(*) FROM renewal_offered WHERE store_id = ?1 AND order_no = ?2",
                    SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err))
        return false;
    *out = n > 0;
    return true;
}

static bool write_offered(Db *db, const RenewalOffer *o, const RenewalPolicy *p, const RenewalTier *tier, Fen repair,
                          Err *err) {
    char local[32];
    return sql_run(db,
                   "INSERT INTO renewal_offered (store_id, order_no, at_ms, at_local, visit_id, by_name, tier,"
                   " repair_fen, policy_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                   SQL_ARGS(txt(db_store_id(db)), txt(o->order_no), num(o->at),
                            txt(instant_show(o->at, local, sizeof local)), txt(o->visit_id.text), txt(o->by),
                            num(tier->id), num(repair), txt(p->policy_id)),
                   err) &&
           (!*o->by || audit_write(db, o->by, "deposit.offer", o->order_no, "", o->at, err));
}

static bool offer_inside(Db *db, Arena *arena, const RenewalOffer *o, const Settings *s, bool *first, Err *err) {
    Order order;
    const RenewalTier *tier;
    RenewalPolicy p = renewal_policy(s);
    bool before;
    if (!was_offered(db, o->order_no, &before, err)) return false;
    *first = !before;
    if (before) return true;
    return find_due(db, arena, &p, o->order_no, &order, &tier, err) &&
           write_offered(db, o, &p, tier, order.amount, err);
}

bool renewal_offer(Db *db, const RenewalOffer *offer, bool *first, Err *err) {
    Settings *s;
    if (!settings_read_at(db, offer->at, &s, err)) return false;
    Arena arena = {0};
    bool good = db_begin(db, err) && db_end(db, offer_inside(db, &arena, offer, s, first, err), err);
    arena_free(&arena);
    settings_free(s);
    return good;
}

/* ---- reading deposits ---- */

#define DEPOSIT_COLUMNS                                                                                                \
    "SELECT d.deposit_id, d.order_no, d.by_name, d.choice, d.policy_id, d.at_ms, d.amount_fen, d.commission_fen,"      \
    " d.repair_fen, d.worth_fen, d.tier, u.at_ms, coalesce(u.by_name, ''), coalesce(u.reason, ''),"                    \
    " coalesce(p.plate, ''), coalesce(o.model, '')"                                                                    \
    " FROM deposit d LEFT JOIN deposit_undone u ON u.deposit_id = d.deposit_id"                                        \
    " LEFT JOIN work_order o ON o.store_id = d.store_id AND o.order_no = d.order_no"                                   \
    " LEFT JOIN person p ON p.person_id = o.owner_id "

static Deposit deposit_of(Arena *arena, sqlite3_stmt *q) {
    Deposit d = {
        .order_no = sql_keep(arena, q, 1),
        .by = sql_keep(arena, q, 2),
        .choice = sql_keep(arena, q, 3),
        .policy_id = sql_keep(arena, q, 4),
        .at = sql_int(q, 5, 0),
        .amount = sql_int(q, 6, 0),
        .commission = sql_int(q, 7, 0),
        .repair = sql_int(q, 8, 0),
        .worth = sql_int(q, 9, 0),
        .tier = (int)sql_int(q, 10, 0),
        .undone = sql_int(q, 11, 0),
        .undone_by = sql_keep(arena, q, 12),
        .undone_reason = sql_keep(arena, q, 13),
        .plate = sql_keep(arena, q, 14),
        .model = sql_keep(arena, q, 15),
    };
    sql_copy(q, 0, d.deposit_id.text, sizeof d.deposit_id.text);
    return d;
}

static bool read_items(Db *db, Arena *arena, Deposit *d, Err *err) {
    bool ok, row;
    DepositItem *items = arena_alloc(arena, RENEWAL_ITEMS_MAX * sizeof *items);
    size_t n = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT kind, title_zh, title_en, worth_fen, tow_km FROM deposit_item"
                                " WHERE deposit_id = ?1 ORDER BY seq",
                                SQL_ARGS(txt(d->deposit_id.text)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        DepositItem item = {sql_keep(arena, q, 0), sql_keep(arena, q, 1), sql_keep(arena, q, 2), sql_int(q, 3, -1),
                            (int)sql_int(q, 4, 0)};
        if (n < RENEWAL_ITEMS_MAX) items[n++] = item;
    }
    d->items = items;
    d->n_items = n;
    return ok;
}

/* The newest deposit of an order that stands, else the newest of all. */
static bool find_of_order(Db *db, Arena *arena, const char *order_no, Deposit *out, bool *found, Err *err) {
    bool ok, row;
    *found = false;
    sqlite3_stmt *q = sql_query(db,
                                DEPOSIT_COLUMNS "WHERE d.store_id = ?1 AND d.order_no = ?2"
                                                " ORDER BY u.at_ms IS NOT NULL, d.at_ms DESC LIMIT 1",
                                SQL_ARGS(txt(db_store_id(db)), txt(order_no)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        *out = deposit_of(arena, q);
        *found = true;
    }
    return ok && (!*found || read_items(db, arena, out, err));
}

bool deposit_find(Db *db, Arena *arena, const char *deposit_id, Deposit *out, Err *err) {
    bool ok, row, found;
    int n = 0;
    Deposit d = {0};
    if (!find_of_order(db, arena, deposit_id, out, &found, err) || found) return found;
    sqlite3_stmt *q =
        sql_query(db, DEPOSIT_COLUMNS "WHERE d.store_id = ?1 AND " SQL_KEY_FITS("d.deposit_id") " LIMIT 2",
                  SQL_ARGS(txt(db_store_id(db)), txt(deposit_id)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        d = deposit_of(arena, q);
        n++;
    }
    if (!ok) return false;
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no deposit %s", "没有定金 %s"), deposit_id);
    if (n > 1)
        return err_set(err, ERR_INPUT,
                       TXT("more than one deposit fits %s: give more of it", "有多笔定金符合 %s：请多写几位"),
                       deposit_id);
    *out = d;
    return read_items(db, arena, out, err);
}

bool deposits_read(Db *db, Arena *arena, Ms from, Ms to, Deposit **out, size_t *n, Err *err) {
    bool ok, row;
    int64_t most = 0;
    if (!sql_number(db, &most, "SELECT count(*) FROM deposit WHERE store_id = ?1", SQL_ARGS(txt(db_store_id(db))), err))
        return false;
    Deposit *list = arena_alloc(arena, sizeof *list * ((size_t)most + 1));
    size_t count = 0;
    sqlite3_stmt *q =
        sql_query(db,
                  DEPOSIT_COLUMNS "WHERE d.store_id = ?1 AND (d.at_ms >= ?2 AND d.at_ms < ?3 OR u.at_ms >= ?2 AND"
                                  " u.at_ms < ?3) ORDER BY d.at_ms, d.deposit_id LIMIT ?4",
                  SQL_ARGS(txt(db_store_id(db)), num(from), num(to), num(most)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) list[count++] = deposit_of(arena, q);
    for (size_t i = 0; ok && i < count; i++) ok = read_items(db, arena, &list[i], err);
    *out = list;
    *n = count;
    return ok;
}

/* ---- taking ---- */

static bool write_item(Db *db, const Uuid *deposit_id, int seq, const DepositItem *item, Err *err) {
    return sql_run(db,
                   "INSERT INTO deposit_item (deposit_id, seq, store_id, kind, title_zh, title_en, worth_fen, tow_km)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   SQL_ARGS(txt(deposit_id->text), num(seq), txt(db_store_id(db)), txt(item->kind), txt(item->title_zh),
                            txt(item->title_en), num_unless(-1, item->worth), num_unless(0, item->tow_km)),
                   err);
}

/* The voucher, what comes with this choice, and the tow. */
static bool write_items(Db *db, const Uuid *id, const RenewalPolicy *p, const RenewalTier *tier,
                        const RenewalChoice *choice, Err *err) {
    int seq = 1;
    DepositItem voucher = {"renewal_voucher", "", "", choice->voucher, 0};
    if (!write_item(db, id, seq++, &voucher, err)) return false;
    for (size_t i = 0; i < p->n_items; i++) {
        const RenewalItem *it = &p->items[i];
        DepositItem item = {it->kind, it->title_zh, it->title_en, it->worth, 0};
        if (renewal_item_is_of(it, choice) && !write_item(db, id, seq++, &item, err)) return false;
    }
    DepositItem tow = {"tow", "", "", tier->tow_fen, tier->tow_km};
    return tier->tow_km <= 0 || write_item(db, id, seq, &tow, err);
}

static bool write_deposit(Db *db, const DepositAsk *ask, const RenewalPolicy *p, const RenewalTier *tier,
                          const RenewalChoice *choice, Fen repair, Err *err) {
    char local[32], note[64], sum[32];
    Uuid car = {0};
    Err why = {0};
    if (!car_ensure(db, ask->order_no, &car, &why) && why.code != ERR_RULE) {
        *err = why;
        return false;
    }
    snprintf(note, sizeof note, "%s %d/%s", fen_plain(ask->amount, sum, sizeof sum), tier->id, choice->id);
    return sql_run(db,
                   "INSERT INTO deposit (deposit_id, store_id, order_no, car_id, at_ms, at_local, by_name, amount_fen,"
                   " commission_fen, repair_fen, tier, choice, worth_fen, policy_id)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                   SQL_ARGS(txt(ask->deposit_id.text), txt(db_store_id(db)), txt(ask->order_no), txt_or_null(car.text),
                            num(ask->at), txt(instant_show(ask->at, local, sizeof local)), txt(ask->by),
                            num(ask->amount), num(p->advisor), num(repair), num(tier->id), txt(choice->id),
                            num(renewal_worth(tier)), txt(p->policy_id)),
                   err) &&
           write_items(db, &ask->deposit_id, p, tier, choice, err) &&
           audit_write(db, ask->by, "deposit.take", ask->order_no, note, ask->at, err);
}

/* One deposit an order stands. The very same asked for once more is fine, whoever retries. */
static bool none_stands(Db *db, Arena *arena, const DepositAsk *ask, bool *known, Err *err) {
    Deposit d;
    bool found;
    *known = false;
    if (!find_of_order(db, arena, ask->order_no, &d, &found, err)) return false;
    if (!found || d.undone) return true;
    *known = d.amount == ask->amount && strcmp(d.choice, ask->choice) == 0 && strcmp(d.by, ask->by) == 0;
    if (*known) return true;
    char sum[32];
    return err_set(err, ERR_RULE,
                   TXT("a deposit of %s with choice %s was taken for %s already, by %s",
                       "已收过 %s 定金（方案 %s，工单 %s，经办 %s）"),
                   fen_show(d.amount, sum, sizeof sum), d.choice, ask->order_no, d.by);
}

/* Money is often paid while leaving: until the end of the hand-over's local day. */
static bool still_here(Db *db, const Order *o, Ms at, Err *err) {
    Ms left = o->delivered;
    char day[32];
    if (o->stage != STAGE_DELIVERED) return true;
    if (!left && !sql_number(db, &left,
                             "SELECT min(seen_ms) FROM order_stage WHERE store_id = ?1 AND order_no = ?2"
                             " AND stage = 'delivered'",
                             SQL_ARGS(txt(db_store_id(db)), txt(o->order_no)), err))
        return false;
    return day_start(at) <= day_start(left) ||
           err_set(err, ERR_RULE,
                   TXT("%s was handed over on %s: a deposit is taken until that day's end",
                       "%s 已于 %s 交车：定金只能在当天收取"),
                   o->order_no, day_show(left, day, sizeof day));
}

static bool take_inside(Db *db, Arena *arena, DepositAsk ask, const Settings *s, bool *known, Err *err) {
    RenewalPolicy p = renewal_policy(s);
    Order order;
    const RenewalTier *tier;
    if (!find_due(db, arena, &p, ask.order_no, &order, &tier, err)) return false;
    const RenewalChoice *choice = renewal_choice(&p, tier->id, ask.choice);
    if (!choice)
        return err_set(err, ERR_RULE, TXT("tier %d has no choice %s", "第 %d 档没有方案 %s"), tier->id, ask.choice);
    ask.choice = choice->id;
    if (!renewal_deposit_check(&p, ask.amount, err) || !none_stands(db, arena, &ask, known, err)) return false;
    if (*known) return true;
    if (!still_here(db, &order, ask.at, err)) return false;
    RenewalOffer offer = {.order_no = ask.order_no, .by = ask.by, .at = ask.at};
    bool first; /* who takes it was offered it */
    return offer_inside(db, arena, &offer, s, &first, err) &&
           write_deposit(db, &ask, &p, tier, choice, order.amount, err);
}

bool deposit_take(Db *db, Arena *arena, const DepositAsk *ask, Deposit *out, bool *known, Err *err) {
    Settings *s;
    bool found = false;
    if (!settings_read_at(db, ask->at, &s, err)) return false;
    bool good = db_begin(db, err) && db_end(db, take_inside(db, arena, *ask, s, known, err), err);
    settings_free(s);
    return good && find_of_order(db, arena, ask->order_no, out, &found, err) && found;
}

static bool undo_inside(Db *db, Arena *arena, const char *id, const char *by, const char *reason, Ms at, Deposit *d,
                        Err *err) {
    char local[32];
    if (!deposit_find(db, arena, id, d, err)) return false;
    if (d->undone)
        return err_set(err, ERR_RULE, TXT("the deposit was taken back already, by %s", "定金已由 %s 撤销"),
                       d->undone_by);
    return sql_run(db,
                   "INSERT INTO deposit_undone (deposit_id, store_id, at_ms, at_local, by_name, reason)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   SQL_ARGS(txt(d->deposit_id.text), txt(db_store_id(db)), num(at),
                            txt(instant_show(at, local, sizeof local)), txt(by), txt(reason)),
                   err) &&
           audit_write(db, by, "deposit.undo", d->order_no, reason, at, err);
}

bool deposit_undo(Db *db, Arena *arena, const char *deposit_id, const char *by, const char *reason, Ms at, Deposit *out,
                  Err *err) {
    Deposit d;
    if (!db_begin(db, err)) return false;
    return db_end(db, undo_inside(db, arena, deposit_id, by, reason, at, &d, err), err) &&
           deposit_find(db, arena, d.deposit_id.text, out, err);
}

/* ---- due repairs ---- */

typedef struct DayPolicy { /* the policy of the day asked for last: rows come by time */
    Ms day;
    Settings *settings;
    RenewalPolicy policy;
} DayPolicy;

static bool policy_of_day(Db *db, DayPolicy *d, Ms at, Err *err) {
    if (d->settings && d->day == day_start(at)) return true;
    settings_free(d->settings);
    d->settings = NULL;
    if (!settings_read_at(db, at, &d->settings, err)) return false;
    d->day = day_start(at);
    d->policy = renewal_policy(d->settings);
    return true;
}

typedef struct Repair {
    RenewalDue due;
    Kind kind;
} Repair;

/* Orders with a sum, by when they were first seen at the advisor's check or beyond. */
static bool read_repairs(Db *db, Arena *arena, Ms from, Ms to, Repair **out, size_t *n, Err *err) {
    bool ok, row;
    size_t cap = 64, count = 0;
    Repair *list = mem_alloc(cap * sizeof *list);
    sqlite3_stmt *q = sql_query(
        db,
        "SELECT o.order_no, o.kind, o.amount_fen, o.advisor_name, p.plate, s.due, f.at_ms, coalesce(f.by_name, ''),"
        " EXISTS (SELECT 1 FROM deposit d WHERE d.store_id = o.store_id AND d.order_no = o.order_no AND NOT EXISTS"
        " (SELECT 1 FROM deposit_undone u WHERE u.deposit_id = d.deposit_id))"
        " FROM (SELECT order_no, min(seen_ms) AS due FROM order_stage WHERE store_id = ?1"
        "       AND stage IN ('advisor_check', 'ready', 'delivered') GROUP BY order_no) s"
        " JOIN work_order o ON o.store_id = ?1 AND o.order_no = s.order_no"
        " JOIN person p ON p.person_id = o.owner_id"
        " LEFT JOIN renewal_offered f ON f.store_id = o.store_id AND f.order_no = o.order_no"
        " WHERE s.due >= ?2 AND s.due < ?3 AND o.amount_fen IS NOT NULL ORDER BY s.due, o.order_no",
        SQL_ARGS(txt(db_store_id(db)), num(from), num(to)), err);
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (count == cap) list = mem_grow(list, (cap *= 2) * sizeof *list);
        list[count++] = (Repair){{.order_no = sql_keep(arena, q, 0),
                                  .repair = sql_int(q, 2, -1),
                                  .advisor = sql_keep(arena, q, 3),
                                  .plate = sql_keep(arena, q, 4),
                                  .due = sql_int(q, 5, 0),
                                  .offered = sql_int(q, 6, 0),
                                  .offered_by = sql_keep(arena, q, 7),
                                  .deposit = sql_int(q, 8, 0) != 0},
                                 kind_of(sql_text(q, 1))};
    }
    *out = list;
    *n = count;
    return ok;
}

bool renewal_due_read(Db *db, Arena *arena, Ms from, Ms to, RenewalDue **out, size_t *n, Err *err) {
    Repair *all = NULL;
    size_t n_all = 0, kept = 0;
    DayPolicy day = {0};
    bool ok = read_repairs(db, arena, from, to, &all, &n_all, err);
    RenewalDue *list = arena_alloc(arena, (n_all + 1) * sizeof *list);
    for (size_t i = 0; ok && i < n_all; i++) {
        ok = policy_of_day(db, &day, all[i].due.due, err);
        const RenewalTier *tier = ok ? renewal_due(&day.policy, all[i].kind, STAGE_READY, all[i].due.repair) : NULL;
        if (!tier) continue;
        list[kept] = all[i].due;
        list[kept++].tier = tier->id;
    }
    settings_free(day.settings);
    free(all);
    *out = list;
    *n = kept;
    return ok;
}

/* ---- my car ---- */

bool renewal_state(Db *db, Arena *arena, const char *order_no, RenewalState *out, Err *err) {
    RenewalState state = {0};
    char about[80];
    bool found;
    if (!lead_asked(db, order_no, "renewal", about, sizeof about, &state.asked_at, err) ||
        !find_of_order(db, arena, order_no, &state.taken, &found, err))
        return false;
    const char *slash = strrchr(about, '/'); /* "renewal:2/B" */
    snprintf(state.asked, sizeof state.asked, "%.7s", slash ? slash + 1 : "");
    if (!found || state.taken.undone) state.taken = (Deposit){0};
    *out = state;
    return true;
}
