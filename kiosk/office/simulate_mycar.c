/* What My car shows of the demo store's cars in service: the way each went through the shop before today's one export,
 * and a few answers about numbers, for the office's list. By the order's own times: the same every time. */
#include "simulate.h"

#include "store/corrections.h"
#include "store/history_fill.h"

#include <string.h>

/* Shares of the business hours since arrival; the present stage has begun a third of its share ago. */
static const int shares[STAGES_SHOWN] = {10, 14, 46, 18, 12, 10, 6};

static Ms rounded(Ms at) {
    return (at + EXPORT_MS - 1) / EXPORT_MS * EXPORT_MS;
}

/* The instant by which `part` of the business hours until the export had passed; of a car that came after closing, of
 * the plain time. */
static Ms along(const WorkHours *hours, const Order *o, Ms exported, int part, int of) {
    int minutes = work_minutes(hours, o->arrived, exported);
    if (minutes <= 0) return o->arrived + (exported - o->arrived) * part / of;
    return work_add(hours, o->arrived, (int)((int64_t)minutes * part / of));
}

/* The stages up to the present one, each first seen by a round ten minutes. */
static size_t way_of(const WorkHours *hours, const Order *o, Ms exported, StageSeen *out,
                     Ms levels[INSPECTION_LEVELS]) {
    int present = (int)o->stage - 1, total = 0, before = 0;
    size_t n = 0;
    for (int i = 0; i <= present; i++) total += i < present ? shares[i] : (shares[i] + 2) / 3;
    for (int i = 0; i <= present; i++) {
        Ms from = rounded(along(hours, o, exported, before, total));
        if (from >= exported) break;
        if (n && out[n - 1].seen == from) n--; /* no export saw the one before */
        out[n++] = (StageSeen){.stage = (Stage)(i + 1), .seen = from, .since = from - EXPORT_MS};
        for (int level = 0; i == STAGE_INSPECTION - 1 && level < INSPECTION_LEVELS; level++)
            levels[level] = rounded(
                along(hours, o, exported, before * INSPECTION_LEVELS + shares[i] * level, total * INSPECTION_LEVELS));
        before += shares[i];
    }
    return n;
}

/* One in five cars is from a time at which the workshop typed 质检 alone: levels stay unknown. */
static bool one_car(Db *db, const WorkHours *hours, const Order *o, size_t number, Ms exported, Err *err) {
    StageSeen way[STAGES_SHOWN];
    Ms levels[INSPECTION_LEVELS] = {0};
    if (o->arrived >= exported) return true;
    size_t n = way_of(hours, o, exported, way, levels);
    if (!history_fill(db, o->order_no, way, n, err)) return false;
    return o->stage <= STAGE_INSPECTION || number % 5 == 3 || history_fill_levels(db, o->order_no, levels, err);
}

static bool one_answer(Db *db, const Order *o, size_t number, Ms exported, Err *err) {
    static const Correction kinds[] = {{.answer = "changed", .new_phone = "19900012880", .bringer_is_owner = 1},
                                       {.answer = "not_owner", .new_phone = "", .bringer_is_owner = 0},
                                       {.answer = "yes", .new_phone = "", .bringer_is_owner = CORRECTION_NOT_SAID}};
    Correction c = kinds[number];
    c.at = exported - (Ms)(number + 1) * 7 * MS_MINUTE;
    c.correction_id = uuid_new_at(c.at);
    c.visit_id = uuid_new_at(c.at);
    c.order_no = o->order_no;
    return correction_save(db, &c, err);
}

static bool all_cars(Db *db, const WorkHours *hours, const Order *board, size_t n, Ms exported, Err *err) {
    for (size_t i = 0; i < n; i++)
        if (!one_car(db, hours, &board[i], i, exported, err)) return false;
    for (size_t i = 0; i < 3 && i < n; i++) /* the youngest: visitors try the first rows */
        if (!one_answer(db, &board[n - 1 - i], i, exported, err)) return false;
    return true;
}

bool simulate_mycar(Office *office, Ms exported, Err *err) {
    Arena arena = {0};
    Order *board;
    size_t n;
    Ms as_of;
    bool good =
        orders_board(office->db, &arena, &board, &n, &as_of, err) && db_begin(office->db, err) &&
        db_end(office->db, all_cars(office->db, settings_hours(office->settings), board, n, exported, err), err);
    arena_free(&arena);
    return good;
}
