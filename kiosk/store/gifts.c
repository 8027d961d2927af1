/* Gifts: all visits are read once, car by car, oldest first; each programme's rule looks at what they add up to. */
#include "gifts.h"

#include "cars.h"
#include "cases.h"
#include "recall.h"
#include "rules/months.h"
#include "settings.h"
#include "sql.h"
#include "staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRAMMES_MAX = 32, SURE_MONTHS = 12 }; /* a car that was not here for so long is no visitor any more */

typedef struct Programme {
    const char *id, *title_zh, *title_en;
    GiftRule rule;
    int visits, months;
    GiftPeriod period; /* loyal */
} Programme;

static int item_int(const Settings *s, const char *list, int i, const char *field) {
    return atoi(settings_item(s, list, i, field));
}

static int read_programmes(const Settings *s, Ms at, Programme out[PROGRAMMES_MAX]) {
    int n = settings_count(s, "gifts.programmes");
    if (n > PROGRAMMES_MAX) n = PROGRAMMES_MAX;
    for (int i = 0; i < n; i++) {
        Programme *p = &out[i];
        p->id = settings_item(s, "gifts.programmes", i + 1, "id");
        p->title_zh = settings_item(s, "gifts.programmes", i + 1, "title_zh");
        p->title_en = settings_item(s, "gifts.programmes", i + 1, "title_en");
        p->rule = gift_rule_of(settings_item(s, "gifts.programmes", i + 1, "rule"));
        p->visits = item_int(s, "gifts.programmes", i + 1, "visits");
        p->months = item_int(s, "gifts.programmes", i + 1, "months");
        p->period = gift_period(at, p->months);
    }
    return n;
}

/* ---- who ---- */

typedef struct Search {
    Db *db;
    Arena *arena;
    Ms at, day, end; /* asked about; its local day from – to */
    Ms first;        /* order of the store that is known; 0 = none */
    Programme programmes[PROGRAMMES_MAX];
    int n_programmes;
    GiftDue *list;
    size_t n, room;
    Err *err;
} Search;

typedef struct Visits { /* of one car, while its rows pass */
    char key[64];
    GiftCar car;
    int in_period[PROGRAMMES_MAX];
    Ms last_day, first, handed_over; /* arrival of the first visit; of a new car's pre-delivery inspection */
    char order_no[40], plate[24], vin[32], model[64], owner[64], bought[16];
} Visits;

static bool was_given(Search *s, const GiftDue *due, bool *given) {
    int64_t n = 0;
    Uuid car = due->car_id;
    *given = false;
    if (*due->order_no && !car_find(s->db, due->order_no, &car, s->err)) return false;
    if (!uuid_is_set(&car)) return true;
    bool ok =
        sql_number(s->db, &n,
                   "SELECT count(*) FROM coupon WHERE store_id = ?1 AND source = 'gift' AND programme = ?2"
                   " AND car_id = ?3 AND period = ?4",
                   SQL_ARGS(txt(db_store_id(s->db)), txt(due->programme), txt(car.text), txt(due->period)), s->err);
    *given = n > 0;
    return ok;
}

/* Takes a due gift into the list, unless it was given. */
static bool add_due(Search *s, GiftDue due) {
    bool given;
    if (!was_given(s, &due, &given)) return false;
    if (given) return true;
    const char **texts[] = {&due.programme, &due.title_zh, &due.title_en, &due.period, &due.order_no,
                            &due.plate,     &due.vin,      &due.model,    &due.owner};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = arena_strdup(s->arena, *texts[i]);
    if (s->n == s->room) s->list = mem_grow(s->list, sizeof due * (s->room = s->room ? s->room * 2 : 64));
    s->list[s->n++] = due;
    return true;
}

/* What the programme's gift is given once for, and why. */
static GiftDue due_of(const Search *s, const Programme *p, const Visits *v) {
    GiftDue due = {.programme = p->id,
                   .title_zh = p->title_zh,
                   .title_en = p->title_en,
                   .rule = p->rule,
                   .period = "once",
                   .order_no = v->order_no,
                   .plate = v->plate,
                   .vin = v->vin,
                   .model = v->model,
                   .owner = v->owner,
                   .from = v->car.last_arrived};
    if (p->rule == GIFT_LOYAL) {
        due.period = p->period.label;
        due.visits = v->car.visits_period;
        due.from = p->period.from;
        due.to = p->period.to;
    }
    if (p->rule == GIFT_WIN_BACK) {
        due.period = v->order_no;
        due.lost = recall_lost(p->months, &v->car.recall, s->at, &due.from);
    }
    if (p->rule == GIFT_FIRST_VISIT && months_add(s->first, SURE_MONTHS) > s->day) due.known_since = s->first;
    if (p->rule == GIFT_DELIVERY) due.from = v->car.bought;
    return due;
}

/* A package from before the first visit that is known: it was here already. */
static bool had_package(Search *s, const Visits *v, bool *had) {
    Uuid car;
    int64_t n = 0;
    *had = false;
    if (!car_find(s->db, v->order_no, &car, s->err)) return false;
    if (!uuid_is_set(&car)) return true;
    bool ok = sql_number(s->db, &n,
                         "SELECT count(*) FROM prepaid_sale s WHERE s.store_id = ?1 AND s.car_id = ?2 AND (s.at_ms < ?3"
                         " OR EXISTS (SELECT 1 FROM prepaid_entry e JOIN prepaid_line l ON l.entry_id = e.entry_id"
                         " WHERE e.sale_id = s.sale_id AND l.account = 'oil_opening'))",
                         SQL_ARGS(txt(db_store_id(s->db)), txt(car.text), num(v->first)), s->err);
    *had = n > 0;
    return ok;
}

/* All rows of a car have passed: asks each programme. */
static bool car_done(Search *s, Visits *v) {
    Ms day;
    bool had = false;
    if (!*v->key) return true;
    v->car.bought = v->handed_over;
    if (v->handed_over && day_parse(v->bought, &day) && day > v->handed_over) v->car.bought = day;
    for (int i = 0; i < s->n_programmes; i++) {
        const Programme *p = &s->programmes[i];
        v->car.visits_period = v->in_period[i];
        if (!gift_rule_met(p->rule, p->visits, p->months, &v->car, s->at)) continue;
        if (p->rule == GIFT_FIRST_VISIT && !had_package(s, v, &had)) return false;
        if (p->rule == GIFT_FIRST_VISIT && had) continue;
        if (!add_due(s, due_of(s, p, v))) return false;
    }
    return true;
}

static void take_visit(const Search *s, Visits *v, Ms arrived, Ms left, Fen amount) {
    Ms day = day_start(arrived);
    v->car.in_house = !left || left >= s->day;
    v->car.last_arrived = arrived;
    if (!v->first) v->first = arrived;
    if (!left || left >= s->end)
        v->car.recall.in_shop = true;
    else if (amount > 0)
        v->car.recall.paid = arrived;
    if (day == v->last_day) return;
    v->last_day = day;
    v->car.visits++;
    for (int i = 0; i < s->n_programmes; i++) {
        const GiftPeriod *p = &s->programmes[i].period;
        v->in_period[i] += arrived >= p->from && arrived < p->to;
    }
}

static void take_row(const Search *s, Visits *v, sqlite3_stmt *q) {
    if (strcmp(v->key, sql_text(q, 0)) != 0) {
        *v = (Visits){0};
        sql_copy(q, 0, v->key, sizeof v->key);
    }
    sql_copy(q, 1, v->order_no, sizeof v->order_no);
    if (*sql_text(q, 2)) sql_copy(q, 2, v->plate, sizeof v->plate);
    sql_copy(q, 3, v->vin, sizeof v->vin);
    sql_copy(q, 4, v->model, sizeof v->model);
    sql_copy(q, 5, v->owner, sizeof v->owner);
    if (*sql_text(q, 6)) sql_copy(q, 6, v->bought, sizeof v->bought);
    Ms arrived = sql_int(q, 8, 0), lost = sql_int(q, 12, 0);
    Ms left = sql_int(q, 9, strcmp(sql_text(q, 10), "delivered") == 0 ? arrived : 0); /* 0 = not yet */
    v->car.recall.seen = arrived;
    if (lost > v->car.recall.lost_case) v->car.recall.lost_case = lost;
    if (strcmp(sql_text(q, 7), "pds") != 0) {
        take_visit(s, v, arrived, left, sql_int(q, 11, 0));
    } else {
        v->car.sold_here = true;
        if (left && left < s->end) v->handed_over = left;
    }
}

static bool search_visits(Search *s) {
    bool ok, row;
    Visits *v = mem_alloc(sizeof *v);
    *v = (Visits){0};
    sqlite3_stmt *q = sql_query(
        s->db,
        "SELECT CASE WHEN o.vin <> '' THEN o.vin ELSE p.plate END AS car, o.order_no, p.plate, o.vin, o.model, p.name,"
        " o.purchased_day, o.kind, o.arrived_ms, o.delivered_ms, o.stage, o.amount_fen, l.at FROM work_order o"
        " JOIN person p ON p.person_id = o.owner_id LEFT JOIN " RECALL_LOST_CASES
        " l ON l.store_id = o.store_id AND l.order_no = o.order_no"
        " WHERE o.store_id = ?1 AND o.gone = 0 AND o.arrived_ms <= ?2"
        " AND (o.vin <> '' OR p.plate <> '') ORDER BY car, o.arrived_ms, o.order_no",
        SQL_ARGS(txt(db_store_id(s->db)), num(s->end - 1)), s->err);
    while ((ok = sql_step(s->db, q, &row, s->err)) && row) {
        if (strcmp(v->key, sql_text(q, 0)) != 0 && !car_done(s, v)) {
            sql_end(q);
            ok = false;
            break;
        }
        take_row(s, v, q);
    }
    ok = ok && car_done(s, v);
    free(v);
    return ok;
}

/* Somebody was called in or was to be booked and said "later", or booked and asked to have today's gift kept for that
 * visit: the programme's gift waits for them. What was kept counts once a visit, however often they booked in it. */
static bool search_too_early(Search *s, const Programme *p) {
    bool ok, row;
    sqlite3_stmt *q = sql_query(
        s->db,
        "WITH asked AS (SELECT l.*, e.outcome, coalesce(e.at_ms, l.at_ms) AS said_ms, l.kind = 'booking'"
        " AND instr(' ' || l.detail || ' ', ' keep_gift=1 ') > 0 AND coalesce(e.kind, '') <> 'withdrawn'"
        " AND coalesce(e.outcome, '') <> 'lost' AS keeps, coalesce(l.order_no, l.lead_id) AS visit FROM lead l"
        " LEFT JOIN lead_event e ON e.lead_id = l.lead_id AND e.seq = (SELECT max(seq) FROM lead_event m WHERE"
        " m.lead_id = l.lead_id) WHERE l.store_id = ?1 AND l.kind IN ('recall', 'booking') AND l.at_ms < ?2)"
        "SELECT CASE WHEN a.keeps THEN a.visit ELSE a.lead_id END, coalesce(a.order_no, ''), coalesce(a.car_id, ''),"
        " CASE WHEN a.keeps THEN a.at_ms ELSE a.said_ms END, coalesce(p.plate, ''),"
        " coalesce(o.vin, r.vin, ''), coalesce(o.model, ''), coalesce(p.name, ''), a.keeps FROM asked a"
        " LEFT JOIN work_order o ON o.store_id = a.store_id AND o.order_no = a.order_no"
        " LEFT JOIN car r ON r.car_id = a.car_id"
        " LEFT JOIN person p ON p.person_id = coalesce(o.owner_id, r.person_id)"
        " WHERE (a.keeps OR (a.outcome = 'later' AND a.said_ms < ?2))"
        " AND (a.car_id IS NOT NULL OR o.order_no IS NOT NULL)"
        " AND NOT (a.keeps AND EXISTS (SELECT 1 FROM asked x WHERE x.keeps AND x.visit = a.visit"
        " AND (x.at_ms, x.lead_id) < (a.at_ms, a.lead_id))) ORDER BY 4, a.lead_id",
        SQL_ARGS(txt(db_store_id(s->db)), num(s->end)), s->err);
    while ((ok = sql_step(s->db, q, &row, s->err)) && row) {
        GiftDue due = {.programme = p->id, .title_zh = p->title_zh, .title_en = p->title_en, .rule = p->rule};
        due.period = sql_text(q, 0);
        due.order_no = sql_text(q, 1);
        sql_copy(q, 2, due.car_id.text, sizeof due.car_id.text);
        due.from = sql_int(q, 3, 0);
        due.plate = sql_text(q, 4);
        due.vin = sql_text(q, 5);
        due.model = sql_text(q, 6);
        due.owner = sql_text(q, 7);
        due.kept = sql_int(q, 8, 0) != 0;
        if (uuid_is_set(&due.car_id)) due.order_no = "";
        if (add_due(s, due)) continue;
        sql_end(q);
        return false;
    }
    return ok;
}

static bool search(Search *s, const Settings *settings) {
    s->day = day_start(s->at);
    s->end = day_add(s->day, 1);
    s->n_programmes = read_programmes(settings, s->at, s->programmes);
    if (s->n_programmes == 0) return true;
    bool ok = sql_number(s->db, &s->first, "SELECT min(arrived_ms) FROM work_order WHERE store_id = ?1",
                         SQL_ARGS(txt(db_store_id(s->db))), s->err) &&
              search_visits(s);
    for (int i = 0; ok && i < s->n_programmes; i++)
        if (s->programmes[i].rule == GIFT_TOO_EARLY) ok = search_too_early(s, &s->programmes[i]);
    return ok;
}

static bool find_due(Db *db, Arena *arena, const Settings *settings, Ms at, GiftDue **out, size_t *n, Err *err) {
    Search *s = mem_alloc(sizeof *s);
    *s = (Search){.db = db, .arena = arena, .at = at, .err = err};
    bool ok = search(s, settings);
    if (ok) {
        *out = arena_alloc(arena, sizeof **out * (s->n + 1));
        if (s->n) memcpy(*out, s->list, sizeof **out * s->n);
        *n = s->n;
    }
    free(s->list);
    free(s);
    return ok;
}

bool gifts_due(Db *db, Arena *arena, Ms at, GiftDue **out, size_t *n, Err *err) {
    Settings *settings;
    if (!settings_read_at(db, at, &settings, err)) return false;
    bool ok = find_due(db, arena, settings, at, out, n, err);
    settings_free(settings);
    return ok;
}

/* ---- giving ---- */

typedef struct Giving {
    Db *db;
    const CouponKey *key;
    const Settings *settings;
    const char *programme, *period, *order_no, *by;
    Uuid car_id;
    Ms now;
    int given;
} Giving;

/* The policy's kind of gift in the words of a coupon. */
static const char *coupon_kind(const char *kind) {
    if (strcmp(kind, "voucher") == 0) return "fen";
    if (strcmp(kind, "discount") == 0) return "percent";
    return strcmp(kind, "service") == 0 ? "service" : strcmp(kind, "fund") == 0 ? "fund" : "goods";
}

static bool give_item(Giving *g, int i, Err *err) {
    const Settings *s = g->settings;
    static const char list[] = "gifts.items";
    const char *least = settings_item(s, list, i, "min_sum_fen");
    int percent = item_int(s, list, i, "percent");
    bool given;
    CouponGrant grant = {
        .source = "gift",
        .programme = g->programme,
        .item = settings_item(s, list, i, "id"),
        .period = g->period,
        .car_id = g->car_id,
        .order_no = g->order_no,
        .title_zh = settings_item(s, list, i, "title_zh"),
        .title_en = settings_item(s, list, i, "title_en"),
        .words_zh = "",
        .words_en = "",
        .kind = coupon_kind(settings_item(s, list, i, "kind")),
        .value = percent ? percent : strtoll(settings_item(s, list, i, "worth_fen"), NULL, 10),
        .value_to = item_int(s, list, i, "percent_to"),
        .min_sum = *least ? strtoll(least, NULL, 10) : -1,
        .redeem_kinds = settings_item(s, list, i, "redeem_kinds"),
        .policy_id = settings_policy(s, "gifts"),
        .by = g->by,
        .at = g->now,
        .expires = coupon_expiry(g->now, item_int(s, list, i, "days")),
    };
    if (!coupon_grant(g->db, g->key, &grant, &given, err)) return false;
    g->given += given;
    return true;
}

static bool give_programme(Giving *g, Err *err) {
    int n = settings_count(g->settings, "gifts.items");
    if (!uuid_is_set(&g->car_id) && !car_ensure(g->db, g->order_no, &g->car_id, err)) return false;
    for (int i = 1; i <= n; i++)
        if (strcmp(settings_item(g->settings, "gifts.items", i, "programme"), g->programme) == 0 &&
            !give_item(g, i, err))
            return false;
    return true;
}

static bool give_all(Db *db, const CouponKey *key, const Settings *settings, Ms at, Ms now, const char *by, int *given,
                     Err *err) {
    Arena arena = {0};
    GiftDue *due;
    size_t n;
    bool ok = find_due(db, &arena, settings, at, &due, &n, err);
    for (size_t i = 0; ok && i < n; i++) {
        if (due[i].known_since) continue;
        Giving g = {.db = db,
                    .key = key,
                    .settings = settings,
                    .programme = due[i].programme,
                    .period = due[i].period,
                    .order_no = due[i].order_no,
                    .by = by,
                    .car_id = due[i].car_id,
                    .now = now};
        ok = give_programme(&g, err);
        *given += g.given;
    }
    arena_free(&arena);
    return ok;
}

bool gifts_grant_due(Db *db, const CouponKey *key, Ms at, Ms now, const char *by, int *given, Err *err) {
    Settings *settings;
    *given = 0;
    if (day_start(at) > day_start(now))
        return err_set(err, ERR_RULE,
                       TXT("that day is yet to come: gifts are given on their day, not before",
                           "该日期尚未到来：礼品到期才能发放"));
    if (!settings_read_at(db, at, &settings, err)) return false;
    bool ok = db_begin(db, err) && db_end(db, give_all(db, key, settings, at, now, by, given, err), err);
    settings_free(settings);
    return ok;
}

/* ---- by hand ---- */

/* The programme that was asked for, NULL the one for complaints. */
static bool find_programme(const Settings *s, const char *id, const char **out, GiftRule *rule, Err *err) {
    int n = settings_count(s, "gifts.programmes");
    for (int i = 1; i <= n; i++) {
        const char *this = settings_item(s, "gifts.programmes", i, "id");
        *rule = gift_rule_of(settings_item(s, "gifts.programmes", i, "rule"));
        if (id ? strcmp(this, id) != 0 : *rule != GIFT_COMPLAINT) continue;
        *out = this;
        return true;
    }
    if (id) return err_set(err, ERR_NOT_FOUND, TXT("no gift programme %s is in force", "没有生效的礼品方案 %s"), id);
    return err_set(err, ERR_RULE,
                   TXT("no policy in force says what a complaint is consoled with", "没有生效的政策规定投诉抚慰礼"));
}

/* The order that a complaint is about. */
static bool order_of_case(Db *db, const char *case_no, char *order_no, size_t size, Err *err) {
    bool row;
    sqlite3_stmt *q = sql_query(db, "SELECT coalesce(order_no, '') FROM complaint WHERE store_id = ?1 AND case_no = ?2",
                                SQL_ARGS(txt(db_store_id(db)), txt(case_no)), err);
    if (!sql_step(db, q, &row, err)) return false;
    if (!row) return err_set(err, ERR_NOT_FOUND, TXT("there is no case %s", "没有投诉 %s"), case_no);
    if (!*order_no) sql_copy(q, 0, order_no, size);
    sql_end(q);
    if (*order_no) return true;
    return err_set(err, ERR_RULE,
                   TXT("case %s names no car: say the order (--order)", "投诉 %s 未关联车辆：请指明工单（--order）"),
                   case_no);
}

/* Consoled is who complained, and with nothing else. */
static bool goes_with_case(const GiftAsk *ask, const char *programme, GiftRule rule, Err *err) {
    if (rule == GIFT_COMPLAINT && !*ask->case_no)
        return err_set(
            err, ERR_RULE,
            TXT("%s consoles a complaint: say which (--case NO)", "%s 用于安抚投诉：请指明投诉（--case 编号）"),
            programme);
    return rule == GIFT_COMPLAINT || !*ask->case_no ||
           err_set(err, ERR_RULE, TXT("%s is no consolation: it goes with no case", "%s 不是抚慰礼：不能用于投诉"),
                   programme);
}

/* A case's gift whatever the car, else one on this car's order: whoever gave it, and why. */
static bool none_given(const Giving *g, const char *case_no, Err *err) {
    int64_t n = 0;
    if (!sql_number(g->db, &n,
                    "SELECT count(*) FROM coupon WHERE store_id = ?1 AND source = 'gift' AND programme = ?2"
                    " AND CASE ?3 WHEN '' THEN order_no = ?4 ELSE period = ?3 END",
                    SQL_ARGS(txt(db_store_id(g->db)), txt(g->programme), txt(case_no), txt(g->order_no)), err))
        return false;
    return n == 0 || err_set(err, ERR_RULE, TXT("this gift was given already", "此礼品已发放过"));
}

/* Is it due to the car by rule? Then it is given for the rule's period. */
static bool find_by_rule(Giving *g, char *period, size_t size, bool *found, Err *err) {
    Arena arena = {0};
    GiftDue *due;
    size_t n;
    *found = false;
    bool ok =
        car_ensure(g->db, g->order_no, &g->car_id, err) && find_due(g->db, &arena, g->settings, g->now, &due, &n, err);
    for (size_t i = 0; ok && i < n && !*found; i++) {
        Uuid car = due[i].car_id;
        if (strcmp(due[i].programme, g->programme) != 0) continue;
        if (*due[i].order_no) ok = car_find(g->db, due[i].order_no, &car, err);
        *found = ok && strcmp(car.text, g->car_id.text) == 0;
        if (*found) snprintf(period, size, "%s", due[i].period);
    }
    arena_free(&arena);
    return ok;
}

static bool may_give(Giving *g, GiftRule rule, char *period, size_t size, Err *err) {
    bool by_rule;
    Err why = {0};
    if (rule == GIFT_COMPLAINT || rule == GIFT_TOO_EARLY) return true; /* a case asks for its manager by itself */
    if (!find_by_rule(g, period, size, &by_rule, err)) return false;
    if (by_rule || staff_is_manager(g->db, g->by, &why)) return true;
    if (why.code == ERR_RULE)
        return err_set(err, ERR_RULE,
                       TXT("%s is not due to this car by its rule: only a manager gives it",
                           "按规则此车不应得 %s：只能由经理发放"),
                       g->programme);
    if (err) *err = why;
    return false;
}

static bool grant_by_hand(const GiftAsk *ask, Giving *g, Err *err) {
    char order_no[40], period[64];
    GiftRule rule = GIFT_COMPLAINT;
    snprintf(order_no, sizeof order_no, "%s", ask->order_no);
    if (!find_programme(g->settings, ask->programme, &g->programme, &rule, err) ||
        !goes_with_case(ask, g->programme, rule, err) ||
        (*ask->case_no && !order_of_case(g->db, ask->case_no, order_no, sizeof order_no, err)))
        return false;
    snprintf(period, sizeof period, "%s", *ask->case_no ? ask->case_no : order_no);
    g->order_no = order_no;
    g->period = period;
    bool ok =
        none_given(g, ask->case_no, err) && may_give(g, rule, period, sizeof period, err) && give_programme(g, err);
    g->order_no = g->period = NULL;
    if (ok && g->given == 0) return err_set(err, ERR_RULE, TXT("this gift was given already", "此礼品已发放过"));
    return ok && (!*ask->case_no || case_granted(g->db, ask->case_no, ask->by, g->given, g->now, err));
}

bool gift_grant(Db *db, const CouponKey *key, const GiftAsk *ask, int *given, Err *err) {
    Settings *settings;
    if (!settings_read_at(db, ask->at, &settings, err)) return false;
    Giving g = {.db = db, .key = key, .settings = settings, .by = ask->by, .now = ask->at};
    bool ok = db_begin(db, err) && db_end(db, grant_by_hand(ask, &g, err), err);
    if (ok) *given = g.given;
    settings_free(settings);
    return ok;
}
