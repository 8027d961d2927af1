/* lounge report cases: complaints that were made in the span: their states, deadlines kept, who is responsible, what
 * came of them and what they were about (policies.md 8, domain.md 5). Overdue is computed from now. */
#include "report.h"
#include "report_groups.h"
#include "store/report_rows.h"
#include "trade_words.h"

#include <stdlib.h>
#include <string.h>

enum { STATES = 6 };
static const char *const states[STATES] = {"new", "assigned", "contacted", "reopened", "resolved", "closed"};

/* The step that a state waits for, in the order of work; its deadline stands on the step before. */
enum { STEPS = 4 };
static const struct {
    const char *id;
    Words words;
} steps[STEPS] = {
    {"assigned", {TXT("assigned to a person", "指派负责人")}},
    {"contacted", {TXT("customer contacted", "联系客户")}},
    {"resolved", {TXT("resolved", "解决")}},
    {"closed", {TXT("closed", "结案")}},
};

typedef struct Due {
    int64_t kept, passed; /* a step that is overdue has passed its deadline */
} Due;

typedef struct Pile { /* of a group of cases */
    GroupHead head;
    int64_t made, open, overdue, closed, kept, lost;
    Due due;
} Pile;

typedef struct Cases {
    Doc *doc;
    Ms now;
    int64_t in_state[STATES];
    Pile all;
    Due step_due[STEPS];
    int64_t step_late[STEPS]; /* overdue now */
    Groups by[GROUPS], people, reasons;
    /* the case that goes by */
    Due due;
    Ms asked;  /* when the step before wanted this one; 0 = no deadline */
    int waits; /* index of steps */
    char outcome[16];
} Cases;

/* ---- gathering ---- */

static int state_of(const char *id) {
    for (int i = 0; i < STATES; i++)
        if (strcmp(states[i], id) == 0) return i;
    return 0;
}

/* What a case in this state waits for; −1 = nothing any more. */
static int waits_for(const char *state) {
    if (strcmp(state, "new") == 0 || strcmp(state, "reopened") == 0) return 0;
    if (strcmp(state, "assigned") == 0) return 1;
    if (strcmp(state, "contacted") == 0) return 2;
    return strcmp(state, "resolved") == 0 ? 3 : -1;
}

static void judge(Cases *c, bool in_time) {
    Due *of[] = {&c->due, c->waits >= 0 ? &c->step_due[c->waits] : NULL};
    for (int i = 0; i < 2; i++)
        if (of[i]) in_time ? of[i]->kept++ : of[i]->passed++;
}

static void add_case(Pile *pile, const Cases *c, bool open, bool overdue) {
    pile->made++;
    pile->open += open;
    pile->closed += !open;
    pile->overdue += overdue;
    pile->kept += strcmp(c->outcome, "kept") == 0;
    pile->lost += strcmp(c->outcome, "lost") == 0;
    pile->due.kept += c->due.kept;
    pile->due.passed += c->due.passed;
    pile->head.weight++;
}

static void add_reasons(Cases *c, const CaseStepRow *r, bool open, bool overdue) {
    if (!*r->reasons) add_case(group_of(&c->reasons, ""), c, open, overdue);
    for (const char *p = r->reasons; *p; p += strcspn(p, " "), p += *p == ' ') {
        char id[GROUP_KEY];
        snprintf(id, sizeof id, "%.*s", (int)strcspn(p, " "), p);
        if (*id) add_case(group_of(&c->reasons, id), c, open, overdue);
    }
}

static void end_case(Cases *c, const CaseStepRow *r) {
    char week[GROUP_KEY];
    bool open = strcmp(r->state, "closed") != 0, overdue = open && c->asked && c->asked < c->now;
    if (overdue) {
        judge(c, false);
        if (c->waits >= 0) c->step_late[c->waits]++;
    }
    week_key(r->made, week);
    c->in_state[state_of(r->state)]++;
    add_case(&c->all, c, open, overdue);
    add_case(group_of(&c->by[GROUP_WEEK], week), c, open, overdue);
    add_case(group_of(&c->by[GROUP_ADVISOR], r->advisor), c, open, overdue);
    add_case(group_of(&c->by[GROUP_KIND], r->kind), c, open, overdue);
    add_case(group_of(&c->by[GROUP_STORE], r->store_id), c, open, overdue);
    add_case(group_of(&c->people, r->responsible), c, open, overdue);
    add_reasons(c, r, open, overdue);
}

static bool take(void *ctx, const CaseStepRow *r) {
    Cases *c = ctx;
    if (r->seq == 1) c->due = (Due){0}, c->asked = 0, *c->outcome = '\0';
    if (c->asked) judge(c, r->at <= c->asked);
    c->asked = r->due;
    c->waits = waits_for(r->state);
    if (strcmp(r->state, "reopened") == 0) *c->outcome = '\0'; /* what was thought to have come of it is open again */
    if (*r->outcome) snprintf(c->outcome, sizeof c->outcome, "%s", r->outcome);
    if (r->last) end_case(c, r);
    return true;
}

/* ---- saying ---- */

static Cell due_cell(const Due *due) {
    return cell_share(due->kept, due->kept + due->passed);
}

static void figures(Cases *c) {
    Doc *d = c->doc;
    const Pile *a = &c->all;
    doc_figure(d, "made", doc_say(d, "Complaints made", "投诉总数"), cell_int(a->made), 0, TONE_PLAIN);
    doc_figure(d, "open", doc_say(d, "Open now", "目前未结"), cell_int(a->open), 0, TONE_PLAIN);
    doc_figure(d, "overdue", doc_say(d, "Overdue now", "目前逾期"), cell_int(a->overdue), 0,
               a->overdue ? TONE_BAD : TONE_GOOD);
    doc_figure(d, "deadlines", doc_say(d, "Deadlines kept", "按时率"), due_cell(&a->due), 0, TONE_PLAIN);
    doc_figure(d, "lost", doc_say(d, "Customers lost, of cases with an outcome", "流失率（有结果的案件）"),
               cell_share(a->lost, a->kept + a->lost), 0, TONE_PLAIN);
}

static void by_state(Cases *c) {
    Doc *d = c->doc;
    DocTable *t = doc_table(d, "states", doc_say(d, "Where they stand", "案件状态"), NULL);
    if (!c->all.made) return;
    doc_key(t, "state");
    doc_column(t, "label", doc_say(d, "state", "状态"), CELL_TEXT, 0);
    size_t n = doc_column(t, "cases", doc_say(d, "cases", "件数"), CELL_COUNT, 0);
    for (int i = 0; i < STATES; i++) {
        Words state = trade_words(WORDS_CASE, states[i]);
        doc_cell(t, cell_text(d, states[i]));
        doc_cell(t, cell_text(d, doc_say(d, state.en, state.zh)));
        doc_cell(t, cell_int(c->in_state[i]));
    }
    doc_chart(t, CHART_BARS, doc_say(d, "Cases by state", "各状态件数"), n);
}

static void by_step(Cases *c) {
    Doc *d = c->doc;
    DocTable *t = doc_table(d, "deadlines", doc_say(d, "Deadlines", "时限"), NULL);
    if (!c->all.made) return;
    doc_key(t, "step");
    doc_column(t, "label", doc_say(d, "step", "步骤"), CELL_TEXT, 0);
    size_t kept = doc_column(t, "in_time", doc_say(d, "in time", "按时"), CELL_SHARE, 0);
    doc_column(t, "overdue", doc_say(d, "overdue now", "目前逾期"), CELL_COUNT, 0);
    for (int i = 0; i < STEPS; i++) {
        doc_cell(t, cell_text(d, steps[i].id));
        doc_cell(t, cell_text(d, doc_say(d, steps[i].words.en, steps[i].words.zh)));
        doc_cell(t, due_cell(&c->step_due[i]));
        doc_cell(t, cell_int(c->step_late[i]));
    }
    doc_chart(t, CHART_BARS, doc_say(d, "Steps done in time, with the 95 % interval", "按时完成率与 95% 区间"), kept)
        ->most = 100;
}

static DocTable *pile_table(Doc *d, const char *id, const char *title, const char *label, CellKind kind) {
    DocTable *t = doc_table(d, id, title, doc_say(d, "No complaints.", "没有投诉。"));
    doc_key(t, "key");
    doc_column(t, "label", label, kind, 0);
    doc_column(t, "made", doc_say(d, "made", "件数"), CELL_COUNT, 0);
    doc_column(t, "open", doc_say(d, "open", "未结"), CELL_COUNT, 0);
    doc_column(t, "overdue", doc_say(d, "overdue", "逾期"), CELL_COUNT, 0);
    doc_column(t, "kept", doc_say(d, "kept", "挽回"), CELL_COUNT, 0);
    doc_column(t, "lost", doc_say(d, "lost", "流失"), CELL_COUNT, 0);
    doc_column(t, "lost_of", doc_say(d, "lost of those", "流失率"), CELL_SHARE, 0);
    doc_column(t, "in_time", doc_say(d, "deadlines kept", "按时率"), CELL_SHARE, 0);
    return t;
}

/* Of fewer than five that have an outcome it is not said: it would be the rate that is held back. */
static Cell outcome_cell(const Pile *p, int64_t n) {
    int64_t known = p->kept + p->lost;
    return known > 0 && known < GROUP_LEAST ? cell_few() : cell_int(n);
}

static void pile_row(Doc *d, DocTable *t, const Pile *p, Cell label) {
    doc_cell(t, cell_text(d, p->head.key));
    doc_cell(t, label);
    doc_cell(t, cell_int(p->made));
    doc_cell(t, cell_int(p->open));
    doc_cell(t, cell_int(p->overdue));
    doc_cell(t, outcome_cell(p, p->kept));
    doc_cell(t, outcome_cell(p, p->lost));
    doc_cell(t, cell_share(p->lost, p->kept + p->lost));
    doc_cell(t, due_cell(&p->due));
}

static void by_group(Cases *c, GroupBy by) {
    static const Words titles[GROUPS] = {[GROUP_WEEK] = {TXT("By week", "按周")},
                                         [GROUP_ADVISOR] = {TXT("By advisor", "按服务顾问")},
                                         [GROUP_KIND] = {TXT("By kind of work", "按维修类型")},
                                         [GROUP_STORE] = {TXT("By store", "按门店")}};
    Doc *d = c->doc;
    DocTable *t =
        pile_table(d, group_id(by), doc_say(d, titles[by].en, titles[by].zh), group_title(d, by), group_cell_kind(by));
    groups_sort(&c->by[by], by);
    for (size_t i = 0; i < c->by[by].n; i++) {
        const Pile *p = c->by[by].list[i];
        pile_row(d, t, p, group_cell(d, by, p->head.key, doc_say(d, "(no order named)", "（未关联工单）")));
    }
    doc_chart(t, by == GROUP_WEEK ? CHART_COLUMNS : CHART_BARS, doc_say(d, "Complaints made", "投诉件数"), 2);
}

static void by_person(Cases *c) {
    Doc *d = c->doc;
    DocTable *t = pile_table(d, "responsible", doc_say(d, "By responsible person", "按负责人"),
                             doc_say(d, "responsible", "负责人"), CELL_TEXT);
    groups_sort(&c->people, GROUP_ADVISOR);
    for (size_t i = 0; i < c->people.n; i++) {
        const Pile *p = c->people.list[i];
        pile_row(d, t, p, cell_text(d, *p->head.key ? p->head.key : doc_say(d, "(nobody yet)", "（尚未指派）")));
    }
    DocChart *chart = doc_chart(t, CHART_STACK, doc_say(d, "What came of them", "处理结果"), 5);
    chart->values[chart->n_values++] = 3;
    chart->values[chart->n_values++] = 6;
}

static const char *reason_name(const Settings *s, const Doc *d, const char *id) {
    int n = settings_count(s, "questionnaire.reasons");
    for (int i = 1; i <= n; i++)
        if (strcmp(settings_item(s, "questionnaire.reasons", i, "id"), id) == 0)
            return settings_item(s, "questionnaire.reasons", i, d->zh ? "zh" : "en");
    return *id ? id : doc_say(d, "(own words only)", "（仅文字）");
}

static void by_reason(Cases *c, const Settings *s) {
    Doc *d = c->doc;
    DocTable *t = doc_table(d, "reasons", doc_say(d, "What they were about", "投诉原因"),
                            doc_say(d, "No complaints.", "没有投诉。"));
    doc_key(t, "reason");
    doc_column(t, "label", doc_say(d, "reason", "原因"), CELL_TEXT, 0);
    doc_column(t, "cases", doc_say(d, "cases", "件数"), CELL_COUNT, 0);
    size_t share = doc_column(t, "share", doc_say(d, "of all cases", "占全部"), CELL_SHARE, 0);
    doc_column(t, "lost", doc_say(d, "lost", "流失"), CELL_COUNT, 0);
    groups_sort(&c->reasons, GROUP_ADVISOR);
    for (size_t i = 0; i < c->reasons.n; i++) {
        const Pile *p = c->reasons.list[i];
        doc_cell(t, cell_text(d, p->head.key));
        doc_cell(t, cell_text(d, reason_name(s, d, p->head.key)));
        doc_cell(t, cell_int(p->made));
        doc_cell(t, cell_share(p->made, c->all.made));
        doc_cell(t, outcome_cell(p, p->lost));
    }
    t->note = doc_say(d, "A complaint may name several reasons.", "一件投诉可有多个原因。");
    doc_chart(t, CHART_BARS, doc_say(d, "Share of complaints that name it", "提到该原因的占比"), share)->most = 100;
}

static void say_all(Cases *c, const ReportAsk *ask, const Settings *s) {
    GroupBy by = GROUP_WEEK;
    Doc *d = c->doc;
    figures(c);
    if (ask->by && group_by_of(ask->by, report_cases.bys, &by)) {
        by_group(c, by);
    } else {
        by_state(c);
        by_step(c);
        by_person(c);
        by_reason(c, s);
        by_group(c, GROUP_WEEK);
    }
    doc_note(
        d, doc_say(d,
                   "Complaints by the day they were made; all else as it is now. A deadline is kept when the next step "
                   "was done by then; one that has passed with nothing done counts as not kept.",
                   "按投诉提出日统计，其余为目前情况。下一步在时限前完成即为按时；已过时限仍未完成的计为未按时。"));
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Cases *c = mem_alloc(sizeof *c);
    *c = (Cases){.doc = doc, .now = clock_now()};
    doc_begin(doc, office, "cases", office->zh ? "投诉案件" : "Complaints and their cases", ask->from, ask->to);
    for (int i = 0; i < GROUPS; i++) groups_begin(&c->by[i], sizeof(Pile));
    groups_begin(&c->people, sizeof(Pile));
    groups_begin(&c->reasons, sizeof(Pile));
    RowSpan span = {ask->begin, ask->end, ask->by && strcmp(ask->by, "store") == 0};
    bool ok = case_steps_each(office->db, &span, take, c, err);
    if (ok) say_all(c, ask, office->settings);
    for (int i = 0; i < GROUPS; i++) groups_free(&c->by[i]);
    groups_free(&c->people);
    groups_free(&c->reasons);
    free(c);
    return ok;
}

const Report report_cases = {
    .name = "cases",
    .about = {TXT("complaints: states, deadlines, who, what came of them", "投诉：状态、时限、负责人、结果与原因")},
    .usage = {TXT("[--by week|advisor|kind|store]", "[--by week|advisor|kind|store]")},
    .bys = "week advisor kind store",
    .build = build,
};
