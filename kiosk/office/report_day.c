/* lounge report day: the one page a service manager reads at closing: cars in and out, late ones, what customers said,
 * open and overdue cases, calls nobody answered, and what to do first tomorrow. Lists are cut so that it stays one
 * sheet of A4; what is left out is counted. A past day is told as it stood at its end, as far as history holds it. */
#include "own_words.h"
#include "report.h"
#include "report_groups.h"
#include "rules/case.h"
#include "rules/mask.h"
#include "rules/stage.h"
#include "store/late.h"
#include "store/leads.h"
#include "store/report_day_rows.h"
#include "table.h"
#include "trade_words.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_MOST = 8,
    LATE_MOST = 6,
    CASES_MOST = 6,
    CALLS_MOST = 4,
    WORDS_MOST = 4,
    WORDS_WIDE = 100 /* columns of a terminal: one line */
};

typedef struct OneCase {
    const char *case_no, *state, *responsible, *reasons;
    Ms due;
    bool visit; /* it is the visit at home that is due */
} OneCase;

typedef struct LateCar {
    const char *order_no, *car, *stage, *advisor;
    Ms promised, due, at; /* due passed by `at` */
    LateWhy why;
} LateCar;

typedef struct Task { /* to be done first tomorrow */
    const char *what, *who;
    int rank; /* what is graver stands first */
    Ms at;    /* and among these what is older */
} Task;

typedef struct Day {
    Doc *doc;
    const Settings *settings;
    Ms begin, end, at; /* at: now, or the last moment of a past day */
    Ms as_of;          /* of the newest export: what came after it is not known */
    bool past;
    Arena *arena; /* the document's */
    int64_t in, out, inside, late_out, n_late, n_open, n_overdue, n_calls, n_unanswered, n_praise, n_words;
    MeanSum marks;
    int64_t top2;
    bool reads; /* customers' own words */
    DocTable *late, *cases, *calls, *words, *praise;
    OneCase *list;
    size_t n, cap;
    LateCar *lates; /* n_late */
    Task *tasks;
    size_t n_tasks;
} Day;

static const char *tell(const Day *d, const char *en, const char *zh) {
    return doc_say(d->doc, en, zh);
}

static const char *words(const Day *d, Words w) {
    return tell(d, w.en, w.zh);
}

/* "16:20", of another day "22 Nov 16:20" as "11-22 16:20". */
static const char *clock_words(Day *d, Ms at) {
    LocalTime t = local_of(at);
    if (at >= d->begin && at < d->end) return arena_printf(d->arena, "%02d:%02d", t.hour, t.minute);
    return arena_printf(d->arena, "%02d-%02d %02d:%02d", t.month, t.day, t.hour, t.minute);
}

/* One line of it, as wide characters are wide. */
static const char *cut(Day *d, const char *text) {
    Buf out = {0};
    size_t wide = 0;
    for (const char *p = text; *p;) {
        size_t len = 1;
        while ((p[len] & 0xC0) == 0x80) len++;
        wide += table_width(arena_strndup(d->arena, p, len));
        if (wide > WORDS_WIDE) break;
        if (*p == '\n' || *p == '\r')
            buf_putc(&out, ' ');
        else
            buf_add(&out, p, len);
        p += len;
    }
    const char *words = arena_printf(d->arena, "%s%s", buf_text(&out), wide > WORDS_WIDE ? "…" : "");
    buf_free(&out);
    return words;
}

static void add_task(Day *d, int rank, Ms at, const char *what, const char *who) {
    d->tasks = mem_grow(d->tasks, (d->n_tasks + 1) * sizeof *d->tasks);
    d->tasks[d->n_tasks++] = (Task){what, arena_strdup(d->arena, who), rank, at};
}

static int by_rank(const void *a, const void *b) {
    const Task *x = a, *y = b;
    if (x->rank != y->rank) return x->rank - y->rank;
    return (x->at > y->at) - (x->at < y->at);
}

enum { RANK_OVERDUE, RANK_UNASSIGNED, RANK_LATE, RANK_CALL, RANK_PARTS, RANK_VISIT };

/* ---- cars ---- */

static const char *stage_words(const Day *d, Stage stage, Hold hold) {
    static const Words stages[] = {
        [STAGE_NONE] = {TXT("", "")},
        [STAGE_CHECK_IN] = {TXT("check-in", "接车")},
        [STAGE_QUEUED] = {TXT("queued", "等待工位")},
        [STAGE_IN_WORK] = {TXT("in work", "施工")},
        [STAGE_INSPECTION] = {TXT("inspection", "质检")},
        [STAGE_WASH] = {TXT("wash", "洗车")},
        [STAGE_ADVISOR_CHECK] = {TXT("advisor's check", "顾问终检")},
        [STAGE_READY] = {TXT("ready", "可取车")},
        [STAGE_DELIVERED] = {TXT("handed over", "已交车")},
    };
    if (hold == HOLD_PARTS) return tell(d, "waits for parts", "待料");
    if (hold == HOLD_APPROVAL) return tell(d, "waits for a yes", "待增项确认");
    return words(d, stages[stage]);
}

static const char *car_words(Day *d, const char *order_no, const char *plate, const char *model) {
    char masked[40];
    mask_plate(plate, masked, sizeof masked);
    return arena_printf(d->arena, "%s %s", *masked ? masked : order_no, model);
}

static const char *length_words(Day *d, int minutes) {
    if (minutes < 60) return arena_printf(d->arena, tell(d, "%d min", "%d 分钟"), minutes);
    return arena_printf(d->arena, tell(d, "%d h %02d", "%d 小时 %02d 分"), minutes / 60, minutes % 60);
}

static int by_end(const void *a, const void *b) {
    const LateCar *x = a, *y = b;
    return x->due != y->due ? (x->due > y->due) - (x->due < y->due) : strcmp(x->order_no, y->order_no);
}

static void add_late(Day *d, const Order *o, LateWhy why, Ms due, Ms at) {
    d->lates = mem_grow(d->lates, ((size_t)d->n_late + 1) * sizeof *d->lates);
    d->lates[d->n_late++] = (LateCar){arena_strdup(d->arena, o->order_no),
                                      car_words(d, o->order_no, o->plate, o->model),
                                      stage_words(d, o->stage, o->hold),
                                      arena_strdup(d->arena, o->advisor),
                                      o->promised,
                                      due,
                                      at,
                                      why};
}

/* Today's are those of `lounge orders --late`; of a past day the promise alone is judged, by the same rule. */
static bool read_late(Office *office, Day *d, Err *err) {
    LateOrder *late;
    size_t n;
    if (d->past) return true;
    if (!late_orders(office->db, d->arena, d->settings, d->at, &late, &n, err)) return false;
    for (size_t i = 0; i < n; i++) add_late(d, &late[i].order, late[i].why, late[i].due, late[i].at);
    return true;
}

static void late_then(Day *d, const DayOrderRow *r) {
    Order o = {.order_no = r->order_no,
               .plate = r->plate,
               .model = r->model,
               .advisor = r->advisor,
               .stage = stage_of(r->stage),
               .hold = hold_of(r->hold),
               .arrived = r->arrived,
               .promised = r->promised};
    Ms due, at = d->as_of < d->at ? d->as_of : d->at;
    if (late_why(NULL, NULL, &o, at, &due) == LATE_PROMISE) add_late(d, &o, LATE_PROMISE, due, at);
}

static void say_late(Day *d, const LateCar *c, bool room) {
    static const Words calls[] = {
        [LATE_NOT] = {TXT("", "")},
        [LATE_SPAN] = {TXT("Call the customer of %s: usually done by %s, %s",
                           "致电 %s 的客户：通常 %s 前完工，目前%s")},
        [LATE_PROMISE] = {TXT("Call the customer of %s: promised %s, %s", "致电 %s 的客户：承诺 %s，目前%s")},
        [LATE_PARTS] = {
            TXT("Call the customer of %s: parts were due %s, %s", "致电 %s 的客户：配件应于 %s 到，目前%s")}};
    add_task(d, RANK_LATE, c->due,
             arena_printf(d->arena, words(d, calls[c->why]), c->car, clock_words(d, c->due), c->stage), c->advisor);
    if (!room) return;
    doc_cell(d->late, cell_text(d->doc, c->order_no));
    doc_cell(d->late, cell_text(d->doc, c->car));
    doc_cell(d->late, cell_text(d->doc, c->stage));
    doc_cell(d->late, cell_text(d->doc, c->advisor));
    doc_cell(d->late, cell_time(c->promised));
    doc_cell(d->late, cell_text(d->doc, late_id(c->why)));
    doc_cell(d->late, cell_text(d->doc, length_words(d, work_minutes(settings_hours(d->settings), c->due, c->at))));
}

static bool take_order(void *ctx, const DayOrderRow *r) {
    Day *d = ctx;
    bool out = r->delivered && r->delivered <= d->at;
    d->in += r->arrived >= d->begin;
    d->out += out;
    d->inside += !out;
    d->late_out += out && r->promised && r->ready > r->promised;
    if (d->past && !out) late_then(d, r);
    Ms tomorrow = day_add(d->begin, 1);
    if (!out && hold_of(r->hold) == HOLD_PARTS && r->parts_at >= tomorrow && r->parts_at < day_add(tomorrow, 1))
        add_task(d, RANK_PARTS, r->parts_at,
                 arena_printf(d->arena, tell(d, "Parts for %s are expected at %s", "%s 的配件预计 %s 到"),
                              car_words(d, r->order_no, r->plate, r->model), clock_words(d, r->parts_at)),
                 r->advisor);
    return true;
}

/* ---- what customers said ---- */

static void say_words(Day *d, DocTable *t, int64_t *n, const RatedRow *r) {
    if ((*n)++ >= WORDS_MOST || !d->reads) return;
    doc_cell(t, cell_text(d->doc, clock_words(d, r->at)));
    doc_cell(t, cell_text(d->doc, arena_printf(d->arena, "%d", r->score)));
    doc_cell(t, cell_text(d->doc, cut(d, r->words)));
    doc_cell(t, cell_text(d->doc, r->advisor));
}

static bool take_rating(void *ctx, const RatedRow *r) {
    Day *d = ctx;
    if (r->suspect) return true;
    mean_add(&d->marks, r->score);
    d->top2 += r->score >= 4;
    if (*r->words && r->score >= 4) say_words(d, d->praise, &d->n_praise, r);
    if (*r->words && r->score < 4) say_words(d, d->words, &d->n_words, r);
    return true;
}

/* ---- cases ---- */

static const char *next_step(const Day *d, const OneCase *c) {
    const char *state = c->state;
    if (c->visit) return tell(d, "visit at home", "上门");
    if (strcmp(state, "new") == 0 || strcmp(state, "reopened") == 0) return tell(d, "assign it", "指派负责人");
    if (strcmp(state, "assigned") == 0) return tell(d, "contact the customer", "联系客户");
    if (strcmp(state, "contacted") == 0) return tell(d, "resolve it", "解决");
    return tell(d, "close it", "结案");
}

/* Steps after the day are not known to it. Words of complaints without a rating stand among the words. */
static bool take_step(void *ctx, const CaseStepRow *r) {
    Day *d = ctx;
    if (r->at > d->at) return true;
    if (r->seq == 1) {
        if (d->n == d->cap) d->list = mem_grow(d->list, (d->cap = d->cap * 2 + 32) * sizeof *d->list);
        d->list[d->n++] =
            (OneCase){arena_strdup(d->arena, r->case_no), "", "", arena_strdup(d->arena, r->reasons), 0, false};
    }
    OneCase *c = &d->list[d->n - 1];
    c->state = arena_strdup(d->arena, r->state);
    c->responsible = arena_strdup(d->arena, r->responsible);
    c->due = r->due;
    c->visit = r->due && r->due == case_visit_due(settings_hours(d->settings), r->visit_day);
    return true;
}

static int by_due(const void *a, const void *b) {
    const OneCase *x = a, *y = b;
    if (!x->due != !y->due) return x->due ? -1 : 1;
    if (x->due != y->due) return x->due < y->due ? -1 : 1;
    return strcmp(x->case_no, y->case_no);
}

static const char *reasons_words(Day *d, const char *ids) {
    int n = settings_count(d->settings, "questionnaire.reasons");
    Buf out = {0};
    for (int i = 1; i <= n; i++) {
        const char *id = settings_item(d->settings, "questionnaire.reasons", i, "id");
        const char *at = *id ? strstr(ids, id) : NULL;
        if (!at || (at > ids && at[-1] != ' ') || (at[strlen(id)] && at[strlen(id)] != ' ')) continue;
        buf_printf(&out, "%s%s", out.len ? tell(d, ", ", "、") : "",
                   settings_item(d->settings, "questionnaire.reasons", i, d->doc->zh ? "zh" : "en"));
    }
    const char *words = arena_strdup(d->arena, buf_text(&out));
    buf_free(&out);
    return *words ? words : tell(d, "own words", "客户留言");
}

static void say_case(Day *d, const OneCase *c) {
    bool overdue = c->due && c->due < d->at, nobody = strcmp(c->state, "new") == 0;
    d->n_open++;
    d->n_overdue += overdue;
    if (overdue || nobody)
        add_task(d, overdue ? RANK_OVERDUE : RANK_UNASSIGNED, c->due,
                 arena_printf(d->arena,
                              overdue ? tell(d, "Case %s (%s): %s, due since %s", "案件 %s（%s）：%s，%s 已到期")
                                      : tell(d, "Case %s (%s): %s, by %s", "案件 %s（%s）：%s，%s 前"),
                              c->case_no, reasons_words(d, c->reasons), next_step(d, c), clock_words(d, c->due)),
                 c->responsible);
    if (d->n_open > CASES_MOST) return;
    doc_cell(d->cases, cell_text(d->doc, c->case_no));
    doc_cell(d->cases, cell_text(d->doc, reasons_words(d, c->reasons)));
    doc_cell(d->cases, cell_text(d->doc, words(d, trade_words(WORDS_CASE, c->state))));
    doc_cell(d->cases, cell_text(d->doc, c->responsible));
    doc_cell(d->cases, cell_time(c->due));
    doc_cell(d->cases, cell_text(d->doc, overdue ? tell(d, "overdue", "逾期") : ""));
}

/* ---- calls and visits ---- */

static const char *call_words(const Day *d, const char *kind) {
    static const struct {
        const char *id;
        Words words;
    } all[] = {{"advisor", {TXT("advisor", "服务顾问")}},
               {"manager", {TXT("manager", "经理")}},
               {"bar", {TXT("bar", "吧台")}},
               {"help", {TXT("help", "帮助")}}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].id, kind) == 0) return tell(d, all[i].words.en, all[i].words.zh);
    return kind;
}

static bool take_call(void *ctx, const DayCallRow *r) {
    Day *d = ctx;
    d->n_calls++;
    if ((r->taken && r->taken <= d->at) || (r->done && r->done <= d->at)) return true;
    if (strcmp(r->kind, "advisor") == 0 || strcmp(r->kind, "manager") == 0)
        add_task(d, RANK_CALL, r->at,
                 arena_printf(d->arena, tell(d, "Nobody came to a call for the %s at %s", "呼叫%s（%s）无人应答"),
                              call_words(d, r->kind), clock_words(d, r->at)),
                 "");
    if (d->n_unanswered++ >= CALLS_MOST) return true;
    doc_cell(d->calls, cell_text(d->doc, clock_words(d, r->at)));
    doc_cell(d->calls, cell_text(d->doc, call_words(d, r->kind)));
    doc_cell(d->calls, cell_text(d->doc, r->order_no));
    return true;
}

static bool read_visits(Office *office, Day *d, Err *err) {
    Lead *leads;
    size_t n;
    char tomorrow[32];
    day_show(day_add(d->begin, 1), tomorrow, sizeof tomorrow);
    if (!leads_open(office->db, d->arena, "", &leads, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        char plate[40];
        if (strcmp(leads[i].visit_day, tomorrow) != 0) continue;
        mask_plate(leads[i].plate, plate, sizeof plate);
        add_task(d, RANK_VISIT, leads[i].at,
                 arena_printf(d->arena, tell(d, "Visit at home: %s %s", "上门回访：%s %s"), plate, leads[i].model),
                 leads[i].by);
    }
    return true;
}

/* ---- the page ---- */

static void figures(Day *d) {
    Doc *doc = d->doc;
    bool few = d->marks.n > 0 && d->marks.n < GROUP_LEAST;
    doc_figure(doc, "in", tell(d, "Cars in", "进厂"), cell_int(d->in), 0, TONE_PLAIN);
    doc_figure(doc, "out", tell(d, "Cars out", "交车"), cell_int(d->out), 0, TONE_PLAIN);
    doc_figure(doc, "inside", tell(d, "In the house", "在厂"), cell_int(d->inside), 0, TONE_PLAIN);
    doc_figure(doc, "late", tell(d, "Late, still here", "超时未交"), cell_int(d->n_late), 0,
               d->n_late ? TONE_BAD : TONE_GOOD);
    doc_figure(doc, "late_out", tell(d, "Ready late, of those out", "交车中晚于承诺"), cell_share(d->late_out, d->out),
               0, TONE_PLAIN);
    doc_figure(doc, "ratings", tell(d, "Ratings", "评价"), few ? cell_few() : cell_int(d->marks.n), 0, TONE_PLAIN);
    doc_figure(doc, "mean", tell(d, "Mean (1–5)", "均分（1–5）"), cell_mean(&d->marks, 1, 5), 2, TONE_PLAIN);
    doc_figure(doc, "open", tell(d, "Open cases", "未结投诉"), cell_int(d->n_open), 0, TONE_PLAIN);
    doc_figure(doc, "overdue", tell(d, "Overdue", "逾期"), cell_int(d->n_overdue), 0,
               d->n_overdue ? TONE_BAD : TONE_GOOD);
    doc_figure(doc, "unanswered", tell(d, "Calls unanswered", "无人应答的呼叫"), cell_int(d->n_unanswered), 0,
               d->n_unanswered ? TONE_WAIT : TONE_GOOD);
}

static void begin_words(Day *d, DocTable **t, const char *id, const char *title, const char *empty) {
    *t = doc_table(d->doc, id, title, empty);
    doc_column(*t, "at", tell(d, "when", "时间"), CELL_TEXT, 0);
    doc_column(*t, "score", tell(d, "mark", "分数"), CELL_TEXT, 0);
    doc_column(*t, "words", tell(d, "words", "留言"), CELL_TEXT, 0);
    doc_column(*t, "advisor_name", tell(d, "advisor", "顾问"), CELL_TEXT, 0);
}

static DocTable *begin_tables(Day *d) {
    Doc *doc = d->doc;
    DocTable *first = doc_table(doc, "first", tell(d, "First tomorrow", "明天先做"),
                                tell(d, "Nothing was left over.", "没有遗留事项。"));
    doc_column(first, "rank", "#", CELL_TEXT, 0);
    doc_column(first, "what", tell(d, "what", "事项"), CELL_TEXT, 0);
    doc_column(first, "who", tell(d, "who", "谁"), CELL_TEXT, 0);
    d->late = doc_table(doc, "late", tell(d, "Late and still here", "超时未交车辆"),
                        tell(d, "No car is late.", "没有超时车辆。"));
    doc_key(d->late, "order_no");
    doc_column(d->late, "car", tell(d, "car", "车辆"), CELL_TEXT, 0);
    doc_column(d->late, "stage", tell(d, "stage", "进度"), CELL_TEXT, 0);
    doc_column(d->late, "advisor_name", tell(d, "advisor", "顾问"), CELL_TEXT, 0);
    doc_column(d->late, "promised_ms", tell(d, "promised", "承诺"), CELL_TIME, 0);
    doc_key(d->late, "past");
    doc_column(d->late, "late_by", tell(d, "late by", "已超"), CELL_TEXT, 0);
    d->calls = doc_table(doc, "calls", tell(d, "Calls nobody answered", "无人应答的呼叫"),
                         tell(d, "Every call was answered.", "呼叫均已应答。"));
    doc_column(d->calls, "at", tell(d, "when", "时间"), CELL_TEXT, 0);
    doc_column(d->calls, "kind", tell(d, "for", "呼叫"), CELL_TEXT, 0);
    doc_column(d->calls, "order_no", tell(d, "order", "工单"), CELL_TEXT, 0);
    d->late->beside = true;
    d->cases =
        doc_table(doc, "cases", tell(d, "Open cases", "未结投诉"), tell(d, "No case is open.", "没有未结投诉。"));
    doc_column(d->cases, "case_no", tell(d, "case", "编号"), CELL_TEXT, 0);
    doc_column(d->cases, "about", tell(d, "about", "原因"), CELL_TEXT, 0);
    doc_column(d->cases, "state", tell(d, "state", "状态"), CELL_TEXT, 0);
    doc_column(d->cases, "responsible", tell(d, "responsible", "负责人"), CELL_TEXT, 0);
    doc_column(d->cases, "due_ms", tell(d, "due", "时限"), CELL_TIME, 0);
    doc_column(d->cases, "overdue", "", CELL_TEXT, 0);
    begin_words(d, &d->words, "complaints", tell(d, "What they complained of", "不满意的话"),
                tell(d, "No words at 1 to 3.", "没有 1–3 分留言。"));
    begin_words(d, &d->praise, "praise", tell(d, "Praise", "表扬的话"),
                tell(d, "No words at 4 or 5.", "没有 4–5 分留言。"));
    return first;
}

static void more(Day *d, DocTable *t, int64_t n, int most) {
    if (n > most) t->note = arena_printf(d->arena, tell(d, "and %lld more", "另有 %lld 项"), (long long)(n - most));
}

static void more_words(Day *d, DocTable *t, int64_t n) {
    if (d->reads)
        more(d, t, n, WORDS_MOST);
    else if (n)
        t->empty =
            arena_printf(d->arena, tell(d, "%lld, read with --by MANAGER", "%lld 条，加 --by 经理 可读"), (long long)n);
}

static void end_tables(Day *d, DocTable *first) {
    if (d->n_tasks) qsort(d->tasks, d->n_tasks, sizeof *d->tasks, by_rank);
    for (size_t i = 0; i < d->n_tasks && i < FIRST_MOST; i++) {
        doc_cell(first, cell_text(d->doc, arena_printf(d->arena, "%zu", i + 1)));
        doc_cell(first, cell_text(d->doc, d->tasks[i].what));
        doc_cell(first, cell_text(d->doc, d->tasks[i].who));
    }
    more(d, first, (int64_t)d->n_tasks, FIRST_MOST);
    more(d, d->late, d->n_late, LATE_MOST);
    more(d, d->cases, d->n_open, CASES_MOST);
    more(d, d->calls, d->n_unanswered, CALLS_MOST);
    more_words(d, d->words, d->n_words);
    more_words(d, d->praise, d->n_praise);
}

static bool gather(Office *office, Day *d, Err *err) {
    RowSpan day = {d->begin, d->end, false}, ever = {0, d->at + 1, false};
    if (!orders_as_of(office->db, &d->as_of, err) || !read_late(office, d, err) ||
        !day_orders_each(office->db, &day, take_order, d, err) || !rated_each(office->db, &day, take_rating, d, err) ||
        !case_steps_each(office->db, &ever, take_step, d, err) ||
        !day_calls_each(office->db, &day, take_call, d, err) || !read_visits(office, d, err))
        return false;
    if (d->n_late) qsort(d->lates, (size_t)d->n_late, sizeof *d->lates, by_end);
    for (int64_t i = 0; i < d->n_late; i++) say_late(d, &d->lates[i], i < LATE_MOST);
    if (d->n) qsort(d->list, d->n, sizeof *d->list, by_due);
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->list[i].state, "closed") != 0) say_case(d, &d->list[i]);
    return true;
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Ms now = clock_now();
    doc_begin(doc, office, "day", office->zh ? "今日小结" : "The day", ask->from, ask->to);
    doc->sheet = true;
    Day d = {.doc = doc,
             .settings = office->settings,
             .arena = &doc->arena,
             .begin = ask->begin,
             .end = ask->end,
             .at = ask->end - 1 < now ? ask->end - 1 : now,
             .past = ask->end - 1 < now};
    DocTable *first = begin_tables(&d);
    bool ok = own_words_for(office, ask->by, &d.reads, err) && gather(office, &d, err);
    if (ok) {
        end_tables(&d, first);
        figures(&d);
        char at[32];
        instant_show(d.at, at, sizeof at);
        at[16] = '\0';
        const char *says =
            d.past ? tell(&d, "As of %s. Cars without pre-delivery inspections; late: not ready by the promise.",
                          "截至 %s。不含 PDS；超时：已过承诺时间仍未完工。")
                   : tell(&d, "As of %s. Cars without pre-delivery inspections; late: as in `orders --late`.",
                          "截至 %s。不含 PDS；超时：同 orders --late，以最近一次导出为准。");
        doc_note(doc, arena_printf(d.arena, says, at));
    }
    free(d.list);
    free(d.lates);
    free(d.tasks);
    return ok;
}

const Report report_day = {
    .name = "day",
    .about = {TXT("the day on one page: cars, ratings, cases, calls, what to do first tomorrow",
                  "今日一页：车辆、评价、投诉、呼叫、明天先做")},
    .usage = {TXT("[--from DAY] [--by MANAGER]", "[--from 日期] [--by 经理]")},
    .words = true,
    .span = SPAN_TODAY,
    .build = build,
};
