/* The demo store's staff, all with the PIN that the panel shows there, and what customers called for and
 * ordered at the bar a moment ago. */
#include "simulate.h"
#include "store/bar.h"
#include "store/calls.h"
#include "store/offers.h"
#include "store/staff.h"

#include <stdio.h>
#include <string.h>

static bool add_people(Db *db, Ms now, Err *err) {
    static const struct {
        const char *name;
        StaffRole role;
    } people[] = {{"周洁", STAFF_ADVISOR}, {"何俊", STAFF_ADVISOR}, {"李欣", STAFF_ADVISOR},
                  {"吴敏", STAFF_ADVISOR}, {"赵小敏", STAFF_BAR},   {"陈建华", STAFF_MANAGER}};
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (!staff_add(db, people[i].name, people[i].role, STAFF_DEMO_PIN, "demo", now, err)) return false;
    return true;
}

static bool add_call(Db *db, const char *kind, const char *order_no, const char *about, Ms at, Err *err) {
    Call call = {.call_id = uuid_new_at(at),
                 .visit_id = uuid_new_at(at),
                 .kind = kind,
                 .order_no = order_no,
                 .about = about,
                 .at = at,
                 .by = ""};
    return call_make(db, &call, err);
}

static bool add_calls(Db *db, Ms now, Err *err) {
    enum { FIRST = 2, SECOND = 5 };
    Arena arena = {0};
    Order *board;
    size_t n;
    Ms as_of;
    bool ok =
        orders_board(db, &arena, &board, &n, &as_of, err) &&
        (n <= SECOND || (add_call(db, "advisor", board[FIRST].order_no, "prepaid:five", now - 6 * MS_MINUTE, err) &&
                         add_call(db, "advisor", board[SECOND].order_no, "", now - 2 * MS_MINUTE, err))) &&
        add_call(db, "bar", "", "", now - 1 * MS_MINUTE, err);
    arena_free(&arena);
    return ok;
}

/* Two of the first thing on the menu at this hour, and with `more` one of the second. */
static bool order(Db *db, const char *seat, bool more, Ms at, BarOrder *out, Arena *arena, bool *made, Err *err) {
    Offer *all;
    size_t n;
    BarAskItem items[2];
    BarAsk ask = {.bar_order_id = uuid_new_at(at), .visit_id = uuid_new_at(at), .lang = "zh", .seat = seat, .at = at};
    if (!offers_read(db, arena, at, &all, &n, err)) return false;
    for (size_t i = 0; i < n && ask.n < (more ? 2 : 1); i++) {
        if (strcmp(all[i].kind, "bar") != 0 || all[i].price < 0 || !daypart_is_on(&all[i].part, at)) continue;
        items[ask.n] = (BarAskItem){.count = ask.n ? 1 : 2, .price = all[i].price};
        snprintf(items[ask.n++].offer_id, sizeof items->offer_id, "%s", all[i].offer_id);
    }
    ask.items = items;
    *made = ask.n > 0; /* at night the bar has nothing */
    return !*made || bar_make(db, &ask, out, arena, err);
}

static bool add_bar(Db *db, Ms now, Err *err) {
    Arena arena = {0};
    BarOrder first, second;
    bool made;
    bool ok = order(db, "A1", true, now - 9 * MS_MINUTE, &first, &arena, &made, err) &&
              (!made || bar_take(db, first.bar_order_id.text, "赵小敏", now - 7 * MS_MINUTE, err)) &&
              order(db, "", false, now - 2 * MS_MINUTE, &second, &arena, &made, err);
    arena_free(&arena);
    return ok;
}

bool simulate_staff(Db *db, Ms now, Err *err) {
    return add_people(db, now, err) && add_calls(db, now, err) && add_bar(db, now, err);
}
