/* The demo store's customers who stay away, and the leads of the desk that calls them in. By the day alone: the same
 * every time.
 *
 * - Seven cars of last year: five with a paid visit 13 to 20 months ago, two sold new then and never back.
 * - Forty days ago the store asked who is to be called in (the policies say who). Of the cars whose service was due,
 *   every fifth came, every fourth did not want to; the customers who are lost are visited at home, the first two by
 *   appointments of this week, one was won back. */
#include "simulate.h"

#include "store/import.h"
#include "store/leads.h"
#include "store/recall.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CALLER "何俊"

enum { CALLED_DAYS = 40 };

typedef struct Gone {
    const char *plate, *vin, *model, *owner, *phone;
    int days, km; /* ago */
    bool sold;    /* the last that was seen of it was its delivery */
} Gone;

static const Gone gone[] = {
    {"川A6H2T8", "LFMTESTG0NE000001", "凯美瑞 2.0E", "邓勇", "19900021101", 412, 61200, false},
    {"川A3X9P5", "LFMTESTG0NE000002", "汉兰达 2.5L", "罗敏", "19900021102", 455, 88400, false},
    {"川AD51926", "LFMTESTG0NE000003", "卡罗拉 1.2T", "唐静", "19900021103", 498, 23900, false},
    {"川B8K4M1", "LFMTESTG0NE000004", "普拉多 3.5L", "蒋波", "19900021104", 547, 132000, false},
    {"川A1W7D3", "LFMTESTG0NE000005", "威驰 1.5L", "冯丽", "19900021105", 601, 70500, false},
    {"川A9E5S2", "LFMTESTG0NE000006", "雷凌 1.2T", "曾强", "19900021106", 420, 12, true},
    {"川AD80347", "LFMTESTG0NE000007", "RAV4 荣放 2.0L", "彭艳", "19900021107", 515, 9, true},
};

/* One visit, from ten in the morning to three in the afternoon. */
static bool visit(Db *db, const Gone *g, size_t number, Ms today, Err *err) {
    char order_no[24], bought[12];
    Ms day = day_add(today, -g->days), arrived = day + 10 * MS_HOUR, delivered = day + 15 * MS_HOUR;
    LocalTime lt = local_of(day);
    snprintf(order_no, sizeof order_no, "RO%02d%02d%02d%04d", lt.year % 100, lt.month, lt.day, 1001 + (int)number);
    day_show(day_add(day, g->sold ? 0 : -900), bought, sizeof bought);
    ImportOrder order = {.order_no = order_no,
                         .plate = g->plate,
                         .vin = g->vin,
                         .model = g->model,
                         .purchased_day = bought,
                         .mileage_km = g->km,
                         .owner = g->owner,
                         .owner_phone = g->phone,
                         .bringer = g->owner,
                         .bringer_phone = "",
                         .advisor = CALLER,
                         .kind_words = g->sold ? "PDS" : "定期保养",
                         .kind = g->sold ? KIND_PDS : KIND_MAINTENANCE,
                         .arrived = arrived,
                         .promised = delivered,
                         .delivered = delivered,
                         .stage = STAGE_DELIVERED,
                         .bay = "",
                         .technician = "",
                         .remark = "",
                         .amount = g->sold ? 0 : 86000,
                         .flags = ""};
    StageSeen seen[] = {{STAGE_CHECK_IN, HOLD_NONE, STEP_FORWARD, arrived, arrived - EXPORT_MS},
                        {STAGE_IN_WORK, HOLD_NONE, STEP_FORWARD, arrived + MS_HOUR, arrived + MS_HOUR - EXPORT_MS},
                        {STAGE_DELIVERED, HOLD_NONE, STEP_FORWARD, delivered, delivered - EXPORT_MS}};
    return import_past_order(db, &order, seen, sizeof seen / sizeof *seen, err);
}

static bool is_lost(const Lead *l) {
    return strcmp(l->about, "lost") == 0 || strcmp(l->about, "never") == 0;
}

/* Lost customers: the first two are to be visited, the third was, and came back; the others wait. */
static bool work_lost(Db *db, const Lead *l, int number, Ms now, Err *err) {
    char day[12];
    Ms called = day_add(now, -5);
    day_show(day_add(now, 1 + number), day, sizeof day);
    if (number < 2) return lead_visit(db, l->lead_id.text, CALLER, day, "", called, err);
    return number > 2 || lead_done(db, l->lead_id.text, CALLER, "won", "上门拜访后预约回店保养", called, err);
}

/* Cars that were due: of twenty four came and five said no; the others are still to be called. */
static bool work_due(Db *db, const Lead *l, int number, Ms now, Err *err) {
    const char *outcome = number % 5 == 0 ? "won" : number % 4 == 1 ? "lost" : NULL;
    return !outcome || lead_done(db, l->lead_id.text, CALLER, outcome, "", day_add(now, -20), err);
}

/* The leads' own ids are by chance. */
static int by_order(const void *a, const void *b) {
    const Lead *x = a, *y = b;
    return strcmp(x->order_no, y->order_no);
}

static bool work_leads(Db *db, Arena *arena, Ms now, Err *err) {
    Lead *list;
    size_t n;
    int lost = 0, due = 0;
    bool good = leads_open(db, arena, "recall", &list, &n, err);
    if (good && n) qsort(list, n, sizeof *list, by_order);
    for (size_t i = 0; good && i < n; i++)
        good = is_lost(&list[i]) ? work_lost(db, &list[i], lost++, now, err) : work_due(db, &list[i], due++, now, err);
    return good;
}

static bool call_in(Db *db, Arena *arena, Ms now, Err *err) {
    RecallCounts counts;
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        if (!visit(db, &gone[i], i, day_start(now), err)) return false;
    return recall_make(db, CALLER, day_add(now, -CALLED_DAYS), &counts, err) && work_leads(db, arena, now, err);
}

bool simulate_recall(Office *office, Ms now, Err *err) {
    Arena arena = {0};
    bool good = db_begin(office->db, err) && db_end(office->db, call_in(office->db, &arena, now, err), err);
    arena_free(&arena);
    return good;
}
