/* The demo store's renewal deposits and leads. The same seed and day give the same on every machine.
 *
 * - Of the insured repairs of the last 60 days that were due an offer, 7 of 10 were told of it by their advisor an hour
 *   later, and 4 of 10 of those left a deposit: 1,000, 2,000 or 3,000 yuan, with one of the choices. One was taken
 * back.
 * - Six leads of today wait at the desks, by customers of cars in service; one of them is taken. */
#include "simulate.h"

#include "store/leads.h"
#include "store/orders.h"
#include "store/renewal.h"

#include <string.h>

enum { SEED = 7001, DAYS = 60 };

static bool one_deposit(Db *db, Arena *arena, Rng *rng, const RenewalDue *due, Ms at, int *taken, Err *err) {
    Deposit d;
    bool known;
    DepositAsk ask = {.deposit_id = uuid_new_at(at),
                      .order_no = due->order_no,
                      .choice = rng_permille(rng, 500) ? "A" : "B",
                      .by = due->advisor,
                      .amount = rng_between(rng, 1, 3) * 100000LL,
                      .at = at};
    if (!deposit_take(db, arena, &ask, &d, &known, err)) return false;
    return ++*taken != 3 ||
           deposit_undo(db, arena, d.deposit_id.text, due->advisor, "客户改选其他保险公司", at + 2 * MS_HOUR, &d, err);
}

static bool past_offers(Db *db, Arena *arena, Rng *rng, Ms now, Err *err) {
    RenewalDue *due;
    size_t n;
    int taken = 0;
    if (!renewal_due_read(db, arena, day_add(now, -DAYS), day_start(now), &due, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        bool first, offered = rng_permille(rng, 700), left = rng_permille(rng, 400);
        Ms at = due[i].due + MS_HOUR;
        RenewalOffer offer = {.order_no = due[i].order_no, .by = due[i].advisor, .at = at};
        if (!offered || !*due[i].advisor) continue;
        if (!renewal_offer(db, &offer, &first, err)) return false;
        if (left && !one_deposit(db, arena, rng, &due[i], at + MS_HOUR / 4, &taken, err)) return false;
    }
    return true;
}

/* Leads of customers whose cars are in the shop: the n-th car of the board each. */
static bool leads(Db *db, Arena *arena, Ms now, Err *err) {
    static const struct {
        const char *kind, *desk, *about;
        size_t car;
        int minutes; /* ago */
    } made[] = {
        {"show", "bar", "offer:acc-dashcam", 3, 64},     {"callback", "advisor", "offer:paint-coating", 7, 52},
        {"warranty", "advisor", "warranty:one", 12, 41}, {"trade_in", "sales", "", 15, 33},
        {"prepaid", "advisor", "prepaid:five", 18, 22},  {"show", "bar", "offer:acc-angel-eyes", 21, 9},
    };
    Order *board;
    size_t n;
    Ms as_of;
    if (!orders_board(db, arena, &board, &n, &as_of, err)) return false;
    for (size_t i = 0; i < sizeof made / sizeof *made && made[i].car < n; i++) {
        Ms at = now - made[i].minutes * MS_MINUTE;
        Lead lead = {.lead_id = uuid_new_at(at),
                     .kind = made[i].kind,
                     .desk = made[i].desk,
                     .order_no = board[made[i].car].order_no,
                     .about = made[i].about,
                     .detail = "",
                     .phone = "",
                     .at = at};
        if (!lead_make(db, &lead, err)) return false;
        if (i == 1 && !lead_take(db, lead.lead_id.text, "李欣", at + 5 * MS_MINUTE, err)) return false;
    }
    return true;
}

bool simulate_renewal(Office *office, Ms now, Err *err) {
    Arena arena = {0};
    Rng rng = {SEED};
    bool good =
        db_begin(office->db, err) &&
        db_end(office->db, past_offers(office->db, &arena, &rng, now, err) && leads(office->db, &arena, now, err), err);
    arena_free(&arena);
    return good;
}
