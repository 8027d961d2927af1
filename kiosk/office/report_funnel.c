/* Funnels as a table. */
#include "report_funnel.h"

static const Words by_titles[BYS] = {
    [BY_OFFER] = {TXT("offer", "优惠")}, [BY_ACTIVITY] = {TXT("activity", "活动")},  [BY_KIND] = {TXT("kind", "类别")},
    [BY_DAY] = {TXT("day", "日期")},     [BY_WEEK] = {TXT("week of", "周（周一）")}, [BY_HOUR] = {TXT("hour", "时段")},
    [BY_PLACE] = {TXT("where", "位置")}, [BY_AXIS] = {TXT("of cars", "车辆")},
};

/* −1: too few to be told. */
static Cell few_or_int(int64_t n) {
    return n < 0 ? cell_few() : cell_int(n);
}

static Cell opened_cell(const Funnel *f) {
    Share s;
    return funnel_opened(f, &s) ? cell_share(s.n, s.base) : cell_none();
}

static Cell label_cell(Doc *doc, FunnelBy by, const FunnelRow *row) {
    Ms day;
    if ((by == BY_DAY || by == BY_WEEK) && day_parse(row->key, &day)) return cell_day(day);
    return cell_text(doc, row->label);
}

static void row(Doc *doc, DocTable *t, const char *key, Cell label, const Funnel *f) {
    doc_cell(t, cell_text(doc, key));
    doc_cell(t, label);
    doc_cell(t, cell_int(f->shown));
    doc_cell(t, cell_int(f->board));
    doc_cell(t, cell_int(f->opened));
    doc_cell(t, opened_cell(f));
    doc_cell(t, few_or_int(f->taken));
    doc_cell(t, few_or_int(f->used));
    doc_cell(t, f->taken < 0 ? cell_few() : cell_share(f->used, f->taken));
    doc_cell(t, few_or_int(f->redeemed));
    doc_cell(t, f->money < 0 ? cell_few() : cell_money(f->money));
}

static void charts(Doc *doc, DocTable *t, FunnelBy by, size_t board, size_t opened, size_t rate) {
    if (by == BY_DAY || by == BY_WEEK || by == BY_HOUR) {
        doc_chart(t, CHART_COLUMNS, doc_say(doc, "Opened", "打开次数"), opened);
        doc_chart(t, CHART_COLUMNS, doc_say(doc, "Shown", "展示次数"), board);
    } else {
        doc_chart(t, CHART_BARS, doc_say(doc, "Opened of shown, with the 95 % interval", "打开率与 95% 区间"), rate)
            ->most = 100;
    }
}

DocTable *funnel_table(Doc *doc, const char *id, const char *title, FunnelBy by, const FunnelTable *funnels) {
    DocTable *t = doc_table(doc, id, title,
                            doc_say(doc, "nothing was shown or taken in that time", "这段时间没有展示，也没有领券"));
    doc_key(t, "key");
    doc_column(t, "label", doc_say(doc, by_titles[by].en, by_titles[by].zh),
               by == BY_DAY || by == BY_WEEK ? CELL_DAY : CELL_TEXT, 0);
    size_t shown = doc_column(t, "shown", doc_say(doc, "shown", "展示"), CELL_COUNT, 0);
    doc_column(t, "shown_on_board", doc_say(doc, "on board", "其中看板"), CELL_COUNT, 0);
    size_t opened = doc_column(t, "opened", doc_say(doc, "opened", "打开"), CELL_COUNT, 0),
           rate = doc_column(t, "opened_of_shown", doc_say(doc, "of shown", "打开率"), CELL_SHARE, 0);
    doc_column(t, "taken", doc_say(doc, "taken", "领券"), CELL_COUNT, 0);
    size_t used = doc_column(t, "taken_redeemed", "", CELL_COUNT, 0);
    t->columns[used].data = true;
    doc_column(t, "redeemed_of_taken", doc_say(doc, "of taken", "领券核销率"), CELL_SHARE, 0);
    doc_column(t, "redeemed", doc_say(doc, "redeemed", "核销"), CELL_COUNT, 0);
    doc_column(t, "money_fen", doc_say(doc, "money", "金额"), CELL_MONEY, 0);
    for (size_t i = 0; i < funnels->n; i++)
        row(doc, t, funnels->rows[i].key, label_cell(doc, by, &funnels->rows[i]), &funnels->rows[i].sums);
    t->sum = funnels->n && by != BY_AXIS && by != BY_ACTIVITY;
    if (t->sum) row(doc, t, "", cell_text(doc, doc_say(doc, "all", "合计")), &funnels->all);
    charts(doc, t, by, shown, opened, rate);
    if (funnels->hidden)
        t->note = arena_printf(
            &doc->arena, doc_say(doc, "%d groups of fewer than %d are left out", "另有 %d 组少于 %d 次，不予列出"),
            funnels->hidden, GROUP_LEAST);
    return t;
}
