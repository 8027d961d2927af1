/* Bar orders: the menu is asked again inside the transaction, so that what is frozen into the rows is what the customer
 * saw; states are events in a row of numbers without gaps, so two who act in one instant want the same number. */
#include "bar.h"

#include "audit.h"
#include "base/utf8.h"
#include "offers.h"
#include "settings.h"
#include "sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const states[] = {"ordered", "taken", "done", "cancelled"};

const char *bar_state_id(BarState state) {
    return states[state];
}

static BarState state_of(const char *id) {
    for (int i = 0; i < 4; i++)
        if (strcmp(states[i], id) == 0) return (BarState)i;
    return BAR_CANCELLED;
}

/* ---- reading ---- */

#define BAR_COLUMNS                                                                                                    \
    "SELECT b.bar_order_id, b.visit_id, b.number, b.seat, b.seat_zh, b.seat_en, b.total_fen, b.at_ms, e.kind,"         \
    " e.at_ms, e.by_name FROM bar_order b JOIN bar_order_event e ON e.bar_order_id = b.bar_order_id AND e.seq ="       \
    " (SELECT max(seq) FROM bar_order_event l WHERE l.bar_order_id = b.bar_order_id) "

static BarOrder order_of(Arena *arena, sqlite3_stmt *q) {
    BarOrder o = {.number = (int)sql_int(q, 2, 0),
                  .seat = sql_keep(arena, q, 3),
                  .seat_zh = sql_keep(arena, q, 4),
                  .seat_en = sql_keep(arena, q, 5),
                  .total = sql_int(q, 6, 0),
                  .at = sql_int(q, 7, 0),
                  .state = state_of(sql_text(q, 8)),
                  .changed = sql_int(q, 9, 0),
                  .by = sql_keep(arena, q, 10)};
    sql_copy(q, 0, o.bar_order_id.text, sizeof o.bar_order_id.text);
    sql_copy(q, 1, o.visit_id.text, sizeof o.visit_id.text);
    return o;
}

static bool read_items(Db *db, Arena *arena, BarOrder *o, Err *err) {
    bool ok, row;
    o->items = arena_alloc(arena, BAR_ITEMS_MAX * sizeof *o->items);
    o->n = 0;
    sqlite3_stmt *q = sql_query(db,
                                "SELECT offer_id, title_zh, title_en, count, price_fen FROM bar_order_item"
                                " WHERE bar_order_id = ?1 ORDER BY item LIMIT ?2",
                                SQL_ARGS(txt(o->bar_order_id.text), num(BAR_ITEMS_MAX)), err);
    while ((ok = sql_step(db, q, &row, err)) && row)
        o->items[o->n++] = (BarItem){sql_keep(arena, q, 0), sql_keep(arena, q, 1), sql_keep(arena, q, 2),
                                     (int)sql_int(q, 3, 0), sql_int(q, 4, 0)};
    return ok;
}

static bool collect(Db *db, Arena *arena, sqlite3_stmt *q, BarOrder **out, size_t *n, Err *err) {
    BarOrder *list = NULL;
    size_t count = 0, room = 0;
    bool ok, row;
    while ((ok = sql_step(db, q, &row, err)) && row) {
        if (count == room) list = mem_grow(list, sizeof *list * (room = room ? room * 2 : 16));
        list[count++] = order_of(arena, q);
    }
    for (size_t i = 0; ok && i < count; i++) ok = read_items(db, arena, &list[i], err);
    if (ok) {
        *out = arena_alloc(arena, sizeof *list * (count + 1));
        if (count) memcpy(*out, list, sizeof *list * count);
        *n = count;
    }
    free(list);
    return ok;
}

bool bar_open(Db *db, Arena *arena, Ms now, BarOrder **out, size_t *n, Err *err) {
    return collect(db, arena,
                   sql_query(db,
                             BAR_COLUMNS "WHERE b.store_id = ?1 AND b.at_ms >= ?2 AND e.kind IN ('ordered', 'taken')"
                                         " ORDER BY b.at_ms, b.number",
                             SQL_ARGS(txt(db_store_id(db)), num(day_start(now))), err),
                   out, n, err);
}

bool bar_of_visit(Db *db, Arena *arena, const Uuid *visit_id, BarOrder **out, size_t *n, Err *err) {
    return collect(
        db, arena,
        sql_query(db, BAR_COLUMNS "WHERE b.store_id = ?1 AND b.visit_id = ?2 ORDER BY b.at_ms DESC, b.number DESC",
                  SQL_ARGS(txt(db_store_id(db)), txt(visit_id->text)), err),
        out, n, err);
}

bool bar_find(Db *db, Arena *arena, const char *id, Ms now, BarOrder *out, Err *err) {
    BarOrder *list;
    size_t n;
    char day[32];
    day_show(now, day, sizeof day);
    sqlite3_stmt *q = sql_query(db,
                                BAR_COLUMNS "WHERE b.store_id = ?1 AND ?2 <> '' AND ((b.day = ?3 AND b.number = ?2 + 0"
                                            " AND length(?2) <= 4 AND ?2 NOT GLOB '*[^0-9]*') OR (length(?2) > 4 AND"
                                            " " SQL_KEY_FITS("b.bar_order_id") ")) LIMIT 2",
                                SQL_ARGS(txt(db_store_id(db)), txt(id), txt(day)), err);
    if (!collect(db, arena, q, &list, &n, err)) return false;
    if (n == 0) return err_set(err, ERR_NOT_FOUND, TXT("there is no bar order %s", "没有吧台订单 %s"), id);
    if (n > 1)
        return err_set(err, ERR_INPUT,
                       TXT("more than one bar order fits %s: give more of it", "有多个吧台订单符合 %s：请多写几位"),
                       id);
    *out = list[0];
    return true;
}

/* ---- ordering ---- */

static bool add_event(Db *db, const Uuid *id, const char *kind, const char *by, Ms at, Err *err) {
    Uuid event = uuid_new();
    return sql_run(
        db,
        "INSERT INTO bar_order_event (event_id, store_id, bar_order_id, seq, kind, at_ms, by_name)"
        " SELECT ?1, ?2, ?3, 1 + coalesce((SELECT max(seq) FROM bar_order_event WHERE bar_order_id = ?3), 0),"
        " ?4, ?5, ?6",
        SQL_ARGS(txt(event.text), txt(db_store_id(db)), txt(id->text), txt(kind), num(at), txt(by)), err);
}

/* What was asked for, as the menu has it now. */
static bool on_menu(Db *db, Arena *arena, const BarAskItem *item, Ms at, Offer *out, Err *err) {
    Offer *all;
    size_t n;
    if (item->count < 1 || item->count > BAR_COUNT_MAX)
        return err_set(err, ERR_INPUT, TXT("from 1 to %d of each", "每样 1 到 %d 份"), BAR_COUNT_MAX);
    if (!offers_read(db, arena, at, &all, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(all[i].offer_id, item->offer_id) != 0) continue;
        if (strcmp(all[i].kind, "bar") != 0 || all[i].price < 0 || !daypart_is_on(&all[i].part, at)) break;
        if (all[i].price != item->price)
            return err_set(err, ERR_RULE,
                           TXT("A price was changed just now. Please look again.", "价格刚刚有更新，请再看一遍。"));
        *out = all[i];
        return true;
    }
    return err_set(err, ERR_RULE,
                   TXT("Something is no longer on the menu. Please look again.", "有的饮品已下架，请再看一遍。"));
}

typedef struct Seat {
    const char *zh, *en;
} Seat;

static bool find_seat(const Settings *s, const char *id, Seat *out, Err *err) {
    *out = (Seat){"", ""};
    if (!*id) return true;
    for (int i = 1; i <= settings_count(s, "bar.seats"); i++) {
        if (strcmp(settings_item(s, "bar.seats", i, "id"), id) != 0) continue;
        *out = (Seat){settings_item(s, "bar.seats", i, "zh"), settings_item(s, "bar.seats", i, "en")};
        return true;
    }
    return err_set(err, ERR_RULE, TXT("There is no such seat. Please choose again.", "没有这个座位，请重新选择。"));
}

static bool add_item(Db *db, Arena *arena, const BarAsk *ask, size_t i, Fen *total, Err *err) {
    Offer o = {0};
    const BarAskItem *item = &ask->items[i];
    if (!on_menu(db, arena, item, ask->at, &o, err)) return false;
    *total += o.price * item->count;
    return sql_run(db,
                   "INSERT INTO bar_order_item (bar_order_id, item, store_id, offer_id, title_zh, title_en, count,"
                   " price_fen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   SQL_ARGS(txt(ask->bar_order_id.text), num((int64_t)i + 1), txt(db_store_id(db)), txt(o.offer_id),
                            txt(o.title_zh), txt(o.title_en), num(item->count), num(o.price)),
                   err);
}

static bool add_order(Db *db, const BarAsk *ask, const Settings *s, Err *err) {
    char local[32], day[32];
    Seat seat;
    if (!find_seat(s, ask->seat, &seat, err)) return false;
    return sql_run(db,
                   "INSERT INTO bar_order (bar_order_id, store_id, visit_id, number, day, seat, seat_zh, seat_en, lang,"
                   " total_fen, policy_id, at_ms, at_local) SELECT ?1, ?2, ?3, 1 + coalesce((SELECT max(number) FROM"
                   " bar_order WHERE store_id = ?2 AND day = ?4), 0), ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11",
                   SQL_ARGS(txt(ask->bar_order_id.text), txt(db_store_id(db)), txt(ask->visit_id.text),
                            txt(day_show(ask->at, day, sizeof day)), txt(ask->seat), txt(seat.zh), txt(seat.en),
                            txt(ask->lang), txt(settings_policy(s, "bar")), num(ask->at),
                            txt(instant_show(ask->at, local, sizeof local))),
                   err);
}

static bool find_id(Db *db, Arena *arena, const Uuid *id, BarOrder *out, bool *there, Err *err) {
    sqlite3_stmt *q = sql_query(db, BAR_COLUMNS "WHERE b.bar_order_id = ?1", SQL_ARGS(txt(id->text)), err);
    if (!sql_step(db, q, there, err)) return false;
    if (!*there) return true;
    *out = order_of(arena, q);
    sql_end(q);
    return read_items(db, arena, out, err);
}

static bool make(Db *db, const BarAsk *ask, const Settings *s, BarOrder *out, Arena *arena, Err *err) {
    bool there;
    Fen total = 0;
    if (!find_id(db, arena, &ask->bar_order_id, out, &there, err)) return false;
    if (there) return true;
    if (ask->n == 0 || ask->n > BAR_ITEMS_MAX)
        return err_set(err, ERR_INPUT, TXT("from 1 to %d things an order", "每单 1 到 %d 样"), BAR_ITEMS_MAX);
    if (!add_order(db, ask, s, err)) return false;
    for (size_t i = 0; i < ask->n; i++)
        if (!add_item(db, arena, ask, i, &total, err)) return false;
    return sql_run(db, "UPDATE bar_order SET total_fen = ?2 WHERE bar_order_id = ?1",
                   SQL_ARGS(txt(ask->bar_order_id.text), num(total)), err) &&
           add_event(db, &ask->bar_order_id, "ordered", "", ask->at, err) &&
           find_id(db, arena, &ask->bar_order_id, out, &there, err);
}

bool bar_make(Db *db, const BarAsk *ask, BarOrder *out, Arena *arena, Err *err) {
    Settings *s;
    if (!db_begin(db, err)) return false;
    bool ok = settings_read_at(db, ask->at, &s, err);
    if (ok) {
        ok = make(db, ask, s, out, arena, err);
        settings_free(s);
    }
    return db_end(db, ok, err);
}

/* ---- what becomes of it ---- */

static bool go_on(Db *db, const BarOrder *o, BarState to, const char *by, Ms at, Err *err) {
    char number[16];
    if (o->state == to && strcmp(o->by, by) == 0) return true;
    bool may = to == BAR_TAKEN       ? o->state == BAR_ORDERED
               : to == BAR_DONE      ? o->state == BAR_ORDERED || o->state == BAR_TAKEN
               : /* cancelled */ *by ? o->state == BAR_ORDERED || o->state == BAR_TAKEN
                                     : o->state == BAR_ORDERED;
    if (!may && o->state == BAR_CANCELLED)
        return err_set(err, ERR_RULE, TXT("This order was cancelled.", "该订单已取消。"));
    if (!may && to == BAR_CANCELLED && !*by)
        return err_set(err, ERR_RULE,
                       TXT("The bar is making it already. Please tell them.", "吧台已开始制作，如需取消请告知吧台。"));
    if (!may && o->state == BAR_DONE)
        return err_set(err, ERR_RULE, TXT("bar order %d is done already, by %s", "吧台订单 %d 已由 %s 做好"), o->number,
                       o->by);
    if (!may)
        return err_set(err, ERR_RULE, TXT("bar order %d is taken already, by %s", "吧台订单 %d 已由 %s 接单"),
                       o->number, o->by);
    snprintf(number, sizeof number, "%d", o->number);
    return add_event(db, &o->bar_order_id, states[to], by, at, err) &&
           (!*by || audit_write(db, by,
                                to == BAR_TAKEN  ? "bar.take"
                                : to == BAR_DONE ? "bar.done"
                                                 : "bar.cancel",
                                o->bar_order_id.text, number, at, err));
}

static bool change(Db *db, const char *id, const Uuid *visit_id, BarState to, const char *by, Ms at, Err *err) {
    Arena arena = {0};
    BarOrder o;
    if (!db_begin(db, err)) return false;
    bool ok = bar_find(db, &arena, id, at, &o, err);
    if (ok && visit_id && strcmp(o.visit_id.text, visit_id->text) != 0)
        ok = err_set(err, ERR_RULE, TXT("That order is somebody else's.", "这不是您的订单。"));
    ok = ok && go_on(db, &o, to, by, at, err);
    arena_free(&arena);
    return db_end(db, ok, err);
}

bool bar_take(Db *db, const char *id, const char *by, Ms at, Err *err) {
    return change(db, id, NULL, BAR_TAKEN, by, at, err);
}

bool bar_done(Db *db, const char *id, const char *by, Ms at, Err *err) {
    return change(db, id, NULL, BAR_DONE, by, at, err);
}

bool bar_cancel(Db *db, const Uuid *id, const Uuid *visit_id, const char *by, Ms at, Err *err) {
    return change(db, id->text, *by ? NULL : visit_id, BAR_CANCELLED, by, at, err);
}
