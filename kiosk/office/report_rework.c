/* lounge report rework: failed inspections, internal and external rework, three numbers and never one (domain.md 2), of
 * the orders that were handed over; by week, kind of work, technician or store. */
#include "report.h"
#include "report_groups.h"
#include "store/report_rows.h"

#include <string.h>

typedef struct Through { /* of a group of orders */
    GroupHead head;
    int64_t orders, failed, internal, external;
} Through;

typedef struct Rework {
    Doc *doc;
    Through all;
    Groups by[GROUPS];
} Rework;

static void add(Through *t, const ThroughRow *r) {
    t->orders++;
    t->failed += r->failed_inspection;
    t->internal += r->internal_rework;
    t->external += r->external_rework;
    t->head.weight++;
}

static bool take(void *ctx, const ThroughRow *r) {
    Rework *w = ctx;
    char week[GROUP_KEY];
    week_key(r->delivered, week);
    add(&w->all, r);
    add(group_of(&w->by[GROUP_WEEK], week), r);
    add(group_of(&w->by[GROUP_KIND], r->kind), r);
    add(group_of(&w->by[GROUP_TECHNICIAN], r->technician), r);
    add(group_of(&w->by[GROUP_STORE], r->store_id), r);
    return true;
}

static void figures(Rework *w) {
    Doc *d = w->doc;
    const Through *a = &w->all;
    doc_figure(d, "orders", doc_say(d, "Orders handed over", "交车工单"), cell_int(a->orders), 0, TONE_PLAIN);
    doc_figure(d, "failed", doc_say(d, "Failed an inspection", "质检不合格"), cell_share(a->failed, a->orders), 0,
               TONE_PLAIN);
    doc_figure(d, "internal", doc_say(d, "Internal rework", "内部返修（自店返修）"), cell_share(a->internal, a->orders),
               0, TONE_PLAIN);
    doc_figure(d, "external", doc_say(d, "External rework", "外部返修（外返）"), cell_share(a->external, a->orders), 0,
               a->external ? TONE_BAD : TONE_GOOD);
}

static void by_group(Rework *w, GroupBy by) {
    static const Words titles[GROUPS] = {[GROUP_WEEK] = {TXT("By week", "按周")},
                                         [GROUP_KIND] = {TXT("By kind of work", "按维修类型")},
                                         [GROUP_TECHNICIAN] = {TXT("By technician", "按技师")},
                                         [GROUP_STORE] = {TXT("By store", "按门店")}};
    Doc *d = w->doc;
    ChartKind kind = by == GROUP_WEEK ? CHART_LINE : CHART_BARS;
    DocTable *t = doc_table(d, group_id(by), doc_say(d, titles[by].en, titles[by].zh),
                            doc_say(d, "No order was handed over.", "没有交车。"));
    doc_key(t, "key");
    doc_column(t, "label", group_title(d, by), group_cell_kind(by), 0);
    doc_column(t, "orders", doc_say(d, "handed over", "交车"), CELL_COUNT, 0);
    size_t failed = doc_column(t, "failed", doc_say(d, "failed an inspection", "质检不合格"), CELL_SHARE, 0),
           internal = doc_column(t, "internal", doc_say(d, "internal rework", "内部返修"), CELL_SHARE, 0),
           external = doc_column(t, "external", doc_say(d, "external rework", "外部返修"), CELL_SHARE, 0);
    groups_sort(&w->by[by], by);
    for (size_t i = 0; i < w->by[by].n; i++) {
        const Through *g = w->by[by].list[i];
        doc_cell(t, cell_text(d, g->head.key));
        doc_cell(t, group_cell(d, by, g->head.key, doc_say(d, "(not known)", "（未知）")));
        doc_cell(t, cell_int(g->orders));
        doc_cell(t, cell_share(g->failed, g->orders));
        doc_cell(t, cell_share(g->internal, g->orders));
        doc_cell(t, cell_share(g->external, g->orders));
    }
    doc_chart(t, kind, doc_say(d, "Failed an inspection, percent", "质检不合格率（%）"), failed);
    if (by != GROUP_WEEK && by != GROUP_STORE) return;
    doc_chart(t, kind, doc_say(d, "Internal rework, percent", "内部返修率（%）"), internal);
    doc_chart(t, kind, doc_say(d, "External rework, percent", "外部返修率（%）"), external);
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Rework w = {.doc = doc};
    GroupBy by;
    doc_begin(doc, office, "rework", office->zh ? "返修" : "Rework", ask->from, ask->to);
    for (int i = 0; i < GROUPS; i++) groups_begin(&w.by[i], sizeof(Through));
    RowSpan span = {ask->begin, ask->end, ask->by && strcmp(ask->by, "store") == 0};
    bool ok = through_each(office->db, &span, take, &w, err);
    if (ok) {
        figures(&w);
        if (ask->by && group_by_of(ask->by, report_rework.bys, &by)) {
            by_group(&w, by);
        } else {
            by_group(&w, GROUP_WEEK);
            by_group(&w, GROUP_KIND);
            by_group(&w, GROUP_TECHNICIAN);
        }
        doc_note(
            doc,
            doc_say(doc,
                    "Of the orders handed over in this time, by their whole history. Failed inspection: back from "
                    "inspection. Internal: back from wash, advisor's check or ready. External: back after the "
                    "hand-over, or the same car for the same work within 30 days. Shares with 95 % interval (Wilson).",
                    "以这段时间交车的工单为基数，按其全部过程统计。质检不合格：从质检退回；内部返修：从洗车、顾问终检或"
                    "可取车退回；外部返修：交车后返回，或 30 天内同车同项目再来。占比附 95% 区间（Wilson）。"));
    }
    for (int i = 0; i < GROUPS; i++) groups_free(&w.by[i]);
    return ok;
}

const Report report_rework = {
    .name = "rework",
    .about = {TXT("failed inspections, internal and external rework", "质检不合格、内部返修、外部返修")},
    .usage = {TXT("[--by week|kind|technician|store]", "[--by week|kind|technician|store]")},
    .bys = "week kind technician store",
    .build = build,
};
