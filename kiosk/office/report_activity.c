/* lounge report activity: one activity in the five parts of policies.md 9: why, for whom, with what, how it went day by
 * day, what came of it. The first three are staff's words (columns of activities.csv); the figures are counted. */
#include "report.h"
#include "report_funnel.h"
#include "store/activities.h"
#include "store/offers.h"

#include <string.h>

typedef struct Story { /* all that is said of an activity */
    Doc *doc;
    Db *db;
    Activity activity;
    FunnelTable by_day, by_offer; /* of its offers, with the activity's own card in by_day */
    Funnel card;                  /* of the card alone */
} Story;

static const char *in_words(const Doc *d, const char *zh, const char *en) {
    return d->zh || !*en ? zh : en;
}

/* By id, else by a title in either language. */
static bool find(Story *s, const char *name, Err *err) {
    Activity *all;
    size_t n;
    if (!activities_all(s->db, &s->doc->arena, &all, &n, err)) return false;
    for (size_t i = 0; i < n; i++) {
        Activity *a = &all[i];
        if (strcmp(a->activity_id, name) != 0 && strcmp(a->title_zh, name) != 0 && strcmp(a->title_en, name) != 0)
            continue;
        s->activity = *a;
        return true;
    }
    return err_set(err, ERR_NOT_FOUND,
                   TXT("there is no activity %s: lounge report offers --by activity lists them",
                       "没有活动 %s：lounge report offers --by activity 列出全部"),
                   name);
}

static bool read_story(Office *office, const ReportAsk *ask, Story *s, Err *err) {
    FunnelTable own;
    FunnelAsk what = {ask->from, ask->to, BY_OFFER, ":", s->activity.activity_id}; /* no offer has this id */
    if (!funnel_read(office, &what, &own, err)) return false;
    s->card = own.all;
    funnel_free(&own);
    what.offers = *s->activity.offers ? s->activity.offers : ":";
    what.by = BY_DAY;
    if (!funnel_read(office, &what, &s->by_day, err)) return false;
    what.by = BY_OFFER;
    what.activity = NULL;
    return funnel_read(office, &what, &s->by_offer, err);
}

/* ---- what the parts say ---- */

static const char *or_nothing(const Doc *d, const char *words) {
    return *words ? words
                  : doc_say(d, "(nothing written: columns why_zh, whom_zh of activities.csv)",
                            "（未填写：activities.csv 的 why_zh、whom_zh 列）");
}

static const char *content(Story *s) {
    Doc *d = s->doc;
    Buf out = {0};
    buf_puts(&out, in_words(d, s->activity.text_zh, s->activity.text_en));
    char *ids = arena_strdup(&d->arena, s->activity.offers), *rest = ids;
    for (char *id; (id = strtok_r(rest, ";", &rest)) != NULL;) {
        Offer o;
        Err none = {0};
        char price[32] = "";
        if (!offers_find(s->db, &d->arena, id, &o, &none)) continue;
        if (o.price >= 0) fen_show(o.price, price, sizeof price);
        buf_printf(&out, " · %s %s", in_words(d, o.title_zh, o.title_en), price);
    }
    const char *words = arena_strdup(&d->arena, buf_text(&out));
    buf_free(&out);
    return words;
}

static const char *execution(Story *s) {
    Doc *d = s->doc;
    return arena_printf(&d->arena,
                        doc_say(d, "%s to %s: it and its offers were shown %lld times and opened %lld times",
                                "%s 至 %s：活动与其优惠共展示 %lld 次，打开 %lld 次"),
                        d->from, d->to, (long long)s->by_day.all.shown, (long long)s->by_day.all.opened);
}

static const char *evaluation(Story *s) {
    Doc *d = s->doc;
    const Funnel *f = &s->by_offer.all;
    char money[32];
    const char *came =
        arena_printf(&d->arena,
                     doc_say(d, "coupons taken %lld, redeemed in the period %lld, worth %s",
                             "领券 %lld 张，期内核销 %lld 张，带来 %s"),
                     (long long)f->taken, (long long)f->redeemed, fen_show(f->money, money, sizeof money));
    if (s->activity.target < 0) return came;
    const char *target =
        arena_printf(&d->arena, doc_say(d, "%s; target %d", "%s；目标 %d 张"), came, s->activity.target);
    if (!s->activity.target) return target;
    return arena_printf(&d->arena, doc_say(d, "%s, reached %lld %%", "%s，完成 %lld%%"), target,
                        (long long)(f->redeemed * 100 / s->activity.target));
}

static void tell(Story *s) {
    static const Words parts[5] = {
        {TXT("1. Market analysis", "一、市场分析")}, {TXT("2. Target customers", "二、目标客户")},
        {TXT("3. Content", "三、活动内容")},         {TXT("4. Execution", "四、执行情况")},
        {TXT("5. Evaluation", "五、效果评估")},
    };
    Doc *d = s->doc;
    const Activity *a = &s->activity;
    const char *words[5] = {or_nothing(d, in_words(d, a->why_zh, a->why_en)),
                            or_nothing(d, in_words(d, a->whom_zh, a->whom_en)), content(s), execution(s),
                            evaluation(s)};
    DocTable *t = doc_table(d, "parts", doc_say(d, "The activity in five parts", "活动五部分"), NULL);
    doc_column(t, "part", doc_say(d, "part", "部分"), CELL_TEXT, 0);
    doc_column(t, "words", doc_say(d, "what", "内容"), CELL_TEXT, 0);
    for (int i = 0; i < 5; i++) {
        doc_cell(t, cell_text(d, doc_say(d, parts[i].en, parts[i].zh)));
        doc_cell(t, cell_text(d, words[i]));
    }
}

static Cell opened_cell(const Funnel *f) {
    Share s;
    return funnel_opened(f, &s) ? cell_share(s.n, s.base) : cell_none();
}

static void figures(Story *s) {
    Doc *d = s->doc;
    const Funnel *f = &s->by_offer.all;
    doc_figure(d, "card_opened", doc_say(d, "Its card: opened of shown", "活动卡片打开率"), opened_cell(&s->card), 0,
               TONE_PLAIN);
    doc_figure(d, "offers_opened", doc_say(d, "Its offers: opened of shown", "优惠打开率"), opened_cell(f), 0,
               TONE_PLAIN);
    doc_figure(d, "taken", doc_say(d, "Coupons taken", "领券"), cell_int(f->taken), 0, TONE_PLAIN);
    doc_figure(d, "redeemed_of_taken", doc_say(d, "Redeemed by now, of taken", "领券至今核销率"),
               cell_share(f->used, f->taken), 0, TONE_PLAIN);
    doc_figure(d, "redeemed", doc_say(d, "Redeemed in the period", "期内核销"), cell_int(f->redeemed), 0, TONE_PLAIN);
    doc_figure(d, "money", doc_say(d, "Money", "金额"), cell_money(f->money), 0, TONE_PLAIN);
    if (s->activity.target >= 0)
        doc_figure(d, "target", doc_say(d, "Target", "目标"), cell_int(s->activity.target), 0, TONE_PLAIN);
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    Story s = {.doc = doc, .db = office->db};
    doc_begin(doc, office, "activity", "", ask->from, ask->to);
    bool ok = find(&s, ask->name, err) && read_story(office, ask, &s, err);
    if (ok) {
        doc->title = in_words(doc, s.activity.title_zh, s.activity.title_en);
        figures(&s);
        tell(&s);
        funnel_table(doc, "day", doc_say(doc, "Day by day", "逐日"), BY_DAY, &s.by_day);
        if (s.by_offer.n) funnel_table(doc, "offer", doc_say(doc, "Its offers", "活动优惠"), BY_OFFER, &s.by_offer);
        doc_note(doc, doc_say(doc,
                              "Beside each rate its 95 % interval and its base. Money: the whole sum of the order a "
                              "coupon was redeemed on, once an order; without an order the offer's price. Nothing "
                              "here says who.",
                              "打开率、核销率旁为 95% 区间与基数。金额为核销所在工单的全额，每单只计一次；"
                              "没有工单的按优惠价计。不含任何客户信息。"));
    }
    funnel_free(&s.by_day);
    funnel_free(&s.by_offer);
    return ok;
}

const Report report_activity = {
    .name = "activity",
    .about = {TXT("one activity: why, for whom, what, how it went, what came of it",
                  "一项活动：市场分析、目标客户、内容、执行、评估")},
    .usage = {TXT("NAME", "名称")},
    .named = "activity",
    .build = build,
};
