/* The demo store's additional work: what the workshop found on cars that are here today, as staff write it, with
 * pictures and in both languages; on a body and paint job too, where the panel asks who pays. */
#include "simulate_work.h"

#include "store/orders.h"
#include "store/work.h"

#include <string.h>

typedef struct Found {
    const char *level, *what, *what_en, *why, *why_en, *later, *later_en, *picture;
    Fen parts, labour;
    int minutes;
} Found;

static const Found maintenance[] = {
    {"red", "前刹车片更换", "Front brake pads", "前刹车片剩 2 毫米，低于 3 毫米的更换标准",
     "2 mm left, replaced below 3 mm", "刹车距离变长，继续磨会伤到刹车盘，届时费用更高",
     "longer stopping distance, and worn discs cost more", "work-brake-pad.svg", 52000, 16000, 40},
    {"amber", "空调滤芯更换", "Cabin air filter", "滤芯积灰发霉，风量约为新件的一半",
     "Clogged and mouldy: half the air passes", "车内有异味，除雾变慢", "smell in the car, windows clear slowly",
     "work-cabin-filter.svg", 12800, 4000, 10},
    {"green", "雨刮片更换", "Wiper blades", "胶条边缘开始硬化", "The rubber's edge begins to harden",
     "雨天可能刮不干净，下次保养再看也可以", "may streak in the rain; can be seen at the next service",
     "work-wiper.svg", 10800, 2000, 5},
};
static const Found accident[] = {
    {"amber", "左前大灯支架更换", "Left headlamp bracket", "拆下保险杠后发现支架断裂",
     "Found broken once the bumper was off", "大灯会松动，灯光偏移", "the lamp works loose and points wrong", "", 26000,
     12000, 30},
};
enum { N_MAINTENANCE = sizeof maintenance / sizeof *maintenance, N_ACCIDENT = sizeof accident / sizeof *accident };

static WorkWrite write_of(const Found *f) {
    WorkWrite w = WORK_WRITE_NOTHING;
    w.level = f->level;
    w.what = f->what;
    w.what_en = f->what_en;
    w.why = f->why;
    w.why_en = f->why_en;
    w.later = f->later;
    w.later_en = f->later_en;
    w.picture = f->picture;
    w.parts = f->parts;
    w.labour = f->labour;
    w.minutes = f->minutes;
    return w;
}

/* The first one the DMS had named already is written out, the others are new. */
static bool find_on(Office *office, const Order *o, const Found *found, int n, bool named, Ms at, Err *err) {
    const char *by = *o->technician ? o->technician : "demo";
    for (int i = 0; i < n; i++) {
        int item;
        Uuid id = uuid_new_at(at + i);
        WorkWrite w = write_of(&found[i]);
        bool done = named && i == 0 ? work_edit(office->db, o->order_no, 1, &w, by, at, err)
                                    : work_propose(office->db, &id, o->order_no, &w, by, at, &item, err);
        if (!done) return false;
    }
    return true;
}

bool simulate_work(Office *office, Ms at, Err *err) {
    Arena arena = {0};
    Order *board;
    size_t n;
    Ms as_of;
    bool ok = orders_board(office->db, &arena, &board, &n, &as_of, err), first = true, second = true;
    for (size_t i = 0; ok && i < n; i++) {
        const Order *o = &board[i];
        bool usable = false, matches;
        if (o->stage != STAGE_IN_WORK || !*o->plate) continue;
        if (!orders_phone_opens(office->db, o->order_no, "", &usable, &matches, err)) ok = false;
        if (!ok || !usable) continue;
        if (first && o->hold == HOLD_APPROVAL) {
            ok = find_on(office, o, maintenance, N_MAINTENANCE, true, at, err);
            first = false;
        } else if (second && o->hold == HOLD_NONE && o->kind == KIND_BODY_PAINT) {
            ok = find_on(office, o, accident, N_ACCIDENT, false, at, err);
            second = false;
        }
    }
    arena_free(&arena);
    return ok;
}
