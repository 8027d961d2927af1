/* lounge report deposits: renewal deposits of a month by advisor (policies.md 4). Due, offered and never offered speak
 * of the repairs that became due in the month; deposits, money and commission of what was taken in it, less what was
 * taken back in it, so that a month that has passed never changes. */

#include "report.h"
#include "store/renewal.h"

#include <stdlib.h>
#include <string.h>

typedef struct Line {
    const char *advisor; /* "" = the order names none */
    int due, offered, taken, undone;
    Fen money, commission;
} Line;

typedef struct Lines {
    Line *list;
    size_t n, cap;
} Lines;

static Line *line_of(Lines *lines, const char *advisor) {
    for (size_t i = 0; i < lines->n; i++)
        if (strcmp(lines->list[i].advisor, advisor) == 0) return &lines->list[i];
    if (lines->n == lines->cap)
        lines->list = mem_grow(lines->list, (lines->cap = lines->cap * 2 + 16) * sizeof *lines->list);
    lines->list[lines->n] = (Line){.advisor = advisor};
    return &lines->list[lines->n++];
}

static void add_deposit(Lines *lines, const Deposit *d, Ms from, Ms to) {
    Line *line = line_of(lines, d->by);
    int sign = (d->at >= from && d->at < to) - (d->undone >= from && d->undone < to);
    line->taken += d->at >= from && d->at < to;
    line->undone += d->undone >= from && d->undone < to;
    line->money += sign * d->amount;
    line->commission += sign * d->commission;
}

static int by_due(const void *a, const void *b) {
    const Line *x = a, *y = b;
    if (x->due != y->due) return x->due < y->due ? 1 : -1;
    return strcmp(x->advisor, y->advisor);
}

static bool gather(Db *db, Arena *arena, Ms from, Ms to, Lines *lines, Err *err) {
    RenewalDue *due;
    Deposit *deposits;
    size_t n_due, n;
    if (!renewal_due_read(db, arena, from, to, &due, &n_due, err)) return false;
    if (!deposits_read(db, arena, from, to, &deposits, &n, err)) return false;
    for (size_t i = 0; i < n_due; i++) {
        Line *line = line_of(lines, due[i].advisor);
        line->due++;
        line->offered += due[i].offered != 0;
    }
    for (size_t i = 0; i < n; i++) add_deposit(lines, &deposits[i], from, to);
    if (lines->n) qsort(lines->list, lines->n, sizeof *lines->list, by_due);
    return true;
}

static void row(Doc *d, DocTable *t, const Line *line, const char *key, const char *name) {
    doc_cell(t, cell_text(d, key));
    doc_cell(t, cell_text(d, name));
    doc_cell(t, cell_int(line->due));
    doc_cell(t, cell_int(line->offered));
    doc_cell(t, cell_int(line->due - line->offered));
    doc_cell(t, cell_share(line->offered, line->due));
    doc_cell(t, cell_int(line->taken));
    doc_cell(t, cell_int(line->undone));
    doc_cell(t, cell_money(line->money));
    doc_cell(t, cell_money(line->commission));
}

static DocTable *begin_table(Doc *d) {
    DocTable *t = doc_table(d, "advisor", doc_say(d, "By advisor", "按服务顾问"),
                            doc_say(d, "no repairs were due and no deposits taken", "没有应推荐的维修，也没有定金"));
    doc_key(t, "advisor_name");
    doc_column(t, "label", doc_say(d, "advisor", "顾问"), CELL_TEXT, 0);
    doc_column(t, "due", doc_say(d, "repairs due", "应推荐"), CELL_COUNT, 0);
    size_t offered = doc_column(t, "offered", doc_say(d, "offered", "已推荐"), CELL_COUNT, 0),
           never = doc_column(t, "never_offered", doc_say(d, "never offered", "未推荐"), CELL_COUNT, 0);
    doc_column(t, "offered_of_due", doc_say(d, "offered of due", "推荐率"), CELL_SHARE, 0);
    doc_column(t, "taken", doc_say(d, "taken", "收取笔数"), CELL_COUNT, 0);
    doc_column(t, "undone", doc_say(d, "taken back", "撤销笔数"), CELL_COUNT, 0);
    doc_column(t, "amount_fen", doc_say(d, "money", "金额"), CELL_MONEY, 0);
    doc_column(t, "commission_fen", doc_say(d, "commission", "提成"), CELL_MONEY, 0);
    DocChart *chart = doc_chart(
        t, CHART_STACK, doc_say(d, "Due repairs: offered, never offered", "应推荐维修：已推荐、未推荐"), offered);
    chart->values[chart->n_values++] = never;
    return t;
}

static void say_all(Doc *d, const Lines *lines) {
    DocTable *t = begin_table(d);
    Line sum = {0};
    for (size_t i = 0; i < lines->n; i++) {
        const Line *line = &lines->list[i];
        row(d, t, line, line->advisor, *line->advisor ? line->advisor : doc_say(d, "(none named)", "（未写明）"));
        sum.due += line->due, sum.offered += line->offered, sum.taken += line->taken, sum.undone += line->undone;
        sum.money += line->money, sum.commission += line->commission;
    }
    t->sum = lines->n > 1;
    if (t->sum) row(d, t, &sum, "", doc_say(d, "all", "合计"));
    int never = sum.due - sum.offered;
    if (never)
        t->note = arena_printf(&d->arena,
                               doc_say(d, "never offered: %d of %d due repairs (lounge deposit due)",
                                       "从未推荐：%d 台，应推荐共 %d 台（lounge deposit due）"),
                               never, sum.due);
    doc_figure(d, "due", doc_say(d, "Repairs due", "应推荐维修"), cell_int(sum.due), 0, TONE_PLAIN);
    doc_figure(d, "never_offered", doc_say(d, "Never offered", "从未推荐"), cell_int(never), 0,
               never ? TONE_BAD : TONE_GOOD);
    doc_figure(d, "taken", doc_say(d, "Deposits", "定金笔数"), cell_int(sum.taken - sum.undone), 0, TONE_PLAIN);
    doc_figure(d, "money", doc_say(d, "Money", "金额"), cell_money(sum.money), 0, TONE_PLAIN);
    doc_figure(d, "commission", doc_say(d, "Commission", "提成"), cell_money(sum.commission), 0, TONE_PLAIN);
    doc_note(d,
             doc_say(d,
                     "Due, offered and never offered: of the repairs that became due in this time. Deposits, money and "
                     "commission: taken in it, less what was taken back in it.",
                     "应推荐、已推荐、未推荐：按这段时间到期的维修；定金、金额、提成：这段时间收取减去撤销。"));
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Lines lines = {0};
    doc_begin(doc, office, "deposits", office->zh ? "续保定金" : "Renewal deposits", ask->from, ask->to);
    bool good = gather(office->db, &doc->arena, ask->begin, ask->end, &lines, err);
    if (good) say_all(doc, &lines);
    free(lines.list);
    return good;
}

const Report report_deposits = {
    .name = "deposits",
    .about = {TXT("renewal deposits by advisor", "续保定金，按顾问")},
    .usage = {TXT("[--month 2026-11]", "[--month 2026-11]")},
    .span = SPAN_MONTH,
    .build = build,
};
