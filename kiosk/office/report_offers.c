/* lounge report offers: which offers work, from shown to money, by offer, activity, kind, place, day, week, hour, or by
 * what the opened cars were. */
#include "report.h"
#include "report_funnel.h"

#include <string.h>

static FunnelBy read_by(const char *said) {
    for (int i = 0; said && i < BYS; i++)
        if (strcmp(funnel_bys[i], said) == 0) return (FunnelBy)i;
    return BY_OFFER;
}

static void figures(Doc *d, const Funnel *f) {
    Share s;
    doc_figure(d, "shown", doc_say(d, "Shown", "展示"), cell_int(f->shown), 0, TONE_PLAIN);
    doc_figure(d, "opened", doc_say(d, "Opened of shown", "打开率"),
               funnel_opened(f, &s) ? cell_share(s.n, s.base) : cell_none(), 0, TONE_PLAIN);
    doc_figure(d, "taken", doc_say(d, "Coupons taken", "领券"), cell_int(f->taken), 0, TONE_PLAIN);
    doc_figure(d, "redeemed", doc_say(d, "Redeemed", "核销"), cell_int(f->redeemed), 0, TONE_PLAIN);
    doc_figure(d, "money", doc_say(d, "Money", "金额"), cell_money(f->money), 0, TONE_PLAIN);
}

static bool build(Office *office, const ReportAsk *ask, Doc *doc, Err *err) {
    FunnelTable funnels;
    FunnelBy by = read_by(ask->by);
    FunnelAsk what = {.from = ask->from, .to = ask->to, .by = by, .offers = ask->offer};
    doc_begin(doc, office, "offers", office->zh ? "哪些优惠有效" : "Which offers work", ask->from, ask->to);
    if (!funnel_read(office, &what, &funnels, err)) return false;
    if (by != BY_AXIS && by != BY_ACTIVITY) figures(doc, &funnels.all);
    funnel_table(doc, funnel_bys[by], doc_say(doc, "From shown to money", "从展示到金额"), by, &funnels);
    doc_note(doc,
             doc_say(doc,
                     "Shown: on screen for a second or more, once a visit and place; on the board each turn, "
                     "whether or not anybody was there. Redeemed: by its own day; of taken: of the coupons taken "
                     "in this time, those redeemed by now. Money: the whole sum of the order a coupon was redeemed "
                     "on, once an order; without an order the offer's price. Nothing here says who.",
                     "展示：在屏幕上至少 1 秒，每位访客每处只计一次；看板上每轮计一次，未必有人在看。"
                     "核销按核销日计；领券核销率为这段时间领取的券至今的核销比例。"
                     "金额为核销所在工单的全额，每单只计一次；没有工单的按优惠价计。不含任何客户信息。"));
    funnel_free(&funnels);
    return true;
}

const Report report_offers = {
    .name = "offers",
    .about = {TXT("which offers work, from shown to money", "哪些优惠有效：从展示到金额")},
    .usage = {TXT("[--by offer|activity|kind|place|day|week|hour|axis] [--offer ID]",
                  "[--by offer|activity|kind|place|day|week|hour|axis] [--offer 编号]")},
    .bys = "offer activity kind place day week hour axis",
    .offers = true,
    .build = build,
};
