/* The demo store's past orders. The same seed and day give the same orders on every machine: integers only.
 *
 * - 90 days before today, but holidays, in business hours. 24–42 orders a day, 33 on average.
 * - Kinds by the store's yearly mix: body and paint 14, maintenance 41, repair 10, warranty 1, 5K 10, 10K 9, PDS 10.
 * - 1,400 cars come back again and again; a fifth is brought by somebody else than the owner.
 * - Arrivals lean to the morning. Each stage takes a typical time by kind, spread about log-normally, times how busy
 *   the day was (90–125 %), in working minutes: what is not done at closing goes on in the morning.
 * - The promise is the typical sum plus 35 %, rounded up to ten minutes: about a quarter are ready later than that.
 * - Waiting for parts: 10 % of repairs and body work, 2 % of the rest, 1–25 working hours. Waiting for approval of
 *   additional work: 8 %, 15–45 minutes. 2 % fail an inspection; 0.1 % come back from "ready" (internal rework).
 * - An export every ten minutes of business: a stage is seen at the first export after it began (`seen`) and was not
 *   yet there at the one before (`since`); what begins and ends between two exports is never seen.
 * - What would not have been handed over before today is left out: today's cars are in the export. */
#include "simulate.h"

#include "store/coupons.h"
#include "store/import.h"
#include "store/orders.h"

#include <stdlib.h>
#include <string.h>

enum { SEED = 20261123, STAGES_SEEN_MAX = 32, FIRST_NUMBER = 1001 };

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* ---- chance ---- */

uint64_t rng_next(Rng *rng) { /* splitmix64 */
    uint64_t z = rng->state += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

int rng_between(Rng *rng, int least, int most) {
    return least + (int)((rng_next(rng) >> 33) % (uint64_t)(most - least + 1));
}

bool rng_permille(Rng *rng, int chance) {
    return rng_between(rng, 0, 999) < chance;
}

int rng_spread(Rng *rng, int typical) {
    /* exp(0.35 z) in percent at z's quantiles 1, 5, 10, … 95, 99 %; a straight line between them */
    static const int quantiles[] = {44,  56,  64,  70,  75,  79,  83,  87,  92,  96, 100,
                                    105, 109, 114, 120, 127, 134, 144, 157, 178, 226};
    int u = rng_between(rng, 0, 1999), i = u / 100, part = u % 100;
    int percent = quantiles[i] + (quantiles[i + 1] - quantiles[i]) * part / 100;
    int minutes = typical * percent / 100;
    return minutes > 0 ? minutes : 1;
}

/* ---- cars ---- */

static const char *const models[] = {"卡罗拉 1.2T", "雷凌 1.2T", "凯美瑞 2.0E", "RAV4 荣放 2.0L", "汉兰达 2.5L",
                                     "普拉多 3.5L", "皇冠 2.5L", "威驰 1.5L",   "凌放 2.0L",      "锐志 2.5V",
                                     "亚洲龙 2.5L", "致炫 1.5L", "赛那 2.5L"};
static const char *const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周",   "吴",
                                       "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "欧阳", "司马"};
static const char *const given[] = {"伟", "芳",   "强", "敏", "磊", "洋", "艳", "军", "波",
                                    "超", "秀英", "娜", "静", "丽", "勇", "杰", "涛", "明"};

static void random_symbols(Rng *rng, char *out, int n, const char *alphabet) {
    int most = (int)strlen(alphabet) - 1;
    for (int i = 0; i < n; i++) out[i] = alphabet[rng_between(rng, 0, most)];
    out[n] = '\0';
}

static void random_name(Rng *rng, char *out, size_t size) {
    const char *surname = surnames[rng_between(rng, 0, COUNT(surnames) - 1)];
    snprintf(out, size, "%s%s", surname, given[rng_between(rng, 0, COUNT(given) - 1)]);
}

static void random_phone(Rng *rng, char out[12]) {
    snprintf(out, 12, "199000%05u", (unsigned)rng_between(rng, 0, 99999) % 100000U); /* a block for examples */
}

static void make_car(Sim *sim, SimCar *car) {
    static const char letters[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    Rng *rng = &sim->rng;
    char tail[16];
    bool electric = rng_permille(rng, 100);
    random_symbols(rng, tail, 5, electric ? "0123456789" : letters);
    snprintf(car->plate, sizeof car->plate, electric ? "川AD%s" : "川A%s", tail);
    random_symbols(rng, tail, 14, "0123456789ABCDEFGHJKLMNPRSTUVWXYZ");
    snprintf(car->vin, sizeof car->vin, "LFM%s", tail);
    random_name(rng, car->owner, sizeof car->owner);
    random_phone(rng, car->owner_phone);
    memcpy(car->bringer, car->owner, sizeof car->bringer);
    if (rng_permille(rng, 200)) {
        random_name(rng, car->bringer, sizeof car->bringer);
        random_phone(rng, car->bringer_phone);
    }
    int age_days = rng_between(rng, 100, 4000);
    day_show(day_add(sim->today, -SIM_DAYS - age_days), car->bought, sizeof car->bought);
    car->km = age_days * rng_between(rng, 15, 60);
    car->model = rng_between(rng, 0, COUNT(models) - 1);
}

/* ---- one order ---- */

/* Typical working minutes from each stage to the next, and from ready to the hand-over; prices in yuan. */
typedef struct KindRule {
    Kind kind;
    const char *words;
    int weight;
    int minutes[STAGES_SHOWN];
    int least_yuan, most_yuan;
} KindRule;
static const KindRule kinds[] = {
    {KIND_BODY_PAINT, "钣金喷漆", 14, {15, 40, 900, 20, 20, 15, 30}, 800, 9000},
    {KIND_MAINTENANCE, "定期保养", 41, {10, 15, 50, 12, 15, 12, 15}, 480, 2600},
    {KIND_REPAIR, "一般维修", 10, {12, 25, 110, 15, 15, 12, 20}, 300, 8800},
    {KIND_WARRANTY, "保修", 1, {12, 25, 90, 15, 15, 12, 20}, 0, 0},
    {KIND_SERVICE_5K, "5K首保", 10, {10, 12, 35, 12, 15, 12, 15}, 0, 300},
    {KIND_SERVICE_10K, "10K保养", 9, {10, 12, 45, 12, 15, 12, 15}, 420, 1200},
    {KIND_PDS, "PDS", 10, {12, 15, 60, 15, 20, 12, 30}, 0, 0},
};

typedef struct Work { /* an order while it is simulated */
    Sim *sim;
    const KindRule *rule;
    int busy; /* percent */
    Ms at;    /* the present instant of its life */
    StageSeen seen[STAGES_SEEN_MAX];
    size_t n_seen;
} Work;

static const KindRule *random_kind(Rng *rng) {
    int total = 0;
    for (int i = 0; i < COUNT(kinds); i++) total += kinds[i].weight;
    int u = rng_between(rng, 0, total - 1), i = 0;
    while (u >= kinds[i].weight) u -= kinds[i++].weight;
    return &kinds[i];
}

/* The order enters a stage now: the next export sees it, unless a later stage is there by then. */
static void enter(Work *work, Stage stage, Hold hold) {
    Ms seen = (work->at + EXPORT_MS - 1) / EXPORT_MS * EXPORT_MS;
    if (work->n_seen && work->seen[work->n_seen - 1].seen == seen) work->n_seen--;
    if (work->n_seen == STAGES_SEEN_MAX) return;
    Stage before = work->n_seen ? work->seen[work->n_seen - 1].stage : STAGE_NONE;
    StepBack step = before ? stage_step(before, stage) : STEP_FORWARD;
    work->seen[work->n_seen++] = (StageSeen){stage, hold, step, seen, seen - EXPORT_MS};
}

static void pass(Work *work, int minutes) {
    work->at = work_add(&work->sim->hours, work->at, minutes);
}

/* Minutes that a stage takes this time. */
static int stage_minutes(Work *work, Stage stage) {
    return rng_spread(&work->sim->rng, work->rule->minutes[stage - 1] * work->busy / 100);
}

static void stay(Work *work, Stage stage) {
    enter(work, stage, HOLD_NONE);
    pass(work, stage_minutes(work, stage));
}

/* In work, with what may interrupt it; true when additional work was found. */
static bool in_work(Work *work) {
    Rng *rng = &work->sim->rng;
    bool heavy = work->rule->kind == KIND_REPAIR || work->rule->kind == KIND_BODY_PAINT;
    int minutes = stage_minutes(work, STAGE_IN_WORK), before = minutes / 3;
    bool parts = rng_permille(rng, heavy ? 100 : 20);
    bool approval = !parts && work->rule->kind != KIND_PDS && rng_permille(rng, 80);
    enter(work, STAGE_IN_WORK, HOLD_NONE);
    if (parts || approval) {
        pass(work, before);
        enter(work, STAGE_IN_WORK, parts ? HOLD_PARTS : HOLD_APPROVAL);
        pass(work, parts ? rng_between(rng, 60, 1500) : rng_between(rng, 15, 45));
        enter(work, STAGE_IN_WORK, HOLD_NONE);
        minutes -= before;
    }
    pass(work, minutes);
    return approval;
}

/* From inspection to ready; a car may go back once. */
static void finish(Work *work) {
    Rng *rng = &work->sim->rng;
    stay(work, STAGE_INSPECTION);
    if (rng_permille(rng, 20)) {
        enter(work, STAGE_IN_WORK, HOLD_NONE);
        pass(work, rng_spread(rng, 25));
        stay(work, STAGE_INSPECTION);
    }
    stay(work, STAGE_WASH);
    stay(work, STAGE_ADVISOR_CHECK);
    enter(work, STAGE_READY, HOLD_NONE);
    if (rng_permille(rng, 1)) {
        pass(work, 20);
        enter(work, STAGE_IN_WORK, HOLD_NONE);
        pass(work, rng_spread(rng, 40));
        stay(work, STAGE_INSPECTION);
        stay(work, STAGE_ADVISOR_CHECK);
        enter(work, STAGE_READY, HOLD_NONE);
    }
}

static Ms promise(const Work *work, Ms arrived) {
    int sum = 0;
    for (int i = 0; i < STAGES_SHOWN - 1; i++) sum += work->rule->minutes[i];
    Ms at = work_add(&work->sim->hours, arrived, sum * 135 / 100);
    return (at + EXPORT_MS - 1) / EXPORT_MS * EXPORT_MS;
}

static const Proposal findings[] = {
    {"前刹车片更换（剩余 2 mm）", 68000},
    {"节气门清洗", 11800},
    {"四轮定位", 40000},
    {"空调滤芯更换", 16800},
    {"蓄电池更换", 69800},
    {"雨刮片更换", 12800},
};

static void add_findings(Rng *rng, ImportOrder *order) {
    int first = rng_between(rng, 0, COUNT(findings) - 1), n = rng_between(rng, 1, 2);
    for (int i = 0; i < n; i++) order->proposals[order->n_proposals++] = findings[(first + i) % COUNT(findings)];
}

/* Who and what, apart from how it went. */
static ImportOrder describe(Work *work, SimCar *car, const char *order_no, Ms arrived) {
    static const char *const advisors[] = {"李欣", "何俊", "周洁", "吴敏"};
    static const char *const technicians[] = {"唐师傅", "陈师傅", "罗师傅", "蒋师傅", "邓师傅"};
    Sim *sim = work->sim;
    const KindRule *rule = work->rule;
    car->km += rng_between(&sim->rng, 800, 6000);
    return (ImportOrder){
        .order_no = order_no,
        .plate = rule->kind == KIND_PDS ? "" : car->plate,
        .vin = car->vin,
        .model = models[car->model],
        .purchased_day = rule->kind == KIND_PDS ? "" : car->bought,
        .mileage_km = rule->kind == KIND_PDS ? rng_between(&sim->rng, 5, 80) : car->km,
        .owner = car->owner,
        .owner_phone = car->owner_phone,
        .bringer = car->bringer,
        .bringer_phone = car->bringer_phone,
        .advisor = advisors[rng_between(&sim->rng, 0, COUNT(advisors) - 1)],
        .kind_words = rule->words,
        .kind = rule->kind,
        .arrived = arrived,
        .promised = promise(work, arrived),
        .stage = STAGE_DELIVERED,
        .bay = arena_printf(&sim->arena, "%d号工位", rng_between(&sim->rng, 1, 20)),
        .technician = technicians[rng_between(&sim->rng, 0, COUNT(technicians) - 1)],
        .remark = "",
        .amount = rng_between(&sim->rng, rule->least_yuan, rule->most_yuan) * 100LL,
        .flags = "",
    };
}

static bool one_order(Sim *sim, Ms arrived, int busy, const char *order_no, Err *err) {
    Work work = {.sim = sim, .rule = random_kind(&sim->rng), .busy = busy, .at = arrived};
    SimCar *car = &sim->cars[rng_between(&sim->rng, 0, SIM_CARS - 1)];
    ImportOrder order = describe(&work, car, order_no, arrived);
    stay(&work, STAGE_CHECK_IN);
    stay(&work, STAGE_QUEUED);
    if (in_work(&work)) add_findings(&sim->rng, &order);
    finish(&work);
    Ms ready = work.at;
    pass(&work, stage_minutes(&work, STAGE_READY));
    enter(&work, STAGE_DELIVERED, HOLD_NONE);
    order.delivered = work.at;
    if (work.at >= sim->today) return true;
    if (!import_past_order(sim->db, &order, work.seen, work.n_seen, err)) return false;
    SimVisit visit = {order_no, order.advisor, car, order.kind, arrived, order.promised, ready, order.delivered};
    return order.kind == KIND_PDS || simulate_voice(sim, &visit, err);
}

/* ---- days ---- */

static int by_time(const void *a, const void *b) {
    Ms x = *(const Ms *)a, y = *(const Ms *)b;
    return (x > y) - (x < y);
}

/* Minutes after opening lean to the morning: the smaller of two. */
static Ms random_arrival(Sim *sim, Ms day) {
    int length = sim->hours.close_minute - sim->hours.open_minute - 60;
    if (length < 60) length = 60;
    int a = rng_between(&sim->rng, 1, length), b = rng_between(&sim->rng, 1, length);
    LocalTime lt = local_of(day);
    lt.minute = sim->hours.open_minute + (a < b ? a : b);
    return local_to_ms(lt);
}

static bool one_day(Sim *sim, Ms day, Err *err) {
    Ms arrivals[64];
    int n = rng_between(&sim->rng, 24, 42), busy = 90 + (n - 24) * 35 / 18;
    LocalTime lt = local_of(day);
    if (work_minutes(&sim->hours, day, day_add(day, 1)) == 0) return true; /* a holiday */
    for (int i = 0; i < n; i++) arrivals[i] = random_arrival(sim, day);
    qsort(arrivals, (size_t)n, sizeof *arrivals, by_time);
    for (int i = 0; i < n; i++) {
        const char *order_no =
            arena_printf(&sim->arena, "RO%02d%02d%02d%04d", lt.year % 100, lt.month, lt.day, FIRST_NUMBER + i);
        if (!one_order(sim, arrivals[i], busy, order_no, err)) return false;
    }
    return true;
}

static bool read_offers(Sim *sim, Err *err) {
    Offer *all;
    size_t n;
    if (!offers_read(sim->db, &sim->arena, day_add(sim->today, -SIM_DAYS), &all, &n, err)) return false;
    Offer *kept = arena_alloc(&sim->arena, (n + 1) * sizeof *kept);
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].coupon, "none") != 0) kept[sim->n_offers++] = all[i];
    sim->offers = kept;
    return true;
}

static bool all_days(Sim *sim, Err *err) {
    for (int i = 0; i < SIM_CARS; i++) make_car(sim, &sim->cars[i]);
    for (int back = SIM_DAYS; back >= 1; back--)
        if (!one_day(sim, day_add(sim->today, -back), err)) return false;
    return true;
}

bool simulate_past(Office *office, Ms today, Err *err) {
    Sim sim = {
        .db = office->db,
        .settings = office->settings,
        .hours = *settings_hours(office->settings),
        .today = day_start(today),
        .rng = {SEED},
    };
    if (!coupon_key_read(db_path(office->db), &sim.key, err)) return false;
    sim.cars = mem_alloc(SIM_CARS * sizeof *sim.cars);
    bool good = read_offers(&sim, err) && db_begin(sim.db, err) &&
                db_end(sim.db, all_days(&sim, err) && simulate_counts(&sim, err), err);
    arena_free(&sim.arena);
    free(sim.cars);
    return good;
}
