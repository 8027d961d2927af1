/* lounge report retention: who comes back and pays, by age of the car, and who was lost (policies.md 1). What the bands
 * are and after how long a customer is lost is data: policies `counts` and `leads`. The store counts as its cars all it
 * has seen; one it has seen only lately, and that has not paid yet, is too new to be judged and in no base. */
#include "report.h"
#include "report_groups.h"
#include "rules/bands.h"
#include "rules/months.h"
#include "rules/recall.h"
#include "rules/stage.h"
#include "store/report_rows.h"

#include <stdlib.h>
#include <string.h>

typedef struct Band { /* of cars by age, or of weeks */
    GroupHead head;
    int64_t visits, cars; /* paid in the span; cars of these */
    Fen money;
    int64_t known, paying, lost, never, by_case; /* at the end of the span: known = the other four */
    int64_t newly_lost;                          /* whose time ran out in the span */
} Band;

typedef struct Car { /* while its visits go by */
    char key[GROUP_KEY], store[GROUP_KEY], bought[32];
    RecallCar facts;
    int64_t visits;
    Fen money;
    bool any;
} Car;

typedef struct Retention {
    Doc *doc;
    const ReportAsk *ask;
    Ms at; /* the last moment of the span, or now */
    RecallPolicy policy;
    Bands bands;
    Groups ages, weeks, stores;
    Band all;
    int64_t fresh;
    Car car;
} Retention;

/* ---- gathering ---- */

/* The key sorts as the bands do: "02 24-35". */
static void age_key(const Retention *r, const Car *car, char out[GROUP_KEY]) {
    Ms bought;
    char band[BAND_TEXT] = "";
    *out = '\0';
    if (!day_parse(car->bought, &bought)) return;
    int months = months_between(bought, r->at), i = 0;
    if (months < 0) return;
    while (i < r->bands.n && months >= r->bands.edges[i]) i++;
    snprintf(out, GROUP_KEY, "%02d %s", i, band_of(&r->bands, months, band));
}

static void judge(Band *b, RecallReason reason, bool newly) {
    b->known++;
    b->paying += reason == RECALL_NONE;
    b->lost += reason == RECALL_LOST;
    b->never += reason == RECALL_NEVER;
    b->by_case += reason == RECALL_CASE;
    b->newly_lost += newly;
}

static void end_car(Retention *r) {
    Car *car = &r->car;
    char key[GROUP_KEY];
    Ms since, ran_out;
    if (!car->any) return;
    age_key(r, car, key);
    Band *bands[] = {&r->all, group_of(&r->ages, key), group_of(&r->stores, car->store)};
    RecallReason reason = recall_reason(&r->policy, &car->facts, r->at, &since);
    bool fresh = reason == RECALL_NONE && !car->facts.paid;
    ran_out = reason == RECALL_CASE ? since : months_add(since, r->policy.lost_months);
    bool newly = reason != RECALL_NONE && ran_out >= r->ask->begin && ran_out < r->ask->end;
    for (int i = 0; i < 3; i++) {
        bands[i]->visits += car->visits;
        bands[i]->money += car->money;
        bands[i]->cars += car->visits > 0;
        bands[i]->head.weight++;
        if (!fresh) judge(bands[i], reason, newly);
    }
    r->fresh += fresh;
}

static bool is_paid(const VisitRow *v, Kind kind) {
    return v->delivered && v->amount > 0 && kind != KIND_PDS;
}

static bool take(void *ctx, const VisitRow *v) {
    Retention *r = ctx;
    Car *car = &r->car;
    Kind kind = kind_of(v->kind);
    if (strcmp(car->key, v->car) != 0 || strcmp(car->store, v->store_id) != 0) {
        end_car(r);
        *car = (Car){.any = true};
        snprintf(car->key, sizeof car->key, "%s", v->car);
        snprintf(car->store, sizeof car->store, "%s", v->store_id);
    }
    if (*v->purchased_day) snprintf(car->bought, sizeof car->bought, "%s", v->purchased_day);
    car->facts.seen = v->arrived;
    if (v->lost_case > car->facts.lost_case) car->facts.lost_case = v->lost_case;
    if (!is_paid(v, kind) || v->delivered > r->at) return true;
    car->facts.paid = v->arrived;
    if (v->delivered < r->ask->begin || v->delivered >= r->ask->end) return true;
    char week[GROUP_KEY];
    week_key(v->delivered, week);
    Band *of_week = group_of(&r->weeks, week);
    of_week->visits++;
    of_week->money += v->amount;
    car->visits++;
    car->money += v->amount;
    return true;
}

/* ---- saying ---- */

static void figures(Retention *r) {
    Doc *d = r->doc;
    const Band *a = &r->all;
    doc_figure(d, "visits", doc_say(d, "Paying visits in the span", "付费进厂台次"), cell_int(a->visits), 0,
               TONE_PLAIN);
    doc_figure(d, "cars", doc_say(d, "Cars that paid in the span", "付费车辆"), cell_int(a->cars), 0, TONE_PLAIN);
    doc_figure(d, "money", doc_say(d, "Paid", "金额"), cell_money(a->money), 0, TONE_PLAIN);
    doc_figure(
        d, "retained",
        arena_printf(&d->arena, doc_say(d, "Paid within %d months", "%d 个月内付费回厂率"), r->policy.lost_months),
        cell_share(a->paying, a->known), 0, TONE_PLAIN);
    doc_figure(d, "newly_lost", doc_say(d, "Lost in the span", "本期流失"), cell_int(a->newly_lost), 0,
               a->newly_lost ? TONE_WAIT : TONE_GOOD);
}

static Cell age_cell(Doc *d, const char *key) {
    int from, to;
    const char *band = strchr(key, ' ');
    if (!band) return cell_text(d, doc_say(d, "(day of sale not known)", "（购车日期未知）"));
    int n = sscanf(band + 1, "%d-%d", &from, &to);
    if (n == 2) return cell_text(d, arena_printf(&d->arena, doc_say(d, "%d–%d months", "%d–%d 个月"), from, to));
    if (n == 1) return cell_text(d, arena_printf(&d->arena, doc_say(d, "%d months and more", "%d 个月以上"), from));
    return cell_text(d, band + 1);
}

/* Of fewer than five cars: what they paid is one person's, and the rate could be worked out from the rest. */
static bool few(int64_t cars) {
    return cars > 0 && cars < GROUP_LEAST;
}

static void band_row(DocTable *t, const Band *b) {
    const int64_t gone[] = {b->lost, b->never, b->by_case};
    doc_cell(t, cell_int(b->visits));
    doc_cell(t, cell_int(b->cars));
    doc_cell(t, few(b->cars) ? cell_few() : cell_money(b->money));
    doc_cell(t, cell_int(b->known));
    doc_cell(t, cell_share(b->paying, b->known));
    for (int i = 0; i < 3; i++) doc_cell(t, few(b->known) ? cell_few() : cell_int(gone[i]));
}

static void bands_table(Retention *r, const char *id, const char *title, const char *label, Groups *groups, bool ages) {
    Doc *d = r->doc;
    DocTable *t = doc_table(d, id, title, doc_say(d, "No car was seen.", "没有车辆。"));
    doc_key(t, "key");
    doc_column(t, "label", label, CELL_TEXT, 0);
    doc_column(t, "visits", doc_say(d, "paying visits", "付费台次"), CELL_COUNT, 0);
    doc_column(t, "cars", doc_say(d, "cars", "车辆"), CELL_COUNT, 0);
    doc_column(t, "money_fen", doc_say(d, "paid", "金额"), CELL_MONEY, 0);
    doc_column(t, "known", doc_say(d, "cars known", "在册车辆"), CELL_COUNT, 0);
    size_t kept = doc_column(t, "retained", doc_say(d, "still paying", "付费回厂率"), CELL_SHARE, 0);
    doc_column(t, "lost", doc_say(d, "lost", "流失"), CELL_COUNT, 0);
    doc_column(t, "never", doc_say(d, "never paid", "从未付费"), CELL_COUNT, 0);
    doc_column(t, "by_case", doc_say(d, "lost by a complaint", "因投诉流失"), CELL_COUNT, 0);
    for (size_t i = 0; i < groups->n; i++) {
        const Band *b = groups->list[i];
        if (!b->known && !b->visits) continue; /* only cars too new to be judged */
        const char *key = ages && *b->head.key ? b->head.key + 3 : b->head.key;
        doc_cell(t, cell_text(d, key));
        doc_cell(t, ages ? age_cell(d, b->head.key) : cell_text(d, key));
        band_row(t, b);
    }
    doc_chart(t, CHART_BARS, doc_say(d, "Cars still paying, with the 95 % interval", "付费回厂率与 95% 区间"), kept)
        ->most = 100;
}

static void by_week(Retention *r) {
    Doc *d = r->doc;
    DocTable *t = doc_table(d, "week", doc_say(d, "Paying visits by week", "每周付费台次"),
                            doc_say(d, "No paying visit.", "没有付费台次。"));
    doc_column(t, "week", group_title(d, GROUP_WEEK), CELL_DAY, 0);
    size_t visits = doc_column(t, "visits", doc_say(d, "paying visits", "付费台次"), CELL_COUNT, 0);
    doc_column(t, "money_fen", doc_say(d, "paid", "金额"), CELL_MONEY, 0);
    groups_sort(&r->weeks, GROUP_WEEK);
    for (size_t i = 0; i < r->weeks.n; i++) {
        const Band *b = r->weeks.list[i];
        doc_cell(t, group_cell(d, GROUP_WEEK, b->head.key, ""));
        doc_cell(t, cell_int(b->visits));
        doc_cell(t, cell_money(b->money));
    }
    doc_chart(t, CHART_COLUMNS, doc_say(d, "Paying visits", "付费台次"), visits);
}

static void notes(Retention *r) {
    Doc *d = r->doc;
    doc_note(d, arena_printf(
                    &d->arena,
                    doc_say(d,
                            "A paying visit: handed over, with a sum, no pre-delivery inspection. Still paying: "
                            "such a visit within %d months before the end of the span. Lost: paid before, not since. "
                            "Never paid: seen that long ago and never paid.",
                            "付费进厂：已交车、有金额、非 PDS。付费回厂：期末前 %d 个月内有付费进厂；流失：曾付费、"
                            "此后未再来；从未付费：早已来过但从未付费。"),
                    r->policy.lost_months));
    doc_note(d, arena_printf(
                    &d->arena,
                    doc_say(d,
                            "%lld cars were seen for the first time too lately to be judged and are in no base. Age: "
                            "since the day of sale, in the store's own bands (policy counts).",
                            "%lld 台车来店不久且尚未付费，不计入基数。车龄自购车日起算，分段见政策 counts。"),
                    (long long)r->fresh));
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Ms now = clock_now();
    Retention *r = mem_alloc(sizeof *r);
    *r = (Retention){.doc = doc, .ask = ask, .at = ask->end - 1 < now ? ask->end - 1 : now};
    doc_begin(doc, office, "retention", office->zh ? "客户保持与流失" : "Customers kept and lost", ask->from, ask->to);
    r->policy.lost_months = (int)settings_int(office->settings, "leads.lost_months");
    bands_read(settings_text(office->settings, "counts.age_months"), &r->bands);
    Groups *all[] = {&r->ages, &r->weeks, &r->stores};
    for (int i = 0; i < 3; i++) groups_begin(all[i], sizeof(Band));
    RowSpan span = {ask->begin, r->at + 1, ask->by && strcmp(ask->by, "store") == 0};
    bool ok = r->policy.lost_months > 0 ||
              err_set(err, ERR_RULE,
                      TXT("no policy says after how many months a customer is lost: import policies leads",
                          "没有政策规定多少个月算流失：请导入政策 leads"));
    ok = ok && visits_each(office->db, &span, take, r, err);
    if (ok) {
        end_car(r);
        figures(r);
        groups_sort(&r->ages, GROUP_WEEK);
        groups_sort(&r->stores, GROUP_STORE);
        bool week = ask->by && strcmp(ask->by, "week") == 0;
        if (span.all)
            bands_table(r, "store", doc_say(doc, "By store", "按门店"), group_title(doc, GROUP_STORE), &r->stores,
                        false);
        if (!span.all && !week)
            bands_table(r, "age", doc_say(doc, "By age of the car", "按车龄"), doc_say(doc, "age", "车龄"), &r->ages,
                        true);
        if (!span.all) by_week(r);
        notes(r);
    }
    for (int i = 0; i < 3; i++) groups_free(all[i]);
    free(r);
    return ok;
}

const Report report_retention = {
    .name = "retention",
    .about = {TXT("who comes back and pays by age of the car, and who was lost", "客户保持：各车龄付费回厂与流失")},
    .usage = {TXT("[--by week|store]", "[--by week|store]")},
    .bys = "week store",
    .build = build,
};
