/* lounge report parts: promised against real by supplier, how long cars waited, and what is waited for now, with the
 * date that the store's own slip makes of the one promised (policies.md 1). */
#include "report.h"
#include "report_groups.h"
#include "rules/eta.h"
#include "store/parts.h"
#include "store/parts_rows.h"

#include <stdlib.h>
#include <string.h>

enum { HOUR = 60 };

typedef struct Spread { /* minutes, gathered one by one */
    int *list;
    size_t n, room;
} Spread;

typedef struct Came { /* of a supplier */
    GroupHead head;
    int64_t parts, promised, on_time, moved;
    Spread slip, last_slip;
} Came;

typedef struct Waited { /* of a kind of work */
    GroupHead head;
    Spread wait;
} Waited;

typedef struct PartsReport {
    Doc *doc;
    const WorkHours *hours;
    const PartSlips *slips;
    Came all;
    Groups suppliers, kinds;
    Spread waits;
    DocTable *open;
    int64_t n_open;
} PartsReport;

/* ---- sums ---- */

static void spread_add(Spread *s, Ms length) {
    if (s->n == s->room) s->list = mem_grow(s->list, (s->room = s->room * 2 + 16) * sizeof *s->list);
    s->list[s->n++] = (int)(length / MS_MINUTE);
}

static int by_value(const void *a, const void *b) {
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* A quantile in whole hours, rounded; under five nothing is said. */
static Cell spread_hours(Spread *s, double p) {
    if (s->n == 0) return cell_none();
    if (s->n < GROUP_LEAST) return cell_few();
    qsort(s->list, s->n, sizeof *s->list, by_value);
    double hours = eta_quantile(s->list, s->n, p) / HOUR;
    return cell_int((int64_t)(hours < 0 ? hours - 0.5 : hours + 0.5));
}

static void came_add(Came *c, const PartCameRow *r) {
    c->parts++;
    c->head.weight++;
    if (!r->promised) return;
    c->promised++;
    c->on_time += r->slip <= 0;
    c->moved += r->moved > 0;
    spread_add(&c->slip, r->slip);
    spread_add(&c->last_slip, r->last_slip);
}

static bool take_came(void *ctx, const PartCameRow *r) {
    PartsReport *p = ctx;
    came_add(&p->all, r);
    came_add(group_of(&p->suppliers, r->supplier), r);
    return true;
}

static bool take_wait(void *ctx, const PartWaitRow *r) {
    PartsReport *p = ctx;
    Ms length = work_length(p->hours, r->from, r->to);
    Waited *kind = group_of(&p->kinds, r->kind);
    kind->head.weight++;
    spread_add(&kind->wait, length);
    spread_add(&p->waits, length);
    return true;
}

/* ---- what is waited for now ---- */

/* The date that is likely: the promise and the 90th percentile of the slip, as a day. */
static Cell likely(const PartsReport *p, const PartOpenRow *r) {
    size_t n;
    const int *slips = part_slips_of(p->slips, r->supplier, &n);
    if (!r->expected || !n) return cell_none();
    Ms due = r->expected, open, close;
    if (day_start(due) == due && work_day(p->hours, due, &open, &close)) due = close;
    Ms late = due + (Ms)(eta_quantile(slips, n, 0.9) * (double)MS_MINUTE);
    return late > clock_now() ? cell_day(day_start(late)) : cell_none();
}

static bool take_open(void *ctx, const PartOpenRow *r) {
    PartsReport *p = ctx;
    Doc *d = p->doc;
    p->n_open++;
    doc_cell(p->open, cell_text(d, r->order_no));
    doc_cell(p->open, cell_text(d, r->model));
    doc_cell(p->open, cell_text(d, r->advisor));
    doc_cell(p->open, cell_text(d, *r->part ? r->part : r->part_no));
    doc_cell(p->open, cell_text(d, r->supplier));
    doc_cell(p->open, cell_time(r->since));
    doc_cell(p->open, r->first_expected ? cell_day(day_start(r->first_expected)) : cell_none());
    doc_cell(p->open, r->expected ? cell_day(day_start(r->expected)) : cell_none());
    doc_cell(p->open, likely(p, r));
    doc_cell(p->open, cell_int(r->moved));
    return true;
}

static void open_table(PartsReport *p) {
    Doc *d = p->doc;
    p->open = doc_table(d, "open", doc_say(d, "Waiting now", "正在等待"),
                        doc_say(d, "No car waits for parts.", "没有车辆在等配件。"));
    doc_column(p->open, "order_no", doc_say(d, "order", "工单"), CELL_TEXT, 0);
    doc_column(p->open, "model", doc_say(d, "model", "车型"), CELL_TEXT, 0);
    doc_column(p->open, "advisor_name", doc_say(d, "advisor", "服务顾问"), CELL_TEXT, 0);
    doc_column(p->open, "part", doc_say(d, "part", "配件"), CELL_TEXT, 0);
    doc_column(p->open, "supplier", doc_say(d, "supplier", "供应商"), CELL_TEXT, 0);
    doc_column(p->open, "since_ms", doc_say(d, "waits since", "开始等待"), CELL_TIME, 0);
    doc_column(p->open, "first_expected", doc_say(d, "first promised", "首次承诺"), CELL_DAY, 0);
    doc_column(p->open, "expected", doc_say(d, "promised now", "现在承诺"), CELL_DAY, 0);
    doc_column(p->open, "likely_by", doc_say(d, "9 of 10 come by", "九成于此前到"), CELL_DAY, 0);
    doc_column(p->open, "moved", doc_say(d, "moved", "改期次数"), CELL_COUNT, 0);
    p->open->note = doc_say(d,
                            "9 of 10 come by: the date promised now and the slip of the supplier, of all where fewer "
                            "than 20 promises are known of it.",
                            "九成于此前到：现在承诺的日期加供应商以往的延误；该供应商不足 20 次承诺时按全部计。");
}

/* ---- the tables ---- */

static void figures(PartsReport *p) {
    Doc *d = p->doc;
    Came *a = &p->all;
    doc_figure(d, "parts", doc_say(d, "Parts that came", "到货配件"), cell_int(a->parts), 0, TONE_PLAIN);
    doc_figure(d, "on_time", doc_say(d, "On time, by the first promise", "按首次承诺准时"),
               cell_share(a->on_time, a->promised), 0, TONE_PLAIN);
    doc_figure(d, "slip_median_h", doc_say(d, "Median slip, hours", "延误中位数（小时）"), spread_hours(&a->slip, 0.5),
               0, TONE_PLAIN);
    doc_figure(d, "slip_90_h", doc_say(d, "9 of 10 within, hours", "九成不超过（小时）"), spread_hours(&a->slip, 0.9),
               0, TONE_PLAIN);
    doc_figure(d, "waits", doc_say(d, "Waits that ended", "结束的等待"), cell_int((int64_t)p->waits.n), 0, TONE_PLAIN);
    if (!p->open) return;
    doc_figure(d, "waiting", doc_say(d, "Waiting now", "正在等待"), cell_int(p->n_open), 0,
               p->n_open ? TONE_WAIT : TONE_GOOD);
}

static void came_cells(PartsReport *p, DocTable *t, const char *key, const char *label, Came *c) {
    doc_cell(t, cell_text(p->doc, key));
    doc_cell(t, cell_text(p->doc, label));
    doc_cell(t, cell_int(c->parts));
    doc_cell(t, cell_share(c->on_time, c->promised));
    doc_cell(t, spread_hours(&c->slip, 0.5));
    doc_cell(t, spread_hours(&c->slip, 0.9));
    doc_cell(t, spread_hours(&c->last_slip, 0.9));
    doc_cell(t, cell_share(c->moved, c->promised));
}

static void by_supplier(PartsReport *p) {
    Doc *d = p->doc;
    DocTable *t = doc_table(d, "supplier", doc_say(d, "Promised against real", "承诺与实际"),
                            doc_say(d, "No part came.", "没有配件到货。"));
    doc_key(t, "key");
    doc_column(t, "label", doc_say(d, "supplier", "供应商"), CELL_TEXT, 0);
    doc_column(t, "parts", doc_say(d, "came", "到货"), CELL_COUNT, 0);
    size_t on_time = doc_column(t, "on_time", doc_say(d, "on time", "准时"), CELL_SHARE, 0);
    doc_column(t, "slip_median_h", doc_say(d, "median slip, h", "延误中位数（时）"), CELL_COUNT, 0);
    doc_column(t, "slip_90_h", doc_say(d, "9 of 10 within, h", "九成不超过（时）"), CELL_COUNT, 0);
    doc_column(t, "last_slip_90_h", doc_say(d, "of the last date, h", "按末次承诺（时）"), CELL_COUNT, 0);
    doc_column(t, "moved", doc_say(d, "another date said", "改过期"), CELL_SHARE, 0);
    groups_sort(&p->suppliers, GROUP_ADVISOR);
    for (size_t i = 0; i < p->suppliers.n; i++) {
        Came *c = p->suppliers.list[i];
        const char *key = c->head.key;
        came_cells(p, t, key, *key ? key : doc_say(d, "(not known)", "（未知）"), c);
    }
    if (p->suppliers.n > 1) {
        came_cells(p, t, "", doc_say(d, "all", "全部"), &p->all);
        t->sum = true;
    }
    doc_chart(t, CHART_BARS, doc_say(d, "On time, percent", "准时率（%）"), on_time);
}

static void by_kind(PartsReport *p) {
    Doc *d = p->doc;
    DocTable *t = doc_table(d, "waits", doc_say(d, "Waits for parts, by kind of work", "待料时长，按维修类型"),
                            doc_say(d, "No wait for parts ended.", "没有结束的待料。"));
    doc_key(t, "key");
    doc_column(t, "label", group_title(d, GROUP_KIND), group_cell_kind(GROUP_KIND), 0);
    size_t waits = doc_column(t, "waits", doc_say(d, "waits", "次数"), CELL_COUNT, 0);
    doc_column(t, "median_h", doc_say(d, "median, working h", "中位数（营业小时）"), CELL_COUNT, 0);
    doc_column(t, "p90_h", doc_say(d, "9 of 10 within, h", "九成不超过（时）"), CELL_COUNT, 0);
    groups_sort(&p->kinds, GROUP_KIND);
    for (size_t i = 0; i < p->kinds.n; i++) {
        Waited *w = p->kinds.list[i];
        doc_cell(t, cell_text(d, w->head.key));
        doc_cell(t, group_cell(d, GROUP_KIND, w->head.key, doc_say(d, "(not known)", "（未知）")));
        doc_cell(t, cell_int((int64_t)w->wait.n));
        doc_cell(t, spread_hours(&w->wait, 0.5));
        doc_cell(t, spread_hours(&w->wait, 0.9));
    }
    doc_chart(t, CHART_BARS, doc_say(d, "Waits for parts", "待料次数"), waits);
}

/* ---- the report ---- */

static void end(PartsReport *p) {
    for (size_t i = 0; i < p->suppliers.n; i++) {
        Came *c = p->suppliers.list[i];
        free(c->slip.list);
        free(c->last_slip.list);
    }
    for (size_t i = 0; i < p->kinds.n; i++) free(((Waited *)p->kinds.list[i])->wait.list);
    free(p->all.slip.list);
    free(p->all.last_slip.list);
    free(p->waits.list);
    groups_free(&p->suppliers);
    groups_free(&p->kinds);
}

static void fill(PartsReport *p, bool suppliers_alone) {
    figures(p);
    by_supplier(p);
    if (!suppliers_alone) by_kind(p);
    doc_note(
        p->doc,
        doc_say(
            p->doc,
            "Parts that came in this time, by the lists of parts. Slip: from the first date promised to the "
            "arrival, below zero before it; a day without a time is its close of business. Waits as the exports "
            "showed them, in business hours. Groups under five are not shown; shares with 95 % interval (Wilson).",
            "以这段时间到货的配件为准（配件清单）。延误：从首次承诺到实际到货，提前为负；只有日期的按当日营业结束计。"
            "待料时长按导出所示，以营业时间计。少于 5 次的分组不显示；占比附 95% 区间（Wilson）。"));
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    PartsReport p = {.doc = doc, .hours = settings_hours(office->settings)};
    PartSlips *slips = NULL;
    RowSpan span = {ask->begin, ask->end, false};
    Ms since = clock_now() - settings_int(office->settings, "parts.past_days") * MS_DAY;
    doc_begin(doc, office, "parts", office->zh ? "配件到货" : "Parts", ask->from, ask->to);
    groups_begin(&p.suppliers, sizeof(Came));
    groups_begin(&p.kinds, sizeof(Waited));
    bool ok = parts_slips(office->db, since, &slips, err);
    p.slips = slips;
    if (ok && !ask->by) open_table(&p);
    ok = ok && parts_came_each(office->db, &span, take_came, &p, err) &&
         part_waits_each(office->db, &span, take_wait, &p, err) &&
         (ask->by || parts_open_each(office->db, take_open, &p, err));
    if (ok) fill(&p, ask->by != NULL);
    part_slips_free(slips);
    end(&p);
    return ok;
}

const Report report_parts = {
    .name = "parts",
    .about = {TXT("parts promised against real, waits for them, what is waited for",
                  "配件承诺与实际、待料时长、正在等待")},
    .usage = {TXT("[--by supplier]", "[--by supplier]")},
    .bys = "supplier",
    .build = build,
};
