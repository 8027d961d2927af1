/* lounge report satisfaction: marks, after-sales index and NPS (domain.md 4), all of it and by factor, week, advisor,
 * kind of work and store. Ratings that are marked as suspect are counted apart and in nothing else. Of a group under
 * five nothing is said. */
#include "report.h"
#include "report_groups.h"
#include "rules/survey.h"
#include "store/report_rows.h"

#include <stdlib.h>
#include <string.h>

typedef struct Marks {
    MeanSum sum;
    int64_t top2; /* 4 and 5 */
} Marks;

typedef struct Tally { /* of a group of ratings */
    GroupHead head;
    Marks face, factors[SURVEY_FACTORS_MAX];
    MeanSum index, nps;
    int64_t of_mark[6];
} Tally;

typedef struct Voice {
    Doc *doc;
    const Settings *settings;
    SurveyFactor factors[SURVEY_FACTORS_MAX];
    size_t n_factors;
    Tally all, suspect;
    Groups by[GROUPS];
} Voice;

/* ---- gathering ---- */

static void add_mark(Marks *marks, int mark) {
    mean_add(&marks->sum, mark);
    marks->top2 += mark >= 4;
}

/* One that today's questionnaire no longer has goes by its id. */
static size_t factor_of(Voice *v, const char *id, size_t len) {
    for (size_t i = 0; i < v->n_factors; i++)
        if (strlen(v->factors[i].id) == len && strncmp(v->factors[i].id, id, len) == 0) return i;
    if (v->n_factors == SURVEY_FACTORS_MAX || len >= sizeof v->factors->id) return SURVEY_FACTORS_MAX;
    SurveyFactor *f = &v->factors[v->n_factors];
    snprintf(f->id, sizeof f->id, "%.*s", (int)len, id);
    snprintf(f->zh, sizeof f->zh, "%.*s", (int)len, id);
    snprintf(f->en, sizeof f->en, "%.*s", (int)len, id);
    return v->n_factors++;
}

static void add_factors(Voice *v, Tally *t, const char *marks) {
    for (const char *p = marks; *p; p += strcspn(p, " "), p += *p == ' ') {
        size_t len = strcspn(p, "="), i = factor_of(v, p, len);
        if (i < SURVEY_FACTORS_MAX && p[len] == '=') add_mark(&t->factors[i], atoi(p + len + 1));
    }
}

static void add_rating(Voice *v, Tally *t, const RatedRow *r) {
    static const int points[] = {[NPS_DETRACTOR] = -100, [NPS_PASSIVE] = 0, [NPS_PROMOTER] = 100};
    add_mark(&t->face, r->score);
    if (r->score >= 1 && r->score <= 5) t->of_mark[r->score]++;
    if (r->csi >= 0) mean_add(&t->index, r->csi);
    if (r->nps >= 0) mean_add(&t->nps, points[nps_class(r->nps)]);
    add_factors(v, t, r->marks);
    t->head.weight++;
}

static bool take(void *ctx, const RatedRow *r) {
    Voice *v = ctx;
    char week[GROUP_KEY];
    if (r->suspect) {
        add_rating(v, &v->suspect, r);
        return true;
    }
    week_key(r->at, week);
    add_rating(v, &v->all, r);
    add_rating(v, group_of(&v->by[GROUP_WEEK], week), r);
    add_rating(v, group_of(&v->by[GROUP_ADVISOR], r->advisor), r);
    add_rating(v, group_of(&v->by[GROUP_KIND], r->kind), r);
    add_rating(v, group_of(&v->by[GROUP_STORE], r->store_id), r);
    return true;
}

static void read_factors(Voice *v, const Settings *s) {
    int n = settings_count(s, "questionnaire.factors");
    for (int i = 1; i <= n && v->n_factors < SURVEY_FACTORS_MAX; i++) {
        SurveyFactor *f = &v->factors[v->n_factors++];
        snprintf(f->id, sizeof f->id, "%s", settings_item(s, "questionnaire.factors", i, "id"));
        snprintf(f->zh, sizeof f->zh, "%s", settings_item(s, "questionnaire.factors", i, "zh"));
        snprintf(f->en, sizeof f->en, "%s", settings_item(s, "questionnaire.factors", i, "en"));
    }
}

/* ---- saying ---- */

static Cell mean_cell(const Marks *marks) {
    return cell_mean(&marks->sum, 1, 5);
}

static Cell top2_cell(const Marks *marks) {
    return cell_share(marks->top2, marks->sum.n);
}

static void figures(Voice *v) {
    Doc *d = v->doc;
    const Tally *a = &v->all;
    bool few = a->face.sum.n > 0 && a->face.sum.n < GROUP_LEAST;
    doc_figure(d, "ratings", doc_say(d, "Ratings", "评价数"), few ? cell_few() : cell_int(a->face.sum.n), 0,
               TONE_PLAIN);
    doc_figure(d, "mean", doc_say(d, "Mean of the faces (1–5)", "总体均分（1–5）"), mean_cell(&a->face), 2, TONE_PLAIN);
    doc_figure(d, "top2", doc_say(d, "Satisfied: 4 or 5", "满意率（4–5 分）"), top2_cell(&a->face), 0, TONE_PLAIN);
    doc_figure(d, "index", doc_say(d, "Index (0–1,000)", "满意度指数（0–1000）"), cell_mean(&a->index, 0, 1000), 0,
               TONE_PLAIN);
    doc_figure(d, "nps", doc_say(d, "NPS (−100–100)", "净推荐值 NPS"), cell_mean(&a->nps, -100, 100), 0, TONE_PLAIN);
    doc_figure(d, "suspect", doc_say(d, "Suspect, counted apart", "可疑评价（另计）"), cell_int(v->suspect.face.sum.n),
               0, v->suspect.face.sum.n ? TONE_WAIT : TONE_PLAIN);
}

static void factor_row(DocTable *t, Doc *d, const char *id, const char *name, const Marks *marks) {
    doc_cell(t, cell_text(d, id));
    doc_cell(t, cell_text(d, name));
    doc_cell(t, mean_cell(marks));
    doc_cell(t, top2_cell(marks));
}

static const char *factor_name(const Voice *v, size_t i) {
    return v->doc->zh ? v->factors[i].zh : v->factors[i].en;
}

static void by_factor(Voice *v) {
    Doc *d = v->doc;
    if (!v->all.face.sum.n) return;
    DocTable *t = doc_table(d, "factors", doc_say(d, "By factor", "按评价项"), NULL);
    doc_key(t, "factor");
    doc_column(t, "label", doc_say(d, "factor", "评价项"), CELL_TEXT, 0);
    size_t mean = doc_column(t, "mean", doc_say(d, "mean", "均分"), CELL_MEAN, 2);
    doc_column(t, "top2", doc_say(d, "4 or 5", "满意率"), CELL_SHARE, 0);
    factor_row(t, d, "face", doc_say(d, "All in all", "总体"), &v->all.face);
    for (size_t i = 0; i < v->n_factors; i++) factor_row(t, d, v->factors[i].id, factor_name(v, i), &v->all.factors[i]);
    DocChart *c = doc_chart(t, CHART_BARS, doc_say(d, "Mean mark, with its 95 % interval", "均分与 95% 区间"), mean);
    c->least = 1;
    c->most = 5;
}

/* "5 very satisfied": the store's own word for the face, else the program's. */
static const char *face_words(Voice *v, int mark) {
    static const Words faces[] = {{TXT("very dissatisfied", "非常不满意")},
                                  {TXT("dissatisfied", "不满意")},
                                  {TXT("fair", "一般")},
                                  {TXT("satisfied", "满意")},
                                  {TXT("very satisfied", "非常满意")}};
    Doc *d = v->doc;
    const char *own = settings_item(v->settings, "questionnaire.faces", mark, d->zh ? "zh" : "en");
    return arena_printf(&d->arena, "%d %s", mark, *own ? own : doc_say(d, faces[mark - 1].en, faces[mark - 1].zh));
}

static void by_mark(Voice *v) {
    Doc *d = v->doc;
    if (v->all.face.sum.n < GROUP_LEAST) return;
    DocTable *t = doc_table(d, "marks", doc_say(d, "How the marks lie", "分数分布"), NULL);
    doc_column(t, "mark", doc_say(d, "mark", "分数"), CELL_TEXT, 0);
    size_t share = doc_column(t, "share", doc_say(d, "of all", "占比"), CELL_SHARE, 0);
    for (int mark = 5; mark >= 1; mark--) {
        doc_cell(t, cell_text(d, face_words(v, mark)));
        doc_cell(t, cell_share(v->all.of_mark[mark], v->all.face.sum.n));
    }
    doc_chart(t, CHART_BARS, doc_say(d, "Share of each mark", "各分数占比"), share)->most = 100;
}

static const char *unknown_name(const Doc *d) {
    return doc_say(d, "(anonymous)", "（匿名）");
}

static void group_row(Voice *v, DocTable *t, GroupBy by, const Tally *g) {
    bool few = g->face.sum.n < GROUP_LEAST;
    doc_cell(t, cell_text(v->doc, g->head.key));
    doc_cell(t, group_cell(v->doc, by, g->head.key, unknown_name(v->doc)));
    doc_cell(t, few ? cell_few() : cell_int(g->face.sum.n));
    doc_cell(t, mean_cell(&g->face));
    doc_cell(t, top2_cell(&g->face));
    doc_cell(t, few ? cell_few() : cell_mean(&g->index, 0, 1000));
    doc_cell(t, few ? cell_few() : cell_mean(&g->nps, -100, 100));
}

static const char *cut_title(const Doc *d, GroupBy by) {
    static const Words titles[GROUPS] = {[GROUP_WEEK] = {TXT("By week", "按周")},
                                         [GROUP_ADVISOR] = {TXT("By advisor", "按服务顾问")},
                                         [GROUP_KIND] = {TXT("By kind of work", "按维修类型")},
                                         [GROUP_STORE] = {TXT("By store", "按门店")}};
    return doc_say(d, titles[by].en, titles[by].zh);
}

static DocTable *group_table(Voice *v, const char *id, const char *title, const char *label, CellKind kind) {
    Doc *d = v->doc;
    DocTable *t = doc_table(d, id, title, doc_say(d, "No ratings.", "没有评价。"));
    doc_key(t, "key");
    doc_column(t, "label", label, kind, 0);
    doc_column(t, "ratings", doc_say(d, "ratings", "评价数"), CELL_COUNT, 0);
    doc_column(t, "mean", doc_say(d, "mean", "均分"), CELL_MEAN, 2);
    doc_column(t, "top2", doc_say(d, "4 or 5", "满意率"), CELL_SHARE, 0);
    doc_column(t, "index", doc_say(d, "index", "指数"), CELL_MEAN, 0);
    doc_column(t, "nps", "NPS", CELL_MEAN, 0);
    return t;
}

enum { COLUMN_MEAN = 3 };

static void by_group(Voice *v, GroupBy by) {
    Doc *d = v->doc;
    bool week = by == GROUP_WEEK;
    DocTable *t = group_table(v, group_id(by), cut_title(d, by), group_title(d, by), group_cell_kind(by));
    groups_sort(&v->by[by], by);
    for (size_t i = 0; i < v->by[by].n; i++) group_row(v, t, by, v->by[by].list[i]);
    DocChart *c = doc_chart(t, week ? CHART_LINE : CHART_BARS,
                            week ? doc_say(d, "Mean mark week by week, with its 95 % interval", "每周均分与 95% 区间")
                                 : doc_say(d, "Mean mark, with its 95 % interval", "均分与 95% 区间"),
                            COLUMN_MEAN);
    c->least = 1;
    c->most = 5;
}

/* What is counted apart: how it would have looked. */
static void suspects(Voice *v) {
    Doc *d = v->doc;
    if (!v->suspect.face.sum.n) return;
    DocTable *t =
        group_table(v, "suspect", doc_say(d, "Suspect ratings, in no figure above", "可疑评价（不计入以上数字）"),
                    doc_say(d, "which", "类别"), CELL_TEXT);
    snprintf(v->suspect.head.key, sizeof v->suspect.head.key, "suspect");
    group_row(v, t, GROUP_ADVISOR, &v->suspect);
    t->cells[1] = cell_text(d, doc_say(d, "suspect", "可疑"));
}

/* Every factor's mean for each group: asked for by --by. */
static void factors_by_group(Voice *v, GroupBy by) {
    Doc *d = v->doc;
    DocTable *t = doc_table(d, "factors_by_group", doc_say(d, "Mean of each factor", "各评价项均分"), NULL);
    doc_key(t, "key");
    doc_column(t, "label", group_title(d, by), group_cell_kind(by), 0);
    for (size_t i = 0; i < v->n_factors; i++)
        doc_column(t, arena_strdup(&d->arena, v->factors[i].id), arena_strdup(&d->arena, factor_name(v, i)), CELL_MEAN,
                   2);
    for (size_t i = 0; i < v->by[by].n; i++) {
        const Tally *g = v->by[by].list[i];
        doc_cell(t, cell_text(d, g->head.key));
        doc_cell(t, group_cell(d, by, g->head.key, unknown_name(d)));
        for (size_t f = 0; f < v->n_factors; f++) doc_cell(t, mean_cell(&g->factors[f]));
    }
}

static void notes(Doc *d) {
    doc_note(
        d,
        doc_say(
            d,
            "Means: 95 % interval by Student's t. Shares: 95 % interval by Wilson. NPS: share of 9–10 less share "
            "of 0–6. Of groups under 5 nothing is shown.",
            "均分的 95% 区间用 t 分布，占比用 Wilson 法；NPS 为 9–10 分占比减 0–6 分占比。不足 5 份的分组不予显示。"));
    doc_note(d,
             doc_say(d,
                     "A rating belongs to an advisor and a kind of work only when the customer had the car open; the "
                     "others are anonymous. Suspect: tapped too fast, many from one visit, or a run of fives at night.",
                     "仅当客户当次打开了“我的爱车”，评价才归到顾问和维修类型，其余为匿名。可疑：点得过快、一次到店多份"
                     "、夜间连续满分。"));
}

static void say_all(Voice *v, const ReportAsk *ask) {
    GroupBy by;
    figures(v);
    if (ask->by && group_by_of(ask->by, report_satisfaction.bys, &by)) {
        by_group(v, by);
        factors_by_group(v, by);
    } else {
        by_factor(v);
        by_group(v, GROUP_WEEK);
        by_mark(v);
        by_group(v, GROUP_ADVISOR);
        by_group(v, GROUP_KIND);
    }
    suspects(v);
    notes(v->doc);
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Voice v = {.doc = doc, .settings = office->settings};
    doc_begin(doc, office, "satisfaction", office->zh ? "客户满意度" : "Customer satisfaction", ask->from, ask->to);
    read_factors(&v, office->settings);
    for (int i = 0; i < GROUPS; i++) groups_begin(&v.by[i], sizeof(Tally));
    RowSpan span = {ask->begin, ask->end, ask->by && strcmp(ask->by, "store") == 0};
    bool ok = rated_each(office->db, &span, take, &v, err);
    if (ok) say_all(&v, ask);
    for (int i = 0; i < GROUPS; i++) groups_free(&v.by[i]);
    return ok;
}

const Report report_satisfaction = {
    .name = "satisfaction",
    .about = {TXT("how satisfied customers are: marks, index, NPS", "客户满意度：均分、指数、NPS")},
    .usage = {TXT("[--by week|advisor|kind|store]", "[--by week|advisor|kind|store]")},
    .bys = "week advisor kind store",
    .build = build,
};
