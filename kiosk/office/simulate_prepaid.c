/* The demo store's prepaid packages: a few cars of today's board have stored services, used some and given slips to
 * finance, over the last 75 days. The first car of the export has three of five left. */
#include "simulate.h"
#include "store/cars.h"
#include "store/orders.h"
#include "store/prepaid.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct Step {
    int days_back, car;  /* car: of those that are chosen */
    const char *package; /* NULL = a use */
    int services;
    bool slip, closed; /* of a use: has the internal sale's slip come, did finance close it */
} Step;

static const Step steps[] = {
    /* in the order of time: a month that is closed takes no entry */
    {75, 0, "five", 0, false, false}, {62, 1, "five", 3, false, false}, {48, 0, NULL, 0, true, true},
    {40, 2, "oil", 0, false, false},  {33, 1, NULL, 0, true, true},     {21, 0, NULL, 0, true, false},
    {12, 3, "full", 0, false, false}, {9, 2, NULL, 0, false, false},    {4, 4, "five", 0, false, false},
};
enum { CARS = 5 };

typedef struct Demo {
    Db *db;
    Arena arena;
    const Order *cars[CARS];
    Uuid ids[CARS];
    Ms today;
    int number;
} Demo;

/* The export's first car, then others that can be priced. */
static bool choose(Demo *d, const Settings *s, Err *err) {
    Order *board;
    size_t n;
    Ms as_of;
    Fen oil, filter;
    if (!orders_board(d->db, &d->arena, &board, &n, &as_of, err)) return false;
    int count = 1;
    for (size_t i = 0; i < n; i++) {
        const Order *o = &board[i];
        if (!*o->plate || !prepaid_price(s, o->oil_grade, o->oil_ml, &oil, &filter)) continue;
        if (strcmp(o->plate, "川A1B2K7") == 0)
            d->cars[0] = o;
        else if (count < CARS && o->kind == KIND_MAINTENANCE)
            d->cars[count++] = o;
    }
    for (int i = 0; i < CARS; i++)
        if (d->cars[i] && !car_ensure(d->db, d->cars[i]->order_no, &d->ids[i], err)) return false;
    return true;
}

static bool sell(Demo *d, const Step *step, Ms at, Err *err) {
    const Order *o = d->cars[step->car];
    PrepaidSale sale;
    bool asks;
    PrepaidSell ask = {.sale_id = uuid_new_at(at),
                       .car_id = d->ids[step->car],
                       .order_no = "",
                       .visit_no = "",
                       .package_id = step->package,
                       .services = step->services,
                       .grade = o->oil_grade,
                       .service_ml = o->oil_ml,
                       .by = *o->advisor ? o->advisor : "李欣",
                       .manager = "",
                       .at = at};
    if (!prepaid_offer(d->db, &d->arena, &ask, &sale, &asks, err)) return false;
    ask.paid = sale.sum;
    return prepaid_sell(d->db, &d->arena, &ask, &sale, err);
}

static bool use(Demo *d, const Step *step, Ms at, Err *err) {
    LocalTime lt = local_of(at);
    const Order *o = d->cars[step->car];
    PrepaidEntry e;
    const char *day = arena_printf(&d->arena, "%02d%02d%02d", lt.year % 100, lt.month, lt.day);
    PrepaidAct ask = {.entry_id = uuid_new_at(at),
                      .sale_no = "",
                      .car_id = d->ids[step->car],
                      .order_no = arena_printf(&d->arena, "RO%s%04d", day, 9000 + ++d->number),
                      .slip_no = step->slip ? arena_printf(&d->arena, "NX%s-%02d", day, d->number) : "",
                      .by = *o->advisor ? o->advisor : "何俊",
                      .manager = "",
                      .reason = "",
                      .at = at};
    return prepaid_use(d->db, &d->arena, &ask, &e, err) &&
           (!step->closed || prepaid_close(d->db, e.no, "出纳", at + MS_DAY, err));
}

static bool all_steps(Demo *d, Err *err) {
    for (size_t i = 0; i < COUNT(steps); i++) {
        const Step *step = &steps[i];
        Ms at = day_add(d->today, -step->days_back) + 10 * MS_HOUR + (Ms)i * 7 * MS_MINUTE;
        if (!d->cars[step->car]) continue;
        if (!(step->package ? sell(d, step, at, err) : use(d, step, at, err))) return false;
    }
    return true;
}

bool simulate_prepaid(Office *office, Ms today, Err *err) {
    Demo d = {.db = office->db, .today = day_start(today)};
    Settings *then;
    if (!settings_read_at(d.db, day_add(d.today, -steps[0].days_back), &then, err)) return false;
    bool offered = settings_count(then, "prepaid.packages") > 0; /* no policy of that day: no packages to show */
    bool ok = db_begin(d.db, err) && db_end(d.db, !offered || (choose(&d, then, err) && all_steps(&d, err)), err);
    settings_free(then);
    arena_free(&d.arena);
    return ok;
}
