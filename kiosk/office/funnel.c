/* Summing up. */
#include "funnel.h"

#include "store/activities.h"
#include "store/car_bands.h"
#include "store/car_facts.h"
#include "store/offers.h"

#include <stdlib.h>
#include <string.h>

const char *const funnel_bys[BYS] = {"offer", "activity", "kind", "day", "week", "hour", "place", "axis"};

typedef struct Gather {
    Office *office;
    const FunnelAsk *ask;
    FunnelTable *table;
    Activity *activities;
    size_t n_activities;
    Err *err;
    bool failed;
} Gather;

bool funnel_names(const char *ids, const char *id) {
    size_t len = strlen(id);
    for (const char *p = ids; *p; p += strcspn(p, ";"), p += *p == ';')
        if (strcspn(p, ";") == len && strncmp(p, id, len) == 0) return true;
    return false;
}

bool funnel_opened(const Funnel *f, Share *out) {
    int64_t n = f->opened - f->opened_board, base = f->shown - f->board;
    return base ? share_of(n, base, out) : share_of(f->opened_board, f->board, out);
}

/* ---- rows ---- */

static FunnelRow *row_of(FunnelTable *t, const char *key) {
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->rows[i].key, key) == 0) return &t->rows[i];
    if (t->n % 64 == 0) t->rows = mem_grow(t->rows, (t->n + 64) * sizeof *t->rows);
    FunnelRow *row = &t->rows[t->n++];
    *row = (FunnelRow){.label = ""};
    snprintf(row->key, sizeof row->key, "%s", key);
    return row;
}

static void add_to(Funnel *to, const Funnel *more) {
    to->shown += more->shown;
    to->board += more->board;
    to->opened += more->opened;
    to->opened_board += more->opened_board;
    to->taken += more->taken;
    to->used += more->used;
    to->redeemed += more->redeemed;
    to->money += more->money;
}

static void monday_of(const char *day, char out[32]) {
    Ms at = 0;
    day_parse(day, &at);
    day_show(day_add(at, -((local_of(at).weekday + 6) % 7)), out, 32);
}

static const char *offer_kind(Gather *g, const char *offer_id) {
    Offer offer;
    Err none = {0};
    return offers_find(g->office->db, &g->table->arena, offer_id, &offer, &none) ? offer.kind : "?";
}

/* Something happened to an item on a day in an hour; `activity`: the item is one itself. */
static void add(Gather *g, bool activity, const char *id, const char *day, int hour, const char *place,
                const Funnel *more) {
    char key[96] = "";
    switch (g->ask->by) {
    case BY_OFFER: snprintf(key, sizeof key, "%s", id); break;
    case BY_KIND: snprintf(key, sizeof key, "%s", activity ? "activity" : offer_kind(g, id)); break;
    case BY_DAY: snprintf(key, sizeof key, "%s", day); break;
    case BY_WEEK: monday_of(day, key); break;
    case BY_HOUR: snprintf(key, sizeof key, "%02d", hour); break;
    case BY_PLACE: snprintf(key, sizeof key, "%s", place); break;
    case BY_ACTIVITY:
        for (size_t i = 0; i < g->n_activities; i++) {
            const Activity *a = &g->activities[i];
            if (activity ? strcmp(a->activity_id, id) == 0 : funnel_names(a->offers, id))
                add_to(&row_of(g->table, a->activity_id)->sums, more);
        }
        break;
    case BY_AXIS:
    case BYS: break;
    }
    if (*key) add_to(&row_of(g->table, key)->sums, more);
    add_to(&g->table->all, more);
}

static bool is_asked(const Gather *g, bool activity, const char *id) {
    if (activity) return g->ask->activity ? strcmp(g->ask->activity, id) == 0 : g->ask->by == BY_ACTIVITY;
    return !g->ask->offers || funnel_names(g->ask->offers, id);
}

/* ---- what the panels counted ---- */

static bool take_count(void *ctx, const CountRow *r) {
    static const char *const places[] = {"board", "list", "car", "other", ""};
    Gather *g = ctx;
    bool activity = r->subject == COUNT_ACTIVITY, axis = *r->axis;
    if (!is_asked(g, activity, r->item_id) || axis != (g->ask->by == BY_AXIS)) return true;
    Funnel more = {0};
    *(r->kind == COUNT_SHOWN ? &more.shown : &more.opened) = r->n;
    if (r->place == PLACE_BOARD) *(r->kind == COUNT_SHOWN ? &more.board : &more.opened_board) = r->n;
    if (axis) {
        char key[96];
        snprintf(key, sizeof key, "%s %s", r->axis, r->band);
        add_to(&row_of(g->table, key)->sums, &more);
    } else {
        add(g, activity, r->item_id, r->day, r->hour, places[r->place], &more);
    }
    return true;
}

/* ---- what became of the coupons ---- */

/* By what the car was that was open when the coupon was taken. */
static bool add_of_car(Gather *g, const CouponRow *r, const Funnel *more) {
    Order order;
    CarFacts facts;
    CarBand bands[CAR_BANDS_MAX];
    Err err = {0};
    Arena arena = {0};
    bool ok = *r->order_no && orders_find(g->office->db, &arena, r->order_no, &order, &err);
    bool known = ok && car_facts_read(g->office->db, &arena, &order, r->at, &facts, &err);
    size_t n = known ? car_bands(g->office->settings, &facts, bands) : 0;
    for (size_t i = 0; i < n; i++) {
        char key[96];
        snprintf(key, sizeof key, "%.15s %.39s", bands[i].axis, bands[i].band);
        add_to(&row_of(g->table, key)->sums, more);
    }
    arena_free(&arena);
    if (!*r->order_no || known || err.code == ERR_NOT_FOUND) return true;
    *g->err = err;
    g->failed = true;
    return false;
}

static bool take_coupon(void *ctx, const CouponRow *r) {
    Gather *g = ctx;
    if (!is_asked(g, false, r->offer_id)) return true;
    Funnel more = {0};
    if (r->redeemed) {
        more.redeemed = 1;
        more.money = r->money;
    } else {
        more.taken = 1;
        more.used = r->used;
    }
    if (g->ask->by == BY_AXIS) return add_of_car(g, r, &more);
    add(g, false, r->offer_id, r->day, r->hour, "coupon", &more);
    return true;
}

/* ---- names and order ---- */

static const char *name_of(Gather *g, const char *id) {
    Offer offer;
    Activity activity;
    Err none = {0};
    bool zh = g->office->zh;
    if (offers_find(g->office->db, &g->table->arena, id, &offer, &none))
        return zh || !*offer.title_en ? offer.title_zh : offer.title_en;
    if (activities_find(g->office->db, &g->table->arena, id, &activity, &none))
        return zh || !*activity.title_en ? activity.title_zh : activity.title_en;
    return id;
}

static const struct {
    const char *id;
    Words words;
} names[] = {
    {"wash", {TXT("wash", "洗车")}},
    {"paint", {TXT("paint", "漆面")}},
    {"interior", {TXT("interior", "内饰")}},
    {"exterior", {TXT("exterior", "外观")}},
    {"accessory", {TXT("accessory", "精品")}},
    {"tyre", {TXT("tyre", "轮胎")}},
    {"maintenance", {TXT("maintenance", "保养")}},
    {"renewal", {TXT("renewal", "续保")}},
    {"warranty", {TXT("warranty", "延保")}},
    {"bar", {TXT("bar", "吧台")}},
    {"recycling", {TXT("recycling", "旧件回收")}},
    {"trade_in", {TXT("trade-in", "置换")}},
    {"activity", {TXT("activity", "活动")}},
    {"board", {TXT("board", "看板")}},
    {"list", {TXT("offers list", "优惠列表")}},
    {"car", {TXT("My car", "我的爱车")}},
    {"other", {TXT("elsewhere", "其他页面")}},
    {"coupon", {TXT("counter", "柜台")}},
    {"model", {TXT("model", "车型")}},
    {"age_months", {TXT("age, months", "车龄（月）")}},
    {"mileage_km", {TXT("mileage, km", "里程（公里）")}},
    {"visits_12m", {TXT("visits in 12 months", "12 个月入库次数")}},
    {"habit", {TXT("habit", "使用习惯")}},
    {"environment", {TXT("environment", "使用环境")}},
    {"fit", {TXT("targeting", "匹配")}},
};

static const char *word_for(const Gather *g, const char *id) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].id, id) == 0) return office_words(g->office, names[i].words);
    return id;
}

static void label(Gather *g, FunnelRow *row) {
    Arena *arena = &g->table->arena;
    char axis[32] = "";
    switch (g->ask->by) {
    case BY_OFFER:
    case BY_ACTIVITY: row->label = name_of(g, row->key); break;
    case BY_KIND:
    case BY_PLACE: row->label = word_for(g, row->key); break;
    case BY_HOUR: row->label = arena_printf(arena, "%s:00", row->key); break;
    case BY_AXIS:
        snprintf(axis, sizeof axis, "%.*s", (int)strcspn(row->key, " "), row->key);
        row->label = arena_printf(arena, "%s: %s", word_for(g, axis), row->key + strlen(axis) + 1);
        break;
    case BY_DAY:
    case BY_WEEK:
    case BYS: row->label = arena_strdup(arena, row->key);
    }
}

/* What brought most first. */
static int by_worth(const void *a, const void *b) {
    const FunnelRow *x = a, *y = b;
    const int64_t xs[] = {x->sums.redeemed, x->sums.money, x->sums.taken, x->sums.opened, x->sums.shown},
                  ys[] = {y->sums.redeemed, y->sums.money, y->sums.taken, y->sums.opened, y->sums.shown};
    for (size_t i = 0; i < sizeof xs / sizeof *xs; i++)
        if (xs[i] != ys[i]) return xs[i] < ys[i] ? 1 : -1;
    return strcmp(x->key, y->key);
}

/* "age_months 100+" after "age_months 12-23": the axis by name, its bands by number. */
static int by_key(const void *a, const void *b) {
    const FunnelRow *x = a, *y = b;
    const char *p = strchr(x->key, ' '), *q = strchr(y->key, ' ');
    if (p && q && p - x->key == q - y->key && strncmp(x->key, y->key, (size_t)(p - x->key)) == 0 && atoi(p) != atoi(q))
        return atoi(p) < atoi(q) ? -1 : 1;
    return strcmp(x->key, y->key);
}

/* Of few, nothing is said. */
static void hide_small(FunnelTable *t) {
    size_t kept = 0;
    for (size_t i = 0; i < t->n; i++) {
        Funnel *f = &t->rows[i].sums;
        if (f->taken < GROUP_LEAST) f->taken = f->used = f->redeemed = f->money = -1;
        if (f->redeemed < GROUP_LEAST) f->redeemed = f->money = -1;
        if (f->shown >= GROUP_LEAST)
            t->rows[kept++] = t->rows[i];
        else
            t->hidden++;
    }
    t->n = kept;
}

static void put_in_order(Gather *g) {
    FunnelTable *t = g->table;
    bool by_name = g->ask->by >= BY_DAY;
    if (g->ask->by == BY_AXIS) hide_small(t);
    for (size_t i = 0; i < t->n; i++) label(g, &t->rows[i]);
    if (t->n) qsort(t->rows, t->n, sizeof *t->rows, by_name ? by_key : by_worth);
}

/* Every activity has its row, also that of nothing. */
static bool begin(Gather *g, Err *err) {
    Arena *arena = &g->table->arena;
    if (!activities_all(g->office->db, arena, &g->activities, &g->n_activities, err)) return false;
    for (size_t i = 0; i < g->n_activities && g->ask->by == BY_ACTIVITY; i++)
        row_of(g->table, g->activities[i].activity_id);
    return true;
}

bool funnel_read(Office *office, const FunnelAsk *ask, FunnelTable *out, Err *err) {
    *out = (FunnelTable){0};
    Gather g = {.office = office, .ask = ask, .table = out, .err = err};
    char after[32];
    Ms last = 0;
    day_parse(ask->to, &last);
    day_show(day_add(last, 1), after, sizeof after);
    bool ok = begin(&g, err) && counts_each(office->db, ask->from, after, take_count, &g, err) &&
              coupons_each(office->db, ask->from, after, take_coupon, &g, err) && !g.failed;
    if (ok) put_in_order(&g);
    if (!ok) funnel_free(out);
    return ok;
}

void funnel_free(FunnelTable *table) {
    free(table->rows);
    arena_free(&table->arena);
    *table = (FunnelTable){0};
}
