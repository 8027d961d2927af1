/* The staff's page: what this person may do, with what waits. */
#include "staff_parts.h"

#include <math.h>

static const char *waiting(Kiosk *k, size_t n) {
    return n ? wf(k, W_STAFF_CALLS_N, (int)n) : w(k, W_STAFF_NONE_OPEN);
}

/* The stages' tile tells first of the cars that take longer than was said. */
static size_t late_cars(const Kiosk *k) {
    size_t n = 0;
    for (size_t i = 0; i < k->snap.n_board; i++) n += order_is_late(k, &k->snap.board[i]);
    return n;
}

typedef struct Entry {
    StaffAct act;
    ScreenId to;
    StaffTile tile;
} Entry;

enum { ENTRIES_MOST = 12 };

static size_t entries_of(Kiosk *k, Entry out[ENTRIES_MOST]) {
    StaffSession *s = &k->staff;
    size_t open = staff_work_waiting(k), late = late_cars(k);
    const char *slow = late ? wf(k, W_STAFF_LATE_N, (int)late) : w(k, W_STAFF_STAGE_SUB);
    const char *asking = open ? wf(k, W_STAFF_WORK_OPEN_N, (int)open) : w(k, W_STAFF_WORK_SUB);
    const Entry all[] = {
        {STAFF_ACT_CALLS,
         SCREEN_STAFF_CALLS,
         {"staff.calls", "bell", w(k, W_STAFF_CALLS), waiting(k, s->n_calls), false, s->n_calls > 0}},
        {STAFF_ACT_BAR,
         SCREEN_STAFF_BAR,
         {"staff.bar", "cup", w(k, W_STAFF_BAR), waiting(k, s->n_bar), false, s->n_bar > 0}},
        {STAFF_ACT_REDEEM,
         SCREEN_STAFF_REDEEM,
         {"staff.redeem", "tag", w(k, W_STAFF_REDEEM_SHORT), w(k, W_STAFF_REDEEM_SUB), false, false}},
        {STAFF_ACT_LEADS,
         SCREEN_STAFF_LEADS,
         {"staff.leads", "phone", w(k, W_STAFF_LEADS), waiting(k, s->n_leads), false, s->n_leads > 0}},
        {STAFF_ACT_CASES,
         SCREEN_STAFF_CASES,
         {"staff.cases", "heart", w(k, W_STAFF_CASES), waiting(k, s->n_cases), false, s->n_cases > 0}},
        {STAFF_ACT_WORK, SCREEN_STAFF_WORK, {"staff.work", "plus", w(k, W_STAFF_WORK), asking, false, open > 0}},
        {STAFF_ACT_STAGE, SCREEN_STAFF_STAGE, {"staff.stage", "wrench", w(k, W_STAFF_STAGE), slow, false, late > 0}},
        {STAFF_ACT_EXPORT,
         SCREEN_STAFF_EXPORT,
         {"staff.export", "box", w(k, W_STAFF_EXPORT), w(k, W_STAFF_EXPORT_SUB), false, false}},
    };
    size_t n = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (staff_may(s->who.role, all[i].act)) out[n++] = all[i];
    return n;
}

/* Who is in; and when the store has no good backup of the last day, that. */
static const char *role_and_backup(Kiosk *k) {
    const StaffSession *s = &k->staff;
    const char *role = w(k, word_of_role(s->who.role));
    if (!s->backup_overdue) return role;
    const char *old = s->backup_never ? w(k, W_STAFF_BACKUP_NONE) : wf(k, W_STAFF_BACKUP_OLD, s->backup_hours);
    return arena_printf(&k->ui.list->arena, "%s · %s", role, old);
}

static void draw(Kiosk *k) {
    Entry entries[ENTRIES_MOST];
    size_t n = entries_of(k, entries);
    Rect actions, body = staff_frame(k, k->staff.who.name, role_and_backup(k), &actions);
    bool portrait = ui_portrait(&k->ui), large = k->ui.large;
    int across = portrait ? 2 : n <= 3 ? (int)n : large || n > 6 ? 4 : 3, down = ((int)n + across - 1) / across;
    const float gap = 24;
    body.h = fminf(body.h, (float)down * (large ? 300.0f : 280.0f) + (float)(down - 1) * gap);
    ScreenId to = SCREENS;
    for (size_t i = 0; i < n; i++)
        if (staff_tile(k, grid_cell(body, across, down, (int)i, gap), entries[i].tile)) to = entries[i].to;
    if (to != SCREENS) nav_go(k, to);
}

static void enter(Kiosk *k) {
    k->staff.progress = PROGRESS_NONE;
}

const Screen screen_staff = {.id = "staff", .draw = draw, .enter = enter};
