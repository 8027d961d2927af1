/* The demo store's staff, all with the PIN that the panel shows there, and what customers called for a moment ago. */
#include "simulate.h"
#include "store/calls.h"
#include "store/staff.h"

static bool add_people(Db *db, Ms now, Err *err) {
    static const struct {
        const char *name;
        StaffRole role;
    } people[] = {{"周洁", STAFF_ADVISOR},
                  {"何俊", STAFF_ADVISOR},
                  {"李欣", STAFF_ADVISOR},
                  {"赵小敏", STAFF_BAR},
                  {"陈建华", STAFF_MANAGER}};
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

bool simulate_staff(Db *db, Ms now, Err *err) {
    return add_people(db, now, err) && add_calls(db, now, err);
}
