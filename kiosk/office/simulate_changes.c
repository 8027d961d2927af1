/* What the demo store changed because of what its customers said, on the boards of this month and the last; and the
 * complaint of a car that is in service today, which staff have just taken. */
#include "simulate.h"

#include "store/cases.h"
#include "store/changes.h"
#include "store/feedback.h"
#include "store/orders.h"

#include <stdio.h>
#include <string.h>

#define MANAGER "陈建华"

static bool add(Db *db, Ms now, int days_ago, const char *cause, const char *zh, const char *en, Err *err) {
    char from[32], month[8];
    Ms day = day_add(now, -days_ago);
    day_show(day, from, sizeof from);
    snprintf(month, sizeof month, "%.7s", from);
    Change c = {.month = month, .cause = cause, .zh = zh, .en = en, .from_day = from, .by = MANAGER, .at = day};
    return change_add(db, &c, err);
}

static bool add_changes(Db *db, Ms now, Err *err) {
    int today = local_of(now).day;
    return add(db, now, today > 6 ? 6 : 0, "wait", "午间增加一名接车顾问，11:30–13:30 不再排队",
               "One more advisor at noon: no queue from 11:30 to 13:30", err) &&
           add(db, now, today > 9 ? 9 : 0, "lounge", "休息区充电口全部更换，热水全天供应",
               "All charging sockets replaced, hot water all day", err) &&
           add(db, now, today > 3 ? 3 : 0, "explain", "交车时逐项讲解更换的配件，旧件给您过目",
               "At hand-over each replaced part is explained, the old one shown", err) &&
           add(db, now, 40, "wash", "洗车增加一道轮毂清洗与交车前检查",
               "Wheels are washed too, and checked before hand-over", err);
}

/* A customer of today complained some minutes ago; the manager took it and has called. */
static bool complain_today(Db *db, Ms now, Err *err) {
    Arena arena = {0};
    Order *board;
    size_t n, i = 0;
    Ms as_of;
    char case_no[24] = "";
    Uuid id = uuid_new_at(now - 50 * MS_MINUTE);
    bool ok = orders_board(db, &arena, &board, &n, &as_of, err);
    while (ok && i < n && (board[i].stage != STAGE_WASH || !*board[i].plate)) i++;
    if (ok && i < n) {
        Answers a = {.complaint_id = id,
                     .voice_id = uuid_new_at(now - 50 * MS_MINUTE),
                     .visit_id = uuid_new_at(now - 50 * MS_MINUTE),
                     .at = now - 50 * MS_MINUTE,
                     .lang = "zh",
                     .order_no = board[i].order_no,
                     .reasons = "wait",
                     .words = "说好上午取车，现在还在洗。",
                     .nps = -1,
                     .phone = ""};
        CaseDo take = {.act = CASE_ASSIGN, .by = MANAGER, .to = MANAGER, .at = now - 44 * MS_MINUTE},
               call = {.act = CASE_CONTACT, .by = MANAGER, .note = "当面道歉，洗车插队。", .at = now - 30 * MS_MINUTE};
        ok = answers_save(db, &a, case_no, err) && case_do(db, &id, &take, err) && case_do(db, &id, &call, err);
    }
    arena_free(&arena);
    return ok;
}

bool simulate_changes(Office *office, Ms now, Err *err) {
    if (!db_begin(office->db, err)) return false;
    return db_end(office->db, add_changes(office->db, now, err) && complain_today(office->db, now, err), err);
}
