/* lounge report causes: root causes of complaints as a Pareto, what was corrected, and whether it came back. */
#include "report.h"
#include "store/cases.h"
#include "store/changes.h"

#include <string.h>

/* Most often named first, each with its share of all that was named and the share up to it. */
static void pareto(Doc *d, const Office *office, const Cause *causes, size_t n, int64_t named) {
    DocTable *t = doc_table(d, "causes", doc_say(d, "Root causes", "根本原因"),
                            doc_say(d, "No complaint in this time.", "这段时间没有投诉。"));
    doc_key(t, "cause");
    doc_column(t, "label", doc_say(d, "cause", "原因"), CELL_TEXT, 0);
    size_t cases = doc_column(t, "cases", doc_say(d, "complaints", "投诉"), CELL_COUNT, 0);
    doc_column(t, "share", doc_say(d, "share", "占比"), CELL_SHARE, 0);
    size_t sum = doc_column(t, "cumulated", doc_say(d, "cumulated", "累计占比"), CELL_SHARE, 0);
    doc_column(t, "lost", doc_say(d, "customers lost", "流失客户"), CELL_COUNT, 0);
    int64_t before = 0;
    for (size_t i = 0; i < n; i++) {
        before += causes[i].cases;
        doc_cell(t, cell_text(d, causes[i].id));
        doc_cell(t, cell_text(d, cause_name(office->settings, causes[i].id, office->zh)));
        doc_cell(t, cell_int(causes[i].cases));
        doc_cell(t, cell_share(causes[i].cases, named));
        doc_cell(t, cell_share(before, named));
        doc_cell(t, cell_int(causes[i].lost));
    }
    doc_chart(t, CHART_BARS, doc_say(d, "Complaints by root cause", "各根本原因的投诉数"), cases);
    doc_chart(t, CHART_BARS, doc_say(d, "Cumulated, percent", "累计占比（%）"), sum);
}

static const char *verdict(const Doc *d, const Cause *c) {
    if (c->after_days < 30) return doc_say(d, "still watched", "仍在观察");
    if (c->after == 0) return doc_say(d, "did not come back", "未再发生");
    return c->after < c->before ? doc_say(d, "came back less", "有所减少") : doc_say(d, "came back", "再次发生");
}

/* What was changed for causes of this time: named in the 30 days before, and after. */
static void corrections(Doc *d, const Office *office, const Cause *causes, size_t n) {
    DocTable *t =
        doc_table(d, "changes", doc_say(d, "What was corrected, and whether it came back", "改进与成效"),
                  doc_say(d, "Nothing was corrected yet (lounge changes add).", "尚无改进（lounge changes add）。"));
    doc_key(t, "cause");
    doc_column(t, "label", doc_say(d, "cause", "原因"), CELL_TEXT, 0);
    doc_column(t, "since", doc_say(d, "corrected since", "改进起始日"), CELL_DAY, 0);
    doc_column(t, "before", doc_say(d, "30 days before", "此前 30 天"), CELL_COUNT, 0);
    doc_column(t, "after", doc_say(d, "after", "此后"), CELL_COUNT, 0);
    doc_column(t, "days", doc_say(d, "days since", "已过天数"), CELL_COUNT, 0);
    doc_column(t, "verdict", doc_say(d, "did it come back?", "是否再次发生"), CELL_TEXT, 0);
    for (size_t i = 0; i < n; i++) {
        const Cause *c = &causes[i];
        Ms day;
        if (!*c->corrected || !day_parse(c->corrected, &day)) continue;
        doc_cell(t, cell_text(d, c->id));
        doc_cell(t, cell_text(d, cause_name(office->settings, c->id, office->zh)));
        doc_cell(t, cell_day(day));
        doc_cell(t, cell_int(c->before));
        doc_cell(t, cell_int(c->after));
        doc_cell(t, cell_int(c->after_days));
        doc_cell(t, cell_text(d, verdict(d, c)));
    }
}

static void figures(Doc *d, const Cause *causes, size_t n, int cases, int64_t named) {
    int64_t lost = 0, top = 0;
    for (size_t i = 0; i < n; i++) lost += causes[i].lost;
    for (size_t i = 0; i < n && i < 2; i++) top += causes[i].cases;
    doc_figure(d, "cases", doc_say(d, "Complaints", "投诉"), cell_int(cases), 0, TONE_PLAIN);
    doc_figure(d, "named", doc_say(d, "Causes named", "原因提及"), cell_int(named), 0, TONE_PLAIN);
    doc_figure(d, "top_two", doc_say(d, "The two most frequent", "前两项占比"), cell_share(top, named), 0, TONE_PLAIN);
    doc_figure(d, "lost", doc_say(d, "Lost with them", "因此流失"), cell_int(lost), 0, lost ? TONE_BAD : TONE_GOOD);
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Arena arena = {0};
    Cause *causes;
    size_t n;
    int cases;
    doc_begin(doc, office, "causes", office->zh ? "投诉根本原因" : "Root causes of complaints", ask->from, ask->to);
    bool ok = causes_read(office->db, &arena, ask->begin, ask->end, clock_now(), &causes, &n, &cases, err);
    if (ok) {
        int64_t named = 0;
        for (size_t i = 0; i < n; i++) named += causes[i].cases;
        figures(doc, causes, n, cases, named);
        pareto(doc, office, causes, n, named);
        corrections(doc, office, causes, n);
        doc_note(doc, doc_say(doc,
                              "Causes are what staff found, else the reasons the customer chose; a complaint may name "
                              "several, so shares are of what was named. Corrected: the newest line of lounge changes "
                              "that stands; before and after are 30 days each.",
                              "原因以处理结论为准，未填时取客户所选原因；一件投诉可有多个原因，占比以提及次数为基数。"
                              "改进以 lounge changes 中最新且未撤下的一条为准；前后各观察 30 天。"));
    }
    arena_free(&arena);
    return ok;
}

const Report report_causes = {
    .name = "causes",
    .about = {TXT("root causes of complaints, what was corrected, did it come back",
                  "投诉根本原因、改进、是否再次发生")},
    .usage = {TXT("[--month 2026-11]", "[--month 2026-11]")},
    .build = build,
};
