/* lounge report activity: one activity in the five parts of policies.md 9: why, for whom, with what, how it went day by
 * day, what came of it. The first three are staff's words (columns of activities.csv); the figures are counted. */
#include "base/csv_write.h"
#include "report.h"
#include "report_page.h"
#include "store/activities.h"
#include "store/offers.h"

#include <string.h>

typedef struct Story { /* all that is said of an activity */
    Activity activity;
    FunnelTable by_day, by_offer; /* of its offers, with the activity's own card in by_day */
    Funnel card;                  /* of the card alone */
    Arena arena;
} Story;

static const char *in_words(const Office *office, const char *zh, const char *en) {
    return office->zh || !*en ? zh : en;
}

/* By id, else by a title in either language. */
static bool find(Office *office, const char *name, Story *story, Err *err) {
    Activity *all;
    size_t n;
    if (!activities_all(office->db, &story->arena, &all, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        Activity *a = &all[i];
        if (strcmp(a->activity_id, name) != 0 && strcmp(a->title_zh, name) != 0 && strcmp(a->title_en, name) != 0)
            continue;
        story->activity = *a;
        return true;
    }
    return err_set(err, ERR_NOT_FOUND,
                   TXT("there is no activity %s: lounge report offers --by activity lists them",
                       "没有活动 %s：lounge report offers --by activity 列出全部"),
                   name);
}

static bool read_card(Office *office, const ReportAsk *ask, Story *story, Err *err) {
    FunnelTable own;
    FunnelAsk what = {ask->from, ask->to, BY_OFFER, ":", story->activity.activity_id}; /* no offer has this id */
    if (!funnel_read(office, &what, &own, err)) return false;
    story->card = own.all;
    funnel_free(&own);
    return true;
}

static bool read_story(Office *office, const char *name, const ReportAsk *ask, Story *story, Err *err) {
    if (!find(office, name, story, err) || !read_card(office, ask, story, err)) return false;
    const char *offers = *story->activity.offers ? story->activity.offers : ":";
    FunnelAsk what = {ask->from, ask->to, BY_DAY, offers, story->activity.activity_id};
    if (!funnel_read(office, &what, &story->by_day, err)) return false;
    what.by = BY_OFFER;
    what.activity = NULL;
    return funnel_read(office, &what, &story->by_offer, err);
}

static void forget(Story *story) {
    funnel_free(&story->by_day);
    funnel_free(&story->by_offer);
    arena_free(&story->arena);
}

/* ---- what the parts say ---- */

static const Words parts[5] = {
    {TXT("1. Market analysis", "一、市场分析")}, {TXT("2. Target customers", "二、目标客户")},
    {TXT("3. Content", "三、活动内容")},         {TXT("4. Execution", "四、执行情况")},
    {TXT("5. Evaluation", "五、效果评估")},
};

static const Words nothing_written = {TXT("(nothing written: columns why_zh, whom_zh of activities.csv)",
                                          "（未填写：activities.csv 的 why_zh、whom_zh 列）")};

static const char *or_nothing(const Office *office, const char *words) {
    return *words ? words : office_words(office, nothing_written);
}

typedef void (*PartFn)(void *ctx, const char *head, const char *line); /* head NULL: goes on under the one before */

static void tell_offers(const Office *office, Story *story, PartFn say_it, void *ctx) {
    char *ids = arena_strdup(&story->arena, story->activity.offers), *rest = ids;
    for (char *id; (id = strtok_r(rest, ";", &rest)) != NULL;) {
        Offer o;
        Err none = {0};
        char price[32] = "";
        if (!offers_find(office->db, &story->arena, id, &o, &none)) continue;
        if (o.price >= 0) fen_show(o.price, price, sizeof price);
        say_it(ctx, NULL, arena_printf(&story->arena, "· %s %s", in_words(office, o.title_zh, o.title_en), price));
    }
}

static void tell_came(const Office *office, Story *story, PartFn say_it, void *ctx) {
    Arena *arena = &story->arena;
    const Funnel *f = &story->by_offer.all, *card = &story->card;
    bool zh = office->zh;
    char money[32];
    fen_show(f->money, money, sizeof money);
    say_it(
        ctx, office_words(office, parts[4]),
        arena_printf(arena, zh ? "活动卡片打开率 %s" : "its card: opened of shown %s", opened_words(arena, zh, card)));
    say_it(ctx, NULL,
           arena_printf(arena, zh ? "优惠打开率 %s" : "its offers: opened of shown %s", opened_words(arena, zh, f)));
    say_it(ctx, NULL,
           arena_printf(arena, zh ? "领券 %lld 张，至今核销 %s" : "coupons taken %lld, redeemed by now %s",
                        (long long)f->taken, share_words(arena, zh, f->used, f->taken)));
    say_it(ctx, NULL,
           arena_printf(arena, zh ? "期内核销 %lld 张，带来 %s" : "redeemed in the period %lld, worth %s",
                        (long long)f->redeemed, money));
    if (story->activity.target >= 0)
        say_it(ctx, NULL,
               arena_printf(arena, zh ? "目标 %d 张，完成 %s" : "target %d, reached %s", story->activity.target,
                            story->activity.target
                                ? arena_printf(arena, "%lld%%", (long long)(f->redeemed * 100 / story->activity.target))
                                : "–"));
}

static void tell(const Office *office, const ReportAsk *ask, Story *story, PartFn say_it, void *ctx) {
    const Activity *a = &story->activity;
    say_it(ctx, office_words(office, parts[0]), or_nothing(office, in_words(office, a->why_zh, a->why_en)));
    say_it(ctx, office_words(office, parts[1]), or_nothing(office, in_words(office, a->whom_zh, a->whom_en)));
    say_it(ctx, office_words(office, parts[2]), in_words(office, a->text_zh, a->text_en));
    tell_offers(office, story, say_it, ctx);
    say_it(ctx, office_words(office, parts[3]),
           arena_printf(&story->arena,
                        office->zh ? "%s 至 %s：活动与其优惠共展示 %lld 次，打开 %lld 次"
                                   : "%s to %s: it and its offers were shown %lld times and opened %lld times",
                        ask->from, ask->to, (long long)story->by_day.all.shown, (long long)story->by_day.all.opened));
    tell_came(office, story, say_it, ctx);
}

/* ---- text ---- */

static void print_line(void *ctx, const char *head, const char *line) {
    (void)ctx;
    if (head) printf("\n%s\n", head);
    printf("  %s\n", line);
}

static void print_text(const Office *office, const ReportAsk *ask, Story *story) {
    puts(in_words(office, story->activity.title_zh, story->activity.title_en));
    tell(office, ask, story, print_line, NULL);
    putchar('\n');
    funnel_print(office, ask, BY_DAY, &story->by_day);
}

/* ---- HTML ---- */

typedef struct Writing {
    Buf *page;
    const Office *office;
    const Story *story;
} Writing;

/* The days' chart belongs to the execution, what the offers brought to the evaluation. */
static void write_line(void *ctx, const char *head, const char *line) {
    Writing *w = ctx;
    if (head) html_element(w->page, "h2", head);
    html_element(w->page, "p", line);
    if (head && strcmp(head, office_words(w->office, parts[3])) == 0)
        funnel_html(w->page, w->office, BY_DAY, &w->story->by_day);
}

static bool write_page(const Office *office, const ReportAsk *ask, Story *story, Err *err) {
    Buf page = {0};
    char sub[80];
    Writing w = {&page, office, story};
    snprintf(sub, sizeof sub, "%s – %s", ask->from, ask->to);
    html_begin(&page, office->zh, false, in_words(office, story->activity.title_zh, story->activity.title_en), sub);
    tell(office, ask, story, write_line, &w);
    if (story->by_offer.n) funnel_html(&page, office, BY_OFFER, &story->by_offer);
    html_end(&page, office->zh ? "打开率、核销率旁为 95% 区间与基数。不含任何客户信息。"
                               : "Beside each rate its 95 % interval and its base. Nothing here says who.");
    bool ok = report_write(&page, ask->out, err);
    buf_free(&page);
    return ok;
}

/* ---- JSON ---- */

static void json_pair(Buf *out, const char *name, const char *text) {
    buf_printf(out, ", \"%s\": ", name);
    json_quote(out, text);
}

static void json_funnel(Buf *out, const char *name, const Funnel *f) {
    buf_printf(out,
               ", \"%s\": {\"shown\": %lld, \"shown_on_board\": %lld, \"opened\": %lld, \"taken\": %lld,"
               " \"taken_redeemed\": %lld, \"redeemed\": %lld, \"money_fen\": %lld}",
               name, (long long)f->shown, (long long)f->board, (long long)f->opened, (long long)f->taken,
               (long long)f->used, (long long)f->redeemed, (long long)f->money);
}

static void print_json(const ReportAsk *ask, const Story *story) {
    Buf out = {0};
    const Activity *a = &story->activity;
    buf_puts(&out, "{\"activity_id\": ");
    json_quote(&out, a->activity_id);
    json_pair(&out, "title_zh", a->title_zh);
    json_pair(&out, "title_en", a->title_en);
    json_pair(&out, "from", ask->from);
    json_pair(&out, "to", ask->to);
    json_pair(&out, "why_zh", a->why_zh);
    json_pair(&out, "whom_zh", a->whom_zh);
    json_pair(&out, "text_zh", a->text_zh);
    json_pair(&out, "offers", a->offers);
    if (a->target >= 0)
        buf_printf(&out, ", \"target\": %d", a->target);
    else
        buf_puts(&out, ", \"target\": null");
    json_funnel(&out, "card", &story->card);
    json_funnel(&out, "of_offers", &story->by_offer.all);
    buf_puts(&out, ", \"days\": [");
    for (size_t i = 0; i < story->by_day.n; i++) {
        const FunnelRow *row = &story->by_day.rows[i];
        buf_printf(&out, "%s{\"day\": \"%s\", \"shown\": %lld, \"opened\": %lld}", i ? ", " : "", row->key,
                   (long long)row->sums.shown, (long long)row->sums.opened);
    }
    buf_puts(&out, "]}\n");
    fputs(buf_text(&out), stdout);
    buf_free(&out);
}

/* ---- the command ---- */

static bool answer(Office *office, const char *name, const ReportAsk *ask, Err *err) {
    Story story = {0};
    bool ok = read_story(office, name, ask, &story, err);
    if (ok) {
        office_mark_demo(office);
        if (ask->format == FORMAT_HTML)
            ok = write_page(office, ask, &story, err);
        else if (ask->format == FORMAT_CSV)
            ok = funnel_csv(ask, &story.by_day, err);
        else if (ask->format == FORMAT_JSON)
            print_json(ask, &story);
        else
            print_text(office, ask, &story);
    }
    forget(&story);
    return ok;
}

static Exit run(Office *office, int argc, char **argv) {
    ReportAsk ask;
    Exit code;
    Err err;
    if (!report_ask(office, argc, argv, &ask, &code)) return code;
    if (optind + 1 != argc)
        return office_misuse(office, TXT("one activity, by its id or title", "需要一个活动：编号或名称"));
    return answer(office, argv[optind], &ask, &err) ? EXIT_DONE : office_fail(office, &err);
}

const Report report_activity = {
    .name = "activity",
    .about = {TXT("one activity: why, for whom, what, how it went, what came of it",
                  "一项活动：市场分析、目标客户、内容、执行、评估")},
    .usage = {TXT("NAME [--from DAY] [--to DAY] [--format text|json|html|csv] [-o FILE]",
                  "名称 [--from 日期] [--to 日期] [--format text|json|html|csv] [-o 文件]")},
    .run = run,
};
